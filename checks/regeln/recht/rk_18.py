"""Eine Leistung des Persönlichen Budgets hat eine Form, die das Gesetz nicht zulässt, oder gehört nicht hinein.

Prüft: Pflegesachleistung sowie Tages- und Nachtpflege werden nur als Gutschein bei zugelassenen Pflegeeinrichtungen bewilligt, Pflegegeld
nur als Geld. Leistungen, die der Katalog als nicht budgetfähig nennt, stehen in keinem Teilbudget. Wo eine ärztliche Verordnung nötig ist, ist
sie eingetragen. Kassen vergüten Budgetassistenz nicht gesondert. Ein Gutschein, den das Gesetz nicht verlangt, ist begründet.

Warum: § 35a SGB XI regelt die Pflegeversicherung abschließend. Nicht budgetfähige Leistungen sind keine alltäglichen und regelmäßig wiederkehrenden Bedarfe.

Beispiel: Pflegesachleistung als Geldleistung.

Stattdessen: „form: gutschein“ und ein zugelassener Dienst.

Grenzen: Ob der Bedarf alltäglich und regelmäßig wiederkehrt, muss ein Mensch beurteilen, wenn der Katalog die Leistung nicht kennt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.position import Pfad

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

if TYPE_CHECKING:
    from contracts.modell.budgetperson import Budgettraeger
    from contracts.modell.teilbudget import Budgetleistung

REGEL = Regel(
    code="RK-18",
    name="leistungsform-unzulaessig",
    titel="Gutscheinzwang und nicht budgetfähige Leistungen",
    schwere="fehler",
    meldung="{leistung} darf nur als {soll} bewilligt werden, hier steht {ist}.",
    varianten={
        "keine": "{leistung} gehört nicht in ein Persönliches Budget. {soll}",
        "dienst": "{leistung}: Der Gutschein gilt nur bei einer zugelassenen Pflegeeinrichtung; eingetragen ist keine.",
        "verordnung": "{leistung} setzt eine ärztliche Verordnung voraus; ihr Tag fehlt.",
        "grund": "{leistung} wird als Gutschein bewilligt, ohne dass das Gesetz es verlangt. Begründen Sie es.",
        "kasse": "{leistung}: Kranken- und Pflegekassen vergüten das nicht gesondert; ihre Beratung ist Teil der Leistung.",
        "traeger": "{leistung} gewährt nach dem Katalog ein anderer Leistungsträger.",
    },
    normen=("§ 35a SGB XI", "§ 29 Abs. 1 SGB IX", "§ 29 Abs. 2 SGB IX"),
    quellen=("RK-18", "A-PB-055", "A-PB-056", "A-PB-057", "A-PB-058", "A-PB-068"),
    braucht=(HatBudgetfall,),
)
NAMEN = {"geld": "Geldleistung", "gutschein": "Gutschein"}
PFLEGE = "pflegekasse"
KASSEN, OHNE_VERGUETUNG = ("krankenkasse", PFLEGE), "budgetassistenz"
"""What the funds of health and care do not pay for by itself (A-PB-068)."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every benefit whose form, prescription or place in the budget is wrong."""
    fall = kontext.als(HatBudgetfall)
    for i, teil in enumerate(fall.teilbudgets):
        for j, leistung in enumerate(teil.leistungen):
            yield from _check(("teilbudgets", i, "leistungen", j), leistung, fall.find_traeger(teil.traeger))


def _check(ort: Pfad, leistung: Budgetleistung, traeger: Budgettraeger) -> Iterator[Fund]:
    from contracts.rechnen.budgetrechnung import find_katalogleistung

    eintrag = find_katalogleistung(leistung.katalog)
    werte = {"leistung": eintrag.titel}
    if not eintrag.ist_budgetfaehig:
        yield Fund((*ort, "katalog"), soll=eintrag.warum_nicht, variante="keine", werte=werte)
        return
    if eintrag.form in NAMEN and eintrag.form != leistung.form:
        yield Fund((*ort, "form"), NAMEN[leistung.form], NAMEN[eintrag.form], werte=werte)
    ist_gutschein = leistung.form == "gutschein"
    if ist_gutschein and eintrag.form == "gutschein" and not leistung.ist_zugelassener_dienst:
        yield Fund((*ort, "form"), variante="dienst", werte=werte)
    if ist_gutschein and eintrag.form == "beides" and leistung.begruendung_gutschein is None:
        yield Fund((*ort, "form"), variante="grund", schwere="warnung", werte=werte)
    if eintrag.braucht_verordnung and leistung.verordnet_am is None:
        yield Fund((*ort, "katalog"), variante="verordnung", werte=werte)
    if traeger.art in KASSEN and leistung.katalog == OHNE_VERGUETUNG:
        yield Fund((*ort, "katalog"), variante="kasse", werte=werte)
    elif PFLEGE in (eintrag.traegerart, traeger.art) and eintrag.traegerart != traeger.art:
        yield Fund((*ort, "katalog"), variante="traeger", werte=werte)

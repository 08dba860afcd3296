"""Ein Betrag der Kranken- oder Pflegeversicherung ist nicht so berechnet, wie das Recht des Tages ihn festlegt.

Prüft: Der Rechenweg jeder Leistung ist einer, den der Katalog für sie vorsieht. Sachleistung und Pflegegeld ergeben zusammen 100 Prozent. Nach dem Recht
von 2004 wird auch die Tages- und Nachtpflege darauf angerechnet, heute nicht. Pflegehilfsmittel überschreiten den Höchstbetrag nicht. Wo das
Gesetz eine Zuzahlung verlangt, ist sie angegeben.

Warum: Die Beträge stehen im Gesetz und wechseln mit dem Tag; das Programm nimmt sie aus seinen Rechtsdaten und nie aus dem Fall.

Beispiel: Pflegegeld als Monatsbetrag von 300 Euro.

Stattdessen: „art: pflegegeld“ mit dem Anteil.

Grenzen: Eigene Werte des Falls prüft niemand außer der Stelle, die sie bestätigt hat. Wer von Zuzahlungen befreit ist, nimmt den Befund aus.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from contracts.position import Pfad

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_anteil, show_betrag

if TYPE_CHECKING:
    from contracts.modell.teilbudget import Teilbudget
    from contracts.rechnen.budgetrechnung import Rechtswerte

REGEL = Regel(
    code="ZB-14",
    name="gesetzliche-betraege",
    titel="Gesetzliche Beträge am Stichtag",
    schwere="fehler",
    meldung="{leistung}: Der Rechenweg „{ist}“ passt nicht; vorgesehen ist: {soll}.",
    varianten={
        "kombination": "Die Anteile der Pflegeversicherung ergeben zusammen {ist} statt {soll}.",
        "ueber": "Die Anteile der Pflegeversicherung ergeben zusammen {ist}; mehr als {soll} gibt es nicht.",
        "hoechstens": "{leistung}: Angegeben sind {ist}, höchstens gibt es {soll}.",
        "zuzahlung": "{leistung}: Eine Zuzahlung ist nicht angegeben; das Gesetz verlangt sie, wenn keine Befreiung vorliegt.",
    },
    normen=("§ 36 SGB XI", "§ 37 SGB XI", "§ 38 SGB XI", "§ 40 SGB XI", "§ 41 SGB XI", "§ 61 SGB V"),
    quellen=("ZB-14", "A-PB-057", "A-PB-064"),
    braucht=(HatBudgetfall,),
)
SACH, GELD, TAGES = "pflegesachleistung", "pflegegeld", "tagespflege"
EINS = Decimal(1)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every benefit that is not computed as the law of its day says."""
    from contracts.rechnen.budgetrechnung import Rechtswerte, read_eigene

    fall = kontext.als(HatBudgetfall)
    eigene = read_eigene(fall.eigene_werte)
    for i, teil in enumerate(fall.teilbudgets):
        yield from _leistungen(("teilbudgets", i), teil, Rechtswerte(teil.beginn, eigene))
        # The law of 2004 sets day care off against the other benefits (§ 41 SGB XI then).
        yield from _kombination(("teilbudgets", i), teil, fall.recht.hat_beauftragten)


def _leistungen(ort: Pfad, teil: Teilbudget, werte: Rechtswerte) -> Iterator[Fund]:
    from contracts.rechnen.budgetrechnung import find_katalogleistung

    for j, leistung in enumerate(teil.leistungen):
        eintrag, pfad = find_katalogleistung(leistung.katalog), (*ort, "leistungen", j, "rechnung")
        namen = {"leistung": eintrag.titel}
        if eintrag.rechnung and leistung.rechnung.art not in eintrag.rechnung:
            yield Fund((*pfad, "art"), leistung.rechnung.art, ", ".join(eintrag.rechnung), werte=namen)
        elif leistung.rechnung.art == "pflegehilfsmittel" and leistung.rechnung.betrag is not None:
            hoechstens = werte.find("pflegehilfsmittel_verbrauch")
            if leistung.rechnung.betrag > hoechstens:
                ist = show_betrag(leistung.rechnung.betrag)
                yield Fund((*pfad, "betrag"), ist, show_betrag(hoechstens), variante="hoechstens", werte=namen)
        if eintrag.zuzahlung and leistung.rechnung.zuzahlung is None:
            yield Fund(pfad, variante="zuzahlung", schwere="warnung", werte=namen)


def _kombination(ort: Pfad, teil: Teilbudget, ist_tagespflege_angerechnet: bool) -> Iterator[Fund]:
    anteile: dict[str, Decimal] = {}
    for leistung in teil.leistungen:
        art = leistung.rechnung.art
        if art in (SACH, GELD) or (art == TAGES and ist_tagespflege_angerechnet):
            anteile[art] = anteile.get(art, Decimal(0)) + (
                EINS if leistung.rechnung.anteil is None else leistung.rechnung.anteil
            )
    summe = sum(anteile.values(), Decimal(0))
    pfad = (*ort, "leistungen")
    if summe > EINS:
        yield Fund(pfad, show_anteil(summe), show_anteil(EINS), variante="ueber")
    elif GELD in anteile and len(anteile) > 1 and summe != EINS:
        yield Fund(pfad, show_anteil(summe), show_anteil(EINS), variante="kombination")

"""Der Zielvereinbarung zum Persönlichen Budget fehlt ein Mindestinhalt.

Prüft: Die Zielvereinbarung zeigt für jedes Teilbudget Ziele, Nachweis und Qualitätssicherung, nach heutigem Recht auch die Höhe des
Teilbudgets und des Gesamtbudgets. Welche Inhalte gelten, sagt das Recht am Rechtsstand. Ein Bescheid ohne Zielvereinbarung wird gemeldet,
außer wenn nur eine Pflegekasse leistet.

Warum: Ohne Mindestinhalte ist die Zielvereinbarung keine im Sinn des Gesetzes, und dem Bescheid fehlt die Grundlage.

Beispiel: Ein Teilbudget ohne Regel zur Qualität.

Stattdessen: Unter „qualitaet“ steht mindestens ein Satz.

Grenzen: Ob eine Regel taugt, muss ein Mensch beurteilen.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.rechnen.falldokumente import ZIELVEREINBARUNG

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...muster.felder import iter_felder
from ...regel import Regel

REGEL = Regel(
    code="VOL-12",
    name="zielvereinbarung-mindestinhalt",
    titel="Mindestinhalte der Zielvereinbarung zum Persönlichen Budget",
    schwere="fehler",
    meldung="In der Zielvereinbarung fehlt für dieses Teilbudget: {soll}.",
    varianten={
        "hoehe": "In der Zielvereinbarung fehlt: {soll}.",
        "keine": "Es gibt einen Bescheid, aber keine Zielvereinbarung. Sie ist nur entbehrlich, wenn allein eine Pflegekasse leistet.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 29 Abs. 4 SGB IX",),
    quellen=("VOL-12", "A-PB-081"),
    braucht=(HatBudgetfall,),
)
INHALTE = {"ziele": "Förder- und Leistungsziele", "nachweis": "Nachweis", "qualitaet": "Qualitätssicherung"}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each minimum content that the agreement does not show, and a notice without agreement."""
    fall = kontext.als(HatBudgetfall)
    if (
        kontext.ist_hauptdokument
        and fall.bescheid is not None
        and fall.zielvereinbarung is None
        and not fall.ist_pflegekasse_allein
    ):
        yield Fund(("bescheid",), variante="keine")
    if kontext.schriftstueck.name != ZIELVEREINBARUNG:
        return
    for nummer, teil in enumerate(fall.teilbudgets):
        for name in (n for n in fall.recht.inhalte if n in INHALTE):
            if not any(iter_felder(kontext, f"teilbudgets[{teil.traeger}].{name}")):
                yield Fund(("teilbudgets", nummer, name), soll=INHALTE[name])
    if "hoehe" in fall.recht.inhalte and not any(iter_felder(kontext, "berechnet.gesamt")):
        yield Fund(("teilbudgets",), soll="Höhe der Teilbudgets und des Gesamtbudgets", variante="hoehe")

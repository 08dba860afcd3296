"""Das Wunsch- und Wahlrecht ist nicht gewahrt.

Prüft: Ein Paragraf wahrt das Wunsch- und Wahlrecht der Leistungsberechtigten; keine Klausel weist Personen oder Leistungen einem
Leistungserbringer ausschließlich zu.

Warum: Die §§ 8 und 104 SGB IX geben den Leistungsberechtigten die Wahl. Ein Vertrag zwischen Land und Leistungserbringer kann sie
ihnen nicht nehmen.

Beispiel: „Leistungen im Sozialraum werden ausschließlich durch den Budgetnehmer erbracht.“

Stattdessen: „Das Wunsch- und Wahlrecht der Leistungsberechtigten bleibt unberührt; sie können auch andere Leistungserbringer
wählen.“

Grenzen: Eine faktische Bindung, etwa durch Zuweisungspraxis, kann die Regel nicht erkennen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatAbweichungen
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import has_wortlaut, report_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="RK-10",
    name="wahlrecht-nicht-gewahrt",
    titel="Wunsch- und Wahlrecht, keine Exklusivität",
    schwere="fehler",
    meldung="Diese Stelle bindet Leistungsberechtigte an einen Leistungserbringer ({wendung}): {ist}.",
    varianten={"fehlt": "Kein Paragraf wahrt das Wunsch- und Wahlrecht der Leistungsberechtigten."},
    ebene="dokument",
    dokumente="alle",
    normen=("§ 8 SGB IX", "§ 104 SGB IX", "§ 33 SGB I"),
    quellen=("RK-10",),
    braucht=(HatAbweichungen,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield the missing clause and every exclusive assignment."""
    if kontext.ist_hauptdokument and not has_wortlaut(kontext, "rk_10_pflicht"):
        yield Fund(("klauseln",), ist="fehlt", soll="Wunsch- und Wahlrecht", variante="fehlt")
    yield from report_wortlaut(kontext, "rk_10", "freie Wahl des Leistungserbringers")

"""Eine Klausel begrenzt Ansprüche der Leistungsberechtigten.

Prüft: Der Text sieht weder Warteliste noch Aufnahmestopp, Kontingent, Höchstzahl, Haushaltsvorbehalt oder die Ablehnung wegen
ausgeschöpften Budgets vor. Sätze, die das gerade ausschließen, sind in Ordnung.

Warum: § 132 Absatz 2 SGB IX lässt die individuellen Ansprüche unberührt, § 123 Absatz 4 SGB IX verpflichtet zur Aufnahme. Eine
Begrenzung über das Budget wäre ein verdeckter Eingriff in den Anspruch.

Beispiel: „Ist das Budget ausgeschöpft, kann der Budgetnehmer weitere Aufnahmen ablehnen.“

Stattdessen: „Der Budgetnehmer darf eine Leistung nicht deshalb ablehnen, weil das Budget ausgeschöpft ist.“

Grenzen: Verneinungen über mehrere Sätze hinweg und Umschreibungen ohne die Wörter der Liste erkennt die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatAbweichungen
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import report_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="RK-02",
    name="versteckte-anspruchsbegrenzung",
    titel="Keine versteckte Anspruchsbegrenzung",
    schwere="fehler",
    meldung="Diese Stelle begrenzt Ansprüche der Leistungsberechtigten ({wendung}): {ist}.",
    ebene="dokument",
    dokumente="alle",
    normen=("§ 132 Abs. 2 SGB IX", "§ 123 Abs. 4 SGB IX"),
    quellen=("RK-02",),
    braucht=(HatAbweichungen,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every passage that limits claims."""
    yield from report_wortlaut(kontext, "rk_02", "keine Begrenzung der Ansprüche")

"""Eine zitierte Norm ist außer Kraft.

Prüft: Keine zitierte Vorschrift ist am Rechtsstand des Vertrags aufgehoben oder meint erkennbar altes Recht unter einer Nummer, die
heute etwas anderes regelt.

Warum: Ein Vertrag, der sich auf außer Kraft getretenes Recht stützt, hat an dieser Stelle keine Grundlage.

Beispiel: „§ 4 BudgetV“ in einem Vertrag von 2025; die Budgetverordnung ist seit 1. Januar 2018 außer Kraft.

Stattdessen: Die Nachfolgevorschrift zitieren. Gilt altes Recht ausnahmsweise fort, mit „in der am … geltenden Fassung“ zitieren.

Grenzen: Ob die Nachfolgevorschrift im Einzelfall passt, entscheidet eine Juristin oder ein Jurist. Altes Recht unter neuer Nummer
erkennt die Regel nur an den Wörtern in der Nähe; Zweifelsfälle fragt VZ-11.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...muster.urteile import find_judged
from ...regel import Regel

REGEL = Regel(
    code="VZ-04",
    name="norm-ausser-kraft",
    titel="Keine außer Kraft getretenen Normen",
    schwere="fehler",
    meldung="„{ist}“ ist kein geltendes Recht: {grund} Streichen oder ersetzen Sie das Zitat.",
    varianten={"nachfolger": "„{ist}“ ist kein geltendes Recht: {grund} Heute: {soll}."},
    ebene="dokument",
    dokumente="alle",
    normen=("Art. 26 BTHG",),
    quellen=("VZ-04",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield citations of repealed law, and of old law under a number that means something else today."""
    return find_judged(kontext, "aufgehoben", "veraltet")

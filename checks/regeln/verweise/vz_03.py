"""Eine zitierte Norm gibt es nicht.

Prüft: Jede zitierte Vorschrift ist am Rechtsstand des Vertrags vorhanden, bis zum Absatz, Satz, zur Nummer und zum Buchstaben.

Warum: Ein Zitat, das ins Leere geht, macht die Regel angreifbar, die sich darauf stützt.

Beispiel: „§ 132 Absatz 7 SGB IX“; die Vorschrift hat drei Absätze.

Stattdessen: Die Stelle im Gesetz nachlesen und genau zitieren; „vertragswerk norm "§ 132 SGB IX"“ zeigt, was es gibt.

Grenzen: Geprüft werden die Gesetze des mitgelieferten Bestandes. Liegt der Rechtsstand in einer Lücke der Quellen, zählt, was
davor und danach gleich ist; sonst schweigt die Regel. Sätze zählt ein Verfahren, das in seltenen Fällen irrt.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...muster.urteile import find_judged
from ...regel import Regel

REGEL = Regel(
    code="VZ-03",
    name="norm-nicht-vorhanden",
    titel="Norm existiert zum Rechtsstand",
    schwere="fehler",
    meldung="„{ist}“ gibt es nicht: {grund} Berichtigen Sie das Zitat.",
    varianten={"nachfolger": "„{ist}“ gibt es nicht mehr: {grund} Im früheren Recht stand die Stelle; heute: {soll}."},
    ebene="dokument",
    dokumente="alle",
    quellen=("VZ-03",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield citations of places that the law does not have."""
    return find_judged(kontext, "nicht_vorhanden")

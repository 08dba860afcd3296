"""Eine zitierte Norm ist noch nicht in Kraft.

Prüft: Keine zitierte Vorschrift tritt erst nach dem Rechtsstand des Vertrags in Kraft.

Warum: Bis zum Inkrafttreten bindet die Vorschrift niemanden; der Vertrag behauptet eine Rechtslage, die es noch nicht gibt.

Beispiel: Ein Vertrag mit Rechtsstand 2018, der die §§ 99 bis 108 SGB IX als geltend zitiert (in Kraft seit 1. Januar 2020).

Stattdessen: Das geltende Recht zitieren oder ausdrücklich auf den Tag des Inkrafttretens abstellen.

Grenzen: Die Regel sieht nicht, ob der Vertrag die künftige Rechtslage bewusst vorwegnimmt.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...muster.urteile import find_judged
from ...regel import Regel

REGEL = Regel(
    code="VZ-10",
    name="norm-noch-nicht-in-kraft",
    titel="Norm ist in Kraft",
    schwere="fehler",
    meldung="„{ist}“ gilt am angegebenen Rechtsstand noch nicht: {grund}",
    ebene="dokument",
    dokumente="alle",
    quellen=("VZ-03",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield citations of law that comes into force later."""
    return find_judged(kontext, "noch_nicht_in_kraft")

"""Ein Zitat kann altes oder neues Recht meinen.

Prüft: Wo eine Nummer früher etwas anderes regelte, spricht der Text in der Nähe eindeutig für das heutige Recht.

Warum: § 17 SGB IX war bis 2017 das Persönliche Budget und ist heute die Begutachtung; ein altes Muster zitiert die falsche Sache.

Beispiel: „Budgetkonferenz nach § 17 SGB IX über die Begutachtung“.

Stattdessen: Die gemeinte Vorschrift zitieren oder ihren Gegenstand nennen.

Grenzen: Die Regel liest nur die Wörter in der Nähe; sie fragt, statt zu entscheiden.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...muster.urteile import find_judged
from ...regel import Regel

REGEL = Regel(
    code="VZ-11",
    name="zitat-mit-zweifelhaftem-gegenstand",
    titel="Zitat meint das heutige Recht",
    schwere="warnung",
    meldung="„{ist}“ ist zweifelhaft: {grund} {frage}",
    ebene="dokument",
    dokumente="alle",
    quellen=("VZ-04",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield citations whose number had another meaning and whose surroundings do not decide."""
    return find_judged(kontext, "unsicher")

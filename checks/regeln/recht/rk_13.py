"""Ein gesetzliches Anpassungs- oder Kündigungsrecht ist abbedungen.

Prüft: Keine Klausel schließt die Anpassung oder Kündigung nach § 59 SGB X, die Neuverhandlung nach § 127 Absatz 3 SGB IX, die
Kündigung nach § 130 SGB IX oder die Kündigung aus wichtigem Grund aus oder verzichtet darauf.

Warum: Diese Rechte sichern, dass niemand an einem Vertrag festgehalten wird, dessen Grundlage weggefallen ist oder den die andere
Seite grob verletzt.

Beispiel: „Eine Anpassung nach § 59 SGB X ist ausgeschlossen.“

Stattdessen: „§ 59 SGB X und § 130 SGB IX bleiben unberührt.“

Grenzen: Der Ausschluss nur der ordentlichen Kündigung ist zulässig und wird nicht gemeldet.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import report_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="RK-13",
    name="anpassungsrecht-abbedungen",
    titel="Anpassungs- und Kündigungsrechte nicht abbedungen",
    schwere="fehler",
    meldung="Diese Stelle schließt ein gesetzliches Anpassungs- oder Kündigungsrecht aus ({wendung}): {ist}.",
    ebene="dokument",
    dokumente="alle",
    normen=("§ 59 SGB X", "§ 127 Abs. 3 SGB IX", "§ 130 SGB IX"),
    quellen=("RK-13",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every waiver of a statutory right."""
    yield from report_wortlaut(kontext, "rk_13", "Rechte bleiben unberührt")

"""Ein Prüf- oder Kürzungsrecht ist eingeschränkt.

Prüft: Keine Klausel schließt die Wirtschaftlichkeits- und Qualitätsprüfung nach § 128 SGB IX, die unangekündigte Prüfung oder
die Kürzung nach § 129 SGB IX aus.

Warum: Die Prüfung schützt die Leistungsberechtigten und die öffentlichen Mittel. § 132 SGB IX erlaubt neue Finanzierung, nicht
den Verzicht auf Kontrolle.

Beispiel: „Prüfungen finden nur nach vorheriger Ankündigung statt.“

Stattdessen: „Die §§ 128 und 129 SGB IX bleiben unberührt.“

Grenzen: Erweiterungen durch Landesrecht prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatAbweichungen
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import report_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="RK-14",
    name="pruefrecht-eingeschraenkt",
    titel="Prüf- und Kürzungsrechte unberührt",
    schwere="warnung",
    meldung="Diese Stelle schränkt ein Prüf- oder Kürzungsrecht ein ({wendung}): {ist}.",
    ebene="dokument",
    dokumente="alle",
    normen=("§ 128 SGB IX", "§ 129 SGB IX"),
    quellen=("RK-14",),
    braucht=(HatAbweichungen,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every passage that limits audits or reductions."""
    yield from report_wortlaut(kontext, "rk_14", "Prüf- und Kürzungsrechte unberührt")

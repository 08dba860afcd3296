"""Für Abschluss, Änderung oder Kündigung genügt nach dem Text eine zu einfache Form.

Prüft: Der Text lässt für Abschluss, Änderung, Ergänzung, Aufhebung oder Kündigung nicht die Textform, die E-Mail oder die
mündliche Erklärung genügen; bei elektronischer Form ist auch der Text auf die qualifizierte Signatur eingestellt.

Warum: Der öffentlich-rechtliche Vertrag ist schriftlich zu schließen; das gilt auch für seine Änderung. Die Kündigung verlangt
ebenfalls die Schriftform. Ersetzen kann sie nur eine elektronische Form, die das Gesetz zulässt (§ 36a SGB I), nicht die einfache E-Mail.

Beispiel: „Änderungen dieses Vertrags können per E-Mail vereinbart werden.“

Stattdessen: „Änderungen dieses Vertrags bedürfen der Schriftform; die elektronische Form nach § 36a SGB I ist zulässig.“

Grenzen: Die Aufforderung zu Verhandlungen, Berichte und Mitteilungen dürfen in Textform ergehen; sie erkennt die Regel am Wort.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import report_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="RK-05",
    name="form-zu-einfach",
    titel="Schriftform oder qualifizierte elektronische Form",
    schwere="fehler",
    meldung="Hier genügt für Abschluss, Änderung oder Kündigung eine zu einfache Form ({wendung}): {ist}.",
    ebene="dokument",
    dokumente="alle",
    normen=("§ 56 SGB X", "§ 36a SGB I", "§ 126 BGB", "§ 126a BGB", "§ 130 SGB IX"),
    quellen=("RK-05",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every passage that lets a lesser form do."""
    yield from report_wortlaut(kontext, "rk_05", "Schriftform oder qualifizierte elektronische Form")

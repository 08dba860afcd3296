"""Ein nachträglicher Ausgleich ist vorgesehen, ohne dass die Abweichung vom Gesetz benannt ist.

Prüft: Sieht der Text eine Spitzabrechnung, Nach- oder Rückzahlung oder die Zwischenregelung eine Verrechnung vor, nennt der
Vertrag unter „abweichungen“ die Abweichung von § 123 Absatz 2 SGB IX.

Warum: Nachträgliche Ausgleiche sind nach § 123 Absatz 2 Satz 3 SGB IX nicht zulässig. Eine Abweichung kann sich allenfalls
auf § 132 SGB IX stützen und muss dann ausdrücklich vereinbart sein. Wie weit § 132 SGB IX trägt, ist nicht abschließend geklärt.

Beispiel: „Am Jahresende findet eine Spitzabrechnung statt.“ ohne Eintrag unter „abweichungen“.

Stattdessen: Die Klausel streichen oder die Abweichung von § 123 Absatz 2 Satz 3 SGB IX aufnehmen.

Grenzen: Ob die benannte Abweichung die Klausel inhaltlich deckt, muss ein Mensch beurteilen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...muster.wortlaut import report_wortlaut
from ...regel import Regel
from ...volltext import glaetten

REGEL = Regel(
    code="RK-07",
    name="nachtraeglicher-ausgleich",
    titel="Kein nachträglicher Ausgleich ohne benannte Abweichung",
    schwere="warnung",
    meldung="Hier ist ein nachträglicher Ausgleich vorgesehen ({wendung}), die Abweichung von § 123 Absatz 2 SGB IX ist nicht "
    "benannt: {ist}.",
    varianten={
        "daten": "Die Zwischenregelung verrechnet nachträglich; die Abweichung von § 123 Absatz 2 SGB IX ist nicht benannt.",
    },
    ebene="dokument",
    normen=("§ 123 Abs. 2 Satz 3 SGB IX", "§ 132 Abs. 1 SGB IX"),
    quellen=("RK-07",),
    arten=("traegerbudget_singulaer",),
)

NORM = re.compile(r"§§? 123 (?:Absatz|Abs\.) 2\b|§§? 123(?! (?:Absatz|Abs))")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every settlement clause of a contract that does not name the deviation."""
    vertrag = kontext.traegerbudget
    if any(NORM.search(glaetten(abweichung.norm)) for abweichung in vertrag.abweichungen):
        return
    if vertrag.fortschreibung.hat_verrechnung:
        yield Fund(("fortschreibung", "zwischenregelung"), variante="daten")
    yield from report_wortlaut(kontext, "rk_07", "Abweichung von § 123 Absatz 2 SGB IX benannt")

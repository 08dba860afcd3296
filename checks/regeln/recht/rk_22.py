"""Die Erfolgsregel steht nicht unter den Abweichungen.

Prüft: Sichert die Fortschreibung Mengen, die durch erreichte Teilhabeziele wegfallen, nennt der Vertrag unter „abweichungen“ die
Abweichung von § 125 Absatz 3 SGB IX.

Warum: Das Budget folgt dann nicht mehr allein aus Mengen und Leistungspauschalen. Der Vertrag zählt seine Abweichungen
abschließend auf; was dort fehlt, richtet sich nach dem Gesetz und widerspricht der Klausel.

Beispiel: „fortschreibung.erfolg“ mit der Art „untergrenze“ ohne einen Eintrag zu § 125 Absatz 3 Satz 1 SGB IX, der den Erfolg nennt.

Stattdessen: Unter „abweichungen“ ergänzen: Sinken die Mengen, weil Leistungsberechtigte ihre Teilhabeziele erreicht haben, bleibt
das Budget des Vorjahres die Untergrenze der Fortschreibung.

Grenzen: Die Regel sucht die Norm und ein Wort, das vom Erfolg spricht. Ob § 132 SGB IX die Abweichung trägt, prüft eine Juristin
oder ein Jurist.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.regex import compile_later

from ...bedarf import HatAbweichungen, HatFortschreibung
from ...befund import Fund
from ...glaettung import glaetten
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="RK-22",
    name="erfolgsregel-nicht-benannt",
    titel="Erfolgsregel als Abweichung benannt",
    schwere="warnung",
    meldung="Die Fortschreibung sichert Mengen, die durch erreichte Teilhabeziele wegfallen; die Abweichung von § 125 Absatz 3 SGB IX "
    "ist nicht benannt. Ergänzen Sie sie unter „abweichungen“.",
    normen=("§ 125 Abs. 3 Satz 1 SGB IX", "§ 132 Abs. 1 SGB IX"),
    quellen=("RK-22",),
    braucht=(HatAbweichungen, HatFortschreibung),
)

NORM = compile_later(r"§§? 125 (?:Absatz|Abs\.) 3\b|§§? 125(?! (?:Absatz|Abs))")
ERFOLG = compile_later(r"(?i)\b(?:teilhabe)?ziele?\b|erfolg|fortschreibung")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a rule on success whose deviation is not named."""
    if not kontext.als(HatFortschreibung).fortschreibung.hat_erfolgsregel:
        return
    abweichungen = kontext.als(HatAbweichungen).abweichungen
    if not any(NORM.search(glaetten(a.norm)) and ERFOLG.search(glaetten(a.inhalt)) for a in abweichungen):
        yield Fund(("fortschreibung", "erfolg"))

"""Eine Frist für Zuständigkeit oder Entscheidung ist versäumt.

Prüft: Zwei Wochen für die Zuständigkeit; für die Entscheidung drei Wochen, mit mehreren Leistungsträgern sechs Wochen, mit Konferenz zwei
Monate, je ab Eingang. Ist am Stichtag der Prüfung nicht entschieden und die Frist vorbei, wird das gemeldet, außer wenn rechtzeitig begründet mitgeteilt wurde.

Warum: Wer die Frist versäumt, ohne es begründet mitzuteilen, riskiert die Erstattung selbst beschaffter Leistungen (§ 18 SGB IX).

Beispiel: Antrag am 12. Januar, Entscheidung am 13. März.

Stattdessen: Spätestens am letzten Tag entscheiden oder begründet mitteilen.

Grenzen: Gutachten verlängern Fristen; das sieht die Regel nicht. Endet eine Frist am Wochenende oder an einem Feiertag des Landes, gilt der nächste
Werktag (§ 26 Absatz 3 SGB X); Feiertage einzelner Gemeinden kennt sie nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="FL-07",
    name="zustaendigkeit-entscheidung-verspaetet",
    titel="Zuständigkeits- und Entscheidungsfristen",
    schwere="fehler",
    meldung="{was}: Die Frist endete am {soll}, erledigt ist sie am {ist}.",
    varianten={
        "offen": "{was}: Die Frist endete am {soll}, am {ist} ist nichts eingetragen.",
        "mitgeteilt": "{was}: Die Frist endete am {soll}, erledigt ist sie am {ist}; die Verzögerung ist begründet mitgeteilt.",
    },
    normen=("§ 14 SGB IX", "§ 15 SGB IX", "§ 18 SGB IX", "§ 26 Abs. 3 SGB X"),
    quellen=("FL-07",),
    braucht=(HatBudgetfall,),
)
SCHLUESSEL = ("zustaendigkeit", "entscheidung")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every deadline of competence and decision that was missed."""
    fall = kontext.als(HatBudgetfall)
    mitteilung = fall.leitung.mitteilung_18_am
    for frist in fall.fristen:
        if frist.schluessel not in SCHLUESSEL:
            continue
        ist_mitgeteilt = mitteilung is not None and mitteilung <= frist.ende and frist.schluessel == "entscheidung"
        werte = {"was": frist.was}
        if frist.erledigt_am is not None and frist.ist_versaeumt:
            ist, soll = show_datum(frist.erledigt_am), show_datum(frist.ende)
            if ist_mitgeteilt:
                yield Fund(frist.pfad, ist, soll, variante="mitgeteilt", schwere="hinweis", werte=werte)
            else:
                yield Fund(frist.pfad, ist, soll, werte=werte)
        elif frist.erledigt_am is None and kontext.stichtag > frist.ende and not ist_mitgeteilt:
            yield Fund(frist.pfad, show_datum(kontext.stichtag), show_datum(frist.ende), variante="offen", werte=werte)

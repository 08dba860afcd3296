"""Die Beteiligung der Interessenvertretung ist nicht richtig festgehalten.

Prüft: Die beteiligte Stelle ist eine Interessenvertretung; ist der Tag der Beteiligung angegeben, steht auch ihr Ergebnis da, und
umgekehrt.

Warum: Die Interessenvertretungen der Menschen mit Behinderungen wirken bei Verträgen dieser Art mit. Wer gehört wurde, wann und
mit welchem Ergebnis, muss sich aus der Urkunde ergeben.

Beispiel: Als beteiligte Stelle ist der Fachdienst Teilhabe eingetragen.

Stattdessen: Die Kennung des Beteiligten mit der Rolle „interessenvertretung“ angeben.

Grenzen: Fehlen Tag und Ergebnis, sagt die Regel nichts: Der Vertragstext erwähnt die Beteiligung dann nicht. Ob die Stelle für die
Leistungsberechtigten sprechen kann, prüft sie nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBeteiligung
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="RK-09",
    name="beteiligung-nicht-festgehalten",
    titel="Beteiligung der Interessenvertretung",
    schwere="warnung",
    meldung="Die beteiligte Stelle „{ist}“ hat die Rolle „{rolle}“; nötig ist eine Interessenvertretung.",
    varianten={
        "ergebnis": "Der Tag der Beteiligung ist angegeben, ihr Ergebnis („ergebnis“) fehlt.",
        "tag": "Das Ergebnis der Beteiligung ist angegeben, ihr Tag („beteiligt_am“) fehlt.",
    },
    normen=("§ 125 Abs. 3 Satz 4 SGB IX", "§ 131 Abs. 2 SGB IX"),
    quellen=("RK-09",),
    braucht=(HatBeteiligung,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a body that is none of representatives, and a participation recorded by half."""
    beteiligung = kontext.als(HatBeteiligung).beteiligung
    for stelle in kontext.vertrag.beteiligte:
        if stelle.id == beteiligung.stelle and stelle.rolle != "interessenvertretung":
            yield Fund(("beteiligung", "stelle"), stelle.id, "interessenvertretung", werte={"rolle": stelle.rolle})
    if (beteiligung.beteiligt_am is None) != (beteiligung.ergebnis is None):
        fehlt = "ergebnis" if beteiligung.ergebnis is None else "tag"
        feld = "beteiligt_am" if fehlt == "ergebnis" else "ergebnis"
        yield Fund(("beteiligung", feld), variante=fehlt)

"""Eine Gerichtsentscheidung ist unvollständig zitiert.

Prüft: Jede Entscheidung steht mit Gericht, Datum und Aktenzeichen.

Warum: Nur mit allen dreien lässt sich die Entscheidung finden und prüfen, ob sie trägt, was der Vertrag ihr zuschreibt.

Beispiel: „BSG, B 8 SO 20/15 R“ ohne Datum.

Stattdessen: „BSG, Urteil vom 8. März 2017 – B 8 SO 20/15 R“.

Grenzen: Ob die Entscheidung sagt, was der Text behauptet, muss ein Mensch lesen und bestätigen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_liste

REGEL = Regel(
    code="VZ-08",
    name="entscheidung-unvollstaendig",
    titel="Rechtsprechungszitate",
    schwere="hinweis",
    meldung="Das Zitat „{ist}“ ist unvollständig: Es fehlt {soll}.",
    ebene="dokument",
    dokumente="alle",
    quellen=("VZ-08",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield decisions that lack court, date or file number; a reporter alone is complete in itself."""
    for fund in kontext.zitate:
        entscheidung = fund.zitat.entscheidung
        if entscheidung is None or entscheidung.fundstelle:
            continue
        teile = (
            ("das Gericht", entscheidung.gericht),
            ("das Datum", entscheidung.datum),
            ("das Aktenzeichen", entscheidung.aktenzeichen),
        )
        fehlt = [name for name, wert in teile if not wert]
        if fehlt:
            yield Fund.at(fund.spanne, fund.zitat.text, show_liste(fehlt))

"""General check on citations: those with certain judgements become hits."""

from __future__ import annotations

from collections.abc import Iterator

from ..befund import Fund
from ..kontext import Kontext
from ..wert import show_liste

_MIT_NACHFOLGE = ("aufgehoben", "veraltet", "nicht_vorhanden")
"""Judgements whose rules have the variant "nachfolger"."""


def find_judged(kontext: Kontext, *urteile: str) -> Iterator[Fund]:
    """Yield a hit for each citation with one of the judgements; `soll` names successors, `grund` says why."""
    for fund in kontext.urteile:
        beurteilung = fund.beurteilung
        if beurteilung.urteil in urteile:
            werte = {"grund": beurteilung.begruendung, "frage": beurteilung.frage or "Welche Vorschrift ist gemeint?"}
            yield Fund.at(
                fund.spanne,
                ist=beurteilung.zitat.kanonisch,
                soll=show_liste(beurteilung.nachfolger),
                werte=werte,
                variante="nachfolger" if beurteilung.nachfolger and beurteilung.urteil in _MIT_NACHFOLGE else "",
            )

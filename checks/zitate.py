"""Statutory citations of a document, found once and judged once per day, shared by all rules about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from .baum import Baumindex, Stelle

if TYPE_CHECKING:
    from corpus.recht.beurteilung import Beurteilung
    from corpus.recht.rechtsbestand import Rechtsbestand
    from corpus.zitate import Zitat

    from .kontext import Kontext


@dataclass(frozen=True, slots=True)
class Fundzitat:
    """A citation and the passage it stands in."""

    zitat: Zitat
    stelle: Stelle


def collect(baum: Baumindex) -> tuple[Fundzitat, ...]:
    """Return every citation of the document in reading order."""
    return tuple(Fundzitat(z, s) for s in baum.stellen for z in _find(s.text))


@lru_cache(maxsize=8192)
def _find(text: str) -> tuple[Zitat, ...]:
    """Most passages are the same in every contract; each is read once."""
    from corpus.zitate import find

    return tuple(find(text))


@lru_cache(maxsize=8192)
def _judged(text: str, tag: date, recht: Rechtsbestand) -> tuple[Beurteilung, ...]:
    from corpus.recht.beurteilung import judge

    return tuple(judge(z, text, tag, recht) for z in _find(text))


def judged(kontext: Kontext) -> list[tuple[Beurteilung, Stelle]]:
    """Return every citation of a law, judged at the Rechtsstand of the contract; made once for all rules."""
    tag, recht = kontext.vertrag.rechtsstand, kontext.recht
    return kontext.remember(
        "beurteilungen",
        lambda: [(b, s) for s in kontext.baum.stellen if _find(s.text) for b in _judged(s.text, tag, recht)],
    )

"""Statutory citations of a document, found once and judged once per day, shared by all rules about them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .dokumentindex import Dokumentindex, Teilindex
from .glaettung import GEMERKT
from .stelle import Spanne, Stelle

if TYPE_CHECKING:
    from corpus.recht.beurteilung import Beurteilung
    from corpus.recht.rechtsbestand import Rechtsbestand
    from corpus.zitate import Zitat


class Fundzitat(NamedTuple):
    """A citation and the passage it stands in."""

    zitat: Zitat
    stelle: Stelle

    @property
    def spanne(self) -> Spanne:
        """Return the words of the citation."""
        return self.stelle.spanne(self.zitat.start, self.zitat.end)


class Fundurteil(NamedTuple):
    """A citation that was judged, and the passage it stands in."""

    beurteilung: Beurteilung
    stelle: Stelle

    @property
    def spanne(self) -> Spanne:
        """Return the words of the citation."""
        return self.stelle.spanne(self.beurteilung.zitat.start, self.beurteilung.zitat.end)


def collect(baum: Dokumentindex) -> tuple[Fundzitat, ...]:
    """Return every citation of the document in reading order."""
    return tuple(chain.from_iterable(baum.read_each(_collect)))


def collect_urteile(baum: Dokumentindex, tag: date, recht: Rechtsbestand) -> tuple[Fundurteil, ...]:
    """Return every citation of a law, judged at a day by the law index in use."""
    return tuple(chain.from_iterable(baum.read_each(_collect_urteile, tag, recht)))


def _collect(teil: Teilindex) -> list[Fundzitat]:
    return [Fundzitat(z, s) for s in teil.stellen for z in _find(s.text)]


def _collect_urteile(teil: Teilindex, tag: date, recht: Rechtsbestand) -> list[Fundurteil]:
    return [Fundurteil(b, s) for s in teil.stellen if _find(s.text) for b in _judged(s.text, tag, recht)]


@lru_cache(maxsize=GEMERKT)
def _find(text: str) -> tuple[Zitat, ...]:
    """Most passages are the same in every contract; each is read once."""
    from corpus.zitate import find

    return tuple(find(text))


@lru_cache(maxsize=GEMERKT)
def _judged(text: str, tag: date, recht: Rechtsbestand) -> tuple[Beurteilung, ...]:
    from corpus.recht.beurteilung import judge

    return tuple(judge(z, text, tag, recht) for z in _find(text))

"""Statutory citations of a document, found once and judged once per day, shared by all rules about them."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from corpus.gedaechtnis import Klarschrift, gemerkt

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


def _records() -> tuple[type, ...]:
    from corpus.norm import Norm
    from corpus.zitate.rechtsprechung import Entscheidung
    from corpus.zitate.zitat import Normstelle, Zitat

    return Zitat, Normstelle, Norm, Entscheidung


@gemerkt("zitate", GEMERKT, Klarschrift(_records))
def _find(text: str) -> tuple[Zitat, ...]:
    """Most passages are the same in every contract; each is read once."""
    from corpus.zitate import find

    return tuple(find(text))


def _judgement_records() -> tuple[type, ...]:
    from corpus.recht.beurteilung import Beurteilung

    return Beurteilung, *_records()


@gemerkt("urteile", GEMERKT, Klarschrift(_judgement_records))
def _judged(text: str, tag: date, recht: Rechtsbestand) -> tuple[Beurteilung, ...]:
    """Judge on a day by a law; a memory is that of one state of the law."""
    from corpus.recht.beurteilung import judge

    return tuple(judge(z, text, tag, recht) for z in _find(text))

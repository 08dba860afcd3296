"""What counting through a document, or one section of it, learns: where each id stands and how it is cited."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..tree import Abschnitt, AbschnittArt, Textblock
    from .zitierort import Zitierort

ID = re.compile(r"[a-z0-9_]{1,30}", re.ASCII)


class Gelerntes:
    """Every id of what was counted.

    `orte` maps the id of every block to its place; `teile` the ids of fields, lists, rows, cells and columns to the id of
    the block they are part of; `bereiche` the id of every section to its kind; `eigene_listen` counts what numbers on its
    own, per section; `erste_texte` maps the id of an Absatz of a §, and of a § with only one, to the text it begins with.
    Charts keep the description that they have where it is not to be made (`beschreibt`).
    """

    def __init__(self, ist_dezimal: bool, beschreibt: bool = True) -> None:
        self.ist_dezimal, self.beschreibt = ist_dezimal, beschreibt
        self.orte: dict[str, Zitierort] = {}
        self.teile: dict[str, str] = {}
        self.zeilen: set[str] = set()
        self.bereiche: dict[str, AbschnittArt] = {}
        self.eigene_listen: Counter[str] = Counter()
        self.erste_texte: dict[str, Textblock] = {}
        self.verweisende: set[str] = set()
        """Ids of the blocks in whose texts references or footnotes stand, or emphasis that may hold some."""
        self.fehler: list[tuple[str, str]] = []
        """Of each fault the id of the node it lies in, and the sentence."""
        self.tabellen: dict[str, str] = {}
        """The labels of the tables so far by their ids."""
        self.stand = (0, 0)
        """How many tables and charts there are so far."""

    def take_over(self, teil: Gelerntes) -> bool:
        """Learn what a counter started anew has learnt; False, and nothing learnt, where an id is given twice."""
        hiesige, dortige = (self.orte.keys(), self.teile.keys()), (teil.orte.keys(), teil.teile.keys())
        if not all(hier.isdisjoint(dort) for hier, dort in product(hiesige, dortige)):
            return False
        self.orte.update(teil.orte)
        self.teile.update(teil.teile)
        self.zeilen |= teil.zeilen
        self.bereiche.update(teil.bereiche)
        self.eigene_listen.update(teil.eigene_listen)
        self.erste_texte.update(teil.erste_texte)
        self.verweisende |= teil.verweisende
        self.tabellen.update(teil.tabellen)
        return True

    def is_in_anlage(self, ort: Zitierort) -> bool:
        """Tell whether a counted place lies in an Anlage; a table or a signature place lies where the node around it does."""
        while ort.um and ort.um in self.orte:
            ort = self.orte[ort.um]
        return bool(ort.stufen) and self.bereiche.get(ort.stufen[0].id) == "anlage"

    def _fail(self, wo: str, satz: str) -> None:
        self.fehler.append((wo, satz))

    def _register(self, kennung: str, ort: Zitierort) -> None:
        if self._is_new(kennung):
            self.orte[kennung] = ort

    def _register_part(self, kennung: str, in_block: str) -> None:
        """Register what may stand without an id in trees that no clause made: a field, list, cell or column."""
        if kennung and self._is_new(kennung):
            self.teile[kennung] = in_block

    def _is_new(self, kennung: str) -> bool:
        if kennung in self.orte or kennung in self.teile:
            self._fail(
                kennung, f"Die Kennung „{kennung}“ ist doppelt vergeben; jede Stelle braucht eine eigene Kennung."
            )
            return False
        if _is_zulaessig(kennung):
            return True
        self._fail(
            kennung,
            f"Die Kennung „{kennung[:60]}“ ist nicht zulässig: erlaubt sind 1 bis 30 Zeichen aus a–z, 0–9 und _.",
        )
        return False


class Abschnittszaehler(Gelerntes, ABC):
    """What counts sections and learns of it."""

    @abstractmethod
    def start_anew(self) -> Abschnittszaehler:
        """Return one that goes on from the same numbers and knows nothing of what stands before."""

    @abstractmethod
    def count_section(self, abschnitt: Abschnitt, zahl: int) -> Abschnitt:
        """Return a section of the top level with its labels."""


@lru_cache(maxsize=16_384)
def _is_zulaessig(kennung: str) -> bool:
    """Tell whether an id has the tree's alphabet and length; most ids are the same in every contract."""
    return ID.fullmatch(kennung) is not None

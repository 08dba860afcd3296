"""Read the index lazily: a question about one § opens one file and parses one line of it."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from .indexformat import IndexFehler, load_kopf, load_paragraf
from .indexmodell import Gesetzesfassung, Gesetzesindex, Gesetzeskopf
from .zeit import Zustand, states

T = TypeVar("T")
MAX_INDEX = 64 * 2**20
_VORN = b'{"p":"'
_NUMMER = re.compile(rb'\{"p":("(?:[^"\\]|\\.)*")')


class Gesetzesleser:
    """The index of one text of a law, opened on the first question."""

    def __init__(
        self, name: str, lies: Callable[[str], bytes], von: date | None = None, bis: date | None = None
    ) -> None:
        """Remember the file's name, who gives its bytes, and from when to when this text is the law under its key."""
        self.name = name
        self._lies = lies
        self.von = von
        self.bis = bis
        self._gelesen: dict[str, tuple[Gesetzesfassung, ...]] = {}
        self._folgen: dict[str, tuple[Zustand, ...]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process without what was read: it is read again there, if it is asked for."""
        return Gesetzesleser, (self.name, self._lies, self.von, self.bis)

    @cached_property
    def kopf(self) -> Gesetzeskopf:
        """The facts about the law as a whole."""
        return self._named(load_kopf, self._zeilen[: self._zeilen.find(b"\n")])

    def fassungen(self, nummer: str) -> tuple[Gesetzesfassung, ...]:
        """Return the versions of a provision (`29`, `Art 3`), oldest first; empty if it never existed."""
        if nummer not in self._gelesen:
            ort = self._orte.get(json.dumps(nummer, ensure_ascii=False).encode("utf-8"))
            self._gelesen[nummer] = self._named(load_paragraf, self._zeilen[slice(*ort)]) if ort else ()
        return self._gelesen[nummer]

    def folge(self, nummer: str) -> tuple[Zustand, ...]:
        """Return the borders in time of a provision with what follows each, as `zeit.states` does; empty if it never existed."""
        if nummer not in self._folgen:
            self._folgen[nummer] = tuple(states(self.fassungen(nummer)))
        return self._folgen[nummer]

    @cached_property
    def _orte(self) -> dict[bytes, tuple[int, int]]:
        """Where the line of each provision begins and ends, by its number as JSON; of two with one number the first."""
        zeilen, orte = self._zeilen, dict[bytes, tuple[int, int]]()
        ende = zeilen.find(b"\n")
        while ende >= 0:
            anfang, ende = ende + 1, zeilen.find(b"\n", ende + 1)
            if fund := _NUMMER.match(zeilen, anfang):
                orte.setdefault(fund[1], (anfang, ende))
        return orte

    def _named(self, load: Callable[[bytes], T], zeile: bytes) -> T:
        """Return what a line says; a damaged one is refused with the name of its file."""
        try:
            return load(zeile)
        except IndexFehler as fehler:
            raise IndexFehler(f"{self.name}: {fehler}") from fehler

    def nummern(self) -> Iterator[str]:
        """Yield the numbers of all provisions in the order of the law."""
        for zeile in self._each_line():
            yield self._nummer_of(zeile)

    def load_index(self) -> Gesetzesindex:
        """Return everything: each line is read once, where asking for one provision after the other looks for each from the top."""
        paragrafen = {self._nummer_of(zeile): load_paragraf(zeile) for zeile in self._each_line()}
        return Gesetzesindex(self.kopf, paragrafen)

    def _each_line(self) -> Iterator[bytes]:
        return (zeile for zeile in self._zeilen.split(b"\n")[1:] if zeile)

    def _nummer_of(self, zeile: bytes) -> str:
        ende = zeile.find(b'"', len(_VORN))
        if zeile.startswith(_VORN) and ende > 0 and b"\\" not in zeile[:ende]:
            return zeile[len(_VORN) : ende].decode("utf-8", "replace")
        return self._read_nummer(zeile)

    def _read_nummer(self, zeile: bytes) -> str:
        """Return a number that is written with escapes."""
        nummer = _NUMMER.match(zeile)
        if nummer is None:
            raise IndexFehler(f"Der Normindex {self.name} ist beschädigt. Bitte neu importieren.")
        return str(json.loads(nummer[1]))

    @cached_property
    def _zeilen(self) -> bytes:
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(self._lies(self.name))) as datei:
                inhalt = datei.read(MAX_INDEX + 1)
        except (OSError, EOFError, LookupError, zlib.error) as fehler:
            raise IndexFehler(
                f"Der Normindex {self.name} ist nicht lesbar. Bitte neu installieren oder importieren."
            ) from fehler
        if len(inhalt) > MAX_INDEX:
            raise IndexFehler(f"Der Normindex {self.name} ist größer als {MAX_INDEX // 2**20} MB.")
        return inhalt

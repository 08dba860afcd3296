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
            anfang = self._zeilen.find(b'\n{"p":' + json.dumps(nummer, ensure_ascii=False).encode("utf-8") + b",")
            ende = self._zeilen.find(b"\n", anfang + 1)
            self._gelesen[nummer] = self._named(load_paragraf, self._zeilen[anfang + 1 : ende]) if anfang >= 0 else ()
        return self._gelesen[nummer]

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

"""Read the index lazily: a question about one § opens one file and parses one line of it."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from .indexformat import IndexFehler, load_kopf, load_paragraf
from .indexmodell import Gesetzesfassung, Gesetzeskopf

MAX_INDEX = 64 * 2**20
_NUMMER = re.compile(rb'\{"p":("(?:[^"\\]|\\.)*")')


class Gesetzesleser:
    """The index of one text of a law, opened on the first question."""

    def __init__(self, datei: Traversable, von: date | None = None, bis: date | None = None) -> None:
        """Remember where the index lies and from when to when this text is the law under its key."""
        self.datei = datei
        self.von = von
        self.bis = bis
        self._gelesen: dict[str, tuple[Gesetzesfassung, ...]] = {}

    @cached_property
    def kopf(self) -> Gesetzeskopf:
        """The facts about the law as a whole."""
        return load_kopf(self._zeilen[: self._zeilen.find(b"\n")])

    def fassungen(self, nummer: str) -> tuple[Gesetzesfassung, ...]:
        """Return the versions of a provision (`29`, `Art 3`), oldest first; empty if it never existed."""
        if nummer not in self._gelesen:
            anfang = self._zeilen.find(b'\n{"p":' + json.dumps(nummer, ensure_ascii=False).encode("utf-8") + b",")
            ende = self._zeilen.find(b"\n", anfang + 1)
            self._gelesen[nummer] = load_paragraf(self._zeilen[anfang + 1 : ende]) if anfang >= 0 else ()
        return self._gelesen[nummer]

    def nummern(self) -> Iterator[str]:
        """Yield the numbers of all provisions in the order of the law."""
        for zeile in self._zeilen.split(b"\n")[1:]:
            if zeile:
                nummer = _NUMMER.match(zeile)
                if nummer is None:
                    raise IndexFehler(f"Der Normindex {self.datei.name} ist beschädigt. Bitte neu importieren.")
                yield str(json.loads(nummer[1]))

    @cached_property
    def _zeilen(self) -> bytes:
        try:
            with self.datei.open("rb") as roh, gzip.GzipFile(fileobj=roh) as datei:
                inhalt = datei.read(MAX_INDEX + 1)
        except (OSError, EOFError, zlib.error) as fehler:
            raise IndexFehler(
                f"Der Normindex {self.datei.name} ist nicht lesbar. Bitte neu installieren oder importieren."
            ) from fehler
        if len(inhalt) > MAX_INDEX:
            raise IndexFehler(f"Der Normindex {self.datei.name} ist größer als {MAX_INDEX // 2**20} MB.")
        return inhalt


def load_texte(ordner: Traversable) -> dict[str, list[Gesetzesleser]]:
    """Return by key of the law the texts that a folder lists in `gesetze.json`, oldest first; opens no index."""
    texte: dict[str, list[Gesetzesleser]] = {}
    try:
        for e in json.loads((ordner / "gesetze.json").read_text(encoding="utf-8")):
            von, bis = e.get("gilt_ab"), e.get("gilt_bis")
            leser = Gesetzesleser(
                ordner / f"{e['text'].lower()}.jsonl.gz",
                date.fromisoformat(von) if von else None,
                date.fromisoformat(bis) if bis else None,
            )
            texte.setdefault(e["gesetz"], []).append(leser)
    except (ValueError, KeyError, TypeError, AttributeError) as fehler:
        raise IndexFehler(
            f"Die Liste der Gesetze ({ordner.name}/gesetze.json) ist beschädigt. Bitte neu importieren."
        ) from fehler
    for gruppe in texte.values():
        gruppe.sort(key=lambda leser: leser.von or date.min)
    return texte


def shipped_folder() -> Traversable:
    """Return the folder of the index that comes with the program."""
    return files("corpus") / "data" / "normen"

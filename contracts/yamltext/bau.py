"""One pass over the parser's events: plain data, a tree of positions, and every mistake of content.

Events instead of `compose`, because libyaml's composer recurses in C and a file of brackets ends the process, and because
anchors and tags are visible only here.
"""

from __future__ import annotations

import unicodedata
from typing import Any, Final, Protocol

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ..position import Mangel, Pfad, Position
from .orte import Ort
from .skalar import MEHRDEUTIG, WORTE, ZAHLANFANG, explain_mehrdeutig, read_zahl
from .zeichen import VERBOTEN, name_zeichen

MAX_TIEFE: Final = 32
MAX_EREIGNISSE: Final = 500_000

_Kinder = dict[str, Ort] | list[Ort]


class Ereignisse(Protocol):
    """The part of a YAML parser that is needed; the C and the pure one both have it."""

    def get_event(self) -> Event: ...


class Abbruch(Exception):
    """Reading further makes no sense; the reason is already among the findings."""


class Bauer:
    """Builds data from events. `wurzel` stays None until the top node has been read."""

    def __init__(self, datei: str, *, ist_roh: bool) -> None:
        self.datei = datei
        self.maengel: list[Mangel] = []
        self.daten: Any = None
        self.wurzel: Ort | None = None
        # Escapes and decomposed characters can bring in what the check of the whole text has not seen.
        self._ist_roh = ist_roh
        self._inhalt: Any = None
        self._kinder: _Kinder | None = None
        self._schluessel: str | None = None
        self._ort_schluessel = (0, 0)
        self._ist_verworfen = False
        self._stapel: list[tuple[Any, _Kinder | None, str | None, tuple[int, int], bool]] = []
        self._segmente: list[str | int] = []
        self._dokumente = 0

    def read(self, ereignisse: Ereignisse) -> None:
        """Read all events; raises `Abbruch` at a bound, `yaml.YAMLError` where the text is no YAML."""
        hole = ereignisse.get_event
        for _ in range(MAX_EREIGNISSE):
            ereignis = hole()
            art = type(ereignis)
            if art is ScalarEvent:
                self._scalar(ereignis)
            elif art is MappingStartEvent:
                self._open(ereignis, {}, {})
            elif art is SequenceStartEvent:
                self._open(ereignis, [], [])
            elif art is MappingEndEvent or art is SequenceEndEvent:
                self._close()
            elif art is StreamEndEvent:
                return
            else:
                self._other(ereignis, art)
        self._report("YML-11", f"Die Datei enthält mehr als {MAX_EREIGNISSE:,} Angaben.".replace(",", "."), 1, 1)
        raise Abbruch

    def _other(self, ereignis: Any, art: type) -> None:
        if art is AliasEvent:
            mark = ereignis.start_mark
            name = ereignis.anchor
            self._report("YML-05", f"„*{name}“ verweist auf einen Anker. Schreiben Sie den Wert aus, oder setzen Sie ihn in "
                         f"Anführungszeichen: \"*{name}\".", mark.line + 1, mark.column + 1)  # fmt: skip
            self._store(None, None, mark.line + 1, mark.column + 1)
        elif art is DocumentStartEvent:
            self._document(ereignis)

    def _document(self, ereignis: Any) -> None:
        mark = ereignis.start_mark
        self._dokumente += 1
        if self._dokumente > 1:
            self._report("YML-08", "Hier beginnt ein zweites Dokument. Löschen Sie die Zeile „---“, oder legen Sie eine eigene Datei an.",
                         mark.line + 1, mark.column + 1)  # fmt: skip
            raise Abbruch
        if ereignis.tags:
            self._report("YML-06", "Die Anweisung „%TAG“ ist nicht erlaubt. Löschen Sie die Zeile.", mark.line + 1, mark.column + 1)

    def _scalar(self, ereignis: Any) -> None:
        mark = ereignis.start_mark
        zeile, spalte = mark.line + 1, mark.column + 1
        text = ereignis.value
        wert: Any = text
        if ereignis.anchor is not None or ereignis.tag is not None:
            self._refuse_zusatz(ereignis)
        if self._ist_roh:
            text = wert = self._clean(text, zeile, spalte)
        if not ereignis.style and ereignis.implicit[0]:
            if text in WORTE:
                wert = WORTE[text]
            elif text[0] in ZAHLANFANG:
                wert = read_zahl(text)
        if self._schluessel is None and type(self._inhalt) is dict:
            self._key(text, wert, zeile, spalte)
            return
        if wert is MEHRDEUTIG:
            self._report("YML-03", explain_mehrdeutig(text), zeile, spalte)
            wert = text
        self._store(wert, None, zeile, spalte)

    def _key(self, text: str, wert: Any, zeile: int, spalte: int) -> None:
        if text == "<<" and wert is MEHRDEUTIG:
            self._report("YML-07", "Der Schlüssel „<<“ ist nicht erlaubt. Schreiben Sie die Angaben aus.", zeile, spalte)
        elif wert is MEHRDEUTIG:
            self._report("YML-03", "Schlüssel: " + explain_mehrdeutig(text), zeile, spalte)
        elif not isinstance(wert, str):
            was = "Der Schlüssel fehlt" if not text else f"Der Schlüssel „{text}“ ist kein Text"
            self._report("YML-09", f"{was}. Setzen Sie ihn in Anführungszeichen: \"{text or 'schluessel'}\".", zeile, spalte)
        self._schluessel = text
        self._ort_schluessel = (zeile, spalte)
        self._ist_verworfen = False
        if self._kinder is not None and text in self._inhalt:
            erster = self._kinder[text]  # type: ignore[call-overload]
            self._report("YML-02", f"Der Schlüssel „{text}“ steht hier zum zweiten Mal; zuerst in Zeile {erster[3]}, Spalte {erster[4]}. "
                         "Löschen Sie eine der beiden Angaben.", zeile, spalte)  # fmt: skip
            self._ist_verworfen = True

    def _store(self, wert: Any, kinder: _Kinder | None, zeile: int, spalte: int) -> None:
        inhalt = self._inhalt
        if type(inhalt) is dict:
            schluessel = self._schluessel
            if schluessel is None:
                # An alias in place of a key: already reported; what follows it is read and dropped.
                self._schluessel, self._ist_verworfen = "", True
                return
            self._schluessel = None
            if not self._ist_verworfen:
                inhalt[schluessel] = wert
                self._kinder[schluessel] = (zeile, spalte, kinder, *self._ort_schluessel)  # type: ignore[index,call-overload]
        elif type(inhalt) is list:
            inhalt.append(wert)
            self._kinder.append((zeile, spalte, kinder, 0, 0))  # type: ignore[union-attr]
        else:
            self.daten = wert
            self.wurzel = (zeile, spalte, kinder, 0, 0)

    def _open(self, ereignis: Any, inhalt: Any, kinder: _Kinder) -> None:
        mark = ereignis.start_mark
        zeile, spalte = mark.line + 1, mark.column + 1
        if len(self._stapel) >= MAX_TIEFE:
            self._report("YML-10", f"Hier liegen mehr als {MAX_TIEFE} Ebenen ineinander. Verringern Sie die Verschachtelung.", zeile, spalte)
            raise Abbruch
        if ereignis.anchor is not None or ereignis.tag is not None:
            self._refuse_zusatz(ereignis)
        if self._schluessel is None and type(self._inhalt) is dict:
            self._report("YML-09", "Der Schlüssel ist eine Liste oder Zuordnung. Schlüssel sind einfacher Text.", zeile, spalte)
            segment: str | int = ""
        else:
            if self._inhalt is not None:
                segment = len(self._inhalt) if type(self._inhalt) is list else self._schluessel or ""
            self._store(inhalt, kinder, zeile, spalte)
        self._stapel.append((self._inhalt, self._kinder, self._schluessel, self._ort_schluessel, self._ist_verworfen))
        if self._inhalt is not None:
            self._segmente.append(segment)
        self._inhalt, self._kinder, self._schluessel = inhalt, kinder, None

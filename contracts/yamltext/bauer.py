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
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ..position import Mangel, Pfad, Position
from .skalar import (
    KOMMAZAHL,
    MEHRDEUTIG,
    WORTE,
    ZAHLANFANG,
    explain_kommazahl,
    explain_mehrdeutig,
    read_schluessel,
    read_zahl,
)
from .wertorte import Marke, Wertort
from .zeichen import VERBOTEN, advise, name_zeichen

MAX_TIEFE: Final = 32
MAX_EREIGNISSE: Final = 500_000
MAX_MAENGEL: Final = 200

_Kinder = dict[str, Wertort] | list[Wertort]


class Ereignisse(Protocol):
    """The part of a YAML parser that is needed; the C and the pure one both have it."""

    def get_event(self) -> Any: ...


class Leseabbruch(Exception):
    """Reading further makes no sense; the reason is already among the findings."""


class Bauer:
    """Builds data from events. `wurzel` stays None until the top node has been read."""

    def __init__(self, datei: str, *, ist_roh: bool) -> None:
        self.datei = datei
        self.maengel: list[Mangel] = []
        self.daten: Any = None
        self.wurzel: Wertort | None = None
        self.ist_abgebrochen = False
        # Escapes, soft hyphens and decomposed characters can bring in what the check of the whole text has not seen.
        self._ist_roh = ist_roh
        self._inhalt: Any = None
        self._kinder: Any = None
        self._schluessel: str | None = None
        self._ort_schluessel: tuple[int, int, Marke | None] = (0, 0, None)
        self._ist_verworfen = False
        self._stapel: list[tuple[Any, Any, bool]] = []
        # What leads to the container being filled, the document itself first.
        self._segmente: list[str | int] = []
        self._dokumente = 0

    def read(self, ereignisse: Ereignisse) -> None:
        """Read all events; raises `Leseabbruch` at a bound, `yaml.YAMLError` where the text is no YAML."""
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
        raise Leseabbruch

    def _other(self, ereignis: Any, art: type) -> None:
        if art is AliasEvent:
            mark = ereignis.start_mark
            quelle = f"*{ereignis.anchor}"
            meldung = f"„{quelle}“ verweist auf einen Anker. Schreiben Sie den Wert aus, oder setzen Sie ihn in Anführungszeichen."
            self._report("YML-05", meldung, mark.line + 1, mark.column + 1)
            self._store(None, None, mark.line + 1, mark.column + 1, ereignis.end_mark)
        elif art is DocumentStartEvent:
            self._document(ereignis)

    def _document(self, ereignis: Any) -> None:
        mark = ereignis.start_mark
        self._dokumente += 1
        if self._dokumente > 1:
            meldung = (
                "Hier beginnt ein zweites Dokument. Löschen Sie die Zeile „---“, oder legen Sie eine eigene Datei an."
            )
            self._report("YML-08", meldung, mark.line + 1, mark.column + 1)
            raise Leseabbruch
        if ereignis.tags:
            meldung = "Die Anweisung „%TAG“ ist nicht erlaubt. Löschen Sie die Zeile."
            self._report("YML-06", meldung, mark.line + 1, mark.column + 1)

    def _scalar(self, ereignis: Any) -> None:
        mark = ereignis.start_mark
        zeile, spalte = mark.line + 1, mark.column + 1
        text = ereignis.value
        wert: Any = text
        if ereignis.anchor is not None or ereignis.tag is not None:
            self._refuse_zusatz(ereignis)
        if self._ist_roh:
            text = wert = self._clean(text, zeile, spalte)
        ist_schluessel = self._schluessel is None and type(self._inhalt) is dict
        if not ereignis.style and ereignis.implicit[0]:
            if text in WORTE:
                wert = WORTE[text]
            elif text[0] in ZAHLANFANG:
                wert = read_schluessel(text) if ist_schluessel else read_zahl(text)
        if ist_schluessel:
            self._key(text, wert, zeile, spalte, ereignis.end_mark)
            return
        if wert is MEHRDEUTIG:
            self._report("YML-03", explain_mehrdeutig(text), zeile, spalte)
            wert = text
        elif wert is KOMMAZAHL:
            self._report("YML-18", explain_kommazahl(text), zeile, spalte)
            wert = text
        self._store(wert, None, zeile, spalte, ereignis.end_mark)

    def _key(self, text: str, wert: Any, zeile: int, spalte: int, ende: Marke) -> None:
        if type(wert) is not str:
            self._refuse_schluessel(text, wert, zeile, spalte)
        self._ist_verworfen = text in self._inhalt
        if self._ist_verworfen:
            erster = self._kinder[text]
            meldung = (
                f"Der Schlüssel „{text}“ steht hier zum zweiten Mal; zuerst in Zeile {erster[3]}, Spalte {erster[4]}. "
                "Löschen Sie eine der beiden Angaben."
            )
            self._report("YML-02", meldung, zeile, spalte, schluessel=text)
        self._schluessel = text
        self._ort_schluessel = (zeile, spalte, ende)

    def _refuse_schluessel(self, text: str, wert: Any, zeile: int, spalte: int) -> None:
        if text == "<<":
            code, meldung = "YML-07", "Der Schlüssel „<<“ ist nicht erlaubt. Schreiben Sie die Angaben aus."
        elif wert is MEHRDEUTIG:
            code, meldung = "YML-03", "Der Schlüssel ist mehrdeutig: " + explain_mehrdeutig(text)
        elif not text:
            code, meldung = "YML-09", "Vor dem Doppelpunkt fehlt der Schlüssel."
        else:
            code, meldung = (
                "YML-09",
                f'Der Schlüssel „{text}“ ist kein Text. Setzen Sie ihn in Anführungszeichen: "{text}".',
            )
        self._report(code, meldung, zeile, spalte, schluessel=text)

    def _store(self, wert: Any, kinder: _Kinder | None, zeile: int, spalte: int, ende: Marke) -> None:
        inhalt = self._inhalt
        if type(inhalt) is dict:
            schluessel = self._schluessel
            if schluessel is None:
                # An alias in place of a key: already reported; the value behind it is read and dropped.
                self._schluessel, self._ist_verworfen = "", True
                return
            self._schluessel = None
            if not self._ist_verworfen:
                inhalt[schluessel] = wert
                zeile_davor, spalte_davor, ende_davor = self._ort_schluessel
                self._kinder[schluessel] = (zeile, spalte, kinder, zeile_davor, spalte_davor, ende, ende_davor)
        elif type(inhalt) is list:
            inhalt.append(wert)
            self._kinder.append((zeile, spalte, kinder, 0, 0, ende, None))
        else:
            self.daten = wert
            self.wurzel = (zeile, spalte, kinder, 0, 0, ende, None)

    def refuse_tiefe(self, zeile: int, spalte: int) -> None:
        """Report that too many levels lie inside each other here."""
        meldung = f"Hier liegen mehr als {MAX_TIEFE} Ebenen ineinander. Verringern Sie die Verschachtelung."
        self._report("YML-10", meldung, zeile, spalte)

    def _open(self, ereignis: Any, inhalt: Any, kinder: _Kinder) -> None:
        mark = ereignis.start_mark
        zeile, spalte = mark.line + 1, mark.column + 1
        aussen = self._inhalt
        if len(self._stapel) >= MAX_TIEFE:
            self.refuse_tiefe(zeile, spalte)
            raise Leseabbruch
        if ereignis.anchor is not None or ereignis.tag is not None:
            self._refuse_zusatz(ereignis)
        ist_schluessel = self._schluessel is None and type(aussen) is dict
        if ist_schluessel:
            self._report(
                "YML-09", "Der Schlüssel ist eine Liste oder Zuordnung; Schlüssel sind einfacher Text.", zeile, spalte
            )
        self._stapel.append((aussen, self._kinder, ist_schluessel))
        self._segmente.append(len(aussen) if type(aussen) is list else self._schluessel or "")
        if not ist_schluessel:
            self._store(inhalt, kinder, zeile, spalte, ereignis.end_mark)
        self._inhalt, self._kinder, self._schluessel = inhalt, kinder, None

    def _close(self) -> None:
        self._inhalt, self._kinder, ist_schluessel = self._stapel.pop()
        self._segmente.pop()
        self._schluessel = None
        if ist_schluessel:
            self._schluessel, self._ist_verworfen = "", True

    def _refuse_zusatz(self, ereignis: Any) -> None:
        zeile, spalte = ereignis.start_mark.line + 1, ereignis.start_mark.column + 1
        if ereignis.anchor is not None:
            meldung = f"Der Anker „&{ereignis.anchor}“ ist nicht erlaubt. Löschen Sie ihn, oder setzen Sie den Wert in Anführungszeichen."
            self._report("YML-04", meldung, zeile, spalte)
        if ereignis.tag is not None:
            meldung = "Eine Typangabe („!…“) ist nicht erlaubt. Löschen Sie sie, oder setzen Sie den Wert in Anführungszeichen."
            self._report("YML-06", meldung, zeile, spalte)

    def _clean(self, text: str, zeile: int, spalte: int) -> str:
        treffer = VERBOTEN.search(text)
        if treffer:
            meldung = f"Der Wert enthält das unzulässige Zeichen {name_zeichen(treffer[0])}. {advise(treffer[0])}"
            self._report("YML-13", meldung, zeile, spalte)
        # A soft hyphen only says where a word may part: in a name it hides the name from every search.
        return unicodedata.normalize("NFC", text).replace("\u00ad", "")

    def _report(self, code: str, meldung: str, zeile: int, spalte: int, *, schluessel: str | None = None) -> None:
        pfad: Pfad = tuple(self._segmente[1:])
        if schluessel is None:
            schluessel = self._schluessel
        if type(self._inhalt) is list:
            pfad = (*pfad, len(self._inhalt))
        elif schluessel is not None:
            pfad = (*pfad, schluessel)
        ist_voll = len(self.maengel) + 1 >= MAX_MAENGEL
        if ist_voll:
            meldung += " Weitere Mängel dieser Datei erscheinen, wenn die bisherigen behoben sind."
        self.maengel.append(Mangel(code, meldung, Position(self.datei, zeile, spalte), pfad))
        if ist_voll:
            raise Leseabbruch

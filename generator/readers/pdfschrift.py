"""From the codes in a PDF content stream to characters: the ToUnicode tables of the fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .lesegrenzen import GrenzFehler, Verbrauch

if TYPE_CHECKING:
    import pikepdf

_PAAR = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f\s]*)>")
_BEREICH = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,8})>\s*(?:<([0-9A-Fa-f]+)>|\[([^\[\]]*)\])")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
ZIEL_MAX = 40
"""Characters that one code may stand for: ligatures have three, the longest of Unicode eighteen."""
ERSATZ = "\ufffd"


class Schrift:
    """One font: how many bytes a code has, and which characters it stands for."""

    def __init__(self, schrift: pikepdf.Object, verbrauch: Verbrauch) -> None:
        self.breite = 2 if str(schrift.get("/Subtype")) == "/Type0" else 1
        tabelle = schrift.get("/ToUnicode")
        cmap = tabelle.read_bytes() if tabelle is not None else b""
        verbrauch.take_entpackt(len(cmap))
        tafel = _Tafel(verbrauch.grenzen.codes).read(cmap)
        verbrauch.take_knoten(len(tafel))
        self.zeichen = {
            code.to_bytes(breite, "big"): text
            for code, text in tafel.items()
            for breite in (1, self.breite)
            if code < 256**breite
        }

    def decode(self, codes: bytes) -> str:
        """Return the characters of a string; a code without character becomes U+FFFD, so that it is never overlooked."""
        zeichen, breite = self.zeichen, self.breite
        return "".join([zeichen.get(codes[i : i + breite], ERSATZ) for i in range(0, len(codes), breite)])


class _Tafel:
    """The pairs of a ToUnicode table, at most `grenze`; every pair counts, also one that replaces another."""

    def __init__(self, grenze: int) -> None:
        self.zeichen: dict[int, str] = {}
        self._grenze = grenze
        self._gesehen = 0

    def read(self, cmap: bytes) -> dict[int, str]:
        """Return the characters by code. Raises GrenzFehler."""
        for block in _blocks(cmap, b"bfchar"):
            for paar in _PAAR.finditer(block):
                self._put(int(paar[1], 16), _text(paar[2]))
        for block in _blocks(cmap, b"bfrange"):
            for bereich in _BEREICH.finditer(block):
                self._put_range(int(bereich[1], 16), int(bereich[2], 16), bereich[3] or b"", bereich[4] or b"")
        return self.zeichen

    def _put(self, code: int, text: str) -> None:
        self._gesehen += 1
        if self._gesehen > self._grenze:
            raise GrenzFehler(f"Die Zeichentabelle einer Schrift der PDF-Datei hat mehr als {self._grenze} Einträge.")
        self.zeichen[code] = text

    def _put_range(self, von: int, bis: int, ziel: bytes, einzeln: bytes) -> None:
        if einzeln:
            for code, wert in zip(range(von, bis + 1), _HEX.findall(einzeln), strict=False):
                self._put(code, _text(wert))
            return
        erstes = _text(ziel)
        for code in range(von, bis + 1):
            if not erstes or ord(erstes[-1]) + code - von > 0x10FFFF:
                return
            self._put(code, erstes[:-1] + chr(ord(erstes[-1]) + code - von))


def _blocks(cmap: bytes, art: bytes) -> Iterator[bytes]:
    """Yield what stands between the words that begin and end a block of a kind, each byte at most once."""
    bis = 0
    while (von := cmap.find(b"begin" + art, bis)) >= 0 and (bis := cmap.find(b"end" + art, von)) >= 0:
        yield cmap[von:bis]


def _text(hexzahl: bytes) -> str:
    ziffern = b"".join(hexzahl.split())[: ZIEL_MAX * 4]
    return bytes.fromhex((ziffern + b"0" * (len(ziffern) % 2)).decode("ascii")).decode("utf-16-be", "replace")

"""From the codes in a PDF content stream to characters: the ToUnicode tables of the fonts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAAR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_BEREICH = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
CODES_MAX = 70_000
ERSATZ = "\ufffd"


class Schrift:
    """One font: how many bytes a code has, and which characters it stands for."""

    def __init__(self, schrift: pikepdf.Object) -> None:
        self.breite = 2 if str(schrift.get("/Subtype")) == "/Type0" else 1
        tabelle = schrift.get("/ToUnicode")
        tafel = _table(tabelle.read_bytes()) if tabelle is not None else {}
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


def _table(cmap: bytes) -> dict[int, str]:
    zeichen: dict[int, str] = {}
    for block in _BFCHAR.findall(cmap):
        for code, ziel in _PAAR.findall(block):
            zeichen[int(code, 16)] = _text(ziel)
    for block in _BFRANGE.findall(cmap):
        for von, bis, ziel, einzeln in _BEREICH.findall(block):
            _range(zeichen, int(von, 16), int(bis, 16), ziel, einzeln)
    return zeichen


def _range(zeichen: dict[int, str], von: int, bis: int, ziel: bytes, einzeln: bytes) -> None:
    if bis - von > CODES_MAX or len(zeichen) > CODES_MAX:
        return
    if einzeln:
        for code, wert in zip(range(von, bis + 1), _HEX.findall(einzeln), strict=False):
            zeichen[code] = _text(wert)
        return
    erstes = _text(ziel)
    for code in range(von, bis + 1):
        if erstes and ord(erstes[-1]) + code - von <= 0x10FFFF:
            zeichen[code] = erstes[:-1] + chr(ord(erstes[-1]) + code - von)


def _text(hexzahl: bytes) -> str:
    ziffern = b"".join(hexzahl.split())
    return bytes.fromhex((ziffern + b"0" * (len(ziffern) % 2)).decode("ascii")).decode("utf-16-be", "replace")

"""Findings and extracts as bytes and back, exactly: packed JSON, so that what is read back can never be code."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from operator import attrgetter
from typing import Any, Final

from checks.befund import Befund, Bezug
from checks.bericht import Ausgenommen
from checks.vertragsauszug import Vertragsauszug
from contracts.position import Position

ENTPACKT_MAX: Final = 256 * 2**20
"""Bytes of unpacked JSON: a contract has some kilobytes."""
_STUFE: Final = 1
_WORTE: Final = (
    "code", "schwere", "vorlage", "variante", "ist", "soll", "satz", "vertrag", "dokument", "name", "titel", "pfad",
    "anker", "fundstelle", "fingerprint",
)  # fmt: skip
"""The parts of a finding that are text; a test holds them to the record."""
_worte = attrgetter(*_WORTE)


def write_befunde(befunde: Iterable[Befund]) -> bytes:
    """Return findings as bytes; of nothing, nothing: most checks find nothing, and packing that took longer than a rule."""
    daten = [_write_befund(b) for b in befunde]
    return _pack(daten) if daten else b""


def write_ausgenommene(ausgenommene: Iterable[Ausgenommen]) -> bytes:
    """Return findings that do not count as bytes."""
    daten = [[a.art, a.grund, a.kennung, _write_befund(a.befund)] for a in ausgenommene]
    return _pack(daten) if daten else b""


def read_befunde(daten: bytes) -> tuple[Befund, ...]:
    """Return the findings; raises ValueError, TypeError or LookupError for bytes of another kind."""
    return tuple(_read_befund(b) for b in (_unpack(daten) if daten else ()))


def read_ausgenommene(daten: bytes) -> tuple[Ausgenommen, ...]:
    """Return the findings that do not count; raises as `read_befunde` does."""
    return tuple(
        Ausgenommen(_read_befund(befund), art, grund, kennung)
        for art, grund, kennung, befund in (_unpack(daten) if daten else ())
    )


def write_auszuege(auszuege: Mapping[str, Vertragsauszug]) -> bytes:
    """Return the extracts of a contract, by the code of their rule, as bytes."""
    daten = {
        code: [a.kennung, a.datei, dict(a.werte), {n: _write_bezug(b) for n, b in a.orte.items()}]
        for code, a in auszuege.items()
    }
    return _pack(daten) if daten else b""


def read_auszuege(daten: bytes) -> dict[str, Vertragsauszug]:
    """Return the extracts; raises as `read_befunde` does."""
    return {
        code: Vertragsauszug(kennung, datei, werte, {n: _read_bezug(b) for n, b in orte.items()})
        for code, (kennung, datei, werte, orte) in (_unpack(daten) if daten else {}).items()
    }


def _write_befund(b: Befund) -> list[Any]:
    return [_worte(b), astuple(b.position), dict(b.werte), b.normen, [_write_bezug(x) for x in b.bezug]]


def _read_befund(daten: Any) -> Befund:
    worte, ort, werte, normen, bezug = daten
    return Befund(
        **dict(zip(_WORTE, worte, strict=True)), position=Position(*ort), werte=werte, normen=tuple(normen),
        bezug=tuple(_read_bezug(x) for x in bezug),
    )  # fmt: skip


def _write_bezug(bezug: Bezug) -> list[Any]:
    return [bezug.text, bezug.pfad, astuple(bezug.position)]


def _read_bezug(daten: Any) -> Bezug:
    text, pfad, ort = daten
    return Bezug(text, pfad, Position(*ort))


def _pack(daten: Any) -> bytes:
    # Escaped, because the name of a foreign file may hold bytes that are no text.
    return zlib.compress(json.dumps(daten, separators=(",", ":")).encode("ascii"), _STUFE)


def _unpack(daten: bytes) -> Any:
    strom = zlib.decompressobj()
    try:
        text = strom.decompress(daten, ENTPACKT_MAX)
    except zlib.error as fehler:
        raise ValueError("not packed") from fehler
    if strom.unconsumed_tail or not strom.eof:
        raise ValueError("too long or cut off")
    return json.loads(text)

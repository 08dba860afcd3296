"""What pandoc's RTF lacks, added to its document model: the sheet, title and contents, targets of references, captions above.

pandoc writes a reference to a place in the file but no mark at the place, and no size of the sheet, so that Word takes its own.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from ..tree import Dokument

Ast: TypeAlias = dict[str, Any]
BLATT = r"\paperw11906\paperh16838\margl1418\margr1417\margt1417\margb1417\deflang1031"
"""A4 with the margins of the Word file, in twentieths of a point; German."""
_TITEL = r"{{\pard\qc\f0\sa180\keepn {} {}\par}}"


def complete_rtf(ast: Ast, dokument: Dokument) -> Ast:
    """Return the document model for RTF; title and contents stand in it as text."""
    kopf = dokument.kopf
    vorn = [_raw_block(_TITEL.format(r"\b\fs36", escape_rtf(kopf.titel)))]
    if kopf.untertitel:
        vorn.append(_raw_block(_TITEL.format(r"\fs26", escape_rtf(kopf.untertitel))))
    bloecke = _change(ast["blocks"])
    if dokument.verzeichnis:
        eintraege = [_entry(e.ziel, f"{e.nummer} {e.text}".strip(), e.ebene) for e in dokument.verzeichnis]
        ueberschrift = _raw_block(r"{\pard\ql\f0\sa180\keepn\b\fs28 Inhalt\par}")
        anfang = next((n for n, b in enumerate(bloecke) if b["t"] == "Header"), len(bloecke))
        bloecke[anfang:anfang] = [ueberschrift, *eintraege]
    meta = {n: w for n, w in ast["meta"].items() if n not in ("title", "subtitle")}
    meta["header-includes"] = {"t": "MetaBlocks", "c": [_raw_block(BLATT)]}
    return {**ast, "meta": meta, "blocks": [*vorn, *bloecke]}


def escape_rtf(text: str) -> str:
    """Return a text as RTF writes it: signs of its own escaped, everything beyond ASCII by its number."""
    einheiten = text.encode("utf-16-be")
    teile = []
    for n in range(0, len(einheiten), 2):
        zahl = int.from_bytes(einheiten[n : n + 2], "big")
        if zahl > 126 or zahl < 32:
            teile.append(f"\\u{zahl - 65536 if zahl > 32767 else zahl}?")
        else:
            teile.append(("\\" if chr(zahl) in "\\{}" else "") + chr(zahl))
    return "".join(teile)


def _raw_block(text: str) -> Ast:
    return {"t": "RawBlock", "c": ["rtf", text]}


def _raw(text: str) -> Ast:
    return {"t": "RawInline", "c": ["rtf", text]}


def _mark(kennung: str) -> Ast:
    return _raw(rf"{{\*\bkmkstart {kennung}}}{{\*\bkmkend {kennung}}}")


def _entry(ziel: str, text: str, ebene: int) -> Ast:
    einzug = 360 * (ebene - 1)
    return _raw_block(rf"{{\pard\ql\f0\sa60\li{einzug} {_open_link(ziel)}{escape_rtf(text)}}}}}\par}}")


def _open_link(ziel: str) -> str:
    return rf'{{\field{{\*\fldinst{{HYPERLINK \\l "{ziel}"}}}}{{\fldrslt '


def _change(knoten: Any) -> Any:
    """Return a piece of the model with marks at its places and captions above its tables."""
    if isinstance(knoten, list):
        return _flatten([_change(k) for k in knoten])
    if not isinstance(knoten, dict):
        return knoten
    art: str = knoten.get("t", "")
    inhalt: Any = knoten.get("c")
    if art == "Link" and inhalt[2][0].startswith("#"):
        return {"t": "Span", "c": [["", [], []], [_raw(_open_link(inhalt[2][0][1:])), *_change(inhalt[1]), _raw("}}")]]}
    if art == "Span" and inhalt[0][0]:
        return {"t": "Span", "c": [["", [], []], [_mark(inhalt[0][0]), *_change(inhalt[1])]]}
    if art == "Header":
        return {"t": art, "c": [inhalt[0], inhalt[1], [_mark(inhalt[1][0]), *_change(inhalt[2])]]}
    if art == "Table":
        return _table(inhalt)
    return {**knoten, "c": _change(inhalt)} if inhalt is not None else knoten


def _flatten(teile: list[Any]) -> list[Any]:
    """Return a list whose tables each came with their caption; other lists within stay what they are."""
    return [t for teil in teile for t in (teil.bloecke if isinstance(teil, _Tabelle) else [teil])]


class _Tabelle:
    """A table and the caption before it."""

    def __init__(self, bloecke: list[Ast]) -> None:
        self.bloecke = bloecke


def _table(inhalt: list[Any]) -> _Tabelle:
    titel = [i for block in inhalt[1][1] for i in _change(block["c"])]
    ueber = {"t": "Para", "c": [_raw(r"\keepn "), _mark(inhalt[0][0]), {"t": "Strong", "c": titel}]}
    return _Tabelle([ueber, {"t": "Table", "c": [inhalt[0], [None, []], *_change(inhalt[2:])]}])

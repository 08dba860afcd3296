"""Letters with combining marks (DIN 91379: “S̄”, “C̨̆”): every drawn glyph says its own part of the letter.

Typst shifts a mark in a piece of text of its own, and writes the whole letter for the mark too: whoever copies, searches or
hears “S̄” gets “S̄S̄”. Letters of scripts from right to left are left alone: there the replacement text of the run counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .linkslauf import is_rtl

if TYPE_CHECKING:
    import pikepdf

_PAAR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
Code = tuple[str, bytes]
"""Font (by its object number) and glyph code."""


def has_marks(text: str) -> bool:
    """Tell whether a text holds combining marks."""
    return any(unicodedata.category(z) == "Mn" for z in set(text))


@dataclass(slots=True)
class _Stueck:
    """Glyphs that say one text: those of a span with replacement text (`span` is its place in the stream), or a single one."""

    codes: list[Code]
    text: str
    span: int = -1
    wo: int = -1


@dataclass(slots=True)
class _Seite:
    """The commands of a page and what each of its glyphs says."""

    befehle: list[tuple[Any, Any]]
    stuecke: list[_Stueck] = field(default_factory=list)


def mend_marks(datei: pikepdf.Pdf) -> None:
    """Give every glyph of such a letter its part as text; equal files become equal files."""
    import pikepdf

    tafeln: dict[str, dict[bytes, str]] = {}
    schriften: dict[str, pikepdf.Object] = {}
    seiten = [(seite, _read_page(seite, tafeln, schriften)) for seite in datei.pages]
    neu: dict[Code, str] = {}
    for _, gelesen in seiten:
        for verbund in _clusters(gelesen.stuecke):
            for code, teil in _parts(verbund):
                if len(_nfc(tafeln[code[0]][code[1]])) > 1:
                    neu.setdefault(code, teil)
    for (schrift, glyphe), teil in neu.items():
        tafeln[schrift][glyphe] = teil
    for name in dict.fromkeys(schrift for schrift, _ in neu):
        _write_table(schriften[name], {c: t for (s, c), t in neu.items() if s == name})
    for seite, gelesen in seiten:
        if _rewrite(gelesen, tafeln):
            seite.Contents = datei.make_stream(pikepdf.unparse_content_stream(gelesen.befehle))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _read_page(
    seite: pikepdf.Page, tafeln: dict[str, dict[bytes, str]], schriften: dict[str, pikepdf.Object]
) -> _Seite:
    import pikepdf

    namen: dict[str, str] = {}
    vorrat: Any = seite.resources.get("/Font") or {}
    for name, objekt in vorrat.items():
        namen[name] = f"{objekt.objgen[0]}"
        if namen[name] not in tafeln:
            schriften[namen[name]] = objekt
            tafeln[namen[name]] = _read_table(objekt)
    gelesen = _Seite([_command(befehl) for befehl in pikepdf.parse_content_stream(seite)])
    schrift, offen = "", [_Stueck([], "")]
    for n, (werte, befehl) in enumerate(gelesen.befehle):
        art = str(befehl)
        if art in ("BDC", "BMC"):
            ersatz = (
                werte[1].get("/ActualText") if len(werte) > 1 and isinstance(werte[1], pikepdf.Dictionary) else None
            )
            stueck = _Stueck([], str(ersatz), n) if ersatz is not None else offen[-1]
            if ersatz is not None:
                gelesen.stuecke.append(stueck)
            offen.append(stueck)
        elif art == "EMC":
            offen.pop()
        elif art == "Tf":
            schrift = namen[str(werte[0])]
        elif art in ("Tj", "TJ"):
            for code in _codes(werte[0]):
                if offen[-1].span >= 0:
                    offen[-1].codes.append((schrift, code))
                else:
                    gelesen.stuecke.append(_Stueck([(schrift, code)], tafeln[schrift].get(code, ""), wo=n))
    return gelesen


def _command(befehl: Any) -> tuple[Any, Any]:
    return list(befehl.operands), befehl.operator


def _codes(wert: Any) -> Iterator[bytes]:
    import pikepdf

    for teil in wert if isinstance(wert, pikepdf.Array) else [wert]:
        if isinstance(teil, pikepdf.String):
            roh = bytes(teil)
            yield from (roh[i : i + 2] for i in range(0, len(roh), 2))


def _read_table(schrift: pikepdf.Object) -> dict[bytes, str]:
    roh = schrift.ToUnicode.read_bytes()
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _PAAR.findall(roh)
    }


def _write_table(schrift: pikepdf.Object, neu: dict[bytes, str]) -> None:
    def change(paar: re.Match[bytes]) -> bytes:
        text = neu.get(bytes.fromhex(paar[1].decode()))
        return paar[0] if text is None else b"<%s> <%s>" % (paar[1], text.encode("utf-16-be").hex().upper().encode())

    schrift.ToUnicode.write(_PAAR.sub(change, schrift.ToUnicode.read_bytes()))


def _clusters(stuecke: Iterable[_Stueck]) -> Iterator[list[_Stueck]]:
    """Yield the pieces of each letter with marks; the letter begins anew where its first glyph comes again."""
    verbund: list[_Stueck] = []
    for stueck in stuecke:
        if verbund and stueck.codes and stueck.text == verbund[0].text and stueck.codes[0] != verbund[0].codes[0]:
            verbund.append(stueck)
            continue
        if verbund:
            yield verbund
        ist_verbund = stueck.codes and len(_nfc(stueck.text)) > 1 and has_marks(stueck.text) and not is_rtl(stueck.text)
        verbund = [stueck] if ist_verbund else []
    if verbund:
        yield verbund


def _parts(verbund: list[_Stueck]) -> list[tuple[Code, str]]:
    """Return what each glyph of a letter says: the last ones a mark each, the first what is left."""
    text = _nfc(verbund[0].text)
    codes = [c for s in verbund for c in s.codes]
    erste = max(len(text) - len(codes) + 1, 1)
    return [(c, text[:erste] if n == 0 else text[erste + n - 1 : erste + n]) for n, c in enumerate(codes)]


def _rewrite(seite: _Seite, tafeln: dict[str, dict[bytes, str]]) -> bool:
    """Drop replacement texts that the glyphs now say themselves, and set those that they cannot say; tell whether any."""
    import pikepdf

    davor: dict[int, Any] = {}
    for verbund in _clusters(seite.stuecke):
        teile = iter(_parts(verbund))
        for stueck in verbund:
            eigene = [next(teile) for _ in stueck.codes]
            soll = "".join(teil for _, teil in eigene)
            ist = "".join(tafeln[schrift].get(code, "") for (schrift, code), _ in eigene)
            if stueck.span >= 0:
                ersatz = pikepdf.Dictionary() if ist == soll else pikepdf.Dictionary(ActualText=pikepdf.String(soll))
                seite.befehle[stueck.span] = ([pikepdf.Name.Span, ersatz], pikepdf.Operator("BDC"))
                davor[stueck.span] = None
            elif ist != soll:
                davor[stueck.wo] = pikepdf.Dictionary(ActualText=pikepdf.String(soll))
    befehle: list[tuple[Any, Any]] = []
    for n, befehl in enumerate(seite.befehle):
        angaben = davor.get(n)
        if angaben is None:
            befehle.append(befehl)
        else:
            befehle += [([pikepdf.Name.Span, angaben], pikepdf.Operator("BDC")), befehl, ([], pikepdf.Operator("EMC"))]
    seite.befehle = befehle
    return bool(davor)

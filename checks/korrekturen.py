"""Corrections: what a finding lets the program write anew by itself, as edits of pieces of a line.

Safe ones change quotes, blanks and invisible characters only, and `is_same_content` proves it for each. The others change
characters a person sees and are shown first. None touches an amount, a day, a party or a norm: no digit and no “§” ever changes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .befund import Befund

UNSICHTBAR: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Characters that show nothing; without them the text reads the same."""
_WERT: Final = re.compile(r"[^\s,\[\]{}#'\"\\]+")
_RAUM: Final = re.compile(r"[ \t]{2,}|\t")
_BELANGLOS: Final = re.compile('[\\s"]|' + UNSICHTBAR.pattern)
_ZEILENENDE: Final = re.compile("\r\n|\r|\n")
_TYPOGRAFISCH: Final = {"„": "“", "“": "”", "”": "”", "»": "«", "«": "»", "‚": "‘", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Korrektur:
    """An edit: the characters from `von` to before `bis` (from 0) of a line (from 1) become `neu`."""

    datei: str
    zeile: int
    von: int
    bis: int
    neu: str
    code: str
    ist_sicher: bool = True


def find_korrektur(befund: Befund, zeilen: Sequence[str]) -> Korrektur | None:
    """Return the correction that belongs to a finding, None where a person must write; `zeilen` are those of its file."""
    ort = befund.position
    mache = _KORREKTUREN.get(befund.code)
    if mache is None or not 1 <= ort.zeile <= len(zeilen) or ort.spalte < 1:
        return None
    return next(mache(befund, zeilen[ort.zeile - 1]), None)


def _make(befund: Befund, von: int, bis: int, neu: str, ist_sicher: bool = True) -> Korrektur:
    return Korrektur(befund.position.datei, befund.position.zeile, von, bis, neu, befund.code, ist_sicher)


def _quote(befund: Befund, zeile: str) -> Iterator[Korrektur]:
    """Quote a value that programs read differently: its characters stay."""
    treffer = _WERT.match(zeile, befund.position.spalte - 1)
    if treffer is None:
        return
    wert = treffer[0].removesuffix(":") if zeile[treffer.end() :].strip() == "" else treffer[0]
    schluessel = re.match(r"[^\s:]+(?=:(?:\s|$))", zeile[treffer.start() :])
    wert = schluessel[0] if schluessel else wert
    danach = zeile[treffer.start() + len(wert) :]
    # A time behind a day belongs to the same value.
    if re.match(r"[ \t]+[^\s#]", danach) and not schluessel:
        return
    yield _make(befund, treffer.start(), treffer.start() + len(wert), f'"{wert}"')


def _remove_invisible(befund: Befund, zeile: str) -> Iterator[Korrektur]:
    stelle = befund.position.spalte - 1
    zeichen = zeile[stelle : stelle + 1]
    if UNSICHTBAR.fullmatch(zeichen):
        yield _make(befund, stelle, stelle + 1, "")
        return
    buchstaben = unicodedata.normalize("NFKC", zeichen)
    if zeichen and buchstaben != zeichen and buchstaben.isalpha():
        yield _make(befund, stelle, stelle + 1, buchstaben, ist_sicher=False)


def _mend_text(befund: Befund, zeile: str) -> Iterator[Korrektur]:
    """Mend blanks inside a text of one line, or the quotation marks that a word processor set around it."""
    ort = befund.position
    if ort.bis_zeile != ort.zeile or _is_party(befund):
        return
    alt = zeile[ort.spalte - 1 : ort.bis_spalte - 1]
    if schluss := _TYPOGRAFISCH.get(alt[:1], ""):
        innen = alt[1:].removesuffix(schluss)
        if innen and '"' not in innen and "\\" not in innen and alt.endswith(schluss):
            yield _make(befund, ort.spalte - 1, ort.bis_spalte - 1, f'"{innen}"', ist_sicher=False)
        return
    anfang = alt[:1] if alt[:1] in ("'", '"') and alt[-1:] == alt[:1] and len(alt) > 1 else ""
    innen = alt[1:-1] if anfang else alt
    if "\\" in innen:
        return
    neu = f"{anfang}{_RAUM.sub(' ', innen).strip()}{anfang}"
    if neu != alt:
        yield _make(befund, ort.spalte - 1, ort.bis_spalte - 1, neu)


def _is_party(befund: Befund) -> bool:
    return befund.pfad.startswith(("parteien", "beteiligte")) or befund.position.datei.startswith("parteien/")


_KORREKTUREN: Final[dict[str, Callable[[Befund, str], Iterator[Korrektur]]]] = {
    "YML-03": _quote,
    "YML-18": _quote,
    "YML-13": _remove_invisible,
    "SCH-04": _mend_text,
}
"""By the code of the finding: what may be written anew."""


def apply_korrekturen(text: str, korrekturen: Iterable[Korrektur]) -> str:
    """Return a text with the edits; of two that overlap the first in the text is made. All other characters stay."""
    anfaenge = [0, *(t.end() for t in _ZEILENENDE.finditer(text))]
    stellen = sorted({(anfaenge[k.zeile - 1] + k.von, anfaenge[k.zeile - 1] + k.bis, k.neu) for k in korrekturen})
    teile: list[str] = []
    fertig = 0
    for von, bis, neu in stellen:
        if von >= fertig:
            teile += [text[fertig:von], neu]
            fertig = bis
    return "".join(teile) + text[fertig:]


def is_same_content(alt: str, neu: str) -> bool:
    """Tell whether two texts differ in blanks, double quotes and invisible characters only."""
    return _BELANGLOS.sub("", alt) == _BELANGLOS.sub("", neu)


def keeps_facts(alt: str, neu: str) -> bool:
    """Tell whether every digit and every sign of a paragraph or amount stays what and where it is among its like."""
    tatsachen = re.compile(r"[0-9§€%]")
    return tatsachen.findall(alt) == tatsachen.findall(neu)

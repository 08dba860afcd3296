"""Angaben: the words of a text that an amendment exchanges, long enough to be found only where they are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from ..vergleich.worte import common_words, cut_words

RUNDEN: Final = 12
"""So often an Angabe is made longer until it is unambiguous; then a larger unit is replaced."""
LUECKE_MAX: Final = 2
"""Changes with so few words that stayed between them are one."""
_JAHR: Final = re.compile(r"[12][0-9]{3}(?!\w)")
_EINHEIT: Final = re.compile(r" (?:Euro|Cent|Prozent|%)(?!\w)")


class Tausch(NamedTuple):
    """An Angabe that takes the place of another one."""

    alt: str
    neu: str
    ist_jeweils: bool = False


@dataclass(frozen=True, slots=True)
class _Aenderung:
    """Words `von`…`bis` of one text that become others."""

    text: int
    von: int
    bis: int
    neu: str


@lru_cache(maxsize=4096)
def _pattern(angabe: str) -> re.Pattern[str]:
    """Return what finds an Angabe as words and whole figures: „385“ is not in „385.531,07“, „Satz“ not in „Satzung“."""
    vorn = r"(?<!\w)(?<!\d[.,])" if re.match(r"\w", angabe) else ""
    hinten = r"(?!\w)(?![.,]\d)" if re.search(r"\w$", angabe) else ""
    return re.compile(f"{vorn}{re.escape(angabe)}{hinten}")


def find_angabe(angabe: str, text: str) -> list[int]:
    """Return the places of an Angabe in a text."""
    return [t.start() for t in _pattern(angabe).finditer(text)]


def exchange(texte: Sequence[str], tausche: Sequence[Tausch]) -> list[str]:
    """Return the texts with all Angaben exchanged at once; raises ValueError where one is missing, ambiguous or overlaps another.

    The message is a German clause: why the Angabe does not fit.
    """
    schnitte: list[list[tuple[int, int, str]]] = [[] for _ in texte]
    for tausch in tausche:
        orte = [(n, o) for n, t in enumerate(texte) for o in find_angabe(tausch.alt, t)]
        if not orte or (len(orte) == 1) == tausch.ist_jeweils:
            wie = (
                "steht dort nicht"
                if not orte
                else f"steht dort {len(orte)}-mal"
                if len(orte) > 1
                else "steht dort nur einmal"
            )
            raise ValueError(f"Die Angabe „{tausch.alt}“ {wie}")
        for n, ort in orte:
            schnitte[n].append((ort, ort + len(tausch.alt), tausch.neu))
    return [_cut_in(t, sorted(s)) for t, s in zip(texte, schnitte, strict=True)]


def _cut_in(text: str, schnitte: Sequence[tuple[int, int, str]]) -> str:
    teile, ende = [], 0
    for von, bis, neu in schnitte:
        if von < ende:
            raise ValueError(f"Die Angabe „{text[von:bis]}“ überschneidet sich mit einer anderen")
        teile += [text[ende:von], neu]
        ende = bis
    return "".join([*teile, text[ende:]])


def find_tausche(alte: Sequence[str], neue: Sequence[str]) -> list[Tausch] | None:
    """Return Angaben that turn texts into others, each found only where it is meant; None where none of this kind do."""
    if len(alte) != len(neue):
        return None
    worte = [_Worttext(a, b) for a, b in zip(alte, neue, strict=True)]
    aenderungen = [a for n, w in enumerate(worte) for a in w.changes(n)]
    for _ in range(RUNDEN):
        tausche, unklare = _unique(aenderungen, worte, alte)
        if not unklare:
            return tausche if _leads_to(alte, neue, tausche) else None
        laenger = [worte[a.text].widen(a) if a in unklare else a for a in aenderungen]
        if any(a is None for a in laenger):
            return None
        aenderungen = list(_merged([a for a in laenger if a is not None], worte))
    return None


def _leads_to(alte: Sequence[str], neue: Sequence[str], tausche: Sequence[Tausch]) -> bool:
    try:
        return exchange(alte, tausche) == list(neue)
    except ValueError:
        return False


def _unique(
    aenderungen: Sequence[_Aenderung], worte: Sequence[_Worttext], alte: Sequence[str]
) -> tuple[list[Tausch], list[_Aenderung]]:
    """Return the Angaben that are found only where they are meant, and the changes that are not clear yet."""
    gruppen: dict[tuple[str, str], list[_Aenderung]] = {}
    for a in aenderungen:
        gruppen.setdefault((worte[a.text].old(a), a.neu), []).append(a)
    tausche, unklare = [], []
    for (alt, neu), gruppe in gruppen.items():
        zahl = sum(len(find_angabe(alt, t)) for t in alte)
        if alt.strip() != alt or not alt or not neu or neu.strip() != neu or zahl != len(gruppe):
            unklare += gruppe
        else:
            tausche.append(Tausch(alt, neu, zahl > 1))
    return tausche, unklare


def _merged(aenderungen: list[_Aenderung], worte: Sequence[_Worttext]) -> Iterator[_Aenderung]:
    """Join changes that touch after they were made longer."""
    offen: _Aenderung | None = None
    for a in sorted(aenderungen, key=lambda x: (x.text, x.von, x.bis)):
        if offen is not None and offen.text == a.text and a.von <= offen.bis:
            bis = max(offen.bis, a.bis)
            offen = replace(offen, bis=bis, neu=worte[a.text].new_between(offen.von, bis))
            continue
        if offen is not None:
            yield offen
        offen = a
    if offen is not None:
        yield offen


class _Worttext:
    """The words of an old text and what became of each."""

    def __init__(self, alt: str, neu: str) -> None:
        self.a, self.b = cut_words(alt), cut_words(neu)
        paare = common_words(self.a, self.b) if alt != neu else [(n, n) for n in range(len(self.a))]
        self.partner = dict(paare)

    def old(self, a: _Aenderung) -> str:
        return "".join(self.a[a.von : a.bis])

    def new_between(self, von: int, bis: int) -> str:
        """Return what stands in the new text between the words that stayed around a place of the old one."""
        davor = max((self.partner[n] for n in range(von) if n in self.partner), default=-1)
        danach = min((self.partner[n] for n in range(bis, len(self.a)) if n in self.partner), default=len(self.b))
        return "".join(self.b[davor + 1 : danach])

    def changes(self, text: int) -> list[_Aenderung]:
        """Return the changes, those with hardly a word between them as one, each at least one word of the old text long."""
        spannen: list[list[int]] = []
        davor = (-1, -1)
        for i, j in [*sorted(self.partner.items()), (len(self.a), len(self.b))]:
            if i - davor[0] > 1 or j - davor[1] > 1:
                spannen.append([davor[0] + 1, i])
            davor = (i, j)
        joint: list[list[int]] = []
        for von, bis in spannen:
            if joint and self._words(joint[-1][1], von) <= LUECKE_MAX:
                joint[-1][1] = bis
            else:
                joint.append([von, bis])
        grob = [_Aenderung(text, von, bis, self.new_between(von, bis)) for von, bis in joint]
        return [self._with_unit(self._whole(a)) for a in grob if a.von < a.bis or a.neu]

    def _words(self, von: int, bis: int) -> int:
        return sum(w[0].isalnum() for w in self.a[von:bis])

    def _whole(self, a: _Aenderung) -> _Aenderung:
        """Make a change that has no word of the old text, or begins or ends with a blank, long enough to be quoted."""
        for _ in range(4):
            alt = self.old(a)
            if alt and alt.strip() == alt and a.neu.strip() == a.neu and any(z.isalnum() for z in alt):
                return a
            laenger = self.widen(a)
            if laenger is None:
                return a
            a = laenger
        return a

    def _with_unit(self, a: _Aenderung) -> _Aenderung:
        """Take what belongs to a figure into the Angabe: „385.531,07 Euro“, „Kalenderjahr 2025“."""
        davor = self.a[a.von - 2 : a.von] if a.von > 1 else []
        if len(davor) == 2 and davor[1] == " " and davor[0][:1].isupper() and _JAHR.match(self.old(a)):
            von = a.von - 2
            if von > 2 and self.a[von - 2 : von] == [".", " "] and self.a[von - 3].isdecimal():
                von -= 3
            a = replace(a, von=von, neu=self.new_between(von, a.bis))
        rest = "".join(self.a[a.bis : a.bis + 2])
        if self.old(a)[-1:].isdigit() and a.neu[-1:].isdigit() and _EINHEIT.fullmatch(rest):
            return replace(a, bis=a.bis + 2, neu=self.new_between(a.von, a.bis + 2))
        return a

    def widen(self, a: _Aenderung) -> _Aenderung | None:
        """Return the change with one more word, on either side in turn; None for a whole text."""
        links, rechts = self._left(a.von), self._right(a.bis)
        if links == a.von and rechts == a.bis:
            return None
        worte = self._words(a.von, a.bis)
        if links < a.von and (worte % 2 or rechts == a.bis):
            return replace(a, von=links, neu=self.new_between(links, a.bis))
        return replace(a, bis=rechts, neu=self.new_between(a.von, rechts))

    def _left(self, von: int) -> int:
        """Return where the word on the left begins."""
        von = max(von - 1, 0)
        while von > 0 and not self.a[von].strip():
            von -= 1
        while von > 0 and not self.a[von][0].isalnum() and self.a[von - 1].strip():
            von -= 1
        return von

    def _right(self, bis: int) -> int:
        """Return where the word on the right ends."""
        bis = min(bis + 1, len(self.a))
        while bis < len(self.a) and not self.a[bis - 1].strip():
            bis += 1
        return bis

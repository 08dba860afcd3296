"""Angaben: the words of a text that an amendment exchanges, long enough to be found only where they are meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from ..vergleich.worte import common_words, cut_words
from .angabeneinheit import list_units

RUNDEN: Final = 12
"""So often an Angabe is made longer until it is unambiguous; then a larger unit is replaced."""
LUECKE_MAX: Final = 2
"""Changes with so few words that stayed between them are one."""


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
    aenderungen = list(_merged([a for n, w in enumerate(worte) for a in w.changes(n)], worte))
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


def _units_of(text: str, worte: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the units of a text by its words: the first one, the one behind the last."""
    anfaenge = [0, *accumulate(map(len, worte))]
    return tuple((bisect_right(anfaenge, von) - 1, bisect_left(anfaenge, bis)) for von, bis in list_units(text))


def _cover(von: int, bis: int, einheiten: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return a span made so long that it cuts no unit; nothing between two words cuts what begins or ends there."""
    for u, v in einheiten:
        if (u < bis and v > von) if von < bis else (u < von < v):
            von, bis = min(von, u), max(bis, v)
    return von, bis


class _Worttext:
    """The words of an old text and what became of each."""

    def __init__(self, alt: str, neu: str) -> None:
        self.a, self.b = cut_words(alt), cut_words(neu)
        paare = common_words(self.a, self.b) if alt != neu else [(n, n) for n in range(len(self.a))]
        self.partner = dict(paare)
        ist_anders = alt != neu
        self.einheiten_alt = _units_of(alt, self.a) if ist_anders else ()
        self.einheiten_neu = _units_of(neu, self.b) if ist_anders else ()

    def old(self, a: _Aenderung) -> str:
        return "".join(self.a[a.von : a.bis])

    def new_between(self, von: int, bis: int) -> str:
        """Return what stands in the new text between the words that stayed around a place of the old one."""
        j, k = self._new_span(von, bis)
        return "".join(self.b[j:k])

    def _new_span(self, von: int, bis: int) -> tuple[int, int]:
        davor = next((self.partner[n] for n in range(von - 1, -1, -1) if n in self.partner), -1)
        danach = next((self.partner[n] for n in range(bis, len(self.a)) if n in self.partner), len(self.b))
        return davor + 1, danach

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
        return [self._whole(self._uncut(a)) for a in grob if a.von < a.bis or a.neu]

    def _words(self, von: int, bis: int) -> int:
        return sum(w[0].isalnum() for w in self.a[von:bis])

    def _whole(self, a: _Aenderung) -> _Aenderung:
        """Make a change that has no word of the old text, or begins or ends with a blank, long enough to be quoted."""
        for _ in range(4):
            alt = self.old(a)
            if alt and alt.strip() == alt and a.neu.strip() == a.neu and any(z.isalnum() for z in alt):
                return a
            if not alt and a.neu[:1] == " " and a.von:
                links = self._left(a.von)
                a = self._uncut(replace(a, von=links, neu=self.new_between(links, a.bis)))
                continue
            laenger = self.widen(a)
            if laenger is None:
                return a
            a = laenger
        return a

    def _uncut(self, a: _Aenderung) -> _Aenderung:
        """Take in every unit that the change would cut, of the old text and of the new one."""
        while True:
            von, bis = _cover(a.von, a.bis, self.einheiten_alt)
            neu_von, neu_bis = _cover(*self._new_span(von, bis), self.einheiten_neu)
            while von > 0 and self._new_span(von, bis)[0] > neu_von:
                von -= 1
            while bis < len(self.a) and self._new_span(von, bis)[1] < neu_bis:
                bis += 1
            if (von, bis) == (a.von, a.bis):
                return self._without_last_blank(a)
            a = replace(a, von=von, bis=bis, neu=self.new_between(von, bis))

    def _without_last_blank(self, a: _Aenderung) -> _Aenderung:
        """Leave out a blank at the end of both sides; which of several blanks is the one that stayed is all the same."""
        j, k = self._new_span(a.von, a.bis)
        if a.bis - a.von < 2 or k - j < 2 or not self.a[a.bis - 1] == self.b[k - 1] == " ":
            return a
        self.partner = {n: m for n, m in self.partner.items() if m != k - 1} | {a.bis - 1: k - 1}
        return replace(a, bis=a.bis - 1, neu=self.new_between(a.von, a.bis - 1))

    def widen(self, a: _Aenderung) -> _Aenderung | None:
        """Return the change with one more word, on either side in turn; None for a whole text."""
        links, rechts = self._left(a.von), self._right(a.bis)
        if links == a.von and rechts == a.bis:
            return None
        worte = self._words(a.von, a.bis)
        if links < a.von and (worte % 2 or rechts == a.bis):
            return self._uncut(replace(a, von=links, neu=self.new_between(links, a.bis)))
        return self._uncut(replace(a, bis=rechts, neu=self.new_between(a.von, rechts)))

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

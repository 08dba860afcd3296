"""Words of a text and the fewest of them that must change; Satz by Satz, unless the border of two of them moved.

A word is compared with the look it has (strong type, defined term, footnote), so that a change of look is a change; a word of a
reference also with its target, so that “§ 5” that now means another § is one. Which inline a word comes from stays with it: a
writer prints the words of a run inside the inline that carries them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Generic, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from corpus.saetze import split_saetze

from ..tree import Aenderungsmarke, Begriff, Betont, Feld, Fussnote, Inline, Normzitat, Text, Umbruch, Verweis, plain

Stand: TypeAlias = Literal["gleich", "geloescht", "eingefuegt"]
_WORT: Final = re.compile(r"\d(?:[\d.,:]*\d)?|\w+|[ ]+|\s|.", re.DOTALL)
SCHRITTE_MAX: Final = 400
"""So many changed words are searched for the shortest way; texts that differ more are compared by their longest common runs."""
AEHNLICH: Final = 0.5
"""From this share of common words on, a Satz is the reworded form of another one."""

GRENZE_VERSETZT: Final = 2
"""Sätze are compared in one where that touches so many times fewer characters: their border moved, not their words."""


class Zeichen(Protocol):
    """What can be compared: its letters, and all that must be the same for two to be the same."""

    @property
    def text(self) -> str:
        """The letters."""

    @property
    def merkmal(self) -> tuple[str, ...]:
        """The letters first, then the look."""


Z = TypeVar("Z", bound=Zeichen)
Schnitt: TypeAlias = Callable[[str], list[str]]
"""How a text is cut into what is compared: `cut_words` or `uncut`."""


class Druckwort(NamedTuple):
    """A word (or one blank, one mark) and the inlines around it, outermost first."""

    text: str
    traeger: tuple[Inline, ...]

    @property
    def merkmal(self) -> tuple[str, ...]:
        """The letters and the look."""
        return (self.text, *(_look(i) for i in self.traeger))


@dataclass(frozen=True, slots=True)
class Wortlauf(Generic[Z]):
    """A run of words with one fate; `alt` and `neu` carry the same words where `art` is `gleich`, else one of them is empty."""

    art: Stand
    alt: tuple[Z, ...]
    neu: tuple[Z, ...]

    @property
    def text(self) -> str:
        """The letters of the run."""
        return "".join(w.text for w in self.neu or self.alt)


def cut_words(text: str) -> list[str]:
    """Return the words of a text: figures whole, each mark and each run of blanks for itself."""
    return _WORT.findall(text)


def uncut(text: str) -> list[str]:
    """Return a text as one word: enough to see whether two say the same."""
    return [text] if text else []


def split_words(inhalt: tuple[Inline, ...], aussen: tuple[Inline, ...] = ()) -> list[Druckwort]:
    """Return the words of inlines in order; a footnote is one word at its mark, its text is compared with it."""
    woerter: list[Druckwort] = []
    for inline in inhalt:
        match inline:
            case Betont(inhalt=innen):
                woerter += split_words(innen, (*aussen, inline))
            case Aenderungsmarke(inhalt=innen):
                davor, danach = inline.worte
                woerter += split_words((Text(davor), *innen, Text(danach)), (*aussen, inline))
            case Fussnote(inhalt=innen):
                woerter.append(Druckwort(f"\u0002{plain(innen)}", (*aussen, inline)))
            case Umbruch():
                woerter.append(Druckwort("\n", (*aussen, inline)))
            case Begriff(text=text):
                woerter += [Druckwort(t, (*aussen, inline)) for t in cut_words(f"„{text}“")]
            case Text(text=text) | Feld(text=text) | Verweis(text=text) | Normzitat(text=text):
                woerter += [Druckwort(t, (*aussen, inline)) for t in cut_words(text)]
    return woerter


def _look(inline: Inline) -> str:
    """Return what an inline is besides its letters: its look, of a reference where it leads; a field looks like text."""
    if isinstance(inline, Verweis):
        return f"Verweis {inline.ziel} {inline.satz}"
    return type(inline).__name__ if isinstance(inline, (Betont, Begriff, Fussnote, Aenderungsmarke)) else ""


def compare_words(alt: tuple[Inline, ...], neu: tuple[Inline, ...]) -> tuple[Wortlauf[Druckwort], ...]:
    """Return the runs of words that lead from one text to the other; none where both are printed alike."""
    return () if alt == neu else compare_zeichen(split_words(alt), split_words(neu))


def compare_zeichen(a: list[Z], b: list[Z]) -> tuple[Wortlauf[Z], ...]:
    """Return the runs that lead from one row of words to the other; none where they are the same."""
    if [w.merkmal for w in a] == [w.merkmal for w in b]:
        return ()
    # Of several shortest ways one is taken, and it must be the same in both directions.
    if [w.merkmal for w in a] > [w.merkmal for w in b]:
        return tuple(_join([mirror(s) for s in _compare_all(b, a)]))
    return _compare_all(a, b)


def _compare_all(alt: list[Z], neu: list[Z]) -> tuple[Wortlauf[Z], ...]:
    stuecke: list[Wortlauf[Z]] = []
    for saetze_a, saetze_b in _gaps(_saetze(alt), _saetze(neu)):
        stuecke += _compare_gap(saetze_a, saetze_b)
    return tuple(_join(_absorb(_join(stuecke))))


def _compare_gap(alt: list[list[Z]], neu: list[list[Z]]) -> list[Wortlauf[Z]]:
    """Return the changes between some Sätze and what became of them: Satz by Satz, or all in one where a border itself moved.

    Where a full stop came or went, Satz by Satz would strike out words and put the same ones in again.
    """
    einzeln = [s for a, b in _pair_changed(alt, neu) for s in _compare_run(a, b)]
    if not alt or not neu or len(alt) == len(neu) == 1:
        return einzeln
    am_stueck = _compare_run([w for s in alt for w in s], [w for s in neu for w in s])
    return am_stueck if GRENZE_VERSETZT * _touched(am_stueck) <= _touched(einzeln) else einzeln


def _touched(stuecke: list[Wortlauf[Z]]) -> int:
    return sum(len(s.text) for s in stuecke if s.art != "gleich")


def mirror(stueck: Wortlauf[Z]) -> Wortlauf[Z]:
    """Return the run as the way back has it."""
    gegen: dict[Stand, Stand] = {"gleich": "gleich", "geloescht": "eingefuegt", "eingefuegt": "geloescht"}
    return Wortlauf(gegen[stueck.art], stueck.neu, stueck.alt)


def _saetze(woerter: list[Z]) -> list[list[Z]]:
    """Cut words into Sätze, each with the blanks behind it."""
    text = "".join(w.text for w in woerter)
    grenzen = [anfang for anfang, _ in split_saetze(text)][1:]
    saetze: list[list[Z]] = [[]]
    ort = 0
    for wort in woerter:
        if len(saetze) - 1 < len(grenzen) and ort >= grenzen[len(saetze) - 1]:
            saetze.append([])
        saetze[-1].append(wort)
        ort += len(wort.text)
    return saetze


def _gaps(alt: list[list[Z]], neu: list[list[Z]]) -> Iterator[tuple[list[list[Z]], list[list[Z]]]]:
    """Yield equal Sätze one by one, and the others between them together; one side is empty where Sätze came or went."""
    schluessel_a, schluessel_b = ([tuple(w.merkmal for w in s) for s in seite] for seite in (alt, neu))
    for art, a1, a2, b1, b2 in SequenceMatcher(None, schluessel_a, schluessel_b, autojunk=False).get_opcodes():
        if art == "equal":
            yield from (([a], [b]) for a, b in zip(alt[a1:a2], neu[b1:b2], strict=True))
        else:
            yield alt[a1:a2], neu[b1:b2]


def _pair_changed(alt: list[list[Z]], neu: list[list[Z]]) -> Iterator[tuple[list[Z], list[Z]]]:
    """Pair the Sätze of a gap by what they have in common, best sum of common words first, in order."""
    if len(alt) == len(neu) == 1:
        yield alt[0], neu[0]
        return
    wege: list[list[float]] = [[0.0] * (len(neu) + 1) for _ in range(len(alt) + 1)]
    gewinn = [[_likeness(a, b) for b in neu] for a in alt]
    for i in range(len(alt) - 1, -1, -1):
        for j in range(len(neu) - 1, -1, -1):
            zusammen = gewinn[i][j] + wege[i + 1][j + 1] if gewinn[i][j] >= AEHNLICH else -1.0
            wege[i][j] = max(zusammen, wege[i + 1][j], wege[i][j + 1])
    i = j = 0
    while i < len(alt) or j < len(neu):
        if (
            i < len(alt)
            and j < len(neu)
            and gewinn[i][j] >= AEHNLICH
            and wege[i][j] == gewinn[i][j] + wege[i + 1][j + 1]
        ):
            yield alt[i], neu[j]
            i, j = i + 1, j + 1
            continue
        if i < len(alt) and (j == len(neu) or wege[i][j] == wege[i + 1][j]):
            yield alt[i], []
            i += 1
        else:
            yield [], neu[j]
            j += 1


def _likeness(a: list[Z], b: list[Z]) -> float:
    return likeness([w.text for w in a], [w.text for w in b])


def likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """Return the share of words that two texts have in common, 0 to 1, blind for order; blanks do not count."""
    links, rechts = ([w for w in seite if not w.isspace()] for seite in (a, b))
    if not links or not rechts:
        return 0.0
    vorrat: dict[str, int] = {}
    for wort in links:
        vorrat[wort] = vorrat.get(wort, 0) + 1
    gemeinsam = 0
    for wort in rechts:
        if vorrat.get(wort, 0) > 0:
            vorrat[wort] -= 1
            gemeinsam += 1
    return 2 * gemeinsam / (len(links) + len(rechts))


def _compare_run(alt: list[Z], neu: list[Z]) -> list[Wortlauf[Z]]:
    """Return the fewest changes between two runs of words."""
    a, b = [w.merkmal for w in alt], [w.merkmal for w in neu]
    vorn = _common(a, b)
    hinten = _common(a[vorn:][::-1], b[vorn:][::-1])
    stuecke = [_same(alt[:vorn], neu[:vorn])]
    mitte_a, mitte_b = alt[vorn : len(a) - hinten], neu[vorn : len(b) - hinten]
    for i, j, laenge, i2, j2 in _blocks(mitte_a, mitte_b):
        stuecke += [
            _gone(mitte_a[i:i2]),
            _come(mitte_b[j:j2]),
            _same(mitte_a[i2 : i2 + laenge], mitte_b[j2 : j2 + laenge]),
        ]
    stuecke.append(_same(alt[len(a) - hinten :], neu[len(b) - hinten :]))
    return [s for s in stuecke if s.alt or s.neu]


def _blocks(alt: list[Z], neu: list[Z]) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield (end of the last common run in both, length, start of the next in both); the last has the length 0."""
    paare = common_words([w.merkmal for w in alt], [w.merkmal for w in neu])
    i = j = n = 0
    while n < len(paare):
        i2, j2 = paare[n]
        laenge = 1
        while n + laenge < len(paare) and paare[n + laenge] == (i2 + laenge, j2 + laenge):
            laenge += 1
        yield i, j, laenge, i2, j2
        i, j, n = i2 + laenge, j2 + laenge, n + laenge
    yield i, j, 0, len(alt), len(neu)


def common_words(a: Sequence[object], b: Sequence[object]) -> list[tuple[int, int]]:
    """Return the positions of a longest common subsequence (Myers 1986); beyond `SCHRITTE_MAX` changes of a good one.

    Time and memory grow with the number of changes, not with the product of the lengths.
    """
    spur: list[dict[int, int]] = []
    rand = {1: 0}
    for d in range(min(len(a) + len(b), SCHRITTE_MAX) + 1):
        spur.append(dict(rand))
        for k in range(-d, d + 1, 2):
            x = rand[k + 1] if k == -d or (k != d and rand[k - 1] < rand[k + 1]) else rand[k - 1] + 1
            y = x - k
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            rand[k] = x
            if x >= len(a) and y >= len(b):
                return _walk_back(spur, len(a), len(b))
    bloecke = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [(m.a + n, m.b + n) for m in bloecke for n in range(m.size)]


def _walk_back(spur: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    paare: list[tuple[int, int]] = []
    for d in range(len(spur) - 1, -1, -1):
        rand, k = spur[d], x - y
        vor = k + 1 if k == -d or (k != d and rand[k - 1] < rand[k + 1]) else k - 1
        x0 = rand[vor] if d else 0
        y0 = x0 - vor if d else 0
        while x > x0 and y > y0:
            x, y = x - 1, y - 1
            paare.append((x, y))
        x, y = x0, y0
    return paare[::-1]


def _common(a: Sequence[object], b: Sequence[object]) -> int:
    n = 0
    while n < len(a) and n < len(b) and a[n] == b[n]:
        n += 1
    return n


def _same(alt: list[Z], neu: list[Z]) -> Wortlauf[Z]:
    return Wortlauf("gleich", tuple(alt), tuple(neu))


def _gone(woerter: Sequence[Z]) -> Wortlauf[Z]:
    return Wortlauf("geloescht", tuple(woerter), ())


def _come(woerter: Sequence[Z]) -> Wortlauf[Z]:
    return Wortlauf("eingefuegt", (), tuple(woerter))


def _absorb(stuecke: list[Wortlauf[Z]]) -> list[Wortlauf[Z]]:
    """Take a single blank between two replacements into them: “alte gute” → “neue schlechte” is read as one change, not as two."""
    neu: list[Wortlauf[Z]] = []
    for n, s in enumerate(stuecke):
        ist_insel = s.art == "gleich" and s.text == " "
        if ist_insel and _is_replacement(stuecke[max(n - 2, 0) : n]) and _is_replacement(stuecke[n + 1 : n + 3]):
            neu += [_gone(s.alt), _come(s.neu)]
        else:
            neu.append(s)
    return neu


def _is_replacement(stuecke: Sequence[Wortlauf[Z]]) -> bool:
    return {s.art for s in stuecke} == {"geloescht", "eingefuegt"}


def _join(stuecke: list[Wortlauf[Z]]) -> list[Wortlauf[Z]]:
    """Join neighbours of one fate; between two common runs what went stands before what came."""
    ergebnis: list[Wortlauf[Z]] = []
    weg: list[Z] = []
    her: list[Z] = []
    for s in [*stuecke, _same([], [])]:
        if s.art == "gleich":
            ergebnis += [t for t in (_gone(weg), _come(her)) if t.alt or t.neu]
            weg, her = [], []
            if ergebnis and ergebnis[-1].art == "gleich":
                s = _same([*ergebnis[-1].alt, *s.alt], [*ergebnis[-1].neu, *s.neu])
                ergebnis.pop()
            ergebnis += [s] if s.alt else []
        weg += s.alt if s.art == "geloescht" else ()
        her += s.neu if s.art == "eingefuegt" else ()
    return ergebnis

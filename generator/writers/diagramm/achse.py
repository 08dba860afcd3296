"""The axis of values: it contains zero, so that no picture makes a difference larger than it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from itertools import pairwise

from ...bildbeschreibung import german_number

_SCHRITTE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_HOECHSTENS = 6


@dataclass(frozen=True, slots=True)
class Achse:
    """Values from `unten` to `oben` over a way of `laenge`, with `striche` (value, label)."""

    unten: Decimal
    oben: Decimal
    laenge: int
    striche: tuple[tuple[Decimal, str], ...]

    def place(self, wert: Decimal) -> int:
        """Return how far from the lower end a value lies, in whole units."""
        weg = (wert - self.unten) * self.laenge / (self.oben - self.unten)
        return int(weg.quantize(Decimal(1), ROUND_HALF_EVEN))


def make_axis(werte: Iterable[Decimal], laenge: int, sind_betraege: bool) -> Achse:
    """Return the axis that holds these values and zero, in round steps."""
    alle = [Decimal(0), *werte]
    unten, oben = min(alle), max(alle)
    if unten == oben:
        oben = Decimal(1)
    schritt = _step((oben - unten) / _HOECHSTENS)
    if all(wert == wert.to_integral_value() for wert in alle):
        # What is counted has no halves.
        schritt = max(schritt, Decimal(1))
    erster = (unten / schritt).to_integral_value(ROUND_FLOOR)
    letzter = (oben / schritt).to_integral_value(ROUND_CEILING)
    striche = [n * schritt for n in range(int(erster), int(letzter) + 1)]
    return Achse(striche[0], striche[-1], laenge, tuple((s, german_number(s, schritt, sind_betraege)) for s in striche))


def _step(mindestens: Decimal) -> Decimal:
    """Return the next round step (1, 2, 2.5, 5 times a power of ten) that is not smaller."""
    stelle = mindestens.adjusted()
    return next(s for f in _SCHRITTE if (s := f.scaleb(stelle)) >= mindestens)


def spread(orte: Sequence[Decimal | None], laenge: int) -> list[int]:
    """Return where categories stand on a way: years at their distance, anything else at equal distances.

    Half a distance stays free at both ends.
    """
    anzahl = len(orte)
    zahlen = [o for o in orte if o is not None]
    if len(zahlen) == anzahl > 1 and all(b > a for a, b in pairwise(zahlen)):
        luecken = [b - a for a, b in pairwise(zahlen)]
        rand = min(max(min(luecken), sum(luecken, Decimal(0)) / (4 * anzahl)), max(luecken)) / 2
        ganz = zahlen[-1] - zahlen[0] + 2 * rand
        return [int(((z - zahlen[0] + rand) * laenge / ganz).quantize(Decimal(1), ROUND_HALF_EVEN)) for z in zahlen]
    return [(2 * n + 1) * laenge // (2 * anzahl) for n in range(anzahl)]

"""The merged order of two rows of things: what came stands before what went, what stayed holds both together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Glied:
    """A thing in a row: its key (empty for none), what keyless things find each other by, and the kind that both must have."""

    schluessel: str
    gleichnis: str
    art: str


def merge_order(
    alt: Sequence[Glied], neu: Sequence[Glied], gezogen: frozenset[str]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs of places, one of them None for what only one version has there; `gezogen` are keys that moved.

    A moved thing is yielded at both its places.
    """
    partner = _anchors(alt, neu, gezogen)
    partner = {**partner, **dict(_keyless(alt, neu, partner))}
    i = 0
    for j in range(len(neu)):
        woher = partner.get(j)
        if woher is None:
            yield None, j
            continue
        yield from ((n, None) for n in range(i, woher))
        yield woher, j
        i = woher + 1
    yield from ((n, None) for n in range(i, len(alt)))


def _anchors(alt: Sequence[Glied], neu: Sequence[Glied], gezogen: frozenset[str]) -> dict[int, int]:
    orte = {(g.schluessel, g.art): i for i, g in enumerate(alt) if g.schluessel}
    partner: dict[int, int] = {}
    hoechster = -1
    for j, glied in enumerate(neu):
        i = orte.get((glied.schluessel, glied.art), -1) if glied.schluessel not in gezogen else -1
        if i > hoechster:
            partner[j] = hoechster = i
    return partner


def _keyless(alt: Sequence[Glied], neu: Sequence[Glied], partner: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Pair what has no key between two anchors: the same first, then what stands in the same order with the same look."""
    grenzen = [(-1, -1), *sorted(partner.items()), (len(neu), len(alt))]
    for (j1, i1), (j2, i2) in pairwise(grenzen):
        a = [i for i in range(i1 + 1, i2) if not alt[i].schluessel]
        b = [j for j in range(j1 + 1, j2) if not neu[j].schluessel]
        if not a or not b:
            continue
        vergleich = SequenceMatcher(None, [alt[i].gleichnis for i in a], [neu[j].gleichnis for j in b], autojunk=False)
        for art, a1, a2, b1, b2 in vergleich.get_opcodes():
            if art == "equal":
                yield from zip(b[b1:b2], a[a1:a2], strict=True)
            elif art == "replace":
                paare = zip(a[a1:a2], b[b1:b2], strict=False)
                yield from ((j, i) for i, j in paare if alt[i].art == neu[j].art)

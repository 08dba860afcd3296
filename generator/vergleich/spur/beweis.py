"""The proof of a tracked file before it is written, whatever its format: all accepted it is the new version, all refused the old one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

Wahl = Literal["annehmen", "ablehnen"]
FASSUNG: dict[Wahl, str] = {"annehmen": "die neue", "ablehnen": "die bisherige"}


class Spurfehler(ValueError):
    """A tracked file that would not lead to both versions; it is not written."""


def need_same(ist: Sequence[Any], soll: Sequence[Any], fassung: str, dokument: str) -> None:
    """Raise Spurfehler at the first place where a decided file is not the version it must be; `dokument` names the file."""
    if ist == soll:
        return
    ort = next((n for n, (x, y) in enumerate(zip(ist, soll, strict=False)) if x != y), min(len(ist), len(soll)))
    raise Spurfehler(
        f"{dokument} mit Änderungen ergäbe nicht genau {fassung} Fassung (ab Absatz {ort + 1}); es ist nicht geschrieben."
    )


def need_unique(namen: Iterable[str], was: str) -> None:
    """Raise Spurfehler if a name that may be there once is there twice."""
    doppelt = [n for n, zahl in Counter(namen).items() if zahl > 1]
    if doppelt:
        raise Spurfehler(f"{was} „{doppelt[0]}“ stünde doppelt im Dokument; es ist nicht geschrieben.")

"""Word lists as data: read once, patterns compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.regex import compile_later

from ..paketdaten import load_daten


@dataclass(frozen=True, slots=True)
class Wendungsmuster:
    """A wording to look for.

    `staemme` are lower-case pieces of which every match contains one (they are searched first, which is cheap); `regex` is
    matched in the sentence, in lower case. `naehe`: at least one of these pieces must stand in the same sentence or in the
    sentence that opens the list; `bezug`: this pattern must match there; `ausser`: none of these patterns may.
    `gegenstueck`: another clause of the sentence that says this settles a matter of its own and is not read with the words.
    `ist_verneinbar`: a negation makes it harmless.
    """

    name: str
    staemme: tuple[str, ...]
    regex: re.Pattern[str]
    naehe: tuple[str, ...] = ()
    bezug: re.Pattern[str] | None = None
    ausser: tuple[re.Pattern[str], ...] = ()
    ist_verneinbar: bool = True
    gegenstueck: re.Pattern[str] | None = None


@cache
def load_muster(name: str) -> tuple[Wendungsmuster, ...]:
    """Return the wordings of a data file."""
    return tuple(_muster(eintrag) for eintrag in load_daten(name)["muster"])


def _muster(eintrag: dict[str, Any]) -> Wendungsmuster:
    return Wendungsmuster(
        name=eintrag["name"],
        staemme=tuple(eintrag["staemme"]),
        regex=compile_later(eintrag["regex"]),
        naehe=tuple(eintrag.get("naehe", ())),
        bezug=compile_later(eintrag["bezug"]) if "bezug" in eintrag else None,
        ausser=tuple(compile_later(a) for a in eintrag.get("ausser", ())),
        ist_verneinbar=eintrag.get("ist_verneinbar", True),
        gegenstueck=compile_later(eintrag["gegenstueck"]) if "gegenstueck" in eintrag else None,
    )

"""Word lists as data: read once, patterns compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.regex import compile_later

from ..paketdaten import load_daten
from .wortklassen import load_klasse, load_stuecke


@dataclass(frozen=True, slots=True)
class Wendungsmuster:
    """A wording to look for.

    `staemme` are lower-case pieces of which every match contains one (they are searched first, which is cheap); `regex` is
    matched in the sentence, in lower case. `naehe`: at least one of these pieces must stand in the same sentence or in the
    sentence that opens the list; `bezug`: this pattern must match there; `ausser`: none of these patterns may.
    `gegenstueck`: another clause of the sentence that says this settles a matter of its own and is not read with the words.
    `mit`: all of these patterns must match there, too. `umkreis`: this pattern must match somewhere in the passage, of which the
    sentence is a part: what it is about is said once. `verneinungen`: the words count where an even (`gerade`) or odd number of
    negations besides their own governs them, or whatever their number (`gleich`); odd is `ungerade` where they name what may be
    taken away, so that verbs that do so count, too, and `verneint` where they are such verbs themselves.
    """

    name: str
    staemme: tuple[str, ...]
    regex: re.Pattern[str]
    naehe: tuple[str, ...] = ()
    bezug: re.Pattern[str] | None = None
    ausser: tuple[re.Pattern[str], ...] = ()
    gegenstueck: re.Pattern[str] | None = None
    mit: tuple[re.Pattern[str], ...] = ()
    umkreis: re.Pattern[str] | None = None
    verneinungen: str = "gerade"


_WORTKLASSE = compile_later(r"<([a-z_]+)>")


@cache
def load_muster(name: str) -> tuple[Wendungsmuster, ...]:
    """Return the wordings of a data file.

    `<name>` in a pattern is a class of words: of the file's own table `worte`, or of those that all files share; in `staemme` it
    stands for the pieces of a shared class.
    """
    daten = load_daten(name)
    return tuple(_muster(eintrag, daten.get("worte", {})) for eintrag in daten["muster"])


def _muster(eintrag: dict[str, Any], worte: dict[str, str]) -> Wendungsmuster:
    def pattern(text: str) -> re.Pattern[str]:
        return compile_later(_fill(text, worte))

    return Wendungsmuster(
        name=eintrag["name"],
        staemme=tuple(stueck for stamm in eintrag["staemme"] for stueck in _stuecke(stamm)),
        regex=pattern(eintrag["regex"]),
        naehe=tuple(eintrag.get("naehe", ())),
        bezug=pattern(eintrag["bezug"]) if "bezug" in eintrag else None,
        ausser=tuple(pattern(a) for a in eintrag.get("ausser", ())),
        gegenstueck=pattern(eintrag["gegenstueck"]) if "gegenstueck" in eintrag else None,
        mit=tuple(pattern(m) for m in eintrag.get("mit", ())),
        umkreis=pattern(eintrag["umkreis"]) if "umkreis" in eintrag else None,
        verneinungen=eintrag.get("verneinungen", "gerade"),
    )


def _fill(text: str, worte: dict[str, str]) -> str:
    """Return a pattern with its classes of words filled in; a class of the file may be made of shared ones."""
    return _WORTKLASSE.sub(lambda t: f"(?:{_fill(worte[t[1]], {}) if t[1] in worte else load_klasse(t[1])})", text)


def _stuecke(stamm: str) -> tuple[str, ...]:
    klasse = _WORTKLASSE.fullmatch(stamm)
    return load_stuecke(klasse[1]) if klasse else (stamm,)

"""Parties named in texts of the data: `{leistungserbringer | des}` becomes „des Budgetnehmers“ while the contract is read.

Only the short names of the contract's own parties can be named, by role or by id, in the forms that clause texts know; there is
no path, no other value and no second round. The text keeps its place in the data, so a printed field leads there as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from pydantic_core import PydanticCustomError

from .beugung import GEBEUGT, KASUSFORMEN, KURZ, BeugungFehler, inflect

FEHLERART: Final = "parteiverweis"
MAX_VERWEISE: Final = 40
"""References in one text; a sentence has two."""
_FORMEN: Final = (*KASUSFORMEN, KURZ)
_KLAMMER: Final = re.compile(r"\{([^{}]*)\}|[{}]")
_VERWEIS: Final = re.compile(r"\s*([a-z][a-z0-9_]*)\s*(?:\|\s*([A-Za-z]+)\s*)?").fullmatch


@dataclass(frozen=True, slots=True)
class _Name:
    """A short name as the data state it."""

    wort: str
    genus: str
    genitiv: str | None


@dataclass(frozen=True, slots=True)
class _Namen:
    """The parties that texts may name; `ist_vollstaendig` is False where a party is itself not to be read."""

    nach_name: Mapping[str, _Name]
    doppelte: frozenset[str]
    ist_vollstaendig: bool


_NAMEN: Final[ContextVar[_Namen | None]] = ContextVar("parteinamen", default=None)


@contextmanager
def parties_of(daten: Any) -> Iterator[None]:
    """Let texts that are validated inside name the parties of these data."""
    marke = _NAMEN.set(_collect(daten.get("parteien") if isinstance(daten, Mapping) else None))
    try:
        yield
    finally:
        _NAMEN.reset(marke)


def insert_parties(text: str, hoechstens: int) -> str:
    """Return a text of the data with the parties it names. Raises PydanticCustomError that names the piece at fault.

    Outside a contract (heads of clause texts, questions of a template) nothing is inserted.
    """
    if "{" not in text and "}" not in text:
        return text
    namen = _NAMEN.get()
    # What is said of a broken party suffices.
    if namen is None or not namen.ist_vollstaendig:
        return text
    teile: list[str] = []
    ende = 0
    for nummer, treffer in enumerate(_KLAMMER.finditer(text)):
        if nummer == MAX_VERWEISE:
            raise _error(f"Ein Text nennt höchstens {MAX_VERWEISE} Parteien.", text, treffer)
        teile += text[ende : treffer.start()], _one(namen, text, treffer)
        ende = treffer.end()
    fertig = "".join((*teile, text[ende:]))
    if len(fertig) > hoechstens:
        raise PydanticCustomError("string_too_long", "", {"max_length": hoechstens})
    return fertig


def refuse_braces(text: str) -> str:
    """Return a short name; one that would itself be taken for a reference is refused. Raises PydanticCustomError."""
    treffer = _KLAMMER.search(text)
    if treffer is not None:
        raise _error("Eine Kurzbezeichnung enthält keine geschweiften Klammern.", text, treffer)
    return text


def _one(namen: _Namen, text: str, treffer: re.Match[str]) -> str:
    if treffer[1] is None:
        raise _error("Eine geschweifte Klammer steht allein; hier gehören sie zu zweit um eine Partei.", text, treffer)
    verweis = _VERWEIS(treffer[1])
    name = namen.nach_name.get(verweis[1]) if verweis else None
    if verweis and verweis[1] in namen.doppelte:
        grund = f"„{verweis[1]}“ ist die Kennung einer Partei und die Rolle einer anderen. Geben Sie der Partei eine andere Kennung."
        raise _error(grund, text, treffer)
    if verweis is None or name is None:
        moeglich = ", ".join(f"„{{{n}}}“" for n in namen.nach_name)
        raise _error(
            f"„{treffer[0]}“ ist keine Partei dieses Vertrags. Möglich sind {moeglich}, mit Form etwa „{{… | des}}“.",
            text,
            treffer,
        )
    form = verweis[2] or KURZ
    if form not in _FORMEN:
        raise _error(f"Die Form „{form}“ gibt es nicht. Möglich sind {', '.join(_FORMEN)}.", text, treffer)
    try:
        return inflect(name.wort, name.genus, name.genitiv, form)
    except BeugungFehler as fehler:
        raise _error(str(fehler), text, treffer) from fehler


def _error(grund: str, text: str, treffer: re.Match[str]) -> PydanticCustomError:
    davor = text.count(treffer[0], 0, treffer.start())
    return PydanticCustomError(FEHLERART, "{grund}", {"grund": grund, "stueck": treffer[0], "davor": davor})


def _collect(parteien: Any) -> _Namen:
    """Return what the data state of parties, before anything of it is known to be right."""
    gefunden: dict[str, _Name] = {}
    nach_rolle: dict[str, list[str]] = {}
    ganz = isinstance(parteien, (list, tuple))
    for partei in parteien if ganz else ():
        kurz = partei.get("kurzbezeichnung") if isinstance(partei, Mapping) else None
        if not isinstance(kurz, Mapping):
            ganz = False
            continue
        kennung, rolle, wort = partei.get("partei"), partei.get("rolle"), kurz.get("wort")
        genus, genitiv = kurz.get("genus"), kurz.get("genitiv")
        if not isinstance(kennung, str) or not isinstance(rolle, str) or not _is_word(wort, genus, genitiv):
            ganz = False
            continue
        gefunden[kennung] = _Name(str(wort), str(genus), genitiv)
        nach_rolle.setdefault(rolle, []).append(kennung)
    # Of several parties of a role it means the first, as it does in clause texts; an id says which one is meant.
    nach_name = {**{r: gefunden[k[0]] for r, k in nach_rolle.items()}, **gefunden}
    doppelte = frozenset(r for r, k in nach_rolle.items() if r in gefunden and r not in k)
    return _Namen({n: w for n, w in nach_name.items() if n not in doppelte}, doppelte, ganz)


def _is_word(wort: Any, genus: Any, genitiv: Any) -> bool:
    return (
        isinstance(wort, str)
        and genus in {g for _, g in GEBEUGT}
        and (genitiv is None or isinstance(genitiv, str))
        and not _KLAMMER.search(f"{wort}{genitiv or ''}")
    )

"""References in the data: an id that a model declares as `VerweisAuf` must be the key of an item of that class."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import BaseModel

from ..angaben import Angabe, VerweisAuf, list_angaben, list_teile, write_key
from ..pfad import write_pfad
from ..position import Mangel, Pfad, Quelle

CODE = "SCH-09"
MAX_GENANNT = 12


def check_verweise(vertrag: BaseModel, quelle: Quelle) -> list[Mangel]:
    """Return one Mangel per id of a valid contract that leads nowhere, in order of the file.

    A reference that names a rule of its own is left to that rule.
    """
    offene = [v for v in list_verweise(quelle.daten, type(vertrag)) if not v[2].regel]
    ziele = _collect_keys(vertrag, {verweis.ziel for _, _, verweis in offene})
    maengel = []
    for pfad, kennung, verweis in offene:
        if kennung not in ziele[verweis.ziel]:
            satz = _explain(write_pfad(pfad, quelle.daten, type(vertrag)), kennung, sorted(ziele[verweis.ziel]))
            maengel.append(Mangel(CODE, satz, quelle.position(pfad), pfad))
    return sorted(maengel, key=lambda m: m.position)


def list_verweise(daten: Any, modell: type[BaseModel]) -> Iterator[tuple[Pfad, str, VerweisAuf]]:
    """Yield every id in the data that points to an item: its place, itself, and what the model says of it."""
    yield from _walk(daten, Angabe(modell), ())


def _walk(daten: Any, angabe: Angabe, pfad: Pfad) -> Iterator[tuple[Pfad, str, VerweisAuf]]:
    if angabe.verweis is not None and isinstance(daten, str):
        yield pfad, daten, angabe.verweis
    elif angabe.modell is not None and isinstance(daten, Mapping):
        for name, feld in list_angaben(angabe.modell).items():
            if name in daten:
                yield from _walk(daten[name], feld, (*pfad, name))
    elif angabe.glied is not None and isinstance(daten, list):
        for nummer, eintrag in enumerate(daten):
            yield from _walk(eintrag, angabe.glied, (*pfad, nummer))


def _collect_keys(vertrag: BaseModel, klassen: Collection[str]) -> dict[str, set[str]]:
    """Return the keys of all items of the named classes, those of derived classes among them."""
    schluessel: dict[str, set[str]] = {klasse: set() for klasse in klassen}
    stapel = [vertrag]
    while stapel:
        ort = stapel.pop()
        for klasse in schluessel.keys() & _names(type(ort)):
            schluessel[klasse].add(write_key(ort))
        for name in list_teile(type(ort)):
            wert = getattr(ort, name)
            stapel += wert if isinstance(wert, tuple) else (wert,) if wert is not None else ()
    return schluessel


@cache
def _names(art: type[object]) -> frozenset[str]:
    """Return the names of a class and of all it derives from."""
    return frozenset([klasse.__name__ for klasse in art.__mro__])


def _explain(feld: str, kennung: str, vorhanden: list[str]) -> str:
    nahe = get_close_matches(kennung, vorhanden, 1)
    if nahe:
        rat = f"Meinten Sie „{nahe[0]}“?"
    elif vorhanden:
        mehr = " …" if len(vorhanden) > MAX_GENANNT else ""
        rat = f"Vorhanden sind: {', '.join(vorhanden[:MAX_GENANNT])}{mehr}."
    else:
        rat = "Es gibt keine Einträge, die gemeint sein können."
    return f"„{feld}“ verweist auf „{kennung}“; einen Eintrag mit dieser Kennung gibt es nicht. {rat}"

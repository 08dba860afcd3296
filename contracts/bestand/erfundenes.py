"""What a template invented: which values these are, and which of them nobody has changed or confirmed yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from ..angaben import Angabe, field_of, keys_of, list_auswahl
from ..pfad import read_pfad, value_at
from ..position import Pfad, Quelle

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ..modell.vertrag import Vorgang, Vorlagenbestaetigung, Vorlagenwert

ARBEITSANGABEN: Final = ("vorlagenwerte", "vorlagenbestaetigungen")
"""Fields that tell of the making of a contract and are none of its contents."""
_ZAHL: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


def iter_erfundene(daten: Any, modell: type[BaseModel]) -> Iterator[tuple[Pfad, str]]:
    """Yield every number, amount, rate, day, choice and yes or no of plain data with its path, as the file states it.

    Texts are left out: what a template words is proposed as the clauses are, and what it does not know is marked as open.
    """
    yield from _walk(daten, Angabe(modell), ())


def list_offene(vertrag: Vorgang, quelle: Quelle) -> list[tuple[Pfad, Vorlagenwert]]:
    """Return the values of the template that are still as it made them and that nobody has confirmed."""
    return [
        (pfad, eintrag)
        for eintrag in vertrag.vorlagenwerte
        if (pfad := read_pfad(eintrag.pfad, quelle.daten, type(vertrag)))
        and write_wert(value_at(quelle.daten, pfad)) == eintrag.wert
        and not any(covers(b, eintrag.pfad) for b in vertrag.vorlagenbestaetigungen)
    ]


def covers(bestaetigung: Vorlagenbestaetigung, pfad: str) -> bool:
    """Tell whether a written path lies in the section that a person confirmed."""
    abschnitt = bestaetigung.abschnitt
    return pfad == abschnitt or pfad.startswith((f"{abschnitt}.", f"{abschnitt}["))


def list_abschnitte(pfade: Iterable[str]) -> dict[str, int]:
    """Return the sections that written paths lie in, each with how many; in order."""
    zahl: dict[str, int] = {}
    for pfad in pfade:
        abschnitt = re.split(r"[.\[]", pfad, maxsplit=1)[0]
        zahl[abschnitt] = zahl.get(abschnitt, 0) + 1
    return zahl


def write_wert(wert: Any) -> str:
    """Return a value as the file states it."""
    return str(wert).lower() if isinstance(wert, bool) else str(wert)


def _walk(daten: Any, angabe: Angabe, pfad: Pfad) -> Iterator[tuple[Pfad, str]]:
    if isinstance(daten, Mapping):
        for name, wert in daten.items():
            feld = angabe.modell.model_fields.get(name) if angabe.modell is not None else None
            if isinstance(wert, str) and feld is not None and list_auswahl(feld.annotation):
                # A choice that names an item is no statement about it.
                if angabe.modell is not None and name not in keys_of(angabe.modell):
                    yield (*pfad, name), wert
            else:
                yield from _walk(wert, field_of(angabe, name) or Angabe(), (*pfad, name))
    elif isinstance(daten, list):
        for nummer, wert in enumerate(daten):
            yield from _walk(wert, angabe.glied or Angabe(), (*pfad, nummer))
    elif isinstance(daten, int) or (isinstance(daten, str) and _ZAHL(daten)):
        yield pfad, write_wert(daten)

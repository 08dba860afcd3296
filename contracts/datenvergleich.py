"""Two states of a contract's data compared: which stated value became which, by written paths that outlive a reordering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from .angaben import Angabe, walk_angaben
from .pfad import write_pfad


@dataclass(frozen=True, slots=True)
class Datenaenderung:
    """A stated value that changed; `alt` or `neu` is None where it was not stated."""

    pfad: str
    alt: str | None
    neu: str | None


def flatten_daten(daten: Mapping[str, Any], modell: type[BaseModel]) -> dict[str, str]:
    """Return every stated value of a contract by its written path, in the order of the model.

    Values of one list that have the same key (a list of plain values) are joined with a line break.
    """
    werte: dict[str, str] = {}
    for pfad, wert, _ in walk_angaben(daten, Angabe(modell)):
        name = write_pfad(pfad, daten, modell)
        werte[name] = f"{werte[name]}\n{wert}" if name in werte else str(wert)
    return werte


def compare_daten(
    alt: Mapping[str, Any], neu: Mapping[str, Any], modell_alt: type[BaseModel], modell_neu: type[BaseModel]
) -> tuple[Datenaenderung, ...]:
    """Return the values that differ, in the order of the new contract, those that went at the end."""
    werte_alt, werte_neu = flatten_daten(alt, modell_alt), flatten_daten(neu, modell_neu)
    namen = [*werte_neu, *(n for n in werte_alt if n not in werte_neu)]
    return tuple(
        Datenaenderung(n, werte_alt.get(n), werte_neu.get(n)) for n in namen if werte_alt.get(n) != werte_neu.get(n)
    )

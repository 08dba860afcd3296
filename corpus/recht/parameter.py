"""Dated amounts and limits of the law: each value with unit, norm, source and the day it was last confirmed.

There is no default: a question outside the known dates raises `ParameterFehler`. A value that is still open is known up
to the day it was last confirmed; beyond it the caller must say that an unconfirmed value will do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from ..paketdaten import load_json
from .aenderung import format_tag

DATEIEN = ("pflegeversicherung.json", "krankenversicherung.json", "fristen.json")


class ParameterFehler(LookupError):
    """No value is known for a question; the message is a German sentence that says for which dates one is."""


@dataclass(frozen=True, slots=True)
class Parameterwert:
    """One value with its validity; `bis` is None while it is current. `merkmal` is the case it is for (`PG2`), or empty."""

    name: str
    merkmal: str
    wert: Decimal
    einheit: str
    ab: date
    bis: date | None
    norm: str
    fundstelle: str
    bestaetigt_am: date
    hinweis: str = ""


@cache
def load_parameter() -> dict[str, tuple[Parameterwert, ...]]:
    """Return all values by name, oldest first."""
    alle: dict[str, tuple[Parameterwert, ...]] = {}
    for datei in DATEIEN:
        for eintrag in load_json(f"parameter/{datei}"):
            alle[eintrag["name"]] = tuple(
                Parameterwert(
                    name=eintrag["name"],
                    merkmal=merkmal,
                    wert=Decimal(wert),
                    einheit=eintrag["einheit"],
                    ab=date.fromisoformat(zeile["ab"]),
                    bis=date.fromisoformat(zeile["bis"]) if zeile["bis"] else None,
                    norm=zeile["norm"],
                    fundstelle=zeile["fundstelle"],
                    bestaetigt_am=date.fromisoformat(zeile["bestaetigt_am"]),
                    hinweis=zeile.get("hinweis", ""),
                )
                for zeile in eintrag["werte"]
                for merkmal, wert in zeile["wert"].items()
            )
    return alle


def find_parameter(
    name: str, stichtag: date, merkmal: str = "", *, ist_unbestaetigt_erlaubt: bool = False
) -> Parameterwert:
    """Return the value in force on a day.

    Raises ParameterFehler for an unknown name or case, for a day outside the known dates, and, unless allowed, for a day
    after the last confirmation of a value that is still open.
    """
    werte = [w for w in load_parameter().get(name, ()) if w.merkmal == merkmal]
    if not werte:
        raise ParameterFehler(_unknown(name, merkmal))
    for wert in werte:
        if wert.ab <= stichtag and (wert.bis is None or stichtag <= wert.bis):
            if wert.bis is None and stichtag > wert.bestaetigt_am and not ist_unbestaetigt_erlaubt:
                raise ParameterFehler(
                    f"„{_label(name, merkmal)}“ ist nur bis {format_tag(wert.bestaetigt_am)} bestätigt, gefragt ist der {format_tag(stichtag)}. "
                    f"Bitte {wert.norm} prüfen und den Wert bestätigen."
                )
            return wert
    bekannt = "; ".join(f"{format_tag(w.ab)} bis {format_tag(w.bis or w.bestaetigt_am)}" for w in werte)
    raise ParameterFehler(
        f"Für „{_label(name, merkmal)}“ ist am {format_tag(stichtag)} kein Wert bekannt. Bekannt: {bekannt}."
    )


def _unknown(name: str, merkmal: str) -> str:
    werte = load_parameter().get(name)
    if not werte:
        return f"Den Parameter „{name}“ gibt es nicht. Bekannt sind: {', '.join(sorted(load_parameter()))}."
    faelle = ", ".join(dict.fromkeys(w.merkmal or "(ohne Merkmal)" for w in werte))
    return f"„{name}“ hat keinen Wert für „{merkmal}“. Möglich sind: {faelle}."


def _label(name: str, merkmal: str) -> str:
    return f"{name} ({merkmal})" if merkmal else name

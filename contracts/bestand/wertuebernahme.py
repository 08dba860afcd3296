"""Values that stand once in a joint object and that a contract takes from there: its first day as a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..arten import Uebernahme
from ..position import Mangel, Pfad, Quelle
from .gemeinsames import overlay, put, value_or_none

CODE_DOPPELT, CODE_FEHLT = "BST-19", "BST-20"
_SCHRITT = re.compile(r"([a-z_]+)(?:\[([a-z_]+)=kennung\])?")


def take_over(quelle: Quelle, uebernahmen: Iterable[Uebernahme]) -> tuple[Quelle, list[Mangel]]:
    """Return the data with what the contract takes from its joint objects; positions lie where the value stands.

    A value that the contract states besides is a Mangel, because one of the two would be changed and the other not; so is an
    object that has none for this contract. Objects that are missing are somebody else's Mangel.
    """
    maengel: list[Mangel] = []
    for uebernahme in uebernahmen:
        ziel = tuple(uebernahme.ziel.split("."))
        objekt = value_or_none(quelle.daten, (uebernahme.quelle.partition(".")[0],))
        if not isinstance(objekt, dict) or not objekt:
            continue
        woher = _find(quelle.daten, uebernahme.quelle)
        if value_or_none(quelle.daten, ziel) is not None:
            maengel.append(_stated_twice(quelle, ziel, woher))
        elif woher:
            ort = quelle.position(woher)
            daten = put(quelle.daten, ziel, _at(quelle.daten, woher))
            quelle = overlay(quelle, daten, {ziel: ort}, {ziel: ort})
        else:
            maengel.append(_missing(quelle, uebernahme, ziel))
    return quelle, maengel


def _find(daten: Any, geschrieben: str) -> Pfad:
    """Return the path that a written one means in this contract, () where nothing stands there."""
    pfad: list[str | int] = []
    ort = daten
    for name, feld in _SCHRITT.findall(geschrieben):
        ort = ort.get(name) if isinstance(ort, dict) else None
        pfad.append(name)
        if feld:
            eintraege = ort if isinstance(ort, list) else []
            gesucht = daten.get("kennung")
            treffer = (i for i, e in enumerate(eintraege) if isinstance(e, dict) and e.get(feld) == gesucht)
            nummer = next(treffer, None)
            if nummer is None:
                return ()
            ort = eintraege[nummer]
            pfad.append(nummer)
    return tuple(pfad) if ort is not None else ()


def _at(daten: Any, pfad: Pfad) -> Any:
    for teil in pfad:
        daten = daten[teil]
    return daten


def _stated_twice(quelle: Quelle, ziel: Pfad, woher: Pfad) -> Mangel:
    wo = quelle.position(woher) if woher else None
    ort = f" („{wo.datei}“, Zeile {wo.zeile})" if wo is not None else ""
    satz = f"„{'.'.join(map(str, ziel))}“ steht schon in einer gemeinsamen Datei{ort}. Streichen Sie die Angabe hier."
    return Mangel(CODE_DOPPELT, satz, quelle.position(ziel), ziel)


def _missing(quelle: Quelle, uebernahme: Uebernahme, ziel: Pfad) -> Mangel:
    erster = uebernahme.quelle.partition(".")[0]
    satz = (
        f"„{'.'.join(map(str, ziel))}“ kommt aus einer gemeinsamen Datei; für den Vertrag „{quelle.daten.get('kennung')}“ steht "
        f"dort nichts. Ergänzen Sie „{uebernahme.quelle.partition('.')[2]}“."
    )
    return Mangel(CODE_FEHLT, satz, quelle.position((erster,)), ziel)

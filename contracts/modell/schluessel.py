"""Every item of a list is named by its key: doubles are refused, because a path, an id or a reference would mean two things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from ..angaben import Angabe, keys_of, list_angaben, write_key
from ..pfad import write_pfad
from ..position import Mangel, Pfad, Quelle

CODE = "SCH-08"


def check_schluessel(modell: type[BaseModel], quelle: Quelle) -> list[Mangel]:
    """Return one Mangel per item whose key an earlier one of its list bears, at the later one; in order of the file."""
    maengel = []
    for pfad, liste, glied in _lists(quelle.daten, Angabe(modell), ()):
        erste: dict[str, int] = {}
        for nummer, eintrag in enumerate(liste):
            zuerst = erste.setdefault(_fold(write_key(eintrag, glied.modell)), nummer)
            if zuerst != nummer:
                maengel.append(_double(quelle, modell, (*pfad, zuerst), (*pfad, nummer), glied.modell))
    return sorted(maengel, key=lambda m: m.position)


def _fold(schluessel: str) -> str:
    """Return what of a key an id can show: neither case nor the kind of dash, so keys must differ in more than that."""
    return schluessel.lower().replace("-", "_")


def _lists(daten: Any, angabe: Angabe, pfad: Pfad) -> Iterator[tuple[Pfad, list[Any], Angabe]]:
    """Yield every list of the data with what its items are."""
    if angabe.modell is not None and isinstance(daten, dict):
        for name, feld in list_angaben(angabe.modell).items():
            if name in daten:
                yield from _lists(daten[name], feld, (*pfad, name))
    elif angabe.glied is not None and isinstance(daten, list):
        yield pfad, daten, angabe.glied
        for nummer, eintrag in enumerate(daten):
            yield from _lists(eintrag, angabe.glied, (*pfad, nummer))


def _double(
    quelle: Quelle, modell: type[BaseModel], erster: Pfad, zweiter: Pfad, art: type[BaseModel] | None
) -> Mangel:
    """Say which key stands twice and where it stands first."""
    davor, ort = quelle.position(erster), quelle.position(zweiter)
    wo = f"Zeile {davor.zeile}" + (f" von „{davor.datei}“" if davor.datei != ort.datei else "")
    liste = write_pfad(zweiter[:-1], quelle.daten, modell)
    namen = " und ".join(f"„{name}“" for name in keys_of(art)) if art is not None else ""
    frueher, wert = (write_key(_at(quelle.daten, pfad), art).replace(",", ", ") for pfad in (erster, zweiter))
    if frueher != wert:
        satz = (
            f"Zwei Einträge der Liste „{liste}“ unterscheiden sich nur in der Schreibweise: „{wert}“ und „{frueher}“, zuerst in {wo}. "
            "Ändern oder löschen Sie einen von beiden."
        )
    elif namen:
        satz = f"Zwei Einträge der Liste „{liste}“ haben dasselbe Merkmal {namen}: „{wert}“, zuerst in {wo}. Ändern oder löschen Sie einen von beiden."
    else:
        satz = f"Derselbe Eintrag steht zweimal in der Liste „{liste}“, zuerst in {wo}. Löschen Sie einen von beiden."
    return Mangel(CODE, satz, ort, zweiter)


def _at(daten: Any, pfad: Pfad) -> Any:
    for teil in pfad:
        daten = daten[teil]
    return daten

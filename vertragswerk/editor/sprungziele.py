"""From a name to what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from contracts.angaben import Angabe, field_of, list_angaben, write_key
from contracts.arten import list_gemeinsames
from contracts.modell.verweise import list_verweise
from contracts.pfad import value_at
from contracts.position import Pfad, Position, Quelle
from contracts.yamltext.yamldatei import load_yaml

from .arbeitsstand import Arbeitsstand
from .vorschlaege import kind_of, model_of

_VERWEIS: Final = re.compile(r"\{#([A-Za-z0-9_]+)[^}]*\}")


@dataclass(frozen=True, slots=True)
class Sprungziel:
    """A place of a file, which may lie in the program's own package."""

    datei: Path
    ort: Position


def find_target(stand: Arbeitsstand, datei: str, zeile: int, spalte: int) -> Sprungziel | None:
    """Return where the thing stands that the word at a place names; line and column from 0."""
    if datei.endswith(".md"):
        return _clause_reference(stand, datei, zeile, spalte)
    quelle, _ = load_yaml(stand.read(datei), datei)
    modell = model_of(stand, datei)
    if quelle is None or modell is None:
        return None
    pfad = path_at(quelle, zeile + 1, spalte + 1)
    wert = value_at(quelle.daten, pfad) if pfad else None
    if not isinstance(wert, str) or not pfad:
        return None
    for gemeinsam in list_gemeinsames(stand.haus.arten):
        if (
            pfad[-1] in (gemeinsam.verweis, gemeinsam.ort_im_vertrag[-1])
            and gemeinsam.datei(wert) in stand.bestand.gemeinsames
        ):
            name = gemeinsam.datei(wert)
            return Sprungziel(stand.wurzel / name, Position(name))
    for ort, kennung, verweis in list_verweise(quelle.daten, modell):
        if ort == pfad and verweis.ziel == "Klausel":
            return _clause(stand, datei, kennung)
        if ort == pfad:
            ziel = next(
                (p for p in list_items(quelle, modell, verweis.ziel) if _key(quelle, modell, p) == kennung), None
            )
            return Sprungziel(stand.wurzel / datei, quelle.position(ziel)) if ziel is not None else None
    return None


def path_at(quelle: Quelle, zeile: int, spalte: int) -> Pfad:
    """Return the path of the innermost value around a place (from 1), () for none."""
    innerster: Pfad = ()
    for pfad, ort in quelle.werte.items():
        beginn, ende = (ort.zeile, ort.spalte), (ort.bis_zeile, ort.bis_spalte)
        if pfad and ort.datei == quelle.datei and beginn <= (zeile, spalte) <= ende and len(pfad) > len(innerster):
            innerster = pfad
    return innerster


def list_items(quelle: Quelle, modell: type, klasse: str) -> Iterator[Pfad]:
    """Yield the paths of the items of a class in plain data."""

    def walk(daten: object, angabe: Angabe, pfad: Pfad) -> Iterator[Pfad]:
        if angabe.modell is not None and isinstance(daten, dict):
            if klasse in {k.__name__ for k in angabe.modell.__mro__}:
                yield pfad
            for name, feld in list_angaben(angabe.modell).items():
                if name in daten:
                    yield from walk(daten[name], feld, (*pfad, name))
        elif angabe.glied is not None and isinstance(daten, list):
            for nummer, eintrag in enumerate(daten):
                yield from walk(eintrag, angabe.glied, (*pfad, nummer))

    yield from walk(quelle.daten, Angabe(modell=modell), ())


def _key(quelle: Quelle, modell: type, pfad: Pfad) -> str:
    angabe = Angabe(modell=modell)
    for teil in pfad:
        angabe = (angabe.glied if isinstance(teil, int) else field_of(angabe, teil)) or Angabe()
    return write_key(value_at(quelle.daten, pfad), angabe.modell)


def _clause(stand: Arbeitsstand, datei: str, kennung: str) -> Sprungziel | None:
    """Return the file of a clause: the contract's own, else the library's."""
    ort, art = stand.contract_of(datei), kind_of(stand, datei)
    eigene = next((p for p in ort.klauseldateien if p.stem == kennung), None) if ort is not None else None
    if eigene is not None:
        return Sprungziel(eigene, Position(eigene.name))
    if art is None:
        return None
    from contracts.bausteine.bibliothek import library

    klausel = library(art).get(kennung)
    return _in_package(Position(klausel.quelle.datei), art.paket) if klausel is not None else None


def _clause_reference(stand: Arbeitsstand, datei: str, zeile: int, spalte: int) -> Sprungziel | None:
    zeilen, vertrag = stand.lines(datei), stand.contract_of(datei)
    text = zeilen[zeile] if zeile < len(zeilen) else ""
    treffer = next((t for t in _VERWEIS.finditer(text) if t.start() <= spalte <= t.end()), None)
    ergebnis = stand.ergebnisse.get(vertrag.kennung) if vertrag is not None else None
    if treffer is None or ergebnis is None:
        return None
    herkunft = {k: p for s in ergebnis.pruefling.schriftstuecke for k, p in s.herkunft.items()}
    ort = herkunft.get(treffer[1])
    if ort is None:
        return None
    if (stand.wurzel / ort.datei).is_file():
        return Sprungziel(stand.wurzel / ort.datei, ort)
    art = kind_of(stand, datei)
    return _in_package(ort, art.paket) if art is not None else None


def _in_package(ort: Position, paket: str) -> Sprungziel | None:
    """Return a place of the library where its files lie on the disk (not in an archive)."""
    for name in (paket, "contracts"):
        datei = Path(str(files(name).joinpath(*ort.datei.split("/"))))
        if datei.is_file():
            return Sprungziel(datei, ort)
    return None

"""From a name to what it names, and renaming an id wherever a repository says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from checks.ausnahmen import AUSNAHMEDATEI
from contracts.angaben import Angabe, field_of, keys_of, list_angaben, write_key
from contracts.arten import list_gemeinsames
from contracts.modell.verweise import list_verweise
from contracts.pfad import value_at
from contracts.position import Pfad, Position, Quelle
from contracts.yamltext.yamldatei import load_yaml

from .arbeitsstand import Arbeitsstand
from .vorschlaege import kind_of, model_of

KUERZEL: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,11}")
_VERWEIS: Final = re.compile(r"\{#([A-Za-z0-9_]+)[^}]*\}")


@dataclass(frozen=True, slots=True)
class Sprungziel:
    """A place of a file, which may lie in the program's own package."""

    datei: Path
    ort: Position


class UmbenennungsFehler(ValueError):
    """An id cannot be renamed so; the text is a German sentence."""


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
            ziel = next((p for p in _items(quelle, modell, verweis.ziel) if _key(quelle, modell, p) == kennung), None)
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


def _items(quelle: Quelle, modell: type, klasse: str) -> Iterator[Pfad]:
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


def rename_kennung(
    stand: Arbeitsstand, datei: str, zeile: int, spalte: int, neu: str
) -> dict[str, list[tuple[Position, str]]]:
    """Return the edits by file that give the item whose id or reference stands at a place another id; raises UmbenennungsFehler."""
    if not KUERZEL.fullmatch(neu):
        raise UmbenennungsFehler(
            "Eine Kennung beginnt mit einem Buchstaben und hat höchstens zwölf Buchstaben und Ziffern."
        )
    quelle, _ = load_yaml(stand.read(datei), datei)
    modell = model_of(stand, datei)
    vertrag = stand.contract_of(datei)
    if quelle is None or modell is None or vertrag is None:
        raise UmbenennungsFehler("Umbenennen lässt sich nur in einem lesbaren Vertrag.")
    pfad = path_at(quelle, zeile + 1, spalte + 1)
    klasse, alt = _meant(quelle, modell, pfad)
    gleiche = [p for p in _items(quelle, modell, klasse) if value_at(quelle.daten, p).get("id") == neu]
    if gleiche:
        raise UmbenennungsFehler(f"Die Kennung „{neu}“ gibt es schon.")
    stellen = [(*p, "id") for p in _items(quelle, modell, klasse) if value_at(quelle.daten, p).get("id") == alt]
    listen = {str(next(t for t in reversed(p[:-2]) if isinstance(t, str))) for p in stellen if len(p) > 2}
    stellen += [p for p, k, v in list_verweise(quelle.daten, modell) if k == alt and v.ziel == klasse]
    aenderungen = {datei: [(_bare(stand, quelle.position(p)), neu) for p in dict.fromkeys(stellen)]}
    weitere = [p.relative_to(stand.wurzel).as_posix() for p in vertrag.klauseldateien]
    weitere += [f"{datei.rpartition('/')[0]}/veroeffentlichung.yaml", AUSNAHMEDATEI, datei]
    for name in weitere:
        gefunden = list(_in_paths(stand, name, listen, alt, neu, vertrag.kennung))
        if gefunden:
            aenderungen.setdefault(name, []).extend(gefunden)
    return aenderungen


def _meant(quelle: Quelle, modell: type, pfad: Pfad) -> tuple[str, str]:
    """Return class and id of the item that a place names."""
    wert = value_at(quelle.daten, pfad) if pfad else None
    for ort, kennung, verweis in list_verweise(quelle.daten, modell):
        if ort == pfad and verweis.ziel not in ("Klausel",):
            return verweis.ziel, kennung
    angabe: Angabe = Angabe(modell=modell)

    for teil in pfad[:-1]:
        angabe = (angabe.glied if isinstance(teil, int) else field_of(angabe, teil)) or Angabe()
    if (
        pfad
        and pfad[-1] == "id"
        and isinstance(wert, str)
        and angabe.modell is not None
        and keys_of(angabe.modell) == ("id",)
    ):
        return angabe.modell.__name__, wert
    raise UmbenennungsFehler("Hier steht keine Kennung eines Eintrags.")


def _bare(stand: Arbeitsstand, ort: Position) -> Position:
    """Return a value's place without the quotes around it."""
    text = stand.lines(ort.datei)[ort.zeile - 1][ort.spalte - 1 : ort.bis_spalte - 1]
    rand = int(text[:1] in ("'", '"'))
    return Position(ort.datei, ort.zeile, ort.spalte + rand, ort.bis_zeile, ort.bis_spalte - rand)


def _in_paths(
    stand: Arbeitsstand, datei: str, listen: set[str], alt: str, neu: str, kennung: str
) -> Iterator[tuple[Position, str]]:
    """Yield the places of a file that name the item in a data path, `ziele[Z1]`; in the register only those of the contract."""
    if not listen:
        return
    namen = "|".join(map(re.escape, sorted(listen)))
    muster = re.compile(rf"(?<![\w.])(?:[a-z_.]*\.)?(?:{namen})\[({re.escape(alt)})\]")
    erlaubt = _lines_of_contract(stand, kennung) if datei == AUSNAHMEDATEI else None
    for nummer, zeile in enumerate(stand.lines(datei), 1):
        if erlaubt is None or nummer in erlaubt:
            for treffer in muster.finditer(zeile):
                yield Position(datei, nummer, treffer.start(1) + 1, nummer, treffer.end(1) + 1), neu


def _lines_of_contract(stand: Arbeitsstand, kennung: str) -> frozenset[int]:
    """Return the lines of the register on which an exception of a contract names its path."""
    quelle, _ = load_yaml(stand.read(AUSNAHMEDATEI), AUSNAHMEDATEI)
    eintraege = quelle.daten.get("ausnahmen") if quelle is not None else None
    if quelle is None or not isinstance(eintraege, list):
        return frozenset()
    eigene = [n for n, e in enumerate(eintraege) if isinstance(e, dict) and e.get("vertrag") == kennung]
    return frozenset(quelle.position(("ausnahmen", n, "pfad")).zeile for n in eigene)

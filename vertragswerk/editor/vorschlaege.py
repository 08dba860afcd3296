"""Completion: keys that may stand here, values of a choice, ids, clauses, parties and norms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from contracts.angaben import Angabe, field_of, list_angaben, list_auswahl, write_key
from contracts.arten import Vertragsart, list_gemeinsames
from contracts.bausteine.bibliothek import library
from contracts.modell.ausnahmeliste import Ausnahmeliste
from contracts.modell.feldtexte import read_feldtexte
from contracts.position import Pfad
from contracts.yamltext.yamldatei import load_yaml
from corpus.norm import Norm

from .arbeitsstand import Arbeitsstand
from .vertragsart_im_text import read_art
from .yamlort import Yamlort, find_yamlort

_NORM: Final = re.compile(r"§§?\s*([0-9]+[a-z]?)(?:\s+([A-Za-z ]*))?$")
_MARKE: Final = re.compile(r"\{#?([A-Za-z0-9_.\[\]]*)$")


@dataclass(frozen=True, slots=True)
class Vorschlag:
    """What may be typed here: the text, what kind it is, a word about it; it replaces the text from column `von` (from 0)."""

    text: str
    sorte: str
    hinweis: str
    von: int


def suggest(stand: Arbeitsstand, datei: str, zeile: int, spalte: int) -> list[Vorschlag]:
    """Return what may stand at a cursor; line and column from 0, in code points."""
    zeilen = stand.lines(datei)
    davor = zeilen[zeile][:spalte] if zeile < len(zeilen) else ""
    norm = _NORM.search(davor)
    if norm:
        return list(_norms(stand, norm))
    if datei.endswith(".md"):
        return list(_marks(stand, datei, davor))
    ort = find_yamlort(zeilen, zeile, spalte)
    daten, angabe = _data(stand, datei), _model(stand, datei)
    for teil in ort.pfad:
        angabe = (angabe.glied if isinstance(teil, int) else field_of(angabe, teil)) or Angabe()
    gefunden = (
        _values(stand, datei, ort, angabe, daten)
        if ort.schluessel or angabe.modell is None
        else _keys(ort, angabe, daten)
    )
    return [v for v in gefunden if v.text.casefold().startswith(ort.angefangen.casefold())]


def model_of(stand: Arbeitsstand, datei: str) -> type[BaseModel] | None:
    """Return the model that a file of the repository must fit."""
    if datei == "ausnahmen.yaml":
        return Ausnahmeliste
    for gemeinsam in list_gemeinsames(stand.haus.arten):
        muster = re.escape(gemeinsam.ort).replace(r"\{\}", r"[^/]+")
        if re.fullmatch(muster, datei):
            return gemeinsam.load_modell()
    art = kind_of(stand, datei)
    return art.load_modell() if art is not None else None


def kind_of(stand: Arbeitsstand, datei: str) -> Vertragsart | None:
    """Return the kind of the contract that a file belongs to, also where the contract is broken."""
    ort = stand.contract_of(datei)
    if ort is None:
        return None
    text = stand.read(ort.datei.relative_to(stand.wurzel).as_posix())
    return stand.haus.find_art(read_art(text))


def _model(stand: Arbeitsstand, datei: str) -> Angabe:
    return Angabe(modell=model_of(stand, datei))


def _data(stand: Arbeitsstand, datei: str) -> Mapping[str, Any]:
    """Return what can be read of the data; of a contract that is broken now, what the last sound text said."""
    quelle, _ = load_yaml(stand.read(datei), datei)
    if quelle is not None:
        return quelle.daten
    ort = stand.contract_of(datei)
    ergebnis = stand.ergebnisse.get(ort.kennung) if ort is not None else None
    return ergebnis.geladen.quelle.daten if ergebnis is not None and ergebnis.geladen.quelle is not None else {}


def _at(daten: Any, pfad: Pfad) -> Any:
    for teil in pfad:
        try:
            daten = daten[teil]
        except (KeyError, IndexError, TypeError):
            return None
    return daten


def _keys(ort: Yamlort, angabe: Angabe, daten: Mapping[str, Any]) -> Iterator[Vorschlag]:
    if angabe.modell is None:
        return
    schon = _at(daten, ort.pfad)
    texte = read_feldtexte(angabe.modell)
    for name in list_angaben(angabe.modell):
        if not isinstance(schon, Mapping) or name not in schon or name == ort.angefangen:
            yield Vorschlag(name, "schluessel", texte.get(name, ""), ort.von)


def _values(
    stand: Arbeitsstand, datei: str, ort: Yamlort, angabe: Angabe, daten: Mapping[str, Any]
) -> Iterator[Vorschlag]:
    name = ort.schluessel or str(next((t for t in reversed(ort.pfad) if isinstance(t, str)), ""))
    feld = field_of(angabe, name) if angabe.modell is not None else angabe
    if angabe.modell is not None and name in angabe.modell.model_fields:
        for wert in list_auswahl(angabe.modell.model_fields[name].annotation):
            yield Vorschlag(wert, "wert", "", ort.von)
    if feld is not None and feld.verweis is not None:
        if feld.verweis.ziel == "Klausel":
            yield from _clauses(stand, datei, ort.von)
        for kennung, hinweis in list_keys(daten, Angabe(modell=model_of(stand, datei)), feld.verweis.ziel):
            yield Vorschlag(kennung, "kennung", hinweis, ort.von)
    for gemeinsam in list_gemeinsames(stand.haus.arten):
        if name in (gemeinsam.verweis, gemeinsam.ort_im_vertrag[-1]):
            vorn, _, hinten = gemeinsam.ort.partition("{}")
            for objekt in sorted(stand.bestand.gemeinsames):
                if (
                    objekt.startswith(vorn)
                    and objekt.endswith(hinten)
                    and "/" not in objekt[len(vorn) : len(objekt) - len(hinten)]
                ):
                    yield Vorschlag(objekt[len(vorn) : len(objekt) - len(hinten)], "kennung", objekt, ort.von)


def list_keys(daten: Any, angabe: Angabe, klasse: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of all items of a class (or one derived from it) in plain data, each with a word about the item."""
    if angabe.modell is not None and isinstance(daten, Mapping):
        if klasse in {k.__name__ for k in angabe.modell.__mro__}:
            yield (
                write_key(daten, angabe.modell),
                str(daten.get("name") or daten.get("titel") or daten.get("bezeichnung") or ""),
            )
        for name, feld in list_angaben(angabe.modell).items():
            if name in daten:
                yield from list_keys(daten[name], feld, klasse)
    elif angabe.glied is not None and isinstance(daten, list):
        for eintrag in daten:
            yield from list_keys(eintrag, angabe.glied, klasse)


def _clauses(stand: Arbeitsstand, datei: str, von: int) -> Iterator[Vorschlag]:
    art = kind_of(stand, datei)
    for kennung in stand.list_clauses(stand.contract_of(datei)):
        yield Vorschlag(kennung, "klausel", "eigener Textbaustein", von)
    for kennung, klausel in library(art).items() if art is not None else ():
        yield Vorschlag(kennung, "klausel", klausel.kopf.titel, von)


def _norms(stand: Arbeitsstand, treffer: re.Match[str]) -> Iterator[Vorschlag]:
    """Yield the laws that have this section on the day of the check."""
    nummer, anfang = treffer[1], (treffer[2] or "").casefold()
    for gesetz in stand.recht.gesetze():
        if gesetz.casefold().startswith(anfang):
            norm = Norm.parse(f"§ {nummer} {gesetz}")
            if stand.recht.urteile(norm, stand.stichtag).status == "geltend":
                yield Vorschlag(
                    f"§ {nummer} {gesetz}", "norm", stand.recht.ueberschrift(norm, stand.stichtag), treffer.start()
                )


def _marks(stand: Arbeitsstand, datei: str, davor: str) -> Iterator[Vorschlag]:
    """Yield blocks behind `{#` and values behind `{` in a clause text."""
    treffer = _MARKE.search(davor)
    ort = stand.contract_of(datei)
    if treffer is None or ort is None:
        return
    anfang = treffer[1]
    von = len(davor) - len(anfang)
    if treffer[0].startswith("{#"):
        yield from (Vorschlag(k, "verweis", "", von) for k in _blocks(stand, ort.kennung) if k.startswith(anfang))
        return
    art = kind_of(stand, datei)
    davor_pfad, _, letzter = anfang.rpartition(".")
    angabe: Angabe | None = Angabe(modell=art.load_modell()) if art is not None else None
    for teil in re.findall(r"[a-z_0-9]+|\[[^\]]*\]", davor_pfad):
        angabe = (angabe.glied if teil.startswith("[") else field_of(angabe, teil)) if angabe is not None else None
    if angabe is not None and angabe.modell is not None:
        texte = read_feldtexte(angabe.modell)
        for name in list_angaben(angabe.modell):
            if name.startswith(letzter):
                yield Vorschlag(name, "schluessel", texte.get(name, ""), len(davor) - len(letzter))


def _blocks(stand: Arbeitsstand, kennung: str) -> Iterable[str]:
    ergebnis = stand.ergebnisse.get(kennung)
    if ergebnis is None:
        return ()
    return dict.fromkeys(k for s in ergebnis.pruefling.schriftstuecke for k in s.herkunft)

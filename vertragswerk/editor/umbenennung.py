"""Renaming wherever a repository says a name: an item of a contract, a joint object with its file, a clause of one's own with its file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from checks.ausnahmen import AUSNAHMEDATEI
from contracts.angaben import Angabe, field_of, keys_of
from contracts.arten import Gemeinsam, list_gemeinsames
from contracts.bausteine.bibliothek import library
from contracts.bestand.eingaben import KLAUSELN
from contracts.bestand.namen import is_objektname
from contracts.modell.partei import Partei
from contracts.modell.verweise import list_verweise
from contracts.pfad import value_at
from contracts.position import Pfad, Position, Quelle
from contracts.yamltext.yamldatei import load_yaml
from vertragswerk.dateisystem.verzeichnis import Vertragsordner

from .arbeitsstand import Arbeitsstand
from .sprungziele import list_items, path_at
from .vorschlaege import kind_of, model_of

KUERZEL: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,11}")
KLAUSELNAME: Final = re.compile(r"[a-z][a-z0-9_]{0,29}")
KLAUSEL: Final = "Klausel"
Aenderungen = dict[str, list[tuple[Position, str]]]


@dataclass(frozen=True, slots=True)
class Umbenennung:
    """New words by file and place, and after them new names of files or folders (old path, new path, below the repository)."""

    stellen: Aenderungen
    dateien: tuple[tuple[str, str], ...] = ()


class UmbenennungsFehler(ValueError):
    """Something cannot be renamed so; the text is a German sentence."""


def rename(stand: Arbeitsstand, datei: str, zeile: int, spalte: int, neu: str) -> Umbenennung:
    """Return what gives the thing another name whose name stands at a place (from 0); raises UmbenennungsFehler."""
    vertrag = stand.contract_of(datei)
    if vertrag is not None and datei.endswith(".md"):
        if not re.match(r"id:", _line(stand, datei, zeile)):
            raise UmbenennungsFehler("In einem Textbaustein lässt sich dessen Kennung in der Zeile „id:“ umbenennen.")
        return _rename_klausel(stand, vertrag, datei.rpartition("/")[2].removesuffix(".md"), neu)
    quelle, _ = load_yaml(stand.read(datei), datei)
    modell = model_of(stand, datei)
    if quelle is None or modell is None:
        raise UmbenennungsFehler("Umbenennen lässt sich nur in einer lesbaren Datei des Bestands.")
    pfad = path_at(quelle, zeile + 1, spalte + 1)
    for gemeinsam in list_gemeinsames(stand.haus.arten):
        alt = value_at(quelle.daten, pfad) if pfad in _places_of(quelle, modell, gemeinsam, None) else None
        if isinstance(alt, str) and gemeinsam.datei(alt) in stand.bestand.gemeinsames:
            return _rename_objekt(stand, gemeinsam, alt, neu)
    klauseln = {ort: kennung for ort, kennung, v in list_verweise(quelle.daten, modell) if v.ziel == KLAUSEL}
    if vertrag is not None and pfad in klauseln:
        return _rename_klausel(stand, vertrag, klauseln[pfad], neu)
    if vertrag is None:
        raise UmbenennungsFehler("Hier steht keine Kennung, die sich umbenennen lässt.")
    return Umbenennung(_rename_kennung(stand, datei, vertrag, (quelle, modell, pfad), neu))


def _line(stand: Arbeitsstand, datei: str, zeile: int) -> str:
    zeilen = stand.lines(datei)
    return zeilen[zeile] if zeile < len(zeilen) else ""


def _places_of(quelle: Quelle, modell: type, gemeinsam: Gemeinsam, name: str | None) -> set[Pfad]:
    """Return where data name a joint object of a kind (a certain one, or any), by the key of the kind or by a reference to its model."""
    klasse = gemeinsam.load_modell()
    if keys_of(klasse) != (gemeinsam.verweis,):
        return set()
    orte = {ort for ort, wert in _strings(quelle.daten, ()) if ort[-1] == gemeinsam.verweis and name in (None, wert)}
    weitere = list_verweise(quelle.daten, modell)
    return orte | {ort for ort, wert, v in weitere if v.ziel == klasse.__name__ and name in (None, wert)}


def _strings(daten: Any, pfad: Pfad) -> Iterator[tuple[Pfad, str]]:
    paare = daten.items() if isinstance(daten, dict) else enumerate(daten) if isinstance(daten, list) else ()
    for teil, wert in paare:
        if isinstance(wert, str):
            yield (*pfad, teil), wert
        else:
            yield from _strings(wert, (*pfad, teil))


def _rename_objekt(stand: Arbeitsstand, gemeinsam: Gemeinsam, alt: str, neu: str) -> Umbenennung:
    """Rename a joint object: its file or folder, and its name in every contract, joint object and exception."""
    if not is_objektname(neu):
        raise UmbenennungsFehler(
            "Der Name eines gemeinsamen Objekts beginnt mit einem kleinen Buchstaben und hat höchstens zwanzig Kleinbuchstaben und Ziffern."
        )
    if gemeinsam.datei(neu) in stand.bestand.gemeinsames:
        raise UmbenennungsFehler(f"„{neu}“ gibt es schon.")
    vertraege = [o.datei.relative_to(stand.wurzel).as_posix() for o in stand.bestand.ordner]
    daten = [*vertraege, *(g for g in stand.bestand.gemeinsames if g.endswith(".yaml"))]
    stellen: Aenderungen = {}
    for name in daten:
        quelle, _ = load_yaml(stand.read(name), name)
        modell = model_of(stand, name)
        if quelle is None or modell is None:
            raise UmbenennungsFehler(f"„{name}“ ist gerade nicht lesbar; so bliebe dort der alte Name stehen.")
        orte = sorted(_places_of(quelle, modell, gemeinsam, alt), key=str)
        _add(stellen, name, [(_bare(stand, quelle.position(o)), neu) for o in orte])
    texte = [*daten, *_texts(stand)]
    if issubclass(gemeinsam.load_modell(), Partei):
        for name in texte:
            _add(stellen, name, _found(stand, name, rf"\{{\s*({re.escape(alt)})\s*[|}}]", neu))
    for name in [*texte, AUSNAHMEDATEI]:
        _add(stellen, name, _in_paths(stand, name, {gemeinsam.ort_im_vertrag[-1]}, alt, neu))
    vorn, _, hinten = gemeinsam.ort.partition("{}")
    ende = hinten.partition("/")[0]
    return Umbenennung(stellen, ((f"{vorn}{alt}{ende}", f"{vorn}{neu}{ende}"),))


def _texts(stand: Arbeitsstand) -> list[str]:
    """Return the clause texts and the lists for publication of all contracts."""
    pfade = [p for o in stand.bestand.ordner for p in (*o.klauseldateien, o.pfad / "veroeffentlichung.yaml")]
    eigene = [p.relative_to(stand.wurzel).as_posix() for p in pfade]
    return [*eigene, *(g for g in stand.bestand.gemeinsames if g.endswith(".md"))]


def _rename_klausel(stand: Arbeitsstand, vertrag: Vertragsordner, alt: str, neu: str) -> Umbenennung:
    """Rename a clause of a contract's own: its file, its `id`, and what refers to it."""
    datei = vertrag.datei.relative_to(stand.wurzel).as_posix()
    art = kind_of(stand, datei)
    vorhandene = {p.stem for p in vertrag.klauseldateien}
    bibliothek = set(library(art)) if art is not None else set()
    if alt not in vorhandene or alt in bibliothek:
        raise UmbenennungsFehler(f"„{alt}“ ist ein Textbaustein der Bibliothek; umbenennen lassen sich eigene.")
    if not KLAUSELNAME.fullmatch(neu):
        raise UmbenennungsFehler(
            "Der Name eines Textbausteins beginnt mit einem Kleinbuchstaben und hat höchstens dreißig Kleinbuchstaben, Ziffern und Unterstriche."
        )
    if neu in vorhandene | bibliothek:
        raise UmbenennungsFehler(f"Den Textbaustein „{neu}“ gibt es schon.")
    quelle, _ = load_yaml(stand.read(datei), datei)
    modell = model_of(stand, datei)
    if quelle is None or modell is None:
        raise UmbenennungsFehler(f"„{datei}“ ist gerade nicht lesbar; so bliebe dort der alte Name stehen.")
    verweise = list_verweise(quelle.daten, modell)
    orte = [ort for ort, kennung, v in verweise if v.ziel == KLAUSEL and kennung == alt]
    stellen: Aenderungen = {}
    _add(stellen, datei, [(_bare(stand, quelle.position(o)), neu) for o in orte])
    ordner = f"{datei.rpartition('/')[0]}/{KLAUSELN}"
    _add(stellen, f"{ordner}/{alt}.md", list(_found(stand, f"{ordner}/{alt}.md", rf"^id:\s*[\"']?({alt})\b", neu))[:1])
    for name in [datei, *(p.relative_to(stand.wurzel).as_posix() for p in vertrag.klauseldateien)]:
        _add(stellen, name, _references(stand, name, alt, neu, vorhandene | bibliothek))
    return Umbenennung(stellen, ((f"{ordner}/{alt}.md", f"{ordner}/{neu}.md"),))


def _references(
    stand: Arbeitsstand, datei: str, alt: str, neu: str, alle: Collection[str]
) -> Iterator[tuple[Position, str]]:
    """Yield where a text refers to a clause or a piece of it, `{#name}` or `{#name_piece}`; another clause may begin alike."""
    for ort, _ in _found(stand, datei, rf"\{{#({alt})(?=[_\s|}}])", neu):
        ganzes = re.match(r"\w+", stand.lines(datei)[ort.zeile - 1][ort.spalte - 1 :])
        wort = ganzes.group() if ganzes is not None else alt
        if max((n for n in alle if wort == n or wort.startswith(f"{n}_")), key=len) == alt:
            yield ort, neu


def _add(stellen: Aenderungen, datei: str, neue: Iterator[tuple[Position, str]] | list[tuple[Position, str]]) -> None:
    """Add places of a file, each once."""
    for stelle in neue:
        if stelle not in stellen.get(datei, ()):
            stellen.setdefault(datei, []).append(stelle)


def _found(stand: Arbeitsstand, datei: str, muster: str, neu: str) -> Iterator[tuple[Position, str]]:
    """Yield the places of a pattern's first group in a file."""
    gesucht = re.compile(muster)
    for nummer, zeile in enumerate(stand.lines(datei), 1):
        for treffer in gesucht.finditer(zeile):
            yield Position(datei, nummer, treffer.start(1) + 1, nummer, treffer.end(1) + 1), neu


def _rename_kennung(
    stand: Arbeitsstand, datei: str, vertrag: Vertragsordner, ort: tuple[Quelle, type, Pfad], neu: str
) -> Aenderungen:
    """Return the edits that give the item of a contract another id whose id or reference stands at a place."""
    if not KUERZEL.fullmatch(neu):
        raise UmbenennungsFehler(
            "Eine Kennung beginnt mit einem Buchstaben und hat höchstens zwölf Buchstaben und Ziffern."
        )
    quelle, modell, pfad = ort
    klasse, alt = _meant(quelle, modell, pfad)
    gleiche = [p for p in list_items(quelle, modell, klasse) if value_at(quelle.daten, p).get("id") == neu]
    if gleiche:
        raise UmbenennungsFehler(f"Die Kennung „{neu}“ gibt es schon.")
    stellen = [(*p, "id") for p in list_items(quelle, modell, klasse) if value_at(quelle.daten, p).get("id") == alt]
    listen = {str(next(t for t in reversed(p[:-2]) if isinstance(t, str))) for p in stellen if len(p) > 2}
    stellen += [p for p, k, v in list_verweise(quelle.daten, modell) if k == alt and v.ziel == klasse]
    aenderungen = {datei: [(_bare(stand, quelle.position(p)), neu) for p in dict.fromkeys(stellen)]}
    weitere = [p.relative_to(stand.wurzel).as_posix() for p in vertrag.klauseldateien]
    weitere += [f"{datei.rpartition('/')[0]}/veroeffentlichung.yaml", AUSNAHMEDATEI, datei]
    for name in weitere:
        _add(aenderungen, name, _in_paths(stand, name, listen, alt, neu, vertrag.kennung))
    return aenderungen


def _meant(quelle: Quelle, modell: type, pfad: Pfad) -> tuple[str, str]:
    """Return class and id of the item that a place names."""
    wert = value_at(quelle.daten, pfad) if pfad else None
    for ort, kennung, verweis in list_verweise(quelle.daten, modell):
        if ort == pfad and verweis.ziel != KLAUSEL:
            return verweis.ziel, kennung
    angabe = Angabe(modell=modell)
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
    stand: Arbeitsstand, datei: str, listen: set[str], alt: str, neu: str, kennung: str = ""
) -> Iterator[tuple[Position, str]]:
    """Yield the places of a file that name the item in a data path, `ziele[Z1]`; in the register those of one contract, if it is named."""
    if not listen:
        return
    namen = "|".join(map(re.escape, sorted(listen)))
    erlaubt = _lines_of_contract(stand, kennung) if datei == AUSNAHMEDATEI and kennung else None
    muster = rf"(?<![\w.])(?:[a-z_.]*\.)?(?:{namen})\[({re.escape(alt)})\]"
    for ort, wort in _found(stand, datei, muster, neu):
        if erlaubt is None or ort.zeile in erlaubt:
            yield ort, wort


def _lines_of_contract(stand: Arbeitsstand, kennung: str) -> frozenset[int]:
    """Return the lines of the register on which an exception of a contract names its path."""
    quelle, _ = load_yaml(stand.read(AUSNAHMEDATEI), AUSNAHMEDATEI)
    eintraege = quelle.daten.get("ausnahmen") if quelle is not None else None
    if quelle is None or not isinstance(eintraege, list):
        return frozenset()
    eigene = [n for n, e in enumerate(eintraege) if isinstance(e, dict) and e.get("vertrag") == kennung]
    return frozenset(quelle.position(("ausnahmen", n, "pfad")).zeile for n in eigene)

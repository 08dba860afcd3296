"""The tree itself as JSON, lossless both ways; golden files of the tests are written in it.

A node is an object whose first key `knoten` names its class (the tree already uses `art` for kinds of a node); fields that
have their default are left out. The file says first which version of this form it has. Reading checks every key and type,
so that a damaged file, or one of another version, is refused, not guessed at.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from .. import tree
from ..tree import Dokument

VERSION = 2
"""Rises when a file of before could be misread. 1 (without a number) had no ids of fields, lists, cells and columns."""
GROESSE_MAX = 64 * 1024 * 1024
KLASSEN: dict[str, type] = {
    klasse.__name__: klasse
    for klasse in (
        tree.Text,
        tree.Betont,
        tree.Feld,
        tree.Verweis,
        tree.Normzitat,
        tree.Begriff,
        tree.Fussnote,
        tree.Umbruch,
        tree.Aenderungsmarke,
        tree.Textblock,
        tree.Punkt,
        tree.Aufzaehlung,
        tree.Absatz,
        tree.Zelle,
        tree.Zeile,
        tree.Spalte,
        tree.Tabelle,
        tree.Messpunkt,
        tree.Reihe,
        tree.Kategorie,
        tree.Diagramm,
        tree.Unterschrift,
        tree.Unterschriften,
        tree.Abschnitt,
        tree.Eintrag,
        tree.Kopf,
        tree.Dokument,
    )
}


class NativFehler(ValueError):
    """A file that is no document tree; the message says in German where."""


def write_native(dokument: Dokument) -> bytes:
    """Return the tree as indented UTF-8 JSON with a final newline; equal trees give equal bytes."""
    return (json.dumps({"version": VERSION, **_to_json(dokument)}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_native(daten: bytes) -> Dokument:
    """Return the document written by `write_native`; raises NativFehler for anything else."""
    if len(daten) > GROESSE_MAX:
        raise NativFehler(f"Die Datei ist größer als {GROESSE_MAX // 1024 // 1024} MiB.")
    try:
        wert = _from_json(_versioned(json.loads(daten.decode("utf-8"))), Dokument, "dokument")
    except UnicodeDecodeError as fehler:
        raise NativFehler(f"Die Datei ist nicht in UTF-8 gespeichert (Byte {fehler.start}).") from fehler
    except json.JSONDecodeError as fehler:
        raise NativFehler(f"Kein gültiges JSON in Zeile {fehler.lineno}, Spalte {fehler.colno}.") from fehler
    except RecursionError as fehler:
        raise NativFehler("Die Datei ist zu tief geschachtelt.") from fehler
    if not isinstance(wert, Dokument):
        raise NativFehler("Die Datei enthält kein Dokument.")
    return wert


def _versioned(wert: Any) -> Any:
    """Return what a file of this version holds; anything that is no object is told by the reader of nodes."""
    if not isinstance(wert, dict):
        return wert
    version = wert.pop("version", 1)
    if version == VERSION and type(version) is int:
        return wert
    if type(version) is int and 0 < version < VERSION:
        raise NativFehler(
            f"Die Datei hat die Version {version} des Dokumentbaums; lesbar ist Version {VERSION}. "
            "Bauen Sie das Dokument neu."
        )
    raise NativFehler(
        f"Die Version „{str(version)[:40]}“ des Dokumentbaums ist unbekannt; lesbar ist Version {VERSION}. "
        "Verwenden Sie eine neuere Fassung dieses Programms."
    )


def _to_json(wert: Any) -> Any:
    if isinstance(wert, tuple):
        return [_to_json(w) for w in wert]
    if not is_dataclass(wert):
        return wert
    knoten: dict[str, Any] = {"knoten": type(wert).__name__}
    for feld in fields(wert):
        inhalt = getattr(wert, feld.name)
        if feld.default is MISSING or inhalt != feld.default:
            knoten[feld.name] = _to_json(inhalt)
    return knoten


@cache
def _hints(klasse: type) -> dict[str, Any]:
    return get_type_hints(klasse)


def _from_json(wert: Any, typ: Any, pfad: str) -> Any:
    """Build `typ` from parsed JSON; every refusal names the path."""
    if get_origin(typ) is Literal:
        if wert in get_args(typ) and isinstance(wert, str):
            return wert
    elif get_origin(typ) is tuple:
        if isinstance(wert, list):
            return _items(wert, get_args(typ), pfad)
    elif typ in (str, int, bool):
        if type(wert) is typ:
            return wert
    elif isinstance(wert, dict):
        return _node(wert, typ, pfad)
    raise NativFehler(f"{pfad}: Der Wert passt nicht zum Aufbau eines Dokuments.")


def _items(werte: list[Any], typen: tuple[Any, ...], pfad: str) -> tuple[Any, ...]:
    if len(typen) == 2 and typen[1] is Ellipsis:
        return tuple(_from_json(w, typen[0], f"{pfad}[{n}]") for n, w in enumerate(werte))
    if len(werte) != len(typen):
        raise NativFehler(f"{pfad}: Erwartet werden {len(typen)} Werte, gefunden {len(werte)}.")
    return tuple(_from_json(w, t, f"{pfad}[{n}]") for n, (w, t) in enumerate(zip(werte, typen, strict=True)))


def _node(wert: dict[str, Any], typ: Any, pfad: str) -> Any:
    erlaubt = get_args(typ) if get_origin(typ) in (Union, UnionType) else (typ,)
    klasse = KLASSEN.get(str(wert.get("knoten")))
    if klasse is None or klasse not in erlaubt:
        raise NativFehler(f"{pfad}: Hier kann kein Knoten „{str(wert.get('knoten'))[:40]}“ stehen.")
    hints = _hints(klasse)
    fremd = sorted(set(wert) - set(hints) - {"knoten"})
    fehlend = sorted(f.name for f in fields(klasse) if f.default is MISSING and f.name not in wert)
    if fremd or fehlend:
        raise NativFehler(
            f"{pfad} ({klasse.__name__}): "
            + "; ".join([*(f"Schlüssel „{f[:40]}“ ist unbekannt" for f in fremd), *(f"„{f}“ fehlt" for f in fehlend)])
            + "."
        )
    return klasse(**{n: _from_json(w, hints[n], f"{pfad}.{n}") for n, w in wert.items() if n != "knoten"})

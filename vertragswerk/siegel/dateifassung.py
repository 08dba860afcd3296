"""A file that this program wrote as a version of its contract: the data inside it, put together again and held against its words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from contracts.bestand.eingaben import Vertragsdateien
from generator.gegenprobe import LESER
from generator.kanon import posten
from generator.readers.abgleich import compare_text
from generator.readers.herkunft import read_herkunft
from vertragswerk.haus import Haus
from vertragswerk.werk import Eingaben, Ergebnis, work

from .rueckgabe import name_fassung, parse_data

if TYPE_CHECKING:
    from corpus.recht.rechtsbestand import Rechtsbestand


def claimed_contract(inhalt: bytes) -> tuple[str, str]:
    """Return Kennung and Fassung that a file claims; raises LeseFehler or SiegelFehler where it says none."""
    return name_fassung(read_herkunft(inhalt))


def is_document_of(inhalt: bytes, ergebnis: Ergebnis) -> bool:
    """Tell whether the words of a file are those of one of the contract's documents; raises LeseFehler for a damaged file."""
    auszug = LESER[read_herkunft(inhalt).art](inhalt)
    return any(not compare_text(d, auszug, True, posten(d)) for d in ergebnis.dokumente.values())


def reassemble(
    inhalt: bytes, eigene: Vertragsdateien | None, recht: Rechtsbestand, tag: date, haus: Haus
) -> Ergebnis | None:
    """Return what the data inside a file make, with the own clause texts of the contract's files; None where it has no data."""
    roh = read_herkunft(inhalt).daten
    daten = parse_data(roh) if roh is not None else {}
    art = haus.find_art(daten.get("art"))
    kennung = daten.get("kennung")
    if art is None or not isinstance(kennung, str):
        return None
    for uebernahme in art.uebernahmen:
        # It comes from a joint object, which stands in the data whole.
        daten = _without(daten, uebernahme.ziel.split("."))
    datei = eigene.datei if eigene is not None else art.ort.path_of(kennung)
    andere = {n: i for n, i in eigene.dateien.items() if n != datei} if eigene is not None else {}
    gemeinsames = {n: i for n, i in eigene.gemeinsames.items() if n.endswith(".md")} if eigene is not None else {}
    text = json.dumps(daten, ensure_ascii=False, indent=1).encode()
    dateien = Vertragsdateien(kennung, datei, {**andere, datei: text}, gemeinsames)
    ergebnis = work(Eingaben(dateien, recht, tag, haus=haus))
    return ergebnis if ergebnis.dokumente else None


def _without(daten: Mapping[str, Any], pfad: list[str]) -> dict[str, Any]:
    """Return the data without the value at a path of names."""
    name, *rest = pfad
    if not rest:
        return {k: w for k, w in daten.items() if k != name}
    innen = daten.get(name)
    return {**daten, name: _without(innen, rest)} if isinstance(innen, Mapping) else dict(daten)

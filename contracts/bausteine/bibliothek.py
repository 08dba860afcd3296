"""The clause texts that come with the program: those of a kind, and below them those that kinds share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pydantic import ValidationError

from ..arten import Dokumentart, Vertragsart
from ..modell.meldungen import describe
from ..paketdaten import explain_broken, list_names, read
from ..yamltext.yamldatei import load_yaml
from .klausel import Artgliederung, Klausel, read_klausel

GEMEINSAM = "gemeinsam"
"""Folder of the clause texts that kinds share."""


@cache
def library(art: Vertragsart) -> dict[str, Klausel]:
    """Return the clause texts for a kind by id, its own before those it builds on, these before shared ones.

    Raises PaketFehler if one is broken.
    """
    bausteine: dict[str, Klausel] = {}
    for ordner in (GEMEINSAM, *art.klauseln_von):
        bausteine |= _read_all("contracts", ordner)
    return lend_texts({**bausteine, **_read_all(art.paket, art.name)})


def lend_texts(bausteine: Mapping[str, Klausel]) -> dict[str, Klausel]:
    """Return the clauses with the text of another where they name one (`text_von`); who names nobody that has one keeps its own."""
    muster = {i: bausteine[k.kopf.text_von or i] for i, k in bausteine.items() if k.kopf.text_von in bausteine}
    return {i: replace(muster[i], kopf=k.kopf) if i in muster else k for i, k in bausteine.items()}


def is_shared(klausel: Klausel) -> bool:
    """Tell whether a clause text belongs to no kind alone."""
    return klausel.quelle.datei.startswith(f"klauseln/{GEMEINSAM}/")


@cache
def _read_all(paket: str, ordner: str) -> dict[str, Klausel]:
    bausteine: dict[str, Klausel] = {}
    for name in list_names(paket, f"klauseln/{ordner}", ".md"):
        pfad = f"klauseln/{ordner}/{name}"
        klausel, maengel = read_klausel(read(paket, pfad), pfad)
        if klausel is None:
            raise explain_broken(pfad, " ".join(f"Zeile {m.position.zeile}: {m.meldung}" for m in maengel))
        bausteine[klausel.kopf.id] = klausel
    return bausteine


@cache
def order_of(art: Vertragsart, dokument: Dokumentart) -> Artgliederung:
    """Return the order of the clauses of a document of a kind. Raises PaketFehler where there is none."""
    name = f"klauseln/{art.name}/{dokument.muster or dokument.name}.yaml"
    quelle, maengel = load_yaml(read(art.paket, name), name)
    if quelle is None or maengel:
        raise explain_broken(name, " ".join(m.meldung for m in maengel))
    try:
        return Artgliederung.model_validate(dict(quelle.daten))
    except ValidationError as fehler:
        raise explain_broken(name, " ".join(m.meldung for m in describe(fehler, quelle, Artgliederung))) from fehler

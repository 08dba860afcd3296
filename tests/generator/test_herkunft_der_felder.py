"""Every printed field knows where its value comes from: a place of the data that says the same, or a computation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from contracts.modell.parteinamen import insert_parties, parties_of
from contracts.modell.vertrag import Vertrag
from contracts.pfad import Wertewurzel, read_pfad
from generator.assemble import assemble
from generator.formate import canonical
from generator.tree import Feld
from tests.vertraege import ALLE, Geladen, geladen

GANZ = ("parteien", "anschrift")
"""What is printed as a whole: a party by its short name, an address."""


def walk_felder(knoten: Any) -> Iterator[Feld]:
    if isinstance(knoten, tuple):
        for teil in knoten:
            yield from walk_felder(teil)
    elif isinstance(knoten, Feld):
        yield knoten
    elif is_dataclass(knoten) and not isinstance(knoten, type):
        for f in fields(knoten):
            yield from walk_felder(getattr(knoten, f.name))


def felder_of(beispiel: Geladen) -> list[Feld]:
    assert beispiel.vertrag is not None and beispiel.gliederung is not None and beispiel.quelle is not None
    dokument = assemble(beispiel.vertrag, beispiel.gliederung, beispiel.quelle).dokument
    assert dokument is not None
    return list(walk_felder((dokument.rubrum, dokument.abschnitte)))


def plain(wert: Any) -> str:
    """Return a value of the data as the model's canonical form has it."""
    if isinstance(wert, bool):
        return "true" if wert else "false"
    return "; ".join(map(str, wert)) if isinstance(wert, list) else str(wert)


@pytest.mark.parametrize("kennung", ALLE)
def test_a_stated_field_leads_to_the_value_in_its_file(kennung: str) -> None:
    beispiel = geladen(kennung)
    assert beispiel.quelle is not None
    stated = [f for f in felder_of(beispiel) if not f.ist_berechnet]
    # The overview of a case is short.
    assert len(stated) > (200 if isinstance(beispiel.vertrag, Vertrag) else 5)
    for feld in stated:
        pfad = read_pfad(feld.pfad, beispiel.quelle.daten, type(beispiel.vertrag))
        assert pfad, f"{feld.pfad} leads nowhere ({feld.text})"
        wert: Any = beispiel.quelle.daten
        for teil in pfad:
            wert = wert[teil]
        if isinstance(wert, dict):
            assert (pfad[0] in GANZ or pfad[-1] == "anschrift") and feld.wert in (
                wert.get("partei"),
                f"{wert.get('strasse')}, {wert.get('plz')} {wert.get('ort')}",
            )
        else:
            with parties_of(beispiel.quelle.daten):
                assert insert_parties(plain(wert), 10_000) == feld.wert, feld.pfad
        assert feld.datei == beispiel.quelle.position(pfad).datei.replace(beispiel.quelle.datei, ""), feld.pfad


@pytest.mark.parametrize("kennung", ALLE)
def test_a_computed_field_names_its_computation(kennung: str) -> None:
    beispiel = geladen(kennung)
    assert beispiel.vertrag is not None
    wurzel = Wertewurzel(beispiel.vertrag, beispiel.quelle)
    computed = [f for f in felder_of(beispiel) if f.ist_berechnet]
    assert len(computed) > 15
    for feld in computed:
        wert = wurzel.find(feld.pfad)
        assert (wert.pfad, wert.ist_berechnet, canonical(wert.wert)) == (feld.pfad, True, feld.wert)


def test_no_value_of_the_data_is_called_computed() -> None:
    """What a computation only hands on is stated; what is left computed is a figure, a wording of it, or a default."""
    namen = {f.pfad.split(".")[-1].split("[")[0] for f in felder_of(geladen()) if f.ist_berechnet}
    assert namen == {
        "abgleichsjahr", "alternativbetrag", "basisbetrag", "beginn", "betrag", "betrag_basis", "bezeichnungen_extern", "einheit_mehrzahl", "ende", "fua_betrag", "gemeinsame_merkmale", "hbg_index",
        "ist_je_leistungstyp", "jahresbetrag", "jahreswert", "kernelement_name", "laufzeit_monate", "leistungsfaelle",
        "letzte_rate", "menge", "nenner_text", "personen_extern", "personen_im_budget", "quote_extern",
        "rate", "raten_anzahl", "raten_gleiche", "rundungsdifferenz", "satz", "summe", "summe_basis", "zeichen", "zwischen",
    }  # fmt: skip

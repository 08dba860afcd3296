"""Doubles of a key are refused while loading; references lead to items that are there."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from contracts.angaben import keys_of, write_key
from contracts.modell.schluessel import check_schluessel
from contracts.modell.vertrag import Vorlagenwert
from contracts.modell.verweise import check_verweise, list_verweise
from contracts.pfad import write_pfad
from contracts.position import Mangel, Pfad, Quelle
from tests.contracts.test_pfad import all_places
from tests.vertraege import KENNUNGEN, daten, geladen, load_modell, patch

MODELL = load_modell("traegerbudget_singulaer")
WOERTLICH = ("id", "kuerzel", "partei", "am", "projektziel")
"""Names of the fields that are keys themselves."""


def get(roh: Any, pfad: Pfad) -> Any:
    for teil in pfad:
        roh = roh[teil]
    return roh


def lists(roh: dict[str, Any]) -> Iterator[Pfad]:
    yield from (pfad for pfad in all_places(roh) if isinstance(get(roh, pfad), list) and get(roh, pfad))


def quelle_of(roh: dict[str, Any]) -> Quelle:
    vorlage = geladen().quelle
    assert vorlage is not None
    return Quelle(vorlage.datei, roh, vorlage.werte, vorlage.schluessel)


def dangling(roh: dict[str, Any]) -> list[Mangel]:
    return check_verweise(MODELL.model_validate(roh), quelle_of(roh))


@pytest.mark.parametrize("pfad", list(lists(daten())), ids=lambda p: write_pfad(p, daten(), MODELL))
def test_an_item_twice_is_refused_in_every_list(pfad: Pfad) -> None:
    roh = daten()
    liste = get(roh, pfad)
    liste.append(deepcopy(liste[0]))
    maengel = [m for m in check_schluessel(MODELL, quelle_of(roh)) if m.pfad[:-1] == pfad]
    assert [(m.code, m.pfad) for m in maengel] == [("SCH-08", (*pfad, len(liste) - 1))]
    ort = quelle_of(roh).position((*pfad, 0))
    assert f"Zeile {ort.zeile}" in maengel[0].meldung and write_pfad(pfad, roh, MODELL) in maengel[0].meldung


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_the_examples_have_neither_doubles_nor_dangling_references(kennung: str) -> None:
    geladener = geladen(kennung)
    assert geladener.quelle is not None and geladener.vertrag is not None
    assert check_schluessel(MODELL, geladener.quelle) == []
    assert check_verweise(geladener.vertrag, geladener.quelle) == []


@pytest.mark.parametrize(
    ("pfad", "wert"),
    [
        ("datenabgleich.quellen[Q2].id", "q1"),
        ("leistungspaket[AA].kuerzel", "BW"),
        ("leistungspaket[bW].gruppen[HBG2].id", "hbg1"),
        ("budget.ausgewiesen.gruppen[bW,HBG2].gruppe", "hbg1"),
    ],
)
def test_keys_that_differ_in_case_alone_are_refused(pfad: str, wert: str) -> None:
    """Ids know no case: one of both had a position for an id."""
    roh = daten()
    patch(roh, pfad, wert)
    (mangel,) = check_schluessel(MODELL, quelle_of(roh))
    assert mangel.code == "SCH-08" and "nur in der Schreibweise" in mangel.meldung


def test_the_same_key_in_different_lists_is_no_double() -> None:
    roh = daten()
    assert {g["id"] for g in roh["leistungspaket"][0]["gruppen"]} & {
        g["id"] for g in roh["leistungspaket"][1]["gruppen"]
    }
    assert check_schluessel(MODELL, quelle_of(roh)) == []


def test_a_compound_key_is_doubled_only_as_a_whole() -> None:
    roh = daten()
    patch(roh, "budget.ausgewiesen.gruppen[bW,HBG2].gruppe", "HBG1")
    (mangel,) = check_schluessel(MODELL, quelle_of(roh))
    assert "„leistungstyp“ und „gruppe“: „bW, HBG1“" in mangel.meldung


@pytest.mark.parametrize(
    ("pfad", "wert", "sagt"),
    [
        ("beteiligung.stelle", "LTX", "Meinten Sie „LTB“?"),
        ("beteiligung.stelle", "zzz", "Vorhanden sind: FD, LTB"),
        ("evaluation.kosten_traegt", "landd", "Meinten Sie „land“?"),
        ("datenabgleich.bestaetigungen[land].partei", "bund", "einen Eintrag mit dieser Kennung gibt es nicht"),
    ],
)
def test_an_id_that_leads_nowhere_is_found_at_its_place(pfad: str, wert: str, sagt: str) -> None:
    roh = daten()
    patch(roh, pfad, wert)
    (mangel,) = dangling(roh)
    assert mangel.code == "SCH-09" and sagt in mangel.meldung, mangel.meldung
    assert mangel.position == quelle_of(roh).position(mangel.pfad) and mangel.position.zeile > 1


def test_a_reference_without_any_target_says_so() -> None:
    roh = daten()
    roh["beteiligte"] = []
    (mangel,) = dangling(roh)
    assert "Es gibt keine Einträge" in mangel.meldung


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_every_id_of_the_data_that_points_somewhere_is_declared(kennung: str) -> None:
    """A text that is the key of another item is a reference, a key itself, or a day that happens to be the same."""
    roh = daten(kennung)
    erklaert = {pfad for pfad, _, _ in list_verweise(roh, MODELL)}
    schluessel = {get(roh, p) for p in all_places(roh) if p[-1] in WOERTLICH and isinstance(get(roh, p), str)}
    tage = {text for text in schluessel if text[:2] == "20"}
    offen = [
        write_pfad(p, roh, MODELL)
        for p in all_places(roh)
        if isinstance(get(roh, p), str) and get(roh, p) in schluessel - tage
        if p not in erklaert and p[-1] not in WOERTLICH
    ]
    assert offen == []


def test_a_reference_left_to_a_rule_names_one_that_exists() -> None:
    from checks.registry import REGELN
    from contracts.bestand.mangelarten import MANGELARTEN

    bekannt = {modul.REGEL.code for modul in REGELN} | set(MANGELARTEN)
    verweise = [verweis for _, _, verweis in list_verweise(daten(), MODELL)]
    assert {v.regel for v in verweise if v.regel} <= bekannt
    assert {v.ziel for v in verweise} >= {"Partei", "Beteiligter", "Kennzahl", "Kernelement", "Leistungstyp", "Gruppe"}


def test_keys_are_read_from_the_class_of_an_item() -> None:
    from contracts.modell.partei import Partei

    assert keys_of(Partei) == ("partei",) and keys_of(str) == ()


def test_a_key_that_is_no_short_word_names_data_and_model_alike() -> None:
    """The written key is a checksum of the key alone: it stays when another field changes, and ends."""
    roh = {"pfad": "leistungspaket[bW].gruppen[HBG2].menge", "wert": "1460"}
    schluessel = write_key(roh, Vorlagenwert)
    assert schluessel.startswith("~") and len(schluessel) == 9
    assert write_key(Vorlagenwert.model_validate(roh)) == schluessel
    assert write_key({**roh, "wert": "1"}, Vorlagenwert) == schluessel
    assert write_key({**roh, "pfad": "budget.steigerung.rate (neu)"}, Vorlagenwert) != schluessel

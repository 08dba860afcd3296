"""The place index: every id of a document has its printed place."""

from __future__ import annotations

import pytest

from generator.numbering import number, places
from generator.query import query
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Diagramm,
    Feld,
    Kategorie,
    Punkt,
    Reihe,
    Spalte,
    Tabelle,
    Textblock,
    Unterschrift,
    Zeile,
    Zelle,
)
from tests.generator.beispielbaum import Schema, baum, unresolved

MIT_KENNUNG = (
    Absatz, Abschnitt, Aufzaehlung, Diagramm, Feld, Kategorie, Punkt, Reihe, Spalte, Tabelle, Textblock, Unterschrift, Zeile, Zelle
)  # fmt: skip


@pytest.mark.parametrize(
    ("schema", "kennung", "bezeichnung", "teile", "abschnitt", "bereich", "tiefe"),
    [
        ("paragraf", "praeambel_1", "Präambel", ("Präambel",), "praeambel", "praeambel", 0),
        ("paragraf", "gegenstand", "§ 1", ("§ 1",), "gegenstand", "paragraf", 0),
        ("paragraf", "gegenstand_2_t", "§ 1 Absatz 2", ("§ 1", "Absatz 2"), "gegenstand", "paragraf", 0),
        ("paragraf", "geltung_1", "§ 2", ("§ 2",), "geltung", "paragraf", 0),
        (
            "paragraf",
            "budget_2_n2_b",
            "§ 3 Absatz 2 Nummer 2 Buchstabe b",
            ("§ 3", "Absatz 2", "Nummer 2", "Buchstabe b"),
            "budget",
            "paragraf",
            2,
        ),
        ("paragraf", "budget_3_s1", "§ 3 Absatz 3", ("§ 3", "Absatz 3"), "budget", "paragraf", 1),
        ("dezimal", "gegenstand", "Nummer 1", ("Nummer 1",), "gegenstand", "paragraf", 0),
        (
            "dezimal",
            "budget_2_n2_b",
            "Nummer 3.2.2 Buchstabe b",
            ("Nummer 3.2.2", "Buchstabe b"),
            "budget",
            "paragraf",
            2,
        ),
        ("paragraf", "anl_fach_2", "Anlage 2 Nummer 2", ("Anlage 2", "Nummer 2"), "anl_fach", "anlage", 0),
        ("paragraf", "rubrum_und", "Rubrum", ("Rubrum",), "", "rubrum", 0),
    ],
)
def test_place(
    schema: Schema, kennung: str, bezeichnung: str, teile: tuple[str, ...], abschnitt: str, bereich: str, tiefe: int
) -> None:
    stelle = places(baum(schema))[kennung]
    assert stelle.bezeichnung.replace("\u00a0", " ") == bezeichnung
    assert tuple(t.replace("\u00a0", " ") for t in stelle.teile) == teile
    assert (stelle.abschnitt, stelle.bereich, stelle.tiefe) == (abschnitt, bereich, tiefe)


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_every_id_has_a_place(schema: Schema) -> None:
    dokument, stellen = number(unresolved(schema))
    ids = [k.id for k in query(dokument, *MIT_KENNUNG) if k.id]
    assert set(stellen) == set(ids)
    assert len(stellen) == len(ids)
    assert dict(stellen) == dict(places(dokument))


def test_parts_stand_where_their_block_stands() -> None:
    dokument, stellen = number(unresolved())
    for tabelle in query(dokument, Tabelle):
        assert stellen[tabelle.id].bezeichnung.endswith(tabelle.nummer)
        assert all(stellen[z.id] == stellen[tabelle.id] for z in query(tabelle, Zeile))


def test_signature_places_have_a_name() -> None:
    stellen = places(baum())
    assert stellen["unt_land"].bezeichnung == "Unterschriften"

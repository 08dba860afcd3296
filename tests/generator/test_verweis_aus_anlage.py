"""References from an Anlage into the contract say so, wherever in the Anlage they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.numbering import resolve
from generator.query import query
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Fussnote,
    Inline,
    Punkt,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Verweis,
    Zeile,
    Zelle,
)
from tests.generator.beispielbaum import unresolved


def _tabelle(kennung: str, zelle: tuple[Inline, ...], titel: tuple[Inline, ...] = (Text("T"),)) -> Tabelle:
    return Tabelle(kennung, titel, (Spalte(100),), (), (Zeile(f"{kennung}_z", (Zelle(zelle),)),))


AUS_DER_ANLAGE = [
    ("p_1", 0, "§\u00a01 Absatz\u00a01 des Vertrages", "Nummer\u00a01.1 des Vertrages"),
    ("p_1", 2, "§\u00a01 Absatz\u00a01 Satz\u00a02 des Vertrages", "Nummer\u00a01.1 Satz\u00a02 des Vertrages"),
    ("p_1_n", 0, "§\u00a01 Absatz\u00a01 Nummer\u00a01 des Vertrages", "Nummer\u00a01.1.1 des Vertrages"),
    ("p", 0, "§\u00a01 des Vertrages", "Nummer\u00a01 des Vertrages"),
    ("a_1", 0, "Anlage\u00a01 Nummer\u00a01", "Anlage\u00a01 Nummer\u00a01"),
    ("v", 0, "Präambel", "Präambel"),
    ("tab", 0, "Tabelle\u00a01", "Tabelle\u00a01"),
]


@pytest.mark.parametrize(("ziel", "satz", "paragraf", "dezimal"), AUS_DER_ANLAGE)
@pytest.mark.parametrize("wo", ["text", "punkt", "zelle", "titel", "note"])
def test_reference_from_an_anlage_names_the_contract(
    wo: str, ziel: str, satz: int, paragraf: str, dezimal: str
) -> None:
    """The Anlage has its own 1.: “Nummer 1” alone would be read as that. Everywhere in it, and only for what lies outside."""
    verweis = Verweis(ziel, satz)
    inhalt = {
        "text": Textblock("t", (verweis,)),
        "punkt": Aufzaehlung((Punkt("q", (Textblock("q_t", (verweis,)),)),), "strich"),
        "zelle": _tabelle("wo", (verweis,)),
        "titel": _tabelle("wo", (Text("x"),), (verweis,)),
        "note": Textblock("t", (Fussnote((verweis,)),)),
    }[wo]
    punkte = Aufzaehlung((Punkt("p_1_n", (Textblock("p_1_n_t", (Text("eins."),)),)),))
    absatz = Absatz("p_1", (Textblock("p_1_t", (Text("Ein Satz. Noch ein Satz."),)), punkte))
    teil = Abschnitt("a_1", "unterabschnitt", (Text("Teil"),), (inhalt,))
    abschnitte = (
        Abschnitt("v", "praeambel", (Text("Präambel"),), (Textblock("v_t", (Text("Ein Satz."),)),)),
        Abschnitt("p", "paragraf", (Text("P"),), (absatz, Absatz("p_2", (Textblock("p_2_t", (Verweis("a_1"),)),)))),
        Abschnitt("a", "anlage", (Text("A"),), (_tabelle("tab", (Text("x"),)), teil)),
    )
    for schema, erwartet in (("paragraf", paragraf), ("dezimal", dezimal)):
        leer = unresolved("dezimal" if schema == "dezimal" else "paragraf")
        dokument = resolve(replace(leer, rubrum=(), abschnitte=abschnitte))
        aussen, innen = query(dokument, Verweis)
        assert aussen.text == "Anlage\u00a01 Nummer\u00a01"
        assert innen.text == erwartet == "".join(t for t, _ in innen.teile)
        # The number stays a live field of its own; only the words behind it are text.
        assert not erwartet.endswith("Vertrages") or innen.teile[-1][1] == ""

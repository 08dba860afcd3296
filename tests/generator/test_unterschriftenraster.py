"""Signature places: each party in its own column, read from left to right in the order of the tree."""

from __future__ import annotations

import pytest

from contracts.pfad import Wertewurzel
from generator.klauseltext import fill, read_text
from generator.klauseltext.werte import Werte
from generator.tree import Text, Unterschrift, Unterschriften
from generator.unterschriftenraster import ZUSAMMEN, arrange, group, order
from tests.vertraege import geladen


def _felder(namen: str) -> list[Unterschrift]:
    """`A1 B1` means two places of the parties A and B."""
    return [Unterschrift(n.lower(), (Text(n[0]),), ()) for n in namen.split()]


def _shown(namen: str) -> list[str]:
    return [" ".join(f.id.upper() if f else "-" for f in reihe) for reihe in arrange(_felder(namen))]


@pytest.mark.parametrize(
    ("namen", "reihen"),
    [
        ("A1 B1", ["A1 B1"]),
        ("A1 B1 B2", ["A1 B1", "- B2"]),
        ("A1 B1 A2", ["A1 B1", "A2 -"]),
        ("A1 A2 B1", ["A1 -", "A2 B1"]),
        ("A1 B1 C1", ["A1 B1", "C1 -"]),
        ("A1 B1 C1 D1 D2", ["A1 B1", "C1 D1", "- D2"]),
        ("A1 A2 A3", ["A1 A2", "A3 -"]),
        ("A1", ["A1 -"]),
        ("", []),
    ],
)
def test_nobody_signs_below_another_party(namen: str, reihen: list[str]) -> None:
    assert _shown(namen) == reihen


@pytest.mark.parametrize("namen", ["A1 B1 B2", "A1 A2 B1", "A1 B1 C1", "B1 A1 A2 B2", "A1 A2 A3", "A1 B1 C1 C2 A2"])
def test_places_are_read_in_the_order_of_the_tree(namen: str) -> None:
    felder = _felder(namen)
    assert [f for reihe in arrange(felder) for f in reihe if f] == felder
    assert [f for gruppe in group(felder) for f in gruppe] == felder


@pytest.mark.parametrize(
    ("namen", "geordnet"),
    [("A1 A2 B1", "A1 B1 A2"), ("A1 B1 B2", "A1 B1 B2"), ("A1 B1 C1 A2", "A1 B1 A2 C1"), ("A1 A2", "A1 A2")],
)
def test_the_first_of_each_party_sign_side_by_side(namen: str, geordnet: str) -> None:
    assert [f.id.upper() for f in order(_felder(namen))] == geordnet.split()


def test_a_run_of_places_fits_on_a_page() -> None:
    gruppen = group(order(_felder(" ".join(f"{p}{n}" for p in "AB" for n in range(10)))))
    assert [len(g) for g in gruppen] == [2 * ZUSAMMEN] * 3 + [2]


def test_an_own_clause_without_words_for_further_pages_gets_places_in_runs_too() -> None:
    """Each run is a table that is kept whole: no place is parted from its row by chance."""
    vertrag = geladen().vertrag
    assert vertrag is not None
    felder = tuple(
        Unterschrift(f"u{n}", (Text(f"Partei {'AB'[n % 2]}"),), ((Text(f"Person {n}"),),), "Ort, Datum")
        for n in range(14)
    )
    vorlage = read_text("u", "Unterschriften", "Die Parteien unterzeichnen.\n\n::: unterschriften\n:::\n", 1)
    fuellung = fill(vorlage, Werte(Wertewurzel(vertrag).wert), False, Unterschriften(felder))
    bloecke = [b for b in fuellung.bloecke if isinstance(b, Unterschriften)]
    assert [len(b.felder) for b in bloecke] == [6, 6, 2]
    assert tuple(f for b in bloecke for f in b.felder) == felder

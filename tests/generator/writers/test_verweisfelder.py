"""Which numbers of a citation Word and OpenDocument compute, in which form."""

from __future__ import annotations

import pytest

from generator.query import query
from generator.tree import Textblock, Verweis
from generator.writers.verweisfelder import live_pieces
from generator.writers.xmltext import SchreibFehler
from tests.generator.beispielbaum import Schema, baum


def _pieces(schema: Schema, wo: str, stelle: int) -> list[tuple[str, str, str]]:
    block = next(b for b in query(baum(schema), Textblock) if b.id == wo)
    return [
        (s.text.replace("\u00a0", " ").replace("\u202f", "_"), s.marke, s.form)
        for s in live_pieces(query(block, Verweis)[stelle])
    ]


@pytest.mark.parametrize(
    ("schema", "wo", "stelle", "stuecke"),
    [
        ("paragraf", "fach_t", 0, [("§ 1 Absatz 3", "gegenstand_3", "ganz"), (" des Vertrages", "", "worte")]),
        ("paragraf", "gegenstand_1_t", 0, [("Anlage 1", "anl_mengen", "eigen")]),
        ("paragraf", "budget_3_s2_t", 0, [("Absatz_", "", "worte"), ("_2 Nummer 3", "budget_2_n3", "folge")]),
        (
            "paragraf", "budget_2_n1_t", 0,
            [("Absatz_", "", "worte"), ("_1", "budget_1", "folge"), (" Satz ", "", "worte"), ("2", "budget_1_t.2", "zahl")],
        ),
        ("paragraf", "controlling_1_t", 0, [("Tabelle ", "", "worte"), ("1", "tab_raten.0", "zahl")]),
        (
            "paragraf", "anpassung_2_t", 1,
            [("Anlage 2", "anl_fach", "eigen"), (" Nummer ", "", "worte"), ("2", "anl_fach_2", "eigen")],
        ),
        ("dezimal", "anpassung_2_t", 0, [("Nummer ", "", "worte"), ("5.1", "gremium_1", "eigen")]),
        ("dezimal", "gegenstand_2_t", 1, [("Nummer ", "", "worte"), ("3.2.2 Buchstabe b", "budget_2_n2_b", "ganz")]),
    ],
)  # fmt: skip
def test_numbers_and_how_they_are_computed(
    schema: Schema, wo: str, stelle: int, stuecke: list[tuple[str, str, str]]
) -> None:
    assert _pieces(schema, wo, stelle) == stuecke


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_the_pieces_say_what_the_tree_says_and_no_number_is_dead(schema: Schema) -> None:
    for verweis in query(baum(schema), Verweis):
        stuecke = live_pieces(verweis)
        text = "".join(s.text for s in stuecke)
        assert text.replace("\u202f\u202f", "\u00a0") == verweis.text
        assert not [s for s in stuecke if not s.marke and any(z.isdigit() for z in s.text)]


def test_a_reference_without_text_is_refused() -> None:
    with pytest.raises(SchreibFehler, match="nummeriert"):
        live_pieces(Verweis("x"))

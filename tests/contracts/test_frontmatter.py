"""Clause files: head and text, with the positions of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.yamltext.frontmatter import split_frontmatter

GUT = "---\nid: budget\ntitel: Budget\n---\n\nDas Budget beträgt {{betrag}}.\n\n---\n\nEnde\n"


def test_positions_are_those_of_the_file() -> None:
    klausel, maengel = split_frontmatter(GUT, "k.md")
    assert maengel == []
    assert klausel is not None
    assert klausel.kopf.daten == {"id": "budget", "titel": "Budget"}
    assert (klausel.kopf.position(("titel",)).zeile, klausel.kopf.position(("titel",)).spalte) == (3, 8)
    assert klausel.textzeile == 5
    assert GUT.split("\n")[klausel.textzeile - 1 :] == klausel.text.split("\n")


@pytest.mark.parametrize(
    ("inhalt", "codes"),
    [
        ("id: x\n", ["YML-16"]),
        ("", ["YML-16"]),
        ("---\nid: x\n", ["YML-17"]),
        ("---\n---\nText", ["YML-16"]),
        ("---\n- a\n---\nText", ["YML-15"]),
        ("---\nid: 'x\n---\nText", ["YML-01"]),
        ("---\nid: yes\nid: 1\n---\nText\u200b", ["YML-13", "YML-03", "YML-02"]),
        ("---\nid: ä\n---\n".encode("cp1252"), ["YML-12"]),
    ],
)
def test_mistakes(inhalt: str | bytes, codes: list[str]) -> None:
    _, maengel = split_frontmatter(inhalt, "k.md")
    assert [mangel.code for mangel in maengel] == codes


def test_mistake_in_the_head_stands_where_the_file_has_it() -> None:
    _, maengel = split_frontmatter("---\r\nid: a\r\nart: 'x\r\n---\r\nText\r\n", "k.md")
    assert [(m.position.zeile, m.position.spalte) for m in maengel] == [(3, 6)]


def test_windows_line_ends_and_decomposed_letters() -> None:
    klausel, maengel = split_frontmatter("\ufeff---\r\nid: u\u0308\r\n---\r\nA\u0308\r\nb", "k.md")
    assert maengel == []
    assert klausel is not None
    assert (klausel.kopf.daten["id"], klausel.text, klausel.textzeile) == ("ü", "Ä\nb", 4)


@given(st.text() | st.text("-\n\r :a'\"[{") | st.binary())
def test_nothing_raises(inhalt: str | bytes) -> None:
    klausel, maengel = split_frontmatter(inhalt, "k.md")
    assert klausel is not None or maengel

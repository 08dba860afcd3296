"""Optional groups as alternatives: the same matches and groups as the expression as written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.regex import compile_fast

AUSDRUECKE = (
    r"a(?:b)?c",
    r"(?P<x>a(b)?)?[)(?]\)?(?:c)??",
    r"(?:a|[\]?(])?(b)?c",
    r"(?:a(?:b)?){0,2}(c)?",
    r"(a){0,3}(?:b(?=c)){0,1}c",
    r"(?<=a)(?:b){0,7}(?:c|(?!a)b){0,6}",
    r"((?:a?(b)?){0,4})c",
    r"(?:(?:ab){0,2}c){0,3}(?P<y>[^]a])?",
    r"(?:ab|a(?:bc)?)?(c)?\?",
)


@pytest.mark.parametrize("ausdruck", AUSDRUECKE)
@given(text=st.text("abc)(]?", max_size=12))
def test_both_spellings_match_alike(ausdruck: str, text: str) -> None:
    wie_geschrieben = [(fund.span(), fund.groups()) for fund in re.finditer(ausdruck, text)]
    assert [(fund.span(), fund.groups()) for fund in compile_fast(ausdruck).finditer(text)] == wie_geschrieben


@pytest.mark.parametrize(
    ("ausdruck", "geschrieben"),
    [
        (r"(?P<x>a(b)?)?", r"(?:(?P<x>a(?:(b)|))|)"),
        (r"(?:a){0,2}[)?]\)?", r"(?:(?:a)(?:(?:a)|)|)[)?]\)?"),
        (r"(a){0,2}(?:b)??(?:c){0,9}", r"(a){0,2}(?:b)??(?:c){0,9}"),
    ],
)
def test_only_optional_groups_are_rewritten(ausdruck: str, geschrieben: str) -> None:
    assert compile_fast(ausdruck).pattern == geschrieben

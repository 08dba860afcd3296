"""Optional groups as alternatives: the same matches and groups as the expression as written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.regex import Spaetmuster, compile_fast, compile_later, write_fast

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
    assert write_fast(ausdruck) == geschrieben


def test_a_pattern_is_compiled_at_its_first_use_and_then_no_longer_in_between() -> None:
    muster = compile_later("(a)b", re.IGNORECASE)
    assert isinstance(muster, Spaetmuster)
    frueh = muster.search
    assert muster._regex is None
    assert [bool(muster.match(t)) for t in ("AB", "ba")] == [True, False]
    assert muster.match.__self__ is muster.regex
    assert frueh("xab").span() == (1, 3)
    assert (muster.pattern, muster.sub("c", "abx"), muster.findall("ab")) == ("(a)b", "cx", ["a"])

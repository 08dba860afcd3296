"""Styles of a sheet that a document has otherwise."""

from __future__ import annotations

import pytest

from generator.writers.schriftgrad import replace_styles

BLATT = '<stile>\n <stil id="a"><gross/></stil>\n <stil id="b"><gross/></stil>\n</stile>\n'


def test_a_style_stands_for_the_one_of_the_same_name_and_leaves_the_others() -> None:
    erwartet = BLATT.replace('"b"><gross/>', '"b"><klein/>')
    assert replace_styles(BLATT, ' <stil id="b"><klein/></stil>\n') == erwartet


@pytest.mark.parametrize("blatt", [BLATT.replace('"b"', '"c"'), BLATT.replace('"a"', '"b"')])
def test_a_style_that_the_sheet_has_not_or_twice_is_a_mistake(blatt: str) -> None:
    with pytest.raises(ValueError, match="not exactly once each"):
        replace_styles(blatt, ' <stil id="b"><klein/></stil>\n')

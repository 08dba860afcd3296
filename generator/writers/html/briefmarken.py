"""Marks for folding and punching at the edge of a printed letter: background of its margin, which no screen reader reads."""

from __future__ import annotations

from functools import cache

from ..masse import letter_marks

_OBEN = 25.0
"""Where the box at the left margin begins: the upper margin of the page (`@page` of the style sheet), in millimetres."""
_FARBE = "#6e6e6e"


@cache
def letter_marks_style() -> str:
    """Return the rule for the left margin of the first printed page: what is placed there from inside the text is cut off."""
    masse = letter_marks()
    striche = ",".join(
        f"linear-gradient({_FARBE},{_FARBE}) {masse.links:g}mm {oben - _OBEN:g}mm/{laenge:g}mm {masse.staerke:g}mm no-repeat"
        for oben, laenge in masse.marken
    )
    return f'@page:first{{@left-top{{content:"";background:{striche};print-color-adjust:exact}}}}'

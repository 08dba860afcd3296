"""Marks for folding and punching at the edge of a letter, in the header of the first page, which no screen reader reads."""

from __future__ import annotations

from functools import cache

from ..masse import letter_marks


@cache
def draw_marks() -> str:
    """Return empty frames whose upper borders are the marks, each at its place on the sheet.

    A drawn line would be a picture to whoever makes a tagged PDF with LibreOffice; the border of a frame is none.
    """
    masse = letter_marks()
    return "".join(
        f'<draw:frame draw:style-name="Briefmarke" draw:name="Briefmarke {nummer}" text:anchor-type="paragraph"'
        f' svg:x="{masse.links:g}mm" svg:y="{oben:g}mm" svg:width="{laenge:g}mm" svg:height="1mm"><draw:text-box>'
        '<text:p text:style-name="Briefanker"/></draw:text-box></draw:frame>'
        for nummer, (oben, laenge) in enumerate(masse.marken, 1)
    )

"""Marks for folding and punching at the edge of a letter, in the header of the first page, which no screen reader reads."""

from __future__ import annotations

from functools import cache

from ..masse import letter_marks

_TWIP_JE_MM = 1440 / 25.4
_ACHTELPUNKT_JE_MM = 8 * 72 / 25.4
# A drawn line would be a picture to whoever makes a tagged PDF with LibreOffice; the border of an empty paragraph is none.
_MARKE = (
    '<w:p><w:pPr><w:framePr w:w="{}" w:h="20" w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="{}"'
    ' w:y="{}"/><w:pBdr><w:top w:val="single" w:sz="{}" w:space="0" w:color="6E6E6E"/></w:pBdr>'
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
)


@cache
def write_marks() -> str:
    """Return the paragraphs whose upper borders are the marks, each in a frame at its place on the sheet."""
    masse = letter_marks()
    staerke = max(2, round(masse.staerke * _ACHTELPUNKT_JE_MM))
    return "".join(
        _MARKE.format(_twips(laenge), _twips(masse.links), _twips(oben), staerke) for oben, laenge in masse.marken
    )


def _twips(millimeter: float) -> int:
    return round(millimeter * _TWIP_JE_MM)

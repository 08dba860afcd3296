"""A block of a Word file as text: two with the same text say, show and name the same, wherever they stand."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

_NUMMER: Final = re.compile('<w:bookmark(?:Start|End) w:id="[^"]*"')
_OHNE_NUMMER: Final = "<w:bookmark"
"""The running number of a bookmark, which says nothing; `<` stands in no text and in no attribute, so no words look like one."""
_NOTE: Final = "<w:footnoteReference "
_UNFERTIG: Final = re.compile(r"<w:t>(?:\s|[^<]*(?:\s</w:t>|  ))|<w:t/>|</w:t>(?!</w:r>)")
"""A run that is written otherwise when its words are put together again: blanks to keep, no text, more than one text."""


_VERWEIS: Final = re.compile("<w:hyperlink .*?</w:hyperlink>", re.DOTALL)
"""A link, which is taken over with all that is in it."""


def as_text(knoten: etree._Element) -> str:
    """Return an element as it is written, without what stands behind it."""
    return etree.tostring(knoten, encoding="unicode", with_tail=False)


class Blockbilder:
    """The texts of blocks, each made once; whoever changes a block calls `forget`."""

    def __init__(self) -> None:
        self._bilder: dict[etree._Element, str] = {}

    def of(self, block: etree._Element) -> str:
        """Return a block as text, without the running numbers of its bookmarks."""
        bild = self._bilder.get(block)
        if bild is None:
            bild = _NUMMER.sub(_OHNE_NUMMER, as_text(block))
            self._bilder[block] = bild
        return bild

    def forget(self) -> None:
        """Forget all texts."""
        self._bilder.clear()


def is_alone(bild: str) -> bool:
    """Tell whether a text says all by itself: no note whose words stand elsewhere."""
    return _NOTE not in bild


def is_finished(bild: str) -> bool:
    """Tell whether a block is as it would be written again from its words."""
    return _UNFERTIG.search(bild) is None or _UNFERTIG.search(_VERWEIS.sub("", bild)) is None

"""What printed contents say, and whether a page holds what they name."""

from __future__ import annotations

import re
from itertools import pairwise


def look(seite: str) -> list[str]:
    """What the page of contents looks like: text and order of its lines, how far they are indented, but not their pages."""
    return [re.sub(r"\.{2,}\d*.*", "…", z).rstrip() for z in seite.splitlines() if z.strip() and "Seite" not in z]


def entries(seiten: list[str], eintraege: list[str]) -> dict[str, int]:
    """Return what the contents say: each entry on a line of its own, dots, and its page at the end."""
    inhalt = "\n".join(_dense(z) for s in seiten[1:4] for z in s.splitlines())
    gefunden = {}
    ort = 0
    for eintrag in eintraege:
        treffer = re.compile(rf"^{re.escape(_dense(eintrag))}\.{{2,}}(\d+)$", re.MULTILINE).search(inhalt, ort)
        assert treffer, eintrag
        ort = treffer.end()
        gefunden[eintrag] = int(treffer[1])
    return gefunden


def stands_on(seite: str, eintrag: str) -> bool:
    """Tell whether a page holds the heading; a long one takes two lines."""
    zeilen = [_dense(z) for z in seite.splitlines() if z.strip()]
    return _dense(eintrag) in {*zeilen, *(a + b for a, b in pairwise(zeilen))}


def _dense(zeile: str) -> str:
    """Without blanks: pdftotext loses narrow ones."""
    return "".join(zeile.split())

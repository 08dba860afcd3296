"""Texts with a footnote that must stay with what follows.

Typst (0.15) lays out a sticky block, places its footnote, and leaves the footnote behind when the block then moves to the next
page: the note stands one page before its mark. Such a text and what it keeps with become one block that is not divided.
"""

from __future__ import annotations

from typing import Any

Teil = dict[str, Any]
GANZ_BIS = 3000
"""Characters of text: a longer run might not fit on a page, so that its text with the note rather stands alone."""


def join_notes(bloecke: list[Teil]) -> list[Teil]:
    """Return the parts, runs that begin with a footnote in a part that keeps with the next joined to one part each."""
    aus: list[Teil] = []
    ab = 0
    while ab < len(bloecke):
        bis = ab
        if _has_note(bloecke[ab]):
            while bis + 1 < len(bloecke) and bloecke[bis].get("haftet"):
                bis += 1
        lauf = bloecke[ab : bis + 1]
        if bis == ab:
            aus.append(bloecke[ab])
        elif sum(map(_size, lauf)) <= GANZ_BIS and not any(t["t"] in ("kopf", "unterschriften") for t in lauf):
            aus.append({"t": "gruppe", "teile": lauf, "haftet": lauf[-1].get("haftet", False), "ganz": True})
        else:
            aus.append({**bloecke[ab], "haftet": False})
            bis = ab
        ab = bis + 1
    return aus


def _has_note(wert: Any) -> bool:
    if isinstance(wert, dict):
        return any(map(_has_note, wert.values()))
    if isinstance(wert, list):
        return (wert[:1] == ["f"] and len(wert) == 3) or any(map(_has_note, wert))
    return False


def _size(wert: Any) -> int:
    if isinstance(wert, str):
        return len(wert)
    inhalt = wert.values() if isinstance(wert, dict) else wert if isinstance(wert, list) else ()
    return sum(map(_size, inhalt))

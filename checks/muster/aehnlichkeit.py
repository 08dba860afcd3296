"""How alike two wordings are, letter by letter."""

from __future__ import annotations

from difflib import SequenceMatcher


def is_alike(text: str, vorbild: str, anteil: float) -> bool:
    """Tell whether two texts share more than this part of their letters, in blocks of equal letters (Ratcliff/Obershelp).

    The blocks are a common subsequence, so none can be longer than the longest one: that is found twenty times as fast
    and turns nearly all pairs away.
    """
    beide = len(text) + len(vorbild)
    if not beide or 2 * _common_letters(text, vorbild) <= anteil * beide:
        return False
    return SequenceMatcher(None, text, vorbild, autojunk=False).ratio() > anteil


def _common_letters(text: str, vorbild: str) -> int:
    """Return the length of the longest common subsequence, all places of `vorbild` at once as bits (Hyyrö 2004)."""
    orte: dict[str, int] = {}
    for stelle, zeichen in enumerate(vorbild):
        orte[zeichen] = orte.get(zeichen, 0) | 1 << stelle
    alle = offen = (1 << len(vorbild)) - 1
    for zeichen in text:
        gleich = offen & orte.get(zeichen, 0)
        offen = (offen + gleich | offen - gleich) & alle
    return len(vorbild) - offen.bit_count()

"""Which parts of a citation a word processor computes, alike for Word and OpenDocument.

What is live, and why in this form, is told in ADR 0006.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from ..tree import Verweis
from .xmltext import need_label

Zahlform: TypeAlias = Literal["worte", "eigen", "folge", "ganz", "zahl"]
"""Words; the label of the target itself; as much of the labels around it as is needed here; all of them; a number in the text."""
NBSP, SCHMAL = "\u00a0", "\u202f"
MIT_BLANK = frozenset(f"{wort}{NBSP}" for wort in ("Absatz", "Buchstabe", "Doppelbuchstabe"))
"""Words before labels that begin with a narrow blank, which parts them from the label above; two are as wide as a blank."""


class Zitatstueck(NamedTuple):
    """A piece of a citation: its cached text, the mark of what it counts (see `tree.Verweis`), how it is computed."""

    text: str
    marke: str
    form: Zahlform


def live_pieces(verweis: Verweis) -> list[Zitatstueck]:
    """Return the pieces of a citation from left to right.

    §, Absatz, Nummer and Buchstabe are one field, of the innermost of them: computed one by one, they would name the old §
    after the target went into another one. An Anlage and what lies in it are lists of their own and stay apart, and so
    does what follows the number of a Satz.
    """
    teile = verweis.teile or ((need_label(verweis.text, verweis.ziel), ""),)
    anfang = 0 if teile[0][1] else 1
    ende = next((n for n, (_, marke) in enumerate(teile) if "." in marke), len(teile))
    labels = [n for n in range(anfang, ende) if teile[n][1]]
    if not labels or teile[0][0].startswith("Anlage"):
        return [Zitatstueck(text, marke, _form(marke)) for text, marke in teile]
    letztes = labels[-1]
    worte = [Zitatstueck(text, "", "worte") for text, _ in teile[:anfang]]
    zahl = "".join(text for text, _ in teile[anfang : letztes + 1])
    if anfang and teile[0][0] in MIT_BLANK:
        worte, zahl = [Zitatstueck(f"{teile[0][0].removesuffix(NBSP)}{SCHMAL}", "", "worte")], SCHMAL + zahl
    feld = Zitatstueck(zahl, teile[letztes][1], _context(not anfang, "." in teile[labels[0]][0], len(labels)))
    return [*worte, feld, *(Zitatstueck(text, marke, _form(marke)) for text, marke in teile[letztes + 1 :])]


def _context(ist_aussen: bool, ist_dezimal: bool, anzahl: int) -> Zahlform:
    """The decimal label holds those around it already; inside its § a citation names them only if the target has left."""
    if ist_aussen or ist_dezimal:
        return "ganz" if anzahl > 1 else "eigen"
    return "folge"


def _form(marke: str) -> Zahlform:
    return "zahl" if "." in marke else "eigen" if marke else "worte"

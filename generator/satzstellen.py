"""Where the Sätze of a text block begin among its inlines, so that a cited Satz can carry its number."""

from __future__ import annotations

from corpus.saetze import find_satzgrenzen

from .tree import Inline, Text, plain


def split_inlines(inhalt: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], ...]:
    """Return the inlines Satz by Satz; blanks between two Sätze belong to the first.

    Empty where that cannot be told for certain: a stop that may or may not end a Satz, or a Satz that begins inside
    emphasis or a value. A number that may be wrong must not be printed.
    """
    text = plain(inhalt)
    grenzen = [g for g in find_satzgrenzen(text) if text[g.ort :].strip()]
    if not text.strip() or not all(g.ist_sicher for g in grenzen):
        return ()
    anfaenge = [g.ort + len(text[g.ort :]) - len(text[g.ort :].lstrip()) for g in grenzen if g.ist_ende]
    saetze: list[tuple[Inline, ...]] = []
    satz: list[Inline] = []
    ort = 0
    for inline in inhalt:
        rest, laenge = inline, len(plain((inline,)))
        while anfaenge and anfaenge[0] < ort + laenge:
            schnitt = anfaenge.pop(0) - ort
            if schnitt:
                if not isinstance(rest, Text):
                    return ()
                satz.append(Text(rest.text[:schnitt]))
                rest = Text(rest.text[schnitt:])
            saetze.append(tuple(satz))
            satz, ort, laenge = [], ort + schnitt, laenge - schnitt
        satz.append(rest)
        ort += laenge
    return (*saetze, tuple(satz))

"""The cells of a Synopse: the words of one side of a piece, those that went or came marked, equal ones far from these folded.

Words are plain text here: a Synopse quotes, it states no value and leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..tree import Abschnitt, Aenderungsart, Aenderungsmarke, Aufzaehlung, Inline, Text, Textblock, Umbruch, Zeile
from .gegenlage import Knoten, Paar, children, label, own_text
from .synopsenstuecke import Synopsenstueck
from .worte import Druckwort, Wortlauf, split_words

UMFELD: Final = 110
"""Letters of equal text that stay before and behind a change; what is longer is folded."""
GEFALTET: Final = " […] "
LEER: Final = "–"
WEG: Final[Aenderungsart] = "geloescht"
HER: Final[Aenderungsart] = "eingefuegt"
_NOTE: Final = "\u0002"


def write_cell(stueck: Synopsenstueck, seite: Aenderungsart) -> tuple[Inline, ...]:
    """Return the words of one side, those that went or came marked."""
    knoten = stueck.alt if seite == WEG else stueck.neu
    if knoten is None:
        return (Text(LEER),)
    if stueck.ist_ganz and stueck.art == "verschoben":
        zeilen = [_beginning(knoten)]
    elif stueck.ist_ganz:
        zeilen = list(_lines(knoten, "", seite))
    elif isinstance(stueck.paar.knoten, Zeile):
        zeilen = [_row_cells(stueck.paar, stueck.paare[1:], seite)]
    else:
        zeilen = [_own_words(stueck, seite)]
    inhalt: list[Inline] = []
    for zeile in (z for z in zeilen if z):
        inhalt += [Umbruch(), *zeile] if inhalt else zeile
    return tuple(inhalt) or (Text(LEER),)


def _own_words(stueck: Synopsenstueck, seite: Aenderungsart) -> list[Inline]:
    """Return the label and the words of a piece."""
    inhalt: list[Inline] = []
    for paar in stueck.paare:
        knoten = paar.alt if seite == WEG else paar.neu
        if knoten is None:
            continue
        marke = label(knoten)
        if marke:
            # What moved has another number by nature.
            ist_gleich = paar.alt is not None and paar.neu is not None and not paar.hat_andere_nummer
            inhalt += [Text(marke) if ist_gleich or paar.zug else Aenderungsmarke((Text(marke),), seite), Text(" ")]
        inhalt += _runs(paar, seite)
    return inhalt


def _runs(paar: Paar, seite: Aenderungsart) -> list[Inline]:
    """Return the words a node prints itself on one side; long runs of equal words are folded."""
    if not paar.text:
        knoten = paar.alt if seite == WEG else paar.neu
        alles = print_words(split_words(own_text(knoten))) if knoten is not None else ""
        return _as_text(_fold(alles, hat_davor=False, hat_danach=False))
    laeufe = _joined_runs(paar.text, seite)
    inhalt: list[Inline] = []
    for n, (ist_gleich, text) in enumerate(laeufe):
        if ist_gleich:
            hat_danach = n + 1 < len(laeufe) or paar.text[-1].art != "gleich"
            inhalt += _as_text(_fold(text, hat_davor=n > 0 or paar.text[0].art != "gleich", hat_danach=hat_danach))
        else:
            inhalt.append(Aenderungsmarke(tuple(_as_text(text)), seite))
    return inhalt


def _joined_runs(laeufe: Sequence[Wortlauf[Druckwort]], seite: Aenderungsart) -> list[tuple[bool, str]]:
    """Return whether they are equal, and the words, of the runs of one side; changes with only a blank between are one."""
    fertig: list[tuple[bool, str]] = []
    for lauf in laeufe:
        text = print_words(lauf.alt if seite == WEG else lauf.neu) if lauf.art in ("gleich", seite) else ""
        if not text:
            continue
        ist_gleich = lauf.art == "gleich"
        if not ist_gleich and len(fertig) > 1 and not fertig[-1][1].strip() and not fertig[-2][0]:
            luecke, davor = fertig.pop()[1], fertig.pop()[1]
            text = f"{davor}{luecke}{text}"
        fertig.append((ist_gleich, text))
    return fertig


def print_words(worte: Sequence[Druckwort]) -> str:
    """Return words as text; a footnote stands behind its mark."""
    return "".join(f" [Fußnote: {w.text[1:]}]" if w.text.startswith(_NOTE) else w.text for w in worte)


def _as_text(text: str) -> list[Inline]:
    """Return text with its forced line breaks."""
    inhalt: list[Inline] = []
    for n, zeile in enumerate(text.split("\n")):
        inhalt += [Umbruch()] if n else []
        inhalt += [Text(zeile)] if zeile else []
    return inhalt


def _fold(text: str, hat_davor: bool, hat_danach: bool) -> str:
    """Return equal words with what is far from every change left out; text beside no change keeps its beginning."""
    vorn = UMFELD if hat_davor or not hat_danach else 0
    hinten = UMFELD if hat_danach else 0
    if len(text) <= vorn + hinten + 2 * len(GEFALTET):
        return text
    anfang = text[:vorn].rpartition(" ")[0] or text[:vorn]
    ende = text[len(text) - hinten :].partition(" ")[2] or text[len(text) - hinten :] if hinten else ""
    return f"{anfang}{GEFALTET}{ende}" if anfang else f"{GEFALTET.lstrip()}{ende}"


def _row_cells(zeile: Paar, zellen: Sequence[Paar], seite: Aenderungsart) -> list[Inline]:
    """Return the first cell of a row, which names it, and those that differ."""
    inhalt: list[Inline] = []
    ist_gefaltet = False
    for n, zelle in enumerate(z for z in zellen if (z.alt if seite == WEG else z.neu) is not None):
        ist_anders = zelle.hat_andere_worte or zelle.ist_neu or zelle.ist_weg or bool(zelle.zug)
        if n and not ist_anders:
            ist_gefaltet = True
            continue
        if n:
            inhalt.append(Text(" | […] | " if ist_gefaltet else " | "))
        ist_gefaltet = False
        inhalt += _whole(zelle, seite) if zelle.zug or zelle.ist_neu or zelle.ist_weg else _runs(zelle, seite)
    return [*inhalt, Text(" | […]")] if ist_gefaltet and inhalt else inhalt


def _whole(zelle: Paar, seite: Aenderungsart) -> list[Inline]:
    """Return a cell that came, went or moved to another column."""
    knoten = zelle.alt if seite == WEG else zelle.neu
    text = print_words(split_words(own_text(knoten))) if knoten is not None else ""
    return [Aenderungsmarke(tuple(_as_text(text or LEER)), seite)]


def _beginning(knoten: Knoten) -> list[Inline]:
    """Return the first words of what moved as it stands: they are the same on both sides."""
    erste, *weitere = [z for z in _lines(knoten, "", None) if z] or [[Text(LEER)]]
    text = _fold("".join(i.text for i in erste if isinstance(i, Text)), hat_davor=False, hat_danach=False)
    return _as_text(text + (GEFALTET.rstrip() if weitere and not text.endswith(GEFALTET) else ""))


def _lines(knoten: Knoten, marke: str, art: Aenderungsart | None) -> Iterator[list[Inline]]:
    """Yield a node and all below it line by line, marked as come or gone; a label stands before the first text.

    What is below a heading is compared by itself.
    """
    eigen = " ".join(t for t in (marke, label(knoten)) if t)
    if isinstance(knoten, Zeile):
        yield _mark(" | ".join(print_words(split_words(own_text(z))) or LEER for z in knoten.zellen), art)
        return
    text = print_words(split_words(own_text(knoten)))
    if isinstance(knoten, Aufzaehlung) and knoten.art == "strich":
        for punkt in knoten.punkte:
            yield from _lines(punkt, "–", art)
        return
    kinder = () if isinstance(knoten, Abschnitt) else children(knoten)
    traegt = not text and bool(eigen) and isinstance(kinder[0] if kinder else None, Textblock)
    if (text or eigen) and not traegt:
        yield _mark(f"{eigen} {text}".strip(), art)
    for n, kind in enumerate(kinder):
        yield from _lines(kind, eigen if traegt and n == 0 else "", art)


def _mark(text: str, art: Aenderungsart | None) -> list[Inline]:
    inhalt = _as_text(text)
    return [Aenderungsmarke(tuple(inhalt), art)] if art and inhalt else inhalt

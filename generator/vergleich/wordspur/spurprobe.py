"""The proof of a tracked file before it is written: all accepted it is the new version, all refused the old one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from ...readers.wordnummern import Zaehlwerk
from ..spur.autorschaft import Autorschaft
from ..spur.bemerkung import need_given
from ..spur.beweis import FASSUNG, Spurfehler, need_same, need_unique
from ..spur.gleichgang import is_number_name
from ..worte import uncut
from .atome import WORT, split_paragraph, text_of
from .aufloesung import Entscheidung, resolve_blocks, touched_blocks
from .blockbild import Blockbilder, as_text, is_alone
from .ooxml import MARKE, MARKENENDE, PPR, TBL, TC, TR, P, W, attribute
from .randbemerkungen import ORTE, drop_remarks, list_remarks

_ZAEHLT: Final = (f"{W}pStyle", f"{W}numPr")
_IN_NUMMERNAMEN: Final = ("_n_", "vn_")
"""One of these is in every name of a bookmark around a printed number, now or of before."""
_TEXT, _TEXT_MIT_BLANKS = "<w:t>", '<w:t xml:space="preserve">'


@dataclass(frozen=True, slots=True)
class Wordfassung:
    """A version as Word has it: the document, the texts of its footnotes by id, numbering and styles."""

    dokument: etree._Element
    noten: Mapping[str, str]
    nummern: etree._Element | None = None
    stile: etree._Element | None = None
    bilder: Blockbilder = field(default_factory=Blockbilder)
    """The texts of its blocks, as far as they were made."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """What a version is, or what the tracked file becomes: its blocks, and where its notes, numbers and styles are told."""

    bloecke: list[etree._Element]
    fassung: Wordfassung


def prove_track(verfolgt: Wordfassung, fassungen: Sequence[Wordfassung], autoren: Sequence[Autorschaft]) -> None:
    """Raise Spurfehler unless the file resolves to every version and names are unique.

    All refused it is the first version; accepted what the first authors did and refused what the others did, the version that those
    left. What counts are text, look, styles, printed numbers, references, notes. Blocks whose whole text is the same are not
    described: what would be told of them is read off that text.
    """
    koerper = _body(verfolgt.dokument)
    beruehrte = touched_blocks(koerper, ORTE)
    for zahl, fassung in enumerate(fassungen):
        bloecke = resolve_blocks(koerper, beruehrte, _accept_only(autoren[:zahl]), drop_remarks)
        ist, soll = _Stand(bloecke, verfolgt), _Stand(list(_body(fassung.dokument)), fassung)
        welche = _name(zahl, len(autoren))
        if not _is_alike(ist, soll):
            need_same(list(_describe_all(ist)), list(_describe_all(soll)), welche, "Das Word-Dokument")
        gezeigt, erwartet = (_shown_numbers(stand.bloecke, stand.fassung.bilder) for stand in (ist, soll))
        need_same(gezeigt, erwartet, welche, "Ein Verweis im Word-Dokument")
    need_unique((attribute(m, "name") for m in verfolgt.dokument.iter(MARKE)), "Die Textmarke")


def _is_alike(ist: _Stand, soll: _Stand) -> bool:
    """Tell whether both say the same block by block; False says only that they have to be described as a whole."""
    a, b = ([k for k in stand.bloecke if k.tag in (P, TBL)] for stand in (ist, soll))
    if len(a) != len(b):
        return False
    bilder = ist.fassung.bilder, soll.fassung.bilder
    verschiedene = [(x, y) for x, y in zip(a, b, strict=True) if not _has_same_text(x, y, *bilder)]
    noten = ist.fassung.noten, soll.fassung.noten
    if any(list(_describe_block(x, noten[0])) != list(_describe_block(y, noten[1])) for x, y in verschiedene):
        return False
    if _count_alike(ist.fassung, soll.fassung) and all(_counts_by(x) == _counts_by(y) for x, y in verschiedene):
        return True
    return list(_labels(ist)) == list(_labels(soll))


def _has_same_text(a: etree._Element, b: etree._Element, bilder: Blockbilder, andere: Blockbilder) -> bool:
    """Tell whether blocks are the same as text; that blanks are kept is no matter of what is said."""
    hier, dort = (s.replace(_TEXT_MIT_BLANKS, _TEXT) for s in (bilder.of(a), andere.of(b)))
    return hier == dort and is_alone(hier)


def _count_alike(a: Wordfassung, b: Wordfassung) -> bool:
    """Tell whether the same paragraphs would get the same numbers: lists and styles are the same."""
    paare = ((a.nummern, b.nummern), (a.stile, b.stile))
    return all(x is y or (x is not None and y is not None and as_text(x) == as_text(y)) for x, y in paare)


def _counts_by(block: etree._Element) -> list[str]:
    """Return what of a paragraph decides about its number."""
    eigenschaften = block.find(PPR)
    return [as_text(k) for k in eigenschaften if k.tag in _ZAEHLT] if eigenschaften is not None else []


def _labels(stand: _Stand) -> Iterator[str]:
    werk = Zaehlwerk(stand.fassung.nummern, stand.fassung.stile)
    return (werk.label(k) for k in stand.bloecke if k.tag == P)


def _shown_numbers(bloecke: Sequence[etree._Element], bilder: Blockbilder) -> list[tuple[str, ...]]:
    """Return what each reference to a printed number shows once fields are made anew: the text in its bookmark."""
    texte: dict[str, str] = {}
    ziele: list[str] = []
    for block in bloecke:
        bild = bilder.of(block)
        if not any(teil in bild for teil in _IN_NUMMERNAMEN):
            continue
        for absatz in {m.getparent(): None for m in block.iter(MARKE) if is_number_name(attribute(m, "name"))}:
            _read_numbers(absatz if absatz is not None else (), texte)
        anweisungen = [(k.text or "").split() for k in block.iter(f"{W}instrText")]
        ziele += [w[1] for w in anweisungen if len(w) > 1 and w[0] == "REF" and is_number_name(w[1])]
    return [(texte.get(ziel, ""),) for ziel in ziele]


def _read_numbers(absatz: Iterable[etree._Element], texte: dict[str, str]) -> None:
    """Add the text of each number in a paragraph to those by the names of their bookmarks."""
    offen: dict[str, str] = {}
    for kind in absatz:
        if kind.tag == MARKE and is_number_name(attribute(kind, "name")):
            offen[attribute(kind, "id")] = attribute(kind, "name")
        elif kind.tag == MARKENENDE:
            offen.pop(attribute(kind, "id"), None)
        for name in offen.values():
            texte[name] = texte.get(name, "") + text_of(kind)


def _accept_only(autoren: Sequence[Autorschaft]) -> Entscheidung:
    return lambda autor: "annehmen" if autor in autoren else "ablehnen"


def _name(zahl: int, runden: int) -> str:
    """Name a version by how many rounds lead to it."""
    if 0 < zahl < runden:
        return f"die {zahl + 1}. der verglichenen"
    return FASSUNG["annehmen" if zahl else "ablehnen"]


def prove_remarks(
    dokument: etree._Element, kommentare: etree._Element | None, autor: Autorschaft, gruende: Mapping[str, str]
) -> None:
    """Raise Spurfehler unless every comment stands at one place, is a reason that was given, and names author and day."""
    need_given(list(list_remarks(dokument, kommentare)), autor, gruende, "Ein Kommentar des Word-Dokuments")


def _body(wurzel: etree._Element) -> etree._Element:
    koerper = wurzel.find(f"{W}body")
    if koerper is None:
        raise Spurfehler("Das Word-Dokument hat keinen Inhalt.")
    return koerper


def _describe_all(stand: _Stand) -> Iterator[tuple[Any, ...]]:
    """Yield what counts of paragraphs and tables; contents and page layout do not."""
    nummern = _labels(stand)
    for block in stand.bloecke:
        nummer = (next(nummern),) if block.tag == P else ()
        yield from ((*nummer, *merkmale) for merkmale in _describe_block(block, stand.fassung.noten))


def _describe_block(block: etree._Element, noten: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    """Yield what counts of a paragraph but its number, or of each row of a table."""
    if block.tag == P:
        yield _describe(block, noten)
    elif block.tag == TBL:
        for zeile in block.iterchildren(TR):
            zellen = (zelle.iterchildren(P) for zelle in zeile.iterchildren(TC))
            yield "zeile", tuple(tuple(_describe(p, noten) for p in absaetze) for absaetze in zellen)


def _describe(absatz: etree._Element, noten: Mapping[str, str]) -> tuple[Any, ...]:
    stil = absatz.find(f"{PPR}/{W}pStyle")
    merkmale: list[tuple[str, ...]] = []
    for atom in split_paragraph(absatz, noten, uncut)[0]:
        text, art, *aussehen = atom.merkmal
        if atom.wort and merkmale and merkmale[-1] == (WORT, merkmale[-1][1], *aussehen):
            merkmale[-1] = (WORT, merkmale[-1][1] + text, *aussehen)
        else:
            merkmale.append((art, text, *aussehen))
    return attribute(stil, "val") if stil is not None else "", tuple(merkmale)

"""The proof of a tracked file before it is written: all accepted it is the new version, all refused the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from ...readers.wordnummern import Zaehlwerk
from ..spur.autorschaft import Autorschaft
from ..spur.bemerkung import need_given
from ..spur.beweis import FASSUNG, Spurfehler, need_same, need_unique
from .atome import WORT, split_paragraph, text_of, uncut
from .aufloesung import Entscheidung, resolve_by_author
from .ooxml import MARKE, MARKENENDE, PPR, TBL, TC, TR, P, W, attribute, is_number_name
from .randbemerkungen import drop_remarks, list_remarks


@dataclass(frozen=True, slots=True)
class Wordfassung:
    """A version as Word has it: the document, the texts of its footnotes by id, numbering and styles."""

    dokument: etree._Element
    noten: Mapping[str, str]
    nummern: etree._Element | None = None
    stile: etree._Element | None = None


def prove_track(verfolgt: Wordfassung, fassungen: Sequence[Wordfassung], autoren: Sequence[Autorschaft]) -> None:
    """Raise Spurfehler unless the file resolves to every version and names are unique.

    All refused it is the first version; accepted what the first authors did and refused what the others did, the version that those
    left. What counts are text, look, styles, printed numbers, references, notes.
    """
    for zahl, soll in enumerate(fassungen):
        entschieden = resolve_by_author(verfolgt.dokument, _accept_only(autoren[:zahl]))
        ist = replace(verfolgt, dokument=drop_remarks(entschieden))
        welche = _name(zahl, len(autoren))
        need_same(list(describe_body(ist)), list(describe_body(soll)), welche, "Das Word-Dokument")
        gezeigt, erwartet = (_shown_numbers(f.dokument) for f in (ist, soll))
        need_same(gezeigt, erwartet, welche, "Ein Verweis im Word-Dokument")
    need_unique((attribute(m, "name") for m in verfolgt.dokument.iter(MARKE)), "Die Textmarke")


def _shown_numbers(wurzel: etree._Element) -> list[tuple[str, ...]]:
    """Return what each reference to a printed number shows once fields are made anew: the text in its bookmark."""
    texte: dict[str, str] = {}
    for absatz in {m.getparent(): None for m in wurzel.iter(MARKE) if is_number_name(attribute(m, "name"))}:
        offen: dict[str, str] = {}
        for kind in absatz if absatz is not None else ():
            if kind.tag == MARKE and is_number_name(attribute(kind, "name")):
                offen[attribute(kind, "id")] = attribute(kind, "name")
            elif kind.tag == MARKENENDE:
                offen.pop(attribute(kind, "id"), None)
            for name in offen.values():
                texte[name] = texte.get(name, "") + text_of(kind)
    anweisungen = [(k.text or "").split() for k in wurzel.iter(f"{W}instrText")]
    ziele = [w[1] for w in anweisungen if len(w) > 1 and w[0] == "REF" and is_number_name(w[1])]
    return [(texte.get(ziel, ""),) for ziel in ziele]


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


def describe_body(fassung: Wordfassung) -> Iterator[tuple[Any, ...]]:
    """Yield what counts of paragraphs and tables; contents and page layout do not."""
    werk = Zaehlwerk(fassung.nummern, fassung.stile)
    for kind in _body(fassung.dokument):
        if kind.tag == P:
            yield (werk.label(kind), *_describe(kind, fassung.noten))
        elif kind.tag == TBL:
            for zeile in kind.iterchildren(TR):
                yield (
                    "zeile",
                    tuple(
                        tuple(_describe(p, fassung.noten) for p in zelle.iterchildren(P))
                        for zelle in zeile.iterchildren(TC)
                    ),
                )


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

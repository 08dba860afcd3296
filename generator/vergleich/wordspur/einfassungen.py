"""What stands around runs in a Word file: content controls, formulas, links, ranges (ISO/IEC 29500-1, 17.13.5, 17.5.2, 22.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from .ooxml import W, attribute

MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CTRLPR: Final = f"{MATH}ctrlPr"
_RAHMEN: Final = (f"{W}sdt", f"{W}customXml")
XMLBEREICHE: Final = tuple(
    f"{W}customXml{a}Range{e}" for a in ("Ins", "Del", "MoveFrom", "MoveTo") for e in ("Start", "End")
)
ZUGBEREICHE: Final = tuple(f"{W}move{a}Range{e}" for a in ("From", "To") for e in ("Start", "End"))
_HUELLEN: Final = (f"{MATH}oMath", f"{MATH}oMathPara", *(f"{W}{n}" for n in ("hyperlink", "fldSimple", "smartTag")))
_ANGABEN: Final = (f"{MATH}oMathParaPr", f"{W}smartTagPr", f"{W}fldData")
_PAARIG: Final = tuple(f"{W}{a}{e}" for a in ("bookmark", "commentRange", "perm") for e in ("Start", "End"))
"""What begins and ends at two places, which need not go together."""


def drop(knoten: etree._Element) -> None:
    """Take out a node; where only one end of a bookmark or of a commented range lies in it, that end stays at its place."""
    eltern = knoten.getparent()
    if eltern is None:
        return
    marken = list(knoten.iter(*_PAARIG))
    enden = {_pair(m): 0 for m in marken}
    for marke in marken:
        enden[_pair(marke)] += 1
    for marke in marken:
        if enden[_pair(marke)] == 1:
            knoten.addprevious(marke)
    eltern.remove(knoten)


def _pair(marke: etree._Element) -> tuple[str, str]:
    return str(marke.tag).removesuffix("Start").removesuffix("End"), attribute(marke, "id")


def unwrap(knoten: etree._Element) -> None:
    """Put what is in a node in its place."""
    for kind in list(knoten):
        knoten.addprevious(kind)
    eltern = knoten.getparent()
    if eltern is not None:
        eltern.remove(knoten)


def free_framed(wurzel: etree._Element, goes: Callable[[etree._Element], bool]) -> None:
    """Dissolve content controls that came or went: those whose beginning lies in a range that goes; what is in them has own marks."""
    offen: set[str] = set()
    fallende = []
    for knoten in wurzel.iter(*_RAHMEN, *XMLBEREICHE):
        if knoten.tag in _RAHMEN:
            if offen:
                fallende.append(knoten)
        elif str(knoten.tag).endswith("End"):
            offen.discard(attribute(knoten, "id"))
        elif goes(knoten):
            offen.add(attribute(knoten, "id"))
    for rahmen in fallende:
        _free(rahmen)


def _free(rahmen: etree._Element) -> None:
    """Put what a frame holds in its place, without what the frame says of itself."""
    ist_steuerelement = rahmen.tag == f"{W}sdt"
    inhalt = rahmen.find(f"{W}sdtContent") if ist_steuerelement else None
    for kind in list(rahmen):
        if kind is not inhalt and (ist_steuerelement or kind.tag == f"{W}customXmlPr"):
            rahmen.remove(kind)
    if inhalt is not None:
        unwrap(inhalt)
    unwrap(rahmen)


def resolve_formula(marke: etree._Element, ist_weg: bool) -> None:
    """Decide about a run of a formula, or about a fraction, root or power of which what it holds has own marks (22.1.2.21)."""
    eltern = marke.getparent()
    if eltern is None:
        return
    if not ist_weg:
        unwrap(marke)
        return
    merkmale = eltern.getparent()
    gebilde = merkmale.getparent() if eltern.tag == CTRLPR and merkmale is not None else eltern
    if eltern.tag != CTRLPR or gebilde is None:
        drop(eltern)
        return
    for glied in list(gebilde):
        if glied is not merkmale:
            for kind in (*glied.findall(CTRLPR), *glied.findall(f"{MATH}argPr")):
                glied.remove(kind)
            gebilde.addprevious(glied)
            unwrap(glied)
    drop(gebilde)


def drop_empty(wurzel: etree._Element) -> None:
    """Take out links, fields and formulas that hold nothing more, and the ranges of moved or framed text."""
    for knoten in list(wurzel.iter(*ZUGBEREICHE, *XMLBEREICHE)):
        drop(knoten)
    for knoten in reversed(list(wurzel.iter(*_HUELLEN))):
        if _is_empty(knoten):
            drop(knoten)


def empty_ones(wurzel: etree._Element) -> Iterator[etree._Element]:
    """Yield the links, fields and formulas that hold nothing."""
    return (knoten for knoten in wurzel.iter(*_HUELLEN) if _is_empty(knoten))


def _is_empty(huelle: etree._Element) -> bool:
    return all(kind.tag in _ANGABEN for kind in huelle)

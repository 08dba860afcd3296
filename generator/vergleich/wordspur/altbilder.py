"""Pictures of the old version that a tracked file still shows, under names of their own beside those of the new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from .ooxml import W, write_part

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_BEZIEHUNG: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_VORGABE: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}Default"
_ANGABEN: Final = tuple(
    f"{{http://schemas.openxmlformats.org/drawingml/2006/{n}}}" for n in ("wordprocessingDrawing", "picture")
)
_BILD: Final = f"{W}drawing"
_BISHER: Final = "bisher"
_VERSATZ: Final = 10_000
"""Numbers of drawings of the old version begin here; a contract never has so many."""
BEZIEHUNGEN, TYPEN = "word/_rels/document.xml.rels", "[Content_Types].xml"


def set_pictures_apart(dokument: etree._Element, stufe: int) -> None:
    """Give the pictures of an old version, and what leads to them, names and numbers of their own; `stufe` counts older versions."""
    for knoten in _pictures(dokument):
        if _R in knoten.attrib:
            knoten.set(_R, f"{knoten.get(_R)}{_mark(stufe)}")
        elif knoten.tag in (f"{_ANGABEN[0]}docPr", f"{_ANGABEN[1]}cNvPr"):
            knoten.set("id", str(int(knoten.get("id") or "0") + stufe * _VERSATZ))


def _pictures(dokument: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements of the pictures of a document."""
    return (knoten for bild in dokument.iter(_BILD) for knoten in bild.iter())


def _mark(stufe: int) -> str:
    return f"{_BISHER}{stufe if stufe > 1 else ''}"


def carry_pictures(
    dokument: etree._Element, alt: Mapping[str, bytes], neu: Mapping[str, bytes], stufe: int
) -> dict[str, bytes]:
    """Return the parts that a document needs for the old pictures that it shows: the pictures, relations and kinds of files."""
    marke = _mark(stufe)
    gebraucht = {k.get(_R) or "" for k in _pictures(dokument) if (k.get(_R) or "").endswith(marke)}
    if not gebraucht:
        return {}
    beziehungen, typen = etree.fromstring(neu[BEZIEHUNGEN]), etree.fromstring(neu[TYPEN])
    bekannte = {t.get("Extension") for t in typen.iter(_VORGABE)}
    teile: dict[str, bytes] = {}
    for beziehung in etree.fromstring(alt[BEZIEHUNGEN]).iter(_BEZIEHUNG):
        name, ziel = f"{beziehung.get('Id')}{marke}", beziehung.get("Target") or ""
        if name in gebraucht:
            ordner, _, datei = ziel.rpartition("/")
            neues = f"{ordner}/{marke}_{datei}"
            teile[f"word/{neues}"] = alt[f"word/{ziel}"]
            etree.SubElement(
                beziehungen, _BEZIEHUNG, {"Id": name, "Type": beziehung.get("Type") or "", "Target": neues}
            )
    for art in etree.fromstring(alt[TYPEN]).iter(_VORGABE):
        if art.get("Extension") not in bekannte:
            typen.insert(0, art)
    for ort, wurzel in ((BEZIEHUNGEN, beziehungen), (TYPEN, typen)):
        teile[ort] = write_part(wurzel)
    return teile

"""Why a section was changed, as a comment of Word beside the changed paragraph (ISO/IEC 29500-1, 17.13.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from ..spur.autorschaft import Autorschaft
from ..spur.beweis import Spurfehler
from ..spur.gleichgang import KNOTEN
from .altbilder import BEZIEHUNGEN, TYPEN
from .ooxml import DEL, INS, NACH, PPR, RPR, VON, P, T, W, attribute, make, names_of, write_part

TEIL: Final = "word/comments.xml"
_VON, _BIS, _ZEICHEN = f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"
ORTE: Final = (_VON, _BIS, _ZEICHEN)
"""What tells in a text where a comment stands."""
_SPUREN: Final = (INS, DEL, VON, NACH, f"{W}pPrChange")
_BEZIEHUNG: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_ART: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PAKET: Final = "{http://schemas.openxmlformats.org/package/2006/"


def write_remarks(
    dokument: etree._Element, gruende: Mapping[str, str], abschnitte: Sequence[str], autor: Autorschaft
) -> etree._Element | None:
    """Put a comment beside each changed section that has a reason; returns the part of the comments, None without any.

    `gruende` are the reasons by the id of a section at top level, `abschnitte` all those ids.
    """
    if not gruende:
        return None
    teil = make("comments")
    for kennung, bloecke in _cut_sections(dokument, abschnitte).items():
        ort = _place(bloecke) if kennung in gruende else None
        if ort is not None:
            nummer = str(len(teil))
            _set_anchor(ort, nummer)
            teil.append(_comment(gruende[kennung], nummer, autor))
    return teil if len(teil) else None


def _cut_sections(dokument: etree._Element, abschnitte: Sequence[str]) -> dict[str, list[etree._Element]]:
    """Return the blocks of each section, wherever they stand: of one that moved both its places."""
    anfaenge = {f"{KNOTEN}{a}": a for a in abschnitte}
    bloecke: dict[str, list[etree._Element]] = {}
    jetzt = ""
    for block in dokument.iterfind(f"{W}body/*"):
        jetzt = next((anfaenge[n] for n in names_of(block) if n in anfaenge), jetzt)
        bloecke.setdefault(jetzt, []).append(block)
    return bloecke


def _place(bloecke: Sequence[etree._Element]) -> etree._Element | None:
    """Return the paragraph to comment: the first changed one that stays whatever one decides, else the first that stays.

    None where nothing in the section changed, or all of it came or went: LibreOffice 7.4 leaves the place of a comment behind
    in text that goes. For the same reason none stands in a table.
    """
    if not any(True for b in bloecke for _ in b.iter(*_SPUREN)):
        return None
    bleibende = [b for b in bloecke if b.tag == P and not _is_whole(b)]
    geaenderte = (p for p in bleibende if next(p.iter(*_SPUREN), None) is not None)
    return next(geaenderte, next(iter(bleibende), None))


def _is_whole(absatz: etree._Element) -> bool:
    """Tell whether a paragraph, or its end, came or went."""
    schrift = absatz.find(f"{PPR}/{RPR}")
    return schrift is not None and any(schrift.find(t) is not None for t in (INS, NACH, DEL, VON))


def _set_anchor(absatz: etree._Element, nummer: str) -> None:
    eigenschaften = absatz.find(PPR)
    anfang = make("commentRangeStart", id=nummer)
    if eigenschaften is None:
        absatz.insert(0, anfang)
    else:
        eigenschaften.addnext(anfang)
    lauf = make("r")
    lauf.append(make("commentReference", id=nummer))
    absatz.extend((make("commentRangeEnd", id=nummer), lauf))


def _comment(grund: str, nummer: str, autor: Autorschaft) -> etree._Element:
    bemerkung = make("comment", id=nummer, author=autor.name, date=autor.zeit, initials=_initials(autor.name))
    for zeile in grund.splitlines():
        absatz, lauf = make("p"), make("r")
        text = etree.SubElement(lauf, T)
        text.text = zeile
        absatz.append(lauf)
        bemerkung.append(absatz)
    return bemerkung


def _initials(name: str) -> str:
    return "".join(wort[0] for wort in name.split())[:9]


def drop_remarks(wurzel: etree._Element) -> etree._Element:
    """Take the places of comments out of a document: they are no text of a version; returns it."""
    for knoten in list(wurzel.iter(*ORTE)):
        weg = knoten.getparent() if knoten.tag == _ZEICHEN else knoten
        eltern = weg.getparent() if weg is not None else None
        if weg is not None and eltern is not None:
            eltern.remove(weg)
    return wurzel


def list_remarks(dokument: etree._Element, teil: etree._Element | None) -> Iterator[tuple[str, str, str]]:
    """Yield author, date and text of each comment, in the order of their places; their numbers say nothing.

    Raises Spurfehler for a place without comment, a comment without place, or a place that has no beginning or end.
    """
    bemerkungen = {attribute(b, "id"): b for b in teil.iter(f"{W}comment")} if teil is not None else {}
    orte = [[attribute(k, "id") for k in dokument.iter(tag)] for tag in (_ZEICHEN, _VON, _BIS)]
    if any(sorted(o) != sorted(bemerkungen) for o in orte):
        raise Spurfehler(
            "Kommentare des Word-Dokuments ständen an keinem oder an mehreren Orten; es ist nicht geschrieben."
        )
    for nummer in orte[0]:
        bemerkung = bemerkungen[nummer]
        text = "\n".join("".join(t.text or "" for t in p.iter(T)) for p in bemerkung.iter(P))
        yield attribute(bemerkung, "author"), attribute(bemerkung, "date"), text


def carry_remarks(teile: Mapping[str, bytes], teil: etree._Element | None) -> dict[str, bytes]:
    """Return the parts of a package that change with its comments: the comments, the relations, the kinds of files."""
    if teil is None:
        return {}
    beziehungen, typen = etree.fromstring(teile[BEZIEHUNGEN]), etree.fromstring(teile[TYPEN])
    angaben = {"Id": "rKommentare", "Type": _BEZIEHUNG, "Target": TEIL.removeprefix("word/")}
    etree.SubElement(beziehungen, f"{_PAKET}relationships}}Relationship", angaben)
    etree.SubElement(typen, f"{_PAKET}content-types}}Override", {"PartName": f"/{TEIL}", "ContentType": _ART})
    return {ort: write_part(wurzel) for ort, wurzel in ((TYPEN, typen), (BEZIEHUNGEN, beziehungen), (TEIL, teil))}

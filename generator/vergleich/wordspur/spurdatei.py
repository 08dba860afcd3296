"""Two versions to one Word file with tracked changes that can be accepted or refused one by one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from ...writers.docx import write_docx
from ...writers.zip import build_zip, pack_part
from ..aenderungssatz import Aenderungssatz
from ..spur.autorschaft import Autorschaft
from ..spur.gleichgang import changed_names, former_name
from .absatzspur import Absatzspur
from .altbilder import carry_pictures, set_pictures_apart
from .atome import text_of
from .flussspur import Flussspur
from .nummernwerk import Nummernwerk, paragraphs, same_numbers
from .ooxml import (
    DEL,
    R,
    W,
    attribute,
    clone,
    mark,
    names_of,
    number_ids,
    rename_bookmarks,
    to_deleted,
    write_part,
)
from .randbemerkungen import carry_remarks, write_remarks
from .spurprobe import Wordfassung, prove_remarks, prove_track

DOKUMENT, NUMMERN, NOTEN, STILE = (f"word/{n}.xml" for n in ("document", "numbering", "footnotes", "styles"))
_VERWEIS: Final = f"{W}footnoteReference"


def write_wordspur(
    satz: Aenderungssatz,
    autor: Autorschaft,
    sind_zuege_erlaubt: bool = True,
    gruende: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return the new version as DOCX, with the changes from the old one tracked; `gruende` are comments by section at top level.

    Both versions are written as they are alone and laid over each other by the change set; the same input gives the same bytes.
    Raises Spurfehler where the result would not resolve to both, so that no such file ever leaves the house.
    """
    alt, neu = _read(write_docx(satz.alt.dokument)), _read(write_docx(satz.neu.dokument))
    dokument_alt, dokument_neu = _xml(alt[DOKUMENT]), _xml(neu[DOKUMENT])
    noten_alt, noten_neu = _xml(alt[NOTEN]), _xml(neu[NOTEN])
    texte_alt, texte_neu = _note_texts(noten_alt), _note_texts(noten_neu)
    nummern_alt, nummern_neu = _xml(alt[NUMMERN]), _xml(neu[NUMMERN])
    namen, _ = changed_names(satz.baum)
    nummern = Nummernwerk(nummern_alt, nummern_neu, same_numbers(dokument_alt, dokument_neu, namen))
    unberuehrt = clone(dokument_alt)
    nummern.rename(paragraphs(dokument_alt))
    set_pictures_apart(dokument_alt)
    versatz = _shift_notes(dokument_alt, max((int(n) for n in texte_neu), default=0))
    verschobene = {str(int(n) + versatz): t for n, t in texte_alt.items() if int(n) > 0}
    absatzspur = Absatzspur(autor, verschobene, texte_neu, frozenset(names_of(dokument_neu)))
    ergebnis = _merge_bodies(satz, dokument_alt, dokument_neu, absatzspur, sind_zuege_erlaubt)
    if absatzspur.verlorene:
        # A second walk with names of their own: references of before must find what they meant, wherever it stood.
        fruehere = {n: former_name(n) for n in sorted(absatzspur.verlorene)}
        rename_bookmarks(dokument_alt, fruehere)
        rename_bookmarks(unberuehrt, fruehere)
        ergebnis = _merge_bodies(satz, dokument_alt, dokument_neu, absatzspur, sind_zuege_erlaubt, fruehere)
    noten = _merge_notes(noten_neu, noten_alt, versatz, ergebnis, autor)
    abschnitte = [a.id for s in (satz.neu, satz.alt) for a in s.dokument.abschnitte]
    kommentare = write_remarks(ergebnis, gruende, abschnitte, autor)
    number_ids(iter((ergebnis, noten)))
    gemeinsame, stile = nummern.finish(), _xml(neu[STILE])
    prove_track(
        Wordfassung(ergebnis, _note_texts(noten), gemeinsame, stile),
        Wordfassung(unberuehrt, texte_alt, nummern_alt, _xml(alt[STILE])),
        Wordfassung(dokument_neu, texte_neu, nummern_neu, stile),
    )
    prove_remarks(ergebnis, kommentare, autor, gruende)
    ersetzt = {DOKUMENT: ergebnis, NUMMERN: gemeinsame, NOTEN: noten}
    teile = {**neu, **carry_remarks(neu, kommentare)}
    return _pack({**teile, **carry_pictures(ergebnis, alt, teile)}, ersetzt, satz.neu.dokument.kopf.stand)


def _merge_bodies(
    satz: Aenderungssatz,
    alt: etree._Element,
    neu: etree._Element,
    absatzspur: Absatzspur,
    sind_zuege_erlaubt: bool,
    umbenannt: Mapping[str, str] = MappingProxyType({}),
) -> etree._Element:
    """Return the new document with the merged body; `umbenannt` are old bookmarks that bear another name here."""
    namen, gezogen = changed_names(satz.baum)
    namen |= {um: namen.get(n, n) for n, um in umbenannt.items()}
    koerper_alt, koerper_neu = alt.find(f"{W}body"), neu.find(f"{W}body")
    ergebnis = clone(neu)
    koerper = ergebnis.find(f"{W}body")
    if koerper_alt is None or koerper_neu is None or koerper is None:
        raise ValueError("a document without body")
    inhalt = Flussspur(absatzspur, namen, gezogen, sind_zuege_erlaubt).merge(koerper_alt, koerper_neu)
    for kind in list(koerper):
        koerper.remove(kind)
    koerper.extend(clone(k) if k.getparent() is not None else k for k in inhalt)
    return ergebnis


def _shift_notes(dokument: etree._Element, versatz: int) -> int:
    """Give the footnotes of the old version numbers behind those of the new one; returns by how much."""
    for verweis in dokument.iter(_VERWEIS):
        verweis.set(f"{W}id", str(int(attribute(verweis, "id")) + versatz))
    return versatz


def _note_texts(noten: etree._Element) -> dict[str, str]:
    return {attribute(n, "id"): text_of(n) for n in noten.iter(f"{W}footnote")}


def _merge_notes(
    neu: etree._Element, alt: etree._Element, versatz: int, dokument: etree._Element, autor: Autorschaft
) -> etree._Element:
    """Return the notes of the new version with those of the old one that tracked text still refers to, struck out."""
    ergebnis = clone(neu)
    gebraucht = {attribute(v, "id") for v in dokument.iter(_VERWEIS)}
    for note in alt.iter(f"{W}footnote"):
        nummer = str(int(attribute(note, "id")) + versatz)
        if int(attribute(note, "id")) <= 0 or nummer not in gebraucht:
            continue
        kopie = clone(note)
        kopie.set(f"{W}id", nummer)
        for lauf in list(kopie.iter(R)):
            if lauf.find(f"{W}footnoteRef") is not None:
                continue
            huelle = mark(DEL.removeprefix(W), autor)
            lauf.addprevious(huelle)
            huelle.append(to_deleted(lauf))
            eltern = lauf.getparent()
            if eltern is not None:
                eltern.remove(lauf)
        ergebnis.append(kopie)
    return ergebnis


def _read(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archiv:
        return {n: archiv.read(n) for n in archiv.namelist()}


def _xml(daten: bytes) -> etree._Element:
    return etree.fromstring(daten, etree.XMLParser(resolve_entities=False, no_network=True))


def _pack(teile: dict[str, bytes], ersetzt: dict[str, etree._Element], stand: str) -> bytes:
    """Return the package with some parts replaced."""
    neue = {n: write_part(w) for n, w in ersetzt.items()}
    return build_zip([pack_part(n, neue.get(n, inhalt)) for n, inhalt in teile.items()], stand)

"""Two versions to one OpenDocument text with tracked changes that can be accepted or refused one by one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from ...writers.odt import write_odt
from ...writers.zip import build_zip, pack_part
from ..aenderungssatz import Aenderungssatz
from ..spur.autorschaft import Autorschaft
from ..spur.gleichgang import changed_names
from .odf import DC, DRAW, OFFICE, XLINK, T, copied
from .odtbemerkungen import drop_annotations, prove_annotations, write_annotations
from .odtfluss import Fliessblock, flatten, glue_tables, parse_flow, write_flow
from .odtplan import Odtplan
from .odtprobe import prove_odt
from .odtschreiber import Odtschreiber, renumber_notes
from .odtteile import (
    Odtteile,
    add_list_styles,
    base_style,
    bookmark_names,
    join_lists,
    join_styles,
    rename_lost,
    rename_pictures,
    same_lists,
)

INHALT, STILE, LISTE = "content.xml", "styles.xml", "META-INF/manifest.xml"


def write_odtspur(satz: Aenderungssatz, autor: Autorschaft, gruende: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Return the new version as ODT, with the changes from the old one tracked; the same input gives the same bytes.

    `gruende` are annotations by section at top level.
    Raises Spurfehler where the result would not resolve to both versions, or
    where ODF has no words for a change.
    """
    alt, neu = _read(write_odt(satz.alt.dokument)), _read(write_odt(satz.neu.dokument))
    bilder = rename_pictures(alt)
    grundstil = base_style(alt, neu)
    namen, gezogen = changed_names(satz.baum)
    neue = glue_tables(flatten(neu.koerper))
    alte = glue_tables(flatten(alt.koerper))
    join_styles(alt, neu)
    alte = [b for b in join_lists(alte, alt, neu, same_lists(alte, neue, namen)) if b.ist_absatz or b.ist_tabelle]
    plan = Odtplan(grundstil, namen, gezogen)
    wege = plan.make(alte, neue)
    namen_neu = bookmark_names([b.knoten for b in neue])
    rename_lost(alte, wege, namen_neu)
    schreiber = Odtschreiber(autor, plan, namen_neu)
    bloecke = schreiber.write(wege)
    inhalt = _build(neu, alt, bloecke, schreiber)
    gemeinsam = Odtteile(inhalt, neu.stile, neu.paket)
    add_list_styles(gemeinsam, schreiber.listenstile)
    abschnitte = [a.id for s in (satz.neu, satz.alt) for a in s.dokument.abschnitte]
    write_annotations(gemeinsam.koerper, gruende, abschnitte, autor)
    verfolgt = Odtteile(drop_annotations(copied(inhalt)), neu.stile, neu.paket)
    prove_odt(verfolgt, (alte, alt), (neue, neu), base_style(alt, verfolgt))
    prove_annotations(inhalt, autor, gruende)
    return _pack(neu, inhalt, bilder, satz.neu.dokument.kopf.stand)


def _build(neu: Odtteile, alt: Odtteile, bloecke: list[Fliessblock], schreiber: Odtschreiber) -> etree._Element:
    """Return the text part of the common file."""
    begonnen: set[str] = set()
    verfolgung = schreiber.regions(begonnen)
    inhalt = copied(neu.inhalt)
    koerper = inhalt.find(f"{OFFICE}body/{OFFICE}text")
    if koerper is None:
        raise ValueError("a document without body")
    zaehler = _counters(neu.koerper, alt.koerper)
    for kind in list(koerper):
        koerper.remove(kind)
    koerper.extend(parse_flow(f"{verfolgung}{zaehler}{write_flow(bloecke, begonnen)}"))
    renumber_notes(koerper)
    etree.cleanup_namespaces(inhalt, top_nsmap={"dc": DC}, keep_ns_prefixes=[p for p in neu.inhalt.nsmap if p])
    return inhalt


def _counters(*koerper: etree._Element) -> str:
    """Return the counters of both versions, each once."""
    stellen: dict[str, etree._Element] = {}
    for einer in koerper:
        for zaehler in einer.iter(f"{T}sequence-decl"):
            stellen.setdefault(zaehler.get(f"{T}name") or "", zaehler)
    alle = etree.Element(f"{T}sequence-decls")
    alle.extend(copied(z) for z in stellen.values())
    return etree.tostring(alle, encoding="unicode")


def _read(odt: bytes) -> Odtteile:
    with zipfile.ZipFile(io.BytesIO(odt)) as archiv:
        paket = {n: archiv.read(n) for n in archiv.namelist()}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return Odtteile(etree.fromstring(paket[INHALT], parser), etree.fromstring(paket[STILE], parser), paket)


def _pack(neu: Odtteile, inhalt: etree._Element, bilder: dict[str, bytes], stand: str) -> bytes:
    """Return the package of the new version with the common text, and with the old pictures that it shows."""
    gezeigt = {b.get(f"{XLINK}href") or "" for b in inhalt.iter(f"{DRAW}image")}
    alte = {n: d for n, d in bilder.items() if n in gezeigt}
    verzeichnis = neu.paket[LISTE].decode("utf-8")
    neue = "".join(
        f'<manifest:file-entry manifest:full-path="{n}" manifest:media-type="image/svg+xml"/>' for n in sorted(alte)
    )
    ende = "</manifest:manifest>"
    ersetzt = {
        INHALT: etree.tostring(inhalt, xml_declaration=True, encoding="UTF-8"),
        LISTE: verzeichnis.replace(ende, neue + ende).encode("utf-8"),
    }
    teile = {**neu.paket, **ersetzt, **alte}
    return build_zip([pack_part(n, d, ist_gespeichert=n == "mimetype") for n, d in teile.items()], stand)

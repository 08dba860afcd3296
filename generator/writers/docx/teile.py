"""The parts of the package around the text; static ones come from the layout, compressed once per process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ...kanon import running_foot
from ...paketdaten import layout_text
from ...query import is_brief
from ...tree import Dokument, Kopf
from ..herkunftsangaben import origin_of
from ..masse import type_scale
from ..schriftgrad import enlarge, replace_once, replace_styles
from ..xmltext import escape
from ..zip import Teil, pack_part
from .briefmarken import write_marks
from .inlines import field, text_run
from .lauf import ERSTE_FREIE_LISTE, TEXTBREITEN, DocxLauf
from .vertragsdaten import data_parts, list_data

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Programs look for relations in every part, also where it has none.
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_FESTE = {
    "_rels/.rels": "rels.xml",
    "docProps/app.xml": "app.xml",
    "word/fontTable.xml": "fontTable.xml",
}
_LISTEN = {"[Content_Types].xml": "content_types.xml", "word/_rels/document.xml.rels": "document_rels.xml"}
"""Lists of what is in the package, which pictures and the contract data lengthen."""
_SPRACHE = "de-DE"
_GRAD = re.compile(r'(?<=<w:sz w:val=")\d+(?=")|(?<=<w:szCs w:val=")\d+(?=")')
_ZELLE = 'w:styleId="Zelle'
_SEITENZAHL = '<w:tab w:val="right" w:pos="{}"/>'
_TITELABSTAND = ('<w:spacing w:before="1800" w:after="240"', '<w:spacing w:before="0" w:after="240"')
"""What puts the title on a page of its own, and what does not."""


def package_parts(dokument: Dokument, rumpf: Teil, lauf: DocxLauf, daten: bytes) -> list[Teil]:
    """Return all files of the package, the list of content types first; `daten` are those of the contract, empty for none."""
    kopf = dokument.kopf
    return [
        *_lists(lauf, bool(daten)),
        *_static(),
        pack_part("docProps/core.xml", _core(kopf)),
        pack_part("docProps/custom.xml", _custom(kopf)),
        *_styled(kopf.sprache, kopf.schrift, kopf.abstand, kopf.hat_verzeichnis, kopf.lage, is_brief(dokument)),
        _numbering(kopf.schema, lauf.freie_listen),
        pack_part("word/footnotes.xml", _footnotes(lauf.noten)),
        pack_part("word/header1.xml", _header(kopf, kopf.titel)),
        pack_part("word/header2.xml", _header(kopf, "", write_marks() if is_brief(dokument) else "")),
        *_footers(kopf),
        rumpf,
        *data_parts(daten),
    ]


@cache
def _layout(name: str) -> str:
    return layout_text(f"docx/{name}")


def _lists(lauf: DocxLauf, hat_daten: bool) -> Sequence[Teil]:
    if not lauf.bilder:
        return _fixed_lists(hat_daten)
    from .abbildung import picture_parts

    return picture_parts(lauf.bilder, *_list_texts(hat_daten))


@cache
def _list_texts(hat_daten: bool) -> tuple[str, str]:
    typen, beziehungen = map(_layout, _LISTEN.values())
    return list_data(typen, beziehungen) if hat_daten else (typen, beziehungen)


@cache
def _fixed_lists(hat_daten: bool) -> tuple[Teil, ...]:
    return tuple(pack_part(name, text) for name, text in zip(_LISTEN, _list_texts(hat_daten), strict=True))


@cache
def _static() -> tuple[Teil, ...]:
    return tuple(pack_part(name, _layout(datei)) for name, datei in _FESTE.items())


@lru_cache(maxsize=8)
def _styled(
    sprache: str, schrift: str, abstand: str, hat_titelblatt: bool, lage: str, ist_brief: bool
) -> tuple[Teil, ...]:
    stile = _layout("styles.xml")
    if ist_brief:
        # The subject stands below the address field: at least 98.46 mm from the edge (DIN 5008 form B).
        stile = replace_styles(stile, _layout("briefstile.xml"))
    if abstand == "eng":
        stile = replace_styles(stile, _layout("engstile.xml"))
    stile = enlarge(stile, _GRAD, _ZELLE, type_scale(schrift), 0)
    if not (ist_brief or hat_titelblatt):
        stile = replace_once(stile, *_TITELABSTAND)
    if lage == "quer":
        stile = replace_once(stile, _SEITENZAHL.format(TEXTBREITEN["hoch"]), _SEITENZAHL.format(TEXTBREITEN["quer"]))
    return (
        pack_part("word/styles.xml", stile.replace(_SPRACHE, escape(sprache))),
        pack_part("word/settings.xml", _layout("settings.xml").replace(_SPRACHE, escape(sprache))),
    )


@lru_cache(maxsize=64)
def _numbering(schema: str, freie_listen: int) -> Teil:
    """The lists of the scheme and one restarted copy of the free list for each list that counts on its own.

    Double letters count on from 27 (ISO/IEC 29500-1, 17.18.59). One letter drawn twice (`%5%5`) would serve programs that write
    “ab” for 28, but LibreOffice 7.4 prints it as “a%5%”.
    """
    anfang, schluss, _ = _layout(f"numbering_{schema}.xml").rpartition("</w:numbering>")
    freie = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
        for n in range(ERSTE_FREIE_LISTE, ERSTE_FREIE_LISTE + freie_listen)
    )
    return pack_part("word/numbering.xml", f"{anfang}{freie}{schluss}")


@cache
def _watermark() -> str:
    return _layout("wasserzeichen.xml")


def _footnotes(noten: list[str]) -> str:
    trenner = '<w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{}/></w:r></w:p>'
    return (
        f'{XML}<w:footnotes {_W}><w:footnote w:type="separator" w:id="-1">{trenner.format("separator")}</w:footnote>'
        f'<w:footnote w:type="continuationSeparator" w:id="0">{trenner.format("continuationSeparator")}</w:footnote>'
        f"{''.join(noten)}</w:footnotes>"
    )


def _header(kopf: Kopf, text: str, marken: str = "") -> str:
    """The draft mark stands on every page, as a line and across the page; the first page repeats no title, a letter has marks there."""
    zeilen = []
    if kopf.entwurf:
        zeilen.append(f'<w:p><w:pPr><w:pStyle w:val="Entwurf"/></w:pPr>{text_run("ENTWURF")}{_watermark()}</w:p>')
    if text or not zeilen:
        zeilen.append(f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{text_run(text) if text else ""}</w:p>')
    return f"{XML}<w:hdr {_W}>{marken}{''.join(zeilen)}</w:hdr>"


def _footers(kopf: Kopf) -> list[Teil]:
    seite = f"{text_run('Seite ')}{field('PAGE', '1')}{text_run(' von ')}{field('NUMPAGES', '1')}"
    fuss = (
        f'{XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{text_run(running_foot(kopf))}<w:r><w:tab/></w:r>'
        f"{seite}</w:p></w:ftr>"
    )
    return [pack_part("word/footer1.xml", fuss), pack_part("word/footer2.xml", fuss)]


def _core(kopf: Kopf) -> str:
    zeit = f'xsi:type="dcterms:W3CDTF">{escape(kopf.stand)}T00:00:00Z<'
    return (
        f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dcterms:created {zeit}/dcterms:created><dc:identifier>{escape(kopf.kennung)}</dc:identifier>"
        f"<dc:language>{escape(kopf.sprache)}</dc:language><dcterms:modified {zeit}/dcterms:modified>"
        f"<dc:subject>{escape(kopf.untertitel)}</dc:subject><dc:title>{escape(kopf.titel)}</dc:title>"
        f"<cp:version>{escape(kopf.fassung)}</cp:version></cp:coreProperties>"
    )


def _custom(kopf: Kopf) -> str:
    eintraege = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(wert)}</vt:lpwstr></property>"
        for pid, (name, wert) in enumerate(origin_of(kopf).items(), 2)
    )
    return (
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{eintraege}</Properties>"
    )

"""The main part: opening, table of contents, sections, page set-up."""

from __future__ import annotations

from collections.abc import Mapping

from ...kanon import identification
from ...tree import Dokument, Eintrag
from ..haftung import bind_blocks, contents_have_own_page
from ..satzzahlen import cited_texts
from ..seitenmass import measure_pages
from ..xmltext import need_kennung
from ..zip import Packstrom, Rohstrom, Teil
from .absaetze import PARAGRAPH_END, DocxAbsaetze, open_paragraph, paragraph
from .inlines import field, link, text_run
from .lauf import DocxLauf

_ANFANG = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>'
)
_ENDE = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:headerReference w:type="first" r:id="rId7"/>'
    '<w:footerReference w:type="default" r:id="rId8"/><w:footerReference w:type="first" r:id="rId9"/>'
    '<w:pgSz {}/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1418" w:header="680"'
    ' w:footer="680" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>'
)
_BLATT = {
    "hoch": 'w:w="11906" w:h="16838"',
    "quer": 'w:w="16838" w:h="11906" w:orient="landscape"',
}
_INHALT = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
    "<w:sdtContent>"
)
_FELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_RECHTS = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9071"/></w:tabs>'
_FELDENDE = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
STUECKE = 3000
"""Pieces compressed at a time, a hundred kilobytes: more would need fresh memory, fewer make both kinds of work slower."""
_UMBRUCH = "<w:pageBreakBefore/>"


def write_body(dokument: Dokument, lauf: DocxLauf, strom: Packstrom | Rohstrom, hat_seitenzahlen: bool = True) -> Teil:
    """Return `word/document.xml`, which goes into `strom` while it grows; footnotes and the count of own lists stay in `lauf`."""
    kopf = dokument.kopf
    haftung = bind_blocks(dokument)
    absaetze = DocxAbsaetze(lauf, haftung, cited_texts(dokument))
    teile = lauf.xml
    teile += (_ANFANG, paragraph("Title", text_run(kopf.titel)))
    if kopf.untertitel:
        teile.append(paragraph("Subtitle", text_run(kopf.untertitel)))
    teile.append(paragraph("Kennzeichen", text_run(identification(kopf))))
    for block in dokument.rubrum:
        absaetze.block(block)
    umbruch = ""
    if dokument.verzeichnis:
        seiten = measure_pages(dokument, haftung) if hat_seitenzahlen else {}
        teile.append(_contents(dokument.verzeichnis, seiten))
        umbruch = _UMBRUCH if contents_have_own_page(dokument) else ""
    for abschnitt in dokument.abschnitte:
        absaetze.section(abschnitt, umbruch)
        umbruch = ""
        if len(teile) > STUECKE:
            strom.write("".join(teile))
            teile.clear()
    return strom.write("".join((*teile, _ENDE.format(_BLATT[kopf.lage])))).finish("word/document.xml")


def _contents(eintraege: tuple[Eintrag, ...], seiten: Mapping[str, int]) -> str:
    """The entries, each a link to its heading, with its page behind dots.

    The tab stop stands here and not in the style: Word sets its own when it makes the entries anew, one of them behind
    the number, which a stop of the style would undo.
    """
    zeilen = []
    for n, eintrag in enumerate(eintraege):
        text = text_run(f"{eintrag.nummer} {eintrag.text}".strip())
        seite = field(f"PAGEREF _k_{need_kennung(eintrag.ziel)} \\h", str(seiten.get(eintrag.ziel, 1)))
        inhalt = link(eintrag.ziel, f"{text}<w:r><w:tab/></w:r>{seite}")
        anfang = open_paragraph(f"TOC{min(eintrag.ebene, 2)}", _RECHTS)
        zeilen.append(f"{anfang}{_FELD if n == 0 else ''}{inhalt}{PARAGRAPH_END}")
    schluss = paragraph("Tabellenende", _FELDENDE)
    return f"{_INHALT}{paragraph('TOCHeading', text_run('Inhalt'))}{''.join(zeilen)}{schluss}</w:sdtContent></w:sdt>"

"""The text: opening, table of contents, sections."""

from __future__ import annotations

from collections.abc import Mapping

from ...kanon import identification
from ...tree import Dokument, Eintrag
from ..haftung import bind_blocks, contents_have_own_page
from ..satzzahlen import cited_texts
from ..seitenmass import measure_pages
from ..xmltext import need_kennung
from .absaetze import OdtAbsaetze, paragraph
from .inlines import chars, link
from .lauf import OdtLauf
from .listenbau import Stueck, nest

_ZAEHLER = '<text:sequence-decl text:display-outline-level="0" text:name="{}"/>'
_QUELLE = (
    '<text:table-of-content text:style-name="Verzeichnis" text:name="Inhaltsverzeichnis"><text:table-of-content-source'
    ' text:outline-level="2" text:use-index-marks="false"><text:index-title-template'
    ' text:style-name="Contents_20_Heading">Inhalt</text:index-title-template>'
)
_VORLAGE = (
    '<text:table-of-content-entry-template text:outline-level="{0}" text:style-name="Contents_20_{0}">'
    '<text:index-entry-link-start/><text:index-entry-chapter/><text:index-entry-tab-stop style:type="left"'
    ' style:position="{1}cm"/><text:index-entry-text/><text:index-entry-tab-stop style:type="right" style:leader-char="."/>'
    "<text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>"
)

_TEXTBEGINN = {1: "2.2", 2: "0.9"}
"""Where the text of an entry begins behind its number, by level; the same as in the styles of the entries."""


def write_body(dokument: Dokument, lauf: OdtLauf) -> str:
    """Return the content of `office:text`; automatic styles stay in `lauf`."""
    kopf = dokument.kopf
    haftung = bind_blocks(dokument)
    absaetze = OdtAbsaetze(lauf, haftung, cited_texts(dokument))
    stuecke = [Stueck(paragraph("Title", chars(kopf.titel)))]
    if kopf.untertitel:
        stuecke.append(Stueck(paragraph("Subtitle", chars(kopf.untertitel))))
    stuecke.append(Stueck(paragraph("Kennzeichen", chars(identification(kopf)))))
    for block in dokument.rubrum:
        stuecke.extend(absaetze.block(block))
    if dokument.verzeichnis:
        stuecke.append(Stueck(_contents(dokument.verzeichnis, measure_pages(dokument, haftung))))
    for n, abschnitt in enumerate(dokument.abschnitte):
        stuecke.extend(absaetze.section(abschnitt, auf_neuer_seite=n == 0 and contents_have_own_page(dokument)))
    zaehler = "".join(_ZAEHLER.format(name) for name in lauf.zaehler)
    return f"<text:sequence-decls>{zaehler}</text:sequence-decls>{nest(stuecke)}"


def _contents(eintraege: tuple[Eintrag, ...], seiten: Mapping[str, int]) -> str:
    """The index with the entries a program would make, each a link to its heading.

    The page is a reference, so that it is right as soon as the file is open, before anybody makes the index anew.
    """
    zeilen = []
    for eintrag in eintraege:
        seite = (
            f'<text:bookmark-ref text:reference-format="page" text:ref-name="_k_{need_kennung(eintrag.ziel)}">'
            f"{seiten.get(eintrag.ziel, 1)}</text:bookmark-ref>"
        )
        inhalt = f"{chars(eintrag.nummer)}<text:tab/>{chars(eintrag.text)}<text:tab/>{seite}"
        zeilen.append(paragraph(f"Eintrag{min(eintrag.ebene, 2)}", link(eintrag.ziel, inhalt)))
    vorlagen = "".join(_VORLAGE.format(ebene, ort) for ebene, ort in _TEXTBEGINN.items())
    return (
        f'{_QUELLE}{vorlagen}</text:table-of-content-source><text:index-body><text:index-title text:name="Inhaltstitel">'
        f"{paragraph('Contents_20_Heading', 'Inhalt')}</text:index-title>{''.join(zeilen)}</text:index-body>"
        "</text:table-of-content>"
    )

"""The text: opening, table of contents, sections."""

from __future__ import annotations

from ...tree import Dokument, Eintrag
from ..haftung import bound_blocks
from ..satzzahlen import cited_texts
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
    ' style:position="0cm"/><text:index-entry-text/><text:index-entry-link-end/></text:table-of-content-entry-template>'
)


def write_body(dokument: Dokument, lauf: OdtLauf) -> str:
    """Return the content of `office:text`; automatic styles stay in `lauf`."""
    kopf = dokument.kopf
    absaetze = OdtAbsaetze(lauf, bound_blocks(dokument), cited_texts(dokument))
    stuecke = [Stueck(paragraph("Title", chars(kopf.titel)))]
    if kopf.untertitel:
        stuecke.append(Stueck(paragraph("Subtitle", chars(kopf.untertitel))))
    for block in dokument.rubrum:
        stuecke.extend(absaetze.block(block))
    if dokument.verzeichnis:
        stuecke.append(Stueck(_contents(dokument.verzeichnis)))
    for n, abschnitt in enumerate(dokument.abschnitte):
        stuecke.extend(absaetze.section(abschnitt, auf_neuer_seite=n == 0 and bool(dokument.verzeichnis)))
    zaehler = "".join(_ZAEHLER.format(name) for name in lauf.zaehler)
    return f"<text:sequence-decls>{zaehler}</text:sequence-decls>{nest(stuecke)}"


def _contents(eintraege: tuple[Eintrag, ...]) -> str:
    """The index with the entries a program would make, each a link to its heading."""
    zeilen = []
    for eintrag in eintraege:
        label = f"{chars(eintrag.nummer)}<text:tab/>" if eintrag.nummer else ""
        zeilen.append(
            paragraph(f"Contents_20_{min(eintrag.ebene, 2)}", link(eintrag.ziel, label + chars(eintrag.text)))
        )
    vorlagen = _VORLAGE.format(1) + _VORLAGE.format(2)
    return (
        f'{_QUELLE}{vorlagen}</text:table-of-content-source><text:index-body><text:index-title text:name="Inhaltstitel">'
        f"{paragraph('Contents_20_Heading', 'Inhalt')}</text:index-title>{''.join(zeilen)}</text:index-body>"
        "</text:table-of-content>"
    )

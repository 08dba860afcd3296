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
from ..zip import Packstrom, Teil, pack_part
from .briefmarken import draw_marks
from .inlines import chars
from .lauf import TEXTBREITEN, OdtLauf

MEDIENTYP = "application/vnd.oasis.opendocument.text"
DATEN = "vertrag.json"
"""File of the package that holds the contract data."""
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_SPRACHE = 'fo:language="de" fo:country="DE"'
_GRAD = re.compile(r'(?:(?<=font-size=")|(?<=font-size-asian=")|(?<=font-size-complex="))[0-9.]+(?=pt")')
_ZELLE = 'style:name="Zelle'
_BLATT = (
    'fo:page-width="21cm" fo:page-height="29.7cm" style:print-orientation="portrait"',
    'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape"',
)
_SEITENZAHL = (
    '<style:tab-stop style:position="16cm" style:type="right"/>',
    '<style:tab-stop style:position="24.7cm" style:type="right"/>',
)
"""How the sheet lies, and where the number of the page stands."""
_WEITE = 'style:width="{}cm"'
_TITELABSTAND = ('fo:margin-top="3.2cm"', 'fo:margin-top="0cm"')
"""What puts the title on a page of its own, and what does not."""
_NAMENSRAUM = re.compile(r'\s+xmlns:\w+="[^"]*"')


def package_parts(dokument: Dokument, rumpf: str, lauf: OdtLauf, daten: bytes) -> list[Teil]:
    """Return all files of the package; the media type comes first and uncompressed, as ODF asks.

    `daten` are those of the contract, empty for none.
    """
    kopf = dokument.kopf
    anfang, mitte, schluss = _content_frame(kopf.lage)
    stile = "".join(lauf.stile.values())
    return [
        *_static(),
        *_list(lauf, bool(daten)),
        pack_part("meta.xml", _meta(kopf)),
        _styles(
            kopf.schema, kopf.sprache, kopf.schrift, kopf.abstand, kopf.hat_verzeichnis, kopf.lage, is_brief(dokument)
        )
        .branch()
        .write(_page(kopf, draw_marks() if is_brief(dokument) else ""))
        .finish("styles.xml"),
        anfang.branch().write(f"{stile}{mitte}{rumpf}{schluss}").finish("content.xml"),
        *([pack_part(DATEN, daten)] if daten else []),
    ]


@cache
def _layout(name: str) -> str:
    return layout_text(f"odt/{name}")


@cache
def _static() -> tuple[Teil, ...]:
    return (
        pack_part("mimetype", MEDIENTYP, ist_gespeichert=True),
        pack_part("settings.xml", _layout("einstellungen.xml")),
    )


def _list(lauf: OdtLauf, hat_daten: bool) -> Sequence[Teil]:
    """Return the list of files, and the pictures it lists besides the rest."""
    if not lauf.bilder:
        return _fixed_list(hat_daten)
    from .abbildung import picture_parts

    return picture_parts(lauf.bilder, _list_text(hat_daten))


@cache
def _list_text(hat_daten: bool) -> str:
    eintrag = f'<manifest:file-entry manifest:full-path="{DATEN}" manifest:media-type="application/json"/>'
    ende = "</manifest:manifest>"
    return _layout("manifest.xml").replace(ende, eintrag + ende) if hat_daten else _layout("manifest.xml")


@cache
def _fixed_list(hat_daten: bool) -> tuple[Teil, ...]:
    return (pack_part("META-INF/manifest.xml", _list_text(hat_daten)),)


@cache
def _content_frame(lage: str) -> tuple[Packstrom, str, str]:
    """What stands before the automatic styles, between them and the text, and behind the text."""
    anfang, _, rest = _layout("inhalt.xml").partition("<!--STILE-->")
    mitte, _, schluss = rest.partition("<!--TEXT-->")
    # Tables fill the text whatever their width says; programs that show no pages go by it.
    return Packstrom().write(anfang.replace(_WEITE.format(16), _WEITE.format(f"{TEXTBREITEN[lage]:g}"))), mitte, schluss


@lru_cache(maxsize=16)
def _styles(
    schema: str, sprache: str, schrift: str, abstand: str, hat_titelblatt: bool, lage: str, ist_brief: bool
) -> Packstrom:
    """All styles up to the page, which carries the marks of the document; compressed once."""
    gliederung = _layout(f"gliederung_{schema}.xml")
    liste = gliederung[gliederung.index("<text:list-style") : gliederung.index("</office:styles>")]
    kuerzel, _, land = sprache.partition("-")
    ort = f'fo:language="{escape(kuerzel)}" fo:country="{escape(land) or "none"}"'
    stile = _layout("stile.xml")
    if ist_brief:
        # The subject stands below the head of the letter, whose room its style leaves.
        stile = replace_styles(stile, _layout("briefstile.xml"))
    if abstand == "eng":
        stile = replace_styles(stile, _layout("engstile.xml"))
    stile = stile.replace("<!--GLIEDERUNG-->", liste).replace(_SPRACHE, ort)
    stile = enlarge(stile.partition("<!--SEITE-->")[0], _GRAD, _ZELLE, type_scale(schrift), 1)
    if lage == "quer":
        stile = replace_once(replace_once(stile, *_BLATT), *_SEITENZAHL)
    if not (ist_brief or hat_titelblatt):
        stile = replace_once(stile, *_TITELABSTAND)
    return Packstrom().write(stile)


@cache
def _page_end() -> str:
    return _layout("stile.xml").partition("<!--SEITE-->")[2]


@cache
def _watermark() -> str:
    return _NAMENSRAUM.sub("", _layout("wasserzeichen.xml").strip())


def _page(kopf: Kopf, marken: str) -> str:
    """The draft mark stands on every page, as a line and across the page; the first page repeats no title, a letter has marks there."""
    marke = f'<text:p text:style-name="Entwurf">{_watermark()}ENTWURF</text:p>' if kopf.entwurf else ""
    titel = f'<text:p text:style-name="Header">{chars(kopf.titel)}</text:p>'
    fuss = (
        f'<text:p text:style-name="Footer">{chars(running_foot(kopf))}'
        '<text:tab/>Seite <text:page-number text:select-page="current">1</text:page-number> von '
        "<text:page-count>1</text:page-count></text:p>"
    )
    erste = f'{marke}<text:p text:style-name="Header">{marken}</text:p>' if marken or not marke else marke
    return (
        f"<style:header>{marke}{titel}</style:header><style:header-first>{erste}</style:header-first>"
        f"<style:footer>{fuss}</style:footer><style:footer-first>{fuss}</style:footer-first>{_page_end()}"
    )


def _meta(kopf: Kopf) -> str:
    zeit = f"{escape(kopf.stand)}T00:00:00"
    eigene = "".join(
        f'<meta:user-defined meta:name="{name}" meta:value-type="string">{escape(wert)}</meta:user-defined>'
        for name, wert in origin_of(kopf).items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office="{_OFFICE}" xmlns:meta="{_META}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
        f"<meta:generator>vertragswerk</meta:generator><dc:title>{escape(kopf.titel)}</dc:title>"
        f"<dc:subject>{escape(kopf.untertitel)}</dc:subject><meta:creation-date>{zeit}</meta:creation-date>"
        f"<dc:date>{zeit}</dc:date><dc:language>{escape(kopf.sprache)}</dc:language>{eigene}"
        "</office:meta></office:document-meta>"
    )

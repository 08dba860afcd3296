"""Inlines in OpenDocument: text, fields of the data in bookmarks, references as live fields, footnotes."""

from __future__ import annotations

import re

from ...tree import Aenderungsmarke, Begriff, Betont, Feld, Fussnote, Inline, Normzitat, Text, Umbruch, Verweis
from ..satzzahlen import Satzinhalt, Satzzahl
from ..verweisfelder import Zitatstueck, live_pieces
from ..xmltext import escape, need_kennung, need_zahlmarke, needs_escape
from .lauf import OdtLauf

_FORMEN = {"eigen": "number-no-superior", "folge": "number", "ganz": "number-all-superior", "zahl": "text"}
_DOPPELT = re.compile("(?<= ) +")
_AN_GRENZE = re.compile(" ((?:(?:<[^>]*>)* )+)")
_MARKE_ODER_LEER = re.compile("(<[^>]*>)| ")
_AM_ANFANG = re.compile("^((?:<[^>]*>)*) ")
_AM_ENDE = re.compile(" ((?:<[^>]*>)*)$")


def chars(text: str) -> str:
    """Return text in which every blank behind another survives."""
    sicher = escape(text)
    return _DOPPELT.sub(lambda t: f'<text:s text:c="{len(t[0])}"/>', sicher) if "  " in sicher else sicher


def content(inhalt: Satzinhalt, lauf: OdtLauf, stil: str = "") -> str:
    """Return the whole content of a paragraph.

    OpenDocument joins neighbouring blanks, also across tags, and drops one at either end; these become `text:s`. All
    others stay plain blanks, because readers (pandoc) lose a `text:s` at the edge of a link.
    """
    lauf.ist_leer, lauf.hat_doppelte = True, False
    xml = inlines(inhalt, lauf, stil)
    if not (lauf.ist_leer or lauf.hat_doppelte):
        return xml
    xml = _AM_ENDE.sub(r"<text:s/>\1", _AM_ANFANG.sub(r"\1<text:s/>", xml))
    return _AN_GRENZE.sub(lambda t: " " + _MARKE_ODER_LEER.sub(lambda m: m[1] or "<text:s/>", t[1]), xml)


def span(text: str, stil: str) -> str:
    """Return text in a character style, bare without one."""
    return f'<text:span text:style-name="{stil}">{chars(text)}</text:span>' if stil else chars(text)


def link(ziel: str, inhalt: str, stil: str = "") -> str:
    """Return content as a link to the bookmark of a block."""
    aussehen = stil or "Verweis"
    return (
        f'<text:a xlink:type="simple" xlink:href="#_k_{need_kennung(ziel)}" text:style-name="{aussehen}"'
        f' text:visited-style-name="{aussehen}">{inhalt}</text:a>'
    )


def inlines(inhalt: Satzinhalt, lauf: OdtLauf, stil: str = "") -> str:
    """Return inlines; fields with an id stand in a bookmark of their own, `stil` is a character style."""
    stuecke = []
    for inline in inhalt:
        if isinstance(inline, (Text, Feld, Normzitat)):
            text = inline.text
            lauf.note_blanks(text if needs_escape(text) is None else escape(text))
            stueck = span(text, stil)
            if isinstance(inline, Feld):
                anfang, ende = lauf.mark_feld(inline.id)
                stueck = anfang + stueck + ende
            stuecke.append(stueck)
        else:
            stuecke.append(_special(inline, lauf, stil))
    return "".join(stuecke)


_GEAENDERT = {"eingefuegt": "Eingefuegt", "geloescht": "Geloescht"}


def _special(
    inline: Verweis | Betont | Begriff | Fussnote | Umbruch | Aenderungsmarke | Satzzahl, lauf: OdtLauf, stil: str
) -> str:
    match inline:
        case Satzzahl(block=block, nummer=nummer):
            lauf.note_blanks(str(nummer))
            return lauf.sequence(f"Satz_{need_kennung(block)}", str(nummer), f"{block}.{nummer}", "Satzzahl")
        case Verweis():
            lauf.note_blanks(escape(inline.text))
            return _reference(inline, stil)
        case Betont(inhalt=innen):
            return inlines(innen, lauf, "Strong")
        case Begriff(text=text):
            lauf.note_blanks("„“")
            return span(f"„{text}“", "Begriff")
        case Fussnote(inhalt=innen, nummer=nummer):
            return _footnote(innen, nummer, lauf)
        case Umbruch():
            return "<text:line-break/>"
        case Aenderungsmarke(inhalt=innen, art=art):
            davor, danach = inline.worte
            lauf.note_blanks(davor)
            mitte = inlines(innen, lauf, _GEAENDERT[art])
            lauf.note_blanks(danach)
            return f"{span(davor, 'Aenderungswort')}{mitte}{span(danach, 'Aenderungswort')}"


def _reference(verweis: Verweis, stil: str) -> str:
    """Return a citation as one link to its target; each number in it is a live field.

    The link also carries strong type: libxml2, with which many people check ODF, wrongly refuses a field that stands in
    `text:span` or directly in a heading.
    """
    stuecke = [_number(s) if s.marke else chars(s.text) for s in live_pieces(verweis)]
    return link(verweis.ziel, "".join(stuecke), stil)


def _number(stueck: Zitatstueck) -> str:
    ist_zahl = stueck.form == "zahl"
    name = f"_n_{need_zahlmarke(stueck.marke)}" if ist_zahl else f"_k_{need_kennung(stueck.marke)}"
    return (
        f'<text:bookmark-ref text:reference-format="{_FORMEN[stueck.form]}" text:ref-name="{name}">'
        f"{escape(stueck.text)}</text:bookmark-ref>"
    )


def _footnote(inhalt: tuple[Inline, ...], nummer: str, lauf: OdtLauf) -> str:
    lauf.noten += 1
    zeichen = escape(nummer) or str(lauf.noten)
    kennung = f"ftn{lauf.noten}"
    doppelte = lauf.hat_doppelte
    text = content(inhalt, lauf)
    lauf.ist_leer, lauf.hat_doppelte = False, doppelte
    return (
        f'<text:note text:id="{kennung}" text:note-class="footnote"><text:note-citation>{zeichen}'
        f'</text:note-citation><text:note-body><text:p text:style-name="Footnote">{text}</text:p></text:note-body>'
        "</text:note>"
    )

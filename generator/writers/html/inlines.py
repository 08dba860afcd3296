"""Inlines as HTML: every figure carries its data path, every reference is a link."""

from __future__ import annotations

from html import escape

from ...tree import Aenderungsmarke, Begriff, Betont, Feld, Fussnote, Inline, Normzitat, Text, Umbruch, Verweis


def html_text(roh: str) -> str:
    """Return text safe for content and quoted attributes; control characters, which HTML forbids, are dropped."""
    return escape("".join(c for c in roh if (c >= " " and not "\x7f" <= c <= "\x9f") or c in "\n\t"))


def anchor(kennung: str) -> str:
    """Return the HTML id of a node of the tree; the prefix keeps it apart from the ids of the page itself."""
    return f"k_{html_text(kennung)}"


def inlines(inhalt: tuple[Inline, ...]) -> str:
    """Return inlines as HTML; the text content equals that of the tree."""
    return "".join(_inline(i) for i in inhalt)


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text=roh):
            return html_text(roh)
        case Feld():
            return _field(inline)
        case Betont(inhalt=innen):
            return f"<strong>{inlines(innen)}</strong>"
        case Verweis(ziel=ziel, text=roh):
            return f'<a class="verweis" href="#{anchor(ziel)}">{html_text(roh)}</a>'
        case Normzitat(text=roh, kanonisch=kanonisch):
            return f'<cite class="norm" data-norm="{html_text(kanonisch)}">{html_text(roh)}</cite>'
        case Begriff(text=roh):
            return f"<dfn>„{html_text(roh)}“</dfn>"
        case Fussnote(nummer=nummer):
            marke = html_text(nummer)
            return (
                f'<sup><a class="fussnote" role="doc-noteref" id="fr_{marke}" href="#fn_{marke}" '
                f'aria-label="Fußnote {marke}">{marke}</a></sup>'
            )
        case Umbruch():
            return "<br>"
        case Aenderungsmarke():
            return _changed(inline)


def _changed(inline: Aenderungsmarke) -> str:
    """The words around are for who hears the page: what stands there is struck out or underlined for who sees it."""
    marke = "ins" if inline.art == "eingefuegt" else "del"
    davor, danach = (f'<span class="gehoert">{html_text(w)}</span>' for w in inline.worte)
    return f"<{marke}>{davor}{inlines(inline.inhalt)}{danach}</{marke}>"


def _field(feld: Feld) -> str:
    art = "berechnet" if feld.ist_berechnet else "angegeben"
    marke = f' id="f_{html_text(feld.id)}"' if feld.id else ""
    return (
        f'<data{marke} class="feld" value="{html_text(feld.wert)}" data-pfad="{html_text(feld.pfad)}" data-art="{html_text(feld.art)}" '
        f'data-herkunft="{art}">{html_text(feld.text)}</data>'
    )

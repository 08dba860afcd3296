"""Inlines as HTML: every figure carries its data path, every reference is a link."""

from __future__ import annotations

from html import escape

from ...tree import Begriff, Betont, Feld, Fussnote, Inline, Normzitat, Text, Umbruch, Verweis


def text(roh: str) -> str:
    """Return text safe for content and quoted attributes; control characters, which HTML forbids, are dropped."""
    return escape("".join(c for c in roh if (c >= " " and not "\x7f" <= c <= "\x9f") or c in "\n\t"))


def anchor(kennung: str) -> str:
    """Return the HTML id of a node of the tree; the prefix keeps it apart from the ids of the page itself."""
    return f"k_{text(kennung)}"


def inlines(inhalt: tuple[Inline, ...]) -> str:
    """Return inlines as HTML; the text content equals that of the tree."""
    return "".join(_inline(i) for i in inhalt)


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text=roh):
            return text(roh)
        case Feld():
            return _field(inline)
        case Betont(inhalt=innen):
            return f"<strong>{inlines(innen)}</strong>"
        case Verweis(ziel=ziel, text=roh):
            return f'<a class="verweis" href="#{anchor(ziel)}">{text(roh)}</a>'
        case Normzitat(text=roh, kanonisch=kanonisch):
            return f'<cite class="norm" data-norm="{text(kanonisch)}">{text(roh)}</cite>'
        case Begriff(text=roh):
            return f"<dfn>„{text(roh)}“</dfn>"
        case Fussnote(nummer=nummer):
            marke = text(nummer)
            return (
                f'<sup><a class="fussnote" role="doc-noteref" id="fr_{marke}" href="#fn_{marke}" '
                f'aria-label="Fußnote {marke}">{marke}</a></sup>'
            )
        case Umbruch():
            return "<br>"


def _field(feld: Feld) -> str:
    art = "berechnet" if feld.ist_berechnet else "angegeben"
    marke = f' id="f_{text(feld.id)}"' if feld.id else ""
    return (
        f'<data{marke} class="feld" value="{text(feld.wert)}" data-pfad="{text(feld.pfad)}" data-art="{text(feld.art)}" '
        f'data-herkunft="{art}">{text(feld.text)}</data>'
    )

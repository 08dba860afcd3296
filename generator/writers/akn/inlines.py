"""Inlines as Akoma Ntoso: values carry their path, references point to the eId of their target."""

from __future__ import annotations

from ...tree import Aenderungsmarke, Begriff, Betont, Feld, Fussnote, Inline, Normzitat, Text, Umbruch, Verweis
from ..xmltext import escape, need_label

_TAGE = frozenset({"datum", "datumzahl"})


def inlines(inhalt: tuple[Inline, ...]) -> str:
    """Return inlines as Akoma Ntoso; the text content equals that of the tree."""
    return "".join([_inline(i) for i in inhalt])


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text=roh):
            return escape(roh)
        case Feld():
            return _field(inline)
        case Betont(inhalt=innen):
            return f"<b>{inlines(innen)}</b>"
        case Verweis(ziel=ziel, text=roh):
            return f'<ref href="#k_{escape(ziel)}">{escape(need_label(roh, ziel))}</ref>'
        case Normzitat(text=roh, kanonisch=kanonisch):
            # A `ref` needs the address of the provision, and no official one names each version of a German law.
            return f'<inline name="norm" vw:norm="{escape(kanonisch)}">{escape(roh)}</inline>'
        case Begriff(text=roh):
            return f"<def>„{escape(roh)}“</def>"
        case Fussnote(inhalt=innen, nummer=nummer):
            return (
                f'<authorialNote marker="{escape(nummer)}" placement="bottom"><p>{inlines(innen)}</p></authorialNote>'
            )
        case Umbruch():
            return "<eol/>"
        case Aenderungsmarke(inhalt=innen, art=art):
            marke = "ins" if art == "eingefuegt" else "del"
            davor, danach = inline.worte
            return f"<{marke}>{escape(davor)}{inlines(innen)}{escape(danach)}</{marke}>"


def _field(feld: Feld) -> str:
    kennung = f' eId="f_{escape(feld.id)}"' if feld.id else ""
    merkmale = (
        f'{kennung} vw:pfad="{escape(feld.pfad)}" vw:wert="{escape(feld.wert)}" vw:art="{escape(feld.art)}" '
        f'vw:herkunft="{"berechnet" if feld.ist_berechnet else "angegeben"}"'
    )
    if feld.art in _TAGE:
        return f'<date date="{escape(feld.wert)}"{merkmale}>{escape(feld.text)}</date>'
    return f'<inline name="feld"{merkmale}>{escape(feld.text)}</inline>'

"""Blocks as Akoma Ntoso: sections and Absätze as hierarchy, everything inside them as blocks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from itertools import groupby

from ...kanon import STRICH
from ...tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Block,
    Diagramm,
    Dokument,
    Punkt,
    Tabelle,
    Textblock,
    Unterschrift,
    Unterschriften,
    Zeile,
    Zelle,
    plain,
)
from ..xmltext import escape
from .inlines import inlines

_HIERARCHIE = (Abschnitt, Absatz)


def opening(dokument: Dokument) -> str:
    """Return title, subtitle and the blocks of the Rubrum."""
    kopf = dokument.kopf
    teile = [f"<p><docTitle>{escape(kopf.titel)}</docTitle></p>"]
    if kopf.untertitel:
        teile.append(f'<p class="untertitel">{escape(kopf.untertitel)}</p>')
    return "\n".join([*teile, *map(_block, dokument.rubrum)])


def body(bloecke: Sequence[Block]) -> str:
    """Return what stands in a main body, where hierarchy and blocks may stand side by side."""
    return "\n".join([_part(b) for b in bloecke]) or "<p/>"


def _part(block: Block) -> str:
    match block:
        case Abschnitt():
            return _section(block)
        case Absatz(id=kennung, nummer=nummer):
            return _hierarchy("paragraph", kennung, _num(nummer), _content(block.bloecke))
        case _:
            return _block(block)


def _section(abschnitt: Abschnitt) -> str:
    marke = "article" if abschnitt.art == "paragraf" else f'hcontainer name="{abschnitt.art}"'
    kopf = f"{_num(abschnitt.nummer)}<heading>{inlines(abschnitt.ueberschrift)}</heading>"
    return _hierarchy(marke, abschnitt.id, kopf, "\n".join(_inside(abschnitt.bloecke)))


def _inside(bloecke: tuple[Block, ...]) -> Iterator[str]:
    """Yield what an element of the hierarchy holds: either content or further hierarchy, so blocks beside it get their own."""
    if not any(isinstance(b, _HIERARCHIE) for b in bloecke):
        yield _content(bloecke)
        return
    for ist_hierarchie, gruppe in groupby(bloecke, lambda b: isinstance(b, _HIERARCHIE)):
        if ist_hierarchie:
            yield from map(_part, gruppe)
        else:
            yield f'<hcontainer name="text">{_content(tuple(gruppe))}</hcontainer>'


def _hierarchy(marke: str, kennung: str, kopf: str, innen: str) -> str:
    name = marke.split(" ", 1)[0]
    return f'<{marke} eId="k_{escape(kennung)}">{kopf}\n{innen}\n</{name}>'


def _content(bloecke: Sequence[Block]) -> str:
    innen = "\n".join(map(_block, bloecke))
    return f"<content>\n{innen}\n</content>"


def _num(nummer: str) -> str:
    return f"<num>{escape(nummer)}</num>" if nummer else ""


def _block(block: Block) -> str:
    match block:
        case Textblock(id=kennung, inhalt=inhalt, rolle=rolle):
            klasse = f' class="{rolle}"' if rolle != "text" else ""
            return f'<p eId="k_{escape(kennung)}"{klasse}>{inlines(inhalt)}</p>'
        case Aufzaehlung():
            return _list(block)
        case Tabelle():
            return _table(block)
        case Diagramm():
            return _chart(block)
        case Unterschriften(felder=felder):
            return "\n".join(map(_signature, felder))
        case Absatz() | Abschnitt():
            raise TypeError(f"{type(block).__name__} steht, wo nur Blöcke stehen können")


def _list(liste: Aufzaehlung) -> str:
    kennung = f' eId="k_{escape(liste.id)}"' if liste.id else ""
    punkte = "\n".join([_item(p, STRICH if liste.art == "strich" else p.nummer) for p in liste.punkte])
    return f'<blockList{kennung} class="{liste.art}">\n{punkte}\n</blockList>'


def _item(punkt: Punkt, nummer: str) -> str:
    innen = "".join(map(_block, punkt.bloecke)) or "<p/>"
    return f'<item eId="k_{escape(punkt.id)}">{_num(nummer)}{innen}</item>'


def _table(tabelle: Tabelle) -> str:
    nummer = f"{escape(tabelle.nummer)}: " if tabelle.nummer else ""
    zeilen = [_row(z, tabelle, ist_kopf=True) for z in tabelle.kopf]
    zeilen += [_row(z, tabelle, ist_kopf=False) for z in (*tabelle.rumpf, *tabelle.fuss)]
    return (
        f'<table eId="k_{escape(tabelle.id)}"><caption>{nummer}{inlines(tabelle.titel)}</caption>\n'
        + "\n".join(zeilen)
        + "\n</table>"
    )


def _chart(diagramm: Diagramm) -> str:
    """Return caption and picture; the picture is part of the address, so that the file needs no other."""
    from ..diagramm import draw

    bild = draw(diagramm)
    inhalt = b64encode(bild.svg.encode()).decode("ascii")
    return (
        f'<blockContainer eId="k_{escape(diagramm.id)}" class="abbildung"><p class="titel">{escape(diagramm.nummer)}: '
        f'{inlines(diagramm.titel)}</p><p><img src="data:image/svg+xml;base64,{inhalt}" alt="{escape(bild.beschreibung)}"/></p>'
        "</blockContainer>"
    )


def _row(zeile: Zeile, tabelle: Tabelle, *, ist_kopf: bool) -> str:
    zellen = []
    spalte = 0
    for zelle in zeile.zellen:
        zellen.append(_cell(zelle, tabelle.spalten[min(spalte, len(tabelle.spalten) - 1)].ausrichtung, ist_kopf))
        spalte += zelle.spanne
    summe = ' class="summe"' if zeile.ist_summe else ""
    return f'<tr eId="k_{escape(zeile.id)}"{summe}>{"".join(zellen)}</tr>'


def _cell(zelle: Zelle, ausrichtung: str, ist_kopf: bool) -> str:
    marke = "th" if zelle.ist_kopf or (ist_kopf and plain(zelle.inhalt).strip()) else "td"
    klasse = "" if ausrichtung == "links" else f' class="{ausrichtung}"'
    spanne = f' colspan="{zelle.spanne}"' if zelle.spanne > 1 else ""
    return f"<{marke}{klasse}{spanne}><p>{inlines(zelle.inhalt)}</p></{marke}>"


def _signature(feld: Unterschrift) -> str:
    zeilen = "".join([f"<p><signature>{inlines(z)}</signature></p>" for z in feld.zeilen])
    ort = f'<p class="ort_datum">{escape(feld.ort_datum)}</p>' if feld.ort_datum else ""
    return (
        f'<blockContainer eId="k_{escape(feld.id)}" class="unterschrift">'
        f'<p class="partei">{inlines(feld.partei)}</p>{ort}{zeilen}</blockContainer>'
    )

"""Blocks as HTML: sections, paragraphs, lists, tables and signature places, labels printed as text."""

from __future__ import annotations

from ...tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Block,
    Diagramm,
    Punkt,
    Rubrumblock,
    Tabelle,
    Textblock,
    Unterschrift,
    Unterschriften,
    Zeile,
    Zelle,
    plain,
)
from ...unterschriftenraster import arrange
from ..haftung import Haftung, bound_rows
from ..spalten import Tabellenmass, is_form_row, measure_table
from .inlines import anchor, html_text, inlines

_BREIT_AB = 4  # columns: a wider table scrolls on a phone instead of being squeezed
_STRICH = "–"
_MARKENBREITEN = (3, 4, 5, 6, 8)  # characters; the style sheet has a class for each but the first


def share_class(anteil: float) -> int:
    """Return the share of a column in thousandths, as the class of its width names it."""
    return round(1000 * anteil)


class HtmlBloecke:
    """Writes the blocks of one document; `haftung` says which must stay with what follows when the page is printed."""

    def __init__(self, haftung: Haftung) -> None:
        self._haftung = haftung

    def opening(self, bloecke: tuple[Rubrumblock, ...]) -> str:
        """Return the blocks of the Rubrum."""
        return "\n".join(self._block(b, 0) for b in bloecke)

    def section(self, abschnitt: Abschnitt, ebene: int = 2) -> str:
        """Return a section whose heading has the level `ebene` (h2 below the title)."""
        kennung = anchor(abschnitt.id)
        stufe = min(ebene, 6)
        innen = "\n".join(self._block(b, ebene) for b in abschnitt.bloecke)
        anschluss = " anschluss" if abschnitt.art == "anlage" and abschnitt.id not in self._haftung.beginnt else ""
        ganz = " ganz" if self._haftung.keeps_whole(abschnitt) else ""
        return (
            f'<section class="abschnitt {abschnitt.art}{anschluss}{ganz}">\n'
            f'<h{stufe} id="{kennung}">{_label(abschnitt.nummer)}{inlines(abschnitt.ueberschrift)}</h{stufe}>\n'
            f"{innen}\n</section>"
        )

    def _block(self, block: Block, ebene: int) -> str:
        match block:
            case Textblock():
                return self._paragraph(block)
            case Absatz():
                return self._subsection(block)
            case Aufzaehlung():
                return self._list(block)
            case Tabelle():
                return _table(block, block.id in self._haftung.folgt, block.id in self._haftung.schluss)
            case Diagramm():
                return _chart(block, block.id in self._haftung.folgt)
            case Unterschriften():
                return _signatures(block, self._haftung.keeps_signatures(block))
            case Abschnitt():
                return self.section(block, ebene + 1)

    def _paragraph(self, block: Textblock, nummer: str = "") -> str:
        """Return one paragraph, with a label before the text where it has one."""
        klassen: list[str] = [block.rolle] if block.rolle != "text" else []
        if block.id in self._haftung.folgt:
            klassen.append("haftet")
        marke = f' class="{" ".join(klassen)}"' if klassen else ""
        return f'<p id="{anchor(block.id)}"{marke}>{_label(nummer)}{inlines(block.inhalt)}</p>'

    def _subsection(self, absatz: Absatz) -> str:
        klasse = f"absatz{_label_width([absatz.nummer])}" if absatz.nummer else "absatz allein"
        return f'<div class="{klasse}" id="{anchor(absatz.id)}">\n{self._labelled(absatz, absatz.nummer)}\n</div>'

    def _labelled(self, block: Absatz | Punkt, nummer: str) -> str:
        """The first text carries the label; where something else comes first, the label stands alone."""
        teile = []
        rest = block.bloecke
        if rest and isinstance(rest[0], Textblock):
            teile.append(self._paragraph(rest[0], nummer))
            rest = rest[1:]
        elif nummer:
            teile.append(f"<p>{_label(nummer).strip()}</p>")
        teile.extend(self._block(b, 0) for b in rest)
        return "\n".join(teile)

    def _list(self, liste: Aufzaehlung) -> str:
        """Return a list that prints its own labels; the style sheet empties the markers in a way that keeps it a list."""
        marke = "ol" if liste.art == "gezaehlt" else "ul"
        punkte = "\n".join(
            f'<li id="{anchor(p.id)}">{self._labelled(p, p.nummer or _STRICH)}</li>' for p in liste.punkte
        )
        breite = _label_width([p.nummer for p in liste.punkte])
        ganz = " ganz" if self._haftung.keeps_whole(liste) else ""
        return f'<{marke} class="liste {liste.art}{breite}{ganz}">\n{punkte}\n</{marke}>'


def _label(nummer: str) -> str:
    return f'<span class="nr">{html_text(nummer)}</span> ' if nummer else ""


def _label_width(nummern: list[str]) -> str:
    """Return the class that makes room for the longest label, beginning with a space; usual labels need none."""
    laengste = max((len(n) for n in nummern), default=0)
    stufe = next((s for s in _MARKENBREITEN if laengste <= s), _MARKENBREITEN[-1])
    return f" marke-{stufe}" if stufe > _MARKENBREITEN[0] else ""


def _table(tabelle: Tabelle, haftet: bool, ist_schluss: bool) -> str:
    kennung = anchor(tabelle.id)
    mass = measure_table(tabelle)
    nummer = f'<span class="nr">{html_text(tabelle.nummer)}:</span> ' if tabelle.nummer else ""
    spalten = "".join(f'<col class="b{share_class(a)}">' for a in mass.anteile)
    teile = [
        f'<div class="{_table_classes(tabelle, mass, haftet)}" role="group" aria-labelledby="{kennung}_t" tabindex="0">',
        f'<table id="{kennung}">',
        f'<caption id="{kennung}_t">{nummer}{inlines(tabelle.titel)}</caption>',
        f"<colgroup>{spalten}</colgroup>",
    ]
    fest = bound_rows(tabelle, mass, haftet, ist_schluss)
    ab = 0
    for name, zeilen in (("thead", tabelle.kopf), ("tbody", tabelle.rumpf), ("tfoot", tabelle.fuss)):
        if zeilen:
            reihen = "\n".join(
                _row(z, tabelle, name == "thead", _row_classes(z, ab + n, mass, fest, name))
                for n, z in enumerate(zeilen)
            )
            teile.append(f"<{name}>\n{reihen}\n</{name}>")
        ab += len(zeilen)
    teile.append("</table>\n</div>")
    return "\n".join(teile)


def _chart(diagramm: Diagramm, haftet: bool) -> str:
    """Return the drawing itself: it scales, can be read aloud by its description, and needs no foreign file."""
    from ..diagramm import draw

    kennung = anchor(diagramm.id)
    klasse = "abbildung haftet" if haftet else "abbildung"
    nummer = f'<span class="nr">{html_text(diagramm.nummer)}:</span> '
    return (
        f'<figure id="{kennung}" class="{klasse}" tabindex="0">\n<figcaption>{nummer}{inlines(diagramm.titel)}</figcaption>\n'
        f"{draw(diagramm, kennung).svg}\n</figure>"
    )


def _table_classes(tabelle: Tabelle, mass: Tabellenmass, haftet: bool) -> str:
    klassen = ["tafel", f"stufe-{mass.stufe}"]
    if len(tabelle.spalten) >= _BREIT_AB:
        klassen.append("breit")
    if mass.ist_klein:
        klassen.append("ganz")
    if haftet:
        klassen.append("haftet")
    return " ".join(klassen)


def _row_classes(zeile: Zeile, nummer: int, mass: Tabellenmass, fest: frozenset[int], gruppe: str) -> str:
    klassen = ["summe"] if zeile.ist_summe else []
    if nummer in fest and not mass.ist_klein:
        klassen.append("haftet")
    if nummer in mass.teilbar:
        klassen.append("teilbar")
    if gruppe != "thead" and is_form_row(zeile):
        klassen.append("formular")
    return " ".join(klassen)


def _row(zeile: Zeile, tabelle: Tabelle, ist_kopf: bool, klassen: str) -> str:
    zellen = []
    spalte = 0
    for zelle in zeile.zellen:
        ausrichtung = tabelle.spalten[min(spalte, len(tabelle.spalten) - 1)].ausrichtung
        zellen.append(_cell(zelle, ausrichtung, ist_kopf))
        spalte += zelle.spanne
    marke = f' class="{klassen}"' if klassen else ""
    return f'<tr id="{anchor(zeile.id)}"{marke}>{"".join(zellen)}</tr>'


def _signatures(unterschriften: Unterschriften, haftet: bool) -> str:
    reihen = "\n".join(
        f'<div class="reihe">\n{"".join(_signature(f) if f else "<div></div>" for f in reihe)}\n</div>'
        for reihe in arrange(unterschriften.felder)
    )
    return f'<div class="unterschriften{" haftet" if haftet else ""}" role="group" aria-label="Unterschriften">\n{reihen}\n</div>'


def _cell(zelle: Zelle, ausrichtung: str, ist_kopf: bool) -> str:
    innen = inlines(zelle.inhalt)
    spanne = f' colspan="{zelle.spanne}"' if zelle.spanne > 1 else ""
    klasse = "" if ausrichtung == "links" else f' class="{ausrichtung}"'
    if ist_kopf and plain(zelle.inhalt).strip():
        bereich = "colgroup" if zelle.spanne > 1 else "col"
        return f'<th scope="{bereich}"{spanne}{klasse}>{innen}</th>'
    if zelle.ist_kopf:
        return f'<th scope="row"{spanne}{klasse}>{innen}</th>'
    return f"<td{spanne}{klasse}>{innen}</td>"


def _signature(feld: Unterschrift) -> str:
    kennung = anchor(feld.id)
    zeilen = "\n".join(f'<p class="name">{inlines(z)}</p>' for z in feld.zeilen)
    ort = f'<p class="ort">{html_text(feld.ort_datum)}</p>\n' if feld.ort_datum else ""
    return (
        f'<div class="platz" id="{kennung}" role="group" aria-labelledby="{kennung}_p">\n'
        f'<p class="partei" id="{kennung}_p">{inlines(feld.partei)}</p>\n'
        f"{ort}{zeilen}\n</div>"
    )

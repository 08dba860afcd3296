"""HTML writer: one accessible, self-contained, printable page without scripts, from the tree alone."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from string import Template

from ...kanon import identification_items, running_foot
from ...paketdaten import layout_text
from ...query import is_brief, query
from ...tree import Dokument, Eintrag, Fussnote, Kopf, Tabelle
from ..haftung import bind_blocks, contents_have_own_page
from ..masse import table_measures, type_scale
from ..spalten import measure_table
from .bloecke import HtmlBloecke, share_class
from .briefmarken import letter_marks_style
from .inlines import anchor, html_text, inlines

__all__ = ["write_html"]

MARKE = "ENTWURF"


def write_html(dokument: Dokument) -> bytes:
    """Return the document as one HTML page (UTF-8): no script, no foreign file, styles allowed by their hash only.

    Every figure is a `data` element with its data path and canonical value; ids are `k_<id>` (blocks) and `f_<id>` (fields) of the tree.
    """
    kopf = dokument.kopf
    stil = _style(dokument)
    bloecke = HtmlBloecke(bind_blocks(dokument))
    pruefsumme = b64encode(hashlib.sha256(stil.encode("utf-8")).digest()).decode("ascii")
    seite = Template(_layout("seite.html")).substitute(
        sprache=html_text(kopf.sprache),
        titel=html_text(kopf.titel),
        untertitel=f'<p class="untertitel">{html_text(kopf.untertitel)}</p>' if kopf.untertitel else "",
        beschreibung=html_text(" ".join(t for t in (kopf.untertitel, f"{kopf.kennung}, Fassung {kopf.fassung}") if t)),
        stilhash=pruefsumme,
        stil=stil,
        klasse=_classes(kopf),
        ziel="Vertragstext" if kopf.dokument == "vertrag" else "Text",
        entwurf=_draft(kopf),
        angaben=_identification(kopf),
        rubrum=_opening(bloecke.opening(dokument.rubrum)),
        verzeichnis=_contents(dokument),
        abschnitte="\n".join(bloecke.section(a) for a in dokument.abschnitte),
        fussnoten=_footnotes(dokument),
        fuss=html_text(running_foot(kopf)),
    )
    return seite.encode("utf-8")


@cache
def _layout(name: str) -> str:
    return layout_text(f"html/{name}")


def _style(dokument: Dokument) -> str:
    """Return the style sheet with what depends on the document: column widths and the running lines of the printed page."""
    masse = [measure_table(t) for t in query(dokument, Tabelle)]
    breiten = sorted({share_class(a) for m in masse for a in m.anteile})
    spalten = "@media print,(min-width:36em){" + "".join(f".b{b}{{width:{b / 10}%}}" for b in breiten) + "}"
    stufen = table_measures().stufen
    spalten += "@media print{" + "".join(
        f".stufe-{s} table{{font-size:{stufen[s][0]}pt}}.stufe-{s} :is(th,td){{padding-inline:{stufen[s][1] / 2}mm}}"
        for s in sorted({m.stufe for m in masse})
    )
    spalten += f".formular{{height:{table_measures().formular_hoehe}mm}}}}"
    oben = (
        f"@top-center{{content:{_css_string(MARKE)};font-size:9pt;font-weight:bold}}" if dokument.kopf.entwurf else ""
    )
    spalten += _type_size(type_scale(dokument.kopf.schrift))
    oben += "size:A4 landscape;" if dokument.kopf.lage == "quer" else ""
    if is_brief(dokument):
        spalten += letter_marks_style()
    lauf = f"@page{{{oben}@bottom-left{{content:{_css_string(running_foot(dokument.kopf))};font-size:8.5pt}}}}"
    return f"\n{_layout('vertrag.css')}{spalten}\n{lauf}\n"


def _css_string(roh: str) -> str:
    """Return a CSS string in which everything but letters, digits and spaces is written by its code point."""
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):06x}" for c in roh) + '"'


def _type_size(faktor: float) -> str:
    """Return what makes the type larger; every length of the sheet hangs on that of the root."""
    if faktor == 1:
        return ""
    return f"html{{font-size:{1.0625 * faktor:.3f}rem}}@media print{{html{{font-size:{11 * faktor:.0f}pt}}}}"


def _classes(kopf: Kopf) -> str:
    arten = (
        ("ist-entwurf", kopf.entwurf),
        ("kurz", not kopf.hat_verzeichnis),
        ("eng", kopf.abstand == "eng"),
        ("quer", kopf.lage == "quer"),
    )
    namen = " ".join(n for n, gilt in arten if gilt)
    return f' class="{namen}"' if namen else ""


def _opening(rubrum: str) -> str:
    return f'<section class="rubrum" aria-label="Vertragsparteien">\n{rubrum}\n</section>' if rubrum else ""


def _draft(kopf: Kopf) -> str:
    if not kopf.entwurf:
        return ""
    return f'<p class="entwurf"><strong>{MARKE}</strong> – noch nicht zur Unterschrift bestimmt</p>'


def _identification(kopf: Kopf) -> str:
    paare = identification_items(kopf)
    return "".join(f"<div><dt>{name}</dt><dd>{html_text(wert)}</dd></div>" for name, wert in paare)


def _contents(dokument: Dokument) -> str:
    eintraege = dokument.verzeichnis
    if not eintraege:
        return ""
    seite = " eigene-seite" if contents_have_own_page(dokument) else ""
    liste, _ = _contents_level(eintraege, 0, min(e.ebene for e in eintraege))
    return f'<nav class="verzeichnis{seite}" aria-labelledby="verzeichnis">\n<h2 id="verzeichnis">Inhalt</h2>\n{liste}\n</nav>'


def _contents_level(eintraege: tuple[Eintrag, ...], ab: int, ebene: int) -> tuple[str, int]:
    """Return the nested list of the entries from `ab` on that belong to this level, and where it ends."""
    teile = []
    while ab < len(eintraege) and eintraege[ab].ebene >= ebene:
        eintrag = eintraege[ab]
        nummer = f'<span class="nr">{html_text(eintrag.nummer)}</span> ' if eintrag.nummer else ""
        unten, ab = "", ab + 1
        if ab < len(eintraege) and eintraege[ab].ebene > ebene:
            unten, ab = _contents_level(eintraege, ab, eintraege[ab].ebene)
        teile.append(
            f'<li><a href="#{anchor(eintrag.ziel)}">{nummer}<span>{html_text(eintrag.text)}</span></a>{unten}</li>'
        )
    return "<ol>\n" + "\n".join(teile) + "\n</ol>", ab


def _footnotes(dokument: Dokument) -> str:
    noten = "\n".join(_footnote(n) for n in query(dokument, Fussnote))
    if not noten:
        return ""
    return (
        '<section class="fussnoten" role="doc-endnotes" aria-labelledby="fussnoten">\n'
        f'<h2 id="fussnoten">Fußnoten</h2>\n<ol>\n{noten}\n</ol>\n</section>'
    )


def _footnote(note: Fussnote) -> str:
    nummer = html_text(note.nummer)
    zurueck = f'<a class="rueck" role="doc-backlink" href="#fr_{nummer}" aria-label="Zurück zur Fußnote {nummer} im Text">↩</a>'
    return f'<li id="fn_{nummer}"><span class="nr">{nummer}</span> {inlines(note.inhalt)} {zurueck}</li>'

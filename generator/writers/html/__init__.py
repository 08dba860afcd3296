"""HTML writer: one accessible, self-contained, printable page without scripts, from the tree alone."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files
from string import Template

from ...query import query
from ...tree import Dokument, Eintrag, Fussnote, Kopf, Spalte
from .bloecke import opening, section
from .inlines import anchor, inlines, text

__all__ = ["write_html"]

MARKE = "ENTWURF"


def write_html(dokument: Dokument) -> bytes:
    """Return the document as one HTML page (UTF-8): no script, no foreign file, styles allowed by their hash only.

    Every figure is a `data` element with its data path and canonical value; ids are `k_<id>` (blocks) and `f_<id>` (fields) of the tree.
    """
    kopf = dokument.kopf
    stil = _style(dokument)
    pruefsumme = b64encode(hashlib.sha256(stil.encode("utf-8")).digest()).decode("ascii")
    seite = Template(_layout("seite.html")).substitute(
        sprache=text(kopf.sprache),
        titel=text(kopf.titel),
        untertitel=f'<p class="untertitel">{text(kopf.untertitel)}</p>' if kopf.untertitel else "",
        beschreibung=text(" ".join(t for t in (kopf.untertitel, f"{kopf.kennung}, Fassung {kopf.fassung}") if t)),
        stilhash=pruefsumme,
        stil=stil,
        klasse=' class="ist-entwurf"' if kopf.entwurf else "",
        entwurf=_draft(kopf),
        angaben=_identification(kopf),
        rubrum=opening(dokument.rubrum),
        verzeichnis=_contents(dokument.verzeichnis),
        abschnitte="\n".join(section(a) for a in dokument.abschnitte),
        fussnoten=_footnotes(dokument),
        fuss=text(_footer(kopf)),
    )
    return seite.encode("utf-8")


@cache
def _layout(name: str) -> str:
    return (files("generator") / "layout" / "html" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _footer(kopf: Kopf) -> str:
    return f"{kopf.kennung} · Fassung {kopf.fassung} · {kopf.inhaltshash[:12]}"


def _style(dokument: Dokument) -> str:
    """Return the style sheet with what depends on the document: column widths and the running lines of the printed page."""
    breiten = sorted({s.breite for s in query(dokument, Spalte)})
    spalten = "@media print,(min-width:36em){" + "".join(f".b{b}{{width:{b}%}}" for b in breiten) + "}"
    oben = (
        f"@top-center{{content:{_css_string(MARKE)};font-size:9pt;font-weight:bold}}" if dokument.kopf.entwurf else ""
    )
    lauf = f"@page{{{oben}@bottom-left{{content:{_css_string(_footer(dokument.kopf))};font-size:8.5pt}}}}"
    return f"\n{_layout('vertrag.css')}{spalten}\n{lauf}\n"


def _css_string(roh: str) -> str:
    """Return a CSS string in which everything but letters, digits and spaces is written by its code point."""
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):06x}" for c in roh) + '"'


def _draft(kopf: Kopf) -> str:
    if not kopf.entwurf:
        return ""
    return f'<p class="entwurf"><strong>{MARKE}</strong> – noch nicht zur Unterschrift bestimmt</p>'


def _identification(kopf: Kopf) -> str:
    paare = (("Kennung", kopf.kennung), ("Fassung", kopf.fassung))
    return "".join(f"<div><dt>{name}</dt><dd>{text(wert)}</dd></div>" for name, wert in paare)


def _contents(eintraege: tuple[Eintrag, ...]) -> str:
    if not eintraege:
        return ""
    liste, _ = _contents_level(eintraege, 0, min(e.ebene for e in eintraege))
    return f'<nav class="verzeichnis" aria-labelledby="verzeichnis">\n<h2 id="verzeichnis">Inhalt</h2>\n{liste}\n</nav>'


def _contents_level(eintraege: tuple[Eintrag, ...], ab: int, ebene: int) -> tuple[str, int]:
    """Return the nested list of the entries from `ab` on that belong to this level, and where it ends."""
    teile = []
    while ab < len(eintraege) and eintraege[ab].ebene >= ebene:
        eintrag = eintraege[ab]
        nummer = f'<span class="nr">{text(eintrag.nummer)}</span> ' if eintrag.nummer else ""
        unten, ab = "", ab + 1
        if ab < len(eintraege) and eintraege[ab].ebene > ebene:
            unten, ab = _contents_level(eintraege, ab, eintraege[ab].ebene)
        teile.append(f'<li><a href="#{anchor(eintrag.ziel)}">{nummer}<span>{text(eintrag.text)}</span></a>{unten}</li>')
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
    nummer = text(note.nummer)
    zurueck = f'<a class="rueck" role="doc-backlink" href="#fr_{nummer}" aria-label="Zurück zur Fußnote {nummer} im Text">↩</a>'
    return f'<li id="fn_{nummer}"><span class="nr">{nummer}</span> {inlines(note.inhalt)} {zurueck}</li>'

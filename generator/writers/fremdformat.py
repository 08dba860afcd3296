"""Every format pandoc can write, from the tree through pandoc's own document model (JSON AST).

Labels are text here, because pandoc knows neither "(1)" nor "aa)" as a list; values keep their data path as an attribute of
their span, references are links.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from typing import Any, TypeAlias

from ..kanon import identification
from ..pandoc import pandoc_outputs, run_pandoc
from ..query import query
from ..tree import (
    Absatz,
    Abschnitt,
    Aenderungsmarke,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
    Diagramm,
    Dokument,
    Feld,
    Fussnote,
    Inline,
    Kopf,
    Punkt,
    Tabelle,
    Textblock,
    Umbruch,
    Unterschriften,
    Verweis,
    Zeile,
    plain,
)
from .epubkapitel import name_chapters
from .rtfbaum import complete_rtf

Ast: TypeAlias = dict[str, Any]
API_VERSION = [1, 23, 1]

GESPERRT: dict[str, str] = {
    "pdf": "braucht ein weiteres Programm; bitte --format pdf des eigenen Schreibers verwenden",
    "bibtex": "schreibt nur Literaturangaben, keinen Vertragstext",
    "biblatex": "schreibt nur Literaturangaben, keinen Vertragstext",
    "csljson": "schreibt nur Literaturangaben, keinen Vertragstext",
    "opml": "kennt nur die Gliederung; Absätze und Tabellen gingen verloren",
    "bbcode_fluxbb": "kennt keine Tabellen; ihre Zellen gingen verloren",
    "bbcode_phpbb": "kennt keine Tabellen; ihre Zellen gingen verloren",
    "ipynb": "ist ein Rechenblatt für Programme, dessen Kennungen bei jedem Bau andere wären",
    **dict.fromkeys(
        ("beamer", "dzslides", "pptx", "revealjs", "s5", "slideous", "slidy"),
        "macht Folien; was auf einer nicht Platz hat, wäre nicht zu lesen",
    ),
}
"""Formats pandoc lists but that make no contract document, with the reason."""

ABBILDUNG = "abbildung"
MIT_BILD = ("epub", "html", "chunkedhtml")
"""What the names of formats begin with that show a drawing; the others have its description as text."""

OHNE_TITEL = frozenset(
    (
        *("bbcode", "bbcode_hubzilla", "bbcode_steam", "bbcode_xenforo", "commonmark", "dokuwiki", "haddock", "icml"),
        *("jira", "markdown_github", "markdown_phpextra", "markdown_strict", "markua", "mediawiki", "textile"),
        *("xwiki", "zimwiki"),
    )
)
"""Formats in which pandoc leaves out title and subtitle."""
OHNE_UNTERTITEL = frozenset(
    (
        *("asciidoc", "asciidoc_legacy", "asciidoctor", "djot", "docbook4", "fb2", "man", "ms", "org", "plain", "tei"),
        *("texinfo", "vimdoc"),
    )
)
"""Formats in which pandoc leaves out the subtitle."""

ENDUNGEN: dict[str, str] = {
    "asciidoc": "adoc",
    "asciidoc_legacy": "adoc",
    "asciidoctor": "adoc",
    "beamer": "tex",
    "chunkedhtml": "zip",
    "commonmark": "md",
    "commonmark_x": "md",
    "context": "tex",
    "docbook": "xml",
    "docbook4": "xml",
    "docbook5": "xml",
    "epub2": "epub",
    "epub3": "epub",
    "gfm": "md",
    "html": "html",
    "html4": "html",
    "html5": "html",
    "ipynb": "ipynb",
    "jats": "xml",
    "latex": "tex",
    "markdown": "md",
    "mediawiki": "wiki",
    "opendocument": "xml",
    "plain": "txt",
    "tei": "xml",
    "texinfo": "texi",
    "typst": "typ",
}
"""File name endings that differ from the format's name."""

_AUSRICHTUNG = {"links": "AlignLeft", "rechts": "AlignRight", "mittig": "AlignCenter"}


class FremdformatFehler(ValueError):
    """A format that cannot be written; the message is German and says which can."""


def write_pandoc(dokument: Dokument, format: str) -> bytes:
    """Return a numbered document in any format pandoc writes; raises FremdformatFehler or PandocFehler.

    Only names from pandoc's own list are passed on: anything else after `--to` could be the path of a script.
    """
    check_format(format)
    ist_epub = format.startswith("epub")
    daten = _dump(_complete(json.loads(write_ast(dokument, ist_epub)), format, dokument))
    # The contents of RTF stand in the text already, with links that lead somewhere.
    verzeichnis = () if format == "rtf" or not dokument.verzeichnis else ("--toc", "--toc-depth=2")
    fertig = run_pandoc(daten, "json", format, "--standalone", *verzeichnis, "--wrap=none", stand=dokument.kopf.stand)
    return name_chapters(fertig) if ist_epub else fertig


def _complete(ast: Ast, format: str, dokument: Dokument) -> Ast:
    """Return the document model with what pandoc would leave out of this format."""
    if format == "rtf":
        return complete_rtf(ast, dokument)
    if format.startswith(MIT_BILD):
        ast = {**ast, "blocks": _with_pictures(ast["blocks"], dokument)}
    kopf = dokument.kopf
    vorn: list[Ast] = []
    if format in OHNE_TITEL:
        vorn.append(_node("Para", [_node("Strong", _words(kopf.titel))]))
    if kopf.untertitel and format in OHNE_TITEL | OHNE_UNTERTITEL:
        vorn.append(_node("Para", _words(kopf.untertitel)))
    return {**ast, "blocks": [*vorn, *ast["blocks"]]}


def check_format(format: str) -> None:
    """Raise FremdformatFehler if pandoc cannot or must not write this format."""
    if grund := GESPERRT.get(format):
        raise FremdformatFehler(f"Das Format „{format}“ {grund}.")
    moeglich = pandoc_outputs() if re.fullmatch(r"[a-z0-9_]{1,40}", format) else ()
    if format not in moeglich:
        liste = ", ".join(f for f in moeglich or pandoc_outputs() if f not in GESPERRT)
        raise FremdformatFehler(f"Das Format „{format[:40]}“ ist unbekannt. pandoc schreibt: {liste}.")


def suffix_of(format: str) -> str:
    """Return the file name ending, without dot, for a pandoc format."""
    return ENDUNGEN.get(format, format)


def write_ast(dokument: Dokument, ist_epub: bool = False) -> bytes:
    """Return a numbered document as pandoc's JSON; equal trees give equal bytes."""
    bloecke: list[Ast] = []
    if dokument.kopf.entwurf:
        bloecke.append(_node("Para", [_node("Strong", _words("ENTWURF"))]))
    bloecke.append(_node("Para", _words(identification(dokument.kopf))))
    bloecke += [p for b in dokument.rubrum for p in _block(b)]
    bloecke += [b for a in dokument.abschnitte for b in _section(a, 1)]
    ast = {"pandoc-api-version": API_VERSION, "meta": _meta(dokument.kopf, ist_epub), "blocks": bloecke}
    return _dump(ast)


def _dump(ast: Ast) -> bytes:
    return json.dumps(ast, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _meta(kopf: Kopf, ist_epub: bool) -> Ast:
    texte = {
        "title": kopf.titel,
        "subtitle": kopf.untertitel,
        # EPUB allows ISO dates only.
        "date": kopf.stand if ist_epub else "",
        "toc-title": "Inhalt",
    }
    meta = {name: {"t": "MetaInlines", "c": _words(text)} for name, text in texte.items() if text}
    meta["lang"] = {"t": "MetaString", "c": kopf.sprache}
    # Without an identifier pandoc invents a random one for EPUB.
    meta["identifier"] = {"t": "MetaString", "c": f"{kopf.kennung}/{kopf.fassung}"}
    return meta


# --------------------------------------------------------------------------------------------------------------- inlines


def _node(art: str, inhalt: Any = None) -> Ast:
    return {"t": art} if inhalt is None else {"t": art, "c": inhalt}


def _attr(kennung: str = "", *klassen: str, **werte: str) -> list[Any]:
    return [kennung, list(klassen), [[name.replace("_", "-"), wert] for name, wert in werte.items()]]


def _words(text: str) -> list[Ast]:
    """Split at plain spaces only: U+00A0 stays inside a word, so pandoc cannot break there."""
    knoten: list[Ast] = []
    for index, wort in enumerate(re.split(r"[ \t\n]+", text)):
        if index:
            knoten.append(_node("Space"))
        if wort:
            knoten.append(_node("Str", wort))
    return knoten


def _inlines(inhalt: tuple[Inline, ...]) -> list[Ast]:
    return [knoten for inline in inhalt for knoten in _inline(inline)]


def _inline(inline: Inline) -> list[Ast]:
    match inline:
        case Betont(inhalt=innen):
            return [_node("Strong", _inlines(innen))]
        case Begriff():
            return [_node("Strong", _words(plain((inline,))))]
        case Feld():
            return [
                _node("Span", [_attr("", "feld", data_pfad=inline.pfad, data_wert=inline.wert), _words(inline.text)])
            ]
        case Verweis():
            return [_node("Link", [_attr(), _words(inline.text), [f"#{inline.ziel}", ""]])]
        case Fussnote(inhalt=innen):
            return [_node("Note", [_node("Para", _inlines(innen))])]
        case Umbruch():
            return [_node("LineBreak")]
        case Aenderungsmarke(inhalt=innen, art=art):
            davor, danach = inline.worte
            form = "Underline" if art == "eingefuegt" else "Strikeout"
            return [*_words(davor), _node(form, _inlines(innen)), *_words(danach)]
        case _:
            return _words(plain((inline,)))


# ---------------------------------------------------------------------------------------------------------------- blocks


def _paragraph(inhalt: tuple[Inline, ...], nummer: str, *anker: str) -> Ast:
    """A paragraph behind its label; anchors are empty spans, since a Div in a list item makes invalid ODT."""
    marke = [*_words(nummer), _node("Space")] if nummer else []
    return _node("Para", [*(_node("Span", [_attr(kennung), []]) for kennung in anker), *marke, *_inlines(inhalt)])


def _section(abschnitt: Abschnitt, ebene: int) -> list[Ast]:
    titel = [*_words(abschnitt.nummer), _node("Space")] if abschnitt.nummer else []
    bloecke = [_node("Header", [ebene, _attr(abschnitt.id), [*titel, *_inlines(abschnitt.ueberschrift)]])]
    for block in abschnitt.bloecke:
        bloecke += _section(block, ebene + 1) if isinstance(block, Abschnitt) else _block(block)
    return bloecke


def _block(block: Block) -> list[Ast]:
    match block:
        case Textblock():
            return [_paragraph(block.inhalt, "", block.id)]
        case Absatz():
            return _labelled(block, block.nummer)
        case Aufzaehlung():
            return [_list(block)]
        case Tabelle():
            return [_table(block)]
        case Diagramm():
            return [_chart(block)]
        case Unterschriften(felder=felder):
            return [b for feld in felder for b in _signature(feld.id, feld.partei, feld.zeilen, feld.ort_datum)]
        case Abschnitt():
            return _section(block, 2)


def _labelled(block: Absatz | Punkt, nummer: str) -> list[Ast]:
    erster = block.bloecke[0] if block.bloecke else None
    if isinstance(erster, Textblock):
        anfang, rest = [_paragraph(erster.inhalt, nummer, block.id, erster.id)], block.bloecke[1:]
    else:
        anfang, rest = [_paragraph((), nummer, block.id)] if nummer else [], block.bloecke
    return anfang + [knoten for innen in rest for knoten in _block(innen)]


def _list(liste: Aufzaehlung) -> Ast:
    """Lists that pandoc can count are its own; decimal and double letters become text behind a bullet."""
    erste = liste.punkte[0].nummer if liste.punkte else ""
    kopf = _list_attributes(erste)
    punkte = [_labelled(p, "" if kopf or liste.art == "strich" else p.nummer) for p in liste.punkte]
    return _node("OrderedList", [kopf, punkte]) if kopf else _node("BulletList", punkte)


def _list_attributes(nummer: str) -> list[Any] | None:
    if re.fullmatch(r"\d{1,6}\.", nummer):
        return [int(nummer[:-1]), _node("Decimal"), _node("Period")]
    if re.fullmatch(r"[a-z]\)", nummer):
        return [ord(nummer[0]) - ord("a") + 1, _node("LowerAlpha"), _node("OneParen")]
    return None


def _table(tabelle: Tabelle) -> Ast:
    titel = [*_words(f"{tabelle.nummer}:"), _node("Space"), *_inlines(tabelle.titel)]
    spalten = [[_node(_AUSRICHTUNG[s.ausrichtung]), _node("ColWidth", s.breite / 100)] for s in tabelle.spalten]
    kopfspalten = 1 if tabelle.rumpf and all(z.zellen and z.zellen[0].ist_kopf for z in tabelle.rumpf) else 0
    return _node(
        "Table",
        [
            _attr(tabelle.id),
            [None, [_node("Plain", titel)]],
            spalten,
            [_attr(), [_row(z) for z in tabelle.kopf]],
            [[_attr(), kopfspalten, [], [_row(z) for z in tabelle.rumpf]]],
            [_attr(), [_row(z, ist_fett=True) for z in tabelle.fuss]],
        ],
    )


def _chart(diagramm: Diagramm) -> Ast:
    titel = [*_words(f"{diagramm.nummer}:"), _node("Space"), *_inlines(diagramm.titel)]
    anker = _node("Span", [_attr(diagramm.id), []])
    bloecke = [_node("Para", [anker, _node("Strong", titel)]), _node("Para", _words(diagramm.beschreibung))]
    return _node("Div", [_attr("", ABBILDUNG, data_bild=diagramm.id), bloecke])


def _with_pictures(bloecke: list[Ast], dokument: Dokument) -> list[Ast]:
    """Return the blocks with drawings whose text alternative is the description, in place of the description alone."""
    diagramme = {d.id: d for d in query(dokument, Diagramm)}
    return [_show(b, diagramme) if b["t"] == "Div" and ABBILDUNG in b["c"][0][1] else b for b in bloecke]


def _show(block: Ast, diagramme: dict[str, Diagramm]) -> Ast:
    from .diagramm import draw

    attribute, (titel, beschreibung) = block["c"]
    inhalt = b64encode(draw(diagramme[dict(attribute[2])["data-bild"]]).svg.encode()).decode("ascii")
    bild = _node("Image", [_attr(), beschreibung["c"], [f"data:image/svg+xml;base64,{inhalt}", ""]])
    return _node("Div", [attribute, [titel, _node("Para", [bild])]])


def _row(zeile: Zeile, ist_fett: bool = False) -> list[Any]:
    zellen = []
    for zelle in zeile.zellen:
        inhalt = _inlines(zelle.inhalt)
        if inhalt and (ist_fett or zeile.ist_summe):
            inhalt = [_node("Strong", inhalt)]
        zellen.append([_attr(), _node("AlignDefault"), 1, zelle.spanne, [_node("Plain", inhalt)] if inhalt else []])
    return [_attr(zeile.id), zellen]


def _signature(
    kennung: str, partei: tuple[Inline, ...], zeilen: tuple[tuple[Inline, ...], ...], ort_datum: str
) -> list[Ast]:
    linie = _node("Str", "_" * 30)
    namen = [knoten for z in zeilen for knoten in (_node("LineBreak"), *_inlines(z))]
    ort = [_node("Para", [linie, _node("LineBreak"), *_words(ort_datum)])] if ort_datum else []
    bloecke = [_node("Para", _inlines(partei)), *ort, _node("Para", [linie, *namen])]
    return [_node("Div", [_attr(kennung, "unterschrift"), bloecke])]

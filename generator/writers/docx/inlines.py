"""Inlines as Word runs: text, fields of the data in bookmarks, references as live fields, footnotes."""

from __future__ import annotations

from functools import lru_cache

from ...tree import Begriff, Betont, Feld, Fussnote, Inline, Normzitat, Text, Umbruch, Verweis
from ..xmltext import escape, need_kennung, need_label
from .lauf import DocxLauf

STARK = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'
BEGRIFF = '<w:rPr><w:rStyle w:val="Begriff"/></w:rPr>'
_NOTENZEICHEN = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


def chars(text: str) -> str:
    """Return text for the document, every character beyond ASCII by its number.

    A string that holds one „ takes two bytes for each of its characters; joining and encoding it costs three times as much.
    """
    sicher = escape(text)
    return sicher if sicher.isascii() else sicher.encode("ascii", "xmlcharrefreplace").decode("ascii")


@lru_cache(maxsize=8192)
def run(text: str, format: str = "") -> str:
    """Return one run of text; `format` is a finished `w:rPr` or "".

    The clauses say the same in contract after contract, so most runs are found, not made.
    """
    sicher = chars(text)
    if sicher[:1] == " " or sicher[-1:] == " ":
        return f'<w:r>{format}<w:t xml:space="preserve">{sicher}</w:t></w:r>'
    return f"<w:r>{format}<w:t>{sicher}</w:t></w:r>"


def field(anweisung: str, ergebnis: str, format: str = "") -> str:
    """Return a complex field with its cached result."""
    zeichen = f'<w:r>{format}<w:fldChar w:fldCharType="'
    return (
        f'{zeichen}begin"/></w:r><w:r>{format}<w:instrText xml:space="preserve"> {anweisung} </w:instrText></w:r>'
        f'{zeichen}separate"/></w:r>{run(ergebnis, format)}{zeichen}end"/></w:r>'
    )


def link(ziel: str, inhalt: str) -> str:
    """Return runs as a link to the bookmark of a block."""
    return f'<w:hyperlink w:anchor="_k_{need_kennung(ziel)}">{inhalt}</w:hyperlink>'


def write_runs(inhalt: tuple[Inline, ...], lauf: DocxLauf, format: str = "") -> None:
    """Write inlines as runs; fields with an id stand in a bookmark of their own."""
    xml = lauf.xml
    for inline in inhalt:
        if isinstance(inline, Feld):
            stueck = run(inline.text, format)
            xml.append(lauf.wrap_feld(inline.id, stueck) if inline.id else stueck)
        elif isinstance(inline, (Text, Normzitat)):
            xml.append(run(inline.text, format))
        else:
            _write_special(inline, lauf, format)


def _write_special(inline: Verweis | Betont | Begriff | Fussnote | Umbruch, lauf: DocxLauf, format: str) -> None:
    match inline:
        case Verweis():
            lauf.xml += _reference(inline, format)
        case Betont(inhalt=innen):
            write_runs(innen, lauf, STARK)
        case Begriff(text=text):
            lauf.xml.append(run(f"„{text}“", BEGRIFF))
        case Fussnote(inhalt=innen):
            _write_footnote(innen, lauf)
        case Umbruch():
            lauf.xml.append("<w:r><w:br/></w:r>")


def _reference(verweis: Verweis, format: str) -> list[str]:
    r"""Return the pieces of a citation: a label is a live REF field, the words around it are a link to the target.

    `\n` prints the label of the target's own level without final full stop, which is what a piece holds; `\r` and `\w`
    would put the labels of upper levels in front.
    """
    teile = verweis.teile or ((need_label(verweis.text, verweis.ziel), ""),)
    return [
        field(f"REF _k_{need_kennung(ziel)} \\n \\h", text, format) if ziel else link(verweis.ziel, run(text, format))
        for text, ziel in teile
    ]


def _write_footnote(inhalt: tuple[Inline, ...], lauf: DocxLauf) -> None:
    platz = len(lauf.noten)
    lauf.noten.append("")
    nummer = platz + 1
    aussen, lauf.xml = lauf.xml, []
    write_runs(inhalt, lauf)
    innen, lauf.xml = "".join(lauf.xml), aussen
    lauf.noten[platz] = (
        f'<w:footnote w:id="{nummer}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r>{_NOTENZEICHEN}'
        f"<w:footnoteRef/></w:r>{run(' ')}{innen}</w:p></w:footnote>"
    )
    lauf.xml.append(f'<w:r>{_NOTENZEICHEN}<w:footnoteReference w:id="{nummer}"/></w:r>')

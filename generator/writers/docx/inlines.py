"""Inlines as Word runs: text, fields of the data in bookmarks, references as live fields, footnotes."""

from __future__ import annotations

from ...tree import Begriff, Betont, Feld, Fussnote, Inline, Normzitat, Text, Umbruch, Verweis
from ..xmltext import escape, need_kennung, need_label, needs_escape
from .lauf import Lauf

STARK = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'
BEGRIFF = '<w:rPr><w:rStyle w:val="Begriff"/></w:rPr>'
_NOTENZEICHEN = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


def run(text: str, format: str = "") -> str:
    """Return one run of text; `format` is a finished `w:rPr` or ""."""
    sicher = escape(text)
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


def runs(inhalt: tuple[Inline, ...], lauf: Lauf, format: str = "") -> str:
    """Return inlines as runs; fields are anchored in the block that is open in `lauf`."""
    stuecke = []
    for inline in inhalt:
        if isinstance(inline, (Text, Feld, Normzitat)):  # nine of ten inlines: no call for them but the bookmark
            text = inline.text
            if needs_escape(text) is not None:
                text = escape(text)
            raum = ' xml:space="preserve"' if text[:1] == " " or text[-1:] == " " else ""
            stueck = f"<w:r>{format}<w:t{raum}>{text}</w:t></w:r>"
            stuecke.append(lauf.wrap_feld(stueck) if isinstance(inline, Feld) else stueck)
        else:
            stuecke.append(_special(inline, lauf, format))
    return "".join(stuecke)


def _special(inline: Verweis | Betont | Begriff | Fussnote | Umbruch, lauf: Lauf, format: str) -> str:
    match inline:
        case Verweis():
            return _reference(inline, format)
        case Betont(inhalt=innen):
            return runs(innen, lauf, STARK)
        case Begriff(text=text):
            return run(f"„{text}“", BEGRIFF)
        case Fussnote(inhalt=innen):
            return _footnote(innen, lauf)
        case Umbruch():
            return "<w:r><w:br/></w:r>"


def _reference(verweis: Verweis, format: str) -> str:
    r"""Return the pieces of a citation: a label is a live REF field, the words around it are a link to the target.

    `\n` prints the label of the target's own level without final full stop, which is what a piece holds; `\r` and `\w`
    would put the labels of upper levels in front.
    """
    teile = verweis.teile or ((need_label(verweis.text, verweis.ziel), ""),)
    stuecke = []
    for text, ziel in teile:
        if ziel:
            stuecke.append(field(f"REF _k_{need_kennung(ziel)} \\n \\h", text, format))
        else:
            stuecke.append(link(verweis.ziel, run(text, format)))
    return "".join(stuecke)


def _footnote(inhalt: tuple[Inline, ...], lauf: Lauf) -> str:
    platz = len(lauf.noten)
    lauf.noten.append("")
    nummer = platz + 1
    zeichen = f"<w:r>{_NOTENZEICHEN}<w:footnoteRef/></w:r>"
    lauf.noten[platz] = (
        f'<w:footnote w:id="{nummer}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{zeichen}{run(" ")}'
        f"{runs(inhalt, lauf)}</w:p></w:footnote>"
    )
    return f'<w:r>{_NOTENZEICHEN}<w:footnoteReference w:id="{nummer}"/></w:r>'

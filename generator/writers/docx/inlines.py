"""Inlines as Word runs: text, fields of the data in bookmarks, references as live fields, footnotes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ...tree import Aenderungsmarke, Begriff, Betont, Feld, Fussnote, Inline, Normzitat, Text, Umbruch, Verweis
from ..satzzahlen import Satzinhalt, Satzzahl
from ..verweisfelder import Zitatstueck, live_pieces
from ..xmltext import escape, need_kennung, need_zahlmarke
from .lauf import DocxLauf

_NOTENZEICHEN = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


def chars(text: str) -> str:
    """Return text for the document, every character beyond ASCII by its number.

    A string that holds one „ takes two bytes for each of its characters; joining and encoding it costs three times as much.
    """
    sicher = escape(text)
    return sicher if sicher.isascii() else sicher.encode("ascii", "xmlcharrefreplace").decode("ascii")


class Schriftform:
    """A character format: its finished `w:rPr`, and `run`, which makes a run of text in it.

    The clauses say the same in contract after contract, so most runs are found, not made.
    """

    __slots__ = ("rpr", "run")

    def __init__(self, rpr: str) -> None:
        self.rpr = rpr
        self.run: Callable[[str], str] = lru_cache(maxsize=8192)(self._make_run)

    def _make_run(self, text: str) -> str:
        sicher = chars(text)
        raum = ' xml:space="preserve"' if sicher[:1] == " " or sicher[-1:] == " " else ""
        return f"<w:r>{self.rpr}<w:t{raum}>{sicher}</w:t></w:r>"


SCHLICHT = Schriftform("")
STARK = Schriftform('<w:rPr><w:rStyle w:val="Strong"/></w:rPr>')
BEGRIFF = Schriftform('<w:rPr><w:rStyle w:val="Begriff"/></w:rPr>')
GEAENDERT = {
    "eingefuegt": Schriftform('<w:rPr><w:rStyle w:val="Eingefuegt"/></w:rPr>'),
    "geloescht": Schriftform('<w:rPr><w:rStyle w:val="Geloescht"/></w:rPr>'),
}
AENDERUNGSWORT = Schriftform('<w:rPr><w:rStyle w:val="Aenderungswort"/></w:rPr>')
SATZZAHL = Schriftform('<w:rPr><w:rStyle w:val="Satzzahl"/></w:rPr>')
_SCHALTER = {"eigen": "\\n", "folge": "\\r", "ganz": "\\w"}
text_run = SCHLICHT.run


def field(anweisung: str, ergebnis: str, form: Schriftform = SCHLICHT) -> str:
    """Return a complex field with its cached result."""
    zeichen = f'<w:r>{form.rpr}<w:fldChar w:fldCharType="'
    return (
        f'{zeichen}begin"/></w:r><w:r>{form.rpr}<w:instrText xml:space="preserve"> {anweisung} </w:instrText></w:r>'
        f'{zeichen}separate"/></w:r>{form.run(ergebnis)}{zeichen}end"/></w:r>'
    )


def link(ziel: str, inhalt: str) -> str:
    """Return runs as a link to the bookmark of a block."""
    return f'<w:hyperlink w:anchor="_k_{need_kennung(ziel)}">{inhalt}</w:hyperlink>'


def write_runs(inhalt: Satzinhalt, lauf: DocxLauf, form: Schriftform = SCHLICHT) -> None:
    """Write inlines as runs; fields with an id stand in a bookmark of their own."""
    xml, run = lauf.xml, form.run
    for inline in inhalt:
        if isinstance(inline, Feld):
            stueck = run(inline.text)
            xml.append(lauf.wrap_feld(inline.id, stueck) if inline.id else stueck)
        elif isinstance(inline, (Text, Normzitat)):
            xml.append(run(inline.text))
        else:
            _write_special(inline, lauf, form)


def _write_special(
    inline: Verweis | Betont | Begriff | Fussnote | Umbruch | Aenderungsmarke | Satzzahl,
    lauf: DocxLauf,
    form: Schriftform,
) -> None:
    match inline:
        case Satzzahl(block=block, nummer=nummer):
            feld = field(f"SEQ Satz_{need_kennung(block)} \\* ARABIC", str(nummer), SATZZAHL)
            lauf.xml.append(lauf.wrap_zahl(f"{block}.{nummer}", feld))
        case Verweis():
            lauf.xml += _reference(inline, form)
        case Betont(inhalt=innen):
            write_runs(innen, lauf, STARK)
        case Begriff(text=text):
            lauf.xml.append(BEGRIFF.run(f"„{text}“"))
        case Fussnote(inhalt=innen):
            _write_footnote(innen, lauf)
        case Umbruch():
            lauf.xml.append("<w:r><w:br/></w:r>")
        case Aenderungsmarke(inhalt=innen, art=art):
            davor, danach = inline.worte
            lauf.xml.append(AENDERUNGSWORT.run(davor))
            write_runs(innen, lauf, GEAENDERT[art])
            lauf.xml.append(AENDERUNGSWORT.run(danach))


def _reference(verweis: Verweis, form: Schriftform) -> list[str]:
    """Return the pieces of a citation: a number is a live REF field, the words around it are a link to the target.

    The blank before a number stands outside the link: LibreOffice 7.4 saves a link that is directly followed by a tracked field
    as XML whose ends are crossed, a file nobody can open.
    """
    stuecke = []
    for stueck in live_pieces(verweis):
        worte = stueck.text.rstrip()
        if stueck.marke:
            stuecke.append(field(_counted_by(stueck), stueck.text, form))
        elif worte:
            stuecke.append(link(verweis.ziel, form.run(worte)))
        if not stueck.marke and worte != stueck.text:
            stuecke.append(form.run(stueck.text.removeprefix(worte)))
    return stuecke


def _counted_by(stueck: Zitatstueck) -> str:
    """Return the instruction of the field; `CHARFORMAT` leaves the raised type of the number of a Satz behind."""
    if stueck.form == "zahl":
        return f"REF _n_{need_zahlmarke(stueck.marke)} \\h \\* CHARFORMAT"
    return f"REF _k_{need_kennung(stueck.marke)} {_SCHALTER[stueck.form]} \\h"


def _write_footnote(inhalt: tuple[Inline, ...], lauf: DocxLauf) -> None:
    platz = len(lauf.noten)
    lauf.noten.append("")
    nummer = platz + 1
    aussen, lauf.xml = lauf.xml, []
    write_runs(inhalt, lauf)
    innen, lauf.xml = "".join(lauf.xml), aussen
    lauf.noten[platz] = (
        f'<w:footnote w:id="{nummer}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r>{_NOTENZEICHEN}'
        f"<w:footnoteRef/></w:r>{text_run(' ')}{innen}</w:p></w:footnote>"
    )
    lauf.xml.append(f'<w:r>{_NOTENZEICHEN}<w:footnoteReference w:id="{nummer}"/></w:r>')

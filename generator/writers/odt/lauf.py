"""What grows while one document is written: automatic styles, footnotes, tables, lists that count on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..xmltext import need_kennung, need_zahlmarke

if TYPE_CHECKING:
    from ..diagramm import Bild

_ABSATZFORMEN = {
    "folgt": 'fo:keep-with-next="always"',
    "haftet": 'fo:keep-with-next="always" fo:keep-together="always"',
    "umbruch": 'fo:break-before="page"',
    "anschluss": 'fo:break-before="auto" fo:margin-top="0.85cm" fo:margin-bottom="0.42cm"',
    "schluss": 'fo:line-height="0.02cm"',
}
# Behind a table that ends a part: it must not begin a page of its own when the table fills the one before. However low, it
# would; without one LibreOffice adds its own.
_ZEICHENFORMEN = {"schluss": '<style:text-properties text:display="none"/>'}

TEXTBREITEN = {"hoch": 16.0, "quer": 24.7}
"""A4 less 2 × 2,5 cm, in centimetres, by how the sheet lies."""


class OdtLauf:
    """State of one document: `stile` are the automatic styles in use, by name.

    `bilder` are the drawings so far, `zaehler` the sequences that count in the text, each with how many numbers it has. `ist_leer` and `hat_doppelte`
    tell of the paragraph at hand whether a blank would be lost where it stands, and whether one was. `textbreite` is the width of
    the text in centimetres.
    """

    __slots__ = (
        "bilder",
        "freie_listen",
        "hat_doppelte",
        "ist_leer",
        "noten",
        "stile",
        "tabellen",
        "textbreite",
        "zaehler",
    )

    def __init__(self, textbreite: float = TEXTBREITEN["hoch"]) -> None:
        self.textbreite = textbreite
        self.stile: dict[str, str] = {}
        self.zaehler = {"Tabelle": 0}
        self.noten = 0
        self.bilder: list[Bild] = []
        self.tabellen = 0
        self.freie_listen = 0
        self.ist_leer = True
        self.hat_doppelte = False

    def note_blanks(self, text: str) -> None:
        """Remember whether the text begins with a blank that would be lost, and whether it ends with one."""
        if self.ist_leer and text[:1] <= " ":
            self.hat_doppelte = True
        if text:
            self.ist_leer = text[-1] <= " "

    def mark(self, kennung: str) -> tuple[str, str]:
        """Return start and end of the bookmark of a block."""
        return bookmark("_k_" + need_kennung(kennung))

    def mark_feld(self, kennung: str) -> tuple[str, str]:
        """Return start and end of the bookmark of a field; nothing for one without id."""
        return bookmark("_f_" + need_kennung(kennung)) if kennung else ("", "")

    def sequence(self, name: str, text: str, marke: str, stil: str = "") -> str:
        """Return the next number of a sequence, in the bookmark that a reference repeats it from."""
        self.zaehler[name] = nummer = self.zaehler.get(name, 0) + 1
        anfang, ende = bookmark(f"_n_{need_zahlmarke(marke)}")
        zahl = (
            f'<text:sequence text:ref-name="ref{name}{nummer}" text:name="{name}" text:formula="ooow:{name}+1"'
            f' style:num-format="1">{text}</text:sequence>'
        )
        return f'{anfang}<text:span text:style-name="{stil}">{zahl}</text:span>{ende}' if stil else anfang + zahl + ende

    def derived(self, stil: str, form: str) -> str:
        """Return the name of a style that adds what `form` says.

        `folgt` keeps with the next, `haftet` is in one piece besides; `umbruch` begins a new page, `anschluss` does not;
        `schluss` takes no room.
        """
        name = f"{stil}_{form}"
        self.stile[name] = (
            f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{stil}">'
            f"<style:paragraph-properties {_ABSATZFORMEN[form]}/>{_ZEICHENFORMEN.get(form, '')}</style:style>"
        )
        return name

    def column(self, anteil: float) -> str:
        """Return the name of the style of a column that takes this share of the text width."""
        zahl = round(65535 * anteil)
        name = f"Spalte{zahl}"
        self.stile[name] = (
            f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties'
            f' style:column-width="{self.textbreite * anteil:.3f}cm" style:rel-column-width="{zahl}*"/></style:style>'
        )
        return name

    def form_row(self, hoehe: float) -> str:
        """Return the name of the style of a row that is at least so many millimetres high."""
        self.stile["Zeileform"] = (
            '<style:style style:name="Zeileform" style:family="table-row"><style:table-row-properties'
            f' style:min-row-height="{hoehe / 10:.2f}cm" fo:keep-together="always"/></style:style>'
        )
        return "Zeileform"


def bookmark(name: str) -> tuple[str, str]:
    """Return start and end of a bookmark."""
    return f'<text:bookmark-start text:name="{name}"/>', f'<text:bookmark-end text:name="{name}"/>'

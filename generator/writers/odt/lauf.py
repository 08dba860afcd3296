"""What grows while one document is written: automatic styles, footnotes, tables, lists that count on their own."""

from __future__ import annotations

from ..xmltext import need_kennung

_ABSATZFORMEN = {
    "haftet": 'fo:keep-with-next="always" fo:keep-together="always"',
    "umbruch": 'fo:break-before="page"',
}


class Lauf:
    """State of one document: `stile` are the automatic styles in use, by name.

    `ist_leer` and `hat_doppelte` tell of the paragraph at hand whether a blank would be lost where it stands, and
    whether one was.
    """

    __slots__ = ("_block", "_feld", "freie_listen", "hat_doppelte", "ist_leer", "noten", "stile", "tabellen")

    def __init__(self) -> None:
        self.stile: dict[str, str] = {}
        self.noten = 0
        self.tabellen = 0
        self.freie_listen = 0
        self.ist_leer = True
        self.hat_doppelte = False
        self._block = ""
        self._feld = 0

    def open_block(self, kennung: str) -> None:
        """Fields that follow belong to this block and count from 1."""
        self._block = need_kennung(kennung)
        self._feld = 0

    def note_blanks(self, text: str) -> None:
        """Remember whether the text begins with a blank that would be lost, and whether it ends with one."""
        if self.ist_leer and text[:1] <= " ":
            self.hat_doppelte = True
        if text:
            self.ist_leer = text[-1] <= " "

    def mark(self, kennung: str) -> tuple[str, str]:
        """Return start and end of the bookmark of a block."""
        return bookmark("_k_" + need_kennung(kennung))

    def mark_feld(self) -> tuple[str, str]:
        """Return start and end of the bookmark of the next field of the open block."""
        self._feld += 1
        return bookmark(f"_f_{self._block}_{self._feld}")

    def derived(self, stil: str, form: str) -> str:
        """Return the name of a paragraph style that adds `haftet` (keep with next) or `umbruch` (new page)."""
        name = f"{stil}_{form}"
        self.stile[name] = (
            f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{stil}">'
            f"<style:paragraph-properties {_ABSATZFORMEN[form]}/></style:style>"
        )
        return name

    def column(self, anteil: float) -> str:
        """Return the name of the style of a column that takes this share of the 16 cm text width."""
        zahl = round(65535 * anteil)
        name = f"Spalte{zahl}"
        self.stile[name] = (
            f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties'
            f' style:column-width="{16 * anteil:.3f}cm" style:rel-column-width="{zahl}*"/></style:style>'
        )
        return name


def bookmark(name: str) -> tuple[str, str]:
    """Return start and end of a bookmark."""
    return f'<text:bookmark-start text:name="{name}"/>', f'<text:bookmark-end text:name="{name}"/>'

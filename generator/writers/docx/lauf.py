"""What grows while one document is written: its XML, ids of bookmarks, footnotes, lists that count on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..xmltext import need_kennung, need_zahlmarke

if TYPE_CHECKING:
    from ..diagramm import Bild

ERSTE_FREIE_LISTE = 4
"""Lists 1 to 3 (main numbering, Anlagen, dashes) stand in the layout."""

TEXTBREITEN = {"hoch": 9071, "quer": 14003}
"""A4 less 2 × 2,5 cm, in twentieths of a point, by how the sheet lies."""


class DocxLauf:
    """State of one document.

    `xml` are the pieces of text not yet taken away, `noten` the finished footnotes, `freie_listen` counts the lists of their own, `bilder` are the
    drawings so far, `textbreite` is the width of the text in twentieths of a point.
    Everything is appended to `xml`, nothing put together before: a piece is copied once.
    """

    __slots__ = ("_letzte_id", "bilder", "freie_listen", "noten", "textbreite", "xml")

    def __init__(self, textbreite: int = TEXTBREITEN["hoch"]) -> None:
        self.textbreite = textbreite
        self.xml: list[str] = []
        self.noten: list[str] = []
        self.freie_listen = 0
        self.bilder: list[Bild] = []
        self._letzte_id = 0

    def begin(self, kennung: str) -> str:
        """Begin the hidden bookmark of a block; return what ends it."""
        self._letzte_id = nummer = self._letzte_id + 1
        self.xml.append(f'<w:bookmarkStart w:id="{nummer}" w:name="_k_{need_kennung(kennung)}"/>')
        return f'<w:bookmarkEnd w:id="{nummer}"/>'

    def wrap_feld(self, kennung: str, inhalt: str) -> str:
        """Return the run of a field in its hidden bookmark."""
        self._letzte_id = nummer = self._letzte_id + 1
        return f'<w:bookmarkStart w:id="{nummer}" w:name="_f_{need_kennung(kennung)}"/>{inhalt}<w:bookmarkEnd w:id="{nummer}"/>'

    def wrap_zahl(self, marke: str, inhalt: str) -> str:
        """Return a number that stands in the text in its hidden bookmark."""
        self._letzte_id = nummer = self._letzte_id + 1
        name = f"_n_{need_zahlmarke(marke)}"
        return f'<w:bookmarkStart w:id="{nummer}" w:name="{name}"/>{inhalt}<w:bookmarkEnd w:id="{nummer}"/>'

    def next_list(self) -> int:
        """Return the number of a new list that counts on its own."""
        self.freie_listen += 1
        return ERSTE_FREIE_LISTE + self.freie_listen - 1

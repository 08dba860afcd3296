"""What grows while one document is written: ids of bookmarks, footnotes, lists that count on their own."""

from __future__ import annotations

from ..xmltext import need_kennung

ERSTE_FREIE_LISTE = 4
"""Lists 1 to 3 (main numbering, Anlagen, dashes) stand in the layout."""


class Lauf:
    """State of one document: `noten` are the finished footnotes, `freie_listen` counts the lists of their own."""

    __slots__ = ("_block", "_feld", "_letzte_id", "freie_listen", "noten")

    def __init__(self) -> None:
        self.noten: list[str] = []
        self.freie_listen = 0
        self._letzte_id = 0
        self._block = ""
        self._feld = 0

    def open_block(self, kennung: str) -> None:
        """Fields that follow belong to this block and count from 1."""
        self._block = need_kennung(kennung)
        self._feld = 0

    def wrap(self, kennung: str, inhalt: str) -> str:
        """Return content in the hidden bookmark of a block."""
        self._letzte_id = nummer = self._letzte_id + 1
        return (
            f'<w:bookmarkStart w:id="{nummer}" w:name="_k_{need_kennung(kennung)}"/>{inhalt}'
            f'<w:bookmarkEnd w:id="{nummer}"/>'
        )

    def wrap_feld(self, inhalt: str) -> str:
        """Return content in the hidden bookmark of the next field of the open block."""
        self._feld += 1
        self._letzte_id = nummer = self._letzte_id + 1
        return (
            f'<w:bookmarkStart w:id="{nummer}" w:name="_f_{self._block}_{self._feld}"/>{inhalt}'
            f'<w:bookmarkEnd w:id="{nummer}"/>'
        )

    def next_list(self) -> int:
        """Return the number of a new list that counts on its own."""
        self.freie_listen += 1
        return ERSTE_FREIE_LISTE + self.freie_listen - 1

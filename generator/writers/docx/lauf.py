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

    def mark(self, kennung: str) -> tuple[str, str]:
        """Return start and end of the hidden bookmark of a block."""
        return self._bookmark("_k_" + need_kennung(kennung))

    def mark_feld(self) -> tuple[str, str]:
        """Return start and end of the hidden bookmark of the next field of the open block."""
        self._feld += 1
        return self._bookmark(f"_f_{self._block}_{self._feld}")

    def next_list(self) -> int:
        """Return the number of a new list that counts on its own."""
        self.freie_listen += 1
        return ERSTE_FREIE_LISTE + self.freie_listen - 1

    def _bookmark(self, name: str) -> tuple[str, str]:
        self._letzte_id += 1
        nummer = self._letzte_id
        return f'<w:bookmarkStart w:id="{nummer}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{nummer}"/>'

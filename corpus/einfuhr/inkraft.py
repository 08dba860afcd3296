"""The footnote that says when a printed but future text takes effect."""

from __future__ import annotations

from datetime import date

from ..index.zeitgrenzen import check_tag
from ..regex import compile_later

_INKRAFT = compile_later(r"(?:am|mWv) (\d{1,2})\.(\d{1,2})\.(\d{4}) in Kraft")


def find_inkraft(text: str) -> date | None:
    """Return the last day named as „am 1.1.2020 in Kraft“, or None."""
    treffer = _INKRAFT.findall(text)
    if not treffer:
        return None
    tag, monat, jahr = treffer[-1]
    try:
        return check_tag(date(int(jahr), int(monat), int(tag)))
    except ValueError:
        return None

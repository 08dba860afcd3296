"""The chapters of an EPUB bear their heading as title; pandoc calls them by their file name, and so would a reading program."""

from __future__ import annotations

import io
import re
import zipfile

_KAPITEL = re.compile(r"EPUB/text/ch\d+\.xhtml")
_TITEL = re.compile(r"<title>ch\d+\.xhtml</title>")
_UEBERSCHRIFT = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_MARKE = re.compile(r"<[^>]*>")


def name_chapters(epub: bytes) -> bytes:
    """Return the EPUB with the heading of each chapter as its title; all else, times too, stays as it is."""
    neu = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as alt, zipfile.ZipFile(neu, "w") as archiv:
        for eintrag in alt.infolist():
            inhalt = alt.read(eintrag)
            if _KAPITEL.fullmatch(eintrag.filename):
                inhalt = _name(inhalt.decode("utf-8")).encode("utf-8")
            angaben = zipfile.ZipInfo(eintrag.filename, eintrag.date_time)
            angaben.compress_type, angaben.external_attr = eintrag.compress_type, eintrag.external_attr
            archiv.writestr(angaben, inhalt)
    return neu.getvalue()


def _name(seite: str) -> str:
    ueberschrift = _UEBERSCHRIFT.search(seite)
    titel = " ".join(_MARKE.sub(" ", ueberschrift[1]).split()) if ueberschrift else ""
    return _TITEL.sub(lambda alt: f"<title>{titel}</title>" if titel else alt[0], seite, count=1)

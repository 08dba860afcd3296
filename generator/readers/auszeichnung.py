"""The text of files whose marks stand between the letters, Markdown and RTF: pandoc makes a page of them, our own reader reads it."""

from __future__ import annotations

from ..pandoc import PandocFehler, run_pandoc
from .auszug import Auszug
from .html import text_html
from .lesegrenzen import NORMAL, LeseFehler, Lesegrenzen, Verbrauch

# A `$` is a misread § here, never mathematics; a head between `---` is text like any other.
_MARKDOWN = "gfm-tex_math_dollars-yaml_metadata_block"
_WAS = {_MARKDOWN: "Markdown", "rtf": "RTF"}


def text_markdown(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> Auszug:
    """Return the text of Markdown in UTF-8 without its marks; raises LeseFehler if pandoc cannot read it."""
    return _read(daten, _MARKDOWN, grenzen)


def text_rtf(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> Auszug:
    """Return the text of an RTF file; raises LeseFehler if it is none."""
    if not daten.startswith(b"{\\rtf"):
        raise LeseFehler("Das ist keine RTF-Datei: Sie beginnt nicht mit „{\\rtf“.")
    return _read(daten, "rtf", grenzen)


def _read(daten: bytes, von: str, grenzen: Lesegrenzen) -> Auszug:
    Verbrauch(grenzen).take_datei(len(daten), _WAS[von])
    try:
        seite = run_pandoc(daten, von, "html", "--wrap=none", zeit=grenzen.sekunden, speicher=grenzen.speicher)
    except PandocFehler as fehler:
        raise LeseFehler(str(fehler)) from fehler
    return text_html(b"<body>" + seite + b"</body>", grenzen, ist_fremd=True)

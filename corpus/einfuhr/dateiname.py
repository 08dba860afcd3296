"""The name of a text, from which the names of its files are made: ASCII, short, and different for different laws."""

from __future__ import annotations

import re
import unicodedata

HOECHSTENS = 80
_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"})


def text_name(gesetz: str) -> str:
    """Return the name of the text of a law: `BÄO` → `BAeO`, `1. BImSchV` → `1_BImSchV`; accents are dropped."""
    ohne = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", gesetz).translate(_UMLAUTE))
    return re.sub(r"[^A-Za-z0-9]+", "_", re.sub(r"[\u0300-\u036f]", "", ohne)).strip("_")[:HOECHSTENS] or "gesetz"


def clean(name: str) -> str:
    """Return a file name as text that can be stored: composed, and with marks for bytes that are no text."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))

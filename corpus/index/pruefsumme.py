"""The hash of a unit's text: equal for editions of the same words, different for other words."""

from __future__ import annotations

import base64
import hashlib
import unicodedata

from ..regex import compile_later

_GLEICH = str.maketrans("„“”»«‚‘’–—‑", '"' * 5 + "'" * 3 + "-" * 3, "\u00ad")
# Ordering a run of combining marks takes time in the square of its length; no letter has more than a few.
_MARKEN = compile_later("([\u0300-\u036f]{30})[\u0300-\u036f]+")
_LEER = compile_later(r"\s+")
_VOR_ZEICHEN = compile_later(r" (?=[,.;:)])")
FUSSNOTE = compile_later(r"\[\^[\w.-]{1,60}\](?:: .*)?|\(\+\+\+[^+]{0,2000}\+\+\+\)")


def normalise_wortlaut(text: str) -> str:
    """Return the text without what differs between editions of the same words: spaces, quotes, dashes, footnote marks."""
    text = unicodedata.normalize("NFC", _MARKEN.sub(r"\1", FUSSNOTE.sub(" ", text))).translate(_GLEICH)
    return _VOR_ZEICHEN.sub("", _LEER.sub(" ", text).strip())


def hash_of(text: str) -> str:
    """Return 48 bits of BLAKE2b over the normalised text as eight characters: enough to tell two versions apart."""
    digest = hashlib.blake2b(normalise_wortlaut(text).encode("utf-8"), digest_size=6).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii")

"""From the text of an Absatz to its units: Sätze, the enumerations that belong to them, and a hash of each."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata

from ..saetze import split_text
from .modell import Absatz, Punkt, Satz
from .roh import Inhalt, Liste, Rohabsatz, Tabelle, plain_text

_PLATZ = "\ufffc"
_GLEICH = str.maketrans("„“”»«‚‘’–—‑", '"' * 5 + "'" * 3 + "-" * 3, "\u00ad")
_FUSSNOTE = re.compile(r"\[\^[\w.-]{1,60}\](?:: .*)?|\(\+\+\+[^+]{0,2000}\+\+\+\)")
_LEER = re.compile(r"\s+")
_VOR_ZEICHEN = re.compile(r" (?=[,.;:)])")
_MARKE = re.compile(r"[\s.()]+")
_SATZENDE = re.compile(r"[.!?][\"“”»)\]]{0,2}\s*$")


def normalise(text: str) -> str:
    """Return the text without what differs between editions of the same words: spaces, quotes, dashes, footnote marks."""
    text = unicodedata.normalize("NFC", _FUSSNOTE.sub(" ", text)).translate(_GLEICH)
    return _VOR_ZEICHEN.sub("", _LEER.sub(" ", text).strip())


def hash_of(text: str) -> str:
    """Return 48 bits of BLAKE2b over the normalised text as eight characters: enough to tell two versions apart."""
    digest = hashlib.blake2b(normalise(text).encode("utf-8"), digest_size=6).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii")


def label_of(marke: str) -> str:
    """Return the number as it is cited: `1.` → `1`, `aa)` → `aa`; a dash or bullet has none."""
    nummer = _MARKE.sub("", marke)
    return nummer if nummer.isalnum() else ""


def build_absatz(roh: Rohabsatz) -> Absatz:
    """Split one Absatz into Sätze with their enumerations."""
    return Absatz(roh.nummer, hash_of(plain_text(roh.inhalt)), _build_saetze(roh.inhalt))


def count_saetze(inhalt: tuple[Inhalt, ...]) -> int:
    """Return the number of Sätze of an Absatz or list item, not counting those inside its enumerations."""
    return len(_build_saetze(inhalt))


def _build_saetze(inhalt: tuple[Inhalt, ...]) -> tuple[Satz, ...]:
    einschuebe = [stueck for stueck in inhalt if not isinstance(stueck, str)]
    fliess = " ".join(_running(stueck) for stueck in inhalt)
    saetze: list[Satz] = []
    offen = iter(einschuebe)
    for text in split_text(fliess):
        eigene = [next(offen) for _ in range(text.count(_PLATZ))]
        if not text.replace(_PLATZ, "").strip(" .") and saetze:
            saetze[-1] = _make_satz("", eigene, saetze[-1])
        else:
            saetze.append(_make_satz(text, eigene, None))
    return tuple(saetze)


def _make_satz(text: str, einschuebe: list[Liste | Tabelle], vor: Satz | None) -> Satz:
    """Make a Satz; an enumeration standing alone after a full stop goes to the Satz before it."""
    ganz = text.replace(_PLATZ + ".", "").replace(_PLATZ, "") + "\n" + plain_text(tuple(einschuebe))
    punkte = tuple(p for e in einschuebe if isinstance(e, Liste) for p in _build_punkte(e))
    if vor is None:
        return Satz(hash_of(ganz), punkte)
    return Satz(hash_of(vor.hash + ganz), vor.punkte + punkte)


def _build_punkte(liste: Liste) -> list[Punkt]:
    return [
        Punkt(
            label_of(marke),
            hash_of(plain_text(inhalt)),
            max(1, count_saetze(inhalt)),
            tuple(p for e in inhalt if isinstance(e, Liste) for p in _build_punkte(e)),
        )
        for marke, inhalt in liste.punkte
    ]


def _running(stueck: Inhalt) -> str:
    """Return text as it is; an enumeration becomes one sign, with a full stop if its last item ends a Satz."""
    if isinstance(stueck, str):
        return _FUSSNOTE.sub(" ", stueck).replace(_PLATZ, " ")
    if isinstance(stueck, Tabelle):
        return _PLATZ
    return _PLATZ + ("." if _SATZENDE.search(plain_text((stueck,))) else "")

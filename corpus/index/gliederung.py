"""From the text of an Absatz to its units: Sätze, the enumerations that belong to them, and a hash of each."""

from __future__ import annotations

from ..regex import compile_later
from ..saetze import split_text
from .indexmodell import Normabsatz, Normpunkt, Normsatz
from .pruefsumme import FUSSNOTE, hash_of
from .roh import Inhalt, Rohabsatz, Rohliste, Rohtabelle, plain_text

_PLATZ = "\ufffc"
_MARKE = compile_later(r"[\s.()]+")
_SATZENDE = compile_later(r"[.!?][\"“”»)\]]{0,2}\s*$")


def label_of(marke: str) -> str:
    """Return the number as it is cited: `1.` → `1`, `aa)` → `aa`; a dash or bullet has none."""
    nummer = _MARKE.sub("", marke)
    return nummer if nummer.isalnum() else ""


def build_absatz(roh: Rohabsatz) -> Normabsatz:
    """Split one Absatz into Sätze with their enumerations."""
    return Normabsatz(roh.nummer, hash_of(plain_text(roh.inhalt)), _build_saetze(roh.inhalt))


def _build_saetze(inhalt: tuple[Inhalt, ...]) -> tuple[Normsatz, ...]:
    """Every enumeration of the content becomes the Punkte of exactly one Satz, in order."""
    einschuebe = [stueck for stueck in inhalt if not isinstance(stueck, str)]
    fliess = " ".join(_running(stueck) for stueck in inhalt)
    saetze: list[tuple[str, list[Normpunkt]]] = []
    offen = iter(einschuebe)
    for text in split_text(fliess):
        eigene = [next(offen) for _ in range(text.count(_PLATZ))]
        ganz = text.replace(_PLATZ + ".", "").replace(_PLATZ, "")
        if not text.replace(_PLATZ, "").strip(" .") and saetze:
            # An enumeration standing alone after a full stop goes to the Satz before it.
            vor, punkte = saetze.pop()
            ganz = vor + ganz
        else:
            punkte = []
        punkte.extend(p for e in eigene if isinstance(e, Rohliste) for p in _build_punkte(e))
        saetze.append((hash_of(ganz + "\n" + plain_text(tuple(eigene))), punkte))
    return tuple(Normsatz(h, tuple(punkte)) for h, punkte in saetze)


def _build_punkte(liste: Rohliste) -> list[Normpunkt]:
    """Go into each item once: its own Punkte are those of its Sätze. A second way in would double the work on every level."""
    punkte: list[Normpunkt] = []
    for marke, inhalt in liste.punkte:
        saetze = _build_saetze(inhalt)
        eigene = tuple(p for s in saetze for p in s.punkte)
        punkte.append(Normpunkt(label_of(marke), hash_of(plain_text(inhalt)), max(1, len(saetze)), eigene))
    return punkte


def _running(stueck: Inhalt) -> str:
    """Return text as it is; an enumeration becomes one sign, with a full stop if its last item ends a Satz."""
    if isinstance(stueck, str):
        return FUSSNOTE.sub(" ", stueck).replace(_PLATZ, " ")
    if isinstance(stueck, Rohtabelle):
        return _PLATZ
    return _PLATZ + ("." if _SATZENDE.search(plain_text((stueck,))) else "")

"""The measures of `layout/masse.toml`, read once; each is explained there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..paketdaten import layout_text


@dataclass(frozen=True, slots=True)
class Tabellenmasse:
    """Measures of tables."""

    textbreite: float
    stufen: tuple[tuple[float, float], ...]
    zeichen: float
    zeichen_fett: float
    breite_zeichen: str
    schmale_zeichen: str
    hoechstens: float
    bequem: float
    silben: int
    zeile: float
    ganz_zeilen: int
    ganz_hoehe: float
    zeile_teilbar_ab: float
    formular_hoehe: float


@dataclass(frozen=True, slots=True)
class Briefmarken:
    """Marks at the edge of a letter: from the upper edge, length; from the left edge, strength."""

    marken: tuple[tuple[float, float], ...]
    links: float
    staerke: float


@dataclass(frozen=True, slots=True)
class Haftungsmasse:
    """Measures of what stays on one page."""

    ende: float
    zeichen: float
    zeile: float
    abstand: float
    ueberschrift: float
    tafel: float
    unterschriften: float
    ort_datum: float
    abschnittsanfang: float
    kurze_anlage: float
    kurze_liste: float
    ende_nach_bild: float
    texte_vor_unterschriften: int
    mit_unterschriften: float


@dataclass(frozen=True, slots=True)
class Zeichenbreiten:
    """Widths of letters in parts of the size of the type: of a blank, of each letter, of any other, and the widest."""

    blank: float
    je_zeichen: dict[str, float]
    sonst: float
    hoechstens: float


@dataclass(frozen=True, slots=True)
class Pdfmasse:
    """Measures of the PDF alone."""

    textbreite: float
    unterschrift: float
    zeichen_fett: float
    fliesstext: float


@cache
def _masse() -> dict[str, Any]:
    return tomllib.loads(layout_text("masse.toml"))


@cache
def table_measures() -> Tabellenmasse:
    """Return the measures of tables."""
    angaben = dict(_masse()["tabelle"])
    angaben["stufen"] = tuple((float(grad), float(rand)) for grad, rand in angaben["stufen"])
    return Tabellenmasse(**angaben)


@cache
def keeping_measures() -> Haftungsmasse:
    """Return the measures of what stays on one page."""
    return Haftungsmasse(**_masse()["haftung"])


@cache
def letter_widths() -> Zeichenbreiten:
    """Return the widths of the letters of Word and OpenDocument."""
    angaben = _masse()["zeichenbreiten"]
    je_zeichen = {zeichen: int(breite) / 1000 for breite, gruppe in angaben["je_breite"].items() for zeichen in gruppe}
    return Zeichenbreiten(je_zeichen[" "], je_zeichen, angaben["sonst"] / 1000, max(je_zeichen.values()))


@cache
def contents_fill_page() -> int:
    """Return how many entries a table of contents may have that stands on a page of its own."""
    return int(_masse()["verzeichnis"]["seite_bis"])


@cache
def type_scale(schrift: str) -> float:
    """Return how many times larger than in a contract the type of this name is."""
    return float(_masse()["schrift"][schrift])


@cache
def letter_marks() -> Briefmarken:
    """Return the marks at the edge of a letter."""
    angaben = _masse()["brief"]
    marken = tuple((float(oben), float(laenge)) for oben, laenge in angaben["marken"])
    return Briefmarken(marken, float(angaben["links"]), float(angaben["staerke"]))


@cache
def pdf_measures() -> Pdfmasse:
    """Return the measures of the PDF alone."""
    return Pdfmasse(**_masse()["pdf"])

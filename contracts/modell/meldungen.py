"""Pydantic's errors as German sentences with file, line and column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..angaben import Angabe, field_of, list_auswahl
from ..pfad import write_pfad
from ..position import Mangel, Pfad, Quelle
from ..yamltext.wertorte import find_piece
from .parteinamen import FEHLERART
from .typen import (
    BETRAG_MUSTER,
    DATUM_MUSTER,
    DEZIMAL_MUSTER,
    IBAN_MUSTER,
    KATALOG_MUSTER,
    PREIS_MUSTER,
    RATE_MUSTER,
    REGELCODE,
    TEXT_MUSTER,
    UHRZEIT_MUSTER,
    WORTE_MUSTER,
)

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

SAETZE: dict[str, tuple[str, str]] = {
    "missing": ("SCH-01", "Die Pflichtangabe „{feld}“ fehlt. Ergänzen Sie sie."),
    "extra_forbidden": (
        "SCH-02",
        "Die Angabe „{feld}“ ist hier nicht vorgesehen. Prüfen Sie die Schreibweise, oder löschen Sie sie.",
    ),
    "string_type": ("SCH-03", "„{feld}“ muss Text sein. Setzen Sie den Wert in Anführungszeichen."),
    "int_type": ("SCH-03", "„{feld}“ muss eine ganze Zahl ohne Anführungszeichen sein."),
    "int_from_float": ("SCH-03", "„{feld}“ muss eine ganze Zahl ohne Nachkommastellen sein."),
    "bool_type": ("SCH-03", "„{feld}“ muss „true“ oder „false“ sein."),
    "tuple_type": ("SCH-03", "„{feld}“ muss eine Liste sein."),
    "model_type": ("SCH-03", "„{feld}“ muss eine Gruppe von Angaben (Schlüssel: Wert) sein."),
    "model_attributes_type": ("SCH-03", "„{feld}“ muss eine Gruppe von Angaben (Schlüssel: Wert) sein."),
    "dezimalzahl": (
        "SCH-04",
        "Bei „{feld}“: {was} muss als Text in der Form {beispiel} stehen, mit Punkt und ohne Tausenderzeichen.",
    ),
    "datum": ("SCH-04", "„{feld}“ muss ein Kalendertag der Jahre 1900 bis 2199 in der Form 2025-01-31 sein."),
    "string_pattern_mismatch": ("SCH-04", "„{feld}“ hat nicht die verlangte Form: {pattern}."),
    "string_too_short": ("SCH-04", "„{feld}“ darf nicht leer sein."),
    "string_too_long": ("SCH-05", "„{feld}“ ist zu lang; erlaubt sind {max_length} Zeichen."),
    "parteiverweis": ("SCH-10", "Bei „{feld}“: {grund}"),
    "literal_error": ("SCH-06", "„{feld}“ lässt nur diese Werte zu: {expected}."),
    "greater_than_equal": ("SCH-05", "„{feld}“ muss mindestens {ge} sein."),
    "less_than_equal": ("SCH-05", "„{feld}“ darf höchstens {le} sein."),
    "too_short": ("SCH-05", "„{feld}“ hat zu wenige Einträge; nötig: mindestens {min_length}."),
    "too_long": ("SCH-05", "„{feld}“ hat zu viele Einträge; erlaubt: höchstens {max_length}."),
}
"""Error type of pydantic → code and sentence; a type that is missing here fails a test."""

FORMEN: dict[str, str] = {
    TEXT_MUSTER: "ein Text in einem Absatz, der weder mit einem Leerzeichen oder unsichtbaren Zeichen beginnt noch mit einem Leerzeichen endet",
    r"^[A-Za-z][A-Za-z0-9]{0,11}$": "ein Buchstabe, dann höchstens elf Buchstaben oder Ziffern ohne Umlaute",
    r"^[A-Za-z0-9][A-Za-z0-9-]{0,59}$": "höchstens 60 Buchstaben, Ziffern und Bindestriche ohne Umlaute",
    r"^[a-z][a-z0-9]{0,19}$": "ein Kleinbuchstabe, dann höchstens 19 Kleinbuchstaben oder Ziffern ohne Umlaute",
    r"^[a-z][a-z0-9]{0,29}$": "ein Kleinbuchstabe, dann höchstens 29 Kleinbuchstaben oder Ziffern ohne Umlaute",
    r"^[a-z][a-z0-9_]{0,29}$": "ein Kleinbuchstabe, dann höchstens 29 Kleinbuchstaben, Ziffern oder Unterstriche ohne Umlaute",
    r"^[a-z][a-z0-9_]{0,39}$": "ein Kleinbuchstabe, dann höchstens 39 Kleinbuchstaben, Ziffern oder Unterstriche ohne Umlaute",
    r"^[A-Za-z0-9][A-Za-z0-9_-]{0,59}\.(pdf|png|jpg)$": "ein Dateiname ohne Umlaute und Leerzeichen mit der Endung pdf, png oder jpg",
    r"^[0-9a-f]{64}$": "64 Zeichen 0–9 und a–f",
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": 'Stunde und Minute in Anführungszeichen, zum Beispiel "14:00"',
    r"^[0-9]{5}$": "fünf Ziffern in Anführungszeichen",
    BETRAG_MUSTER: 'ein Betrag mit zwei Nachkommastellen und Punkt in Anführungszeichen, zum Beispiel "385531.07"',
    PREIS_MUSTER: 'ein nicht negativer Betrag mit zwei Nachkommastellen und Punkt in Anführungszeichen, zum Beispiel "385531.07"',
    RATE_MUSTER: 'ein Anteil als Bruchteil mit Punkt in Anführungszeichen, zum Beispiel "0.0320" für 3,20 Prozent',
    DEZIMAL_MUSTER: 'eine Zahl mit Punkt in Anführungszeichen, zum Beispiel "12" oder "3.10"',
    DATUM_MUSTER: "ein Kalendertag der Jahre 1900 bis 2199, zum Beispiel 2025-01-31",
    WORTE_MUSTER: "ein Text, der weder mit einem Leerzeichen beginnt noch damit endet",
    REGELCODE: "der Code einer Regel, zum Beispiel ZB-06",
    r"^[A-Z]{2,3}-[0-9]{2}$": "die Kennung einer Regel, zum Beispiel RK-15",
    UHRZEIT_MUSTER: 'eine Uhrzeit in Anführungszeichen, zum Beispiel "14:00"',
    r"^[0-9]{1,3}\.[0-9]{1,3}$": 'zwei Zahlen mit Punkt in Anführungszeichen, zum Beispiel "1.0"',
    IBAN_MUSTER: "eine IBAN in Vierergruppen, etwa „DE45 0000 0000 0098 7654 32“",
    KATALOG_MUSTER: "ein Name aus Kleinbuchstaben und Unterstrichen",
}
"""Pattern of the schema → what it asks for; a pattern that is missing here fails a test."""

TYPOGRAFISCH = ("„", "“", "”", "‚", "‘", "’", "»", "«")
TYPOGRAFISCHER_WERT = 'Der Wert von „{feld}“ beginnt mit einem typografischen Anführungszeichen. Für YAML gehört es zum Wert; schreiben Sie das gerade (").'
"""A quotation mark as a word processor sets it: the value is right to the eye and wrong to every program."""

VERWEIS_OHNE_ZEICHEN = '„{feld}“ muss Text sein. Beginnt er mit einer Partei in geschweiften Klammern, setzen Sie ihn ganz in Anführungszeichen (").'
"""A reference to a party at the start of a text that is not quoted is a group for YAML."""

_OHNE_SCHLUESSEL = re.compile(r"\[(?:~[0-9a-f]{8}|\?)\]")
"""An item without a key of its own: the sentence leaves its name out, the position says which one it is."""

SONST = ("SCH-03", "„{feld}“ passt nicht zum Schema. Vergleichen Sie die Angabe mit dem Schema der Vertragsart.")


def describe(fehler: ValidationError, quelle: Quelle, modell: type[BaseModel]) -> list[Mangel]:
    """Return one Mangel per error of validating with `modell`, at the value or, for a missing one, at its parent; in order of the file."""
    alle = fehler.errors(include_url=False, include_input=False)
    # Pydantic counts only the sound items of a list: a broken item must not also be reported as a missing one.
    orte = [f["loc"] for f in alle]
    echt = [
        f
        for f in alle
        if f["type"] != "too_short" or not any(len(o) > len(f["loc"]) and o[: len(f["loc"])] == f["loc"] for o in orte)
    ]
    if any(f["type"] != FEHLERART and f["loc"][:1] == ("parteien",) for f in echt):
        # A broken party is not also reported wherever a text names it.
        echt = [f for f in echt if f["type"] != FEHLERART]
    maengel = [_one(f, quelle, modell) for f in echt]
    return sorted(maengel, key=lambda m: (m.position, m.code, m.meldung))


def _one(fehler: Any, quelle: Quelle, modell: type[BaseModel]) -> Mangel:
    pfad = _real(fehler["loc"], quelle)
    code, satz = SAETZE.get(fehler["type"], SONST)
    feld = _OHNE_SCHLUESSEL.sub("[…]", write_pfad(pfad, quelle.daten, modell)) or "die Datei"
    roh = _at(pfad, quelle)
    wert = roh if isinstance(roh, str) else ""
    if fehler["type"] == "missing":
        satz += _explain_allowed(modell, pfad)
    elif wert[:1] in TYPOGRAFISCH and fehler["type"] != "extra_forbidden":
        code, satz = "SCH-04", TYPOGRAFISCHER_WERT
    elif fehler.get("ctx", {}).get("pattern") == TEXT_MUSTER and (naeher := _explain_text(wert)):
        satz = naeher
    elif fehler["type"] == "string_type" and _is_reference(roh):
        satz = VERWEIS_OHNE_ZEICHEN
    werte = {k: FORMEN.get(v, v) if k == "pattern" else _value(v) for k, v in fehler.get("ctx", {}).items()}
    if fehler["type"] == "extra_forbidden":
        return Mangel(code, satz.format(feld=feld), quelle.schluessel.get(pfad, quelle.position(pfad)), pfad)
    position = quelle.position(pfad)
    if fehler["type"] == FEHLERART:
        position = find_piece(quelle.werte, pfad, fehler["ctx"]["stueck"], fehler["ctx"]["davor"]) or position
    return Mangel(code, satz.format(feld=feld, **werte), position, pfad)


def _at(pfad: Pfad, quelle: Quelle) -> Any:
    wert: Any = quelle.daten
    for teil in pfad:
        try:
            wert = wert[teil]
        except (KeyError, IndexError, TypeError):
            return None
    return wert


def _is_reference(wert: Any) -> bool:
    """Tell whether YAML took a text that begins with a party in braces for a group."""
    return isinstance(wert, dict) and len(wert) == 1 and None in wert.values()


def _explain_text(text: str) -> str:
    """Say what is wrong inside or at the end of a text; empty where it already begins wrong."""
    if text != text.lstrip():
        return ""
    if "\n" in text or "\r" in text:
        return (
            "„{feld}“ enthält einen Zeilenumbruch, der im Vertrag mitten im Satz stünde oder verloren ginge. Schreiben Sie hinter den "
            "Schlüssel „>-“ statt „|“, „|-“ oder „>“, und lassen Sie im Text keine Zeile leer."
        )
    if text != text.rstrip():
        return "„{feld}“ endet mit einem Leerzeichen. Löschen Sie es."
    doppelt = re.search(r"\s{2,}|\t", text)
    if doppelt is None:
        return ""
    was = "einen Tabulator" if "\t" in doppelt[0] else "mehrere Leerzeichen hintereinander"
    return f"„{{feld}}“ enthält hinter dem Zeichen {doppelt.start()} {was}. Lassen Sie ein Leerzeichen stehen."


def _explain_allowed(modell: type[BaseModel], pfad: Pfad) -> str:
    """Say what a missing value may be, where that is a choice or a yes or no; empty otherwise."""
    angabe = Angabe(modell)
    for teil in pfad[:-1]:
        angabe = (angabe.glied if isinstance(teil, int) else field_of(angabe, teil)) or Angabe()
    feld = angabe.modell.model_fields.get(str(pfad[-1])) if angabe.modell is not None else None
    werte = list_auswahl(feld.annotation) if feld is not None else ()
    return f" Möglich sind: {', '.join(f'„{w}“' for w in werte)}." if werte else ""


def _value(wert: Any) -> str:
    return (
        str(wert).replace("'", "„", 1).replace("' or '", "“ oder „").replace("', '", "“, „").replace("'", "“")
        if isinstance(wert, str)
        else str(wert)
    )


def _real(loc: tuple[Any, ...], quelle: Quelle) -> Pfad:
    """Drop the segments that pydantic adds and the file does not have (union tags); keep a missing last key."""
    pfad: Pfad = ()
    ort: Any = quelle.daten
    for nummer, teil in enumerate(loc):
        letzter = nummer == len(loc) - 1
        if isinstance(ort, dict) and (teil in ort or (letzter and isinstance(teil, str))):
            ort = ort.get(teil)
        elif isinstance(ort, list) and isinstance(teil, int) and teil < len(ort):
            ort = ort[teil]
        else:
            continue
        pfad = (*pfad, teil)
    return pfad

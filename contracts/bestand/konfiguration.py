"""The settings of a repository: `vertragswerk.toml`, few keys, every mistake with its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ..position import Mangel, Position

if TYPE_CHECKING:
    from .hausangaben import Hausangaben

DATEI: Final = "vertragswerk.toml"
HAUSREGELN: Final = "hausregeln"
_MAX_ZEICHEN: Final = 100_000


@dataclass(frozen=True, slots=True)
class Konfiguration:
    """Settings of a repository; `positionen` tells where each stands, by section and key (`ausgabe`, `formate`).

    `abgewaehlt` pairs codes of rules with why they do not run, `schwere` with another severity.
    """

    name: str = "Vertragsbestand"
    stichtag: datetime.date | None = None
    formate: tuple[str, ...] = ()
    abgewaehlt: tuple[tuple[str, str], ...] = ()
    schwere: tuple[tuple[str, str], ...] = ()
    hausregeln: Hausangaben | None = None
    positionen: Mapping[tuple[str, str], Position] = field(default_factory=dict)


def parse_konfiguration(inhalt: bytes) -> tuple[Konfiguration, list[Mangel]]:
    """Read the settings from the bytes of a file; bad content never raises."""
    from ..yamltext.zeichen import decode

    text, maengel = decode(inhalt, DATEI)
    if text is None:
        return Konfiguration(), maengel
    daten, maengel = _parse_toml(text)
    werte: dict[str, Any] = {}
    positionen: dict[tuple[str, str], Position] = {}
    for abschnitt, inhalte in daten.items():
        bekannt = _EINSTELLUNGEN.get(abschnitt)
        if abschnitt == HAUSREGELN:
            # Lazy: few repositories have rules of their own.
            from .hausangaben import parse_hausangaben

            werte[HAUSREGELN], weitere = parse_hausangaben(inhalte, text, DATEI)
            maengel += weitere
        elif bekannt is None:
            maengel.append(_unknown(abschnitt, (*_EINSTELLUNGEN, HAUSREGELN), "Abschnitt", _find(text, abschnitt)))
        elif not isinstance(inhalte, dict):
            maengel.append(_bad_value(f"„{abschnitt}“ ist ein Abschnitt: [{abschnitt}].", _find(text, abschnitt)))
        else:
            for schluessel, wert in inhalte.items():
                ort = positionen[abschnitt, schluessel] = _find(text, abschnitt, schluessel)
                maengel += _take(werte, bekannt, schluessel, wert, ort)
    return Konfiguration(**werte, positionen=positionen), maengel


def _take(
    werte: dict[str, Any], bekannt: Mapping[str, _Pruefung], schluessel: str, wert: Any, ort: Position
) -> list[Mangel]:
    pruefung = bekannt.get(schluessel)
    if pruefung is None:
        return [_unknown(schluessel, tuple(bekannt), "Schlüssel", ort)]
    try:
        werte[schluessel] = pruefung(wert)
    except ValueError as fehler:
        return [_bad_value(f"„{schluessel}“: {fehler}", ort)]
    return []


def _unknown(name: str, bekannt: tuple[str, ...], was: str, ort: Position) -> Mangel:
    import difflib

    nahe = difflib.get_close_matches(name, bekannt, 1)
    rat = f"Meinten Sie „{nahe[0]}“?" if nahe else f"Bekannt sind: {', '.join(bekannt)}."
    return Mangel("BST-12", f"Unbekannter {was} „{name}“. {rat}", ort)


def _bad_value(meldung: str, ort: Position) -> Mangel:
    return Mangel("BST-13", meldung, ort)


def _name(wert: Any) -> str:
    if not isinstance(wert, str) or not wert.strip() or len(wert) > 200 or not wert.isprintable():
        raise ValueError('Erwartet ist eine Zeile Text, höchstens 200 Zeichen: name = "Bestand Musterstadt".')
    return wert.strip()


def _datum(wert: Any) -> datetime.date:
    if isinstance(wert, datetime.date) and not isinstance(wert, datetime.datetime):
        return wert
    raise ValueError("Erwartet ist ein Datum ohne Anführungszeichen: stichtag = 2026-01-31.")


def _formate(wert: Any) -> tuple[str, ...]:
    if (
        isinstance(wert, list)
        and wert
        and all(isinstance(f, str) and re.fullmatch(r"[a-z][a-z0-9_]{0,29}", f) for f in wert)
    ):
        return tuple(dict.fromkeys(wert))
    raise ValueError('Erwartet ist eine Liste von Formaten: formate = ["docx", "pdf"].')


def _gruende(wert: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(wert, dict) and all(
        isinstance(g, str) and len(g.split()) >= 3 and len(g) <= 300 for g in wert.values()
    ):
        return tuple(sorted(wert.items()))
    raise ValueError(
        'Erwartet ist zu jedem Code ein Grund in wenigen Worten: [pruefung.abgewaehlt] VZ-06 = "Das Haus zitiert anders."'
    )


def _schweren(wert: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(wert, dict) and all(s in ("fehler", "warnung", "hinweis") for s in wert.values()):
        return tuple(sorted(wert.items()))
    raise ValueError('Erwartet ist zu jedem Code fehler, warnung oder hinweis: [pruefung.schwere] BG-05 = "fehler".')


_Pruefung = Callable[[Any], object]
_EINSTELLUNGEN: Final[dict[str, dict[str, _Pruefung]]] = {
    "bestand": {"name": _name},
    "pruefung": {"stichtag": _datum, "abgewaehlt": _gruende, "schwere": _schweren},
    "ausgabe": {"formate": _formate},
}


def _parse_toml(text: str) -> tuple[dict[str, Any], list[Mangel]]:
    import tomllib

    if len(text) > _MAX_ZEICHEN:
        meldung = (
            "Die Konfiguration ist zu groß. Sie besteht aus wenigen Zeilen; Verträge gehören in den Ordner „vertraege“."
        )
        return {}, [Mangel("BST-11", meldung, Position(DATEI))]
    try:
        return tomllib.loads(text), []
    except RecursionError:
        return {}, [Mangel("BST-11", "Die Konfiguration ist zu tief verschachtelt.", Position(DATEI))]
    except ValueError as fehler:
        return {}, [_explain_toml(str(fehler), text)]


def _explain_toml(meldung: str, text: str) -> Mangel:
    stelle = re.search(r"at line (\d+), column (\d+)", meldung)
    ort = Position(DATEI, int(stelle[1]), int(stelle[2])) if stelle else _find_offen(text)
    deutsch = next((deutsch for teil, deutsch in _TOML_FEHLER if teil in meldung), "Die Zeile ist kein gültiges TOML.")
    return Mangel(
        "BST-11", f'{deutsch} Erwartet sind Abschnitte wie [bestand] und Zeilen der Form schluessel = "Wert".', ort
    )


def _find_offen(text: str) -> Position:
    """Return where a quote was left open when the parser only noticed the end of the file; else the last line."""
    zeilen = text.rstrip().split("\n")
    for nummer, zeile in enumerate(zeilen, 1):
        for zeichen in "'\"":
            if not zeile.lstrip().startswith("#") and zeile.count(zeichen) % 2:
                return Position(DATEI, nummer, zeile.index(zeichen) + 1)
    return Position(DATEI, len(zeilen))


_TOML_FEHLER: Final = (
    ("Cannot overwrite a value", "Der Schlüssel steht zweimal da."),
    ("twice", "Der Abschnitt steht zweimal da."),
    ("Expected '='", "Hinter dem Schlüssel fehlt das Gleichheitszeichen."),
    ("Invalid value", "Der Wert fehlt oder steht nicht in Anführungszeichen."),
    ('Expected "\'"', "Ein Anführungszeichen wird nicht geschlossen."),
    ("Unescaped", "Der Rückstrich in \"…\" muss verdoppelt werden; oder nehmen Sie einfache Anführungszeichen '…'."),
    ("Unclosed inline table", "Eine geschweifte Klammer wird nicht geschlossen."),
    ("Unterminated string", "Ein Anführungszeichen wird nicht geschlossen."),
    (
        "Illegal character",
        "Ein Anführungszeichen wird nicht geschlossen, oder die Zeile enthält ein unzulässiges Zeichen.",
    ),
    ("Unclosed array", "Eine eckige Klammer wird nicht geschlossen."),
    ("Expected newline or end of document", "Hinter dem Wert steht noch Text."),
    ("Expected ']'", "Die eckige Klammer des Abschnitts wird nicht geschlossen."),
)


def _find(text: str, abschnitt: str, schluessel: str = "") -> Position:
    """Return the place of a section or of a key in it; `tomllib` gives none. Unusual spellings yield their section or 1:1."""
    kopf = re.compile(rf"\s*\[\[?\s*[\"']?({re.escape(abschnitt)})[\"']?\s*\]")
    ort = Position(DATEI)
    ist_drin = False
    for nummer, zeile in enumerate(text.split("\n"), 1):
        treffer = kopf.match(zeile) or (
            None if schluessel else re.match(rf"\s*[\"']?({re.escape(abschnitt)})[\"']?\s*[.=]", zeile)
        )
        if treffer:
            ist_drin, ort = True, Position(DATEI, nummer, treffer.start(1) + 1)
            if not schluessel:
                return ort
        elif re.match(r"\s*\[[^\]]*\]\s*(#|$)", zeile):
            ist_drin = False
        elif schluessel:
            vorn = r"\s*" if ist_drin else rf"\s*{re.escape(abschnitt)}\s*\.\s*"
            treffer = re.match(rf"{vorn}[\"']?({re.escape(schluessel)})[\"']?\s*=", zeile)
            if treffer:
                return Position(DATEI, nummer, treffer.start(1) + 1)
    return ort

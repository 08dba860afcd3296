"""What a changed value or statement is called and how far apart its two sides are, as printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from ..formate import FORMATE
from ..kanon import german_date
from ..tree import Kopf
from .aenderungssatz import Feldaenderung

_KOPFNAMEN: Final = {
    "kennung": "Kennung",
    "titel": "Titel",
    "untertitel": "Untertitel",
    "fassung": "Fassung",
    "stand": "Stand",
    "schema": "Gliederung",
    "entwurf": "Entwurf",
    "aktenzeichen": "Aktenzeichen",
    "hat_verzeichnis": "Inhaltsverzeichnis",
    "schrift": "Schriftgröße",
    "dokument": "Dokument",
}


def name_version(kopf: Kopf) -> str:
    """Return Kennung and Fassung in one line of a title; the number never stands alone on the next line."""
    return f"{kopf.kennung}, Fassung\u00a0{kopf.fassung}"


def name_statement(name: str) -> str:
    """Return what a statement of a document about itself is called."""
    return _KOPFNAMEN.get(name, name)


def show_statement(name: str, wert: str) -> str:
    """Return a statement of a document about itself as people read it."""
    if wert in ("True", "False"):
        return "ja" if wert == "True" else "nein"
    if name == "schema":
        return "Paragrafen" if wert == "paragraf" else "Nummern"
    if name == "schrift":
        return {"gross": "groß"}.get(wert, wert)
    return german_date(wert) or "–"


def tell_difference(feld: Feldaenderung) -> str:
    """Return the difference as printed: euros and per cent, days, or nothing."""
    if feld.art in ("datum", "datumzahl") and feld.alt and feld.neu:
        return _tell_days(feld.alt, feld.neu)
    differenz = feld.differenz
    if differenz is None:
        return ""
    # A difference of counts is a whole number, whatever it was computed with.
    betrag = int(abs(differenz)) if feld.art == "zahl" else abs(differenz)
    text = sign(FORMATE[feld.art](betrag), differenz)
    prozent = feld.prozent
    if prozent is None or feld.art == "prozent":
        return text
    return f"{text} ({sign(FORMATE['dezimal'](abs(prozent)), prozent)}\u00a0%)"


def _tell_days(alt: str, neu: str) -> str:
    """A day that cannot be read (a random one of a test, a damaged tree) has no distance."""
    try:
        tage = (date.fromisoformat(neu) - date.fromisoformat(alt)).days
    except ValueError:
        return ""
    return f"{sign(FORMATE['zahl'](abs(tage)), tage)} {'Tag' if abs(tage) == 1 else 'Tage'}"


def sign(text: str, wert: Decimal | int) -> str:
    """Return the text of an absolute value with the sign of the value."""
    return f"{'+' if wert > 0 else '−' if wert < 0 else ''}{text}"

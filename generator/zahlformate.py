"""German formats of plain numbers (DIN 5008); those of all values stand in `formate`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from corpus.gedaechtnis import gemerkt

from .typografie import MINUS, SCHMAL


class FormatFehler(ValueError):
    """A format does not fit the value; the text is a German sentence."""


@gemerkt("zahlformate", 4096)
def print_decimal(wert: Decimal, muster: str) -> str:
    """Return a number as a pattern of CLDR has it in German."""
    from babel.numbers import format_decimal

    return str(format_decimal(wert, format=muster, locale="de_DE"))


def with_minus(muster: str) -> str:
    """A pattern whose negative numbers carry the minus sign, as amounts do, not the hyphen of babel."""
    return f"{muster};{MINUS}{muster}"


def dezimal(wert: Any) -> str:
    """3,10, with the decimals the value has."""
    if isinstance(wert, int) and not isinstance(wert, bool):
        return zahl(wert)
    zahlwert = need(wert, Decimal, "eine Zahl")
    stellen = max(0, -int(zahlwert.as_tuple().exponent))
    muster = "#,##0" + ("." + "0" * stellen if stellen else "")
    return print_decimal(zahlwert, with_minus(muster)).replace(".", SCHMAL)


def zahl(wert: Any) -> str:
    """15 299: a count, groups of three parted by a narrow space."""
    return f"{need(wert, int, 'eine ganze Zahl'):,}".replace(",", SCHMAL).replace("-", MINUS)


def need(wert: Any, art: type[Any] | tuple[type[Any], ...], was: str) -> Any:
    """Return a value of the kind that is wanted; raises FormatFehler for another, which `was` names."""
    if not isinstance(wert, art) or (art is int and isinstance(wert, bool)):
        raise FormatFehler(f"Verlangt ist {was}, der Wert ist aber {value_kind(wert)}.")
    return wert


def value_kind(wert: Any) -> str:
    """Return what a value is, in German."""
    namen = {bool: "ein Wahrheitswert", int: "eine ganze Zahl", str: "Text", Decimal: "eine Zahl mit Nachkommastellen", tuple: "eine Liste",
             type(None): "leer"}  # fmt: skip
    return namen.get(type(wert), "ein Datum" if isinstance(wert, date) else "eine Gruppe von Angaben")

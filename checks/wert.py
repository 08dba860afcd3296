"""Values as German text for messages: short forms, no data path, no personal data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal


def show_zahl(wert: int | Decimal) -> str:
    """Return `4.626.372,89` for a number, with the decimals it has."""
    return f"{wert:,f}".translate(_DEUTSCH) if isinstance(wert, Decimal) else f"{wert:,}".translate(_DEUTSCH)


def show_betrag(wert: Decimal) -> str:
    """Return `4.626.372,89 Euro`."""
    return f"{show_zahl(wert)}\u00a0Euro"


def show_anteil(wert: Decimal) -> str:
    """Return `3,20 %` for the fraction 0.0320."""
    return f"{show_zahl((wert * 100).quantize(Decimal('0.01')))}\u00a0%"


def show_datum(wert: date) -> str:
    """Return `31.12.2025`."""
    return wert.strftime("%d.%m.%Y")


def show_dauer(anzahl: int, einzahl: str = "Monat", mehrzahl: str = "Monate") -> str:
    """Return `1 Monat`, `6 Monate`."""
    return f"{show_zahl(anzahl)} {einzahl if anzahl == 1 else mehrzahl}"


def show_liste(namen: Iterable[str]) -> str:
    """Return `a, b und c`."""
    alle = list(namen)
    return alle[0] if len(alle) == 1 else f"{', '.join(alle[:-1])} und {alle[-1]}" if alle else ""


def quote(text: str, laenge: int = 80) -> str:
    """Return a passage as a quotation, cut to a readable length."""
    text = " ".join(text.split())
    return f"„{text if len(text) <= laenge else text[: laenge - 1].rstrip() + '…'}“"


_DEUTSCH = str.maketrans({",": ".", ".": ","})

"""What a plain (unquoted) scalar means: three typed words, plain integers, text, or something programs disagree about."""

from __future__ import annotations

import re
from typing import Final

_FALL_WORTE = ("yes", "no", "on", "off")
_UNEINDEUTIG: Final = (
    *(form(wort) for wort in _FALL_WORTE for form in (str.lower, str.capitalize, str.upper)),
    *("y", "Y", "n", "N", "True", "TRUE", "False", "FALSE", "Null", "NULL", "=", "<<"),
    *(".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN"),
)


class _Mehrdeutig:
    """Marks a plain scalar that must be quoted."""


MEHRDEUTIG: Final = _Mehrdeutig()
KOMMAZAHL: Final = _Mehrdeutig()

WORTE: Final[dict[str, bool | _Mehrdeutig | None]] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
    **dict.fromkeys(_UNEINDEUTIG, MEHRDEUTIG),
}
ZAHLANFANG: Final = frozenset("0123456789+-.")

_GANZZAHL = re.compile(r"-?(?:0|[1-9][0-9]*)").fullmatch
# A plain decimal is a binary float to every other program, which rounds it: amounts stand in quotes.
_KOMMAZAHL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+").fullmatch
# Dates are text here and become date in the model: no reader of YAML changes their characters.
_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
# Each alternative reads its characters in one way only, so that no input makes the search slow.
_VERSCHIEDEN_GELESEN = re.compile(
    r"""[-+]?(?:
        [0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?   # 06667 (octal in YAML 1.1), 1_000, +5, 1e3, 007.5, 1.
      | \.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?
      | 0b[01_]+ | 0x[0-9a-fA-F_]+ | 0o[0-7]+
      | [0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?      # 1:30 is ninety in YAML 1.1
      )
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?
    """,
    re.VERBOSE,
).fullmatch
# Beyond this many digits other programs, which count in binary floating point, lose digits.
MAX_ZIFFERN: Final = 15


def read_zahl(text: str) -> int | str | _Mehrdeutig:
    """Return the meaning of a plain scalar that begins like a number."""
    if _GANZZAHL(text):
        return int(text) if len(text) <= MAX_ZIFFERN else MEHRDEUTIG
    if _KOMMAZAHL(text):
        return KOMMAZAHL
    if _DATUM(text) or not _VERSCHIEDEN_GELESEN(text):
        return text
    return MEHRDEUTIG


def read_schluessel(text: str) -> int | str | _Mehrdeutig:
    """Return the meaning of a plain key that begins like a number: a decimal or a date is text here, but not elsewhere."""
    return 0 if _KOMMAZAHL(text) or _DATUM(text) else read_zahl(text)


def explain_kommazahl(text: str) -> str:
    """Say in German why a plain decimal is refused and how to write it."""
    kurz = text if len(text) <= 40 else text[:39] + "…"
    return f'„{kurz}“ steht ohne Anführungszeichen; Programme runden solche Zahlen. Setzen Sie den Wert in Anführungszeichen: "{kurz}".'


def explain_mehrdeutig(text: str) -> str:
    """Say in German why programs disagree about this plain scalar and how to write it."""
    klein = text.lower()
    kurz = text if len(text) <= 40 else text[:39] + "…"
    if klein in ("true", "false", "null"):
        return f'„{text}“ lesen manche Programme als Wahrheitswert oder Leerwert. Schreiben Sie {klein}, oder als Text "{text}".'
    if klein in (*_FALL_WORTE, "y", "n"):
        return (
            f'„{text}“ lesen manche Programme als Ja oder Nein. Schreiben Sie true oder false, oder als Text "{text}".'
        )
    if ":" in text:
        return f'„{kurz}“ lesen manche Programme als Zeitangabe und rechnen sie um. Schreiben Sie "{kurz}".'
    if text.isdigit() and text.startswith("0"):
        return f'„{kurz}“ verliert in manchen Programmen die führende Null. Schreiben Sie "{kurz}".'
    if text.lstrip("-").isdigit():
        return f'Die Zahl „{kurz}“ hat mehr als {MAX_ZIFFERN} Stellen; manche Programme runden sie. Schreiben Sie "{kurz}".'
    return f'„{kurz}“ lesen manche Programme als Zahl, andere als Text. Schreiben Sie "{kurz}".'

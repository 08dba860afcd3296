"""German formats of values (DIN 5008): one function per format name, in one literal table.

Every function takes the value and returns the printed text; a value of the wrong kind raises FormatFehler.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.modell.beugung import KASUSFORMEN, KURZ, BeugungFehler, inflect
from contracts.modell.partei import Anschrift, Partei, Sammelbezeichnung, Vertragsseite
from corpus.gedaechtnis import gemerkt

from .typografie import NBSP, bind
from .zahlformate import FormatFehler, dezimal, need, print_decimal, value_kind, with_minus, zahl
from .zahlwoerter import spell

MEHRZAHL = {"der": "die", "des": "der", "dem": "den", "den": "die"}


@gemerkt("tagformate", 1024)
def _tag(wert: date, muster: str) -> str:
    from babel.dates import format_date

    return str(format_date(wert, muster, locale="de_DE"))


def betragszahl(wert: Any) -> str:
    """4.626.372,89 (for tables whose heading names the unit)."""
    return print_decimal(need(wert, Decimal, "ein Betrag"), with_minus("#,##0.00"))


def betrag(wert: Any) -> str:
    """4.626.372,89 Euro."""
    return f"{betragszahl(wert)}{NBSP}Euro"


def worte(wert: Any) -> str:
    """Amount in words, or the word of a count."""
    if isinstance(wert, int):
        return spell(wert)
    summe = need(wert, Decimal, "ein Betrag")
    euro, cent = divmod(abs(int((summe * 100).to_integral_exact())), 100)
    text = f"{spell(euro, ist_vor_nomen=True)} Euro"
    if cent:
        text += f" und {spell(cent, ist_vor_nomen=True)} Cent"
    return f"minus {text}" if summe < 0 else text


def datum(wert: Any) -> str:
    """1. Januar 2025."""
    return _tag(need(wert, date, "ein Datum"), f"d.'{NBSP}'MMMM y")


def datumzahl(wert: Any) -> str:
    """01.01.2025."""
    return _tag(need(wert, date, "ein Datum"), "dd.MM.y")


def prozent(wert: Any) -> str:
    """3,20 % from the fraction 0.0320; at least two decimals, more where the fraction has them."""
    anteil = need(wert, Decimal, "ein Anteil") * 100
    stellen = max(2, -int(anteil.normalize().as_tuple().exponent))
    return f"{print_decimal(anteil, with_minus('#,##0.' + '0' * stellen))}{NBSP}%"


def veraenderung(wert: Any) -> str:
    """+43, −159, 0: a change with its sign."""
    betrag_ohne = zahl(abs(need(wert, int, "eine ganze Zahl")))
    return f"+{betrag_ohne}" if wert > 0 else f"−{betrag_ohne}" if wert < 0 else betrag_ohne


def _before_noun(wert: Any) -> str:
    return spell(need(wert, int, "eine ganze Zahl"), ist_vor_nomen=True)


def zahlwort(wert: Any) -> str:
    """zwölf."""
    return spell(need(wert, int, "eine ganze Zahl"))


def wochen(wert: Any) -> str:
    """Sechs Wochen, einer Woche (after a preposition with the dative)."""
    return "einer Woche" if wert == 1 else f"{_before_noun(wert)} Wochen"


def monate(wert: Any) -> str:
    """Sechs Monate, einen Monat (accusative)."""
    return "einen Monat" if wert == 1 else f"{_before_noun(wert)} Monate"


def monaten(wert: Any) -> str:
    """Sechs Monaten, einem Monat (dative)."""
    return "einem Monat" if wert == 1 else f"{_before_noun(wert)} Monaten"


def jahre(wert: Any) -> str:
    """Fünf Jahre, ein Jahr (accusative)."""
    return "ein Jahr" if wert == 1 else f"{_before_noun(wert)} Jahre"


def mal(wert: Any) -> str:
    """Viermal, einmal."""
    return "einmal" if wert == 1 else f"{_before_noun(wert)}mal"


def jahr(wert: Any) -> str:
    """2025, also from a date."""
    return str(wert.year if isinstance(wert, date) else need(wert, int, "ein Jahr"))


def monat(wert: Any) -> str:
    """Januar, from the number of the month or a date."""
    nummer = wert.month if isinstance(wert, date) else need(wert, int, "ein Monat")
    if not 1 <= nummer <= 12:
        raise FormatFehler(f"{nummer} ist kein Monat.")
    return _tag(date(2000, nummer, 1), "LLLL")


def janein(wert: Any) -> str:
    """ja or nein."""
    return "ja" if need(wert, bool, "ein Wahrheitswert") else "nein"


def text(wert: Any) -> str:
    """The text itself, with the blanks that must not break."""
    return bind(need(wert, str, "Text"))


def gross(wert: Any) -> str:
    """The text with a capital first letter."""
    inhalt = text(wert)
    return inhalt[:1].upper() + inhalt[1:]


def liste(wert: Any) -> str:
    """A, b und c."""
    teile = [str(t) for t in need(wert, tuple, "eine Liste")]
    if len(teile) < 2:
        return bind("".join(teile))
    return bind(f"{', '.join(teile[:-1])} und {teile[-1]}")


def adresse(wert: Any) -> str:
    """Kaistraße 1, 28000 Musterbremen."""
    anschrift = need(wert, Anschrift, "eine Anschrift")
    return bind(f"{anschrift.strasse}, {anschrift.plz} {anschrift.ort}")


BENANNT = (Partei, Sammelbezeichnung)
"""What has a short name: a party, or each of several."""


def _party(form: str) -> Callable[[Any], str]:
    def print_party(wert: Any) -> str:
        if isinstance(wert, Vertragsseite):
            return _side(wert, form)
        name = need(wert, BENANNT, "eine Partei").kurzbezeichnung
        try:
            return inflect(name.wort, name.genus, name.genitiv, form)
        except BeugungFehler as fehler:
            raise FormatFehler(str(fehler)) from fehler

    print_party.__doc__ = f"The short name of a party in the form „{form}“."
    return print_party


def _side(seite: Vertragsseite, form: str) -> str:
    """Several parties together, in the plural."""
    if form == KURZ:
        return seite.wort
    artikel, wort = MEHRZAHL[form.lower()], seite.dativ if form.lower() == "dem" else seite.wort
    return f"{artikel.capitalize() if form[0].isupper() else artikel} {wort}"


FORMATE: dict[str, Callable[[Any], str]] = {
    "betrag": betrag,
    "betragszahl": betragszahl,
    "worte": worte,
    "datum": datum,
    "datumzahl": datumzahl,
    "prozent": prozent,
    "dezimal": dezimal,
    "zahl": zahl,
    "veraenderung": veraenderung,
    "zahlwort": zahlwort,
    "wochen": wochen,
    "monate": monate,
    "monaten": monaten,
    "jahre": jahre,
    "mal": mal,
    "jahr": jahr,
    "monat": monat,
    "janein": janein,
    "text": text,
    "gross": gross,
    "liste": liste,
    "adresse": adresse,
    **{form: _party(form) for form in (KURZ, *KASUSFORMEN)},
}
"""Format name → function."""


VORGABEN: dict[type[Any], str] = {
    bool: "janein",
    Decimal: "betrag",
    date: "datum",
    int: "zahl",
    str: "text",
    Partei: "kurz",
    Vertragsseite: "kurz",
    Anschrift: "adresse",
}
"""Kind of value → name of the format it is printed in where the text names none."""


def default_format(wert: Any) -> str:
    """Return the format name for a value without named format. Raises FormatFehler for a group of values."""
    name = VORGABEN.get(type(wert))
    if name is not None:
        return name
    for art, name in VORGABEN.items():
        if isinstance(wert, art):
            return name
    raise FormatFehler(f"Ein Feld druckt einen einzelnen Wert; hier steht aber {value_kind(wert)}.")


def canonical(wert: Any) -> str:
    """Return the value as machines compare it: `4626372.89`, `2025-01-01`, `228`, the text itself."""
    if isinstance(wert, Partei):
        return wert.partei
    if isinstance(wert, Sammelbezeichnung):
        return wert.kurzbezeichnung.wort
    if isinstance(wert, Vertragsseite):
        return wert.wort
    if isinstance(wert, Anschrift):
        return f"{wert.strasse}, {wert.plz} {wert.ort}"
    if isinstance(wert, bool):
        return "true" if wert else "false"
    if isinstance(wert, tuple):
        return "; ".join(str(w) for w in wert)
    return str(wert)

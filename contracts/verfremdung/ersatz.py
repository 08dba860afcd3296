"""What stands in the place of a value in a copy under pseudonyms, by the name that the model declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from corpus.recht.budgetrecht import load_katalog

from ..modell.teilbudget import EINSTUFUNGEN
from .maske import Maske
from .vorrat import fixed, list_ersatzworte, load_vorrat, text_for

ENTFAELLT: Final = "entfaellt"
"""Name for what a copy leaves out."""
VERWEIGERT: Final = "verweigert"
"""Name for what leads into other files, so that no copy is made."""
OFFEN: Final = "[offen"
"""How a template begins what somebody has to fill in."""
_NORM: Final = re.compile(r"§|\bArt\.|\bBGBl\b")
_DE: Final = 22
_MERKMALE: Final = frozenset((*EINSTUFUNGEN, "alle"))


@dataclass(frozen=True, slots=True)
class Wertort:
    """Where a value stands: group and field of the model, its number in a list, the other data of the group."""

    gruppe: str
    feld: str
    nummer: int = 1
    daten: Mapping[str, Any] = field(default_factory=dict)


Ersatz = Callable[[str, Wertort, Maske], str]


def _name(wert: str, stelle: Wertort, maske: Maske) -> str:
    return maske.person(wert)


def _amtsperson(wert: str, stelle: Wertort, maske: Maske) -> str:
    """Replace name and office of somebody who signs: what stands before the comma is taken for the name."""
    return f"{maske.person(wert.partition(',')[0])}, {fixed('funktion')}"


def _strasse(wert: str, stelle: Wertort, maske: Maske) -> str:
    hausnummern = [f"{s} {n}" for s in list_ersatzworte("strassen") for n in range(1, 80)]
    return maske.thing("strasse", wert, hausnummern)


def _ort(wert: str, stelle: Wertort, maske: Maske) -> str:
    return maske.thing("ort", wert, list_ersatzworte("orte"))


def _plz(wert: str, stelle: Wertort, maske: Maske) -> str:
    """Return a number that no town has: all that begin with 00 are free."""
    return maske.thing("plz", wert, [f"00{n:03d}" for n in range(1, 1000)])


def _stelle(wert: str, stelle: Wertort, maske: Maske) -> str:
    namen = load_vorrat()["stellen"]
    wort = namen.get(str(stelle.daten.get("art")), namen["andere"])
    return maske.thing("stelle", wert, list_ersatzworte("orte"), f"{wort} ")


def _kontakt(wert: str, stelle: Wertort, maske: Maske) -> str:
    """Return a telephone number of those kept free for films, and an address below a name that nobody can have."""
    nummern = [f"Telefon 030 23125-{n:03d}, auskunft@stelle{n:03d}.example" for n in range(1000)]
    return maske.thing("kontakt", wert, nummern)


def _iban(wert: str, stelle: Wertort, maske: Maske) -> str:
    """Return an account of a bank that cannot be (Bankleitzahl 00000000); check digits and length are as right or wrong as they were."""
    alt = "".join(wert.split())
    laenge = len(alt) - 12 if alt.startswith("DE") and len(alt) > 13 else _DE - 12
    konto = str(maske.schluessel.draw("iban", alt) % 10**laenge).zfill(laenge)
    rest = f"{0:08d}{konto}"
    ziffern = 98 - int(f"{rest}131400") % 97
    if not _is_iban(alt):
        ziffern = ziffern % 97 + 2
    nummer = f"DE{ziffern:02d}{rest}"
    return maske.note(wert, " ".join(nummer[n : n + 4] for n in range(0, len(nummer), 4)))


def _is_iban(nummer: str) -> bool:
    return int("".join(str(int(z, 36)) for z in nummer[4:] + nummer[:4])) % 97 == 1


def _hexwort(zweck: str) -> Ersatz:
    def replace(wert: str, stelle: Wertort, maske: Maske) -> str:
        return maske.note(wert, f"MUSTER-{maske.schluessel.draw(zweck, wert) % 16**8:08X}")

    return replace


def _land(wert: str, stelle: Wertort, maske: Maske) -> str:
    return fixed("land")


def _aufgabenbereich(wert: str, stelle: Wertort, maske: Maske) -> str:
    daten = load_vorrat()["aufgabenbereiche"]
    return wert if wert in daten["ueblich"] else str(daten["ersatz"]).format(nummer=stelle.nummer)


def _fundstelle(wert: str, stelle: Wertort, maske: Maske) -> str:
    return wert if _NORM.search(wert) else fixed("fundstelle")


def _merkmal(wert: str, stelle: Wertort, maske: Maske) -> str:
    return wert if wert in _MERKMALE else fixed("merkmal").format(nummer=stelle.nummer)


def _text(wert: str, stelle: Wertort, maske: Maske) -> str:
    """Return the neutral text of the place; a yes or no of the group may choose another."""
    ort = f"{stelle.gruppe}.{stelle.feld}"
    gesetzt = [f"{ort}.{name}" for name, wahr in stelle.daten.items() if wahr is True]
    leistung = load_katalog().get(str(stelle.daten.get("katalog", "")))
    titel = leistung.titel if leistung is not None else "Leistung"
    return text_for(*gesetzt, ort).format(nummer=stelle.nummer, leistung=titel)


ERSATZ: Final[Mapping[str, Ersatz]] = {
    "name": _name,
    "amtsperson": _amtsperson,
    "strasse": _strasse,
    "ort": _ort,
    "plz": _plz,
    "stelle": _stelle,
    "kontakt": _kontakt,
    "iban": _iban,
    "aktenzeichen": _hexwort("aktenzeichen"),
    "kennung": _hexwort("kennung"),
    "land": _land,
    "aufgabenbereich": _aufgabenbereich,
    "fundstelle": _fundstelle,
    "merkmal": _merkmal,
    "text": _text,
}
"""By the name in `Personenbezogen` and `Unpersoenlich`."""
BLEIBEND: Final = frozenset({"", "fundstelle", "merkmal"})
"""What is kept or may be, and is therefore searched."""
EIGEN: Final = frozenset({"name", "amtsperson", "strasse", "ort"})
"""What has words of its own that no pseudonym may have."""


def replace_value(name: str, wert: str, stelle: Wertort, maske: Maske) -> str:
    """Return what stands for a value; what is still open stays open, without what was noted there."""
    if wert.startswith(OFFEN):
        return fixed("offen")
    return ERSATZ[name](wert, stelle, maske) if name else wert

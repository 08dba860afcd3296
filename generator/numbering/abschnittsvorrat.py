"""Counted sections kept: a clause that is the same object as in another contract, and counted from the same number, is counted once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..merkspeicher import NEBENHER, Merkspeicher
from ..query import query
from ..tree import Abschnitt, Diagramm, Tabelle

if TYPE_CHECKING:
    from .gelerntes import Abschnittszaehler


@dataclass(frozen=True, slots=True, eq=False)
class _Bekannt:
    """A section before it is counted, and whether tables or charts stand in it, which count on through the document."""

    abschnitt: Abschnitt
    hat_gezaehltes: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Gezaehlt:
    """A section with its labels, and what a counter learnt of it alone."""

    abschnitt: Abschnitt
    zaehler: Abschnittszaehler


_BEKANNTE: Merkspeicher[_Bekannt] = Merkspeicher()
_GEZAEHLTE: Merkspeicher[_Gezaehlt] = Merkspeicher()


def count_section(zaehler: Abschnittszaehler, abschnitt: Abschnitt, zahl: int) -> Abschnitt:
    """Return a section of the top level with its labels; the counter learns what stands in it."""
    bekannt = _BEKANNTE.get(id(abschnitt))
    if bekannt is None:
        neu = _Bekannt(abschnitt, bool(query(abschnitt, Tabelle, Diagramm)))
        bekannt = _BEKANNTE.keep(id(abschnitt), neu, NEBENHER)
    davor = (zaehler.stand, zaehler.beschreibt) if bekannt.hat_gezaehltes else None
    schluessel = (bekannt, zahl, zaehler.ist_dezimal, davor)
    fertig = _GEZAEHLTE.get(schluessel)
    if fertig is None:
        einzeln = zaehler.start_anew()
        gezaehlt = einzeln.count_section(abschnitt, zahl)
        if einzeln.fehler:
            # Faults are told in the order of the document, and some hang on what stands before.
            return zaehler.count_section(abschnitt, zahl)
        gewicht = len(einzeln.orte) + len(einzeln.teile)
        fertig = _GEZAEHLTE.keep(schluessel, _Gezaehlt(gezaehlt, einzeln), gewicht)
    if not zaehler.take_over(fertig.zaehler):
        return zaehler.count_section(abschnitt, zahl)
    if bekannt.hat_gezaehltes:
        zaehler.stand = fertig.zaehler.stand
    return fertig.abschnitt

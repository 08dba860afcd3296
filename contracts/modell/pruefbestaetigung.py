"""What a person has confirmed where a rule can only ask (rules of the kind B), and counter-performances, the first thing so asked.

A confirmation is bound to one Fassung: whoever changes the contract asks again.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from ..angaben import VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .typen import Absatztext, Basis, Datum, Kuerzel, Zeile


class Pruefbestaetigung(Basis):
    """The answer of a person to the question of a rule."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    regel: Annotated[str, Field(pattern=r"^[A-Z]{2,3}-[0-9]{2}$"), VerweisAuf("Bestaetigungsfrage", regel="VOL-15")]
    """Regel, deren Frage beantwortet ist, zum Beispiel RK-15."""
    betrifft: Annotated[Kuerzel, VerweisAuf("Eintrag", regel="VOL-15")] | None = None
    """Kennung dessen, was bestätigt ist, zum Beispiel einer Gegenleistung; ohne Angabe alles, wonach die Regel fragt."""
    aussage: Absatztext
    """Was bestätigt ist, in einem vollständigen Satz."""
    durch: Zeile
    """Stelle, die bestätigt, mit ihrer Funktion; kein Name einer Person."""
    am: Annotated[
        Datum,
        Zeit(
            "Prüfbestätigung",
            bis=("unterzeichnung.am",),
            alt=("unterzeichnung.am", 12),
            durch=".durch",
            deckt=("gegenleistungen",),
        ),
    ]
    """Tag der Bestätigung."""
    fassung: Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$")]
    """Nummer der Fassung, für die sie gilt."""
    fundstelle: Zeile | None = None
    """Aktenzeichen oder Dokument, in dem die Bestätigung steht."""


class HatPruefbestaetigungen(Basis):
    """May record what persons have confirmed."""

    pruefbestaetigungen: tuple[Pruefbestaetigung, ...] = ()
    """Bestätigungen zu Fragen, die das Programm nicht entscheiden kann."""


class Gegenleistung(Basis):
    """Something that the provider owes beyond its services (§ 55 SGB X)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    leistung: Absatztext
    """Was der Leistungserbringer tut, als Satzteil nach seinem Namen („stellt … zur Verfügung“), ohne Punkt."""
    zweck: Absatztext
    """Wofür es bestimmt ist, als Satzteil mit „zu“ („die Mitwirkung … zu ermöglichen“), ohne Punkt."""
    zusammenhang: Absatztext
    """Wie es mit der Leistung der Behörde zusammenhängt, in vollständigen Sätzen."""


class HatGegenleistungen(HatPruefbestaetigungen):
    """May agree on counter-performances of the provider."""

    gegenleistungen: tuple[Gegenleistung, ...] = ()
    """Gegenleistungen des Leistungserbringers außer den Leistungen, die vergütet werden."""

    @property
    @sichtbar
    def hat_gegenleistungen(self) -> bool:
        """The provider owes something beyond its services."""
        return bool(self.gegenleistungen)

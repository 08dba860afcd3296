"""Bodies and development: Steuerungsgruppe, Organisationsentwicklung, Beteiligung."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .typen import Absatztext, Anzahl, Basis, Datum, Dauer, Kuerzel, Positiv, Zeile
from .ziel import Meilenstein


class Mitglied(Basis):
    """A seat, named by function, never by person (A-ALL-14)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    funktion: Zeile
    """Funktion der entsandten Person."""
    entsandt_von: Zeile
    """Entsendende Stelle."""
    stimmen: Annotated[Anzahl, Groesse(ueblich=("0", "10"))]
    """Stimmen; null bedeutet beratend."""


class Steuerungsgruppe(Basis):
    """The steering body."""

    mitglieder: Annotated[tuple[Mitglied, ...], Field(min_length=2)]
    """Sitze."""
    vorsitz: Zeile
    """Wer den Vorsitz führt."""
    sitzungen_je_jahr: Annotated[Positiv, Groesse(ueblich=("1", "26"))]
    """Mindestzahl der Sitzungen im Kalenderjahr."""
    ladungsfrist_wochen: Annotated[Dauer, Groesse(ueblich=("1", "12"))]
    """Ladungsfrist in Wochen."""
    protokoll_wochen: Annotated[Dauer, Groesse(ueblich=("1", "13"))]
    """Frist für das Protokoll in Wochen."""
    schlichtung_wochen: Annotated[Dauer, Groesse(ueblich=("1", "26"))]
    """Frist für die Beratung der Leitungen, wenn keine Einigung gelingt, in Wochen."""


class Schulung(Basis):
    """A training."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    zielgruppe: Zeile
    """Für wen."""
    inhalt: Zeile
    """Worüber."""
    stunden: Annotated[Positiv, Groesse(ueblich=("1", "400"))]
    """Umfang je Person in Stunden."""
    bis: Annotated[Datum, Zeit("Ende einer Schulung", ab=("laufzeit.beginn",), bis=("laufzeit.ende",))]
    """Bis wann."""


class Organisationsentwicklung(Basis):
    """Plan of organisational development (Anlage)."""

    meilensteine: Annotated[tuple[Meilenstein, ...], Field(min_length=1)]
    """Meilensteine."""
    schulungen: Annotated[tuple[Schulung, ...], Field(min_length=1)]
    """Schulungen."""
    fortschreibung_im_monat: Annotated[int, Field(strict=True, ge=1, le=12), Groesse(ueblich=("1", "12"))]
    """Monat, bis zu dessen Ende der Plan jährlich fortgeschrieben wird."""


class Beteiligung(Basis):
    """How entitled persons and their representatives take part."""

    stelle: Annotated[Kuerzel, VerweisAuf("Beteiligter")]
    """Kennung der beteiligten Interessenvertretung."""
    beteiligt_am: Annotated[
        Datum | None,
        Zeit(
            "Beteiligung der Interessenvertretung",
            bis=("fassung.stand",),
            alt=("unterzeichnung.am", 12),
            durch=".stelle",
            deckt=("personenkreis", "leistungspaket", "fachkonzept", "ziele"),
        ),
    ] = None
    """Tag, an dem die Interessenvertretung zum Vertragsentwurf gehört wurde."""
    ergebnis: Absatztext | None = None
    """Ergebnis der Beteiligung in einem vollständigen Satz."""
    anhoerung_wochen: Annotated[Dauer, Groesse(ueblich=("1", "26"))]
    """Frist für Stellungnahmen der Interessenvertretung in Wochen."""
    befragung_turnus: Literal["jährlich", "alle zwei Jahre"]
    """Wie oft die Leistungsberechtigten befragt werden."""
    unterrichtung_wochen: Annotated[Dauer, Groesse(ueblich=("1", "26"))]
    """Frist in Wochen, in der die Leistungsberechtigten über den Vertrag unterrichtet werden."""

    @property
    @sichtbar
    def hat_ergebnis(self) -> bool:
        """The representatives were heard and the result is recorded."""
        return self.beteiligt_am is not None and self.ergebnis is not None

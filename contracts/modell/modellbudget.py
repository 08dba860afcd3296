"""The budget of a Modellvorhaben after § 64b SGB V: the statements of the file, not the results (those are in `berechnet`; F10)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, VerweisAuf
from ..sichtbar import sichtbar
from .budget import Faelligkeit
from .typen import Basis, Betrag, Parteikennung, Positiv, Preis, Rate, Wahrheit, Zeile
from .ziel import Messziel

Budgetjahr = Annotated[int, Field(strict=True, ge=2013, le=2100), Groesse(regel="ZB-18")]
"""A year of the budget."""


class Anteil(Basis):
    """The share of the budget that one Kostenträger bears; all of them make a whole."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("partei",)

    partei: Annotated[Parteikennung, VerweisAuf("Partei")]
    """Kostenträger."""
    anteil: Annotated[Rate, Groesse(moeglich=("0", "1"), regel="ZB-12")]
    """Anteil am Budget als Bruchteil, 0.345 für 34,5 Prozent."""


class Budgetfortschreibung(Basis):
    """A further year of the budget whose rate is agreed already."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("jahr",)

    jahr: Budgetjahr
    """Kalenderjahr."""
    veraenderungsrate: Annotated[Rate, Groesse(ueblich=("-0.10", "0.15"))]
    """Veränderungsrate gegenüber dem Jahr davor als Bruchteil, 0.0390 für 3,90 Prozent."""
    grundlage: Zeile
    """Worauf die Veränderungsrate beruht; steht im Vertrag in Klammern."""


class AusgewiesenesJahr(Basis):
    """Results of a year that somebody agreed on outside; each is compared with the computed value."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("jahr",)

    jahr: Budgetjahr
    """Kalenderjahr."""
    betrag: Annotated[Betrag, Groesse(regel="ZB-18")]
    """Budget."""
    rate: Annotated[Betrag | None, Groesse(regel="ZB-18")] = None
    """Monatsrate."""
    letzte_rate: Annotated[Betrag | None, Groesse(regel="ZB-18")] = None
    """Letzte Monatsrate."""


class AusgewiesenerAnteil(Basis):
    """Amount of a Kostenträger in the base year that somebody agreed on outside."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("partei",)

    partei: Annotated[Parteikennung, VerweisAuf("Partei")]
    """Kostenträger."""
    betrag: Annotated[Betrag, Groesse(regel="ZB-18")]
    """Betrag im Basisjahr."""


class AusgewiesenesRegionalbudget(Basis):
    """Stated results of a Regionalbudget."""

    jahre: tuple[AusgewiesenesJahr, ...] = ()
    """Budget und Raten je Jahr."""
    anteile: tuple[AusgewiesenerAnteil, ...] = ()
    """Beträge der Kostenträger im Basisjahr."""


class Regionalbudget(Basis):
    """Budget for all treated people of a region: number of people times amount per person, then carried forward."""

    basisjahr: Budgetjahr
    """Kalenderjahr, für das das Budget aus Personen und Betrag je Person berechnet wird."""
    personen: Annotated[Positiv, Groesse(ueblich=("100", "100000"))]
    """Vereinbarte Zahl der behandelten Personen im Basisjahr."""
    betrag_je_person: Annotated[Preis, Groesse(ueblich=("500", "50000"))]
    """Betrag je behandelte Person im Basisjahr."""
    fortschreibungen: tuple[Budgetfortschreibung, ...] = ()
    """Weitere Kalenderjahre, für die die Veränderungsrate schon vereinbart ist, in ihrer Reihenfolge."""
    anteile: Annotated[tuple[Anteil, ...], Field(min_length=1, max_length=40)]
    """Anteile der Kostenträger am Budget."""
    faelligkeit: Faelligkeit
    """Fälligkeit der Monatsraten."""
    sind_alle_beteiligt: Wahrheit
    """Ob alle nach § 18 Abs. 2 KHG an der Pflegesatzvereinbarung beteiligten Krankenkassen Partei sind (§ 64 Abs. 3 Satz 3 SGB V)."""
    ausgewiesen: AusgewiesenesRegionalbudget | None = None
    """Ergebnisse zum Vergleich; fehlen sie, rechnet allein das Programm."""

    @property
    @sichtbar
    def hat_fortschreibungen(self) -> bool:
        """Rates of further years are agreed."""
        return bool(self.fortschreibungen)


class Erloesausgleich(Basis):
    """How much of a difference between billed proceeds and budget is settled; 1.00 makes the budget firm."""

    mehrerloese: Annotated[Rate, Groesse(moeglich=("0", "1"))]
    """Anteil der Mehrerlöse, der auszugleichen ist, als Bruchteil."""
    mindererloese: Annotated[Rate, Groesse(moeglich=("0", "1"))]
    """Anteil der Mindererlöse, der auszugleichen ist, als Bruchteil."""
    aufstellung_bis_monat: Annotated[int, Field(strict=True, ge=1, le=12), Groesse(ueblich=("1", "12"))]
    """Monat des Folgejahres, bis zu dessen Ende das Krankenhaus die bestätigte Aufstellung der Erlöse vorlegt."""

    @property
    @sichtbar
    def ist_vollstaendig(self) -> bool:
        """Every difference is settled in full."""
        return self.mehrerloese == 1 and self.mindererloese == 1


class Regionalziel(Messziel):
    """A goal of the Modellvorhaben; one that repeats a figure of the plan says so, that both can be compared."""

    plangroesse: Literal["vollstationaer", "tagesklinisch", "regionen"] | None = None
    """Größe des Transformationsplans, die der Indikator misst; ihre Werte müssen mit dem Plan übereinstimmen."""

"""Modellvorhaben after § 64b SGB V: region, modules, plan of transformation, procedure, interface to the Verbund (A.5, B.4.5)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .kurzinformation import MitEinfacherSprache
from .typen import Absatztext, Anzahl, Basis, Datum, Dauer, Kuerzel, Positiv, Preis, Zeile

Planungsjahr = Annotated[int, Field(strict=True, ge=2000, le=2100), Groesse(regel="ZB-12")]
"""A calendar year of the plan; years need not follow one another."""
Veraenderung = Annotated[int, Field(strict=True, ge=-1_000_000, le=1_000_000), Groesse(regel="ZB-12")]
"""A change of places, with its sign."""


class Region(Basis):
    """A part of the catchment area, with what is true today, apart from what is planned."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    name: Zeile
    """Name der Region."""
    vollbetrieb_seit: Annotated[Datum | None, Zeit("Beginn des Vollbetriebs", bis=("unterzeichnung.am",))] = None
    """Tag, seit dem das aufsuchende Angebot tatsächlich in vollem Umfang arbeitet; fehlt er, ist es im Aufbau."""

    @property
    @sichtbar
    def hat_vollbetrieb(self) -> bool:
        """The outreach offer works in full."""
        return self.vollbetrieb_seit is not None

    @property
    @sichtbar
    def stand_text(self) -> str:
        """What is true today, for a table."""
        return "Vollbetrieb" if self.hat_vollbetrieb else "im Aufbau"


class Versorgung(Basis):
    """The catchment area for which the hospital is bound to care."""

    gebiet: Zeile
    """Gebiet, für das die Versorgungsverpflichtung besteht; mit Artikel im Akkusativ („das Gebiet …“)."""
    verpflichtung: Zeile
    """Bescheid oder Vorschrift, aus der sich die Versorgungsverpflichtung ergibt; mit Artikel im Dativ („dem Bescheid …“)."""
    regionen: Annotated[tuple[Region, ...], Field(min_length=1, max_length=30)]
    """Regionen des Versorgungsgebiets."""

    @property
    @sichtbar
    def regionen_im_vollbetrieb(self) -> tuple[Region, ...]:
        """Regions whose outreach offer works in full."""
        return tuple(r for r in self.regionen if r.hat_vollbetrieb)

    @property
    @sichtbar
    def hat_vollbetrieb(self) -> bool:
        """The outreach offer works in full in some region."""
        return bool(self.regionen_im_vollbetrieb)


class Modul(MitEinfacherSprache):
    """A Leistungsbereich of the Modellvorhaben with its share of the budget in the base year."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    kennzeichen: Literal["vollstationaer", "teilstationaer", "institutsambulanz", "aufsuchend", "sonstiges"]
    """Welcher Leistungsbereich es ist."""
    name: Zeile
    """Bezeichnung im Vertragstext."""
    norm: Zeile
    """Rechtsgrundlage der Leistung."""
    beschreibung: Absatztext
    """Was das Modul leistet, in ganzen Sätzen."""
    betrag: Annotated[Preis, Groesse(regel="ZB-12")]
    """Teil des Budgets im Basisjahr, der rechnerisch auf das Modul entfällt."""


class Planjahr(Basis):
    """Places and regions at the end of a calendar year; `ist` was counted, `plan` is agreed."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("jahr",)

    jahr: Planungsjahr
    """Kalenderjahr."""
    stand: Literal["ist", "plan"]
    """Ob die Angaben gezählt oder geplant sind."""
    vollstationaer: Annotated[Anzahl, Groesse(regel="ZB-12")]
    """Vollstationäre Plätze."""
    tagesklinisch: Annotated[Anzahl, Groesse(regel="ZB-12")]
    """Tagesklinische Plätze."""
    summe: Annotated[Anzahl | None, Groesse(regel="ZB-12")] = None
    """Summe der Plätze zum Vergleich; fehlt sie, rechnet allein das Programm."""
    regionen: tuple[Annotated[Kuerzel, VerweisAuf("Region")], ...] = ()
    """Regionen mit aufsuchendem Angebot."""


class Gesamtveraenderung(Basis):
    """Changes from the first to the last year that somebody stated outside; each is compared with the computed value."""

    vollstationaer: Veraenderung
    """Vollstationäre Plätze."""
    tagesklinisch: Veraenderung
    """Tagesklinische Plätze."""
    summe: Veraenderung | None = None
    """Plätze insgesamt."""


class Klaerung(Basis):
    """A question that the plan leaves open, with the day by which it is to be settled."""

    frage: Absatztext
    """Offene Frage als vollständiger Satz."""
    bis: Annotated[Datum, Zeit("Tag der Klärung", ab=("unterzeichnung.am",), bis=("laufzeit.ende",))]
    """Tag, bis zu dem die Parteien sie klären."""


class Transformation(Basis):
    """The plan of transformation: columns are the years named, not every year."""

    jahre: Annotated[tuple[Planjahr, ...], Field(min_length=2, max_length=30)]
    """Jahre des Plans, aufsteigend; es müssen nicht aufeinanderfolgende sein."""
    ausgewiesen: Gesamtveraenderung | None = None
    """Veränderung vom ersten zum letzten Jahr zum Vergleich."""
    klaerung: Klaerung | None = None
    """Offene Frage zum aufsuchenden Angebot."""

    @property
    @sichtbar
    def hat_klaerung(self) -> bool:
        """The plan leaves a question open."""
        return self.klaerung is not None


class Aufsicht(Basis):
    """An authority to which the contract is presented (§ 63 Abs. 5 Satz 2 SGB V)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    name: Zeile
    """Bezeichnung der Aufsichtsbehörde."""


class Verfahren(Basis):
    """What has to happen before and after signing (§ 64b Abs. 1 and 3, § 63 Abs. 5 SGB V)."""

    meldung_inek_am: Annotated[Datum, Zeit("Meldung an das Institut", regel="RK-16")]
    """Tag, an dem das Modellvorhaben dem DRG-Institut gemeldet wurde; die Meldung geht dem Vertragsschluss voraus."""
    vertragskennzeichen: Zeile | None = None
    """Vertragskennzeichen, das das Institut vergeben hat."""
    meldende_partei: Literal["krankenhaus", "kostentraeger"] = "krankenhaus"
    """Wer die Daten für alle Parteien an das Institut meldet."""
    vorlage_aufsicht_bis: Annotated[Datum, Zeit("Vorlage bei der Aufsicht", regel="RK-16")]
    """Tag, bis zu dem der Vertrag den Aufsichtsbehörden vorgelegt wird."""
    aufsichtsbehoerden: Annotated[tuple[Aufsicht, ...], Field(min_length=1, max_length=20)]
    """Zuständige Aufsichtsbehörden."""

    @property
    @sichtbar
    def hat_vertragskennzeichen(self) -> bool:
        """The institute has given the contract a mark."""
        return self.vertragskennzeichen is not None

    @property
    @sichtbar
    def ist_meldung_durch_krankenhaus(self) -> bool:
        """The hospital reports for all."""
        return self.meldende_partei == "krankenhaus"


class Thema(Basis):
    """A subject on which the two systems of benefits work together."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    text: Absatztext
    """Gegenstand; Glied einer Aufzählung, ohne Satzzeichen am Ende."""


class Verbund(Basis):
    """Interface to the Gemeindepsychiatrischer Verbund: SGB V meets SGB IX."""

    name: Zeile
    """Name des Verbunds, ohne Artikel."""
    ansprechstelle: Zeile
    """Funktion der Ansprechperson im Krankenhaus, mit Artikel im Akkusativ („die Leitung …“)."""
    fallkonferenzen_je_quartal: Annotated[Positiv, Groesse(ueblich=("1", "30"))]
    """Mindestzahl gemeinsamer Fallkonferenzen je Quartal."""
    uebergang_wochen: Annotated[Dauer, Groesse(ueblich=("1", "26"))]
    """Wochen vor einer geplanten Entlassung, in denen die Abstimmung mit dem Verbund beginnt."""
    themen: Annotated[tuple[Thema, ...], Field(min_length=1, max_length=20)]
    """Gegenstände der Zusammenarbeit."""


class HatVersorgung(Basis):
    """Cares for a region."""

    versorgung: Versorgung
    """Versorgungsgebiet und Versorgungsverpflichtung."""


class HatModule(Basis):
    """Bundles Leistungsbereiche."""

    module: Annotated[tuple[Modul, ...], Field(min_length=1, max_length=20)]
    """Leistungsbereiche und Versorgungsmodule."""


class HatTransformation(HatVersorgung):
    """Plans the transformation of places into other forms of care."""

    transformation: Transformation
    """Transformationsplan."""


class HatVerfahren(Basis):
    """Has to be reported and presented."""

    verfahren: Verfahren
    """Meldung und Vorlage."""

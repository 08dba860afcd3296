"""Goals of the Balanced Scorecard and the Fachkonzept they rest on (A.7, A-ALL-15, B.7)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .kurzinformation import MitEinfacherSprache
from .typen import Absatztext, Basis, Datum, Dezimal, Kuerzel, Wahrheit, Zeile

KERNELEMENTE: dict[str, str] = {
    "willensorientierung": "Willensorientierung",
    "ressourcenorientierung": "Ressourcenorientierung",
    "fall_im_feld": "Der Fall im Feld",
    "kollegiale_beratung": "Kollegiale Beratung zum Fall im Feld",
}
"""Name of each core element in the contract text."""


class Kernelement(Basis):
    """One of the four core elements of the Fachkonzept."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Literal["willensorientierung", "ressourcenorientierung", "fall_im_feld", "kollegiale_beratung"]
    """Kennung."""
    name: Zeile
    """Bezeichnung."""
    beschreibung: Absatztext
    """Was die Parteien darunter verstehen."""


class Leitsatz(Basis):
    """A guiding principle of the annex."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    text: Absatztext
    """Wortlaut."""


class Leitsaetze(Basis):
    """Guiding principles with the state that the contract pins (A-LS-V)."""

    stand: Annotated[Datum, Zeit("Stand der Leitsätze", bis=("fassung.stand",))]
    """Stand der Leitsätze."""
    herkunft: Zeile
    """Wo die Leitsätze vorgestellt wurden."""
    saetze: Annotated[tuple[Leitsatz, ...], Field(min_length=1)]
    """Die Leitsätze in ihrer Reihenfolge."""


class Fachkonzept(Basis):
    """The Fachkonzept Sozialraumorientierung."""

    name: Zeile
    """Bezeichnung."""
    urheber: Zeile
    """Urheberin oder Urheber des Konzepts."""
    stand: Annotated[Datum, Zeit("Stand des Fachkonzepts", bis=("fassung.stand",), anlage="anlkonzept")]
    """Stand der Anlage."""
    ist_vertragsbestandteil: Wahrheit
    """Ob die Ausrichtung am Fachkonzept Vertragsbestandteil ist."""
    kernelemente: Annotated[tuple[Kernelement, ...], Field(min_length=1, max_length=4)]
    """Kernelemente."""
    leitsaetze: Leitsaetze
    """Leitsätze zur Sozialraumorientierung."""


class Ampel(Basis):
    """Traffic-light bounds in the unit of the indicator; between them the goal is yellow."""

    gruen: Annotated[Dezimal, Groesse(regel="ZI-06")]
    """Grün ab diesem Wert (bei „senken“: bis zu diesem Wert)."""
    rot: Annotated[Dezimal, Groesse(regel="ZI-06")]
    """Rot unter diesem Wert (bei „senken“: über diesem Wert)."""


class Zwischenwert(Basis):
    """A value to be reached on the way."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("am",)

    am: Annotated[Datum, Zeit("Tag eines Zwischenwerts", regel="ZI-06")]
    """Tag."""
    wert: Annotated[Dezimal, Groesse(regel="ZI-06")]
    """Wert."""


WERT_MOEGLICH = (("Kalendertage", ("0", "3650")), ("Anzahl", ("0", "100000")), ("Stunden", ("0", "1000000")))
"""Likely values of an indicator by its unit; percentages are judged by ZI-06, points may be anything."""


class Indikator(Basis):
    """How a goal is measured."""

    bezeichnung: Zeile
    """Was gemessen wird."""
    zaehler: Zeile
    """Zähler oder gezählte Größe."""
    nenner: Zeile | None = None
    """Nenner, wenn der Indikator ein Anteil oder Mittelwert ist."""
    einheit: Literal["Prozent", "Kalendertage", "Anzahl", "Stunden", "Punkte"]
    """Einheit."""
    quelle: Zeile
    """Datenquelle."""
    ausgangswert: Annotated[Dezimal, Groesse(je=".einheit", je_wert=WERT_MOEGLICH)]
    """Wert zu Beginn."""
    ausgangswert_am: Annotated[Datum, Zeit("Tag des Ausgangswerts", bis=("..termin",), alt=("laufzeit.beginn", 24))]
    """Tag, zu dem der Ausgangswert erhoben ist."""
    zielwert: Annotated[Dezimal, Groesse(je=".einheit", je_wert=WERT_MOEGLICH)]
    """Angestrebter Wert."""
    richtung: Literal["steigern", "senken"]
    """Richtung der Verbesserung."""
    ampel: Ampel
    """Grenzen der Ampel."""
    zwischenwerte: tuple[Zwischenwert, ...] = ()
    """Zwischenwerte."""

    @property
    @sichtbar
    def nenner_text(self) -> str:
        """Denominator for a table; a word where the indicator is a plain count."""
        return self.nenner or "entfällt"

    @property
    @sichtbar
    def hat_nenner(self) -> bool:
        """The indicator is a share or a mean."""
        return self.nenner is not None

    @property
    @sichtbar
    def ist_zu_senken(self) -> bool:
        """Smaller values are better."""
        return self.richtung == "senken"


class Meilenstein(Basis):
    """A step with a date."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    inhalt: Zeile
    """Was erreicht ist."""
    termin: Annotated[
        Datum, Zeit("Termin eines Meilensteins", ab=("laufzeit.beginn",), bis=("laufzeit.ende", "..termin"))
    ]
    """Bis wann."""


class Messziel(MitEinfacherSprache):
    """A goal on the level of the organisation that is measured; goals of persons are never stored here (A-BSC-08)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    ziel: Absatztext
    """Wortlaut des Ziels."""
    indikator: Indikator | None = None
    """Indikator; fehlt er, ist `indikator_offen_bis` anzugeben."""
    indikator_offen_bis: Annotated[
        Datum | None, Zeit("Tag des Workshops", ab=("unterzeichnung.am",), regel="ZI-01")
    ] = None
    """Tag des Workshops, in dem der Indikator festgelegt wird."""
    termin: Annotated[Datum, Zeit("Termin eines Ziels", regel="ZI-06")]
    """Bis wann das Ziel erreicht sein soll."""
    turnus: Literal["monatlich", "vierteljährlich", "halbjährlich", "jährlich"]
    """Wie oft berichtet wird."""
    verantwortlich: Zeile
    """Verantwortliche Stelle oder Stellen."""
    massnahmen: tuple[Zeile, ...] = ()
    """Vorgesehene Maßnahmen."""
    meilenstein: Meilenstein | None = None
    """Zwischenschritt."""

    @property
    @sichtbar
    def hat_meilenstein(self) -> bool:
        """The goal has a step with a date."""
        return self.meilenstein is not None

    @property
    @sichtbar
    def hat_offenen_indikator(self) -> bool:
        """The indicator waits for a workshop whose day is fixed."""
        return self.indikator is None and self.indikator_offen_bis is not None


class Ziel(Messziel):
    """A goal of the Balanced Scorecard, tied to a core element of the Fachkonzept."""

    perspektive: Literal["Leistungsberechtigte", "Sozialraum", "Prozesse", "Lernen und Entwicklung", "Ressourcen"]
    """Perspektive der Balanced Scorecard."""
    projektziel: (
        Literal["kooperation_fachdienst", "organisationsentwicklung", "arbeitsgruppe_wille", "schulung", "vernetzung"]
        | None
    ) = None
    """Welches der fünf Ziele des Projekts es verfolgt."""
    art: Literal["traegerbezogen", "traegeruebergreifend"] = "traegerbezogen"
    """Ziel eines Leistungserbringers oder mehrerer."""
    kernelement: Annotated[
        Literal["willensorientierung", "ressourcenorientierung", "fall_im_feld", "kollegiale_beratung"],
        VerweisAuf("Kernelement", regel="ZI-05"),
    ]
    """Kernelement des Fachkonzepts, auf dem das Ziel beruht."""

    @property
    @sichtbar
    def kernelement_name(self) -> str:
        """Name of the core element of the Fachkonzept."""
        return KERNELEMENTE[self.kernelement]


class Abweichungsgrund(Basis):
    """Why one of the five project goals is not agreed (ZI-02)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("projektziel",)

    projektziel: Literal[
        "kooperation_fachdienst", "organisationsentwicklung", "arbeitsgruppe_wille", "schulung", "vernetzung"
    ]
    """Nicht vereinbartes Ziel des Projekts."""
    grund: Absatztext
    """Begründung."""

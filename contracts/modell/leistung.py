"""Whom the contract serves and what is rendered: Personenkreis, Leistungstypen, Hilfebedarfsgruppen."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, Zeit
from ..sichtbar import sichtbar
from .kurzinformation import MitEinfacherSprache
from .typen import Absatztext, Anzahl, Basis, Datum, Kuerzel, Positiv, Preis, Zeile


class Rahmenvertrag(Basis):
    """The Landesrahmenvertrag (§ 131 SGB IX) that governs the ordinary agreements."""

    bezeichnung: Zeile
    """Bezeichnung des Landesrahmenvertrags."""
    vom: Annotated[Datum, Zeit("Tag des Rahmenvertrags", bis=("unterzeichnung.am",))]
    """Tag des Abschlusses."""


class ExternerKostentraeger(Basis):
    """People served by the provider for whom another authority pays (§ 98 SGB IX); not in the budget."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    bezeichnung: Zeile
    """Wer leistet, ohne Personenbezug."""
    personen: Annotated[Positiv, Groesse(regel="ZB-07")]
    """Zahl der Personen am Stichtag."""


class Personengruppe(Basis):
    """The people a contract is made for."""

    beschreibung: Absatztext
    """Wer gehört dazu; Satzteil hinter „Das Budget umfasst Leistungen für“."""
    stichtag: Annotated[Datum, Zeit("Stichtag des Personenkreises", regel="VOL-03")]
    """Tag, zu dem die Zahlen festgestellt sind."""


class Personenkreis(Personengruppe):
    """The people in a Trägerbudget, with the count that leads to them."""

    umfang: Literal["leistungsberechtigte_des_leistungserbringers", "leistungsberechtigte_der_region"]
    """Nur Personen, die Leistungen des Leistungserbringers erhalten, oder auch weitere der Region."""
    personen_gesamt: Annotated[Positiv, Groesse(regel="ZB-07")]
    """Betreute Personen am Stichtag, einschließlich derer mit externem Kostenträger."""
    externe_kostentraeger: tuple[ExternerKostentraeger, ...] = ()
    """Personen, für die ein anderer Träger leistet."""
    mehrfachbezuege: Annotated[Anzahl, Groesse(regel="ZB-05")]
    """Zahl der Leistungsfälle, die über den ersten Leistungsfall einer Person hinausgehen."""
    personen_im_budget: Annotated[Positiv, Groesse(regel="ZB-05")]
    """Personen im Budget; wird gegen die Zählung geprüft."""
    korridor_von: Annotated[Positiv, Groesse(regel="ZB-06")] = 200
    """Untere Grenze der vorgesehenen Personenzahl."""
    korridor_bis: Annotated[Positiv, Groesse(regel="ZB-06")] = 250
    """Obere Grenze der vorgesehenen Personenzahl."""
    begruendung_ausserhalb_korridor: Absatztext | None = None
    """Warum das Budget kleiner oder größer ist, falls die Personenzahl außerhalb des Korridors liegt."""

    @property
    @sichtbar
    def hat_externe_kostentraeger(self) -> bool:
        """Some people have another Kostenträger."""
        return bool(self.externe_kostentraeger)

    @property
    @sichtbar
    def bezeichnungen_extern(self) -> tuple[str, ...]:
        """Names of the other Kostenträger."""
        return tuple(k.bezeichnung for k in self.externe_kostentraeger)

    @property
    @sichtbar
    def umfasst_region(self) -> bool:
        """Other residents of the region are included."""
        return self.umfang == "leistungsberechtigte_der_region"


MERKMALE: dict[str, str] = {
    "personenkreis": "den zu betreuenden Personenkreis",
    "saechliche_ausstattung": "die erforderliche sächliche Ausstattung",
    "art_umfang_ziel_qualitaet": "Art, Umfang, Ziel und Qualität der Leistungen",
    "personelle_ausstattung": "die Festlegung der personellen Ausstattung",
    "qualifikation": "die Qualifikation des Personals",
    "betriebsnotwendige_anlagen": "die betriebsnotwendigen Anlagen",
}
"""Features of a Leistungsvereinbarung (§ 125 Abs. 2 Satz 1 SGB IX) in the accusative, as a sentence names them."""


class Leistungsvereinbarung(Basis):
    """The ordinary agreement of a Leistungstyp that stays in force (§ 125 SGB IX)."""

    bezeichnung: Zeile
    """Art der Vereinbarung."""
    vom: Annotated[Datum, Zeit("Tag einer fortgeltenden Vereinbarung", bis=("unterzeichnung.am",))]
    """Tag des Abschlusses."""
    aktenzeichen: Zeile | None = None
    """Aktenzeichen."""
    leistungsmerkmale: tuple[
        Literal[
            "personenkreis",
            "saechliche_ausstattung",
            "art_umfang_ziel_qualitaet",
            "personelle_ausstattung",
            "qualifikation",
            "betriebsnotwendige_anlagen",
        ],
        ...,
    ]
    """Merkmale des § 125 Absatz 2 SGB IX, die die Vereinbarung regelt."""

    @property
    @sichtbar
    def zeichen(self) -> str:
        """File number for a table; a dash where there is none."""
        return self.aktenzeichen or "–"

    @property
    @sichtbar
    def merkmale(self) -> tuple[str, ...]:
        """Features that the agreement settles, as words."""
        return tuple(MERKMALE[m] for m in self.leistungsmerkmale)


SATZ_UEBLICH = (("Belegungstag", ("20", "1500")), ("Leistungsmonat", ("20", "20000")))
"""Euros for a unit that are likely; beyond them the unit or the point is more likely wrong."""


class Gruppe(Basis):
    """A group of a Leistungstyp (Hilfebedarfsgruppe or time band) with volume and rate of the reference year."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    name: Zeile
    """Bezeichnung."""
    hilfebedarfsgruppe: Annotated[int, Field(strict=True, ge=1, le=9), Groesse(ueblich=("1", "9"))] | None = None
    """Nummer der Hilfebedarfsgruppe, wenn die Gruppe eine ist."""
    menge: Annotated[Anzahl, Groesse(regel="ZB-11")]
    """Leistungsmenge des Referenzjahres in Einheiten des Leistungstyps, ohne externe Kostenträger."""
    menge_vorjahr: Annotated[Anzahl | None, Groesse(regel="ZB-16")] = None
    """Leistungsmenge, die dem Budget des Vorjahres zugrunde lag; für den Vorjahresvergleich."""
    verguetungssatz: Annotated[Preis, Groesse(je="..einheit", je_wert=SATZ_UEBLICH, ist_null_ueblich=True)]
    """Vergütungssatz je Einheit im Referenzjahr."""


class TeilLeistungstyp(Basis):
    """Split of a Leistungstyp of which only a part is in the budget."""

    menge_gesamt: Annotated[Positiv, Groesse(regel="ZB-08")]
    """Gesamtmenge des Leistungstyps beim Leistungserbringer im Referenzjahr, ohne externe Kostenträger."""
    menge_einzelabrechnung: Annotated[Anzahl, Groesse(regel="ZB-08")]
    """Menge, die weiter einzeln abgerechnet wird."""
    personen_gesamt: Annotated[Positiv, Groesse(regel="ZB-08")]
    """Personen mit diesem Leistungstyp am Stichtag, ohne externe Kostenträger."""
    personen_einzelabrechnung: Annotated[Anzahl, Groesse(regel="ZB-08")]
    """Personen am Stichtag, deren Leistungen weiter einzeln abgerechnet werden."""
    abgrenzung: Absatztext
    """Merkmal, nach dem eine Leistung dem Budget oder der Einzelabrechnung zufällt; ein vollständiger Satz."""
    wechsel: Absatztext
    """Was gilt, wenn eine Person von dem einen in den anderen Teil wechselt: ab wann, und wie nichts doppelt gezahlt wird."""


EINHEIT_MEHRZAHL = {"Belegungstag": "Belegungstage", "Leistungsmonat": "Leistungsmonate"}
EINHEITEN_JE_JAHR = {"Belegungstag": 365, "Leistungsmonat": 12}
"""Units of one person who is served all year; from a volume it follows how many people at least stand behind it."""


class Leistungstyp(MitEinfacherSprache):
    """A Leistungstyp of the package."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("kuerzel",)

    kuerzel: Kuerzel
    """Kürzel."""
    kennzeichen: Literal[
        "besondere_wohnform", "ambulante_assistenz", "beschaeftigungsorientierte_teilhabe", "tagesstaette", "sonstiger"
    ]
    """Welcher der im Projekt vorgesehenen Leistungstypen es ist."""
    name: Zeile
    """Bezeichnung im Vertragstext."""
    nummer: Zeile
    """Nummer des Leistungstyps im Landesrahmenvertrag."""
    einheit: Literal["Belegungstag", "Leistungsmonat"]
    """Abrechnungseinheit."""
    norm: Zeile
    """Rechtsgrundlage der Leistung."""
    vereinbarung: Leistungsvereinbarung
    """Fortgeltende Leistungs- und Vergütungsvereinbarung."""
    leistungsfaelle: Annotated[Positiv, Groesse(regel="ZB-05")]
    """Zahl der Leistungsfälle am Stichtag (eine Person in einem Leistungstyp ist ein Leistungsfall)."""
    plaetze: Annotated[Positiv | None, Groesse(regel="ZB-11")] = None
    """Plätze, wenn der Leistungstyp nach Belegungstagen abrechnet."""
    menge_extern: Annotated[Anzahl, Groesse(regel="ZB-07")] = 0
    """Menge für Personen mit externem Kostenträger, die nicht im Budget ist."""
    gruppen: Annotated[tuple[Gruppe, ...], Field(min_length=1, max_length=20)]
    """Gruppen mit Menge und Vergütungssatz."""
    teil: TeilLeistungstyp | None = None
    """Angaben, wenn nur ein Teil des Leistungstyps im Budget ist."""

    @property
    @sichtbar
    def menge_im_budget(self) -> int:
        """Units of all groups together; what is in the budget."""
        return sum(g.menge for g in self.gruppen)

    @property
    @sichtbar
    def einheit_mehrzahl(self) -> str:
        """Plural of the unit."""
        return EINHEIT_MEHRZAHL[self.einheit]


class Ausschluss(Basis):
    """Something that is not in the budget."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    text: Absatztext
    """Bezeichnung; Glied einer Aufzählung, ohne Satzzeichen am Ende."""

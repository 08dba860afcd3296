"""The person a Persönliches Budget is for, who speaks for it, and where the money goes. Everything here is Sozialdaten."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Personenbezogen, Unpersoenlich, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .partei import Anschrift
from .typen import IBAN_MUSTER, Basis, Datum, Kuerzel, Wahrheit, Zeile

Personenzeile = Annotated[Zeile, Personenbezogen("name")]
"""A line that tells who somebody is; no message repeats it."""


class Personenanschrift(Anschrift):
    """Postal address of a person."""

    strasse: Annotated[Zeile, Personenbezogen("strasse")]
    """Straße und Hausnummer."""
    ort: Annotated[Zeile, Personenbezogen("ort")]
    """Ort."""
    plz: Annotated[str, Field(pattern=r"^[0-9]{5}$"), Personenbezogen("plz")]
    """Postleitzahl, in Anführungszeichen."""
    land: Annotated[Zeile, Personenbezogen("land")] | None = None
    """Staat, wenn die Anschrift im Ausland liegt."""


class Betreuung(Basis):
    """Somebody who represents the person by law or by order of a court (§§ 1814 ff. BGB)."""

    name: Personenzeile
    """Name der vertretenden Person."""
    art: Literal["rechtliche_betreuung", "elterliche_sorge", "vormundschaft", "vollmacht"] = "rechtliche_betreuung"
    """Worauf die Vertretung beruht."""
    aufgabenbereiche: Annotated[
        tuple[Annotated[Zeile, Personenbezogen("aufgabenbereich")], ...], Field(max_length=20)
    ] = ()
    """Aufgabenbereiche, bei einer rechtlichen Betreuung nach der Bestellung des Gerichts."""
    hat_einwilligungsvorbehalt: Wahrheit = False
    """Ob das Gericht einen Einwilligungsvorbehalt angeordnet hat."""
    anschrift: Personenanschrift | None = None
    """Anschrift, wenn die Schreiben an die vertretende Person gehen."""

    @property
    @sichtbar
    def hat_aufgabenbereiche(self) -> bool:
        """The representation is limited to parts of life."""
        return bool(self.aufgabenbereiche)


class Bankkonto(Basis):
    """Account to which money is paid."""

    inhaber: Personenzeile
    """Wem das Konto gehört."""
    iban: Annotated[str, Field(pattern=IBAN_MUSTER), Personenbezogen("iban")]
    """IBAN in Vierergruppen."""


class Budgetperson(Basis):
    """The person that applies."""

    name: Personenzeile
    """Vor- und Nachname."""
    geburtsdatum: Annotated[Datum, Zeit("Geburtsdatum", bis=("antrag.eingang",)), Personenbezogen()]
    """Tag der Geburt."""
    anschrift: Personenanschrift
    """Anschrift."""
    vertretung: Betreuung | None = None
    """Gesetzliche Vertretung, falls vorhanden."""
    person_der_wahl: Personenzeile | None = None
    """Weitere Person, die auf Verlangen am Verfahren teilnimmt."""
    konto: Bankkonto
    """Bankverbindung."""
    ist_fiktiv: Wahrheit = False
    """Kennzeichnet erfundene Personen in Beispielen."""

    @property
    @sichtbar
    def hat_gesetzliche_vertretung(self) -> bool:
        """Somebody represents the person by law or by order of a court."""
        return self.vertretung is not None and not self.hat_bevollmaechtigung

    @property
    @sichtbar
    def hat_bevollmaechtigung(self) -> bool:
        """The person has named somebody who represents it."""
        return self.vertretung is not None and self.vertretung.art == "vollmacht"

    @property
    @sichtbar
    def hat_person_der_wahl(self) -> bool:
        """A person of choice takes part."""
        return self.person_der_wahl is not None

    @property
    @sichtbar
    def anrede(self) -> str:
        """Salutation that asks nothing of anybody's sex."""
        return f"Guten Tag {self.name}"


class Budgettraeger(Basis):
    """A Leistungsträger that takes part in the procedure."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    art: Literal[
        "krankenkasse",
        "pflegekasse",
        "bundesagentur",
        "unfallversicherung",
        "rentenversicherung",
        "alterssicherung",
        "kriegsopferversorgung",
        "kriegsopferfuersorge",
        "jugendhilfe",
        "eingliederungshilfe",
        "integrationsamt",
    ]
    """Art des Leistungsträgers; wie sie am Tag des Bescheides heißt, weiß das Programm."""
    name: Annotated[Zeile, Unpersoenlich("stelle")]
    """Name der Stelle."""
    anschrift: Anschrift
    """Anschrift."""
    kontakt: Annotated[Zeile, Unpersoenlich("kontakt")] | None = None
    """Wo Auskunft gegeben wird: Durchwahl oder Postfach der Stelle, keine Person."""
    austritt: Annotated[Datum | None, Zeit("Ausscheiden eines Leistungsträgers", ab=("antrag.eingang",))] = None
    """Letzter Tag seiner Beteiligung, wenn er ausscheidet (Kassenwechsel, Ende des Anspruchs)."""
    nachfolge: Annotated[Kuerzel, VerweisAuf("Budgettraeger")] | None = None
    """Kennung des Leistungsträgers, der an seine Stelle tritt."""
    ist_nur_uebernehmend: Wahrheit = False
    """Ob eine Krankenkasse die Behandlung nur übernimmt, ohne dass die Person versichert ist (§ 264 SGB V)."""

    @property
    @sichtbar
    def anrede(self) -> str:
        """Salutation of an office: it names nobody."""
        return "Guten Tag"

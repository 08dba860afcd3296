"""Optional clauses: each is a part of the data that may be absent; with it, its clause and its parameters stand in the contract.

A clause names its part in the head (`wenn: [wahlklauseln.hat_mittelverwendung]`); nothing else has to know it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, Zeit
from ..sichtbar import sichtbar
from .typen import Basis, Datum, Kuerzel, Preis, Rate, Wahrheit, Zeile

Jahre = Annotated[int, Field(strict=True, ge=1, le=30), Groesse(ueblich=("1", "12"))]
Monate = Annotated[int, Field(strict=True, ge=1, le=60), Groesse(ueblich=("1", "12"))]
Deckung = Annotated[Preis, Groesse(ueblich=("500000.00", "50000000.00"))]


class Umsatzsteuer(Basis):
    """Whether value-added tax, should it be owed against expectation, is part of the budget."""

    ist_im_budget: Wahrheit
    """Ob eine Umsatzsteuer, die wider Erwarten geschuldet wird, im Budget enthalten ist; sonst kommt sie für die Zukunft hinzu."""


class Abtretung(Basis):
    """Assignment of claims."""

    ist_sicherung_erlaubt: Wahrheit
    """Ob Geldforderungen ohne Zustimmung zur Sicherung von Krediten abgetreten werden dürfen."""


class Traegerwechsel(Basis):
    """What happens when the provider's business changes hands, ends, or becomes insolvent."""

    anzeige_monate: Monate
    """Monate, die ein Übergang, eine Umwandlung oder eine Einstellung des Betriebs vorher mitzuteilen ist."""
    versorgung_monate: Monate
    """Monate nach dem Ende der Leistungen, in denen der Wechsel der Personen zu unterstützen ist."""


class Haftungsregel(Basis):
    """Insurance of the side that provides."""

    personenschaeden: Deckung
    """Deckungssumme für Personenschäden je Versicherungsfall in Euro."""
    sachschaeden: Deckung
    """Deckungssumme für Sachschäden je Versicherungsfall in Euro."""
    vermoegensschaeden: Annotated[Preis, Groesse(ueblich=("50000.00", "10000000.00"))] | None = None
    """Deckungssumme für Vermögensschäden je Versicherungsfall in Euro, wenn sie zu versichern sind."""
    nachweis_wochen: Annotated[int, Field(strict=True, ge=2, le=26), Groesse(ueblich=("2", "12"))]
    """Wochen nach Beginn jedes Kalenderjahres, in denen die Versicherung nachzuweisen ist."""

    @property
    @sichtbar
    def hat_vermoegensschaeden(self) -> bool:
        """Financial loss is insured too."""
        return self.vermoegensschaeden is not None


class Leistungsausfall(Basis):
    """Services that cannot be rendered for a while; the budget goes on for a limited time."""

    dauer_tage: Annotated[int, Field(strict=True, ge=2, le=90), Groesse(ueblich=("2", "30"))]
    """Kalendertage, nach denen ein Ausfall mitzuteilen ist."""
    anteil: Annotated[Rate, Groesse(moeglich=("0.0001", "1"), ueblich=("0.05", "0.50"))]
    """Anteil des Personenkreises, ab dem ein Ausfall mitzuteilen ist, als Bruchteil."""
    weiterzahlung_monate: Annotated[int, Field(strict=True, ge=1, le=12), Groesse(ueblich=("1", "3"))]
    """Monate, die bei unverschuldetem Ausfall ungekürzt weitergezahlt wird."""


class Gremium(Basis):
    """A body whose consent makes the contract effective."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    name: Zeile
    """Gremium mit Artikel im Nominativ und in der Einzahl („die Haushalts- und Finanzdeputation“)."""
    zugestimmt_am: Annotated[Datum | None, Zeit("Zustimmung eines Gremiums", bis=("laufzeit.beginn",))] = None
    """Tag der Zustimmung; ohne Angabe steht sie noch aus."""

    @property
    @sichtbar
    def hat_zugestimmt(self) -> bool:
        """The consent is there."""
        return self.zugestimmt_am is not None


class Gremienvorbehalt(Basis):
    """The contract waits for the consent of bodies, until before its term begins."""

    gremien: Annotated[tuple[Gremium, ...], Field(min_length=1, max_length=12)]
    """Gremien, die zustimmen müssen."""
    frist_bis: Annotated[
        Datum, Zeit("letzter Tag für die Zustimmung der Gremien", ab=("fassung.stand",), bis=("laufzeit.beginn",))
    ]
    """Tag, bis zu dem alle Zustimmungen vorliegen müssen; nicht nach Beginn der Laufzeit."""


class Betrauung(Basis):
    """Entrustment with a service of general economic interest."""

    grundlage: Zeile
    """Rechtsakt der Union mit Artikel im Genitiv („des Beschlusses 2012/21/EU …“)."""
    pruefung_jahre: Annotated[int, Field(strict=True, ge=2, le=3), Groesse(moeglich=("2", "3"))]
    """Jahre, nach denen spätestens auf eine Überkompensation geprüft wird."""


class Vergabe(Basis):
    """What the parties assume of procurement and State aid."""

    betrauung: Betrauung | None = None
    """Betrauung, falls das Budget eine staatliche Beihilfe sein kann."""

    @property
    @sichtbar
    def hat_betrauung(self) -> bool:
        """The provider is entrusted with a service of general economic interest."""
        return self.betrauung is not None


class Unterlagen(Basis):
    """How long records are kept, who may look at them."""

    aufbewahrung_jahre: Jahre
    """Jahre, die Unterlagen nach dem Ende des Kalenderjahres aufbewahrt werden."""
    pruefstelle: Zeile | None = None
    """Rechnungshof oder andere Prüfstelle mit Artikel im Nominativ, der ein Einsichtsrecht zusteht."""

    @property
    @sichtbar
    def hat_pruefstelle(self) -> bool:
        """An audit office may look at the records."""
        return self.pruefstelle is not None


class Haushalt(Basis):
    """The paying side may end the contract for the future when parliament grants no means."""

    kuendigung_monate: Monate
    """Frist der Kündigung in Monaten."""


class Mittelverwendung(Basis):
    """What the budget may be spent on, who keeps what is left, how long records are kept, who audits."""

    ueberschuss: Literal["zweckgebunden", "frei"]
    """Ob ein Überschuss für Zwecke dieses Vertrags einzusetzen ist oder dem Leistungserbringer frei verbleibt."""
    aufbewahrung_jahre: Jahre
    """Jahre, die Nachweise nach dem Ende des Kalenderjahres aufbewahrt werden."""
    pruefstelle: Zeile | None = None
    """Rechnungshof oder Rechnungsprüfungsamt mit Artikel im Nominativ („der Rechnungshof …“), dem ein Prüfungsrecht zusteht."""

    @property
    @sichtbar
    def ist_zweckgebunden(self) -> bool:
        """A surplus is bound to purposes of the contract."""
        return self.ueberschuss == "zweckgebunden"

    @property
    @sichtbar
    def hat_pruefstelle(self) -> bool:
        """An audit office may look at the use of the budget."""
        return self.pruefstelle is not None


class WeitererLeistungstraeger(Basis):
    """Somebody who owes benefits to people in the budget without being a party (§ 57 Abs. 1 SGB X)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    name: Zeile
    """Name mit Artikel im Nominativ, der auch Akkusativ sein kann („die Stadtgemeinde …“)."""
    zugestimmt_am: Annotated[
        Datum | None,
        Zeit("Zustimmung eines weiteren Leistungsträgers", bis=("unterzeichnung.am",), durch=".name", deckt=("*",)),
    ] = None
    """Tag der schriftlichen Zustimmung; ohne Angabe steht sie noch aus."""

    @property
    @sichtbar
    def hat_zugestimmt(self) -> bool:
        """The consent is there."""
        return self.zugestimmt_am is not None


class Tarif(Basis):
    """Which pay the provider's staff gets."""

    regelwerk: Zeile
    """Tarifvertrag oder Arbeitsrechtsregelung mit Artikel im Dativ („dem Tarifvertrag …“)."""


class Grundwahlklauseln(Basis):
    """Optional clauses of the library that fit every contract."""

    gremienvorbehalt: Gremienvorbehalt | None = None
    """Zustimmung von Gremien als Bedingung des Vertrags."""

    @property
    @sichtbar
    def hat_gremienvorbehalt(self) -> bool:
        """Bodies have to consent."""
        return self.gremienvorbehalt is not None


class AllgemeineWahlklauseln(Grundwahlklauseln):
    """Optional clauses of the library that fit every contract with a budget."""

    umsatzsteuer: Umsatzsteuer | None = None
    """Annahme der Steuerbefreiung und was gilt, wenn sie nicht trägt."""
    abtretung: Abtretung | None = None
    """Abtretung von Ansprüchen und Aufrechnung."""
    traegerwechsel: Traegerwechsel | None = None
    """Übergang des Betriebs, Umwandlung, Einstellung und Insolvenz."""
    haftung: Haftungsregel | None = None
    """Haftung und Versicherung."""
    leistungsausfall: Leistungsausfall | None = None
    """Ausfall von Leistungen und Weiterzahlung."""
    vergabe: Vergabe | None = None
    """Annahmen zu Vergabe und Beihilfe."""
    unterlagen: Unterlagen | None = None
    """Aufbewahrung und Prüfung von Unterlagen, wenn die Verwendung des Budgets nicht gebunden ist."""

    @property
    @sichtbar
    def hat_umsatzsteuer(self) -> bool:
        """Value-added tax is settled."""
        return self.umsatzsteuer is not None

    @property
    @sichtbar
    def hat_abtretung(self) -> bool:
        """Assignment is settled."""
        return self.abtretung is not None

    @property
    @sichtbar
    def hat_traegerwechsel(self) -> bool:
        """A change of hands is settled."""
        return self.traegerwechsel is not None

    @property
    @sichtbar
    def hat_haftung(self) -> bool:
        """Liability and insurance are settled."""
        return self.haftung is not None

    @property
    @sichtbar
    def hat_leistungsausfall(self) -> bool:
        """A failure of services is settled."""
        return self.leistungsausfall is not None

    @property
    @sichtbar
    def hat_vergabe(self) -> bool:
        """Procurement and State aid are addressed."""
        return self.vergabe is not None

    @property
    @sichtbar
    def hat_unterlagen(self) -> bool:
        """The keeping of records is settled."""
        return self.unterlagen is not None


class Wahlklauseln(AllgemeineWahlklauseln):
    """Optional clauses of the library for a budget of the Eingliederungshilfe."""

    mittelverwendung: Mittelverwendung | None = None
    """Zweckbindung, Überschuss und Fehlbetrag, Nachweise, Prüfung und Aufbewahrung."""
    weitere_leistungstraeger: tuple[WeitererLeistungstraeger, ...] = ()
    """Leistungsträger von Personen im Budget, die nicht Partei sind und zustimmen müssen."""
    tarif: Tarif | None = None
    """Bezahlung nach einem bestimmten Tarifwerk."""
    haushalt: Haushalt | None = None
    """Kündigung, wenn für ein künftiges Kalenderjahr keine Haushaltsmittel bereitstehen."""

    @property
    @sichtbar
    def hat_mittelverwendung(self) -> bool:
        """The use of the budget is settled."""
        return self.mittelverwendung is not None

    @property
    @sichtbar
    def hat_weitere_leistungstraeger(self) -> bool:
        """Others than the parties owe benefits to people in the budget."""
        return bool(self.weitere_leistungstraeger)

    @property
    @sichtbar
    def hat_tarif(self) -> bool:
        """The staff is paid by named rules."""
        return self.tarif is not None

    @property
    @sichtbar
    def hat_haushalt(self) -> bool:
        """Means of the public budget may end."""
        return self.haushalt is not None


class Personal(Basis):
    """Duties of a suitable provider towards its staff (§ 124 Abs. 2 SGB IX) that need a figure."""

    fuehrungszeugnis_jahre: Jahre = 5
    """Jahre, nach denen sich der Leistungserbringer spätestens erneut ein Führungszeugnis vorlegen lässt."""


class HatGrundwahlklauseln(Basis):
    """May take the optional clauses that fit every contract."""

    wahlklauseln: Grundwahlklauseln = Grundwahlklauseln()
    """Textbausteine, die nur auf Wunsch im Vertrag stehen, mit ihren Angaben."""


class HatAllgemeineWahlklauseln(HatGrundwahlklauseln):
    """May take those for a contract with a budget too."""

    wahlklauseln: AllgemeineWahlklauseln = AllgemeineWahlklauseln()
    """Textbausteine, die nur auf Wunsch im Vertrag stehen, mit ihren Angaben."""


class HatWahlklauseln(HatAllgemeineWahlklauseln):
    """May take those for a budget of the Eingliederungshilfe too."""

    wahlklauseln: Wahlklauseln = Wahlklauseln()
    """Textbausteine, die nur auf Wunsch im Vertrag stehen, mit ihren Angaben."""


class HatPersonal(Basis):
    """Names what a suitable provider owes as to its staff."""

    personal: Personal = Personal()
    """Pflichten gegenüber dem eigenen Personal."""

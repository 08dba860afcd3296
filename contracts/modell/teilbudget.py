"""What each Leistungsträger grants within a Persönliches Budget: benefits, how they are computed, goals, proof, quality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from ..angaben import Groesse, Personenbezogen, Unpersoenlich, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .typen import KATALOG_MUSTER, Absatztext, Anzahl, Basis, Datum, Dezimal, Kuerzel, Positiv, Preis, Rate, Wahrheit

Fallsatz = Annotated[Absatztext, Personenbezogen("text")]
"""Text about one person in whole sentences."""

EINSTUFUNGEN = ("PG1", "PG2", "PG3", "PG4", "PG5", "Stufe I", "Stufe II", "Stufe III", "Härtefall")


class Zuzahlungsregel(Basis):
    """What the person pays itself."""

    art: Literal["haeusliche_krankenpflege", "hilfsmittel", "je_tag"]
    """Regel: § 37 Abs. 5, § 33 Abs. 8 oder § 61 Satz 1 SGB V."""
    verordnungen: Annotated[Positiv, Groesse(ueblich=("1", "24"))] | None = None
    """Verordnungen im Jahr (häusliche Krankenpflege)."""
    tage_je_monat: Annotated[Positiv, Groesse(moeglich=("1", "31"))] | None = None
    """Tage oder Fahrten im Monat, für die je eine Zuzahlung anfällt."""


class Rechenangaben(Basis):
    """How the monthly amount of a benefit follows; which values it needs depends on `art`."""

    art: Literal[
        "stunden_je_woche",
        "einsaetze_je_tag",
        "monatsbetrag",
        "jahresbetrag",
        "kilometer",
        "pflegesachleistung",
        "pflegegeld",
        "tagespflege",
        "pflegehilfsmittel",
    ]
    """Rechenweg."""
    satz: Annotated[Preis, Groesse(ueblich=("1", "200"))] | None = None
    """Vergütung je Stunde oder je Einsatz."""
    stunden: Annotated[Dezimal, Groesse(moeglich=("0", "168"))] | None = None
    """Stunden je Woche."""
    einsaetze: Annotated[Dezimal, Groesse(moeglich=("0", "24"))] | None = None
    """Einsätze je Tag."""
    kilometer: Annotated[Anzahl, Groesse(ueblich=("1", "5000"))] | None = None
    """Kilometer je Monat."""
    betrag: Annotated[Preis, Groesse(ueblich=("1", "50000"))] | None = None
    """Betrag im Monat oder im Jahr."""
    anteil: Annotated[Rate, Groesse(moeglich=("0", "1"))] | None = None
    """Anteil am Höchstbetrag der Pflegeversicherung, ohne Angabe der ganze Betrag."""
    zuzahlung: Zuzahlungsregel | None = None
    """Zuzahlung, die abzuziehen ist."""


Regie = Literal["wer", "ziele", "zeit", "ort", "weise"]
"""A respect in which a person can decide itself; one is enough for a benefit of a Persönliches Budget."""
REGIE: Final[Mapping[Regie, str]] = {
    "wer": "wer sie erbringt",
    "ziele": "wozu sie dient",
    "zeit": "wann sie erbracht wird",
    "ort": "wo sie erbracht wird",
    "weise": "wie sie erbracht wird",
}


class Budgetleistung(Basis):
    """A benefit of a Teilbudget."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    katalog: Annotated[str, Field(pattern=KATALOG_MUSTER), VerweisAuf("Katalogleistung", regel="RK-18")]
    """Leistung des Katalogs."""
    bezeichnung: Fallsatz
    """Was genau geleistet wird, mit der Menge."""
    form: Literal["geld", "gutschein"]
    """Geldleistung oder Gutschein."""
    begruendung_gutschein: Fallsatz | None = None
    """Warum ein Gutschein ausgegeben wird, wo das Gesetz keinen verlangt."""
    verordnet_am: Annotated[Datum | None, Zeit("Tag einer Verordnung", bis=("bescheid.vom",)), Personenbezogen()] = None
    """Tag der ärztlichen Verordnung, wenn eine nötig ist."""
    ist_zugelassener_dienst: Wahrheit = False
    """Ob ein zugelassener Pflegedienst oder eine zugelassene Pflegeeinrichtung leistet."""
    rechnung: Rechenangaben
    """Wie sich der Betrag ergibt."""
    selbst_bestimmt: Annotated[tuple[Regie, ...], Field(min_length=1, max_length=5)] | None = None
    """Worüber die Person selbst bestimmt: wer, ziele, zeit, ort, weise. Eines genügt; ohne Angabe steht nichts davon in der Zielvereinbarung."""

    @property
    @sichtbar
    def regie(self) -> str:
        """What the person decides itself, in words."""
        worte = [REGIE[r] for r in dict.fromkeys(self.selbst_bestimmt or ())]
        return f"{', '.join(worte[:-1])} und {worte[-1]}" if len(worte) > 1 else "".join(worte)


class Budgetziel(Basis):
    """A goal of a Teilbudget: in the person's own words, or as a benefit with its quantity."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    text: Fallsatz
    """Das Ziel in einem Satz."""
    sind_eigene_worte: Wahrheit = False
    """Ob die Person selbst spricht; sonst ist es ein Leistungsziel mit Menge."""


class Nachweisregel(Basis):
    """How the use of the money is shown."""

    art: Literal["kein", "erklaerung", "belege", "rechnungen"]
    """Was vorzulegen ist."""
    turnus: Literal["monatlich", "vierteljaehrlich", "halbjaehrlich", "jaehrlich"] | None = None
    """Wie oft."""
    erste_vorlage: Annotated[Datum | None, Zeit("Erste Vorlage eines Nachweises", ab=("bescheid.vom",))] = None
    """Tag, bis zu dem zum ersten Mal vorzulegen ist."""
    text: Fallsatz
    """Was zum Nachweis gehört, in vollständigen Sätzen."""

    @property
    @sichtbar
    def ist_noetig(self) -> bool:
        """Something has to be shown."""
        return self.art != "kein"

    @property
    @sichtbar
    def hat_erste_vorlage(self) -> bool:
        """A day is set for the first time."""
        return self.erste_vorlage is not None


class Teilbudget(Basis):
    """What one Leistungsträger grants."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("traeger",)

    traeger: Annotated[Kuerzel, VerweisAuf("Budgettraeger")]
    """Kennung des Leistungsträgers."""
    beginn: Annotated[Datum, Zeit("Beginn eines Teilbudgets", ab=("antrag.eingang",), regel="FL-10")]
    """Erster Tag."""
    ende: Annotated[Datum | None, Zeit("Ende eines Teilbudgets", ab=(".beginn",), regel="FL-12")] = None
    """Letzter Tag, wenn die Leistung befristet ist."""
    befristungsgrund: Fallsatz | None = None
    """Warum die Leistung selbst befristet ist (nicht das Persönliche Budget)."""
    voraussetzungen: Fallsatz
    """Warum der Anspruch dem Grunde nach besteht, in vollständigen Sätzen."""
    bedarf: Fallsatz
    """Festgestellter Bedarf in vollständigen Sätzen."""
    einstufung: Literal["PG1", "PG2", "PG3", "PG4", "PG5", "Stufe I", "Stufe II", "Stufe III", "Härtefall"] | None = (
        None
    )
    """Pflegegrad oder, nach dem Recht bis 2016, Pflegestufe."""
    leistungen: Annotated[tuple[Budgetleistung, ...], Field(min_length=1, max_length=20)]
    """Leistungen."""
    ziele: Annotated[tuple[Budgetziel, ...], Field(max_length=20)]
    """Förder- und Leistungsziele."""
    nachweis: Nachweisregel
    """Nachweis."""
    qualitaet: Annotated[tuple[Fallsatz, ...], Field(max_length=10)]
    """Regeln zur Sicherung der Qualität, je ein Satz."""
    vergleichskosten: Annotated[Preis, Groesse(ueblich=("1", "50000"))]
    """Kosten im Monat, die ohne das Persönliche Budget entstünden."""
    begruendung_mehrkosten: Fallsatz | None = None
    """Warum das Teilbudget die Vergleichskosten überschreiten darf."""
    vorgaben: tuple[Annotated[Absatztext, Unpersoenlich("text")], ...] = ()
    """Vorgaben des Leistungsträgers, die als Anlage der Zielvereinbarung gelten."""

    @property
    @sichtbar
    def ist_befristet(self) -> bool:
        """The benefit ends on a day."""
        return self.ende is not None

    @property
    @sichtbar
    def hat_befristungsgrund(self) -> bool:
        """A reason for the end is stated."""
        return self.befristungsgrund is not None

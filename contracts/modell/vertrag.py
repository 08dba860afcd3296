"""What every kind of contract shares: identity, parties, term, signing, Anlagen, choice of clauses."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Unpersoenlich, VerweisAuf, Zeit
from ..position import Pfad
from ..sichtbar import sichtbar
from .faehigkeiten import HatLaufzeit, HatParteien, HatUnterzeichnung
from .partei import Beteiligter
from .projekt import Projekt
from .pruefbestaetigung import HatPruefbestaetigungen
from .typen import Absatztext, Basis, Datum, Kennung, Zeile

BEILAGE_DATEI = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,59}\.(pdf|png|jpg)$"
DOKUMENT_NAME = r"^[a-z][a-z0-9_]{0,39}$"
KLAUSEL_ID = r"^[a-z][a-z0-9]{0,29}$"
KlauselId = Annotated[str, Field(pattern=KLAUSEL_ID), Unpersoenlich("verweigert")]
Klauselverweis = Annotated[KlauselId, VerweisAuf("Klausel", regel="KLA-02")]
Fassungsnummer = Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$"), Unpersoenlich()]
Fremdinhalt = Annotated[Zeile, Unpersoenlich("verweigert")]
"""Words about what stands in other files of the contract."""

Bundesland = Literal["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]


class Vorgaenger(Basis):
    """The version that this one takes the place of."""

    nummer: Fassungsnummer
    """Nummer der abgelösten Fassung."""
    vom: Annotated[Datum, Zeit("Tag der abgelösten Fassung", bis=("fassung.stand",))]
    """Tag, an dem die abgelöste Fassung geschlossen wurde."""


class Fassung(Basis):
    """Version of the contract; every timestamp of an output comes from its `stand`."""

    nummer: Fassungsnummer
    """Nummer der Fassung."""
    stand: Annotated[
        Datum,
        Zeit("Stand der Fassung", bis=("unterzeichnung.am",)),
    ]
    """Tag, zu dem die Fassung festgestellt ist."""
    vorgaenger: Vorgaenger | None = None
    """Fassung, die mit dem Beginn der Laufzeit abgelöst wird."""

    @property
    @sichtbar
    def hat_vorgaenger(self) -> bool:
        """This version takes the place of an earlier one."""
        return self.vorgaenger is not None


class Beilage(Basis):
    """A foreign file that is an Anlage as it stands; the hash tells it from any other."""

    datei: Annotated[str, Field(pattern=BEILAGE_DATEI), Unpersoenlich("verweigert")]
    """Name der Datei im Ordner „beilagen“ des Vertrags (PDF, PNG oder JPG)."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), Unpersoenlich("verweigert")]
    """Prüfsumme der Datei nach SHA-256, 64 Zeichen 0–9 und a–f."""


class Anlage(Basis):
    """An Anlage in the list of Anlagen: a clause of the same id, a foreign file, or a document of its own."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Klauselverweis
    """Kennung; zugleich Kennung des Textbausteins der Anlage."""
    titel: Fremdinhalt
    """Titel im Anlagenverzeichnis."""
    stand: Annotated[Datum, Zeit("Stand der Anlage", bis=("fassung.stand",))]
    """Stand der Anlage."""
    beilage: Beilage | None = None
    """Fremde Datei, die diese Anlage ist; ein Textbaustein ist dann entbehrlich."""
    dokument: Annotated[str, Field(pattern=DOKUMENT_NAME), Unpersoenlich("verweigert")] | None = None
    """Name des eigenen Dokuments der Vertragsart, das diese Anlage ist; ein Textbaustein ist dann entbehrlich."""


class Vorlagenwert(Basis):
    """A value that a template invented; it stays an open point until somebody changes or confirms it."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("pfad",)

    pfad: Annotated[Zeile, Unpersoenlich("entfaellt")]
    """Stelle im Vertrag."""
    wert: Annotated[Zeile, Unpersoenlich("entfaellt")]
    """Wert der Vorlage."""


class Vorlagenbestaetigung(Basis):
    """A person's word that the values which the template invented in a section are right for this contract."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("abschnitt",)

    abschnitt: Annotated[Zeile, Unpersoenlich("entfaellt")]
    """Abschnitt des Vertrags, dessen Werte der Vorlage gelten sollen, etwa „laufzeit“ oder „leistungspaket[bW]“."""
    von: Annotated[Zeile, Unpersoenlich("entfaellt")]
    """Wer bestätigt: Name oder Stelle."""
    am: Annotated[Datum, Zeit("Tag einer Bestätigung", bis=("unterzeichnung.am",))]
    """Tag der Bestätigung."""


class Ersetzung(Basis):
    """A clause of the library that gives way to a variant."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("klausel",)

    klausel: Klauselverweis
    """Kennung des Textbausteins, der ersetzt wird."""
    durch: Klauselverweis
    """Kennung des eigenen Textbausteins unter `klauseln/`."""


class Zusatz(Basis):
    """An own clause."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("klausel",)

    klausel: Klauselverweis
    """Kennung des eigenen Textbausteins unter `klauseln/`."""
    nach: Klauselverweis
    """Kennung des Textbausteins, hinter dem er steht."""


class Wegfall(Basis):
    """A clause of the library that is left out."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("klausel",)

    klausel: Klauselverweis
    """Kennung des Textbausteins."""
    grund: Annotated[Absatztext, Unpersoenlich("verweigert")]
    """Warum er entfällt."""


class Klauselwahl(Basis):
    """How this contract departs from the clauses of its kind."""

    ersetzt: tuple[Ersetzung, ...] = ()
    """Ersetzte Textbausteine."""
    zusaetzlich: tuple[Zusatz, ...] = ()
    """Zusätzliche Textbausteine."""
    entfaellt: tuple[Wegfall, ...] = ()
    """Weggelassene Textbausteine."""
    reihenfolge: tuple[Klauselverweis, ...] = ()
    """Vollständige Reihenfolge der Paragrafen; ohne Angabe gilt die der Vertragsart."""


@dataclass(frozen=True, slots=True)
class Unterschriftsort:
    """A signature place: its key, and values with their written paths, for whom is signed and what stands below the line.

    `ist_elektronisch`: a qualified electronic signature carries its own day, and nobody writes a place by hand.
    """

    pfad: str
    schluessel: str
    partei: tuple[str, str]
    zeilen: tuple[tuple[str, str], ...]
    ist_elektronisch: bool = False


class Vorgang(Basis):
    """Base of everything that is drawn up with numbered text: a contract, later a notice or an order."""

    kennung: Kennung
    """Dauerhafte Kennung des Vorgangs; Name seines Ordners."""
    art: Zeile
    """Art des Vorgangs."""
    fassung: Fassung
    """Fassung."""
    rechtsstand: Annotated[Datum, Zeit("Rechtsstand", bis=("unterzeichnung.am",), alt=("unterzeichnung.am", 12))]
    """Tag, zu dem das zitierte Recht geprüft ist."""
    bundesland: Bundesland
    """Land, dessen Recht und Feiertage gelten."""
    beteiligte: tuple[Beteiligter, ...] = ()
    """Beteiligte ohne Parteistellung."""
    titel: Zeile
    """Titel."""
    untertitel: Zeile
    """Untertitel, der die Art des Vorgangs und die Rechtsgrundlage nennt."""
    aktenzeichen: Annotated[Zeile, Unpersoenlich("aktenzeichen")] | None = None
    """Aktenzeichen, unter dem der Leistungsträger den Vorgang führt."""
    gliederung: Literal["paragraf", "dezimal"] = "paragraf"
    """Gliederung nach § 1 / (1) / 1. / a) oder dezimal nach 1. / 1.1 / 1.1.1."""
    anlagen: tuple[Anlage, ...] = ()
    """Anlagen in ihrer Reihenfolge."""
    klauseln: Klauselwahl = Klauselwahl()
    """Abweichungen von den Textbausteinen der Art."""
    vorlagenwerte: tuple[Vorlagenwert, ...] = ()
    """Werte, die „vertragswerk neu“ erfunden hat; wer einen bestätigt, löscht seine Zeile oder bestätigt den Abschnitt."""
    vorlagenbestaetigungen: Annotated[tuple[Vorlagenbestaetigung, ...], Field(max_length=200)] = ()
    """Wer welchen Abschnitt mit den Werten der Vorlage bestätigt hat; steht in keinem Dokument."""

    @property
    @sichtbar
    def hat_beteiligte(self) -> bool:
        """Somebody takes part without being a party."""
        return bool(self.beteiligte)

    @property
    @sichtbar
    def ist_erfunden(self) -> bool:
        """An example that every document must show as one; papers with a head of their own, as letters are, say so there."""
        return False

    @property
    def schriftuntertitel(self) -> str:
        """What stands below the title of a document other than the contract itself: the contract it belongs to."""
        return self.titel

    @property
    def folgetage(self) -> tuple[tuple[date, str, Pfad], ...]:
        """Days that follow from stated ones and on which something is due: the day, what it is, the place of what it follows from."""
        return ()

    @property
    def parteinamen(self) -> tuple[str, ...]:
        """Full names of those the texts may name without their belonging to another contract."""
        return tuple(b.name for b in self.beteiligte)

    @property
    def unterschriftsorte(self) -> tuple[Unterschriftsort, ...]:
        """Who signs, in the order of the document."""
        return ()

    @property
    def unterzeichnung_am(self) -> date | None:
        """Day on which it is to be signed, None for what nobody signs."""
        return None

    @property
    def unberechenbares(self) -> tuple[tuple[Pfad, str], ...]:
        """What cannot be computed because the law's value for its day is not known: place in the data and German sentence."""
        return ()


class Vertrag(HatLaufzeit, HatUnterzeichnung, HatParteien, HatPruefbestaetigungen, Vorgang):
    """Base of all kinds of contract."""

    kennung: Kennung
    """Dauerhafte Kennung des Vertrags; Name seines Ordners."""
    titel: Zeile
    """Titel."""
    aktenzeichen: Zeile | None = None
    """Aktenzeichen, unter dem der Leistungsträger den Vertrag führt; steht auf dem Titelblatt."""
    untertitel: Zeile
    """Untertitel, der die Vertragsart und die Rechtsgrundlage nennt."""
    anlagen: tuple[Anlage, ...]
    """Anlagen in ihrer Reihenfolge."""
    rechtsgrundlagen: Annotated[tuple[Zeile, ...], Field(min_length=1)]
    """Vorschriften, auf denen der Vertrag beruht."""
    projekt: Projekt | None = None
    """Projekt, dessen Teil der Vertrag ist: Beschlüsse, auf denen es beruht, und seine Phasen."""

    @property
    @sichtbar
    def hat_projekt(self) -> bool:
        """The contract is part of a project."""
        return self.projekt is not None

    @property
    @sichtbar
    def hat_budget(self) -> bool:
        """The kind has a budget; texts that kinds share differ by it."""
        return "budget" in type(self).model_fields

    @property
    @sichtbar
    def hat_versorgungsverpflichtung(self) -> bool:
        """The kind obliges the Budgetnehmer to serve all entitled persons of a Sozialraum."""
        return "versorgungsverpflichtung" in type(self).model_fields

    @property
    @sichtbar
    def hat_datenabgleich(self) -> bool:
        """The kind rests on a reconciliation of data."""
        return "datenabgleich" in type(self).model_fields

    @property
    def parteinamen(self) -> tuple[str, ...]:
        """Full names of the parties and of those who take part."""
        return (*(p.name for p in self.parteien), *super().parteinamen)

    @property
    def unterschriftsorte(self) -> tuple[Unterschriftsort, ...]:
        """Who signs for which party, in the order of the data."""
        parteien = {p.partei: p for p in self.parteien}
        return tuple(
            Unterschriftsort(
                f"unterzeichnung.personen[{person.id}]",
                person.id,
                (f"parteien[{person.partei}].name", parteien[person.partei].name)
                if person.partei in parteien
                else (f"unterzeichnung.personen[{person.id}].partei", person.partei),
                (
                    (f"unterzeichnung.personen[{person.id}].name", person.name),
                    (f"unterzeichnung.personen[{person.id}].funktion", person.funktion),
                ),
                self.unterzeichnung.ist_elektronisch,
            )
            for person in self.unterzeichnung.personen
        )

    @property
    def unterzeichnung_am(self) -> date | None:
        """Day of the last signature as planned."""
        return self.unterzeichnung.am


@dataclass(frozen=True, slots=True)
class Teilstueck:
    """A part of a contract that rules see as a contract of its own, and where its data stand.

    `eigene` are the fields that the part states itself, at `ort`; every other field is the contract's. `verlegt` maps places
    below other fields to where the part states them. `namen` are the written paths below which a document shows data and
    results of the part; `bezeichnung` is what texts call it.
    """

    vertrag: Vertrag
    ort: Pfad
    eigene: frozenset[str]
    verlegt: Mapping[Pfad, Pfad]
    namen: tuple[str, ...]
    bezeichnung: str

    def locate(self, pfad: Pfad) -> Pfad:
        """Return where the data of the contract state what stands at a path of the part."""
        for von, nach in self.verlegt.items():
            if pfad[: len(von)] == von:
                return (*nach, *pfad[len(von) :])
        return (*self.ort, *pfad) if pfad and pfad[0] in self.eigene else pfad


class HatTeile(Basis):
    """Consists of parts, each of which is a contract of its own kind to a rule that asks for what only the parts have."""

    @property
    @abstractmethod
    def teile(self) -> tuple[Teilstueck, ...]:
        """The parts in the order of the contract."""

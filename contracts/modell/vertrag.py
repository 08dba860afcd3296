"""What every kind of contract shares: identity, parties, term, signing, Anlagen, choice of clauses."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .partei import Beteiligter, Partei, Unterzeichnung
from .typen import Absatztext, Basis, Datum, Dauer, Kennung, Wahrheit, Zeile

KLAUSEL_ID = r"^[a-z][a-z0-9]{0,29}$"
KlauselId = Annotated[str, Field(pattern=KLAUSEL_ID)]

Bundesland = Literal["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]


class Vorgaenger(Basis):
    """The version that this one takes the place of."""

    nummer: Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$")]
    """Nummer der abgelösten Fassung."""
    vom: Datum
    """Tag, an dem die abgelöste Fassung geschlossen wurde."""


class Fassung(Basis):
    """Version of the contract; every timestamp of an output comes from its `stand`."""

    SICHTBAR: ClassVar[frozenset[str]] = frozenset({"hat_vorgaenger"})

    nummer: Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$")]
    """Nummer der Fassung."""
    stand: Datum
    """Tag, zu dem die Fassung festgestellt ist."""
    vorgaenger: Vorgaenger | None = None
    """Fassung, die mit dem Beginn der Laufzeit abgelöst wird."""

    @property
    def hat_vorgaenger(self) -> bool:
        """This version takes the place of an earlier one."""
        return self.vorgaenger is not None


class OrdentlicheKuendigung(Basis):
    """The one rule of ordinary notice."""

    frist_monate: Dauer
    """Kündigungsfrist in Monaten."""
    zum: Literal["kalenderjahresende", "quartalsende", "monatsende"]
    """Zu welchem Tag gekündigt werden kann."""
    erstmals_zum: Datum
    """Frühester Tag, zu dem gekündigt werden kann."""


class Laufzeit(Basis):
    """Term, notice, follow-up."""

    SICHTBAR: ClassVar[frozenset[str]] = frozenset(
        {"ist_zum_jahresende", "ist_zum_quartalsende", "ist_zum_monatsende", "ist_weitergeltung_befristet"}
    )

    beginn: Datum
    """Erster Tag."""
    ende: Datum
    """Letzter Tag."""
    monate: Dauer | None = None
    """Dauer in Monaten; wird gegen die Daten geprüft."""
    kuendigung: OrdentlicheKuendigung
    """Ordentliche Kündigung."""
    kuendigung_ausserordentlich: Annotated[tuple[Zeile, ...], Field(min_length=1)]
    """Vorschriften, nach denen außerordentlich gekündigt werden kann."""
    folgeverhandlung_monate: Dauer
    """Monate vor Ende, in denen zur Verhandlung über die Fortsetzung aufzufordern ist."""
    hat_weitergeltung: Wahrheit
    """Ob das Budget nach Ende bis zu einer neuen Regelung weitergilt."""
    weitergeltung_monate: Dauer | None = None
    """Höchstdauer der Weitergeltung in Monaten."""
    ueberleitung_monate: Dauer
    """Frist in Monaten, in der auf Einzelabrechnung übergeleitet wird."""

    @property
    def ist_zum_jahresende(self) -> bool:
        """Notice takes effect at the end of a calendar year."""
        return self.kuendigung.zum == "kalenderjahresende"

    @property
    def ist_zum_quartalsende(self) -> bool:
        """Notice takes effect at the end of a quarter."""
        return self.kuendigung.zum == "quartalsende"

    @property
    def ist_zum_monatsende(self) -> bool:
        """Notice takes effect at the end of a month."""
        return self.kuendigung.zum == "monatsende"

    @property
    def ist_weitergeltung_befristet(self) -> bool:
        """The continued validity ends after a number of months."""
        return self.hat_weitergeltung and self.weitergeltung_monate is not None


class Anlage(Basis):
    """An Anlage in the list of Anlagen; the clause of the same id gives its text."""

    id: KlauselId
    """Kennung; zugleich Kennung des Textbausteins der Anlage."""
    titel: Zeile
    """Titel im Anlagenverzeichnis."""
    stand: Datum
    """Stand der Anlage."""


class Ersetzung(Basis):
    """A clause of the library that gives way to a variant."""

    klausel: KlauselId
    """Kennung des Textbausteins, der ersetzt wird."""
    durch: KlauselId
    """Kennung des eigenen Textbausteins unter `klauseln/`."""


class Zusatz(Basis):
    """An own clause."""

    klausel: KlauselId
    """Kennung des eigenen Textbausteins unter `klauseln/`."""
    nach: KlauselId
    """Kennung des Textbausteins, hinter dem er steht."""


class Wegfall(Basis):
    """A clause of the library that is left out."""

    klausel: KlauselId
    """Kennung des Textbausteins."""
    grund: Absatztext
    """Warum er entfällt."""


class Klauselwahl(Basis):
    """How this contract departs from the clauses of its kind."""

    ersetzt: tuple[Ersetzung, ...] = ()
    """Ersetzte Textbausteine."""
    zusaetzlich: tuple[Zusatz, ...] = ()
    """Zusätzliche Textbausteine."""
    entfaellt: tuple[Wegfall, ...] = ()
    """Weggelassene Textbausteine."""
    reihenfolge: tuple[KlauselId, ...] = ()
    """Vollständige Reihenfolge der Paragrafen; ohne Angabe gilt die der Vertragsart."""


class Vertrag(Basis):
    """Base of all kinds of contract."""

    kennung: Kennung
    """Dauerhafte Kennung des Vertrags; Name seines Ordners."""
    titel: Zeile
    """Titel."""
    untertitel: Zeile
    """Untertitel, der die Vertragsart und die Rechtsgrundlage nennt."""
    fassung: Fassung
    """Fassung."""
    gliederung: Literal["paragraf", "dezimal"] = "paragraf"
    """Gliederung nach § 1 / (1) / 1. / a) oder dezimal nach 1. / 1.1 / 1.1.1."""
    bundesland: Bundesland
    """Land, dessen Recht und Feiertage gelten."""
    rechtsstand: Datum
    """Tag, zu dem das zitierte Recht geprüft ist."""
    rechtsgrundlagen: Annotated[tuple[Zeile, ...], Field(min_length=1)]
    """Vorschriften, auf denen der Vertrag beruht."""
    parteien: Annotated[tuple[Partei, ...], Field(min_length=2, max_length=12)]
    """Vertragsparteien."""
    beteiligte: tuple[Beteiligter, ...] = ()
    """Beteiligte ohne Parteistellung."""
    laufzeit: Laufzeit
    """Laufzeit und Kündigung."""
    unterzeichnung: Unterzeichnung
    """Form und Unterschriften."""
    anlagen: tuple[Anlage, ...]
    """Anlagen in ihrer Reihenfolge."""
    klauseln: Klauselwahl = Klauselwahl()
    """Abweichungen von den Textbausteinen der Vertragsart."""

"""What the file of a Persönliches Budget states: person, Träger, procedure, Teilbudgets, how it ends."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..angaben import Unpersoenlich
from ..sichtbar import sichtbar
from .budgetperson import Budgetperson, Budgettraeger
from .budgetverfahren import (
    Budgetantrag,
    Budgetbescheid,
    Budgetkonferenz,
    Budgetkuendigung,
    Budgetvereinbarung,
    Budgetwiderspruch,
    Dateneinwilligung,
    Eigenwert,
    Gesamtfeststellung,
    Rueckforderung,
    Traegerstellungnahme,
    Verfahrensleitung,
)
from .teilbudget import Teilbudget
from .vertrag import Vorgang


class Budgetfalldaten(Vorgang):
    """The data of a case."""

    titel: Annotated[str, Unpersoenlich("entfaellt")] = "Persönliches Budget"
    """Titel."""
    untertitel: Annotated[str, Unpersoenlich("entfaellt")] = "Übersicht über den Fall"
    """Untertitel der Übersicht."""
    person: Budgetperson
    """Antragstellende Person."""
    traeger: Annotated[tuple[Budgettraeger, ...], Field(min_length=1, max_length=11)]
    """Beteiligte Leistungsträger."""
    antrag: Budgetantrag
    """Antrag."""
    leitung: Verfahrensleitung
    """Wer das Verfahren führt."""
    einwilligungen: Annotated[tuple[Dateneinwilligung, ...], Field(max_length=20)] = ()
    """Einwilligungen, Daten an andere Leistungsträger zu übermitteln."""
    stellungnahmen: Annotated[tuple[Traegerstellungnahme, ...], Field(max_length=11)] = ()
    """Angeforderte Stellungnahmen."""
    konferenz: Budgetkonferenz | None = None
    """Budgetkonferenz, wenn eine stattfindet."""
    teilbudgets: Annotated[tuple[Teilbudget, ...], Field(max_length=11)] = ()
    """Teilbudgets, sobald sie feststehen."""
    gesamtbudget: Gesamtfeststellung | None = None
    """Festgestelltes Gesamtbudget; wird gegen die Teilbudgets geprüft."""
    zahlweise: Literal["monatlich", "zweimonatlich", "vierteljaehrlich", "halbjaehrlich"] = "monatlich"
    """Rhythmus der Zahlung, immer im Voraus."""
    zielvereinbarung: Budgetvereinbarung | None = None
    """Zielvereinbarung, sobald sie geschlossen ist."""
    bescheid: Budgetbescheid | None = None
    """Bescheid, sobald er ergeht."""
    kuendigung: Budgetkuendigung | None = None
    """Kündigung der Zielvereinbarung."""
    rueckforderung: Rueckforderung | None = None
    """Rückforderung überzahlter Beträge."""
    widerspruch: Budgetwiderspruch | None = None
    """Widerspruch gegen den Bescheid."""
    eigene_werte: Annotated[tuple[Eigenwert, ...], Field(max_length=40)] = ()
    """Beträge des Rechts, die das Programm für diesen Tag nicht kennt."""

    @property
    @sichtbar
    def leistender(self) -> Budgettraeger:
        """The Leistungsträger that leads the procedure."""
        return self.find_traeger(self.leitung.traeger)

    @property
    def schriftuntertitel(self) -> str:
        """Nothing: the title of every paper names the budget itself."""
        return ""

    @property
    @sichtbar
    def geschaeftszeichen(self) -> str:
        """What a letter is filed under: the file number, without one the Kennung."""
        return self.aktenzeichen or self.kennung

    @property
    @sichtbar
    def auskunftsstelle(self) -> str:
        """Where the Träger that leads answers questions."""
        return self.leistender.kontakt or self.leistender.name

    def find_traeger(self, kennung: str) -> Budgettraeger:
        """Return a Leistungsträger by its Kennung; the case was refused if there is none."""
        return next(t for t in self.traeger if t.id == kennung)

    @property
    @sichtbar
    def weitere_traeger(self) -> tuple[Budgettraeger, ...]:
        """The Leistungsträger besides the one that leads."""
        return tuple(t for t in self.traeger if t.id != self.leitung.traeger)

    @property
    @sichtbar
    def hat_weitere_traeger(self) -> bool:
        """Several Leistungsträger take part."""
        return len(self.traeger) > 1

    @property
    @sichtbar
    def hat_weiterleitung(self) -> bool:
        """The application was forwarded."""
        return self.leitung.weitergeleitet_von is not None

    @property
    @sichtbar
    def hat_konferenz(self) -> bool:
        """A conference is planned or was held."""
        return self.konferenz is not None

    @property
    @sichtbar
    def hat_teilbudgets(self) -> bool:
        """The Teilbudgets are settled."""
        return bool(self.teilbudgets)

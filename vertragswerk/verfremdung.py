"""A case under pseudonyms that is checked like the case itself: the same amounts, the same findings. Pure.

The offset of all days is drawn with the key from those under which nothing changes but the days: the law has borders, months have
unequal lengths, and holidays move, so few offsets are left for some cases. It hides the days from a reader, not from somebody who
knows one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from pydantic import ValidationError

from contracts.arten import Vertragsart
from contracts.bestand.eingaben import Vertragsdateien
from contracts.bestand.konfiguration import DATEI
from contracts.modell.vertrag import Vorgang
from contracts.rechnen.budgetfall import HatBudgetfall
from contracts.verfremdung.fallkopie import Kopiermass, VerfremdungsFehler, copy_case, write_case
from contracts.verfremdung.kopierschluessel import Schluessel
from contracts.verfremdung.maske import Maske
from corpus.recht.parameter import ParameterFehler
from vertragswerk.haus import Haus
from vertragswerk.werk import Eingaben, Ergebnis, work

WEITESTE: Final = 3 * 365
"""So many days the copy lies before or behind the case at most."""
MINDESTENS: Final = 28
VERSUCHE: Final = 60
"""So many copies are checked as a whole before no offset is found."""


@dataclass(frozen=True, slots=True)
class Verfremdungswunsch:
    """What a copy is made with: the key, and the places (`bescheid.begruendung`) whose wording stays and is only searched."""

    schluessel: Schluessel
    wortlaut: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Fallkopie:
    """A copy: its Kennung, its files, the day it is checked at, and how often which finding hung on a wording that is gone."""

    kennung: str
    dateien: Mapping[str, bytes]
    stichtag: date
    entfallen: Mapping[str, int]


def make_kopie(eingaben: Eingaben, wunsch: Verfremdungswunsch) -> Fallkopie:
    """Return the copy of a case, checked against the rules of the house alone. Raises VerfremdungsFehler."""
    eingaben = replace(eingaben, haus=Haus(eingaben.haus.arten))
    vorlage = _open(eingaben, wunsch)
    ohne_versatz = vorlage.work(0)
    vorher, nachher = _codes(vorlage.ergebnis), _codes(ohne_versatz)
    if nachher - vorher or _amounts(ohne_versatz.geladen.vertrag) != _amounts(vorlage.vorgang):
        neue = ", ".join(sorted(nachher - vorher)) or "andere Beträge"
        raise VerfremdungsFehler(
            f"Mit neutralen Texten wäre die Kopie anders zu beurteilen als der Fall ({neue}). Das ist ein Fehler des Programms."
        )
    for versatz in vorlage.list_versaetze():
        kopie = vorlage.work(versatz)
        if _codes(kopie) == nachher and _amounts(kopie.geladen.vertrag) == _amounts(vorlage.vorgang):
            return vorlage.finish(kopie, vorher - nachher)
    raise VerfremdungsFehler(
        "Es gibt keinen Abstand, um den sich alle Tage verschieben lassen, ohne dass sich Beträge oder Befunde ändern. Beheben Sie zuerst, was "
        "„vertragswerk pruefen“ nennt, oder nehmen Sie späte Ereignisse für die Kopie heraus."
    )


@dataclass(frozen=True, slots=True)
class _Vorlage:
    """The case to be copied, as checked."""

    wunsch: Verfremdungswunsch
    ergebnis: Ergebnis
    art: Vertragsart
    vorgang: Vorgang
    daten: Mapping[str, Any]

    def copy(self, versatz: int) -> dict[str, Any]:
        """Return the data of the copy at an offset."""
        maske = Maske(self.wunsch.schluessel, versatz)
        return copy_case(
            self.daten, self.vorgang, Kopiermass(self.art.load_modell(), maske, frozenset(self.wunsch.wortlaut))
        )

    def work(self, versatz: int) -> Ergebnis:
        """Return what becomes of the copy at an offset."""
        return self._work(self.copy(versatz), versatz)

    def _work(self, daten: Mapping[str, Any], versatz: int) -> Ergebnis:
        kennung = str(daten["kennung"])
        datei = self.art.ort.path_of(kennung)
        dateien = Vertragsdateien(kennung, datei, {datei: write_case(daten)})
        alt = self.ergebnis.eingaben
        return work(replace(alt, dateien=dateien, stichtag=alt.stichtag + timedelta(days=versatz)))

    def list_versaetze(self) -> Iterator[int]:
        """Yield the offsets under which the case could be the same, in the order of the key."""
        alle = [v for v in range(-WEITESTE, WEITESTE + 1) if abs(v) >= MINDESTENS]
        erste = _month_begins(self.vorgang)
        passende = [v for v in alle if all((tag + timedelta(days=v)).day == 1 for tag in erste)]
        geprueft = 0
        for versatz in self.wunsch.schluessel.shuffle(f"versatz {self.vorgang.kennung}", passende):
            if self._looks_alike(versatz):
                geprueft += 1
                yield versatz
            if geprueft >= VERSUCHE:
                return

    def _looks_alike(self, versatz: int) -> bool:
        """Tell from the data alone, which is quick, whether a copy has the amounts of the case."""
        try:
            neuer = self.art.load_modell().model_validate(self.copy(versatz))
        except (ValidationError, OverflowError, ParameterFehler):
            return False
        return not neuer.unberechenbares and _amounts(neuer) == _amounts(self.vorgang)

    def finish(self, kopie: Ergebnis, entfallen: Mapping[str, int]) -> Fallkopie:
        """Return the copy with the settings that its repository needs."""
        tag = kopie.eingaben.stichtag
        einstellungen = f'[bestand]\nname = "Verfremdete Kopie"\n\n[pruefung]\nstichtag = {tag.isoformat()}\n'
        dateien = {DATEI: einstellungen.encode(), **kopie.eingaben.dateien.dateien}
        return Fallkopie(kopie.geladen.kennung, dateien, tag, dict(sorted(entfallen.items())))


def _open(eingaben: Eingaben, wunsch: Verfremdungswunsch) -> _Vorlage:
    ergebnis = work(eingaben)
    art, vorgang, quelle = ergebnis.geladen.art, ergebnis.geladen.vertrag, ergebnis.geladen.quelle
    if art is not None and not art.ist_vertraulich:
        raise VerfremdungsFehler(
            "Verfremdet werden nur Fälle einer Person (Persönliches Budget). Einen Vertrag geben Sie mit „vertragswerk veroeffentlichen“ "
            "geschwärzt heraus."
        )
    if art is None or vorgang is None or quelle is None or vorgang.unberechenbares:
        raise VerfremdungsFehler(
            "Der Fall ist nicht lesbar oder nicht berechenbar; was nicht zum Schema passt, kann das Programm nicht verfremden. Beheben Sie zuerst, "
            "was „vertragswerk pruefen“ nennt."
        )
    return _Vorlage(wunsch, ergebnis, art, vorgang, quelle.daten)


def _codes(ergebnis: Ergebnis) -> Counter[str]:
    return Counter(b.code for b in ergebnis.pruefung.befunde)


def _amounts(vorgang: Vorgang | None) -> tuple[Decimal, ...]:
    """Return every computed amount of a case, in its order."""
    if not isinstance(vorgang, HatBudgetfall):
        return ()
    alles = vorgang.berechnet
    return (alles.geld, alles.gutscheine, alles.gesamt, *(t.summe for t in alles.teilbudgets))


def _month_begins(vorgang: Vorgang) -> Iterable[date]:
    """Return the first days of benefits that are firsts of a month: money is paid for whole months."""
    teile = vorgang.teilbudgets if isinstance(vorgang, HatBudgetfall) else ()
    return [t.beginn for t in teile if t.beginn.day == 1]

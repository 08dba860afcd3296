"""The data of a contract carried forward to its next budget year, by its own adjustment clause; the file keeps its comments.

Rates are raised by the decided rate and rounded as the contract says (F1); the volumes of the year before stand beside the new ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from contracts.modell.faehigkeiten import HatUnterzeichnung
from contracts.modell.vertrag import HatTeile
from contracts.position import Pfad, Quelle
from contracts.rechnen.berechnung import HatBerechnung

OFFENES_AKTENZEICHEN: Final = "[offen: Aktenzeichen des Beschlusses]"


class FortschreibungFehler(ValueError):
    """The contract cannot be carried forward; the message is a German sentence."""


@dataclass(frozen=True, slots=True)
class Jahresangaben:
    """What the next year needs to know: the year, the decided rate, the decision, new volumes by Leistungstyp and group.

    `vom` is the day of the amendment, `stand` that to which the new wording is stated.
    """

    jahr: int
    rate: Decimal
    beschluss_vom: date
    vom: date
    stand: date
    aktenzeichen: str = OFFENES_AKTENZEICHEN
    mengen: Mapping[str, Mapping[str, int]] | None = None


class _Stelle(NamedTuple):
    """A piece of the file, by offsets, and what takes its place."""

    von: int
    bis: int
    neu: str


def carry_forward(text: str, quelle: Quelle, vertrag: object, angaben: Jahresangaben) -> str:
    """Return the contract file of the next budget year; `quelle` is the file as read, without joint objects.

    Raises FortschreibungFehler where the contract has no budget of its own, or the year does not follow it.
    """
    hat_teile = isinstance(vertrag, HatTeile) or "leistungspaket" not in quelle.daten
    if not isinstance(vertrag, HatBerechnung) or not isinstance(vertrag, HatUnterzeichnung) or hat_teile:
        raise FortschreibungFehler(
            "Fortschreiben lassen sich Verträge mit einem eigenen Budget aus Mengen und Vergütungssätzen. Ändern Sie die Datei "
            "dieses Vertrags selbst und machen Sie mit „vertragswerk aendern“ die Änderungsvereinbarung daraus."
        )
    _check_year(vertrag, angaben)
    _check_days(vertrag, angaben)
    umbau = _Dateiumbau(text, quelle)
    jahre = {"referenzjahr": angaben.jahr - 1, "budgetjahr": angaben.jahr}
    stellen = [umbau.replace(("budget", name), str(jahr)) for name, jahr in jahre.items()]
    steigerung: Pfad = ("budget", "steigerung")
    stellen += [
        umbau.replace((*steigerung, "rate"), f'"{angaben.rate}"'),
        umbau.replace((*steigerung, "beschluss", "vom"), angaben.beschluss_vom.isoformat()),
        umbau.replace((*steigerung, "beschluss", "aktenzeichen"), _quoted(angaben.aktenzeichen)),
        umbau.replace(("fassung", "nummer"), f'"{_next_number(vertrag)}"'),
        umbau.replace(("fassung", "stand"), angaben.stand.isoformat()),
        *_agreed(umbau, angaben.vom),
        *umbau.remove(("budget", "ausgewiesen")),
        *_gruppen(umbau, vertrag, angaben.mengen or {}),
        *_titles(umbau, vertrag.budget.budgetjahr, angaben),
    ]
    return umbau.apply(stellen)


def _check_year(vertrag: HatBerechnung, angaben: Jahresangaben) -> None:
    bisher = vertrag.budget.budgetjahr
    if angaben.jahr != bisher + 1:
        raise FortschreibungFehler(
            f"Das Budgetjahr ist {bisher}; fortschreiben lässt es sich auf {bisher + 1}, nicht auf {angaben.jahr}."
        )
    if angaben.jahr > vertrag.laufzeit.ende.year:
        raise FortschreibungFehler(
            f"Der Vertrag endet am {vertrag.laufzeit.ende:%d.%m.%Y}; das Jahr {angaben.jahr} liegt danach."
        )
    if not Decimal("-0.5") < angaben.rate < Decimal("0.5"):
        raise FortschreibungFehler(f"Die Rate {angaben.rate} ist ein Bruchteil: 0.0275 bedeutet 2,75 Prozent.")
    if angaben.beschluss_vom.year < angaben.jahr - 2 or angaben.beschluss_vom.year > angaben.jahr + 1:
        raise FortschreibungFehler(
            f"Der Beschluss vom {angaben.beschluss_vom:%d.%m.%Y} passt nicht zum Jahr {angaben.jahr}."
        )


def _check_days(vertrag: HatUnterzeichnung, angaben: Jahresangaben) -> None:
    if angaben.beschluss_vom > angaben.vom or angaben.stand > angaben.vom or angaben.vom < vertrag.unterzeichnung.am:
        raise FortschreibungFehler(
            f"Die Änderungsvereinbarung ist vom {angaben.vom:%d.%m.%Y}; Beschluss und Stand können nicht danach liegen, "
            "und der Vertrag kann nicht jünger sein."
        )


def _next_number(vertrag: Any) -> str:
    vorn, _, hinten = vertrag.fassung.nummer.partition(".")
    return f"{vorn}.{int(hinten) + 1}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _gruppen(umbau: _Dateiumbau, vertrag: HatBerechnung, mengen: Mapping[str, Mapping[str, int]]) -> Iterator[_Stelle]:
    """Yield the changes of every group: its rate as computed for the year that ends, its volumes, those of the year before."""
    bekannt = {lt.kuerzel: {g.id for g in lt.gruppen} for lt in vertrag.leistungspaket}
    for kuerzel, gruppen in mengen.items():
        fremd = set(gruppen) - bekannt.get(kuerzel, set())
        if kuerzel not in bekannt or fremd:
            raise FortschreibungFehler(
                f"Die Mengen nennen „{kuerzel} {' '.join(sorted(fremd))}“; das gibt es im Vertrag nicht."
            )
    for n, ergebnis in enumerate(vertrag.berechnet.leistungstypen):
        neue = mengen.get(ergebnis.leistungstyp.kuerzel, {})
        for k, posten in enumerate(ergebnis.posten):
            ort: Pfad = ("leistungspaket", n, "gruppen", k)
            bisher = posten.gruppe.menge
            yield umbau.replace((*ort, "verguetungssatz"), f'"{posten.satz}"')
            if posten.gruppe.menge_vorjahr is not None:
                yield umbau.replace((*ort, "menge_vorjahr"), str(bisher))
                yield umbau.replace((*ort, "menge"), str(neue.get(posten.gruppe.id, bisher)))
            else:
                yield umbau.replace(
                    (*ort, "menge"), str(neue.get(posten.gruppe.id, bisher)), ("menge_vorjahr", str(bisher))
                )


def _agreed(umbau: _Dateiumbau, vom: date) -> Iterator[_Stelle]:
    """Yield the day of the last amendment behind the day of the contract."""
    pfad: Pfad = ("unterzeichnung", "geaendert_am")
    if pfad in umbau.quelle.werte:
        yield umbau.replace(pfad, vom.isoformat())
    else:
        am = umbau.quelle.daten["unterzeichnung"]["am"]
        yield umbau.replace(("unterzeichnung", "am"), str(am), ("geaendert_am", vom.isoformat()))


def _titles(umbau: _Dateiumbau, bisher: int, angaben: Jahresangaben) -> Iterator[_Stelle]:
    """Yield the titles of Anlagen that name the budget year, and the Stand of these."""
    for n, anlage in enumerate(umbau.quelle.daten.get("anlagen", ())):
        titel = str(anlage.get("titel", ""))
        neu = re.sub(rf"\b{bisher}\b", str(angaben.jahr), titel)
        if neu != titel:
            yield umbau.replace(("anlagen", n, "titel"), _quoted(neu))
            yield umbau.replace(("anlagen", n, "stand"), angaben.stand.isoformat())


class _Dateiumbau:
    """Changes single values in the text of a file and leaves all the rest as it is."""

    def __init__(self, text: str, quelle: Quelle) -> None:
        self.text, self.quelle = text, quelle
        self.anfaenge = [0]
        for zeile in text.split("\n"):
            self.anfaenge.append(self.anfaenge[-1] + len(zeile) + 1)

    def _offset(self, zeile: int, spalte: int) -> int:
        return min(self.anfaenge[zeile - 1] + spalte - 1, len(self.text))

    def _span(self, pfad: Pfad) -> tuple[int, int]:
        ort = self.quelle.werte.get(pfad)
        if ort is None or not ort.bis_zeile:
            raise FortschreibungFehler(
                f"Die Angabe „{'.'.join(str(p) for p in pfad)}“ fehlt in der Datei des Vertrags."
            )
        return self._offset(ort.zeile, ort.spalte), self._offset(ort.bis_zeile, ort.bis_spalte)

    def replace(self, pfad: Pfad, neu: str, dazu: tuple[str, str] | None = None) -> _Stelle:
        """Return a value replaced; `dazu` is another entry that comes behind it in the same group."""
        von, bis = self._span(pfad)
        if dazu is None:
            return _Stelle(von, bis, neu)
        name, wert = dazu
        gruppe, _ = self._span(pfad[:-1])
        if self.text[gruppe : gruppe + 1] == "{":
            return _Stelle(von, bis, f"{neu}, {name}: {wert}")
        schluessel = self.quelle.schluessel[pfad]
        return _Stelle(von, bis, f"{neu}\n{' ' * (schluessel.spalte - 1)}{name}: {wert}")

    def remove(self, pfad: Pfad) -> Iterator[_Stelle]:
        """Yield the lines of an entry to be taken out, nothing where there is none."""
        ort, wert = self.quelle.schluessel.get(pfad), self.quelle.werte.get(pfad)
        if ort is not None and wert is not None:
            yield _Stelle(self.anfaenge[ort.zeile - 1], self.anfaenge[max(wert.bis_zeile, ort.zeile)], "")

    def apply(self, stellen: list[_Stelle]) -> str:
        """Return the text with all changes."""
        teile, ende = [], 0
        for stelle in sorted(stellen):
            teile += [self.text[ende : stelle.von], stelle.neu]
            ende = max(stelle.bis, ende)
        return "".join([*teile, self.text[ende:]])

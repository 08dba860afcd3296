"""Single values of a contract's file changed, with all the rest of the file as it is: comments, order, blanks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from contracts.position import Pfad, Quelle


class FortschreibungFehler(ValueError):
    """The contract cannot be carried forward; the message is a German sentence."""


class Dateistelle(NamedTuple):
    """A piece of the file, by offsets, and what takes its place."""

    von: int
    bis: int
    neu: str


class Dateiumbau:
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

    def replace(self, pfad: Pfad, neu: str, dazu: tuple[str, str] | None = None) -> Dateistelle:
        """Return a value replaced; `dazu` is another entry that comes behind it in the same group."""
        von, bis = self._span(pfad)
        if dazu is None:
            return Dateistelle(von, bis, neu)
        name, wert = dazu
        gruppe, _ = self._span(pfad[:-1])
        if self.text[gruppe : gruppe + 1] == "{":
            return Dateistelle(von, bis, f"{neu}, {name}: {wert}")
        schluessel = self.quelle.schluessel[pfad]
        return Dateistelle(von, bis, f"{neu}\n{' ' * (schluessel.spalte - 1)}{name}: {wert}")

    def remove(self, pfad: Pfad) -> Iterator[Dateistelle]:
        """Yield the lines of an entry to be taken out, nothing where there is none."""
        ort, wert = self.quelle.schluessel.get(pfad), self.quelle.werte.get(pfad)
        if ort is not None and wert is not None:
            yield Dateistelle(self.anfaenge[ort.zeile - 1], self.anfaenge[max(wert.bis_zeile, ort.zeile)], "")

    def apply(self, stellen: list[Dateistelle]) -> str:
        """Return the text with all changes."""
        teile, ende = [], 0
        for stelle in sorted(stellen):
            teile += [self.text[ende : stelle.von], stelle.neu]
            ende = max(stelle.bis, ende)
        return "".join([*teile, self.text[ende:]])


def note_amendment(umbau: Dateiumbau, vom: date) -> Iterator[Dateistelle]:
    """Yield the day of the last amendment behind the day of the contract."""
    pfad: Pfad = ("unterzeichnung", "geaendert_am")
    if pfad in umbau.quelle.werte:
        yield umbau.replace(pfad, vom.isoformat())
    else:
        am = umbau.quelle.daten["unterzeichnung"]["am"]
        yield umbau.replace(("unterzeichnung", "am"), str(am), ("geaendert_am", vom.isoformat()))

"""What a rule may look at: the contract, where its data stand, the assembled document, the day of the check."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from contracts.pfad import read_pfad
from contracts.position import Mangel, Pfad, Position, Quelle
from generator.query import query
from generator.tree import Feld

from .baum import Baumindex, build_index
from .datentexte import iter_texte
from .volltext import glaetten, glaetten_gleichlang
from .zitate import Fundzitat, collect

if TYPE_CHECKING:
    from contracts.arten.traegerbudget_singulaer import TraegerbudgetSingulaer
    from contracts.modell.vertrag import Vertrag
    from generator.tree import Dokument

T = TypeVar("T")

TEXTFORMEN = frozenset({"text", "gross", "liste"})
"""Formats that print text of the data as it stands."""


@dataclass(frozen=True)
class Pruefling:
    """One contract as the loader left it.

    `vertrag` is None when the file could not be read or does not fit the model, `dokument` when it was not (or could not be)
    assembled; `maengel` say why. `weitere` holds the sources of the party files by their path, `herkunft` the position of
    clause texts by block id (a section's entry covers its blocks), `klauseltexte` the text of clause files by path with the
    line it begins at. `tote_verweise` are references that lead nowhere as pairs (block, target), `verweisorte` the position
    of the first reference to a block id. `ausgaben` holds the built files by format name, `andere_parteien` the names of
    parties of other contracts by their id.
    """

    kennung: str
    datei: str
    quelle: Quelle | None = None
    vertrag: Vertrag | None = None
    dokument: Dokument | None = None
    maengel: tuple[Mangel, ...] = ()
    weitere: Mapping[str, Quelle] = field(default_factory=dict)
    herkunft: Mapping[str, Position] = field(default_factory=dict)
    klauseltexte: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    tote_verweise: tuple[tuple[str, str], ...] = ()
    verweisorte: Mapping[str, Position] = field(default_factory=dict)
    ausgaben: Mapping[str, bytes] = field(default_factory=dict)
    andere_parteien: Mapping[str, str] = field(default_factory=dict)

    @property
    def art(self) -> str:
        """Return the kind of contract, empty without a contract."""
        return str(getattr(self.vertrag, "art", ""))


class Kontext:
    """A contract under check; indexes are built once, on first use, and shared by all rules."""

    def __init__(self, pruefling: Pruefling, stichtag: date) -> None:
        self.pruefling = pruefling
        self.stichtag = stichtag
        self._gemerkt: dict[str, Any] = {}

    @cached_property
    def vertrag(self) -> Vertrag:
        """Return the contract; rules run only when there is one."""
        if self.pruefling.vertrag is None:
            raise LookupError("no contract")
        return self.pruefling.vertrag

    def remember(self, schluessel: str, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once per contract; for work that several rules share."""
        if schluessel not in self._gemerkt:
            self._gemerkt[schluessel] = make()
        return cast(T, self._gemerkt[schluessel])

    @property
    def art(self) -> str:
        """Return the kind of contract."""
        return self.pruefling.art

    @property
    def traegerbudget(self) -> TraegerbudgetSingulaer:
        """Return the contract as a Trägerbudget; for rules that name this kind among their `arten`."""
        return cast("TraegerbudgetSingulaer", self.vertrag)

    @cached_property
    def baum(self) -> Baumindex:
        """Return the index of the document; only for rules of the levels `dokument` and `ausgabe`."""
        if self.pruefling.dokument is None:
            raise LookupError("no document")
        return build_index(self.pruefling.dokument)

    @cached_property
    def datentexte(self) -> list[str]:
        """Return every text value of the data, to look for something before looking for its place."""
        texte: list[str] = []
        if self.pruefling.quelle is not None:
            _gather(self.pruefling.quelle.daten, texte)
        return texte

    @property
    def ausgaben(self) -> Mapping[str, bytes]:
        """Return the built files by format name."""
        return self.pruefling.ausgaben

    @cached_property
    def zitate(self) -> tuple[Fundzitat, ...]:
        """Return the statutory citations of the document in reading order."""
        return collect(self.baum)

    def quelle(self, datei: str) -> Quelle | None:
        """Return the source a finding's path belongs to: the contract's, or that of the named file."""
        return self.pruefling.weitere.get(datei) if datei else self.pruefling.quelle

    def position(self, pfad: Pfad, datei: str = "", anker: str = "", wortlaut: str = "") -> Position:
        """Return where a data path stands, or the own clause text of a block, or else the start of the contract file.

        `wortlaut` narrows the place of a block to the words themselves.
        """
        quelle = self.quelle(datei)
        if pfad and quelle is not None:
            return quelle.position(pfad)
        if anker:
            gefunden = self._herkunft(anker)
            if gefunden is not None:
                return self._narrow(gefunden, wortlaut)
        return Position(datei or self.pruefling.datei)

    def path_of_words(self, anker: str, wortlaut: str) -> Pfad:
        """Return the data path of the text in which the words of a block stand, empty when the clause itself says them."""
        ort = self.baum.orte.get(anker)
        gesucht = glaetten(wortlaut)
        for stelle in self.baum.nach_abschnitt.get(ort.abschnitt, ()) if ort and gesucht else ():
            if stelle.ort.anker == anker and gesucht in stelle.text:
                felder = [f for f in query(stelle.inhalt, Feld) if f.art in TEXTFORMEN]
                treffer = next((f for f in felder if gesucht in glaetten(f.text)), None)
                if treffer is not None:
                    return self.pfad(treffer.pfad) or self._path_of_value(treffer.wert)
        return ()

    def _path_of_value(self, wert: str) -> Pfad:
        """Return where the data state a text, for values that a clause names by a computed path."""
        quelle = self.pruefling.quelle
        return next((p for p, text in iter_texte(quelle.daten) if text == wert), ()) if quelle else ()

    def pfad(self, geschrieben: str) -> Pfad:
        """Return the path into the data for a written one (`ziele[Z1].ziel`), empty when the data have no such place."""
        quelle = self.pruefling.quelle
        return read_pfad(geschrieben, quelle.daten, type(self.vertrag)) if quelle is not None else ()

    def place_of_reference(self, ziel: str) -> Position | None:
        """Return where an own clause text refers to a block, None where only the library does."""
        ort = self.pruefling.verweisorte.get(ziel)
        return ort if ort is not None and self._is_own(ort) else None

    def _is_own(self, ort: Position) -> bool:
        return ort.datei.startswith(f"{self.pruefling.datei.rpartition('/')[0]}/")

    def _herkunft(self, anker: str) -> Position | None:
        """Return where the own clause text of a block stands; the library's clauses have no place in the user's files."""
        herkunft = self.pruefling.herkunft
        abschnitt = self.baum.orte[anker].abschnitt if anker in self.baum.orte else ""
        gefunden = herkunft.get(anker) or herkunft.get(abschnitt)
        return gefunden if gefunden is not None and self._is_own(gefunden) else None

    def _narrow(self, ort: Position, wortlaut: str) -> Position:
        """Return the place of the words in the clause file at or after `ort`, however lines and blanks break them."""
        text, erste = self.pruefling.klauseltexte.get(ort.datei, ("", 1))
        woerter = [re.escape(wort) for wort in glaetten(wortlaut).split()]
        if not text or not woerter:
            return ort
        zeilen = text.split("\n")
        versatz = sum(len(zeile) + 1 for zeile in zeilen[: max(ort.zeile - erste, 0)])
        treffer = re.compile(r"\s+".join(woerter)).search(glaetten_gleichlang(text), versatz)
        if treffer is None:
            return ort
        davor = text[: treffer.start()]
        return Position(ort.datei, erste + davor.count("\n"), treffer.start() - davor.rfind("\n"))


def _gather(daten: Any, teile: list[str]) -> None:
    if isinstance(daten, str):
        teile.append(daten)
    elif isinstance(daten, Mapping):
        for wert in daten.values():
            _gather(wert, teile)
    elif isinstance(daten, list):
        for wert in daten:
            _gather(wert, teile)

"""A repository as an editor holds it: the files of the disk with the unsaved texts laid over them, checked by the same door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from checks.ausnahmen import AUSNAHMEDATEI, Ausnahmeregister, Aussonderung, read_register
from checks.befund import Befund, from_mangel
from checks.regel import Querregelmodul, Regelmodul
from contracts.bestand.eingaben import KLAUSELN, Vertragsdateien
from contracts.bestand.gemeinsames import check_objekte
from contracts.bestand.konfiguration import DATEI, parse_konfiguration
from contracts.yamltext.zeichen import split_zeilen
from corpus.recht.rechtsbestand import Rechtsbestand
from vertragswerk.dateisystem.dateien import read_bytes
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner, open_bestand
from vertragswerk.haus import Haus
from vertragswerk.werk import Eingaben, Ergebnis, work


@dataclass(slots=True)
class Arbeitsstand:
    """One repository, its unsaved texts by file, and what the last check of each contract came to."""

    wurzel: Path
    haus: Haus
    recht: Rechtsbestand
    heute: date
    offene: dict[str, str] = field(default_factory=dict)
    ergebnisse: dict[str, Ergebnis] = field(default_factory=dict)
    """By Kennung what came of the last text that could be read: while somebody types, most texts cannot."""
    _bestand: Bestand | None = None

    @property
    def bestand(self) -> Bestand:
        """Return the repository as the disk has it; read again after `forget`."""
        if self._bestand is None:
            self._bestand = open_bestand(self.wurzel, self.haus.arten)[0]
        return self._bestand

    def forget(self) -> None:
        """Read the disk again at the next question."""
        self._bestand = None

    @property
    def stichtag(self) -> date:
        """Return the day of the check."""
        return self.bestand.konfiguration.stichtag or self.heute

    def read(self, datei: str) -> str:
        """Return the text of a file, the unsaved one if there is one; empty where it cannot be read."""
        if datei in self.offene:
            return self.offene[datei]
        inhalt, _ = read_bytes(self.wurzel / datei, self.wurzel)
        return (inhalt or b"").decode("utf-8", "replace").removeprefix("\ufeff")

    def lines(self, datei: str) -> list[str]:
        """Return the lines of a file."""
        return split_zeilen(self.read(datei))

    def contract_of(self, datei: str) -> Vertragsordner | None:
        """Return the contract that a file belongs to, None for any other file of the repository."""
        return next((o for o in self.bestand.ordner if datei.startswith(f"{self._name(o)}/")), None)

    def concerned(self, datei: str) -> list[Vertragsordner]:
        """Return the contracts that may change their findings with a file: its own, or those of the open files."""
        eigener = self.contract_of(datei)
        if eigener is not None:
            return [eigener]
        offen = {o.kennung: o for d in self.offene if (o := self.contract_of(d)) is not None}
        return list(offen.values())

    def check(self, ort: Vertragsordner) -> list[Befund]:
        """Check one contract with the unsaved texts; what an exception covers is left out."""
        dateien = self._lay_over(self.bestand.read_dateien(ort))
        ergebnis = work(Eingaben(dateien, self.recht, self.stichtag, haus=self.haus))
        if ergebnis.geladen.quelle is not None or ort.kennung not in self.ergebnisse:
            self.ergebnisse[ort.kennung] = ergebnis
        offene, _ = self._aussonderung().split(ergebnis.pruefung.befunde)
        return list(offene)

    def check_other(self, datei: str) -> list[Befund]:
        """Return what is wrong with a file of the repository that belongs to no contract."""
        text = self.read(datei).encode("utf-8", "replace")
        if datei == AUSNAHMEDATEI:
            return list(self._register(text).befunde)
        if datei == DATEI:
            return [from_mangel(m) for m in parse_konfiguration(text)[1]]
        if datei in self.bestand.gemeinsames and datei.endswith(".yaml"):
            return [from_mangel(m) for m in check_objekte({datei: text})]
        return []

    def list_clauses(self, ort: Vertragsordner | None) -> Iterable[str]:
        """Return the names of the own clause files of a contract, without their ending."""
        return [p.stem for p in ort.klauseldateien] if ort is not None else []

    def _lay_over(self, dateien: Vertragsdateien) -> Vertragsdateien:
        eigene = {d: t.encode("utf-8", "replace") for d, t in self.offene.items() if self._belongs(d, dateien)}
        gemeinsame = {d: t.encode("utf-8", "replace") for d, t in self.offene.items() if d in dateien.gemeinsames}
        if not eigene and not gemeinsame:
            return dateien
        maengel = tuple(m for m in dateien.maengel if m.position.datei not in eigene)
        return replace(
            dateien,
            dateien={**dateien.dateien, **eigene},
            gemeinsames={**dateien.gemeinsames, **gemeinsame},
            maengel=maengel,
        )

    @staticmethod
    def _belongs(datei: str, dateien: Vertragsdateien) -> bool:
        return datei == dateien.datei or (datei.startswith(f"{dateien.ordner}{KLAUSELN}/") and datei.endswith(".md"))

    def _aussonderung(self) -> Aussonderung:
        text = self.read(AUSNAHMEDATEI)
        return Aussonderung(self._register(text.encode("utf-8", "replace"))) if text else Aussonderung()

    def _register(self, inhalt: bytes) -> Ausnahmeregister:
        alle: list[Regelmodul | Querregelmodul] = [*self.haus.regeln(), *self.haus.querregeln()]
        return read_register(
            inhalt, self.stichtag, {m.REGEL.code: m.REGEL for m in alle}, [o.kennung for o in self.bestand.ordner]
        )

    def _name(self, ort: Vertragsordner) -> str:
        return ort.pfad.relative_to(self.wurzel).as_posix()

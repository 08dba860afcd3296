"""Findings of contracts that are checked, packed and out of the way until the report is written."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Final, Generic, TypeVar

from checks.bericht import Pruefung
from vertragswerk.dateisystem.dateien import explain_oserror

from .befundschrift import read_ausgenommene, read_befunde, write_ausgenommene, write_befunde
from .ende import Abbruch

IM_SPEICHER: Final = 4 * 2**20
"""So many packed bytes stay in memory before they go to a file, which the system removes when the program ends."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Gepackt:
    """A check without its findings, and these as bytes: what a process sends, because few bytes are quickly sent and kept.

    `genutzte` are the ids of the exceptions that covered a finding.
    """

    pruefung: Pruefung
    befunde: bytes
    ausgenommene: bytes = b""
    genutzte: frozenset[str] = frozenset()


def pack_pruefung(pruefung: Pruefung) -> Gepackt:
    """Return a check with its findings packed."""
    ausgenommene = tuple(pruefung.ausgenommene)
    genutzte = frozenset(a.kennung for a in ausgenommene if a.kennung)
    leer = replace(pruefung, befunde=(), ausgenommene=())
    return Gepackt(leer, write_befunde(pruefung.befunde), write_ausgenommene(ausgenommene), genutzte)


class Befundlager:
    """Keeps the findings of checks and builds them anew for whoever goes through them; closed, it is empty."""

    def __init__(self) -> None:
        """Start in memory; the file comes when it is needed."""
        self._datei = tempfile.SpooledTemporaryFile(IM_SPEICHER)  # noqa: SIM115 - closed by __exit__
        self._ende = 0
        self._gleiche: dict[object, object] = {}

    def __enter__(self) -> Befundlager:
        """Return the store."""
        return self

    def __exit__(
        self, art: type[BaseException] | None, fehler: BaseException | None, spur: TracebackType | None
    ) -> None:
        """Throw away what is kept."""
        self._datei.close()

    def take(self, gepackt: Gepackt) -> Pruefung:
        """Keep the findings of a check and return it; what it shares with others is held once."""
        p = gepackt.pruefung
        befunde = self._keep(gepackt.befunde, read_befunde)
        ausgenommene = self._keep(gepackt.ausgenommene, read_ausgenommene)
        return replace(
            p,
            befunde=befunde,
            ausgenommene=ausgenommene,
            gelaufen=self._once(p.gelaufen),
            uebersprungen=self._once(p.uebersprungen),
            artfremde=self._once(p.artfremde),
            abstuerze=self._once(p.abstuerze),
        )

    def _keep(self, daten: bytes, lies: Callable[[bytes], tuple[_T, ...]]) -> _Fach[_T]:
        with _explain():
            self._datei.seek(self._ende)
            self._datei.write(daten)
        fach = _Fach(self, self._ende, len(daten), lies)
        self._ende += len(daten)
        return fach

    def load(self, anfang: int, laenge: int) -> bytes:
        """Return what lies at a place."""
        with _explain():
            self._datei.seek(anfang)
            return self._datei.read(laenge)

    def _once(self, wert: _T) -> _T:
        return self._gleiche.setdefault(wert, wert)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class _Fach(Generic[_T]):
    """Findings of one check, read when somebody goes through them."""

    lager: Befundlager
    anfang: int
    laenge: int
    lies: Callable[[bytes], tuple[_T, ...]]

    def __iter__(self) -> Iterator[_T]:
        return iter(self.lies(self.lager.load(self.anfang, self.laenge)) if self.laenge else ())


@contextmanager
def _explain() -> Iterator[None]:
    """Say what it means that a temporary file cannot be written."""
    try:
        yield
    except OSError as fehler:
        rat = "Schaffen Sie Platz im Ordner für vorübergehende Dateien (TMPDIR), oder nehmen Sie weniger Verträge auf einmal."
        raise Abbruch(f"Die Befunde lassen sich nicht zwischenlagern: {explain_oserror(fehler)}. {rat}") from fehler

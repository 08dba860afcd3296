"""What functions of texts gave (`corpus.gedaechtnis`), kept between runs: a contract that was edited is mostly the text it was.

One file per repository in the user's cache folder, as `befundvorrat` keeps checks, plain data in packed JSON. It is read where a
contract has to be checked, and rests on nothing but `grundlage`: this program, and the law that citations are judged by.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from contracts.arten import Vertragsart
from contracts.bestand.eingaben import Vertragsdateien
from corpus.gedaechtnis import Gedaechtnis, remember_in

from .vorratsdatei import file_for, read_vorrat, write_vorrat

R = TypeVar("R")

ORDNER: Final = "texte"
ENDUNG: Final = ".texte"
HOECHSTENS: Final = 4096
"""Results of one function; the passages of some contracts of all kinds are about as many."""
ENTPACKT_MAX: Final = 64 * 2**20
_ANFANG: Final = b"vertragswerk-textvorrat 1\n"
_STUFE: Final = 1


class Textvorrat:
    """The memory of one repository: read when it is first needed, written where something came to it."""

    def __init__(self, cache: Path, wurzel: Path, grundlage: str) -> None:
        self._cache, self._grundlage = cache, grundlage
        self._datei = file_for(cache / ORDNER, wurzel, ENDUNG)
        self._gedaechtnis: Gedaechtnis | None = None

    def use(
        self, arbeit: Callable[[Vertragsdateien], R], arten: Sequence[Vertragsart]
    ) -> Callable[[Vertragsdateien], R]:
        """Return the same work with a memory; none for a contract that may be about a person, whose words are nowhere kept."""
        from vertragswerk.vertraulichkeit import may_leave

        def work(dateien: Vertragsdateien) -> R:
            with remember_in(self._open() if may_leave(dateien, arten) else None):
                return arbeit(dateien)

        return work

    def save(self) -> None:
        """Write what the next run may read."""
        gedaechtnis = self._gedaechtnis
        if gedaechtnis is not None and gedaechtnis.hat_neues:
            write_vorrat(self._datei, _ANFANG, lambda: self._write(gedaechtnis), self._cache)

    def _open(self) -> Gedaechtnis:
        if self._gedaechtnis is None:
            self._gedaechtnis = Gedaechtnis()
            # Missing, cut off, resting on something else, not ours: then everything is worked out.
            with suppress(OSError, ValueError, TypeError, LookupError):
                self._gedaechtnis = Gedaechtnis(self._read(read_vorrat(self._datei, _ANFANG, self._cache)))
        return self._gedaechtnis

    def _write(self, gedaechtnis: Gedaechtnis) -> bytes:
        daten = {"grundlage": self._grundlage, "faecher": gedaechtnis.collect(HOECHSTENS)}
        return zlib.compress(json.dumps(daten, separators=(",", ":")).encode("ascii"), _STUFE)

    def _read(self, inhalt: memoryview) -> dict[str, dict[str, object]]:
        strom = zlib.decompressobj()
        try:
            daten = json.loads(strom.decompress(inhalt, ENTPACKT_MAX))
        except zlib.error as fehler:
            raise ValueError("not packed") from fehler
        faecher: dict[str, dict[str, object]] = daten["faecher"]
        return faecher if daten["grundlage"] == self._grundlage else {}

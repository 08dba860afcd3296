"""Sealed Fassungen on the disk: read within bounds, written so that a killed run leaves the old state or the new one."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from contracts.bestand.eingaben import FASSUNGEN
from vertragswerk.siegel.kettenpruefung import KETTENDATEI, Besiegelt, read_besiegelt, write_kette
from vertragswerk.siegel.siegelmanifest import is_nummer, rank_nummer

from .ablage import AblageFehler, write_atomic, write_in_turn
from .ordnergriff import Ordnergriff, ZuGross, each_entry, open_griff
from .ordnertausch import Vorwissen
from .zielsperre import Melder, hold_ziel, stay_silent

DATEI_MAX: Final = 256 * 1024 * 1024
FASSUNG_MAX: Final = 512 * 1024 * 1024
DATEIEN_MAX: Final = 5_000
KETTE_MAX: Final = 1_000_000


class SchonBesiegelt(Exception):
    """Another run has sealed this Fassung meanwhile."""


def list_nummern(vertrag: Path, wurzel: Path) -> list[str]:
    """Return the numbers of the sealed Fassungen of a contract's folder, in order; raises OSError where it cannot be read."""
    try:
        with _open(vertrag, wurzel) as ordner:
            namen = [n for n in ordner.names() if is_nummer(n)]
    except FileNotFoundError:
        return []
    return sorted(namen, key=rank_nummer)


def list_fremdes(vertrag: Path, wurzel: Path) -> list[str]:
    """Return the visible entries beside the Fassungen that do not belong there."""
    try:
        with _open(vertrag, wurzel) as ordner:
            return [n for n in ordner.names() if not n.startswith(".") and not is_nummer(n) and n != KETTENDATEI]
    except FileNotFoundError:
        return []


def read_sealed(vertrag: Path, wurzel: Path, nummer: str) -> Besiegelt:
    """Return a sealed Fassung; raises OSError, ZuGross among them, where its folder cannot be read."""
    dateien: dict[str, bytes] = {}
    gelesen = 0
    with _open(vertrag, wurzel, nummer) as ordner:
        for ort, name, ganz, ist_ordner in each_entry(ordner):
            if ist_ordner:
                continue
            dateien[ganz] = ort.read(name, DATEI_MAX)
            gelesen += len(dateien[ganz])
            if gelesen > FASSUNG_MAX or len(dateien) > DATEIEN_MAX:
                raise ZuGross(errno.EFBIG, "large", str(ordner.pfad))
    return read_besiegelt(nummer, dateien)


def read_kette(vertrag: Path, wurzel: Path) -> bytes | None:
    """Return the list of sealed Fassungen, None where there is none."""
    try:
        with _open(vertrag, wurzel) as ordner:
            return ordner.read(KETTENDATEI, KETTE_MAX)
    except FileNotFoundError:
        return None


@contextmanager
def hold_fassungen(vertrag: Path, wurzel: Path, melde: Melder = stay_silent) -> Iterator[None]:
    """Hold the lock of all Fassungen of a contract: who seals must know what was sealed before. Raises AblageFehler."""
    try:
        teile = (*vertrag.relative_to(wurzel).parts, FASSUNGEN)
        with open_griff(wurzel, teile, ist_neu_erlaubt=True) as ordner, hold_ziel(ordner, "", melde):
            yield
    except OSError as fehler:
        raise AblageFehler(vertrag / FASSUNGEN, fehler) from fehler


def write_fassung(
    vertrag: Path,
    wurzel: Path,
    nummer: str,
    dateien: Mapping[str, bytes],
    davor: list[Besiegelt],
    melde: Melder = stay_silent,
) -> None:
    """Write a sealed Fassung, whole or not at all, then the list of all; under the lock of `hold_fassungen`.

    Raises AblageFehler, and SchonBesiegelt where the folder is there. Whoever is stopped between the two leaves the new state
    with a list that lacks its newest entry, which the check allows. The next sealing adds it before it writes anything else:
    stopped as well, it would leave a list that lacks two, and that is a list somebody has shortened.
    """

    def refuse(alt: Ordnergriff) -> None:
        raise SchonBesiegelt(nummer)

    ordner = vertrag / FASSUNGEN
    bisher = write_kette(vertrag.name, davor)
    if davor and read_kette(vertrag, wurzel) != bisher:
        write_atomic(ordner / KETTENDATEI, bisher, wurzel)
    write_in_turn(ordner / nummer, dateien, wurzel=wurzel, vorwissen=Vorwissen(erlaube=refuse), melde=melde)
    kette = write_kette(vertrag.name, [*davor, read_besiegelt(nummer, dateien)])
    write_atomic(ordner / KETTENDATEI, kette, wurzel)


def _open(vertrag: Path, wurzel: Path, *unter: str) -> Ordnergriff:
    return open_griff(wurzel, (*vertrag.relative_to(wurzel).parts, FASSUNGEN, *unter))

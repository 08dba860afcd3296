"""Whether sealed Fassungen are as they were sealed, and follow each other: every file by its hash, every manifest by its successor's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from contracts.bestand.eingaben import hash_bytes

from .siegelmanifest import (
    MANIFESTDATEI,
    SUMMENDATEI,
    SiegelFehler,
    Siegelmanifest,
    rank_nummer,
    rank_version,
    read_siegelmanifest,
    write_summe,
)

KETTENDATEI: Final = "kette.json"
"""List of all sealed Fassungen beside them: it tells when the newest one is gone, which nobody's manifest names."""


@dataclass(frozen=True, slots=True)
class Beanstandung:
    """Something that is not as it was sealed: the Fassung, the file or "", and a German sentence."""

    fassung: str
    datei: str
    satz: str


@dataclass(frozen=True, slots=True)
class Besiegelt:
    """A sealed Fassung as it lies on the disk: its number, its files by name; `manifest` is None where it cannot be read."""

    nummer: str
    dateien: Mapping[str, bytes]
    manifest: Siegelmanifest | None

    @property
    def siegel(self) -> str:
        """The hash of its manifest."""
        return hash_bytes(self.dateien.get(MANIFESTDATEI, b""))


def read_besiegelt(nummer: str, dateien: Mapping[str, bytes]) -> Besiegelt:
    """Return a Fassung from the files of its folder; what is wrong with it the check says."""
    try:
        manifest = read_siegelmanifest(dateien.get(MANIFESTDATEI, b""))
    except SiegelFehler:
        manifest = None
    return Besiegelt(nummer, dateien, manifest)


def check_kette(kennung: str, fassungen: Sequence[Besiegelt], kette: bytes | None) -> Iterator[Beanstandung]:
    """Yield everything that is not as it was sealed; `fassungen` are in the order of their numbers, `kette` is the list beside them."""
    for fassung in fassungen:
        yield from check_fassung(kennung, fassung)
    yield from _check_first(fassungen)
    for davor, fassung in pairwise(fassungen):
        yield from _check_link(davor, fassung)
    yield from _check_list(fassungen, kette, kennung)


def check_fassung(kennung: str, fassung: Besiegelt) -> Iterator[Beanstandung]:
    """Yield what is wrong with one Fassung for itself."""
    nummer, dateien, manifest = fassung.nummer, fassung.dateien, fassung.manifest
    roh = dateien.get(MANIFESTDATEI)
    if roh is None:
        yield Beanstandung(nummer, MANIFESTDATEI, "Das Manifest fehlt.")
        return
    if dateien.get(SUMMENDATEI) != write_summe(roh):
        satz = f"„{MANIFESTDATEI}“ und „{SUMMENDATEI}“ passen nicht zusammen: Eine von beiden ist verändert oder fehlt."
        yield Beanstandung(nummer, MANIFESTDATEI, satz)
    if manifest is None:
        yield Beanstandung(nummer, MANIFESTDATEI, "Das Manifest ist beschädigt.")
        return
    if manifest.kennung != kennung:
        satz = f"Hier liegt eine Fassung von „{manifest.kennung}“: Der Ordner ist ausgetauscht oder umbenannt."
        yield Beanstandung(nummer, "", satz)
    if manifest.fassung != nummer:
        satz = f"Im Ordner „{nummer}“ liegt die Fassung {manifest.fassung}: Die Ordner sind vertauscht oder umbenannt."
        yield Beanstandung(nummer, "", satz)
    yield from _check_files(nummer, dateien, manifest)


def _check_files(nummer: str, dateien: Mapping[str, bytes], manifest: Siegelmanifest) -> Iterator[Beanstandung]:
    for name, siegel in manifest.dateien.items():
        inhalt = dateien.get(name)
        if inhalt is None:
            yield Beanstandung(nummer, name, "Die Datei fehlt.")
        elif hash_bytes(inhalt) != siegel.sha256 or len(inhalt) != siegel.bytes:
            yield Beanstandung(nummer, name, "Die Datei ist seit der Besiegelung verändert.")
    for name in sorted(dateien.keys() - manifest.dateien.keys() - {MANIFESTDATEI, SUMMENDATEI}):
        yield Beanstandung(nummer, name, "Die Datei gehört nicht zur besiegelten Fassung; sie ist später dazugekommen.")


def _check_first(fassungen: Sequence[Besiegelt]) -> Iterator[Beanstandung]:
    erste = fassungen[0].manifest if fassungen else None
    if erste is not None and erste.vorgaenger is not None:
        satz = f"Die Fassung {erste.vorgaenger.fassung}, auf die diese folgt, fehlt."
        yield Beanstandung(fassungen[0].nummer, "", satz)


def _check_link(davor: Besiegelt, fassung: Besiegelt) -> Iterator[Beanstandung]:
    manifest = fassung.manifest
    if manifest is None:
        return
    vorgaenger, nummer = manifest.vorgaenger, fassung.nummer
    if vorgaenger is None:
        satz = f"Das Manifest nennt keine Vorgängerin, davor liegt aber die Fassung {davor.nummer}."
        yield Beanstandung(nummer, MANIFESTDATEI, satz)
    elif vorgaenger.fassung != davor.nummer:
        fehlt = rank_nummer(vorgaenger.fassung) > rank_nummer(davor.nummer) if _is_ranked(vorgaenger.fassung) else False
        grund = f"Die Fassung {vorgaenger.fassung} fehlt" if fehlt else f"Die Fassung {davor.nummer} ist eingeschoben"
        satz = f"{grund}: Diese Fassung folgt auf {vorgaenger.fassung}, davor liegt aber {davor.nummer}."
        yield Beanstandung(nummer, MANIFESTDATEI, satz)
    elif vorgaenger.siegel != davor.siegel:
        satz = (
            f"Das Siegel der Vorgängerin {davor.nummer} ist im Manifest ein anderes als ihr wirkliches: Eine der beiden "
            "Fassungen ist gefälscht oder ausgetauscht."
        )
        yield Beanstandung(nummer, MANIFESTDATEI, satz)
    if davor.manifest is not None:
        yield from _check_order(davor.manifest, manifest, nummer)


def _check_order(davor: Siegelmanifest, manifest: Siegelmanifest, nummer: str) -> Iterator[Beanstandung]:
    if manifest.besiegelt_am < davor.besiegelt_am:
        satz = f"Sie ist am {manifest.besiegelt_am} besiegelt, vor ihrer Vorgängerin ({davor.besiegelt_am})."
        yield Beanstandung(nummer, MANIFESTDATEI, satz)
    if rank_version(manifest.version) < rank_version(davor.version):
        satz = (
            f"Sie ist mit der Version {manifest.version} des Programms besiegelt, einer älteren als ihre Vorgängerin "
            f"({davor.version}): Das Programm ist zurückgestellt worden."
        )
        yield Beanstandung(nummer, MANIFESTDATEI, satz)


def _is_ranked(nummer: str) -> bool:
    return all(teil.isdigit() for teil in nummer.split("."))


def write_kette(kennung: str, fassungen: Sequence[Besiegelt]) -> bytes:
    """Return the list of all sealed Fassungen with their seals."""
    eintraege = [{"fassung": f.nummer, "siegel": f.siegel} for f in fassungen]
    return (json.dumps({"kennung": kennung, "fassungen": eintraege}, ensure_ascii=False, indent=1) + "\n").encode()


def _check_list(fassungen: Sequence[Besiegelt], kette: bytes | None, kennung: str) -> Iterator[Beanstandung]:
    """The list may lack the newest Fassung: whoever sealed it was stopped before the list was written; the next run adds it."""
    if kette in (write_kette(kennung, fassungen), write_kette(kennung, fassungen[:-1])):
        return
    if kette is None:
        if len(fassungen) > 1:
            yield Beanstandung("", KETTENDATEI, "Die Liste der besiegelten Fassungen fehlt.")
        return
    genannt = _read_list(kette)
    vorhanden = {f.nummer: f.siegel for f in fassungen}
    ist_genannt = False
    for nummer, siegel in genannt.items():
        if nummer not in vorhanden:
            ist_genannt = True
            yield Beanstandung(nummer, "", "Diese Fassung war besiegelt und fehlt jetzt: Sie ist entfernt worden.")
        elif siegel != vorhanden[nummer]:
            ist_genannt = True
            yield Beanstandung(
                nummer, MANIFESTDATEI, f"Ihr Siegel ist ein anderes als in „{KETTENDATEI}“: Sie ist ausgetauscht."
            )
    if not ist_genannt:
        yield Beanstandung("", KETTENDATEI, "Die Liste der besiegelten Fassungen ist verändert.")


def _read_list(kette: bytes) -> dict[str, str]:
    try:
        daten: Any = json.loads(kette)
        return {str(e["fassung"]): str(e["siegel"]) for e in daten["fassungen"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}

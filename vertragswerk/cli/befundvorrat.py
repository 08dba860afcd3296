"""Checks kept from one run to the next: what has not changed is not checked again.

A check is kept under a key of everything it rests on: every byte of the contract's files and of all joint objects, what could
not be read, the law, the Stichtag, the repository's own rules and exceptions, this program and its Python. One file per
repository in the user's cache folder, replaced as a whole; it is read only where its checksum is right, and whoever deletes it
loses nothing but time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from checks.befund import Befund
from checks.bericht import AUSFALLCODE, Pruefung, Uebersprungen
from checks.vertragsauszug import Vertragsauszug
from contracts.bestand.eingaben import Vertragsdateien
from vertragswerk.programmstand import encode, hash_named, hash_parts

from .befundlager import Gepackt
from .befundschrift import read_auszuege, read_befunde, write_auszuege, write_befunde
from .textvorrat import Textvorrat
from .vorratsdatei import file_for, read_vorrat, write_vorrat

ORDNER: Final = "befunde"
ENDUNG: Final = ".vorrat"
SCHALTER: Final = "VERTRAGSWERK_VORRAT"
"""Environment variable; `aus` checks everything anew and keeps nothing."""
_ANFANG: Final = b"vertragswerk-befundvorrat 2\n"
_KOPFLAENGE: Final = 8


def key_of(dateien: Vertragsdateien, grundlage: str) -> str:
    """Return the key of one contract's check: its files, and what the checks of all contracts rest on."""
    return hash_parts((
        grundlage.encode(), encode(dateien.kennung), encode(dateien.datei),
        hash_named(dateien.dateien).encode(), *map(encode, sorted(dateien.unlesbares)), b"",
        *(encode(repr(m)) for m in dateien.maengel), b"", *_besiegelte(dateien),
    ))  # fmt: skip


def _besiegelte(dateien: Vertragsdateien) -> Iterator[bytes]:
    """Yield what the sealed Fassungen say: rules compare the contract in work with the one before it."""
    for s in dateien.besiegelte:
        yield from (encode(s.nummer), s.besiegelt_am.isoformat().encode(), encode(s.name), s.daten)
        yield hash_named({n: encode(h) for n, h in s.eigene.items()}).encode()


class _SpaeteAuszuege(Mapping[str, Vertragsauszug]):
    """Extracts that are unpacked when a rule across contracts asks for them."""

    def __init__(self, daten: bytes) -> None:
        self._daten = daten
        self._fertige: dict[str, Vertragsauszug] | None = None

    def _all(self) -> dict[str, Vertragsauszug]:
        if self._fertige is None:
            self._fertige = read_auszuege(self._daten)
        return self._fertige

    def __getitem__(self, code: str) -> Vertragsauszug:
        return self._all()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


@dataclass(slots=True)
class _Fach:
    """The check of one contract as it is kept: its extracts as bytes beside it."""

    gepackt: Gepackt
    auszuege: bytes


@dataclass(slots=True)
class Befundvorrat:
    """The checks of one repository: `alte` from an earlier run, `neue` of this one, in the order of its contracts.

    `wurzel` is the user's cache folder, `grundlage` what all checks rest on. Of the rules across contracts `quer` holds what
    they found, under the keys of all checks that lay before them. `texte` is what was found out about texts of contracts.
    """

    wurzel: Path
    datei: Path
    grundlage: str = ""
    texte: Textvorrat | None = None
    alte: dict[str, _Fach] = field(default_factory=dict)
    neue: dict[str, _Fach] = field(default_factory=dict)
    quer: tuple[str, bytes] = ("", b"")
    ist_anders: bool = False
    _folge: list[str] = field(default_factory=list)

    def find(self, schluessel: str) -> tuple[str, Gepackt] | None:
        """Return the check kept under a key, with the key."""
        fach = self.alte.get(schluessel)
        if fach is None:
            return None
        mit = replace(fach.gepackt.pruefung, auszuege=_SpaeteAuszuege(fach.auszuege))
        return schluessel, replace(fach.gepackt, pruefung=mit)

    def keep(self, schluessel: str, gepackt: Gepackt, ist_neu: bool) -> None:
        """Keep a check for the next run; one in which a rule broke is made anew each time."""
        self._folge.append(schluessel)
        if not ist_neu:
            self.neue[schluessel] = self.alte[schluessel]
            return
        self.ist_anders = True
        if not gepackt.pruefung.abstuerze:
            ohne = replace(gepackt, pruefung=replace(gepackt.pruefung, auszuege={}))
            self.neue[schluessel] = _Fach(ohne, write_auszuege(gepackt.pruefung.auszuege))

    def find_quer(self) -> tuple[Befund, ...] | None:
        """Return what the rules across contracts found when these very checks lay before them."""
        return read_befunde(self.quer[1]) if self.quer[0] == self._key_of_all() else None

    def keep_quer(self, befunde: tuple[Befund, ...]) -> None:
        """Keep what the rules across contracts found, unless one of them broke."""
        ist_abgebrochen = any(b.code == AUSFALLCODE for b in befunde)
        neu = ("", b"") if ist_abgebrochen else (self._key_of_all(), write_befunde(befunde))
        self.ist_anders = self.ist_anders or neu != self.quer
        self.quer = neu

    def _key_of_all(self) -> str:
        return hash_parts(k.encode() for k in self._folge)

    def save(self) -> None:
        """Write what is to be kept, if it is other than before."""
        if self.texte is not None:
            self.texte.save()
        if not self.ist_anders and len(self.neue) == len(self.alte):
            return
        write_vorrat(self.datei, _ANFANG, lambda: _write(self.neue, self.quer), self.wurzel)


def open_vorrat(cache: Path, wurzel: Path, umgebung: Mapping[str, str]) -> Befundvorrat | None:
    """Return what is kept of the repository in `wurzel`; None where the user wants nothing kept."""
    if umgebung.get(SCHALTER, "").strip().lower() == "aus":
        return None
    datei = file_for(cache / ORDNER, wurzel, ENDUNG)
    vorrat = Befundvorrat(cache, datei)
    # Missing, cut off, of another version, not ours: then everything is checked.
    with suppress(OSError, ValueError, TypeError, LookupError):
        vorrat.alte, vorrat.quer = _read(read_vorrat(datei, _ANFANG, cache))
    return vorrat


def describe_grundlage(programm: str, *teile: str) -> str:
    """Return the hash of what all checks of a run rest on: the program and the rest."""
    return hash_parts(map(encode, (programm, *teile)))


# What ran and what was skipped is the same for nearly all contracts and stands once. Behind a head in JSON come the packed
# bytes of all contracts, one behind the other.


def _write(faecher: Mapping[str, _Fach], quer: tuple[str, bytes]) -> bytes:
    laeufe: dict[Any, int] = {}
    vertraege, teile = [], [quer[1]]
    for schluessel, fach in faecher.items():
        p, g = fach.gepackt.pruefung, fach.gepackt
        lauf = laeufe.setdefault((p.gelaufen, p.uebersprungen, p.artfremde), len(laeufe))
        stuecke = (g.befunde, g.ausgenommene, fach.auszuege)
        vertraege.append([schluessel, p.vertrag, p.datei, lauf, [len(s) for s in stuecke], sorted(g.genutzte)])
        teile += stuecke
    kopf = {
        "laeufe": [[g, [[u.code, u.grund] for u in us], a] for g, us, a in laeufe],
        "vertraege": vertraege,
        "quer": [quer[0], len(quer[1])],
    }
    roh = json.dumps(kopf, separators=(",", ":")).encode("ascii")
    return b"".join((len(roh).to_bytes(_KOPFLAENGE, "big"), roh, *teile))


def _read(inhalt: memoryview) -> tuple[dict[str, _Fach], tuple[str, bytes]]:
    """Return the kept checks; raises ValueError, TypeError or LookupError for a file that is another's."""
    ort = _KOPFLAENGE + int.from_bytes(inhalt[:_KOPFLAENGE], "big")
    kopf = json.loads(bytes(inhalt[_KOPFLAENGE:ort]))
    laeufe = [(tuple(g), tuple(Uebersprungen(*u) for u in us), tuple(a)) for g, us, a in kopf["laeufe"]]

    def take(laenge: int) -> bytes:
        nonlocal ort
        ort += laenge
        return bytes(inhalt[ort - laenge : ort])

    quer = (kopf["quer"][0], take(kopf["quer"][1]))
    faecher = {}
    for schluessel, vertrag, datei, lauf, laengen, genutzte in kopf["vertraege"]:
        befunde, ausgenommene, auszuege = (take(laenge) for laenge in laengen)
        pruefung = Pruefung(vertrag, datei, (), *laeufe[lauf])
        faecher[schluessel] = _Fach(Gepackt(pruefung, befunde, ausgenommene, frozenset(genutzte)), auszuege)
    return faecher, quer

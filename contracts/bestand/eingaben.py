"""The named bytes that one contract is made from: whoever reads them (disk, editor, web) hands them over here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final

from ..position import Mangel

KLAUSELN: Final = "klauseln"
"""Folder of own clause texts, in a contract's folder."""
BEILAGEN: Final = "beilagen"
"""Folder of foreign files that are Anlagen as they stand, in a contract's folder."""
FASSUNGEN: Final = "fassungen"
"""Folder of sealed Fassungen, in a contract's folder; no part of the contract in work."""
VERHANDLUNG: Final = "verhandlung.yaml"
"""How far the negotiation has come, in a contract's folder."""


@dataclass(frozen=True, slots=True)
class Siegelauszug:
    """What a sealed Fassung says to the next: its number, its day, its whole data (JSON), the hashes of its own texts and attachments.

    `name` is the file of the data, relative to the repository; `texte` are the hashes of the clause texts used, by their id.
    """

    nummer: str
    besiegelt_am: date
    name: str
    daten: bytes
    eigene: Mapping[str, str] = field(default_factory=dict)
    texte: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vertragsdateien:
    """The files of one contract, by their name relative to the repository with `/`.

    `dateien` are its own (`datei` is the contract file, which may be missing where it could not be read), `gemeinsames` those of
    the repository's joint objects, of which a contract uses what it names; `unlesbares` names joint files that exist but could
    not be read. `maengel` are what the reader found wrong with the contract's own files. `besiegelte` are sealed Fassungen.
    """

    kennung: str
    datei: str
    dateien: Mapping[str, bytes]
    gemeinsames: Mapping[str, bytes] = field(default_factory=dict)
    unlesbares: frozenset[str] = frozenset()
    maengel: tuple[Mangel, ...] = ()
    besiegelte: tuple[Siegelauszug, ...] = ()

    @property
    def ordner(self) -> str:
        """The contract's folder, with `/` at its end."""
        return self.datei.rpartition("/")[0] + "/"

    @property
    def verhandlungsdatei(self) -> str:
        """The file that says how far the negotiation has come; there need be none."""
        return f"{self.ordner}{VERHANDLUNG}"

    def own_clauses(self) -> list[str]:
        """Return the names of the contract's own clause files, sorted."""
        anfang = f"{self.ordner}{KLAUSELN}/"
        return sorted(n for n in self.dateien if n.startswith(anfang) and n.endswith(".md"))

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        inhalt = self.dateien.get(name)
        return self.gemeinsames.get(name) if inhalt is None else inhalt


def hash_bytes(inhalt: bytes) -> str:
    """Return the SHA-256 in hex by which reports and manifests name a file's content."""
    return sha256(inhalt).hexdigest()

"""The Fassung of a contract that was sealed before the one in work: what it said, and when it was sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from .eingaben import BEILAGEN, KLAUSELN, Vertragsdateien, hash_bytes

if TYPE_CHECKING:
    from ..bausteine.klausel import Klausel


@dataclass(frozen=True, slots=True)
class Vorfassung:
    """A sealed Fassung as the base of a comparison.

    `daten` are its data with all joint objects in them; `andere_dateien` names the own clause texts and attachments that are
    other today, came or went, and the clause texts of the program that are other today.
    """

    nummer: str
    besiegelt_am: date
    daten: Mapping[str, Any]
    andere_dateien: tuple[str, ...] = ()


def find_vorfassung(dateien: Vertragsdateien, nummer: str, klauseln: Mapping[str, Klausel]) -> Vorfassung | None:
    """Return the newest sealed Fassung with a lower number than the one in work; None where there is none.

    `klauseln` are the clauses that the contract has today, by their id.
    """
    fruehere = [s for s in dateien.besiegelte if _rank(s.nummer) < _rank(nummer)]
    if not fruehere:
        return None
    letzte = max(fruehere, key=lambda s: _rank(s.nummer))
    ordner = dateien.ordner
    heute = {n.removeprefix(ordner): hash_bytes(i) for n, i in dateien.dateien.items() if n.startswith(ordner)}
    eigene = {n: s for n, s in heute.items() if n.startswith((f"{KLAUSELN}/", f"{BEILAGEN}/"))}
    andere = sorted(n for n in eigene.keys() | letzte.eigene.keys() if eigene.get(n) != letzte.eigene.get(n))
    gesagt = {PurePosixPath(n).stem for n in andere}
    # A clause that came or went follows from the data, which are compared by themselves.
    texte = [
        f"Textbaustein {k}"
        for k, damals in letzte.texte.items()
        if k in klauseln and k not in gesagt and hash_bytes(sealed_text(klauseln[k])) != damals
    ]
    return Vorfassung(letzte.nummer, letzte.besiegelt_am, json.loads(letzte.daten), (*andere, *texte))


def sealed_text(klausel: Klausel) -> bytes:
    """Return a clause text as it lies in a sealed Fassung: its id, heading and version, and its words before any value is in them."""
    kopf = klausel.kopf
    return f"---\nid: {kopf.id}\ntitel: {kopf.titel}\nversion: {kopf.version}\n---\n{klausel.text}".encode()


def _rank(nummer: str) -> tuple[int, ...]:
    return tuple(int(teil) for teil in nummer.split("."))

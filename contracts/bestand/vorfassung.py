"""The Fassung of a contract that was sealed before the one in work: what it said, and when it was sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .eingaben import BEILAGEN, KLAUSELN, Vertragsdateien, hash_bytes


@dataclass(frozen=True, slots=True)
class Vorfassung:
    """A sealed Fassung as the base of a comparison.

    `daten` are its data with all joint objects in them; `andere_dateien` names the own clause texts and attachments that are
    other today, came or went.
    """

    nummer: str
    besiegelt_am: date
    daten: Mapping[str, Any]
    andere_dateien: tuple[str, ...] = ()


def find_vorfassung(dateien: Vertragsdateien, nummer: str) -> Vorfassung | None:
    """Return the newest sealed Fassung with a lower number than the one in work; None where there is none."""
    fruehere = [s for s in dateien.besiegelte if _rank(s.nummer) < _rank(nummer)]
    if not fruehere:
        return None
    letzte = max(fruehere, key=lambda s: _rank(s.nummer))
    ordner = dateien.ordner
    heute = {n.removeprefix(ordner): hash_bytes(i) for n, i in dateien.dateien.items() if n.startswith(ordner)}
    eigene = {n: s for n, s in heute.items() if n.startswith((f"{KLAUSELN}/", f"{BEILAGEN}/"))}
    andere = sorted(n for n in eigene.keys() | letzte.eigene.keys() if eigene.get(n) != letzte.eigene.get(n))
    return Vorfassung(letzte.nummer, letzte.besiegelt_am, json.loads(letzte.daten), tuple(andere))


def _rank(nummer: str) -> tuple[int, ...]:
    return tuple(int(teil) for teil in nummer.split("."))

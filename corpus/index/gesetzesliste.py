"""Which laws an index holds: the list beside its files (`gesetze.json`), and the shipped one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..paketdaten import load_json, read_daten
from .gesetzesleser import Gesetzesleser
from .indexformat import IndexFehler

LISTE = "gesetze.json"
ORDNER = "normen"
"""Folder of the shipped index below the data."""

Gesetzestexte = dict[str, list[Gesetzesleser]]
"""By key of the law its texts, oldest first."""


def load_gesetze() -> list[dict[str, Any]]:
    """Return the facts about each shipped law: key, title, in force from and to, what followed."""
    gesetze: list[dict[str, Any]] = load_json(f"{ORDNER}/{LISTE}")
    return gesetze


def file_name(text: str) -> str:
    """Return the file name of the index of one text: `SGB_IX_2018` → `sgb_ix_2018.jsonl.gz`."""
    return f"{text.lower()}.jsonl.gz"


def read_shipped(name: str) -> bytes:
    """Return a file of the shipped index."""
    return read_daten(f"{ORDNER}/{name}")


def hash_files(dateien: Mapping[str, bytes]) -> str:
    """Return eight characters that name the content of an index: of its files with their names, in any order."""
    digest = hashlib.blake2b(digest_size=4)
    for name in sorted(dateien):
        digest.update(f"{name}:{len(dateien[name])}:".encode())
        digest.update(dateien[name])
    return digest.hexdigest()


def list_shipped() -> Gesetzestexte:
    """Return the texts of the shipped index; opens none of them."""
    return list_texte(read_shipped(LISTE), read_shipped, ORDNER)


def list_texte(liste: bytes, lies: Callable[[str], bytes], wo: str) -> Gesetzestexte:
    """Return the texts that a list names; `lies` gives the bytes of a file by its name, `wo` names the folder in a message.

    Raises IndexFehler for a damaged list; no text is opened.
    """
    texte: Gesetzestexte = {}
    try:
        eintraege = json.loads(liste.decode("utf-8"))
        if not isinstance(eintraege, list):
            raise TypeError
        for e in eintraege:
            (e["gesetz"] + e["text"]).encode()  # text, and such that can be stored
            von, bis = e.get("gilt_ab"), e.get("gilt_bis")
            leser = Gesetzesleser(
                file_name(e["text"]),
                lies,
                date.fromisoformat(von) if von else None,
                date.fromisoformat(bis) if bis else None,
            )
            texte.setdefault(e["gesetz"], []).append(leser)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fehler:
        raise IndexFehler(f"Die Liste der Gesetze ({wo}/{LISTE}) ist beschädigt. Bitte neu importieren.") from fehler
    for gruppe in texte.values():
        gruppe.sort(key=lambda leser: leser.von or date.min)
    return texte

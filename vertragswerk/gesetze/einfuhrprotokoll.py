"""What each import replaced, in the store of the texts, so that it can be taken back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .textspeicher import copy_texts

JE_TEXT = 5
"""So many imports of one text can be taken back, one after the other; each keeps a packed copy of its texts."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS einfuhr (
    id INTEGER PRIMARY KEY, gesetz TEXT NOT NULL, text TEXT NOT NULL, was TEXT NOT NULL,
    index_davor BLOB, eintrag_davor TEXT, texte_davor BLOB NOT NULL, sperre TEXT)
"""
_SPALTEN = "id, gesetz, text, was, index_davor, eintrag_davor, texte_davor, sperre"


@dataclass(frozen=True, slots=True)
class Sperrwechsel:
    """A pin that an import set: folder of the lock file, what it held for the law before (None: nothing) and since."""

    ordner: str
    davor: Mapping[str, str] | None
    danach: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Davor:
    """What an import replaces: the bytes of the index and the entry in the list, None where there was none."""

    index: bytes | None
    eintrag: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Einfuhr:
    """One import that can be taken back; `was` says in German what it did."""

    nummer: int
    gesetz: str
    text: str
    was: str
    davor: Davor
    texte: bytes
    sperre: Sperrwechsel | None


def record_einfuhr(
    db: sqlite3.Connection, gesetz: str, text: str, was: str, davor: Davor, sperre: Sperrwechsel | None
) -> None:
    """Note what an import is about to replace; call it before the first text is changed, in the same transaction.

    An import that was broken off before its index was in place has noted it already: what it found is what counts.
    """
    db.execute(_SCHEMA)
    letzte = _last(db, "text = ?", text)
    vermerk = json.dumps([sperre.ordner, sperre.davor, sperre.danach], ensure_ascii=False) if sperre else None
    if letzte is not None and letzte.davor.index == davor.index:
        db.execute(
            "UPDATE einfuhr SET was = ?, sperre = coalesce(sperre, ?) WHERE id = ?", (was, vermerk, letzte.nummer)
        )
        return
    eintrag = json.dumps(davor.eintrag, ensure_ascii=False) if davor.eintrag is not None else None
    db.execute(
        "INSERT INTO einfuhr (gesetz, text, was, index_davor, eintrag_davor, texte_davor, sperre) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (gesetz, text, was, davor.index, eintrag, copy_texts(db, text), vermerk),
    )
    db.execute(
        "DELETE FROM einfuhr WHERE text = ? AND id NOT IN (SELECT id FROM einfuhr WHERE text = ? ORDER BY id DESC LIMIT ?)",
        (text, text, JE_TEXT),
    )


def record_sperre(db: sqlite3.Connection, text: str, sperre: Sperrwechsel) -> None:
    """Note that the pin of a law moved again without anything in the law having changed."""
    db.execute(_SCHEMA)
    letzte = _last(db, "text = ?", text)
    if letzte is not None:
        davor = letzte.sperre.davor if letzte.sperre and letzte.sperre.ordner == sperre.ordner else sperre.davor
        vermerk = json.dumps([sperre.ordner, davor, sperre.danach], ensure_ascii=False)
        db.execute("UPDATE einfuhr SET sperre = ? WHERE id = ?", (vermerk, letzte.nummer))


def last_einfuhr(db: sqlite3.Connection, gesetz: str) -> Einfuhr | None:
    """Return the last import of a law that can be taken back, whichever of its texts it was."""
    db.execute(_SCHEMA)
    return _last(db, "gesetz = ?", gesetz)


def list_einfuhren(db: sqlite3.Connection) -> list[str]:
    """Return the keys of the laws of which an import can be taken back."""
    db.execute(_SCHEMA)
    return [gesetz for (gesetz,) in db.execute("SELECT DISTINCT gesetz FROM einfuhr ORDER BY gesetz")]


def forget_einfuhr(db: sqlite3.Connection, nummer: int) -> None:
    """Drop an import that has been taken back."""
    db.execute("DELETE FROM einfuhr WHERE id = ?", (nummer,))


def _last(db: sqlite3.Connection, bedingung: str, wert: str) -> Einfuhr | None:
    zeile = db.execute(
        f"SELECT {_SPALTEN} FROM einfuhr WHERE {bedingung} ORDER BY id DESC LIMIT 1",
        (wert,),
    ).fetchone()
    if zeile is None:
        return None
    nummer, gesetz, text, was, index, eintrag, texte, sperre = zeile
    davor = Davor(index, json.loads(eintrag) if eintrag is not None else None)
    return Einfuhr(nummer, gesetz, text, was, davor, texte, Sperrwechsel(*json.loads(sperre)) if sperre else None)

"""Permanent ids of the pieces of a clause: stated in its Markdown, or derived from the piece's own text – never its position."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

ID_MUSTER = r"[a-z][a-z0-9]{0,19}"
"""What an author may state for a piece; the id of a clause may be longer."""
ID_MAX = 30
FREMD = re.compile(r"[^a-z0-9]")
EINFACH = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


@lru_cache(maxsize=16_384)
def fit_id(kette: str) -> str:
    """Return the id in the tree's alphabet and length; a long one keeps its beginning and a checksum."""
    klein = FREMD.sub("_", kette.lower())
    return klein if len(klein) <= ID_MAX else f"{klein[:21]}_{_checksum(klein, 8)}"


@lru_cache(maxsize=16_384)
def field_id(traeger: str, pfad: str, art: str, nummer: int) -> str:
    """Return the id of a field: from the id of what it stands in, its path and format; `nummer` tells equal ones apart."""
    return f"{traeger[:19]}_{_checksum(f'{traeger}|{pfad}|{art}|{nummer}', 10)}"


def key_id(schluessel: str, vergeben: Collection[str] = ()) -> str:
    """Return the part of an id that a key gives; what the tree's alphabet cannot tell apart gets a checksum.

    So does a key that reads like one of the names already given beside it (`vergeben`, in the tree's alphabet). Keys of one
    list that differ in case alone the loader refuses.
    """
    if EINFACH.fullmatch(schluessel) and schluessel.lower() not in vergeben:
        return schluessel
    return f"{schluessel[:12]}_{_checksum(schluessel, 8)}"


def _checksum(text: str, laenge: int) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:laenge]


@dataclass(frozen=True, slots=True)
class Stueckkennung:
    """The id of a piece within its clause, as stated or (not `ist_angegeben`) derived from its own text."""

    name: str
    ist_angegeben: bool


def derive(art: str, text: str, schleifen: Sequence[str] = ()) -> Stueckkennung:
    """Return the id that the Markdown of a piece gives; `art` is a letter for its kind, `schleifen` the loops around it."""
    glatt = " ".join(unicodedata.normalize("NFC", text).split())
    return Stueckkennung(art + _checksum("\n".join([*schleifen, glatt]), 8), False)


@dataclass(frozen=True, slots=True)
class Ahne:
    """What the ids of pieces below begin with: the chain of ids so far, the loop keys in it, and whether it is stated.

    `basis` is the chain without the count that tells equal pieces apart.
    """

    kette: str
    basis: str
    schluessel: tuple[str, ...] = ()
    ist_angegeben: bool = True


def chain(kennung: Stueckkennung, klausel: str, ahne: Ahne, schluessel: tuple[str, ...]) -> str:
    """Return the chain of ids of a piece.

    A stated id is told inside the nearest piece around it that states one too, so `{#budget.hoehe_x}` names it; everything
    else stands directly below the clause, so that it does not move with an unstated piece around it.
    """
    if kennung.ist_angegeben and ahne.ist_angegeben:
        gemeinsam = len(ahne.schluessel) if schluessel[: len(ahne.schluessel)] == ahne.schluessel else 0
        return "_".join([ahne.kette, kennung.name, *schluessel[gemeinsam:]])
    return "_".join([klausel, kennung.name, *schluessel])

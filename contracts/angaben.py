"""What a model class declares: its fields, the keys of its list items, the ids that point to other items.

Looked up once per class from its annotations; data paths, the check of keys and the check of references read the same
declarations.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

_WORT = re.compile(r"[A-Za-z0-9-]{1,30}")
_SCHLUESSELWORT = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class VerweisAuf:
    """Marks an id in the data as pointing to an item of the model class `ziel`.

    `regel` names who judges it when a rule or a step of loading does (with its own words and norm); the general check then
    leaves it alone.
    """

    ziel: str
    regel: str = ""


@dataclass(frozen=True, slots=True)
class Angabe:
    """What may stand at a place of the data: a group of fields (`modell`), a list of `glied`, or a value."""

    modell: type[BaseModel] | None = None
    glied: Angabe | None = None
    verweis: VerweisAuf | None = None


_WERT = Angabe()


@lru_cache(maxsize=512)
def list_angaben(modell: type[BaseModel]) -> Mapping[str, Angabe]:
    """Return what each field of a model class may hold."""
    angaben = {}
    for name, feld in modell.model_fields.items():
        verweis = next((m for m in feld.metadata if isinstance(m, VerweisAuf)), None)
        angaben[name] = _read(feld.annotation, verweis)
    return angaben


@lru_cache(maxsize=512)
def list_teile(modell: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a model class that hold groups or lists of groups."""
    return tuple(
        name
        for name, angabe in list_angaben(modell).items()
        if angabe.modell is not None or (angabe.glied is not None and angabe.glied.modell is not None)
    )


def _read(annotation: Any, verweis: VerweisAuf | None = None) -> Angabe:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Angabe(modell=annotation)
    argumente = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _read(argumente[0], next((m for m in argumente[1:] if isinstance(m, VerweisAuf)), verweis))
    if get_origin(annotation) is tuple:
        return Angabe(glied=_read(argumente[0]))
    gefunden = (_read(a, verweis) for a in argumente if a is not type(None) and not isinstance(a, str))
    return next((a for a in gefunden if a != _WERT), Angabe(verweis=verweis))


def field_of(angabe: Angabe | None, name: str) -> Angabe | None:
    """Return what the named field of a group may hold, None where nothing is declared."""
    return list_angaben(angabe.modell).get(name) if angabe is not None and angabe.modell is not None else None


def keys_of(art: type[object]) -> tuple[str, ...]:
    """Return the fields that name an item of a list, () for plain values."""
    schluessel: tuple[str, ...] = getattr(art, "SCHLUESSEL", ())
    return schluessel


def write_key(eintrag: Any, art: type[object] | None = None) -> str:
    """Return the written key of a list item: its declared fields joined with „,“, or for a plain value the value itself.

    What is no short word is named by a checksum of its key's text, what lacks its key by one of all it says; a position never names anything.
    `art` is the class of an item that is still plain data.
    """
    namen = keys_of(art or type(eintrag))
    teile = [_plain(eintrag.get(n) if isinstance(eintrag, Mapping) else getattr(eintrag, n, None)) for n in namen]
    if teile and all(_SCHLUESSELWORT.fullmatch(t) for t in teile):
        return ",".join(teile)
    text = "\0".join(teile) if teile and all(teile) else _plain(eintrag)
    return text if not namen and _WORT.fullmatch(text) else f"~{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _plain(wert: Any) -> str:
    """Return a value as the data file would state it; a group that is the key of a result by its own key."""
    if isinstance(wert, str):
        return wert
    if keys_of(type(wert)):
        return write_key(wert)
    if wert is None or isinstance(wert, (dict, list)):
        return json.dumps(wert, ensure_ascii=False, sort_keys=True) if wert else ""
    return str(wert)

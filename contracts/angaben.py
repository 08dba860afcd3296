"""What a model class declares: its fields, the keys of its list items, the ids that point to other items, the order of its days,
the range of its quantities.

Looked up once per class from its annotations; data paths, the check of keys, the check of references and the rules that walk
days and quantities read the same declarations.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from .position import Pfad

T = TypeVar("T")
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
class Zeit:
    """The place of a day in the chronology of its contract: not before any day of `ab`, not after any of `bis`.

    `was` is the German name of the day. Other days are written paths from the contract, from the day's own group with a leading
    dot, from the group around that with two. `alt` is a day and the number of months before it beyond which this one is too old
    to rest on; `anlage` the Anlage whose Stand this day is. `regel` names the rule that judges the day besides or instead. A day
    the contract does not have asks nothing. `durch` is the path of who confirmed or decided something at this day; the Vermerk
    lists these. `deckt` are the written paths of what was confirmed or decided, `*` for the whole contract.
    """

    was: str
    ab: tuple[str, ...] = ()
    bis: tuple[str, ...] = ()
    alt: tuple[str, int] | None = None
    anlage: str = ""
    regel: str = ""
    durch: str = ""
    deckt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Groesse:
    """The range of a quantity: what it can be (`moeglich`) and what it is likely to be (`ueblich`), both ends included.

    `je` names a field in the written form of `Zeit` whose value chooses the likely range from `je_wert`; nothing is said of a value
    that has none. `ist_in_laufzeit`: months that the term of the contract must have. `regel` names the rule that judges the
    quantity besides or instead.
    """

    ueblich: tuple[str, str] = ("", "")
    moeglich: tuple[str, str] = ("", "")
    je: str = ""
    je_wert: tuple[tuple[str, tuple[str, str]], ...] = ()
    ist_null_ueblich: bool = False
    ist_in_laufzeit: bool = False
    regel: str = ""


@dataclass(frozen=True, slots=True)
class Personenbezogen:
    """Marks a value that tells something of one person: no message, log or file name may repeat it.

    `ersatz` names what stands in its place in a copy under pseudonyms; a day has none, all days are moved.
    """

    ersatz: str = ""


@dataclass(frozen=True, slots=True)
class Unpersoenlich:
    """Marks a text that tells nothing of one person, so that messages may repeat it.

    It may still lead to one (an office tells the town): `ersatz` names what stands in its place in a copy under pseudonyms. Without
    one the text is kept. A text of a kind about persons is marked either so or as `Personenbezogen`.
    """

    ersatz: str = ""


@dataclass(frozen=True, slots=True)
class Folgetag:
    """Marks a stated day that is held against a computed one: `wert` names the computed day of the contract."""

    wert: str


@dataclass(frozen=True, slots=True)
class Angabe:
    """What may stand at a place of the data: a group of fields (`modell`), a list of `glied`, or a value and what is said of it.

    `bezug` says whether the value tells of a person, `grundtyp` what kind of value it is.
    """

    modell: type[BaseModel] | None = None
    glied: Angabe | None = None
    verweis: VerweisAuf | None = None
    zeit: Zeit | None = None
    groesse: Groesse | None = None
    bezug: Personenbezogen | Unpersoenlich | None = None
    folgetag: Folgetag | None = None
    grundtyp: Any = None

    @property
    def ist_personenbezogen(self) -> bool:
        """The value tells something of one person."""
        return isinstance(self.bezug, Personenbezogen)

    @property
    def sagt_nichts(self) -> bool:
        """Nothing is declared but what kind of value it is."""
        return replace(self, grundtyp=None) == _WERT


_WERT = Angabe()


@lru_cache(maxsize=512)
def list_angaben(modell: type[BaseModel]) -> Mapping[str, Angabe]:
    """Return what each field of a model class may hold."""
    return {name: _read(feld.annotation, feld.metadata) for name, feld in modell.model_fields.items()}


@lru_cache(maxsize=512)
def list_teile(modell: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a model class that hold groups or lists of groups."""
    return tuple(
        name
        for name, angabe in list_angaben(modell).items()
        if angabe.modell is not None or (angabe.glied is not None and angabe.glied.modell is not None)
    )


def _read(annotation: Any, marken: Sequence[Any] = ()) -> Angabe:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Angabe(modell=annotation)
    argumente = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _read(argumente[0], (*argumente[1:], *marken))
    if get_origin(annotation) is tuple:
        return Angabe(glied=_read(argumente[0]))
    gefunden = (_read(a, marken) for a in argumente if a is not type(None) and not isinstance(a, str))
    wert = Angabe(
        verweis=_first(marken, VerweisAuf),
        zeit=_first(marken, Zeit),
        groesse=_first(marken, Groesse),
        bezug=_first(marken, Personenbezogen) or _first(marken, Unpersoenlich),
        folgetag=_first(marken, Folgetag),
        grundtyp=_base(annotation),
    )
    return next((a for a in gefunden if not a.sagt_nichts), wert)


def _base(annotation: Any) -> Any:
    """Return the type of a plain value, `Literal` for a choice; None where it cannot be told."""
    herkunft = get_origin(annotation)
    if herkunft in (Union, UnionType):
        annotation = next((a for a in get_args(annotation) if a is not type(None)), None)
        return _base(annotation)
    return _base(get_args(annotation)[0]) if herkunft is Annotated else herkunft or annotation


def _first(marken: Sequence[Any], art: type[T]) -> T | None:
    return next((m for m in marken if isinstance(m, art)), None)


def list_auswahl(annotation: Any) -> tuple[str, ...]:
    """Return what a value may be as the file states it, where that is a choice or a yes or no; () for anything else."""
    if annotation is bool:
        return ("true", "false")
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    if get_origin(annotation) in (Annotated, Union, UnionType):
        return tuple(wert for teil in get_args(annotation) for wert in list_auswahl(teil))
    return ()


def walk_angaben(teil: Any, angabe: Angabe, pfad: Pfad = ()) -> list[tuple[Pfad, Any, Angabe]]:
    """Return every value that a model object or its data state, with its path and what is declared of it; in order of the model."""
    gefunden: list[tuple[Pfad, Any, Angabe]] = []
    _walk(teil, angabe, pfad, gefunden)
    return gefunden


def _walk(teil: Any, angabe: Angabe, pfad: Pfad, gefunden: list[tuple[Pfad, Any, Angabe]]) -> None:
    if angabe.modell is not None:
        ist_roh = isinstance(teil, dict)
        for name, feld in list_angaben(angabe.modell).items():
            wert = teil.get(name) if ist_roh else getattr(teil, name, None)
            if wert is None:
                continue
            if feld.modell is None and feld.glied is None:
                gefunden.append(((*pfad, name), wert, feld))
            else:
                _walk(wert, feld, (*pfad, name), gefunden)
    elif angabe.glied is not None:
        for nummer, eintrag in enumerate(teil):
            _walk(eintrag, angabe.glied, (*pfad, nummer), gefunden)
    else:
        gefunden.append((pfad, teil, angabe))


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
    ist_roh = isinstance(eintrag, dict)
    teile = [_plain(eintrag.get(n) if ist_roh else getattr(eintrag, n, None)) for n in namen]
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

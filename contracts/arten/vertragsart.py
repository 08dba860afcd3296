"""What the house needs to know of a kind of contract: one record per kind, plain data, cheap to import and to send to a process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ..modell.vertrag import Vertrag

HAUPTDOKUMENT: Final = "vertrag"
"""Name of the document that is the contract itself; every kind has it."""


@dataclass(frozen=True, slots=True)
class Dokumentart:
    """A document that a kind of contract yields: its name and, unless it is the contract itself, its German title.

    The list of its clauses is the data file `klauseln/<art>/<name>.yaml`. Anlagen belong to the contract itself.
    """

    name: str
    titel: str = ""

    @property
    def ist_haupt(self) -> bool:
        """This document is the contract itself."""
        return self.name == HAUPTDOKUMENT


KURZINFORMATION: Final = Dokumentart("kurzinformation", "Kurzinformation in einfacher Sprache")
"""The document that explains a contract to the people it is about; any kind may have it."""


@dataclass(frozen=True, slots=True)
class Gemeinsam:
    """A kind of joint object: data of the repository that several contracts refer to and none copies.

    Under the key `feld` a contract names objects: a list of entries whose key `verweis` holds a name (`ist_liste`), or just
    one name. `ort` is the path of an object's file with `{}` for its name; clause texts of the object lie in `klauseln` (a
    path with `{}`, empty for none). `eigene` are the keys that only the contract itself states. `modell` is the model of the
    object, `bezeichnung` its German name with article in the nominative and the genitive.
    """

    name: str
    feld: str
    verweis: str
    ort: str
    modell: str
    bezeichnung: tuple[str, str]
    beispiel: str
    eigene: tuple[str, ...] = ()
    ist_liste: bool = True
    klauseln: str = ""

    @property
    def ordner(self) -> str:
        """The folder of the repository in which these objects lie."""
        return self.ort.partition("/")[0]

    def datei(self, name: str) -> str:
        """Return the path of an object's file."""
        return self.ort.format(name)

    def load_modell(self) -> type[BaseModel]:
        """Return the model class of the object."""
        klasse: type[BaseModel] = load_name(self.modell)
        return klasse


@dataclass(frozen=True, slots=True)
class Pruefangaben:
    """What rules must know of a kind besides its parts: how it is called, which norm carries it, which terms it defines.

    `bezeichnung` is the word that title or subtitle must have, `fremde` are words of other kinds. `norm` carries the kind and
    `norm_muster` recognises its citation. `schluesselbegriffe` must be defined where they are used. `rollen` are the sides of which
    each must have a party, by their key with a German name; `einmalige_rollen` those that have just one. `ist_einstimmig`:
    the body of the parties decides with the votes of all of them, otherwise with those of every side. `fremder_sinn` are the senses
    of ambiguous words (“Zielvereinbarung”, “Budgetnehmer”) that belong to other kinds.
    """

    bezeichnung: str
    norm: str
    norm_muster: str
    fremde: tuple[str, ...] = ()
    schluesselbegriffe: tuple[str, ...] = ()
    rollen: tuple[tuple[str, str], ...] = ()
    einmalige_rollen: tuple[str, ...] = ()
    ist_einstimmig: bool = True
    fremder_sinn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vertragsart:
    """A kind of contract.

    `modell` is its model class as `module:Class`; clause texts, lists of clauses and the template of `neu` are data of
    `paket`, in `klauseln/<name>/` and `vorlagen/<name>/`. `werte` names a function that computes further values of the
    template from the answers (`module:function`), `regeln` the modules of rules that only this kind brings along,
    `pruefangaben` are what the rules of the house must know of it.
    """

    name: str
    titel: str
    modell: str
    dokumente: tuple[Dokumentart, ...] = (Dokumentart(HAUPTDOKUMENT),)
    gemeinsames: tuple[Gemeinsam, ...] = ()
    paket: str = "contracts"
    werte: str = ""
    regeln: tuple[str, ...] = ()
    pruefangaben: Pruefangaben | None = None

    def load_modell(self) -> type[Vertrag]:
        """Return the model class."""
        klasse: type[Vertrag] = load_name(self.modell)
        return klasse

    def load_werte(self) -> Callable[[Mapping[str, str]], dict[str, str]] | None:
        """Return the function that computes further values of the template, if the kind has one."""
        return load_name(self.werte) if self.werte else None


@cache
def load_name(name: str) -> Any:
    """Return what `module:name` names; records name code so, that listing the kinds loads none of it."""
    modul, _, teil = name.partition(":")
    return getattr(import_module(modul), teil)

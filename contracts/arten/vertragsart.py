"""What the house needs to know of a kind of contract: one record per kind, plain data, cheap to import and to send to a process."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ..modell.vertrag import Vorgang

HAUPTDOKUMENT: Final = "vertrag"
"""Name of the document that is the contract itself; every kind has it."""
_KEIN_NAME: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Dokumentart:
    """A document that a kind of contract yields: its name and, unless it is the contract itself, its German title.

    The list of its clauses is the data file `klauseln/<art>/<name>.yaml`. Anlagen belong to the contract itself. With `je`, the
    written path of a list of the contract, there is one document for each item, which its clauses may name `als`; `zusatz` goes
    on the title, with `{}` for the key of the item. `eintrag` is that key in a document of one item, `muster` the name all share.
    """

    name: str
    titel: str = ""
    je: str = ""
    als: str = ""
    zusatz: str = ""
    eintrag: str = ""
    muster: str = ""

    def of_item(self, schluessel: str) -> Dokumentart:
        """Return the document of one item of the list."""
        name = f"{self.name}_{_KEIN_NAME.sub('_', schluessel.lower())}"
        return replace(self, name=name, eintrag=schluessel, muster=self.name)

    @property
    def ist_haupt(self) -> bool:
        """This document is the contract itself."""
        return self.name == HAUPTDOKUMENT


HAUPT: Final = Dokumentart(HAUPTDOKUMENT)
"""The contract itself."""


KURZINFORMATION: Final = Dokumentart("kurzinformation", "Kurzinformation in einfacher Sprache")
"""The document that explains a contract to the people it is about; any kind may have it."""


@dataclass(frozen=True, slots=True)
class Gemeinsam:
    """A kind of joint object: data of the repository that several contracts refer to and none copies.

    Under the key `feld` a contract names objects: a list of entries whose key `verweis` holds a name (`ist_liste`), or just
    one name. `ort` is the path of an object's file with `{}` for its name; clause texts of the object lie in `klauseln` (a
    path with `{}`, empty for none). `eigene` are the keys that only the contract itself states. `modell` is the model of the
    object, `bezeichnung` its German name with article in the nominative and the genitive. `feld` may lead into an object that
    the contract names before (`sozialraum.budgetnehmer`); only the keys `nur` are taken over then, all of them if it is empty.
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
    nur: tuple[str, ...] = ()

    @property
    def ort_im_vertrag(self) -> tuple[str, ...]:
        """The names that lead to the references in the data of a contract."""
        return tuple(self.feld.split("."))

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
class Risiko:
    """What everybody must read first in a kind that is not to be used like the others.

    `kennzeichen` is the short word for it („nicht im Projekt“). `klausel` names the text in the library that stands in front of
    every document of the kind and that no contract can replace; its `hinweis` is what `neu` says. `ist_zu_bestaetigen`: `neu` makes
    such a contract only for somebody who wants it in spite of the risk.
    """

    kennzeichen: str
    klausel: str = "risiko"
    ist_zu_bestaetigen: bool = False


@dataclass(frozen=True, slots=True)
class Uebernahme:
    """A value that stands once in a joint object, and that the contract must not state again.

    `ziel` is its place in the contract, `quelle` where it comes from: a written path in which `[name=kennung]` picks the first
    item whose field `name` is the Kennung of the contract.
    """

    ziel: str
    quelle: str


@dataclass(frozen=True, slots=True)
class Pruefangaben:
    """What rules must know of a kind besides its parts: how it is called, which norm carries it, which terms it defines.

    `bezeichnung` is the word that title or subtitle must have, `fremde` are words of other kinds. `norm` carries the kind and
    `norm_muster` recognises its citation. `schluesselbegriffe` must be defined where they are used. `rollen` are the sides of which
    each must have a party, by their key with a German name; `einmalige_rollen` those that have just one. `ist_einstimmig`:
    the body of the parties decides with the votes of all of them, otherwise with those of every side. `beginne` are the first days
    that the timetable of the project has for this kind, the earliest first. `risiko` is None for a kind that needs no warning.
    `fremder_sinn` are the senses of ambiguous words (“Zielvereinbarung”, “Budgetnehmer”) that belong to other kinds.
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
    risiko: Risiko | None = None
    beginne: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Vorgangsort:
    """Where a repository keeps what is drawn up: a folder with one folder for each, and the data file in that."""

    ordner: str = "vertraege"
    datei: str = "vertrag.yaml"

    def path_of(self, kennung: str) -> str:
        """Return the path of the data file of a Kennung."""
        return f"{self.ordner}/{kennung}/{self.datei}"


@dataclass(frozen=True, slots=True)
class Vorgangswort:
    """What something drawn up is called: nominative and genitive of a masculine word („der Vertrag“, „des Vertrages“)."""

    wort: str = "Vertrag"
    genitiv: str = "Vertrages"


@dataclass(frozen=True, slots=True)
class Vertragsart:
    """A kind of contract.

    `modell` is its model class as `module:Class`; clause texts, lists of clauses and the template of `neu` are data of
    `paket`, in `klauseln/<name>/` and `vorlagen/<name>/`. `werte` names a function that computes further values of the
    template from the answers (`module:function`), `regeln` the modules of rules that only this kind brings along,
    `pruefangaben` are what the rules of the house must know of it. `klauseln_von` names kinds of the house on whose clause texts
    this one builds: it has theirs where it has none of its own. `ort` is where such contracts lie, `wort` what one is called. `ist_vertraulich`: the data are
    Sozialdaten, so no message, log or file name repeats what the model declares as personal. `angelegt_durch` names the command that
    makes contracts of this kind from others; it has no template then.
    """

    name: str
    titel: str
    modell: str
    dokumente: tuple[Dokumentart, ...] = (HAUPT,)
    gemeinsames: tuple[Gemeinsam, ...] = ()
    uebernahmen: tuple[Uebernahme, ...] = ()
    paket: str = "contracts"
    klauseln_von: tuple[str, ...] = ()
    werte: str = ""
    regeln: tuple[str, ...] = ()
    pruefangaben: Pruefangaben | None = None
    ort: Vorgangsort = Vorgangsort()
    wort: Vorgangswort = Vorgangswort()
    ist_vertraulich: bool = False
    angelegt_durch: str = ""

    @property
    def risiko(self) -> Risiko | None:
        """What everybody must read first, None for a kind that needs no warning."""
        return self.pruefangaben.risiko if self.pruefangaben is not None else None

    def load_modell(self) -> type[Vorgang]:
        """Return the model class."""
        klasse: type[Vorgang] = load_name(self.modell)
        return klasse

    def load_werte(self) -> Callable[[Mapping[str, str]], dict[str, str]] | None:
        """Return the function that computes further values of the template, if the kind has one."""
        return load_name(self.werte) if self.werte else None


@cache
def load_name(name: str) -> Any:
    """Return what `module:name` names; records name code so, that listing the kinds loads none of it."""
    modul, _, teil = name.partition(":")
    return getattr(import_module(modul), teil)

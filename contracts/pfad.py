"""Data paths: how a clause text names a value of the contract, and how a finding names its place.

Written form: `budget.jahresbetrag`, list items by their permanent key (`ziele[Z1].termin`); this is the one place that writes
and reads it. Only declared fields of models and results can be named, and properties marked `sichtbar`; nothing else of
Python can be reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from .angaben import Angabe, field_of, list_teile, write_key
from .position import Pfad, Quelle
from .sichtbar import list_sichtbare
from .yamltext.wertorte import list_fremde

_GLIED = re.compile(r"(?:^|\.)([A-Za-z_][A-Za-z0-9_]*)|\[([^\[\]]+)\]")


def split_pfad(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the steps of a written path, each with whether it is a key; () for a text that is none."""
    schritte: list[tuple[str, bool]] = []
    stelle = 0
    while stelle < len(text):
        glied = _GLIED.match(text, stelle)
        if glied is None or text[0] in ".[":
            return ()
        schritte.append((glied[1], False) if glied[1] else (glied[2], True))
        stelle = glied.end()
    return tuple(schritte)


def write_pfad(pfad: Pfad, daten: Any, modell: type[BaseModel] | None) -> str:
    """Write a path of names and indexes with the keys that the model declares; `daten` may break the model.

    Without a model, or where the data end, an item is named by what it says, at last by `?`.
    """
    text, ort, angabe = "", daten, Angabe(modell)
    for teil in pfad:
        if isinstance(teil, int):
            angabe = angabe.glied or Angabe()
            ort = ort[teil] if isinstance(ort, (list, tuple)) and teil < len(ort) else None
            text += f"[{write_key(ort, angabe.modell)}]" if ort is not None else "[?]"
        else:
            angabe = field_of(angabe, teil) or Angabe()
            ort = ort.get(teil) if isinstance(ort, Mapping) else getattr(ort, teil, None)
            text += f".{teil}" if text else teil
    return text


def read_pfad(text: str, daten: Any, modell: type[BaseModel] | None) -> Pfad:
    """Return the path into the data for a written one, () where the data have no such place."""
    pfad: list[str | int] = []
    ort, angabe = daten, Angabe(modell)
    for name, ist_schluessel in split_pfad(text):
        if ist_schluessel:
            angabe = angabe.glied or Angabe()
            eintraege = ort if isinstance(ort, list) else []
            stelle = next((i for i, e in enumerate(eintraege) if write_key(e, angabe.modell) == name), None)
            if stelle is None:
                return ()
            ort = ort[stelle]
            pfad.append(stelle)
        else:
            angabe = field_of(angabe, name) or Angabe()
            if not isinstance(ort, Mapping) or name not in ort:
                return ()
            ort = ort[name]
            pfad.append(name)
    return tuple(pfad)


def value_at(daten: Any, pfad: Pfad) -> Any:
    """Return the value at a path that the data have."""
    for teil in pfad:
        daten = daten[teil]
    return daten


class PfadFehler(ValueError):
    """A path names something that the contract does not have or does not show; the text says what is there."""


@dataclass(frozen=True, slots=True)
class Wert:
    """A value found: a stated one by its path into the data, a computed one by the name of its computation.

    `datei` is the file that states the value where it is not the contract's own, `schluessel` the key of a list item. A part
    of the contract that a computation hands back bears the path at which it is stated. What the file leaves to a default of
    the model is not stated.
    """

    wert: Any
    pfad: str
    ist_berechnet: bool = False
    datei: str = ""
    schluessel: str = ""
    wurzel: Wertewurzel | None = field(default=None, repr=False, compare=False)

    def step(self, name: str) -> Wert:
        """Go down to a field. Raises PfadFehler."""
        gezeigt = _visible(type(self.wert))
        if name not in gezeigt:
            nahe = _similar(name, gezeigt)
            rat = f" Gemeint ist vielleicht „{nahe}“." if nahe else ""
            wo = f"„{self.pfad}“" if self.pfad else "diese Art"
            raise PfadFehler(f"{wo} hat kein Feld „{name}“.{rat}")
        wert = getattr(self.wert, name)
        pfad = f"{self.pfad}.{name}" if self.pfad else name
        if self.ist_berechnet or gezeigt[name] or name not in self.wert.model_fields_set:
            return self._stated(wert) or Wert(wert, pfad, True, wurzel=self.wurzel)
        datei = self.wurzel.file_of(self.wert, name) if self.wurzel is not None else ""
        return Wert(wert, pfad, datei=datei, wurzel=self.wurzel)

    def items(self) -> list[Wert]:
        """Return the items of a list, each with its permanent path. Raises PfadFehler for anything else."""
        if not isinstance(self.wert, tuple):
            raise PfadFehler(f"„{self.pfad}“ ist keine Liste.")
        return [self._item(eintrag) for eintrag in self.wert]

    def _item(self, eintrag: Any) -> Wert:
        genannt = self._stated(eintrag)
        if genannt is not None:
            return genannt
        schluessel = write_key(eintrag)
        return Wert(eintrag, f"{self.pfad}[{schluessel}]", self.ist_berechnet, self.datei, schluessel, self.wurzel)

    def _stated(self, wert: Any) -> Wert | None:
        """Return a part of the contract at the place that states it, None for anything else."""
        ort = self.wurzel.place_of(wert) if self.wurzel is not None and isinstance(wert, BaseModel) else None
        return Wert(wert, ort.text, False, ort.datei, ort.schluessel, self.wurzel) if ort is not None else None


def holds(wurzel: Wert, bedingung: str) -> bool:
    """Tell whether a condition of a clause or a document holds: a path to a truth value, „nicht …“ denies it. Raises PfadFehler."""
    pfad = bedingung.removeprefix("nicht ").strip()
    wert = wurzel
    try:
        for name in pfad.split("."):
            wert = wert.step(name)
    except PfadFehler as fehler:
        raise PfadFehler(f"Die Bedingung „{bedingung}“ führt ins Leere: {fehler}") from fehler
    if not isinstance(wert.wert, bool):
        raise PfadFehler(f"Eine Bedingung nennt einen Wahrheitswert; „{pfad}“ ist keiner.")
    return wert.wert is not bedingung.startswith("nicht ")


@dataclass(frozen=True, slots=True)
class _Ort:
    """Where a part of the contract is stated: written path, path into the data, file if it is another one, key in its list."""

    text: str = ""
    pfad: Pfad = ()
    datei: str = ""
    schluessel: str = ""


class Wertewurzel:
    """The values of one contract; knows for each part of it where it is stated."""

    def __init__(self, vertrag: BaseModel, quelle: Quelle | None = None) -> None:
        self._vertrag = vertrag
        self._quelle = quelle
        self._fremde = list_fremde(quelle.werte, quelle.datei) if quelle is not None else frozenset()
        # Parts are found by identity: the contract keeps them alive, so no other object bears the same number.
        self._orte = {id(teil): ort for teil, ort in self._walk(vertrag, _Ort())}

    @property
    def wert(self) -> Wert:
        """The contract itself; made anew, because kept here it would hold all of the contract in a circle until the next search."""
        return Wert(self._vertrag, "", wurzel=self)

    def find(self, text: str) -> Wert:
        """Return the value that a written path names, stated or computed. Raises PfadFehler."""
        wert = self.wert
        for name, ist_schluessel in split_pfad(text):
            if ist_schluessel:
                treffer = next((w for w in wert.items() if w.schluessel == name), None)
                if treffer is None:
                    raise PfadFehler(f"„{wert.pfad}“ hat keinen Eintrag „{name}“.")
                wert = treffer
            else:
                wert = wert.step(name)
        return wert

    def place_of(self, teil: object) -> _Ort | None:
        """Return where a part of the contract is stated, None for what is no part of it."""
        return self._orte.get(id(teil))

    def file_of(self, teil: object, name: str) -> str:
        """Return the file that states a field of a part, empty for the contract's own."""
        ort = self._orte.get(id(teil))
        return self._file((*ort.pfad, name)) if ort is not None else ""

    def _file(self, pfad: Pfad) -> str:
        # Most fields have nothing of another file below them, and a contract has hundreds.
        if self._quelle is None or pfad[0] not in self._fremde:
            return ""
        datei = self._quelle.position(pfad).datei
        return "" if datei == self._quelle.datei else datei

    def _walk(self, teil: BaseModel, ort: _Ort) -> Iterator[tuple[object, _Ort]]:
        yield teil, ort
        for name in list_teile(type(teil)):
            if name not in teil.model_fields_set:
                continue
            wert, text, pfad = getattr(teil, name), f"{ort.text}.{name}" if ort.text else name, (*ort.pfad, name)
            if isinstance(wert, BaseModel):
                yield from self._walk(wert, _Ort(text, pfad, self._file(pfad)))
            elif isinstance(wert, tuple):
                for nummer, eintrag in enumerate(wert):
                    stelle, schluessel = (*pfad, nummer), write_key(eintrag)
                    ort_davon = _Ort(f"{text}[{schluessel}]", stelle, self._file(stelle), schluessel)
                    yield from self._walk(eintrag, ort_davon)


_BEKANNT: dict[type[object], dict[str, bool]] = {}


def _visible(art: type[object]) -> dict[str, bool]:
    """Map the names a path may use on a type to whether they are computed; a type is looked at once."""
    if art not in _BEKANNT:
        _BEKANNT[art] = _look_at(art)
    return _BEKANNT[art]


def _look_at(art: type[object]) -> dict[str, bool]:
    if issubclass(art, BaseModel):
        return {**dict.fromkeys(art.model_fields, False), **dict.fromkeys(list_sichtbare(art), True)}
    if is_dataclass(art):
        return dict.fromkeys([*(f.name for f in fields(art)), *list_sichtbare(art)], True)
    return {}


def _similar(name: str, namen: dict[str, bool]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, namen, n=1)), "")

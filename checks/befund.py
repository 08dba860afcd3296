"""A finding: what a rule saw, and what the engine makes of it."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any, Literal, TypeAlias

from contracts.position import Mangel, Pfad, Position

from .stelle import Spanne

Schwere: TypeAlias = Literal["fehler", "warnung", "hinweis"]

RANG: dict[Schwere, int] = {"fehler": 0, "warnung": 1, "hinweis": 2}


@dataclass(frozen=True, slots=True)
class Fund:
    """What a rule reports: a place and values, no sentence; the engine adds the rule, the position and the wording.

    The place is a data path (`pfad`), or a block of the document (`anker`, its permanent id), or both. `datei` names another
    data file that `pfad` belongs to (a party's), empty for the contract itself. `werte` fill the placeholders of the rule's
    message besides `ist` and `soll`; they hold formatted German text and never names or addresses of persons. `variante` picks
    one of the rule's further messages. `spanne` is the offending words as a stretch of their passage, from which the engine
    derives the data path or the place in an own clause text. `position` overrides the position; `schwere` the rule's severity
    where the catalogue grades it; `bezug` names related data paths with a short German label.
    """

    pfad: Pfad = ()
    ist: str = ""
    soll: str = ""
    anker: str = ""
    datei: str = ""
    werte: Mapping[str, str] = field(default_factory=dict)
    variante: str = ""
    spanne: Spanne | None = None
    schwere: Schwere | None = None
    bezug: tuple[tuple[Pfad, str], ...] = ()
    position: Position | None = None

    @classmethod
    def at(cls, spanne: Spanne, ist: str = "", soll: str = "", **weiteres: Any) -> Fund:
        """Return a hit on words of the document."""
        return cls(ist=ist, soll=soll, anker=spanne.stelle.anker, spanne=spanne, **weiteres)


@dataclass(frozen=True, slots=True)
class Bezug:
    """A related place of a finding, such as the position a sum should be made of."""

    text: str
    pfad: str
    position: Position


@dataclass(frozen=True, slots=True)
class Befund:
    """A finding as data, complete for every report.

    `vorlage` is the German template of its sentence, chosen by `variante`, filled with `ist`, `soll` and `werte` when the finding
    is shown; `satz` a ready sentence instead (of the loader or the engine). `pfad` is the printed data path with list items by
    their id; `dokument` the name of the document, `anker` the permanent id of a block of it and `fundstelle` its printed place
    (“§ 7 Absatz 2”); `fingerprint` stays the same when lines move or items are put in front.
    """

    code: str
    schwere: Schwere
    position: Position
    vorlage: str = ""
    variante: str = ""
    ist: str = ""
    soll: str = ""
    werte: Mapping[str, str] = field(default_factory=dict)
    satz: str = ""
    vertrag: str = ""
    dokument: str = ""
    name: str = ""
    titel: str = ""
    pfad: str = ""
    anker: str = ""
    fundstelle: str = ""
    normen: tuple[str, ...] = ()
    bezug: tuple[Bezug, ...] = ()
    fingerprint: str = ""

    @property
    def meldung(self) -> str:
        """Return the German sentence."""
        if self.satz:
            return self.satz
        return _VORLAGE.format(self.vorlage, **{"ist": self.ist, "soll": self.soll, **self.werte})

    @property
    def spot(self) -> tuple[str, int, int, str, str]:
        """Return what tells the same finding in a shared file, whichever contract it was found through."""
        ort = self.position
        return (ort.datei, ort.zeile, ort.spalte, self.code, self.meldung)

    @property
    def order(self) -> tuple[str, int, int, str, str, str, str]:
        """Return the key findings are sorted by: place first, then code."""
        ort = self.position
        return (ort.datei, ort.zeile, ort.spalte, self.code, self.pfad, self.anker, self.meldung)


def from_mangel(mangel: Mangel, vertrag: str = "", pfad: str = "") -> Befund:
    """Return the finding for a defect of loading, whose sentence is ready."""
    return Befund(mangel.code, "fehler", mangel.position, satz=mangel.meldung, vertrag=vertrag, pfad=pfad)


def compute_fingerprint(befund: Befund, nummer: int, haupt: str = "") -> str:
    """Return the fingerprint of the `nummer`-th (from 0) finding with the same code, contract, document, path and block.

    `haupt` is the name of the main document, whose findings do not name it.
    """
    teile = ["v1", befund.code, befund.vertrag or befund.position.datei, befund.pfad, befund.anker, str(nummer)]
    if befund.dokument not in ("", haupt):
        teile.append(befund.dokument)
    return sha256("\0".join(teile).encode("utf-8")).hexdigest()[:32]


class _Vorlage(string.Formatter):
    """Named placeholders only: no attribute or index access from a template."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs[field_name], field_name


_VORLAGE = _Vorlage()


@lru_cache(maxsize=512)
def placeholders(vorlage: str) -> frozenset[str]:
    """Return the names a template asks for."""
    return frozenset(_names(vorlage))


def _names(vorlage: str) -> Iterator[str]:
    return (name for _, name, _, _ in _VORLAGE.parse(vorlage) if name is not None)

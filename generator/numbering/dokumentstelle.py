"""The place index: how every node of a document is called in print, so that nobody parses labels back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from .zitierort import Zitierort, cite

if TYPE_CHECKING:
    from .zaehler import Zaehler

Bereich: TypeAlias = Literal["rubrum", "praeambel", "paragraf", "ohne_nummer", "anlage", "unterabschnitt"]
AUSSEN = Zitierort()


@dataclass(frozen=True, slots=True)
class Dokumentstelle:
    """Where a node stands.

    `bezeichnung` is its whole printed place (“§ 7 Absatz 2 Nummer 1”, with protected blanks as in a reference); for what has
    no number it is that of the nearest node around that has one. `teile` are its pieces from outside in (“§ 7”, “Absatz 2”,
    “Nummer 1”; in the decimal scheme “Nummer 7.2.1”). `abschnitt` is the id of the section at top level (empty in the
    Rubrum), `bereich` its kind, `tiefe` the number of list items around the node or being it.
    """

    bezeichnung: str
    teile: tuple[str, ...] = ()
    abschnitt: str = ""
    bereich: Bereich = "rubrum"
    tiefe: int = 0


RUBRUM = Dokumentstelle("Rubrum", ("Rubrum",))


class Dokumentstellen(Mapping[str, Dokumentstelle]):
    """The places of all ids of a counted document; each is put into words when it is first asked for."""

    def __init__(self, zaehler: Zaehler) -> None:
        self._zaehler = zaehler
        self._fertig: dict[str, Dokumentstelle] = {}

    def __getitem__(self, kennung: str) -> Dokumentstelle:
        stelle = self._fertig.get(kennung)
        if stelle is None:
            stelle = self._fertig[kennung] = self._find(kennung)
        return stelle

    def __iter__(self) -> Iterator[str]:
        yield from self._zaehler.orte
        yield from self._zaehler.teile

    def __len__(self) -> int:
        return len(self._zaehler.orte) + len(self._zaehler.teile)

    def _find(self, kennung: str) -> Dokumentstelle:
        ort = self._zaehler.orte.get(kennung)
        if ort is None:
            block = self._zaehler.teile[kennung]
            return self[block] if block else RUBRUM
        if ort.um:
            return _inside(ort, self[ort.um])
        return _numbered(ort, self._zaehler) if ort.stufen else RUBRUM


def _numbered(ort: Zitierort, zaehler: Zaehler) -> Dokumentstelle:
    abschnitt = ort.stufen[0].id
    teile = tuple(["".join([t for t, _ in s.teile]) for s in ort.stufen if s.teile])
    bezeichnung = "".join([t for t, _ in cite(ort, AUSSEN, 0, zaehler.ist_dezimal)])
    tiefe = sum(s.art == "punkt" for s in ort.stufen)
    bereich = zaehler.bereiche.get(abschnitt)
    if bereich is None:
        return Dokumentstelle(f"Rubrum {bezeichnung}".strip(), ("Rubrum", *teile), tiefe=tiefe)
    return Dokumentstelle(bezeichnung, teile, abschnitt, bereich, tiefe)


def _inside(ort: Zitierort, aussen: Dokumentstelle) -> Dokumentstelle:
    """Return the place of a table or a signature place by the place of the node around it."""
    if not ort.stufen:
        return replace(aussen, bezeichnung="Unterschriften", teile=("Unterschriften",))
    eigen = "".join([t for t, _ in ort.stufen[0].teile])
    return replace(aussen, bezeichnung=f"{aussen.bezeichnung} {eigen}".strip(), teile=(*aussen.teile, eigen))

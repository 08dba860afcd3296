"""All that differs between two checked contracts: their documents, their data, what the check finds in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from checks.befund import Befund
from contracts.datenvergleich import Datenaenderung, compare_daten
from generator.vergleich.aenderungssatz import Aenderungssatz, Feldaenderung, Textstelle, Vergleichsseite, compare
from vertragswerk.werk import Ergebnis

Klauselstand: TypeAlias = Literal["gleich", "geaendert", "fehlt", "hinzugefuegt"]


@dataclass(frozen=True, slots=True)
class Klauselabweichung:
    """A clause of a contract against that of the library, with the places whose words differ."""

    id: str
    titel: str
    stand: Klauselstand
    stellen: tuple[Textstelle, ...] = ()


@dataclass(frozen=True, slots=True)
class Gegenueberstellung:
    """Two contracts and what differs between them.

    `saetze` holds the change set of each document that both have, by its name; `nur_alt` and `nur_neu` name the others.
    `befunde_neu` are findings that only the new version has, `befunde_behoben` those that only the old one had. Against the clause library `name_alt` says so,
    and `klauseln` tells of each clause how it departs.
    """

    alt: Ergebnis
    neu: Ergebnis
    saetze: Mapping[str, Aenderungssatz]
    nur_alt: tuple[str, ...]
    nur_neu: tuple[str, ...]
    daten: tuple[Datenaenderung, ...]
    befunde_neu: tuple[Befund, ...]
    befunde_behoben: tuple[Befund, ...]
    name_alt: str = ""
    klauseln: tuple[Klauselabweichung, ...] = ()

    @property
    def ist_leer(self) -> bool:
        """Both versions say the same."""
        ungleich = self.nur_alt or self.nur_neu or self.daten or any(not s.ist_leer for s in self.saetze.values())
        return not ungleich

    @property
    def felder(self) -> tuple[Feldaenderung, ...]:
        """Printed values that differ, each once, whichever document prints it first."""
        gesehen: dict[str, Feldaenderung] = {}
        for satz in self.saetze.values():
            for feld in satz.felder:
                gesehen.setdefault(feld.pfad, feld)
        return tuple(gesehen.values())

    @property
    def ungedruckte(self) -> tuple[Datenaenderung, ...]:
        """Stated values that differ and that no document prints."""
        gedruckt = {f.pfad for f in self.felder}
        return tuple(d for d in self.daten if d.pfad not in gedruckt)

    def units(self, name: str) -> tuple[Textstelle, ...]:
        """Return what became other in a document, moved units at the place they came to."""
        return tuple(e for e in self.saetze[name].geaenderte if e.paar.zug != "weg")


def set_against(alt: Ergebnis, neu: Ergebnis) -> Gegenueberstellung:
    """Compare two contracts that could both be put together; raises ValueError where one has no documents."""
    if not alt.dokumente or not neu.dokumente:
        raise ValueError("a version without documents")
    seiten = [{s.name: s for s in e.pruefling.schriftstuecke if s.dokument is not None} for e in (alt, neu)]
    fassungen = [
        {n: Vergleichsseite(e.dokumente[n], s.places) for n, s in seite.items()}
        for seite, e in zip(seiten, (alt, neu), strict=True)
    ]
    gemeinsam = [n for n in fassungen[1] if n in fassungen[0]]
    return Gegenueberstellung(
        alt,
        neu,
        {n: compare(fassungen[0][n], fassungen[1][n]) for n in gemeinsam},
        tuple(n for n in fassungen[0] if n not in gemeinsam),
        tuple(n for n in fassungen[1] if n not in gemeinsam),
        _compare_data(alt, neu),
        _only_in(neu.pruefung.befunde, alt.pruefung.befunde),
        _only_in(alt.pruefung.befunde, neu.pruefung.befunde),
    )


def _compare_data(alt: Ergebnis, neu: Ergebnis) -> tuple[Datenaenderung, ...]:
    quellen, modelle = (alt.geladen.quelle, neu.geladen.quelle), (alt.pruefling.modell, neu.pruefling.modell)
    if None in quellen or None in modelle:
        return ()
    a, b = (q.daten for q in quellen if q is not None)
    return compare_daten(a, b, *(m for m in modelle if m is not None))


def _only_in(hier: Iterable[Befund], dort: Iterable[Befund]) -> tuple[Befund, ...]:
    """Return the findings of one side that the other has not at the same place; lines may have moved."""
    vorrat = Counter(_identity(b) for b in dort)
    nur: list[Befund] = []
    for befund in hier:
        if vorrat[_identity(befund)] > 0:
            vorrat[_identity(befund)] -= 1
        else:
            nur.append(befund)
    return tuple(nur)


def _identity(befund: Befund) -> tuple[str, str, str, str]:
    return befund.code, befund.dokument, befund.pfad, befund.anker


def weight(feld: Feldaenderung) -> tuple[int, Decimal]:
    """Return the key that puts money first, the largest difference at the top, then days, figures and words."""
    rang = {"betrag": 0, "betragszahl": 0, "datum": 1, "dezimal": 2, "prozent": 2, "zahl": 2}.get(feld.art, 3)
    return rang, -abs(feld.differenz or Decimal(0))

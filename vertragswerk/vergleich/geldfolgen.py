"""What a comparison means in money: the change of the budget split into price and quantity, and the instalments that follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from checks.kontext import list_teilstuecke
from contracts.modell.vertrag import Vorgang
from contracts.rechnen.berechnung import Berechnung, HatBerechnung
from contracts.rechnen.zerlegung import Preismenge, Zerlegung, decompose

NULL = Decimal(0)


@dataclass(frozen=True, slots=True)
class Postenfolge:
    """One group of a Leistungstyp before and now; a rate that one version lacks is taken to be that of the other."""

    leistungstyp: str
    gruppe: str
    zahlen: Preismenge


@dataclass(frozen=True, slots=True)
class Budgetfolge:
    """One budget before and now.

    `rest` is what of the change is neither price nor quantity: rounding of the total, and the months of the term in the year.
    """

    name: str
    alt: Berechnung
    neu: Berechnung
    posten: tuple[Postenfolge, ...]
    zerlegung: Zerlegung

    @property
    def veraenderung(self) -> Decimal:
        """The change of the yearly amount in euros."""
        return self.neu.jahresbetrag - self.alt.jahresbetrag

    @property
    def rest(self) -> Decimal:
        """What is left of it."""
        return self.veraenderung - self.zerlegung.preis - self.zerlegung.menge


def list_budgets(alt: Vorgang | None, neu: Vorgang | None) -> tuple[Budgetfolge, ...]:
    """Return the budgets that both versions compute, the contract's own or those of its parts; () where there are none."""
    vorher, nachher = dict(_computed(alt)), dict(_computed(neu))
    return tuple(_follow(name, vorher[name], jetzt) for name, jetzt in nachher.items() if name in vorher)


def _computed(vertrag: Vorgang | None) -> Iterator[tuple[str, Berechnung]]:
    if isinstance(vertrag, HatBerechnung):
        yield "", vertrag.berechnet
        return
    for teil in list_teilstuecke(vertrag):
        if isinstance(teil.vertrag, HatBerechnung):
            yield teil.bezeichnung, teil.vertrag.berechnet


def _follow(name: str, alt: Berechnung, neu: Berechnung) -> Budgetfolge:
    vorher, nachher = _lines(alt), _lines(neu)
    posten = tuple(
        Postenfolge(*schluessel, _join(vorher.get(schluessel), nachher.get(schluessel)))
        for schluessel in dict.fromkeys((*nachher, *vorher))
    )
    return Budgetfolge(name, alt, neu, posten, decompose([p.zahlen for p in posten]))


def _lines(berechnung: Berechnung) -> dict[tuple[str, str], tuple[Decimal, int]]:
    return {
        (t.leistungstyp.kuerzel, p.gruppe.id): (p.satz, p.gruppe.menge)
        for t in berechnung.leistungstypen
        for p in t.posten
    }


def _join(alt: tuple[Decimal, int] | None, neu: tuple[Decimal, int] | None) -> Preismenge:
    """A group that is new or gone changed in quantity alone: it has no other rate to be compared with."""
    satz_alt, menge_alt = alt or ((neu[0] if neu else NULL), 0)
    satz_neu, menge_neu = neu or (satz_alt, 0)
    return Preismenge(satz_alt, menge_alt, satz_neu, menge_neu)

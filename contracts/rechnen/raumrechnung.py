"""All budgets of a Sozialraum over its several contracts: what each comes to, and the totals. No contract states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..modell.faehigkeiten import HatLaufzeit
from ..modell.laufzeit import Laufzeit
from ..modell.sozialraum import BudgetnehmerImRaum, Sozialraum
from ..modell.typen import Basis
from ..modell.vertrag import Vorgang
from ..modell.vertragsseiten import HatEinenErbringer, HatLeistungstraeger
from .berechnung import HatBerechnung
from .betrag import quote_in_prozent, sum_betraege


@dataclass(frozen=True, slots=True)
class Raumposten:
    """What one budget of the Sozialraum comes to; persons as in `Berechnung`."""

    jahreswert: Decimal
    jahresbetrag: Decimal
    personen_im_budget: int
    personen_extern: int
    personen_gesamt: int

    @property
    def prozent_extern(self) -> Decimal:
        """Share of the persons with another Kostenträger, in percent with one decimal (F4)."""
        return quote_in_prozent(self.personen_extern, self.personen_gesamt)


@dataclass(frozen=True, slots=True)
class Raumzeile:
    """A Budgetnehmer of the Sozialraum; term and figures are missing where its contract does not state its budget."""

    budgetnehmer: BudgetnehmerImRaum
    laufzeit: Laufzeit | None
    posten: Raumposten | None


def list_raumzeilen(raum: Sozialraum, vertraege: Mapping[str, Vorgang]) -> tuple[Raumzeile, ...]:
    """Return each Budgetnehmer of a Sozialraum with its budget, taken from the contract that the Sozialraum names for it."""
    return tuple(_zeile(b, vertraege.get(b.vertrag)) for b in raum.budgetnehmer)


def sum_raumposten(zeilen: tuple[Raumzeile, ...]) -> Raumposten | None:
    """Return the totals of all budgets; None where one of them is missing, for a part is no total."""
    posten = [z.posten for z in zeilen if z.posten is not None]
    if not posten or len(posten) < len(zeilen):
        return None
    return Raumposten(
        sum_betraege(p.jahreswert for p in posten),
        sum_betraege(p.jahresbetrag for p in posten),
        sum(p.personen_im_budget for p in posten),
        sum(p.personen_extern for p in posten),
        sum(p.personen_gesamt for p in posten),
    )


def _zeile(budgetnehmer: BudgetnehmerImRaum, vertrag: Basis | None) -> Raumzeile:
    laufzeit = vertrag.laufzeit if isinstance(vertrag, HatLaufzeit) else None
    teile: tuple[Basis, ...] = vertrag.erbringerteile if isinstance(vertrag, HatLeistungstraeger) else ()
    posten = (_posten(teil) for teil in teile if _is_of(teil, budgetnehmer))
    return Raumzeile(budgetnehmer, laufzeit, next(posten, None))


def _is_of(teil: Basis, budgetnehmer: BudgetnehmerImRaum) -> bool:
    return isinstance(teil, HatEinenErbringer) and teil.leistungserbringer.partei == budgetnehmer.partei


def _posten(teil: Basis) -> Raumposten | None:
    if not isinstance(teil, HatBerechnung):
        return None
    b, gesamt = teil.berechnet, teil.personenkreis.personen_gesamt
    return Raumposten(b.jahreswert, b.jahresbetrag, b.personen_im_budget, b.personen_extern, gesamt)

"""Sozialraumorientiertes Trägerbudget: a Budgetvertrag with one or more Budgetnehmer of a Sozialraum (A.3)."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from ..angaben import VerweisAuf
from ..modell.budget import Ausgewiesen, Budgetregeln
from ..modell.faehigkeiten import HatLeistungspaket
from ..modell.kurzinformation import HatKurzinformation
from ..modell.leistung import Personenkreis
from ..modell.partei import Kurzbezeichnung, Partei, Sammelbezeichnung
from ..modell.sozialraum import Gemeinschaftsziel
from ..modell.typen import Parteikennung
from ..modell.vertrag import HatTeile, Teilstueck
from ..modell.ziel import Abweichungsgrund, Messziel, Ziel
from ..position import Pfad
from ..rechnen.gesamtberechnung import Gesamtberechnung, compute_gesamt
from ..rechnen.mitgliedschaft import HatKonferenzrechnung
from ..sichtbar import sichtbar
from .traegerbudget import Einzelbudget, Traegerbudget


class Budgetnehmer(HatLeistungspaket):
    """A Leistungserbringer with its own budget: what stands here holds for it alone."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("partei",)

    partei: Annotated[Parteikennung, VerweisAuf("Partei")]
    """Kennung der Partei, deren Budget es ist."""
    personenkreis: Personenkreis
    """Personen in diesem Budget."""
    ausgewiesen: Ausgewiesen | None = None
    """Ergebnisse zum Vergleich; fehlen sie, rechnet allein das Programm."""
    ziele: Annotated[tuple[Ziel, ...], Field(min_length=1, max_length=30)]
    """Trägerbezogene Ziele; die trägerübergreifenden stehen beim Sozialraum."""
    nicht_vereinbarte_projektziele: tuple[Abweichungsgrund, ...] = ()
    """Begründungen, warum Ziele des Projekts mit diesem Budgetnehmer nicht vereinbart sind."""


FELD = "budgetnehmer"
EIGENE = frozenset(Budgetnehmer.model_fields) - {"ausgewiesen"}
"""Fields that each Budgetnehmer states under the same name as a contract of one budget."""


class BudgetImVertrag(Einzelbudget):
    """One budget of a contract, seen as if it were alone: the contract's parts and those of its Budgetnehmer. Never read from a file."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("partei",)

    partei: Parteikennung
    """Kennung der Partei, deren Budget es ist."""
    gemeinsame_ziele: tuple[Gemeinschaftsziel, ...] = ()
    """Trägerübergreifende Ziele des Sozialraums, an denen diese Partei beteiligt ist."""

    @property
    def verfolgte_ziele(self) -> tuple[Ziel, ...]:
        """Own goals and the joint ones in which the party takes part."""
        return (*self.ziele, *self.gemeinsame_ziele)

    @property
    @sichtbar
    def leistungserbringer(self) -> Partei:
        """The party whose budget it is."""
        return next((p for p in self.parteien if p.partei == self.partei), self.parteien[-1])


class Raumbudget(HatKonferenzrechnung, HatTeile, HatKurzinformation, Traegerbudget):
    """A contract of a Sozialraum with a budget for each of its Budgetnehmer."""

    sammelbezeichnung: Kurzbezeichnung
    """Wort, mit dem der Vertrag jeden Leistungserbringer mit Budget bezeichnet, wenn eine Bestimmung für jeden gesondert gilt."""
    budget: Budgetregeln
    """Was für jedes Budget gilt: Berechnung und Zahlung."""
    budgetnehmer: Annotated[tuple[Budgetnehmer, ...], Field(min_length=1, max_length=12)]
    """Budgetnehmer dieses Vertrags, jeder mit Personenkreis, Leistungspaket und Zielen."""

    @cached_property
    @sichtbar
    def leistungserbringer(self) -> Sammelbezeichnung:
        """Each of the Budgetnehmer, as the text calls them where a provision holds for each one separately."""
        return Sammelbezeichnung(kurzbezeichnung=self.sammelbezeichnung)

    @property
    @sichtbar
    def erbringende_seite(self) -> Sammelbezeichnung:
        """The side that provides; texts that kinds share ask for it."""
        return self.leistungserbringer

    @cached_property
    @sichtbar
    def erbringerteile(self) -> tuple[Einzelbudget, ...]:
        """The budget of each Budgetnehmer in the order of the contract."""
        return tuple(self._single_out(b) for b in self.budgetnehmer)

    def _single_out(self, budgetnehmer: Budgetnehmer) -> BudgetImVertrag:
        felder: dict[str, Any] = {name: getattr(self, name) for name in Traegerbudget.model_fields}
        felder |= {name: getattr(budgetnehmer, name) for name in EIGENE}
        felder["budget"] = self.budget.model_copy(update={"ausgewiesen": budgetnehmer.ausgewiesen})
        return BudgetImVertrag.model_construct(**felder, gemeinsame_ziele=self._list_joint(budgetnehmer.partei))

    def _list_joint(self, partei: str) -> tuple[Gemeinschaftsziel, ...]:
        kennungen = {b.id for b in self.sozialraum.budgetnehmer if b.partei == partei}
        return tuple(z for z in self.sozialraum.ziele if kennungen & set(z.beteiligt))

    @property
    def zielorte(self) -> tuple[tuple[Pfad, Messziel], ...]:
        """The goals of each Budgetnehmer, and those they have together."""
        eigene = (((FELD, n, "ziele", i), z) for n, b in enumerate(self.budgetnehmer) for i, z in enumerate(b.ziele))
        return (*eigene, *super().zielorte)

    @property
    def teile(self) -> tuple[Teilstueck, ...]:
        """Each budget with the place of what it alone states."""
        return tuple(
            Teilstueck(
                teil,
                (FELD, n),
                EIGENE,
                {("budget", "ausgewiesen"): (FELD, n, "ausgewiesen")},
                tuple(f"{name}[{self.budgetnehmer[n].partei}]" for name in (FELD, "erbringerteile")),
                teil.leistungserbringer.kurzbezeichnung.wort,
            )
            for n, teil in enumerate(self.erbringerteile)
        )

    @property
    @sichtbar
    def hat_budgetnehmer(self) -> bool:
        """Each Budgetnehmer has a budget of its own."""
        return True

    @property
    @sichtbar
    def hat_teilleistungstyp(self) -> bool:
        """Some Leistungstyp is only partly in a budget."""
        return any(b.hat_teilleistungstyp for b in self.budgetnehmer)

    @property
    @sichtbar
    def hat_offene_indikatoren(self) -> bool:
        """Some indicator waits for a workshop."""
        return any(t.hat_offene_indikatoren for t in self.erbringerteile)

    @cached_property
    @sichtbar
    def berechnet(self) -> Gesamtberechnung:
        """What all budgets of the contract come to together."""
        return compute_gesamt([(t.berechnet, t.personenkreis) for t in self.erbringerteile])


class TraegerbudgetSozialraum(Raumbudget):
    """A Budgetvertrag of a Sozialraum."""

    art: Literal["traegerbudget_sozialraum"]
    """Vertragsart."""

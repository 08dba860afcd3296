"""The results of a Regionalbudget: everything its file implies in figures. Pure functions of the model (formulas F2, F6, F10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property
from typing import ClassVar

from ..modell.faehigkeiten import HatAnpassung, HatLaufzeit, HatParteien
from ..modell.laufzeit import Laufzeit
from ..modell.modellbudget import Anteil, Regionalbudget
from ..modell.modellvorhaben import (
    HatModule,
    HatTransformation,
    Modul,
    Planjahr,
    Region,
)
from ..modell.partei import Partei
from ..modell.psychiatrieteile import HatRegionalbudget
from ..sichtbar import sichtbar
from .betrag import rest_to, round_kaufmaennisch, split_raten, sum_betraege
from .zeitraum import count_monate, monate_im_jahr


@dataclass(frozen=True, slots=True)
class Anteilbetrag:
    """What one Kostenträger pays in a year."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("partei",)

    partei: Partei
    anteil: Decimal
    betrag: Decimal
    rate: Decimal
    letzte_rate: Decimal


@dataclass(frozen=True, slots=True)
class Jahresbudget:
    """The budget of a year with its instalments; `raten_gleiche` of them are equal, the last one takes up the rest."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("jahr",)

    jahr: int
    betrag: Decimal
    raten_anzahl: int
    raten_gleiche: int
    rate: Decimal
    letzte_rate: Decimal
    anteile: tuple[Anteilbetrag, ...]


@dataclass(frozen=True, slots=True)
class Fortschreibungsschritt:
    """A year that follows from the one before by its rate."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("jahr",)

    jahr: int
    veraenderungsrate: Decimal
    grundlage: str
    betrag_vorjahr: Decimal
    betrag: Decimal


@dataclass(frozen=True, slots=True)
class Modulanteil:
    """A module with its share of the budget in the base year, four decimals."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("modul",)

    modul: Modul
    anteil: Decimal


@dataclass(frozen=True, slots=True)
class Planspalte:
    """A year of the plan with what follows from it; `regionen_text` is what a table shows where there are none."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("planjahr",)

    planjahr: Planjahr
    stand: str
    summe: int
    regionen: int
    regionen_text: str


@dataclass(frozen=True, slots=True)
class Regionsstand:
    """Plan and fact of the outreach offer in a region; `plan_text` is the first year of the plan that names it, or says that none does."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("region",)

    region: Region
    plan_text: str


@dataclass(frozen=True, slots=True)
class Planergebnis:
    """The plan of transformation from its first to its last year."""

    jahre: tuple[Planspalte, ...]
    regionen: tuple[Regionsstand, ...]
    erstes_jahr: int
    letztes_jahr: int
    vollstationaer: int
    tagesklinisch: int
    summe: int
    regionen_text: str
    regionen_anzahl: int
    regionen_in_betrieb: int
    ist_flaechendeckend_geplant: bool


@dataclass(frozen=True, slots=True)
class Regionalberechnung:
    """All computed figures of a Regionalbudget.

    `korridor_von` and `korridor_bis` are the smallest and the largest number of treated people within the corridor, 0 where the
    contract has none. `anteile_gesamt` and `module_gesamt` are what the stated parts add up to.
    """

    basis: Jahresbudget
    jahre: tuple[Jahresbudget, ...]
    folgejahre: tuple[Jahresbudget, ...]
    fortschreibungen: tuple[Fortschreibungsschritt, ...]
    anteile_gesamt: Decimal
    module: tuple[Modulanteil, ...]
    module_gesamt: Decimal
    korridor_von: int
    korridor_bis: int
    plan: Planergebnis
    laufzeit_monate: int


class HatRegionalberechnung(HatRegionalbudget, HatModule, HatTransformation, HatAnpassung, HatLaufzeit, HatParteien):
    """Has the parts from which a Regionalbudget is computed, and thus its figures."""

    @cached_property
    @sichtbar
    def berechnet(self) -> Regionalberechnung:
        """Every computed figure."""
        jahre = _jahre(self.budget, self.parteien, self.laufzeit)
        von, bis = _korridor(self)
        return Regionalberechnung(
            basis=jahre[0],
            jahre=jahre,
            folgejahre=jahre[1:],
            fortschreibungen=tuple(
                Fortschreibungsschritt(f.jahr, f.veraenderungsrate, f.grundlage, davor.betrag, danach.betrag)
                for f, davor, danach in zip(self.budget.fortschreibungen, jahre, jahre[1:], strict=False)
            ),
            anteile_gesamt=sum((a.anteil for a in self.budget.anteile), Decimal(0)),
            module=tuple(Modulanteil(m, round_kaufmaennisch(m.betrag / jahre[0].betrag, 4)) for m in self.module)
            if jahre[0].betrag
            else (),
            module_gesamt=sum_betraege(m.betrag for m in self.module),
            korridor_von=von,
            korridor_bis=bis,
            plan=_plan(self),
            laufzeit_monate=count_monate(self.laufzeit.beginn, self.laufzeit.ende),
        )


def _jahre(budget: Regionalbudget, parteien: Sequence[Partei], laufzeit: Laufzeit) -> tuple[Jahresbudget, ...]:
    betrag = round_kaufmaennisch(budget.personen * budget.betrag_je_person)
    jahre = [_jahr(budget.basisjahr, betrag, budget.anteile, parteien, laufzeit)]
    for schritt in budget.fortschreibungen:
        betrag = round_kaufmaennisch(betrag * (1 + schritt.veraenderungsrate))
        jahre.append(_jahr(schritt.jahr, betrag, budget.anteile, parteien, laufzeit))
    return tuple(jahre)


def _jahr(
    jahr: int, betrag: Decimal, anteile: Sequence[Anteil], parteien: Sequence[Partei], laufzeit: Laufzeit
) -> Jahresbudget:
    plan = split_raten(betrag, max(monate_im_jahr(laufzeit.beginn, laufzeit.ende, jahr), 1))
    groesster = max(range(len(anteile)), key=lambda i: anteile[i].anteil)
    betraege = rest_to(groesster, betrag, [round_kaufmaennisch(betrag * a.anteil) for a in anteile])
    raten = rest_to(groesster, plan.rate, [round_kaufmaennisch(b / plan.anzahl) for b in betraege])
    nach_kennung = {p.partei: p for p in parteien}
    return Jahresbudget(
        jahr, betrag, plan.anzahl, plan.anzahl - 1, plan.rate, plan.letzte_rate,
        tuple(
            Anteilbetrag(nach_kennung[a.partei], a.anteil, b, r, b - r * (plan.anzahl - 1))
            for a, b, r in zip(anteile, betraege, raten, strict=True)
            if a.partei in nach_kennung
        ),
    )  # fmt: skip


def _korridor(vertrag: HatRegionalberechnung) -> tuple[int, int]:
    korridor, personen = vertrag.anpassung.korridor, vertrag.budget.personen
    if not vertrag.anpassung.ist_korridor or korridor is None:
        return 0, 0
    von, bis = personen * (1 - korridor.grenze), personen * (1 + korridor.grenze)
    return int(von.to_integral_value(ROUND_CEILING)), int(bis.to_integral_value(ROUND_FLOOR))


STAENDE = {"ist": "Ist", "plan": "Plan"}


def _plan(vertrag: HatTransformation) -> Planergebnis:
    jahre, regionen = vertrag.transformation.jahre, vertrag.versorgung.regionen
    spalten = tuple(_spalte(j, regionen) for j in jahre)
    erstes, letztes = jahre[0], jahre[-1]
    ist_ueberall = {r.id for r in regionen} == set(letztes.regionen)
    return Planergebnis(
        jahre=spalten,
        regionen=tuple(_stand(r, jahre) for r in regionen),
        erstes_jahr=erstes.jahr,
        letztes_jahr=letztes.jahr,
        vollstationaer=letztes.vollstationaer - erstes.vollstationaer,
        tagesklinisch=letztes.tagesklinisch - erstes.tagesklinisch,
        summe=spalten[-1].summe - spalten[0].summe,
        regionen_text="alle Regionen" if ist_ueberall else f"{spalten[-1].regionen} von {len(regionen)}",
        regionen_anzahl=len(regionen),
        regionen_in_betrieb=sum(r.hat_vollbetrieb for r in regionen),
        ist_flaechendeckend_geplant=ist_ueberall,
    )


def _spalte(jahr: Planjahr, regionen: Sequence[Region]) -> Planspalte:
    namen = [r.name for r in regionen if r.id in jahr.regionen]
    text = ", ".join(namen) if namen else "keine"
    return Planspalte(jahr, STAENDE[jahr.stand], jahr.vollstationaer + jahr.tagesklinisch, len(namen), text)


def _stand(region: Region, jahre: Sequence[Planjahr]) -> Regionsstand:
    ab = next((j.jahr for j in jahre if region.id in j.regionen), 0)
    return Regionsstand(region, str(ab) if ab else "nicht vorgesehen")

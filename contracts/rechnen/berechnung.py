"""The results: everything a contract file implies in figures. Pure functions of the model (formulas F1 to F9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from ..modell.budget import Budget, FallunspezifischeArbeit
from ..modell.faehigkeiten import HatBudget, HatFua, HatLaufzeit, HatLeistungspaket, HatPersonenkreis
from ..modell.laufzeit import Laufzeit
from ..modell.leistung import Gruppe, Leistungstyp, Personenkreis
from ..sichtbar import sichtbar
from .betrag import hbg_index, quote_in_prozent, raise_satz, round_kaufmaennisch, rumpfbetrag, split_raten, sum_betraege
from .zeitraum import count_monate, monate_im_jahr, tage_im_jahr
from .zerlegung import Preismenge, decompose


@dataclass(frozen=True, slots=True)
class Posten:
    """A line of the budget: a group of a Leistungstyp with its rate and amounts; `satz`, `betrag` are of the budget year."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("gruppe",)

    gruppe: Gruppe
    satz: Decimal
    betrag_basis: Decimal
    betrag: Decimal


@dataclass(frozen=True, slots=True)
class LeistungstypErgebnis:
    """A Leistungstyp with its lines and sums; `hbg_index` is None where the groups are no Hilfebedarfsgruppen."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("leistungstyp",)

    leistungstyp: Leistungstyp
    posten: tuple[Posten, ...]
    menge: int
    summe_basis: Decimal
    summe: Decimal
    hbg_index: Decimal | None
    hat_hbg_index: bool


@dataclass(frozen=True, slots=True)
class Vorjahresvergleich:
    """Split of the change against the year before into price and volume effect, exact to the cent (F8)."""

    betrag_vorjahr: Decimal
    veraenderung: Decimal
    preiseffekt: Decimal
    mengeneffekt: Decimal


@dataclass(frozen=True, slots=True)
class Berechnung:
    """All computed figures of a Trägerbudget.

    `jahreswert` is the budget of a full year, `jahresbetrag` that of the months of the term in the budget year;
    `alternativbetrag` the result of the rounding rule not chosen, `rundungsdifferenz` the distance (never negative).
    `personen_eigene` are those without another Kostenträger, `personen_einzelabrechnung` those of them whose part of a
    Leistungstyp is not in the budget; `quote_extern` is a fraction, `prozent_extern` the same in percent with one decimal.
    """

    leistungstypen: tuple[LeistungstypErgebnis, ...]
    leistungstypen_mit_hbg: tuple[LeistungstypErgebnis, ...]
    basisbetrag: Decimal
    jahreswert: Decimal
    alternativbetrag: Decimal
    rundungsdifferenz: Decimal
    jahresbetrag: Decimal
    raten_anzahl: int
    raten_gleiche: int
    rate: Decimal
    letzte_rate: Decimal
    fua_betrag: Decimal
    laufzeit_monate: int
    leistungsfaelle: int
    personen_extern: int
    personen_im_budget: int
    personen_eigene: int
    personen_einzelabrechnung: int
    quote_extern: Decimal
    prozent_extern: Decimal
    vorjahr: Vorjahresvergleich | None
    hat_vorjahr: bool


def compute(
    budget: Budget,
    leistungspaket: Sequence[Leistungstyp],
    laufzeit: Laufzeit,
    personenkreis: Personenkreis,
    fua: FallunspezifischeArbeit,
) -> Berechnung:
    """Compute every figure of a budget from volumes, rates and the named rounding rule."""
    rate_jahr = budget.steigerung.rate
    typen = tuple(_leistungstyp(lt, rate_jahr) for lt in leistungspaket)
    basis = sum_betraege(t.summe_basis for t in typen)
    je_satz, gesamt = sum_betraege(t.summe for t in typen), round_kaufmaennisch(basis * (1 + rate_jahr))
    jahreswert, alternativ = (je_satz, gesamt) if budget.ist_je_satz else (gesamt, je_satz)
    monate = monate_im_jahr(laufzeit.beginn, laufzeit.ende, budget.budgetjahr)
    jahresbetrag = _jahresbetrag(budget, laufzeit, jahreswert, monate)
    plan = split_raten(jahresbetrag, max(monate, 1))
    faelle = sum(lt.leistungsfaelle for lt in leistungspaket)
    extern = sum(k.personen for k in personenkreis.externe_kostentraeger)
    vorjahr = _vorjahr(budget, typen, jahreswert)
    return Berechnung(
        leistungstypen=typen,
        leistungstypen_mit_hbg=tuple(t for t in typen if t.hat_hbg_index),
        basisbetrag=basis,
        jahreswert=jahreswert,
        alternativbetrag=alternativ,
        rundungsdifferenz=abs(jahreswert - alternativ),
        jahresbetrag=jahresbetrag,
        raten_anzahl=plan.anzahl,
        raten_gleiche=plan.anzahl - 1,
        rate=plan.rate,
        letzte_rate=plan.letzte_rate,
        fua_betrag=round_kaufmaennisch(jahresbetrag * fua.mindestanteil),
        laufzeit_monate=count_monate(laufzeit.beginn, laufzeit.ende),
        leistungsfaelle=faelle,
        personen_extern=extern,
        personen_im_budget=faelle - personenkreis.mehrfachbezuege,
        personen_eigene=personenkreis.personen_gesamt - extern,
        personen_einzelabrechnung=sum(
            lt.teil.personen_einzelabrechnung for lt in leistungspaket if lt.teil is not None
        ),
        quote_extern=round_kaufmaennisch(Decimal(extern) / personenkreis.personen_gesamt, 4),
        prozent_extern=quote_in_prozent(extern, personenkreis.personen_gesamt),
        vorjahr=vorjahr,
        hat_vorjahr=vorjahr is not None,
    )


class HatBerechnung(HatFua, HatBudget, HatLeistungspaket, HatPersonenkreis, HatLaufzeit):
    """Has the parts from which a budget is computed, and thus its figures."""

    @cached_property
    @sichtbar
    def berechnet(self) -> Berechnung:
        """Every computed figure."""
        return compute(self.budget, self.leistungspaket, self.laufzeit, self.personenkreis, self.fua)


def _leistungstyp(lt: Leistungstyp, rate: Decimal) -> LeistungstypErgebnis:
    posten = tuple(_posten(gruppe, rate) for gruppe in lt.gruppen)
    stufen = [(g.menge, g.hilfebedarfsgruppe) for g in lt.gruppen if g.hilfebedarfsgruppe is not None]
    index = hbg_index(stufen) if len(stufen) == len(lt.gruppen) else None
    return LeistungstypErgebnis(
        leistungstyp=lt,
        posten=posten,
        menge=sum(g.menge for g in lt.gruppen),
        summe_basis=sum_betraege(p.betrag_basis for p in posten),
        summe=sum_betraege(p.betrag for p in posten),
        hbg_index=index,
        hat_hbg_index=index is not None,
    )


def _posten(gruppe: Gruppe, rate: Decimal) -> Posten:
    satz = raise_satz(gruppe.verguetungssatz, rate)
    return Posten(gruppe, satz, gruppe.menge * gruppe.verguetungssatz, gruppe.menge * satz)


def _jahresbetrag(budget: Budget, laufzeit: Laufzeit, jahreswert: Decimal, monate: int) -> Decimal:
    if budget.rumpfjahr is None:
        return jahreswert
    if budget.rumpfjahr.methode == "monate":
        return rumpfbetrag(jahreswert, monate, 12)
    erster = max(laufzeit.beginn, date(budget.budgetjahr, 1, 1))
    letzter = min(laufzeit.ende, date(budget.budgetjahr, 12, 31))
    return rumpfbetrag(jahreswert, max((letzter - erster).days + 1, 0), tage_im_jahr(budget.budgetjahr))


def _vorjahr(budget: Budget, typen: tuple[LeistungstypErgebnis, ...], jahreswert: Decimal) -> Vorjahresvergleich | None:
    """Compare with the year before where the file states its volumes; needs the variant „je Satz“ to be exact."""
    posten = [p for t in typen for p in t.posten]
    if not budget.ist_je_satz or any(p.gruppe.menge_vorjahr is None for p in posten):
        return None
    zerlegt = decompose(
        [Preismenge(p.gruppe.verguetungssatz, p.gruppe.menge_vorjahr or 0, p.satz, p.gruppe.menge) for p in posten]
    )
    return Vorjahresvergleich(zerlegt.alt, jahreswert - zerlegt.alt, zerlegt.preis, zerlegt.menge)

"""The results: everything a contract file implies in figures. Pure functions of the model (formulas F1 to F9)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from .betrag import hbg_index, raise_satz, round_kaufmaennisch, rumpfbetrag, split_raten, sum_betraege
from .zeitraum import count_monate, monate_im_jahr, tage_im_jahr

if TYPE_CHECKING:
    from ..arten.traegerbudget_singulaer import TraegerbudgetSingulaer
    from ..modell.leistung import Leistungstyp

EINHEIT_MEHRZAHL = {"Belegungstag": "Belegungstage", "Leistungsmonat": "Leistungsmonate"}


@dataclass(frozen=True, slots=True)
class Posten:
    """A line of the budget: a group of a Leistungstyp. Rates and amounts in euros; `satz`, `betrag` of the budget year."""

    id: str
    name: str
    menge: int
    satz_basis: Decimal
    satz: Decimal
    betrag_basis: Decimal
    betrag: Decimal


@dataclass(frozen=True, slots=True)
class LeistungstypErgebnis:
    """A Leistungstyp with its lines and sums; `hbg_index` is None where the groups are no Hilfebedarfsgruppen."""

    kuerzel: str
    name: str
    einheit_mehrzahl: str
    leistungsfaelle: int
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
    quote_extern: Decimal
    vorjahr: Vorjahresvergleich | None
    hat_vorjahr: bool


def compute(vertrag: TraegerbudgetSingulaer) -> Berechnung:
    """Compute every figure of a singular Trägerbudget from volumes, rates and the named rounding rule."""
    budget, laufzeit, kreis = vertrag.budget, vertrag.laufzeit, vertrag.personenkreis
    rate_jahr = budget.steigerung.rate
    typen = tuple(_leistungstyp(lt, rate_jahr) for lt in vertrag.leistungspaket)
    basis = sum_betraege(t.summe_basis for t in typen)
    je_satz, gesamt = sum_betraege(t.summe for t in typen), round_kaufmaennisch(basis * (1 + rate_jahr))
    jahreswert, alternativ = (je_satz, gesamt) if budget.rundung == "je_satz" else (gesamt, je_satz)
    monate = monate_im_jahr(laufzeit.beginn, laufzeit.ende, budget.budgetjahr)
    jahresbetrag = _jahresbetrag(vertrag, jahreswert, monate)
    plan = split_raten(jahresbetrag, max(monate, 1))
    faelle = sum(lt.leistungsfaelle for lt in vertrag.leistungspaket)
    extern = sum(k.personen for k in kreis.externe_kostentraeger)
    vorjahr = _vorjahr(vertrag, typen, jahreswert)
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
        fua_betrag=round_kaufmaennisch(jahresbetrag * vertrag.fua.mindestanteil),
        laufzeit_monate=count_monate(laufzeit.beginn, laufzeit.ende),
        leistungsfaelle=faelle,
        personen_extern=extern,
        personen_im_budget=faelle - kreis.mehrfachbezuege,
        quote_extern=round_kaufmaennisch(Decimal(extern) / kreis.personen_gesamt, 4),
        vorjahr=vorjahr,
        hat_vorjahr=vorjahr is not None,
    )


def _leistungstyp(lt: Leistungstyp, rate: Decimal) -> LeistungstypErgebnis:
    posten = []
    for gruppe in lt.gruppen:
        satz = raise_satz(gruppe.verguetungssatz, rate)
        posten.append(
            Posten(
                id=gruppe.id,
                name=gruppe.name,
                menge=gruppe.menge,
                satz_basis=gruppe.verguetungssatz,
                satz=satz,
                betrag_basis=gruppe.menge * gruppe.verguetungssatz,
                betrag=gruppe.menge * satz,
            )
        )
    stufen = [(g.menge, g.hilfebedarfsgruppe) for g in lt.gruppen if g.hilfebedarfsgruppe is not None]
    index = hbg_index(stufen) if len(stufen) == len(lt.gruppen) else None
    return LeistungstypErgebnis(
        kuerzel=lt.kuerzel,
        name=lt.name,
        einheit_mehrzahl=EINHEIT_MEHRZAHL[lt.einheit],
        leistungsfaelle=lt.leistungsfaelle,
        posten=tuple(posten),
        menge=sum(p.menge for p in posten),
        summe_basis=sum_betraege(p.betrag_basis for p in posten),
        summe=sum_betraege(p.betrag for p in posten),
        hbg_index=index,
        hat_hbg_index=index is not None,
    )


def _jahresbetrag(vertrag: TraegerbudgetSingulaer, jahreswert: Decimal, monate: int) -> Decimal:
    laufzeit, budget = vertrag.laufzeit, vertrag.budget
    if budget.rumpfjahr is None:
        return jahreswert
    if budget.rumpfjahr.methode == "monate":
        return rumpfbetrag(jahreswert, monate, 12)
    from datetime import date

    erster = max(laufzeit.beginn, date(budget.budgetjahr, 1, 1))
    letzter = min(laufzeit.ende, date(budget.budgetjahr, 12, 31))
    return rumpfbetrag(jahreswert, max((letzter - erster).days + 1, 0), tage_im_jahr(budget.budgetjahr))


def _vorjahr(
    vertrag: TraegerbudgetSingulaer, typen: tuple[LeistungstypErgebnis, ...], jahreswert: Decimal
) -> Vorjahresvergleich | None:
    """Compare with the year before where the file states its volumes; needs the variant „je Satz“ to be exact."""
    gruppen = [g for lt in vertrag.leistungspaket for g in lt.gruppen]
    if vertrag.budget.rundung != "je_satz" or any(g.menge_vorjahr is None for g in gruppen):
        return None
    posten = [p for t in typen for p in t.posten]
    paare = [(g.menge_vorjahr or 0, p) for g, p in zip(gruppen, posten, strict=True)]
    vorjahr = sum_betraege(menge * p.satz_basis for menge, p in paare)
    preis = sum_betraege((p.satz - p.satz_basis) * menge for menge, p in paare)
    mengen = sum_betraege((p.menge - menge) * p.satz for menge, p in paare)
    return Vorjahresvergleich(vorjahr, jahreswert - vorjahr, preis, mengen)

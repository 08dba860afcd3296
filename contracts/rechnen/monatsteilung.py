"""A month that two Leistungsträger share because one goes on in the middle of it: by days where the law says so, else not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from corpus.recht.budgetrecht import Katalogleistung

from .betrag import round_kaufmaennisch
from .fortsetzung import Fortsetzung


@dataclass(frozen=True, slots=True)
class Monatsteilung:
    """What each of two Leistungsträger bears of a benefit in the month they share, and the norm that shares it.

    Its key is that of the new Leistungsträger with the Kennung of its benefit.
    """

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("schluessel",)

    schluessel: str
    titel: str
    bisher: str
    neu: str
    ab: date
    monatstage: int
    tage_bisher: int
    tage_neu: int
    betrag_bisher: Decimal
    betrag_neu: Decimal
    norm: str


def share_month(
    fortsetzung: Fortsetzung, eintrag: Katalogleistung, leistung: str, alt: Decimal, neu: Decimal
) -> Monatsteilung | None:
    """Return who bears what of a benefit (`leistung` is its Kennung) in the month of the change, None where no norm shares it.

    The first has the days before the change, the second the rest of what a month counts: of the same monthly amount no cent is
    lost, and the person has the whole month.
    """
    regel = eintrag.find_teilmonat(fortsetzung.ab)
    if fortsetzung.ab.day == 1 or regel is None:
        return None
    davor = min(fortsetzung.ab.day - 1, regel.tage)
    danach = regel.tage - davor
    erster = round_kaufmaennisch(alt * davor / regel.tage)
    return Monatsteilung(
        f"{fortsetzung.schluessel}-{leistung}",
        eintrag.titel,
        fortsetzung.bisher.name,
        fortsetzung.traeger.name,
        fortsetzung.ab,
        regel.tage,
        davor,
        danach,
        erster,
        neu - erster if alt == neu else round_kaufmaennisch(neu * danach / regel.tage),
        regel.norm,
    )

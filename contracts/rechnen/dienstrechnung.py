"""Who pays what of a pooled service: amounts and instalments by share, exact to the cent (F10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from ..modell.faehigkeiten import HatLaufzeit, HatParteien
from ..modell.laufzeit import Laufzeit
from ..modell.partei import Partei
from ..modell.psychiatrieteile import HatGemeinschaftsdienst
from ..modell.rahmen import Dienstanteil, Gemeinschaftsdienst
from ..sichtbar import sichtbar
from .betrag import rest_to, round_kaufmaennisch, rumpfbetrag, split_raten, sum_betraege
from .zeitraum import count_monate, monate_im_jahr


@dataclass(frozen=True, slots=True)
class Dienstzahlung:
    """The part of one party: its amount in the year of the costs and its instalments."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("anteil",)

    anteil: Dienstanteil
    partei: Partei
    betrag: Decimal
    rate: Decimal
    letzte_rate: Decimal


@dataclass(frozen=True, slots=True)
class Dienstrechnung:
    """All computed figures of a frame with a pooled service.

    `kosten` are those of the months of the term in the year; `groesster` is the party whose share takes what rounding leaves over.
    """

    kosten: Decimal
    zahlungen: tuple[Dienstzahlung, ...]
    anteile_gesamt: Decimal
    betraege_gesamt: Decimal
    raten_anzahl: int
    raten_gleiche: int
    groesster: Partei
    laufzeit_monate: int


class HatDienstrechnung(HatGemeinschaftsdienst, HatLaufzeit, HatParteien):
    """Has the parts from which the payments for a pooled service are computed, and thus its figures."""

    @cached_property
    @sichtbar
    def berechnet(self) -> Dienstrechnung:
        """Every computed figure."""
        return compute_dienst(self.dienst, self.parteien, self.laufzeit)


def compute_dienst(dienst: Gemeinschaftsdienst, parteien: Sequence[Partei], laufzeit: Laufzeit) -> Dienstrechnung:
    """Compute who pays what; what rounding leaves over goes to the largest share, the first of equal ones."""
    monate = monate_im_jahr(laufzeit.beginn, laufzeit.ende, dienst.kostenjahr)
    kosten = rumpfbetrag(dienst.kosten, monate, 12) if 0 < monate < 12 else dienst.kosten
    anteile = dienst.anteile
    groesster = max(range(len(anteile)), key=lambda i: anteile[i].anteil)
    betraege = rest_to(groesster, kosten, [round_kaufmaennisch(kosten * a.anteil) for a in anteile])
    plaene = [split_raten(b, max(monate, 1)) for b in betraege]
    nach_kennung = {p.partei: p for p in parteien}
    zahlungen = tuple(
        Dienstzahlung(a, nach_kennung[a.partei], b, p.rate, p.letzte_rate)
        for a, b, p in zip(anteile, betraege, plaene, strict=True)
        if a.partei in nach_kennung
    )
    return Dienstrechnung(
        kosten=kosten,
        zahlungen=zahlungen,
        anteile_gesamt=sum((a.anteil for a in anteile), Decimal(0)),
        betraege_gesamt=sum_betraege(z.betrag for z in zahlungen),
        raten_anzahl=plaene[0].anzahl,
        raten_gleiche=plaene[0].anzahl - 1,
        groesster=nach_kennung.get(anteile[groesster].partei, parteien[0]),
        laufzeit_monate=count_monate(laufzeit.beginn, laufzeit.ende),
    )

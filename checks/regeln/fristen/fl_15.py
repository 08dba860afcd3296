"""Der Vertrag passt nicht in die Phasen seines Projekts.

Prüft: Sind Phasen des Projekts angegeben, beginnt die Laufzeit in einer Phase, in der Budgets laufen; jede Phase endet nach ihrem
Beginn, und die Phasen folgen aufeinander, ohne sich zu überschneiden.

Warum: Im Vorlauf werden Ziele, Schulungen und Controlling vorbereitet. Ein Budget, das schon im Vorlauf beginnt, beginnt ohne sie; eine
falsche Jahreszahl fällt in der Aufzählung niemandem auf.

Beispiel: Vorlauf bis 31.12.2025, die Laufzeit beginnt am 01.01.2025.

Stattdessen: Phase oder Laufzeit berichtigen.

Grenzen: Die Regel vergleicht Tage. Ob eine Phase tatsächlich abgeschlossen ist, weiß sie nicht.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from contracts.modell.vertrag import Vertrag

from ...bedarf import HatLaufzeit
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="FL-15",
    name="laufzeit-ausserhalb-der-projektphase",
    titel="Laufzeit passt zur Projektphase",
    schwere="warnung",
    meldung="Die Laufzeit beginnt am {ist}, in keiner Phase des Projekts, in der Budgets laufen.",
    varianten={
        "verkehrt": "Die Phase „{id}“ endet am {ist}, vor ihrem Beginn am {soll}.",
        "folge": "Die Phase „{id}“ beginnt am {ist}; die Phase davor endet erst am {soll}.",
    },
    quellen=("A-ALL-10",),
    braucht=(Vertrag, HatLaufzeit),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a term outside of the phases with budgets, and phases out of order."""
    projekt = kontext.als(Vertrag).projekt
    if projekt is None or not projekt.phasen:
        return
    beginn, pfad = kontext.als(HatLaufzeit).laufzeit.beginn, ("projekt", "phasen")
    for nummer, phase in enumerate(projekt.phasen):
        if phase.bis < phase.von:
            ist, soll = show_datum(phase.bis), show_datum(phase.von)
            yield Fund((*pfad, nummer, "bis"), ist, soll, variante="verkehrt", werte={"id": phase.id})
    for nummer, (davor, phase) in enumerate(pairwise(projekt.phasen), 1):
        if phase.von <= davor.bis:
            ist, soll = show_datum(phase.von), show_datum(davor.bis)
            yield Fund((*pfad, nummer, "von"), ist, soll, variante="folge", werte={"id": phase.id})
    if not any(p.art == "budget" and p.von <= beginn <= p.bis for p in projekt.phasen):
        yield Fund(("laufzeit", "beginn"), show_datum(beginn), "in einer Phase mit Budget", bezug=((pfad, "Phasen"),))

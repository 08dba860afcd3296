"""Eine Menge, ein Satz oder das Budget ist nichts.

Prüft: Jeder Leistungstyp hat in wenigstens einer Gruppe eine Leistungsmenge; jede Gruppe mit einer Menge hat einen
Vergütungssatz über 0,00 Euro; die Steigerungsrate lässt vom Budget etwas übrig.

Warum: Wer eine Vorlage ausfüllt und die Mengen vergisst, erhält einen Vertrag, der in sich stimmt und nichts vergütet. Für
die Leistungsfälle, die der Vertrag nennt, wäre dann nichts im Budget.

Beispiel: Ein Leistungstyp mit 44 Leistungsfällen, dessen Gruppen alle die Menge 0 haben.

Stattdessen: Die Mengen und Sätze des Referenzjahres eintragen, oder den Leistungstyp aus dem Leistungspaket nehmen.

Grenzen: Eine einzelne Gruppe ohne Menge ist zulässig; in ihr war im Referenzjahr niemand. Ob eine Menge zu den Fällen passt,
prüft ZB-11 nur nach oben. Eine negative Steigerungsrate ist zulässig, denn die Vertragskommission kann eine überhöhte
Fortschreibung berichtigen; ab 15 Prozent fragt ZB-04 nach.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...bedarf import HatBudget, HatLeistungspaket
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_anteil, show_zahl

if TYPE_CHECKING:
    from contracts.modell.leistung import Leistungstyp

REGEL = Regel(
    code="ZB-17",
    name="nichts-zu-vergueten",
    titel="Mengen und Sätze sind mehr als nichts",
    schwere="fehler",
    meldung="Der Leistungstyp „{leistungstyp}“ hat {ist} Leistungsfälle, aber in keiner Gruppe eine Leistungsmenge.",
    varianten={
        "satz": "Die Gruppe „{gruppe}“ des Leistungstyps „{leistungstyp}“ hat eine Menge ({menge}), aber den Vergütungssatz 0,00 Euro.",
        "rate": "Bei einer Steigerungsrate von {ist} bleibt vom Budget nichts übrig.",
    },
    quellen=("ZB-01",),
    braucht=(HatBudget, HatLeistungspaket),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every Leistungstyp without volume, every volume without a rate, and a rate that takes all."""
    rate = kontext.als(HatBudget).budget.steigerung.rate
    if rate <= -1:
        yield Fund(("budget", "steigerung", "rate"), show_anteil(rate), variante="rate")
    for nummer, lt in enumerate(kontext.als(HatLeistungspaket).leistungspaket):
        yield from _leistungstyp(nummer, lt)


def _leistungstyp(nummer: int, lt: Leistungstyp) -> Iterator[Fund]:
    if not any(g.menge for g in lt.gruppen):
        pfad = ("leistungspaket", nummer, "gruppen")
        yield Fund(pfad, show_zahl(lt.leistungsfaelle), werte={"leistungstyp": lt.kuerzel})
    for stelle, gruppe in enumerate(lt.gruppen):
        if gruppe.menge and not gruppe.verguetungssatz:
            werte = {"leistungstyp": lt.kuerzel, "gruppe": gruppe.id, "menge": show_zahl(gruppe.menge)}
            yield Fund(("leistungspaket", nummer, "gruppen", stelle, "verguetungssatz"), variante="satz", werte=werte)

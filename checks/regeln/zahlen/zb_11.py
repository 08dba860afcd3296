"""Eine Leistungsmenge ist nicht möglich.

Prüft: Belegungstage überschreiten nicht Plätze mal Tage des Referenzjahres, Leistungsmonate nicht Leistungsfälle mal zwölf;
Mengen für externe Kostenträger zählen mit, soweit sie dieselben Plätze belegen; die Plätze stehen nicht zum größten Teil leer.

Warum: Eine Menge, die es nicht geben kann, zeigt einen Zählfehler und führt zu einem überhöhten Budget.

Beispiel: 16.200 Belegungstage auf 44 Plätzen in einem Schaltjahr (höchstens 16.104).

Stattdessen: Die Menge anhand der Belegungsliste berichtigen.

Grenzen: Leistungsmonate können die Rechnung mit dem Stichtagsbestand übersteigen, wenn Personen wechseln; deshalb dort nur eine
Warnung.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.rechnen.zeitraum import tage_im_jahr

from ...bedarf import HatBudget, HatLeistungspaket
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_zahl

if TYPE_CHECKING:
    from contracts.modell.leistung import Leistungstyp

REGEL = Regel(
    code="ZB-11",
    name="menge-unmoeglich",
    titel="Mengen sind möglich",
    schwere="fehler",
    meldung="Der Leistungstyp „{leistungstyp}“ hat {ist} Belegungstage; {plaetze} Plätze an {tage} Tagen ergeben höchstens {soll}.",
    varianten={
        "monate": "Der Leistungstyp „{leistungstyp}“ hat {ist} Leistungsmonate; {faelle} Leistungsfälle ergeben in zwölf Monaten {soll}.",
        "leer": "Der Leistungstyp „{leistungstyp}“ hat {ist} Plätze, aber nur {soll} Belegungstage; die meisten Plätze wären leer.",
        "plaetze": "Der Leistungstyp „{leistungstyp}“ rechnet nach Belegungstagen ab, nennt aber keine Plätze.",
    },
    quellen=("ZB-11",),
    braucht=(HatBudget, HatLeistungspaket),
)

LEER = 4
"""Share of the possible days below which (as one part of so many) the number of places is more likely wrong."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every volume larger than what is possible in the reference year."""
    tage = tage_im_jahr(kontext.als(HatBudget).budget.referenzjahr)
    for nummer, lt in enumerate(kontext.als(HatLeistungspaket).leistungspaket):
        yield from _belegung(nummer, lt, tage) if lt.einheit == "Belegungstag" else _monate(nummer, lt)


def _belegung(nummer: int, lt: Leistungstyp, tage: int) -> Iterator[Fund]:
    werte = {"leistungstyp": lt.kuerzel, "tage": str(tage), "plaetze": str(lt.plaetze)}
    if lt.plaetze is None:
        yield Fund(("leistungspaket", nummer), variante="plaetze", werte=werte, schwere="warnung")
        return
    menge, hoechstens = sum(g.menge for g in lt.gruppen) + lt.menge_extern, lt.plaetze * tage
    if menge > hoechstens:
        yield Fund(("leistungspaket", nummer, "gruppen"), show_zahl(menge), show_zahl(hoechstens), werte=werte)
    elif menge * LEER < hoechstens:
        pfad = ("leistungspaket", nummer, "plaetze")
        yield Fund(pfad, show_zahl(lt.plaetze), show_zahl(menge), variante="leer", werte=werte, schwere="warnung")


def _monate(nummer: int, lt: Leistungstyp) -> Iterator[Fund]:
    menge, hoechstens = sum(g.menge for g in lt.gruppen), lt.leistungsfaelle * 12
    if menge > hoechstens:
        werte = {"leistungstyp": lt.kuerzel, "faelle": show_zahl(lt.leistungsfaelle)}
        pfad = ("leistungspaket", nummer, "gruppen")
        yield Fund(pfad, show_zahl(menge), show_zahl(hoechstens), variante="monate", werte=werte, schwere="warnung")

"""Eine Größe ist nicht möglich oder nicht üblich.

Prüft: Anteile liegen zwischen 0 und 1; Fristen, Häufigkeiten, Umfänge, Preise und gemessene Werte liegen in der Spanne, in der sie
in solchen Verträgen vorkommen; die Frist für die Folgeverhandlung passt in die Laufzeit; der Vergütungssatz steigt mit der Nummer
der Hilfebedarfsgruppe.

Warum: Ein Komma an der falschen Stelle, eine vertauschte Ziffer oder Wochen statt Tagen fallen beim Lesen selten auf und kosten im
Vollzug viel.

Beispiel: Ein Vergütungssatz von 12.255,00 Euro je Belegungstag.

Stattdessen: 122,55 Euro eintragen. Ist der ungewöhnliche Wert gewollt, kann die Warnung stehen bleiben.

Grenzen: Innerhalb der Spanne erkennt die Regel keinen Fehler. Für Mengen, Personen, Summen und die Steigerungsrate gibt es eigene
Regeln (ZB-01 bis ZB-07, ZB-11, ZB-16).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from contracts.angaben import Groesse
from contracts.position import Pfad
from contracts.rechnen.zeitraum import count_monate

from ...bedarf import HatLaufzeit, HatLeistungspaket
from ...befund import Fund
from ...kontext import Kontext
from ...muster.nachbarn import list_declared, path_from, value_of
from ...regel import Regel
from ...wert import show_betrag, show_dauer, show_zahl

if TYPE_CHECKING:
    from contracts.modell.leistung import Leistungstyp

REGEL = Regel(
    code="ZB-15",
    name="groesse-unplausibel",
    titel="Größen sind möglich und üblich",
    schwere="warnung",
    meldung="„{feld}“ ist {ist}; üblich sind {soll}. Prüfen Sie Komma und Einheit.",
    varianten={
        "unmoeglich": "„{feld}“ ist {ist}; möglich sind {soll}.",
        "laufzeit": "„{feld}“ ist {ist}, die Laufzeit hat aber nur {soll}.",
        "folge": "Der Vergütungssatz der Hilfebedarfsgruppe {gruppe} ({ist}) ist nicht höher als der der Gruppe davor ({soll}).",
    },
    quellen=("ZB-05", "ZB-11"),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every quantity outside its range, by what the model declares of it."""
    for pfad, wert, angabe in list_declared(kontext):
        if angabe.groesse is not None:
            yield from _one(kontext, pfad, Decimal(wert), angabe.groesse)
    if kontext.hat(HatLeistungspaket):
        for nummer, lt in enumerate(kontext.als(HatLeistungspaket).leistungspaket):
            yield from _folge(("leistungspaket", nummer, "gruppen"), lt)


def _one(kontext: Kontext, pfad: Pfad, wert: Decimal, groesse: Groesse) -> Iterator[Fund]:
    werte = {"feld": str(pfad[-1])}
    ueblich = groesse.ueblich
    if groesse.je:
        ueblich = dict(groesse.je_wert).get(value_of(kontext.vertrag, path_from(pfad, groesse.je)), ueblich)
    if _is_outside(wert, groesse.moeglich):
        yield Fund(pfad, show_zahl(wert), _show(groesse.moeglich), variante="unmoeglich", werte=werte, schwere="fehler")
    elif _is_outside(wert, ueblich) and not (groesse.ist_null_ueblich and wert == 0):
        yield Fund(pfad, show_zahl(wert), _show(ueblich), werte=werte)
    elif groesse.ist_in_laufzeit and kontext.hat(HatLaufzeit):
        laufzeit = kontext.als(HatLaufzeit).laufzeit
        monate = count_monate(laufzeit.beginn, laufzeit.ende)
        if laufzeit.beginn < laufzeit.ende and wert > monate:
            yield Fund(pfad, show_dauer(int(wert)), show_dauer(monate), variante="laufzeit", werte=werte)


def _is_outside(wert: Decimal, spanne: tuple[str, str]) -> bool:
    von, bis = spanne
    return bool(von) and not Decimal(von) <= wert <= Decimal(bis)


def _show(spanne: tuple[str, str]) -> str:
    return " bis ".join(show_zahl(Decimal(grenze)) for grenze in spanne)


def _folge(pfad: Pfad, lt: Leistungstyp) -> Iterator[Fund]:
    gruppen = [(g.hilfebedarfsgruppe, n, g) for n, g in enumerate(lt.gruppen) if g.hilfebedarfsgruppe is not None]
    for (_, _, davor), (hbg, nummer, gruppe) in pairwise(sorted(gruppen, key=lambda e: (e[0], e[1]))):
        if 0 < gruppe.verguetungssatz <= davor.verguetungssatz:
            ist, soll = show_betrag(gruppe.verguetungssatz), show_betrag(davor.verguetungssatz)
            werte = {"gruppe": str(hbg)}
            yield Fund((*pfad, nummer, "verguetungssatz"), ist, soll, variante="folge", werte=werte)

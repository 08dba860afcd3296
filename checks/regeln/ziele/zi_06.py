"""Ein Indikator ist nicht eindeutig oder sein Zielwert nicht plausibel.

Prüft: Anteile und Mittelwerte haben einen Nenner; Prozentwerte liegen zwischen 0 und 100; der Zielwert liegt in der angegebenen
Richtung vom Ausgangswert und ist kein Vielfaches davon; Zwischenwerte liegen zeitlich und der Höhe nach dazwischen; die Grenzen der Ampel sind lückenlos und
grün ist mit dem Zielwert erreicht; der Termin liegt in der Laufzeit.

Warum: Ein Indikator, der sich nicht rechnen lässt oder dessen Ampel eine Lücke hat, führt zum Streit über die Zielerreichung.

Beispiel: Der Wert soll gesenkt werden, der Zielwert 80 liegt aber über dem Ausgangswert 74.

Stattdessen: Richtung oder Zielwert berichtigen.

Grenzen: Ob der Zielwert erreichbar ist, prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.position import Pfad

from ...bedarf import HatLaufzeit, HatZielorte
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum, show_zahl

if TYPE_CHECKING:
    from contracts.modell.ziel import Indikator, Messziel

REGEL = Regel(
    code="ZI-06",
    name="indikator-unplausibel",
    titel="Indikator eindeutig und Zielwert plausibel",
    schwere="warnung",
    meldung="Ziel „{ziel}“: Der Zielwert ({ist}) liegt nicht in der Richtung „{richtung}“ vom Ausgangswert ({soll}).",
    varianten={
        "nenner": "Ziel „{ziel}“: Ein Indikator in Prozent braucht einen Nenner.",
        "prozent": "Ziel „{ziel}“: {ist} ist kein Wert zwischen 0 und 100 Prozent.",
        "termin": "Ziel „{ziel}“: Der Termin ({ist}) liegt nicht in der Laufzeit ({soll}).",
        "sprung": "Ziel „{ziel}“: Der Zielwert ({ist}) ist ein Vielfaches des Ausgangswerts ({soll}). Prüfen Sie die Stellen.",
        "ampel": "Ziel „{ziel}“: Die Grenzen der Ampel (grün {ist}, rot {soll}) passen nicht zur Richtung „{richtung}“.",
        "gruen": "Ziel „{ziel}“: Grün ({ist}) ist strenger als der Zielwert ({soll}); wer ihn erreicht, steht noch nicht auf Grün.",
        "zwischentag": "Ziel „{ziel}“: Der Zwischenwert vom {ist} liegt nicht zwischen Ausgangswert und Termin ({soll}).",
        "zwischenwert": "Ziel „{ziel}“: Der Zwischenwert {ist} liegt nicht zwischen dem Wert davor und dem Zielwert ({soll}).",
    },
    quellen=("ZI-06",),
    braucht=(HatLaufzeit, HatZielorte),
)

SPRUNG = 20
"""Times the value at the beginning beyond which a target is more likely a slip."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every indicator that cannot be reckoned or contradicts itself."""
    laufzeit = kontext.als(HatLaufzeit).laufzeit
    for pfad, ziel in kontext.als(HatZielorte).zielorte:
        werte = {"ziel": ziel.id}
        if laufzeit.beginn < laufzeit.ende and not laufzeit.beginn <= ziel.termin <= laufzeit.ende:
            soll = f"{show_datum(laufzeit.beginn)} bis {show_datum(laufzeit.ende)}"
            yield Fund((*pfad, "termin"), show_datum(ziel.termin), soll, variante="termin", werte=werte)
        if ziel.indikator is not None:
            yield from _werte((*pfad, "indikator"), ziel, ziel.indikator)
            yield from _zwischenwerte((*pfad, "indikator", "zwischenwerte"), ziel, ziel.indikator)


def _werte(pfad: Pfad, ziel: Messziel, indikator: Indikator) -> Iterator[Fund]:
    werte = {"ziel": ziel.id, "richtung": indikator.richtung}
    richtung = 1 if indikator.richtung == "steigern" else -1
    start, zielwert, ampel = indikator.ausgangswert, indikator.zielwert, indikator.ampel
    if indikator.einheit == "Prozent" and indikator.nenner is None:
        yield Fund(pfad, variante="nenner", werte=werte)
    if indikator.einheit == "Prozent":
        for feld, wert in (("ausgangswert", start), ("zielwert", zielwert)):
            if not 0 <= wert <= 100:
                yield Fund((*pfad, feld), show_zahl(wert), variante="prozent", werte=werte)
    if (zielwert - start) * richtung <= 0:
        yield Fund((*pfad, "zielwert"), show_zahl(zielwert), show_zahl(start), werte=werte)
    elif indikator.einheit != "Prozent" and 0 < start * SPRUNG < zielwert:
        yield Fund((*pfad, "zielwert"), show_zahl(zielwert), show_zahl(start), variante="sprung", werte=werte)
    elif (ampel.gruen - ampel.rot) * richtung < 0:
        yield Fund((*pfad, "ampel"), show_zahl(ampel.gruen), show_zahl(ampel.rot), variante="ampel", werte=werte)
    elif (ampel.gruen - zielwert) * richtung > 0:
        yield Fund(
            (*pfad, "ampel", "gruen"), show_zahl(ampel.gruen), show_zahl(zielwert), variante="gruen", werte=werte
        )


def _zwischenwerte(pfad: Pfad, ziel: Messziel, indikator: Indikator) -> Iterator[Fund]:
    richtung = 1 if indikator.richtung == "steigern" else -1
    tag, wert = indikator.ausgangswert_am, indikator.ausgangswert
    for nummer, zwischen in enumerate(indikator.zwischenwerte):
        werte = {"ziel": ziel.id}
        if not tag < zwischen.am < ziel.termin:
            soll = f"{show_datum(tag)} bis {show_datum(ziel.termin)}"
            yield Fund((*pfad, nummer, "am"), show_datum(zwischen.am), soll, variante="zwischentag", werte=werte)
        elif not 0 <= (zwischen.wert - wert) * richtung <= (indikator.zielwert - wert) * richtung:
            soll = f"{show_zahl(wert)} bis {show_zahl(indikator.zielwert)}"
            yield Fund((*pfad, nummer, "wert"), show_zahl(zwischen.wert), soll, variante="zwischenwert", werte=werte)
        else:
            tag, wert = zwischen.am, zwischen.wert

"""Ziffern und Worte stimmen nicht überein.

Prüft: Der ausgewiesene Betrag in Worten ist der berechnete; jede Zahl, die der Text in Worten druckt, ist die Zahl der Daten; steht
eine Zahl in Klammern hinter ihrem Wort oder umgekehrt, sind beide gleich.

Warum: Widersprechen sich Ziffern und Worte, ist offen, was gilt.

Beispiel: „zwölf (11) Monatsraten“.

Stattdessen: Beide Angaben aus demselben Feld drucken.

Grenzen: Zahlwörter ab einer Billion liest die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.regex import compile_later

from ...bedarf import HatBerechnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.zahlwort import parse_betrag, parse_zahlwort
from ...regel import Regel
from ...wert import quote, show_betrag

REGEL = Regel(
    code="TD-02",
    name="ziffern-und-worte-verschieden",
    titel="Ziffern und Worte",
    schwere="fehler",
    meldung="In Worten steht {ist}, in Ziffern {soll}.",
    varianten={"unlesbar": "Der Betrag in Worten ({ist}) ist kein ausgeschriebener Betrag; richtig ist {soll}."},
    ebene="dokument",
    dokumente="alle",
    quellen=("TD-02",),
)

KLAMMER = compile_later(r"\((\d{1,6}|[a-zäöüß]{3,60})\)")
DAVOR = compile_later(r"(?<![\w.,])(\d{1,6}|[a-zäöüß]{3,60}) ?$")
IN_WORTEN = ("worte", "zahlwort")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every number in words that differs from its digits."""
    if kontext.hat(HatBerechnung):
        yield from _ausgewiesen(kontext)
    for orte in kontext.baum.felder.values():
        for feld, stelle in orte:
            if feld.art in IN_WORTEN and parse_betrag(feld.text) != Decimal(feld.wert):
                yield Fund.at(stelle.spanne_of(feld), ist=quote(feld.text), soll=quote(feld.wert))
    yield from _nebeneinander(kontext)


def _nebeneinander(kontext: Kontext) -> Iterator[Fund]:
    """Yield pairs such as “zwölf (11)” and “11 (zwölf)”."""
    fliesstext = kontext.baum.fliesstext
    for klammer in KLAMMER.finditer(fliesstext.text):
        davor = DAVOR.search(fliesstext.text, max(klammer.start() - 60, 0), klammer.start())
        if davor is None or davor[1].isdigit() == klammer[1].isdigit():
            continue
        wort, zahl = (klammer[1], davor[1]) if davor[1].isdigit() else (davor[1], klammer[1])
        gelesen = parse_zahlwort(wort)
        if gelesen is not None and gelesen != int(zahl):
            worte = klammer if davor[1].isdigit() else davor
            yield Fund.at(fliesstext.spanne(*worte.span(1)), ist=quote(wort), soll=quote(zahl))


def _ausgewiesen(kontext: Kontext) -> Iterator[Fund]:
    vertrag = kontext.als(HatBerechnung)
    if vertrag.budget.ausgewiesen is None or vertrag.budget.ausgewiesen.jahresbetrag_in_worten is None:
        return
    worte, soll = vertrag.budget.ausgewiesen.jahresbetrag_in_worten, vertrag.berechnet.jahresbetrag
    gelesen = parse_betrag(worte)
    pfad = ("budget", "ausgewiesen", "jahresbetrag_in_worten")
    if gelesen is None:
        yield Fund(pfad, quote(worte), show_betrag(soll), variante="unlesbar")
    elif gelesen != soll:
        yield Fund(pfad, show_betrag(gelesen), show_betrag(soll))

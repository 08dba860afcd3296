"""Teilbudgets, Gesamtbudget und Vergleichskosten passen nicht zusammen.

Prüft: Was die Leistungsträger als Teilbudget festgestellt haben, gleicht dem, was aus den Leistungen folgt. Das festgestellte Gesamtbudget gleicht der
Summe der Teilbudgets, getrennt nach Geld und Gutscheinen; was nach einem Wechsel ein anderer Leistungsträger fortsetzt, zählt einmal.
Liegt ein Teilbudget über den Vergleichskosten, steht dabei, warum. Gezahlt wird
monatlich, wenn der Betrag nicht klein ist.

Warum: Aus dem Bescheid, der Zielvereinbarung und den Stellungnahmen muss derselbe Betrag folgen. Die Vergleichskosten sind eine Sollgrenze: Das Gesetz
lässt mehr zu, wenn sonst der Bedarf nicht gedeckt wäre.

Beispiel: Die Krankenkasse stellt 622,91 Euro fest, aus den Leistungen folgen 630,82 Euro.

Stattdessen: Die Leistung oder die Feststellung berichtigen.

Grenzen: Ob Mengen und Sätze angemessen sind, muss ein Mensch beurteilen. Wie zwei Leistungsträger einen Monat
teilen, in dem sie wechseln, sagt FL-10.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_betrag

REGEL = Regel(
    code="ZB-13",
    name="teilbudgets-summe",
    titel="Teilbudgets, Gesamtbudget, Vergleichskosten",
    schwere="fehler",
    meldung="Der Leistungsträger hat {ist} im Monat festgestellt; aus den Leistungen folgen {soll}.",
    varianten={
        "gesamt": "Als {was} sind {ist} festgestellt; aus den Teilbudgets folgen {soll}.",
        "vergleich": "Das Teilbudget ({ist}) liegt über den Vergleichskosten ({soll}). Das Gesetz lässt das nur zu, wenn sonst der Bedarf nicht gedeckt ist; "
        "nennen Sie den Grund unter „begruendung_mehrkosten“.",
        "wechsel": "Mit dem Wechsel des Leistungsträgers ändert sich das Teilbudget von {soll} auf {ist} im Monat. Das Gesamtbudget gilt dann nicht mehr; "
        "ändern Sie den Bescheid zu diesem Tag.",
        "rhythmus": "Gezahlt wird nicht monatlich, obwohl im Monat {ist} zu zahlen sind; das Gesetz verlangt bei laufenden Leistungen monatliche Zahlung.",
    },
    normen=("§ 29 Abs. 2 SGB IX", "§ 29 Abs. 4 SGB IX"),
    quellen=("ZB-13", "A-PB-006", "A-PB-064", "A-PB-105"),
    braucht=(HatBudgetfall,),
)
GESAMT = {"geld": "Geldleistungen", "gutscheine": "Gutscheine", "gesamt": "Gesamtbudget"}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every stated amount that does not follow, and a sum above the cost of comparison without a reason."""
    from contracts.rechnen.budgetrechnung import KLEIN
    from contracts.rechnen.fortsetzung import find_fortgesetztes

    fall = kontext.als(HatBudgetfall)
    teile = {t.schluessel: t for t in fall.berechnet.teilbudgets}
    for nummer, stellungnahme in enumerate(fall.stellungnahmen):
        betrag, teil = stellungnahme.betrag_monatlich, teile.get(stellungnahme.traeger)
        if betrag is not None and teil is not None and betrag != teil.summe:
            yield Fund(("stellungnahmen", nummer, "betrag_monatlich"), show_betrag(betrag), show_betrag(teil.summe))
    if fall.gesamtbudget is not None and fall.teilbudgets:
        for name, was in GESAMT.items():
            ist, soll = getattr(fall.gesamtbudget, name), getattr(fall.berechnet, name)
            if ist != soll:
                werte = {"was": was}
                yield Fund(("gesamtbudget", name), show_betrag(ist), show_betrag(soll), variante="gesamt", werte=werte)
    for nummer, angaben in enumerate(fall.teilbudgets):
        summe = teile[angaben.traeger].summe
        if summe > angaben.vergleichskosten and angaben.begruendung_mehrkosten is None:
            ist, soll = show_betrag(summe), show_betrag(angaben.vergleichskosten)
            ort = ("teilbudgets", nummer, "vergleichskosten")
            yield Fund(ort, ist, soll, variante="vergleich", schwere="warnung")
    for nummer, angaben in enumerate(fall.teilbudgets):
        vorgaenger = find_fortgesetztes(fall, angaben)
        if vorgaenger is not None and teile[angaben.traeger].summe != teile[vorgaenger.traeger].summe:
            ist, soll = show_betrag(teile[angaben.traeger].summe), show_betrag(teile[vorgaenger.traeger].summe)
            yield Fund(("teilbudgets", nummer, "leistungen"), ist, soll, variante="wechsel", schwere="warnung")
    if fall.zahlweise != "monatlich" and fall.berechnet.geld > KLEIN:
        yield Fund(("zahlweise",), show_betrag(fall.berechnet.geld), variante="rhythmus", schwere="warnung")

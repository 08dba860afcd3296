"""Fortschreibung oder Rundung ist nicht eingehalten.

Prüft: Die ausgewiesenen Vergütungssätze sind die Sätze des Referenzjahres mal Steigerungsrate, kaufmännisch auf Cent gerundet;
das ausgewiesene Budget folgt der benannten Rundungsregel; das Budgetjahr ist das Jahr nach dem Referenzjahr; der Beschluss der
Vertragskommission liegt nicht nach der Unterzeichnung oder der letzten Änderungsvereinbarung; beschlossen hat das Gremium, nach
dem künftig fortgeschrieben wird.

Warum: Ob jeder Satz oder nur der Gesamtbetrag gerundet wird, macht im Beispielvertrag 12,76 Euro aus. Die Regel gehört in den
Vertrag und muss angewandt sein.

Beispiel: Die Daten nennen „je_satz“, ausgewiesen ist aber das Ergebnis der Rundung des Gesamtbetrags.

Stattdessen: Den Betrag nach der vereinbarten Regel ausweisen oder die Regel ändern.

Grenzen: Den Beschluss der Vertragskommission liest die Regel nicht; sie vertraut der eingetragenen Rate.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBerechnung, HatFortschreibung, HatUnterzeichnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.vergleich import compare_ausgewiesen
from ...regel import Regel
from ...wert import quote, show_anteil, show_betrag, show_datum

REGEL = Regel(
    code="ZB-04",
    name="fortschreibung-oder-rundung-falsch",
    titel="Fortschreibung und Rundungsregel",
    schwere="fehler",
    meldung="Der Vergütungssatz der Gruppe „{gruppe}“ ist mit {ist} ausgewiesen; die Fortschreibung um {rate} ergibt {soll}.",
    varianten={
        "rundung": "Das ausgewiesene Budget ({ist}) folgt der anderen Rundungsregel; vereinbart ist die Rundung {regel}, das ergibt {soll}.",
        "jahre": "Das Budgetjahr ist {ist}; die Steigerungsrate trägt ein Jahr weit, vom Referenzjahr also bis {soll}.",
        "beschluss": "Der Beschluss über die Steigerungsrate ist vom {ist}, also nach der Unterzeichnung ({soll}).",
        "gremium": "Fortgeschrieben wird nach {ist}, die Steigerungsrate dieses Budgets hat aber {soll} beschlossen.",
        "rate": "Die Steigerungsrate von {ist} ist ungewöhnlich. Eine Rate steht als Bruchteil: 0.0320 bedeutet 3,20 %.",
    },
    normen=("§ 127 SGB IX", "§ 131 SGB IX"),
    quellen=("ZB-04", "A-TB1-08"),
    braucht=(HatBerechnung, HatUnterzeichnung),
)

GRENZE = 15
"""Percent above which a yearly rate is more likely a slip of the decimal point; so is less than a tenth of a percent."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield rates and totals that do not follow the stated rate and rounding rule, and impossible years and dates."""
    vertrag = kontext.als(HatBerechnung)
    unterzeichnet_am = kontext.als(HatUnterzeichnung).unterzeichnung.zuletzt_am
    steigerung, budget = vertrag.budget.steigerung, vertrag.budget
    if budget.budgetjahr != budget.referenzjahr + 1:
        yield Fund(("budget", "budgetjahr"), str(budget.budgetjahr), str(budget.referenzjahr + 1), variante="jahre")
    if steigerung.beschluss.vom > unterzeichnet_am:
        pfad = ("budget", "steigerung", "beschluss", "vom")
        yield Fund(pfad, show_datum(steigerung.beschluss.vom), show_datum(unterzeichnet_am), variante="beschluss")
    if abs(steigerung.rate) * 100 > GRENZE or 0 < abs(steigerung.rate) * 1000 < 1:
        yield Fund(("budget", "steigerung", "rate"), show_anteil(steigerung.rate), variante="rate", schwere="warnung")
    if kontext.hat(HatFortschreibung):
        yield from _gremium(steigerung.beschluss.gremium, kontext.als(HatFortschreibung).fortschreibung.gremium)
    yield from _saetze(vertrag)
    yield from _rundung(vertrag)


def _gremium(beschlossen: str, vereinbart: str) -> Iterator[Fund]:
    if beschlossen.casefold() != vereinbart.casefold():
        bezug = ((("budget", "steigerung", "beschluss", "gremium"), "Beschluss über die Steigerungsrate"),)
        ist, soll = quote(vereinbart), quote(beschlossen)
        yield Fund(("fortschreibung", "gremium"), ist, soll, variante="gremium", schwere="warnung", bezug=bezug)


def _saetze(vertrag: HatBerechnung) -> Iterator[Fund]:
    if vertrag.budget.ausgewiesen is None:
        return
    saetze = {
        (lt.leistungstyp.kuerzel, p.gruppe.id): p.satz for lt in vertrag.berechnet.leistungstypen for p in lt.posten
    }
    rate = show_anteil(vertrag.budget.steigerung.rate)
    for nummer, zeile in enumerate(vertrag.budget.ausgewiesen.gruppen):
        soll = saetze.get((zeile.leistungstyp, zeile.gruppe))
        if soll is not None:
            pfad = ("budget", "ausgewiesen", "gruppen", nummer, "verguetungssatz")
            name = f"{zeile.leistungstyp} {zeile.gruppe}"
            yield from compare_ausgewiesen(pfad, zeile.verguetungssatz, soll, gruppe=name, rate=rate)


def _rundung(vertrag: HatBerechnung) -> Iterator[Fund]:
    ausgewiesen, berechnet = vertrag.budget.ausgewiesen, vertrag.berechnet
    if ausgewiesen is None or vertrag.budget.rumpfjahr is not None or ausgewiesen.jahresbetrag is None:
        return
    if ausgewiesen.jahresbetrag == berechnet.alternativbetrag != berechnet.jahresbetrag:
        regel = "jedes Vergütungssatzes" if vertrag.budget.ist_je_satz else "des Gesamtbetrags"
        bezug = ((("budget", "rundung"), "vereinbarte Rundung"),)
        yield Fund(
            ("budget", "ausgewiesen", "jahresbetrag"),
            show_betrag(ausgewiesen.jahresbetrag),
            show_betrag(berechnet.jahresbetrag),
            variante="rundung",
            werte={"regel": regel},
            bezug=bezug,
        )

"""Im Verfahren des Persönlichen Budgets fehlt etwas, das vorliegen muss.

Prüft: Eine rechtliche Betreuung nennt ihre Aufgabenbereiche. Über die besonderen Risiken ist beraten. Jeder weitere Leistungsträger nimmt
an der Budgetkonferenz teil oder hat darauf verzichtet; wer erst später an die Stelle eines anderen tritt, musste nicht dabei sein. Scheidet ein
Leistungsträger aus, steht fest, wer an seine Stelle tritt, sein Teilbudget endet spätestens an diesem Tag, und danach führt er nicht mehr das Verfahren.

Warum: Fehlt der Aufgabenbereich, kann eine Vereinbarung unwirksam sein. Fehlt die Beratung, kann die Person das Risiko nicht einschätzen.

Beispiel: Die Betreuung ist eingetragen, die Aufgabenbereiche fehlen.

Stattdessen: Die Aufgabenbereiche aus der Bestellung des Gerichts eintragen.

Grenzen: Ob der Aufgabenbereich die Vereinbarung deckt, muss ein Mensch prüfen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="VOL-16",
    name="budgetverfahren-lueckenhaft",
    titel="Das Verfahren des Persönlichen Budgets ist vollständig dokumentiert",
    schwere="fehler",
    meldung="Die rechtliche Betreuung nennt keine Aufgabenbereiche. Ohne sie ist nicht zu sehen, ob sie die Vereinbarung schließen kann.",
    varianten={
        "beratung": "Über {soll} ist nach den Daten nicht beraten. Holen Sie die Beratung nach, und tragen Sie sie ein.",
        "konferenz": "Dieser Leistungsträger nimmt an der Budgetkonferenz nicht teil und hat auch nicht verzichtet.",
        "laenger": "Der Leistungsträger scheidet am {soll} aus, sein Teilbudget ist darüber hinaus bewilligt ({ist}). Beenden Sie es an diesem Tag.",
        "leitung": "Der Leistungsträger, der das Verfahren führt, ist am {ist} ausgeschieden. Wer an seine Stelle tritt, führt es weiter: {soll}.",
        "austritt": "Dieser Leistungsträger scheidet am {ist} aus; wer an seine Stelle tritt, steht nicht fest.",
    },
    normen=("§ 1815 BGB", "§ 20 SGB IX"),
    quellen=("A-PB-034", "A-PB-041", "A-PB-070", "A-PB-071"),
    braucht=(HatBudgetfall,),
)
RISIKEN = {
    "hat_mitwirkung": "Voraussetzungen, Verfahren und Mitwirkungspflichten",
    "hat_budget_verbraucht_risiko": "das Risiko, dass das Budget verbraucht ist",
    "hat_kosten_risiko": "das Risiko höherer Kosten",
    "hat_ausfall_risiko": "das Risiko, dass eine Kraft oder ein Dienst ausfällt",
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield what the procedure lacks."""
    fall = kontext.als(HatBudgetfall)
    vertretung = fall.person.vertretung
    if vertretung is not None and vertretung.art == "rechtliche_betreuung" and not vertretung.aufgabenbereiche:
        yield Fund(("person", "vertretung"))
    for name, soll in RISIKEN.items():
        if not getattr(fall.antrag.beratung, name):
            yield Fund(("antrag", "beratung", name), soll=soll, variante="beratung", schwere="warnung")
    if fall.konferenz is not None:
        genannt = {*fall.konferenz.traeger, *fall.konferenz.verzicht}
        nachfolger = {t.nachfolge for t in fall.traeger if t.austritt is not None and t.austritt >= fall.konferenz.am}
        for nummer, traeger in enumerate(fall.traeger):
            if traeger.id not in genannt | nachfolger:
                yield Fund(("traeger", nummer), variante="konferenz", schwere="warnung")
    yield from _departures(fall, kontext.stichtag)


def _departures(fall: HatBudgetfall, stichtag: date) -> Iterator[Fund]:
    for nummer, traeger in enumerate(fall.traeger):
        if traeger.austritt is None:
            continue
        tag = show_datum(traeger.austritt)
        if traeger.nachfolge is None:
            yield Fund(("traeger", nummer, "austritt"), tag, variante="austritt")
        elif traeger.id == fall.leitung.traeger and stichtag > traeger.austritt:
            yield Fund(("leitung", "traeger"), tag, fall.find_traeger(traeger.nachfolge).name, variante="leitung")
        for i, teil in enumerate(fall.teilbudgets):
            if teil.traeger == traeger.id and (teil.ende is None or teil.ende > traeger.austritt):
                ist = show_datum(teil.ende) if teil.ende is not None else "ohne letzten Tag"
                yield Fund(("teilbudgets", i, "ende" if teil.ende else "traeger"), ist, tag, variante="laenger")

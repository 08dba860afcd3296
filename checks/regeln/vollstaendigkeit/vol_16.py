"""Im Verfahren des Persönlichen Budgets fehlt etwas, das vorliegen muss.

Prüft: Eine rechtliche Betreuung nennt ihre Aufgabenbereiche. Über die besonderen Risiken ist beraten. Jeder weitere Leistungsträger nimmt
an der Budgetkonferenz teil oder hat darauf verzichtet; wer erst später an die Stelle eines anderen tritt, musste nicht dabei sein. Scheidet ein
Leistungsträger aus, steht fest, wer an seine Stelle tritt, sein Teilbudget endet spätestens an diesem Tag, und danach führt er nicht mehr das Verfahren.
Der Grund, warum jemand das Verfahren führt, passt zu Weiterleitung und Wechsel; eine Gemeinsame Servicestelle ist nach 2018 keiner mehr.
Übernimmt eine Krankenkasse die Behandlung nur (§ 264 SGB V), ist auch beteiligt, wer ihr die Aufwendungen ersetzt.

Warum: Fehlt der Aufgabenbereich, kann eine Vereinbarung unwirksam sein. Fehlt die Beratung, kann die Person das Risiko nicht einschätzen.

Beispiel: Die Betreuung ist eingetragen, die Aufgabenbereiche fehlen.

Stattdessen: Die Aufgabenbereiche aus der Bestellung des Gerichts eintragen.

Grenzen: Ob der Aufgabenbereich die Vereinbarung deckt, muss ein Mensch prüfen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from corpus.recht.budgetrecht import find_grundende

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
        "weiterleitung": "Der Antrag kam nach „leitung.grund“ durch Weiterleitung; es fehlt, wer ihn weitergeleitet hat (weitergeleitet_von).",
        "zuerst": "Der Antrag ist weitergeleitet (weitergeleitet_von); wer ihn so erhielt, ist nicht der zuerst angegangene Leistungsträger.",
        "wechsel": "Als Grund der Leitung ist ein Wechsel der Kasse genannt; keine Kasse nennt diese als Nachfolge (nachfolge).",
        "servicestelle": "Gemeinsame Servicestellen bestanden längstens bis zum {soll} ({norm}); der Antrag ist vom {ist}. Nennen Sie einen anderen Grund.",
        "uebernahme": "Nur eine Krankenkasse übernimmt Behandlung nach § 264 SGB V; dieser Leistungsträger ist keine.",
        "abstimmung": "Die Krankenkasse übernimmt die Behandlung nach § 264 SGB V nur für einen anderen Träger; weder Sozialhilfe (Eingliederungshilfe) "
        "noch Jugendhilfe ist beteiligt. Stimmen Sie sich mit dem Träger ab, der die Aufwendungen ersetzt.",
        "austritt": "Dieser Leistungsträger scheidet am {ist} aus; wer an seine Stelle tritt, steht nicht fest.",
    },
    normen=("§ 1815 BGB", "§ 20 SGB IX", "§ 241 Abs. 7 SGB IX", "§ 264 SGB V"),
    quellen=("A-PB-034", "A-PB-035", "A-PB-041", "A-PB-059", "A-PB-070", "A-PB-071"),
    braucht=(HatBudgetfall,),
)
ERSETZENDE = {"eingliederungshilfe", "jugendhilfe"}
"""Kinds of Träger that replace what a Krankenkasse takes over (§ 264 Abs. 2 und 7 SGB V)."""
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
    yield from _leading(fall)
    yield from _taken_over(fall)
    yield from _departures(fall, kontext.stichtag)


def _leading(fall: HatBudgetfall) -> Iterator[Fund]:
    """Yield where the reason to lead does not fit the rest, or is none any more."""
    leitung, ort = fall.leitung, ("leitung", "grund")
    if leitung.grund == "weitergeleitet" and leitung.weitergeleitet_von is None:
        yield Fund(ort, variante="weiterleitung")
    if leitung.grund == "erstangegangen" and leitung.weitergeleitet_von is not None:
        yield Fund(ort, variante="zuerst")
    if leitung.grund == "kassenwechsel" and all(t.nachfolge != leitung.traeger for t in fall.traeger):
        yield Fund(ort, variante="wechsel")
    ende = find_grundende(leitung.grund, fall.antrag.eingang)
    if ende is not None:
        bis, norm = ende
        yield Fund(
            ort, show_datum(fall.antrag.eingang), show_datum(bis), variante="servicestelle", werte={"norm": norm}
        )


def _taken_over(fall: HatBudgetfall) -> Iterator[Fund]:
    """Yield where a Krankenkasse takes over treatment for another Träger that does not take part."""
    for nummer, traeger in enumerate(fall.traeger):
        ort = ("traeger", nummer, "ist_nur_uebernehmend")
        if not traeger.ist_nur_uebernehmend:
            continue
        if traeger.art != "krankenkasse":
            yield Fund(ort, variante="uebernahme")
        elif not ERSETZENDE & {t.art for t in fall.traeger}:
            yield Fund(ort, variante="abstimmung", schwere="warnung")


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

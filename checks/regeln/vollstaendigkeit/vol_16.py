"""Im Verfahren des Persönlichen Budgets fehlt etwas, das vorliegen muss.

Prüft: Eine rechtliche Betreuung nennt ihre Aufgabenbereiche. Über die besonderen Risiken ist beraten. Jeder weitere Leistungsträger nimmt
an der Budgetkonferenz teil oder hat darauf verzichtet. Scheidet ein Leistungsträger aus, steht fest, wer an seine Stelle tritt.

Warum: Fehlt der Aufgabenbereich, kann eine Vereinbarung unwirksam sein. Fehlt die Beratung, kann die Person das Risiko nicht einschätzen.

Beispiel: Die Betreuung ist eingetragen, die Aufgabenbereiche fehlen.

Stattdessen: Die Aufgabenbereiche aus der Bestellung des Gerichts eintragen.

Grenzen: Ob der Aufgabenbereich die Vereinbarung deckt, muss ein Mensch prüfen.
"""

from __future__ import annotations

from collections.abc import Iterator

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
        for nummer, traeger in enumerate(fall.traeger):
            if traeger.id not in genannt:
                yield Fund(("traeger", nummer), variante="konferenz", schwere="warnung")
    for nummer, traeger in enumerate(fall.traeger):
        if traeger.austritt is not None and traeger.nachfolge is None:
            yield Fund(("traeger", nummer, "austritt"), show_datum(traeger.austritt), variante="austritt")

"""Ein Budgetnehmer ist nicht ab dem Beginn seines Budgets stimmberechtigt.

Prüft: Jeder Budgetnehmer des Sozialraums hat ab seinem ersten Tag mindestens eine Stimme. Jeder Leistungserbringer, der Partei ist, steht
in der Liste der Budgetnehmer; jeder Budgetnehmer ist Partei des Budgetvertrags, den die Liste nennt, und der Kooperationsvereinbarung.
Budgetnehmer desselben Budgetvertrags beginnen am selben Tag.

Warum: Die Sozialraumkonferenz entscheidet über gemeinsame Vorhaben. Wer mit seinem Budget dafür einsteht, muss von Anfang an mitentscheiden.

Beispiel: „stimmen: 0“ bei einem Budgetnehmer.

Stattdessen: Eine Stimme vorsehen; wer kein Budget hat, steht unter „konferenz.mitglieder“.

Grenzen: Der Beginn steht nur in der Datei des Sozialraums; ob er richtig ist, weiß die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatParteien, HatSozialraum, HatSozialraumkonferenz
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="SK-03",
    name="budgetnehmer-ohne-stimme",
    titel="Jeder Budgetnehmer stimmberechtigt",
    schwere="fehler",
    meldung="Der Budgetnehmer „{kennung}“ hat ab dem {tag} ein Budget, aber keine Stimme in der Sozialraumkonferenz.",
    varianten={
        "liste": "Die Partei „{kennung}“ ist Leistungserbringer, steht aber nicht als Budgetnehmer{soll} in der Datei des Sozialraums.",
        "partei": "Der Budgetnehmer „{kennung}“ gehört zu {soll}, ist dort aber nicht Partei.",
        "beginn": "Der Budgetnehmer „{kennung}“ beginnt am {ist}, ein anderer desselben Budgetvertrags am {soll}; ein Vertrag hat einen Beginn.",
    },
    quellen=("SK-03", "A-TB2-01", "A-SRK-02"),
    braucht=(HatSozialraum,),
)

ROLLE = "leistungserbringer"
"""Role of the parties that have a budget."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield Budgetnehmer without a vote, and where list, parties and days do not fit."""
    raum, vertrag = kontext.als(HatSozialraum).sozialraum, kontext.vertrag
    beginne: dict[str, int] = {}
    for nummer, b in enumerate(raum.budgetnehmer):
        pfad, werte = ("sozialraum", "budgetnehmer", nummer), {"kennung": b.id, "tag": show_datum(b.beginn)}
        if not b.stimmen:
            yield Fund((*pfad, "stimmen"), "0", "1", werte=werte)
        erster = raum.budgetnehmer[beginne.setdefault(b.vertrag, nummer)]
        if erster.beginn != b.beginn:
            ist, soll = show_datum(b.beginn), show_datum(erster.beginn)
            yield Fund((*pfad, "beginn"), ist, soll, variante="beginn", werte={"kennung": b.id})
    alle = kontext.hat(HatSozialraumkonferenz)
    erwartet = {b.partei: n for n, b in enumerate(raum.budgetnehmer) if alle or b.vertrag == vertrag.kennung}
    wovon = "der Kooperationsvereinbarung" if alle else f"dem Budgetvertrag {vertrag.kennung}"
    parteien = {p.partei: n for n, p in enumerate(kontext.als(HatParteien).parteien) if p.rolle == ROLLE}
    for partei, nummer in parteien.items():
        if partei not in erwartet:
            soll = "" if alle else f" des Budgetvertrags {vertrag.kennung}"
            werte = {"kennung": partei}
            yield Fund(("parteien", nummer, "partei"), partei, soll, variante="liste", werte=werte)
    for partei, nummer in erwartet.items():
        if partei not in parteien:
            werte = {"kennung": raum.budgetnehmer[nummer].id}
            yield Fund(("sozialraum", "budgetnehmer", nummer, "partei"), partei, wovon, variante="partei", werte=werte)

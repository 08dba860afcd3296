"""Ein Sozialraum nennt einen Budgetvertrag, den es so im Bestand nicht gibt.

Prüft: Jeder Budgetvertrag, den die Datei eines Sozialraums bei einem Budgetnehmer nennt, liegt im Bestand; er gehört zu demselben
Sozialraum, und der Budgetnehmer ist seine Partei.

Warum: Beginn, Stimme und Raten eines Budgetnehmers hängen an seinem Budgetvertrag. Eine verschriebene Kennung steht sonst in jedem
Vertrag des Sozialraums, und die Kooperationsvereinbarung verweist auf einen Vertrag, den niemand geschlossen hat.

Beispiel: Bei einem Budgetnehmer steht TB2-MUSTERHAVEN-III; im Bestand liegen nur I und II.

Stattdessen: Die Kennung in der Datei des Sozialraums berichtigen oder den Budgetvertrag anlegen.

Grenzen: Fehlt der Budgetvertrag, ist das eine Warnung: Er kann noch in Arbeit sein. Jede Stelle wird einmal gemeldet, bei dem ersten
Vertrag des Sozialraums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contracts.position import Pfad

from ...bedarf import HatParteien, HatSozialraum
from ...kontext import Kontext
from ...regel import Regel
from ...vertragsauszug import Quertreffer, Vertragsauszug

REGEL = Regel(
    code="SK-09",
    name="budgetvertrag-fehlt",
    titel="Budgetverträge des Sozialraums",
    schwere="fehler",
    meldung="Der Sozialraum nennt bei „{budgetnehmer}“ den Budgetvertrag „{ist}“; im Bestand gibt es ihn nicht.",
    varianten={
        "raum": "Der Sozialraum nennt bei „{budgetnehmer}“ den Vertrag „{anderer}“; dieser gehört nicht zum Sozialraum „{soll}“.",
        "partei": "„{budgetnehmer}“ ist keine Partei des Vertrags „{anderer}“, aus dem der Budgetnehmer sein Budget erhalten soll.",
    },
    ebene="quer",
    quellen=("A-TB2-01", "A-SRK-01"),
    braucht=(HatParteien,),
)


def extrahiere(kontext: Kontext) -> Vertragsauszug | None:
    """Take along the parties of a contract, its Sozialraum, and whom this says to have which Budgetvertrag."""
    werte = {"parteien": " ".join(p.partei for p in kontext.als(HatParteien).parteien)}
    orte: dict[str, Pfad] = {"parteien": ("parteien",)}
    if kontext.hat(HatSozialraum):
        raum = kontext.als(HatSozialraum).sozialraum
        werte["raum"] = raum.sozialraum
        for nummer, budgetnehmer in enumerate(raum.budgetnehmer):
            werte |= {f"{nummer} vertrag": budgetnehmer.vertrag, f"{nummer} partei": budgetnehmer.partei}
            werte[f"{nummer} name"] = budgetnehmer.name
            orte[f"{nummer} vertrag"] = ("sozialraum", "budgetnehmer", nummer, "vertrag")
    return kontext.auszug(werte, orte)


def vergleiche(auszuege: Sequence[Vertragsauszug]) -> Iterable[Quertreffer]:
    """Yield what the file of a Sozialraum says wrongly of Budgetverträge, each place once."""
    nach_kennung = {a.kennung: a for a in auszuege}
    gesehen: set[tuple[str, str]] = set()
    for auszug in sorted(auszuege, key=lambda a: a.kennung):
        for ort in (n for n in auszug.orte if n.endswith(" vertrag")):
            stelle = (auszug.werte["raum"], ort)
            if stelle not in gesehen:
                gesehen.add(stelle)
                yield from _compare(auszug, ort, nach_kennung.get(auszug.werte[ort]))


def _compare(auszug: Vertragsauszug, ort: str, anderer: Vertragsauszug | None) -> Iterator[Quertreffer]:
    nummer, raum = ort.removesuffix(" vertrag"), auszug.werte["raum"]
    werte = {"budgetnehmer": auszug.werte[f"{nummer} name"]}
    if anderer is None:
        yield Quertreffer(auszug, ort, auszug.werte[ort], "im Bestand", werte, schwere="warnung")
        return
    bezug = ((anderer, "parteien", f"Vertrag „{anderer.kennung}“"),)
    werte["anderer"] = anderer.kennung
    if anderer.werte.get("raum") != raum:
        yield Quertreffer(auszug, ort, anderer.werte.get("raum", ""), raum, werte, "raum", bezug=bezug)
    elif auszug.werte[f"{nummer} partei"] not in anderer.werte["parteien"].split():
        yield Quertreffer(auszug, ort, auszug.werte[f"{nummer} partei"], "Partei", werte, "partei", bezug=bezug)

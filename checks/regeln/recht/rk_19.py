"""Ein Text befristet oder deckelt das Persönliche Budget, verzichtet auf Rechtsmittel oder erlaubt den Widerruf für die Vergangenheit.

Prüft: In keinem Schriftstück ist der Bedarf abschließend vereinbart, ein Nachschlag ausgeschlossen, auf Widerspruch oder Klage verzichtet
oder ein pauschaler Widerruf für die Vergangenheit vorbehalten. Ein Teilbudget mit letztem Tag nennt den Grund, aus dem die Leistung selbst
befristet ist.

Warum: Das Persönliche Budget ist eine Leistungsform. Befristet werden darf es nur, wenn die Leistung befristet werden darf (BSG vom 28.01.2021 –
B 8 SO 9/19 R); die Zielvereinbarung bindet nicht im Bedarf. Auf Rechte kann die Person nicht im Voraus verzichten (§ 46 SGB I).

Beispiel: „Der Bedarf ist damit abschließend vereinbart.“

Stattdessen: „Ändert sich der Bedarf, wird er neu festgestellt.“

Grenzen: Die Regel erkennt Wendungen; neue Umschreibungen kann sie übersehen. Ob ein Grund für eine Befristung trägt, muss ein Mensch beurteilen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import report_wortlaut
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="RK-19",
    name="budget-unzulaessig-begrenzt",
    titel="Keine unzulässige Befristung, Deckelung, Rückwirkung, kein Verzicht auf Rechtsmittel",
    schwere="fehler",
    meldung="Diese Stelle begrenzt Rechte der leistungsberechtigten Person ({wendung}): {ist}.",
    varianten={
        "befristung": "Das Teilbudget endet am {ist}, ohne dass ein Grund genannt ist, aus dem die Leistung selbst befristet ist.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 46 SGB I", "§ 29 SGB IX", "§ 47 SGB X"),
    quellen=("RK-19",),
    braucht=(HatBudgetfall,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every wording that takes a right away, and every end without a reason."""
    yield from report_wortlaut(kontext, "rk_19", "der Anspruch bleibt")
    if kontext.ist_hauptdokument:
        for nummer, teil in enumerate(kontext.als(HatBudgetfall).teilbudgets):
            if teil.ende is not None and teil.befristungsgrund is None:
                yield Fund(("teilbudgets", nummer, "ende"), show_datum(teil.ende), variante="befristung")

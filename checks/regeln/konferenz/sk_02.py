"""Ein Vertrag des Sozialraums verpflichtet nicht zur Kooperation.

Prüft: Ein Paragraf verpflichtet zur Kooperation in der Sozialraumkonferenz und sagt, dass diese Verpflichtung Vertragsbestandteil ist.

Warum: Die Verpflichtung bindet nur, wer sie in seinem eigenen Vertrag übernommen hat. Sie gehört deshalb in jeden Budgetvertrag des
Sozialraums.

Beispiel: „Der Budgetnehmer kann an der Sozialraumkonferenz teilnehmen.“

Stattdessen: „Die Verpflichtung zur Kooperation in der Sozialraumkonferenz ist Vertragsbestandteil.“

Grenzen: Ob die Zusammenarbeit gelebt wird, sieht die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatSozialraum
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import find_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="SK-02",
    name="kooperationspflicht-fehlt",
    titel="Kooperationspflicht in jedem Budgetvertrag",
    schwere="fehler",
    meldung="Kein Paragraf sagt: {soll} Nehmen Sie den Textbaustein „kooperation“ auf.",
    ebene="dokument",
    normen=("§ 132 Abs. 1 SGB IX",),
    quellen=("SK-02", "A-TB2-06", "A-SRK-03"),
    braucht=(HatSozialraum,),
)

AUSSAGEN = {
    "Pflicht": "Es besteht eine Verpflichtung zur Kooperation in der Sozialraumkonferenz.",
    "Bestandteil": "Die Kooperation in der Sozialraumkonferenz ist Vertragsbestandteil.",
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each statement that no binding passage makes."""
    gefunden = {t.wendung for stelle, t in find_wortlaut(kontext, "sk_02") if stelle.bereich == "paragraf"}
    for wendung, aussage in AUSSAGEN.items():
        if wendung not in gefunden:
            yield Fund(("klauseln",), ist="fehlt", soll=aussage)

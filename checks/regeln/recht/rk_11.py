"""Rechte von Leistungserbringern, die nicht beteiligt sind, können berührt sein.

Prüft: Ein Vertrag mit Sozialraum begründet keine Versorgungsverpflichtung für alle Leistungsberechtigten des Gebiets, keinen Gebietsschutz
und keinen Vorrang der Budgetnehmer; ein Paragraf sagt, dass Rechte nicht beteiligter Dritter unberührt bleiben.

Warum: Ein Vertrag, der in Rechte Dritter eingreift, wird erst wirksam, wenn sie schriftlich zustimmen. Gerichte haben Sozialraumverträge
als Eingriff in die Berufsfreiheit ausgeschlossener Leistungserbringer angesehen.

Beispiel: „Die Budgetnehmer übernehmen die Versorgungsverpflichtung für den Sozialraum.“

Stattdessen: „Eine Pflicht, alle Leistungsberechtigten des Sozialraums zu versorgen, begründet der Vertrag nicht.“ Sonst die schriftliche
Zustimmung der betroffenen Leistungserbringer einholen und ein Rechtsgutachten zu den Akten nehmen.

Grenzen: Ob Rechte Dritter tatsächlich berührt sind, muss eine Juristin oder ein Jurist beurteilen; die Rechtsprechung betrifft das SGB VIII und
ist übertragen. Deshalb ist es eine Warnung.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatSozialraum
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import has_wortlaut, report_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="RK-11",
    name="rechte-dritter-beruehrt",
    titel="Rechte nicht beteiligter Dritter",
    schwere="warnung",
    meldung="Diese Stelle kann Rechte nicht beteiligter Leistungserbringer berühren ({wendung}): {ist}. Das muss juristisch geprüft werden.",
    varianten={"fehlt": "Kein Paragraf sagt, dass Rechte nicht beteiligter Dritter unberührt bleiben."},
    ebene="dokument",
    dokumente="alle",
    normen=("§ 57 Abs. 1 SGB X",),
    quellen=("RK-11", "A-SRB-05"),
    braucht=(HatSozialraum,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield the missing statement and every wording that touches others."""
    if kontext.ist_hauptdokument and not has_wortlaut(kontext, "rk_11_pflicht"):
        yield Fund(("klauseln",), ist="fehlt", soll="Rechte Dritter", variante="fehlt")
    yield from report_wortlaut(kontext, "rk_11", "Rechte Dritter unberührt")

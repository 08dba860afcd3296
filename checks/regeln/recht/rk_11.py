"""Rechte von Leistungserbringern, die nicht beteiligt sind, können berührt sein.

Prüft: Ein Vertrag mit Sozialraum begründet keine Versorgungsverpflichtung für alle Leistungsberechtigten des Gebiets, keinen Gebietsschutz
und keinen Vorrang der Budgetnehmer; ein Paragraf sagt, dass Rechte nicht beteiligter Dritter unberührt bleiben.

Warum: Ein Vertrag, der in Rechte Dritter eingreift, wird erst wirksam, wenn sie schriftlich zustimmen. Gerichte haben Sozialraumverträge
als Eingriff in die Berufsfreiheit ausgeschlossener Leistungserbringer angesehen.

Beispiel: „Die Budgetnehmer übernehmen die Versorgungsverpflichtung für den Sozialraum.“

Stattdessen: „Eine Pflicht, alle Leistungsberechtigten des Sozialraums zu versorgen, begründet der Vertrag nicht.“ Sonst die schriftliche
Zustimmung der betroffenen Leistungserbringer einholen und ein Rechtsgutachten zu den Akten nehmen.

Eine Vertragsart mit Versorgungsverpflichtung braucht von jedem betroffenen Leistungserbringer die schriftliche Zustimmung oder ein
Rechtsgutachten; fehlt beides, ist es ein Fehler.

Grenzen: Ob Rechte Dritter tatsächlich berührt sind, muss eine Juristin oder ein Jurist beurteilen; die Rechtsprechung betrifft das SGB VIII und
ist übertragen. Deshalb ist der Wortlaut eine Warnung. Ob das Gutachten trägt und die Liste der Betroffenen vollständig ist, prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatSozialraum, HatVersorgungsverpflichtung
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
    varianten={
        "fehlt": "Kein Paragraf sagt, dass Rechte nicht beteiligter Dritter unberührt bleiben.",
        "zustimmung": "Der Leistungserbringer „{ist}“ ist von der Versorgungsverpflichtung betroffen und hat nicht zugestimmt; auch ein "
        "Rechtsgutachten fehlt. Holen Sie eines von beidem ein.",
        "niemand": "Zur Versorgungsverpflichtung ist kein betroffener Leistungserbringer genannt und kein Rechtsgutachten; dass niemand "
        "betroffen ist, muss belegt sein.",
        "gutachten": "Für {ist} liegt statt der Zustimmung nur ein Rechtsgutachten vor. Ob es genügt, muss eine Juristin oder ein Jurist "
        "bestätigen.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 57 Abs. 1 SGB X",),
    quellen=("RK-11", "A-SRB-05"),
    braucht=(HatSozialraum,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield the missing statement and every wording that touches others, or what an obligation to serve lacks."""
    if kontext.ist_hauptdokument and not has_wortlaut(kontext, "rk_11_pflicht"):
        yield Fund(("klauseln",), ist="fehlt", soll="Rechte Dritter", variante="fehlt")
    if not kontext.hat(HatVersorgungsverpflichtung):
        yield from report_wortlaut(kontext, "rk_11", "Rechte Dritter unberührt")
    elif kontext.ist_hauptdokument:
        yield from _verpflichtung(kontext)


def _verpflichtung(kontext: Kontext) -> Iterator[Fund]:
    """Yield each one whose rights are touched without consent; a legal opinion leaves a warning that a lawyer must confirm it."""
    pflicht, pfad = kontext.als(HatVersorgungsverpflichtung).versorgungsverpflichtung, ("versorgungsverpflichtung",)
    if pflicht.gutachten is not None:
        if pflicht.hat_offene or not pflicht.betroffene:
            wer = f"{len(pflicht.offene)} betroffene Leistungserbringer" if pflicht.hat_offene else "die Rechte Dritter"
            yield Fund((*pfad, "gutachten"), wer, "Zustimmung", variante="gutachten")
    elif not pflicht.betroffene:
        yield Fund(pfad, "fehlt", "Zustimmung oder Gutachten", variante="niemand", schwere="fehler")
    for nummer, betroffener in enumerate(pflicht.betroffene if pflicht.gutachten is None else ()):
        if not betroffener.hat_zugestimmt:
            ort = (*pfad, "betroffene", nummer)
            yield Fund(ort, betroffener.id, "Zustimmung", variante="zustimmung", schwere="fehler")

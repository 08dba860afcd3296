"""Sozialdaten oder Gesundheitsdaten können ohne Einwilligung weitergegeben werden.

Prüft: Ein Vertrag mit Schnittstelle zum Gemeindepsychiatrischen Verbund sagt in einem Paragrafen, dass Daten nur mit Einwilligung der
Person weitergegeben werden und dass die Einwilligung widerrufen werden kann. Ein Vertrag mit Sozialraum sagt, dass Niederschriften oder
Protokolle keine Sozialdaten enthalten.

Warum: Wer zusammenarbeitet, darf deshalb noch keine Gesundheits- und Sozialdaten austauschen. Eine Einwilligung ist nur wirksam, wenn sie
frei und widerruflich ist; eine Niederschrift, die an viele geht, darf niemanden erkennen lassen.

Beispiel: „Im Verbund werden die Behandlungsdaten ausgetauscht.“

Stattdessen: „Daten einer Person gehen nur mit ihrer Einwilligung an den Verbund; sie kann jederzeit widerrufen werden.“

Grenzen: Ob die Einwilligung im Einzelfall informiert und wirksam ist und was in eine Niederschrift geschrieben wird, sieht die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...bedarf import HatSozialraum, HatVerbund, HatZusammenarbeit
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import find_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="RK-21",
    name="weitergabe-ohne-einwilligung",
    titel="Sozialdatenschutz und Einwilligung",
    schwere="fehler",
    meldung="Kein Paragraf sagt: {soll} Nehmen Sie die Aussage in den Paragrafen zum Datenschutz auf.",
    ebene="dokument",
    normen=("§ 67b SGB X", "§ 35 SGB I"),
    quellen=("RK-21", "A-R64-04"),
    braucht=(HatZusammenarbeit,),
)

VERBUND = {
    "Einwilligung": "Daten werden nur mit Einwilligung der Person weitergegeben.",
    "Widerruf": "Die Einwilligung kann widerrufen werden.",
}
SOZIALRAUM = {"Niederschrift": "Niederschriften enthalten keine Sozialdaten."}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each statement that no binding passage makes."""
    if kontext.hat(HatVerbund):
        yield from _missing(kontext, "rk_21", VERBUND)
    if kontext.hat(HatSozialraum):
        yield from _missing(kontext, "rk_21_niederschrift", SOZIALRAUM)


def _missing(kontext: Kontext, liste: str, aussagen: Mapping[str, str]) -> Iterator[Fund]:
    gefunden = {t.wendung for stelle, t in find_wortlaut(kontext, liste) if stelle.bereich == "paragraf"}
    for wendung, aussage in aussagen.items():
        if wendung not in gefunden:
            yield Fund(("klauseln",), ist="fehlt", soll=aussage)

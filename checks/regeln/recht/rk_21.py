"""Die Weitergabe von Gesundheitsdaten im Verbund ist nicht an eine Einwilligung gebunden.

Prüft: Ein Vertrag mit Schnittstelle zum Gemeindepsychiatrischen Verbund sagt in einem Paragrafen, dass Daten nur mit Einwilligung der
Person weitergegeben werden und dass die Einwilligung widerrufen werden kann.

Warum: Krankenhaus, Kostenträger und Leistungserbringer der Eingliederungshilfe dürfen Gesundheits- und Sozialdaten nicht untereinander
austauschen, nur weil sie zusammenarbeiten. Eine Einwilligung ist nur wirksam, wenn sie frei und widerruflich ist.

Beispiel: „Im Verbund werden die Behandlungsdaten ausgetauscht.“

Stattdessen: „Daten einer Person gehen nur mit ihrer Einwilligung an den Verbund; sie kann jederzeit widerrufen werden.“

Grenzen: Ob die Einwilligung im Einzelfall informiert und wirksam ist, sieht die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatVerbund
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
    braucht=(HatVerbund,),
)

AUSSAGEN = {
    "Einwilligung": "Daten werden nur mit Einwilligung der Person weitergegeben.",
    "Widerruf": "Die Einwilligung kann widerrufen werden.",
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each statement that no binding passage makes."""
    gefunden = {t.wendung for stelle, t in find_wortlaut(kontext, "rk_21") if stelle.bereich == "paragraf"}
    for wendung, aussage in AUSSAGEN.items():
        if wendung not in gefunden:
            yield Fund(("klauseln",), ist="fehlt", soll=aussage)

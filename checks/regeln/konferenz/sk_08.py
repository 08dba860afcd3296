"""Beitritt, Rollenwechsel oder Grenzen der Sozialraumkonferenz sind nicht geregelt.

Prüft: Paragrafen regeln Beitritt, Wechsel der Rolle und Ausscheiden und ziehen die Grenzen: keine Beratung einzelner Personen, keine
Belegungsabsprachen, keine Sozialdaten, kein Austausch von Preisen unter Wettbewerbern. Kein Paragraf erlaubt, was diese Grenzen verbieten.

Warum: Budgets beginnen zu verschiedenen Zeiten, und Leistungserbringer eines Sozialraums sind Wettbewerber. Ohne Grenzen verletzt die
Zusammenarbeit Wahlrecht, Sozialgeheimnis und Kartellrecht.

Beispiel: „Die Sozialraumkonferenz entscheidet über die Aufnahme einzelner Leistungsberechtigter.“

Stattdessen: Die Textbausteine „beitritt“ und „srkgrenzen“ verwenden.

Grenzen: Die Regel erkennt Aussagen an ihren Worten. Ob eine geplante Zusammenarbeit kartellrechtlich zulässig ist, muss eine Juristin oder
ein Jurist prüfen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatSozialraumkonferenz
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import find_wortlaut, report_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="SK-08",
    name="grenzen-der-konferenz",
    titel="Beitritt, Rollenwechsel, Grenzen",
    schwere="warnung",
    meldung="Diese Stelle überschreitet die Grenzen der Sozialraumkonferenz ({wendung}): {ist}.",
    varianten={"fehlt": "Kein Paragraf sagt: {soll}"},
    ebene="dokument",
    normen=("§ 104 SGB IX", "§ 67b SGB X", "§ 1 GWB"),
    quellen=("SK-08", "A-TB2-03", "A-SRK-06"),
    braucht=(HatSozialraumkonferenz,),
)

AUSSAGEN = {
    "Beitritt": "Weitere Leistungserbringer können beitreten.",
    "Rollenwechsel": "Aus beratender Mitgliedschaft wird mit dem Budget Stimmrecht.",
    "Ausscheiden": "Wer kein Budget mehr hat, scheidet aus.",
    "Einzelfälle": "Über einzelne Leistungsberechtigte wird nicht beraten.",
    "Belegung": "Belegungsabsprachen gibt es nicht.",
    "Sozialdaten": "Die Sozialraumkonferenz verarbeitet keine Sozialdaten.",
    "Preise": "Leistungserbringer tauschen keine Preise und Kalkulationen aus.",
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each statement that no binding passage makes, then what oversteps the limits."""
    gefunden = {t.wendung for stelle, t in find_wortlaut(kontext, "sk_08") if stelle.bereich == "paragraf"}
    for wendung, aussage in AUSSAGEN.items():
        if wendung not in gefunden:
            yield Fund(("klauseln",), ist="fehlt", soll=aussage, variante="fehlt")
    yield from report_wortlaut(kontext, "sk_08_verbot", "Grenzen der Sozialraumkonferenz")

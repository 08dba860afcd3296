"""Ein mehrdeutiges Wort ist nicht im Sinn der Vertragsart gebraucht.

Prüft: „Zielvereinbarung“, „Budgetnehmer“, „Budget“ und „Stellungnahme“ stehen nicht in einem Sinn, der zu einer anderen Vertragsart gehört;
„Träger“ steht nicht ohne Zusatz. Sätze, die gerade abgrenzen, sind in Ordnung.

Warum: „Zielvereinbarung“ meint in § 132, § 29 und § 122 SGB IX Verschiedenes; „Budgetnehmer“ ist im Trägerbudget der Leistungserbringer, im
Persönlichen Budget die Person; „Träger“ kann der Leistungsträger oder der Träger einer Einrichtung sein. Wer das verwechselt, ordnet
Pflichten den Falschen zu.

Beispiel: „Der Träger teilt die Zahlen mit.“ – Leistungsträger oder Leistungserbringer?

Stattdessen: „Der Leistungsträger teilt die Zahlen mit.“

Grenzen: Die Regel erkennt den fremden Sinn an Wörtern in demselben Satz. Sätze, in denen das Wort allein steht und nur der Zusammenhang zeigt,
was gemeint ist, übersieht sie.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import report_wortlaut
from ...paketdaten import load_daten
from ...regel import Regel

REGEL = Regel(
    code="BG-04",
    name="mehrdeutiger-begriff",
    titel="Mehrdeutige Begriffe im Sinn der Vertragsart",
    schwere="warnung",
    meldung="Dieses Wort ist hier nicht im Sinn der Vertragsart gebraucht ({wendung}): {ist}.",
    ebene="dokument",
    dokumente="alle",
    normen=("§ 132 SGB IX", "§ 29 SGB IX", "§ 122 SGB IX"),
    quellen=("BG-04",),
)

ALLGEMEIN = "allgemein"
"""What is ambiguous in every kind."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield passages that use an ambiguous word in a sense that is foreign to the kind."""
    fremd = {ALLGEMEIN, *(kontext.angaben.fremder_sinn if kontext.angaben is not None else ())}
    namen = {m["name"] for m in load_daten("bg_04")["muster"] if m["sinn"] in fremd}
    yield from report_wortlaut(kontext, "bg_04", "das Wort im Sinn der Vertragsart", namen)

"""Ein Teilbudget hat kein Leistungsziel mit Menge.

Prüft: Jedes Teilbudget nennt mindestens ein Ziel, und mindestens eines davon sagt, was in welcher Menge geleistet wird.

Warum: Ohne Menge lässt sich nicht nachweisen, dass der Bedarf gedeckt ist. Die Ziele der Person selbst bleiben in ihren Worten.

Beispiel: „Unterstützung im Alltag.“

Stattdessen: „Begleitung im Haushalt an vierzehn Stunden je Woche.“

Grenzen: Als Menge gilt eine Zahl in Ziffern oder als Wort oder eine Angabe wie „täglich“. Ob sie stimmt, muss ein Mensch prüfen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="ZI-08",
    name="leistungsziel-ohne-menge",
    titel="Förder- und Leistungsziele je Teilbudget",
    schwere="fehler",
    meldung="Für dieses Teilbudget ist kein Ziel genannt.",
    varianten={"menge": "Kein Leistungsziel dieses Teilbudgets nennt eine Menge (Zahl, Häufigkeit oder Dauer)."},
    normen=("§ 29 Abs. 4 SGB IX",),
    quellen=("ZI-08", "A-PB-065"),
    braucht=(HatBudgetfall,),
)
ZAHLWORT = (
    r"ein|eine|einer|einem|einen|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|"
    r"achtzehn|neunzehn|zwanzig|dreißig|vierzig|fünfzig"
)
MENGE = re.compile(
    rf"\d|\b(?:{ZAHLWORT})\s?mal\b|\b(?:{ZAHLWORT}) (?:\w+ )?(?:stunden?|tage?n?|mal|einsätze?|wochen?|minuten?|fahrten?|termine?)\b|"
    r"\b(?:täglich|wöchentlich|monatlich|werktäglich|stündlich)\w*\b|"
    r"\bjede[nrs]? (?:(?:zweite|dritte|vierte)[nrs]? )?(?:morgen|mittag|abend|tag|nacht|woche|monat|werktag|wochenende)\b|"
    r"\b(?:an|zu) allen (?:tagen|werktagen|wochentagen|schultagen|arbeitstagen|mahlzeiten)\b|\brund um die uhr\b|\b(?:morgens|mittags|abends|nachts)\b",
    re.IGNORECASE,
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every Teilbudget without a goal or without one that has a quantity."""
    for nummer, teil in enumerate(kontext.als(HatBudgetfall).teilbudgets):
        if not teil.ziele:
            yield Fund(("teilbudgets", nummer, "ziele"))
        elif not any(MENGE.search(z.text) for z in teil.ziele if not z.sind_eigene_worte):
            yield Fund(("teilbudgets", nummer, "ziele"), variante="menge")

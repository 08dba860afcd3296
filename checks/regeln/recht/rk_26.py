"""Daten gehen an einen Leistungsträger, für den keine wirksame Einwilligung eingetragen ist.

Prüft: Für jede angeforderte Stellungnahme gibt es eine Einwilligung mit Zweck, die vor der Anforderung liegt, nicht vorher widerrufen ist und auf
Folgen und Widerruf hinweist.

Warum: Sozialdaten dürfen ohne Einwilligung oder gesetzliche Befugnis nicht übermittelt werden; eine Einwilligung ohne Hinweise ist unwirksam
(§ 67b Absatz 2 SGB X).

Beispiel: Die Stellungnahme ist am 14. Januar angefordert, die Einwilligung ist vom 20. Januar.

Stattdessen: Zuerst die Einwilligung, dann die Anforderung.

Grenzen: Gesetzliche Befugnisse kennt die Regel nicht; wer sich auf eine stützt, nennt sie als Zweck der Einwilligung oder nimmt den Befund aus.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="RK-26",
    name="einwilligung-fehlt",
    titel="Einwilligung vor der Übermittlung von Sozialdaten",
    schwere="fehler",
    meldung="Für diesen Leistungsträger gibt es keine Einwilligung, Daten zu übermitteln.",
    varianten={
        "spaet": "Die Einwilligung ({ist}) liegt nach der Anforderung der Stellungnahme ({soll}).",
        "widerrufen": "Die Einwilligung ist am {ist} widerrufen, die Stellungnahme am {soll} angefordert.",
        "hinweis": "Die Einwilligung ist ohne Hinweis auf {soll} erteilt.",
    },
    normen=("§ 67b Abs. 2 SGB X", "§ 35 SGB I"),
    quellen=("RK-21", "A-PB-043"),
    braucht=(HatBudgetfall,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every request for a statement without a valid consent before it."""
    fall = kontext.als(HatBudgetfall)
    nach_empfaenger = {e.empfaenger: (n, e) for n, e in enumerate(fall.einwilligungen)}
    for nummer, stellungnahme in enumerate(fall.stellungnahmen):
        if stellungnahme.traeger not in nach_empfaenger:
            yield Fund(("stellungnahmen", nummer, "traeger"))
            continue
        stelle, einwilligung = nach_empfaenger[stellungnahme.traeger]
        ort, tag = ("einwilligungen", stelle), stellungnahme.angefordert_am
        if einwilligung.am > tag:
            yield Fund((*ort, "am"), show_datum(einwilligung.am), show_datum(tag), variante="spaet")
        widerruf = einwilligung.widerrufen_am
        if widerruf is not None and widerruf <= tag:
            yield Fund((*ort, "widerrufen_am"), show_datum(widerruf), show_datum(tag), variante="widerrufen")
    for stelle, einwilligung in enumerate(fall.einwilligungen):
        for feld, soll in (
            ("hat_hinweis_folgen", "die Folgen der Verweigerung"),
            ("hat_hinweis_widerruf", "den Widerruf"),
        ):
            if not getattr(einwilligung, feld):
                yield Fund(("einwilligungen", stelle, feld), soll=soll, variante="hinweis")

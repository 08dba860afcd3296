"""Die Anteile an einem gemeinsamen Dienst gehen nicht auf.

Prüft: Die Anteile ergeben zusammen 100 Prozent; keine Partei hat zwei Anteile aus derselben Quelle; jeder Anteil ist größer als null;
das Kostenjahr liegt in der Laufzeit.

Warum: Bleibt ein Teil der Kosten ohne Zahler, streiten die Parteien später darüber; ergeben die Anteile mehr als das Ganze, zahlt jemand
für eine Aufgabe, die er nicht hat.

Beispiel: Anteile von 45, 35 und 15 Prozent.

Stattdessen: Anteile vereinbaren, die zusammen 100 Prozent ergeben; die Beträge und den Rest der Rundung rechnet das Programm.

Grenzen: Ob eine Partei die Aufgabe hat, für die sie zahlt, und ob ihr Anteil angemessen ist, muss juristisch und haushaltsrechtlich
bestätigt werden.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...bedarf import HatGemeinschaftsdienst, HatLaufzeit
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_anteil

REGEL = Regel(
    code="ZB-24",
    name="dienstanteile-gehen-nicht-auf",
    titel="Anteile an einem gemeinsamen Dienst",
    schwere="fehler",
    meldung="Die Anteile am gemeinsamen Dienst ergeben zusammen {ist}, nicht {soll}.",
    varianten={
        "null": "Der Anteil „{ist}“ ist null; wer nichts zahlt, hat keinen Anteil.",
        "doppelt": "Die Partei „{ist}“ zahlt zweimal aus derselben Quelle. Fassen Sie die Anteile zusammen.",
        "jahr": "Das Kostenjahr {ist} liegt nicht in der Laufzeit ({soll}).",
    },
    normen=("§ 53 Abs. 1 SGB X",),
    quellen=("A-ALL-19",),
    braucht=(HatGemeinschaftsdienst, HatLaufzeit),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield shares that make no whole, empty and doubled ones, and a year outside the term."""
    dienst, laufzeit = kontext.als(HatGemeinschaftsdienst).dienst, kontext.als(HatLaufzeit).laufzeit
    summe = sum((a.anteil for a in dienst.anteile), Decimal(0))
    if summe != 1:
        yield Fund(("dienst", "anteile"), show_anteil(summe), show_anteil(Decimal(1)))
    gesehen = set()
    for nummer, anteil in enumerate(dienst.anteile):
        if not anteil.anteil:
            yield Fund(("dienst", "anteile", nummer, "anteil"), anteil.id, "mehr als null", variante="null")
        if (anteil.partei, anteil.quelle) in gesehen:
            yield Fund(("dienst", "anteile", nummer, "partei"), anteil.partei, "einmal", variante="doppelt")
        gesehen.add((anteil.partei, anteil.quelle))
    if not laufzeit.beginn.year <= dienst.kostenjahr <= laufzeit.ende.year:
        jahre = f"{laufzeit.beginn.year} bis {laufzeit.ende.year}"
        yield Fund(("dienst", "kostenjahr"), str(dienst.kostenjahr), jahre, variante="jahr")

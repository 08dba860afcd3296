"""Die Evaluation kommt zu spät.

Prüft: Nach dem Bericht der Evaluation bleiben bis zum Ende der Laufzeit die vereinbarten Monate für die Entscheidung; der
Zwischenbericht liegt vor dem Bericht und nach dem Beginn.

Warum: Über die Fortsetzung soll auf der Grundlage der Evaluation entschieden werden. Kommt sie später, wird ohne sie entschieden.

Beispiel: Bericht bis 31. Oktober 2027, sechs Monate für die Entscheidung, Ende am 31. Dezember 2027.

Stattdessen: Den Bericht auf den 30. Juni 2027 legen.

Grenzen: Ob der Umfang der Evaluation in dieser Zeit zu leisten ist, prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.rechnen.zeitraum import latest_ereignis

from ...bedarf import HatAuswertung, HatLaufzeit
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum, show_dauer

REGEL = Regel(
    code="FL-06",
    name="evaluation-zu-spaet",
    titel="Evaluation vor Vertragsende",
    schwere="warnung",
    meldung="Der Bericht der Evaluation liegt am {ist} vor; damit für die Entscheidung die vereinbarte Zeit ({monate}) "
    "bleibt, muss er bis zum {soll} vorliegen.",
    varianten={
        "zwischen": "Der Zwischenbericht der Evaluation ({ist}) muss nach dem Beginn und vor dem Bericht ({soll}) liegen.",
    },
    normen=("§ 132 Abs. 1 SGB IX",),
    quellen=("FL-06", "A-CON-08"),
    braucht=(HatAuswertung, HatLaufzeit),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield an evaluation that leaves no room for the decision, and an interim report out of order."""
    evaluation, laufzeit = kontext.als(HatAuswertung).evaluation, kontext.als(HatLaufzeit).laufzeit
    if laufzeit.ende <= laufzeit.beginn:
        return
    spaetestens = latest_ereignis(laufzeit.ende, evaluation.entscheidung_monate)
    if evaluation.bericht_bis > spaetestens:
        werte = {"monate": show_dauer(evaluation.entscheidung_monate)}
        bezug = ((("laufzeit", "ende"), "Ende der Laufzeit"),)
        yield Fund(
            ("evaluation", "bericht_bis"),
            show_datum(evaluation.bericht_bis),
            show_datum(spaetestens),
            werte=werte,
            bezug=bezug,
        )
    if not laufzeit.beginn < evaluation.zwischenbericht_bis < evaluation.bericht_bis:
        ist, soll = show_datum(evaluation.zwischenbericht_bis), show_datum(evaluation.bericht_bis)
        yield Fund(("evaluation", "zwischenbericht_bis"), ist, soll, variante="zwischen")

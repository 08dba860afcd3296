"""Eine Stellungnahme oder die Feststellung der Teilbudgets kommt zu spät.

Prüft: Stellungnahmen liegen zwei Wochen nach der Anforderung vor, die Teilbudgets stehen eine Woche nach der Budgetkonferenz fest.

Warum: Jede Verzögerung trifft die Person, die auf die Leistung wartet.

Beispiel: Angefordert am 14. Januar, eingegangen am 2. Februar.

Stattdessen: An die Frist erinnern, bevor sie endet.

Grenzen: Die Woche nach der Konferenz ist heute ein Maßstab der Verwaltung, keine gesetzliche Frist.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="FL-08",
    name="stellungnahme-verspaetet",
    titel="Stellungnahmen und Feststellung der Teilbudgets",
    schwere="warnung",
    meldung="{was}: Die Frist endete am {soll}, erledigt ist sie am {ist}.",
    varianten={"offen": "{was}: Die Frist endete am {soll}, am {ist} ist nichts eingetragen."},
    normen=("§ 15 Abs. 2 SGB IX",),
    quellen=("FL-08", "A-PB-061", "A-PB-069"),
    braucht=(HatBudgetfall,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every statement and settlement that came late or is overdue."""
    for frist in kontext.als(HatBudgetfall).fristen:
        if frist.schluessel != "teilbudgets" and not frist.schluessel.startswith("stellungnahme_"):
            continue
        werte = {"was": frist.was}
        if frist.erledigt_am is not None and frist.ist_versaeumt:
            yield Fund(frist.pfad, show_datum(frist.erledigt_am), show_datum(frist.ende), werte=werte)
        elif frist.erledigt_am is None and kontext.stichtag > frist.ende:
            yield Fund(frist.pfad, show_datum(kontext.stichtag), show_datum(frist.ende), variante="offen", werte=werte)

"""Der Vertrag sagt nicht, dass die individuellen Leistungsansprüche unberührt bleiben.

Prüft: Ein Paragraf enthält ohne Einschränkung die Aussage, dass die individuellen Leistungsansprüche der Leistungsberechtigten
unberührt bleiben; kein anderer Satz nimmt ihnen Ansprüche oder setzt den Vertrag an deren Stelle.

Warum: § 132 Absatz 2 SGB IX schreibt das vor. Ein Budget für einen Leistungserbringer darf den Anspruch der einzelnen Person
weder nach Art noch nach Umfang begrenzen.

Beispiel: „Die individuellen Leistungsansprüche bleiben unberührt, soweit das Budget ausreicht.“

Stattdessen: „Die individuellen Leistungsansprüche der Leistungsberechtigten bleiben unberührt.“

Grenzen: Gleichbedeutende Sätze mit ganz anderen Wörtern erkennt die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...bedarf import HatAbweichungen
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import has_wortlaut, report_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="RK-01",
    name="ansprueche-nicht-unberuehrt",
    titel="Individuelle Leistungsansprüche bleiben unberührt",
    schwere="fehler",
    meldung="Kein Paragraf sagt ohne Einschränkung, dass die individuellen Leistungsansprüche unberührt bleiben.",
    varianten={"entzug": "Diese Stelle nimmt einzelnen Menschen Ansprüche ({wendung}): {ist}."},
    ebene="dokument",
    normen=("§ 132 Abs. 2 SGB IX",),
    quellen=("RK-01", "A-132-03"),
    braucht=(HatAbweichungen,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield once when the statement is missing or limited, and every sentence that says the contrary."""
    if not has_wortlaut(kontext, "rk_01"):
        yield Fund(("klauseln",), ist="fehlt", soll="Die individuellen Leistungsansprüche bleiben unberührt.")
    for fund in report_wortlaut(kontext, "rk_01_entzug", "Ansprüche unberührt"):
        yield replace(fund, variante="entzug")

"""Die Zahl der Personen liegt außerhalb des vorgesehenen Korridors.

Prüft: Die Zahl der Personen im Budget liegt zwischen der unteren und der oberen Grenze des Korridors oder die Abweichung ist
begründet; die untere Grenze ist nicht größer als die obere.

Warum: Das Projekt sieht Budgets für 200 bis 250 Menschen vor: groß genug, um Leistungen zu bündeln, klein genug, um
überschaubar zu bleiben.

Beispiel: 190 Personen ohne Begründung.

Stattdessen: Unter „begruendung_ausserhalb_korridor“ sagen, warum das Budget kleiner oder größer ist.

Grenzen: Ob die Begründung trägt, prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBerechnung
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="ZB-06",
    name="ausserhalb-des-personenkorridors",
    titel="Personenkorridor",
    schwere="warnung",
    meldung="Im Budget stehen {ist} Personen; vorgesehen sind {soll}. Begründen Sie die Abweichung.",
    varianten={"grenzen": "Die untere Grenze des Korridors ({ist}) ist größer als die obere ({soll})."},
    quellen=("ZB-06", "A-TB1-05"),
    braucht=(HatBerechnung,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield an unexplained number of persons outside the corridor."""
    kreis = kontext.als(HatBerechnung).personenkreis
    von, bis = kreis.korridor_von, kreis.korridor_bis
    if von > bis:
        yield Fund(("personenkreis", "korridor_von"), str(von), str(bis), variante="grenzen")
    elif (
        not von <= kontext.als(HatBerechnung).berechnet.personen_im_budget <= bis
        and not kreis.begruendung_ausserhalb_korridor
    ):
        ist = str(kontext.als(HatBerechnung).berechnet.personen_im_budget)
        yield Fund(("personenkreis", "personen_im_budget"), ist, f"{von} bis {bis}")

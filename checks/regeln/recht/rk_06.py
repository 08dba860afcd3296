"""Der Vertrag ist nicht im Voraus geschlossen.

Prüft: Die vorgesehene Unterzeichnung und jede geleistete Unterschrift liegen nicht nach dem Beginn der Laufzeit.

Warum: Vergütungen sind vor Beginn der Wirtschaftsperiode für einen zukünftigen Zeitraum zu vereinbaren; rückwirkende
Vereinbarungen sind nicht zulässig.

Beispiel: Beginn am 1. Januar 2025, Unterzeichnung am 7. Januar 2025.

Stattdessen: Vor dem Beginn unterzeichnen oder den Beginn auf den nächsten Monatsersten legen.

Grenzen: Die Unterzeichnung am ersten Tag der Laufzeit lässt die Regel zu (§ 126 Absatz 3 Satz 2 SGB IX); sicherer ist der
Abschluss davor (§ 123 Absatz 2 Satz 3 SGB IX).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatAbweichungen, HatLaufzeit, HatUnterzeichnung
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="RK-06",
    name="nicht-prospektiv",
    titel="Prospektiver Abschluss",
    schwere="fehler",
    meldung="Die Unterzeichnung am {ist} liegt nach dem Beginn der Laufzeit am {soll}.",
    normen=("§ 123 Abs. 2 Satz 3 SGB IX", "§ 126 Abs. 3 Satz 5 SGB IX"),
    quellen=("RK-06",),
    braucht=(HatAbweichungen, HatLaufzeit, HatUnterzeichnung),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every signature date after the beginning of the term."""
    unterzeichnung, beginn = kontext.als(HatUnterzeichnung).unterzeichnung, kontext.als(HatLaufzeit).laufzeit.beginn
    bezug = ((("laufzeit", "beginn"), "Beginn der Laufzeit"),)
    if unterzeichnung.am > beginn:
        yield Fund(("unterzeichnung", "am"), show_datum(unterzeichnung.am), show_datum(beginn), bezug=bezug)
    for nummer, person in enumerate(unterzeichnung.personen):
        if person.unterzeichnet_am is not None and person.unterzeichnet_am > beginn:
            pfad = ("unterzeichnung", "personen", nummer, "unterzeichnet_am")
            yield Fund(pfad, show_datum(person.unterzeichnet_am), show_datum(beginn), bezug=bezug)

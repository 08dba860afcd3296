"""Die Laufzeit widerspricht sich.

Prüft: Der Beginn liegt vor dem Ende; die angegebene Dauer in Monaten stimmt mit den Daten überein.

Warum: Von der Laufzeit hängen Raten, Kündigung und Evaluation ab. Zwei Angaben, die sich widersprechen, machen sie unbestimmt.

Beispiel: 1. Januar 2025 bis 31. Dezember 2027, aber „monate: 24“.

Stattdessen: Die Dauer auf 36 setzen oder weglassen.

Grenzen: Angebrochene Monate zählen nicht mit.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.rechnen.zeitraum import count_monate

from ...bedarf import HatLaufzeit
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum, show_dauer

REGEL = Regel(
    code="FL-01",
    name="laufzeit-widerspruechlich",
    titel="Laufzeit widerspruchsfrei",
    schwere="fehler",
    meldung="Die Laufzeit endet am {ist}, also nicht nach ihrem Beginn am {soll}.",
    varianten={"monate": "Als Dauer ist angegeben: {ist}; aus Beginn und Ende folgt: {soll}."},
    quellen=("FL-01",),
    braucht=(HatLaufzeit,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a term that ends before it begins and a stated length that does not follow from the dates."""
    laufzeit = kontext.als(HatLaufzeit).laufzeit
    if laufzeit.ende <= laufzeit.beginn:
        bezug = ((("laufzeit", "beginn"), "Beginn"),)
        yield Fund(("laufzeit", "ende"), show_datum(laufzeit.ende), show_datum(laufzeit.beginn), bezug=bezug)
        return
    soll = count_monate(laufzeit.beginn, laufzeit.ende)
    if laufzeit.monate is not None and laufzeit.monate != soll:
        yield Fund(("laufzeit", "monate"), show_dauer(laufzeit.monate), show_dauer(soll), variante="monate")

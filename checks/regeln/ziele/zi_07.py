"""Ein Ziel einer Person ist wie ein Projektziel beschrieben, oder es steht unter den Zielen der Organisation.

Prüft: Kein Satz verlangt, dass Ziele einzelner Personen spezifisch, messbar, terminiert oder „smart“ sind, oder macht ihnen Vorgaben; unter
„ziele“ steht kein Ziel einer einzelnen Person.

Warum: Nach dem Fachkonzept ist der Wille der Person der Ausgangspunkt, in ihren eigenen Worten. Messbare Ziele sind eine Sache der
Organisation; in der Balanced Scorecard haben Ziele einzelner Personen nichts verloren, auch wegen des Datenschutzes.

Beispiel: „Die Teilhabeziele der leistungsberechtigten Person werden messbar und terminiert formuliert.“

Stattdessen: „Der Wille der leistungsberechtigten Person wird in ihren eigenen Worten festgehalten.“

Grenzen: Die Regel liest nur den Vertrag, nicht Gesamtpläne. Sie erkennt Ziele von Personen an den Wörtern der Liste; ein Ziel, das eine
Person anders umschreibt, übersieht sie. § 121 Absatz 4 SGB IX verlangt im Gesamtplan Maßstäbe für die Wirkungskontrolle; dagegen spricht die
Regel nicht.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...bedarf import HatFachkonzept, HatMessziele
from ...befund import Fund
from ...glaettung import glaetten
from ...kontext import Kontext
from ...muster.wendungen import report_wortlaut
from ...paketdaten import load_daten
from ...regel import Regel

REGEL = Regel(
    code="ZI-07",
    name="wille-statt-smart",
    titel="Wille statt SMART auf der Ebene der Person",
    schwere="hinweis",
    meldung="Hier ist ein Ziel einer Person in der Sprache von Projektzielen beschrieben ({wendung}): {ist}. Maßgeblich ist ihr Wille "
    "in ihren eigenen Worten.",
    varianten={
        "person": "„{ist}“ ist das Ziel einer einzelnen Person. Unter „ziele“ stehen nur Ziele der Organisation; der Wille der Person gehört in "
        "ihren Gesamtplan.",
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("ZI-07", "A-ALL-16", "A-BSC-08"),
    braucht=(HatFachkonzept, HatMessziele),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield wordings that make goals of persons measurable, and goals of single persons among those of the organisation."""
    if kontext.ist_hauptdokument:
        person, ausser = _muster()
        for nummer, ziel in enumerate(kontext.als(HatMessziele).ziele):
            text = glaetten(ziel.ziel)
            if person.search(text) and not ausser.search(text):
                yield Fund(("ziele", nummer, "ziel"), ziel.ziel, variante="person")
    yield from report_wortlaut(kontext, "zi_07", "der Wille der Person in ihren Worten")


@cache
def _muster() -> tuple[re.Pattern[str], ...]:
    daten = load_daten("zi_07_person")
    return tuple(re.compile("|".join(daten[name]), re.IGNORECASE) for name in ("muster", "ausser"))

"""Ein Begriff ist definiert, wird aber nie verwendet, oder eine Abkürzung ist nicht erklärt.

Prüft: Jeder definierte Begriff kommt außerhalb seiner Bestimmung vor; jede Abkürzung im festen Text ist allgemein bekannt oder
beim ersten Gebrauch erklärt.

Warum: Überflüssige Bestimmungen deuten auf Reste eines anderen Vertrags; eine unerklärte Abkürzung versteht nach einem
Wechsel der Zuständigen niemand mehr.

Beispiel: „Sozialraumkonferenz“ ist definiert, kommt aber nicht wieder vor.

Stattdessen: Die Bestimmung streichen.

Grenzen: Abkürzungen in den Angaben der Daten prüft die Regel nicht.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...befund import Fund
from ...fliesstext import glaetten
from ...kontext import Kontext
from ...muster.wortdaten import load_daten
from ...muster.wortformen import uses_of
from ...regel import Regel

REGEL = Regel(
    code="BG-03",
    name="begriff-ungenutzt",
    titel="Definiert, aber nie verwendet",
    schwere="hinweis",
    meldung="Der Begriff „{ist}“ ist definiert, wird aber sonst nicht verwendet.",
    varianten={"abkuerzung": "Die Abkürzung „{ist}“ ist nicht erklärt. Schreiben Sie sie beim ersten Gebrauch aus."},
    ebene="dokument",
    quellen=("BG-03",),
)

ABKUERZUNG = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{2,6}(?!\w)")
ERKLAERT = re.compile(r"[(„]([A-ZÄÖÜ]{2,6})[)“,;]")
ROEMISCH = re.compile(r"[IVX]+")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield unused terms and unexplained abbreviations, each once."""
    baum = kontext.baum
    for begriff, stelle in baum.begriffe:
        if not any(s is not stelle for s in uses_of(baum, begriff.text)):
            yield Fund(anker=stelle.ort.anker, ist=glaetten(begriff.text), wortlaut=begriff.text)
    bekannt = set(load_daten("bg_03")["bekannt"])
    bekannt.update(wort for begriff, _ in baum.begriffe for wort in begriff.text.split())
    erklaert = set(ERKLAERT.findall(baum.fliesstext.text))
    for literal, stelle in baum.literale:
        for wort in find_abkuerzungen(literal.text):
            if wort not in bekannt:
                bekannt.add(wort)
                if wort not in erklaert:
                    yield Fund(anker=stelle.ort.anker, ist=wort, variante="abkuerzung", wortlaut=wort)


@lru_cache(maxsize=16384)
def find_abkuerzungen(text: str) -> tuple[str, ...]:
    """Return the words of two to six capitals in a piece of fixed text that are no Roman numbers."""
    return tuple(wort for wort in ABKUERZUNG.findall(glaetten(text)) if not ROEMISCH.fullmatch(wort))

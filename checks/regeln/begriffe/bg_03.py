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

from collections.abc import Iterator
from functools import lru_cache

from corpus.regex import compile_later

from ...befund import Fund
from ...glaettung import GEMERKT, glaetten
from ...kontext import Kontext
from ...muster.wortformen import span_of_begriff, uses_of
from ...paketdaten import load_daten
from ...regel import Regel

REGEL = Regel(
    code="BG-03",
    name="begriff-ungenutzt",
    titel="Definiert, aber nie verwendet",
    schwere="hinweis",
    meldung="Der Begriff „{ist}“ ist definiert, wird aber sonst nicht verwendet.",
    varianten={"abkuerzung": "Die Abkürzung „{ist}“ ist nicht erklärt. Schreiben Sie sie beim ersten Gebrauch aus."},
    ebene="dokument",
    dokumente="alle",
    quellen=("BG-03",),
)

ABKUERZUNG = compile_later(r"(?<![\w-])[A-ZÄÖÜ]{2,6}(?!\w)")
ERKLAERT = compile_later(r"[(„]([A-ZÄÖÜ]{2,6})[)“,;]")
ROEMISCH = compile_later(r"[IVX]+")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield unused terms and unexplained abbreviations, each once."""
    baum = kontext.baum
    for begriff, stelle in baum.begriffe:
        if not any(True for b in kontext.alle_baeume for _ in uses_of(b, begriff.text, ausser=stelle)):
            yield Fund.at(span_of_begriff(stelle, begriff), ist=glaetten(begriff.text))
    bekannt = set(load_daten("bg_03")["bekannt"])
    bekannt.update(wort for b in kontext.alle_baeume for begriff, _ in b.begriffe for wort in begriff.text.split())
    unbekannt = {wort for text in baum.literaltexte for _, wort in find_abkuerzungen(text)} - bekannt
    if unbekannt:
        yield from _unerklaert(kontext, unbekannt)


def _unerklaert(kontext: Kontext, unbekannt: set[str]) -> Iterator[Fund]:
    """Yield the first use of each abbreviation that no document explains."""
    offen = unbekannt - {wort for b in kontext.alle_baeume for wort in ERKLAERT.findall(b.fliesstext.text)}
    for literal, stelle in kontext.baum.literale:
        for von, wort in find_abkuerzungen(literal.text):
            if wort in offen:
                offen.remove(wort)
                yield Fund.at(stelle.spanne_of(literal, von, von + len(wort)), ist=wort, variante="abkuerzung")


@lru_cache(maxsize=GEMERKT)
def find_abkuerzungen(text: str) -> tuple[tuple[int, str], ...]:
    """Return offset and word of the two to six capitals in a piece of fixed text that are no Roman numbers."""
    treffer = ABKUERZUNG.finditer(glaetten(text))
    return tuple((m.start(), m[0]) for m in treffer if not ROEMISCH.fullmatch(m[0]))

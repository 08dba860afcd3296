"""Ein Begriff ist definiert, wird aber nie verwendet, oder eine Abkürzung ist nicht erklärt.

Prüft: Jeder definierte Begriff kommt außerhalb seiner Bestimmung vor, auch einer, den fortlaufender Text bestimmt („im Folgenden „…““);
jede Abkürzung im festen Text ist allgemein bekannt oder beim ersten Gebrauch erklärt.

Warum: Überflüssige Bestimmungen deuten auf Reste eines anderen Vertrags; eine unerklärte Abkürzung versteht nach einem
Wechsel der Zuständigen niemand mehr.

Beispiel: „Sozialraumkonferenz“ ist definiert, kommt aber nicht wieder vor.

Stattdessen: Die Bestimmung streichen.

Grenzen: Abkürzungen in den Angaben der Daten prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import chain

from corpus.regex import compile_later
from generator.tree import Begriff

from ...befund import Fund
from ...dokumentindex import Teilindex
from ...glaettung import GEMERKT, glaetten, lower
from ...kontext import Kontext
from ...muster.bestimmungen import list_bestimmungen
from ...muster.wortformen import fold_begriff, pattern_of, span_of_begriff, uses_of
from ...paketdaten import load_daten
from ...regel import Regel
from ...stelle import Stelle

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

_WORT = r"(?=[A-Za-zÄÖÜäöüß]{2,7}(?!\w))[A-ZÄÖÜ]+(?:[a-zäöüß]{0,3}[A-ZÄÖÜ]+)*[a-zäöü]?"
ABKUERZUNG = compile_later(rf"(?<![\w-])(?=\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ]){_WORT}(?!\w)")
"""Two capitals at least, with no more than three small letters between: “GPV”, “WfbM”, “BAGüS”, but not “MitarbeiterInnen”."""
ERKLAERT = compile_later(
    rf"[(„]({_WORT})[)“,;]|[–-] ({_WORT}) [–-]|\b(?:kurz|abgekürzt|nachfolgend|Folgenden):? „?({_WORT})\b"
    rf"|\b({_WORT})“? (?:steht für|bedeutet|bezeichnet|ist die Abkürzung)|\b({_WORT}) \([A-ZÄÖÜ][^()]{{8,}}\)"
)
ROEMISCH = compile_later(r"[IVX]+")
GESCHREI = compile_later(r"(?:\b[A-ZÄÖÜ]{2,}\b[ ,]*){3,}")
"""Words in capitals for emphasis are no abbreviations."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield unused terms and unexplained abbreviations, each once."""
    baum = kontext.baum
    erste: dict[str, tuple[Begriff, Stelle]] = {}
    for begriff, stelle in baum.begriffe:
        erste.setdefault(fold_begriff(begriff.text), (begriff, stelle))
    for begriff, stelle in erste.values():
        if not any(True for b in kontext.alle_baeume for _ in uses_of(b, begriff.text, ausser=stelle)):
            yield Fund.at(span_of_begriff(stelle, begriff), ist=glaetten(begriff.text))
    yield from _unused_in_text(kontext)
    bekannt = set(load_daten("bg_03")["bekannt"])
    bekannt.update(wort for b in kontext.alle_baeume for begriff, _ in b.begriffe for wort in begriff.text.split())
    unbekannt = frozenset[str]().union(*baum.read_each(_abkuerzungen)) - bekannt
    if unbekannt:
        yield from _unerklaert(kontext, unbekannt)


def _abkuerzungen(teil: Teilindex) -> frozenset[str]:
    return frozenset([wort for text in teil.literaltexte for _, wort in find_abkuerzungen(text)])


def _erklaerte(teil: Teilindex) -> frozenset[str]:
    return frozenset([wort for s in teil.stellen for wort in find_erklaerte(s.text)])


@lru_cache(maxsize=GEMERKT)
def find_erklaerte(text: str) -> tuple[str, ...]:
    """Return the abbreviations that a passage explains."""
    return tuple([wort for t in ERKLAERT.finditer(text) for wort in t.groups() if wort])


def _unused_in_text(kontext: Kontext) -> Iterator[Fund]:
    """Yield words that running text defines and nothing else uses; its own passage may use them outside the definition."""
    gezeichnet = {fold_begriff(b.text) for b, _ in kontext.baum.begriffe}
    for stelle, bestimmungen in chain.from_iterable(kontext.baum.read_each(list_bestimmungen)):
        for bestimmung in bestimmungen:
            if fold_begriff(bestimmung.wort) in gezeichnet or stelle.bereich == "rubrum":
                continue
            klein, muster = lower(stelle.text), pattern_of(bestimmung.wort)
            if not (muster.search(klein, 0, bestimmung.von) or muster.search(klein, bestimmung.bis)) and not any(
                True for b in kontext.alle_baeume for _ in uses_of(b, bestimmung.wort, ausser=stelle)
            ):
                yield Fund.at(stelle.spanne(bestimmung.von, bestimmung.bis), ist=bestimmung.wort)


def _unerklaert(kontext: Kontext, unbekannt: Set[str]) -> Iterator[Fund]:
    """Yield the first use of each abbreviation that no document explains."""
    offen = set(unbekannt).difference(*(e for b in kontext.alle_baeume for e in b.read_each(_erklaerte)))
    for literal, stelle in kontext.baum.literale if offen else ():
        for von, wort in find_abkuerzungen(literal.text):
            if wort in offen:
                offen.remove(wort)
                yield Fund.at(stelle.spanne_of(literal, von, von + len(wort)), ist=wort, variante="abkuerzung")


@lru_cache(maxsize=GEMERKT)
def find_abkuerzungen(text: str) -> tuple[tuple[int, str], ...]:
    """Return offset and word of the abbreviations in a piece of fixed text; Roman numbers and words in capitals are none."""
    glatt = glaetten(text)
    betont = [t.span() for t in GESCHREI.finditer(glatt)]
    treffer = ABKUERZUNG.finditer(glatt)
    return tuple(
        (m.start(), m[0])
        for m in treffer
        if not ROEMISCH.fullmatch(m[0]) and not any(von <= m.start() < bis for von, bis in betont)
    )

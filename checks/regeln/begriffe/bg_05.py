"""Ein Wort ist veraltet oder wertet ab.

Prüft: Text und Daten verwenden keine Begriffe aufgehobenen Rechts (Servicestelle, Pflegestufe, MDK …), keine überholten oder abwertenden
Bezeichnungen und keine Sparrhetorik. Verneinungen („kein Sparprojekt“), amtliche Bezeichnungen und altes Recht mit seinem Datum sind in
Ordnung.

Warum: Alte Begriffe zeigen auf Recht, das es nicht mehr gibt. Abwertende Wörter verletzen die Menschen, um die es geht. Die Budgetprojekte
sind nicht in erster Linie Sparprojekte; ein Text, der das Gegenteil sagt, bremst die Entwicklung.

Beispiel: „Ziel des Budgets ist die Einsparung von Ausgaben für behinderte Menschen in Heimen.“

Stattdessen: „Ziel des Budgets ist, vorhandene Mittel beweglicher für Menschen mit Behinderungen einzusetzen.“

Grenzen: Die Regel kennt die Wörter ihrer Listen. Ob ein Satz im Ganzen abwertet, ob ein Zitat nötig ist und ob eine Bezeichnung in einem
Namen stehen muss, entscheidet ein Mensch. Namen von Parteien und Stellen liest sie nicht.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import TypeAlias

from corpus.gedaechtnis import gemerkt
from corpus.recht.altbegriffe import Begriffsfund, find_alte_begriffe
from corpus.regex import compile_later
from corpus.saetze import split_saetze
from generator.tree import Feld

from ...befund import Fund
from ...dokumentindex import Teilindex
from ...glaettung import GEMERKT, lower
from ...kontext import Kontext
from ...paketdaten import load_daten
from ...regel import Regel
from ...stelle import Spanne, Stelle

REGEL = Regel(
    code="BG-05",
    name="veralteter-begriff",
    titel="Veraltete oder abwertende Begriffe",
    schwere="warnung",
    meldung="„{ist}“ ist keine angemessene Bezeichnung ({wendung}). Besser: {soll}.",
    varianten={"recht": "„{ist}“ ist ein Begriff früheren Rechts. Heute: {soll}."},
    ebene="dokument",
    dokumente="alle",
    quellen=("BG-05", "A-ALL-03"),
)

NAMEN = compile_later(r"^parteien\[|^beteiligte\[|\.name$|^unterzeichnung\.|^versorgung\.|^titel$|ansprechstellen\[")
"""Fields that hold names."""
SATZ_MAX = 1200
_Wort: TypeAlias = tuple[int, int, str, str]


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield outdated and derogatory words, each once per passage."""
    tag = kontext.vertrag.rechtsstand
    gemeldet: set[tuple[str, str]] = set()
    for stelle, eigene, alte in chain.from_iterable(kontext.baum.read_each(_find_all)):
        for von, bis, wendung, heute in eigene:
            spanne = stelle.spanne(von, bis)
            if (stelle.anker, spanne.text) not in gemeldet and not _is_name(spanne):
                gemeldet.add((stelle.anker, spanne.text))
                yield Fund.at(spanne, ist=spanne.text, soll=heute, werte={"wendung": wendung})
        for fund in (f for f in alte if f.eintrag.seit <= tag):
            spanne = stelle.spanne(fund.start, fund.end)
            if not _is_harmless(stelle.text, fund.start, fund.end) and not _is_name(spanne):
                yield Fund.at(
                    spanne,
                    ist=fund.text,
                    soll=fund.eintrag.heute,
                    werte={"wendung": "überholt"},
                    variante=_variante(fund.eintrag.art),
                )


def _variante(art: str) -> str:
    return "recht" if art == "recht" else ""


def _find_all(teil: Teilindex) -> list[tuple[Stelle, Sequence[_Wort], Sequence[Begriffsfund]]]:
    """Return the passages of a part in which words of the two lists stand, whatever the day."""
    gelesen = ((s, _find(s.text), _find_alte(s.text)) for s in teil.stellen)
    return [(s, eigene, alte) for s, eigene, alte in gelesen if eigene or alte]


@lru_cache(maxsize=GEMERKT)
def _find_alte(text: str) -> tuple[Begriffsfund, ...]:
    return tuple(find_alte_begriffe(text, date.max))


@gemerkt("altwoerter", GEMERKT)
def _find(text: str) -> tuple[_Wort, ...]:
    """Return the words of the list in a passage, with the name of the wording and what is said today."""
    klein = lower(text)
    if not _liste().alle.search(klein):
        return ()
    return tuple(
        (von + t.start(), von + t.end(), m.name, m.heute)
        for von, bis in split_saetze(text)
        for m in _liste().muster
        for t in m.regex.finditer(klein[von : min(bis, von + SATZ_MAX)])
        if not any(a.search(klein[von:bis]) for a in m.ausser)
        and not _is_harmless(text, von + t.start(), von + t.end())
    )


def _is_harmless(text: str, von: int, bis: int) -> bool:
    """Tell whether the word is part of an official name or a quotation, or its sentence speaks of old law with its time."""
    if any(t.start() <= von and bis <= t.end() for t in _liste().amtlich.finditer(text)):
        return True
    satz = next(((a, b) for a, b in split_saetze(text) if a <= von and bis <= b), (0, len(text)))
    return _liste().frueher.search(lower(text[satz[0] : satz[1]])) is not None


def _is_name(spanne: Spanne) -> bool:
    stueck = spanne.stueck()
    return stueck is not None and isinstance(stueck.inline, Feld) and NAMEN.search(stueck.inline.pfad) is not None


@dataclass(frozen=True, slots=True)
class Altwort:
    """A wording that is not used: its name, what is said instead, its pattern and what makes it harmless."""

    name: str
    heute: str
    regex: re.Pattern[str]
    ausser: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Wortliste:
    """The data file, compiled; `alle` finds any of its words."""

    muster: tuple[Altwort, ...]
    alle: re.Pattern[str]
    amtlich: re.Pattern[str]
    frueher: re.Pattern[str]


@cache
def _liste() -> Wortliste:
    daten = load_daten("bg_05")
    return Wortliste(
        tuple(
            Altwort(m["name"], m["heute"], re.compile(m["regex"]), tuple(re.compile(a) for a in m.get("ausser", ())))
            for m in daten["muster"]
        ),
        re.compile("|".join(m["regex"] for m in daten["muster"])),
        re.compile("|".join(daten["amtlich"])),
        re.compile("|".join(daten["frueher"])),
    )

"""General checks on wording: a wording that must not be there, a statement that must be there.

Most passages are the same in every contract, so what the word lists find in a passage is remembered by its text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, pairwise
from typing import TypeAlias

from corpus.gedaechtnis import Klarschrift, gemerkt
from corpus.regex import compile_later
from corpus.saetze import split_saetze

from ..befund import Fund
from ..dokumentindex import Teilindex
from ..glaettung import GEMERKT, lower, mute_punkte
from ..kontext import Kontext
from ..stelle import Bereich, Stelle
from ..wert import quote
from .verneinung import count_verneinungen
from .wortdaten import Wendungsmuster, load_muster

WORTLISTEN = (
    "bg_04",
    "rk_01",
    "rk_01_entzug",
    "rk_02",
    "rk_03",
    "rk_03_pflicht",
    "rk_05",
    "rk_07",
    "rk_08",
    "rk_10",
    "rk_10_pflicht",
    "rk_11",
    "rk_11_pflicht",
    "rk_13",
    "rk_14",
    "rk_15",
    "rk_17",
    "rk_17_pflicht",
    "rk_19",
    "rk_20",
    "rk_21",
    "td_05",
    "td_05_pflicht",
    "rk_21_niederschrift",
    "sk_02",
    "sk_08",
    "sk_08_verbot",
    "zb_10",
    "zi_07",
)
"""Every data file of wordings."""

SATZ_MAX = 1200
"""Characters of a sentence that patterns look at together."""
ORTE_MAX = 16
"""Places of one wording in a sentence whose surroundings are weighed: no sentence that means something has as many."""


@dataclass(frozen=True, slots=True)
class Wendungsfund:
    """A wording in a passage: data file, name, the sentence it stands in, and the offsets of the words in the passage."""

    liste: str
    wendung: str
    satz: str
    von: int
    bis: int


def find_wortlaut(kontext: Kontext, liste: str) -> list[tuple[Stelle, Wendungsfund]]:
    """Return every place where a wording of the data file stands unnegated, in reading order.

    Headings name a subject and regulate nothing; they are left out.
    """
    return kontext.remember("wortlaut", lambda: _collect(kontext)).get(liste, [])


def report_wortlaut(kontext: Kontext, liste: str, soll: str, namen: Container[str] | None = None) -> Iterator[Fund]:
    """Report each sentence of a passage at most once: by the first wording of the data file that finds something in it.

    With `namen` only wordings of these names are looked at.
    """
    rang = {muster.name: n for n, muster in enumerate(load_muster(liste)) if namen is None or muster.name in namen}
    gefunden = (fund for fund in find_wortlaut(kontext, liste) if fund[1].wendung in rang)
    funde = sorted(gefunden, key=lambda fund: rang[fund[1].wendung])
    gemeldet: set[tuple[str, str]] = set()
    for stelle, treffer in funde:
        if (treffer.satz, stelle.anker) not in gemeldet:
            gemeldet.add((treffer.satz, stelle.anker))
            yield Fund.at(
                stelle.spanne(treffer.von, treffer.bis),
                ist=quote(treffer.satz.rstrip(".")),
                soll=soll,
                werte={"wendung": treffer.wendung},
            )


def has_wortlaut(kontext: Kontext, liste: str, bereiche: Sequence[Bereich] = ("paragraf",)) -> bool:
    """Tell whether one of the wordings stands, unnegated, in a part of the document that binds."""
    return any(stelle.bereich in bereiche for stelle, _ in find_wortlaut(kontext, liste))


def _collect(kontext: Kontext) -> dict[str, list[tuple[Stelle, Wendungsfund]]]:
    gefunden: dict[str, list[tuple[Stelle, Wendungsfund]]] = {}
    for stelle, treffer in chain.from_iterable(kontext.baum.read_each(_read_all)):
        gefunden.setdefault(treffer.liste, []).append((stelle, treffer))
    return gefunden


def _read_all(teil: Teilindex) -> list[tuple[Stelle, Wendungsfund]]:
    texte = (s for s in teil.stellen if s.sorte != "ueberschrift")
    return [(stelle, treffer) for stelle in texte for treffer in _read(stelle.text, stelle.einleitung)]


@gemerkt("wendungen", GEMERKT, Klarschrift(lambda: (Wendungsfund,)))
def _read(text: str, einleitung: str) -> tuple[Wendungsfund, ...]:
    """Return what all word lists find in a passage."""
    klein = mute_punkte(lower(text))
    moeglich = [paar for paare in _announced(klein) for paar in paare]
    if not moeglich:
        return ()
    saetze = list(_bounded(text))
    return tuple(
        Wendungsfund(name, muster.name, text[von:bis], von + treffer.start(), von + treffer.end())
        for name, muster in dict.fromkeys(moeglich)
        if muster.umkreis is None or muster.umkreis.search(klein)
        for von, bis in saetze
        for treffer in _hits(muster, klein[von:bis], einleitung)
    )


def _bounded(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences; an endless one in overlapping pieces, so that no text can make a pattern run for ever.

    A sentence that only says when the one before it holds (“Dies gilt nicht, wenn …”) is read as part of it.
    """
    for von, bis in _joined(text):
        while bis - von > SATZ_MAX:
            yield von, von + SATZ_MAX
            von += SATZ_MAX // 2
        yield von, bis


_ANSCHLUSS = compile_later(
    r"(?i)\s*(?:(?:dies|das|satz \d|der vorstehende satz) gilt\b|(?:dies|das|eine solche|ein solche[rs]|derartige\w*|solche) (?:\w+ ){0,3}(?:ist|sind|wäre)\b"
    r"|bei (?:einem|diesen?|dieser)\b|ausgenommen\b|eine ausnahme\b"
    r"|auch (?:künftig|später)\b|das (?:budget|geld) ändert\b|ihr\b|dieser vertrag nimmt\b|zuständig ist\b)"
)


def _joined(text: str) -> Iterator[tuple[int, int]]:
    anfang = ende = 0
    for von, bis in split_saetze(text):
        if ende > anfang and not _ANSCHLUSS.match(text, von, bis):
            yield anfang, ende
            anfang = von
        elif ende == anfang:
            anfang = von
        ende = bis
    if ende > anfang:
        yield anfang, ende


_Paare: TypeAlias = tuple[tuple[str, Wendungsmuster], ...]
_ANFANG = 4
"""Letters by which pieces are looked up: few of a thousand pieces begin with letters that a passage has."""


def _announced(klein: str) -> Iterator[_Paare]:
    """Yield the wordings that the pieces in a passage announce, in the order of the lists."""
    anfaenge = {klein[n : n + _ANFANG] for n in range(len(klein))}
    nach_anfang, kurze = _staemme()
    bekannt = [nach_anfang[anfang] for anfang in anfaenge & nach_anfang.keys()]
    gefunden = [(rang, paare) for liste in (kurze, *bekannt) for rang, stamm, paare in liste if stamm in klein]
    yield from (paare for _, paare in sorted(gefunden, key=lambda fund: fund[0]))


@cache
def _staemme() -> tuple[dict[str, list[tuple[int, str, _Paare]]], list[tuple[int, str, _Paare]]]:
    """Return every piece of every word list with the wordings it announces: by its first letters, and those too short for it."""
    nach_stamm: dict[str, list[tuple[str, Wendungsmuster]]] = {}
    for name in WORTLISTEN:
        for muster in load_muster(name):
            for stamm in muster.staemme:
                nach_stamm.setdefault(stamm, []).append((name, muster))
    nach_anfang: dict[str, list[tuple[int, str, _Paare]]] = {}
    kurze: list[tuple[int, str, _Paare]] = []
    for rang, (stamm, paare) in enumerate(nach_stamm.items()):
        liste = kurze if len(stamm) < _ANFANG else nach_anfang.setdefault(stamm[:_ANFANG], [])
        liste.append((rang, stamm, tuple(paare)))
    return nach_anfang, kurze


def _hits(muster: Wendungsmuster, satz: str, einleitung: str) -> Iterator[re.Match[str]]:
    """Yield where a wording stands and applies; what surrounds it is searched once for all places of a sentence."""
    passt: dict[str, bool] = {}
    for treffer in islice(muster.regex.finditer(satz), ORTE_MAX):
        von, bis = treffer.span()
        nahe = _without_counterparts(satz, von, bis, muster.gegenstueck) if muster.gegenstueck else satz
        umfeld = f"{mute_punkte(einleitung.lower())} {nahe}" if einleitung else nahe
        if umfeld not in passt:
            passt[umfeld] = _fits(muster, umfeld)
        if passt[umfeld] and not _is_only_told(satz, von, bis) and _is_governed(muster, satz, von, bis, einleitung):
            yield treffer


def _is_governed(muster: Wendungsmuster, satz: str, von: int, bis: int, einleitung: str) -> bool:
    """Tell whether as many negations govern the words as the wording asks for."""
    if muster.verneinungen == "gleich":
        return True
    ist_gut = muster.verneinungen == "ungerade"
    return count_verneinungen(satz, von, bis, einleitung, ist_gut=ist_gut) % 2 == (muster.verneinungen != "gerade")


def _fits(muster: Wendungsmuster, umfeld: str) -> bool:
    if muster.naehe and not any(stueck in umfeld for stueck in muster.naehe):
        return False
    if muster.bezug and not muster.bezug.search(umfeld):
        return False
    if any(ausnahme.search(umfeld) for ausnahme in muster.ausser):
        return False
    return all(weiteres.search(umfeld) for weiteres in muster.mit)


_ERWAEHNT = compile_later(
    r"\b(?:wort|wörter|begriff|ausdruck|bezeichnung|überschrift|titel|formulierung|stichwort|wendung|satz|klausel)\b[^„]{0,30}„([^“]{1,60})“"
    r"|„([^“]{1,60})“ (?:wird|werden|kommt|kommen|steht|stehen) (?:\w+ ){0,5}(?:nicht|vermieden|gestrichen)\b"
)
"""A word that is only mentioned: “Das Wort „Warteliste“ kommt nicht vor”."""
_FRUEHER = compile_later(
    r"\b(?:früher|damals|seinerzeit|ehemals|einst|vormals|der (?:alte|frühere|bisherige|vorherige) \w*(?:vertrag|vereinbarung)"
    r"|die (?:alte|frühere|bisherige) \w*vereinbarung|im (?:alten|früheren) \w*vertrag|bis (?:ende )?20\d\d)\b[^;]*"
    r"\b(?:war|waren|wurde|wurden|sah|sahen|galt|galten|gab|enthielt|führte|bestand|hatte|hatten)\b"
    r"|\b(?:war|waren|wurde|wurden|sah|sahen|galt|galten|gab|enthielt|führte|bestand|hatte|hatten)\b[^;]*\b(?:früher|damals|seinerzeit"
    r"|bis (?:ende )?20\d\d|im (?:alten|früheren) \w*vertrag)\b"
)
"""What an earlier contract said is told, not agreed."""


def _is_only_told(satz: str, von: int, bis: int) -> bool:
    """Tell whether the words are mentioned or belong to the past."""
    return _FRUEHER.search(satz) is not None or any(
        t.start() <= von and bis <= t.end() for t in _ERWAEHNT.finditer(satz)
    )


_TEILSATZ = compile_later(r";|, (?:während|wohingegen|aber|jedoch|doch)\b")
_GENUEGT = compile_later(r"\b(?:genüg|reich|ausreich|wahr|gewahrt|ersetz|steht)\w*")
_GEGENSTAND = compile_later(r"\b(?:für|bei|zu|zur|zum)\b")


def _without_counterparts(satz: str, von: int, bis: int, gegenstueck: re.Pattern[str]) -> str:
    """Return the sentence without those of its other clauses that settle a matter of their own.

    “Anfragen ergehen in Textform; für Änderungen bleibt es bei der Schriftform” speaks of two matters; “Änderungen bedürfen der
    Schriftform; die Textform genügt” of one, because its second clause names none.
    """
    grenzen = [0, *(t.start() for t in _TEILSATZ.finditer(satz)), len(satz)]
    teile = [(a, b) for a, b in pairwise(grenzen)]
    eigenes = next((satz[a:b] for a, b in teile if a <= von and bis <= b), satz)
    if _GENUEGT.search(eigenes) and not _GEGENSTAND.search(eigenes):
        return satz
    return " ".join(satz[a:b] for a, b in teile if satz[a:b] == eigenes or not gegenstueck.search(satz[a:b]))

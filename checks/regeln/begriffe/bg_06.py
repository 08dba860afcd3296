"""Im Vertrag stehen noch Platzhalter oder Reste eines anderen Vertrags.

Prüft: Weder Daten noch Text enthalten Platzhalter wie „[…]“, „XX“ oder „TODO“; kein Wert, den „vertragswerk neu“ erfunden hat,
steht unbestätigt im Vertrag; der Text nennt keine Partei eines anderen Vertrags dieses Bestands; geschlechtergerechte Formen
verwenden kein Sonderzeichen im Wort.

Warum: Ein übersehener Platzhalter ist eine Lücke im Vertrag; ein fremder Name zeigt, dass aus einem anderen Vertrag kopiert wurde.

Beispiel: „Ansprechstelle: [bitte eintragen]“.

Stattdessen: Die Angabe eintragen oder die Stelle streichen.

Grenzen: Eine frei formulierte Lücke („wird noch geklärt“) erkennt die Regel nur an den Wendungen der Liste. Was auch gemeint sein kann
(„Der Mieter …“, „Anlage X“, „noch zu vereinbaren“), ist eine Warnung.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from contracts.bestand.erfundenes import list_offene
from contracts.pfad import read_pfad

from ...befund import Fund, Schwere
from ...dokumentindex import Teilindex
from ...glaettung import GEMERKT, glaetten
from ...kontext import Kontext
from ...paketdaten import load_daten
from ...regel import Regel
from ...wert import quote

REGEL = Regel(
    code="BG-06",
    name="platzhalter-oder-fremdname",
    titel="Keine Platzhalter, keine Fremdnamen",
    schwere="fehler",
    meldung="Hier steht noch ein Platzhalter: {ist}. Tragen Sie die Angabe ein.",
    varianten={
        "verdacht": "Hier steht vielleicht noch eine Lücke oder der Rest eines anderen Vertrags: {ist}. Prüfen Sie die Stelle.",
        "fremd": "Der Text nennt die Partei „{ist}“, die nicht Partei dieses Vertrags ist.",
        "vorlage": "„{ist}“ hat „vertragswerk neu“ erfunden. Tragen Sie den richtigen Wert ein, oder bestätigen Sie diesen: Löschen "
        "Sie seine Zeile unter „vorlagenwerte“, oder bestätigen Sie den Abschnitt „{abschnitt}“ unter „vorlagenbestaetigungen“.",
        "abschnitt": "Den Abschnitt „{ist}“ hat dieser Vertrag nicht; die Bestätigung bestätigt nichts. Berichtigen Sie sie.",
        "form": "Die Form {ist} hat ein Sonderzeichen im Wort; verwenden Sie eine neutrale Form oder die Paarform.",
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("BG-06",),
)

NAMENSFELDER = frozenset({"name", "strasse", "ort", "abschnitt"})
_KLAMMER = re.compile(r"\[([^\[\]\n]{0,120})\]")
_RECHTSFORM = re.compile(r"(?: (?:g?GmbH|gUG|UG|g?AG|e\. ?V\.|e\. ?G\.|eG|KG|& Co\.|mbH))+$")
VARIANTEN: dict[str, tuple[str, Schwere | None]] = {
    "platzhalter": ("", None),
    "verdacht": ("verdacht", "warnung"),
    "sonderzeichen": ("form", "warnung"),
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield placeholders in data and text, names of other contracts' parties, and signs inside words."""
    for pfad, text in kontext.datentexte if kontext.ist_hauptdokument else ():
        if pfad[0] == "vorlagenwerte":
            continue
        for art, wortlaut, _ in find_luecken(_without_brackets(text) if pfad[-1] in NAMENSFELDER else text):
            yield _fund(Fund(pfad), art, wortlaut)
    gesehen: set[tuple[str, str]] = set()
    hat_luecken = any(kontext.baum.read_each(_has_luecken))
    for literal, stelle in kontext.baum.literale if hat_luecken else ():
        for art, wortlaut, von in find_luecken(glaetten(literal.text)):
            if (stelle.anker, wortlaut) not in gesehen:
                gesehen.add((stelle.anker, wortlaut))
                yield _fund(Fund.at(stelle.spanne_of(literal, von, von + len(wortlaut))), art, wortlaut)
    yield from _fremde(kontext)
    if kontext.ist_hauptdokument:
        yield from _vorlagenwerte(kontext)


def _has_luecken(teil: Teilindex) -> bool:
    return any(find_luecken(glaetten(text)) for text in teil.literaltexte)


def _vorlagenwerte(kontext: Kontext) -> Iterator[Fund]:
    """Yield what a template invented and nobody has changed or confirmed."""
    quelle, vertrag = kontext.pruefling.quelle, kontext.vertrag
    if quelle is None:
        return
    for pfad, eintrag in list_offene(vertrag, quelle):
        yield Fund(pfad, ist=eintrag.wert, variante="vorlage", werte={"abschnitt": str(pfad[0])})
    for nummer, bestaetigung in enumerate(vertrag.vorlagenbestaetigungen):
        if not read_pfad(bestaetigung.abschnitt, quelle.daten, type(vertrag)):
            ort = ("vorlagenbestaetigungen", nummer, "abschnitt")
            yield Fund(ort, ist=bestaetigung.abschnitt, variante="abschnitt", schwere="warnung")


def _without_brackets(name: str) -> str:
    """Return a name without the brackets that belong to it (“Haus [am Weg]”); those that ask for something stay."""
    return _KLAMMER.sub(lambda k: k[0] if _muster("luecke_im_namen")[1].search(k[0]) else k[1], name)


def _fund(fund: Fund, art: str, wortlaut: str) -> Fund:
    variante, schwere = VARIANTEN[art]
    return replace(fund, ist=quote(wortlaut, 160), variante=variante, schwere=schwere)


@lru_cache(maxsize=GEMERKT)
def find_luecken(text: str) -> tuple[tuple[str, str, int], ...]:
    """Return what a text leaves open or writes with signs inside words: kind, words and their offset; the first of each kind.

    What only may be a gap is told where nothing else is.
    """
    gefunden: list[tuple[str, str, int]] = []
    for art in VARIANTEN:
        zeichen, muster = _muster(art)
        treffer = muster.search(text) if any(z in text for z in zeichen) else None
        if treffer and not (art == "verdacht" and gefunden):
            gefunden.append((art, treffer.group(), treffer.start()))
    return tuple(gefunden)


def _fremde(kontext: Kontext) -> Iterator[Fund]:
    fliesstext = kontext.baum.fliesstext
    # Many parties of a large repository bear one name.
    find = cache(lambda gesucht: next(fliesstext.find_all(gesucht), -1))
    for kennung, name in kontext.pruefling.andere_parteien.items():
        gesucht = _core(glaetten(name)).lower()
        ort = find(gesucht) if len(name) > 3 else -1
        if ort >= 0:
            yield Fund.at(fliesstext.spanne(ort, ort + len(gesucht)), ist=kennung, variante="fremd")


@lru_cache(maxsize=GEMERKT)
def _core(name: str) -> str:
    """Return a party's name without its legal form, where at least two words are left: so it is called for short."""
    kern = _RECHTSFORM.sub("", name)
    return kern if " " in kern else name


@cache
def _muster(art: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return signs of which every match contains one (looked for first, which is cheap), and the pattern."""
    daten = load_daten("bg_06")[art]
    return tuple(daten["zeichen"]), re.compile("|".join(daten["muster"]))

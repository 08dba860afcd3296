"""Ein Satz der Kurzinformation ist schwer zu verstehen.

Prüft: In der Kurzinformation steht je Zeile ein Satz. Er hat höchstens fünfzehn Wörter, keinen Nebensatz, kein Passiv, keine
Möglichkeitsform, keinen Wesfall, keine Abkürzung, keine Klammer, kein Amtswort und keinen Verweis auf ein Gesetz ohne Erklärung; Wörter
sind nicht zu lang. Die Maße und Wörter stehen als Daten in der Regel.

Warum: Einfache Sprache soll lesen können, wer mit langen Sätzen Mühe hat (§ 11 BGG). DIN SPEC 33429 verlangt eine Aussage je Satz und
jeden Satz auf eigener Zeile.

Beispiel: „Das Budget wird in Monatsraten gezahlt, sofern die Fälligkeit eingetreten ist.“

Stattdessen: „Das Geld kommt jeden Monat.“

Grenzen: Das sind einfache Maße, keine Prüfung des Verstehens: Diese kann nur eine Prüfgruppe leisten. Ein kurzer Satz kann schwer
sein, ein langer leicht. Fremdwörter, Bilder und Redensarten, die nicht in der Liste stehen, erkennt die Regel nicht; Passiv, Nebensatz
und Wesfall erkennt sie an den Wörtern und irrt sich gelegentlich. Namen zählen als ein Wort. Ein Risikohinweis der Vertragsart ist nicht in
einfacher Sprache und wird nicht gemessen; eine Lücke zählt wie ein Name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from contracts.arten import KURZINFORMATION
from corpus.regex import compile_later
from corpus.saetze import split_saetze
from generator.tree import Feld, Umbruch

from ...bedarf import HatKurzinformation
from ...befund import Fund
from ...glaettung import lower
from ...kontext import Kontext
from ...paketdaten import load_daten
from ...regel import Regel
from ...stelle import Stelle
from ...wert import quote

REGEL = Regel(
    code="TD-08",
    name="kurzinformation-schwer",
    titel="Die Kurzinformation ist in einfacher Sprache",
    schwere="hinweis",
    meldung="Dieser Satz der Kurzinformation ist schwer zu verstehen ({grund}): {ist}.",
    ebene="dokument",
    dokumente="alle",
    normen=("§ 11 BGG",),
    quellen=("TD-05",),
    braucht=(HatKurzinformation,),
)

_WORT = compile_later(r"[\w§%€]+(?:[-/.,:]\w+)*")
_ERKLAERT = compile_later(r"\b(?:das heißt|das bedeutet|heißt|steht im gesetz|ist ein gesetz)\b")
GESETZ = "Verweis auf ein Gesetz ohne Erklärung"
SATZ_MAX = 1200
"""Characters of a sentence that patterns look at; what is longer is hard by its length."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every sentence of the Kurzinformation that one of the measures finds hard."""
    if kontext.schriftstueck.name != KURZINFORMATION.name:
        return
    # What stands in front is the note of risk of the kind, whose legal wording RK-12 demands in every document.
    for stelle in (s for s in kontext.baum.stellen if s.bereich != "rubrum"):
        for von, bis, gruende in find_hard(stelle):
            spanne = stelle.spanne(von, bis)
            yield Fund.at(spanne, ist=quote(spanne.text.rstrip(".")), werte={"grund": ", ".join(gruende)})


def find_hard(stelle: Stelle) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the sentences of a passage that are hard, with the reasons."""
    for anfang, ende in _lines(stelle):
        zeile = stelle.text[anfang:ende]
        saetze = split_saetze(zeile)
        for nummer, (von, bis) in enumerate(saetze):
            gruende = _reasons(zeile[von:bis], _without_names(stelle, anfang + von, anfang + bis), zeile)
            if nummer:
                gruende.append("nicht auf eigener Zeile")
            if gruende:
                yield anfang + von, anfang + bis, gruende


def _lines(stelle: Stelle) -> Iterator[tuple[int, int]]:
    """Yield the lines of a passage; the blank of a line break belongs to none."""
    anfang = 0
    for stueck in stelle.stuecke():
        if isinstance(stueck.inline, Umbruch):
            yield anfang, stueck.von
            anfang = stueck.bis
    if anfang < len(stelle.text):
        yield anfang, len(stelle.text)


def _without_names(stelle: Stelle, von: int, bis: int) -> str:
    """Return a stretch of a passage in which each name, and each gap that BG-06 reports, is one short word."""
    teile = []
    for stueck in stelle.stuecke():
        a, b = max(stueck.von, von), min(stueck.bis, bis)
        if a < b:
            ist_name = isinstance(stueck.inline, Feld) and _masse().namen.search(stueck.inline.pfad)
            teile.append("Name" if ist_name else stelle.text[a:b])
    return _masse().luecke.sub("Name", "".join(teile))


def _reasons(satz: str, ohne_namen: str, zeile: str) -> list[str]:
    masse, text = _masse(), ohne_namen[:SATZ_MAX]
    klein = lower(text)
    gruende = [
        name
        for name, muster, ausser in masse.muster
        if muster.search(klein) and not any(a.search(klein) for a in ausser)
        if name != GESETZ or not _ERKLAERT.search(lower(zeile))
    ]
    worte = _WORT.findall(ohne_namen)
    if len(worte) > masse.satz_worte:
        gruende.append(f"{len(worte)} Wörter")
    lange = [
        t for w in worte for t in re.split(r"[-/]", w) if len(t) > masse.wort_buchstaben and t not in masse.bekannt
    ]
    gruende += [f"langes Wort „{w}“" for w in dict.fromkeys(lange)]
    if len(masse.nominal.findall(text)) > masse.nominale:
        gruende.append("viele Hauptwörter")
    if satz.count(",") > masse.kommas:
        gruende.append("viele Kommas")
    return gruende


@dataclass(frozen=True, slots=True)
class Sprachmasse:
    """The thresholds and patterns of the data file, compiled."""

    satz_worte: int
    wort_buchstaben: int
    nominale: int
    kommas: int
    bekannt: frozenset[str]
    namen: re.Pattern[str]
    luecke: re.Pattern[str]
    nominal: re.Pattern[str]
    muster: tuple[tuple[str, re.Pattern[str], tuple[re.Pattern[str], ...]], ...]


@cache
def _masse() -> Sprachmasse:
    daten = load_daten("td_08")
    return Sprachmasse(
        satz_worte=daten["satz_worte"],
        wort_buchstaben=daten["wort_buchstaben"],
        nominale=daten["nominale"],
        kommas=daten["kommas"],
        bekannt=frozenset(daten["bekannt"]),
        namen=re.compile("|".join(daten["namen_pfade"])),
        luecke=re.compile(daten["luecke"]),
        nominal=re.compile(daten["nominal"]),
        muster=tuple(
            (m["name"], compile_later(m["regex"]), tuple(compile_later(a) for a in m.get("ausser", ())))
            for m in daten["muster"]
        ),
    )

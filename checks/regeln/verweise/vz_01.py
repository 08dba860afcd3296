"""Ein Binnenverweis führt ins Leere.

Prüft: Jeder Verweis zeigt auf einen vorhandenen Paragrafen, Absatz, Satz oder eine vorhandene Anlage; das gilt auch für Verweise,
die als fester Text geschrieben sind.

Warum: Ein Verweis auf eine Stelle, die es nicht (mehr) gibt, macht die Regel unverständlich, in der er steht.

Beispiel: „nach Maßgabe der Anlage 9“ in einem Vertrag mit sieben Anlagen.

Stattdessen: Auf die Kennung des Textbausteins verweisen; die Nummer setzt das Programm.

Grenzen: Ob der Verweis die gemeinte Stelle trifft, muss ein Mensch lesen. Fest geschriebene Verweise, die es gibt, meldet die
Regel als Hinweis, weil sie beim Umnummerieren stehen bleiben.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.tree import Feld, Text, Verweis, walk_inlines

from ...baum import Baumindex, Ort, Stelle
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...volltext import glaetten, iter_saetze
from ...wert import zitat

REGEL = Regel(
    code="VZ-01",
    name="verweis-ins-leere",
    titel="Binnenverweise lösen auf",
    schwere="fehler",
    meldung="Der Verweis auf „{ist}“ hat kein Ziel. Berichtigen Sie die Kennung, oder nehmen Sie den Textbaustein auf.",
    varianten={
        "satz": "Der Verweis zeigt auf Satz {ist}; die Stelle ({stelle}) hat nur {soll}.",
        "text": "Der Text verweist auf „{ist}“; diese Stelle gibt es im Vertrag nicht.",
        "fest": "Der Verweis „{ist}“ ist als fester Text geschrieben und bleibt beim Umnummerieren stehen. "
        "Verwenden Sie einen Verweis auf die Kennung.",
    },
    ebene="dokument",
    quellen=("VZ-01",),
)

FEST = re.compile(
    r"(?P<paragraf>§ (?P<p>\d+)(?!\d|[a-z]\b)(?: (?:Absatz|Abs\.) (?P<a>\d+))?)|(?P<anlage>\bAnlagen? (?P<n>\d+))"
)
GESETZ = re.compile(
    r"[^;]{0,90}?\b(?:SGB|BGB|GG|SGG|VwVfG|BGG|BTHG|BDSG|DSGVO|KHG|OZG|EStG|UStG|HGB|InsO|Verordnung|Gesetz\w*|\w+gesetz\w*"
    r"|[A-ZÄÖÜ]\w*V(?:ertrag)?|Landesrahmenvertrag\w*|Buch(?:es)?)\b"
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield dead references, sentences that the target lacks, and references typed as text."""
    for anker, ziel in kontext.pruefling.tote_verweise:
        yield Fund(anker=anker, ist=ziel)
    baum = kontext.baum
    for verweis, stelle in baum.verweise:
        if verweis.satz:
            yield from _satz(baum, verweis, stelle)
    yield from _feste(baum)


def _satz(baum: Baumindex, verweis: Verweis, stelle: Stelle) -> Iterator[Fund]:
    texte = [s.text for s in baum.stellen if s.sorte == "text" and _belongs(baum, s.ort, verweis.ziel)]
    anzahl = sum(1 for text in texte for _ in iter_saetze(text))
    if 0 < anzahl < verweis.satz:
        werte = {"stelle": baum.fundstelle(verweis.ziel)}
        soll = "einen Satz" if anzahl == 1 else f"{anzahl} Sätze"
        yield Fund(anker=stelle.ort.anker, ist=str(verweis.satz), soll=soll, variante="satz", werte=werte)


def _belongs(baum: Baumindex, ort: Ort, ziel: str) -> bool:
    return ort.anker == ziel or (ort.fundstelle == baum.fundstelle(ziel) and ort.abschnitt == baum.orte[ziel].abschnitt)


def _feste(baum: Baumindex) -> Iterator[Fund]:
    vorhanden = {glaetten(o.fundstelle) for o in baum.orte.values()}
    for stelle in baum.stellen:
        if "§" not in stelle.text and "Anlage" not in stelle.text:
            continue
        for inline in walk_inlines(stelle.inhalt):
            if isinstance(inline, Text) or (isinstance(inline, Feld) and inline.art == "text"):
                yield from _im_text(glaetten(inline.text), stelle, vorhanden)


def _im_text(text: str, stelle: Stelle, vorhanden: set[str]) -> Iterator[Fund]:
    for treffer in FEST.finditer(text):
        if stelle.sorte == "ueberschrift" and not treffer.start():
            continue  # a typed number of the heading itself; rule VZ-02 reports it
        if treffer["paragraf"] and (GESETZ.match(text, treffer.end()) or text[: treffer.start()].endswith(("§", "§ "))):
            continue
        absatz = f" Absatz {treffer['a']}" if treffer["a"] else ""
        ziel = f"Anlage {treffer['n']}" if treffer["anlage"] else f"§ {treffer['p']}{absatz}"
        variante, schwere = ("fest", "hinweis") if ziel in vorhanden else ("text", "fehler")
        ist = ziel if variante == "text" else zitat(treffer.group()).strip("„“")
        yield Fund(anker=stelle.ort.anker, ist=ist, variante=variante, schwere=schwere, wortlaut=treffer.group())  # type: ignore[arg-type]

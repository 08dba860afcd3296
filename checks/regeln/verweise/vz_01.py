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
from functools import lru_cache
from itertools import chain

from generator.tree import Verweis

from ...baum import Baumindex, Ort, Stelle
from ...befund import Fund
from ...kontext import TEXTFORMEN, Kontext
from ...regel import Regel
from ...volltext import glaetten, iter_saetze

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

FEST = re.compile(r"§ (?P<p>\d+)(?!\d|[a-z]\b)(?: (?:Absatz|Abs\.) (?P<a>\d+))?|Anlagen? (?P<n>\d+)")
GESETZ = re.compile(
    r"[^;]{0,90}?\b(?:SGB|BGB|GG|SGG|VwVfG|BGG|BTHG|BDSG|DSGVO|KHG|OZG|EStG|UStG|HGB|InsO|Verordnung|Gesetz\w*|\w+gesetz\w*"
    r"|[A-ZÄÖÜ]\w*V(?:ertrag)?|Landesrahmenvertrag\w*|Buch(?:es)?)\b"
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield dead references, sentences that the target lacks, and references typed as text."""
    for anker, ziel in kontext.pruefling.tote_verweise:
        yield Fund(anker=anker, ist=ziel.replace("_", ".", 1), stelle=kontext.place_of_reference(ziel))
    baum = kontext.baum
    for verweis, stelle in baum.verweise:
        if verweis.satz:
            yield from _satz(baum, verweis, stelle)
    yield from _feste(baum)


def _satz(baum: Baumindex, verweis: Verweis, stelle: Stelle) -> Iterator[Fund]:
    ziel = baum.orte.get(verweis.ziel)
    if ziel is None:
        return
    texte = [s.text for s in baum.nach_abschnitt[ziel.abschnitt] if s.sorte == "text" and _belongs(s.ort, ziel)]
    anzahl = sum(1 for text in texte for _ in iter_saetze(text))
    if 0 < anzahl < verweis.satz:
        soll = "einen Satz" if anzahl == 1 else f"{anzahl} Sätze"
        werte = {"stelle": ziel.fundstelle}
        yield Fund(anker=stelle.ort.anker, ist=str(verweis.satz), soll=soll, variante="satz", werte=werte)


def _belongs(ort: Ort, ziel: Ort) -> bool:
    return ort.anker == ziel.anker or ort.fundstelle == ziel.fundstelle


def _feste(baum: Baumindex) -> Iterator[Fund]:
    """Yield references that stand in fixed text or in texts of the data."""
    felder = ((f.text, s) for orte in baum.felder.values() for f, s in orte if f.art in TEXTFORMEN)
    for text, stelle in chain(((t.text, s) for t, s in baum.literale), felder):
        for ziel, wortlaut, steht_vorn in find_feste(text):
            if steht_vorn and stelle.sorte == "ueberschrift":
                continue  # a typed number of the heading itself; rule VZ-02 reports it
            ist_da = ziel in baum.fundstellen
            yield Fund(
                anker=stelle.ort.anker,
                ist=ziel,
                variante="fest" if ist_da else "text",
                schwere="hinweis" if ist_da else None,
                wortlaut=wortlaut,
            )


@lru_cache(maxsize=16384)
def find_feste(text: str) -> tuple[tuple[str, str, bool], ...]:
    """Return references inside the document typed in a text: place, words, whether the text begins with them."""
    if "§" not in text and "Anlage" not in text:
        return ()
    text = glaetten(text)
    gefunden = []
    for treffer in FEST.finditer(text):
        ist_gesetz = treffer["p"] and (GESETZ.match(text, treffer.end()) or text[: treffer.start()].endswith("§"))
        if not ist_gesetz:
            absatz = f" Absatz {treffer['a']}" if treffer["a"] else ""
            ziel = f"Anlage {treffer['n']}" if treffer["n"] else f"§ {treffer['p']}{absatz}"
            gefunden.append((ziel, treffer.group(), not treffer.start()))
    return tuple(gefunden)

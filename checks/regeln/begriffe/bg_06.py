"""Im Vertrag stehen noch Platzhalter oder Reste eines anderen Vertrags.

Prüft: Weder Daten noch Text enthalten Platzhalter wie „[…]“, „XX“ oder „TODO“; der Text nennt keine Partei eines anderen
Vertrags dieses Bestands; geschlechtergerechte Formen verwenden kein Sonderzeichen im Wort.

Warum: Ein übersehener Platzhalter ist eine Lücke im Vertrag; ein fremder Name zeigt, dass aus einem anderen Vertrag kopiert wurde.

Beispiel: „Ansprechstelle: [bitte eintragen]“.

Stattdessen: Die Angabe eintragen oder die Stelle streichen.

Grenzen: Eine frei formulierte Lücke („wird noch geklärt“) erkennt die Regel nur an den Wendungen der Liste.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ...befund import Fund
from ...kontext import Kontext
from ...muster.daten import iter_texte
from ...muster.wortdaten import load_daten
from ...regel import Regel
from ...wert import zitat

REGEL = Regel(
    code="BG-06",
    name="platzhalter-oder-fremdname",
    titel="Keine Platzhalter, keine Fremdnamen",
    schwere="fehler",
    meldung="Hier steht noch ein Platzhalter: {ist}. Tragen Sie die Angabe ein.",
    varianten={
        "fremd": "Der Text nennt die Partei „{ist}“, die nicht Partei dieses Vertrags ist.",
        "form": "Die Form {ist} hat ein Sonderzeichen im Wort; verwenden Sie eine neutrale Form oder die Paarform.",
    },
    ebene="dokument",
    quellen=("BG-06",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield placeholders in data and text, names of other contracts' parties, and signs inside words."""
    quelle = kontext.pruefling.quelle
    platzhalter, form = _muster()
    for muster, variante in ((platzhalter, ""), (form, "form")):
        if quelle is not None:
            for pfad, text in iter_texte(quelle.daten):
                treffer = muster.search(text)
                if treffer:
                    yield _fund(Fund(pfad, zitat(treffer.group())), variante)
        literal, gesehen = kontext.baum.literaltext, set()
        for treffer in muster.finditer(literal.text):
            anker = literal.stelle(treffer.start()).ort.anker
            if anker not in gesehen:
                gesehen.add(anker)
                yield _fund(Fund(anker=anker, ist=zitat(treffer.group()), wortlaut=treffer.group()), variante)
    yield from _fremde(kontext)


def _fund(fund: Fund, variante: str) -> Fund:
    return replace(fund, variante=variante, schwere="warnung" if variante == "form" else None)


def _fremde(kontext: Kontext) -> Iterator[Fund]:
    volltext = kontext.baum.volltext
    for kennung, name in kontext.pruefling.andere_parteien.items():
        ort = volltext.klein.find(name.lower()) if len(name) > 3 else -1
        if ort >= 0:
            yield Fund(anker=volltext.stelle(ort).ort.anker, ist=kennung, variante="fremd", wortlaut=name)


@cache
def _muster() -> tuple[re.Pattern[str], re.Pattern[str]]:
    daten = load_daten("bg_06")
    return re.compile("|".join(daten["platzhalter"])), re.compile("|".join(daten["sonderzeichen"]))

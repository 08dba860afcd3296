"""Die Gliederung hat Lücken, Doppel oder getippte Nummern.

Prüft: Paragrafen, Absätze, Aufzählungen und Anlagen sind lückenlos und nach einem Schema gezählt; keine Kennung kommt zweimal
vor; keine Überschrift und kein Absatz beginnt mit einer getippten Nummer.

Warum: Verweise und Änderungsbefehle sprechen Stellen mit ihrer Nummer an. Eine doppelte oder getippte Nummer trifft die falsche.

Beispiel: Die Überschrift eines eigenen Textbausteins lautet „§ 5 Mitwirkung“.

Stattdessen: Nur „Mitwirkung“ schreiben; die Nummer setzt das Programm.

Grenzen: Nummern mitten im Absatz gehören zum Text und werden hier nicht geprüft.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.regex import compile_later
from generator.tree import Absatz, Abschnitt, Aufzaehlung, Block, Punkt, Text

from ...befund import Fund
from ...glaettung import glaetten
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="VZ-02",
    name="gliederung-lueckenhaft",
    titel="Gliederung lückenlos",
    schwere="fehler",
    meldung="Hier steht die Nummer „{ist}“, nach der Reihenfolge muss es „{soll}“ sein.",
    varianten={
        "getippt": "Der Text beginnt mit der getippten Nummer „{ist}“. Löschen Sie sie; die Nummer setzt das Programm.",
        "doppelt": "Die Kennung „{ist}“ kommt im Dokument zweimal vor.",
        "leer": "„{ist}“ hat keine Überschrift oder keinen Text.",
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("VZ-02",),
)

GETIPPT = compile_later(
    r"\s*(§ ?\d+[a-z]?|\(\d+[a-z]?\)|\d+(?:\.\d+)+\.?(?= )|\d{1,2}\.(?= (?!Januar|Februar|März|April|Mai|Juni|Juli|August"
    r"|September|Oktober|November|Dezember|Werktag|Kalendertag|Quartal|Halbjahr|Fachgespräch))|[a-z]{1,2}\)|Anlage \d+)"
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield numbers out of sequence, doubled ids, typed numbers and empty sections."""
    for kennung in kontext.baum.doppelte:
        yield Fund(anker=kennung, ist=kennung, variante="doppelt")
    dokument = kontext.baum.dokument
    ist_dezimal = dokument.kopf.schema == "dezimal"
    paragrafen = [a for a in dokument.abschnitte if a.art == "paragraf"]
    for nummer, abschnitt in enumerate(paragrafen, 1):
        yield from _label(abschnitt, f"{nummer}." if ist_dezimal else f"§ {nummer}")
        yield from _absaetze(abschnitt, nummer, ist_dezimal)
    for nummer, anlage in enumerate([a for a in dokument.abschnitte if a.art == "anlage"], 1):
        yield from _label(anlage, f"Anlage {nummer}")
    for abschnitt in dokument.abschnitte:
        if not abschnitt.bloecke or not abschnitt.ueberschrift:
            yield Fund(anker=abschnitt.id, ist=abschnitt.nummer or abschnitt.id, variante="leer")
    for stelle in kontext.baum.stellen:
        if stelle.sorte in ("ueberschrift", "text") and stelle.inhalt and isinstance(stelle.inhalt[0], Text):
            getippt = GETIPPT.match(stelle.text)
            if getippt:
                yield Fund.at(stelle.spanne(*getippt.span(1)), ist=getippt[1], variante="getippt")


def _label(block: Abschnitt | Absatz | Punkt, soll: str) -> Iterator[Fund]:
    ist = glaetten(block.nummer)
    if ist != soll:
        yield Fund(anker=block.id, ist=ist, soll=soll)


def _absaetze(abschnitt: Abschnitt, paragraf: int, ist_dezimal: bool) -> Iterator[Fund]:
    absaetze = [b for b in abschnitt.bloecke if isinstance(b, Absatz)]
    for nummer, absatz in enumerate(absaetze, 1):
        gezaehlt = f"({nummer})" if len(absaetze) > 1 else ""
        soll = f"{paragraf}.{nummer}" if ist_dezimal else gezaehlt
        yield from _label(absatz, soll)
        yield from _punkte(absatz.bloecke, soll if ist_dezimal else "", 0)


def _punkte(bloecke: tuple[Block, ...], praefix: str, tiefe: int) -> Iterator[Fund]:
    """Count the items of all lists of one level together; dashes have no number."""
    nummer = 0
    for liste in bloecke:
        if not isinstance(liste, Aufzaehlung):
            continue
        for punkt in liste.punkte:
            if liste.art == "gezaehlt":
                nummer += 1
                yield from _label(punkt, _soll(nummer, praefix, tiefe))
            yield from _punkte(punkt.bloecke, "", tiefe + 1)


def _soll(nummer: int, praefix: str, tiefe: int) -> str:
    if tiefe == 0:
        return f"{praefix}.{nummer}" if praefix else f"{nummer}."
    buchstabe = chr(ord("a") + (nummer - 1) % 26)
    return f"{buchstabe * tiefe})"

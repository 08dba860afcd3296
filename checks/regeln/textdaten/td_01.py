"""Eine Zahl im Text stammt nicht aus den Daten.

Prüft: Fester Text enthält keine Beträge, Daten, Prozentwerte, Anzahlen und Fristen, weder in Ziffern noch in Worten; erlaubt sind
die Nummern von Paragrafen, Absätzen, Büchern und Anlagen und die Wendungen der Liste.

Warum: Eine getippte Zahl ändert sich nicht mit, wenn die Daten sich ändern. Dann stehen im Vertrag zwei verschiedene Zahlen.

Beispiel: „Die Monatsrate beträgt 385.531,07 Euro.“ als fester Text.

Stattdessen: „Die Monatsrate beträgt {berechnet.rate}.“

Grenzen: Zahlwörter erkennt die Regel nur vor einer Einheit (Tage, Wochen, Monate, Prozent, Euro, Personen und ähnliche).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.gedaechtnis import gemerkt

from ...befund import Fund
from ...glaettung import GEMERKT, glaetten, lower
from ...kontext import Kontext
from ...paketdaten import load_daten
from ...regel import Regel

REGEL = Regel(
    code="TD-01",
    name="zahl-nicht-aus-den-daten",
    titel="Jede Zahl im Text stammt aus den Daten",
    schwere="fehler",
    meldung="Die Zahl „{ist}“ ist als fester Text geschrieben. Verwenden Sie ein Feld, das auf die Daten zeigt.",
    ebene="dokument",
    dokumente="alle",
    quellen=("TD-01",),
)

LABEL_MAX = 80
"""Characters before a number in which the word that makes it the number of a place is looked for."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every number of fixed text that is neither a label nor an allowed phrase, each once per passage."""
    if not any(find_zahlen(text) for text in kontext.baum.literaltexte):
        return
    gemeldet: set[tuple[str, str]] = set()
    for text, stelle in kontext.baum.literale:
        for von, bis, zahl in find_zahlen(text.text):
            if (stelle.anker, zahl) not in gemeldet:
                gemeldet.add((stelle.anker, zahl))
                yield Fund.at(stelle.spanne_of(text, von, bis), ist=zahl, soll="Feld mit Datenpfad")


@gemerkt("zahlen", GEMERKT)
def find_zahlen(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the numbers of a piece of fixed text in their order, with their offsets in its smoothed form.

    Remembered, because most pieces are the same in every contract.
    """
    text, muster = glaetten(text), _muster()
    klein = lower(text)
    treffer = {m.span() for m in muster.ziffern.finditer(text) if not text[m.start() - 1 : m.start()].isalnum()}
    if any(stamm in klein for stamm in muster.staemme):
        treffer |= {m.span() for m in muster.worte.finditer(klein)}
    erlaubt = [m.span() for m in muster.erlaubt.finditer(text)]
    return tuple(
        (von, von + len(zahl), zahl)
        for von, bis in sorted(treffer)
        if not muster.label.search(text, max(0, von - LABEL_MAX), von)
        and not any(anfang <= von and bis <= ende + 1 for anfang, ende in erlaubt)
        for zahl in (text[von:bis].rstrip(".,:; "),)
    )


@dataclass(frozen=True, slots=True)
class Zahlenmuster:
    """The patterns of the data file, compiled; `staemme` are pieces of which every number word contains one."""

    ziffern: re.Pattern[str]
    worte: re.Pattern[str]
    label: re.Pattern[str]
    erlaubt: re.Pattern[str]
    staemme: tuple[str, ...]


@cache
def _muster() -> Zahlenmuster:
    daten = load_daten("td_01")
    einheiten = "|".join(daten["einheiten"]).lower()
    folge = r"(?:\d+[a-z]?(?: (?:Satz|Nummer|Absatz) \d+)?(?:,| und| oder| bis|,? \d+) ?)*"
    return Zahlenmuster(
        re.compile(r"[+±−-]?\d[\d.,]*(?: ?(?:%|€|Euro|Prozent))?"),
        re.compile(rf"\b(?:{'|'.join(daten['zahlwoerter'])})(?:en|er)? (?:\w+e[nrs]? )?(?:{einheiten})\b"),
        re.compile(rf"(?:{'|'.join(daten['label'])}) ?{folge}$"),
        re.compile("|".join(daten["erlaubt"])),
        tuple(daten["staemme"]),
    )

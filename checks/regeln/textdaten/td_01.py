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
from functools import cache

from ...befund import Fund
from ...kontext import Kontext
from ...muster.wortdaten import load_daten
from ...regel import Regel

REGEL = Regel(
    code="TD-01",
    name="zahl-nicht-aus-den-daten",
    titel="Jede Zahl im Text stammt aus den Daten",
    schwere="fehler",
    meldung="Die Zahl „{ist}“ ist als fester Text geschrieben. Verwenden Sie ein Feld, das auf die Daten zeigt.",
    ebene="dokument",
    quellen=("TD-01",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every number of literal text that is neither a label nor an allowed phrase, each once per passage."""
    ziffern, worte, label, erlaubt = _muster()
    volltext = kontext.baum.literaltext
    gemeldet: set[tuple[str, str]] = set()
    for muster in (ziffern, worte):
        for treffer in muster.finditer(volltext.text):
            anfang, ende = volltext.grenzen(treffer.start())
            if label.search(volltext.text, anfang, treffer.start()) or _is_erlaubt(
                erlaubt, volltext.text, anfang, ende, treffer
            ):
                continue
            anker, zahl = volltext.stelle(treffer.start()).ort.anker, treffer.group().rstrip(".,:; ")
            if (anker, zahl) not in gemeldet:
                gemeldet.add((anker, zahl))
                yield Fund(anker=anker, ist=zahl, soll="Feld mit Datenpfad", wortlaut=zahl)


def _is_erlaubt(erlaubt: re.Pattern[str], text: str, anfang: int, ende: int, treffer: re.Match[str]) -> bool:
    return any(
        m.start() <= treffer.start() and treffer.end() <= m.end() + 1 for m in erlaubt.finditer(text, anfang, ende)
    )


@cache
def _muster() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    daten = load_daten("td_01")
    worte = rf"\b(?:{'|'.join(daten['zahlwoerter'])})(?:en|er)? (?:\w+e[nrs]? )?(?:{'|'.join(daten['einheiten'])})\b"
    folge = r"(?:\d+[a-z]?(?: (?:Satz|Nummer|Absatz) \d+)?(?:,| und| oder| bis|,? \d+) ?)*"
    return (
        re.compile(r"(?<![\w§])[+±−-]?\d[\d.,]*(?: ?(?:%|€|Euro|Prozent))?"),
        re.compile(worte, re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(daten['label'])}) ?{folge}$"),
        re.compile("|".join(daten["erlaubt"])),
    )

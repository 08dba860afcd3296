"""Ein in Bezug genommener Vertrag ist nicht bestimmbar.

Prüft: Wo der Text eine Vereinbarung, einen Rahmenvertrag oder einen Beschluss nennt, auf den es ankommt, stehen Tag oder Aktenzeichen
dabei, oder der Begriff ist im Vertrag bestimmt; beim Rahmenvertrag ist gesagt, ob die jeweils geltende Fassung gemeint ist.

Warum: Später muss feststellbar sein, welcher Text gemeint war; eine dynamische Verweisung soll gewollt sein.

Beispiel: „Es gilt der Landesrahmenvertrag“ ohne Datum, Fassung oder Begriffsbestimmung.

Stattdessen: „der am 9. August 2019 geschlossene Landesrahmenvertrag in der jeweils geltenden Fassung“, einmal als Begriff bestimmt.

Grenzen: Die Regel sieht nicht, ob das genannte Datum richtig ist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.regex import compile_later
from generator.tree import Feld

from ...bedarf import HatAenderung
from ...befund import Fund
from ...glaettung import GEMERKT
from ...kontext import Kontext
from ...regel import Regel
from ...stelle import Spanne, Stelle
from ...wert import quote

REGEL = Regel(
    code="VZ-07",
    name="bezogener-vertrag-unbestimmt",
    titel="Bezogene Verträge identifizierbar",
    schwere="warnung",
    meldung="„{ist}“ ist ohne Tag, Aktenzeichen oder Begriffsbestimmung genannt: {wo}. Nennen Sie, welcher Text gemeint ist.",
    varianten={
        "fassung": "Bei „{ist}“ fehlt die Angabe, welche Fassung gilt. Nennen Sie einen Tag oder „in der jeweils geltenden Fassung“."
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("VZ-07",),
)

BEZUG = compile_later(
    r"(?<!\b[Ee]ine )(?<!\b[Ee]iner )(?<!\b[Kk]eine )(?<!\b[Kk]ein )(?<!\b[Ee]in )(?<!\b[Ee]inen )(?<!\b[Jj]ede )"
    r"\b((?:Landesr|R)ahmenvertrag|BremLRV|(?:Kooperations|Entgelt|Rahmen)vereinbarung)(?:e?s)?\b"
)
BESTIMMT = compile_later(r"\b\d{1,2}\. ?(?:\d{1,2}\.|[A-Z][a-zä]+) ?\d{4}|Aktenzeichen|\bAz\.", re.ASCII)
FASSUNG = compile_later(r"jeweils geltenden? Fassung|Fassung vom|in der am|Stand ")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield names of contracts without identification, each name once, at its first place."""
    if kontext.hat(HatAenderung) and not kontext.ist_hauptdokument:
        # A Lesefassung repeats what was judged where it was agreed.
        return
    begriffe = {b.text.casefold(): (b, s) for b, s in kontext.baum.begriffe}
    anderswo = {b.text.casefold() for baum in kontext.alle_baeume for b, _ in baum.begriffe} - begriffe.keys()
    gesehen: set[str] = set()
    for stelle in kontext.baum.stellen:
        if stelle.sorte != "text":
            continue
        for name, von, bis in find_bezuege(stelle.text):
            if name not in gesehen and name.casefold() not in anderswo and not _is_own_title(stelle, von):
                gesehen.add(name)
                begriff = begriffe.get(name.casefold())
                yield from _check(name, begriff[1].spanne_of(begriff[0]) if begriff else stelle.spanne(von, bis))


def _is_own_title(stelle: Stelle, ab: int) -> bool:
    """Tell whether the name is that of the contract itself, printed as its title: it needs no identification."""
    return any(
        s.von <= ab < s.bis and isinstance(s.inline, Feld) and s.inline.pfad == "titel" for s in stelle.stuecke()
    )


@lru_cache(maxsize=GEMERKT)
def find_bezuege(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the contracts a passage names, each with its offsets; most passages are the same in every contract."""
    return tuple([(treffer[1], *treffer.span()) for treffer in BEZUG.finditer(text)])


def _check(name: str, ort: Spanne) -> Iterator[Fund]:
    text = ort.stelle.text
    if not BESTIMMT.search(text):
        yield Fund.at(ort, ist=name, werte={"wo": quote(text)})
    elif not FASSUNG.search(text):
        yield Fund.at(ort, ist=name, variante="fassung")

"""Ein gemeinsames Ziel lautet in einem Vertrag anders als in den übrigen.

Prüft: Jedes gemeinsame Ziel steht mit dem Wortlaut der gemeinsamen Datei in einem Paragrafen, mit seinem Zielwert und Termin in einer
Anlage. Kein eigener Text und kein Ziel des Vertrags selbst gibt ein gemeinsames Ziel mit anderen Worten wieder.

Warum: Gemeinsame Ziele sind Bestandteil mehrerer Verträge. Lauten sie verschieden, ist niemand an dasselbe gebunden.

Beispiel: Ein eigener Textbaustein sagt „Die Budgetnehmer sollen sich im Sozialraum vernetzen und Angebote nutzen“.

Stattdessen: Den Textbaustein „gemziele“ verwenden; er druckt „{z.ziel}“. Ein anderer Wortlaut gehört in die Datei des Sozialraums.

Grenzen: Ähnlichkeit misst die Regel an den Worten; eine Umschreibung mit lauter anderen Worten erkennt sie nicht. Daten können nicht
abweichen, weil sie nur einmal vorhanden sind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from contracts.position import Pfad
from corpus.saetze import split_saetze

from ...bedarf import HatSozialraum, HatZielorte
from ...befund import Fund
from ...dokumentindex import Teilindex
from ...glaettung import GEMERKT, glaetten, lower
from ...kontext import Kontext
from ...muster.aehnlichkeit import is_alike
from ...regel import Regel
from ...stelle import Spanne
from ...wert import quote

REGEL = Regel(
    code="SK-07",
    name="gemeinsames-ziel-weicht-ab",
    titel="Gemeinsame Ziele wortgleich",
    schwere="fehler",
    meldung="Diese Stelle gibt das gemeinsame Ziel „{ziel}“ mit eigenen Worten wieder: {ist}. In allen Verträgen lautet es: {soll}.",
    varianten={
        "fehlt": "Kein Paragraf nennt das gemeinsame Ziel „{ziel}“ mit dem Wortlaut der gemeinsamen Datei: {soll}.",
        "wert": "Keine Anlage nennt {was} des gemeinsamen Ziels „{ziel}“.",
        "eigenes": "Das Ziel „{eigenes}“ des Vertrags wiederholt das gemeinsame Ziel „{ziel}“. Streichen Sie es hier.",
    },
    ebene="dokument",
    quellen=("SK-07", "A-TB2-07", "A-SRK-04"),
    braucht=(HatSozialraum,),
)

AEHNLICH = 0.6
"""Share of equal characters from which a sentence says what another says."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield goals in other words, goals that are not printed, and goals that the contract repeats as its own."""
    ziele = kontext.als(HatSozialraum).sozialraum.ziele
    wortlaute = {z.id: glaetten(z.ziel) for z in ziele}
    anders: set[str] = set()
    for fund in _reworded(kontext, wortlaute):
        anders.add(fund.werte["ziel"])
        yield fund
    for nummer, ziel in enumerate(ziele):
        pfad: Pfad = ("sozialraum", "ziele", nummer)
        if ziel.id not in anders and not _prints(kontext, f"sozialraum.ziele[{ziel.id}].ziel", "paragraf"):
            werte = {"ziel": ziel.id}
            yield Fund((*pfad, "ziel"), "fehlt", quote(ziel.ziel.rstrip(".")), variante="fehlt", werte=werte)
        felder = {"termin": "den Termin"} | ({"indikator.zielwert": "den Zielwert"} if ziel.indikator else {})
        for name, was in felder.items():
            if not _prints(kontext, f"sozialraum.ziele[{ziel.id}].{name}", "anlage"):
                yield Fund(
                    (*pfad, *name.split(".")), "fehlt", was, variante="wert", werte={"ziel": ziel.id, "was": was}
                )
    yield from _repeated(kontext, wortlaute)


def _reworded(kontext: Kontext, wortlaute: dict[str, str]) -> Iterator[Fund]:
    """Yield every sentence of fixed text that is like a goal."""
    ziele = tuple(wortlaute.items())
    for spanne, kennung in chain.from_iterable(kontext.baum.read_each(_find_like, ziele)):
        ist, soll = quote(spanne.text.strip().rstrip(".")), quote(wortlaute[kennung].rstrip("."))
        yield Fund.at(spanne, ist=ist, soll=soll, werte={"ziel": kennung})


def _find_like(teil: Teilindex, ziele: tuple[tuple[str, str], ...]) -> list[tuple[Spanne, str]]:
    """Return the sentences of fixed text in a part that are like goals, each with the id of the goal."""
    return [
        (stelle.spanne_of(literal, von, bis), kennung)
        for literal, stelle in teil.literale
        if stelle.sorte == "text"
        for text in (glaetten(literal.text),)
        for von, bis in split_saetze(text)
        for kennung, wortlaut in ziele
        if _is_like(text[von:bis], wortlaut)
    ]


def _repeated(kontext: Kontext, wortlaute: dict[str, str]) -> Iterator[Fund]:
    """Yield every goal of the contract itself that is like a joint one."""
    orte = kontext.als(HatZielorte).zielorte if kontext.hat(HatZielorte) else ()
    for pfad, ziel in (o for o in orte if o[0][0] != "sozialraum"):
        for kennung, wortlaut in wortlaute.items():
            if _is_like(glaetten(ziel.ziel), wortlaut):
                werte = {"ziel": kennung, "eigenes": ziel.id}
                yield Fund((*pfad, "ziel"), quote(ziel.ziel.rstrip(".")), variante="eigenes", werte=werte)


@lru_cache(maxsize=GEMERKT)
def _is_like(satz: str, wortlaut: str) -> bool:
    if not 0.6 < len(satz) / len(wortlaut) < 1.7:
        return False
    return is_alike(lower(satz), lower(wortlaut), AEHNLICH)


def _prints(kontext: Kontext, pfad: str, bereich: str) -> bool:
    return any(stelle.bereich == bereich for _, stelle in kontext.baum.felder.get(pfad, ()))

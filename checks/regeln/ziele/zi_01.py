"""Ein Ziel ist nicht messbar beschrieben.

Prüft: Jedes Ziel hat entweder einen vollständigen Indikator oder einen Tag, bis zu dem ein Workshop ihn festlegt; dieser Tag
liegt vor dem Termin des Ziels und ist nicht verstrichen; der Ausgangswert ist vor dem Termin erhoben.

Warum: Ein Ziel ohne Maß lässt sich weder verfolgen noch feststellen. Offen darf es nur sein, wenn klar ist, wann es geklärt wird.

Beispiel: Ein Ziel ohne Indikator und ohne Workshop-Termin.

Stattdessen: Den Indikator eintragen oder „indikator_offen_bis“ angeben.

Grenzen: Ob der Indikator das Ziel wirklich misst, muss ein Mensch beurteilen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatZielorte
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="ZI-01",
    name="ziel-nicht-messbar",
    titel="Ziel vollständig messbar beschrieben",
    schwere="fehler",
    meldung="Das Ziel „{ziel}“ hat weder einen Indikator noch einen Tag, bis zu dem er festgelegt wird („indikator_offen_bis“).",
    varianten={
        "beides": "Das Ziel „{ziel}“ hat einen Indikator und gilt zugleich als offen. Streichen Sie „indikator_offen_bis“.",
        "verstrichen": "Der Indikator des Ziels „{ziel}“ sollte bis zum {ist} festgelegt sein; er fehlt noch (Stichtag {soll}).",
        "spaet": "Der Indikator des Ziels „{ziel}“ wird erst am {ist} festgelegt, also nicht vor dem Termin des Ziels ({soll}).",
        "ausgangswert": "Der Ausgangswert des Ziels „{ziel}“ ist am {ist} erhoben, also nicht vor dem Termin ({soll}).",
        "doppelt": "Die Kennung „{ziel}“ steht für zwei Ziele.",
    },
    quellen=("ZI-01", "A-BSC-07"),
    braucht=(HatZielorte,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield goals without measure and contradictory dates of the measure."""
    zielorte = kontext.als(HatZielorte).zielorte
    for pfad, ziel in zielorte:
        werte = {"ziel": ziel.id}
        offen = ziel.indikator_offen_bis
        if ziel.indikator is None and offen is None:
            yield Fund(pfad, werte=werte)
        elif ziel.indikator is not None and offen is not None:
            yield Fund((*pfad, "indikator_offen_bis"), variante="beides", werte=werte)
        elif offen is not None and offen >= ziel.termin:
            yield Fund(
                (*pfad, "indikator_offen_bis"),
                show_datum(offen),
                show_datum(ziel.termin),
                variante="spaet",
                werte=werte,
            )
        elif offen is not None and offen < kontext.stichtag:
            ist, soll = show_datum(offen), show_datum(kontext.stichtag)
            yield Fund((*pfad, "indikator_offen_bis"), ist, soll, variante="verstrichen", werte=werte)
        if ziel.indikator is not None and ziel.indikator.ausgangswert_am >= ziel.termin:
            ist, soll = show_datum(ziel.indikator.ausgangswert_am), show_datum(ziel.termin)
            yield Fund((*pfad, "indikator", "ausgangswert_am"), ist, soll, variante="ausgangswert", werte=werte)
    for nummer, _, kennung in find_doppelte(z.id for _, z in zielorte):
        yield Fund((*zielorte[nummer][0], "id"), variante="doppelt", werte={"ziel": kennung})

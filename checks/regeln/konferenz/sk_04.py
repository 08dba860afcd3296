"""Wer kein Budget hat, stimmt in der Sozialraumkonferenz ab.

Prüft: Leistungserbringer ohne Budget haben keine Stimme. Niemand steht an einem Tag zweimal in der Liste der Mitglieder, auch nicht
einmal als Budgetnehmer und einmal beratend. Kennungen der Sitze sind verschieden.

Warum: Leistungserbringer, die nicht Budgetnehmer sind, nehmen beratend teil. Stimmt jemand ab, der es nicht darf, ist der Beschluss
anfechtbar; steht jemand zweimal in der Liste, ist unklar, in welcher Rolle er eingeladen ist.

Beispiel: Ein Leistungserbringer, dessen Budget am 1. Oktober beginnt, stimmt schon in der Sitzung vom 22. April ab.

Stattdessen: „beratend_ab“ beim Budgetnehmer angeben; das Stimmrecht beginnt mit seinem Budget von selbst.

Grenzen: Wer dieselbe Stelle ist, erkennt die Regel an der Datei der Partei oder am gleichen Namen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.position import Pfad

from ...bedarf import HatSozialraumkonferenz
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

if TYPE_CHECKING:
    from contracts.modell.konferenz import Konferenzmitglied
    from contracts.rechnen.mitgliedschaft import Sitz

REGEL = Regel(
    code="SK-04",
    name="stimme-ohne-budget",
    titel="Nicht-Budgetnehmer nur beratend",
    schwere="fehler",
    meldung="Das Mitglied „{kennung}“ hat kein Budget, aber {ist} Stimme(n){wann}. Setzen Sie „stimmen: 0“.",
    varianten={
        "zweimal": "Das Mitglied „{kennung}“ ist ab dem {tag} dieselbe Stelle wie „{anderes}“ und damit zweimal Mitglied.",
        "kennung": "Die Kennung „{kennung}“ steht für ein Mitglied und zugleich für einen Budgetnehmer. Ändern Sie eine von beiden.",
    },
    quellen=("SK-04", "A-TB2-05", "A-SRK-02", "A-SRK-06"),
    braucht=(HatSozialraumkonferenz,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield members that vote without a budget, then those that sit twice on a day."""
    from contracts.rechnen.mitgliedschaft import OHNE_BUDGET, list_sitze

    raum = kontext.als(HatSozialraumkonferenz).sozialraum
    sitze = list_sitze(raum)
    eigene = {b.id for b in raum.budgetnehmer}
    davor = [s for s in sitze if s.id in eigene]
    parteien: dict[str, str | None] = {b.id: b.partei for b in raum.budgetnehmer}
    for nummer, m in enumerate(raum.konferenz.mitglieder):
        pfad: Pfad = ("sozialraum", "konferenz", "mitglieder", nummer)
        sitz = next(s for s in sitze if s.id == m.id and s.art == m.art and s.ab == m.ab)
        if m.art == OHNE_BUDGET and m.stimmen:
            yield Fund((*pfad, "stimmen"), str(m.stimmen), "0", werte={"kennung": m.id, "wann": _when(kontext, sitz)})
        elif m.id in eigene:
            yield Fund((*pfad, "id"), m.id, variante="kennung", werte={"kennung": m.id})
        else:
            yield from _double(pfad, m, sitz, davor, parteien)
        davor.append(sitz)
        parteien[m.id] = m.partei


def _when(kontext: Kontext, sitz: Sitz) -> str:
    """Return on which planned meetings a seat would vote, as the end of a sentence."""
    termine = kontext.als(HatSozialraumkonferenz).konferenztermine
    tage = [show_datum(t.am) for t in termine if sitz.holds(t.am)]
    return f" und stimmte am {', '.join(tage)} ab" if tage else ""


def _double(
    pfad: Pfad, m: Konferenzmitglied, sitz: Sitz, davor: list[Sitz], parteien: dict[str, str | None]
) -> Iterator[Fund]:
    for anderer in davor:
        ist_dieselbe = (m.partei is not None and m.partei == parteien[anderer.id]) or m.name == anderer.name
        tag = max(sitz.ab, anderer.ab)
        if ist_dieselbe and sitz.holds(tag) and anderer.holds(tag):
            werte = {"kennung": m.id, "anderes": anderer.id, "tag": show_datum(tag)}
            yield Fund(pfad, m.id, variante="zweimal", werte=werte)
            return

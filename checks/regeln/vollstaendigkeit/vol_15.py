"""Eine Prüfbestätigung beantwortet keine Frage, die das Programm stellt.

Prüft: Jede Prüfbestätigung nennt eine Regel, die nach einer Bestätigung fragt, und, wenn sie etwas Bestimmtes betrifft, eine Kennung, die es
im Vertrag gibt.

Warum: Eine Bestätigung mit falscher Regel oder falscher Kennung bestätigt nichts; die Frage bleibt offen, ohne dass es jemand merkt.

Beispiel: „regel: RK-51“, wo RK-15 gemeint ist.

Stattdessen: Die Kennung der Regel aus dem Befund übernehmen, der nach der Bestätigung fragt.

Grenzen: Ob die Stelle, die bestätigt, dazu befugt ist, und ob sie recht hat, weiß die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.angaben import list_teile, write_key

from ...bedarf import HatPruefbestaetigungen
from ...befund import Fund
from ...kontext import Kontext
from ...muster.fragen import load_fragen
from ...regel import Regel
from ...wert import show_liste

REGEL = Regel(
    code="VOL-15",
    name="bestaetigung-ohne-frage",
    titel="Prüfbestätigungen gehören zu einer Frage",
    schwere="fehler",
    meldung="Die Regel {ist} fragt nicht nach einer Bestätigung. Fragen stellen: {soll}.",
    varianten={"betrifft": "Die Bestätigung betrifft „{ist}“; einen solchen Eintrag hat der Vertrag nicht."},
    quellen=("RK-15",),
    braucht=(HatPruefbestaetigungen,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield confirmations of a rule that does not ask, and of an entry that the contract does not have."""
    fragen = load_fragen()
    for nummer, antwort in enumerate(kontext.als(HatPruefbestaetigungen).pruefbestaetigungen):
        pfad = ("pruefbestaetigungen", nummer)
        if antwort.regel not in fragen:
            yield Fund((*pfad, "regel"), antwort.regel, show_liste(sorted(fragen)))
        if antwort.betrifft is not None and antwort.betrifft not in _keys(kontext):
            yield Fund((*pfad, "betrifft"), antwort.betrifft, variante="betrifft")


def _keys(kontext: Kontext) -> frozenset[str]:
    """Return the keys of all lists of the contract but that of the confirmations themselves."""
    vertrag = kontext.vertrag
    return kontext.remember(
        "schluessel",
        lambda: frozenset(
            write_key(eintrag)
            for name in list_teile(type(vertrag))
            if name != "pruefbestaetigungen" and isinstance(getattr(vertrag, name), tuple)
            for eintrag in getattr(vertrag, name)
        ),
    )

"""Personen und Leistungsfälle passen nicht zusammen.

Prüft: Leistungsfälle minus Mehrfachbezüge ergeben die Personen im Budget; es gibt weniger Mehrfachbezüge als Leistungsfälle und
nicht weniger Personen, als ein einzelner Leistungstyp Leistungsfälle hat.

Warum: Wer Leistungen aus zwei Leistungstypen erhält, zählt mit zwei Leistungsfällen, aber als eine Person. Wer das verwechselt,
vereinbart die falsche Bezugsgröße für Korridor und Controlling.

Beispiel: 246 Leistungsfälle, 18 Mehrfachbezüge, aber 230 Personen.

Stattdessen: 228 Personen eintragen oder die Mehrfachbezüge berichtigen.

Grenzen: Die Zählung selbst prüft die Regel nicht; sie rechnet nur nach. Geteilte Leistungstypen prüft ZB-08.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBerechnung
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_zahl

REGEL = Regel(
    code="ZB-05",
    name="personen-und-faelle-widerspruch",
    titel="Personen, Fälle, Hilfebedarfsgruppen",
    schwere="fehler",
    meldung="Im Budget stehen {ist} Personen; {faelle} Leistungsfälle minus {mehrfach} Mehrfachbezüge ergeben {soll}.",
    varianten={
        "mehrfach": "Die Zahl der Mehrfachbezüge ({ist}) ist nicht kleiner als die Zahl der Leistungsfälle ({soll}).",
        "zuwenig": "Im Budget stehen {ist} Personen, aber schon der Leistungstyp „{leistungstyp}“ hat {soll} Leistungsfälle.",
    },
    normen=("§ 125 Abs. 3 SGB IX",),
    quellen=("ZB-05", "A-TB1-17"),
    braucht=(HatBerechnung,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield contradictions between persons, cases and groups."""
    vertrag = kontext.als(HatBerechnung)
    kreis, faelle = vertrag.personenkreis, vertrag.berechnet.leistungsfaelle
    soll = faelle - kreis.mehrfachbezuege
    pfad = ("personenkreis", "personen_im_budget")
    groesster = max(vertrag.leistungspaket, key=lambda lt: lt.leistungsfaelle)
    if kreis.mehrfachbezuege >= faelle:
        yield Fund(
            ("personenkreis", "mehrfachbezuege"),
            show_zahl(kreis.mehrfachbezuege),
            show_zahl(faelle),
            variante="mehrfach",
        )
    elif kreis.personen_im_budget != soll:
        werte = {"faelle": show_zahl(faelle), "mehrfach": show_zahl(kreis.mehrfachbezuege)}
        bezug = ((("personenkreis", "mehrfachbezuege"), "Mehrfachbezüge"),)
        yield Fund(pfad, show_zahl(kreis.personen_im_budget), show_zahl(soll), werte=werte, bezug=bezug)
    elif kreis.personen_im_budget < groesster.leistungsfaelle:
        werte = {"leistungstyp": groesster.kuerzel}
        yield Fund(
            pfad,
            show_zahl(kreis.personen_im_budget),
            show_zahl(groesster.leistungsfaelle),
            variante="zuwenig",
            werte=werte,
        )

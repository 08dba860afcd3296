"""Die ordentliche Kündigung ist nicht eindeutig oder nicht möglich.

Prüft: Der erste Kündigungstermin liegt in der Laufzeit und fällt auf einen Tag, zu dem gekündigt werden kann; die Kündigung kann
bis dahin noch erklärt werden; der Text nennt die Kündigungsfrist nur in einem Paragrafen.

Warum: Eine Kündigungsregel, die kein Datum ergibt oder an zwei Stellen Verschiedenes sagt, führt sicher zum Streit.

Beispiel: Gekündigt werden kann zum Jahresende, erstmals aber zum 30. November 2026.

Stattdessen: Als ersten Termin den 31. Dezember 2026 angeben.

Grenzen: Ob eine eigene Klausel mit festem Text eine weitere Frist nennt, meldet TD-01, nicht diese Regel.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from contracts.rechnen.zeitraum import latest_ereignis

from ...bedarf import HatLaufzeit, HatUnterzeichnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.felder import abschnitte_mit
from ...regel import Regel
from ...wert import show_datum, show_dauer, show_liste

REGEL = Regel(
    code="FL-03",
    name="kuendigung-uneindeutig",
    titel="Kündigungsfristen eindeutig",
    schwere="fehler",
    meldung="Der erste Kündigungstermin ({ist}) liegt nicht in der Laufzeit ({soll}).",
    varianten={
        "tag": "Gekündigt werden kann zum {soll}; der erste Kündigungstermin ({ist}) ist kein solcher Tag.",
        "frist": "Bis zum ersten Kündigungstermin ({soll}) kann nach der Unterzeichnung mit der vereinbarten Frist ({ist}) nicht mehr "
        "gekündigt werden.",
        "ende": "Der erste Kündigungstermin ({ist}) ist der letzte Tag der Laufzeit; die ordentliche Kündigung läuft damit leer.",
        "mehrfach": "Mehrere Paragrafen nennen die Kündigungsfrist: {ist}. Regeln Sie sie an einer Stelle.",
    },
    ebene="dokument",
    normen=("§ 59 SGB X", "§ 130 SGB IX", "§ 188 BGB"),
    quellen=("FL-03",),
    braucht=(HatLaufzeit, HatUnterzeichnung),
)

TERMINE = {
    "kalenderjahresende": ("Ende eines Kalenderjahres", (12,)),
    "quartalsende": ("Ende eines Quartals", (3, 6, 9, 12)),
    "monatsende": ("Ende eines Monats", tuple(range(1, 13))),
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield notice dates that cannot be, and a notice period stated in several sections."""
    laufzeit = kontext.als(HatLaufzeit).laufzeit
    kuendigung = laufzeit.kuendigung
    erster, pfad = kuendigung.erstmals_zum, ("laufzeit", "kuendigung", "erstmals_zum")
    if laufzeit.beginn < laufzeit.ende:
        name, monate = TERMINE[kuendigung.zum]
        if not laufzeit.beginn < erster <= laufzeit.ende:
            soll = f"{show_datum(laufzeit.beginn)} bis {show_datum(laufzeit.ende)}"
            yield Fund(pfad, show_datum(erster), soll, bezug=((("laufzeit", "ende"), "Ende"),))
        elif not _is_monatsende(erster) or erster.month not in monate:
            yield Fund(pfad, show_datum(erster), name, variante="tag")
        elif latest_ereignis(erster, kuendigung.frist_monate) < kontext.als(HatUnterzeichnung).unterzeichnung.am:
            frist = ("laufzeit", "kuendigung", "frist_monate")
            yield Fund(frist, show_dauer(kuendigung.frist_monate), show_datum(erster), variante="frist")
        elif erster == laufzeit.ende:
            yield Fund(pfad, show_datum(erster), variante="ende", schwere="hinweis")
    orte = abschnitte_mit(kontext, ["laufzeit.kuendigung.frist_monate"], "paragraf")
    if len(orte) > 1:
        ist = show_liste(kontext.baum.fundstelle(ort) for ort in orte)
        yield Fund(("laufzeit", "kuendigung", "frist_monate"), ist=ist, anker=orte[1], variante="mehrfach")


def _is_monatsende(tag: date) -> bool:
    return (tag + timedelta(days=1)).day == 1

"""Eine Berichtsfrist stimmt nicht mit dem Kalender überein.

Prüft: Die Frist jedes Berichts folgt aus Stichtag und Regel (Monate, Tag, Verschiebung bei Wochenende und Feiertag des Landes);
ohne Verschiebungsregel fällt sie auf einen Werktag; kein Stichtag steht zweimal da.

Warum: Endet eine Frist an einem Samstag, Sonntag oder Feiertag, endet sie erst mit dem nächsten Werktag. Steht im Vertrag ein
anderer Tag, gelten zwei Fristen.

Beispiel: Frist 15. November 2025; das ist ein Samstag.

Stattdessen: 17. November 2025 eintragen.

Grenzen: Ob ein Feiertag, der nur in Teilen eines Landes gilt (Mariä Himmelfahrt und Friedensfest in Bayern, Fronleichnam in Sachsen und
Thüringen), am Sitz des Leistungsträgers gilt, weiß die Regel nur für einige Orte; sonst weist sie darauf hin und verlangt nichts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from contracts.position import Pfad
from contracts.rechnen.feiertagsrecht import find_oertlichen
from contracts.rechnen.zeitraum import deadline, is_werktag, next_werktag

from ...bedarf import HatBerichtswesen, HatParteien
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="FL-04",
    name="berichtsfrist-falsch",
    titel="Berichtsfristen kalendarisch geprüft",
    schwere="warnung",
    meldung="Die Frist des Berichts „{bericht}“ ist der {ist}; aus Stichtag und Fristregel folgt der {soll}.",
    varianten={
        "werktag": "Die Frist des Berichts „{bericht}“ ({ist}) ist kein Werktag; vereinbaren Sie eine Verschiebung oder einen Werktag.",
        "vor": "Die Frist des Berichts „{bericht}“ ({ist}) liegt nicht nach seinem Stichtag ({soll}).",
        "oertlich": "Die Frist des Berichts „{bericht}“ ({ist}) fällt auf {feiertag}: Das ist {wo} ein Feiertag ({norm}). Ob er am Sitz des "
        "Leistungsträgers gilt, sagen die Daten nicht; gilt er, endet die Frist am {soll}.",
        "doppelt": "Zwei Berichte haben denselben Stichtag oder dieselbe Kennung: {ist}.",
    },
    normen=("§ 26 Abs. 3 SGB X", "§ 193 BGB"),
    quellen=("FL-04",),
    braucht=(HatBerichtswesen,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every deadline that does not follow from its Stichtag, the rule and the calendar of the Land."""
    controlling, land = kontext.als(HatBerichtswesen).controlling, kontext.vertrag.bundesland
    regel = controlling.berichtsfrist
    for nummer, bericht in enumerate(controlling.berichte):
        werte = {"bericht": bericht.id}
        pfad: Pfad = ("controlling", "berichte", nummer, "frist")
        if bericht.frist <= bericht.stichtag:
            yield Fund(pfad, show_datum(bericht.frist), show_datum(bericht.stichtag), variante="vor", werte=werte)
        elif regel.verschiebung == "naechster_werktag":
            ohne = deadline(bericht.stichtag, regel.monate, regel.tag, land)
            yield from _compare(kontext, pfad, bericht.frist, ohne, werte)
        elif not is_werktag(bericht.frist, land) or _holiday(kontext, bericht.frist) is True:
            yield Fund(pfad, show_datum(bericht.frist), variante="werktag", werte=werte)
        elif _holiday(kontext, bericht.frist) is None:
            yield _oertlich(kontext, pfad, bericht.frist, werte)
    berichte = controlling.berichte
    for nummer, _, tag in find_doppelte(b.stichtag for b in berichte):
        yield Fund(("controlling", "berichte", nummer, "stichtag"), show_datum(tag), variante="doppelt")
    for nummer, _, kennung in find_doppelte(b.id for b in berichte):
        yield Fund(("controlling", "berichte", nummer, "id"), kennung, variante="doppelt")


def _compare(kontext: Kontext, pfad: Pfad, frist: date, ohne: date, werte: dict[str, str]) -> Iterator[Fund]:
    """Compare a deadline with what follows from the rule, `ohne` holidays of parts of the Land; where the seat is open, both are right."""
    gilt = _holiday(kontext, ohne)
    danach = _day_after(kontext, ohne)
    if gilt is None and frist in (ohne, danach):
        yield _oertlich(kontext, pfad, ohne, werte)
    elif frist != (soll := danach if gilt else ohne):
        yield Fund(pfad, show_datum(frist), show_datum(soll), werte=werte)


def _holiday(kontext: Kontext, tag: date) -> bool | None:
    """Tell whether a day that is a holiday in parts of the Land is one at the seat of the paying side; None where that is open."""
    gefunden = find_oertlichen(tag, kontext.vertrag.bundesland, _seat(kontext))
    return False if gefunden is None else gefunden.gilt


def _day_after(kontext: Kontext, tag: date) -> date:
    return next_werktag(tag + timedelta(days=1), kontext.vertrag.bundesland)


def _seat(kontext: Kontext) -> str:
    parteien = kontext.als(HatParteien).parteien
    return next((p for p in parteien if p.rolle == "leistungstraeger"), parteien[0]).anschrift.ort


def _oertlich(kontext: Kontext, pfad: Pfad, tag: date, werte: dict[str, str]) -> Fund:
    feiertag = find_oertlichen(tag, kontext.vertrag.bundesland, _seat(kontext))
    mehr = {} if feiertag is None else {"feiertag": feiertag.name, "wo": feiertag.wo, "norm": feiertag.norm}
    soll = show_datum(_day_after(kontext, tag))
    return Fund(pfad, show_datum(tag), soll, variante="oertlich", werte={**werte, **mehr}, schwere="hinweis")

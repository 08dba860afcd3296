"""Eine Berichtsfrist stimmt nicht mit dem Kalender überein.

Prüft: Die Frist jedes Berichts folgt aus Stichtag und Regel (Monate, Tag, Verschiebung bei Wochenende und Feiertag des Landes);
ohne Verschiebungsregel fällt sie auf einen Werktag; kein Stichtag steht zweimal da.

Warum: Endet eine Frist an einem Samstag, Sonntag oder Feiertag, endet sie erst mit dem nächsten Werktag. Steht im Vertrag ein
anderer Tag, gelten zwei Fristen.

Beispiel: Frist 15. November 2025; das ist ein Samstag.

Stattdessen: 17. November 2025 eintragen.

Grenzen: Regionale Feiertage einzelner Gemeinden kennt die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.rechnen.zeitraum import deadline, is_werktag

from ...bedarf import HatBerichtswesen
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
        pfad, werte = ("controlling", "berichte", nummer, "frist"), {"bericht": bericht.id}
        if bericht.frist <= bericht.stichtag:
            yield Fund(pfad, show_datum(bericht.frist), show_datum(bericht.stichtag), variante="vor", werte=werte)
        elif regel.verschiebung == "naechster_werktag":
            soll = deadline(bericht.stichtag, regel.monate, regel.tag, land)
            if bericht.frist != soll:
                yield Fund(pfad, show_datum(bericht.frist), show_datum(soll), werte=werte)
        elif not is_werktag(bericht.frist, land):
            yield Fund(pfad, show_datum(bericht.frist), variante="werktag", werte=werte)
    berichte = controlling.berichte
    for nummer, _, tag in find_doppelte(b.stichtag for b in berichte):
        yield Fund(("controlling", "berichte", nummer, "stichtag"), show_datum(tag), variante="doppelt")
    for nummer, _, kennung in find_doppelte(b.id for b in berichte):
        yield Fund(("controlling", "berichte", nummer, "id"), kennung, variante="doppelt")

"""Zwei Verträge derselben Leistungserbringerin oder desselben Leistungserbringers widersprechen sich.

Prüft: Überschneiden sich die Laufzeiten zweier Verträge, löst der spätere den früheren ab („fassung.vorgaenger“); Nummer und Tag der
abgelösten Fassung sind die jenes Vertrags; die Nummern der Fassungen steigen; eine fortgeltende Vereinbarung mit demselben
Aktenzeichen ist überall vom selben Tag.

Warum: Gelten zwei Budgets für dieselbe Zeit, ist offen, welches zu zahlen ist. Wer die abgelöste Fassung falsch bezeichnet, löst
keine ab.

Beispiel: Vertrag 2026 löst die Fassung vom 8. Dezember 2024 ab; geschlossen wurde sie am 18. Dezember 2024.

Stattdessen: Den 18. Dezember 2024 eintragen.

Grenzen: Verglichen werden Verträge gleicher Art in einem Bestand. Was außerhalb liegt oder gekündigt ist, kennt die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ...bedarf import HatLaufzeit, HatLeistungspaket, HatUnterzeichnung
from ...kontext import Kontext
from ...muster.vertragsfolge import find_vorgaenger, is_closed_on, list_fruehere, take_folge
from ...regel import Regel
from ...vertragsauszug import Quertreffer, Vertragsauszug
from ...wert import show_datum

REGEL = Regel(
    code="FL-14",
    name="vertraege-widersprechen-sich",
    titel="Verträge lösen einander ab",
    schwere="fehler",
    meldung="Die Laufzeit beginnt am {ist}; der Vertrag „{anderer}“ läuft bis zum {soll}. Nennen Sie ihn unter „fassung.vorgaenger“, "
    "wenn dieser Vertrag ihn ablöst.",
    varianten={
        "tag": "Die abgelöste Fassung ist mit dem {ist} bezeichnet; der Vertrag „{anderer}“ wurde am {soll} geschlossen.",
        "nummer": "Die abgelöste Fassung ist mit der Nummer {ist} bezeichnet; der Vertrag „{anderer}“ hat die Fassung {soll}.",
        "unbekannt": "Die abgelöste Fassung {ist} passt zu keinem früheren Vertrag; der letzte („{anderer}“) ist die Fassung {soll}.",
        "rueckwaerts": "Die Nummer der Fassung ({ist}) ist nicht höher als die der abgelösten ({soll}).",
        "vereinbarung": "Die Vereinbarung ist hier vom {ist}; im Vertrag „{anderer}“ hat dasselbe Aktenzeichen den {soll}.",
    },
    ebene="quer",
    normen=("§ 123 Abs. 2 SGB IX", "§ 127 Abs. 4 SGB IX"),
    quellen=("VV-05", "VZ-07"),
    braucht=(HatLaufzeit, HatUnterzeichnung),
)


def extrahiere(kontext: Kontext) -> Vertragsauszug | None:
    """Take along the place among the provider's contracts, and the agreements by their file number."""
    werte, orte = take_folge(kontext)
    paket = kontext.als(HatLeistungspaket).leistungspaket if kontext.hat(HatLeistungspaket) else ()
    for nummer, lt in enumerate(paket):
        if lt.vereinbarung.aktenzeichen:
            werte[f"az {lt.vereinbarung.aktenzeichen}"] = lt.vereinbarung.vom.isoformat()
            orte[f"az {lt.vereinbarung.aktenzeichen}"] = ("leistungspaket", nummer, "vereinbarung", "vom")
    return kontext.auszug(werte, orte)


def vergleiche(auszuege: Sequence[Vertragsauszug]) -> Iterable[Quertreffer]:
    """Yield overlapping contracts without succession, wrong predecessors, agreements with two days."""
    for auszug, fruehere in list_fruehere(auszuege):
        if fruehere:
            yield from _folge(auszug, fruehere)
            yield from _vereinbarungen(auszug, fruehere)


def _folge(auszug: Vertragsauszug, fruehere: Sequence[Vertragsauszug]) -> Iterator[Quertreffer]:
    letzter, werte = fruehere[0], auszug.werte
    if "vornummer" not in werte:
        if letzter.werte["ende"] >= werte["beginn"]:
            yield _treffer(auszug, letzter, "beginn", _tag(werte["beginn"]), _tag(letzter.werte["ende"]))
        return
    davor = find_vorgaenger(auszug, fruehere)
    if davor is None:
        ist, soll = werte["vornummer"], letzter.werte["nummer"]
        yield _treffer(auszug, letzter, "vornummer", ist, soll, "unbekannt")
        return
    if not is_closed_on(davor, werte["vorvom"]):
        yield _treffer(auszug, davor, "vorvom", _tag(werte["vorvom"]), _tag(davor.werte["geschlossen"]), "tag")
    if davor.werte["nummer"] != werte["vornummer"]:
        yield _treffer(auszug, davor, "vornummer", werte["vornummer"], davor.werte["nummer"], "nummer")
    elif _number(werte["nummer"]) <= _number(davor.werte["nummer"]):
        yield _treffer(auszug, davor, "nummer", werte["nummer"], davor.werte["nummer"], "rueckwaerts")


def _vereinbarungen(auszug: Vertragsauszug, fruehere: Sequence[Vertragsauszug]) -> Iterator[Quertreffer]:
    for name in (n for n in auszug.orte if n.startswith("az ")):
        davor = next((f for f in fruehere if name in f.orte), None)
        if davor is not None and davor.werte[name] != auszug.werte[name]:
            yield _treffer(auszug, davor, name, _tag(auszug.werte[name]), _tag(davor.werte[name]), "vereinbarung")


def _treffer(
    auszug: Vertragsauszug, davor: Vertragsauszug, ort: str, ist: str, soll: str, variante: str = ""
) -> Quertreffer:
    anderer = ort if ort.startswith("az ") else "nummer"
    bezug = ((davor, anderer, f"Vertrag {davor.kennung}"),)
    return Quertreffer(auszug, ort, ist, soll, {"anderer": davor.kennung}, variante, bezug=bezug)


def _tag(iso: str) -> str:
    return show_datum(date.fromisoformat(iso))


def _number(nummer: str) -> tuple[int, ...]:
    return tuple(int(teil) for teil in nummer.split("."))

"""Transformationsplan, Anteile oder Module eines Regionalbudgets gehen nicht auf.

Prüft: Die Jahre des Plans steigen; ausgewiesene Summen und Gesamtveränderungen folgen aus den Plätzen; Jahre nach dem Stand der
Fassung sind Plan; eine Region, die in einem gezählten Jahr aufsuchend versorgt ist, hat einen Tag des Vollbetriebs und umgekehrt;
Ziele, die Werte des Plans wiederholen, stimmen mit ihm überein. Jeder Kostenträger hat einen Anteil, die Anteile ergeben 100
Prozent, die Module das Budget des Basisjahres.

Warum: Der Plan sagt, was aus den Plätzen wird, die Anteile, wer wie viel zahlt. Fehlt ein Teil oder steht er zweimal verschieden da,
bleibt offen, was gilt. Wer Plan und Ist vermischt, kann später nicht sagen, ob der Plan eingehalten ist.

Beispiel: 165 vollstationäre Plätze bei einer ausgewiesenen Summe von 378, die aus 156 gerechnet ist.

Stattdessen: Die Plätze berichtigen oder die ausgewiesene Summe weglassen; sie wird gerechnet.

Grenzen: Ob die gezählten Werte stimmen, weiß nur, wer gezählt hat. Anteile einer privaten Krankenversicherung rechnet die Regel mit.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from contracts.position import Pfad

from ...bedarf import HatMessziele, HatRegionalberechnung
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_anteil, show_betrag, show_datum, show_zahl

if TYPE_CHECKING:
    from contracts.modell.modellvorhaben import Planjahr, Region
    from contracts.modell.ziel import Messziel

REGEL = Regel(
    code="ZB-12",
    name="modellvorhaben-geht-nicht-auf",
    titel="§ 64b: Transformationsplan, Anteile und Module",
    schwere="fehler",
    meldung="Die Summe der Plätze im Jahr {jahr} ist mit {ist} ausgewiesen; aus den beiden Spalten folgen {soll}.",
    varianten={
        "gesamt": "Die Veränderung „{was}“ ist mit {ist} ausgewiesen; aus dem ersten und dem letzten Jahr folgt {soll}.",
        "reihenfolge": "Das Jahr {ist} steht im Plan hinter dem Jahr {soll}. Ordnen Sie die Jahre aufsteigend.",
        "zukunft": "Das Jahr {ist} liegt nach dem Stand der Fassung ({soll}) und kann noch nicht gezählt sein. Bezeichnen Sie es als Plan.",
        "vergangen": "Das Jahr {ist} liegt vor dem Stand der Fassung ({soll}), heißt aber Plan. Tragen Sie die gezählten Werte ein.",
        "ohne_tag": "Die Region „{region}“ ist im gezählten Jahr {ist} aufsuchend versorgt; ein Tag des Vollbetriebs in diesem Jahr oder davor fehlt.",
        "nicht_genannt": "Die Region „{region}“ arbeitet seit {ist} im Vollbetrieb; das gezählte Jahr {soll} nennt sie nicht.",
        "ziel": "Ziel „{ziel}“: Der Wert {ist} für das Jahr {jahr} weicht vom Transformationsplan ab ({soll}).",
        "anteile": "Die Anteile der Kostenträger ergeben zusammen {ist}, nicht {soll}.",
        "ohne_anteil": "Die Partei „{ist}“ ist Kostenträger, hat aber keinen Anteil am Budget.",
        "falsche_seite": "Die Partei „{ist}“ hat einen Anteil am Budget, ist aber das Krankenhaus.",
        "module": "Die Beträge der Module ergeben zusammen {ist}; das Budget des Basisjahres beträgt {soll}.",
    },
    normen=("§ 64b Abs. 1 SGB V", "§ 64 Abs. 3 SGB V"),
    quellen=("ZB-12", "ZB-01", "ZB-02", "A-R64-05", "A-R64-06", "A-R64-07", "A-R64-08"),
    braucht=(HatRegionalberechnung,),
)

GROESSEN = {
    "vollstationaer": "vollstationäre Plätze",
    "tagesklinisch": "tagesklinische Plätze",
    "summe": "Plätze insgesamt",
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield everything in plan, goals, shares and modules that does not add up."""
    yield from _jahre(kontext)
    yield from _regionen(kontext)
    if kontext.hat(HatMessziele):
        for nummer, ziel in enumerate(kontext.als(HatMessziele).ziele):
            yield from _ziel(kontext, ("ziele", nummer, "indikator"), ziel)
    yield from _anteile(kontext)
    vertrag = kontext.als(HatRegionalberechnung)
    ist, soll = vertrag.berechnet.module_gesamt, vertrag.berechnet.basis.betrag
    if ist != soll:
        yield Fund(("module",), show_betrag(ist), show_betrag(soll), variante="module")


def _jahre(kontext: Kontext) -> Iterator[Fund]:
    plan, stand = kontext.als(HatRegionalberechnung).transformation, kontext.vertrag.fassung.stand
    for nummer, jahr in enumerate(plan.jahre):
        pfad: Pfad = ("transformation", "jahre", nummer)
        summe = jahr.vollstationaer + jahr.tagesklinisch
        if jahr.summe is not None and jahr.summe != summe:
            werte = {"jahr": str(jahr.jahr)}
            yield Fund((*pfad, "summe"), show_zahl(jahr.summe), show_zahl(summe), werte=werte)
        if nummer and jahr.jahr <= plan.jahre[nummer - 1].jahr:
            davor = str(plan.jahre[nummer - 1].jahr)
            yield Fund((*pfad, "jahr"), str(jahr.jahr), davor, variante="reihenfolge")
        if jahr.stand == "ist" and jahr.jahr > stand.year:
            yield Fund((*pfad, "stand"), str(jahr.jahr), show_datum(stand), variante="zukunft")
        if jahr.stand == "plan" and jahr.jahr < stand.year:
            yield Fund((*pfad, "stand"), str(jahr.jahr), show_datum(stand), variante="vergangen", schwere="warnung")
    berechnet = kontext.als(HatRegionalberechnung).berechnet.plan
    for name, was in GROESSEN.items() if plan.ausgewiesen is not None else ():
        ist, soll = getattr(plan.ausgewiesen, name), getattr(berechnet, name)
        if ist != soll:
            pfad = ("transformation", "ausgewiesen", name)
            yield Fund(pfad, f"{ist:+d}", f"{soll:+d}", variante="gesamt", werte={"was": was})


def _regionen(kontext: Kontext) -> Iterator[Fund]:
    vertrag = kontext.als(HatRegionalberechnung)
    for nummer, jahr in enumerate(vertrag.transformation.jahre):
        for region in vertrag.versorgung.regionen if jahr.stand == "ist" else ():
            yield from _region(nummer, jahr, region)


def _region(nummer: int, jahr: Planjahr, region: Region) -> Iterator[Fund]:
    seit, ist_genannt = region.vollbetrieb_seit, region.id in jahr.regionen
    pfad: Pfad = ("transformation", "jahre", nummer, "regionen")
    if ist_genannt and (seit is None or seit.year > jahr.jahr):
        yield Fund(pfad, str(jahr.jahr), variante="ohne_tag", werte={"region": region.id})
    elif not ist_genannt and seit is not None and seit.year <= jahr.jahr:
        yield Fund(pfad, show_datum(seit), str(jahr.jahr), variante="nicht_genannt", werte={"region": region.id})


def _ziel(kontext: Kontext, pfad: Pfad, ziel: Messziel) -> Iterator[Fund]:
    """Compare the values of a goal with the years of the plan they are stated for."""
    groesse, indikator = getattr(ziel, "plangroesse", None), ziel.indikator
    if groesse is None or indikator is None:
        return
    plan = {j.jahr: j for j in kontext.als(HatRegionalberechnung).transformation.jahre}
    werte = [((*pfad, "ausgangswert"), indikator.ausgangswert_am.year, indikator.ausgangswert)]
    werte += [((*pfad, "zwischenwerte", n, "wert"), z.am.year, z.wert) for n, z in enumerate(indikator.zwischenwerte)]
    werte.append(((*pfad, "zielwert"), ziel.termin.year, indikator.zielwert))
    for ort, jahr, wert in werte:
        if jahr in plan:
            stelle = plan[jahr]
            soll = len(stelle.regionen) if groesse == "regionen" else getattr(stelle, groesse)
            if wert != soll:
                angaben = {"ziel": ziel.id, "jahr": str(jahr)}
                yield Fund(ort, show_zahl(wert), show_zahl(soll), variante="ziel", werte=angaben)


def _anteile(kontext: Kontext) -> Iterator[Fund]:
    vertrag = kontext.als(HatRegionalberechnung)
    summe = vertrag.berechnet.anteile_gesamt
    if summe != 1:
        yield Fund(("budget", "anteile"), show_anteil(summe), show_anteil(Decimal(1)), variante="anteile")
    rollen = {p.partei: p.rolle for p in vertrag.parteien}
    for nummer, anteil in enumerate(vertrag.budget.anteile):
        if rollen.get(anteil.partei) == "krankenhaustraeger":
            pfad = ("budget", "anteile", nummer, "partei")
            yield Fund(pfad, anteil.partei, variante="falsche_seite")
    mit = {a.partei for a in vertrag.budget.anteile}
    for nummer, partei in enumerate(vertrag.parteien):
        if partei.rolle == "krankenkasse" and partei.partei not in mit:
            yield Fund(("parteien", nummer), partei.partei, variante="ohne_anteil")

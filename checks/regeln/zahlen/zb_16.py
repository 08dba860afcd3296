"""Mengen und Vergütungssätze setzen den Vertrag davor nicht fort.

Prüft: Löst ein Vertrag einen anderen ab, dessen Budgetjahr sein Referenzjahr ist, so ist die Vorjahresmenge jeder Gruppe die Menge jenes
Vertrags und ihr Vergütungssatz dessen fortgeschriebener Satz.

Warum: Das Budget wird aus dem Vorjahr fortgeschrieben. Weicht der Ausgangswert ab, ist entweder ein Fehler übernommen oder neu verhandelt
worden; beides muss man wissen.

Beispiel: Der Vertrag 2025 ergibt für 2025 einen Satz von 425,70 Euro, der Vertrag 2026 geht von 427,50 Euro aus.

Stattdessen: 425,70 Euro eintragen. Ist der Satz neu vereinbart, kann die Warnung stehen bleiben.

Grenzen: Gruppen, die einer der beiden Verträge nicht hat, vergleicht die Regel nicht. Sätze vergleicht sie nur, wenn der Vertrag davor
jeden Satz rundet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ...bedarf import HatBerechnung, HatUnterzeichnung
from ...kontext import Kontext
from ...muster.vertragsfolge import find_vorgaenger, list_fruehere, take_folge
from ...regel import Regel
from ...vertragsauszug import Quertreffer, Vertragsauszug
from ...wert import show_betrag, show_zahl

REGEL = Regel(
    code="ZB-16",
    name="kette-zum-vorjahr-gebrochen",
    titel="Mengen und Sätze setzen den Vertrag davor fort",
    schwere="warnung",
    meldung="Der Vergütungssatz der Gruppe „{gruppe}“ ist {ist}; der Vertrag „{anderer}“ ergibt für dasselbe Jahr {soll}.",
    varianten={"menge": "Die Vorjahresmenge der Gruppe „{gruppe}“ ist {ist}; im Vertrag „{anderer}“ steht {soll}."},
    ebene="quer",
    normen=("§ 127 SGB IX",),
    quellen=("ZB-04", "VV-04"),
    braucht=(HatBerechnung, HatUnterzeichnung),
)


def extrahiere(kontext: Kontext) -> Vertragsauszug | None:
    """Take along volumes and rates of every group, of the reference year and of the budget year."""
    werte, orte = take_folge(kontext)
    vertrag = kontext.als(HatBerechnung)
    werte |= {"von": str(vertrag.budget.referenzjahr), "jahr": str(vertrag.budget.budgetjahr)}
    for nummer, (lt, ergebnis) in enumerate(zip(vertrag.leistungspaket, vertrag.berechnet.leistungstypen, strict=True)):
        for stelle, (gruppe, posten) in enumerate(zip(lt.gruppen, ergebnis.posten, strict=True)):
            name, pfad = f"{lt.kuerzel} {gruppe.id}", ("leistungspaket", nummer, "gruppen", stelle)
            werte[f"satz {name}"] = str(gruppe.verguetungssatz)
            werte[f"menge {name}"] = str(gruppe.menge)
            orte |= {f"satz {name}": (*pfad, "verguetungssatz"), f"menge {name}": (*pfad, "menge")}
            if vertrag.budget.ist_je_satz:
                werte[f"neu {name}"] = str(posten.satz)
            if gruppe.menge_vorjahr is not None:
                werte[f"vorjahr {name}"] = str(gruppe.menge_vorjahr)
                orte[f"vorjahr {name}"] = (*pfad, "menge_vorjahr")
    return kontext.auszug(werte, orte)


def vergleiche(auszuege: Sequence[Vertragsauszug]) -> Iterable[Quertreffer]:
    """Yield every group whose figures do not go on from the contract before."""
    for auszug, fruehere in list_fruehere(auszuege):
        davor = find_vorgaenger(auszug, fruehere)
        if davor is not None and davor.werte["jahr"] == auszug.werte["von"]:
            yield from _gruppen(auszug, davor)


def _gruppen(auszug: Vertragsauszug, davor: Vertragsauszug) -> Iterator[Quertreffer]:
    for ort in auszug.orte:
        art, _, name = ort.partition(" ")
        vorbild = {"satz": "neu", "vorjahr": "menge"}.get(art)
        soll = davor.werte.get(f"{vorbild} {name}") if vorbild else None
        if soll is None or Decimal(soll) == Decimal(auszug.werte[ort]):
            continue
        werte, ist = {"gruppe": name, "anderer": davor.kennung}, auszug.werte[ort]
        bezug = ((davor, f"{'satz' if art == 'satz' else 'menge'} {name}", f"Vertrag {davor.kennung}"),)
        if art == "satz":
            yield Quertreffer(auszug, ort, show_betrag(Decimal(ist)), show_betrag(Decimal(soll)), werte, bezug=bezug)
        else:
            ist, soll = show_zahl(int(ist)), show_zahl(int(soll))
            yield Quertreffer(auszug, ort, ist, soll, werte, "menge", "fehler", bezug)

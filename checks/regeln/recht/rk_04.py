"""Die Partei auf der Seite des Leistungsträgers ist nach Landesrecht nicht zuständig.

Prüft: Auf der Seite des Leistungsträgers steht die Ebene (Land oder Kommune), die im Land des Vertrags Vereinbarungen nach Teil 2
Kapitel 8 SGB IX schließt. In Bremen und Bremerhaven schließt das Land; die Stadtgemeinden sind Träger der Eingliederungshilfe und
wirken nur mit. Ist die zuständige Ebene Partei, darf eine andere daneben beitreten; sie schließt den Vertrag dann nicht allein.

Warum: Über die Zuständigkeit für den Einzelfall und die für Vereinbarungen entscheidet das Landesrecht getrennt. Eine Vereinbarung mit
einem unzuständigen Träger kann nichtig sein (BSG, Urteil vom 8. März 2017 – B 8 SO 20/15 R, zu § 58 SGB X).

Beispiel: Für Bremerhaven unterzeichnet der Magistrat der Stadt statt des Landes.

Stattdessen: Das Land als Partei eintragen und die Stadt unter „beteiligte“ und in den Gremien aufnehmen oder beitreten lassen.

Grenzen: Die Regel kennt nur Länder, deren Ausführungsgesetz hinterlegt ist; für die anderen sagt sie, dass sie es nicht weiß. Sie
erkennt die Ebene an Rechtsform und Namen. Vertretungsmacht und Vollmachten (§ 123 Abs. 1 Satz 2 SGB IX) prüft sie nicht; die
Zuständigkeit ist vor der Unterzeichnung von einer Juristin oder einem Juristen zu bestätigen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...bedarf import HatLeistungstraeger
from ...befund import Fund
from ...kontext import Kontext
from ...paketdaten import load_daten
from ...regel import Regel

if TYPE_CHECKING:
    from contracts.modell.partei import Partei

REGEL = Regel(
    code="RK-04",
    name="vertragspartei-unzustaendig",
    titel="Zuständige Vertragspartei",
    schwere="fehler",
    meldung="Auf der Seite des Leistungsträgers steht mit „{partei}“ {ist}; in {land} schließt solche Verträge {soll}, {mit} ({quelle}, "
    "Stand {stand}).",
    varianten={
        "unklar": "Ob „{partei}“ {soll} ist, ist an Rechtsform und Namen nicht zu erkennen; in {land} schließt solche Verträge {soll} "
        "({quelle}, Stand {stand}). Bestätigen Sie die Zuständigkeit.",
        "unbekannt": "Wer im Land „{ist}“ Vereinbarungen nach Teil 2 Kapitel 8 SGB IX schließt, ist nicht hinterlegt. Bestätigen Sie die "
        "Zuständigkeit der Partei „{partei}“.",
    },
    normen=("§ 123 Abs. 1 SGB IX", "§ 58 SGB X"),
    quellen=("RK-04", "A-132-01", "A-TB2-10"),
    braucht=(HatLeistungstraeger,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each paying party of another level than the Land's law asks for, and what is not known."""
    land = kontext.vertrag.bundesland
    daten: Mapping[str, Any] = load_daten("rk_04")
    regelung = daten["laender"].get(land)
    namen = {e["schluessel"]: e["name"] for e in daten["ebenen"]}
    seite = [(n, p) for n, p in enumerate(kontext.als(HatLeistungstraeger).parteien) if p.rolle == "leistungstraeger"]
    if regelung is not None and any(_level(p, daten["ebenen"]) == regelung["schliesst"] for _, p in seite):
        return
    for nummer, partei in seite:
        pfad = ("parteien", nummer)
        if regelung is None:
            werte = {"partei": partei.name}
            yield Fund(("bundesland",), land, variante="unbekannt", werte=werte, schwere="hinweis")
            continue
        werte = {"partei": partei.name, "land": regelung["name"], "mit": regelung["wirkt_mit"]}
        werte |= {"quelle": regelung["quelle"], "stand": regelung["stand"]}
        soll = namen[regelung["schliesst"]]
        if ebene := _level(partei, daten["ebenen"]):
            yield Fund(pfad, namen[ebene], soll, werte=werte)
        else:
            yield Fund(pfad, soll=soll, variante="unklar", werte=werte, schwere="warnung")


def _level(partei: Partei, ebenen: Sequence[Mapping[str, Any]]) -> str:
    """Return the key of the level that the legal form tells, else the name, empty where neither does."""
    for text in (partei.rechtsform, partei.name):
        woerter = frozenset(re.findall(r"[\wäöüß]+", text.casefold()))
        for ebene in ebenen:
            if text.casefold() in ebene["woerter"] or woerter & frozenset(ebene["woerter"]):
                return str(ebene["schluessel"])
    return ""

"""Ein Leistungsmerkmal des § 125 Absatz 2 SGB IX ist nicht geregelt.

Prüft: Die fortgeltende Vereinbarung jedes Leistungstyps regelt Personenkreis, sächliche Ausstattung, Art, Umfang, Ziel und
Qualität, personelle Ausstattung und Qualifikation; bei Leistungstypen mit Plätzen auch die betriebsnotwendigen Anlagen.

Warum: Der Budgetvertrag regelt die Finanzierung und verweist für den Inhalt der Leistung auf diese Vereinbarungen. Fehlt dort
ein Merkmal, ist es nirgends vereinbart.

Beispiel: Die Vereinbarung der Tagesstätte nennt keine Merkmale zur personellen Ausstattung.

Stattdessen: Die Vereinbarung ergänzen und das Merkmal unter „leistungsmerkmale“ eintragen.

Grenzen: Die Regel vertraut der Angabe in den Daten; die Vereinbarung selbst liest sie nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatLeistungspaket
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_liste

REGEL = Regel(
    code="VOL-05",
    name="leistungsmerkmal-fehlt",
    titel="Leistungsmerkmale nach § 125 Absatz 2 abgedeckt",
    schwere="fehler",
    meldung="Die Vereinbarung des Leistungstyps „{leistungstyp}“ regelt nicht: {ist}.",
    normen=("§ 125 Abs. 2 SGB IX",),
    quellen=("VOL-05",),
    braucht=(HatLeistungspaket,),
)

MERKMALE = {
    "personenkreis": "den Personenkreis",
    "saechliche_ausstattung": "die sächliche Ausstattung",
    "art_umfang_ziel_qualitaet": "Art, Umfang, Ziel und Qualität der Leistungen",
    "personelle_ausstattung": "die personelle Ausstattung",
    "qualifikation": "die Qualifikation des Personals",
}
ANLAGEN = "betriebsnotwendige_anlagen"


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each Leistungstyp whose agreement lacks a feature."""
    for nummer, lt in enumerate(kontext.als(HatLeistungspaket).leistungspaket):
        geregelt = frozenset(lt.vereinbarung.leistungsmerkmale)
        fehlend = [name for merkmal, name in MERKMALE.items() if merkmal not in geregelt]
        if lt.plaetze is not None and ANLAGEN not in geregelt:
            fehlend.append("die betriebsnotwendigen Anlagen")
        if fehlend:
            pfad = ("leistungspaket", nummer, "vereinbarung", "leistungsmerkmale")
            yield Fund(pfad, ist=show_liste(fehlend), soll="alle Merkmale", werte={"leistungstyp": lt.kuerzel})

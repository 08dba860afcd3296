"""Ein geteilter Leistungstyp ist nicht widerspruchsfrei aufgeteilt.

Prüft: Menge im Budget und Menge in Einzelabrechnung ergeben zusammen die Gesamtmenge des Leistungstyps, Leistungsfälle im Budget und
Personen in Einzelabrechnung zusammen alle Personen; beide Teile sind größer als null; Merkmal der Abgrenzung und Regel für den Wechsel
sind verschieden und sagen etwas; der Vertrag schließt aus, dass dieselbe Leistung doppelt vergütet wird.

Warum: Was zwischen Budget und Einzelabrechnung verloren geht, wird nicht vergütet; was in beiden Teilen steht, wird doppelt vergütet.

Beispiel: 540 Leistungsmonate im Budget und 430 in Einzelabrechnung bei einer Gesamtmenge von 972.

Stattdessen: 432 in Einzelabrechnung eintragen oder die Gesamtmenge berichtigen.

Grenzen: Ob das Merkmal jeden Fall trennt, muss ein Mensch beurteilen; die Regel kennt keine einzelnen Personen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.position import Pfad

from ...bedarf import HatAusschluesse, HatBudget, HatLeistungspaket
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_zahl

if TYPE_CHECKING:
    from contracts.modell.leistung import Leistungstyp, TeilLeistungstyp

REGEL = Regel(
    code="ZB-08",
    name="teil-leistungstyp-widerspruch",
    titel="Geteilter Leistungstyp widerspruchsfrei",
    schwere="fehler",
    meldung="Vom Leistungstyp „{leistungstyp}“ sind {budget} {einheit} im Budget und {einzeln} in Einzelabrechnung, zusammen {soll}; "
    "als Gesamtmenge stehen {ist} da.",
    varianten={
        "personen": "Der Leistungstyp „{leistungstyp}“ hat {budget} Leistungsfälle im Budget und {einzeln} Personen in Einzelabrechnung, "
        "zusammen {soll}; insgesamt stehen {ist} Personen da.",
        "leer": "Vom Leistungstyp „{leistungstyp}“ ist nichts in Einzelabrechnung; er ist dann nicht geteilt. Streichen Sie „teil“.",
        "gleich": "Beim Leistungstyp „{leistungstyp}“ sagt die Regel für den Wechsel dasselbe wie das Merkmal der Abgrenzung.",
        "doppelt": "Der Leistungstyp „{leistungstyp}“ ist geteilt, aber kein Paragraf schließt aus, dass dieselbe Leistung im Budget und "
        "in Einzelabrechnung vergütet wird.",
    },
    ebene="dokument",
    normen=("§ 123 Abs. 6 SGB IX", "§ 125 Abs. 3 SGB IX"),
    quellen=("ZB-08", "A-TB2-09"),
    braucht=(HatBudget, HatLeistungspaket, HatAusschluesse),
)

DOPPELT = ("nicht noch einmal ab", "sowohl durch das budget als auch")
"""Words by which a contract rules out that one service is paid twice; one of them suffices."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield contradictions of each Leistungstyp that is only partly in the budget."""
    for nummer, lt in enumerate(kontext.als(HatLeistungspaket).leistungspaket):
        if lt.teil is not None:
            yield from _teil(("leistungspaket", nummer, "teil"), lt, lt.teil)
            if not _excludes_double(kontext):
                yield Fund(("leistungspaket", nummer, "teil"), variante="doppelt", werte={"leistungstyp": lt.kuerzel})


def _teil(pfad: Pfad, lt: Leistungstyp, teil: TeilLeistungstyp) -> Iterator[Fund]:
    werte = {"leistungstyp": lt.kuerzel, "einheit": lt.einheit_mehrzahl}
    if not teil.menge_einzelabrechnung and not teil.personen_einzelabrechnung:
        yield Fund((*pfad, "menge_einzelabrechnung"), variante="leer", werte=werte)
        return
    teile = ((lt.menge_im_budget, teil.menge_einzelabrechnung), (lt.leistungsfaelle, teil.personen_einzelabrechnung))
    for (budget, einzeln), feld, variante in zip(
        teile, ("menge_gesamt", "personen_gesamt"), ("", "personen"), strict=True
    ):
        ist, soll = getattr(teil, feld), budget + einzeln
        if ist != soll:
            zahlen = {"budget": show_zahl(budget), "einzeln": show_zahl(einzeln)}
            yield Fund((*pfad, feld), show_zahl(ist), show_zahl(soll), variante=variante, werte={**werte, **zahlen})
    if teil.abgrenzung.strip(" .").casefold() == teil.wechsel.strip(" .").casefold():
        yield Fund((*pfad, "wechsel"), variante="gleich", werte=werte)


def _excludes_double(kontext: Kontext) -> bool:
    texte = (s.text.casefold() for s in kontext.baum.stellen if s.bereich == "paragraf")
    return any(wort in text for text in texte for wort in DOPPELT)

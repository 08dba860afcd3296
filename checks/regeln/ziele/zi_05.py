"""Ziele und Fachkonzept sind nicht miteinander verbunden.

Prüft: Das Fachkonzept nennt alle vier Kernelemente, jedes einmal; jedes Ziel beruht auf einem Kernelement, das dort steht; jedes
Kernelement wird von mindestens einem Ziel verfolgt.

Warum: Die Ziele gelten „auf Grundlage des Fachkonzepts“. Ein Kernelement ohne Ziel bleibt Programm.

Beispiel: Kein Ziel beruht auf „Der Fall im Feld“.

Stattdessen: Ein Ziel ergänzen oder einem bestehenden Ziel das passende Kernelement zuordnen.

Grenzen: Ob ein Ziel inhaltlich zum Kernelement passt, muss ein Mensch beurteilen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatFachkonzept, HatZiele
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte
from ...regel import Regel

REGEL = Regel(
    code="ZI-05",
    name="ziel-ohne-fachkonzept",
    titel="Bezug zum Fachkonzept",
    schwere="warnung",
    meldung="Kein Ziel beruht auf dem Kernelement „{ist}“.",
    varianten={
        "fehlt": "Im Fachkonzept fehlt das Kernelement „{ist}“.",
        "doppelt": "Das Kernelement „{ist}“ steht im Fachkonzept zweimal.",
    },
    quellen=("ZI-05", "A-ALL-15"),
    braucht=(HatFachkonzept, HatZiele),
)

KERNELEMENTE = {
    "willensorientierung": "Willensorientierung",
    "ressourcenorientierung": "Ressourcenorientierung",
    "fall_im_feld": "Der Fall im Feld",
    "kollegiale_beratung": "Kollegiale Beratung zum Fall im Feld",
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield core elements that are missing, doubled or without goal."""
    vorhanden = [k.id for k in kontext.als(HatFachkonzept).fachkonzept.kernelemente]
    verfolgt = {z.kernelement for z in kontext.als(HatZiele).verfolgte_ziele}
    for kennung, name in KERNELEMENTE.items():
        if kennung not in vorhanden:
            yield Fund(("fachkonzept", "kernelemente"), ist=name, variante="fehlt")
        elif kennung not in verfolgt:
            yield Fund(("ziele",), ist=name)
    for nummer, _, kennung in find_doppelte(vorhanden):
        yield Fund(("fachkonzept", "kernelemente", nummer, "id"), ist=KERNELEMENTE[kennung], variante="doppelt")

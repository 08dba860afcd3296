"""Der Rechtsstand liegt hinter dem Recht, das das Programm kennt.

Prüft: Für jedes zitierte Gesetz reicht der Rechtsbestand bis zum Rechtsstand des Vertrags.

Warum: Was sich nach dem letzten bekannten Tag geändert hat, sieht das Programm nicht. Ein solcher Rechtsstand behauptet eine Prüfung,
die niemand vorgenommen hat.

Beispiel: Rechtsstand 1. März 2027; das SGB IX ist nur bis zum 19. August 2026 bekannt.

Stattdessen: Das Gesetz neu importieren („vertragswerk gesetze importieren“) oder den Rechtsstand auf einen bekannten Tag legen.

Grenzen: Gesetze, die der Bestand nicht hat, prüft die Regel nicht. Ob der Bestand bis zu seinem letzten Tag vollständig ist, sagt
„vertragswerk norm“ für jede Vorschrift.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum, show_liste

REGEL = Regel(
    code="VZ-12",
    name="rechtsstand-hinter-bekanntem-recht",
    titel="Das Recht ist bis zum Rechtsstand bekannt",
    schwere="warnung",
    meldung="Der Rechtsstand ist der {ist}; bekannt ist das Recht nur bis zum {soll} ({gesetze}). Importieren Sie es neu, oder prüfen Sie "
    "selbst, was sich seither geändert hat.",
    ebene="dokument",
    quellen=("VZ-03",),
)

HOECHSTENS = 3
"""Laws that the finding names."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield the Rechtsstand once if it lies behind the last known day of a cited law."""
    from corpus.recht.beurteilung import law_of

    tag, recht = kontext.vertrag.rechtsstand, kontext.recht
    gesetze = dict.fromkeys(law_of(u.beurteilung.zitat) for u in kontext.urteile)
    enden = {g: ende for g in gesetze if (ende := recht.known_until(g)) is not None and ende < tag}
    if enden:
        erster = min(enden.values())
        namen = [g.replace("-", " ") for g, ende in enden.items() if ende == erster]
        mehr = [f"{len(namen) - HOECHSTENS} weitere"] if len(namen) > HOECHSTENS else []
        werte = {"gesetze": show_liste([*namen[:HOECHSTENS], *mehr])}
        yield Fund(("rechtsstand",), show_datum(tag), show_datum(erster), werte=werte)

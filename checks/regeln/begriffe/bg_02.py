"""Ein Schlüsselbegriff wird verwendet, aber nicht definiert.

Prüft: Die Schlüsselbegriffe der Vertragsart (Wortliste) sind definiert, wenn ein Paragraf oder eine Anlage sie verwendet.

Warum: „Leistungsfall“, „Stichtag“ oder „externer Kostenträger“ haben keine feste gesetzliche Bedeutung. Ohne Bestimmung rechnet jede
Seite anders.

Beispiel: Der Vertrag spricht von „fallunspezifischer Arbeit“, bestimmt sie aber nirgends.

Stattdessen: Den Begriff im Paragrafen mit den Begriffsbestimmungen aufnehmen.

Grenzen: Die Regel prüft die Begriffe der Wortliste; andere Fachwörter muss ein Mensch sehen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...muster.wortformen import fold_begriff, uses_of
from ...regel import Regel

REGEL = Regel(
    code="BG-02",
    name="begriff-nicht-definiert",
    titel="Verwendete Begriffe definiert",
    schwere="warnung",
    meldung="Der Begriff „{ist}“ wird verwendet, ist aber nirgends definiert.",
    ebene="dokument",
    dokumente="alle",
    quellen=("BG-02",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each key term at its first use when no passage defines it."""
    if kontext.angaben is None:
        return
    definiert = {fold_begriff(b.text) for baum in kontext.alle_baeume for b, _ in baum.begriffe}
    for begriff in kontext.angaben.schluesselbegriffe:
        if fold_begriff(begriff) in definiert:
            continue
        erste = next((s for s in uses_of(kontext.baum, begriff) if s.stelle.bereich in ("paragraf", "anlage")), None)
        if erste is not None:
            yield Fund.at(erste, ist=begriff, soll="definiert")

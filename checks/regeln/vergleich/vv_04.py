"""Eine geänderte Angabe steht anderswo im Vertrag noch, wie sie war.

Prüft: Beträge, die ein Befehl einer Änderungsvereinbarung an einer Stelle ersetzt, stehen danach auch an keiner anderen Stelle mehr,
an der sie bisher standen. Stellen, die ein Befehl streicht, sind danach nirgends mehr genannt.

Warum: Wer einen Betrag in einem Paragrafen ändert und in der Anlage stehen lässt, hat zwei Beträge vereinbart. Ein Verweis auf eine
gestrichene Stelle führt ins Leere.

Beispiel: Anlage 1 nennt nach der Änderung 118.757,28 Euro für fallunspezifische Arbeit, § 12 Absatz 3 noch 115.659,32 Euro.

Stattdessen: Den Befehl ergänzen, der die Angabe auch dort ändert; „vertragswerk aendern“ errechnet alle Befehle aus zwei Fassungen.

Grenzen: Die Regel erkennt Beträge mit Cent und Verweise auf gestrichene Paragrafen, Absätze und Anlagen. Zahlen ohne Cent, Tage und
Texte können mit Absicht stehen bleiben. Dass ein Betrag nach der Änderung zufällig derselbe ist wie ein geänderter, muss ein Mensch
beurteilen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.modell.befehl import Befehl
from generator.aenderung.baumweg import BefehlFehler
from generator.tree import Dokument

from ...bedarf import HatAenderung
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="VV-04",
    name="folgeaenderung-fehlt",
    titel="Folgeänderungen",
    schwere="fehler",
    meldung="Der Betrag „{ist}“ ist an anderer Stelle ersetzt, steht in {stelle} aber noch. Ergänzen Sie den Befehl dafür.",
    varianten={
        "verweis": "{stelle} verweist noch auf „{ist}“; ein Befehl streicht diese Stelle.",
    },
    quellen=("VV-04",),
    braucht=(HatAenderung,),
)

BETRAG: Final = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+|\d{3,6}),\d{2}(?![\d,])")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield amounts that stay where they should have changed, and references to what is deleted."""
    from generator.aenderung.anwendung import apply_befehle
    from generator.aenderung.einschub import read_grundtext

    vertrag = kontext.als(HatAenderung)
    try:
        basis = read_grundtext(vertrag.grundtext)
        danach = apply_befehle(basis, vertrag.befehle)
    except BefehlFehler:
        return
    yield from _betraege(basis, danach)
    yield from _verweise(vertrag.befehle, danach)


def _betraege(basis: Dokument, danach: Dokument) -> Iterator[Fund]:
    """Yield the amounts that went from one place and stay at another one that had them already."""
    vorher, nachher = _amounts(basis), _amounts(danach)
    ersetzte = {b for stelle, betraege in vorher.items() for b in betraege - nachher.get(stelle, set())}
    for stelle, betraege in nachher.items():
        for betrag in sorted(betraege & vorher.get(stelle, set()) & ersetzte):
            yield Fund(("befehle",), betrag, werte={"stelle": stelle})


def _amounts(wortlaut: Dokument) -> dict[str, set[str]]:
    """Return the amounts of every place."""
    from generator.aenderung.lesebild import text_places

    gefunden: dict[str, set[str]] = {}
    for stelle, text in text_places(wortlaut):
        gefunden.setdefault(stelle, set()).update(t[0] for t in BETRAG.finditer(text))
    return gefunden


def _verweise(befehle: Sequence[Befehl], danach: Dokument) -> Iterator[Fund]:
    from generator.aenderung.lesebild import text_places
    from generator.aenderung.wortangaben import find_angabe

    gestrichen = [
        " ".join(b.ort) for b in befehle if b.art == "streichen" and b.einheit in ("paragraf", "absatz", "anlage")
    ]
    for stelle, text in text_places(danach):
        for ort in gestrichen:
            if find_angabe(ort, text):
                yield Fund(("befehle",), ort, variante="verweis", werte={"stelle": stelle})

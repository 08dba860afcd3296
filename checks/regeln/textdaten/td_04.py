"""Eine gebaute Datei sagt etwas anderes als der Vertrag.

Prüft: Der Text der gebauten DOCX-, ODT-, PDF- und HTML-Dateien, mit eigenen Programmen zurückgelesen, ist der Text des Vertrags.

Warum: Verhandelt, unterschrieben und archiviert werden verschiedene Formate. Sie müssen dasselbe sagen.

Beispiel: In der ODT-Datei fehlt eine Zeile einer Tabelle, die im Vertrag steht.

Stattdessen: Das Programm schreibt keine der Dateien. Die genannte Stelle im Textbaustein einfacher fassen und den Fehler melden.

Grenzen: Die Regel läuft nur beim Bauen, vor dem Schreiben der Dokumente; Aussehen und Seitenumbruch vergleicht sie nicht.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import quote

if TYPE_CHECKING:
    from generator.gegenprobe import Probe

REGEL = Regel(
    code="TD-04",
    name="ausgabe-weicht-ab",
    titel="Alle Ausgabeformate inhaltsgleich",
    schwere="fehler",
    meldung="Die Datei im Format {format} weicht an {anzahl} Stellen vom Dokument ab; zuerst: {ist} statt {soll}.",
    varianten={"unlesbar": "Die Datei im Format {format} lässt sich nicht zurücklesen: {ist}"},
    ebene="ausgabe",
    dokumente="alle",
    quellen=("TD-04",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield one hit per file that differs or cannot be read."""
    from generator.gegenprobe import check_texts

    for probe in check_texts(kontext.dokument, kontext.schriftstueck.ausgaben).proben:
        if not probe.ist_bestanden:
            yield _fund(probe)


def _fund(probe: Probe) -> Fund:
    werte = {"format": probe.format.upper(), "anzahl": str(probe.anzahl)}
    if not probe.abweichungen:
        return Fund(ist=probe.fehler, variante="unlesbar", werte=werte)
    erste = probe.abweichungen[0]
    texte = (" ".join(erste.ist), " ".join(erste.soll))
    anfang = _common_start(*texte)
    ist, soll = (quote(f"{'… ' if anfang else ''}{text[anfang:]}") if text else "nichts" for text in texte)
    return Fund(anker=erste.wo, ist=ist, soll=soll, werte=werte)


def _common_start(ist: str, soll: str) -> int:
    """Return where to begin quoting: a few words before the first difference, 0 when it is near the beginning."""
    gleich = next((i for i, (a, b) in enumerate(zip(ist, soll, strict=False)) if a != b), min(len(ist), len(soll)))
    return ist.rfind(" ", 0, max(gleich - 20, 0)) + 1 if gleich > 40 else 0

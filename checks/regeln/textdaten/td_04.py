"""Eine gebaute Datei sagt etwas anderes als der Vertrag.

Prüft: Der Text der gebauten DOCX-, ODT-, PDF- und HTML-Dateien, mit eigenen Programmen zurückgelesen, ist der Text des Vertrags.

Warum: Verhandelt, unterschrieben und archiviert werden verschiedene Formate. Sie müssen dasselbe sagen.

Beispiel: In der DOCX-Datei fehlt ein Absatz, weil sie nach dem Bauen von Hand geändert wurde.

Stattdessen: Die Datei neu bauen; gewollte Änderungen in die Daten oder Textbausteine übernehmen.

Grenzen: Die Regel läuft nur, wenn Dateien gebaut sind; Aussehen und Seitenumbruch vergleicht sie nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.gegenprobe import Probe, check_texts

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import zitat

REGEL = Regel(
    code="TD-04",
    name="ausgabe-weicht-ab",
    titel="Alle Ausgabeformate inhaltsgleich",
    schwere="fehler",
    meldung="Die Datei im Format {format} weicht an {anzahl} Stellen vom Vertrag ab; zuerst: {ist} statt {soll}.",
    varianten={"unlesbar": "Die Datei im Format {format} lässt sich nicht zurücklesen: {ist}"},
    ebene="ausgabe",
    quellen=("TD-04",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield one hit per file that differs or cannot be read."""
    for probe in check_texts(kontext.baum.dokument, kontext.ausgaben).proben:
        if not probe.ist_bestanden:
            yield _fund(probe)


def _fund(probe: Probe) -> Fund:
    werte = {"format": probe.format.upper(), "anzahl": str(probe.anzahl)}
    if not probe.abweichungen:
        return Fund(ist=probe.fehler, variante="unlesbar", werte=werte)
    erste = probe.abweichungen[0]
    ist, soll = (zitat(" ".join(zeilen)) if zeilen else "nichts" for zeilen in (erste.ist, erste.soll))
    return Fund(anker=erste.wo, ist=ist, soll=soll, werte=werte)

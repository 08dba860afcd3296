"""Ein Modellvorhaben nach § 64b SGB V weicht von Vorgaben ab, von denen es nicht abweichen darf.

Prüft: Unter „abweichungen“ steht keine der unabdingbaren Vorgaben (§§ 295, 300, 301, 302 SGB V, § 17d Abs. 9 KHG, § 284 Abs. 1 SGB V);
kein Satz des Textes weicht von ihnen ab; ein Paragraf sagt, dass die bestehende Verpflichtung zur Versorgung unberührt bleibt. Eine
Abweichung von anderen Vorschriften als denen, die § 63 Abs. 3 SGB V freigibt, ist eine Warnung.

Warum: § 64b Absatz 1 SGB V erlaubt Abweichungen nur in Grenzen. Daten für Abrechnung und Kalkulation müssen unverändert fließen, und
die Versorgung der Region darf nicht zur Verhandlungsmasse werden.

Beispiel: „Abweichend von § 301 SGB V werden Diagnosen nicht übermittelt.“

Stattdessen: Die Abweichung streichen; „Die bestehende Verpflichtung zur Versorgung bleibt unberührt.“ aufnehmen.

Grenzen: Eine Abweichung, die ihre Norm nicht nennt, erkennt die Regel nicht. Ob § 63 Abs. 3 SGB V eine zulässige Abweichung im
Einzelfall trägt, muss eine Juristin oder ein Jurist beurteilen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.zitate import find

from ...bedarf import HatVerfahren, HatVertragsabweichungen
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import has_wortlaut, report_wortlaut
from ...regel import Regel

if TYPE_CHECKING:
    from corpus.norm import Norm

REGEL = Regel(
    code="RK-17",
    name="modellvorhaben-unabdingbar",
    titel="§ 64b: unabdingbare Vorgaben",
    schwere="fehler",
    meldung="Von {ist} darf ein Modellvorhaben nicht abweichen. Streichen Sie die Abweichung.",
    varianten={
        "text": "Der Text weicht von unabdingbaren Vorgaben ab: {ist}. Streichen Sie die Abweichung.",
        "versorgung": "Kein Paragraf sagt, dass die bestehende Verpflichtung zur Versorgung unberührt bleibt.",
        "ausserhalb": "Eine Abweichung von {ist} deckt § 63 Abs. 3 SGB V nicht; er nennt das Vierte und Zehnte Kapitel SGB V, KHG und KHEntgG "
        "mit den Regelungen dazu. Lassen Sie das juristisch prüfen.",
    },
    ebene="dokument",
    normen=("§ 64b Abs. 1 Satz 3 und 4 SGB V", "§ 63 Abs. 3 SGB V"),
    quellen=("RK-17", "A-R64-04"),
    braucht=(HatVertragsabweichungen, HatVerfahren),
)

UNABDINGBAR = {
    ("SGB V", "295"): "",
    ("SGB V", "300"): "",
    ("SGB V", "301"): "",
    ("SGB V", "302"): "",
    ("SGB V", "284"): "1",
    ("KHG", "17d"): "9",
}
"""Law and § → the Absatz that is meant, empty for all."""
FREI = ("KHG", "KHEntgG", "BPflV")
KAPITEL = ((69, 140), (284, 305))
"""First and last § of the chapters of the SGB V that § 63 Abs. 3 opens."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield forbidden deviations in data and text, and a missing statement on the duty to care."""
    for nummer, abweichung in enumerate(kontext.als(HatVertragsabweichungen).abweichungen):
        pfad = ("abweichungen", nummer, "norm")
        normen = [n for zitat in find(abweichung.norm) for stelle in zitat.stellen for n in stelle.expand()]
        verboten = [n for n in normen if _is_unabdingbar(n)]
        if verboten:
            yield Fund(pfad, ", ".join(dict.fromkeys(n.format() for n in verboten)))
        elif any(not _is_frei(n) for n in normen):
            yield Fund(pfad, abweichung.norm, variante="ausserhalb", schwere="warnung")
    for fund in report_wortlaut(kontext, "rk_17", "keine Abweichung"):
        yield replace(fund, variante="text")
    if not has_wortlaut(kontext, "rk_17_pflicht"):
        yield Fund(
            ("klauseln",),
            ist="fehlt",
            soll="Die bestehende Verpflichtung zur Versorgung bleibt unberührt.",
            variante="versorgung",
        )


def _is_unabdingbar(norm: Norm) -> bool:
    absatz = UNABDINGBAR.get((norm.gesetz, norm.paragraf))
    return absatz is not None and (not absatz or norm.absatz in (None, "", absatz))


def _is_frei(norm: Norm) -> bool:
    zahl = re.match(r"\d+", norm.paragraf)
    return norm.gesetz in FREI or (
        norm.gesetz == "SGB V" and zahl is not None and any(von <= int(zahl[0]) <= bis for von, bis in KAPITEL)
    )

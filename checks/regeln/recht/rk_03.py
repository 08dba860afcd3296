"""Leistungen nach dem Siebten Kapitel des SGB XII sind nicht ausgeschlossen.

Prüft: Ein Paragraf sagt, dass der Vertrag nicht gilt, soweit auch Leistungen nach dem Siebten Kapitel des SGB XII (Hilfe zur Pflege, §§ 61 bis
66a) gewährt werden; steht eine Liste der Ausschlüsse in den Daten, nennt auch sie sie. Kein Leistungstyp beruht auf diesen Vorschriften, und
kein Satz zieht sie in das Budget. Ein Hinweis erscheint, wenn der Vertrag § 103 Absatz 2 SGB IX nicht nennt, nach dem die
Eingliederungshilfe selbst häusliche Pflege umfassen kann.

Warum: § 132 Absatz 3 SGB IX nimmt diese Leistungen aus.

Beispiel: Ein Leistungstyp „ambulante Pflege“ mit der Rechtsgrundlage „§ 64b SGB XII“ im Leistungspaket.

Stattdessen: Den Leistungstyp aus dem Budget nehmen; „Dieser Vertrag gilt nicht, soweit auch Leistungen nach dem Siebten Kapitel des
SGB XII gewährt werden.“

Grenzen: Pflege, die unter anderem Namen und ohne Zitat im Leistungspaket steht, erkennt die Regel nicht. Wie weit § 132 Absatz 3 SGB IX
reicht, wenn § 103 Absatz 2 SGB IX anzuwenden ist, ist nicht abschließend geklärt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.regex import compile_later
from corpus.zitate import find

from ...bedarf import HatAbweichungen, HatAusschluesse, HatLeistungspaket
from ...befund import Fund
from ...glaettung import lower
from ...kontext import Kontext
from ...muster.wendungen import has_wortlaut, report_wortlaut
from ...regel import Regel

if TYPE_CHECKING:
    from corpus.norm import Norm

REGEL = Regel(
    code="RK-03",
    name="siebtes-kapitel",
    titel="Keine Leistungen nach dem Siebten Kapitel SGB XII",
    schwere="fehler",
    meldung="Hier wird Hilfe zur Pflege in das Budget gezogen: {ist}.",
    varianten={
        "fehlt": "Kein Paragraf nimmt Leistungen nach dem Siebten Kapitel des SGB XII aus.",
        "ausschluss": "Die Liste der Ausschlüsse nennt die Hilfe zur Pflege (Siebtes Kapitel SGB XII) nicht.",
        "leistungstyp": "Der Leistungstyp beruht auf dem Siebten Kapitel des SGB XII ({ist}); er kann nicht im Budget sein.",
        "lebenslagen": "Der Vertrag sagt nicht, was gilt, wenn die Eingliederungshilfe nach § 103 Absatz 2 SGB IX häusliche Pflege umfasst.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 132 Abs. 3 SGB IX", "§ 103 Abs. 2 SGB IX"),
    quellen=("RK-03", "A-132-04"),
    braucht=(HatAbweichungen,),
)

PFLEGE = compile_later(
    r"\bhilfen? zur pflege\b|\bsiebte[ns]? kapitel|\bpflegesachleistung|\bhäusliche[nr]? pflege(?:hilfe)?\b"
)
ERSTER, LETZTER = 61, 66
"""First and last § of the Siebtes Kapitel, with letters behind them."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield what is missing in the contract, and benefits of the Siebtes Kapitel in data or text."""
    if kontext.ist_hauptdokument:
        yield from _missing(kontext)
        if kontext.hat(HatLeistungspaket):
            yield from _types(kontext)
    yield from report_wortlaut(kontext, "rk_03", "nicht im Budget")


def _missing(kontext: Kontext) -> Iterator[Fund]:
    if not has_wortlaut(kontext, "rk_03_pflicht"):
        satz = "Der Vertrag gilt nicht, soweit auch Leistungen nach dem Siebten Kapitel des SGB XII gewährt werden."
        yield Fund(("klauseln",), ist="fehlt", soll=satz, variante="fehlt")
    if kontext.hat(HatAusschluesse):
        ausschluesse = kontext.als(HatAusschluesse).ausgeschlossen
        if not any(PFLEGE.search(lower(a.text)) or any(_normen(a.text)) for a in ausschluesse):
            yield Fund(("ausgeschlossen",), variante="ausschluss")
    if kontext.hat(HatLeistungspaket) and not _names_103(kontext):
        yield Fund(("klauseln",), ist="fehlt", soll="§ 103 Absatz 2 SGB IX", variante="lebenslagen", schwere="hinweis")


def _types(kontext: Kontext) -> Iterator[Fund]:
    for nummer, typ in enumerate(kontext.als(HatLeistungspaket).leistungspaket):
        pfad = ("leistungspaket", nummer)
        for norm in _normen(typ.norm):
            yield Fund((*pfad, "norm"), norm.format(), variante="leistungstyp")
        if PFLEGE.search(lower(typ.name)):
            yield Fund((*pfad, "name"), typ.name, variante="leistungstyp")


def _normen(text: str) -> Iterator[Norm]:
    """Yield the norms of the Siebtes Kapitel that a text cites."""
    for norm in (n for zitat in find(text) for stelle in zitat.stellen for n in stelle.expand()):
        zahl = re.match(r"\d+", norm.paragraf)
        if norm.gesetz == "SGB XII" and zahl is not None and ERSTER <= int(zahl[0]) <= LETZTER:
            yield norm


def _names_103(kontext: Kontext) -> bool:
    stellen = (s for f in kontext.zitate for s in f.zitat.stellen)
    return any(
        n.gesetz == "SGB IX" and n.paragraf == "103" and n.absatz in (None, "", "2")
        for s in stellen
        for n in s.expand()
    )

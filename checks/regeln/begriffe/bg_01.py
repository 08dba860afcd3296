"""Ein Begriff ist mehrfach definiert.

Prüft: Jeder Begriff wird einmal definiert; auch die Kurzbezeichnungen der Parteien und „im Folgenden“-Bestimmungen in festem Text
zählen.

Warum: Zwei Bestimmungen desselben Worts widersprechen sich früher oder später. Dann ist offen, welche gilt.

Beispiel: „Leistungsfall“ ist in § 2 und noch einmal in § 6 bestimmt.

Stattdessen: Eine der beiden Bestimmungen streichen.

Grenzen: Bestimmungen ohne Anführungszeichen oder Auszeichnung erkennt die Regel nicht.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.regex import compile_later
from generator.tree import Begriff

from ...befund import Fund
from ...dokumentindex import Dokumentindex
from ...glaettung import glaetten
from ...kontext import Kontext
from ...muster.wortformen import span_of_begriff
from ...regel import Regel
from ...stelle import Stelle

REGEL = Regel(
    code="BG-01",
    name="begriff-mehrfach-definiert",
    titel="Definierte Begriffe genau einmal definiert",
    schwere="fehler",
    meldung="Der Begriff „{ist}“ ist schon an anderer Stelle definiert ({soll}).",
    ebene="dokument",
    dokumente="alle",
    quellen=("BG-01",),
)

FEST = compile_later(
    r"(?:im Folgenden|nachfolgend|nachstehend|künftig|fortan)(?: gemeinsam)?(?: als)?(?: nur)?(?: de[rmn]| die| das)?:? ?"
    r"„([^“\n]{2,60})“"
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every definition of a term after the first."""
    erste: dict[str, Stelle] = {}
    for wort, stelle, woher in _definitionen(kontext.baum):
        schluessel = " ".join(wort.casefold().replace("-", "").split())
        frueher = erste.get(schluessel)
        if frueher is None:
            erste[schluessel] = stelle
        else:
            spanne = stelle.spanne(*woher.span(1)) if isinstance(woher, re.Match) else span_of_begriff(stelle, woher)
            yield Fund.at(spanne, ist=wort, soll=kontext.baum.fundstelle(frueher.anker))


def _definitionen(baum: Dokumentindex) -> Iterator[tuple[str, Stelle, Begriff | re.Match[str]]]:
    """Yield the terms that passages define and what defines them, in reading order; a passage defines a term once."""
    begriffe: dict[int, list[Begriff]] = {}
    for begriff, stelle in baum.begriffe:
        begriffe.setdefault(id(stelle), []).append(begriff)
    for stelle in baum.stellen:
        eigene = set()
        for begriff in begriffe.get(id(stelle), ()):
            eigene.add(wort := glaetten(begriff.text))
            yield wort, stelle, begriff
        if "„" in stelle.text:
            yield from ((m[1], stelle, m) for m in FEST.finditer(stelle.text) if m[1] not in eigene)

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

from generator.tree import Begriff

from ...befund import Fund
from ...dokumentindex import Dokumentindex
from ...kontext import Kontext
from ...muster.wortformen import span_of_begriff
from ...regel import Regel
from ...stelle import Spanne, Stelle

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

FEST = re.compile(
    r"(?:im Folgenden|nachfolgend|nachstehend|künftig|fortan)(?: gemeinsam)?(?: als)?(?: nur)?(?: de[rmn]| die| das)?:? ?"
    r"„([^“\n]{2,60})“"
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every definition of a term after the first."""
    erste: dict[str, Stelle] = {}
    for spanne in _definitionen(kontext.baum):
        frueher = erste.setdefault(" ".join(spanne.text.casefold().replace("-", "").split()), spanne.stelle)
        if frueher is not spanne.stelle:
            yield Fund.at(spanne, ist=spanne.text, soll=kontext.baum.fundstelle(frueher.anker))


def _definitionen(baum: Dokumentindex) -> Iterator[Spanne]:
    """Yield the terms that passages define, in reading order; a passage defines a term once."""
    begriffe: dict[int, list[Begriff]] = {}
    for begriff, stelle in baum.begriffe:
        begriffe.setdefault(id(stelle), []).append(begriff)
    for stelle in baum.stellen:
        eigene = [span_of_begriff(stelle, b) for b in begriffe.get(id(stelle), ())]
        yield from eigene
        if "„" in stelle.text:
            worte = {s.text for s in eigene}
            yield from (stelle.spanne(*m.span(1)) for m in FEST.finditer(stelle.text) if m[1] not in worte)

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

from ...befund import Fund
from ...dokumentindex import Fundort
from ...fliesstext import glaetten
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="BG-01",
    name="begriff-mehrfach-definiert",
    titel="Definierte Begriffe genau einmal definiert",
    schwere="fehler",
    meldung="Der Begriff „{ist}“ ist schon an anderer Stelle definiert ({soll}).",
    ebene="dokument",
    quellen=("BG-01",),
)

FEST = re.compile(
    r"(?:im Folgenden|nachfolgend|nachstehend|künftig|fortan)(?: gemeinsam)?(?: als)?(?: nur)?(?: de[rmn]| die| das)?:? ?"
    r"„([^“\n]{2,60})“"
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every definition of a term after the first."""
    erste: dict[str, Fundort] = {}
    for wort, ort in _definitionen(kontext):
        schluessel = " ".join(glaetten(wort).casefold().replace("-", "").split())
        frueher = erste.setdefault(schluessel, ort)
        if frueher is not ort:
            yield Fund(anker=ort.anker, ist=glaetten(wort), soll=frueher.fundstelle, wortlaut=wort)


def _definitionen(kontext: Kontext) -> Iterator[tuple[str, Fundort]]:
    """Yield terms with the passage that defines them, in reading order; a passage defines a term once."""
    baum = kontext.baum
    begriffe: dict[int, list[str]] = {}
    for begriff, stelle in baum.begriffe:
        begriffe.setdefault(id(stelle), []).append(begriff.text)
    for stelle in baum.stellen:
        worte = begriffe.get(id(stelle), [])
        if "„" in stelle.text:
            worte = [*worte, *(m for m in FEST.findall(stelle.text) if m not in worte)]
        for wort in worte:
            yield wort, Fundort(stelle.ort.anker, stelle.ort.fundstelle)

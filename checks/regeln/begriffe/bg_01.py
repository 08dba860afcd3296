"""Ein Begriff ist mehrfach definiert.

Prüft: Jeder Begriff wird einmal definiert; was ein Absatz noch einmal bestimmt, zählt einmal. Auch die Kurzbezeichnungen der Parteien und
Bestimmungen in fortlaufendem Text zählen („im Folgenden „…““, „unter „…“ verstehen die Parteien“, „„…“ ist jede …“), bei schon definierten
Begriffen auch solche ohne Anführungszeichen.

Warum: Zwei Bestimmungen desselben Worts widersprechen sich früher oder später. Dann ist offen, welche gilt.

Beispiel: „Leistungsfall“ ist in § 2 und noch einmal in § 6 bestimmt.

Stattdessen: Eine der beiden Bestimmungen streichen.

Grenzen: Neue Begriffe, die ohne Anführungszeichen und Auszeichnung bestimmt werden, erkennt die Regel nicht. Ob zwei Bestimmungen sich
widersprechen oder einander nur wiederholen, unterscheidet sie nicht.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from generator.tree import Begriff

from ...befund import Fund
from ...dokumentindex import Dokumentindex, Teilindex
from ...glaettung import glaetten
from ...kontext import Kontext
from ...muster.bestimmungen import Bestimmung, find_bekannte, find_bestimmungen
from ...muster.wortformen import fold_begriff, span_of_begriff
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


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every definition of a term after the first, one in each passage."""
    erste: dict[str, Stelle] = {}
    weitere: dict[tuple[str, int], Fund] = {}
    for wort, spanne in _definitionen(kontext.baum):
        schluessel = fold_begriff(wort)
        frueher = erste.get(schluessel)
        if frueher is None:
            erste[schluessel] = spanne.stelle
        else:
            fund = Fund.at(spanne, ist=wort, soll=kontext.baum.fundstelle(frueher.anker))
            weitere.setdefault((schluessel, id(spanne.stelle)), fund)
    yield from weitere.values()


def _definitionen(baum: Dokumentindex) -> Iterator[tuple[str, Spanne]]:
    """Yield the terms that passages define and where, in reading order; of the ways to see one definition the first counts."""
    bekannt = tuple(dict.fromkeys(glaetten(begriff.text) for begriff, _ in baum.begriffe))
    definiert: set[str] = set()
    for stelle, begriffe, freie, bekannte in chain.from_iterable(baum.read_each(_read, bekannt)):
        eigene = [(glaetten(b.text), span_of_begriff(stelle, b)) for b in begriffe]
        gezeichnet = {fold_begriff(wort) for wort, _ in eigene}
        weitere = [*freie, *(b for b in bekannte if fold_begriff(b.wort) in definiert)]
        yield from eigene
        for b in sorted(weitere, key=lambda b: b.von):
            if fold_begriff(b.wort) not in gezeichnet:
                yield b.wort, stelle.spanne(b.von, b.bis)
        definiert |= gezeichnet


_Gelesen: TypeAlias = tuple[Stelle, Sequence[Begriff], Sequence[Bestimmung], Sequence[Bestimmung]]


def _read(teil: Teilindex, bekannt: tuple[str, ...]) -> list[_Gelesen]:
    """Return the passages of a part that define something: terms in mark-up, quoted words, terms of the document."""
    begriffe: dict[int, list[Begriff]] = {}
    for begriff, stelle in teil.begriffe:
        begriffe.setdefault(id(stelle), []).append(begriff)
    gelesen = (
        (s, begriffe.get(id(s), ()), find_bestimmungen(s.text), find_bekannte(s.text, bekannt)) for s in teil.stellen
    )
    return [zeile for zeile in gelesen if any(zeile[1:])]

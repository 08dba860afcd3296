"""Der Wortlaut einer zitierten Norm hat sich seit dem Rechtsstand geändert.

Prüft: Keine zitierte Stelle hat zwischen dem Rechtsstand des Vertrags und dem Stichtag der Prüfung einen anderen Wortlaut bekommen
oder ist weggefallen.

Warum: Der Vertrag ist auf einen Text abgestimmt, den es so nicht mehr gibt; ob er anzupassen ist, muss jemand entscheiden.

Beispiel: § 123 Absatz 3 SGB IX, geändert zum 1. Januar 2022, in einem Vertrag mit Rechtsstand 2021.

Stattdessen: Die Änderung lesen („vertragswerk norm vergleich …“), den Vertrag anpassen oder den Rechtsstand fortschreiben.

Grenzen: Verglichen werden Prüfsummen der zitierten Einheit; auch eine redaktionelle Änderung zählt. Reichen die Quellen nicht bis
zum Stichtag, sieht die Regel nur, was bis zu ihrem Ende geschehen ist.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from corpus.auskunft import Auskunft
from corpus.gesetz import load_index
from corpus.norm import Norm

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="VZ-09",
    name="norm-seit-rechtsstand-geaendert",
    titel="Wortlaut unverändert seit dem Rechtsstand",
    schwere="warnung",
    meldung="„{ist}“ hat sich seit dem Rechtsstand des Vertrags geändert: {was}. Prüfen Sie, ob der Vertrag anzupassen ist.",
    ebene="dokument",
    quellen=("VZ-03",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each changed norm once, at its first citation."""
    von, bis = kontext.vertrag.rechtsstand, kontext.stichtag
    if von >= bis:
        return
    gesehen: set[Norm] = set()
    for fund in kontext.zitate:
        for norm in fund.zitat.teile if fund.zitat.gesetz else ():
            if norm in gesehen or not norm.paragraf or norm.fassung:
                continue
            gesehen.add(norm)
            auskunft = _geaendert(norm, von, bis)
            if auskunft.status == "geaendert":
                was = "; ".join(str(a) for a in auskunft.aenderungen)
                yield Fund(anker=fund.stelle.ort.anker, ist=norm.kanonisch, werte={"was": was})


@lru_cache(maxsize=4096)
def _geaendert(norm: Norm, von: date, bis: date) -> Auskunft:
    """Contracts cite the same norms; each is looked up once."""
    return load_index().geaendert(norm, von, bis)

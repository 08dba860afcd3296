"""Der Wortlaut einer zitierten Norm hat sich seit dem Rechtsstand geändert.

Prüft: Keine zitierte Stelle hat zwischen dem Rechtsstand des Vertrags und dem Stichtag der Prüfung einen anderen Wortlaut bekommen
oder ist weggefallen; kein als Ganzes genanntes Gesetz ist in dieser Zeit neu gefasst worden oder außer Kraft getreten.

Warum: Der Vertrag ist auf einen Text abgestimmt, den es so nicht mehr gibt; ob er anzupassen ist, muss jemand entscheiden.

Beispiel: § 123 Absatz 3 SGB IX, geändert zum 1. Januar 2022, in einem Vertrag mit Rechtsstand 2021.

Stattdessen: Die Änderung lesen („vertragswerk norm vergleich …“), den Vertrag anpassen oder den Rechtsstand fortschreiben.

Grenzen: Verglichen werden Prüfsummen der zitierten Einheit; auch eine redaktionelle Änderung zählt. Reichen die Quellen nicht bis
zum Stichtag, sieht die Regel nur, was bis zu ihrem Ende geschehen ist. Von „§§ 123 ff.“ sieht sie nur § 123 an; solche Zitate nennt
VZ-06.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from corpus.norm import Norm
from corpus.recht.anlage import is_anlage
from corpus.recht.auskunft import Auskunft
from corpus.recht.erfragt import list_normen
from corpus.recht.rechtsbestand import Rechtsbestand
from corpus.zitate import Zitat

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="VZ-09",
    name="norm-seit-rechtsstand-geaendert",
    titel="Wortlaut unverändert seit dem Rechtsstand",
    schwere="warnung",
    meldung="„{ist}“ hat sich seit dem angegebenen Rechtsstand geändert: {was}. Prüfen Sie, ob etwas anzupassen ist.",
    ebene="dokument",
    dokumente="alle",
    quellen=("VZ-03",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each changed norm and law once, at its first citation."""
    von, bis = kontext.vertrag.rechtsstand, kontext.stichtag
    if von >= bis:
        return
    gesehen: set[Norm | str] = set()
    for fund in kontext.zitate:
        for was in _cited_in(fund.zitat, von, bis, kontext.recht) if fund.zitat.gesetz else ():
            if was in gesehen:
                continue
            gesehen.add(was)
            auskunft = _geaendert(was, von, bis, kontext.recht)
            if auskunft.status == "geaendert":
                werte = {"was": "; ".join(str(a) for a in auskunft.aenderungen)}
                ist = was if isinstance(was, str) else was.kanonisch
                yield Fund.at(fund.spanne, ist, werte=werte)


def _cited_in(zitat: Zitat, von: date, bis: date, recht: Rechtsbestand) -> Iterator[Norm | str]:
    """Yield the norms a citation asks for, or the key of a law it names as a whole; a version that is named does not change."""
    if not zitat.stellen and recht.texte(zitat.gesetz):
        yield zitat.gesetz
    for stelle in zitat.stellen:
        if (stelle.von.paragraf or is_anlage(stelle.von)) and not stelle.von.fassung:
            yield from list_normen(stelle, recht, (von, bis))


@lru_cache(maxsize=4096)
def _geaendert(was: Norm | str, von: date, bis: date, recht: Rechtsbestand) -> Auskunft:
    """Contracts cite the same law; each place is looked up once."""
    return recht.gesetz_geaendert(was, von, bis) if isinstance(was, str) else recht.geaendert(was, von, bis)

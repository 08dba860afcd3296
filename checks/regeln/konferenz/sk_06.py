"""Eine Stelle, die mitberaten muss, hat keinen Sitz in der Sozialraumkonferenz.

Prüft: In jeder geplanten Sitzung haben der Leistungsträger, die Kommune, der Fachdienst Teilhabe, der Gemeindepsychiatrische Verbund und
eine Interessenvertretung oder Menschen mit Psychiatrieerfahrung einen Sitz; der Leistungsträger hat eine Stimme.

Warum: Ohne Fachdienst, Verbund und die Menschen, um die es geht, berät die Sozialraumkonferenz an ihnen vorbei.

Beispiel: Unter „konferenz.mitglieder“ fehlt die Interessenvertretung.

Stattdessen: Den Sitz ergänzen, beratend genügt.

Grenzen: Im Einzelfall kann ein Sitz entbehrlich sein, etwa wo es keinen Verbund gibt; deshalb ist es eine Warnung.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatSozialraumkonferenz
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="SK-06",
    name="sitz-fehlt",
    titel="Leistungsträger, Fachdienst, Interessenvertretung beteiligt",
    schwere="warnung",
    meldung="In der Sitzung am {tag} hat keinen Sitz: {soll}. Ergänzen Sie ihn unter „konferenz.mitglieder“.",
    varianten={"stimme": "In der Sitzung am {tag} hat der Leistungsträger keine Stimme."},
    quellen=("SK-06", "A-ALL-09", "A-ALL-12", "A-TB2-10"),
    braucht=(HatSozialraumkonferenz,),
)

GRUPPEN = (
    ("leistungstraeger",),
    ("kommune",),
    ("fachdienst_teilhabe",),
    ("gpv",),
    ("interessenvertretung", "psychiatrie_erfahrene"),
)
"""Kinds of seats of each of which one must be there."""
ORT = ("sozialraum", "konferenz", "mitglieder")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each group that has no seat, at the first meeting without it."""
    from contracts.modell.konferenz import SITZARTEN

    termine = kontext.als(HatSozialraumkonferenz).konferenztermine
    for gruppe in GRUPPEN:
        for termin in termine:
            arten = {s.art for s in (*termin.stimmberechtigt, *termin.beratend)}
            if not arten & set(gruppe):
                soll = " oder ".join(SITZARTEN[art] for art in gruppe)
                yield Fund(ORT, "fehlt", soll, werte={"tag": show_datum(termin.am)})
                break
            if gruppe == ("leistungstraeger",) and not any(s.art in gruppe for s in termin.stimmberechtigt):
                yield Fund(ORT, "0", "1", variante="stimme", werte={"tag": show_datum(termin.am)})
                break

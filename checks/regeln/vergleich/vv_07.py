"""Der Verhandlungsstand ist lückenhaft.

Prüft: Jeder Punkt in „verhandlung.yaml“ nennt eine Klausel des Vertrags und, was zu seinem Stand gehört: geeint mit Tag, Stellen und
Prüfsumme, streitig mit den Wortlauten zweier Seiten, gesperrt mit der Vorschrift und der Prüfsumme.

Warum: Die Liste geht in die nächste Sitzung oder an die Schiedsstelle. Ohne diese Angaben ist nicht zu entscheiden und nicht zu beweisen.

Beispiel: Ein Punkt ist streitig, aber nur der Leistungserbringer hat einen Wortlaut vorgeschlagen.

Stattdessen: Die fehlende Angabe ergänzen oder den Stand berichtigen.

Grenzen: Ob die Wortlaute richtig wiedergegeben sind, weiß das Programm nicht.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.vereinbarungstext import find_clause

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

if TYPE_CHECKING:
    from contracts.modell.verhandlungsliste import Verhandlungspunkt

REGEL = Regel(
    code="VV-07",
    name="verhandlungsstand-lueckenhaft",
    titel="Verhandlungsstand vollständig",
    schwere="warnung",
    meldung="Zum Punkt „{klausel}“ ({stand}) fehlt {ist}.",
    varianten={"unbekannt": "Eine Klausel „{klausel}“ hat der Vertrag nicht; der Punkt betrifft nichts."},
    ebene="dokument",
    quellen=("VV-05",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield one hit per point that lacks something."""
    akte = kontext.pruefling.verhandlung
    if akte is None:
        return
    for nummer, punkt in enumerate(akte.verhandlung.punkte):
        werte = {"klausel": punkt.klausel, "stand": punkt.stand}
        if find_clause(kontext.dokument, punkt.klausel) is None:
            yield Fund(
                ("punkte", nummer, "klausel"), datei=akte.datei, ist=punkt.klausel, variante="unbekannt", werte=werte
            )
        fehlt = _missing(punkt)
        if fehlt:
            yield Fund(("punkte", nummer, "stand"), datei=akte.datei, ist=" und ".join(fehlt), werte=werte)


def _missing(punkt: Verhandlungspunkt) -> list[str]:
    """Return what belongs to the state of a point and is not there."""
    braucht: dict[str, list[tuple[str, bool]]] = {
        "geeint": [
            ("der Tag („geeint_am“)", punkt.geeint_am is not None),
            ("wer sich geeinigt hat („geeint_durch“)", bool(punkt.geeint_durch)),
            ("die Prüfsumme des geeinten Textes („pruefsumme“)", punkt.pruefsumme is not None),
        ],
        "streitig": [("der Wortlaut einer zweiten Seite („vorschlaege“)", len(punkt.vorschlaege) > 1)],
        "gesperrt": [
            ("die Vorschrift („vorschrift“)", punkt.vorschrift is not None),
            ("die Prüfsumme des vorgegebenen Textes („pruefsumme“)", punkt.pruefsumme is not None),
        ],
    }
    return [was for was, ist_da in braucht.get(punkt.stand, ()) if not ist_da]

"""Die Synopse zeigt nicht genau das, was sich unterscheidet.

Prüft: Jeder Unterschied zweier Fassungen steht in einer Zeile der Synopse, und jede Zeile zeigt einen Unterschied; die markierten
Worte sind genau die gestrichenen und die neuen.

Warum: Wer nach der Synopse zustimmt, liest den Vertrag nicht noch einmal. Was in ihr fehlt, wird unbemerkt vereinbart.

Beispiel: In der Synopse fehlt die Zeile mit dem neuen Jahresbetrag.

Stattdessen: Die Synopse mit `vergleichen` neu erzeugen und nicht von Hand ändern.

Grenzen: Geprüft wird eine Synopse, die das Programm selbst gemacht hat, gegen die beiden Fassungen. Was der Vergleich nicht ansieht
(Aussehen, Kopf- und Fußzeilen, Beilagen), steht auch in keiner Zeile.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import quote

if TYPE_CHECKING:
    from generator.vergleich.synopsenprobe import Synopsenmangel

REGEL = Regel(
    code="VV-02",
    name="synopse-unvollstaendig",
    titel="Synopse vollständig",
    schwere="fehler",
    meldung="Zu {stelle} fehlt der Synopse eine Zeile: {ist}.",
    varianten={
        "ueberzaehlig": "Eine Zeile der Synopse zeigt keinen Unterschied: {ist}.",
        "andere-worte": "Zu {stelle} markiert die Synopse andere Worte, als sich unterscheiden: {ist}.",
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("VV-02",),
    ist_ausnehmbar=False,
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield one hit per row that is missing, says nothing, or marks other words."""
    vorlage = kontext.schriftstueck.synopse
    if vorlage is None:
        return
    from generator.vergleich.synopsenprobe import check_synopse

    for mangel in check_synopse(vorlage.satz, kontext.dokument.abschnitte, vorlage.praefix):
        yield _fund(mangel)


def _fund(mangel: Synopsenmangel) -> Fund:
    variante = "" if mangel.art == "fehlt" else mangel.art
    worte = quote(mangel.worte) if mangel.worte else "ohne Worte"
    return Fund(
        anker=mangel.id if mangel.art == "ueberzaehlig" else "",
        ist=worte,
        variante=variante,
        werte={"stelle": mangel.stelle or "einer Angabe des Dokuments"},
    )

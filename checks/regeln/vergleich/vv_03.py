"""Eine Datei mit verfolgten Änderungen führt nicht genau zu den beiden Fassungen.

Prüft: Alle Änderungen abgelehnt hat die Datei den Text der bisherigen Fassung, alle angenommen den der neuen, mit denselben Nummern;
und jede Änderung nennt, wer sie wann gemacht hat.

Warum: Wer eine solche Datei liest, sieht nur an, was als geändert gezeigt ist. Ein Betrag, der ohne Verfolgung geändert ist, wird
unbemerkt vereinbart.

Beispiel: Der Jahresbetrag steht in der Datei schon in neuer Höhe, ohne dass die Änderung zu sehen ist.

Stattdessen: Die Datei mit `vergleichen` neu erzeugen. Ist sie zurückgekommen, die nicht verfolgten Änderungen mit der Gegenseite klären.

Grenzen: Geprüft wird beim Vergleichen die Datei, die das Programm selbst schreibt; eine zurückgekommene prüft `nachweisen DATEI` gegen
die besiegelte Fassung. Das Inhaltsverzeichnis, Kopf- und Fußzeilen und das Aussehen zählen nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import quote

REGEL = Regel(
    code="VV-03",
    name="aenderung-unverfolgt",
    titel="Verfolgte Änderungen sauber",
    schwere="fehler",
    meldung="Die Datei mit verfolgten Änderungen sagt abgelehnt anderes als die bisherige Fassung: {ist}.",
    varianten={
        "andere-fassung": "Die Datei mit verfolgten Änderungen sagt angenommen anderes als die neue Fassung: {ist}.",
        "ohne-namen": "In der Datei mit verfolgten Änderungen nennen Änderungen nicht, wer sie wann gemacht hat: {ist}.",
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("VV-03",),
    ist_ausnehmbar=False,
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield one hit per place where the decided file is not the version, and one for changes without name or day."""
    vorlage = kontext.schriftstueck.spur
    if vorlage is None:
        return
    from generator.vergleich.unverfolgt import check_spur

    for mangel in check_spur(kontext.dokument, vorlage):
        variante = "" if mangel.art == "unverfolgt" else mangel.art
        worte = mangel.worte if mangel.art == "ohne-namen" else quote(mangel.worte) if mangel.worte else "ohne Worte"
        yield Fund(ist=worte, variante=variante)

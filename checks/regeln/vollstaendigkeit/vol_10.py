"""Anlagenverzeichnis und Anlagen stimmen nicht überein.

Prüft: Jede Anlage des Verzeichnisses ist beigefügt, trägt denselben Titel und wird in einem Paragrafen genannt; es ist keine
Anlage beigefügt, die im Verzeichnis fehlt; keine Kennung und kein Titel kommt zweimal vor.

Warum: Eine nicht genannte Anlage ist nicht einbezogen, eine genannte und fehlende macht den Vertrag unvollständig.

Beispiel: Das Verzeichnis nennt eine Anlage, auf die kein Paragraf verweist.

Stattdessen: Einen Verweis in den passenden Paragrafen aufnehmen oder die Anlage streichen.

Grenzen: Den Inhalt der Anlagen vergleicht die Regel nicht mit dem Titel.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.modell.vertrag import Vertrag
from generator.tree import Abschnitt, plain

from ...befund import Fund
from ...glaettung import glaetten
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte
from ...regel import Regel
from ...wert import quote

REGEL = Regel(
    code="VOL-10",
    name="anlagen-stimmen-nicht-ueberein",
    titel="Anlagenverzeichnis und Anlagen stimmen überein",
    schwere="fehler",
    meldung="Die Anlage „{ist}“ steht im Verzeichnis, ist aber nicht beigefügt.",
    varianten={
        "titel": "Die Anlage „{kennung}“ heißt im Verzeichnis anders als in ihrer Überschrift.",
        "verweis": "Kein Paragraf verweist auf die Anlage „{ist}“; sie ist damit nicht in den Vertrag einbezogen.",
        "fremd": "Die beigefügte Anlage „{ist}“ steht nicht im Verzeichnis der Anlagen.",
        "doppelt": "Zwei Anlagen tragen dieselbe Kennung oder denselben Titel: {ist}.",
        "reihenfolge": "Die Anlagen sind nicht in der Reihenfolge des Verzeichnisses beigefügt.",
    },
    ebene="dokument",
    normen=("§ 126 Abs. 2 BGB",),
    quellen=("VOL-10",),
    braucht=(Vertrag,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every difference between list, attached Anlagen and references."""
    verzeichnis = kontext.als(Vertrag).anlagen
    beigefuegt = {a.id: a for a in kontext.baum.dokument.abschnitte if a.art == "anlage"}
    for feld, werte in (("id", [a.id for a in verzeichnis]), ("titel", [a.titel.casefold() for a in verzeichnis])):
        for nummer, _, wert in find_doppelte(werte):
            yield Fund(("anlagen", nummer, feld), ist=quote(wert), variante="doppelt")
    genannt = _genannte(kontext)
    for nummer, anlage in enumerate(verzeichnis):
        if anlage.id not in beigefuegt:
            yield Fund(("anlagen", nummer), ist=anlage.id)
            continue
        titel = _titel(beigefuegt[anlage.id])
        if titel != glaetten(anlage.titel):
            pfad = ("anlagen", nummer, "titel")
            yield Fund(
                pfad, quote(titel), quote(anlage.titel), anlage.id, variante="titel", werte={"kennung": anlage.id}
            )
        if anlage.id not in genannt:
            yield Fund(("anlagen", nummer), ist=anlage.id, anker=anlage.id, variante="verweis")
    yield from _fremde(list(beigefuegt), [a.id for a in verzeichnis])


def _fremde(beigefuegt: list[str], verzeichnet: list[str]) -> Iterator[Fund]:
    for kennung in beigefuegt:
        if kennung not in verzeichnet:
            yield Fund(("anlagen",), ist=kennung, anker=kennung, variante="fremd")
    gemeinsam = [k for k in dict.fromkeys(verzeichnet) if k in beigefuegt]
    if gemeinsam != [k for k in beigefuegt if k in verzeichnet]:
        yield Fund(("anlagen",), variante="reihenfolge")


def _titel(abschnitt: Abschnitt) -> str:
    return glaetten(plain(abschnitt.ueberschrift)).strip()


def _genannte(kontext: Kontext) -> frozenset[str]:
    """Return the ids of the Anlagen that a § refers to, as a whole or to a place in them."""
    orte = kontext.baum.orte
    return frozenset(
        orte[verweis.ziel]
        for verweis, stelle in kontext.baum.verweise
        if stelle.bereich == "paragraf" and verweis.ziel in orte
    )

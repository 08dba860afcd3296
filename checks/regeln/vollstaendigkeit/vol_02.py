"""Vertragsart und Rechtsgrundlage sind nicht übereinstimmend benannt.

Prüft: Titel oder Untertitel nennen die Vertragsart und keine andere; unter den Rechtsgrundlagen und im ersten Paragrafen
steht die Norm, auf der diese Art von Vertrag beruht.

Warum: „Zielvereinbarung“ und „Budget“ haben im Sozialrecht mehrere Bedeutungen. Erst Titel und Norm zusammen machen klar,
welches Vertragsrecht gilt und wovon abgewichen werden darf.

Beispiel: Der Titel lautet „Budgetvertrag über ein Sozialraumbudget“, die Daten nennen ein singuläres Trägerbudget.

Stattdessen: Den Titel an die Vertragsart anpassen und § 132 SGB IX im ersten Paragrafen zitieren.

Grenzen: Die Regel kennt die Bezeichnungen der Vertragsarten aus einer Wortliste; freie Umschreibungen erkennt sie nicht.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.modell.vertrag import Vertrag

from ...befund import Fund
from ...glaettung import glaetten
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="VOL-02",
    name="rechtsgrundlage-oder-art-unklar",
    titel="Rechtsgrundlage und Vertragstyp benannt",
    schwere="fehler",
    meldung="Unter den Rechtsgrundlagen fehlt {soll}. Ergänzen Sie die Norm, auf der der Vertrag beruht.",
    varianten={
        "paragraf": "Der erste Paragraf zitiert {soll} nicht. Nennen Sie dort die Norm, auf der der Vertrag beruht.",
        "titel": "Weder Titel noch Untertitel nennen die Vertragsart „{soll}“.",
        "fremd": "Titel oder Untertitel nennen mit „{ist}“ eine andere Vertragsart als die Daten ({soll}).",
    },
    ebene="dokument",
    normen=("§ 132 SGB IX", "§ 125 SGB IX"),
    quellen=("VOL-02", "A-132-01"),
    braucht=(Vertrag,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield missing legal basis and contradictory titles."""
    angaben = kontext.angaben
    if angaben is None:
        return
    vertrag = kontext.als(Vertrag)
    norm = re.compile(angaben.norm_muster)
    if not any(norm.search(glaetten(grundlage)) for grundlage in vertrag.rechtsgrundlagen):
        yield Fund(("rechtsgrundlagen",), soll=angaben.norm)
    yield from _paragraf(kontext, norm, angaben.norm)
    titel = {feld: glaetten(getattr(vertrag, feld)).casefold() for feld in ("titel", "untertitel")}
    if not any(angaben.bezeichnung.casefold() in text for text in titel.values()):
        yield Fund(("titel",), soll=angaben.bezeichnung, variante="titel")
    for feld, text in titel.items():
        for fremd in angaben.fremde:
            if fremd.casefold() in text:
                yield Fund((feld,), ist=fremd, soll=angaben.bezeichnung, variante="fremd")


def _paragraf(kontext: Kontext, norm: re.Pattern[str], soll: str) -> Iterator[Fund]:
    erster = next((a for a in kontext.baum.dokument.abschnitte if a.art == "paragraf"), None)
    if erster is None:
        return
    texte = (s.text for s in kontext.baum.stellen if s.abschnitt == erster.id)
    if not any(norm.search(text) for text in texte):
        yield Fund(anker=erster.id, soll=soll, variante="paragraf")

"""Der Risikohinweis der Vertragsart steht nicht vollständig vorn im Dokument.

Prüft: Trägt die Vertragsart ein Kennzeichen („nicht im Projekt“, „experimentell“), steht es in jedem ihrer Dokumente vor den
Parteien, zusammen mit dem ganzen Risikohinweis der Bibliothek; Titel und Untertitel des Vertrags sagen nicht das Gegenteil.

Warum: Beim Sozialraumbudget ist umstritten, ob es rechtlich Bestand hat; für ein Psychiatriebudget gibt es keine einheitliche
Rechtsgrundlage. Wer das Dokument in die Hand bekommt, muss das sehen, ohne den Vermerk zu kennen.

Beispiel: Im Dokument fehlt der Kasten mit dem Hinweis „nicht im Projekt“.

Stattdessen: Das Dokument mit dem Hinweis bauen; er gehört zur Vertragsart und lässt sich nicht ersetzen.

Grenzen: Ob der Hinweis die Risiken des einzelnen Vertrags vollständig beschreibt, prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.kanon import normalise

from ...befund import Fund
from ...kontext import Kontext
from ...paketdaten import load_daten
from ...regel import Regel

REGEL = Regel(
    code="RK-12",
    name="risikohinweis-fehlt",
    titel="Risikohinweis der Vertragsart",
    schwere="fehler",
    meldung="Vor den Parteien fehlt der Risikohinweis mit dem Kennzeichen „{soll}“.",
    varianten={
        "gekuerzt": "Der Risikohinweis ist unvollständig: Es fehlt „{soll}“.",
        "titel": "Der Vertrag heißt „{ist}“; bei einer Vertragsart, die {kennzeichen} ist, sagt das zu viel.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 57 Abs. 1 SGB X", "§ 58 SGB X"),
    quellen=("RK-12", "A-SRB-01", "A-SRB-05"),
    ist_ausnehmbar=False,
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a missing or shortened note, and a title that says the contrary."""
    risiko = kontext.angaben.risiko if kontext.angaben is not None else None
    if risiko is None:
        return
    vorn = normalise(" ".join(s.text for s in kontext.baum.stellen if s.bereich == "rubrum"))
    if risiko.kennzeichen.casefold() not in vorn.casefold():
        yield Fund(("art",), ist="fehlt", soll=risiko.kennzeichen)
    else:
        for aussage in load_daten("rk_12")["aussagen"].get(risiko.kennzeichen, ()):
            if aussage.casefold() not in vorn.casefold():
                yield Fund(("art",), ist="fehlt", soll=aussage, variante="gekuerzt")
    if kontext.ist_hauptdokument:
        yield from _titel(kontext, risiko.kennzeichen)


def _titel(kontext: Kontext, kennzeichen: str) -> Iterator[Fund]:
    vertrag = kontext.vertrag
    for feld in ("titel", "untertitel"):
        text = getattr(vertrag, feld)
        if any(wort in text.casefold() for wort in load_daten("rk_12")["widerspruch"]):
            yield Fund((feld,), ist=text, variante="titel", werte={"kennzeichen": kennzeichen})

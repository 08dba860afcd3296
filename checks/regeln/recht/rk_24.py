"""Zwei Wahlklauseln widersprechen sich.

Prüft: Aufbewahrung und Prüfung sind nicht zweimal geregelt („mittelverwendung“ und „unterlagen“); kein weiterer Leistungsträger soll
zustimmen, der schon Partei ist; wer mit Dienstleistungen von allgemeinem wirtschaftlichem Interesse betraut ist, behält einen
Überschuss nicht ohne Bindung; die Kündigung wegen fehlender Haushaltsmittel hat keine kürzere Frist als die ordentliche.

Warum: Zwei Fristen für dieselben Akten, eine Zustimmung neben einer Unterschrift oder ein freier Überschuss neben dem Verbot der
Überkompensation lassen offen, was gilt; im Streit hilft keine der beiden Klauseln.

Beispiel: „mittelverwendung“ verlangt zehn Jahre Aufbewahrung, „unterlagen“ sechs.

Stattdessen: Eine der beiden Angaben streichen.

Grenzen: Die Regel vergleicht die Angaben. Was eigene Textbausteine regeln, liest sie nicht; ob das Budget eine Beihilfe ist, weiß sie
nicht und muss fachanwaltlich geklärt werden.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...bedarf import HatLaufzeit, HatParteien, HatWahlklauseln
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_zahl

if TYPE_CHECKING:
    from contracts.modell.wahlklauseln import Wahlklauseln

REGEL = Regel(
    code="RK-24",
    name="wahlklauseln-widersprechen-sich",
    titel="Wahlklauseln stimmen zusammen",
    schwere="fehler",
    meldung="Aufbewahrung und Prüfung sind zweimal geregelt: unter „mittelverwendung“ und unter „unterlagen“. Streichen Sie eine Angabe.",
    varianten={
        "partei": "Der weitere Leistungsträger „{id}“ ist schon Partei ({partei}); einer Zustimmung bedarf es dann nicht. Streichen Sie "
        "den Eintrag, oder nehmen Sie die Partei aus dem Vertrag.",
        "ueberschuss": "Der Leistungserbringer ist betraut, ein Überschuss soll ihm aber frei verbleiben. Eine Überkompensation wäre "
        "zurückzuführen; lassen Sie prüfen, ob „zweckgebunden“ zu wählen ist.",
        "frist": "Mit einer Frist von {ist} Monaten kann wegen fehlender Haushaltsmittel früher gekündigt werden als ordentlich ({soll} "
        "Monate). Ist das gewollt, bestätigen Sie es in der Verhandlung; Überleitung und Personal brauchen diese Zeit.",
    },
    normen=("§ 57 Abs. 1 SGB X", "§ 123 Abs. 2 S. 3 SGB IX"),
    quellen=("RK-02",),
    braucht=(HatWahlklauseln, HatParteien, HatLaufzeit),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every pair of choices that cannot both hold, or hardly."""
    wahl = kontext.als(HatWahlklauseln).wahlklauseln
    if wahl.mittelverwendung is not None and wahl.unterlagen is not None:
        yield Fund(("wahlklauseln", "unterlagen"), bezug=((("wahlklauseln", "mittelverwendung"), "Mittelverwendung"),))
    yield from _parteien(kontext, wahl)
    mittel, vergabe = wahl.mittelverwendung, wahl.vergabe
    if mittel is not None and vergabe is not None and vergabe.hat_betrauung and not mittel.ist_zweckgebunden:
        betrauung = ((("wahlklauseln", "vergabe", "betrauung"), "Betrauung"),)
        ort = ("wahlklauseln", "mittelverwendung", "ueberschuss")
        yield Fund(ort, variante="ueberschuss", schwere="warnung", bezug=betrauung)
    ordentlich = kontext.als(HatLaufzeit).laufzeit.kuendigung.frist_monate
    if wahl.haushalt is not None and wahl.haushalt.kuendigung_monate < ordentlich:
        ist, soll = show_zahl(wahl.haushalt.kuendigung_monate), show_zahl(ordentlich)
        pfad = ("wahlklauseln", "haushalt", "kuendigung_monate")
        kuendigung = ((("laufzeit", "kuendigung", "frist_monate"), "ordentliche Kündigung"),)
        yield Fund(pfad, ist, soll, variante="frist", schwere="warnung", bezug=kuendigung)


def _parteien(kontext: Kontext, wahl: Wahlklauseln) -> Iterator[Fund]:
    """Yield further Leistungsträger whose name is that of a party."""
    parteien = kontext.als(HatParteien).parteien
    for nummer, weiterer in enumerate(wahl.weitere_leistungstraeger):
        genannt = weiterer.name.casefold()
        for stelle, partei in enumerate(parteien):
            if genannt.endswith(partei.name.casefold()):
                werte = {"id": weiterer.id, "partei": partei.partei}
                bezug = ((("parteien", stelle, "name"), "Partei"),)
                pfad = ("wahlklauseln", "weitere_leistungstraeger", nummer, "name")
                yield Fund(pfad, variante="partei", werte=werte, bezug=bezug)

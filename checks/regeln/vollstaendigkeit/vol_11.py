"""Das Unterschriftenblatt ist unvollständig.

Prüft: Für jede Partei gibt es eine Unterschriftsstelle mit Name, Funktion, Ort und Datum; jede Stelle gehört zu einer Partei des
Vertrags; es gibt mindestens so viele Ausfertigungen wie Parteien.

Warum: Die Schriftform verlangt die Unterschrift aller Parteien auf derselben Urkunde oder den Austausch gleichlautender
Urkunden.

Beispiel: Für den Leistungserbringer ist keine unterzeichnende Person eingetragen.

Stattdessen: Unter „unterzeichnung.personen“ eine vertretungsberechtigte Person ergänzen.

Grenzen: Die Vertretungsmacht prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.tree import plain

from ...bedarf import HatParteien, HatUnterzeichnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte, find_unbekannte
from ...regel import Regel

REGEL = Regel(
    code="VOL-11",
    name="unterschriften-unvollstaendig",
    titel="Unterschriftenblatt vollständig",
    schwere="fehler",
    meldung="Für die Partei „{ist}“ gibt es keine Unterschriftsstelle.",
    varianten={
        "fremd": "Eine Unterschriftsstelle nennt die Partei „{ist}“, die nicht Partei des Vertrags ist.",
        "doppelt": "Die Kennung „{ist}“ steht für zwei Unterschriftsstellen.",
        "ausfertigungen": "Die Zahl der Ausfertigungen ({ist}) ist kleiner als die Zahl der Parteien ({soll}); jede Partei braucht eine.",
        "blatt": "Das Dokument hat {ist} Unterschriftsstellen, nach den Daten müssen es {soll} sein.",
        "zeilen": "Einer Unterschriftsstelle fehlt die Zeile für Name, Funktion oder Ort und Datum.",
    },
    ebene="dokument",
    normen=("§ 56 SGB X", "§ 126 Abs. 2 BGB"),
    quellen=("VOL-11",),
    braucht=(HatParteien, HatUnterzeichnung),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield missing, foreign and incomplete signature places."""
    unterzeichnung = kontext.als(HatUnterzeichnung).unterzeichnung
    personen = unterzeichnung.personen
    parteien = [p.partei for p in kontext.als(HatParteien).parteien]
    for partei in parteien:
        if partei not in {p.partei for p in personen}:
            yield Fund(("unterzeichnung", "personen"), ist=partei)
    for nummer, fremd in find_unbekannte((p.partei for p in personen), parteien):
        yield Fund(("unterzeichnung", "personen", nummer, "partei"), ist=fremd, variante="fremd")
    for nummer, _, kennung in find_doppelte(p.id for p in personen):
        yield Fund(("unterzeichnung", "personen", nummer, "id"), ist=kennung, variante="doppelt")
    if unterzeichnung.ausfertigungen < len(parteien):
        pfad = ("unterzeichnung", "ausfertigungen")
        yield Fund(pfad, str(unterzeichnung.ausfertigungen), str(len(parteien)), variante="ausfertigungen")
    yield from _blatt(kontext, len(personen), not unterzeichnung.ist_elektronisch)


def _blatt(kontext: Kontext, soll: int, ist_von_hand: bool) -> Iterator[Fund]:
    stellen = [feld for block in kontext.baum.unterschriften for feld in block.felder]
    if len(stellen) != soll:
        yield Fund(("unterzeichnung", "personen"), str(len(stellen)), str(soll), variante="blatt")
    for feld in stellen:
        zeilen = [plain(zeile).strip() for zeile in feld.zeilen]
        if len([z for z in zeilen if z]) < 2 or bool(feld.ort_datum.strip()) is not ist_von_hand:
            yield Fund(("unterzeichnung", "personen"), anker=feld.id, variante="zeilen")

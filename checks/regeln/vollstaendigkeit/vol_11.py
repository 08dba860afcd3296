"""Das Unterschriftenblatt ist unvollständig.

Prüft: Für jede Partei gibt es eine Unterschriftsstelle mit Name, Funktion, Ort und Datum; jede Stelle gehört zu einer Partei des
Vertrags; es gibt mindestens so viele Ausfertigungen wie Parteien. Nennt das Rubrum die vertretenden Personen, unterzeichnen diese und
niemand sonst.

Warum: Die Schriftform verlangt die Unterschrift aller Parteien auf derselben Urkunde oder den Austausch gleichlautender
Urkunden.

Beispiel: Für den Leistungserbringer ist keine unterzeichnende Person eingetragen.

Stattdessen: Unter „unterzeichnung.personen“ eine vertretungsberechtigte Person ergänzen.

Grenzen: Die Vertretungsmacht prüft die Regel nicht; vertretende Personen erkennt sie an „Frau“, „Herr“ oder einem akademischen Grad.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.regex import compile_later
from generator.tree import plain

from ...bedarf import HatParteien, HatUnterzeichnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte, find_unbekannte
from ...muster.personen import list_namen, surnames
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
        "gemeinsam": "Das Rubrum nennt für die Partei „{partei}“ {soll} vertretende Personen; davon unterzeichnen {ist}. Vertreten sie nur "
        "gemeinsam, fehlt eine Unterschrift; sonst sagen Sie „einzelvertretungsberechtigt“.",
        "vollmacht": "Für die Partei „{ist}“ unterzeichnet jemand, den das Rubrum nicht als Vertretung nennt. Ergänzen Sie das Rubrum, oder "
        "fügen Sie die Vollmacht bei.",
        "blatt": "Das Dokument hat {ist} Unterschriftsstellen, nach den Daten müssen es {soll} sein.",
        "zeilen": "Einer Unterschriftsstelle fehlt die Zeile für Name, Funktion oder Ort und Datum.",
    },
    ebene="dokument",
    normen=("§ 56 SGB X", "§ 126 Abs. 2 BGB"),
    quellen=("VOL-11",),
    braucht=(HatParteien, HatUnterzeichnung),
)

EINZELN = compile_later(r"(?i)\beinzel(?:n|vertret|zeichn)|\bjeweils einzeln|\ballein|\boder\b|\bjede[rs]? für sich")


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
    yield from _vertretung(kontext)
    yield from _blatt(kontext, len(personen), not unterzeichnung.ist_elektronisch)


def _vertretung(kontext: Kontext) -> Iterator[Fund]:
    """Yield parties for which somebody named as representative does not sign, or somebody else does; without any name."""
    personen = kontext.als(HatUnterzeichnung).unterzeichnung.personen
    for partei in kontext.als(HatParteien).parteien:
        genannte = [surnames(n)[-1] for n in list_namen(partei.vertreten_durch) if surnames(n)]
        zeichnend = [(n, p.name.split()) for n, p in enumerate(personen) if p.partei == partei.partei]
        if not genannte or not zeichnend:
            continue
        fehlend = [name for name in genannte if not any(name in worte for _, worte in zeichnend)]
        ist_gemeinsam = not EINZELN.search(partei.vertreten_durch)
        if fehlend and (ist_gemeinsam or len(fehlend) == len(genannte)):
            werte = {"partei": partei.partei}
            ist, soll = str(len(genannte) - len(fehlend)), str(len(genannte))
            yield Fund(("unterzeichnung", "personen"), ist, soll, variante="gemeinsam", werte=werte, schwere="warnung")
        for nummer, worte in zeichnend:
            if not any(name in worte for name in genannte):
                pfad = ("unterzeichnung", "personen", nummer, "name")
                yield Fund(pfad, partei.partei, variante="vollmacht", schwere="warnung")


def _blatt(kontext: Kontext, soll: int, ist_von_hand: bool) -> Iterator[Fund]:
    stellen = [feld for block in kontext.baum.unterschriften for feld in block.felder]
    if len(stellen) != soll:
        yield Fund(("unterzeichnung", "personen"), str(len(stellen)), str(soll), variante="blatt")
    for feld in stellen:
        zeilen = [plain(zeile).strip() for zeile in feld.zeilen]
        if len([z for z in zeilen if z]) < 2 or bool(feld.ort_datum.strip()) is not ist_von_hand:
            yield Fund(("unterzeichnung", "personen"), anker=feld.id, variante="zeilen")

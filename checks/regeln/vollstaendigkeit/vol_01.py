"""Eine Vertragspartei ist nicht vollständig bezeichnet.

Prüft: Jede Partei hat einen Namen, eine Rechtsform, eine Anschrift, eine Vertretung und eine eigene Kurzbezeichnung; der
Vertragstext verwendet jede Kurzbezeichnung. Auf jeder Seite steht mindestens eine Partei; wo die Vertragsart nur eine
vorsieht (den einen Leistungserbringer, das eine Krankenhaus), genau eine.

Warum: Wer Partei ist und wer sie vertritt, muss sich aus der Urkunde selbst ergeben; eine Kurzbezeichnung, die niemand
gebraucht, zeigt, dass der Text zu anderen Parteien gehört.

Beispiel: Als Vertretung steht „unbekannt“.

Stattdessen: Die vertretungsberechtigte Stelle oder Person nennen, wie sie im Register oder in der Geschäftsverteilung steht.

Grenzen: Ob die Angaben stimmen, prüft die Regel nicht; sie vergleicht mit keinem Register.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.position import Pfad

from ...bedarf import HatParteien
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte
from ...paketdaten import load_daten
from ...regel import Regel

if TYPE_CHECKING:
    from contracts.arten import Pruefangaben
    from contracts.modell.partei import Partei

REGEL = Regel(
    code="VOL-01",
    name="rubrum-unvollstaendig",
    titel="Rubrum vollständig",
    schwere="fehler",
    meldung="Die Angabe „{feld}“ der Partei „{partei}“ ist leer oder nichtssagend. Tragen Sie sie ein.",
    varianten={
        "rolle": "Es fehlt eine Partei auf der Seite „{rolle}“. Ergänzen Sie sie unter „parteien“.",
        "mehrere": "Auf der Seite „{rolle}“ hat ein Vertrag der Art „{art}“ genau eine Partei; hier stehen mehrere.",
        "doppelt": "Die Parteien „{andere}“ und „{partei}“ haben dieselbe Kurzbezeichnung. Geben Sie jeder eine eigene.",
        "ungenutzt": "Die Kurzbezeichnung der Partei „{partei}“ kommt im Vertragstext nicht vor.",
    },
    ebene="dokument",
    normen=("§ 56 SGB X", "§ 126 Abs. 2 BGB"),
    quellen=("VOL-01",),
    braucht=(HatParteien,),
)

ANSCHRIFT = ("strasse", "plz", "ort")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every incomplete, doubled or unused party."""
    parteien = kontext.als(HatParteien).parteien
    rollen = [p.rolle for p in parteien]
    if kontext.angaben is not None:
        yield from _seiten(rollen, kontext.angaben)
    for nummer, partei in enumerate(parteien):
        yield from _angaben(("parteien", nummer), partei)
    for nummer, erste, _ in find_doppelte(p.kurzbezeichnung.wort.casefold() for p in parteien):
        werte = {"partei": parteien[nummer].partei, "andere": parteien[erste].partei}
        yield Fund(("parteien", nummer, "kurzbezeichnung", "wort"), variante="doppelt", werte=werte)
    yield from _ungenutzt(kontext)


def _seiten(rollen: list[str], angaben: Pruefangaben) -> Iterator[Fund]:
    """Yield sides without a party, and those with several that may have just one."""
    for rolle, name in angaben.rollen:
        if rolle not in rollen:
            yield Fund(("parteien",), variante="rolle", werte={"rolle": name})
        elif rolle in angaben.einmalige_rollen and rollen.count(rolle) > 1:
            yield Fund(("parteien",), variante="mehrere", werte={"rolle": name, "art": angaben.bezeichnung})


def _angaben(pfad: Pfad, partei: Partei) -> Iterator[Fund]:
    leer = frozenset(load_daten("vol_01")["nichtssagend"])
    angaben: dict[Pfad, str] = {(name,): getattr(partei, name) for name in ("name", "rechtsform", "vertreten_durch")}
    angaben |= {("anschrift", name): getattr(partei.anschrift, name) for name in ANSCHRIFT}
    for feld, wert in angaben.items():
        if wert.strip(" .").casefold() in leer:
            yield Fund((*pfad, *feld), werte={"feld": ".".join(map(str, feld)), "partei": partei.partei})


def _ungenutzt(kontext: Kontext) -> Iterator[Fund]:
    texte = [s.text for s in kontext.baum.stellen if s.bereich == "paragraf"]
    for nummer, partei in enumerate(kontext.als(HatParteien).parteien):
        wort = partei.kurzbezeichnung.wort
        if not any(wort in text for text in texte):
            pfad = ("parteien", nummer, "kurzbezeichnung", "wort")
            yield Fund(
                pfad, ist="nicht verwendet", soll="verwendet", variante="ungenutzt", werte={"partei": partei.partei}
            )

"""Eine Vertragspartei ist nicht vollständig bezeichnet.

Prüft: Jede Partei hat einen Namen, eine Rechtsform, eine Anschrift, eine Vertretung und eine eigene Kurzbezeichnung, zu der Genus
und Genitiv passen; das Rubrum nennt jede Partei mit ihrem Namen, und der Vertragstext verwendet jede Kurzbezeichnung; die
Postleitzahl gibt es, und die des Leistungsträgers liegt im Land des Vertrags. Auf jeder Seite steht mindestens eine Partei; wo die
Vertragsart nur eine vorsieht (den einen Leistungserbringer, das eine Krankenhaus), genau eine.

Warum: Wer Partei ist und wer sie vertritt, muss sich aus der Urkunde selbst ergeben; eine Kurzbezeichnung, die niemand
gebraucht, zeigt, dass der Text zu anderen Parteien gehört.

Beispiel: Als Vertretung steht „unbekannt“.

Stattdessen: Die vertretungsberechtigte Stelle oder Person nennen, wie sie im Register oder in der Geschäftsverteilung steht.

Grenzen: Ob die Angaben stimmen, prüft die Regel nicht; sie vergleicht mit keinem Register. Postleitzahlen kennt sie nur nach ihren ersten
beiden Ziffern (Quelle und Tag stehen in den Daten der Regel); ob es eine einzelne gibt und welcher Ort sie hat, weiß sie nicht.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.position import Pfad
from generator.kanon import normalise

from ...bedarf import HatParteien
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte
from ...paketdaten import load_daten
from ...regel import Regel
from ...wert import show_liste

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
        "rubrum": (
            "Das Rubrum nennt die Partei „{partei}“ nicht. Ersetzen Sie den Textbaustein „rubrum“ durch einen eigenen, "
            "der jede Partei aufführt."
        ),
        "genitiv": "„{ist}“ ist nicht der Genitiv der Kurzbezeichnung „{soll}“ der Partei „{partei}“.",
        "genus": "Das Wort der Kurzbezeichnung der Partei „{partei}“ ist gewöhnlich ein {soll}, angegeben ist {ist}; der Vertrag schriebe den "
        "falschen Artikel.",
        "plz": "Die Postleitzahl der Partei „{partei}“ gibt es nicht. Tragen Sie die richtige ein.",
        "land": "Postleitzahlen, die mit {ist} beginnen, liegen in {land}; das Land des Vertrags ist aber {soll}.",
        "ungenutzt": "Die Kurzbezeichnung der Partei „{partei}“ kommt im Vertragstext nicht vor.",
    },
    ebene="dokument",
    normen=("§ 56 SGB X", "§ 126 Abs. 2 BGB"),
    quellen=("VOL-01",),
    braucht=(HatParteien,),
)

ERSTE_PLZ = "01001"
"""The lowest postcode there is: the city of Dresden has one of its own."""
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
    yield from _grammatik(kontext)
    yield from _postleitzahlen(kontext)
    yield from _ungenutzt(kontext)
    yield from _nicht_im_rubrum(kontext)


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


def _grammatik(kontext: Kontext) -> Iterator[Fund]:
    """Yield a genitive of another word, and a gender that the ending of the word does not have."""
    endungen: dict[str, str] = load_daten("vol_01")["genus"]
    for nummer, partei in enumerate(kontext.als(HatParteien).parteien):
        kurz, pfad = partei.kurzbezeichnung, ("parteien", nummer, "kurzbezeichnung")
        werte, letztes = {"partei": partei.partei}, kurz.wort.casefold().split()[-1]
        if kurz.genitiv is not None and not _is_form_of(kurz.genitiv.casefold(), kurz.wort.casefold()):
            yield Fund((*pfad, "genitiv"), kurz.genitiv, kurz.wort, variante="genitiv", werte=werte)
        passend = max((e for e in endungen if letztes.endswith(e)), key=len, default="")
        if passend and endungen[passend] != kurz.genus:
            yield Fund(
                (*pfad, "genus"), kurz.genus, endungen[passend], variante="genus", werte=werte, schwere="warnung"
            )


def _is_form_of(genitiv: str, wort: str) -> bool:
    """Tell whether each word of a genitive is one of the short name, with another ending."""
    formen, woerter = genitiv.split(), wort.split()
    return len(formen) == len(woerter) and all(
        f.startswith(w[: max(len(w) - 1, 2)]) for f, w in zip(formen, woerter, strict=True)
    )


def _postleitzahlen(kontext: Kontext) -> Iterator[Fund]:
    """Yield postcodes that no town has, and one of the paying side that lies in another Land than that of the contract."""
    daten, land = load_daten("postleitzahlen"), kontext.vertrag.bundesland
    for nummer, partei in enumerate(kontext.als(HatParteien).parteien):
        plz = partei.anschrift.plz
        pfad, moeglich = ("parteien", nummer, "anschrift", "plz"), daten["laender"].get(plz[:2], [])
        if plz == "00000":
            continue  # a placeholder, which is BG-06's
        if not moeglich or plz.endswith("0000") or plz < ERSTE_PLZ:
            yield Fund(pfad, variante="plz", werte={"partei": partei.partei})
        elif partei.rolle == "leistungstraeger" and land not in (*moeglich, *daten["grenzgebiete"].get(plz[:2], ())):
            bezug = ((("bundesland",), "Land"),)
            werte = {"partei": partei.partei, "land": show_liste(moeglich)}
            yield Fund(pfad, plz[:2], land, variante="land", werte=werte, schwere="warnung", bezug=bezug)


def _ungenutzt(kontext: Kontext) -> Iterator[Fund]:
    texte = [s.text for s in kontext.baum.stellen if s.bereich == "paragraf"]
    for nummer, partei in enumerate(kontext.als(HatParteien).parteien):
        wort = partei.kurzbezeichnung.wort
        if not any(wort in text for text in texte):
            pfad = ("parteien", nummer, "kurzbezeichnung", "wort")
            yield Fund(
                pfad, ist="nicht verwendet", soll="verwendet", variante="ungenutzt", werte={"partei": partei.partei}
            )


def _nicht_im_rubrum(kontext: Kontext) -> Iterator[Fund]:
    rubrum = normalise(" ".join(s.text for s in kontext.baum.stellen if s.bereich == "rubrum"))
    for nummer, partei in enumerate(kontext.als(HatParteien).parteien):
        if normalise(partei.name) not in rubrum:
            pfad = ("parteien", nummer, "name")
            yield Fund(pfad, ist="nicht genannt", soll="genannt", variante="rubrum", werte={"partei": partei.partei})

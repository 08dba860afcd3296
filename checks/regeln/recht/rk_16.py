"""Befristung, Meldung, Vorlage oder Auswertung eines Modellvorhabens nach § 64b SGB V fehlen oder kommen zur falschen Zeit.

Prüft: Die Laufzeit überschreitet nicht die Höchstdauer, die am Rechtsstand des Vertrags gilt; die Meldung an das DRG-Institut liegt
vor dem Vertragsschluss; der Vertrag wird danach der Aufsicht vorgelegt, spätestens bis zum Beginn; die Paragrafen nennen Meldung,
Vorlage und Bericht und zitieren § 65 SGB V.

Warum: Das Gesetz verlangt die Meldung vor der Vereinbarung, befristet Modellvorhaben und macht den Bericht nach § 65 zur Voraussetzung
einer Verlängerung. Ohne Vorlage fehlt der Aufsicht die Grundlage, den Vertrag zu prüfen.

Beispiel: Das Modellvorhaben wird am Tag der Unterzeichnung gemeldet.

Stattdessen: Zuerst melden, dann unterzeichnen; das Datum der Meldung unter „verfahren.meldung_inek_am“ eintragen.

Grenzen: Ob die Meldung vollständig war, sieht die Regel nicht. Die Höchstdauer gilt im Regelfall; eine begründete Ausnahme muss eine
Juristin oder ein Jurist beurteilen. Bis wann vorzulegen ist, sagt das Gesetz nicht; eine Vorlage nach dem Beginn ist eine Warnung.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from contracts.rechnen.zeitraum import end_of_frist
from corpus.recht.parameter import ParameterFehler, find_parameter

from ...bedarf import HatAuswertung, HatLaufzeit, HatUnterzeichnung, HatVerfahren
from ...befund import Fund
from ...kontext import Kontext
from ...muster.felder import shows
from ...regel import Regel
from ...wert import show_datum, show_dauer

REGEL = Regel(
    code="RK-16",
    name="modellvorhaben-verfahren",
    titel="§ 64b: Befristung, Meldung, Vorlage, Auswertung",
    schwere="fehler",
    meldung="Die Meldung an das DRG-Institut ({ist}) muss vor dem Vertragsschluss ({soll}) liegen.",
    varianten={
        "dauer": "Das Modellvorhaben endet am {ist}; befristet werden darf es auf {dauer}, also längstens bis zum {soll}.",
        "unbekannt": "Welche Höchstdauer am Rechtsstand ({ist}) gilt, ist nicht hinterlegt. Prüfen Sie § 64b Abs. 2 SGB V.",
        "zu_frueh": "Der Vertrag soll bis zum {ist} der Aufsicht vorgelegt werden, ist dann aber noch nicht geschlossen ({soll}).",
        "zu_spaet": "Der Vertrag wird erst bis zum {ist} der Aufsicht vorgelegt, also nach dem Beginn des Modellvorhabens ({soll}).",
        "text": "Kein Paragraf nennt {was}. Nehmen Sie die Angabe in den Text auf.",
        "zitat": "Kein Paragraf zitiert {soll}. Regeln Sie dort die wissenschaftliche Begleitung und Auswertung.",
    },
    ebene="dokument",
    normen=("§ 64b Abs. 1 Satz 6 SGB V", "§ 64b Abs. 2 SGB V", "§ 63 Abs. 5 Satz 2 SGB V", "§ 65 SGB V"),
    quellen=("RK-16", "A-R64-01"),
    braucht=(HatVerfahren, HatAuswertung, HatLaufzeit, HatUnterzeichnung),
)

ANGABEN = {
    ("verfahren", "meldung_inek_am"): "die Meldung an das DRG-Institut",
    ("verfahren", "vorlage_aufsicht_bis"): "die Vorlage an die Aufsicht",
    ("evaluation", "bericht_bis"): "den Bericht über die Auswertung",
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a term that is too long, steps out of order, and statements that the text does not make."""
    yield from _dauer(kontext)
    verfahren, schluss = kontext.als(HatVerfahren).verfahren, kontext.als(HatUnterzeichnung).unterzeichnung.am
    bezug = ((("unterzeichnung", "am"), "Vertragsschluss"),)
    if verfahren.meldung_inek_am >= schluss:
        pfad = ("verfahren", "meldung_inek_am")
        yield Fund(pfad, show_datum(verfahren.meldung_inek_am), show_datum(schluss), bezug=bezug)
    vorlage, beginn = verfahren.vorlage_aufsicht_bis, kontext.als(HatLaufzeit).laufzeit.beginn
    pfad = ("verfahren", "vorlage_aufsicht_bis")
    if vorlage < schluss:
        yield Fund(pfad, show_datum(vorlage), show_datum(schluss), variante="zu_frueh", bezug=bezug)
    elif vorlage > beginn:
        yield Fund(pfad, show_datum(vorlage), show_datum(beginn), variante="zu_spaet", schwere="warnung")
    for angabe, was in ANGABEN.items():
        if not shows(kontext, [".".join(angabe)], ["paragraf"]):
            yield Fund(angabe, variante="text", werte={"was": was})
    if not any(f.stelle.bereich == "paragraf" and "§ 65 SGB V" in f.zitat.kanonisch for f in kontext.zitate):
        yield Fund(("klauseln",), soll="§ 65 SGB V", variante="zitat")


def _dauer(kontext: Kontext) -> Iterator[Fund]:
    laufzeit, pfad = kontext.als(HatLaufzeit).laufzeit, ("laufzeit", "ende")
    try:
        jahre = int(
            find_parameter("modellvorhaben_dauer", kontext.vertrag.rechtsstand, ist_unbestaetigt_erlaubt=True).wert
        )
    except ParameterFehler:
        yield Fund(("rechtsstand",), show_datum(kontext.vertrag.rechtsstand), variante="unbekannt", schwere="hinweis")
        return
    laengstens = end_of_frist(laufzeit.beginn - timedelta(days=1), 12 * jahre)
    if laufzeit.ende > laengstens:
        werte = {"dauer": show_dauer(jahre, "Jahr", "Jahre")}
        yield Fund(pfad, show_datum(laufzeit.ende), show_datum(laengstens), variante="dauer", werte=werte)

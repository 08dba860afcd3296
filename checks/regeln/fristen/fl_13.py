"""Ein Tag des Vertrags widerspricht dem Ablauf.

Prüft: Jeder Tag hat seinen Platz im Ablauf: Ist-Zahlen, Protokoll des Datenabgleichs und Beteiligung vor der Fassung; Fassung,
Anlagen, Rechtsstand und fortgeltende Vereinbarungen vor der Unterzeichnung; Berichte, Meilensteine, Schulungen und Workshops in
der Laufzeit. Eine Anlage, die ein Protokoll oder ein Konzept ist, trägt dessen Tag. Was dem Vertrag zugrunde liegt, ist nicht
veraltet.

Warum: Ein Protokoll, das nach der Unterschrift entstanden ist, oder ein Bericht über die Zeit vor dem Vertrag zeigt einen Schreibfehler
oder einen Vorgang, der so nicht stattgefunden haben kann. Beides nimmt der Urkunde ihre Beweiskraft.

Beispiel: Protokoll des Datenabgleichs vom 20. Dezember 2025, Unterzeichnung am 11. Dezember 2025.

Stattdessen: Das Protokoll vor der Unterzeichnung fertigstellen oder den Tag berichtigen.

Grenzen: Ob ein Tag stimmt, prüft die Regel nicht; sie vergleicht ihn nur mit den anderen. Beginn, Ende, Kündigung, Fristen der Berichte,
Evaluation und Ziele haben eigene Regeln (RK-06, FL-01, FL-03, FL-04, FL-06, ZI-06).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.angaben import Zeit
from contracts.modell.faehigkeiten import HatLaufzeit
from contracts.position import Pfad
from contracts.rechnen.zeitraum import end_of_frist

from ...befund import Fund, Schwere
from ...kontext import Kontext
from ...muster.nachbarn import angabe_at, list_declared, path_from, value_of
from ...regel import Regel
from ...wert import show_datum, show_dauer

REGEL = Regel(
    code="FL-13",
    name="zeitfolge-widerspruechlich",
    titel="Jeder Tag hat seinen Platz im Ablauf",
    schwere="fehler",
    meldung="{was}: Der {ist} liegt nach dem {soll} ({anderes}). Berichtigen Sie einen der beiden Tage.",
    varianten={
        "frueh": "{was}: Der {ist} liegt vor dem {soll} ({anderes}). Berichtigen Sie einen der beiden Tage.",
        "alt": "{was}: Der {ist} liegt mehr als {dauer} vor dem {soll} ({anderes}). Prüfen Sie das Jahr.",
        "anlage": "Die Anlage „{anlage}“ hat den Stand {ist}; {was} ist vom {soll}. Beides ist dasselbe Schriftstück.",
        "zukunft": "Der Rechtsstand ({ist}) liegt nach dem Tag der Prüfung ({soll}); künftiges Recht hat niemand geprüft.",
    },
    normen=("§ 123 Abs. 2 SGB IX",),
    quellen=("FL-01", "VV-05"),
)


SPAETER = {"unterzeichnung.am": "unterzeichnung.geaendert_am"}
"""What was agreed on is measured by the day of the last amendment where the data say how the contract reads since."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every day that lies before or after a day it must not, by what the model declares of it."""
    vertrag = kontext.vertrag
    for pfad, tag, angabe in list_declared(kontext):
        if angabe.zeit is not None:
            yield from _order(kontext, pfad, tag, angabe.zeit)
            yield from _anlage(kontext, tag, angabe.zeit)
    unterzeichnung = vertrag.unterzeichnung_am
    if unterzeichnung is not None and kontext.stichtag < vertrag.rechtsstand <= unterzeichnung:
        ist, soll = show_datum(vertrag.rechtsstand), show_datum(kontext.stichtag)
        yield Fund(("rechtsstand",), ist, soll, variante="zukunft", schwere="warnung")


def _order(kontext: Kontext, pfad: Pfad, tag: date, zeit: Zeit) -> Iterator[Fund]:
    for variante, andere in (("frueh", zeit.ab), ("", zeit.bis)):
        for geschrieben in andere:
            anderer, ort = _day(kontext, pfad, geschrieben)
            if not variante and geschrieben in SPAETER:
                spaeter = _day(kontext, pfad, SPAETER[geschrieben])
                anderer, ort = max((anderer, ort), spaeter) if anderer and spaeter[0] else (anderer, ort)
            if anderer is not None and (tag < anderer if variante else tag > anderer):
                yield _fund(kontext, pfad, tag, zeit, anderer, ort, variante)
                return
    if zeit.alt is not None:
        anderer, ort = _day(kontext, pfad, zeit.alt[0])
        if anderer is not None and end_of_frist(tag, zeit.alt[1]) < anderer:
            yield _fund(kontext, pfad, tag, zeit, anderer, ort, "alt")


def _day(kontext: Kontext, pfad: Pfad, geschrieben: str) -> tuple[date | None, Pfad]:
    ort, vertrag = path_from(pfad, geschrieben), kontext.vertrag
    # A term that ends before it begins is FL-01's; nothing can be measured by it.
    ist_massstab = (
        ort[0] != "laufzeit" or not isinstance(vertrag, HatLaufzeit) or vertrag.laufzeit.beginn < vertrag.laufzeit.ende
    )
    return value_of(vertrag, ort) if ist_massstab else None, ort


def _fund(kontext: Kontext, pfad: Pfad, tag: date, zeit: Zeit, anderer: date, ort: Pfad, variante: str) -> Fund:
    andere = angabe_at(type(kontext.vertrag), ort).zeit
    name = andere.was if andere is not None else str(ort[-1])
    werte = {"was": zeit.was, "anderes": name, "dauer": show_dauer(zeit.alt[1]) if zeit.alt else ""}
    schwere: Schwere | None = "warnung" if variante == "alt" else None
    bezug = ((ort, name),)
    return Fund(
        pfad, show_datum(tag), show_datum(anderer), variante=variante, werte=werte, schwere=schwere, bezug=bezug
    )


def _anlage(kontext: Kontext, tag: date, zeit: Zeit) -> Iterator[Fund]:
    for nummer, anlage in enumerate(kontext.vertrag.anlagen):
        if zeit.anlage and anlage.id == zeit.anlage and anlage.stand != tag:
            werte = {"anlage": anlage.id, "was": zeit.was}
            yield Fund(
                ("anlagen", nummer, "stand"), show_datum(anlage.stand), show_datum(tag), variante="anlage", werte=werte
            )

"""Dem Bescheid über das Persönliche Budget fehlt eine Mindestangabe.

Prüft: Der Bescheid zeigt Leistungen, Leistungsträger, Voraussetzungen, Zahlbetrag, Beginn, Dauer, Bankverbindung, den Hinweis auf die
Erfüllung, auf das Kündigungsrecht und auf das Leistungsende, die Rechtsbehelfsbelehrung, eine Begründung und den Namen der Person, die ihn
verantwortet.

Warum: Aus dem Bescheid muss die Person ohne weitere Unterlagen sehen, was sie von wem, ab wann und wie lange bekommt und was sie tun kann.

Beispiel: Ein eigener Textbaustein ersetzt die Zahlung und nennt kein Konto.

Stattdessen: Die IBAN steht als Feld im Text.

Grenzen: Ob die Begründung trägt, muss ein Mensch beurteilen. Hinweise erkennt die Regel an Stichwörtern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.rechnen.falldokumente import BESCHEID

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...muster.felder import iter_felder
from ...regel import Regel

REGEL = Regel(
    code="VOL-13",
    name="bescheid-mindestangabe",
    titel="Mindestangaben des Bescheides über ein Persönliches Budget",
    schwere="fehler",
    meldung="Im Bescheid fehlt: {soll}.",
    ebene="dokument",
    dokumente="alle",
    normen=("§ 33 SGB X", "§ 35 SGB X", "§ 29 SGB IX"),
    quellen=("VOL-13", "A-PB-091"),
    braucht=(HatBudgetfall,),
)
EINMAL: tuple[tuple[str, str], ...] = (
    ("berechnet.geld", "die Höhe des monatlichen Zahlbetrags"),
    ("erste_zahlung", "der Beginn der Zahlung"),
    ("person.konto.iban", "die Bankverbindung"),
    ("bescheid.begruendung", "die Begründung"),
    ("bescheid.unterzeichnet_durch", "der Name der Person, die den Bescheid verantwortet"),
)
JE_TEILBUDGET: tuple[tuple[str, str], ...] = (
    ("traeger[{}].name", "der Leistungsträger"),
    ("teilbudgets[{}].voraussetzungen", "die Leistungsvoraussetzungen"),
    ("teilbudgets[{}].beginn", "die Dauer"),
)
HINWEISE: tuple[tuple[str, str], ...] = (
    (r"\berfüllt\b", "der Hinweis, dass der Anspruch mit der Zahlung erfüllt ist"),
    (r"\bkündig\w*", "der Hinweis auf das Kündigungsrecht"),
    (r"\bendet\b|\bende der leistung", "der Hinweis auf das Ende der Leistung"),
    (r"\bwiderspruch\b", "die Rechtsbehelfsbelehrung"),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each particular that the notice does not show."""
    if kontext.schriftstueck.name != BESCHEID:
        return
    fall = kontext.als(HatBudgetfall)
    for praefix, soll in EINMAL:
        if not any(iter_felder(kontext, praefix)):
            yield Fund(("bescheid",), soll=soll)
    for nummer, teil in enumerate(fall.teilbudgets):
        for muster, soll in JE_TEILBUDGET:
            if not any(iter_felder(kontext, muster.format(teil.traeger))):
                yield Fund(("teilbudgets", nummer), soll=soll)
        for stelle, leistung in enumerate(teil.leistungen):
            ort = f"teilbudgets[{teil.traeger}].leistungen[{leistung.id}]"
            if not any(iter_felder(kontext, ort)):
                yield Fund(("teilbudgets", nummer, "leistungen", stelle), soll="die Leistung")
    text = " ".join(s.text.lower() for s in kontext.baum.stellen if s.sorte != "ueberschrift")
    for muster, soll in HINWEISE:
        if not re.search(muster, text):
            yield Fund(("bescheid",), soll=soll)

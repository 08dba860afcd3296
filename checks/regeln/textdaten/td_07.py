"""Ein Text der Daten nennt eine andere Zahl oder ein anderes Jahr als die Daten.

Prüft: Eine Feststellung des Datenabgleichs, die Personen mit Leistungen aus zwei Leistungstypen zählt, nennt die Zahl der
Mehrfachbezüge, eine, die die Zahl der Personen im Budget nennt, diese; Datenquellen und Hochrechnung nennen das Jahr des Abgleichs
(`datenabgleich.referenzjahr`, sonst das Referenzjahr des Budgets), und dieses liegt nicht nach dem Referenzjahr des Budgets.

Warum: Texte in den Daten rechnet niemand nach. Wird ein Vertrag fortgeschrieben, bleiben alte Zahlen und Jahre leicht stehen.

Beispiel: „Achtzehn Personen erhalten Leistungen aus zwei Leistungstypen“, in den Daten stehen 19 Mehrfachbezüge.

Stattdessen: „Neunzehn Personen …“ schreiben oder die Zahl der Mehrfachbezüge berichtigen.

Grenzen: Die Regel liest nur diese Angaben; andere Zahlen in freien Texten sieht sie nicht. Titel der Anlagen vergleicht VOL-10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.position import Pfad
from corpus.regex import compile_later

from ...bedarf import HatBudget, HatDatenabgleich, HatPersonenkreis
from ...befund import Fund
from ...kontext import Kontext, list_teilstuecke
from ...muster.zahlwort import parse_zahlwort
from ...regel import Regel
from ...wert import show_zahl

REGEL = Regel(
    code="TD-07",
    name="text-gegen-daten",
    titel="Texte der Daten stimmen mit den Daten überein",
    schwere="fehler",
    meldung="Der Text nennt {ist} {was}; in den Daten steht {soll}.",
    varianten={
        "jahr": "Der Text nennt das Jahr {ist}; in den Daten ist das Referenzjahr {soll}.",
    },
    quellen=("TD-02", "TD-03"),
    braucht=(HatBudget, HatDatenabgleich, HatPersonenkreis),
)

ZAHL = r"(?P<zahl>\d[\d.]*|[A-ZÄÖÜa-zäöüß]{3,60}) (?:Personen|Menschen|Leistungsberechtigte)"
MEHRFACH = compile_later(rf"\b{ZAHL}\b[^.;]*\b(?:zwei|mehreren|mehr als einem) (?:\w+ )?Leistungstypen?\b")
IM_BUDGET = compile_later(
    rf"\b(?:Im Budget (?:sind|stehen) {ZAHL}|{ZAHL.replace('zahl', 'zahl2')} (?:sind |stehen )?im Budget)\b"
)
JAHR = compile_later(r"\b(?:19|20|21)\d\d\b")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield numbers of persons, years and days in texts of the data that differ from the data."""
    abgleich, budget = kontext.als(HatDatenabgleich).datenabgleich, kontext.als(HatBudget).budget
    kreis = kontext.als(HatPersonenkreis).personenkreis
    pfad: Pfad = ("datenabgleich",)
    for nummer, feststellung in enumerate(abgleich.feststellungen):
        ort: Pfad = (*pfad, "feststellungen", nummer, "text")
        if not _is_about(kontext, feststellung.text):
            continue
        yield from _zahl(
            ort,
            feststellung.text,
            MEHRFACH,
            kreis.mehrfachbezuege,
            "Personen mit Leistungen aus mehreren Leistungstypen",
        )
        yield from _zahl(ort, feststellung.text, IM_BUDGET, kreis.personen_im_budget, "Personen im Budget")
    texte: list[tuple[Pfad, str]] = [((*pfad, "prognose"), abgleich.prognose or "")]
    texte += [((*pfad, "quellen", n, "text"), q.text) for n, q in enumerate(abgleich.quellen)]
    jahr = abgleich.referenzjahr or budget.referenzjahr
    if jahr > budget.referenzjahr:
        yield Fund((*pfad, "referenzjahr"), str(jahr), str(budget.referenzjahr), variante="jahr")
    for ort, text in texte:
        jahre = [int(j) for j in JAHR.findall(text)]
        if jahre and jahr not in jahre:
            yield Fund(ort, str(jahre[0]), str(jahr), variante="jahr")


def _is_about(kontext: Kontext, text: str) -> bool:
    """Tell whether a finding speaks of the contract in hand; of several parts it speaks of the one it names."""
    teil = kontext.teil
    return teil is None or len(list_teilstuecke(kontext.pruefling.vertrag)) == 1 or teil.bezeichnung in text


def _zahl(pfad: Pfad, text: str, muster: re.Pattern[str], soll: int, was: str) -> Iterator[Fund]:
    treffer = muster.search(text)
    if treffer is None:
        return
    wort = next(w for n, w in treffer.groupdict().items() if w)
    gelesen = int(wort.replace(".", "")) if wort[0].isdigit() else parse_zahlwort(wort)
    if gelesen is not None and gelesen != soll:
        yield Fund(pfad, show_zahl(gelesen), show_zahl(soll), werte={"was": was})

"""Sentences of language rules: each alone in a document, one rule alone."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from checks.kontext import Kontext, Pruefling
from checks.registry import find_regel
from contracts.rechnen.falldokumente import BESCHEID
from generator.numbering import resolve
from generator.tree import Absatz, Abschnitt, Dokument, Feld, Kopf, Text, Textblock
from tests.checks.faelle import REGELFAELLE, STICHTAG, make_pruefling, with_haupt
from tests.vertraege import BUDGETFALL, ERSTER, REGIONALBUDGET

ERWARTET_FEHLEND = {"RK-01"}
"""Rules that ask for a statement: red means it is missing."""
NUR_BESCHEID = {"RK-20"}
"""Rules that read only the notice; alone, a sentence lacks what else must stand there."""

SAETZE = [
    (datei.parent.name, farbe, satz)
    for datei in sorted(REGELFAELLE.glob("*/saetze.yaml"))
    for farbe, saetze in yaml.safe_load(datei.read_text(encoding="utf-8")).items()
    for satz in saetze
]


def make_dokument(satz: str) -> Dokument:
    anlass = Absatz(
        "a_1", (Textblock("a_1_t", (Feld("anpassung.verhandlung_wochen", "sechs", "6", "zahlwort"), Text(" Wochen."))),)
    )
    text = Absatz("a_2", (Textblock("a_2_t", (Text(satz),)),))
    paragraf = Abschnitt("par", "paragraf", (Text("Probe"),), (anlass, text))
    return resolve(Dokument(Kopf("k", "t", "u", "1", "2025-01-01", "0"), (), (paragraf,)))


@cache
def _base(code: str) -> Pruefling:
    """Return the first example that the rule applies to; one without deviations where the rule asks for them."""
    modul = find_regel(code)
    assert modul is not None
    for kennung in (ERSTER, REGIONALBUDGET, BUDGETFALL):
        daten = [{"pfad": "abweichungen", "wert": []}] if code == "RK-07" else []
        pruefling = make_pruefling({"vertrag": kennung, "daten": daten})
        if all(isinstance(pruefling.vertrag, teil) for teil in modul.REGEL.braucht):
            return pruefling
    raise LookupError(code)


def make_satzpruefling(code: str, satz: str) -> Pruefling:
    """Return an example whose document says one sentence only."""
    name = {"name": BESCHEID} if code in NUR_BESCHEID else {}
    return with_haupt(_base(code), dokument=make_dokument(satz), **name)


def is_red(modul: Any, pruefling: Pruefling) -> bool:
    """Tell whether a rule finds something in the sentence, or, if it asks for a statement, misses it there."""
    funde = [
        f
        for f in modul.pruefe(Kontext(pruefling, STICHTAG))
        if f.anker == "a_2_t" or modul.REGEL.code in ERWARTET_FEHLEND
    ]
    return any(f.variante != "fehlt" for f in funde)

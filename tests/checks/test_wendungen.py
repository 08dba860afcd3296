"""Wordings: each sentence alone in a document, one rule alone; negation, inflection and typographic disguise."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
import yaml

from checks.kontext import Kontext, Pruefling
from checks.muster.verneinung import count_verneinungen
from checks.muster.wendungen import WORTLISTEN
from checks.muster.wortdaten import Wendungsmuster, load_muster
from checks.registry import find_regel
from contracts.rechnen.budgetfall import BESCHEID
from generator.numbering import resolve
from generator.tree import Absatz, Abschnitt, Dokument, Feld, Kopf, Text, Textblock
from tests.checks.faelle import REGELFAELLE, STICHTAG, make_pruefling, with_haupt
from tests.hilfen import PROJEKT
from tests.vertraege import BUDGETFALL, ERSTER, REGIONALBUDGET

ERWARTET_FEHLEND = {"RK-01"}
"""Rules that ask for a statement: red means it is missing."""
NUR_BESCHEID = {"RK-20"}
"""Rules that read only the notice; alone, a sentence lacks what else must stand there."""

EIGENE_SCHLUESSEL = {"bg_04": {"sinn"}}
"""What a rule reads of its own data file besides the wordings."""

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


@pytest.mark.parametrize(("code", "farbe", "satz"), SAETZE, ids=[f"{c} {f}: {s}" for c, f, s in SAETZE])
def test_sentence(code: str, farbe: str, satz: str) -> None:
    name = {"name": BESCHEID} if code in NUR_BESCHEID else {}
    pruefling = with_haupt(_base(code), dokument=make_dokument(satz), **name)
    modul = find_regel(code)
    assert modul is not None
    funde = [f for f in modul.pruefe(Kontext(pruefling, STICHTAG)) if f.anker == "a_2_t" or code in ERWARTET_FEHLEND]
    funde = [f for f in funde if f.variante != "fehlt"]
    assert bool(funde) == (farbe == "rot"), funde


def test_a_negated_introduction_covers_the_items_of_its_list() -> None:
    satz = "eine warteliste oder ein kontingent"
    assert count_verneinungen(satz, 5, 15) == 0
    assert count_verneinungen(satz, 5, 15, "Nicht zulässig sind:") == 1


@pytest.mark.parametrize(
    ("satz", "anzahl"),
    [
        ("die *kündigung* ist ausgeschlossen.", 1),
        ("die *kündigung* ist nicht ausgeschlossen.", 2),
        ("der vertrag schließt die *kündigung* nicht aus.", 2),
        ("nicht verbrauchte mittel sind *zurückzuzahlen*.", 0),
        ("hält er seine pflichten nicht ein, wird die vergütung *gekürzt*.", 0),
        ("der träger ist nicht verpflichtet, personen *aufzunehmen*.", 1),
        ("personen werden *übergeleitet*, ein widerspruch besteht nicht.", 0),
        ("personen werden übergeleitet, ein *widerspruch* besteht nicht.", 1),
        ("eine *begrenzung*, gleich aus welchem grund, findet nicht statt.", 1),
        ("der *verzicht* wäre unwirksam und wird nicht erklärt.", 1),
        ("jede seite kann *kündigen*, sofern die frist nicht läuft.", 0),
        ("der dienst arbeitet ohne feste *warteliste*.", 1),
    ],
)
def test_negations_that_govern_the_words_are_counted(satz: str, anzahl: int) -> None:
    vorn, worte, hinten = satz.split("*")
    assert count_verneinungen(vorn + worte + hinten, len(vorn), len(vorn + worte)) == anzahl


@pytest.mark.parametrize("name", WORTLISTEN)
def test_every_wording_is_found_by_its_pieces(name: str) -> None:
    for muster in load_muster(name):
        assert muster.staemme and all(stamm == stamm.lower() for stamm in muster.staemme)
        assert muster.regex.pattern == muster.regex.pattern.lower() or "\\S" in muster.regex.pattern


@pytest.mark.parametrize("datei", sorted((PROJEKT / "checks" / "daten").glob("*.toml")), ids=lambda d: d.stem)
def test_no_wording_has_a_key_that_nobody_reads(datei: Path) -> None:
    """A key of an older form would be passed over, and the rule would read otherwise than its data say."""
    eintraege = tomllib.loads(datei.read_text(encoding="utf-8")).get("muster", [])
    if not isinstance(eintraege, list) or not any("staemme" in e for e in eintraege):
        return
    bekannt = {f.name for f in fields(Wendungsmuster)} | EIGENE_SCHLUESSEL.get(datei.stem, set())
    for eintrag in eintraege:
        assert eintrag.keys() <= bekannt, eintrag["name"]
        assert eintrag.get("verneinungen", "gerade") in ("gerade", "ungerade", "gleich"), eintrag["name"]

"""Wordings: each sentence alone in a document, one rule alone; negation, inflection and typographic disguise."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from checks.glaettung import mute_punkte
from checks.muster.verneinung import count_verneinungen
from checks.muster.wendungen import WORTLISTEN
from checks.muster.wortdaten import Wendungsmuster, load_muster
from checks.registry import find_regel
from tests.checks.satzfaelle import SAETZE, is_red, make_satzpruefling
from tests.hilfen import PROJEKT

EIGENE_SCHLUESSEL = {"bg_04": {"sinn"}}
"""What a rule reads of its own data file besides the wordings."""


@pytest.mark.parametrize(("code", "farbe", "satz"), SAETZE, ids=[f"{c} {f}: {s}" for c, f, s in SAETZE])
def test_sentence(code: str, farbe: str, satz: str) -> None:
    modul = find_regel(code)
    assert modul is not None
    assert is_red(modul, make_satzpruefling(code, satz)) == (farbe == "rot")


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
        ("statt einer *spitzabrechnung* gilt ein festes budget.", 1),
        ("es gibt keine *warteliste* und keine vormerkung.", 1),
        ("eine warteliste ist ausgeschlossen und unzulässig, das gilt auch für *kontingente*.", 1),
        ("menschen, für die kein geld da ist, müssen *warten*.", 0),
        ("klauseln, die aufnahmen *begrenzen*, sind nicht vereinbart.", 1),
        ("der vorschlag, eine *warteliste* zu führen, wurde verworfen.", 1),
        ("der vorschlag, eine *warteliste* zu führen, wird angenommen.", 0),
        ("wer eine *warteliste* führt, verletzt diesen vertrag.", 1),
        ("man könnte *wartelisten* führen; das ist unzulässig.", 1),
        ("eine *warteliste* wird geführt; sie ist nicht öffentlich.", 0),
        ("die *warteliste* bedarf keiner genehmigung.", 1),
    ],
)
def test_negations_that_govern_the_words_are_counted(satz: str, anzahl: int) -> None:
    vorn, worte, hinten = satz.split("*")
    assert count_verneinungen(vorn + worte + hinten, len(vorn), len(vorn + worte)) == anzahl


@pytest.mark.parametrize(
    ("satz", "anzahl"),
    [
        ("das *prüfrecht* wird eingeschränkt.", 1),
        ("das *prüfrecht* wird nicht eingeschränkt.", 2),
        ("die *befugnis* wird weder ersetzt noch beschränkt.", 2),
        ("der *wechsel* bedarf keiner zustimmung.", 0),
        ("die *prüfung* hängt nicht von der zustimmung ab.", 0),
        ("keine seite kann kündigen, auch nicht aus *wichtigem grund*.", 1),
        ("der einwand, die *prüfung* sei nicht angekündigt, ist ausgeschlossen.", 0),
        ("nichts in diesem vertrag nimmt den parteien das *recht* zur kündigung.", 2),
        ("menschen mit behinderungen behalten ihren *anspruch*.", 0),
    ],
)
def test_what_takes_away_negates_where_the_words_name_what_may_be_taken(satz: str, anzahl: int) -> None:
    vorn, worte, hinten = satz.split("*")
    assert count_verneinungen(vorn + worte + hinten, len(vorn), len(vorn + worte), ist_gut=True) == anzahl


def test_dots_inside_a_sentence_are_muted_and_no_others() -> None:
    text = "bis zum 31. dezember 2027. das sind 12.000 euro nach abs. 2 z. b. heute."
    assert mute_punkte(text) == "bis zum 31· dezember 2027. das sind 12·000 euro nach abs· 2 z· b· heute."


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
        assert eintrag.get("verneinungen", "gerade") in ("gerade", "ungerade", "verneint", "gleich"), eintrag["name"]

"""Citations in running text: cases as data, and laws that hold for any text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.norm import Norm, Stil
from corpus.norm.gesetzesnamen import genitiv_for, load_abkuerzungen, load_gesetzesnamen
from corpus.zitate import Zitat, find, resolve_ueberschriften

DATEN = Path(__file__).parent
DATEIEN = (
    "aufzaehlung", "gesetzesnamen", "titel", "fassung", "kette", "intern", "rauschen", "urteile", "datum", "neuansatz",
    "bezug", "artikel", "feinheiten", "kuerzel", "leerraum", "grenzfaelle", "fremdes_gesetz", "grenzen", "verlorenes_gesetz", "vertraege",
)  # fmt: skip


def list_faelle() -> list[Any]:
    faelle = []
    for name in DATEIEN:
        for fall in json.loads((DATEN / f"{name}.json").read_text(encoding="utf-8")):
            faelle.append(pytest.param(fall, id=f"{name}: {fall['text'][:50]!r}"))
    return faelle


def describe(zitat: Zitat) -> dict[str, Any]:
    """Return what a case file says about a citation, without what is empty."""
    angaben = {
        "text": zitat.text, "art": zitat.art, "kanonisch": zitat.kanonisch, "gesetz": zitat.gesetz,
        "teile": [norm.kanonisch for norm in zitat.teile], "kette": zitat.kette, "hinweise": list(zitat.hinweise),
    }  # fmt: skip
    return {name: wert for name, wert in angaben.items() if wert}


@pytest.mark.parametrize("fall", list_faelle())
def test_case(fall: dict[str, Any]) -> None:
    assert [describe(zitat) for zitat in find(fall["text"])] == fall["zitate"]


def test_spans_count_code_points() -> None:
    text = "😀 Ö § 29 Abs. 4 SGB IX"
    (zitat,) = find(text)
    assert (zitat.start, zitat.end) == (4, 22) and text[4:22] == zitat.text


def test_a_place_inside_a_known_law_resolves_there() -> None:
    (absatz, nummer) = find("Absatz 1 gilt nicht. § 5 dieses Buches gilt.", gesetz="SGB IX", paragraf="132")
    assert absatz.art == "intern" and absatz.teile == (Norm("SGB IX", "132", einheiten=(("absatz", "1"),)),)
    assert nummer.art == "intern" and nummer.teile == (Norm("SGB IX", "5"),)


def test_inside_a_law_a_place_that_falls_back_begins_another_law() -> None:
    (eigene, andere) = find("§ 17b Abs. 1a und § 5 Abs. 2 KHEntgG", gesetz="KHG")
    assert eigene.art == "intern" and eigene.teile == (Norm("KHG", "17b", einheiten=(("absatz", "1a"),)),)
    assert andere.teile == (Norm("KHEntgG", "5", einheiten=(("absatz", "2"),)),)
    (zusammen,) = find("§ 18b Abs. 3 und § 40 Abs. 6 SGB XI", gesetz="SGB V")
    assert {norm.gesetz for norm in zusammen.teile} == {"SGB XI"}


def test_an_article_never_belongs_to_a_law_that_counts_in_sections() -> None:
    for gesetz, erwartet in (("SGB V", ""), ("GG", "GG"), ("EGBGB", "EGBGB")):
        (zitat,) = find("nach Artikel 3 Absatz 1", gesetz=gesetz)
        assert [norm.gesetz for norm in zitat.teile] == [erwartet]


def test_an_annex_belongs_to_the_law_and_not_to_the_section_around_it() -> None:
    (zitat,) = find("nach Anlage 1 Nummer 64", gesetz="SGB V", paragraf="135e")
    assert [norm.kanonisch for norm in zitat.teile] == ["Anl. 1 Nr. 64 SGB V"]


def test_a_heading_lends_its_law() -> None:
    text = "## SGB V\n\n#### § 2 Leistungen\n\nnach § 11 Abs. 1\n\n### SGB XI\n\n§ 35a Teilnahme"
    zitate = resolve_ueberschriften(text, find(text))
    assert [n.kanonisch for z in zitate for n in z.teile] == ["§ 2 SGB V", "§ 11 Abs. 1 SGB V", "§ 35a SGB XI"]
    assert all(z.gesetz == "" and z.hinweise for z in zitate if z.stellen)


UEBERSCHRIFTEN = json.loads((DATEN / "ueberschriften.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("fall", UEBERSCHRIFTEN, ids=lambda fall: repr(fall["text"]))
def test_what_a_line_with_nothing_but_a_law_governs(fall: dict[str, Any]) -> None:
    zitate = resolve_ueberschriften(fall["text"], find(fall["text"]))
    assert [norm.kanonisch for zitat in zitate for norm in zitat.teile] == fall["normen"]


def test_a_heading_without_a_law_ends_its_reach() -> None:
    text = "### **Verordnung zur Durchführung (Budgetverordnung - BudgetV)**\n\n#### **§ 4 Ziele**\n\n## I. Allgemeines\n\nnach § 3"
    zitate = resolve_ueberschriften(text, find(text))
    assert [n.kanonisch for z in zitate for n in z.teile] == ["§ 4 BudgetV", "§ 3"]


def test_an_empty_line_ends_a_citation() -> None:
    assert [z.text for z in find("§ 132\n\nSGB IX")] == ["§ 132", "SGB IX"]


def test_long_ranges_are_named_by_their_ends() -> None:
    (zitat,) = find("§§ 1 bis 2385 BGB")
    assert [n.paragraf for n in zitat.teile] == ["1", "2385"]
    assert [n.paragraf for n in find("§§ 64 bis 64c SGB XII")[0].teile] == ["64", "64a", "64b", "64c"]


@pytest.mark.parametrize(
    ("stil", "erwartet"),
    [
        ("kurz", "§ 36, § 37 Abs. 1 und §§ 38 bis 40 SGB XI"),
        ("mittel", "§ 36, § 37 Absatz 1 und §§ 38 bis 40 SGB XI"),
        ("lang", "§ 36, § 37 Absatz 1 und §§ 38 bis 40 des Elften Buches Sozialgesetzbuch"),
    ],
)
def test_a_citation_prints_in_every_style(stil: Stil, erwartet: str) -> None:
    (zitat,) = find("§§ 36, 37 Abs. 1, 38 bis 40 SGB XI")
    assert zitat.format(stil).replace("\u00a0", " ") == erwartet


BAUSTEINE = json.loads((DATEN / "bausteine.json").read_text(encoding="utf-8"))
texte = st.lists(st.sampled_from(BAUSTEINE), max_size=16).map(" ".join)


@given(st.one_of(texte, st.text(max_size=80)))
def test_any_text_gives_ordered_slices_and_printable_norms(text: str) -> None:
    ende = 0
    for zitat in find(text):
        assert ende <= zitat.start < zitat.end and text[zitat.start : zitat.end] == zitat.text
        ende = zitat.end
        for norm in zitat.teile:
            assert Norm.parse(norm.format("lang")) == norm
        assert zitat.kanonisch


@given(texte)
def test_what_is_printed_is_found_again(text: str) -> None:
    for zitat in find(text):
        if zitat.stellen and not any(norm.einheiten[:1] == (("teilsatz", "1"),) for norm in zitat.teile):
            wieder = [norm for gefunden in find(zitat.format("mittel")) for norm in gefunden.teile]
            assert wieder == list(zitat.teile)


@given(texte)
def test_finding_is_deterministic_and_independent_of_what_follows(text: str) -> None:
    assert find(text) == find(text)
    assert [z.text for z in find(text + "\n\n§ 1 SGB X")][-1] == "§ 1 SGB X"


def find_lang(text: str, monkeypatch: pytest.MonkeyPatch) -> list[Zitat]:
    """Find without the shortcuts for the common shape."""
    with monkeypatch.context() as ohne:
        ohne.setattr("corpus.zitate.finden.read_schnell", lambda text, start: None)
        ohne.setattr("corpus.zitate.finden.read_erwaehnung_schnell", lambda text, wort_ab, frei_ab: None)
        ohne.setattr("corpus.zitate.gesetzesteil.read_kurzname", lambda text, pos: None)
        return find(text)


FOLGEN = json.loads((DATEN / "folgen.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("danach", FOLGEN)
@pytest.mark.parametrize("davor", ["§ 14 Abs. 2 Satz 2 TzBfG", "§ 29 Abs. 4 SGB IX", "Art. 3 Abs. 1 GG", "§ 3 Nr. 1 Buchst. a EStG aF", "nach dem SGB IX", "das BGB", "§ 39 der Abgabenordnung", "Art. 20 Abs. 3 des Grundgesetzes", "§ 3 des TzBfG", "das Grundgesetz", "zur Finanzgerichtsordnung"])  # fmt: skip
def test_the_shortcut_reads_what_the_full_reader_reads(
    davor: str, danach: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find(davor + danach) == find_lang(davor + danach, monkeypatch)


def test_the_shortcut_agrees_on_every_known_name(monkeypatch: pytest.MonkeyPatch) -> None:
    genitive = {genitiv_for(schluessel).partition(" ")[2] for schluessel in load_gesetzesnamen()}
    namen = sorted(
        {*load_abkuerzungen(), *(name for g in load_gesetzesnamen().values() for name in g.namen), *genitive}
    )
    rahmen = ("§ 3 der {} gilt", "§ 3 Abs. 1 des {} (X) gilt", "nach {}, das", "§ 5 {} und 6", "im bayerischen {} gilt")
    texte = [satz.format(name) for name in namen for satz in rahmen]
    assert len(texte) > 4000
    kurz = [find(text) for text in texte]
    assert kurz == [find_lang(text, monkeypatch) for text in texte]


@given(texte)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_shortcut_agrees_on_any_text(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert find(text) == find_lang(text, monkeypatch)

"""A norm is read in every usual spelling and printed in three; reading what was printed gives it back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.norm import NBSP, Norm, NormFehler, Stil
from corpus.norm.gesetzesnamen import art_of, find_bekannt, genitiv_for, load_gesetzesnamen
from corpus.norm.normform import EINHEITEN

DATEN = Path(__file__).parents[1] / "zitate"
STILE: tuple[Stil, ...] = ("kurz", "mittel", "lang")


def load(name: str) -> list[dict[str, Any]]:
    faelle: list[dict[str, Any]] = json.loads((DATEN / name).read_text(encoding="utf-8"))
    return faelle


@pytest.mark.parametrize("fall", load("normen.json"), ids=lambda fall: fall["text"])
def test_norm_prints_in_every_style(fall: dict[str, str]) -> None:
    norm = Norm.parse(fall["text"])
    assert {stil: norm.format(stil).replace(NBSP, " ") for stil in STILE} == {stil: fall[stil] for stil in STILE}


@pytest.mark.parametrize("fall", load("keine_normen.json"), ids=lambda fall: fall["text"] or "leer")
def test_other_text_is_refused_with_its_reason(fall: dict[str, str]) -> None:
    with pytest.raises(NormFehler, match=fall["grund"]):
        Norm.parse(fall["text"])


def test_no_break_spaces_stand_where_a_line_must_not_break() -> None:
    assert (
        Norm("SGB IX", "29", einheiten=(("absatz", "4"),), fassung="a. F.").format()
        == "§\u00a029 Abs.\u00a04 SGB\u00a0IX a.\u00a0F."
    )
    lang = Norm("SGB IX", "29", einheiten=(("absatz", "4"),), fassung="2019-12-31").format("lang")
    assert "§\u00a029 Absatz\u00a04 des" in lang and "31.\u00a0Dezember\u00a02019" in lang


zahl = st.integers(1, 2500).map(str)
mit_buchstabe = st.builds(lambda z, b: f"{z}{b}", zahl, st.sampled_from(["", "", "a", "b", "f", "aa"]))
buchstabe = st.sampled_from("abcdefgz")
WERTE = {
    "absatz": mit_buchstabe, "satz": zahl, "halbsatz": st.sampled_from("123"), "nummer": st.one_of(mit_buchstabe, st.sampled_from(("2.1", "5.2.1"))), "buchstabe": buchstabe,
    "doppelbuchstabe": buchstabe.map(lambda b: b * 2), "dreifachbuchstabe": buchstabe.map(lambda b: b * 3),
    "unterabsatz": zahl, "alternative": zahl, "variante": zahl, "fall": zahl, "spiegelstrich": zahl, "anlage": zahl, "anhang": zahl,
    "paragraf": zahl, "teilsatz": zahl,
}  # fmt: skip
einheiten = st.lists(
    st.sampled_from(sorted(WERTE)).flatmap(lambda name: st.tuples(st.just(name), WERTE[name])), max_size=6
).map(tuple)
gesetz = st.one_of(
    st.sampled_from(sorted(load_gesetzesnamen())),
    st.sampled_from(["XyzG", "HbgPrG", "ThürKAG", "Schulgesetz für den Freistaat Sachsen", "Nds. MasterVO-Lehr"]),
)
fassung = st.one_of(
    st.sampled_from(["", "", "a. F.", "n. F."]),
    st.dates().filter(lambda tag: tag.year > 999).map(lambda tag: tag.isoformat()),
)
art: st.SearchStrategy[Literal["§", "Art."]] = st.sampled_from(("§", "Art."))
paragraf = st.one_of(mit_buchstabe, st.sampled_from(["I", "IV", "XVI"]))
normen = st.builds(Norm, gesetz, paragraf, art, einheiten, fassung)


@given(normen, st.sampled_from(STILE))
def test_parse_of_format_is_identity(norm: Norm, stil: Stil) -> None:
    assert Norm.parse(norm.format(stil)) == norm


@given(einheiten.filter(lambda teile: bool(teile) and teile[0][0] != "paragraf"), st.sampled_from(STILE))
def test_places_without_a_paragraf_come_back_too(teile: tuple[tuple[str, str], ...], stil: Stil) -> None:
    norm = Norm("", "", "§", teile)
    assert Norm.parse(norm.format(stil)) == norm


@pytest.mark.parametrize(
    ("text", "absatz", "satz"),
    [
        ("§ 29 Abs. 4 S. 2 Nr. 1 SGB IX", "4", "2"),
        ("§ 30 Satz 2 SGB IX", "", "2"),
        ("§ 29 Abs. 4 Nr. 1 Satz 3 SGB IX", "4", ""),
        ("§ 29 Nr. 1 Abs. 2 SGB IX", "", ""),
        ("§ 29 SGB IX", "", ""),
    ],
)
def test_absatz_and_satz_are_those_the_place_begins_with(text: str, absatz: str, satz: str) -> None:
    norm = Norm.parse(text)
    assert (norm.absatz, norm.satz) == (absatz, satz)


@given(st.text(max_size=60))
def test_any_text_is_a_norm_or_a_german_error(text: str) -> None:
    try:
        norm = Norm.parse(text)
    except NormFehler as fehler:
        assert str(fehler).endswith(".")
    else:
        assert norm.paragraf or norm.einheiten


@pytest.mark.parametrize(
    "felder",
    [
        {"paragraf": "§ 3"},
        {"paragraf": ""},
        {"paragraf": "3", "einheiten": (("absatz", "1 2"),)},
        {"paragraf": "3", "fassung": "2019-13-01"},
    ],
)
def test_values_that_cannot_be_printed_are_refused(felder: dict[str, Any]) -> None:
    with pytest.raises(NormFehler):
        Norm("SGB IX", **felder)  # type: ignore[arg-type]


def test_every_named_unit_can_be_tested() -> None:
    assert set(WERTE) == set(EINHEITEN)


@pytest.mark.parametrize(
    ("name", "schluessel"),
    [
        ("SGB 9", "SGB IX"), ("SGBXII", "SGB XII"), ("Sozialgesetzbuch Neuntes Buch", "SGB IX"), ("IX. Buch SGB", "SGB IX"),
        ("Neunten Buchs des Sozialgesetzbuchs", "SGB IX"), ("Zwölfte Buch", "SGB XII"), ("Bürgerlichen Gesetzbuches", "BGB"),
        ("der Verordnung", None), ("Eingliederungshilfe-VO", "EinglHV"), ("SGB XV", None),
    ],
)  # fmt: skip
def test_laws_are_known_by_every_name(name: str, schluessel: str | None) -> None:
    assert find_bekannt(name) == schluessel


@pytest.mark.parametrize("schluessel", sorted(load_gesetzesnamen()))
def test_every_law_is_found_by_key_and_full_name(schluessel: str) -> None:
    assert find_bekannt(schluessel) == schluessel
    if genitiv_for(schluessel):
        assert find_bekannt(genitiv_for(schluessel)) == schluessel
    assert art_of(schluessel) in {
        "gesetz",
        "verordnung",
        "vorschrift",
        "rahmenvertrag",
        "tarifvertrag",
        "vertrag",
        "eu",
    }

"""Comparing texts: what counts as furniture, what as a difference, and what is said about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.kanon import posten
from generator.readers import Auszug
from generator.readers.abgleich import Textabweichung, compare_text, without_contents
from generator.tree import Dokument
from tests.generator.beispielbaum import baum


def _auszug(dokument: Dokument) -> Auszug:
    """What a perfect reader returns."""
    alle = posten(dokument)
    return Auszug(
        tuple(p.zeile for p in alle if p.art != "fussnote"),
        tuple(f"{e.nummer} {e.text}".strip().replace("\u00a0", " ") for e in dokument.verzeichnis),
        tuple(p.text for p in alle if p.art == "fussnote"),
    )


def _differences(**geaendert: tuple[str, ...]) -> tuple[Textabweichung, ...]:
    return compare_text(baum(), replace(_auszug(baum()), **geaendert), True)


def _inserted(zeile: str, stelle: int = 5) -> tuple[str, ...]:
    zeilen = _auszug(baum()).zeilen
    return (*zeilen[:stelle], zeile, *zeilen[stelle:])


def _replaced(alt: str, neu: str) -> tuple[str, ...]:
    zeilen = _auszug(baum()).zeilen
    assert alt in zeilen
    return tuple(neu if z == alt else z for z in zeilen)


def test_equal_texts() -> None:
    assert _differences() == ()


@pytest.mark.parametrize(
    "zeile",
    [
        "Kennung TB-2025-001 · Fassung 1.0 · Stand 1. Dezember 2024",
        "Fassung 1.0 vom 01.12.2024, Prüfsumme 0123456789ab",
        "Inhalt",
        "ENTWURF",
        "Unterschriften",
        "____________",
        "… … …",
    ],
)
def test_furniture_is_no_difference(zeile: str) -> None:
    assert _differences(zeilen=_inserted(zeile)) == ()


@pytest.mark.parametrize(
    "zeile",
    ["Fassung 1.1", "Stand 2. Dezember 2024", "1.0", "TB-2025-001", "Inhalt der Leistung", "5", "–", "Präambel"],
)
def test_anything_else_is_a_difference(zeile: str) -> None:
    abweichungen = _differences(zeilen=_inserted(zeile))
    assert [(a.soll, a.ist) for a in abweichungen] == [((), (zeile,))]


@pytest.mark.parametrize(
    "form", ["Tabelle 1: Monatsraten 2025", "Tabelle 1 – Monatsraten 2025", "Tabelle 1. Monatsraten 2025"]
)
def test_forms_of_a_caption(form: str) -> None:
    assert _differences(zeilen=_replaced("Tabelle 1 Monatsraten 2025", form)) == ()


@pytest.mark.parametrize("form", ["Tabelle 2: Monatsraten 2025", "Monatsraten 2025", "Tabelle 1: Monatsraten 2026"])
def test_a_wrong_caption_is_a_difference(form: str) -> None:
    abweichung = Textabweichung("tab_raten", ("Tabelle 1 Monatsraten 2025",), (form,))
    assert _differences(zeilen=_replaced("Tabelle 1 Monatsraten 2025", form)) == (abweichung,)


def test_neighbouring_differences_are_told_one_by_one() -> None:
    zeilen = list(_auszug(baum()).zeilen)
    stelle = zeilen.index("Präambel") + 1
    zeilen[stelle], zeilen[stelle + 1] = "a", "b"
    assert [(a.wo, a.ist) for a in _differences(zeilen=tuple(zeilen))] == [
        ("praeambel_1", ("a",)),
        ("praeambel_2", ("b",)),
    ]


def test_merged_paragraphs_are_a_difference() -> None:
    zeilen = _auszug(baum()).zeilen
    gemischt = (f"{zeilen[0]} {zeilen[1]}", *zeilen[2:])
    assert [a.soll for a in _differences(zeilen=gemischt)] == [zeilen[:2]]


@pytest.mark.parametrize("note", ["Neuntes Buch", ""])
def test_a_changed_footnote_is_a_difference(note: str) -> None:
    noten = _auszug(baum()).fussnoten
    assert _differences(fussnoten=(noten[0], note))
    assert _differences(fussnoten=noten[:1])
    assert _differences(fussnoten=noten[::-1])


def test_numbers_of_footnotes_must_be_right_if_they_are_there() -> None:
    noten = _auszug(baum()).fussnoten
    assert _differences(fussnoten=(f"1 {noten[0]}", f"2 {noten[1]}")) == ()
    assert _differences(fussnoten=(f"2 {noten[0]}", f"1 {noten[1]}"))


def test_contents_may_be_missing_or_short_but_not_wrong() -> None:
    ganz = _auszug(baum()).verzeichnis
    erste = tuple(z for z, e in zip(ganz, baum().verzeichnis, strict=True) if e.ebene == 1)
    for richtig in ((), ganz, erste, ("Inhalt", *ganz), tuple(f"{z} .... {n}" for n, z in enumerate(ganz))):
        assert _differences(verzeichnis=richtig) == ()
    for falsch in (ganz[1:], ganz[::-1], (*ganz[:-1], "Anlage 3 Formular"), tuple(f"{z} x" for z in ganz)):
        assert [a.wo for a in _differences(verzeichnis=falsch)] == ["verzeichnis"]


def test_contents_among_the_lines_are_found() -> None:
    auszug = _auszug(baum())
    mit = (*auszug.zeilen[:6], *(f"{z} 3" for z in auszug.verzeichnis), *auszug.zeilen[6:])
    assert without_contents(mit, baum().verzeichnis) == auszug.zeilen
    assert without_contents(auszug.zeilen, baum().verzeichnis) == auszug.zeilen
    luecke = (*auszug.zeilen[:6], *auszug.verzeichnis[:-1], *auszug.zeilen[6:])
    assert without_contents(luecke, baum().verzeichnis) == luecke

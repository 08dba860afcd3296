"""The Gegenprobe: the right files pass, and no change of one figure, sentence, cell or order gets past it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from generator.gegenprobe import check_texts, prove
from generator.kanon import normalise, posten
from generator.tree import Dokument
from generator.writers import WRITERS
from generator.writers.native import read_native, write_native
from tests.generator.baeume import dokumente
from tests.generator.beispielbaum import Schema, baum

FORMATE = ("docx", "odt", "pdf", "html")
TEXTTEIL = {"docx": "word/document.xml", "odt": "content.xml"}
NUMMERNTEIL = {"docx": "word/numbering.xml", "odt": "styles.xml"}


def _write(dokument: Dokument, format: str) -> bytes:
    return WRITERS[format].write(dokument, b"{}")


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
@pytest.mark.parametrize("format", FORMATE)
def test_own_readers_find_the_tree_in_every_format(schema: Schema, format: str) -> None:
    ergebnis = check_texts(baum(schema), {format: _write(baum(schema), format)})
    assert ergebnis.messages() == []
    assert ergebnis.ist_bestanden
    assert ergebnis.proben[0].verglichen == len(posten(baum(schema)))


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_pandoc_finds_the_tree_in_docx_and_odt(schema: Schema) -> None:
    dokument = baum(schema)
    ergebnis = prove(dokument, _write(dokument, "docx"), _write(dokument, "odt"))
    assert ergebnis.messages() == []
    assert ergebnis.ist_bestanden
    assert [p.format for p in ergebnis.proben] == ["docx", "odt"]
    assert all(re.fullmatch(r"pandoc \d+(\.\d+)+", p.werkzeug) for p in ergebnis.proben)


@pytest.mark.parametrize("format", ["docx", "odt", "html"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dokument=dokumente())
def test_hostile_text_arrives_in_every_format(format: str, dokument: Dokument) -> None:
    assert check_texts(dokument, {format: _write(dokument, format)}).messages() == []


@pytest.mark.langsam
@settings(max_examples=8, deadline=None)
@given(dokument=dokumente())
def test_hostile_text_arrives_in_pdf_and_at_pandoc(dokument: Dokument) -> None:
    assert check_texts(dokument, {"pdf": _write(dokument, "pdf")}).messages() == []
    assert prove(dokument, _write(dokument, "docx"), _write(dokument, "odt")).messages() == []


def test_the_result_is_plain_data() -> None:
    daten = prove(baum(), docx=_write(baum("dezimal"), "docx")).to_data()
    assert json.loads(json.dumps(daten))["ist_bestanden"] is False
    assert daten["proben"][0]["abweichungen"][0].keys() == {"wo", "soll", "ist"}


def test_proving_nothing_proves_nothing() -> None:
    assert not prove(baum()).ist_bestanden


# ------------------------------------------------------------------------------------------------------------- mutations


def _swap(text: str, eins: str, zwei: str) -> str:
    assert eins in text and zwei in text
    return text.replace(eins, "\x00").replace(zwei, eins).replace("\x00", zwei)


def _drop_paragraph(xml: str, stelle: str) -> str:
    """Drop the innermost paragraph element around a text."""
    treffer = [m for m in re.finditer(r"<(w|text):p[ >].*?</\1:p>", xml, re.DOTALL) if stelle in m[0]]
    assert len(treffer) == 1
    return xml.replace(treffer[0][0], "")


MUTATIONEN: dict[str, Callable[[str], str]] = {
    "changed digit": lambda x: x.replace("385.531,07", "385.531,17"),
    "changed figure in one of several places": lambda x: x.replace("4.626.372,89", "4.626.372,98", 1),
    "swapped cells": lambda x: _swap(x, "385.531,07", "385.531,12"),
    "swapped words": lambda x: _swap(x, "Januar 2025", "Dezember 2027"),
    "dropped sentence": lambda x: x.replace("Die Steuerungsgruppe tagt zweimal jährlich.", ""),
    "dropped paragraph": lambda x: _drop_paragraph(x, "Sodann:"),
    "added word": lambda x: x.replace("einstimmig", "nicht einstimmig"),
    "changed case": lambda x: x.replace("bleibt unberührt", "Bleibt unberührt"),
    "lost umlaut": lambda x: x.replace("Größe", "Grosse"),
    "changed reference": lambda x: x.replace("SGB\u00a0X", "SGB\u00a0V").replace("SGB X", "SGB V"),
    "changed name of a signatory": lambda x: x.replace("Müßig-Schäfer", "Müßig"),
    "changed heading": lambda x: x.replace("Steuerungsgruppe<", "Lenkungsgruppe<"),
}


def _as_characters(xml: str) -> str:
    """Return XML with the characters that the Word writer gives by their number."""
    return re.sub(r"&#(\d+);", lambda zeichen: chr(int(zeichen[1])), xml)


def _mutated(format: str, mutation: Callable[[str], str], wo: dict[str, str] = TEXTTEIL) -> bytes:
    quelle = zipfile.ZipFile(io.BytesIO(_write(baum(), format)))
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w") as archiv:
        for teil in quelle.infolist():
            inhalt = quelle.read(teil)
            if teil.filename == wo[format]:
                neu = mutation(_as_characters(inhalt.decode("utf-8"))).encode("utf-8")
                assert neu != inhalt
                inhalt = neu
            archiv.writestr(teil, inhalt)
    return ziel.getvalue()


@pytest.mark.parametrize("name", MUTATIONEN)
@pytest.mark.parametrize("format", TEXTTEIL)
def test_every_mutation_is_caught(format: str, name: str) -> None:
    datei = _mutated(format, MUTATIONEN[name])
    for ergebnis in (check_texts(baum(), {format: datei}), prove(baum(), **{format: datei})):
        assert not ergebnis.ist_bestanden
        assert ergebnis.messages()


@pytest.mark.parametrize(
    ("format", "alt", "neu"),
    [
        ("docx", 'w:lvlText w:val="\u202f(%2)"', 'w:lvlText w:val="%2)"'),
        ("docx", 'w:lvlText w:val="Anlage', 'w:lvlText w:val="Anhang'),
        ("docx", '<w:start w:val="1"/>', '<w:start w:val="2"/>'),
        ("docx", '<w:pStyle w:val="Buchstabe"/>', '<w:pStyle w:val="Anderer"/>'),
        ("odt", 'style:num-prefix="\u202f("', 'style:num-prefix="["'),
        ("odt", 'text:start-value="27"', 'text:start-value="28"'),
        ("odt", 'style:num-format="a"', 'style:num-format="i"'),
    ],
)
def test_wrong_automatic_numbers_are_caught(format: str, alt: str, neu: str) -> None:
    """The text is untouched, only the word processor would count otherwise."""
    datei = _mutated(format, lambda x: x.replace(alt, neu, 1), NUMMERNTEIL)
    assert not check_texts(baum(), {format: datei}).ist_bestanden


@pytest.mark.parametrize("name", [n for n in MUTATIONEN if n not in ("dropped paragraph", "changed heading")])
def test_every_mutation_of_a_page_is_caught(name: str) -> None:
    seite = _write(baum(), "html").decode("utf-8")
    neu = MUTATIONEN[name](seite)
    assert neu != seite
    assert not check_texts(baum(), {"html": neu.encode("utf-8")}).ist_bestanden


@pytest.mark.parametrize(
    ("alt", "neu"), [("(2)</span>", "(3)</span>"), ("Anlage 2</span>", "Anlage 4</span>"), ("b)<", "c)<")]
)
def test_wrong_labels_of_a_page_are_caught(alt: str, neu: str) -> None:
    seite = _write(baum(), "html").decode("utf-8").replace("\u00a0", " ")
    assert alt in seite
    assert not check_texts(baum(), {"html": seite.replace(alt, neu, 1).encode("utf-8")}).ist_bestanden


BAUMFEHLER = {
    "changed digit": ("385.531,07", "385.531,17"),
    "changed month": ("31. Dezember 2027", "31. November 2027"),
    "dropped sentence": ("Die Steuerungsgruppe tagt zweimal jährlich.", ""),
    "changed heading": ('"Steuerungsgruppe"', '"Lenkungsgruppe"'),
    "changed footnote": ("Straße des Übergangs", "Straße des Untergangs"),
    "changed label of an Absatz": ('"nummer": "(2)"', '"nummer": "(3)"'),
    "changed label of an item": ('"nummer": "bb)"', '"nummer": "cc)"'),
    "changed reference": (" Absatz\u00a0", " Absätze\u00a0"),
    "changed caption": ("Monatsraten ", "Jahresraten "),
    "changed signatory": ("Abteilungsleitung", "Referatsleitung"),
    "emphasis only": ("dem Fachkonzept in ", "dem  Fachkonzept in "),
}


@pytest.mark.parametrize("name", BAUMFEHLER)
@pytest.mark.parametrize("format", FORMATE)
def test_a_file_written_from_another_tree_is_caught(format: str, name: str) -> None:
    alt, neu = BAUMFEHLER[name]
    nativ = write_native(baum()).decode("utf-8")
    assert alt in nativ
    datei = _write(read_native(nativ.replace(alt, neu).encode("utf-8")), format)
    ist_sichtbar = name != "emphasis only" and not (format in TEXTTEIL and name.startswith("changed label"))
    assert check_texts(baum(), {format: datei}).ist_bestanden is not ist_sichtbar


@pytest.mark.parametrize("format", FORMATE)
def test_another_contract_is_not_this_one(format: str) -> None:
    ergebnis = check_texts(baum(), {format: _write(baum("dezimal"), format)})
    assert ergebnis.proben[0].anzahl > 5


@pytest.mark.parametrize("format", ["docx", "odt"])
def test_files_that_cannot_be_read_fail_with_a_sentence(format: str) -> None:
    for ergebnis in (check_texts(baum(), {format: b"kein Archiv"}), prove(baum(), **{format: b"kein Archiv"})):
        assert not ergebnis.ist_bestanden
        assert len(ergebnis.messages()) == 1


# ------------------------------------------------------------------------------------------------------------- canonical


def test_canonical_text() -> None:
    zeilen = [p.zeile for p in posten(baum())]
    assert zeilen[:2] == ["Zielvereinbarung über ein Trägerbudget", "nach § 132 SGB IX – „Lebensweg“ & Land"]
    for zeile in (
        "§ 1 Gegenstand & Ziel der Vereinbarung",
        "(2) Zum Budget gehören:",
        "aa) für Personal und",
        "– Strom & Wärme nach Absatz 2 Nummer 3.",
        "Tabelle 1 Monatsraten 2025",
        "385.531,12 Euro",
        "Land Musterland, vertreten durch das Ministerium für Soziales",
        "2 Ort: Straße des Übergangs 1, Köthen",
    ):
        assert zeilen.count(zeile) == 1


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("a\u00a0 b\n\tc ", "a b c"),
        ("Bud\u00adget", "Budget"),
        ("A\u0308nderung", "Änderung"),
        ("„x“ – 1.234,50\u202f€", "„x“ – 1.234,50 €"),
        ("\u200b\ufeff", ""),
    ],
)
def test_normalisation(text: str, erwartet: str) -> None:
    assert normalise(text) == erwartet

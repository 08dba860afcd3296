"""The PDF writer: says what the tree says, in the same bytes each time, within the margins, with fields for all who sign."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import pikepdf
import pytest

from generator.kanon import normalise, posten
from generator.numbering import resolve
from generator.pdfpruefung import pruefe_pdf
from generator.pdfpruefung.strukturbaum import read_baum
from generator.tree import (
    Abschnitt,
    Aufzaehlung,
    Dokument,
    Punkt,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Unterschrift,
    Unterschriften,
    Zeile,
    Zelle,
)
from generator.writers.pdf import PdfFehler, setzen, write_pdf
from tests.generator.beispielbaum import baum, unresolved
from tests.hilfen import need_program

Schema = Literal["paragraf", "dezimal"]
DATEN = '{"kennung": "TB-2025-001", "titel": "Änderung"}'.encode()
PUNKT = 72 / 25.4


@cache
def _pdf(schema: Schema = "paragraf", entwurf: bool = False) -> bytes:
    return write_pdf(_dokument(schema, entwurf), DATEN)


def _dokument(schema: Schema = "paragraf", entwurf: bool = False) -> Dokument:
    dokument = baum(schema)
    return replace(dokument, kopf=replace(dokument.kopf, entwurf=entwurf))


def _words(pdf: bytes, ordner: Path) -> str:
    """Return the text without hyphenation, white space and footers, as one run of characters."""
    programm = need_program("pdftotext")
    datei = ordner / "vertrag.pdf"
    datei.write_bytes(pdf)
    # Order of the content, which is that of the structure; the picture's order would part labels from their texts.
    return subprocess.run(
        [programm, "-raw", "-enc", "UTF-8", str(datei), "-"], capture_output=True, check=True
    ).stdout.decode("utf-8")


def _dense(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", normalise(text)).split())


def _text(inhalt: str) -> tuple[Text, ...]:
    return (Text(inhalt),)


# ------------------------------------------------------------------------------------------------------------------- text


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_text_is_that_of_the_tree(schema: Schema, tmp_path: Path) -> None:
    """Every printed piece with its label stands in the file, in the order of the tree."""
    roh = _words(_pdf(schema), tmp_path)
    roh = re.sub(r"\u00ad?[\n\f]?TB-2025-001 · Fassung 1\.0 · Prüfsumme \w{12}\s+Seite \d+ von \d+", "", roh)
    dicht = _dense(roh)
    verzeichnis_ende = dicht.index("Präambel", dicht.index("Präambel") + 1)
    stelle = 0
    for teil in posten(_dokument(schema)):
        if teil.art == "fussnote":
            assert _dense(teil.text) in dicht
            continue
        if teil.art == "bildtext":
            continue  # stands in the tags, see test_abbildungen.py
        if teil.art == "ueberschrift":
            stelle = max(stelle, verzeichnis_ende)
        gesucht = (
            _dense(f"{teil.nummer}: {teil.text}")
            if teil.art in ("tabellentitel", "abbildungstitel")
            else _dense(teil.zeile)
        )
        muster = r"\d?".join(map(re.escape, gesucht)) if teil.art in ("text", "zelle") else re.escape(gesucht)
        treffer = re.compile(muster).search(dicht, stelle if teil.art == "ueberschrift" else 0)
        assert treffer, teil
        if teil.art == "ueberschrift":
            stelle = treffer.end()


@pytest.mark.parametrize("entwurf", [False, True])
def test_draft_is_marked_on_every_page(entwurf: bool, tmp_path: Path) -> None:
    seiten = _words(_pdf("paragraf", entwurf), tmp_path).split("\f")[:-1]
    assert len(seiten) > 3
    assert all(("ENTWURF" in s) is entwurf for s in seiten)


def test_footer_counts_pages(tmp_path: Path) -> None:
    seiten = _words(_pdf(), tmp_path).split("\f")[:-1]
    for nummer, seite in enumerate(seiten, 1):
        assert f"Seite {nummer} von {len(seiten)}" in seite
        assert "TB-2025-001 · Fassung 1.0 · Prüfsumme 0123456789ab" in seite


# ------------------------------------------------------------------------------------------------------------------- file


def test_same_input_same_bytes() -> None:
    assert write_pdf(_dokument(), DATEN) == _pdf()
    write_pdf(_dokument("dezimal", True), b"[]")
    assert write_pdf(_dokument(), DATEN) == _pdf()


@pytest.mark.langsam
def test_same_bytes_in_another_process() -> None:
    programm = (
        "import sys, hashlib; from tests.generator.beispielbaum import baum; from generator.writers.pdf import write_pdf;"
        f"print(hashlib.sha256(write_pdf(baum(), {DATEN!r})).hexdigest())"
    )
    import hashlib
    import sys

    aus = subprocess.run(
        [sys.executable, "-c", programm], capture_output=True, check=True, text=True, cwd=Path(__file__).parents[3]
    )
    assert aus.stdout.strip() == hashlib.sha256(_pdf()).hexdigest()


def test_attachment_is_unchanged() -> None:
    with pikepdf.open(io.BytesIO(_pdf())) as datei:
        assert datei.attachments["vertrag.json"].get_file().read_bytes() == DATEN
        assert datei.Root.AF[0].AFRelationship == "/Source"
        assert datei.Root.AF[0].EF.F.Subtype == "/application/json"


def test_file_ends_with_a_line_end() -> None:
    assert _pdf().endswith(b"%%EOF\n")


def test_date_is_that_of_the_version() -> None:
    with pikepdf.open(io.BytesIO(_pdf())) as datei:
        assert b"2024-12-01T00:00:00" in datei.Root.Metadata.read_bytes()


def test_without_data_only_the_attachment_is_missing() -> None:
    assert {v.code for v in pruefe_pdf(write_pdf(_dokument()))} == {"PDF-09"}


def test_bookmarks_carry_the_labels() -> None:
    with pikepdf.open(io.BytesIO(_pdf())) as datei, datei.open_outline() as gliederung:
        titel = [normalise(e.title) for e in gliederung.root]
        unter = [normalise(k.title) for e in gliederung.root for k in e.children]
    assert titel[:3] == ["Inhalt", "Präambel", "§ 1 Gegenstand & Ziel der Vereinbarung"]
    assert titel[-1] == "Anlage 3 Formblatt"
    assert unter == ["1. Kernelemente", "2. Umsetzung nach § 4 des Vertrages"]


def test_row_headers_and_captions_are_tagged() -> None:
    with pikepdf.open(io.BytesIO(_pdf())) as datei:
        tabellen = read_baum(datei).von_art("Table")
        for tabelle in tabellen:
            assert tabelle.kinder[0].art == "Caption"
            rumpf = next(k for k in tabelle.kinder if k.art == "TBody")
            for zeile in rumpf.kinder:
                assert zeile.kinder[0].art == "TH"
                assert str(zeile.kinder[0].wert("Table", "Scope")) == "/Row"
    assert len(tabellen) == 2


def test_lists_say_how_they_count() -> None:
    with pikepdf.open(io.BytesIO(_pdf())) as datei:
        arten = [str(e.wert("List", "ListNumbering")) for e in read_baum(datei).von_art("L")]
    assert arten[:5] == ["/Decimal", "/LowerAlpha", "/LowerAlpha", "/Decimal", "/None"]


def test_one_empty_field_for_each_who_signs() -> None:
    with pikepdf.open(io.BytesIO(_pdf())) as datei:
        felder = list(datei.Root.AcroForm.Fields)
        assert [str(f.T) for f in felder] == ["unt_land", "unt_lw"]
        assert all(f.FT == "/Sig" and "/V" not in f for f in felder)
        assert str(felder[1].TU) == "Unterschrift für Lebensweg gGmbH: Jörg Müßig-Schäfer, Geschäftsführung"
        for feld in felder:
            links, unten, rechts, oben = (float(x) for x in feld.Rect)
            assert rechts - links > 60 * PUNKT
            assert oben - unten > 15 * PUNKT


def test_links_name_their_target() -> None:
    with pikepdf.open(io.BytesIO(_pdf())) as datei:
        texte = [
            normalise(str(a.Contents)) for s in datei.pages for a in s.obj.get("/Annots", []) if a.Subtype == "/Link"
        ]
    assert "§ 3 Höhe des Budgets, Seite 3" in texte
    assert "Tabelle 2, Seite 5" in texte
    assert not any(t.startswith((",", "Abschnitt", "urn:")) for t in texte)


def test_references_lead_to_their_place() -> None:
    """Every reference is a link inside the file; a link to a heading meets it, as the named places of the bookmarks show."""
    with pikepdf.open(io.BytesIO(_pdf())) as datei:
        links = [a for s in datei.pages for a in s.obj.get("/Annots", []) if a.Subtype == "/Link"]
        assert not any("/A" in a for a in links)
        seiten = [s.obj.objgen for s in datei.pages]
        namen = pikepdf.NameTree(datei.Root.Names.Dests)
        ort = namen["budget"]
        treffer = [a.Dest for a in links if normalise(str(a.Contents)).startswith("§ 3 Höhe") and a.Dest != "budget"]
        assert len(treffer) > 1
        for ziel in treffer:
            assert ziel[0].objgen == ort[0].objgen
            assert abs(float(ziel[3]) - float(ort[3])) < 15
        for anmerkung in links:
            ziel = anmerkung.Dest if isinstance(anmerkung.Dest, pikepdf.Array) else namen[str(anmerkung.Dest)]
            genannt = re.search(r"Seite (\d+)$", str(anmerkung.Contents))
            assert genannt is None or seiten.index(ziel[0].objgen) == int(genannt[1]) - 1
        assert list(datei.attachments) == ["vertrag.json"]


# ----------------------------------------------------------------------------------------------------------------- errors


def _with_text(text: str) -> Dokument:
    block = Textblock("x", _text(text))
    return resolve(replace(unresolved(), abschnitte=(Abschnitt("a", "praeambel", _text("Präambel"), (block,)),)))


@pytest.mark.parametrize(
    "text",
    [
        "#panic() $x^2$ *fett* _kursiv_ `code` <label> @ref // kein Kommentar",
        "= keine Überschrift",
        "https://beispiel.invalid",
        r"\u{41}",
    ],
)
def test_markup_in_text_stays_text(text: str, tmp_path: Path) -> None:
    assert _dense(text) in _dense(_words(write_pdf(_with_text(text)), tmp_path))


def test_control_characters_are_dropped(tmp_path: Path) -> None:
    assert "vornhinten" in _words(write_pdf(_with_text("vorn\x00\x07\x1bhinten")), tmp_path)


def _with_block(*bloecke: Tabelle | Aufzaehlung | Textblock | Unterschriften, ueberschrift: str = "Anlage") -> Dokument:
    return resolve(replace(unresolved(), abschnitte=(Abschnitt("a", "anlage", _text(ueberschrift), bloecke),)))


def _row(kennung: str, *texte: str, spanne: int = 1) -> Zeile:
    return Zeile(kennung, tuple(Zelle(_text(t), spanne=spanne) for t in texte))


ZWEI = (Spalte(50), Spalte(50))
RANDFAELLE: list[tuple[str, Dokument]] = [
    ("Abschnitt ohne Inhalt", _with_block()),
    ("leere Aufzählung", _with_block(Aufzaehlung(()))),
    ("leerer Text", _with_block(Textblock("x", ()))),
    ("leerer Punkt", _with_block(Aufzaehlung((Punkt("p", ()),)))),
    ("Tabelle nur mit Kopf", _with_block(Tabelle("t", _text("T"), ZWEI, (_row("k", "a", "b"),), ()))),
    (
        "sehr lange Zelle",
        _with_block(Tabelle("t", _text("T"), ZWEI, (_row("k", "a", "b"),), (_row("z", "Wort " * 3000, "b"),))),
    ),
    ("Wort ohne Ende", _with_block(Textblock("x", _text("A" * 4000)))),
    ("niemand unterschreibt", _with_block(Unterschriften(()))),
    ("Unterschrift ohne Namen", _with_block(Unterschriften((Unterschrift("u", (), ()),)))),
    (
        "neun Unterschriften",
        _with_block(Unterschriften(tuple(Unterschrift(f"u{n}", _text("P"), ()) for n in range(9)))),
    ),
]


@pytest.mark.parametrize("dokument", [pytest.param(d, id=n) for n, d in RANDFAELLE])
def test_odd_trees_make_flawless_files(dokument: Dokument) -> None:
    assert pruefe_pdf(write_pdf(dokument, DATEN)) == []


FALSCH: list[tuple[str, Callable[[], bytes], str]] = [
    ("Stand", lambda: write_pdf(replace(_dokument(), kopf=replace(_dokument().kopf, stand="gestern"))), "„gestern“"),
    ("Titel", lambda: write_pdf(replace(_dokument(), kopf=replace(_dokument().kopf, titel=" "))), "keinen Titel"),
    (
        "kurze Zeile",
        lambda: write_pdf(_with_block(Tabelle("t", (), ZWEI, (), (_row("z", "a"),)))),
        "„z“ der Tabelle „t“ füllt 1",
    ),
    (
        "lange Zeile",
        lambda: write_pdf(_with_block(Tabelle("t", (), ZWEI, (), (_row("z", "a", spanne=3),)))),
        "füllt 3 Spalten",
    ),
    ("Daten", lambda: write_pdf(_dokument(), b"\xff\xfe"), "UTF-8"),
    ("Zeichen", lambda: write_pdf(_with_text("Ein Zeichen \U00013000 ohne Schrift")), "U+13000"),
    ("Zeichen mit Ort", lambda: write_pdf(_with_text("Ein Name: 张")), "„张“ (U+5F20) nicht"),
    ("Ort des Zeichens", lambda: write_pdf(_with_text("Ein Name: 张")), "Es steht hier: Präambel."),
    ("Punkt aus Word", lambda: write_pdf(_with_text("\uf0b7 eins")), "Die Schrift kennt U+F0B7 nicht."),
    (
        "Zeichen im Titel",
        lambda: write_pdf(replace(_dokument(), kopf=replace(_dokument().kopf, titel="T 张"))),
        "im Titel",
    ),
]


@pytest.mark.parametrize(("aufruf", "teil"), [pytest.param(a, t, id=n) for n, a, t in FALSCH])
def test_what_cannot_be_set_is_a_german_sentence(aufruf: Callable[[], bytes], teil: str) -> None:
    with pytest.raises(PdfFehler) as fehler:
        aufruf()
    assert teil in str(fehler.value)
    assert str(fehler.value).endswith(".")


def test_warnings_of_the_typesetter_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        setzen, "_template", lambda: b'#set document(title: "T")\n#set text(font: "Gibt es nicht")\nText'
    )
    with pytest.raises(PdfFehler, match="unknown font family"):
        write_pdf(_dokument())


def test_threads_do_not_disturb_each_other() -> None:
    aufgaben: list[tuple[Schema, bool]] = [
        ("paragraf", False),
        ("dezimal", True),
        ("dezimal", False),
        ("paragraf", True),
    ]
    erwartet = [_pdf(*a) for a in aufgaben]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda a: write_pdf(_dokument(*a), DATEN), aufgaben)) == erwartet

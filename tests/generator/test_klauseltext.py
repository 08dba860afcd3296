"""The language of clause texts: what it makes of good texts, and where it says what is wrong with bad ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from contracts.pfad import Wert
from generator.klauseltext import KlauseltextFehler, Werte, fill, read_text
from generator.klauseltext.fuellung import fit_id
from generator.klauseltext.klauselvorlage import Quellort, VFeld
from generator.query import query
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Block,
    Diagramm,
    Feld,
    Fussnote,
    Normzitat,
    Punkt,
    Tabelle,
    Textblock,
    Unterschriften,
    plain,
)
from generator.typografie import bind, bind_title
from tests.vertraege import geladen

ORT = Path(__file__).parent / "klauseltext"
GUT: list[dict[str, Any]] = yaml.safe_load((ORT / "gut.yaml").read_text("utf-8"))
SCHLECHT: list[dict[str, Any]] = yaml.safe_load((ORT / "schlecht.yaml").read_text("utf-8"))


def _fill(text: str, ist_paragraf: bool = True) -> tuple[Block, ...]:
    return fill(
        read_text("probe", "Probe", text, 10), Werte(Wert(geladen().vertrag, "")), ist_paragraf, Unterschriften(())
    ).bloecke


BLOECKE = (Abschnitt, Absatz, Textblock, Aufzaehlung, Punkt, Tabelle, Diagramm)


def _line(knoten: Block | Punkt) -> str:
    name = type(knoten).__name__
    if isinstance(knoten, Aufzaehlung):
        return name
    if isinstance(knoten, Tabelle):
        zellen = [plain(z.inhalt) for r in (*knoten.kopf, *knoten.rumpf, *knoten.fuss) for z in r.zellen]
        return f"{name} {knoten.id}: {'|'.join([plain(knoten.titel), *zellen])}"
    if isinstance(knoten, Diagramm):
        reihen = [f"{plain(r.titel)} {'/'.join(str(p.wert) for p in r.punkte)}" for r in knoten.reihen]
        orte = [plain(k.inhalt) for k in knoten.kategorien]
        return f"{name} {knoten.id}: {knoten.art} {plain(knoten.titel)} ({plain(knoten.einheit)}) {'/'.join(orte)} {'; '.join(reihen)}"
    text = plain(getattr(knoten, "inhalt", getattr(knoten, "ueberschrift", ())))
    return f"{name} {getattr(knoten, 'id', '')}" + (f": {text}" if text else "")


@pytest.mark.parametrize("fall", GUT, ids=lambda f: f["titel"])
def test_good_text(fall: dict[str, Any]) -> None:
    zeilen = [_line(k) for b in _fill(fall["text"]) for k in query(b, *BLOECKE)]
    assert "\n".join(zeilen) == fall["baum"].strip().replace("~", "\u00a0")


@pytest.mark.parametrize("fall", SCHLECHT, ids=lambda f: f["text"][:30])
def test_bad_text(fall: dict[str, Any]) -> None:
    with pytest.raises(KlauseltextFehler) as fehler:
        _fill(fall["text"])
    assert fall["satz"] in fehler.value.meldung
    assert [fehler.value.ort.zeile, fehler.value.ort.spalte] == fall["ort"]
    assert fehler.value.meldung.endswith((".", "“"))


def test_every_field_knows_its_path() -> None:
    (absatz, *_) = _fill(
        "{: a} {parteien_fehlen}".replace("{parteien_fehlen}", "{personenkreis.stichtag} {berechnet.jahresbetrag}")
    )
    felder = query(absatz, Feld)
    assert [(f.pfad, f.wert, f.ist_berechnet) for f in felder] == [
        ("personenkreis.stichtag", "2024-11-30", False),
        ("berechnet.jahresbetrag", "4626372.89", True),
    ]


def test_a_loop_names_its_items_by_their_permanent_key() -> None:
    (absatz,) = _fill("{: a} Siehe:\n\n::: je leistungspaket als lt\n1. {lt.name}{,}\n:::")
    pfade = [f.pfad for f in query(absatz, Feld)]
    assert pfade == [f"leistungspaket[{k}].name" for k in ("bW", "AA", "BoT", "TS")]


def test_footnotes_hold_fields() -> None:
    (absatz,) = _fill("{: a} Text{^ Stand {laufzeit.beginn}.}.")
    (note,) = query(absatz, Fussnote)
    assert plain(note.inhalt) == "Stand 1.\u00a0Januar 2025."


def test_annex_has_sections_and_loose_text() -> None:
    (eins, zwei) = _fill(
        "{: v} Vorab.\n\n## Erster Teil {: teil}\n\n{: t} Text.\n\n- eins{,}\n- zwei{,}", ist_paragraf=False
    )
    assert [_line(k) for k in query(eins, *BLOECKE)] == ["Textblock probe_v: Vorab."]
    assert [_line(k) for k in query(zwei, *BLOECKE)][:3] == [
        "Abschnitt probe_teil: Erster Teil",
        "Textblock probe_t: Text.",
        "Aufzaehlung",
    ]


@given(st.text(max_size=200))
def test_no_text_ends_the_program(text: str) -> None:
    try:
        _fill(text)
    except KlauseltextFehler as fehler:
        assert fehler.meldung


@pytest.mark.parametrize(
    "text",
    [
        "{" * 5000,
        "::: wenn budget.ist_je_satz\n" * 300,
        "1. a\n" + "   " * 200 + "1. b",
        "{^ " * 800 + "}" * 800,
        "*" * 9000,
    ],
)
def test_hostile_text_is_bounded(text: str) -> None:
    try:
        _fill(text)
    except KlauseltextFehler as fehler:
        assert fehler.meldung


@given(st.text(alphabet="ab§ 0123456789.%EuroAbstz\u00a0", max_size=60))
def test_binding_blanks_twice_changes_nothing(text: str) -> None:
    assert bind(bind(text)) == bind(text)
    assert bind_title(bind_title(text)) == bind_title(text)


@pytest.mark.parametrize(
    ("titel", "gebunden"),
    [
        ("Rahmen nach § 64b SGB V und § 132 SGB IX", "Rahmen nach §~64b~SGB~V und §~132~SGB~IX"),
        ("Vertrag nach § 705 BGB", "Vertrag nach §~705~BGB"),
        ("Nach § 132 Absatz 1 SGB IX", "Nach §~132 Absatz~1 SGB~IX"),
        ("Ein Vertrag nach § 132 über Ziele", "Ein Vertrag nach §~132 über Ziele"),
        ("Zu § 3 Dienste und Orte", "Zu §~3 Dienste und Orte"),
    ],
)
def test_a_title_does_not_part_a_section_from_its_law(titel: str, gebunden: str) -> None:
    assert bind_title(titel) == gebunden.replace("~", "\u00a0")


@given(st.text(min_size=1, max_size=80))
def test_ids_fit_the_tree(text: str) -> None:
    import re

    assert re.fullmatch(r"[a-z0-9_]{1,30}", fit_id(text))


def test_items_with_the_same_key_keep_their_own_values() -> None:
    @dataclass(frozen=True)
    class Stueck:
        SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)
        id: str
        name: str

    @dataclass(frozen=True)
    class Vertrag:
        stuecke: tuple[Stueck, ...]

    werte = Werte(Wert(Vertrag((Stueck("A", "eins"), Stueck("A", "zwei"))), ""))
    feld = VFeld(("s", "name"), "", Quellort(1))
    gedruckt = [werte.field(feld, {"s": w})[1] for w in werte.items(("stuecke",), {}, Quellort(1))]
    assert gedruckt == ["eins", "zwei"]


@pytest.mark.parametrize(
    ("text", "kanonisch"),
    [
        ("§ 132 Absatz 1 SGB IX", "§ 132 Abs. 1 SGB IX"),
        ("§§ 123 bis 130 SGB IX", "§§ 123 bis 130 SGB IX"),
        ("Artikel 26 BTHG", "Art. 26 BTHG"),
        ("§ 3 Nummer 2 des Vertrages von früher", "§ 3 Nummer 2 des Vertrages von früher"),
    ],
)
def test_citations_are_canonical(text: str, kanonisch: str) -> None:
    (absatz,) = _fill(f"{{: a}} Nach {{{text}}} gilt es.")
    (zitat,) = query(absatz, Normzitat)
    assert (zitat.text.replace("\u00a0", " "), zitat.kanonisch) == (text, kanonisch)


TABELLE = "::: tabelle werte\nTitel: Werte\nBreiten: 50 50\n\n| {0}A | B |\n|---|---|\n| {1}a | b |\n| c | d |\n:::"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "{: a} Dazu:\n\n1. eins\n\n" + TABELLE.format("", "{: g} ") + "\n\n1. eins", id="Zeile g, gezählte Liste"
        ),
        pytest.param(
            "{: a} Dazu:\n\n- eins\n\n" + TABELLE.format("", "{: s} ") + "\n\n- eins", id="Zeile s, Spiegelstriche"
        ),
        pytest.param("{: a} Dazu:\n\n" + TABELLE.format("", "{: k} "), id="Zeile heißt wie der Kopf"),
        pytest.param("{: a} Dazu:\n\n" + TABELLE.format("{: x} ", "{: sp} "), id="Zeile heißt wie die Spalten"),
        pytest.param(
            "{: a} Dazu:\n\n1. {: g} eins\n\n" + TABELLE.format("", "") + "\n\n1. {: s} eins",
            id="Glied heißt wie die Liste",
        ),
    ],
)
def test_lists_around_a_table_share_no_id(text: str) -> None:
    """An author need not know what lists, head rows and columns are called."""
    from generator.numbering import resolve
    from generator.tree import Dokument, Text
    from tests.generator.beispielbaum import unresolved

    resolve(Dokument(unresolved().kopf, (), (Abschnitt("probe", "paragraf", (Text("Probe"),), _fill(text)),)))

"""The estimated pages: in order, one new page for each Anlage, more text never on an earlier page, what must stay together does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.numbering import resolve
from generator.query import query
from generator.tree import (
    Abschnitt,
    Diagramm,
    Dokument,
    Eintrag,
    Kopf,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Unterschriften,
    Zeile,
    Zelle,
)
from generator.writers.docx import write_docx
from generator.writers.haftung import bind_blocks
from generator.writers.odt import write_odt
from generator.writers.seitenfolge import Satzstueck, paginate
from generator.writers.seitenmass import lines, measure_pages
from tests.generator.beispielbaum import baum

KOPF = Kopf("K", "Titel", "", "1", "2025-01-01", "0" * 64)


def _baum(worte: int, worte_der_anlage: int = 1_000) -> Dokument:
    text = Textblock("t", (Text("Wort " * worte),))
    anlagentext = Textblock("a", (Text("Wort " * worte_der_anlage),))
    abschnitte = (
        Abschnitt("vor", "praeambel", (Text("Vor"),), (text,)),
        Abschnitt("nach", "ohne_nummer", (Text("Nach"),), ()),
        Abschnitt("anl", "anlage", (Text("Anlage"),), (anlagentext,)),
    )
    return resolve(Dokument(KOPF, (), abschnitte))


def _pages(dokument: Dokument) -> Mapping[str, int]:
    return measure_pages(dokument, bind_blocks(dokument))


def test_title_contents_and_text_each_begin_a_page() -> None:
    assert _pages(_baum(1)) == {"vor": 3, "nach": 3, "anl": 4}
    assert _pages(replace(_baum(1), verzeichnis=())) == {"vor": 1, "nach": 1, "anl": 2}


def test_an_anlage_of_a_few_lines_is_no_page_of_its_own() -> None:
    assert _pages(_baum(1, worte_der_anlage=1)) == {"vor": 3, "nach": 3, "anl": 3}


def test_long_text_moves_what_follows() -> None:
    seiten = [_pages(_baum(worte))["nach"] for worte in (1, 1_000, 2_000, 20_000)]
    assert seiten == sorted(seiten)
    assert seiten[0] < seiten[1] < seiten[2]
    assert 20 < seiten[3] < 30


def test_every_entry_has_a_page_and_they_rise() -> None:
    dokument = baum()
    seiten = _pages(dokument)
    reihe = [seiten[e.ziel] for e in dokument.verzeichnis]
    assert reihe == sorted(reihe)


def test_a_paragraph_longer_than_pages_ends() -> None:
    assert _pages(_baum(200_000))["anl"] > 200


def test_columns_without_width_and_entries_without_heading_do_no_harm() -> None:
    zelle = Zelle((Text("Wort " * 50),))
    tabelle = Tabelle("tab", (), (Spalte(0), Spalte(0), Spalte(100)), (), (Zeile("z", (zelle,) * 3),))
    dokument = _baum(1)
    dokument = resolve(replace(dokument, rubrum=(tabelle,)))
    assert _pages(dokument)["anl"] >= 4
    fremd = replace(dokument, verzeichnis=(Eintrag("gibt_es_nicht", "", "Fremd", 1),))
    assert write_docx(fremd)
    assert write_odt(fremd)


# ----------------------------------------------------------------------------------------------------- what stays together


def _seite_des_ziels(*davor: Satzstueck, danach: tuple[Satzstueck, ...] = (), **ziel: object) -> int:
    """The page of a last piece of one line of 10 points, on pages of 100 points."""
    return paginate((*davor, Satzstueck(10, ziel="z", **ziel), *danach), 100)["z"]  # type: ignore[arg-type]


def test_a_piece_fills_the_page_to_its_last_point() -> None:
    assert _seite_des_ziels(Satzstueck(10, 9)) == 1
    assert _seite_des_ziels(Satzstueck(10, 10)) == 2


def test_of_the_room_between_two_pieces_the_larger_counts() -> None:
    assert _seite_des_ziels(Satzstueck(10, 8, nach=10), vor=10) == 1
    assert _seite_des_ziels(Satzstueck(10, 8, nach=10), vor=11) == 2


def test_what_stays_with_the_next_piece_moves_with_it() -> None:
    assert _seite_des_ziels(Satzstueck(10, 7), danach=(Satzstueck(20, ganz=True),), folgt=True) == 1
    assert _seite_des_ziels(Satzstueck(10, 8), danach=(Satzstueck(20, ganz=True),), folgt=True) == 2
    kette = tuple(Satzstueck(10, folgt=True) for _ in range(4))
    assert _seite_des_ziels(Satzstueck(10, 4), danach=(*kette, Satzstueck(10)), folgt=True) == 1
    assert _seite_des_ziels(Satzstueck(10, 5), danach=(*kette, Satzstueck(10)), folgt=True) == 2


def test_what_no_page_holds_is_parted() -> None:
    kette = tuple(Satzstueck(10, folgt=True) for _ in range(30))
    assert _seite_des_ziels(Satzstueck(10, 5), danach=kette, folgt=True) == 1
    assert _seite_des_ziels(Satzstueck(1000, ganz=True)) == 2


def test_no_line_stands_alone_at_either_end_of_a_page() -> None:
    # Two of four lines go over, though three would fit on the first page.
    assert _seite_des_ziels(Satzstueck(10, 7), Satzstueck(10, 4), Satzstueck(10, 7, ganz=True)) == 2
    assert _seite_des_ziels(Satzstueck(10, 7), Satzstueck(10, 4), Satzstueck(10, 8, ganz=True)) == 3
    # Three lines are never parted: all go over.
    assert _seite_des_ziels(Satzstueck(10, 8), Satzstueck(10, 3), Satzstueck(10, 6, ganz=True)) == 2
    assert _seite_des_ziels(Satzstueck(10, 8), Satzstueck(10, 3), Satzstueck(10, 7, ganz=True)) == 3


def test_a_header_is_repeated_above_the_rows_of_a_new_page() -> None:
    for kopf, seite in ((20, 3), (0, 2)):
        zeilen = [Satzstueck(10, ganz=True, kopf=kopf) for _ in range(16)]
        assert _seite_des_ziels(Satzstueck(20, folgt=True), *zeilen) == seite


def _breite(text: str, breite: float) -> int:
    return lines(text, 10, breite)


def test_lines_are_set_word_by_word() -> None:
    assert _breite("i" * 45, 100) == 1
    assert _breite("m" * 13, 100) == 2
    assert _breite("mmmmm mmmmm", 100) == 1
    assert _breite("mmmmmm mmmmmm", 100) == 2
    assert _breite("mmmmmm mmmmmm mm", 100) == 2
    assert _breite("a\nb\n", 100) == 3
    assert _breite("", 100) == 1


@pytest.mark.parametrize("art", [Diagramm, Tabelle, Unterschriften])
def test_charts_tables_and_signature_places_take_room(art: type[Diagramm | Tabelle | Unterschriften]) -> None:
    dokument = baum()
    bloecke = query(dokument, art)[:1]
    viele = Abschnitt("viele", "praeambel", (Text("Viele"),), tuple(bloecke) * 30)
    ende = Abschnitt("ende", "ohne_nummer", (Text("Ende"),), ())
    seiten = _pages(replace(dokument, abschnitte=(viele, ende)))
    assert seiten["ende"] - seiten["viele"] >= 4


def test_larger_type_fills_more_pages() -> None:
    lang = _baum(5_000)
    assert _pages(replace(lang, kopf=replace(KOPF, schrift="gross")))["nach"] > _pages(lang)["nach"] + 2

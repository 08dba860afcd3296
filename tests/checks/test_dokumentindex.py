"""The index over the tree: printed places, passages, sentences, smoothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.dokumentindex import index_dokument
from checks.glaettung import glaetten
from checks.vorbereiten import number_for_check
from generator.numbering import number
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Begriff,
    Dokument,
    Feld,
    Kopf,
    Punkt,
    Text,
    Textblock,
    Verweis,
)


def make_dokument(*inhalt: object, schema: str = "paragraf") -> Dokument:
    tief = Aufzaehlung((Punkt("p_a", (Textblock("p_a_t", (Text("tief"),)),)),))
    punkte = (
        Punkt("p_1", (Textblock("p_1_t", (Text("eins"),)),)),
        Punkt("p_2", (Textblock("p_2_t", (Text("zwei:"),)), tief)),
    )
    erster = Absatz("a_1", (Textblock("a_1_t", (Text("Nicht zulässig sind:"),)), Aufzaehlung(punkte)))
    zweiter = Absatz("a_2", (Textblock("a_2_t", (*inhalt,)),))  # type: ignore[arg-type]
    unter = Abschnitt("u_1", "unterabschnitt", (Text("Unter"),), (Textblock("u_1_t", (Text("x"),)),))
    kopf = Kopf("k", "t", "u", "1", "2025-01-01", "0", schema=schema)  # type: ignore[arg-type]
    return Dokument(
        kopf,
        (Textblock("rubrum", (Text("Zwischen"),), "partei"),),
        (
            Abschnitt("par", "paragraf", (Text("Titel"),), (erster, zweiter)),
            Abschnitt("anl", "anlage", (Text("Anlage"),), (unter,)),
        ),
    )


@pytest.mark.parametrize(
    ("schema", "anker", "fundstelle"),
    [
        ("paragraf", "rubrum", "Rubrum"),
        ("paragraf", "par", "§ 1"),
        ("paragraf", "a_2_t", "§ 1 Absatz 2"),
        ("paragraf", "p_2", "§ 1 Absatz 1 Nummer 2"),
        ("paragraf", "p_a_t", "§ 1 Absatz 1 Nummer 2 Buchstabe a"),
        ("paragraf", "u_1_t", "Anlage 1 Nummer 1"),
        ("dezimal", "a_2_t", "Nummer 1.2"),
        ("dezimal", "p_2", "Nummer 1.1.2"),
        ("dezimal", "p_a_t", "Nummer 1.1.2 Buchstabe a"),
        ("dezimal", "u_1_t", "Anlage 1 Nummer 1"),
    ],
)
def test_every_block_knows_its_printed_place(schema: str, anker: str, fundstelle: str) -> None:
    index = index_dokument(*number(make_dokument(Text("x"), schema=schema)))
    assert index.fundstelle(anker).replace("\u00a0", " ") == fundstelle


def test_list_items_know_the_sentence_that_opens_their_list() -> None:
    index = index_dokument(*number(make_dokument(Text("x"))))
    (stelle,) = [s for s in index.stellen if s.text == "tief"]
    assert stelle.einleitung == "Nicht zulässig sind: zwei:"


def test_fields_terms_and_references_are_found_with_their_passage() -> None:
    feld = Feld("a.b", "1,00 Euro", "1.00", "betrag")
    index = index_dokument(*number(make_dokument(feld, Begriff("Wort"), Verweis("par"))))
    assert index.felder["a.b"][0][1].anker == "a_2_t"
    assert index.begriffe[0][0].text == "Wort" and index.verweise[0][0].ziel == "par"
    ort = index.fliesstext.text.index("Wort")
    assert index.fundstelle(index.fliesstext.stelle(ort).anker).replace("\u00a0", " ") == "§ 1 Absatz 2"


def test_dead_references_are_set_aside() -> None:
    geprueft = number_for_check(make_dokument(Verweis("par"), Verweis("nirgends")))
    assert geprueft.tote_verweise == (("a_2_t", "nirgends"),)
    assert [v.ziel for v, _ in index_dokument(geprueft.dokument, geprueft.places).verweise] == ["par"]


def test_a_dead_sentence_leaves_other_references_to_its_target_alone() -> None:
    dokument = make_dokument(Verweis("a_1", satz=150))
    (erster, *rest) = dokument.abschnitte
    gut = Absatz("a_3", (Textblock("a_3_t", (Verweis("a_1"),)),))
    dokument = replace(dokument, abschnitte=(replace(erster, bloecke=(*erster.bloecke, gut)), *rest))
    geprueft = number_for_check(dokument)
    assert geprueft.tote_verweise == (("a_2_t", "a_1"),)
    assert [v.ziel for v, _ in index_dokument(geprueft.dokument, geprueft.places).verweise] == ["a_1"]


def test_smoothing_undoes_typographic_disguise() -> None:
    assert glaetten("War\u00adte\u2011liste\u00a0zu\u202flang") == "Warte-liste zu lang"

"""DOCX of any text and of awkward trees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kanon import normalise
from generator.numbering import resolve
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Dokument,
    Kopf,
    Punkt,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Unterschrift,
    Unterschriften,
    Verweis,
    Zeile,
    Zelle,
)
from generator.writers.docx import write_docx
from generator.writers.odt import write_odt
from generator.writers.xmltext import SchreibFehler
from tests.generator.beispielbaum import baum, unresolved
from tests.generator.writers.lesen_office import (
    drop_pages,
    expected_lines,
    parse,
    parts,
    rng,
    xsd,
)
from tests.generator.writers.test_docx import WordZaehler, _paragraph_text, _w


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_any_text_gives_well_formed_xml(text: str) -> None:
    dokument = baum()
    block = Textblock("fremd", (Text(text),))
    xml = parts(write_docx(replace(dokument, rubrum=(block,))))["word/document.xml"]
    marken = parse(xml).iter(_w("bookmarkStart"))
    start = next(m for m in marken if m.get(_w("name")) == "_k_fremd")
    sichtbar = "".join(z for z in text if z >= " " and not "\x7f" <= z <= "\x9f" and not "\ud800" <= z <= "\udfff")
    gelesen = "".join(z for z in _paragraph_text(start.getnext()) if z >= " " and not "\x7f" <= z <= "\x9f")
    ohne_leer = str.maketrans("", "", " \ufffe\uffff")
    assert gelesen.translate(ohne_leer) == sichtbar.translate(ohne_leer)


@pytest.mark.parametrize(
    ("block", "meldung"),
    [
        (Textblock('x"><w:p', (Text("a"),)), "kann keine Textmarke werden"),
        (Textblock("x" * 31, (Text("a"),)), "kann keine Textmarke werden"),
        (Textblock("x", (Verweis("budget"),)), "nummeriert"),
    ],
)
def test_what_cannot_be_written_is_refused_in_german(block: Textblock, meldung: str) -> None:
    with pytest.raises(SchreibFehler, match=meldung):
        write_docx(replace(baum(), rubrum=(block,)))


def test_document_without_labels_is_refused() -> None:
    with pytest.raises(SchreibFehler, match="nummeriert"):
        write_docx(unresolved())


# ------------------------------------------------------------------------------------------------- awkward structures


def _awkward() -> Dokument:
    """Blocks that begin without text, a table last before many signatures, Absätze and lists where few expect them."""
    zelle = Zelle((Text("a"),))
    tabelle = Tabelle("tab", (), (Spalte(0), Spalte(0)), (), (Zeile("z1", (zelle, zelle)),))
    tief = Aufzaehlung((Punkt("p_a", (Textblock("p_a_t", (Text("tief"),)),)),))
    liste = Aufzaehlung(
        (Punkt("p1", (tief,)), Punkt("p2", (Textblock("p2_t", ()), Textblock("p2_u", (Text("Folge"),)))))
    )
    frei = Aufzaehlung((Punkt("f1", (Textblock("f1_t", (Text("frei"),)),)),))
    unterschriften = Unterschriften(
        tuple(Unterschrift(f"u{n}", (Text(f"P{n}"),), ((Text("N"),),) * n) for n in range(5))
    )
    abschnitte = (
        Abschnitt("s1", "paragraf", (Text("Leer"),), (Absatz("a1", (liste,)), Absatz("a2", (tabelle,)))),
        Abschnitt("s2", "ohne_nummer", (Text("Ende"),), (unterschriften,)),
        Abschnitt(
            "s3",
            "anlage",
            (Text("Anlage"),),
            (Absatz("a3", (Textblock("a3_t", (Text("Text"),)), frei)), _second_list()),
        ),
    )
    kopf = Kopf("K", "T", "", "1", "1970-01-01", "0" * 64)
    return resolve(Dokument(kopf, (), abschnitte))


def _second_list() -> Aufzaehlung:
    """Return a second list of its own."""
    return Aufzaehlung((Punkt("g1", (Textblock("g1_t", (Text("wieder"),)),)),))


def test_awkward_structures_are_valid_and_counted_right() -> None:
    dokument = _awkward()
    teile = parts(write_docx(dokument))
    xsd("wml.xsd").assertValid(parse(teile["word/document.xml"]))
    rng("OpenDocument-v1.3-schema.rng").assertValid(parse(parts(write_odt(dokument))["content.xml"]))
    zaehler = WordZaehler(teile)
    zeilen = [
        normalise(f"{zaehler.label(a)} {_paragraph_text(a)}") for a in parse(teile["word/document.xml"]).iter(_w("p"))
    ]
    assert drop_pages([z for z in zeilen if z], dokument) == expected_lines(dokument)


def test_no_table_touches_another() -> None:
    for element in parse(parts(write_docx(_awkward()))["word/document.xml"])[0]:
        folgend = element.getnext()
        assert not (element.tag == _w("tbl") and (folgend is None or folgend.tag == _w("tbl")))

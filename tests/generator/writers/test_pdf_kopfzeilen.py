"""Header rows of tables in the PDF: what refers in them, and what becomes of it where the row is repeated."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from generator.gegenprobe import check_texts
from generator.numbering import resolve
from generator.pdfpruefung import pruefe_pdf
from generator.tree import (
    Absatz,
    Abschnitt,
    Betont,
    Dokument,
    Fussnote,
    Inline,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Verweis,
    Zeile,
    Zelle,
)
from generator.writers.pdf import write_pdf
from tests.generator.beispielbaum import unresolved
from tests.hilfen import need_program

KOEPFE: dict[str, tuple[tuple[Inline, ...], ...]] = {
    "Verweis": ((Text("nach "), Verweis("p")),),
    "Fußnote": ((Text("Betrag"), Fussnote((Text("in Euro"),))),),
    "Verweis in Fettem": ((Betont((Text("nach "), Verweis("p"))),),),
    "Verweis in der Fußnote": ((Text("Betrag"), Fussnote((Text("nach "), Verweis("p")))),),
    "beides, zwei Kopfzeilen": ((Verweis("p"), Fussnote((Text("eins"),))), (Text("B"), Fussnote((Text("zwei"),)))),
}


def _cell(*texte: str) -> tuple[Zelle, ...]:
    return tuple(Zelle((Text(t),)) for t in texte)


def _document(kopf: tuple[tuple[Inline, ...], ...], zeilen: int) -> Dokument:
    koepfe = tuple(Zeile(f"k{n}", (Zelle(inhalt), *_cell("Rest"))) for n, inhalt in enumerate(kopf))
    rumpf = tuple(Zeile(f"z{n}", _cell(f"Zeile {n}", "b")) for n in range(zeilen))
    tabelle = Tabelle("tab", (Text("T"),), (Spalte(50), Spalte(50)), koepfe, rumpf)
    absatz = Absatz("pa", (Textblock("pt", (Text("Text"),)),))
    ziel = Abschnitt("p", "paragraf", (Text("Ziel"),), (absatz,))
    anlage = Abschnitt("anl", "anlage", (Text("Anlage"),), (tabelle,))
    return resolve(replace(unresolved(), rubrum=(), abschnitte=(ziel, anlage)))


@pytest.mark.parametrize("zeilen", [5, 70, 200])
@pytest.mark.parametrize("art", KOEPFE)
def test_a_header_row_may_refer_and_be_repeated(art: str, zeilen: int, tmp_path: Path) -> None:
    """A header on a later page is no part of the text: it may not lead anywhere (PDF/UA-1), and its note stands once."""
    dokument = _document(KOEPFE[art], zeilen)
    pdf = write_pdf(dokument, b"{}")
    assert pruefe_pdf(pdf) == []
    assert check_texts(dokument, {"pdf": pdf}).messages() == []
    datei = tmp_path / "t.pdf"
    datei.write_bytes(pdf)
    aus = subprocess.run([need_program("pdftotext"), str(datei), "-"], capture_output=True, check=True).stdout.decode()
    seiten = [s for s in aus.split("\f") if "Zeile" in s]
    assert len(seiten) == 1 if zeilen == 5 else len(seiten) > 1
    assert all("Rest" in s for s in seiten)


@pytest.mark.parametrize("zeilen", [5, 70])
def test_the_first_header_leads_where_it_says(zeilen: int) -> None:
    def links(art: str) -> int:
        with pikepdf.open(io.BytesIO(write_pdf(_document(KOEPFE[art], zeilen), b"{}"))) as datei:
            return sum(a.Subtype == "/Link" for s in datei.pages for a in s.obj.get("/Annots", []))

    ohne = _document(((Text("nach"),),), zeilen)
    with pikepdf.open(io.BytesIO(write_pdf(ohne, b"{}"))) as datei:
        sockel = sum(a.Subtype == "/Link" for s in datei.pages for a in s.obj.get("/Annots", []))
    assert links("Verweis") == sockel + 1
    assert links("Fußnote") == sockel + 2, "zur Note und zurück"

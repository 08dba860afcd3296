"""Tagged PDF files of other programs: where a printed line ends inside a piece of text, and cells that are no table cells."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from generator.readers import LeseFehler, text_pdf

CMAP = b"1 beginbfrange <20> <ff> <0020> endbfrange"


def pdf(inhalt: str, baum: Any) -> bytes:
    """Return a tagged PDF; `baum` are nested lists (role, content), a number is a marked piece of the page."""
    with pikepdf.new() as datei:
        seite = datei.add_blank_page(page_size=(595, 842))
        schrift = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, ToUnicode=datei.make_stream(CMAP)
        )  # fmt: skip
        seite.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=schrift))
        seite.Contents = datei.make_stream(inhalt.encode("latin-1"))
        datei.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=element(seite, baum))
        ziel = io.BytesIO()
        datei.save(ziel)
    return ziel.getvalue()


def element(seite: Any, baum: Any) -> Any:
    if isinstance(baum, int):
        return baum
    rolle, *kinder = baum
    return pikepdf.Dictionary(
        S=pikepdf.Name(f"/{rolle}"), Pg=seite.obj, K=pikepdf.Array([element(seite, kind) for kind in kinder])
    )


def piece(nummer: int, *befehle: str) -> str:
    return f"/P <</MCID {nummer}>> BDC BT /F1 12 Tf {' '.join(befehle)} ET EMC "


ABSATZ = ["Document", ["P", 0]]
FAELLE = {
    "Chromium: Tm in jeder Zeile": (
        piece(0, "1 0 0 -1 8 80 Tm (nach § 29) Tj ET BT 1 0 0 -1 8 98 Tm (Abs. 4) Tj 40 0 Td ( SGB) Tj ET BT 1 0 0 -1 8 116 Tm (IX gilt) Tj"),
        ABSATZ,
        ("nach § 29 Abs. 4 SGB IX gilt",),
    ),
    "Td": (piece(0, "50 700 Td (§ 29) Tj 0 -14 Td (SGB IX) Tj"), ABSATZ, ("§ 29 SGB IX",)),
    "TD und T*": (piece(0, "50 700 Td (a) Tj 0 -14 TD (b) Tj T* (c) Tj"), ABSATZ, ("a b c",)),
    "TL und '": (piece(0, "14 TL 50 700 Td (§ 29) Tj (SGB IX) '"), ABSATZ, ("§ 29 SGB IX",)),
    "skaliert": (piece(0, "/F1 1 Tf 12 0 0 12 50 700 Tm (a) Tj 0 -1.2 Td (b) Tj"), ABSATZ, ("a b",)),
    "gedreht": (piece(0, "0 1 -1 0 50 700 Tm (a) Tj 30 0 Td (b) Tj"), ABSATZ, ("a b",)),
    "hochgestellt": (piece(0, "50 700 Td (SGB IX) Tj 40 5 Td (1) Tj 5 -5 Td ( gilt) Tj"), ABSATZ, ("SGB IX1 gilt",)),
    "dieselbe Zeile": (piece(0, "50 700 Td (Sa) Tj 12 0 Td (tz) Tj"), ABSATZ, ("Satz",)),
    "Trennstrich": (piece(0, "50 700 Td (Vor-) Tj 0 -14 Td (schrift) Tj 0 -14 Td (gilt) Tj"), ABSATZ, ("Vor-schrift gilt",)),
    "das Programm schreibt das Leerzeichen selbst": (
        piece(0, "50 700 Td (an ) Tj 0 -14 Td (die ) Tj 0 -14 Td (info@amt.) Tj 0 -14 Td (example) Tj"),
        ABSATZ,
        ("an die info@amt.example",),
    ),
    "zwei Absätze": (
        piece(0, "50 700 Td (a) Tj 0 -14 Td (b) Tj") + piece(1, "50 600 Td (c) Tj"),
        ["Document", ["P", 0], ["P", 1]],
        ("a b", "c"),
    ),
    "Tabelle ohne Kopf": (
        piece(0, "50 700 Td (§ 12) Tj") + piece(1, "90 700 Td (SGB IX) Tj"),
        ["Document", ["NonStruct", ["NonStruct", ["NonStruct", ["NonStruct", 0]], ["NonStruct", ["NonStruct", 1]]]]],
        ("§ 12", "SGB IX"),
    ),
    "Hervorhebung im Absatz": (
        piece(0, "50 700 Td (§ 29 ) Tj") + piece(1, "90 700 Td (SGB IX) Tj"),
        ["Document", ["P", ["NonStruct", 0], ["NonStruct", ["NonStruct", 1]]]],
        ("§ 29 SGB IX",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("inhalt", "baum", "zeilen"), FAELLE.values(), ids=FAELLE.keys())
def test_the_end_of_a_line_is_a_blank(inhalt: str, baum: Any, zeilen: tuple[str, ...]) -> None:
    assert text_pdf(pdf(inhalt, baum)).zeilen == zeilen


@pytest.mark.parametrize("befehl", ["(a) 0 Td", "1 Td", "/a 0 0 1 0 0 Tm", "1 0 Tm", "/F1 /a Tf", "() TL"])
def test_broken_places_are_refused(befehl: str) -> None:
    with pytest.raises(LeseFehler):
        text_pdf(pdf(piece(0, befehl, "(a) Tj"), ABSATZ))

"""PDF files of others, without tags: lines from positions, and a clear refusal where there is no text."""

from __future__ import annotations

import io

import pikepdf
import pytest

from generator.readers import LeseFehler
from generator.readers.pdflose import text_pdf_any, text_pdf_lose


def pdf(inhalt: bytes) -> bytes:
    with pikepdf.new() as datei:
        seite = datei.add_blank_page(page_size=(595, 842))
        schrift = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        seite.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=schrift))
        seite.Contents = datei.make_stream(inhalt)
        ziel = io.BytesIO()
        datei.save(ziel)
    return ziel.getvalue()


FAELLE = [
    (b"BT /F1 12 Tf 50 700 Td (Es gilt \xa7 56) Tj ( SGB X.) Tj ET", ("Es gilt § 56 SGB X.",)),
    (b"BT /F1 12 Tf 50 700 Td (oben) Tj 0 -14 Td (unten) Tj ET", ("oben", "unten")),
    (b"BT /F1 12 Tf 14 TL 50 700 Td (oben) Tj T* (unten) Tj (noch) ' ET", ("oben", "unten", "noch")),
    (b"BT /F1 12 Tf 50 700 Td [(\xa7) -300 (56) 20 (7)] TJ ET", ("§ 567",)),
    (b"BT /F1 9 Tf 1 0 0 1 50 700 Tm (a) Tj 1 0 0 1 90 700 Tm (b) Tj ET", ("ab",)),
    (b"q 1 0 0 1 0 -90 cm BT /F1 9 Tf 0 790 Td (a) Tj ET Q BT /F1 9 Tf 0 700 Td (b) Tj ET", ("ab",)),
    (b"BT /F1 9 Tf 0 700 Td (a) Tj ET Q Q BT /F1 9 Tf 0 650 Td (b) Tj ET", ("a", "b")),
]


@pytest.mark.parametrize(("inhalt", "zeilen"), FAELLE)
def test_lines_from_positions(inhalt: bytes, zeilen: tuple[str, ...]) -> None:
    assert text_pdf_lose(pdf(inhalt)).zeilen == zeilen
    assert text_pdf_any(pdf(inhalt)).zeilen == zeilen


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        (pdf(b""), "keinen lesbaren Text"),
        (pdf(b"0 0 100 100 re f"), "keinen lesbaren Text"),
        (pdf(b"BT /F1 12 Tf (a) Td (b) Tj ET"), "beschädigt"),
        (b"%PDF-1.7 kaputt", "beschädigt"),
        (b"", "beschädigt"),
    ],
)
def test_without_text_or_damaged(daten: bytes, satz: str) -> None:
    with pytest.raises(LeseFehler, match=satz):
        text_pdf_any(daten)

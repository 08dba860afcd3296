"""Every kind of document that becomes a PDF is PDF/A-3a and PDF/UA-1 for veraPDF, which shares no line with our gate."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from generator.tree import Dokument
from generator.writers.pdf import write_pdf
from tests.generator.beispielbaum import baum
from tests.generator.test_namen import NAMEN, _tree
from tests.generator.writers.test_pdf import RANDFAELLE
from tests.generator.writers.test_pdf_kopfzeilen import KOEPFE, _document
from tests.zeugen import find_verapdf, need_witness, run_witness
from tests.zeugen.dokumente import list_documents


def _documents() -> Iterator[tuple[str, Dokument]]:
    """Yield what every witness sees, and what only a PDF has to fear."""
    yield from list_documents()
    for n, name in enumerate(NAMEN.values()):
        yield f"name-{n}", _tree(name)
    for n, kopf in enumerate(KOEPFE.values()):
        yield f"kopfzeile-{n}", _document(kopf, 70)
    for n, (_, dokument) in enumerate(RANDFAELLE):
        yield f"randfall-{n}", dokument


def _spoil(pdf: bytes) -> dict[str, bytes]:
    """Return files with one fault each that the witness must find."""

    def change(tue: object) -> bytes:
        with pikepdf.open(io.BytesIO(pdf)) as datei:
            tue(datei)  # type: ignore[operator]
            ziel = io.BytesIO()
            datei.save(ziel)
            return ziel.getvalue()

    def drop(*namen: str) -> object:
        def tue(datei: pikepdf.Pdf) -> None:
            for name in namen:
                del datei.Root[name]

        return tue

    return {
        "kaputt-ohne-sprache.pdf": change(drop("/Lang")),
        "kaputt-ohne-metadaten.pdf": change(drop("/Metadata")),
        "kaputt-ohne-struktur.pdf": change(drop("/StructTreeRoot", "/MarkInfo")),
    }


@pytest.mark.langsam
def test_verapdf_finds_nothing_in_any_kind_of_document(tmp_path: Path) -> None:
    need_witness("verapdf", find_verapdf())
    namen = []
    for name, dokument in _documents():
        datei = tmp_path / f"{name}.pdf"
        namen.append(datei.name)
        datei.write_bytes(write_pdf(dokument, b"{}"))
    kaputt = _spoil(write_pdf(baum("paragraf"), b"{}"))
    for name, inhalt in kaputt.items():
        (tmp_path / name).write_bytes(inhalt)
    ergebnis = run_witness("verapdf", tmp_path)
    assert {n: ergebnis[n] for n in namen if ergebnis[n]} == {}
    assert [n for n in kaputt if not ergebnis[n]] == [], "der Zeuge sieht Fehler"

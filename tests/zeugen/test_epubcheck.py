"""EPUBCheck, the validator of the format's makers, finds nothing in the EPUB of any kind of document."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.writers.fremdformat import write_pandoc
from tests.zeugen import find_epubcheck, need_witness, run_witness
from tests.zeugen.dokumente import list_documents


@pytest.mark.langsam
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    need_witness("epubcheck", find_epubcheck())
    for name, dokument in list_documents():
        (tmp_path / f"{name}.epub").write_bytes(write_pandoc(dokument, "epub"))
    gut = next(tmp_path.glob("*.epub")).read_bytes()
    art = b"mimetypeapplication/epub+zip"
    assert art in gut
    (tmp_path / "kaputt.epub").write_bytes(gut.replace(art, art.replace(b"zip", b"zap")))
    gefunden = run_witness("epubcheck", tmp_path)
    assert len(gefunden) > 4
    assert gefunden.pop("kaputt.epub"), "der Zeuge sieht Fehler"
    assert {n: m for n, m in gefunden.items() if m} == {}

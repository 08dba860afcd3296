"""What pandoc is given of a DOCX: all of it but the bookmarks, and what stands between them is read as it was."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from generator.pandoc import run_pandoc
from generator.readers.lesegrenzen import LeseFehler, Verbrauch
from generator.readers.pandoceingabe import simplify
from generator.writers.docx import write_docx
from tests.generator.beispielbaum import baum

TEXT = "word/document.xml"
MARKE = re.compile(rb"<w:bookmark(?:Start|End)\b[^>]*/>")


def _parts(daten: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(daten)) as archiv:
        return {name: archiv.read(name) for name in archiv.namelist()}


def _text(daten: bytes) -> str:
    """Return the letters and blanks of pandoc's tree in their order, those of notes and cells too; each block ends a line, empty ones apart."""
    gefunden: list[str] = []

    def walk(knoten: object) -> None:
        if isinstance(knoten, dict):
            gefunden.append(
                {"Str": knoten.get("c"), "Space": " ", "Para": "\n", "Plain": "\n", "Header": "\n"}.get(
                    knoten.get("t"), ""
                )
            )
        for kind in knoten.values() if isinstance(knoten, dict) else knoten if isinstance(knoten, list) else ():
            walk(kind)

    walk(json.loads(run_pandoc(daten, "docx", "json"))["blocks"])
    return "\n".join(zeile for zeile in "".join(gefunden).split("\n") if zeile)


def test_only_bookmarks_are_taken_away() -> None:
    vorher = _parts(write_docx(baum(), b"{}"))
    nachher = _parts(simplify(write_docx(baum(), b"{}"), "docx", Verbrauch()))
    assert len(MARKE.findall(vorher[TEXT])) > 20
    assert MARKE.search(nachher[TEXT]) is None
    assert list(vorher) == list(nachher)
    assert {n: t for n, t in vorher.items() if n != TEXT} == {n: t for n, t in nachher.items() if n != TEXT}
    elemente = re.compile(rb"<w:(\w+)")
    assert elemente.findall(MARKE.sub(b"", vorher[TEXT])) == elemente.findall(nachher[TEXT])


def test_pandoc_reads_the_same_text_with_and_without_bookmarks() -> None:
    ganz = write_docx(baum(), b"{}")
    text = _text(ganz)
    assert text.count("\n") > 50
    assert text == _text(simplify(ganz, "docx", Verbrauch()))


def test_text_between_bookmarks_stays_where_a_file_is_not_as_ours_are() -> None:
    teile = _parts(write_docx(baum(), b"{}"))
    falsch = teile[TEXT].replace(
        b"Sodann:", b'Sodann:</w:t></w:r><w:bookmarkStart w:id="9999" w:name="z"/><w:r><w:t>falsch'
    )
    assert falsch != teile[TEXT]
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w") as archiv:
        for name, teil in {**teile, TEXT: falsch}.items():
            archiv.writestr(name, teil)
    assert "Sodann:falsch" in _text(simplify(ziel.getvalue(), "docx", Verbrauch()))


@pytest.mark.parametrize("von", ["docx", "odt"])
def test_an_archive_without_text_is_refused(von: str) -> None:
    leer = io.BytesIO()
    zipfile.ZipFile(leer, "w").close()
    with pytest.raises(LeseFehler, match="fehlt"):
        simplify(leer.getvalue(), von, Verbrauch())


def test_other_formats_come_back_as_they_are() -> None:
    assert simplify(b"<p>x</p>", "html", Verbrauch()) == b"<p>x</p>"

"""Pandoc reads several files in one process: the same trees as one by one, and one bad file is no other file's fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import gegenprobe
from generator.gegenprobe import GRUPPE_BYTES, GRUPPE_MAX, Pruefauftrag, prove, prove_many, share_out
from generator.kanon import posten
from generator.pandoc import PandocFehler, read_many, run_pandoc
from generator.readers import pandocleser
from generator.readers.auszug import Auszug
from generator.readers.lesegrenzen import LeseFehler
from generator.readers.pandocleser import text_pandoc, texts_pandoc
from generator.writers.docx import write_docx
from generator.writers.odt import write_odt
from tests.generator.beispielbaum import baum

DOCX, ODT = write_docx(baum(), b"{}"), write_odt(baum(), b"{}")
DEZIMAL = write_docx(baum("dezimal"), b"{}")


def _is_never_called(*_: object, **__: object) -> bytes:
    raise AssertionError("Einzeln wird nur gelesen, wo es gemeinsam nicht geht.")


def test_one_process_gives_the_trees_that_one_process_each_gives() -> None:
    dateien = [("docx", DOCX), ("odt", ODT), ("docx", DEZIMAL), ("docx", DOCX)]
    assert read_many(dateien) == [run_pandoc(d, von, "json").strip() for von, d in dateien]
    assert read_many([]) == []


def test_files_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    einzeln = [text_pandoc(DOCX, "docx"), text_pandoc(ODT, "odt")]
    monkeypatch.setattr(pandocleser, "run_pandoc", _is_never_called)
    assert texts_pandoc([("docx", DOCX), ("odt", ODT)]) == einzeln


def test_a_broken_file_is_named_and_the_others_are_read() -> None:
    """The first is found before pandoc, the second by pandoc: there the whole process ends."""
    kaputt = DOCX.replace(b"word/document.xml", b"word/dokument.xml")
    erster, zweiter, dritter, vierter = texts_pandoc(
        [("docx", b"kein Archiv"), ("docx", DOCX), ("json", b"{"), ("docx", kaputt)]
    )
    assert isinstance(erster, LeseFehler) and isinstance(vierter, LeseFehler)
    assert zweiter == text_pandoc(DOCX, "docx")
    assert isinstance(dritter, PandocFehler)


def test_proofs_come_back_in_the_order_of_the_files() -> None:
    alle = [
        (baum(), "docx", DOCX),
        (baum(), "odt", b"kaputt"),
        (baum("dezimal"), "docx", DEZIMAL),
        (baum(), "docx", DEZIMAL),
    ]
    proben = prove_many([Pruefauftrag(d, posten(d), f, daten) for d, f, daten in alle])
    assert [p.ist_bestanden for p in proben] == [True, False, True, False]
    assert [p.format for p in proben] == ["docx", "odt", "docx", "docx"]
    assert proben[1].fehler and not proben[3].fehler


def test_what_a_user_keeps_for_lua_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pandoc").mkdir()
    (tmp_path / "pandoc" / "init.lua").write_text("os.exit(7)", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LUA_INIT", "os.exit(8)")
    monkeypatch.setattr(pandocleser, "run_pandoc", _is_never_called)
    assert all(isinstance(t, Auszug) for t in texts_pandoc([("docx", DOCX)]))


def test_a_file_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    quelle = f".. include:: {tmp_path / 'geheim.txt'}\n\nText\n".encode()
    try:
        gelesen = b"".join(read_many([("rst", quelle)]))
    except PandocFehler:
        gelesen = b""
    assert b"geheim" not in gelesen.replace(b"geheim.txt", b"")


def test_groups_hold_every_file_in_order_and_stay_small() -> None:
    klein = [Pruefauftrag(baum(), [], "docx", bytes([n])) for n in range(GRUPPE_MAX + 3)]
    gross = [Pruefauftrag(baum(), [], "odt", bytes(GRUPPE_BYTES + 1))]
    gruppen = share_out([*klein, *gross, *klein])
    assert [a for g in gruppen for a in g] == [*klein, *gross, *klein]
    assert [len(g) for g in gruppen] == [GRUPPE_MAX, 3, 1, GRUPPE_MAX, 3]
    assert share_out([]) == []


def test_without_pandoc_every_file_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def miss() -> str:
        raise PandocFehler("pandoc fehlt.")

    monkeypatch.setattr(gegenprobe, "pandoc_version", miss)
    assert [p.fehler for p in prove(baum(), DOCX, ODT).proben] == ["pandoc fehlt.", "pandoc fehlt."]

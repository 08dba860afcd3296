"""Files that are no PDF, too large, too deep or wrong in kind: one finding, and bounded work."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator import pdfpruefung
from generator.pdfpruefung import pruefe_pdf, seiten, strukturbaum
from generator.writers.pdf import write_pdf
from tests.generator.beispielbaum import baum as beispiel
from tests.generator.test_pdfpruefung import _broken, _elemente, _erstes, _gut


@pytest.mark.parametrize("daten", [b"", b"%PDF-1.7\n", b"kein PDF", b"\x00" * 1000, b"%PDF-1.7\n%%EOF\n"])
def test_no_pdf_is_one_finding(daten: bytes) -> None:
    assert [v.code for v in pruefe_pdf(daten)] == ["PDF-01"]


def test_truncated_file_is_one_finding() -> None:
    assert [v.code for v in pruefe_pdf(_gut()[: len(_gut()) // 2])] == ["PDF-01"]


def test_encrypted_file_is_refused() -> None:
    ziel = io.BytesIO()
    with pikepdf.open(io.BytesIO(_gut())) as datei:
        datei.save(ziel, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    assert [v.code for v in pruefe_pdf(ziel.getvalue())] == ["PDF-01"]


def test_encryption_without_password_is_forbidden() -> None:
    ziel = io.BytesIO()
    with pikepdf.open(io.BytesIO(_gut())) as datei:
        datei.save(ziel, encryption=pikepdf.Encryption(user="", owner="geheim"))
    assert "PDF-03" in {v.code for v in pruefe_pdf(ziel.getvalue())}


def test_oversized_file_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfpruefung, "MAX_BYTES", 1000)
    assert [v.code for v in pruefe_pdf(_gut())] == ["PDF-01"]


def test_too_many_objects_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfpruefung, "MAX_OBJEKTE", 10)
    assert [v.code for v in pruefe_pdf(_gut())] == ["PDF-01"]


def test_too_many_elements_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strukturbaum, "MAX_ELEMENTE", 50)
    assert [v.code for v in pruefe_pdf(_gut())] == ["PDF-01"]


def test_deep_tree_is_not_read() -> None:
    def eingriff(d: pikepdf.Pdf) -> None:
        element = d.make_indirect(Dictionary(S=Name.P))
        for _ in range(strukturbaum.MAX_TIEFE + 5):
            element = d.make_indirect(Dictionary(S=Name.Div, K=element))
        d.Root.StructTreeRoot.K = element

    assert [v.code for v in pruefe_pdf(_broken(eingriff))] == ["PDF-01"]


def test_looping_tree_is_not_read() -> None:
    def eingriff(d: pikepdf.Pdf) -> None:
        element = _erstes(d, "Document")
        element.K = Array([element])

    assert [v.code for v in pruefe_pdf(_broken(eingriff))] == ["PDF-01"]


def test_stream_bomb_is_bounded() -> None:
    def eingriff(d: pikepdf.Pdf) -> None:
        bombe = pikepdf.Stream(d, zlib.compress(b" " * 80_000_000, 9))
        bombe.Filter = Name.FlateDecode
        d.pages[0].obj.Contents = d.make_indirect(bombe)

    with pikepdf.open(io.BytesIO(_gut())) as datei:
        eingriff(datei)
        ziel = io.BytesIO()
        datei.save(ziel, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert len(ziel.getvalue()) < 400_000
    assert "PDF-17" in {v.code for v in pruefe_pdf(ziel.getvalue())}


def test_voluminous_content_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seiten, "MAX_INHALT", 100)
    assert [v.code for v in pruefe_pdf(_gut())] == ["PDF-17"]


def test_findings_per_rule_are_bounded() -> None:
    def eingriff(d: pikepdf.Pdf) -> None:
        for element in list(_elemente(d, "P")):
            element.S = Name.Unsinn

    assert len([v for v in pruefe_pdf(_broken(eingriff)) if v.code == "PDF-11"]) == pdfpruefung.MAX_JE_REGEL


def test_wrong_kinds_are_findings_not_errors() -> None:
    def eingriff(d: pikepdf.Pdf) -> None:
        d.Root.AF = Array([String("x")])
        d.Root.OutputIntents = Array([7])
        d.pages[1].obj.Annots = Array([Name.Unsinn])
        d.Root.MarkInfo = Array([])

    codes = {v.code for v in pruefe_pdf(_broken(eingriff))}
    assert {"PDF-04", "PDF-08", "PDF-09", "PDF-20"} <= codes


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_draft_and_schemes_pass(schema: str) -> None:
    dokument = beispiel(schema)  # type: ignore[arg-type]
    entwurf = replace(dokument, kopf=replace(dokument.kopf, entwurf=True))
    assert pruefe_pdf(write_pdf(entwurf, b"{}")) == []

"""The draft mark: everything else stays, and every own writer shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.gegenprobe import check_texts
from generator.tree import Dokument
from generator.writers import WRITERS
from generator.writers.native import read_native
from tests.generator.beispielbaum import baum


def mark_draft(dokument: Dokument) -> Dokument:
    return replace(dokument, kopf=replace(dokument.kopf, entwurf=True))


@pytest.mark.parametrize("name", ["markdown", "plain", "html"])
def test_text_formats_show_the_mark(name: str) -> None:
    schreibe = WRITERS[name].write
    assert "entwurf" in schreibe(mark_draft(baum()), b"").decode("utf-8").lower()


def test_native_keeps_the_mark() -> None:
    assert read_native(WRITERS["native"].write(mark_draft(baum()), b"")).kopf.entwurf


@pytest.mark.parametrize("name", ["docx", "odt", "html", "pdf"])
def test_the_mark_is_not_contract_text(name: str) -> None:
    entwurf = mark_draft(baum())
    ergebnis = check_texts(entwurf, {name: WRITERS[name].write(entwurf, b"{}")})
    assert ergebnis.messages() == []

"""Pages of the papers of both example cases of a Persönliches Budget, counted in the PDF and in what other programs print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.generator.writers.seitenbild import inspect_pages, words_of
from tests.generator.writers.seitendruck import print_document
from tests.vertraege import BEISPIELE, work_example

FAELLE, FALLTAG = sorted(p.parent.name for p in BEISPIELE.glob("faelle/*/fall.yaml")), date(2026, 2, 27)
AUF_EINER_SEITE = {
    "anforderung",
    "einladung",
    "kuendigung",
    "nachweis",
    "niederschrift",
    "rueckforderung",
    "stellungnahme",
    "vertrag",
    "weiterleitung",
    "widerspruchsbescheid",
}
"""Papers of a case that fill one page in every format; `vertrag` is its overview."""


def _kind(papier: str) -> str:
    return papier.partition("_")[0]


@pytest.mark.langsam
@pytest.mark.parametrize("form", ["pdf", "docx", "odt", "html"])
@pytest.mark.parametrize("kennung", FAELLE)
def test_papers_of_a_case_are_set_as_well(kennung: str, form: str, tmp_path: Path) -> None:
    """Letters, forms, minutes, Zielvereinbarung; letters and forms of one page stay on one.

    Papers that go to several Leistungsträger, or that a later case has as well, differ in names: besides the PDF the first of
    each kind is enough.
    """
    befunde, lang = {}, []
    papiere = work_example(kennung, FALLTAG).dokumente
    assert len(papiere) > 10
    if form != "pdf":
        spaetere = FAELLE[FAELLE.index(kennung) + 1 :]
        gesehen = {_kind(n) for fall in spaetere for n in work_example(fall, FALLTAG).dokumente}
        erste = {_kind(n): n for n in reversed(papiere)}
        papiere = {n: papiere[n] for art, n in erste.items() if art not in gesehen}
        assert papiere
    for name, dokument in papiere.items():
        ordner = tmp_path / name
        ordner.mkdir()
        pdf = print_document(dokument, form, ordner)
        befunde[name] = inspect_pages(pdf, dokument)
        if _kind(name) in AUF_EINER_SEITE and len(words_of(pdf)) > 1:
            lang.append(name)
    assert {name: b for name, b in befunde.items() if any(b.zahlen.values())} == {}
    assert lang == []

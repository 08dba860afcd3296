"""LibreOffice accepts and refuses all changes of tracked files: text and numbers are those of the two versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generator.vergleich.officezeuge import FORMATE, Fall, differences, what_counts
from tests.generator.vergleich.test_vergleich import dokument, edited
from tests.vertraege import ERSTER, REGIONALBUDGET, ZWEITER

ZUFALL = ((ERSTER, 2), (ZWEITER, 1), (REGIONALBUDGET, 1))
"""The first moves a lead-in with its table; the long run has two hundred more."""


@pytest.mark.langsam
@pytest.mark.parametrize("format", FORMATE)
def test_libreoffice_reads_both_versions_out_of_one_file(format: str, tmp_path: Path) -> None:
    faelle = [Fall("jahr", format, dokument(ERSTER), dokument(ZWEITER))]
    faelle += [Fall(f"{k} {n}", format, *edited(k, n)) for k, n in ZUFALL]
    assert list(differences(tmp_path, faelle)) == []


def test_the_witness_sees_an_empty_paragraph_that_counts() -> None:
    davor = [("", "Inhalt"), ("", "§ 1 Eins 3"), ("§ 1", "Eins"), ("(1)", "Text")]
    assert what_counts(davor) == [("§ 1", "Eins"), ("(1)", "Text")]
    assert what_counts([*davor, ("(2)", "")]) != what_counts([*davor, ("", "")]) == what_counts(davor)

"""The trees and texts of the real examples as they were when someone last looked at them; see `golden` for writing them anew."""

from __future__ import annotations

import pytest

from generator.assemble import assemble
from generator.numbering import resolve
from generator.tree import Dokument
from generator.writers.native import read_native, write_native
from generator.writers.plain import write_plain
from tests.generator.golden import check_golden
from tests.vertraege import ALLE, geladen


def _dokument(kennung: str) -> Dokument:
    beispiel = geladen(kennung)
    assert beispiel.vertrag and beispiel.gliederung and beispiel.quelle
    dokument = assemble(beispiel.vertrag, beispiel.gliederung, beispiel.quelle).dokument
    assert dokument is not None
    return resolve(dokument)


@pytest.mark.parametrize("kennung", ALLE)
def test_golden_text(kennung: str) -> None:
    check_golden(f"{kennung}.txt", write_plain(_dokument(kennung)))


@pytest.mark.parametrize("kennung", ALLE)
def test_golden_tree(kennung: str) -> None:
    dokument = _dokument(kennung)
    daten = write_native(dokument)
    check_golden(f"{kennung}.json", daten)
    assert read_native(daten) == dokument

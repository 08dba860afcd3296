"""What is left of a contract when it has been checked: nothing that waits for the search for circles of objects.

That search is made seldom (`vertragswerk.speicher`); circles would keep contracts in memory until then, and looking through
them took a twentieth of the time of a check of many.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.writers.docx import write_docx
from generator.writers.html import write_html
from vertragswerk.dateisystem.verzeichnis import open_bestand
from vertragswerk.werk import Eingaben, Ergebnis, work

BEISPIELE = Path(__file__).resolve().parents[2] / "contracts" / "beispiele"
STICHTAG = date(2025, 1, 2)


def _work(nummer: int) -> Ergebnis:
    bestand, _ = open_bestand(BEISPIELE)
    return work(Eingaben(bestand.read_dateien(bestand.vertraege()[nummer]), load_mitgeliefert(), STICHTAG))


@contextmanager
def _keep_circles() -> Iterator[None]:
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


@pytest.mark.parametrize("nummer", [0, 1])
def test_a_check_leaves_no_circle(nummer: int) -> None:
    _work(nummer)
    with _keep_circles():
        assert _work(nummer).dokumente
        gc.collect()
        assert Counter(type(x).__qualname__ for x in gc.garbage) == {}


@pytest.mark.parametrize("write", [write_docx, write_html])
def test_a_writer_holds_no_document_in_a_circle(write: object) -> None:
    (baum, *_) = _work(0).dokumente.values()
    write(baum)  # type: ignore[operator]
    with _keep_circles():
        write(baum)  # type: ignore[operator]
        gc.collect()
        assert not [x for x in gc.garbage if type(x).__module__.startswith(("generator", "contracts", "checks"))]

"""A part that is asked for by name is had by the very kinds that inherit it, and by nobody of the same name elsewhere."""

from __future__ import annotations

import pickle
from importlib import import_module

import pytest

from checks import bedarf
from checks.spaetteil import Spaetteil
from contracts.arten import ARTEN

SPAETE = [wert for wert in vars(bedarf).values() if isinstance(wert, Spaetteil)]


def test_there_are_some() -> None:
    assert len(SPAETE) > 10 and set(SPAETE) <= set(bedarf.NAMEN)


@pytest.mark.parametrize("teil", SPAETE, ids=lambda t: t.__name__)
def test_who_has_a_part_is_known(teil: Spaetteil) -> None:
    echt = getattr(import_module(teil._modul), teil.__name__)
    modelle = [art.load_modell() for art in ARTEN]
    assert [issubclass(m, teil) for m in modelle] == [issubclass(m, echt) for m in modelle]
    vertraege = [m.model_construct() for m in modelle]
    assert [isinstance(v, teil) for v in vertraege] == [isinstance(v, echt) for v in vertraege]
    assert issubclass(echt, teil) and pickle.loads(pickle.dumps(teil)) is teil  # noqa: S301 - the test's own bytes


def test_a_namesake_is_another() -> None:
    teil = SPAETE[0]
    fremd = type(teil.__name__, (), {"__module__": "anderswo"})
    assert not issubclass(fremd, teil) and not isinstance(fremd(), teil) and not isinstance(None, teil)

"""Many contracts on all cores: the same findings in the same order, and an end in order whatever happens to a process."""

from __future__ import annotations

import os
import pickle
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.klauseltext import KlauseltextFehler
from generator.klauseltext.klauselvorlage import Quellort
from tests.vertraege import BEISPIELE
from vertragswerk.cli import kerne
from vertragswerk.cli.ende import Abbruch
from vertragswerk.cli.pruefen import check_packed
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner, open_bestand
from vertragswerk.haus import HAUS

pytestmark = pytest.mark.langsam
PRUEFEN = partial(check_packed, stichtag=date(2025, 12, 11), recht=load_mitgeliefert(), haus=HAUS)


@dataclass(frozen=True, slots=True)
class Toedlich(Vertragsordner):
    """Ends the process that receives it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


@pytest.fixture
def bestand(monkeypatch: pytest.MonkeyPatch) -> Bestand:
    monkeypatch.setattr(kerne, "JE_PAKET", 1)
    return open_bestand(BEISPIELE)[0]


def _broken(ordner: Vertragsordner) -> Vertragsordner:
    return replace(ordner, kennung="KAPUTT", pfad=None)  # type: ignore[arg-type]


def test_processes_give_the_same_findings_in_the_same_order(bestand: Bestand) -> None:
    ordner = [*bestand.vertraege(), replace(bestand.vertraege()[0], pfad=BEISPIELE / "fehlt")] * 2
    einzeln = [PRUEFEN(bestand, o) for o in ordner]
    with closing(kerne.run_on_kerne(PRUEFEN, bestand, ordner, 2)) as fertige:
        assert list(fertige) == einzeln
    assert any(gepackt.befunde for _, gepackt in einzeln)


def test_exception_in_a_process_names_the_contract(bestand: Bestand) -> None:
    ordner = [*bestand.vertraege(), _broken(bestand.vertraege()[0])]
    with closing(kerne.run_on_kerne(PRUEFEN, bestand, ordner, 2)) as fertige, pytest.raises(TypeError) as fehler:
        list(fertige)
    assert fehler.value.__notes__ == ["KAPUTT"]


def test_lost_process_is_a_german_sentence(bestand: Bestand) -> None:
    erster = bestand.vertraege()[0]
    ordner = [erster, Toedlich(erster.kennung, erster.pfad)]
    with closing(kerne.run_on_kerne(PRUEFEN, bestand, ordner, 2)) as fertige, pytest.raises(Abbruch, match="beendet"):
        list(fertige)


def test_early_end_leaves_no_process(bestand: Bestand) -> None:
    from multiprocessing import active_children

    with closing(kerne.run_on_kerne(PRUEFEN, bestand, bestand.vertraege() * 4, 2)) as fertige:
        next(fertige)
        assert active_children()
    assert not active_children()


def test_exception_that_cannot_travel_is_known() -> None:
    fehler = KlauseltextFehler("Meldung", Quellort(1))
    with pytest.raises(TypeError):
        pickle.loads(pickle.dumps(fehler))  # noqa: S301 - made in the same line
    assert not kerne._is_portable(fehler)
    assert kerne._is_portable(ValueError("Meldung"))


@pytest.mark.parametrize(("anzahl", "erwartet"), [(0, 1), (kerne.KERNE_AB - 1, 1), (kerne.KERNE_AB, 2), (10_000, 2)])
def test_processes_only_for_many_contracts(anzahl: int, erwartet: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert kerne.count_kerne(anzahl) == erwartet
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert kerne.count_kerne(anzahl) == 1

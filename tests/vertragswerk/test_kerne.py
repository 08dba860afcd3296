"""Many contracts on all cores: the same findings in the same order, and an end in order whatever happens to a process."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from contracts.bestand.eingaben import Vertragsdateien
from corpus.recht.rechtsbestand import load_mitgeliefert
from tests.vertraege import BEISPIELE
from vertragswerk.cli import begleitungen, kerne, pakete
from vertragswerk.cli.ende import Abbruch
from vertragswerk.cli.pakete import make_portable, run_packets
from vertragswerk.cli.pruefen import check_packed
from vertragswerk.cli.werkbaenke import Werkbaenke, open_kerne
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner, open_bestand
from vertragswerk.haus import HAUS
from vertragswerk.werk import Eingaben, work

pytestmark = pytest.mark.langsam
PRUEFEN = partial(check_packed, stichtag=date(2025, 12, 11), recht=load_mitgeliefert(), haus=HAUS)


@pytest.fixture
def bestand(monkeypatch: pytest.MonkeyPatch) -> Bestand:
    monkeypatch.setattr(pakete, "JE_PAKET", 1)
    return open_bestand(BEISPIELE)[0]


@contextmanager
def on_kernen(
    arbeit: Callable[[Vertragsdateien], Any], bestand: Bestand, ordner: Sequence[Vertragsordner]
) -> Iterator[Iterator[Any]]:
    with open_kerne(2) as weg, closing(run_packets(arbeit, bestand, ordner, weg)) as fertige:
        yield fertige


def _break(dateien: Vertragsdateien) -> str:
    if dateien.kennung == "KAPUTT":
        raise TypeError("kaputt")
    return dateien.kennung


def _die(dateien: Vertragsdateien) -> str:
    """End the process that works on the second contract."""
    return dateien.kennung if dateien.kennung != "TOT" else os._exit(3)


def test_processes_give_the_same_findings_in_the_same_order(bestand: Bestand) -> None:
    ordner = [*bestand.vertraege(), replace(bestand.vertraege()[0], pfad=BEISPIELE / "fehlt")] * 2
    einzeln = [PRUEFEN(bestand.read_dateien(o)) for o in ordner]
    with on_kernen(PRUEFEN, bestand, ordner) as fertige:
        assert list(fertige) == einzeln
    assert any(gepackt.befunde for _, gepackt in einzeln)


def test_exception_in_a_process_names_the_contract(bestand: Bestand) -> None:
    ordner = [*bestand.vertraege(), replace(bestand.vertraege()[0], kennung="KAPUTT")]
    with on_kernen(_break, bestand, ordner) as fertige, pytest.raises(TypeError) as fehler:
        list(fertige)
    assert fehler.value.__notes__ == ["KAPUTT"]


def test_lost_process_is_a_german_sentence(bestand: Bestand) -> None:
    erster = bestand.vertraege()[0]
    ordner = [erster, replace(erster, kennung="TOT")]
    with on_kernen(_die, bestand, ordner) as fertige, pytest.raises(Abbruch, match="beendet"):
        list(fertige)


def test_early_end_leaves_no_process(bestand: Bestand) -> None:
    from multiprocessing import active_children

    with on_kernen(PRUEFEN, bestand, bestand.vertraege() * 4) as fertige:
        next(fertige)
        assert active_children()
    assert not active_children()


def test_processes_are_an_executor_like_any_other() -> None:
    with Werkbaenke(2) as werkbaenke:
        assert list(werkbaenke.map(divmod, [7, 8], [2, 3])) == [(3, 1), (2, 2)]
        with pytest.raises(ZeroDivisionError):
            werkbaenke.submit(divmod, 1, 0).result()


def _tell_kennung(dateien: Vertragsdateien) -> str:
    return dateien.kennung


@pytest.mark.parametrize("anzahl", [1, 2])
def test_what_builds_is_started_before_the_work_is_known(
    anzahl: int, bestand: Bestand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Preparing changes nothing of what comes, also where it fails; at the end no process is left."""
    from multiprocessing import active_children

    monkeypatch.setattr(kerne, "usable_kerne", lambda: anzahl)
    ordner = bestand.vertraege()[:3]
    with kerne.open_baukerne(len(ordner), partial(divmod, 1, 0)) as wer:
        assert len(active_children()) == (anzahl if anzahl > 1 else 0)
        assert list(wer(_tell_kennung, bestand, ordner)) == [o.kennung for o in ordner]
    assert not active_children()


def test_tools_are_there_before_the_first_contract() -> None:
    from concurrent.futures import wait

    from vertragswerk.cli.bauen import load_werkzeug

    with Werkbaenke(1) as werkbaenke:
        fertig = werkbaenke.submit(load_werkzeug, ["docx", "odt", "pdf", "html", "plain"])
        assert wait((fertig,)).done and fertig.result() is None


def test_exception_that_cannot_travel_is_known() -> None:
    fehler = KeyError("Meldung")
    fehler.grund = lambda: None  # type: ignore[attr-defined]
    ersatz = make_portable(fehler)
    assert type(ersatz) is RuntimeError and str(ersatz) == "KeyError"
    assert make_portable(heil := ValueError("Meldung")) is heil


@pytest.mark.parametrize(("anzahl", "erwartet"), [(0, 1), (kerne.KERNE_AB - 1, 1), (kerne.KERNE_AB, 2), (10_000, 2)])
def test_processes_only_for_many_contracts(anzahl: int, erwartet: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert kerne.count_kerne(anzahl) == erwartet
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert kerne.count_kerne(anzahl) == 1


@pytest.mark.parametrize("name", [n for n in vars(begleitungen) if n.startswith("begleite_mit_")])
def test_what_is_built_beside_a_contract_travels_to_another_process(name: str) -> None:
    assert pickle.dumps(vars(begleitungen)[name]())


@pytest.mark.parametrize("kennung", [o.kennung for o in open_bestand(BEISPIELE)[0].vertraege()])
def test_extracts_need_no_document(kennung: str) -> None:
    """What rules across contracts take along is the same whether the documents were put together or not."""
    bestand, _ = open_bestand(BEISPIELE)
    ort = next(o for o in bestand.vertraege() if o.kennung == kennung)
    eingaben = Eingaben(bestand.read_dateien(ort), load_mitgeliefert(), date(2025, 12, 11))
    ganz, knapp = work(eingaben), work(eingaben, ())
    assert ganz.dokumente and not knapp.dokumente
    assert knapp.pruefung.auszuege == ganz.pruefung.auszuege
    assert knapp.pruefung.datei == ganz.pruefung.datei

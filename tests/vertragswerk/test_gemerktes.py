"""What is kept from contract to contract shows in nothing but the time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.beispiel import BEISPIELE, make_repository
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.merkspeicher import Merkspeicher
from vertragswerk.dateisystem.verzeichnis import open_bestand
from vertragswerk.werk import Eingaben, Ergebnis, work

TAG = date(2026, 4, 1)
VARIANTEN = 3


def _work_through(wurzel: Path) -> list[Ergebnis]:
    bestand, _ = open_bestand(wurzel)
    return [work(Eingaben(bestand.read_dateien(o), load_mitgeliefert(), TAG)) for o in bestand.vertraege()]


def _tell(ergebnisse: list[Ergebnis]) -> list[object]:
    """Return everything that comes of contracts; the places of every id, in order."""
    return [
        (
            e.pruefung,
            [
                (s.dokument, [(k, s.places[k]) for k in s.places], list(s.herkunft.items()), dict(s.verweisorte))
                for s in e.pruefling.schriftstuecke
            ],
        )
        for e in ergebnisse
    ]


@pytest.fixture(params=["Beispiele", "Abwandlungen"])
def wurzel(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "Beispiele":
        return BEISPIELE
    make_repository(tmp_path / "bestand", VARIANTEN)
    return tmp_path / "bestand"


def test_nothing_kept_and_all_kept_give_the_same(wurzel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vorher = _work_through(wurzel)
    gemerkt = _work_through(wurzel)
    monkeypatch.setattr(Merkspeicher, "get", lambda *_: None)
    ohne = _work_through(wurzel)
    assert _tell(vorher) == _tell(gemerkt) == _tell(ohne)


def test_sections_are_shared_and_those_with_own_values_are_not(tmp_path: Path) -> None:
    make_repository(tmp_path / "bestand", VARIANTEN)
    erste, zweite, _ = (e.dokumente["vertrag"].abschnitte for e in _work_through(tmp_path / "bestand"))
    gleiche = [a is b for a, b in zip(erste, zweite, strict=True)]
    assert sum(gleiche) > len(gleiche) * 3 // 4 and not all(gleiche)
    assert all((a is b) == (a == b) for a, b in zip(erste, zweite, strict=True))

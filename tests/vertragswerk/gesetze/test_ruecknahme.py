"""Taking an import back: index, list, texts and pin are what they were, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.einfuhr.fehler import ImportFehler
from corpus.norm import Norm
from tests.corpus.einfuhr.test_einlesen import GUT, zipped
from tests.vertragswerk.gesetze.bruch import IMPORT, RUECKNAHME, break_off
from tests.vertragswerk.gesetze.staende import shipped_state
from tests.vertragswerk.gesetze.test_abruf import HEUTE, SGB_X, send, server
from tests.vertragswerk.gesetze.test_aufbereitete import ZEILE, write_prepared
from tests.vertragswerk.gesetze.test_uebernahme import NACHHER, VORHER, state_of
from vertragswerk.gesetze import textspeicher as volltext
from vertragswerk.gesetze.abruf import SPERRDATEI, fetch_gesetz, read_sperren, write_sperre
from vertragswerk.gesetze.eingefuehrt import load_eigene, load_recht
from vertragswerk.gesetze.ruecknahme import NichtsZurueckzunehmen, undo_einfuhr
from vertragswerk.gesetze.uebernahme import import_file


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    """Return a cache into which a law was imported, and a newer state of it."""
    bring(tmp_path, VORHER)
    return tmp_path / "cache"


def bring(wo: Path, daten: bytes, name: str = "g.xml") -> None:
    (wo / name).write_bytes(daten)
    import_file(wo / name, wo / "cache", trotzdem=True)


def found(ordner: Path, wort: str) -> list[str]:
    with volltext.open_volltext(ordner) as db:
        return [t.nummer for t in volltext.search(db, wort, date(2026, 10, 5))]


def test_the_last_import_is_taken_back_and_then_the_one_before(ordner: Path) -> None:
    davor = state_of(ordner)
    assert found(ordner, "endet") == ["4"]
    bring(ordner.parent, NACHHER)
    assert found(ordner, "endet") == []
    assert undo_einfuhr("testg", ordner).splitlines() == [
        "Zurückgenommen: Import von g.xml (TestG, Stand 01.10.2026: 1 neu, 1 geändert, 1 entfallen).",
        "TestG ist wieder auf dem importierten Stand vom 01.09.2026.",
    ]
    assert state_of(ordner) == davor
    assert found(ordner, "endet") == ["4"]
    assert "TestG ist nicht mehr im Bestand." in undo_einfuhr("TestG", ordner)
    assert load_eigene(ordner) == {}
    assert not list(ordner.glob("*.gz"))
    assert found(ordner, "endet") == []
    with pytest.raises(NichtsZurueckzunehmen, match=r"Für „TestG“ ist kein Import zurückzunehmen\."):
        undo_einfuhr("TestG", ordner)


def test_the_shipped_law_is_back_after_a_wrong_import(tmp_path: Path) -> None:
    """The import that “removes” 162 provisions, undone."""
    norm, tag = Norm.parse("§ 29 SGB IX"), date(2026, 9, 2)
    bring(tmp_path, GUT.replace(b"TestG", b"SGB 9 2018").replace(b"20260901", b"20260902"))
    assert load_recht(tmp_path / "cache").urteile(norm, tag).status == "aufgehoben"
    assert "Für SGB IX gilt wieder der mitgelieferte Bestand." in undo_einfuhr("sgb-ix", tmp_path / "cache")
    assert load_recht(tmp_path / "cache").urteile(norm, tag).wahrscheinlich == "geltend"


def test_an_import_that_changed_nothing_leaves_nothing_to_take_back(ordner: Path) -> None:
    bring(ordner.parent, VORHER)
    undo_einfuhr("TestG", ordner)
    assert load_eigene(ordner) == {}


def test_only_the_named_law_is_touched_and_the_possible_ones_are_named(ordner: Path) -> None:
    bring(ordner.parent, GUT.replace(b"TestG", b"AnderesG"))
    davor = state_of(ordner)
    with pytest.raises(NichtsZurueckzunehmen, match="Möglich ist es bei: AnderesG, TestG"):
        undo_einfuhr("SGB IX", ordner)
    undo_einfuhr("AnderesG", ordner)
    assert set(load_eigene(ordner)) == {"TestG"}
    assert state_of(ordner)[1] == davor[1]
    with pytest.raises(NichtsZurueckzunehmen, match="nichts importiert"):
        undo_einfuhr("SGB IX", ordner.parent / "leer")


def test_a_prepared_file_is_taken_back(tmp_path: Path) -> None:
    import_file(write_prepared(tmp_path / "TestG.jsonl.gz", ZEILE), tmp_path / "cache")
    davor = state_of(tmp_path / "cache")
    bring(tmp_path, NACHHER)
    assert "Stand vom 01.01.2021" in undo_einfuhr("TestG", tmp_path / "cache")
    assert state_of(tmp_path / "cache") == davor


@pytest.mark.parametrize("stelle", range(5))
def test_taking_back_broken_off_anywhere_is_completed_by_the_next(stelle: int, ordner: Path) -> None:
    davor = state_of(ordner)
    bring(ordner.parent, NACHHER)
    with break_off(stelle, *RUECKNAHME), pytest.raises((OSError, ImportFehler)):
        undo_einfuhr("TestG", ordner)
    undo_einfuhr("TestG", ordner)
    assert state_of(ordner) == davor


@pytest.mark.parametrize("stelle", range(8))
def test_an_import_broken_off_anywhere_is_taken_back(stelle: int, ordner: Path) -> None:
    """Also one that was repeated after it broke off: what the first try found is what comes back."""
    davor = state_of(ordner)
    for ist_wiederholt in (False, True):
        with break_off(stelle, *IMPORT):
            ist_fertig = try_to(lambda: bring(ordner.parent, NACHHER))
        if ist_wiederholt and not ist_fertig:
            bring(ordner.parent, NACHHER)
        if state_of(ordner) != davor:
            undo_einfuhr("TestG", ordner)
        assert state_of(ordner) == davor


def try_to(tun: Callable[[], object]) -> bool:
    try:
        tun()
    except (OSError, ImportFehler):
        return False
    return True


def test_the_pin_goes_back_with_the_law(tmp_path: Path) -> None:
    neuer = zipped(shipped_state("SGB X", "SGB 10", "20261015", {"1": "Anwendung"}))
    cache, repo = tmp_path / "cache", tmp_path / "repo"
    with server(send(SGB_X)) as basis:
        fetch_gesetz("SGB X", cache, HEUTE, sperrordner=repo, basis=basis)
    erster = read_sperren(repo)
    with server(send(neuer)) as basis:
        fetch_gesetz("SGB X", cache, date(2026, 12, 2), sperrordner=repo, basis=basis)
    assert "hält wieder die Datei vom Stand 2026-10-01 fest" in undo_einfuhr("SGB X", cache)
    assert read_sperren(repo) == erster
    assert "hält das Gesetz nicht mehr fest" in undo_einfuhr("SGB X", cache)
    assert not (repo / SPERRDATEI).exists()


def test_a_pin_that_somebody_else_set_stays(tmp_path: Path) -> None:
    with server(send(SGB_X)) as basis:
        fetch_gesetz("SGB X", tmp_path, HEUTE, basis=basis)
    (sperre,) = read_sperren(tmp_path).values()
    anderer = type(sperre)(sperre.gesetz, sperre.quelle, sperre.geholt_am, "f" * 64, sperre.stand)
    write_sperre(tmp_path, anderer)
    assert "bleibt, wie sie ist" in undo_einfuhr("SGB X", tmp_path)
    assert read_sperren(tmp_path)["SGB X"] == anderer


def test_so_many_imports_are_kept(ordner: Path) -> None:
    for tag in range(2, 12):
        bring(
            ordner.parent,
            VORHER.replace(b"20260901", f"202609{tag:02d}".encode()).replace(b"Es dient", f"Am {tag}".encode()),
        )
    for _ in range(5):
        undo_einfuhr("TestG", ordner)
    with pytest.raises(NichtsZurueckzunehmen):
        undo_einfuhr("TestG", ordner)

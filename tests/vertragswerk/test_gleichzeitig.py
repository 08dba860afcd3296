"""Runs at once do no harm: one lock per target, unfinished files of killed and of living runs."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.corpus.einfuhr.test_einlesen import GUT
from tests.hilfen import PROJEKT
from tests.vertraege import ERSTE_FASSUNG
from tests.vertragswerk.conftest import NUR_POSIX, NUR_TEXT, ZIEL, command, environment, start, tree
from vertragswerk.dateisystem import zielsperre
from vertragswerk.dateisystem.ablage import AblageFehler, write_in_turn
from vertragswerk.dateisystem.ordnergriff import open_griff
from vertragswerk.dateisystem.ordnertausch import Vorwissen
from vertragswerk.dateisystem.zielsperre import hold_ziel
from vertragswerk.gesetze.uebernahme import import_file
from vertragswerk.gesetze.zwischenspeicher import hold_cache, replace_file


def hold_elsewhere(ordner: Path, name: str) -> subprocess.Popen[bytes]:
    """Start a process that holds a lock until it is killed."""
    skript = (
        "import sys, time; from pathlib import Path; from vertragswerk.dateisystem.ordnergriff import open_griff\n"
        "from vertragswerk.dateisystem.zielsperre import hold_ziel\n"
        "with open_griff(Path(sys.argv[1])) as o, hold_ziel(o, sys.argv[2]):\n"
        "    print('da', flush=True); time.sleep(60)"
    )
    prozess = subprocess.Popen([sys.executable, "-c", skript, str(ordner), name], stdout=subprocess.PIPE, env=environment(PYTHONPATH=str(PROJEKT)))  # fmt: skip
    assert prozess.stdout is not None
    assert prozess.stdout.readline().strip() == b"da"
    return prozess


def end(prozess: subprocess.Popen[bytes]) -> None:
    prozess.kill()
    prozess.communicate()


def test_a_run_that_waits_says_for_whom_and_goes_on(bestand: Path) -> None:
    (bestand / ZIEL).parent.mkdir(parents=True)
    halter = hold_elsewhere((bestand / ZIEL).parent, ERSTE_FASSUNG)
    try:
        lauf = subprocess.Popen(command("bauen", bestand, *NUR_TEXT), stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(PYTHONPATH=str(PROJEKT)))  # fmt: skip
        assert lauf.stderr is not None
        zeile = lauf.stderr.readline().decode()
        assert zeile.startswith(f"Warte: Prozess {halter.pid} auf „") and str(bestand / ZIEL) in zeile
        assert not (bestand / ZIEL).exists()
    finally:
        end(halter)
    lauf.communicate(timeout=60)
    assert lauf.returncode == 0
    assert [p.name for p in (bestand / ZIEL).parent.iterdir()] == [ERSTE_FASSUNG]


def test_an_import_that_waits_says_so_too(tmp_path: Path) -> None:
    (tmp_path / "g.xml").write_bytes(GUT)
    (tmp_path / "cache").mkdir()
    halter = hold_elsewhere(tmp_path / "cache", "")
    gesagt: list[str] = []

    def let_go(meldung: str) -> None:
        gesagt.append(meldung)
        end(halter)

    assert import_file(tmp_path / "g.xml", tmp_path / "cache", melde=let_go).neu
    assert len(gesagt) == 1 and gesagt[0].startswith(f"Warte: Prozess {halter.pid} auf „")


def test_a_lock_does_not_outlive_its_process(tmp_path: Path) -> None:
    end(hold_elsewhere(tmp_path, "x"))
    assert [p.name for p in tmp_path.iterdir()] == [".x.sperre"]
    gesagt: list[str] = []
    with open_griff(tmp_path) as ordner, hold_ziel(ordner, "x", gesagt.append):
        pass
    assert (gesagt, list(tmp_path.iterdir())) == ([], [])


def test_waiting_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zielsperre, "WARTEZEIT", 0)
    halter = hold_elsewhere(tmp_path, "x")
    try:
        with pytest.raises(AblageFehler, match=f"Prozess {halter.pid} auf „.*“ schreibt seit"):
            write_in_turn(tmp_path / "x", {"a": b"1"})
    finally:
        end(halter)


@pytest.mark.parametrize("inhalt", [b"", b"12", b"12 \x1b[2J\n", b"\xff" * 300, "99 wärme\n".encode()])
def test_what_a_lock_file_says_is_not_believed(inhalt: bytes, tmp_path: Path) -> None:
    halter = hold_elsewhere(tmp_path, "x")
    try:
        (tmp_path / ".x.sperre").write_bytes(inhalt)
        gesagt: list[str] = []
        with pytest.MonkeyPatch.context() as mp, open_griff(tmp_path) as ordner:
            mp.setattr(zielsperre, "WARTEZEIT", 0.2)
            with contextlib.suppress(OSError), hold_ziel(ordner, "x", gesagt.append):
                pass
        assert len(gesagt) == 1 and gesagt[0].startswith("Warte: Ein anderer Lauf schreibt gerade nach ")
    finally:
        end(halter)


@NUR_POSIX
@pytest.mark.parametrize("art", ["verknuepfung", "rohr"])
def test_a_lock_is_a_file_of_its_own(art: str, tmp_path: Path) -> None:
    fremd = tmp_path / "fremd"
    fremd.write_bytes(b"fremd")
    (tmp_path / ".x.sperre").symlink_to(fremd) if art == "verknuepfung" else os.mkfifo(tmp_path / ".x.sperre")
    with pytest.raises(AblageFehler, match=r"Verknüpfung|gewöhnliche"):
        write_in_turn(tmp_path / "x", {"a": b"1"})
    assert fremd.read_bytes() == b"fremd"


@pytest.mark.parametrize("anzahl", [2, 6])
def test_many_write_one_folder_at_once(anzahl: int, tmp_path: Path) -> None:
    """Each run replaces what it knows; a signed copy stays in every round, and nothing is left beside."""
    ordner = tmp_path / ERSTE_FASSUNG
    ordner.mkdir()
    (ordner / "scan.pdf").write_bytes(b"Scan")
    fehler: list[BaseException] = []

    def know(griff: object) -> dict[str, tuple[int, str]]:
        import hashlib

        return {f"f{i}": (1, hashlib.sha256(bytes([48 + n])).hexdigest()) for i in range(5) for n in range(anzahl) if (ordner / f"f{i}").read_bytes() == bytes([48 + n])} if (ordner / "f0").exists() else {}  # fmt: skip

    def write_often(nummer: int) -> None:
        try:
            for _ in range(10):
                write_in_turn(ordner, {f"f{i}": bytes([48 + nummer]) for i in range(5)}, vorwissen=Vorwissen(know))
        except BaseException as f:  # noqa: BLE001 - shown by the test
            fehler.append(f)

    faeden = [threading.Thread(target=write_often, args=(n,)) for n in range(anzahl)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join(60)
    assert fehler == []
    dateien = tree(tmp_path)
    assert dateien.pop(f"{ERSTE_FASSUNG}/scan.pdf") == b"Scan"
    assert set(dateien) == {f"{ERSTE_FASSUNG}/f{i}" for i in range(5)} and len(set(dateien.values())) == 1


def test_many_write_one_file_at_once(tmp_path: Path) -> None:
    skript = (
        "import sys; from pathlib import Path; from vertragswerk.dateisystem.ablage import write_atomic\n"
        "for _ in range(60): write_atomic(Path(sys.argv[1]), sys.argv[2].encode() * 1000)"
    )
    laeufe = [
        subprocess.Popen([sys.executable, "-c", skript, str(tmp_path / "b.json"), str(n)], stderr=subprocess.PIPE, env=environment(PYTHONPATH=str(PROJEKT)))
        for n in range(6)
    ]  # fmt: skip
    enden = [(lauf.communicate(timeout=120)[1].decode()[-300:], lauf.returncode) for lauf in laeufe]
    assert enden == [("", 0)] * 6
    (datei,) = tmp_path.iterdir()
    assert len(set(datei.read_bytes())) == 1


def test_what_killed_imports_have_left_goes_and_a_living_one_stays(tmp_path: Path) -> None:
    for rest in (".testg.jsonl.gz.4711.neu", f".gesetze.json.{'a' * 32}.teil", f".fort.jsonl.gz.{'0' * 32}.teil"):
        (tmp_path / rest).write_bytes(b"halb")
    for fremd in (".testg.jsonl.gz.neu", ".gesetze.json.kurz.teil", "notiz.teil"):
        (tmp_path / fremd).write_bytes(b"fremd")
    with hold_cache(tmp_path):
        assert sorted(tree(tmp_path)) == [".gesetze.json.kurz.teil", ".sperre", ".testg.jsonl.gz.neu", "notiz.teil"]


@NUR_POSIX
def test_a_killed_import_leaves_nothing_for_good(tmp_path: Path) -> None:
    skript = (
        "import os, sys; from pathlib import Path; from vertragswerk.gesetze import uebernahme, textspeicher\n"
        "textspeicher.open_volltext = lambda *a, **k: os.kill(os.getpid(), 9)\n"
        "uebernahme.import_file(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    (tmp_path / "g.xml").write_bytes(GUT)
    cache = tmp_path / "cache"
    lauf = subprocess.run([sys.executable, "-c", skript, str(tmp_path / "g.xml"), str(cache)], check=False, env=environment(PYTHONPATH=str(PROJEKT)))  # fmt: skip
    assert lauf.returncode == -9
    assert sorted(p.suffix or p.name for p in cache.iterdir()) == [".sperre", ".teil"]
    assert start("gesetze", "importieren", tmp_path / "g.xml", VERTRAGSWERK_CACHE=str(cache)).code == 0
    assert sorted(p.name for p in cache.iterdir()) == ["gesetze.json", "testg.jsonl.gz", "volltext.sqlite"]


def test_a_living_run_keeps_its_unfinished_file(tmp_path: Path) -> None:
    from vertragswerk.dateisystem.zwischendatei import clear_staged, stage

    with open_griff(tmp_path) as ordner, stage(ordner, "a.json", b"neu") as name:
        clear_staged(ordner)
        replace_file(tmp_path / "a.json", b"von anderen")
        assert (tmp_path / name).read_bytes() == b"neu"
    assert tree(tmp_path) == {"a.json": b"von anderen"}

"""Atomic output: at every moment the old or the new, never half of either."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.vertragswerk.conftest import tree
from vertragswerk.dateisystem import ordnergriff, ordnertausch, zwischendatei
from vertragswerk.dateisystem.ablage import AblageFehler, write_all_atomic, write_atomic, write_in_turn
from vertragswerk.dateisystem.ordnergriff import Ordnergriff, open_griff
from vertragswerk.dateisystem.ordnertausch import Ablagebericht, Geaendert, Vorwissen, recover

ALT, NEU = ".1.0.alt-" + "0" * 32, ".1.0.neu-" + "0" * 32


class Abgebrochen(BaseException):
    """Stands for a run killed at this point: nothing of ours may clean up after it."""


def know_all(ordner: Ordnergriff) -> dict[str, tuple[int, str]]:
    """Say of every file with content `alt…` that an earlier build wrote it."""
    gebaut = {}
    for griff, name, rel, ist_ordner in ordnergriff.each_entry(ordner):
        was = griff.look(name)
        if not ist_ordner and was is not None and stat.S_ISREG(was.st_mode):
            inhalt = griff.read(name, 100)
            gebaut |= {rel: (len(inhalt), hashlib.sha256(inhalt).hexdigest())} if inhalt.startswith(b"alt") else {}
    return gebaut


def build(ordner: Path, dateien: dict[str, bytes], ist_beiseite: bool = False) -> Ablagebericht:
    return write_in_turn(ordner, dateien, vorwissen=Vorwissen(know_all), ist_beiseite=ist_beiseite)


def repair(ordner: Path) -> None:
    with open_griff(ordner.parent) as ort:
        recover(ort, ordner.name, Vorwissen(know_all))


def test_file_is_written_and_replaced(tmp_path: Path) -> None:
    pfad = tmp_path / "a" / "b.txt"
    for inhalt in (b"eins", b"zwei"):
        write_atomic(pfad, inhalt)
        assert tree(tmp_path) == {"a/b.txt": inhalt}


def test_failed_file_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pfad = tmp_path / "b.txt"
    write_atomic(pfad, b"alt")
    monkeypatch.setattr(os, "fsync", fail_with(OSError(28, "voll")))
    with pytest.raises(AblageFehler, match="Datenträger ist voll"):
        write_atomic(pfad, b"neu")
    assert tree(tmp_path) == {"b.txt": b"alt"}


def test_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(AblageFehler, match="kann nicht geschrieben werden"):
        write_atomic(tmp_path / "b.txt", b"neu")
    (tmp_path / "datei").write_bytes(b"x")
    with pytest.raises(AblageFehler):
        write_atomic(tmp_path / "datei" / "b.txt", b"neu")
    with pytest.raises(AblageFehler, match="schon etwas anderes"):
        write_all_atomic(tmp_path / "datei", {"a": b"1"})
    assert tree(tmp_path) == {"datei": b"x"}


def fail_with(fehler: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise fehler

    return fail


def test_folder_appears_whole_and_keeps_what_is_not_ours(tmp_path: Path) -> None:
    ordner = tmp_path / "1.0"
    build(ordner, {"v.docx": b"alt1", "v.rtf": b"alt1", "teil/x.txt": b"alt1"})
    (ordner / "unterschrieben.pdf").write_bytes(b"Scan")
    build(ordner, {"v.docx": b"2", "teil/x.txt": b"2"})
    assert tree(tmp_path) == {"1.0/v.docx": b"2", "1.0/teil/x.txt": b"2", "1.0/unterschrieben.pdf": b"Scan"}
    assert [p.name for p in tmp_path.iterdir()] == ["1.0"]


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "", "a\\b", "C:x"])
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(AblageFehler):
        write_all_atomic(tmp_path / "o", {name: b"1"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stelle", ["write_synced", "_swap", "_keep"])
def test_failed_folder_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stelle: str) -> None:
    ordner = tmp_path / "1.0"
    build(ordner, {"a": b"alt", "b": b"alt"})
    monkeypatch.setattr(
        ordnergriff if stelle == "write_synced" else ordnertausch, stelle, fail_with(PermissionError(13, "offen"))
    )
    with pytest.raises(AblageFehler, match="Word"):
        build(ordner, {"a": b"neu"})
    assert tree(tmp_path) == {"1.0/a": b"alt", "1.0/b": b"alt"}


def fail_second_move(monkeypatch: pytest.MonkeyPatch, fehler: BaseException, ist_tot: bool = False) -> None:
    """Let the finished folder not reach its place; with `ist_tot` nothing at all works from then on, as after a kill."""
    move, tot = Ordnergriff.move, []

    def refuse(griff: Ordnergriff, name: str, nach: Ordnergriff, neu: str) -> None:
        if ".neu-" in name or tot:
            tot.extend([1] if ist_tot else [])
            raise fehler
        move(griff, name, nach, neu)

    monkeypatch.setattr(Ordnergriff, "move", refuse)


@pytest.mark.parametrize(
    "fehler", [PermissionError(13, "offen"), KeyboardInterrupt()], ids=["verweigert", "abgebrochen"]
)
def test_second_move_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fehler: BaseException) -> None:
    ordner = tmp_path / "1.0"
    build(ordner, {"a": b"alt"})
    fail_second_move(monkeypatch, fehler)
    with pytest.raises((AblageFehler, KeyboardInterrupt)):
        build(ordner, {"a": b"neu"})
    assert tree(tmp_path) == {"1.0/a": b"alt"}


def test_killed_between_the_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordner = tmp_path / "1.0"
    build(ordner, {"a": b"alt"})
    (ordner / "scan.pdf").write_bytes(b"Scan")
    with monkeypatch.context() as mp:
        fail_second_move(mp, Abgebrochen(), ist_tot=True)
        mp.setattr(ordnertausch, "remove_tree", lambda *_: None)
        with pytest.raises(Abgebrochen):
            build(ordner, {"a": b"neu"})
    assert not ordner.exists()
    for _ in range(2):
        repair(ordner)
        assert tree(tmp_path) == {"1.0/a": b"alt", "1.0/scan.pdf": b"Scan"}


def test_next_run_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    for rest in (ALT, NEU):
        (tmp_path / rest).mkdir()
        (tmp_path / rest / "halb").write_bytes(b"alt")
    for fremd in (".11.0.neu-" + "0" * 32, ".1.0.neu-von-mir"):
        (tmp_path / fremd).mkdir()
    (tmp_path / "1.0").mkdir()
    build(tmp_path / "1.0", {"a": b"neu"})
    assert tree(tmp_path) == {"1.0/a": b"neu"}
    assert sorted(p.name for p in tmp_path.iterdir()) == [".1.0.neu-von-mir", ".11.0.neu-" + "0" * 32, "1.0"]


def test_what_a_killed_run_could_not_throw_away_is_rescued(tmp_path: Path) -> None:
    """Killed while it threw the old folder away: a file in it that stands nowhere else comes back, the built ones go."""
    for name, inhalt in {f"{ALT}/a": b"alt", f"{ALT}/unten/a": b"Scan", f"{ALT}/b": b"Scan 2", f"{ALT}/c": b"auch da", "1.0/b": b"neu", "1.0/d": b"auch da"}.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(inhalt)
    repair(tmp_path / "1.0")
    assert tree(tmp_path) == {
        "1.0/b": b"neu",
        "1.0/d": b"auch da",
        "1.0/unten/a": b"Scan",
        "1.0/b-beiseite-1": b"Scan 2",
    }


def test_a_file_saved_while_the_folders_are_swapped_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordner = tmp_path / "1.0"
    build(ordner, {"a.pdf": b"alt"})
    swap = ordnertausch._swap

    def sign_then_swap(*angaben: Any) -> None:
        (ordner / "a.pdf").write_bytes(b"unterschrieben")
        (ordner / "b.pdf").write_bytes(b"Scan")
        swap(*angaben)

    monkeypatch.setattr(ordnertausch, "_swap", sign_then_swap)
    bericht = build(ordner, {"a.pdf": b"neu"})
    assert tree(tmp_path) == {"1.0/a.pdf": b"neu", "1.0/a-beiseite-1.pdf": b"unterschrieben", "1.0/b.pdf": b"Scan"}
    assert ("a.pdf", "a-beiseite-1.pdf") in bericht.beiseite


@pytest.mark.parametrize("ist_hier", [False, True], ids=["dort", "hier"])
def test_what_is_not_as_built_stops_or_goes_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ist_hier: bool
) -> None:
    ordner = tmp_path / "1.0"
    build(ordner, {"a.pdf": b"alt", "teil/b.pdf": b"alt", "c.pdf": b"alt", "weg.pdf": b"alt"})
    if ist_hier:
        monkeypatch.chdir(ordner)
    (ordner / "a.pdf").write_bytes(b"Unterschrift 1")
    (ordner / "teil" / "b.pdf").write_bytes(b"Unterschrift 2")
    (ordner / "A-beiseite-1.PDF").write_bytes(b"von gestern")
    (ordner / "neu.pdf").write_bytes(b"von anderswo")
    vorher, dateien = tree(tmp_path), dict.fromkeys(("a.pdf", "teil/b.pdf", "c.pdf", "neu.pdf"), b"neu")
    with pytest.raises(Geaendert) as fehler:
        build(ordner, dateien)
    assert sorted(fehler.value.namen) == ["a.pdf", "neu.pdf", "teil/b.pdf"]
    assert tree(tmp_path) == vorher
    build(ordner, dateien, ist_beiseite=True)
    assert tree(tmp_path) == {
        **{f"1.0/{n}": b"neu" for n in dateien}, "1.0/A-beiseite-1.PDF": b"von gestern", "1.0/a-beiseite-2.pdf": b"Unterschrift 1",
        "1.0/teil/b-beiseite-1.pdf": b"Unterschrift 2", "1.0/neu-beiseite-1.pdf": b"von anderswo",
    }  # fmt: skip


def test_a_changed_file_is_not_outdated(tmp_path: Path) -> None:
    build(tmp_path / "1.0", {"a.pdf": b"alt", "a.docx": b"alt"})
    (tmp_path / "1.0" / "a.pdf").write_bytes(b"unterschrieben")

    def know(ordner: Ordnergriff) -> dict[str, tuple[int, str]]:
        return {n: (3, hashlib.sha256(b"alt").hexdigest()) for n in ("a.pdf", "a.docx")}

    bericht = write_in_turn(tmp_path / "1.0", {"a.docx": b"neu"}, vorwissen=Vorwissen(know))
    assert bericht.unberuehrt == ["a.pdf"]
    assert tree(tmp_path) == {"1.0/a.pdf": b"unterschrieben", "1.0/a.docx": b"neu"}


def test_folder_names_are_taken_literally(tmp_path: Path) -> None:
    (tmp_path / NEU.replace("1.0", "x")).mkdir()
    write_all_atomic(tmp_path / "[x]*", {"a": b"1"})
    assert (tmp_path / NEU.replace("1.0", "x")).is_dir()


def test_the_current_folder_is_filled_not_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hier = tmp_path / "hier" / "tief"
    hier.mkdir(parents=True)
    build(tmp_path / "hier", {"a": b"alt", "b/c": b"alt", "weg": b"alt"})
    (tmp_path / "hier" / "scan").write_bytes(b"fremd")
    hier.mkdir(exist_ok=True)
    monkeypatch.chdir(hier)
    nummer = (tmp_path / "hier").stat().st_ino
    build(tmp_path / "hier", {"a": b"neu", "d/e": b"neu"})
    assert tree(tmp_path) == {"hier/a": b"neu", "hier/d/e": b"neu", "hier/scan": b"fremd"}
    assert (tmp_path / "hier").stat().st_ino == nummer
    assert [p.name for p in tmp_path.iterdir()] == ["hier"]


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path, aussen: Path) -> None:
    ordner = tmp_path / "aus" / "1.0"
    ordner.parent.mkdir()
    ordner.symlink_to(aussen, target_is_directory=True)
    with pytest.raises(AblageFehler, match="Verknüpfung"):
        build(ordner, {"a": b"neu"}, ist_beiseite=True)
    assert (tree(aussen), ordner.is_symlink()) == ({"geheim.txt": b"geheim"}, True)
    assert [p.name for p in ordner.parent.iterdir()] == ["1.0"]


@pytest.mark.parametrize("rest", [ALT, NEU])
def test_a_link_in_the_place_of_a_leftover_is_not_followed(tmp_path: Path, aussen: Path, rest: str) -> None:
    ordner = tmp_path / "aus" / "1.0"
    ordner.parent.mkdir()
    (ordner.parent / rest).symlink_to(aussen, target_is_directory=True)
    build(ordner, {"a": b"neu"})
    assert tree(aussen) == {"geheim.txt": b"geheim"}
    assert not ordner.is_symlink()
    assert [p.name for p in ordner.iterdir()] == ["a"], "nichts Fremdes ist in die Fassung geraten"
    assert (ordner.parent / rest).is_symlink()


def test_links_in_the_folder_stay_links(tmp_path: Path, aussen: Path) -> None:
    build(tmp_path / "1.0", {"a": b"alt"})
    (tmp_path / "1.0" / "zeiger").symlink_to(aussen, target_is_directory=True)
    (tmp_path / "1.0" / "datei").symlink_to(aussen / "geheim.txt")
    build(tmp_path / "1.0", {"a": b"neu"})
    with pytest.raises(Geaendert):
        build(tmp_path / "1.0", {"datei": b"neu"})
    build(tmp_path / "1.0", {"datei": b"neu"}, ist_beiseite=True)
    assert tree(aussen) == {"geheim.txt": b"geheim"}
    assert {p.name: p.is_symlink() for p in (tmp_path / "1.0").iterdir()} == {"a": False, "datei": False, "datei-beiseite-1": True, "zeiger": True}  # fmt: skip


@pytest.mark.parametrize("teil", ["ausgabe", "ausgabe/TB"])
def test_no_link_below_the_root_is_followed(tmp_path: Path, aussen: Path, teil: str) -> None:
    (tmp_path / "b" / teil).parent.mkdir(parents=True)
    (tmp_path / "b" / teil).symlink_to(aussen, target_is_directory=True)
    with pytest.raises(AblageFehler, match="Verknüpfung"):
        write_all_atomic(tmp_path / "b" / "ausgabe" / "TB" / "1.0", {"a": b"neu"}, tmp_path / "b")
    with pytest.raises(AblageFehler, match="Verknüpfung"):
        write_atomic(tmp_path / "b" / teil / "a", b"neu", tmp_path / "b")
    assert tree(aussen) == {"geheim.txt": b"geheim"}


@pytest.mark.skipif(not ordnergriff.HAT_GRIFFE, reason="das System kennt keine Griffe auf Ordner")
@pytest.mark.parametrize("stelle", ["_keep", "_swap", "_clear"])
def test_a_link_put_there_between_look_and_use_changes_nothing_outside(
    tmp_path: Path, aussen: Path, monkeypatch: pytest.MonkeyPatch, stelle: str
) -> None:
    """The folder around is exchanged for a link while the run works: what it holds open stays its place."""
    ordner = tmp_path / "ziel" / "1.0"
    build(ordner, {"a": b"alt"})
    (ordner / "scan").write_bytes(b"Scan")
    (aussen / "1.0").mkdir()
    (aussen / "1.0" / "geheim").write_bytes(b"geheim")
    tun = getattr(ordnertausch, stelle)

    def exchange_then_do(*angaben: Any) -> Any:
        if not (tmp_path / "echt").exists():
            (tmp_path / "ziel").rename(tmp_path / "echt")
            (tmp_path / "ziel").symlink_to(aussen, target_is_directory=True)
        return tun(*angaben)

    vorher = tree(aussen)
    monkeypatch.setattr(ordnertausch, stelle, exchange_then_do)
    build(ordner, {"a": b"neu"})
    assert tree(aussen) == vorher
    assert tree(tmp_path / "echt") == {"1.0/a": b"neu", "1.0/scan": b"Scan"}


@pytest.mark.skipif(not ordnergriff.HAT_GRIFFE, reason="das System kennt keine Griffe auf Ordner")
def test_a_folder_exchanged_for_a_link_while_it_is_kept(
    tmp_path: Path, aussen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordner = tmp_path / "1.0"
    build(ordner, {"a": b"alt", "teil/b": b"alt"})
    (ordner / "teil" / "x").write_bytes(b"meins")
    keep = ordnertausch._keep

    def exchange_then_keep(*angaben: Any) -> None:
        (ordner / "teil").rename(tmp_path / "echt")
        (ordner / "teil").symlink_to(aussen, target_is_directory=True)
        keep(*angaben)

    monkeypatch.setattr(ordnertausch, "_keep", exchange_then_keep)
    with pytest.raises(AblageFehler, match="Verknüpfung"):
        build(ordner, {"a": b"neu"})
    assert tree(aussen) == {"geheim.txt": b"geheim"}
    assert (ordner / "a").read_bytes() == b"alt"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows kennt keine benannten Leitungen")
def test_a_pipe_in_the_folder_stays(tmp_path: Path) -> None:
    build(tmp_path / "1.0", {"a": b"alt"})
    os.mkfifo(tmp_path / "1.0" / "rohr")
    os.mkfifo(tmp_path / "1.0" / "b")
    build(tmp_path / "1.0", {"a": b"alt2"})
    with pytest.raises(Geaendert):
        build(tmp_path / "1.0", {"b": b"neu"})
    assert {p.name: p.is_fifo() for p in (tmp_path / "1.0").iterdir()} == {"a": False, "b": True, "rohr": True}


def test_copies_where_the_disk_knows_no_second_names(
    tmp_path: Path, aussen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", fail_with(PermissionError(1, "geht nicht")))
    build(tmp_path / "1.0", {"a.pdf": b"alt"})
    (tmp_path / "1.0" / "scan.pdf").write_bytes(b"Scan")
    (tmp_path / "1.0" / "zeiger").symlink_to(aussen)
    (tmp_path / "1.0" / "a.pdf").write_bytes(b"unterschrieben")
    bericht = build(tmp_path / "1.0", {"a.pdf": b"neu"}, ist_beiseite=True)
    assert bericht.beiseite == [("a.pdf", "a-beiseite-1.pdf")]
    assert {p.name for p in (tmp_path / "1.0").iterdir()} == {"a.pdf", "a-beiseite-1.pdf", "scan.pdf", "zeiger"}
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_next_write_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / f".b.txt.{'0' * 32}.teil").write_bytes(b"halb")
    (tmp_path / ".b.txt.mein.teil").write_bytes(b"fremd")
    write_atomic(tmp_path / "b.txt", b"neu")
    assert tree(tmp_path) == {"b.txt": b"neu", ".b.txt.mein.teil": b"fremd"}


def test_by_names_where_the_system_has_no_handles(
    tmp_path: Path, aussen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: the same results, and a link is still refused."""
    for modul in (ordnergriff, zwischendatei):
        monkeypatch.setattr(modul, "HAT_GRIFFE", False)
    ordner = tmp_path / "ziel" / "1.0"
    build(ordner, {"a.pdf": b"alt", "teil/b": b"alt"})
    (ordner / "a.pdf").write_bytes(b"unterschrieben")
    (ordner / "teil" / "scan").write_bytes(b"Scan")
    with pytest.raises(Geaendert):
        build(ordner, {"a.pdf": b"neu"})
    build(ordner, {"a.pdf": b"neu"}, ist_beiseite=True)
    write_atomic(ordner / "b.json", b"Bericht")
    assert tree(tmp_path / "ziel") == {
        "1.0/a.pdf": b"neu", "1.0/a-beiseite-1.pdf": b"unterschrieben", "1.0/teil/scan": b"Scan", "1.0/b.json": b"Bericht",
    }  # fmt: skip
    (ordner / "teil").rename(tmp_path / "echt")
    (ordner / "teil").symlink_to(aussen, target_is_directory=True)
    with pytest.raises(AblageFehler, match="Verknüpfung"):
        write_atomic(ordner / "teil" / "x", b"neu", tmp_path)
    with pytest.raises(AblageFehler):
        build(ordner, {"teil/x": b"neu"}, ist_beiseite=True)
    assert tree(aussen) == {"geheim.txt": b"geheim"}
    assert [p.name for p in (tmp_path / "ziel").iterdir()] == ["1.0"]

"""Atomic output: at every moment the old or the new, never half of either."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from vertragswerk.dateisystem import ablage
from vertragswerk.dateisystem.ablage import AblageFehler, recover, write_all_atomic, write_atomic


class Abgebrochen(BaseException):
    """Stands for a run killed at this point: nothing of ours may clean up after it."""


def tree(ordner: Path) -> dict[str, bytes]:
    return {p.relative_to(ordner).as_posix(): p.read_bytes() for p in sorted(ordner.rglob("*")) if p.is_file()}


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
    write_all_atomic(ordner, {"v.docx": b"1", "v.rtf": b"1", "teil/x.txt": b"1"})
    (ordner / "unterschrieben.pdf").write_bytes(b"Scan")
    write_all_atomic(ordner, {"v.docx": b"2", "teil/x.txt": b"2"}, veraltet=["v.rtf"])
    assert tree(tmp_path) == {"1.0/v.docx": b"2", "1.0/teil/x.txt": b"2", "1.0/unterschrieben.pdf": b"Scan"}
    assert [p.name for p in tmp_path.iterdir()] == ["1.0"]


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "", "a\\b", "C:x"])
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(AblageFehler):
        write_all_atomic(tmp_path / "o", {name: b"1"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stelle", ["_write_synced", "_swap", "_keep_others"])
def test_failed_folder_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stelle: str) -> None:
    ordner = tmp_path / "1.0"
    write_all_atomic(ordner, {"a": b"alt", "b": b"alt"})
    monkeypatch.setattr(ablage, stelle, fail_with(PermissionError(13, "offen")))
    with pytest.raises(AblageFehler, match="Word"):
        write_all_atomic(ordner, {"a": b"neu"})
    assert tree(tmp_path) == {"1.0/a": b"alt", "1.0/b": b"alt"}


def test_second_move_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordner = tmp_path / "1.0"
    write_all_atomic(ordner, {"a": b"alt"})
    rename = Path.rename

    def refuse_new(pfad: Path, ziel: Path) -> Path:
        if ".neu-" in pfad.name:
            raise PermissionError(13, "offen")
        return rename(pfad, ziel)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with pytest.raises(AblageFehler):
        write_all_atomic(ordner, {"a": b"neu"})
    assert tree(tmp_path) == {"1.0/a": b"alt"}


def test_killed_between_the_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordner = tmp_path / "1.0"
    write_all_atomic(ordner, {"a": b"alt"})
    rename = Path.rename

    def killed(pfad: Path, ziel: Path) -> Path:
        if ".neu-" in pfad.name:
            raise Abgebrochen
        return rename(pfad, ziel)

    with monkeypatch.context() as mp:
        mp.setattr(Path, "rename", killed)
        mp.setattr(shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(Abgebrochen):
            write_all_atomic(ordner, {"a": b"neu"})
    assert not ordner.exists()
    recover(ordner)
    assert tree(tmp_path) == {"1.0/a": b"alt"}
    recover(ordner)
    assert tree(tmp_path) == {"1.0/a": b"alt"}


def test_next_run_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    for rest in (".1.0.neu-abc", ".1.0.alt-abc"):
        (tmp_path / rest).mkdir()
        (tmp_path / rest / "halb").write_bytes(b"x")
    (tmp_path / ".11.0.neu-abc").mkdir()
    (tmp_path / "1.0").mkdir()
    write_all_atomic(tmp_path / "1.0", {"a": b"neu"})
    assert tree(tmp_path) == {"1.0/a": b"neu"}
    assert (tmp_path / ".11.0.neu-abc").is_dir()


def test_folder_names_are_taken_literally(tmp_path: Path) -> None:
    (tmp_path / ".x.neu-1").mkdir()
    write_all_atomic(tmp_path / "[x]*", {"a": b"1"})
    assert (tmp_path / ".x.neu-1").is_dir()


def test_the_current_folder_is_filled_not_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hier = tmp_path / "hier" / "tief"
    hier.mkdir(parents=True)
    write_all_atomic(tmp_path / "hier", {"a": b"alt", "b/c": b"alt", "weg": b"alt"})
    hier.mkdir(exist_ok=True)
    monkeypatch.chdir(hier)
    nummer = (tmp_path / "hier").stat().st_ino
    write_all_atomic(tmp_path / "hier", {"a": b"neu", "d/e": b"neu"}, veraltet=["weg", "nie_da"])
    assert tree(tmp_path) == {"hier/a": b"neu", "hier/b/c": b"alt", "hier/d/e": b"neu"}
    assert (tmp_path / "hier").stat().st_ino == nummer
    assert [p.name for p in tmp_path.iterdir()] == ["hier"]


def test_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    fremd = tmp_path / "fremd"
    fremd.mkdir()
    (fremd / "x").write_bytes(b"fremd")
    ordner = tmp_path / "aus" / "1.0"
    ordner.parent.mkdir()
    try:
        ordner.symlink_to(fremd, target_is_directory=True)
        (ordner.parent / ".1.0.neu-1").symlink_to(fremd, target_is_directory=True)
    except OSError:
        pytest.skip("Verknüpfungen sind hier nicht erlaubt")
    write_all_atomic(ordner, {"a": b"neu"})
    assert tree(fremd) == {"x": b"fremd"}
    assert not ordner.is_symlink()
    assert (ordner / "a").read_bytes() == b"neu"
    assert [p.name for p in ordner.parent.iterdir()] == ["1.0"]


def test_next_write_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / f".b.txt.{'0' * 32}.teil").write_bytes(b"halb")
    (tmp_path / ".b.txt.mein.teil").write_bytes(b"fremd")
    write_atomic(tmp_path / "b.txt", b"neu")
    assert tree(tmp_path) == {"b.txt": b"neu", ".b.txt.mein.teil": b"fremd"}

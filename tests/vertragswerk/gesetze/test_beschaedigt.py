"""A cache that another program or a broken disk has changed: every command says which file and what to do."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.einfuhr.test_einlesen import GUT, statute
from tests.vertragswerk.conftest import Rufe
from vertragswerk.gesetze.uebernahme import import_file

LISTE, INDEX, TEXTE = "gesetze.json", "testg.jsonl.gz", "volltext.sqlite"
TAG = ("--stichtag", "2026-09-10")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ordner = tmp_path / "cache"
    (tmp_path / "a.xml").write_bytes(GUT)
    (tmp_path / "b.xml").write_bytes(statute(("1", "x", "<P>(1) neu.</P>"), tag="20261001"))
    (tmp_path / "z.txt").write_text("§ 1 Abs. 1 TestG und § 9 TestG", encoding="utf-8")
    import_file(tmp_path / "a.xml", ordner)
    monkeypatch.setenv("VERTRAGSWERK_CACHE", str(ordner))
    return ordner


def _write(name: str, inhalt: bytes) -> Callable[[Path], None]:
    return lambda ordner: (ordner / name).write_bytes(inhalt) and None


def _set(spalte: str, wert: object) -> Callable[[Path], None]:
    def tu(ordner: Path) -> None:
        db = sqlite3.connect(ordner / TEXTE)
        db.execute(f"UPDATE vorschrift SET {spalte} = ?", (wert,))
        db.commit()
        db.close()

    return tu


def _line(nummer: int, neu: bytes) -> Callable[[Path], None]:
    def tu(ordner: Path) -> None:
        zeilen = gzip.decompress((ordner / INDEX).read_bytes()).split(b"\n")
        zeilen[nummer] = neu
        (ordner / INDEX).write_bytes(gzip.compress(b"\n".join(zeilen)))

    return tu


def _entry(**neu: object) -> Callable[[Path], None]:
    def tu(ordner: Path) -> None:
        alt = json.loads((ordner / LISTE).read_text("utf-8"))
        (ordner / LISTE).write_text(json.dumps([{**alt[0], **neu}]), encoding="utf-8")

    return tu


SCHADEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "Liste leer": (_write(LISTE, b""), LISTE),
    "Liste keine Liste": (_write(LISTE, b"{}"), LISTE),
    "Liste zu tief": (_write(LISTE, b"[" * 100_000), LISTE),
    "Liste kein UTF-8": (_write(LISTE, b"\xff\xfe"), LISTE),
    "Eintrag ohne Text": (_write(LISTE, b'[{"gesetz": "TestG"}]'), LISTE),
    "Name ist eine Zahl": (_entry(gesetz=5), LISTE),
    "Name ist ein halbes Zeichen": (_entry(gesetz="\ud800"), LISTE),
    "Tag ist keiner": (_entry(gilt_ab="gestern"), LISTE),
    "Index kein gzip": (_write(INDEX, b"kaputt"), INDEX),
    "Index abgeschnitten": (lambda o: (o / INDEX).write_bytes((o / INDEX).read_bytes()[:-9]) and None, INDEX),
    "Index fehlt": (lambda o: (o / INDEX).unlink(), INDEX),
    "Kopf kaputt": (_line(0, b"[]"), INDEX),
    "Norm kaputt": (_line(1, b'{"p":"1","f":[7],"a":[]}'), INDEX),
    "Text: Tag kaputt": (_set("von", "2026-09-0x"), TEXTE),
    "Text: Ende kaputt": (_set("bis", "9999-99-99"), TEXTE),
    "Text: Absätze kein JSON": (_set("absaetze", "["), TEXTE),
    "Text: Absätze keine Paare": (_set("absaetze", "[1]"), TEXTE),
    "Text: Absätze zu tief": (_set("absaetze", "[" * 100_000), TEXTE),
    "Text: Bytes": (_set("absaetze", b"\xff"), TEXTE),
    "Text: Überschrift ist eine Zahl": (_set("ueberschrift", 5), ""),
    "Text: Gesetz sind Bytes": (_set("nummer", b"\xff"), ""),
    "Text kein SQLite": (_write(TEXTE, b"x" * 5000), TEXTE),
}


@pytest.mark.parametrize("fall", SCHADEN)
def test_damage_is_said_with_file_and_advice(fall: str, cache: Path, rufe: Rufe, tmp_path: Path) -> None:
    zerstoere, datei = SCHADEN[fall]
    zerstoere(cache)
    laeufe = [
        rufe(*angaben)  # fails on a traceback and on the last line of defence
        for angaben in (
            ("norm", "§ 1 Abs. 1 TestG", *TAG),
            ("zitate", tmp_path / "z.txt", *TAG),
            ("gesetze", "suchen", "Probe", *TAG),
            ("gesetze", "liste"),
            ("gesetze", "importieren", tmp_path / "b.xml"),
        )
    ]
    gesagt = [lauf.fehler for lauf in laeufe if datei and datei in lauf.fehler]
    assert gesagt or not datei
    assert all("neu importieren" in g or "importieren Sie sie neu" in g for g in gesagt), gesagt

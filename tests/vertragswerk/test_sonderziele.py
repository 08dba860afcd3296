"""Nothing waits for ever and nothing special is replaced: pipes, devices, streams, files without an end."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.corpus.einfuhr.test_einlesen import GUT
from tests.hilfen import PROJEKT
from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import NUR_POSIX, NUR_TEXT, ZIEL, Rufe, command, environment, start
from vertragswerk.dateisystem import sonderziel
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic


@pytest.fixture
def rohr(tmp_path: Path) -> Path:
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows kennt keine benannten Leitungen")
    os.mkfifo(tmp_path / "rohr.json")
    return tmp_path / "rohr.json"


def test_a_report_into_a_pipe_that_nobody_reads_is_refused(rufe: Rufe, bestand: Path, rohr: Path) -> None:
    lauf = rufe("pruefen", bestand, "--ausgabe", f"json:{rohr}")
    assert lauf.code == 2 and "liest niemand" in lauf.fehler
    assert rohr.is_fifo()


def test_a_report_into_a_pipe_arrives(rufe: Rufe, bestand: Path, rohr: Path) -> None:
    gelesen: list[bytes] = []

    def read() -> None:
        with rohr.open("rb") as strom:
            while teil := strom.read(1000):
                gelesen.append(teil)
                time.sleep(0.001)

    leser = threading.Thread(target=read, daemon=True)
    leser.start()
    ende = time.monotonic() + 20
    while rufe("pruefen", bestand, "--ausgabe", f"json:{rohr}").code == 2 and time.monotonic() < ende:
        time.sleep(0.05)
    leser.join(20)
    assert json.loads(b"".join(gelesen))["exitcode"] == 0
    assert rohr.is_fifo()


def test_a_pipe_whose_reader_sleeps_is_given_up(rohr: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sonderziel, "GEDULD", 0.1)
    leser = os.open(rohr, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(AblageFehler, match="liest niemand"):
            write_atomic(rohr, b"x" * 10_000_000)
    finally:
        os.close(leser)
    assert rohr.is_fifo()


@NUR_POSIX
@pytest.mark.parametrize(
    ("geraet", "code", "sagt"), [("/dev/null", 0, ""), ("/dev/full", 2, "der Datenträger ist voll")]
)
def test_a_device_is_written_to_and_stays(geraet: str, code: int, sagt: str, rufe: Rufe, bestand: Path, tmp_path: Path) -> None:  # fmt: skip
    if not Path(geraet).exists():
        pytest.skip(f"{geraet} fehlt")
    (tmp_path / "zeiger").symlink_to(geraet)
    for ziel in (geraet, tmp_path / "zeiger"):
        lauf = rufe("pruefen", bestand, "--ausgabe", f"json:{ziel}")
        assert lauf.code == code and sagt in lauf.fehler
    assert Path(geraet).is_char_device() and (tmp_path / "zeiger").is_symlink()


@NUR_POSIX
def test_standard_output_by_its_name(bestand: Path, tmp_path: Path) -> None:
    """A file behind it is written to, not replaced: the shell holds it open."""
    assert json.loads(start("pruefen", bestand, "--ausgabe", "json:/dev/stdout").aus)["exitcode"] == 0
    with (tmp_path / "aus").open("wb") as strom:
        subprocess.run(command("pruefen", bestand, "--ausgabe", "json:/dev/stdout"), stdout=strom, check=True, env=environment(PYTHONPATH=str(PROJEKT)))  # fmt: skip
        assert os.fstat(strom.fileno()).st_ino == (tmp_path / "aus").stat().st_ino
    assert json.loads((tmp_path / "aus").read_bytes())["exitcode"] == 0


@pytest.fixture(params=["rohr", "null", "verknuepfung"])
def endlos(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return something that is read for ever: a pipe, a device, a link to it."""
    if os.name == "nt":
        pytest.skip("Windows kennt weder benannte Leitungen noch Geräte im Dateisystem")
    pfad = tmp_path / "endlos.txt"
    if request.param == "rohr":
        os.mkfifo(pfad)
    elif request.param == "null":
        return Path("/dev/zero")
    else:
        pfad.symlink_to("/dev/zero")
    return pfad


@pytest.mark.parametrize(
    "befehl", [("zitate",), ("gesetze", "importieren"), ("neu", "--kennung", "NEU-1", "--antworten")]
)
def test_nothing_is_read_without_end(befehl: tuple[str, ...], endlos: Path, rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("VERTRAGSWERK_CACHE", str(tmp_path / "cache"))
    leer = tmp_path / "leer"
    leer.mkdir()
    lauf = rufe(*befehl, endlos, ort=leer)
    assert lauf.code == 2
    assert "keine gewöhnliche Datei" in lauf.fehler


@pytest.mark.parametrize(
    "stelle", ["vertragswerk.toml", "parteien/land.yaml", f"vertraege/{ERSTER}/vertrag.yaml", f"vertraege/{ERSTER}/klauseln/a.md",
               f"vertraege/{ERSTER}/beilagen/a.pdf", f"{ZIEL}/manifest.json"],
)  # fmt: skip
@pytest.mark.parametrize("art", ["rohr", "geraet"])
def test_nothing_in_a_repository_is_waited_for(stelle: str, art: str, rufe: Rufe, bestand: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows kennt keine benannten Leitungen")
    pfad = bestand / stelle
    pfad.parent.mkdir(parents=True, exist_ok=True)
    pfad.unlink(missing_ok=True)
    os.mkfifo(pfad) if art == "rohr" else pfad.symlink_to("/dev/zero")
    lauf = rufe("bauen", bestand, *NUR_TEXT)
    assert lauf.code in (1, 2, 3)
    assert pfad.is_fifo() or pfad.is_symlink()


@pytest.mark.parametrize("name", ["gesetze.json", "volltext.sqlite", "testg.jsonl.gz"])
def test_nothing_in_the_cache_is_waited_for(name: str, rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows kennt keine benannten Leitungen")
    monkeypatch.setenv("VERTRAGSWERK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "g.xml").write_bytes(GUT)
    assert rufe("gesetze", "importieren", tmp_path / "g.xml").code == 0
    (tmp_path / "cache" / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / "cache" / name)
    lauf = rufe("gesetze", "importieren", tmp_path / "g.xml")
    assert lauf.code == 2 and name in lauf.fehler

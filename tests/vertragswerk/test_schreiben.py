"""Writing that fails or is cut off: nothing half-written is ever seen, and the reason is a German sentence."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hilfen import PROJEKT
from tests.vertraege import ERSTE_FASSUNG, ERSTER
from tests.vertragswerk.conftest import Lauf, Rufe, environment, replace_once, start, tree, without_crash
from vertragswerk.dateisystem import ordnergriff, zwischendatei

SCHNELL = ("--format", "docx,html,plain", "--ohne-gegenprobe")
NUR_POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows kennt diese Signale nicht")


def verify(ordner: Path) -> None:
    """Fail unless the folder holds exactly what its manifest says."""
    manifest = json.loads((ordner / "manifest.json").read_text(encoding="utf-8"))
    assert {p.name for p in ordner.iterdir()} == {"manifest.json", *(d["name"] for d in manifest["dateien"])}
    for d in manifest["dateien"]:
        inhalt = (ordner / d["name"]).read_bytes()
        assert (len(inhalt), hashlib.sha256(inhalt).hexdigest()) == (d["bytes"], d["sha256"])


@pytest.mark.parametrize(
    ("nummer", "sagt"),
    [
        (errno.ENOSPC, "der Datenträger ist voll"),
        (errno.EROFS, "der Datenträger ist schreibgeschützt"),
        (errno.EACCES, "die Berechtigung fehlt"),
        (errno.EIO, "das Betriebssystem meldet Fehler"),
    ],
)
@pytest.mark.parametrize("erst", [0, 2], ids=["gleich", "mittendrin"])
@pytest.mark.parametrize("gibt_es_schon", [False, True], ids=["neu", "nochmals"])
def test_disk_that_refuses(
    nummer: int, sagt: str, erst: int, gibt_es_schon: bool, rufe: Rufe, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if gibt_es_schon:
        assert rufe("bauen", bestand, *SCHNELL).code == 0
    vorher = tree(bestand)
    schreibe, gerufen = ordnergriff.write_synced, []

    def refuse(datei: int, inhalt: bytes) -> None:
        if len(gerufen) >= erst:
            raise OSError(nummer, os.strerror(nummer))
        gerufen.append(datei)
        schreibe(datei, inhalt)

    monkeypatch.setattr(ordnergriff, "write_synced", refuse)
    lauf = rufe("bauen", bestand, *SCHNELL)
    assert lauf.code == 2
    assert sagt in " ".join(lauf.aus.split()), lauf.alles
    assert "Ausfall" in lauf.aus
    assert tree(bestand) == vorher


def test_disk_that_refuses_other_commands(
    rufe: Rufe, bestand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(datei: int, inhalt: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for modul in (ordnergriff, zwischendatei):
        monkeypatch.setattr(modul, "write_synced", refuse)
    vorher = tree(bestand)
    for befehl in (
        ("neu", "--kennung", "A", tmp_path / "neu"),
        ("neu", "--kennung", "A", bestand),
        ("beispiel", tmp_path / "beispiel"),
        ("pruefen", bestand, "--ausgabe", f"json:{tmp_path / 'b.json'}"),
    ):
        lauf = rufe(*befehl)
        assert lauf.code == 2
        assert "kann nicht geschrieben werden: der Datenträger ist voll." in lauf.fehler
    assert tree(bestand) == vorher
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bestand"]


@pytest.mark.parametrize("ort", ["", ERSTER, f"{ERSTER}/{ERSTE_FASSUNG}"])
def test_file_in_the_way(ort: str, rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    hindernis = tmp_path / "ziel" / ort
    hindernis.parent.mkdir(parents=True, exist_ok=True)
    hindernis.write_text("Brief", encoding="utf-8")
    lauf = rufe("bauen", bestand, *SCHNELL, "--ziel", tmp_path / "ziel")
    assert lauf.code == 2
    assert "kann nicht geschrieben werden" in " ".join(lauf.aus.split())
    assert hindernis.read_text(encoding="utf-8") == "Brief"


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="darf überall schreiben")
def test_folder_without_permission(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    zu = tmp_path / "zu"
    zu.mkdir(mode=0o555)
    lauf = rufe("bauen", bestand, *SCHNELL, "--ziel", zu)
    assert lauf.code == 2
    assert "die Berechtigung fehlt" in " ".join(lauf.aus.split())


HALT = """
import signal, sys, time
from vertragswerk.dateisystem import ordnergriff
# Whoever runs the tests may ignore them (nohup, a job in the background); here they must arrive.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
from vertragswerk.__main__ import main
schreibe, gerufen = ordnergriff.write_synced, []
def langsam(datei, inhalt):
    if len(gerufen) == 1:
        schreibe(datei, inhalt[: len(inhalt) // 2])
        sys.stderr.write("mitten in der zweiten Datei\\n")
        sys.stderr.flush()
        time.sleep(60)
    gerufen.append(datei)
    schreibe(datei, inhalt)
ordnergriff.write_synced = langsam
main()
"""


def interrupt(signal_nummer: int, *angaben: object) -> Lauf:
    """Run the command until it is in the middle of its second file, send it a signal, return how it ended."""
    prozess = subprocess.Popen(
        [sys.executable, "-c", HALT, *map(str, angaben)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(PYTHONPATH=str(PROJEKT)),
    )  # fmt: skip
    assert prozess.stderr is not None
    erste = prozess.stderr.readline()
    assert erste.startswith(b"mitten"), erste
    prozess.send_signal(signal_nummer)
    aus, fehler = prozess.communicate(timeout=60)
    return without_crash(Lauf(prozess.returncode, aus.decode(), fehler.decode()))


@NUR_POSIX
@pytest.mark.parametrize("signal_name", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("gibt_es_schon", [False, True], ids=["neu", "nochmals"])
def test_asked_to_end(signal_name: str, gibt_es_schon: bool, bestand: Path) -> None:
    if gibt_es_schon:
        assert start("bauen", bestand, *SCHNELL).code == 0
    vorher = tree(bestand)
    lauf = interrupt(getattr(signal, signal_name), "bauen", bestand, *SCHNELL)
    assert lauf.code == 128 + getattr(signal, signal_name)
    assert "Abgebrochen. Es ist nichts geschrieben, was nicht vollständig ist." in lauf.fehler
    assert tree(bestand) == vorher


@NUR_POSIX
def test_killed_and_run_again(bestand: Path) -> None:
    assert start("bauen", bestand, *SCHNELL).code == 0
    ordner = bestand / "ausgabe" / ERSTER
    verify(ordner / ERSTE_FASSUNG)
    (ordner / ERSTE_FASSUNG / "unterschrieben.pdf").write_bytes(b"%PDF")
    vorher = tree(ordner)
    replace_once(
        bestand / "vertraege" / ERSTER / "vertrag.yaml",
        "vorsitz: Referatsleitung Psychiatrie und Sucht",
        "vorsitz: Geschäftsführung",
    )
    lauf = interrupt(signal.SIGKILL, "bauen", bestand, *SCHNELL, "--ersetzen")
    assert lauf.code == -signal.SIGKILL
    sichtbar = {n: b for n, b in tree(ordner).items() if not n.startswith(".")}
    assert sichtbar == vorher
    assert len(tree(ordner)) > len(vorher), "der abgebrochene Lauf hat nichts begonnen"
    assert start("bauen", bestand, *SCHNELL, "--ersetzen").code == 0
    assert [p.name for p in ordner.iterdir()] == [ERSTE_FASSUNG]
    assert (ordner / ERSTE_FASSUNG / "unterschrieben.pdf").read_bytes() == b"%PDF"
    (ordner / ERSTE_FASSUNG / "unterschrieben.pdf").unlink()
    verify(ordner / ERSTE_FASSUNG)
    assert tree(ordner)[f"{ERSTE_FASSUNG}/manifest.json"] != vorher[f"{ERSTE_FASSUNG}/manifest.json"]


@NUR_POSIX
@pytest.mark.langsam
def test_killed_at_any_moment(bestand: Path) -> None:
    ordner = bestand / "ausgabe" / ERSTER / ERSTE_FASSUNG
    befehl = [sys.executable, "-m", "vertragswerk", "bauen", str(bestand), *SCHNELL, "--ersetzen"]
    umgebung = environment(PYTHONPATH=str(PROJEKT))
    beginn = time.monotonic()
    subprocess.run(befehl, check=True, env=umgebung, capture_output=True)
    dauer = time.monotonic() - beginn
    # More moments: `nox -s sturm`.
    for nummer in range(6):
        prozess = subprocess.Popen(befehl, env=umgebung, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dauer * (0.5 + nummer / 12))
        prozess.kill()
        prozess.wait()
        # A run killed between its two moves leaves the old folder beside; the next run brings it back.
        if ordner.exists():
            verify(ordner)
    assert subprocess.run(befehl, check=False, env=umgebung, capture_output=True).returncode == 0
    verify(ordner)
    assert [p.name for p in ordner.parent.iterdir()] == [ERSTE_FASSUNG]


@NUR_POSIX
def test_ignored_signal_stays_ignored(bestand: Path) -> None:
    skript = 'trap "" HUP; "$0" -c "import os, signal, sys; from vertragswerk.cli import _end_in_order; _end_in_order(); os.kill(os.getpid(), signal.SIGHUP); print(1)"'
    lauf = subprocess.run(["/bin/sh", "-c", skript, sys.executable], capture_output=True, text=True, check=False, env=environment(PYTHONPATH=str(PROJEKT)))  # fmt: skip
    assert lauf.stdout == "1\n", lauf.stderr

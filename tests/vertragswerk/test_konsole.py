"""What surrounds the program: pipes, encodings, terminals, homes, folders that are gone."""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hilfen import PROJEKT
from tests.vertraege import ERSTE_FASSUNG, KOOPERATION, KURZER, REGIONALBUDGET, ZWEITER
from tests.vertragswerk.conftest import (
    ERSTER,
    Lauf,
    Rufe,
    command,
    copy_beispiel,
    environment,
    start,
    without_crash,
)
from vertragswerk.cli.fortschritt import LANG
from vertragswerk.cli.konsole import Ausgabestrom, is_coloured, transcribe

NUR_POSIX = pytest.mark.skipif(os.name == "nt", reason="Pseudoterminals und Dateinummern von POSIX")
STEUERZEICHEN = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.mark.parametrize("zeilen", [0, 1])
@NUR_POSIX
def test_reader_that_goes_away_changes_nothing(zeilen: int, kurzer_bestand: Path) -> None:
    prozess = subprocess.Popen(
        command("pruefen", kurzer_bestand, "--ausgabe", "json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(PYTHONPATH=str(PROJEKT)),
    )  # fmt: skip
    assert prozess.stdout is not None and prozess.stderr is not None
    for _ in range(zeilen):
        prozess.stdout.readline()
    prozess.stdout.close()
    fehler = prozess.stderr.read().decode()
    prozess.stderr.close()
    assert (prozess.wait(timeout=120), fehler) == (0, "")


@NUR_POSIX
def test_closed_pipe_in_the_middle_of_long_output() -> None:
    lese, schreibe = os.pipe()
    os.close(lese)
    strom = Ausgabestrom(os.fdopen(schreibe, "wb"), "utf-8")
    strom.write("x" * 1_000_000)
    strom.flush()
    strom.write("y" * 1_000_000)
    strom.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="kein /dev/full auf diesem System")
@pytest.mark.parametrize(
    "angaben", [["pruefen", "."], ["--help"], ["schema", "partei"], ["erklaere", "BG-06"]], ids=" ".join
)
def test_full_disk_behind_the_output_is_said(angaben: list[str], kurzer_bestand: Path) -> None:
    with Path("/dev/full").open("wb") as voll:
        lauf = subprocess.run(
            command(*angaben),
            cwd=kurzer_bestand,
            stdout=voll,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(PYTHONPATH=str(PROJEKT)),
        )
    assert lauf.returncode == 2
    assert lauf.stderr.decode() == "Die Ausgabe kann nicht geschrieben werden: der Datenträger ist voll.\n"


@pytest.mark.parametrize("nummer", [1, 2])
@NUR_POSIX
def test_missing_standard_stream(nummer: int, kurzer_bestand: Path) -> None:
    befehl = f'"$0" -m vertragswerk pruefen "$1" {nummer}>&-'
    lauf = subprocess.run(
        ["/bin/sh", "-c", befehl, sys.executable, str(kurzer_bestand)], capture_output=True, check=False,
        env=environment(PYTHONPATH=str(PROJEKT)),
    )  # fmt: skip
    without_crash(Lauf(lauf.returncode, lauf.stdout.decode(), lauf.stderr.decode()))
    assert lauf.returncode == 0


@pytest.mark.parametrize("kodierung", ["ascii", "cp437", "latin-1", "cp1252"])
def test_console_without_umlauts(kodierung: str, kurzer_bestand: Path) -> None:
    lauf = subprocess.run(
        command("pruefen", "."), cwd=kurzer_bestand, capture_output=True, check=False,
        env=environment(PYTHONPATH=str(PROJEKT), PYTHONIOENCODING=kodierung),
    )  # fmt: skip
    aus = lauf.stdout.decode(kodierung)
    assert lauf.returncode == 0, aus
    assert ("Vertraege" if kodierung == "ascii" else "Verträge") in aus
    assert "?" not in aus, "ein Zeichen ohne Umschrift"


def test_every_character_of_our_own_texts_has_a_transcription() -> None:
    quellen = [q for raum in ("vertragswerk", "contracts", "checks") for q in (PROJEKT / raum).rglob("*.py")]
    zeichen = {z for q in quellen for z in q.read_text(encoding="utf-8") if not z.isascii() and z.isprintable()}
    codecs.register_error("vertragswerk", transcribe)
    assert len(zeichen) > 10
    # The sign for what cannot be shown has no other form.
    assert {z for z in zeichen if z.encode("ascii", "vertragswerk") == b"?"} <= {"\ufffd"}
    assert "Größe\U0001f600\udcff".encode("ascii", "vertragswerk") == b"Groesse??"
    assert "Renée Škoda, Ångström".encode("ascii", "vertragswerk") == b"Renee Skoda, Angstroem"
    assert "ne\u0301e".encode("ascii", "vertragswerk") == b"nee"


@pytest.mark.parametrize(
    "umgebung",
    [{"HOME": None}, {"HOME": "/gibt/es/nicht"}, {"LANG": "C", "LC_ALL": "C"}, {"LANG": "tr_TR.UTF-8"}, {"LANGUAGE": "en"}, {"PATH": ""},
     {"TERM": "dumb"}, {"COLUMNS": "10"}, {"COLUMNS": "abc"}],
    ids=lambda u: "-".join(f"{k}={v}" for k, v in u.items()),
)  # fmt: skip
def test_environment_changes_nothing(umgebung: dict[str, str | None], kurzer_bestand: Path, tmp_path: Path) -> None:
    lauf = start("bauen", kurzer_bestand, "--ziel", "z", "--format", "docx,plain", ort=tmp_path, **umgebung)
    assert lauf.code == 0, lauf.alles
    assert "Alles ist gebaut." in lauf.aus
    hilfe = start("--help", ort=tmp_path, **umgebung)
    assert hilfe.aus.startswith("Aufruf: vertragswerk")


def test_empty_home_stays_empty(kurzer_bestand: Path, tmp_path: Path) -> None:
    heim = tmp_path / "heim"
    heim.mkdir()
    umgebung = {"HOME": str(heim), "USERPROFILE": str(heim), "XDG_CACHE_HOME": None, "XDG_CONFIG_HOME": None}
    lauf = start("bauen", kurzer_bestand, "--ziel", "z", ort=tmp_path, **umgebung)
    assert lauf.code == 0, lauf.alles
    assert list(heim.iterdir()) == []


@NUR_POSIX
def test_working_folder_that_is_gone(kurzer_bestand: Path, tmp_path: Path) -> None:
    weg = tmp_path / "weg"
    weg.mkdir()
    for befehl, code, sagt in (
        ("pruefen", 3, "gehört zu keinem Vertragsbestand"),
        ("neu --kennung A", 2, "kann nicht"),
        (f"pruefen '{kurzer_bestand}'", 0, "Keine Befunde."),
    ):
        skript = f'cd "$1" && rmdir "$1" && "$0" -m vertragswerk {befehl}; echo "code=$?"; mkdir -p "$1"'
        lauf = subprocess.run(
            ["/bin/sh", "-c", skript, sys.executable, str(weg)], capture_output=True, text=True, check=False,
            env=environment(PYTHONPATH=str(PROJEKT)),
        )  # fmt: skip
        ergebnis = without_crash(Lauf(lauf.returncode, lauf.stdout, lauf.stderr))
        assert f"code={code}" in ergebnis.aus, ergebnis.alles
        assert sagt in ergebnis.alles


@pytest.mark.parametrize(
    "name", ["mit Leerzeichen", "Ümläut", "a'b\"c", "-minus", "$(id)", "zeile\numbruch", "[rot]x[/rot]", "a" * 200]
)
def test_hostile_folder_names(name: str, rufe: Rufe, tmp_path: Path) -> None:
    if os.name == "nt" and set(name) & set('"\n$'):
        pytest.skip("Windows erlaubt diesen Namen nicht.")
    ort = copy_beispiel(tmp_path / name, ERSTER)
    assert rufe("pruefen", "--", name, ort=tmp_path).code == 0
    lauf = rufe("bauen", "--format", "plain", "--", name)
    assert lauf.code == 0, lauf.alles
    assert (ort / "ausgabe" / ERSTER / ERSTE_FASSUNG / f"{ERSTER}.txt").exists()


@pytest.mark.parametrize("name", ["x" * 5000, "/dev/null", "/dev/null/x"])
def test_hostile_folder_arguments(name: str, rufe: Rufe, tmp_path: Path) -> None:
    for befehl in (["pruefen"], ["bauen"]):
        assert rufe(*befehl, name, ort=tmp_path).code == 3
    assert rufe("beispiel", name).code in (0, 2)
    assert rufe("neu", "--kennung", "A", name).code in (0, 2)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="Namen sind hier immer Unicode")
def test_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"b\xff")
    assert start("pruefen", name, ort=tmp_path).code == 3
    assert start("beispiel", name, ort=tmp_path).code == 0
    fremd = tmp_path / name / "vertraege" / os.fsdecode(b"\xfe")
    fremd.mkdir()
    lauf = start("pruefen", name, "--ausgabe", "text", "--ausgabe", "json:b.json", ort=tmp_path)
    assert lauf.code == 1
    assert "BST-04" in lauf.aus
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["anzahl"]["fehler"] == 1


class Bildschirm(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("umgebung", "farbig"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_only_where_wanted(umgebung: dict[str, str], farbig: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, wert in umgebung.items():
        monkeypatch.setenv(name, wert)
    assert is_coloured(Bildschirm()) is farbig
    assert is_coloured(io.StringIO()) is False


def in_terminal(*angaben: object, **umgebung: str | None) -> str:
    """Return what the command shows on a terminal of 100 columns."""
    import fcntl
    import pty
    import struct
    import termios

    herr, knecht = pty.openpty()
    fcntl.ioctl(knecht, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    prozess = subprocess.Popen(
        command(*angaben), stdout=knecht, stderr=knecht, stdin=knecht, close_fds=True,
        env=environment(PYTHONPATH=str(PROJEKT), TERM="xterm-256color", COLUMNS=None, **umgebung),
    )  # fmt: skip
    os.close(knecht)
    teile = []
    while True:
        try:
            teil = os.read(herr, 65536)
        except OSError:
            break
        if not teil:
            break
        teile.append(teil)
    os.close(herr)
    assert prozess.wait(timeout=120) in (0, 1)
    return b"".join(teile).decode()


@NUR_POSIX
def test_terminal_has_colours_and_no_color_takes_them_away(tmp_path: Path) -> None:
    """A repository so small that no bar is shown."""
    klein = copy_beispiel(tmp_path / "klein", ERSTER, ZWEITER)
    bunt = in_terminal("pruefen", klein, NO_COLOR=None)
    assert "\x1b[1;32m" in bunt and "Keine Fehler gefunden." in bunt
    schlicht = in_terminal("pruefen", klein, NO_COLOR="1")
    assert STEUERZEICHEN.search(schlicht) is None
    assert STEUERZEICHEN.sub("", bunt) == schlicht
    assert max(map(len, schlicht.splitlines())) <= 100


@NUR_POSIX
def test_long_work_shows_a_bar_on_a_terminal_only(tmp_path: Path) -> None:
    kennungen = (KURZER, KOOPERATION, REGIONALBUDGET, ERSTER, ZWEITER)
    assert len(kennungen) == LANG
    bestand = copy_beispiel(tmp_path / "bestand", *kennungen)
    angaben = ("bauen", bestand, "--ziel", tmp_path / "ziel", "--format", "plain", "--ohne-gegenprobe")
    bild = in_terminal(*angaben, NO_COLOR=None)
    assert f"{LANG}/{LANG}" in bild and "Bauen" in bild
    assert f"{LANG} von {LANG} gebaut." in bild
    lauf = start(*angaben)
    assert lauf.fehler == ""
    assert STEUERZEICHEN.search(lauf.aus) is None


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="/proc ist nur unter Linux ein Ordner, in den niemand schreibt"
)
def test_working_folder_that_nobody_can_write_to(kurzer_bestand: Path, tmp_path: Path) -> None:
    ort = Path("/proc")
    lauf = start("bauen", kurzer_bestand, "--ziel", tmp_path, "--format", "docx,pdf,plain", ort=ort)
    assert lauf.code == 0, lauf.alles
    for befehl in (
        ("beispiel", "probe"),
        ("neu", "--kennung", "A", "probe"),
        ("pruefen", kurzer_bestand, "--ausgabe", "json:b.json"),
    ):
        lauf = start(*befehl, ort=ort)
        assert lauf.code == 2
        assert "kann nicht geschrieben werden: " in lauf.fehler
    zwei = copy_beispiel(tmp_path / "zwei", KURZER, KOOPERATION)
    lauf = start("bauen", zwei, "--format", "plain", "--ohne-gegenprobe", "--ziel", "ziel", ort=ort)
    assert lauf.code == 2
    assert lauf.aus.count("Ausfall") == 2

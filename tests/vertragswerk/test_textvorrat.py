"""What is remembered of texts changes nothing but the time: reports are the same, every damage is survived, no person is remembered."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from tests.vertraege import BUDGETFALL, ERSTER
from tests.vertragswerk.conftest import command, copy_beispiel, environment
from vertragswerk.cli.befundvorrat import SCHALTER
from vertragswerk.cli.textvorrat import _ANFANG, ORDNER
from vertragswerk.cli.vorratsdatei import HOECHSTENS, read_vorrat, write_vorrat

STICHTAG = ("--stichtag", "2025-12-11")
PROBE = "import sys; from vertragswerk.cli import run_command, speak_german; speak_german(); code = run_command(); print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"  # fmt: skip


class Pruefer:
    """Checks a repository in a process of its own, because a process remembers by itself."""

    def __init__(self, ort: Path, cache: Path) -> None:
        self.ort, self.cache = ort, cache
        self.ausgabe = cache.parent / "b.json"

    def __call__(self, schalter: str = "an") -> tuple[int, bytes, str]:
        """Return exit code, report, and the modules that were loaded."""
        umgebung = environment(**{SCHALTER: schalter, "VERTRAGSWERK_CACHE": str(self.cache)})
        befehl = [sys.executable, "-c", PROBE, "pruefen", str(self.ort), *STICHTAG, "--ausgabe", f"json:{self.ausgabe}"]
        lauf = subprocess.run(befehl, env=umgebung, capture_output=True, check=False)
        return lauf.returncode, self.ausgabe.read_bytes(), lauf.stderr.decode("utf-8")

    def edit(self, zeile: str = "# bearbeitet\n") -> None:
        """Change every contract of the repository without changing what it says."""
        for name in ("vertrag", "fall"):
            for datei in self.ort.rglob(f"{name}.yaml"):
                datei.write_text(datei.read_text(encoding="utf-8") + zeile, encoding="utf-8")

    def kept(self) -> list[Path]:
        """Return the files in which texts are remembered."""
        return sorted((self.cache / ORDNER).glob("*"))

    def read(self, datei: Path) -> dict[str, Any]:
        """Return what such a file says."""
        daten: dict[str, Any] = json.loads(zlib.decompress(read_vorrat(datei, _ANFANG, self.cache)))
        return daten


@pytest.fixture
def alle(tmp_path: Path) -> Pruefer:
    """Return the whole example repository, cases included."""
    return Pruefer(copy_beispiel(tmp_path / "bestand"), tmp_path / "cache")


@pytest.fixture
def einer(tmp_path: Path) -> Pruefer:
    """Return a repository with one contract and no case."""
    ort = copy_beispiel(tmp_path / "bestand", ERSTER)
    shutil.rmtree(ort / "faelle")
    return Pruefer(ort, tmp_path / "cache")


def test_all_examples_say_the_same(alle: Pruefer) -> None:
    erst = alle()
    alle.edit()
    mit = alle()
    assert mit[:2] == erst[:2] == alle("aus")[:2]
    assert erst[1].count(b'"code"') > 20, "sonst wäre nichts verglichen"


def test_what_is_remembered_is_not_worked_out(einer: Pruefer) -> None:
    """After an edit nobody reads clauses, spells numbers or compiles what looks for wordings."""
    teure = {"markdown_it", "babel.numbers", "babel.dates"}
    erst = einer()
    assert teure <= set(erst[2].split())
    einer.edit()
    mit = einer()
    assert mit[:2] == erst[:2] and not teure & set(mit[2].split())
    vorher = einer.kept()[0].read_bytes()
    einer.edit("# noch einmal\n")
    einer()
    assert einer.kept()[0].read_bytes() == vorher, "nichts Neues, nichts geschrieben"


def test_a_change_of_the_words_is_seen(einer: Pruefer) -> None:
    einer()
    datei = next(einer.ort.rglob("vertrag.yaml"))
    text = datei.read_text(encoding="utf-8")
    datei.write_text(text.replace("menge: 731", "menge: 733"), encoding="utf-8")
    anders = einer()
    assert anders[:2] == einer("aus")[:2] and anders[1].count(b"TD-0") + anders[1].count(b"ZB-") > 0


def test_nobody_is_remembered(tmp_path: Path) -> None:
    """A case about a person leaves nothing behind, nor does a contract that does not say that it is none."""
    fall = Pruefer(copy_beispiel(tmp_path / "bestand", BUDGETFALL), tmp_path / "cache")
    fall()
    assert not fall.kept()
    datei = next(fall.ort.rglob("fall.yaml"))
    datei.write_text(datei.read_text(encoding="utf-8").replace("art: ", "art:  "), encoding="utf-8")
    fall()
    assert not fall.kept()


def test_damage_costs_time_only(einer: Pruefer) -> None:
    erst = einer()
    (datei,) = einer.kept()
    ganz, daten = datei.read_bytes(), einer.read(datei)
    mitte = len(ganz) // 2
    faelle = [b"", ganz[:mitte], ganz[:mitte] + bytes([ganz[mitte] ^ 1]) + ganz[mitte + 1 :]]
    for nummer, inhalt in enumerate(faelle):
        datei.write_bytes(inhalt)
        einer.edit(f"# {nummer}\n")
        assert einer()[:2] == erst[:2]
        assert einer.read(datei) == daten


def test_what_another_program_found_does_not_count(einer: Pruefer) -> None:
    """The state of program and law is written with it; whole, but of another state, it is as good as none."""
    erst = einer()
    (datei,) = einer.kept()
    daten = einer.read(datei)
    assert {"wendungen", "zitate", "klauseltexte"} <= set(daten["faecher"])
    daten["grundlage"] = "anderes"
    daten["faecher"] = {name: {key: [0] for key in fach} for name, fach in daten["faecher"].items()}
    write_vorrat(datei, _ANFANG, lambda: zlib.compress(json.dumps(daten).encode()), einer.cache)
    einer.edit()
    assert einer()[:2] == erst[:2]


def test_the_oldest_is_forgotten(einer: Pruefer) -> None:
    (einer.cache / ORDNER).mkdir(parents=True)
    for nummer in range(HOECHSTENS + 5):
        (einer.cache / ORDNER / f"{nummer:032d}.texte").write_bytes(b"alt")
    einer()
    assert len(einer.kept()) == HOECHSTENS


def test_a_cache_that_cannot_be_written_is_no_matter(einer: Pruefer) -> None:
    einer.cache.mkdir()
    (einer.cache / ORDNER).write_text("hier liegt eine Datei", encoding="utf-8")
    assert einer()[:2] == einer("aus")[:2]


def test_runs_at_once(einer: Pruefer) -> None:
    erst = einer()
    einer.kept()[0].unlink()
    einer.edit()
    umgebung = environment(**{SCHALTER: "an", "VERTRAGSWERK_CACHE": str(einer.cache)})
    laeufe = [
        subprocess.Popen(command("pruefen", einer.ort, *STICHTAG), env=umgebung, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    laeufe[0].kill()
    ausgaben = [lauf.communicate(timeout=120)[0] for lauf in laeufe]
    assert ausgaben[1] == ausgaben[2]
    einer.edit()
    assert einer()[:2] == erst[:2]

"""Where the check plugs in: the steps of the action and the component run in a clean clone, the hooks run through pre-commit."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from tests.hilfen import PROJEKT, need_program
from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, copy_beispiel, environment, replace_once, tree

AKTION: dict[str, Any] = yaml.safe_load((PROJEKT / "action.yml").read_text(encoding="utf-8"))
KOMPONENTE = list(yaml.safe_load_all((PROJEKT / "templates/pruefen/template.yml").read_text(encoding="utf-8")))
HAKEN: list[dict[str, Any]] = yaml.safe_load((PROJEKT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def git(ort: Path, *angaben: str) -> None:
    namen = {
        "GIT_AUTHOR_NAME": "Probe",
        "GIT_AUTHOR_EMAIL": "p@example.org",
        "GIT_COMMITTER_NAME": "Probe",
        "GIT_COMMITTER_EMAIL": "p@example.org",
    }
    subprocess.run(["git", *angaben], cwd=ort, check=True, capture_output=True, env={**os.environ, **namen})


@pytest.fixture
def klon(tmp_path: Path) -> Path:
    """Return a clean clone of the project with what is changed in the working tree."""
    need_program("bash")
    ziel = tmp_path / "klon"
    namen = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=PROJEKT, capture_output=True, check=True
    ).stdout
    for name in namen.decode().split("\0"):
        if name and (PROJEKT / name).is_file() and not name.startswith(("tests/", "benchmarks/")):
            (ziel / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJEKT / name, ziel / name)
    return ziel


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Return a repository of the version control whose contracts lie in a folder and are faulty."""
    ort = tmp_path / "repo ä"
    ort.mkdir()
    git(ort, "init", "-q")
    bestand = copy_beispiel(ort / "Verträge", ERSTER)
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "  monate: 36", "  monate: 24")
    git(ort, "add", "-A")
    git(ort, "commit", "-qm", "Bestand")
    return ort


def surroundings(**neu: str) -> dict[str, str]:
    """Return an environment in which pip installs the program alone; its libraries are those of this interpreter."""
    return environment(
        PYTHONPATH=sysconfig.get_path("purelib"),
        PIP_NO_DEPS="1",
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        PIP_NO_BUILD_ISOLATION="0",
        **neu,
    )


def fill(text: str, werte: dict[str, str]) -> str:
    """Put inputs into an expression as the servers do."""

    def value(treffer: re.Match[str]) -> str:
        return next((w for teil in treffer[1].split("||") if (w := werte[teil.strip()])), "")

    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", value, text)


@pytest.mark.langsam
def test_the_steps_of_the_action(klon: Path, repo: Path, tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling fehlt, pip kann das Programm nicht bauen")
    vorgaben = {f"inputs.{k}": str(v.get("default", "")) for k, v in AKTION["inputs"].items()}
    werte = {**vorgaben, "github.action_path": str(klon), "inputs.ordner": "Verträge", "inputs.sarif": "befunde.sarif"}
    zusammenfassung = tmp_path / "zusammenfassung.md"
    zusammenfassung.write_text("Vorher\n", encoding="utf-8")
    umwelt = surroundings(
        GITHUB_ACTION_PATH=str(klon), GITHUB_STEP_SUMMARY=str(zusammenfassung), RUNNER_TEMP=str(tmp_path / "tmp")
    )
    laeufe = []
    for schritt in AKTION["runs"]["steps"]:
        assert schritt["shell"] == "bash"
        eigene = {k: fill(v, werte) for k, v in schritt.get("env", {}).items()}
        laeufe.append(
            subprocess.run(
                ["bash", "-c", fill(schritt["run"], werte)],
                cwd=repo,
                env={**umwelt, **eigene},
                capture_output=True,
                text=True,
                check=False,
            )
        )
    bereit, geprueft = laeufe
    assert bereit.returncode == 0, bereit.stderr
    assert geprueft.returncode == 1, geprueft.stderr
    assert f"::error file=Verträge/vertraege/{ERSTER}/vertrag.yaml,line=" in geprueft.stdout
    text = zusammenfassung.read_text(encoding="utf-8")
    assert text.startswith("Vorher\n") and "FL-01" in text
    assert json.loads((repo / "befunde.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]


def test_inputs_never_become_commands() -> None:
    """What a caller writes reaches the shell through the environment only."""
    assert all("${{" not in schritt["run"] for schritt in AKTION["runs"]["steps"])
    assert all("$[[" not in zeile for zeile in KOMPONENTE[1]["vertraege-pruefen"]["script"])


@pytest.mark.langsam
def test_the_script_of_the_component(klon: Path, repo: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling fehlt, pip kann das Programm nicht bauen")
    angaben, auftraege = KOMPONENTE
    auftrag = auftraege["vertraege-pruefen"]
    werte = {k: str(v.get("default", "")) for k, v in angaben["spec"]["inputs"].items()} | {
        "ordner": "Verträge",
        "paket": str(klon),
    }
    variablen = {
        k: re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda t: werte[t[1]], v) for k, v in auftrag["variables"].items()
    }
    lauf = subprocess.run(
        ["bash", "-ec", "\n".join(auftrag["script"])],
        cwd=repo,
        env={**surroundings(), **variablen},
        capture_output=True,
        text=True,
        check=False,
    )
    assert lauf.returncode == 1 and "FL-01" in lauf.stdout, lauf.stderr
    berichte = auftrag["artifacts"]["reports"]
    assert auftrag["artifacts"]["when"] == "always"
    befunde = json.loads((repo / berichte["codequality"]).read_text(encoding="utf-8"))
    (befund,) = [b for b in befunde if b["check_name"] == "FL-01"]
    assert befund["location"]["path"] == f"Verträge/vertraege/{ERSTER}/vertrag.yaml"
    assert (repo / befund["location"]["path"]).is_file()
    assert etree.parse(str(repo / berichte["junit"])).findall(".//failure")


@pytest.mark.parametrize("haken", HAKEN, ids=lambda h: h["id"])
def test_hooks_call_what_exists_for_the_files_they_mean(haken: dict[str, Any], bestand: Path, rufe: Rufe) -> None:
    dateien = [n for n in tree(bestand) if re.search(haken["files"], n)]
    assert f"vertraege/{ERSTER}/vertrag.yaml" in dateien and "parteien/land.yaml" in dateien
    programm, *angaben = haken["entry"].split()
    assert programm == "vertragswerk" and haken["language"] == "python"
    yaml_dateien = [n for n in dateien if n.endswith(".yaml")]
    lauf = rufe(*angaben, *(() if haken.get("pass_filenames") is False else yaml_dateien), ort=bestand)
    assert lauf.code == 0, lauf.alles


@pytest.mark.langsam
def test_pre_commit_runs_the_hooks(klon: Path, repo: Path, tmp_path: Path) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit ist nicht installiert")
    pytest.importorskip("hatchling", reason="hatchling fehlt, pip kann das Programm nicht bauen")
    git(klon, "init", "-q")
    git(klon, "add", "-A")
    git(klon, "commit", "-qm", "Stand")
    umwelt = surroundings(PRE_COMMIT_HOME=str(tmp_path / "zwischen"))
    partei = repo / "Verträge" / "parteien" / "land.yaml"
    replace_once(partei, 'plz: "28000"', "plz: 06667")
    befehl = [
        sys.executable,
        "-m",
        "pre_commit",
        "try-repo",
        str(klon),
        "vertrag-lesen",
        "--files",
        "Verträge/parteien/land.yaml",
    ]
    lauf = subprocess.run(befehl, cwd=repo, env=umwelt, capture_output=True, text=True, check=False)
    assert lauf.returncode == 1 and "YML-03" in lauf.stdout, lauf.stdout + lauf.stderr


class TestSchemata:
    """First lines that name a schema."""

    def test_they_lead_to_it_and_change_nothing_else(self, bestand: Path, rufe: Rufe) -> None:
        (bestand / "parteien" / "land.yaml").write_bytes(
            b"\xef\xbb\xbf" + (bestand / "parteien" / "land.yaml").read_bytes().replace(b"\n", b"\r\n")
        )
        vorher = tree(bestand)
        assert rufe("schema", "--einrichten", bestand).code == 0
        nachher = tree(bestand)
        neue = {n for n in nachher if n not in vorher}
        assert {"schema/partei.schema.json", "schema/traegerbudget_singulaer.schema.json"} <= neue
        assert all(n.startswith("schema/") for n in neue)
        geaendert = {n for n, inhalt in vorher.items() if nachher[n] != inhalt}
        assert {f"vertraege/{ERSTER}/vertrag.yaml", "parteien/land.yaml"} <= geaendert
        assert all(n.endswith(".yaml") for n in geaendert)
        for name, inhalt in ((n, vorher[n]) for n in geaendert):
            rumpf = nachher[name].removeprefix(b"\xef\xbb\xbf")
            zeile, _, rest = rumpf.partition(b"\n")
            assert rest == inhalt.removeprefix(b"\xef\xbb\xbf")
            assert nachher[name].startswith(b"\xef\xbb\xbf") == inhalt.startswith(b"\xef\xbb\xbf")
            ziel = zeile.decode().strip().removeprefix("# yaml-language-server: $schema=")
            assert (bestand / name).parent.joinpath(ziel).resolve().is_relative_to(bestand / "schema")
            assert json.loads((bestand / name).parent.joinpath(ziel).read_text(encoding="utf-8"))["$schema"]
        rufe("schema", "--einrichten", bestand)
        assert tree(bestand) == nachher
        assert rufe("pruefen", bestand, "--stichtag", "2024-12-18").code == 0


def test_the_extension_starts_the_server() -> None:
    ordner = PROJEKT / "editor" / "vscode"
    paket = json.loads((ordner / "package.json").read_text(encoding="utf-8"))
    text = (ordner / paket["main"]).read_text(encoding="utf-8")
    assert '["lsp", "--stdio"]' in text and "vscode-languageclient" in paket["dependencies"]
    assert subprocess.run([need_program("node"), "--check", str(ordner / "extension.js")], check=False).returncode == 0

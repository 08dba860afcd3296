"""The door: on bytes in memory it gives what the command gives on a disk, and a contract depends on the files it uses alone."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.registry import QUERREGELN
from checks.report.json import befund_as_dict
from contracts.arten import ARTEN
from contracts.bestand.eingaben import Vertragsdateien
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.writers import find_format
from tests.checks.faelle import all_faelle, patched_data
from tests.vertraege import BEISPIELE, ERSTER, REGIONALBUDGET, ZWEITER
from tests.vertragswerk.conftest import Rufe, copy_beispiel
from tests.vertragswerk.test_boese import FAELLE, make_bestand
from vertragswerk.fertigung import make_dateien
from vertragswerk.werk import Eingaben, Ergebnis, work

STICHTAG = date(2025, 12, 11)
FORMATE = ("docx", "odt", "pdf", "html", "markdown", "plain", "native")


def read_all(ordner: Path) -> dict[str, bytes]:
    """Return every file of a repository by its name."""
    return {p.relative_to(ordner).as_posix(): p.read_bytes() for p in sorted(ordner.rglob("*")) if p.is_file()}


def from_bytes(dateien: Mapping[str, bytes], kennung: str, stichtag: date = STICHTAG) -> Eingaben:
    """Return what the door takes, from named bytes alone."""
    anfang = f"vertraege/{kennung}/"
    eigene = {n: i for n, i in dateien.items() if n.startswith(anfang)}
    gemeinsame = {n: i for n, i in dateien.items() if n.startswith("parteien/")}
    return Eingaben(
        Vertragsdateien(kennung, f"{anfang}vertrag.yaml", eigene, gemeinsame),
        load_mitgeliefert(),
        stichtag,
    )


def as_dicts(ergebnis: Ergebnis) -> list[dict[str, Any]]:
    return [befund_as_dict(b) for b in ergebnis.pruefung.befunde]


@pytest.mark.parametrize("pfad", FAELLE, ids=lambda p: p.stem)
def test_same_findings_on_bad_repositories(pfad: Path, rufe: Rufe, tmp_path: Path) -> None:
    """What the command reports of a contract, the door says of the same bytes; what no bytes can show (a link) is left out."""
    fall = tomllib.loads(pfad.read_text(encoding="utf-8"))
    ort = make_bestand(fall, tmp_path / "bestand")
    rufe("pruefen", ort, "--ausgabe", f"json:{tmp_path / 'b.json'}")
    if not (tmp_path / "b.json").exists():
        pytest.skip("Der Befehl endet, bevor ein Vertrag gelesen wird.")
    bericht = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    kennungen = (
        sorted(o.name for o in (ort / "vertraege").iterdir() if (o / "vertrag.yaml").is_file())
        if (ort / "vertraege").is_dir()
        else []
    )
    for kennung in kennungen:
        if kennung not in {b["vertrag"] for b in bericht["befunde"]}:
            continue
        eingaben = from_bytes(read_all(ort), kennung, date.fromisoformat(bericht["stichtag"]))
        gesagt = [b for b in bericht["befunde"] if b["vertrag"] == kennung]
        assert sorted(map(repr, as_dicts(work(eingaben)))) == sorted(map(repr, gesagt))


QUERCODES = {m.REGEL.code for m in QUERREGELN}


def write_faelle(wurzel: Path) -> dict[str, str]:
    """Write the first bad case of each rule on each contract that only changes data as a contract of one repository; return their names.

    All of them are checked in memory by `test_regeln`: here every rule is held against the disk.
    """
    shutil.copytree(BEISPIELE, wurzel, ignore=shutil.ignore_patterns("vertraege"))
    kennungen: dict[str, str] = {}
    gesehen = set()
    for nummer, (code, art, fall) in enumerate(all_faelle()):
        if art != "schlecht" or "daten" not in fall or {"text", "zusatz", "ohne", "baum", "ausgabe"} & set(fall):
            continue
        if (regel_und_vertrag := (code, fall.get("vertrag"))) in gesehen:
            continue
        gesehen.add(regel_und_vertrag)
        daten = patched_data(fall)
        daten["kennung"] = kennung = f"FALL-{nummer:04d}"
        ordner = wurzel / "vertraege" / kennung
        ordner.mkdir(parents=True)
        # JSON is YAML with everything quoted; amounts and days stay text.
        (ordner / "vertrag.yaml").write_text(json.dumps(daten, ensure_ascii=False, indent=1), encoding="utf-8")
        kennungen[kennung] = f"{code}: {fall['name']}"
    return kennungen


@pytest.mark.langsam
def test_same_findings_on_the_bad_cases_of_the_rules(rufe: Rufe, tmp_path: Path) -> None:
    faelle = write_faelle(tmp_path / "bestand")
    assert len(faelle) > 90
    rufe(
        "pruefen", tmp_path / "bestand", "--stichtag", STICHTAG.isoformat(), "--ausgabe", f"json:{tmp_path / 'b.json'}"
    )
    gesagt: dict[str, list[dict[str, Any]]] = {}
    for befund in json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["befunde"]:
        gesagt.setdefault(befund["vertrag"], []).append(befund)
    dateien = read_all(tmp_path / "bestand")
    for kennung, name in faelle.items():
        im_speicher = [
            b for b in as_dicts(work(from_bytes(dateien, kennung))) if b["datei"].startswith(f"vertraege/{kennung}/")
        ]
        # One contract in memory has no other to contradict.
        auf_platte = [
            b
            for b in gesagt.get(kennung, [])
            if b["datei"].startswith(f"vertraege/{kennung}/") and b["code"] not in QUERCODES
        ]
        assert sorted(map(repr, im_speicher)) == sorted(map(repr, auf_platte)), name


@pytest.mark.langsam
@pytest.mark.parametrize("kennung", [ERSTER, ZWEITER])
def test_same_bytes_as_the_command(kennung: str, rufe: Rufe, tmp_path: Path) -> None:
    ort = copy_beispiel(tmp_path / "bestand", kennung)
    assert rufe("bauen", ort, "--stichtag", STICHTAG.isoformat(), "--format", ",".join(FORMATE)).code == 0
    ergebnis = work(from_bytes(read_all(ort), kennung))
    fertig = make_dateien(ergebnis, [find_format(f) for f in FORMATE], hat_gegenprobe=True)
    gebaut = {n.rpartition("/")[2]: i for n, i in read_all(ort).items() if n.startswith("ausgabe/")}
    assert {d.name: d.inhalt for d in fertig.dateien} == gebaut
    assert len(gebaut) == len(FORMATE) * len(ergebnis.dokumente) + 1


@pytest.mark.parametrize("kennung", [ERSTER, ZWEITER, REGIONALBUDGET])
def test_a_contract_depends_only_on_the_files_it_names(kennung: str) -> None:
    """Every file it says it uses changes the result when it changes; no other file does."""
    dateien = read_all(BEISPIELE)
    ergebnis = work(from_bytes(dateien, kennung))
    assert set(ergebnis.hashes()) < set(dateien) and len(ergebnis.hashes()) == len(ergebnis.geladen.benutzt)
    for name, inhalt in dateien.items():
        anders = work(from_bytes({**dateien, name: inhalt + b"\n\n# Ende\nfremd: 1\n"}, kennung))
        ist_gleich = (as_dicts(anders), anders.dokumente) == (as_dicts(ergebnis), ergebnis.dokumente)
        assert ist_gleich is (name not in ergebnis.hashes()), name


def test_findings_rest_on_the_names_of_all_joint_objects() -> None:
    """BG-06 compares the names of parties of other contracts; a cache by `hashes()` would keep an old finding."""
    dateien = read_all(BEISPIELE)
    vorher = work(from_bytes(dateien, ERSTER))
    fremd = {
        **dateien,
        "parteien/fremd.yaml": b"name: Sozialraumkonferenz\nkurzname: Fremd\nrolle: leistungserbringer\n",
    }
    nachher = work(from_bytes(fremd, ERSTER))
    assert as_dicts(nachher) != as_dicts(vorher)
    assert nachher.dokumente == vorher.dokumente and nachher.hashes() == vorher.hashes()
    assert nachher.pruefhashes() != vorher.pruefhashes()
    assert "parteien/fremd.yaml" in nachher.pruefhashes() and "parteien/fremd.yaml" not in nachher.hashes()


def test_the_same_inputs_give_the_same_result() -> None:
    dateien = read_all(BEISPIELE)
    eins, zwei = (work(from_bytes(dateien, ERSTER)) for _ in range(2))
    assert (eins.dokumente, as_dicts(eins), eins.hashes()) == (zwei.dokumente, as_dicts(zwei), zwei.hashes())
    assert eins.geladen.art in ARTEN


def test_how_many_threads_work_changes_nothing() -> None:
    ergebnis = work(from_bytes(read_all(BEISPIELE), ZWEITER))
    formate = [find_format(f) for f in ("docx", "odt", "html", "plain")]
    eines, viele = (make_dateien(ergebnis, formate, hat_gegenprobe=True, faeden=n) for n in (1, 5))
    assert eines == viele and len(eines.dateien) == len(formate) * len(ergebnis.dokumente) + 1

"""What the handbook shows works: its files fit the example contract, its commands exist, its placeholders print."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from generator.klauseltext.diagrammleser import ANGABEN
from generator.tree import DiagrammArt
from tests.hilfen import PROJEKT
from tests.vertraege import ERSTER, daten, load_modell, work_at
from tests.vertragswerk.conftest import Rufe
from vertragswerk.cli.app import app

HANDBUCH = PROJEKT / "docs" / "handbuch"
SEITEN = sorted([*HANDBUCH.glob("*.md"), PROJEKT / "README.md"])
DATEI = re.compile(r"<!-- datei: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
BEFEHL = re.compile(r"^(vertragswerk [a-z][^\n#]*)", re.MULTILINE)


def files_of(seite: Path) -> list[tuple[str, str]]:
    return DATEI.findall(seite.read_text(encoding="utf-8"))


def write_files(seite: Path, ordner: Path) -> None:
    """Write the files a page shows into the folder of a contract; what belongs to the contract file is added at its end."""
    for name, inhalt in files_of(seite):
        ziel = ordner / name
        ziel.parent.mkdir(exist_ok=True)
        alt = ziel.read_text(encoding="utf-8") if ziel.exists() else ""
        ziel.write_text(alt + inhalt, encoding="utf-8", newline="\n")


def test_every_block_of_the_page_is_a_file() -> None:
    seite = HANDBUCH / "textbausteine.md"
    assert seite.read_text(encoding="utf-8").count("```") == 2 * len(files_of(seite)) == 6


def test_own_clauses_of_the_page_build_a_release(rufe: Rufe, bestand: Path) -> None:
    write_files(HANDBUCH / "textbausteine.md", bestand / "vertraege" / ERSTER)
    lauf = rufe("bauen", bestand, "--format", "plain")
    assert lauf.code == 0, lauf.alles
    text = next((bestand / "ausgabe").rglob("*.txt")).read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Umsatzsteuer" in text and "Öffnung für ein sozialraumorientiertes" not in text


def test_the_chart_of_the_page_is_drawn(rufe: Rufe, bestand: Path) -> None:
    seite = HANDBUCH / "diagramme.md"
    write_files(seite, bestand / "vertraege" / ERSTER)
    lauf = rufe("bauen", bestand, "--format", "plain,html", "--vertrag", ERSTER)
    assert lauf.code == 0, lauf.alles
    text = next((bestand / "ausgabe").rglob("*.txt")).read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Abbildung 1: Verteilung der Leistungsfälle" in text and "besondere Wohnform: 42 (rund 17,1 %)" in text
    assert 'id="k_faelle_bild"' in next((bestand / "ausgabe").rglob("*.html")).read_text(encoding="utf-8")
    gelesen = seite.read_text(encoding="utf-8")
    genannt = set(re.findall(r"^\| `([A-Za-z]+):?", gelesen, re.MULTILINE))
    assert genannt == {*ANGABEN, *get_args(DiagrammArt)}


def test_choices_of_the_page_stand_in_the_contract(rufe: Rufe, bestand: Path) -> None:
    """The page's optional clauses in place of the example's: each is in the release, and each table row names a field."""
    ((name, wahl),) = files_of(HANDBUCH / "wahlklauseln.md")
    datei = bestand / "vertraege" / ERSTER / name
    ohne = re.sub(r"^wahlklauseln:\n(?: .*\n)+", "", datei.read_text(encoding="utf-8"), flags=re.MULTILINE)
    datei.write_text(ohne + wahl, encoding="utf-8", newline="\n")
    lauf = rufe("bauen", bestand, "--format", "plain", "--vertrag", ERSTER)
    assert lauf.code == 0, lauf.alles
    text = " ".join(next((bestand / "ausgabe").rglob("*.txt")).read_text(encoding="utf-8").split()).replace(
        "\u00a0", " "
    )
    for satz in (
        "Ein Überschuss ist nicht zurückzuzahlen",
        "Die Stadtgemeinde Musterbremen hat diesem Vertrag am 10. Dezember 2024 schriftlich zugestimmt.",
        "nach dem Tarifvertrag für den öffentlichen Dienst der Länder in der jeweils geltenden Fassung",
    ):
        assert satz in text
    modell = load_modell()
    angaben = re.findall(r"^\| `([a-z_.]+)`", (HANDBUCH / "wahlklauseln.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(angaben) >= 9
    for pfad in angaben:
        ort: Any = modell.model_validate(daten())
        for teil in (pfad if "." in pfad else f"wahlklauseln.{pfad}").split("."):
            assert teil in type(ort).model_fields, pfad
            ort = getattr(ort, teil)


@pytest.mark.parametrize("seite", SEITEN, ids=lambda p: p.name)
def test_commands_exist_with_their_options(seite: Path) -> None:
    code = "\n".join(block or spanne for block, spanne in CODE.findall(seite.read_text(encoding="utf-8")))
    befehle = [shlex.split(b, comments=True) for b in BEFEHL.findall(code)]
    assert befehle or seite.name not in ("index.md", "recht.md", "textbausteine.md")
    for _, name, *angaben in befehle:
        assert name in app.commands, name
        bekannt = {o for p in app.commands[name].params for o in p.opts}
        frei = name == "neu"  # a kind asks for more
        assert [a for a in angaben if a.startswith("--") and a.partition("=")[0] not in bekannt and not frei] == []


def test_files_of_the_automation_page_are_sound(rufe: Rufe, bestand: Path) -> None:
    dateien = dict(files_of(HANDBUCH / "automatik.md"))
    assert len(dateien) == 3
    for name, inhalt in dateien.items():
        gelesen = tomllib.loads(inhalt) if name.endswith(".toml") else yaml.safe_load(inhalt)
        assert gelesen, name
    (bestand / "vertragswerk.toml").write_text(dateien["vertragswerk.toml"], encoding="utf-8", newline="\n")
    # The example runs under the law of its own day; the page's Stichtag is taken from the settings.
    assert "Geprüft zum Stichtag 01.12.2026" in rufe("pruefen", bestand).aus
    for zeile in re.findall(r"vertragswerk (.*)", dateien[".gitlab-ci.yml"]):
        lauf = rufe(*zeile.split(), ort=bestand)
        assert lauf.code in (0, 1) and "gibt es nicht" not in lauf.alles, lauf.alles


def test_a_copied_contract_says_what_was_left(rufe: Rufe, bestand: Path) -> None:
    """The steps of the page on versions: the folder is copied, the Kennung changed, nothing else."""
    alt, neu = (bestand / "vertraege" / k for k in (ERSTER, "TB1-WESERBOGEN-2028"))
    shutil.copytree(alt, neu)
    text = (neu / "vertrag.yaml").read_text(encoding="utf-8").replace(f"kennung: {ERSTER}", f"kennung: {neu.name}")
    (neu / "vertrag.yaml").write_text(text, encoding="utf-8", newline="\n")
    lauf = rufe("pruefen", bestand, "--vertrag", neu.name)
    assert (
        lauf.code == 1
        and "FL-14" in lauf.aus
        and f"der Vertrag „{ERSTER}“ läuft bis zum" in lauf.aus.replace("\n           ", " ")
    )


@pytest.mark.parametrize("ort", ["vertrag.yaml", "../../vertraege/{}/vertrag.yaml"])
def test_the_file_of_a_contract_may_be_named(ort: str, rufe: Rufe, bestand: Path) -> None:
    ordner = bestand / "vertraege" / ERSTER
    lauf = rufe("pruefen", ort.format(ERSTER), ort=ordner)
    assert lauf.code == 0 and re.search(r"Verträge +1\b", lauf.aus), lauf.alles


@pytest.mark.parametrize("datei", ["textbausteine.md"])
def test_values_that_the_page_names_print(datei: str, bestand: Path) -> None:
    """Each placeholder of the table is put into a clause of the example."""
    seite = (HANDBUCH / datei).read_text(encoding="utf-8")
    platzhalter = re.findall(r"`(\{[a-z][^`]*\})`", seite)
    assert len(platzhalter) >= 3
    ordner = bestand / "vertraege" / ERSTER
    text = "\n\n".join(
        f"{{: p{n}}}\nWert: {p.replace(chr(92), '')}." for n, p in enumerate(platzhalter) if "z.ziel" not in p
    )
    kopf = '---\nid: werteprobe\ntitel: Werte\nversion: "1.0"\nart: paragraf\n---\n\n'
    (ordner / "klauseln").mkdir()
    (ordner / "klauseln" / "werteprobe.md").write_text(kopf + text + "\n", encoding="utf-8")
    with (ordner / "vertrag.yaml").open("a", encoding="utf-8") as strom:
        strom.write("klauseln:\n  zusaetzlich: [{klausel: werteprobe, nach: schluss}]\n")
    ergebnis = work_at(bestand, ERSTER)
    assert ergebnis.dokumente, [m.meldung for m in ergebnis.pruefling.maengel]

"""What the handbook shows works: its files fit the example contract, its commands exist, its placeholders print."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from generator.klauseltext.diagrammleser import ANGABEN
from generator.tree import DiagrammArt
from tests.hilfen import PROJEKT
from tests.schnipsel import Schnipsel, list_schnipsel, put_into
from tests.vertraege import ERSTER, daten, load_modell
from tests.vertragswerk.conftest import Rufe

HANDBUCH = PROJEKT / "docs" / "handbuch"


def test_every_block_of_the_page_is_a_file() -> None:
    bloecke = list(list_schnipsel(HANDBUCH / "textbausteine.md"))
    assert len(bloecke) == 3 and all(s.datei for s in bloecke)


def build_text(rufe: Rufe, bestand: Path, *schnipsel: Schnipsel) -> str:
    """Return the text of a release of the example contract with the blocks of a page in it."""
    for stueck in schnipsel:
        put_into(stueck, bestand / "vertraege" / ERSTER)
    lauf = rufe("bauen", bestand, "--format", "plain", "--vertrag", ERSTER)
    assert lauf.code == 0, lauf.alles
    text = next((bestand / "ausgabe").rglob("*.txt")).read_text(encoding="utf-8")
    return " ".join(text.split()).replace("\u00a0", " ")


def test_own_clauses_of_the_page_build_a_release(rufe: Rufe, bestand: Path) -> None:
    text = build_text(rufe, bestand, *list_schnipsel(HANDBUCH / "textbausteine.md"))
    assert "Öffentliche Erklärungen" in text and "Öffnung für ein sozialraumorientiertes" not in text


def test_the_chart_of_the_page_is_drawn(rufe: Rufe, bestand: Path) -> None:
    seite = HANDBUCH / "diagramme.md"
    for stueck in list_schnipsel(seite):
        put_into(stueck, bestand / "vertraege" / ERSTER)
    lauf = rufe("bauen", bestand, "--format", "plain,html", "--vertrag", ERSTER)
    assert lauf.code == 0, lauf.alles
    text = next((bestand / "ausgabe").rglob(f"{ERSTER}.txt")).read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Abbildung 1: Verteilung der Leistungsfälle" in text and "besondere Wohnform: 42 (rund 17,1 %)" in text
    assert 'id="k_faelle_bild"' in next((bestand / "ausgabe").rglob(f"{ERSTER}.html")).read_text(encoding="utf-8")
    gelesen = seite.read_text(encoding="utf-8")
    genannt = set(re.findall(r"^\| `([A-Za-z]+):?", gelesen, re.MULTILINE))
    assert genannt == {*ANGABEN, *get_args(DiagrammArt)}


WAHL = list(list_schnipsel(HANDBUCH / "wahlklauseln.md"))
SAETZE = (
    (
        "von der Umsatzsteuer befreit sind.",
        "mindestens drei Monate vorher in Textform mit",
        "10.000.000,00 Euro für Personenschäden",
        "Die Haushalts- und Finanzdeputation hat diesem Vertrag noch nicht zugestimmt.",
        "Der Rechnungshof Musterbremen kann die aufbewahrten Unterlagen",
    ),
    (
        "Ein Überschuss ist nicht zurückzuzahlen",
        "Die Stadtgemeinde Musterbremen hat diesem Vertrag am 10. Dezember 2024 schriftlich zugestimmt.",
        "nach dem Tarifvertrag für den öffentlichen Dienst der Länder in der jeweils geltenden Fassung",
        "Fehlende Haushaltsmittel sind kein Grund",
    ),
    (
        "zusammen mit Stadtgemeinde Musterbremen Gebietskörperschaft",
        "– im Folgenden „Stadtgemeinde“ –",
        "Die Stadtgemeinde tritt diesem Vertrag als Leistungsträger bei",
        "Erika Probe",
    ),
    (
        "Dieser Vertrag ist Teil des Projekts „Budgets im Sozialraum“.",
        "2023: Beschluss des Senats",
        "Phasen des Projekts",
    ),
)


@pytest.mark.parametrize(
    ("stueck", "saetze"), list(zip(WAHL, SAETZE, strict=True)), ids=["alle", "eingliederung", "beitritt", "projekt"]
)
def test_choices_of_the_page_stand_in_the_contract(
    stueck: Schnipsel, saetze: tuple[str, ...], rufe: Rufe, bestand: Path
) -> None:
    text = build_text(rufe, bestand, stueck)
    assert [s for s in saetze if s not in text] == []


def test_every_row_of_the_page_names_a_field() -> None:
    modell = load_modell()
    seite = (HANDBUCH / "wahlklauseln.md").read_text(encoding="utf-8")
    angaben = re.findall(r"^\| `([a-z_.]+)`", seite, re.MULTILINE)
    wahl = modell.model_fields["wahlklauseln"].annotation
    assert wahl is not None and set(wahl.model_fields) <= set(angaben)
    for pfad in angaben:
        ort: Any = modell.model_validate(daten())
        for teil in (pfad if "." in pfad else f"wahlklauseln.{pfad}").split("."):
            assert teil in type(ort).model_fields, pfad
            ort = getattr(ort, teil)


def test_files_of_the_automation_page_are_sound(rufe: Rufe, bestand: Path) -> None:
    dateien = {s.datei: s.inhalt for s in list_schnipsel(HANDBUCH / "automatik.md") if s.datei}
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
    assert lauf.code == 0 and re.search(r"Verträge und Fälle +1\b", lauf.aus), lauf.alles

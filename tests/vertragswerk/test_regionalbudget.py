"""The second kind through the command: its figures stand in every built format, its mistakes have a place, its template is whole."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.hilfen import need_shared
from tests.vertraege import REGIONALBUDGET
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once
from tests.vertragswerk.test_werte import ALLE, texts

STICHTAG = "2023-12-14"


@pytest.fixture(scope="module")
def verified() -> dict[str, object]:
    """Return the verified data of the development material."""
    datei = need_shared("domain/beispiele/ex3_regionalbudget_64b.yaml")
    daten: dict[str, object] = yaml.safe_load(datei.read_text(encoding="utf-8"))
    return daten


def german(betrag: str) -> str:
    """Return an amount as a contract prints it."""
    ganze, _, cent = betrag.partition(".")
    return f"{int(ganze):,}".replace(",", ".") + f",{cent}"


def without_stated_results(datei: Path) -> None:
    """Take out what the file states for comparison: what is printed then is computed."""
    text = datei.read_text(encoding="utf-8")
    text, block = re.subn(r"  ausgewiesen:\n(    .*\n)+", "", text)
    text, zeile = re.subn(r"  ausgewiesen: \{.*\}\n", "", text)
    text, summen = re.subn(r", summe: \d+", "", text)
    assert (block, zeile, summen) == (1, 1, 6)
    datei.write_text(text, encoding="utf-8", newline="\n")


def test_every_verified_figure_stands_in_every_format(rufe: Rufe, tmp_path: Path, verified: dict[str, object]) -> None:
    bestand = copy_beispiel(tmp_path / "bestand")
    without_stated_results(bestand / "vertraege" / REGIONALBUDGET / "vertrag.yaml")
    lauf = rufe(
        "bauen", bestand, "--vertrag", REGIONALBUDGET, "--stichtag", STICHTAG, "--ohne-gegenprobe", "--format", ",".join(ALLE)
    )  # fmt: skip
    assert lauf.code == 0, lauf.alles
    plan, budget = verified["transformation"], verified["budget"]
    assert isinstance(plan, dict) and isinstance(budget, dict)
    assert plan["gesamt"] == {"vollstationaer": -159, "tagesklinisch": 43, "summe": -116}
    zahlen = [
        "um −159",
        "um +43",
        "um −116",
        "alle Regionen",
        "9 200",
        "6.675,00",
        "3,90 %",
        "9 016",
        "9 384",
        "100,00 %",
        "84 Monate",
    ]
    zahlen += [german(budget[jahr][feld]) for jahr in ("2024", "2025") for feld in ("betrag", "rate")]
    for anteil in verified["anteile_krankenkassen_2024"]:  # type: ignore[attr-defined]
        zahlen += [german(anteil["betrag"]), f"{anteil['prozent'].replace('.', ',')}0 %"]
    zahlen += [german(w) for w in verified["aufteilung_2024"].values()]  # type: ignore[attr-defined]
    zeilen = [
        " ".join(map(str, z))
        for z in zip(
            plan["jahre"], ("Ist", "Ist", *["Plan"] * 4), plan["vollstationaere_plaetze"], plan["tagesklinische_plaetze"],
            plan["summe_plaetze"], strict=True,
        )
    ]  # fmt: skip
    for format, text in texts(bestand / "ausgabe" / REGIONALBUDGET / "1.0", REGIONALBUDGET).items():
        assert not [z for z in zahlen if z not in text], format
        flach = re.sub(r"[|*\s]+", " ", text)
        assert not [z for z in zeilen if z not in flach], format


@pytest.mark.parametrize(
    ("alt", "neu", "code", "pfad"),
    [
        ("vollstationaer: 156", "vollstationaer: 165", "ZB-12", "transformation.jahre[2025].summe"),
        ("vollstationaer: -159", "vollstationaer: -195", "ZB-12", "transformation.ausgewiesen.vollstationaer"),
        ('anteil: "0.025"', 'anteil: "0.020"', "ZB-12", "budget.anteile"),
        ('betrag: "21186450.00"', 'betrag: "21186540.00"', "ZB-18", "budget.ausgewiesen.anteile[gesundheitskasse].betrag"),
        ("meldung_inek_am: 2023-10-16", "meldung_inek_am: 2023-12-14", "RK-16", "verfahren.meldung_inek_am"),
        ("norm: § 120 Absatz 2 und 3 SGB V", "norm: § 301 SGB V", "RK-17", "abweichungen[Ambulanz].norm"),
    ],
)  # fmt: skip
def test_a_mistake_turns_its_rule_red_at_its_place(
    rufe: Rufe, tmp_path: Path, alt: str, neu: str, code: str, pfad: str
) -> None:
    bestand = copy_beispiel(tmp_path / "bestand")
    datei = bestand / "vertraege" / REGIONALBUDGET / "vertrag.yaml"
    replace_once(datei, alt, neu)
    lauf = rufe("pruefen", bestand, "--vertrag", REGIONALBUDGET, "--stichtag", STICHTAG, "--ausgabe", "json")
    fehler = [b for b in json.loads(lauf.aus)["befunde"] if b["schwere"] == "fehler"]
    assert lauf.code == 1 and code in {b["code"] for b in fehler} <= {code, "ZB-18"}
    befund = next(b for b in fehler if b["pfad"] == pfad)
    zeilen = datei.read_text(encoding="utf-8").splitlines()
    schluessel = re.split(r"[.\[]", pfad)[-1].rstrip("]") if not pfad.endswith("]") else ""
    assert (
        befund["datei"].endswith("vertrag.yaml")
        and schluessel in "".join(zeilen[befund["zeile"] - 2 : befund["zeile"]])
        and befund["spalte"] > 1
    )


def test_open_points_of_the_template_are_all_and_its_draft_builds(rufe: Rufe, tmp_path: Path) -> None:
    ort = tmp_path / "neu"
    assert rufe("neu", "--art", "regionalbudget", "--kennung", "R64-X", "--basisjahr", 2027, ort).code == 0
    lauf = rufe("pruefen", ort, "--ausgabe", "json", "--stichtag", "2026-12-01")
    befunde = json.loads(lauf.aus)["befunde"]
    # The Rechtsstand of a contract of 2027 may lie behind the law that the program knows, which is a warning.
    assert {b["code"] for b in befunde if b["schwere"] == "fehler"} == {"BG-06"}
    assert {b["code"] for b in befunde} <= {"BG-06", "VZ-12"}
    erfunden = {b["pfad"] for b in befunde if b["variante"] == "vorlage"}
    assert {
        "budget.personen",
        "budget.anteile[krankenkasse].anteil",
        "laufzeit.ende",
        "verfahren.meldung_inek_am",
    } < erfunden
    lauf = rufe("bauen", ort, "--entwurf", "--format", "plain,docx")
    assert lauf.code == 0, lauf.alles
    text = (ort / "ausgabe" / "R64-X" / "0.1-entwurf" / "R64-X.txt").read_text(encoding="utf-8")
    # 2000 × 5000,00 Euro; 60 und 40 Prozent davon; zwölf Raten
    assert not [
        z for z in ("10.000.000,00", "6.000.000,00", "4.000.000,00", "833.333,33", "833.333,37") if z not in text
    ]


@pytest.mark.parametrize(
    ("angaben", "sagt"),
    [
        (("--krankenkasse", "krankenhaus"), "heißen beide „krankenhaus“"),
        (("--krankenkasse2", "krankenkasse"), "Beide Krankenkassen heißen"),
        (("--basisjahr", "2019"), "möglich sind 2020 bis 2090"),
    ],
)
def test_an_answer_that_does_not_do_is_refused(rufe: Rufe, tmp_path: Path, angaben: tuple[str, ...], sagt: str) -> None:
    lauf = rufe("neu", "--art", "regionalbudget", "--kennung", "R64-X", *angaben, tmp_path / "x")
    assert lauf.code == 2 and sagt in lauf.fehler

"""Exceptions and the stock of old findings at the command line: what counts, what is said, what building does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, replace_once

AUSNAHME = f"""ausnahmen:
  - id: A-1
    regel: FL-01
    vertrag: {ERSTER}
    pfad: laufzeit.monate
    begruendung: Die Verhandlung hat die Dauer bewusst in zwei Abschnitten bezeichnet.
    entschieden_von: Referatsleitung Psychiatrie und Sucht
    entschieden_am: 2024-12-01
    gueltig_bis: 2025-11-30
"""
TAG = ("--stichtag", "2024-12-18")


@pytest.fixture
def fehlerhaft(bestand: Path) -> Path:
    """Return the repository with one mistake of the data."""
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "  monate: 36", "  monate: 24")
    return bestand


def codes(text: str, schluessel: str = "befunde") -> list[str]:
    daten = json.loads(text)[schluessel]
    return [e.get("code") or e["befund"]["code"] for e in daten]


def test_an_exception_makes_check_and_build_pass_and_is_told(fehlerhaft: Path, rufe: Rufe) -> None:
    assert rufe("pruefen", fehlerhaft, *TAG).code == 1
    assert rufe("bauen", fehlerhaft, "--format", "plain", *TAG).code == 1
    (fehlerhaft / "ausnahmen.yaml").write_text(AUSNAHME, encoding="utf-8")
    lauf = rufe("pruefen", fehlerhaft, *TAG)
    assert lauf.code == 0 and "Ausnahme A-1 (FL-01 laufzeit.monate): Die Verhandlung" in " ".join(lauf.aus.split())
    bericht = rufe("pruefen", fehlerhaft, *TAG, "--ausgabe", "json").aus
    assert codes(bericht) == [] and codes(bericht, "ausgenommen") == ["FL-01"]
    assert rufe("bauen", fehlerhaft, "--format", "plain", *TAG).code == 0


def test_an_expired_exception_counts_twice(fehlerhaft: Path, rufe: Rufe) -> None:
    (fehlerhaft / "ausnahmen.yaml").write_text(AUSNAHME, encoding="utf-8")
    bericht = rufe("pruefen", fehlerhaft, "--stichtag", "2025-12-01", "--ausgabe", "json").aus
    assert {"AUS-02", "FL-01"} <= set(codes(bericht))
    assert json.loads(bericht)["exitcode"] == 1


def test_an_unused_exception_is_a_warning(bestand: Path, rufe: Rufe) -> None:
    (bestand / "ausnahmen.yaml").write_text(AUSNAHME, encoding="utf-8")
    lauf = rufe("pruefen", bestand, *TAG, "--ausgabe", "json")
    assert lauf.code == 0 and codes(lauf.aus) == ["AUS-06"]


def test_the_register_cannot_be_a_way_out(fehlerhaft: Path, aussen: Path, rufe: Rufe) -> None:
    (aussen / "ausnahmen.yaml").write_text(AUSNAHME, encoding="utf-8")
    (fehlerhaft / "ausnahmen.yaml").symlink_to(aussen / "ausnahmen.yaml")
    lauf = rufe("pruefen", fehlerhaft, *TAG, "--ausgabe", "json")
    assert lauf.code == 1 and set(codes(lauf.aus)) == {"BST-03", "FL-01"}


class TestAltbestand:
    """Adopting an old repository."""

    def test_old_findings_pass_new_ones_do_not_and_building_stays_closed(self, fehlerhaft: Path, rufe: Rufe) -> None:
        assert "1 Befunde zählen nicht" in rufe("altbestand", "anlegen", fehlerhaft, *TAG).aus
        assert rufe("pruefen", fehlerhaft, *TAG).code == 0
        assert rufe("bauen", fehlerhaft, "--format", "plain", *TAG).code == 1
        datei = fehlerhaft / "vertraege" / ERSTER / "vertrag.yaml"
        # Lines move and the finding stays the same; a second mistake is new.
        datei.write_text("# eins\n# zwei\n" + datei.read_text(encoding="utf-8"), encoding="utf-8")
        assert rufe("pruefen", fehlerhaft, *TAG).code == 0
        replace_once(datei, 'rate: "385531.07"', 'rate: "385513.07"')
        lauf = rufe("pruefen", fehlerhaft, *TAG, "--ausgabe", "json")
        assert lauf.code == 1 and codes(lauf.aus) == ["ZB-03"] and codes(lauf.aus, "ausgenommen") == ["FL-01"]

    def test_it_is_pruned_and_never_grows(self, fehlerhaft: Path, rufe: Rufe) -> None:
        rufe("altbestand", "anlegen", fehlerhaft, *TAG)
        datei = fehlerhaft / "vertraege" / ERSTER / "vertrag.yaml"
        replace_once(datei, "  monate: 24", "  monate: 36")
        replace_once(datei, 'rate: "385531.07"', 'rate: "385513.07"')
        assert rufe("altbestand", "anlegen", fehlerhaft, *TAG).code == 2
        lauf = rufe("altbestand", "bereinigen", fehlerhaft, *TAG)
        assert "1 gestrichen, 0 bleiben. Neue Befunde: 1." in lauf.aus
        assert json.loads((fehlerhaft / "altbestand.json").read_text(encoding="utf-8"))["befunde"] == {}

    def test_a_foreign_file_ends_the_check(self, fehlerhaft: Path, rufe: Rufe) -> None:
        (fehlerhaft / "altbestand.json").write_text("{}", encoding="utf-8")
        lauf = rufe("pruefen", fehlerhaft, *TAG)
        assert lauf.code == 2 and "kein Altbestand dieses Programms" in lauf.fehler


@pytest.mark.parametrize("befehl", ["pruefprotokoll", "vermerk"])
def test_what_is_built_beside_the_contract_tells_the_exception(befehl: str, fehlerhaft: Path, rufe: Rufe) -> None:
    (fehlerhaft / "ausnahmen.yaml").write_text(AUSNAHME, encoding="utf-8")
    lauf = rufe(befehl, fehlerhaft, "--format", "plain,docx", *TAG)
    assert lauf.code == 0, lauf.alles
    (text,) = fehlerhaft.rglob(f"*-{befehl}/*.txt")
    inhalt = " ".join(text.read_text(encoding="utf-8").split())
    assert "FL-01" in inhalt and "A-1: Die Verhandlung hat die Dauer bewusst" in inhalt
    assert "Rechtsbestand" in inhalt and list(fehlerhaft.rglob(f"*-{befehl}/*.docx"))

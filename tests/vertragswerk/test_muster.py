"""`vergleichen --muster`: a contract against the clause library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.vertraege import ALLE, BEISPIELE, ERSTER, work_at
from tests.vertragswerk.conftest import Rufe, copy_beispiel
from vertragswerk.vergleich.mustervergleich import compare_with_muster

EIGEN = """\
---
id: {id}
titel: {titel}
version: "1.0"
art: paragraf
---

{text}
"""


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    return copy_beispiel(tmp_path / "bestand", ERSTER)


def depart(bestand: Path, rufe: Rufe) -> None:
    """Reword one clause, add one, leave one out."""
    ordner = bestand / "vertraege" / ERSTER
    (ordner / "klauseln").mkdir()
    muster = rufe("klauseln", "oeffnung").aus
    kopf = (
        "---\nid: oeffnunganders\n"
        + 'titel: Öffnung für andere\nversion: "1.0"\nart: paragraf\n---\n\nDer Vertrag bleibt geschlossen.\n'
    )
    assert muster
    (ordner / "klauseln" / "oeffnunganders.md").write_text(kopf, encoding="utf-8")
    (ordner / "klauseln" / "zusatz.md").write_text(
        EIGEN.format(id="zusatz", titel="Zusatz", text="Die Parteien berichten einander monatlich."), encoding="utf-8"
    )
    vertrag = ordner / "vertrag.yaml"
    vertrag.write_text(
        vertrag.read_text(encoding="utf-8")
        + "klauseln:\n  zusaetzlich:\n    - {klausel: zusatz, nach: budget}\n    - {klausel: oeffnunganders, nach: budget}\n"
        + "  entfaellt:\n    - {klausel: oeffnung, grund: Das Budget bleibt allein.}\n",
        encoding="utf-8",
    )


def test_added_and_missing_clauses_are_named(rufe: Rufe, bestand: Path) -> None:
    depart(bestand, rufe)
    lauf = rufe("vergleichen", "--muster", ERSTER, bestand, "--format", "bericht-json")
    assert lauf.code == 0, lauf.alles
    daten = json.loads(lauf.aus)
    stand = {k["id"]: k["stand"] for k in daten["klauseln"]}
    assert (stand["zusatz"], stand["oeffnunganders"], stand["oeffnung"]) == ("hinzugefuegt", "hinzugefuegt", "fehlt")
    assert stand["budget"] == "gleich" and set(stand.values()) == {"gleich", "hinzugefuegt", "fehlt"}
    text = " ".join(rufe("vergleichen", "--muster", ERSTER, bestand).aus.split())
    assert "eingefügt „Die Parteien berichten einander monatlich.“" in text and "Vergleich mit dem Muster" in text


def test_a_reworded_clause_shows_its_words(rufe: Rufe, bestand: Path) -> None:
    ordner = bestand / "vertraege" / ERSTER
    (ordner / "klauseln").mkdir()
    from contracts.arten import find_art
    from contracts.bausteine.bibliothek import library

    art = find_art("traegerbudget_singulaer")
    assert art is not None
    text = library(art)["anpassung"].text
    (ordner / "klauseln" / "anpassung2.md").write_text(
        EIGEN.format(
            id="anpassung2", titel="Flexible Anpassung", text=text.replace("Jede Partei kann", "Jede Seite darf")
        ),
        encoding="utf-8",
    )
    vertrag = ordner / "vertrag.yaml"
    vertrag.write_text(
        vertrag.read_text(encoding="utf-8") + "klauseln:\n  ersetzt:\n    - {klausel: anpassung, durch: anpassung2}\n",
        encoding="utf-8",
    )
    lauf = rufe("vergleichen", "--muster", ERSTER, bestand)
    eine_zeile = " ".join(lauf.aus.split())
    assert lauf.code == 0 and "wird „Seite darf“" in eine_zeile, lauf.alles
    daten = json.loads(rufe("vergleichen", "--muster", ERSTER, bestand, "--format", "bericht-json").aus)
    assert [(k["id"], k["stand"]) for k in daten["klauseln"] if k["stand"] != "gleich"] == [("anpassung", "geaendert")]


@pytest.mark.parametrize("kennung", ALLE)
def test_every_example_has_a_model(kennung: str) -> None:
    """Equal data: no printed value differs, whatever clauses were chosen."""
    gegenueber = compare_with_muster(work_at(BEISPIELE, kennung))
    assert gegenueber.klauseln and not gegenueber.felder


def test_what_has_no_model_is_said(rufe: Rufe, bestand: Path) -> None:
    assert rufe("vergleichen", "--muster", "NIE", bestand).code == 2
    lauf = rufe("vergleichen", "--muster", ERSTER, bestand, "x")
    assert lauf.code == 2 and "nur den Ordner" in lauf.fehler
    assert "fehlt das Argument 'NEU'" in rufe("vergleichen", ERSTER).fehler

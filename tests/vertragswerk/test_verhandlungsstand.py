"""`verhandlungsstand`: the list for the next meeting, and an agreed clause that changes afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once

AKTE = """\
sitzung: 2024-12-10
schiedsstelle: Schiedsstelle nach § 133 SGB IX
punkte:
  - klausel: anpassung
    stand: geeint
    geeint_am: 2024-11-03
    geeint_durch: [Referat 40, Geschäftsführung]
    pruefsumme: {summe}
  - klausel: evaluation
    stand: streitig
    worum: Wer die Evaluation bezahlt.
    vorschlaege:
      - {{von: Land, text: Die Kosten tragen beide., grund: Beide haben den Nutzen.}}
      - {{von: Budgetnehmer, text: Das Land trägt die Kosten.}}
  - {{klausel: ziele, stand: offen, worum: Welche Ziele gelten.}}
"""


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    return copy_beispiel(tmp_path / "bestand", ERSTER)


def akte(bestand: Path) -> Path:
    return bestand / "vertraege" / ERSTER / "verhandlung.yaml"


@pytest.fixture
def verhandelt(rufe: Rufe, bestand: Path) -> Path:
    summe = rufe("verhandlungsstand", ERSTER, bestand, "--pruefsumme", "anpassung").aus.strip()
    akte(bestand).write_text(AKTE.format(summe=summe), encoding="utf-8")
    return bestand


def test_disputed_points_come_first_with_both_wordings(rufe: Rufe, verhandelt: Path) -> None:
    lauf = rufe("verhandlungsstand", ERSTER, verhandelt)
    text = " ".join(lauf.aus.split()).replace("\u00a0", " ")
    assert lauf.code == 0
    orte = [
        text.index(teil)
        for teil in (
            "1 streitig, 1 offen, 1 geeint, 0 gesperrt",
            "Nächste Sitzung: 10. Dezember 2024",
            "Wer die Evaluation bezahlt.",
            "Land | Die Kosten tragen beide. | Beide haben den Nutzen.",
            "Budgetnehmer | Das Land trägt die Kosten. | –",
            "Welche Ziele gelten.",
            "3. November 2024 | Referat 40; Geschäftsführung | unverändert",
        )
    ]
    assert orte == sorted(orte)


def test_an_agreed_clause_that_changes_is_a_finding(rufe: Rufe, verhandelt: Path) -> None:
    assert "VV-06" not in rufe("pruefen", verhandelt).alles
    replace_once(verhandelt / "vertraege" / ERSTER / "vertrag.yaml", "verhandlung_wochen: 6", "verhandlung_wochen: 8")
    lauf = rufe("pruefen", verhandelt)
    assert lauf.code == 1 and "VV-06" in lauf.aus and "verhandlung.yaml" in lauf.aus
    assert "seitdem geändert" in " ".join(rufe("verhandlungsstand", ERSTER, verhandelt).aus.split())


def test_the_synopse_gives_the_reason(rufe: Rufe, verhandelt: Path) -> None:
    """What a point is about stands above the table of its section."""
    datei = akte(verhandelt)
    replace_once(datei, "    stand: geeint", "    worum: Mehr Zeit für die Verhandlung.\n    stand: geeint")
    seite = verhandelt.parent / "alt"
    copy_beispiel(seite, ERSTER)
    vertrag = verhandelt / "vertraege" / ERSTER / "vertrag.yaml"
    replace_once(vertrag, "verhandlung_wochen: 6", "verhandlung_wochen: 8")
    lauf = rufe("vergleichen", seite / "vertraege" / ERSTER, ERSTER, verhandelt, "--format", "synopse-html")
    assert lauf.code == 0 and "Begründung: Mehr Zeit für die Verhandlung." in lauf.aus, lauf.fehler


def test_files_are_built(rufe: Rufe, verhandelt: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "sitzung"
    assert rufe("verhandlungsstand", ERSTER, verhandelt, "--format", "docx,html", "--ziel", ziel).code == 0
    assert {d.name for d in ziel.iterdir()} == {"verhandlungsstand.docx", "verhandlungsstand.html"}


def test_the_documents_do_not_depend_on_it(rufe: Rufe, bestand: Path, verhandelt: Path, tmp_path: Path) -> None:
    """What is negotiated is no part of the contract."""
    mit = rufe("vergleichen", ERSTER, ERSTER, verhandelt, "--format", "bericht-json").aus
    akte(bestand).unlink()
    assert rufe("vergleichen", ERSTER, ERSTER, bestand, "--format", "bericht-json").aus == mit


@pytest.mark.parametrize(
    ("inhalt", "meldung"),
    [
        (None, "verhandlung.yaml“ fehlt"),
        ("punkte: []\n", "verhandlung.yaml:1:"),
        ("punkte:\n  - {klausel: ziele, stand: vereinbart}\n", "verhandlung.yaml:2:"),
        ("punkte:\n  - {klausel: ziele, stand: offen}\n  - {klausel: ziele, stand: offen}\n", "verhandlung.yaml:3:"),
        ("a: &x [*x]\n", "verhandlung.yaml:1:"),
        ("\0", "verhandlung.yaml"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(rufe: Rufe, bestand: Path, inhalt: str | None, meldung: str) -> None:
    if inhalt is not None:
        akte(bestand).write_text(inhalt, encoding="utf-8")
    lauf = rufe("verhandlungsstand", ERSTER, bestand)
    assert lauf.code == 2 and meldung in lauf.fehler and "Traceback" not in lauf.alles


@pytest.mark.parametrize(
    ("angaben", "meldung"),
    [
        (("--pruefsumme", "nie"), "Eine Klausel „nie“ hat der Vertrag nicht"),
        (("--format", "xls"), "„xls“ ist keine Form"),
        (("--format", "docx"), "--ziel ORDNER"),
    ],
)
def test_wrong_words_are_said(rufe: Rufe, verhandelt: Path, angaben: tuple[str, str], meldung: str) -> None:
    lauf = rufe("verhandlungsstand", ERSTER, verhandelt, *angaben)
    assert lauf.code == 2 and meldung in lauf.fehler

"""`vergleichen`: two versions of a contract, by Kennung, by folder, by a state that git keeps."""

from __future__ import annotations

import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from generator.vergleich.aenderungssatz import compare
from generator.vergleich.wordspur import spurdatei
from tests.vertraege import BEISPIELE, ERSTER, ZWEITER
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    return copy_beispiel(tmp_path / "bestand", ERSTER, ZWEITER)


def git(ort: Path, *befehl: str) -> None:
    namen = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *namen, *befehl], cwd=ort, check=True, capture_output=True)


def test_the_report_names_money_days_words_and_findings(rufe: Rufe, bestand: Path) -> None:
    lauf = rufe("vergleichen", ERSTER, ZWEITER, bestand)
    assert lauf.code == 0
    eine_zeile = " ".join(lauf.aus.split()).replace("\u00a0", " ")
    assert "Kurzinformation" in eine_zeile and "„kurzinformation“" not in eine_zeile
    for teil in (
        "123.918,45 Euro (+2,68 %)",
        "131.845,04",
        "−7.926,59",
        "15. Mai 2026",
        "Nummer 1.8 | neu",
        "nur in der Nummer anders",
    ):
        assert teil in eine_zeile, teil


def test_consequences_come_first(rufe: Rufe, bestand: Path) -> None:
    """Price and quantity, instalments, days, duties and rules, before the lists of values."""
    text = " ".join(rufe("vergleichen", ERSTER, ZWEITER, bestand).aus.split()).replace("\u00a0", " ")
    orte = [
        text.index(teil)
        for teil in (
            "um +123.918,45 Euro. Davon sind +131.845,04 Euro Preiseffekt (neue Sätze bei alten Mengen) und −7.926,59 Euro Mengeneffekt",
            "bW HBG2 | 122,55 → 126,04 | 3 642 → 3 600 | +12.710,58 | −5.293,68",
            "Monatsrate | 385.531,07 | 395.857,61 | +10.326,54",
            "controlling.berichte[B2].frist | 15. August 2025 | 17. August 2026 | +367 Tage",
            "stehen nur in einer der Fassungen:",
            "VZ-09 | jetzt grün",
            "8. Geldbeträge",
        )
    ]
    assert orte == sorted(orte)
    (budget,) = json.loads(rufe("vergleichen", ERSTER, ZWEITER, bestand, "--format", "bericht-json").aus)["budgets"]
    assert (budget["preiseffekt"], budget["mengeneffekt"], budget["rest"]) == ("131845.04", "-7926.59", "0.00")


def test_confirmations_of_the_version_before_are_named(rufe: Rufe, bestand: Path) -> None:
    git(bestand, "init", "-q", "-b", "main")
    git(bestand, "add", ".")
    git(bestand, "commit", "-q", "-m", "Stand")
    vertrag = bestand / "vertraege" / ZWEITER / "vertrag.yaml"
    replace_once(vertrag, 'nummer: "2.2"', 'nummer: "2.3"')
    text = " ".join(rufe("vergleichen", f"{ZWEITER}@git:main", ZWEITER, bestand).aus.split())
    teil = text[text.index("Bestätigungen, die neu einzuholen sind") :]
    assert "gilt für Fassung 2.2" in teil and "wie in der bisherigen Fassung" in teil


def test_files_of_another_comparison_are_not_overwritten(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "v"
    assert rufe("vergleichen", ERSTER, ZWEITER, bestand, "--format", "bericht-md", "--ziel", ziel).code == 0
    bericht = (ziel / "bericht.md").read_bytes()
    lauf = rufe("vergleichen", ERSTER, ERSTER, bestand, "--format", "bericht-md", "--ziel", ziel)
    assert lauf.code == 2 and "liegt schon anderes unter diesen Namen: bericht.md" in lauf.fehler
    assert (ziel / "bericht.md").read_bytes() == bericht


def test_a_synopse_in_four_formats(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "synopse"
    formen = ("docx", "odt", "html")
    lauf = rufe(
        "vergleichen", ERSTER, ZWEITER, bestand, "--format", ",".join(f"synopse-{f}" for f in formen), "--ziel", ziel
    )
    assert lauf.code == 0 and {d.name for d in ziel.iterdir()} == {f"synopse.{f}" for f in formen}
    seite = (ziel / "synopse.html").read_text(encoding="utf-8")
    assert f"{ZWEITER}, Fassung\u00a02.2" in seite, "the number does not stand alone on the next line of the title"
    assert '<del><span class="gehoert">[gestrichen: </span>4.626.372,89' in seite
    assert '<ins><span class="gehoert">[neu: </span>4.750.291,34' in seite
    assert "Rechtsgrundlagen: " in seite
    with zipfile.ZipFile(ziel / "synopse.docx") as paket:
        assert 'w:orient="landscape"' in paket.read("word/document.xml").decode()
    gleich = rufe("vergleichen", ERSTER, ERSTER, bestand, "--format", "synopse-html")
    assert gleich.code == 0 and "<table" not in gleich.aus
    falsch = rufe("vergleichen", ERSTER, ERSTER, bestand, "--format", "synopse-md")
    assert falsch.code == 2 and "synopse-docx, synopse-odt, synopse-pdf, synopse-html" in falsch.fehler


def test_equal_versions_are_said_to_be_equal(rufe: Rufe, bestand: Path) -> None:
    assert "Beide Fassungen sagen dasselbe." in rufe("vergleichen", ERSTER, ERSTER, bestand).aus
    daten = json.loads(rufe("vergleichen", ERSTER, ERSTER, bestand, "--format", "bericht-json").aus)
    assert daten["ist_leer"] and not daten["daten"] and not daten["dokumente"]["vertrag"]["einheiten"]


def test_a_state_of_git_is_compared_with_the_files(rufe: Rufe, bestand: Path) -> None:
    git(bestand, "init", "-q", "-b", "main")
    git(bestand, "add", ".")
    git(bestand, "commit", "-q", "-m", "Stand")
    vertrag = bestand / "vertraege" / ERSTER / "vertrag.yaml"
    replace_once(vertrag, "verhandlung_wochen: 6", "verhandlung_wochen: 8")
    lauf = rufe("vergleichen", f"{ERSTER}@git:main", ERSTER, bestand, "--format", "bericht-json")
    assert [(d["pfad"], d["alt"], d["neu"]) for d in json.loads(lauf.aus)["daten"]] == [
        ("anpassung.verhandlung_wochen", "6", "8")
    ]
    for stand in ("nie", "--upload-pack=x", "main:vertrag.yaml"):
        lauf = rufe("vergleichen", f"{ERSTER}@git:{stand}", ERSTER, bestand)
        assert lauf.code == 2 and "git kennt diesen Stand nicht" in lauf.fehler


def test_folders_are_versions_too(rufe: Rufe, bestand: Path) -> None:
    ordner = bestand / "vertraege"
    lauf = rufe("vergleichen", ordner / ERSTER, ordner / ZWEITER / "vertrag.yaml")
    assert lauf.code == 0 and "Geldbeträge" in lauf.aus


def test_folders_and_files_of_cases_are_meant_as_those_of_contracts(rufe: Rufe) -> None:
    faelle = BEISPIELE / "faelle"
    fall = faelle / "PB-BEISPIEL-2026"
    lauf = rufe("vergleichen", fall, fall)
    assert lauf.code == 0 and "gleich" in lauf.aus
    assert rufe("pruefen", fall / "fall.yaml").code == 0
    lauf = rufe("vergleichen", f"{faelle}/", fall)
    assert lauf.code == 2 and "„vertrag.yaml“ oder „fall.yaml“ fehlt darin" in lauf.fehler
    lauf = rufe("vergleichen", fall, BEISPIELE / "vertraege" / ERSTER)
    assert lauf.code == 2 and "lassen sich nicht vergleichen" in lauf.fehler


def test_every_form_is_written_into_a_folder_at_once(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    formen = ",".join(f"bericht-{f}" for f in ("text", "md", "json", "html", "docx", "odt", "pdf"))
    lauf = rufe("vergleichen", ERSTER, ZWEITER, bestand, "--format", formen, "--ziel", tmp_path / "vergleich")
    assert lauf.code == 0
    namen = {d.name for d in (tmp_path / "vergleich").iterdir()}
    assert namen == {f"bericht.{e}" for e in ("txt", "md", "json", "html", "docx", "odt", "pdf")}


def test_the_tracked_word_file_names_author_and_day(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "vergleich"
    lauf = rufe(
        "vergleichen", ERSTER, ZWEITER, bestand, "--format", "docx", "--ziel", ziel, "--autor", "Land", "--datum", "2025-12-01"
    )  # fmt: skip
    assert lauf.code == 0
    with zipfile.ZipFile(ziel / "vergleich.docx") as archiv:
        text = archiv.read("word/document.xml").decode("utf-8")
    assert 'w:author="Land"' in text and 'w:date="2025-12-01T00:00:00Z"' in text
    lauf = rufe("vergleichen", ERSTER, ZWEITER, bestand, "--format", "docx", "--ziel", ziel, "--datum", "2025-13-01")
    assert lauf.code == 2 and "ist kein Kalendertag" in lauf.fehler


@pytest.fixture
def runden(bestand: Path) -> Path:
    """The first contract in three states that git keeps: 6 weeks, 8 weeks, 10 weeks."""
    git(bestand, "init", "-q", "-b", "main")
    vertrag = bestand / "vertraege" / ERSTER / "vertrag.yaml"
    for vorher, nachher in ((6, 6), (6, 8), (8, 10)):
        replace_once(vertrag, f"verhandlung_wochen: {vorher}", f"verhandlung_wochen: {nachher}")
        git(bestand, "add", ".")
        git(bestand, "commit", "-q", "-m", f"{nachher} Wochen", "--allow-empty")
    return bestand


def test_three_versions_are_two_rounds_each_with_its_author_and_day(rufe: Rufe, runden: Path, tmp_path: Path) -> None:
    staende = (f"{ERSTER}@git:main~2", f"{ERSTER}@git:main~1", ERSTER)
    ziel = tmp_path / "r"
    namen = ("--autor", "Land", "--autor", "Träger", "--datum", "2025-02-01", "--datum", "2025-02-01")
    lauf = rufe("vergleichen", *staende, runden, "--format", "docx,bericht-json", "--ziel", ziel, *namen)
    assert lauf.code == 0, lauf.fehler
    with zipfile.ZipFile(ziel / "vergleich.docx") as archiv:
        text = archiv.read("word/document.xml").decode("utf-8")
    for name in ("Land", "Träger"):
        assert f'w:author="{name}" w:date="2025-02-01T00:00:00Z"' in text
    (feld,) = json.loads((ziel / "bericht.json").read_text(encoding="utf-8"))["daten"]
    assert (feld["alt"], feld["neu"]) == ("6", "10")
    zu_wenig = rufe("vergleichen", *staende, runden, "--format", "docx", "--ziel", ziel, "--autor", "Land")
    assert zu_wenig.code == 2 and "--autor ist 1-mal angegeben, verglichen werden aber 2 Runden." in zu_wenig.fehler
    odt = rufe("vergleichen", *staende, runden, "--format", "odt", "--ziel", ziel)
    assert odt.code == 2 and "ODT kann nicht zeigen, dass eine Runde ändert" in odt.fehler
    gleiche = rufe("vergleichen", *staende, runden, "--format", "docx", "--ziel", ziel)
    assert gleiche.code == 2 and "Zwei Runden nennen dieselbe Urheberschaft (Fassung" in gleiche.fehler


def test_the_last_word_is_a_version_or_the_repository(rufe: Rufe, bestand: Path) -> None:
    mitten = rufe("vergleichen", ERSTER, ZWEITER, ERSTER, "--format", "bericht-json", ort=bestand)
    assert mitten.code == 0 and json.loads(mitten.aus)["ist_leer"], "the first against the last"
    ordner = bestand / "vertraege" / ERSTER
    assert rufe("vergleichen", ERSTER, ZWEITER, ordner, ort=bestand).aus.count("Beide Fassungen sagen dasselbe.") == 1
    assert "TB1-NIE" in rufe("vergleichen", ERSTER, ZWEITER, "TB1-NIE", ort=bestand).fehler


def test_what_the_negotiation_is_about_stands_as_a_comment(rufe: Rufe, tmp_path: Path) -> None:
    eigener = copy_beispiel(tmp_path / "eigener", ERSTER, ZWEITER)
    akte = eigener / "vertraege" / ZWEITER / "verhandlung.yaml"
    akte.write_text(
        "punkte:\n  - {klausel: budget_hoehe, stand: offen, worum: Die Löhne sind gestiegen.}\n", encoding="utf-8"
    )
    ziel = tmp_path / "vergleich"
    lauf = rufe("vergleichen", ERSTER, ZWEITER, eigener, "--format", "docx", "--ziel", ziel, "--autor", "Land")
    assert lauf.code == 0, lauf.fehler
    with zipfile.ZipFile(ziel / "vergleich.docx") as archiv:
        kommentare = archiv.read("word/comments.xml").decode("utf-8")
    assert (
        kommentare.count("<w:comment ") == 1
        and "Die Löhne sind gestiegen." in kommentare
        and 'w:author="Land"' in kommentare
    )


def test_a_tracked_file_that_says_other_words_is_not_written(
    rufe: Rufe, bestand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schreibe = spurdatei.write_wordrunden
    monkeypatch.setattr(
        spurdatei,
        "write_wordrunden",
        lambda runden, *rest: schreibe([replace(runden[0], satz=compare(*[runden[0].satz.alt] * 2))], *rest),
    )
    lauf = rufe("vergleichen", ERSTER, ZWEITER, bestand, "--format", "docx", "--ziel", tmp_path / "vergleich")
    assert lauf.code == 2 and "nicht geschrieben" in lauf.fehler
    assert not (tmp_path / "vergleich" / "vergleich.docx").exists()


@pytest.mark.parametrize(
    ("angaben", "meldung"),
    [
        (("TB1-NIE", ERSTER), "Die Kennung „TB1-NIE“ gibt es dort nicht"),
        (
            (f"{ERSTER}@1.0", ERSTER),
            f"ist nicht besiegelt. Besiegelt: keine. Nennen Sie eine besiegelte, oder „{ERSTER}“ ohne @",
        ),
        ((f"{ERSTER}@neu", ERSTER), "„neu“ ist kein Stand."),
        (
            (ERSTER, ZWEITER, "--format", "bericht-xls"),
            "ist keine Form eines Vergleichs. Möglich sind: docx, odt, synopse-docx",
        ),
        ((ERSTER, ZWEITER, "--format", "bericht-docx"), "brauchen einen Ordner: --ziel ORDNER"),
        ((ERSTER, ZWEITER, "--format", ","), "Es ist keine Form genannt."),
        (("./parteien", ERSTER), "Die Datei „vertrag.yaml“ oder „fall.yaml“ fehlt darin."),
    ],
)
def test_what_cannot_be_compared_is_said(rufe: Rufe, bestand: Path, angaben: tuple[str, ...], meldung: str) -> None:
    lauf = rufe("vergleichen", *angaben[:2], bestand, *angaben[2:], ort=bestand)
    assert lauf.code == 2 and meldung in lauf.fehler and not lauf.aus


def test_a_version_that_cannot_be_put_together_is_refused(rufe: Rufe, bestand: Path) -> None:
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "verhandlung_wochen: 6", "verhandlung_wochen: vier")
    lauf = rufe("vergleichen", ERSTER, ZWEITER, bestand)
    assert lauf.code == 2 and "lässt sich nicht zusammensetzen" in lauf.fehler

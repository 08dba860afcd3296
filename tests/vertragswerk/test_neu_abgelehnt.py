"""`neu` asked for what cannot be, with answers from a file, at the terminal, for a kind with a risk."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.arten import ARTEN, Vertragsart
from generator.readers import text_docx, text_html, text_odt, text_pdf
from tests.vertragswerk.conftest import Rufe
from tests.vertragswerk.test_neu import KENNUNG, read


@pytest.mark.parametrize(
    ("angaben", "sagt"),
    [
        (["--kennung", "TB 1"], "kann keine Kennung sein"),
        (["--kennung", "Vertrag-Süd"], "kann keine Kennung sein"),
        (["--kennung", "../x"], "kann keine Kennung sein"),
        (["--kennung", "-x"], "kann keine Kennung sein"),
        (["--kennung", ""], "kann keine Kennung sein"),
        (["--kennung", "Manifest"], "kann keine Kennung sein"),
        (["--kennung", "nul"], "kann keine Kennung sein"),
        (["--kennung", "a" * 61], "kann keine Kennung sein"),
        (["--kennung", "A", "--art", "mietvertrag"], "Die Vertragsart „mietvertrag“ gibt es nicht"),
        (["--kennung", "A", "--leistungstraeger", "Land"], "kann keine Partei sein"),
        (["--kennung", "A", "--leistungserbringer", "leistungstraeger"], "verschiedene Namen"),
        (["--kennung", "A", "--budgetjahr", "1999"], "möglich sind 2020 bis 2097"),
        (["--kennung", "A", "--budgetjahr", "zwei"], "Das Budgetjahr zwei geht nicht"),
        (["--kennung", "A", "--farbe", "rot"], "Die Angabe „farbe“ gibt es bei dieser Vertragsart nicht"),
        (["--kennung", "A", "-x"], "fehlt ein Wert"),
        ([], "Es fehlt die Option"),
    ],
)
def test_refused_wish_writes_nothing(angaben: list[str], sagt: str, rufe: Rufe, tmp_path: Path) -> None:
    lauf = rufe("neu", *angaben, tmp_path / "neu")
    assert lauf.code == 2
    assert sagt in lauf.fehler
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kennung", ["TB1-WESERBOGEN-2025", "tb1-weserbogen-2025"])
def test_existing_contract_stays(kennung: str, rufe: Rufe, bestand: Path) -> None:
    vorher = {p: p.read_bytes() for p in bestand.rglob("*") if p.is_file()}
    lauf = rufe("neu", "--kennung", kennung, bestand)
    assert lauf.code == 2
    assert "Die Kennung „TB1-WESERBOGEN-2025“ gibt es schon" in lauf.fehler
    assert {p: p.read_bytes() for p in bestand.rglob("*") if p.is_file()} == vorher


def test_full_folder_stays(rufe: Rufe, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("x", encoding="utf-8")
    lauf = rufe("neu", "--kennung", "A", tmp_path)
    assert lauf.code == 2
    assert "ist nicht leer und gehört zu keinem Vertragsbestand" in lauf.fehler
    assert [p.name for p in tmp_path.iterdir()] == ["brief.txt"]
    assert "ist eine Datei" in rufe("neu", "--kennung", "A", tmp_path / "brief.txt").fehler


def test_folder_under_version_control_counts_as_empty(rufe: Rufe, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    assert rufe("neu", "--kennung", "A", tmp_path).code == 0
    assert (tmp_path / ".git" / "HEAD").read_text(encoding="utf-8") == "ref: refs/heads/main\n"


def test_linked_folder_is_refused(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    fremd = tmp_path / "fremd"
    (bestand / "vertraege").rename(fremd)
    try:
        (bestand / "vertraege").symlink_to(fremd, target_is_directory=True)
    except OSError:
        pytest.skip("Das System erlaubt hier keine Verknüpfungen.")
    lauf = rufe("neu", "--kennung", "A", bestand)
    assert lauf.code == 2
    assert "führt aus dem Vertragsbestand hinaus" in lauf.fehler
    assert not (fremd / "A").exists()


def test_answers_come_from_a_file_and_the_command_line_goes_first(rufe: Rufe, tmp_path: Path) -> None:
    angaben = tmp_path / "angaben.yaml"
    angaben.write_text("budgetjahr: 2031\nleistungserbringer: hafen\n", encoding="utf-8")
    lauf = rufe("neu", "--kennung", KENNUNG, "--antworten", angaben, "--budgetjahr=2033", tmp_path / "neu")
    assert lauf.code == 0, lauf.alles
    assert (tmp_path / "neu" / "parteien" / "hafen.yaml").is_file()
    daten = read((tmp_path / "neu" / "vertraege" / KENNUNG / "vertrag.yaml").read_bytes())
    assert daten["budget"]["budgetjahr"] == 2033


@pytest.mark.parametrize(
    ("inhalt", "sagt"),
    [
        ("budgetjahr: [2031]\n", "muss „budgetjahr“ ein Text oder eine ganze Zahl sein"),
        ("farbe: rot\n", "Die Angabe „farbe“ gibt es bei dieser Vertragsart nicht"),
        ("budgetjahr: yes\n", "yes"),
        ("", "leer"),
    ],
)
def test_bad_answers_write_nothing(inhalt: str, sagt: str, rufe: Rufe, tmp_path: Path) -> None:
    (tmp_path / "angaben.yaml").write_text(inhalt, encoding="utf-8")
    lauf = rufe("neu", "--kennung", KENNUNG, "--antworten", tmp_path / "angaben.yaml", tmp_path / "neu")
    assert lauf.code == 2
    assert sagt in lauf.fehler
    assert not (tmp_path / "neu").exists()


@pytest.mark.parametrize("wie", ["kennung", "ordner", "schreibung"])
def test_nobody_is_asked_before_it_is_known_that_there_is_room(
    wie: str, rufe: Rufe, bestand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prompt(frage: str, **_: object) -> str:
        raise AssertionError(frage)

    monkeypatch.setattr("vertragswerk.cli.neu.is_dialog_possible", lambda: True)
    monkeypatch.setattr("click.prompt", prompt)
    voll = tmp_path / "voll"
    voll.mkdir()
    (voll / "brief.txt").write_text("x", encoding="utf-8")
    kennung = {"kennung": "TB1-WESERBOGEN-2025", "schreibung": "tb1-weserbogen-2025"}.get(wie, "NEU-1")
    lauf = rufe("neu", "--kennung", kennung, voll if wie == "ordner" else bestand)
    assert lauf.code == 2
    assert ("gehört zu keinem Vertragsbestand" if wie == "ordner" else "gibt es schon") in lauf.fehler


def test_a_person_at_the_terminal_is_asked(rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not answered yet is asked with the default; a wrong answer is asked again with the reason."""
    gefragt: list[str] = []
    antworten = iter(["1999", "2029", "land", "land", "hafen"])

    def prompt(frage: str, **_: object) -> str:
        gefragt.append(frage)
        return next(antworten)

    monkeypatch.setattr("vertragswerk.cli.neu.is_dialog_possible", lambda: True)
    monkeypatch.setattr("click.prompt", prompt)
    lauf = rufe("neu", "--kennung", KENNUNG, tmp_path)
    assert lauf.code == 0, lauf.alles
    assert gefragt[:2] == ["Erstes Budgetjahr"] * 2 and len(gefragt) == 5
    assert "möglich sind 2020 bis 2097" in lauf.fehler
    assert "Beide Parteien heißen „land“" in lauf.fehler
    assert sorted(p.stem for p in (tmp_path / "parteien").iterdir()) == ["hafen", "land"]


RISKANT = [a for a in ARTEN if a.risiko is not None and a.risiko.ist_zu_bestaetigen]


@pytest.mark.parametrize("art", RISKANT, ids=lambda a: a.name)
def test_a_kind_with_a_risk_is_made_only_in_spite_of_it(art: Vertragsart, rufe: Rufe, tmp_path: Path) -> None:
    """The refusal names the risk and writes nothing; with the option the contract is made, and its draft bears the note."""
    ordner, kennung = tmp_path / "neu", "X-1"
    lauf = rufe("neu", "--art", art.name, "--kennung", kennung, ordner)
    assert art.risiko is not None and lauf.code == 2 and not ordner.exists()
    assert art.risiko.kennzeichen in lauf.alles and "--trotz-risiko" in lauf.alles
    lauf = rufe("neu", "--trotz-risiko", "--art", art.name, "--kennung", kennung, ordner)
    assert lauf.code == 0, lauf.alles
    assert art.risiko.kennzeichen in lauf.aus
    lauf = rufe(
        "bauen",
        "--entwurf",
        ordner,
        "--ohne-gegenprobe",
        "--format",
        "docx,odt,pdf,html,plain",
        "--stichtag",
        "2026-12-01",
    )
    assert lauf.code == 0, lauf.alles
    lesen = {"docx": text_docx, "odt": text_odt, "pdf": text_pdf, "html": text_html}
    gebaut = [d for d in (ordner / "ausgabe").rglob(f"{kennung}*.*") if d.suffix[1:] in (*lesen, "txt")]
    assert {d.suffix[1:] for d in gebaut} == {*lesen, "txt"}
    for datei in gebaut:
        inhalt, lies = datei.read_bytes(), lesen.get(datei.suffix[1:])
        text = " ".join(lies(inhalt).zeilen) if lies else inhalt.decode("utf-8")
        assert art.risiko.kennzeichen in " ".join(text.split()), datei.name


def test_some_kind_is_risky() -> None:
    assert RISKANT

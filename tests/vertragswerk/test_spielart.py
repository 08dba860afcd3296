"""A kind of contract from a temporary folder: two documents, a joint object, a rule across contracts, and no change elsewhere."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click
import pytest

from checks.registry import REGELN
from contracts.arten import ARTEN
from contracts.arten.vertragsart import load_name
from contracts.bausteine.bibliothek import _read_all, library, order_of
from contracts.bestand.neuanlage import load_fragebogen
from contracts.paketdaten import list_names
from contracts.yamltext.yamldatei import load_yaml
from tests.vertragswerk.conftest import Lauf, replace_once, without_crash
from vertragswerk.cli import run_command, speak_german
from vertragswerk.cli.app import app
from vertragswerk.cli.ergaenzen import complete_art, complete_code, complete_schema
from vertragswerk.haus import Haus

SPIEL = Path(__file__).parent / "spielart" / "spiel"
Rufer = Callable[..., Lauf]


@pytest.fixture
def haus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Haus]:
    """Return a house with one more kind, whose code and data lie in a temporary folder."""
    shutil.copytree(SPIEL, tmp_path / "fremd" / "spiel")
    monkeypatch.syspath_prepend(str(tmp_path / "fremd"))
    from spiel import ART  # type: ignore[import-not-found]

    assert str(tmp_path) in sys.modules["spiel"].__file__  # type: ignore[operator]
    yield Haus((*ARTEN, ART))
    for name in [n for n in sys.modules if n == "spiel" or n.startswith("spiel.")]:
        del sys.modules[name]
    load_name.cache_clear()


@pytest.fixture
def rufe(haus: Haus, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Rufer:
    """Return a function that calls the command for this house."""
    speak_german()

    def call(*angaben: object) -> Lauf:
        monkeypatch.setattr(sys, "argv", ["vertragswerk", *map(str, angaben)])
        capsys.readouterr()
        code = run_command(haus)
        return without_crash(Lauf(code, *capsys.readouterr()))

    return call


@pytest.fixture
def bestand(rufe: Rufer, tmp_path: Path) -> Path:
    """Return a repository with two toy contracts that `neu` made."""
    ort = tmp_path / "bestand"
    for kennung, platz in (("SPIEL-1", 1), ("SPIEL-2", 9)):
        lauf = rufe("neu", "--art", "spiel", "--kennung", kennung, "--quartier", "west", "--platz", platz, ort)
        assert lauf.code == 0, lauf.alles
    return ort


def befunde(rufe: Rufer, bestand: Path, *angaben: object) -> tuple[int, list[dict[str, object]]]:
    lauf = rufe("pruefen", bestand, "--stichtag", "2026-01-20", "--ausgabe", "json", *angaben)
    return lauf.code, json.loads(lauf.aus)["befunde"]


def test_neu_makes_contract_joint_object_and_its_clauses(bestand: Path) -> None:
    namen = {p.relative_to(bestand).as_posix() for p in bestand.rglob("*") if p.is_file()}
    assert {
        "vertraege/SPIEL-1/vertrag.yaml",
        "quartiere/west/quartier.yaml",
        "quartiere/west/klauseln/ordnung.md",
        "parteien/stadt.yaml",
        "schema/spiel.schema.json",
        "schema/quartier.schema.json",
    } <= namen


def test_neu_says_what_is_missing(rufe: Rufer, tmp_path: Path) -> None:
    lauf = rufe("neu", "--art", "spiel", "--kennung", "A", tmp_path / "x")
    assert lauf.code == 2
    assert "Die Angabe „quartier“ fehlt (Quartier)" in lauf.fehler


@pytest.mark.parametrize("titel", ["${kennung} $$ {wert} {0}", "# kein Kommentar: 'so'", "– Titel –"])
def test_an_answer_is_text_and_nothing_else(rufe: Rufer, tmp_path: Path, titel: str) -> None:
    ort = tmp_path / "x"
    lauf = rufe("neu", "--art", "spiel", "--kennung", "A", "--quartier", "west", "--titel", titel, ort)
    assert lauf.code == 0, lauf.alles
    quelle, _ = load_yaml((ort / "vertraege" / "A" / "vertrag.yaml").read_bytes(), "x")
    assert quelle is not None and quelle.daten["titel"] == titel


@pytest.mark.parametrize(
    ("name", "wert", "sagt"),
    [
        ("titel", 'a"b', "kann kein Titel sein"),
        ("titel", "a\nb: c", "kann kein Titel sein"),
        ("titel", " Titel", "kann kein Titel sein"),
        ("titel", "a\\", "kann kein Titel sein"),
        ("ablage", "../../raus", "„parteien/../../raus.yaml“ kann keine Datei im Bestand sein"),
        ("ablage", "a/../../b", "kann keine Datei im Bestand sein"),
        ("ablage", "C:b", "kann keine Datei im Bestand sein"),
        ("platz", "0" * 5000 + "1", "gibt es nicht"),
        ("platz", "²", "gibt es nicht"),
    ],
)
def test_an_answer_that_does_harm_is_refused(rufe: Rufer, bestand: Path, name: str, wert: str, sagt: str) -> None:
    davor = set(bestand.parent.rglob("*"))
    lauf = rufe("neu", "--art", "spiel", "--kennung", "A", "--quartier", "west", f"--{name}", wert, bestand)
    assert (lauf.code, sagt in lauf.fehler) == (2, True), lauf.alles
    assert set(bestand.parent.rglob("*")) == davor


def test_a_house_without_the_first_kind_of_ours_needs_no_name(
    haus: Haus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["vertragswerk", "neu", "--kennung", "A", "--quartier", "w", str(tmp_path / "x")])
    assert run_command(Haus(haus.arten[-1:])) == 0, capsys.readouterr()
    assert "art: spiel" in (tmp_path / "x" / "vertraege" / "A" / "vertrag.yaml").read_text(encoding="utf-8")


def test_a_rule_of_the_kind_is_explained(rufe: Rufer) -> None:
    assert "Auf einem Platz spielt ein Verein." in rufe("erklaere", "TD-90").aus
    assert "Ähnlich: TD-90" in rufe("erklaere", "TD-99").fehler


def test_a_rule_across_contracts_that_takes_the_code_of_another_is_refused(haus: Haus) -> None:
    regel = import_module("spiel.platzregel")
    for vergeben in (REGELN[0].REGEL.code, REGELN[-1].REGEL.code):
        regel.REGEL = replace(regel.REGEL, code=vergeben)
        with pytest.raises(ValueError, match=f"used twice: {vergeben}"):
            haus.querregeln()
    zweimal = replace(haus.arten[-1], regeln=("spiel.platzregel", "spiel.platzregel"))
    regel.REGEL = replace(regel.REGEL, code="TD-91")
    with pytest.raises(ValueError, match="used twice: TD-91"):
        Haus((*ARTEN, zweimal)).querregeln()


def test_completion_offers_what_the_house_has(haus: Haus) -> None:
    kontext = click.Context(app, obj=haus)
    assert complete_art(kontext, kontext.command.params[0], "sp") == ["spiel"]
    assert complete_schema(kontext, kontext.command.params[0], "qu") == ["quartier"]
    code = haus.querregeln()[-1].REGEL.code
    assert complete_code(kontext, kontext.command.params[0], code.lower()) == [code]
    assert complete_art(click.Context(app), kontext.command.params[0], "sp") == []


def test_a_broken_rule_across_contracts_is_said_and_stops_every_release(
    rufe: Rufer, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It bore no Kennung, so that nobody heard of it: exit 0, documents built."""

    def broken(auszuege: object) -> object:
        raise RuntimeError("geheim")

    monkeypatch.setattr("spiel.platzregel.vergleiche", broken)
    monkeypatch.setattr("tests.vertragswerk.test_spielart.without_crash", lambda lauf: lauf)
    for angaben in ((), ("--vertrag", "SPIEL-1")):
        code, gefunden = befunde(rufe, bestand, *angaben)
        assert (code, [b["code"] for b in gefunden if b["schwere"] == "fehler"]) == (2, ["ENG-01"])
    lauf = rufe("bauen", bestand, "--stichtag", "2026-01-20", "--format", "plain", "--vertrag", "SPIEL-2")
    assert lauf.code == 2 and lauf.aus.count("ENG-01") == 1 and "geheim" not in lauf.alles
    assert not (bestand / "ausgabe").exists()
    lauf = rufe("bauen", bestand, "--stichtag", "2026-01-20", "--format", "plain", "--entwurf")
    assert lauf.code == 2 and "ENG-01" in lauf.aus
    assert len(list((bestand / "ausgabe").rglob("*.txt"))) == 4


def test_pruefen_finds_nothing_and_knows_the_rule(rufe: Rufer, bestand: Path) -> None:
    code, gefunden = befunde(rufe, bestand)
    assert (code, [b for b in gefunden if b["schwere"] == "fehler"]) == (0, [])


def test_rule_across_contracts_names_both_places(rufe: Rufer, bestand: Path) -> None:
    replace_once(bestand / "vertraege" / "SPIEL-2" / "vertrag.yaml", "platz: 9", "platz: 1")
    for angaben in ((), ("--vertrag", "SPIEL-2")):
        code, gefunden = befunde(rufe, bestand, *angaben)
        (fehler,) = [b for b in gefunden if b["schwere"] == "fehler"]
        assert code == 1
        assert (fehler["code"], fehler["vertrag"], fehler["pfad"]) == ("TD-90", "SPIEL-2", "platz")
        assert "in SPIEL-1 vergeben" in str(fehler["meldung"])
    assert befunde(rufe, bestand, "--vertrag", "SPIEL-1")[0] == 0
    lauf = rufe("bauen", bestand, "--stichtag", "2026-01-20", "--format", "plain")
    assert lauf.code == 1
    assert "TD-90" in lauf.aus
    assert sorted(p.parent.parent.name for p in (bestand / "ausgabe").rglob("manifest.json")) == ["SPIEL-1"]


def test_bauen_writes_both_documents_in_every_format(rufe: Rufer, bestand: Path) -> None:
    lauf = rufe("bauen", bestand, "--stichtag", "2026-01-20", "--format", "docx,odt,pdf,html,plain,native")
    assert lauf.code == 0, lauf.alles
    ordner = bestand / "ausgabe" / "SPIEL-2" / "1.0"
    stamm = {p.name for p in ordner.iterdir()}
    assert stamm == {"manifest.json"} | {
        f"SPIEL-2{teil}.{e}" for teil in ("", "-merkblatt") for e in ("docx", "odt", "pdf", "html", "txt", "json")
    }
    manifest = json.loads((ordner / "manifest.json").read_text(encoding="utf-8"))
    assert [d["name"] for d in manifest["dokumente"]] == ["vertrag", "merkblatt"]
    assert all(d["gegenprobe"]["ist_bestanden"] and d["pdfpruefung"]["ist_bestanden"] for d in manifest["dokumente"])
    assert {e["name"] for e in manifest["eingaben"]} == {
        "vertraege/SPIEL-2/vertrag.yaml",
        "quartiere/west/quartier.yaml",
        "quartiere/west/klauseln/ordnung.md",
        "parteien/stadt.yaml",
        "parteien/verein.yaml",
    }
    vertrag = (ordner / "SPIEL-2.txt").read_text(encoding="utf-8")
    merkblatt = (ordner / "SPIEL-2-merkblatt.txt").read_text(encoding="utf-8")
    assert "für ihn gilt § 2" in vertrag.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Platzordnung" in vertrag and "Platzordnung" not in merkblatt
    assert "Merkblatt zur Spielvereinbarung" in merkblatt and "9 Spielplätze" in merkblatt.replace("\u00a0", " ")


def test_auswirkung_reads_a_contract_of_the_kind(rufe: Rufer, bestand: Path) -> None:
    lauf = rufe("auswirkung", bestand, "--von", "2020-12-31", "--bis", "2025-12-31", "--ausgabe", "json")
    daten = json.loads(lauf.aus)
    assert (lauf.code, daten["treffer"], "nicht vollständig lesen" in lauf.aus) == (0, [], False)


def test_joint_object_changes_in_one_place(rufe: Rufer, bestand: Path) -> None:
    replace_once(bestand / "quartiere" / "west" / "quartier.yaml", "das Quartier am Fluss", "das Quartier am Berg")
    assert rufe("bauen", bestand, "--stichtag", "2026-01-20", "--format", "plain").code == 0
    for datei in (bestand / "ausgabe").rglob("*.txt"):
        assert "das Quartier am Berg" in " ".join(datei.read_text(encoding="utf-8").split()), datei.name


def test_joint_object_that_does_not_exist_is_a_finding(rufe: Rufer, bestand: Path) -> None:
    replace_once(bestand / "vertraege" / "SPIEL-1" / "vertrag.yaml", "quartier: west", "quartier: wst")
    code, gefunden = befunde(rufe, bestand, "--vertrag", "SPIEL-1")
    assert code == 1
    assert [b["code"] for b in gefunden] == ["BST-09"]
    assert "Das Quartier „wst“ gibt es nicht. Meinten Sie „west“?" in str(gefunden[0]["meldung"])


def test_schema_is_printed_for_the_kind_and_its_object(rufe: Rufer) -> None:
    assert {"spiel", "quartier", "partei", "klauselkopf"} <= set(rufe("schema").aus.split())
    schema = json.loads(rufe("schema", "spiel").aus)
    assert schema["properties"]["quartier"]["type"] == "string"
    assert schema["title"] == "Spielvereinbarung"
    assert json.loads(rufe("schema", "quartier").aus)["required"] == []


@pytest.mark.parametrize(
    ("datei", "inhalt", "sagt"),
    [
        (
            "klauseln/spiel/vertrag.yaml",
            None,
            "Dem Programm fehlt eine eigene Datei: „klauseln/spiel/vertrag.yaml“ im Paket „spiel“",
        ),
        (
            "klauseln/spiel/merkblatt.yaml",
            None,
            "Dem Programm fehlt eine eigene Datei: „klauseln/spiel/merkblatt.yaml“",
        ),
        (
            "klauseln/spiel/vertrag.yaml",
            "paragrafen: nichts\n",
            "fehlerhaft: „klauseln/spiel/vertrag.yaml“. „paragrafen“ muss eine Liste sein.",
        ),
        ("klauseln/spiel/vertrag.yaml", "a: [\n", "fehlerhaft: „klauseln/spiel/vertrag.yaml“."),
        ("klauseln/spiel/zweck.md", "ohne Kopf\n", "fehlerhaft: „klauseln/spiel/zweck.md“. Zeile 1:"),
    ],
)
def test_a_kind_with_a_missing_or_broken_file_is_no_inner_error(
    rufe: Rufer, bestand: Path, tmp_path: Path, datei: str, inhalt: str | None, sagt: str
) -> None:
    ort = tmp_path / "fremd" / "spiel" / datei
    if inhalt is None:
        ort.unlink()
    else:
        ort.write_text(inhalt, encoding="utf-8")
    _forget_files()
    for befehl in (("pruefen", bestand), ("bauen", bestand, "--entwurf"), ("klauseln", "--art", "spiel")):
        lauf = rufe(*befehl)
        assert (lauf.code, sagt in " ".join(lauf.fehler.split())) == (2, True), lauf.alles


@pytest.mark.parametrize(
    ("datei", "inhalt", "sagt"),
    [
        ("fragen.yaml", None, "Dem Programm fehlt eine eigene Datei: „vorlagen/spiel/fragen.yaml“"),
        ("vertrag.yaml", None, "Dem Programm fehlt eine eigene Datei: „vorlagen/spiel/vertrag.yaml“"),
        ("vertrag.yaml", "titel: ${niemand}\n", "Sie nennt „${niemand}“; danach fragt niemand."),
        ("fragen.yaml", "fragen: 5\n", "fehlerhaft: „vorlagen/spiel/fragen.yaml“. „fragen“ muss eine Liste sein."),
    ],
)
def test_a_kind_with_a_broken_template_is_no_inner_error(
    rufe: Rufer, tmp_path: Path, datei: str, inhalt: str | None, sagt: str
) -> None:
    ort = tmp_path / "fremd" / "spiel" / "vorlagen" / "spiel" / datei
    if inhalt is None:
        ort.unlink()
    else:
        ort.write_text(inhalt, encoding="utf-8")
    _forget_files()
    lauf = rufe("neu", "--art", "spiel", "--kennung", "A", "--quartier", "west", tmp_path / "x")
    assert (lauf.code, sagt in " ".join(lauf.fehler.split())) == (2, True), lauf.alles
    assert not (tmp_path / "x").exists()


def _forget_files() -> None:
    """Files of a kind are read once per process."""
    for merkt in (library, _read_all, order_of, load_fragebogen, list_names):
        merkt.cache_clear()

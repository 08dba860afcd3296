"""`aendern`, `fortschreiben`, `lesefassung`: from two versions to an amendment, from amendments to how the contract reads."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator.query import query, rewrite
from generator.tree import Tabelle
from generator.vergleich.synopsenprobe import check_synopse
from tests.vertraege import AENDERUNG, BEISPIELE, ERSTER, work_at
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once

MENGEN = """\
bW: {HBG1: 730, HBG2: 3600, HBG3: 5420, HBG4: 3650, HBG5: 1460}
AA: {HBG1: 264, HBG2: 540, HBG3: 490, HBG4: 252, HBG5: 84}
BoT: {A: 230, B: 316}
TS: {E: 306}
"""
A1, A2 = f"{ERSTER}-A1", f"{ERSTER}-A2"
FORT = (
    "--jahr", "2026", "--rate", "0.0285", "--beschluss", "2025-11-11", "--aktenzeichen", "VK-SGB-IX 9/2025",
    "--vom", "2025-12-11", "--kennung", A1,
)  # fmt: skip


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    (tmp_path / "mengen.yaml").write_text(MENGEN, encoding="utf-8")
    return copy_beispiel(tmp_path / "bestand", ERSTER)


def vertrag(bestand: Path, kennung: str) -> Path:
    return bestand / "vertraege" / kennung / "vertrag.yaml"


def files(bestand: Path) -> dict[str, bytes]:
    return {str(p.relative_to(bestand)): p.read_bytes() for p in sorted(bestand.rglob("*")) if p.is_file()}


def test_the_next_year_is_the_working_state_and_its_amendment(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    """ex1: 4.750.291,34 for 2026, 123.918,45 more, of which price 131.845,04 and volume −7.926,59; all computed."""
    lauf = rufe("fortschreiben", ERSTER, bestand, *FORT, "--mengen", tmp_path / "mengen.yaml")
    assert lauf.code == 0, lauf.fehler
    text = vertrag(bestand, A1).read_text(encoding="utf-8")
    for zahl in ("4.750.291,34", "395.857,61", "395.857,63", "118.757,28", "123.918,45", "131.845,04", "−7.926,59"):
        assert zahl in text, zahl
    neu = vertrag(bestand, ERSTER).read_text(encoding="utf-8")
    assert neu.startswith("# Singuläres Trägerbudget, erste Fassung."), "comments stay"
    assert "menge: 5420, menge_vorjahr: 5811" in neu and "ausgewiesen" not in neu
    lauf = rufe("pruefen", bestand, "--vertrag", A1)
    assert lauf.code == 0 and "Keine Befunde." in lauf.aus
    # The day of the amendment counts, and the reconciliation of data stays a record of its own year.
    assert "  stand: 2025-12-11\n" in neu and "  geaendert_am: 2025-12-11\n" in neu
    stand = rufe("pruefen", bestand, "--vertrag", ERSTER, "--ausgabe", "json").aus
    assert {b["code"] for b in json.loads(stand)["befunde"] if b["schwere"] == "fehler"} == set()
    assert "  referenzjahr: 2024\n  ist_bis: 2024-11-30\n" in neu

    # A second amendment builds on the wording that the first one left.
    alt = tmp_path / "alt"
    (bestand / "vertraege" / ERSTER).rename(alt)
    copy_of(alt, bestand / "vertraege" / ERSTER)
    replace_once(vertrag(bestand, ERSTER), "frist_monate: 6", "frist_monate: 9")
    lauf = rufe("aendern", ERSTER, ERSTER, bestand, "--kennung", A2, "--vom", "2026-03-02", "--in-kraft", "2026-04-01")
    assert lauf.code == 0, lauf.fehler
    daten = yaml.safe_load(vertrag(bestand, A2).read_text(encoding="utf-8"))
    assert daten["nummer"] == 2 and len(daten["befehle"]) == 1
    assert daten["grundtext"] == yaml.safe_load(text)["lesefassung"]

    # How the contract reads depends on the day.
    lesefassung = reading(rufe, bestand, "2026-01-01")
    assert "beträgt 4.750.291,34" in lesefassung
    assert "Tabelle 4: Besondere Wohnform" in lesefassung, "tables have the numbers of the contract"
    assert "sechs Monaten" in reading(rufe, bestand, "2026-03-31")
    spaeter = reading(rufe, bestand, "2026-04-01")
    assert "neun Monaten" in spaeter and "Nicht maßgebliche Lesefassung" in spaeter and A2 in spaeter
    lauf = rufe("lesefassung", ERSTER, bestand, "--stichtag", "2025-12-31")
    assert lauf.code == 2 and "Keine Änderungsvereinbarung" in lauf.fehler


def reading(rufe: Rufe, bestand: Path, tag: str) -> str:
    lauf = rufe("lesefassung", ERSTER, bestand, "--stichtag", tag)
    assert lauf.code == 0, lauf.fehler
    return lauf.aus.replace("\u00a0", " ")


def copy_of(von: Path, nach: Path) -> None:
    nach.mkdir()
    for datei in von.iterdir():
        (nach / datei.name).write_bytes(datei.read_bytes())


@pytest.mark.parametrize(
    ("angaben", "satz"),
    [
        (("--jahr", "2027"), "fortschreiben lässt es sich auf 2026"),
        (("--rate", "2.85"), "ist ein Bruchteil"),
        (("--rate", "zwei"), "ist keine Rate"),
        (("--beschluss", "11.11.2025"), "kein Kalendertag"),
        (("--beschluss", "1999-11-11"), "passt nicht zum Jahr"),
        (("--stand", "2025-12-12"), "Beschluss und Stand können nicht danach liegen"),
        (("--vom", "2025-11-10"), "Beschluss und Stand können nicht danach liegen"),
        (("--kennung", ERSTER), "gibt es schon"),
        (("--kennung", "../x"), "kann keine Kennung sein"),
        (("--mengen", "nie.yaml"), "kann nicht gelesen werden"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(
    rufe: Rufe, bestand: Path, angaben: tuple[str, ...], satz: str
) -> None:
    vorher = files(bestand)
    lauf = rufe("fortschreiben", ERSTER, bestand, *FORT, *angaben)
    assert lauf.code == 2 and satz in lauf.fehler, lauf.fehler
    assert files(bestand) == vorher


def test_volumes_of_an_unknown_group_are_refused(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    for inhalt in ("XX: {A: 1}", "bW: {HBG9: 1}", "bW: 7", "[1]", "bW: {HBG1: -1}"):
        (tmp_path / "mengen.yaml").write_text(inhalt, encoding="utf-8")
        lauf = rufe("fortschreiben", ERSTER, bestand, *FORT, "--mengen", tmp_path / "mengen.yaml")
        assert lauf.code == 2 and "Traceback" not in lauf.fehler, inhalt


def test_each_budget_of_a_contract_with_several_is_raised(rufe: Rufe, tmp_path: Path) -> None:
    """Year and rate stand once for all budgets; volumes name the party first, for a Leistungstyp may be in several budgets."""
    raum = "TB2-MUSTERHAVEN-I"
    eigener = copy_beispiel(tmp_path / "raum", raum)
    angaben = ("--jahr", "2027", "--rate", "0.02", "--beschluss", "2026-11-12", "--vom", "2026-12-10", "--kennung", f"{raum}-A1")  # fmt: skip
    mengen = tmp_path / "mengen.yaml"
    vorher = files(eigener)
    for inhalt, satz in (
        ("bW: {HBG1: 400}", "nennen zuerst die Partei"),
        ("niemand: {bW: {HBG1: 4}}", "Genannt: niemand"),
    ):
        mengen.write_text(inhalt, encoding="utf-8")
        lauf = rufe("fortschreiben", raum, eigener, *angaben, "--mengen", mengen)
        assert lauf.code == 2 and satz in lauf.fehler, lauf.fehler
        assert files(eigener) == vorher
    mengen.write_text("hafenlicht: {bW: {HBG1: 400}}", encoding="utf-8")
    lauf = rufe("fortschreiben", raum, eigener, *angaben, "--mengen", mengen)
    assert lauf.code == 0, lauf.fehler
    neu = yaml.safe_load(vertrag(eigener, raum).read_text(encoding="utf-8"))
    assert (neu["budget"]["budgetjahr"], neu["budget"]["steigerung"]["rate"]) == (2027, "0.02")
    assert not [b for b in neu["budgetnehmer"] if "ausgewiesen" in b]
    erste, *_ = neu["budgetnehmer"][0]["leistungspaket"][0]["gruppen"]
    assert (erste["menge"], erste["menge_vorjahr"]) == (400, 365)
    alt = yaml.safe_load((BEISPIELE / "vertraege" / raum / "vertrag.yaml").read_text(encoding="utf-8"))
    for vor, nach in zip(alt["budgetnehmer"], neu["budgetnehmer"], strict=True):
        paare = zip(vor["leistungspaket"], nach["leistungspaket"], strict=True)
        assert all(a["gruppen"][0]["verguetungssatz"] != b["gruppen"][0]["verguetungssatz"] for a, b in paare)


def test_the_contract_names_the_day_of_its_amendment(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    alt = copy_beispiel(tmp_path / "alt", ERSTER) / "vertraege" / ERSTER
    replace_once(vertrag(bestand, ERSTER), "frist_monate: 6", "frist_monate: 9")
    lauf = rufe("aendern", alt, ERSTER, bestand, "--kennung", A1, "--vom", "2025-03-02", "--in-kraft", "2025-04-01")
    assert lauf.code == 0, lauf.fehler
    assert "nennt jetzt den 02.03.2025 als Tag der letzten Änderung" in lauf.aus
    assert "  geaendert_am: 2025-03-02\n" in vertrag(bestand, ERSTER).read_text(encoding="utf-8")


def test_equal_versions_need_no_amendment(rufe: Rufe, bestand: Path) -> None:
    lauf = rufe("aendern", ERSTER, ERSTER, bestand, "--kennung", A1)
    assert lauf.code == 2 and "denselben Wortlaut" in lauf.fehler
    assert not vertrag(bestand, A1).exists()


def test_versions_that_are_numbered_otherwise_are_refused(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    anderer = copy_beispiel(tmp_path / "anderer", ERSTER)
    replace_once(vertrag(anderer, ERSTER), "gliederung: paragraf", "gliederung: dezimal")
    lauf = rufe("aendern", ERSTER, vertrag(anderer, ERSTER).parent, bestand, "--kennung", A1)
    assert lauf.code == 2 and "gegliedert" in lauf.fehler


def test_a_kind_that_is_made_from_contracts_has_no_template(rufe: Rufe, bestand: Path) -> None:
    lauf = rufe("neu", "--art", "aenderungsvereinbarung", "--kennung", "NEU", bestand)
    assert lauf.code == 2 and "vertragswerk aendern" in lauf.fehler


@pytest.mark.langsam
def test_the_example_is_built_and_read_back_in_every_format(rufe: Rufe, tmp_path: Path) -> None:
    """The Gegenprobe and TD-04 run on the amendment and its Lesefassung."""
    bestand = copy_beispiel(tmp_path / "bestand", AENDERUNG)
    lauf = rufe("bauen", bestand, "--vertrag", AENDERUNG, "--entwurf", "--format", "docx,odt,html,markdown")
    assert lauf.code == 0, lauf.fehler
    namen = sorted(p.name for p in (bestand / "ausgabe").rglob(f"{AENDERUNG}*.docx"))
    assert namen == [f"{AENDERUNG}-lesefassung.docx", f"{AENDERUNG}-synopse.docx", f"{AENDERUNG}.docx"]


def test_the_synopse_of_the_example_is_proved_row_by_row() -> None:
    """VV-02 is given what the Anlage must show; each row that is taken away is missed."""
    stuecke = {s.name: s for s in work_at(BEISPIELE, AENDERUNG).pruefling.schriftstuecke}
    assert [n for n, s in stuecke.items() if s.synopse is not None] == ["synopse"]
    vorlage, dokument = stuecke["synopse"].synopse, stuecke["synopse"].dokument
    assert vorlage is not None and dokument is not None
    assert not check_synopse(vorlage.satz, dokument.abschnitte, vorlage.praefix)
    zeilen = [z.id for t in query(dokument, Tabelle) for z in t.rumpf]
    assert len(zeilen) > 10
    for kennung in zeilen:
        ohne = rewrite(
            dokument, lambda t, _, k=kennung: replace(t, rumpf=tuple(z for z in t.rumpf if z.id != k)), Tabelle
        )
        assert check_synopse(vorlage.satz, ohne.abschnitte, vorlage.praefix), kennung

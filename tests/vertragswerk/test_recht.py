"""The commands about the law, as a user calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.norm import Norm
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.writers.docx import write_docx
from generator.writers.html import write_html
from generator.writers.odt import write_odt
from tests.corpus.einfuhr.test_einlesen import statute
from tests.hilfen import PROJEKT, need_shared
from tests.vertraege import BEISPIELE, work_at
from vertragswerk.cli.recht.gemeinsam import count_lines
from vertragswerk.cli.recht.gesetzesbestand import name_of_provision
from vertragswerk.cli.recht.normauskunft import _cited
from vertragswerk.gesetze.textspeicher import Textfassung


def run(
    *argumente: str, cache: Path | None = None, ok: frozenset[int] = frozenset({0})
) -> subprocess.CompletedProcess[str]:
    umgebung = {**os.environ, "PYTHONUTF8": "1", "VERTRAGSWERK_CACHE": str(cache or "/nirgends")}
    lauf = subprocess.run(
        [sys.executable, "-m", "vertragswerk", *argumente],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=umgebung,
        cwd=PROJEKT,
    )
    assert lauf.returncode in ok, (lauf.returncode, lauf.stdout[-800:], lauf.stderr[-800:])
    assert "Traceback" not in lauf.stderr
    return lauf


@pytest.mark.parametrize(
    ("norm", "tag", "code", "worte"),
    [
        ("§ 29 Abs. 4 SGB IX", "2025-06-01", 0, ["geltend", "Persönliches Budget"]),
        ("§ 132 Absatz 7 SGB IX", "2025-06-01", 1, ["nicht vorhanden", "Absatz 7"]),
        ("§ 4 BudgetV", "2025-06-01", 1, ["aufgehoben", "§ 29 Abs. 4 SGB IX"]),
        ("§ 53 SGB XII", "2025-06-01", 1, ["aufgehoben", "§ 99 SGB IX"]),
        ("§ 126 Absatz 5 BGB", "2025-06-01", 1, ["noch nicht"]),
        ("§ 999 SGB IX", "2025-06-01", 1, ["hat keinen § 999"]),
        ("§ 241 SGB IX", "2025-06-01", 0, ["geltend"]),
        ("§ 132 SGB IX", "2016-06-01", 0, ["unbekannt, vermutlich geltend", "reicht nur bis"]),
    ],
)
def test_norm(norm: str, tag: str, code: int, worte: list[str]) -> None:
    lauf = run("norm", norm, "--stichtag", tag, ok=frozenset({code}))
    for wort in worte:
        assert wort in lauf.stdout.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "argumente",
    [
        ("norm", "§ 29 SGB IX"),
        ("norm", "vergleich", "§ 29 SGB IX", "--alt", "2019-01-01", "--neu", "2025-01-01"),
        ("auswirkung", "contracts/beispiele", "--von", "2024-12-31", "--bis", "2025-01-01"),
        ("zitate", "README.md", "--stichtag", "2025-01-01"),
    ],
)
def test_every_answer_names_the_law_in_use(argumente: tuple[str, ...]) -> None:
    name = load_mitgeliefert().kennzeichen
    assert run(*argumente, ok=frozenset({0, 1})).stdout.splitlines()[-1] == f"Rechtsbestand: {name}."
    assert json.loads(run(*argumente, "--ausgabe", "json", ok=frozenset({0, 1})).stdout)["recht"] == name


def test_norm_as_json() -> None:
    daten = json.loads(run("norm", "§ 29 SGB IX", "--stichtag", "2025-06-01", "--ausgabe", "json").stdout)
    assert daten["status"] == "geltend"
    # The text of 2001 and three of the law in force since 2018.
    assert [g["seit"] for g in daten["geschichte"]][1:] == [
        "seit 01.01.2018",
        "seit 01.01.2024 (erschlossen)",
        "seit 01.01.2025 (erschlossen)",
    ]


@pytest.mark.parametrize("angabe", ["", "§", "irgendwas", "§ 5", "§ 1 XYZG"])
def test_norm_that_is_none(angabe: str) -> None:
    lauf = run("norm", angabe, "--stichtag", "2025-06-01", ok=frozenset({1, 2}))
    assert (lauf.stderr + lauf.stdout).strip()


def test_comparison_of_two_days() -> None:
    geaendert = run(
        "norm", "vergleich", "§ 123 SGB IX", "--alt", "2021-12-01", "--neu", "2022-06-30", ok=frozenset({1})
    )
    assert "Absatz 3 geändert" in geaendert.stdout
    gleich = run("norm", "vergleich", "§ 132 SGB IX", "--alt", "2019-12-01", "--neu", "2025-06-30")
    assert "unverändert" in gleich.stdout
    nie = run("norm", "vergleich", "§ 999 SGB IX", "--alt", "2019-12-01", "--neu", "2025-06-30", ok=frozenset({1}))
    assert "unverändert" not in nie.stdout
    assert "SGB IX hat keinen § 999." in nie.stdout
    run("norm", "vergleich", "§ 132 SGB IX", ok=frozenset({2}))
    run("norm", "vergleich", "§ 132 SGB IX", "--alt", "2025-01-01", "--neu", "2024-01-01", ok=frozenset({2}))


def test_comparison_as_json() -> None:
    tage = ("--alt", "2021-12-01", "--neu", "2022-06-30", "--ausgabe", "json")
    daten = json.loads(run("norm", "vergleich", "§ 123 SGB IX", *tage, ok=frozenset({1})).stdout)
    assert (daten["norm"], daten["alt"], daten["neu"]) == ("§ 123 SGB IX", "2021-12-01", "2022-06-30")
    assert daten["status"] == "geaendert"
    assert "Absatz 3 geändert" in daten["aenderungen"][0]
    nie = json.loads(run("norm", "vergleich", "§ 999 SGB IX", *tage, ok=frozenset({1})).stdout)
    assert (nie["status"], nie["begruendung"]) == ("nicht_vorhanden", "SGB IX hat keinen § 999.")


@pytest.mark.parametrize(
    ("argumente", "wort"),
    [
        (("§ 132 SGB IX", "--alt", "2020-01-01"), "gehören zu „norm vergleich“"),
        (("§ 132 SGB IX", "--neu", "2020-01-01"), "gehören zu „norm vergleich“"),
        (("vergleich", "§ 1 SGB I", "--alt", "2020-01-01", "--neu", "2021-01-01", "--stichtag", "2020-06-01"), "--stichtag"),
    ],
)  # fmt: skip
def test_days_that_would_be_ignored_are_refused(argumente: tuple[str, ...], wort: str) -> None:
    assert wort in run("norm", *argumente, ok=frozenset({2})).stderr


@pytest.mark.parametrize(
    ("norm", "code", "worte"),
    [
        ("Anlage 99 SGB IX", 1, ["unbekannt", "Die Anlagen von „SGB IX“ sind nicht im Bestand"]),
        ("Abs. 4 SGB IX", 1, ["unbekannt", "nennt keinen Paragrafen"]),
    ],
)
def test_places_without_a_paragraf(norm: str, code: int, worte: list[str]) -> None:
    lauf = run("norm", norm, "--stichtag", "2025-06-01", ok=frozenset({code}))
    for wort in worte:
        assert wort in lauf.stdout


TEXT = "Es gelten § 132 Abs. 1 SGB IX und § 4 BudgetV. Die Höchstzahl nennt § 999 SGB IX.\n"


def test_citations_of_a_text(tmp_path: Path) -> None:
    datei = tmp_path / "entwurf.md"
    datei.write_text(TEXT, encoding="utf-8")
    lauf = run("zitate", str(datei), "--stichtag", "2025-06-01", "--ausgabe", "json", ok=frozenset({1}))
    zitate = json.loads(lauf.stdout)["zitate"]
    assert [(z["kanonisch"], z["urteil"]) for z in zitate] == [
        ("§ 132 Abs. 1 SGB IX", "geltend"), ("§ 4 BudgetV", "aufgehoben"), ("§ 999 SGB IX", "nicht_vorhanden"),
    ]  # fmt: skip
    for z in zitate:
        assert TEXT[z["start"] : z["end"]] == z["text"]
        assert {"start", "end", "text", "kanonisch", "gesetz", "teile", "urteil", "begruendung"} <= z.keys()
    assert zitate[0]["teile"] == [
        {"gesetz": "SGB IX", "paragraf": "132", "absatz": "1", "einheiten": [["absatz", "1"]]}
    ]


def test_nothing_of_a_citation_is_lost_in_json(tmp_path: Path) -> None:
    datei = tmp_path / "a.txt"
    datei.write_text(
        "Nach § 7 Abs. 3 Nr. 3 Satz 2 Nr. 1 SGB II i. V. m. §§ 123 ff. SGB IX, "
        "BSG, Urteil vom 8. März 2017 – B 8 SO 20/15 R; §§ 37 Abs. 1 i. V. m. 39 Abs. 1 SGB X.",
        encoding="utf-8",
    )
    lauf = run("zitate", str(datei), "--stichtag", "2025-06-01", "--ausgabe", "json")
    tief, offen, entscheidung, verbunden = json.loads(lauf.stdout)["zitate"]
    assert tief["teile"][0]["einheiten"] == [
        ["absatz", "3"],
        ["nummer", "3"],
        ["satz", "2"],
        ["nummer", "1"],
    ]
    assert (tief["kette"], tief["entscheidung"]) == ("", None)
    assert offen["kette"] == "i. V. m."
    assert offen["teile"] == [{"gesetz": "SGB IX", "paragraf": "123", "folgende": "ff.", "einheiten": []}]
    assert entscheidung["entscheidung"] == {
        "gericht": "BSG",
        "aktenzeichen": "B 8 SO 20/15 R",
        "datum": "2017-03-08",
        "art": "Urteil",
        "fundstelle": "",
    }
    assert [t.get("verbindung") for t in verbunden["teile"]] == [None, "i. V. m."]


def test_lines_are_answered_one_by_one(tmp_path: Path) -> None:
    datei = tmp_path / "zeilen.jsonl"
    datei.write_text('{"text": "§ 29 SGB IX"}\n{"text": "nichts"}\n', encoding="utf-8")
    antworten = [json.loads(z) for z in run("zitate", str(datei), "--stichtag", "2025-06-01").stdout.splitlines()]
    assert [len(a["zitate"]) for a in antworten] == [1, 0]
    datei.write_text('{"text": "§ 29 SGB IX"}\n\n\nkein json\n', encoding="utf-8")
    lauf = run("zitate", str(datei), ok=frozenset({2}))
    assert "Zeile 4" in lauf.stderr


def test_lines_with_bad_citations_end_with_1(tmp_path: Path) -> None:
    datei = tmp_path / "zeilen.jsonl"
    datei.write_text('\n{"text": "§ 999 SGB IX"}\n\n{"text": "§ 29 SGB IX"}\n', encoding="utf-8")
    lauf = run("zitate", str(datei), "--stichtag", "2025-06-01", ok=frozenset({1}))
    assert [json.loads(z)["zeile"] for z in lauf.stdout.splitlines()] == [2, 4]


@pytest.mark.parametrize("endung", ["docx", "odt", "html"])
def test_every_format_gives_the_same_citations(endung: str, tmp_path: Path) -> None:
    (dokument,) = work_at(BEISPIELE).dokumente.values()
    schreiben: dict[str, Any] = {"docx": write_docx, "odt": write_odt, "html": write_html}
    datei = tmp_path / f"vertrag.{endung}"
    datei.write_bytes(schreiben[endung](dokument))
    zitate = json.loads(run("zitate", str(datei), "--stichtag", "2024-12-18", "--ausgabe", "json").stdout)["zitate"]
    kanonisch = {z["kanonisch"] for z in zitate if z["gesetz"]}
    assert {"§ 132 Abs. 1 SGB IX", "§ 132 Abs. 2 SGB IX", "§ 132 Abs. 3 SGB IX"} <= kanonisch
    assert len(kanonisch) > 40


@pytest.mark.parametrize(
    ("name", "inhalt"),
    [
        ("a.docx", b"kein zip"),
        ("a.pdf", b"%PDF-1.7 kaputt"),
        ("a.odt", b""),
        ("a.txt", b"\xff\xfe\x00"),
        ("a.md", b"\xe4\xf6"),
    ],
)
def test_damaged_files_are_refused(name: str, inhalt: bytes, tmp_path: Path) -> None:
    datei = tmp_path / name
    datei.write_bytes(inhalt)
    lauf = run("zitate", str(datei), ok=frozenset({2}))
    assert name in lauf.stderr


class _Durchgezaehlt(str):
    """A text that adds up how much of it was counted through."""

    __slots__ = ("gezaehlt",)

    def count(self, stueck: str, von: Any = 0, bis: Any = None) -> int:
        """Count and add the stretch."""
        self.gezaehlt = getattr(self, "gezaehlt", 0) + (len(self) if bis is None else bis) - von
        return super().count(stueck, von, bis)


def test_lines_are_counted_in_one_pass() -> None:
    text = _Durchgezaehlt("§ 29 SGB IX\n" * 5_000)
    orte = [i * 12 for i in range(5_000)]
    assert list(count_lines(text, orte)) == list(range(5_000))
    assert text.gezaehlt <= len(text)


def test_missing_file(tmp_path: Path) -> None:
    lauf = run("zitate", str(tmp_path / "fehlt.txt"), ok=frozenset({2}))
    assert "lässt sich nicht lesen" in lauf.stderr


def test_import_gives_text_and_search(tmp_path: Path) -> None:
    quelle = need_shared("gesetze", "fassungen", "SGB_IX_2018.jsonl.gz")
    cache = tmp_path / "cache"
    lauf = run("gesetze", "suchen", "Zielvereinbarungen", cache=cache, ok=frozenset({2}))
    assert "importieren" in lauf.stderr
    run("gesetze", "importieren", str(quelle), cache=cache)
    gefunden = run(
        "gesetze",
        "suchen",
        "Zielvereinbarungen",
        "Finanzierungsstrukturen",
        "--stichtag",
        "2026-04-17",
        "--gesetz",
        "SGB-IX",
        cache=cache,
    )
    assert "§ 132" in gefunden.stdout.replace("\u00a0", " ")
    norm = run("norm", "§ 132 SGB IX", "--stichtag", "2026-04-17", cache=cache)
    assert "individuellen Leistungsansprüche der Leistungsberechtigten" in norm.stdout


@pytest.mark.parametrize(
    "inhalt",
    [
        b"", b"kein xml", b"<dokumente><norm>", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><dokumente>&a;</dokumente>', b"PK\x03\x04 kaputt",
    ],
)  # fmt: skip
def test_bad_law_files_change_nothing(inhalt: bytes, tmp_path: Path) -> None:
    datei, cache = tmp_path / "gesetz.xml", tmp_path / "cache"
    datei.write_bytes(inhalt)
    lauf = run("gesetze", "importieren", str(datei), cache=cache, ok=frozenset({2}))
    assert lauf.stderr.strip()
    assert not cache.exists() or not list(cache.iterdir())


def test_a_doubtful_import_is_refused_wanted_and_taken_back(tmp_path: Path) -> None:
    datei, cache = tmp_path / "gesetz.xml", tmp_path / "cache"
    datei.write_bytes(statute(("1", "Zweck", "<P>Ein Satz.</P>"), tag="20260901").replace(b"TestG", b"SGB 9 2018"))
    befehl = ("gesetze", "importieren", str(datei))
    lauf = run(*befehl, cache=cache, ok=frozenset({2}))
    assert "passt nicht" in lauf.stderr and "--trotzdem" in lauf.stderr
    assert "nichts importiert" in run("gesetze", "zuruecknehmen", "SGB-IX", cache=cache, ok=frozenset({3})).stderr
    assert "entfallen" in run(*befehl, "--trotzdem", cache=cache).stdout
    assert "mitgelieferte Bestand" in run("gesetze", "zuruecknehmen", "SGB-IX", cache=cache).stdout
    assert "kein Import" in run("gesetze", "zuruecknehmen", "SGB-IX", cache=cache, ok=frozenset({3})).stderr


def test_state_of_the_index() -> None:
    lauf = run("gesetze", "stand")
    assert "SGB IX" in lauf.stdout
    assert "Budgetverordnung" in lauf.stdout


@pytest.mark.parametrize(("nummer", "name"), [("64b", "§ 64b"), ("Art 3", "Art. 3"), ("Anlage 1", "Anlage 1")])
def test_a_hit_of_the_search_is_named_as_it_is_cited(nummer: str, name: str) -> None:
    assert name_of_provision(nummer) == name


@pytest.mark.parametrize(
    ("norm", "nummern"), [("§ 1 TestG", ["1", ""]), ("§ 1 Abs. 1 TestG", ["1"]), ("§ 1 Abs. 9 TestG", ["1", ""])]
)
def test_only_a_cited_absatz_is_shown_alone(norm: str, nummern: list[str]) -> None:
    text = Textfassung(
        "TestG", "1", "Zweck", date(2026, 9, 1), None, (("1", "Es gilt."), ("", "Anhang des Paragrafen."))
    )
    assert [nummer for nummer, _ in _cited(text, Norm.parse(norm)).absaetze] == nummern

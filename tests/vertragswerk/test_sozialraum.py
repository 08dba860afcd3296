"""A Sozialraum through the door: one place for what is joint, documents for every meeting, findings at their line and column."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from checks.befund import Befund
from generator.query import query
from generator.tree import Dokument, Feld
from tests.vertraege import KOOPERATION, work_at
from tests.vertragswerk.conftest import copy_beispiel, replace_once
from vertragswerk.vermerk.fristen import list_termine, write_calendar
from vertragswerk.werk import Ergebnis

RAUM = "sozialraeume/musterhaven/sozialraum.yaml"
TAG = date(2026, 3, 24)


@pytest.fixture
def ort(tmp_path: Path) -> Path:
    """Return a copy of the examples with the contracts of the Sozialraum."""
    return copy_beispiel(tmp_path / "bestand", KOOPERATION)


def build(ort: Path) -> Ergebnis:
    return work_at(ort, KOOPERATION, TAG)


def fields(dokument: Dokument) -> list[tuple[str, str]]:
    """Return path and text of every field of a document."""
    return [(f.pfad, f.text) for f in query(dokument, Feld)]


def place(ort: Path, datei: str, text: str) -> tuple[int, int]:
    """Return line and column of a text that stands once in a file."""
    (treffer,) = [
        (n, z.index(text) + 1)
        for n, z in enumerate((ort / datei).read_text(encoding="utf-8").splitlines(), 1)
        if text in z
    ]
    return treffer


def only(ergebnis: Ergebnis) -> Befund:
    (befund,) = ergebnis.pruefung.befunde
    return befund


def test_every_meeting_has_an_invitation_and_a_form_for_its_minutes(ort: Path) -> None:
    ergebnis = build(ort)
    assert not ergebnis.pruefung.befunde
    tage = ("2026_04_22", "2026_07_08", "2026_10_14", "2026_12_09")
    assert list(ergebnis.dokumente) == [
        "vertrag", "kurzinformation", "geschaeftsordnung", *(f"einladung_{t}" for t in tage), *(f"niederschrift_{t}" for t in tage),
    ]  # fmt: skip
    koepfe = [d.kopf for d in ergebnis.dokumente.values()]
    assert koepfe[3].titel == "Einladung zur Sozialraumkonferenz am\u00a022.\u00a0April\u00a02026"
    assert len({k.inhaltshash for k in koepfe}) == len(koepfe)


def test_a_further_meeting_needs_one_entry(ort: Path) -> None:
    replace_once(
        ort / RAUM,
        "    - am: 2026-12-09\n",
        '    - {am: 2026-11-11, uhrzeit: "09:30", ort: Rathaus, tagesordnung: [Haushalt]}\n    - am: 2026-12-09\n',
    )
    dokumente = build(ort).dokumente
    assert "einladung_2026_11_11" in dokumente and len(dokumente) == 13


def test_a_later_start_moves_the_third_budgetnehmer_and_nobody_else(ort: Path) -> None:
    vorher = build(ort).dokumente
    replace_once(ort / RAUM, "beginn: 2026-10-01", "beginn: 2026-11-01")
    nachher = build(ort).dokumente
    tab = "einladung_2026_10_14"
    namen = {n: [t for p, t in fields(d[tab]) if p.endswith("].name")] for n, d in (("a", vorher), ("b", nachher))}
    assert sorted(namen["a"]) == sorted(namen["b"]) and namen["a"] != namen["b"]
    assert namen["a"].index("Leuchtturm Tagesstruktur GmbH") < 4 <= namen["b"].index("Leuchtturm Tagesstruktur GmbH")
    for name in ("einladung_2026_04_22", "einladung_2026_12_09"):
        assert fields(vorher[name]) == fields(nachher[name])
    geaendert = {
        (alt, neu) for alt, neu in zip(fields(vorher["vertrag"]), fields(nachher["vertrag"]), strict=True) if alt != neu
    }
    assert {alt[1] for alt, _ in geaendert} == {"01.10.2026", "30.09.2026"}
    assert {neu[1] for _, neu in geaendert} == {"01.11.2026", "31.10.2026"}


def test_a_joint_goal_is_changed_in_its_one_place(ort: Path) -> None:
    neu = "Die Budgetnehmer arbeiten im Sozialraum mit allen zusammen, die offene Angebote machen."
    alt = "Die Budgetnehmer sind im Sozialraum vernetzt und nutzen gemeinsam die Angebote, die allen offenstehen."
    replace_once(ort / RAUM, alt, neu)
    ergebnis = build(ort)
    gedruckt = [t for p, t in fields(ergebnis.dokumente["vertrag"]) if p == "sozialraum.ziele[UE2].ziel"]
    assert gedruckt == [neu, neu] and not ergebnis.pruefung.befunde


def test_an_own_clause_that_rewords_a_joint_goal_is_found_where_it_says_so(ort: Path) -> None:
    ordner = ort / "vertraege" / KOOPERATION
    (ordner / "klauseln").mkdir()
    text = "Die Budgetnehmer sind im Sozialraum gut vernetzt und nutzen möglichst gemeinsam Angebote, die allen offenstehen."
    kopf = '---\nid: vernetzung\ntitel: Vernetzung\nversion: "1.0"\nart: paragraf\n---\n\n'
    (ordner / "klauseln" / "vernetzung.md").write_text(f"{kopf}{{: a}}\n{text}\n", encoding="utf-8")
    replace_once(
        ordner / "vertrag.yaml",
        "\nanlagen:\n",
        "\nklauseln:\n  zusaetzlich: [{klausel: vernetzung, nach: gemziele}]\nanlagen:\n",
    )
    befund = only(build(ort))
    assert befund.code == "SK-07" and befund.position.datei.endswith("klauseln/vernetzung.md")
    assert (befund.position.zeile, befund.position.spalte) == (9, 1)


@pytest.mark.parametrize(
    ("alt", "neu", "code", "stelle"),
    [
        (
            "    - {id: GPV,",
            "    - {id: P3V, art: leistungserbringer_ohne_budget, partei: leuchtturm, funktion: Geschäftsführung, stimmen: 7, "
            "ab: 2026-04-01, bis: 2026-09-30}\n    - {id: GPV,",
            "SK-04",
            "7, ab",
        ),
        ("stimmen: 1\n    beginn: 2026-10-01", "stimmen: 0\n    beginn: 2026-10-01", "SK-03", "0\n"),
        ("beschlussfaehig_ab: 3", "beschlussfaehig_ab: 9", "SK-01", "9"),
    ],
)
def test_a_finding_in_the_joint_file_has_its_line_and_column(
    ort: Path, alt: str, neu: str, code: str, stelle: str
) -> None:
    replace_once(ort / RAUM, alt, neu)
    befund = only(build(ort))
    text = (ort / RAUM).read_text(encoding="utf-8")
    ab = text.index(neu) + neu.index(stelle)
    zeile = text[:ab].count("\n") + 1
    assert (befund.code, befund.position.datei) == (code, RAUM)
    assert (befund.position.zeile, befund.position.spalte) == (zeile, ab - text[:ab].rfind("\n"))


def test_the_third_budgetnehmer_that_votes_in_april_is_named_with_the_day(ort: Path) -> None:
    neu = "    - {id: P3V, art: leistungserbringer_ohne_budget, partei: leuchtturm, funktion: G, stimmen: 1, ab: 2026-04-01, bis: 2026-05-01}\n"
    replace_once(ort / RAUM, "    - {id: GPV,", f"{neu}    - {{id: GPV,")
    befund = only(build(ort))
    assert befund.code == "SK-04" and "stimmte am 22.04.2026 ab" in befund.meldung


def test_the_start_moves_through_all_contracts_of_the_sozialraum(tmp_path: Path) -> None:
    """P3 begins in November instead of October: its own contract changes, the one of P1 and P2 says what it said."""
    erster, zweiter = "TB2-MUSTERHAVEN-I", "TB2-MUSTERHAVEN-II"
    ort = copy_beispiel(tmp_path / "bestand", erster, zweiter)

    def texts(kennung: str) -> list[tuple[str, str]]:
        return fields(work_at(ort, kennung, date(2026, 9, 23)).dokumente["vertrag"])

    vorher = {k: texts(k) for k in (erster, zweiter)}
    replace_once(ort / RAUM, "beginn: 2026-10-01", "beginn: 2026-11-01")
    nachher = {k: texts(k) for k in (erster, zweiter)}
    assert vorher[erster] == nachher[erster]
    weg, neu = (set(x[zweiter]) - set(y[zweiter]) for x, y in ((vorher, nachher), (nachher, vorher)))
    assert {t for p, t in weg if p in ("laufzeit.beginn", "berechnet.raten_anzahl")} == {
        "1.\u00a0Oktober 2026",
        "3",
        "drei",
    }
    assert {t for p, t in neu if p in ("laufzeit.beginn", "berechnet.raten_anzahl")} == {
        "1.\u00a0November 2026",
        "2",
        "zwei",
    }
    assert len(weg) == len(neu) == 9


def test_a_joint_goal_changes_in_every_contract(tmp_path: Path) -> None:
    kennungen = (KOOPERATION, "TB2-MUSTERHAVEN-I", "TB2-MUSTERHAVEN-II")
    ort = copy_beispiel(tmp_path / "bestand", *kennungen)
    replace_once(ort / RAUM, 'zielwert: "15"', 'zielwert: "17"')
    for kennung in kennungen:
        dokument = work_at(ort, kennung, date(2026, 9, 23)).dokumente["vertrag"]
        werte = {t for p, t in fields(dokument) if p == "sozialraum.ziele[UE2].indikator.zielwert"}
        assert werte == {"17"}, kennung


def test_the_vermerk_knows_when_invitations_and_minutes_are_due(ort: Path) -> None:
    vertrag = build(ort).geladen.vertrag
    assert vertrag is not None
    termine = [t for t in list_termine(vertrag) if t.was.startswith("Letzter Tag der")]
    assert [t.tag.isoformat() for t in termine[:2]] == ["2026-04-08", "2026-05-07"] and len(termine) == 8
    kalender = write_calendar(vertrag, list_termine(vertrag)).decode()
    kennungen = re.findall(r"UID:(\S+)", kalender)
    assert len(set(kennungen)) == len(kennungen) and kalender.count("Einladung zur Sitzung") == 4


def test_another_file_of_a_party_of_the_sozialraum_is_not_foreign(tmp_path: Path) -> None:
    """A party of the Sozialraum that has no part in this contract is not foreign to it, nor is a second file of its name."""
    ort = copy_beispiel(tmp_path / "bestand", "TB2-MUSTERHAVEN-II")
    datei = ort / "parteien" / "geestufer.yaml"
    (ort / "parteien" / "geestuferzwei.yaml").write_bytes(datei.read_bytes())
    zweiter = work_at(ort, "TB2-MUSTERHAVEN-II", TAG)
    assert zweiter.dokumente
    assert "BG-06" not in {b.code for b in zweiter.pruefung.befunde}

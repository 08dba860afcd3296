"""The Vermerk: what it says of a contract, and that it stands beside the contract and never in its place."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from checks.report.text import GRENZE
from generator.kanon import german_date
from generator.query import query
from generator.tree import Begriff, Dokument, Normzitat, Tabelle, plain
from generator.writers.plain import write_plain
from tests.vertraege import BEISPIELE, KENNUNGEN, REGIONALBUDGET, work_at
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once
from vertragswerk.schriftteile import natural
from vertragswerk.vermerk import NAME, with_vermerk
from vertragswerk.vermerk.fristen import list_termine
from vertragswerk.werk import Ergebnis

ZWEITER = "TB1-WESERBOGEN-2026"


def _vermerk(ergebnis: Ergebnis) -> Dokument:
    dokumente = with_vermerk(ergebnis).dokumente
    assert list(dokumente) == [NAME]
    return dokumente[NAME]


def _rows(dokument: Dokument, tabelle: str) -> list[tuple[str, ...]]:
    gefunden = [t for t in query(dokument, Tabelle) if t.id == tabelle]
    return [tuple(plain(z.inhalt).replace("\u00a0", " ") for z in zeile.zellen) for t in gefunden for zeile in t.rumpf]


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_every_clause_note_and_no_other_stands_in_it(kennung: str) -> None:
    ergebnis = work_at(BEISPIELE, kennung)
    # Documents share clauses, such as the mark of an example; each is noted once.
    benutzt = {k.kopf.id: k.kopf for g in ergebnis.geladen.gliederungen.values() for k in g.alle}.values()
    erwartet = [k.hinweis or "–" for k in benutzt if k.hinweis or k.rechtsgrundlagen]
    zeilen = _rows(_vermerk(ergebnis), "klauselhinweise")
    assert [z[3] for z in zeilen] == [" ".join(h.split()) for h in erwartet]
    assert not any("{" in z[0] for z in zeilen)


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_registers_are_complete_and_in_order(kennung: str) -> None:
    ergebnis = work_at(BEISPIELE, kennung)
    vertrag = next(iter(ergebnis.dokumente.values()))
    vermerk = _vermerk(ergebnis)
    normen = _rows(vermerk, "normen")
    assert len(normen) == len({z.kanonisch for z in query(vertrag, Normzitat)})
    assert all(orte for _, orte in normen)
    namen = [n for n, _ in normen]
    assert (
        namen.index("§ 29 SGB IX")
        < namen.index("§ 104 SGB IX")
        < namen.index("§§ 123 bis 130 SGB IX")
        < namen.index("§ 56 SGB X")
    )
    begriffe = [z[0] for z in _rows(vermerk, "begriffe")]
    assert sorted(begriffe) == sorted(b.text for b in query(vertrag, Begriff))
    assert begriffe == sorted(begriffe, key=natural)


def test_findings_and_rules_that_did_not_run_are_named() -> None:
    ergebnis = work_at(BEISPIELE, ZWEITER, date(2026, 1, 1))
    befunde = list(ergebnis.pruefung.befunde)
    vermerk = _vermerk(ergebnis)
    assert [(z[0], z[2]) for z in _rows(vermerk, "befunde")] == [(b.code, b.meldung) for b in befunde] != []
    assert [z[0] for z in _rows(vermerk, "uebersprungen")] == [u.code for u in ergebnis.pruefung.uebersprungen] != []
    artfremde = ", ".join(ergebnis.pruefung.artfremde)
    assert artfremde and f"die es in dieser Art nicht gibt: {artfremde}." in " ".join(
        write_plain(vermerk).decode().split()
    )


def test_nothing_found_is_said_with_what_no_rule_sees() -> None:
    ergebnis = work_at(BEISPIELE)
    assert not list(ergebnis.pruefung.befunde)
    text = write_plain(_vermerk(ergebnis)).decode()
    assert "Die Prüfung hat nichts gefunden." in text
    assert GRENZE in " ".join(text.split())


def test_each_departure_is_named_with_its_reason(tmp_path: Path) -> None:
    copy_beispiel(tmp_path / "b", ZWEITER)
    vertrag = tmp_path / "b" / "vertraege" / ZWEITER / "vertrag.yaml"
    replace_once(
        vertrag, "\nklauseln:\n", "\nklauseln:\n  entfaellt: [{klausel: datenschutz, grund: Anderswo vereinbart.}]\n"
    )
    zeilen = _rows(_vermerk(work_at(tmp_path / "b", ZWEITER)), "abweichungen")
    assert [z[1] for z in zeilen] == ["zusätzlich nach Controlling und Berichtswesen (controlling)", "entfällt"]
    assert [z[2] for z in zeilen] == [
        "Eigener Textbaustein dieses Vertrags; er geht auf den Wunsch der Interessenvertretung zurück.",
        "Anderswo vereinbart.",
    ]
    assert _rows(_vermerk(work_at(BEISPIELE)), "abweichungen") == []


def test_it_says_who_confirmed_what_and_when() -> None:
    vermerk = _vermerk(work_at(BEISPIELE, ZWEITER))
    ((frage, antwort, wer),) = _rows(vermerk, "pruefbestaetigungen")
    assert frage.startswith("RK-15, G1: Ist jede Gegenleistung")
    assert antwort.startswith("Die Überlassung des Raumes ist angemessen")
    assert wer == "Referat Recht der Senatorin für Teilhabe, 5. Dezember 2025, Fassung 2.2 (Vermerk MB-R 88/2025)"
    tage = _rows(vermerk, "bestaetigungstage")
    assert [z[:3] for z in tage] == [
        ("Beschluss über die Steigerungsrate", "Vertragskommission SGB IX", "11. November 2025"),
        ("Beteiligung der Interessenvertretung", "Landesteilhabebeirat Musterbremen", "20. November 2025"),
        ("Bestätigung des Datenabgleichs", "Budgetnehmer", "4. Dezember 2025"),
        ("Bestätigung des Datenabgleichs", "Land", "4. Dezember 2025"),
        ("Zustimmung eines weiteren Leistungsträgers", "die Stadtgemeinde Musterbremen", "8. Dezember 2025"),
    ]
    assert "datenabgleich.bestaetigungen[land].am" in [z[3] for z in tage]


def test_what_nobody_confirmed_is_said(tmp_path: Path) -> None:
    copy_beispiel(tmp_path / "b", ZWEITER)
    vertrag = tmp_path / "b" / "vertraege" / ZWEITER / "vertrag.yaml"
    replace_once(vertrag, '    fassung: "2.2"\n    fundstelle', '    fassung: "2.1"\n    fundstelle')
    vermerk = _vermerk(work_at(tmp_path / "b", ZWEITER))
    ((_, _, wer),) = _rows(vermerk, "pruefbestaetigungen")
    assert "Fassung 2.1; nicht diese Fassung" in wer
    assert "Eine Bestätigung fehlt zu: RK-15." in " ".join(write_plain(vermerk).decode().split())


def test_a_tested_kurzinformation_is_a_confirmation() -> None:
    tage = [z[:3] for z in _rows(_vermerk(work_at(BEISPIELE, REGIONALBUDGET)), "bestaetigungstage")]
    gruppe = ("Tag der Prüfung durch die Prüfgruppe", "Prüfgruppe Klare Worte Musterbremen", "12. Dezember 2023")
    assert gruppe in tage


def test_it_is_written_beside_the_contract_and_again(rufe: Rufe, tmp_path: Path) -> None:
    copy_beispiel(tmp_path / "b", ZWEITER)
    assert rufe("bauen", tmp_path / "b", "--format", "plain").code == 0
    oben = tmp_path / "b" / "ausgabe" / ZWEITER
    (fassung,) = [p for p in oben.iterdir() if p.is_dir()]
    vorher = {p.name: p.read_bytes() for p in fassung.iterdir()}
    aufruf = ("vermerk", tmp_path / "b", "--format", "plain", "--stichtag")
    assert rufe(*aufruf, "2025-12-11").code == 0
    ordner = oben / f"{fassung.name}-vermerk"
    datei = ordner / f"{ZWEITER}-vermerk.txt"
    erster = datei.read_bytes()
    assert rufe(*aufruf, "2026-01-01").code == 0
    assert datei.read_bytes() != erster
    assert {p.name: p.read_bytes() for p in fassung.iterdir()} == vorher
    assert json.loads((ordner / "manifest.json").read_text(encoding="utf-8"))["dokumente"][0]["name"] == NAME


def test_a_vermerk_somebody_wrote_in_is_kept(rufe: Rufe, tmp_path: Path) -> None:
    copy_beispiel(tmp_path / "b", ZWEITER)
    aufruf = ("vermerk", tmp_path / "b", "--format", "plain")
    assert rufe(*aufruf).code == 0
    datei = next((tmp_path / "b" / "ausgabe").rglob("*-vermerk.txt"))
    datei.write_text("Meine Anmerkung", encoding="utf-8")
    lauf = rufe(*aufruf)
    assert lauf.code == 1
    assert "nicht mehr so, wie gebaut wurde" in " ".join(lauf.alles.split())
    assert datei.read_text(encoding="utf-8") == "Meine Anmerkung"
    assert rufe(*aufruf, "--ersetzen").code == 0
    assert "Meine Anmerkung" in {p.read_text(encoding="utf-8") for p in datei.parent.glob("*.txt")}


def test_errors_do_not_stop_it_but_a_contract_that_cannot_be_put_together_does(rufe: Rufe, tmp_path: Path) -> None:
    copy_beispiel(tmp_path / "b", ZWEITER)
    vertrag = tmp_path / "b" / "vertraege" / ZWEITER / "vertrag.yaml"
    replace_once(vertrag, "rechtsstand: 2025-12-11", "rechtsstand: 2019-12-11")
    assert rufe("bauen", tmp_path / "b", "--format", "plain").code == 1
    assert rufe("vermerk", tmp_path / "b", "--format", "plain").code == 0
    assert "Fehler" in next((tmp_path / "b" / "ausgabe").rglob("*-vermerk.txt")).read_text(encoding="utf-8")
    replace_once(vertrag, "art: traegerbudget_singulaer", "art: unbekannt")
    lauf = rufe("vermerk", tmp_path / "b", "--format", "plain")
    assert lauf.code == 1
    assert "lässt sich nicht zusammensetzen" in " ".join(lauf.alles.split())


def test_attachments_of_the_contract_are_not_copied_to_it() -> None:
    from generator.writers import WRITERS
    from vertragswerk.fertigung import make_dateien

    namen = [d.name for d in make_dateien(with_vermerk(work_at(BEISPIELE)), [WRITERS["plain"]], False).dateien]
    assert [n.rpartition(".")[2] for n in namen] == ["txt", "ics", "json"]


def test_days_to_come_stand_in_it_and_in_the_calendar() -> None:
    ergebnis = work_at(BEISPIELE, ZWEITER)
    vertrag = ergebnis.geladen.vertrag
    assert vertrag is not None
    fertig = with_vermerk(ergebnis)
    zeilen = _rows(fertig.dokumente[NAME], "termine")
    assert (
        german_date(vertrag.laufzeit.ende.isoformat()).replace("\u00a0", " "),
        "Ende der Laufzeit",
        "laufzeit.ende",
    ) in zeilen
    termine = list_termine(vertrag)
    assert len(termine) == len(zeilen) > 5
    assert [t.tag for t in termine] == sorted(t.tag for t in termine)
    assert all(t.tag > vertrag.fassung.stand for t in termine)
    kalender = Calendar.from_ical(fertig.beigaben["fristen.ics"])
    eintraege = kalender.walk("VEVENT")
    assert [e["dtstart"].dt for e in eintraege] == [t.tag for t in termine]
    assert len({str(e["uid"]) for e in eintraege}) == len(termine)
    assert all((e["dtend"].dt - e["dtstart"].dt).days == 1 for e in eintraege)


def test_the_next_fassung_moves_an_entry_instead_of_doubling_it(tmp_path: Path) -> None:
    copy_beispiel(tmp_path / "b", ZWEITER)
    vertrag = tmp_path / "b" / "vertraege" / ZWEITER / "vertrag.yaml"

    def entries() -> dict[str, date]:
        inhalt = with_vermerk(work_at(tmp_path / "b", ZWEITER)).beigaben["fristen.ics"]
        return {str(e["uid"]): e["dtstart"].dt for e in Calendar.from_ical(inhalt).walk("VEVENT")}

    vorher = entries()
    text = vertrag.read_text(encoding="utf-8")
    tag = max(vorher.values())
    vertrag.write_text(text.replace(tag.isoformat(), (tag - timedelta(days=1)).isoformat()), encoding="utf-8")
    nachher = entries()
    assert nachher.keys() == vorher.keys()
    assert nachher != vorher


def test_a_contract_without_days_to_come_says_so() -> None:
    from contracts.arten import Vorgangswort
    from generator.tree import Abschnitt
    from vertragswerk.vermerk.fristen import deadlines

    abschnitt = deadlines([], Vorgangswort())
    assert isinstance(abschnitt, Abschnitt)
    assert not query(abschnitt, Tabelle)

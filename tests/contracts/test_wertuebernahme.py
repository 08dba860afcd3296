"""What stands once in a joint object: the contract takes it over with its place, and must not say it again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contracts.arten import ARTEN, Uebernahme, Vertragsart, find_art
from contracts.bestand.eingaben import Vertragsdateien
from contracts.bestand.ladung import Geladen, load_vertrag
from tests.vertraege import BEISPIELE, KOOPERATION, beispielbestand

RAUM = "sozialraeume/musterhaven/sozialraum.yaml"
BEGINN = Uebernahme("laufzeit.beginn", "sozialraum.budgetnehmer[vertrag=kennung].beginn")


def load(
    *, vertrag: tuple[str, str] = ("", ""), raum: tuple[str, str] = ("", ""), art: Vertragsart | None = None
) -> Geladen:
    """Return the example with a text replaced in its own and in the joint file, as a kind of its own rules."""
    bestand = beispielbestand()
    dateien = bestand.read_dateien(next(o for o in bestand.vertraege() if o.kennung == KOOPERATION))
    eigene = {**dateien.dateien, dateien.datei: _swap(dateien.dateien[dateien.datei], *vertrag)}
    gemeinsame = {**dateien.gemeinsames, RAUM: _swap(dateien.gemeinsames[RAUM], *raum)}
    geaendert: Vertragsdateien = replace(dateien, dateien=eigene, gemeinsames=gemeinsame)
    return load_vertrag(geaendert, (art,) if art is not None else ARTEN)


def _swap(inhalt: bytes, alt: str, neu: str) -> bytes:
    assert alt.encode() in inhalt
    return inhalt.replace(alt.encode(), neu.encode(), 1)


def kind(*uebernahmen: Uebernahme) -> Vertragsart:
    art = find_art("kooperationsvereinbarung")
    assert art is not None
    return replace(art, uebernahmen=uebernahmen)


def line_of(text: str) -> int:
    zeilen = (Path(BEISPIELE) / RAUM).read_text(encoding="utf-8").splitlines()
    return next(n for n, z in enumerate(zeilen, 1) if text in z)


def test_first_and_last_day_come_from_the_joint_file_with_their_place() -> None:
    geladen = load()
    assert geladen.vertrag is not None and geladen.quelle is not None and not geladen.maengel
    assert geladen.vertrag.laufzeit.beginn.isoformat() == "2026-04-01"
    ort = geladen.quelle.position(("laufzeit", "ende"))
    assert (ort.datei, ort.zeile) == (RAUM, line_of("  ende: 2028-12-31"))


def test_the_name_of_a_member_comes_from_the_file_of_its_party() -> None:
    quelle = load().quelle
    assert quelle is not None
    assert quelle.daten["sozialraum"]["budgetnehmer"][2]["name"] == "Leuchtturm Tagesstruktur GmbH"
    orte = [quelle.position(("sozialraum", "budgetnehmer", 2, feld)).datei for feld in ("name", "beginn")]
    assert orte == ["parteien/leuchtturm.yaml", RAUM]
    assert "anschrift" not in quelle.daten["sozialraum"]["budgetnehmer"][2]


def test_a_value_that_the_contract_says_again_is_refused_with_the_place_of_the_other() -> None:
    geladen = load(vertrag=("laufzeit:\n", "laufzeit:\n  ende: 2028-12-31\n"))
    (mangel,) = [m for m in geladen.maengel if m.code == "BST-19"]
    assert f"„{RAUM}“, Zeile {line_of('  ende: 2028-12-31')}" in mangel.meldung
    assert mangel.position.datei.endswith("vertrag.yaml") and mangel.pfad == ("laufzeit", "ende")


@pytest.mark.parametrize("beginn", ["2026-10-01", "2026-11-01"])
def test_a_contract_begins_when_the_joint_list_says_so(beginn: str) -> None:
    aenderung = (
        "vertrag: TB2-MUSTERHAVEN-II\n    funktion: Geschäftsführung\n    stimmen: 1\n    beginn: 2026-10-01",
        "",
    )
    neu = aenderung[0].replace("TB2-MUSTERHAVEN-II", KOOPERATION).replace("2026-10-01", beginn)
    geladen = load(
        raum=(aenderung[0], neu), art=kind(BEGINN, Uebernahme("laufzeit.ende", "sozialraum.kooperation.ende"))
    )
    assert geladen.vertrag is not None, [m.meldung for m in geladen.maengel]
    assert geladen.vertrag.laufzeit.beginn.isoformat() == beginn


def test_a_contract_that_the_joint_list_does_not_name_is_told_so() -> None:
    geladen = load(art=kind(BEGINN, Uebernahme("laufzeit.ende", "sozialraum.kooperation.ende")))
    assert [m.code for m in geladen.maengel] == ["BST-20"] and geladen.vertrag is None
    assert "budgetnehmer[vertrag=kennung].beginn" in geladen.maengel[0].meldung


def test_a_missing_sozialraum_is_one_defect() -> None:
    geladen = load(vertrag=("sozialraum: musterhaven", "sozialraum: musterhafen"))
    assert [m.code for m in geladen.maengel] == ["BST-09"], [m.meldung for m in geladen.maengel]
    assert "Meinten Sie „musterhaven“?" in geladen.maengel[0].meldung


def test_a_missing_party_of_a_member_is_one_defect_in_the_joint_file() -> None:
    geladen = load(raum=("partei: leuchtturm", "partei: leuchtturn"))
    assert [(m.code, m.position.datei) for m in geladen.maengel] == [("BST-09", RAUM)], [
        m.meldung for m in geladen.maengel
    ]

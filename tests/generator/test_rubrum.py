"""The opening of a contract: whatever an own Rubrum holds is printed, or it is a Mangel with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import yaml

from checks.dokumentindex import index_dokument
from contracts.bestand.eingaben import Vertragsdateien
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.assemble import Zusammenbau, assemble
from generator.gegenprobe import check_texts
from generator.numbering import number
from generator.tree import Dokument
from generator.writers import WRITERS
from tests.vertraege import BUDGETFALL, daten, geladen
from vertragswerk.werk import Eingaben, work

ANFANG = "Diesen Vertrag schließen\n\n"
LISTE = ANFANG + "1. {leistungstraeger.name}{,}\n2. {leistungserbringer.name}{,}\n"
TABELLE = ANFANG + (
    "::: tabelle parteien\nTitel: Parteien\nBreiten: 50 50\n\n| Träger | Erbringer |\n|---|---|\n"
    "| {leistungstraeger.name} | {leistungserbringer.name} |\n:::\n"
)


def _bau(text: str) -> Zusammenbau:
    beispiel = geladen()
    assert beispiel.vertrag and beispiel.gliederung and beispiel.gliederung.rubrum and beispiel.quelle
    rubrum = replace(beispiel.gliederung.rubrum, text=text)
    return assemble(beispiel.vertrag, replace(beispiel.gliederung, rubrum=rubrum), beispiel.quelle)


def _dokument(text: str) -> Dokument:
    dokument = _bau(text).dokument
    assert dokument is not None
    return dokument


@pytest.mark.parametrize("text", [LISTE, TABELLE])
@pytest.mark.parametrize("form", ["plain", "html", "markdown"])
def test_a_list_or_table_names_the_parties(text: str, form: str) -> None:
    dokument, _ = number(_dokument(text))
    vertrag = geladen().vertrag
    assert vertrag is not None
    gedruckt = WRITERS[form].write(dokument, b"{}").decode().replace("\u00a0", " ")
    eingang = gedruckt[: gedruckt.index("Inhalt")] if form != "html" else gedruckt
    for partei in (vertrag.leistungstraeger, vertrag.leistungserbringer):
        assert partei.name in eingang, partei.name


@pytest.mark.parametrize("text", [LISTE, TABELLE])
@pytest.mark.parametrize("form", ["docx", "odt", "pdf", "native"])
def test_every_writer_takes_it(text: str, form: str) -> None:
    dokument, stellen = number(_dokument(text))
    assert WRITERS[form].write(dokument, b"{}")
    pfade = index_dokument(dokument, stellen).felder
    assert any("leistungstraeger" in p or "parteien" in p for p in pfade)
    assert {s.bereich for k, s in stellen.items() if k.startswith("rubrum")} == {"rubrum"}


@pytest.mark.parametrize("text", [LISTE, TABELLE])
def test_every_reader_finds_it(text: str) -> None:
    """The files say what the tree says, read by our own readers."""
    dokument, _ = number(_dokument(text))
    dateien = {form: WRITERS[form].write(dokument, b"{}") for form in ("docx", "odt", "html", "pdf")}
    for probe in check_texts(dokument, dateien).proben:
        assert not probe.abweichungen, (probe.format, probe.abweichungen[:3])


@pytest.mark.parametrize(
    ("text", "zeile"),
    [(ANFANG + "## Parteien\n\nwer?", 2), (ANFANG + "::: unterschriften\n:::", 0)],
)
def test_what_cannot_stand_there_is_told(text: str, zeile: int) -> None:
    bau = _bau(text)
    beispiel = geladen()
    assert beispiel.gliederung and beispiel.gliederung.rubrum
    assert bau.dokument is None
    assert [(m.code, m.position.zeile) for m in bau.maengel] == [("KLA-05", beispiel.gliederung.rubrum.zeile + zeile)]
    assert "Rubrum" in bau.maengel[0].meldung


@pytest.mark.parametrize(
    ("vertretung", "zeile"),
    [
        ({"name": "Tom Muster", "aufgabenbereiche": ["Vermögenssorge"]}, "gesetzlich vertreten durch Tom Muster (Aufgabenbereiche: Vermögenssorge)"),
        ({"name": "Tom Muster", "art": "elterliche_sorge"}, "gesetzlich vertreten durch Tom Muster"),
        ({"name": "Tom Muster", "art": "vollmacht"}, "aufgrund einer Vollmacht vertreten durch Tom Muster"),
        (None, ""),
    ],
)  # fmt: skip
def test_a_zielvereinbarung_says_who_acts_for_whom(vertretung: dict[str, object] | None, zeile: str) -> None:
    """A person and a public body stand in no register: birthday, kind of the Träger and who acts for it identify them."""
    fall = daten(BUDGETFALL)
    del fall["person"]["vertretung"]
    if vertretung:
        fall["person"]["vertretung"] = vertretung
    datei = f"faelle/{BUDGETFALL}/fall.yaml"
    inhalt = yaml.safe_dump(fall, allow_unicode=True).encode()
    dateien = Vertragsdateien(BUDGETFALL, datei, {datei: inhalt})
    dokument = work(Eingaben(dateien, load_mitgeliefert(), date(2026, 2, 27))).dokumente["zielvereinbarung"]
    text = WRITERS["plain"].write(dokument, b"{}").decode().replace("\u00a0", " ")
    rubrum = text[: text.index("§ 1")].splitlines()
    assert "Mara Beispiel, geboren am 4. Mai 1987" in rubrum
    assert "Träger der Eingliederungshilfe" in rubrum
    assert "vertreten durch Rike Amtlich, Leitung des Amtes für Teilhabe" in rubrum
    assert [z for z in rubrum if "Tom Muster" in z] == ([zeile] if zeile else [])

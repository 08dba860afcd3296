"""Renaming what bears a name in several files: with all edits made the repository is as sound as before, and the old name is gone."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="Zusatz „editor“ nicht installiert")

from corpus.recht.rechtsbestand import load_mitgeliefert
from tests.vertraege import BEISPIELE, ZWEITER
from tests.vertragswerk.conftest import Rufe
from vertragswerk.editor.arbeitsstand import Arbeitsstand
from vertragswerk.editor.umbenennung import Umbenennung, UmbenennungsFehler, rename
from vertragswerk.haus import HAUS

RAUM = "sozialraeume/musterried/sozialraum.yaml"
SRB = "vertraege/SRB-MUSTERRIED-2026/vertrag.yaml"
KLAUSEL = f"vertraege/{ZWEITER}/klauseln/komplex.md"


@pytest.fixture
def stand(tmp_path: Path) -> Arbeitsstand:
    shutil.copytree(BEISPIELE, tmp_path / "bestand")
    return Arbeitsstand(tmp_path / "bestand", HAUS, load_mitgeliefert(), date(2026, 6, 1))


def rename_at(stand: Arbeitsstand, datei: str, zeile: str, wort: str, neu: str) -> Umbenennung:
    """Rename at the first line that is one, within a word of it."""
    zeilen = stand.lines(datei)
    nummer = next(n for n, z in enumerate(zeilen) if z.strip() == zeile)
    return rename(stand, datei, nummer, zeilen[nummer].index(wort) + 1, neu)


def carry_out(stand: Arbeitsstand, umbenennung: Umbenennung) -> None:
    """Do what an editor does: all words, then the names of files."""
    for datei, stellen in umbenennung.stellen.items():
        zeilen = stand.lines(datei)
        for ort, neu in sorted(stellen, key=lambda s: (s[0].zeile, s[0].spalte), reverse=True):
            z = zeilen[ort.zeile - 1]
            zeilen[ort.zeile - 1] = z[: ort.spalte - 1] + neu + z[ort.bis_spalte - 1 :]
        (stand.wurzel / datei).write_text("\n".join(zeilen), encoding="utf-8", newline="\n")
    for alt, neu in umbenennung.dateien:
        (stand.wurzel / alt).rename(stand.wurzel / neu)


def said(rufe: Rufe, wurzel: Path) -> list[str]:
    """Return the codes of all findings, in order."""
    gefunden = re.findall(r"\b[A-Z]{2,3}-\d\d\b", rufe("pruefen", wurzel, "--ausgabe", "text").aus)
    assert gefunden
    return gefunden


@pytest.mark.langsam
def test_a_party_is_renamed_in_every_contract_and_its_file_too(stand: Arbeitsstand, rufe: Rufe) -> None:
    raum = stand.wurzel / RAUM
    with raum.open("a", encoding="utf-8", newline="\n") as datei:
        datei.write("# Näheres weiß {deichweg | der}.\n")
    vorher = said(rufe, stand.wurzel)
    umbenennung = rename_at(stand, SRB, "- partei: deichweg", "deichweg", "deichtor")
    assert umbenennung == rename_at(stand, RAUM, "partei: deichweg", "deichweg", "deichtor")
    assert umbenennung.dateien == (("parteien/deichweg.yaml", "parteien/deichtor.yaml"),)
    carry_out(stand, umbenennung)
    assert said(rufe, stand.wurzel) == vorher
    reste = [p.name for p in stand.wurzel.rglob("*.*") if re.search(rb"\bdeichweg\b", p.read_bytes())]
    assert reste == []


@pytest.mark.langsam
def test_a_sozialraum_moves_with_its_folder_and_leaves_a_party_of_the_same_name(
    stand: Arbeitsstand, rufe: Rufe
) -> None:
    vorher = said(rufe, stand.wurzel)
    datei = "vertraege/TB2-MUSTERHAVEN-I/vertrag.yaml"
    umbenennung = rename_at(stand, datei, "sozialraum: musterhaven", "musterhaven", "hafen")
    assert umbenennung.dateien == (("sozialraeume/musterhaven", "sozialraeume/hafen"),)
    carry_out(stand, umbenennung)
    assert (stand.wurzel / "parteien/musterhaven.yaml").is_file()
    assert said(rufe, stand.wurzel) == vorher


def test_a_clause_of_ones_own_is_renamed_with_its_file_and_its_references(stand: Arbeitsstand, rufe: Rufe) -> None:
    text = (stand.wurzel / KLAUSEL).read_text(encoding="utf-8")
    zusatz = "\n{: probe}\nNäheres regeln {#komplex} und {#controlling}.\n"
    (stand.wurzel / KLAUSEL).write_text(text.rstrip("\n") + "\n" + zusatz, encoding="utf-8", newline="\n")
    vorher = said(rufe, stand.wurzel / "vertraege" / ZWEITER)
    aus_vertrag = rename_at(
        stand, f"vertraege/{ZWEITER}/vertrag.yaml", "- {klausel: komplex, nach: controlling}", "komplex", "schwerpunkt"
    )
    assert aus_vertrag == rename_at(stand, KLAUSEL, "id: komplex", "komplex", "schwerpunkt")
    carry_out(stand, aus_vertrag)
    neu = stand.wurzel / KLAUSEL.replace("komplex", "schwerpunkt")
    assert "{#schwerpunkt} und {#controlling}" in neu.read_text(encoding="utf-8")
    assert said(rufe, stand.wurzel / "vertraege" / ZWEITER) == vorher


@pytest.mark.parametrize(
    ("datei", "zeile", "wort", "neu", "sagt"),
    [
        (SRB, "- partei: deichweg", "deichweg", "moorkante", "gibt es schon"),
        (SRB, "- partei: deichweg", "deichweg", "../land", "Kleinbuchstaben"),
        (KLAUSEL, "id: komplex", "komplex", "controlling", "gibt es schon"),
        (KLAUSEL, "id: komplex", "komplex", "a/b", "Kleinbuchstaben"),
        (KLAUSEL, "art: paragraf", "paragraf", "probe", "Zeile „id:“"),
        (f"vertraege/{ZWEITER}/vertrag.yaml", "- {klausel: komplex, nach: controlling}", "controlling", "probe", "Bibliothek"),
        ("parteien/land.yaml", "ort: Musterbremen", "Musterbremen", "probe", "keine Kennung"),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed_is_said(
    datei: str, zeile: str, wort: str, neu: str, sagt: str, stand: Arbeitsstand
) -> None:
    with pytest.raises(UmbenennungsFehler, match=sagt):
        rename_at(stand, datei, zeile, wort, neu)

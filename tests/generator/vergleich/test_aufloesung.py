"""Accepting and refusing tracked changes of every kind that Word writes: the own resolver, and the reader of returned files alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pypandoc
import pytest
import yaml
from lxml import etree

from generator.readers.auszug import Auszug
from generator.readers.docx import text_docx
from generator.vergleich.spur.beweis import Wahl
from generator.vergleich.wordspur.aufloesung import resolve_by_author, resolve_changes
from generator.vergleich.wordspur.ooxml import DEL, INS, NACH, NS, VON, P, T, W
from tests.generator.vergleich.officezeuge import BEFEHLE
from tests.generator.vergleich.wordkurz import package, write_notes, write_out
from tests.generator.writers.office import edit_office

FAELLE: Final[list[dict[str, Any]]] = [
    fall
    for datei in sorted(Path(__file__).with_name("faelle").joinpath("aufloesung").glob("*.yaml"))
    for fall in yaml.safe_load(datei.read_text(encoding="utf-8"))
]
NAMEN = [f["name"] for f in FAELLE]
WAHLEN: tuple[tuple[Wahl, str], ...] = (("annehmen", "an"), ("ablehnen", "ab"))
RAEUME: Final = {"w": NS, "m": "http://schemas.openxmlformats.org/officeDocument/2006/math"}
BEREICHE: Final = ("bookmark", "commentRange", "perm", "moveFromRange", "moveToRange")
URHEBER: Final = [f for f in FAELLE if "nur_a" in f]


def resolved(xml: str, wahl: Wahl) -> etree._Element:
    return resolve_changes(etree.fromstring(xml), wahl)


def text(wurzel: etree._Element) -> str:
    return etree.tostring(wurzel, encoding="unicode")


def read(dokument: str, noten: str = "") -> Auszug:
    return text_docx(package(dokument, noten))


def notes_of(fall: dict[str, Any]) -> str:
    return write_notes(fall["noten"]) if "noten" in fall else ""


def squeezed(zeilen: Iterator[str] | tuple[str, ...] | list[str]) -> list[str]:
    return [" ".join(z.split()) for z in zeilen if z.strip()]


def boxes(wurzel: etree._Element) -> list[str]:
    """Return the paragraphs of text boxes, which the reader leaves alone."""
    absaetze = [p for k in wurzel.iter(f"{W}txbxContent") for p in k.iter(P)]
    return [t for p in absaetze if (t := "".join(k.text or "" for k in p.iter(T)))]


def cases() -> Iterator[Any]:
    for fall in FAELLE:
        for wahl, seite in WAHLEN:
            yield pytest.param(fall, wahl, seite, id=f"{fall['name']}-{seite}")


@pytest.mark.parametrize(("fall", "wahl", "seite"), list(cases()))
def test_the_resolver_decides_as_the_standard_says(fall: dict[str, Any], wahl: Wahl, seite: str) -> None:
    fertig = resolved(write_out(fall["ist"]), wahl)
    noten = text(resolved(notes, wahl)) if (notes := notes_of(fall)) else ""
    gelesen = read(text(fertig), noten)
    assert squeezed(gelesen.zeilen) == squeezed(fall[seite])
    if f"noten_{seite}" in fall:
        assert squeezed(gelesen.fussnoten) == fall[f"noten_{seite}"]
    if f"kasten_{seite}" in fall:
        assert boxes(fertig) == fall[f"kasten_{seite}"]
    if f"x{seite}" in fall:
        assert fertig.xpath(f"boolean({fall[f'x{seite}']})", namespaces=RAEUME), text(fertig)
    check_sound(fertig)


def check_sound(baum: etree._Element) -> None:
    """No mark of change is left, and what is left is a document: tables have rows, rows cells, cells end in a paragraph."""
    assert not list(baum.iter(INS, DEL, VON, NACH, f"{W}delText", f"{W}delInstrText"))
    assert not [k.tag for k in baum.iter() if str(k.tag).endswith(("Change", "cellIns", "cellDel", "cellMerge"))]
    assert not [k.tag for k in baum.iter() if re.search("(customXml|move).*Range", str(k.tag))]
    assert all(z[-1].tag == P for z in baum.iter(f"{W}tc"))
    assert all(len(list(t.iter(f"{W}tr"))) for t in baum.iter(f"{W}tbl"))
    assert all(len(list(z.iter(f"{W}tc"))) for z in baum.iter(f"{W}tr"))
    for art in BEREICHE:
        anfaenge, enden = ([k.get(f"{W}id") for k in baum.iter(f"{W}{art}{e}")] for e in ("Start", "End"))
        assert sorted(map(str, anfaenge)) == sorted(map(str, enden)), art


@pytest.mark.parametrize("fall", FAELLE, ids=NAMEN)
def test_the_reader_of_returned_files_shows_what_accepting_gives(fall: dict[str, Any]) -> None:
    gelesen = read(write_out(fall["ist"]), notes_of(fall))
    assert squeezed(gelesen.zeilen) == squeezed(fall["an"])
    if "noten_an" in fall:
        assert squeezed(gelesen.fussnoten) == fall["noten_an"]


@pytest.mark.parametrize("fall", URHEBER, ids=[f["name"] for f in URHEBER])
@pytest.mark.parametrize("wer", ["a", "b"])
def test_changes_of_one_author_are_accepted_and_those_of_the_other_refused(fall: dict[str, Any], wer: str) -> None:
    baum = etree.fromstring(write_out(fall["ist"]))
    fertig = resolve_by_author(baum, lambda autor: "annehmen" if autor.name == wer else "ablehnen")
    assert squeezed(read(text(fertig)).zeilen) == fall[f"nur_{wer}"]
    check_sound(fertig)


@pytest.mark.parametrize("wurzel", ["hdr", "ftr"])
def test_heads_and_feet_are_resolved_as_well(wurzel: str) -> None:
    ist = write_out("<p><r>Entwurf </r><del><r>1</r></del><ins><r>2</r></ins></p>", wurzel)
    for wahl, soll in (("annehmen", "Entwurf 2"), ("ablehnen", "Entwurf 1")):
        assert "".join(resolved(ist, wahl).itertext()) == soll


@pytest.mark.langsam
def test_the_own_resolver_is_right_at_least_as_often_as_other_readers(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    richtig = {"eigen": 2 * len(FAELLE), "LibreOffice": 0, "pandoc": 0}
    for n, fall in enumerate(FAELLE):
        datei = tmp_path / f"{n}.docx"
        datei.write_bytes(package(write_out(fall["ist"]), notes_of(fall)))
        for (_, seite), (_, befehl), wie in zip(WAHLEN, BEFEHLE, ("accept", "reject"), strict=True):
            zeilen = [f"{nummer} {inhalt}".strip() for nummer, inhalt in edit_office(datei, (("tue", befehl),))]
            richtig["LibreOffice"] += squeezed(zeilen) == squeezed(fall[seite])
            gewandelt = pypandoc.convert_file(str(datei), "plain", extra_args=[f"--track-changes={wie}", "--wrap=none"])
            noten = [n for n in fall.get(f"noten_{seite}", ()) if n != "Note."]
            richtig["pandoc"] += words(gewandelt) == words(" ".join([*fall[seite], *noten]))
    record_property("richtig", richtig)
    assert richtig["eigen"] >= max(richtig["LibreOffice"], richtig["pandoc"]), richtig


def words(inhalt: str) -> list[str]:
    """Return letters and figures: how pandoc draws tables and numbers says nothing, nor that it puts notes at the end."""
    return re.findall(r"\w+", re.sub(r"\[\d+\]( Note\.)?", "", inhalt))


def test_names_of_cases_are_unique() -> None:
    """As many kinds as the public suite of accepting and refusing has cases, 104, and more."""
    assert len(set(NAMEN)) == len(NAMEN) >= 104

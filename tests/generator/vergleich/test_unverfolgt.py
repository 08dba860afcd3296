"""VV-03 and the traps of returned files: what is not tracked is found, what programs add of their own is none."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from generator.query import query, rewrite
from generator.readers import LeseFehler
from generator.tree import Dokument, Tabelle, Text, Textblock
from generator.vergleich.aenderungssatz import compare
from generator.vergleich.odtspur.odtspurdatei import write_odtspur
from generator.vergleich.unverfolgt import Spurbefund, Spurformat, find_untracked, read_decided
from generator.vergleich.wordspur.ooxml import DEL, INS, NACH, VON, W
from generator.vergleich.wordspur.spurdatei import write_wordspur
from generator.writers.docx import write_docx
from generator.writers.odt import write_odt
from tests.generator.vergleich.officezeuge import AUTOR
from tests.generator.vergleich.test_vergleich import dokument, edited, fassung
from tests.generator.writers.lesen_office import parse, parts
from tests.generator.writers.office import convert_all
from tests.vertraege import ERSTER

FORMATE: tuple[Spurformat, ...] = ("docx", "odt")
TEIL = {"docx": "word/document.xml", "odt": "content.xml"}


def alone(eines: Dokument, format: Spurformat) -> bytes:
    return write_docx(eines) if format == "docx" else write_odt(eines)


def tracked(alt: Dokument, neu: Dokument, format: Spurformat) -> bytes:
    satz = compare(fassung(alt), fassung(neu))
    return write_wordspur(satz, AUTOR) if format == "docx" else write_odtspur(satz, AUTOR)


def with_part(datei: bytes, format: Spurformat, alt: str, neu: str, zahl: int = 1) -> bytes:
    strom = io.BytesIO()
    with zipfile.ZipFile(strom, "w") as ziel:
        for name, inhalt in parts(datei).items():
            if name == TEIL[format]:
                assert alt.encode() in inhalt, alt
                inhalt = inhalt.replace(alt.encode(), neu.encode(), zahl)
            ziel.writestr(name, inhalt)
    return strom.getvalue()


@pytest.mark.parametrize("format", FORMATE)
def test_tracked_changes_alone_are_no_secret(format: Spurformat) -> None:
    alt, neu = edited(ERSTER, 3)
    befund = find_untracked(alt, tracked(alt, neu, format), format)
    assert befund.verfolgte > 0 and befund.unverfolgte == ()
    assert find_untracked(alt, alone(alt, format), format).verfolgte == 0


@pytest.mark.parametrize("format", FORMATE)
def test_a_figure_changed_beside_the_track_is_found(format: Spurformat) -> None:
    alt, neu = edited(ERSTER, 3)
    heimlich = with_part(tracked(alt, neu, format), format, "Euro", "Taler")
    befund = find_untracked(alt, heimlich, format)
    assert befund.verfolgte > 0 and len(befund.unverfolgte) == 1
    assert "Taler" in "".join(befund.unverfolgte[0].ist) and "Taler" not in "".join(befund.unverfolgte[0].soll)


@pytest.mark.parametrize("format", FORMATE)
def test_both_versions_are_read_out_of_one_file(format: Spurformat) -> None:
    alt, neu = edited(ERSTER, 2)
    datei = tracked(alt, neu, format)
    for wahl, soll in (("annehmen", neu), ("ablehnen", alt)):
        allein = read_decided(alone(soll, format), format, "annehmen")[0]
        assert read_decided(datei, format, wahl)[0].zeilen == allein.zeilen  # type: ignore[arg-type]


def test_marks_of_helpers_are_no_differences() -> None:
    """LibreOffice names moved places `__RefMove…` and puts U+200D into empty tracked cells."""
    alt, neu = edited(ERSTER, 2)
    datei = tracked(alt, neu, "docx")
    marke = '<w:bookmarkStart w:id="99999" w:name="__RefMoveFrom__1"/><w:bookmarkEnd w:id="99999"/>'
    mit = with_part(datei, "docx", "<w:r>", f"{marke}<w:r>")
    mit = with_part(
        mit, "docx", "</w:tbl>", "<w:tr><w:tc><w:p><w:r><w:t>\u200d</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert find_untracked(alt, mit, "docx").unverfolgte == ()


def test_a_torn_track_is_said_in_german() -> None:
    alt, neu = edited(ERSTER, 3)
    with pytest.raises(LeseFehler, match="verfolgten Änderungen der Datei sind beschädigt"):
        find_untracked(alt, with_part(tracked(alt, neu, "odt"), "odt", "<text:change-start", "<text:bookmark"), "odt")


def test_a_tracked_row_marks_the_row_and_the_text_in_its_cells() -> None:
    alt = dokument(ERSTER)
    tabelle = next(t for t in query(alt, Tabelle) if len(t.rumpf) > 3)
    neu = rewrite(alt, lambda t, _: replace(t, rumpf=t.rumpf[:1] + t.rumpf[2:]) if t.id == tabelle.id else t, Tabelle)
    baum = parse(parts(tracked(alt, neu, "docx"))["word/document.xml"])
    zeilen = [z for z in baum.iter(f"{W}tr") if z.find(f"{W}trPr/{DEL}") is not None]
    assert len(zeilen) == 1
    texte = list(zeilen[0].iter(f"{W}t", f"{W}delText"))
    assert texte and all(t.tag == f"{W}delText" and next(t.iterancestors(DEL), None) is not None for t in texte)
    assert all(p.find(f"{W}pPr/{W}rPr/{DEL}") is not None for p in zeilen[0].iter(f"{W}p"))


@pytest.mark.parametrize("format", FORMATE)
def test_another_blank_alone_does_not_replace_a_satz(format: Spurformat) -> None:
    alt = dokument(ERSTER)
    block = next(
        b for b in query(alt, Textblock) if any(isinstance(i, Text) and i.text.count(" ") > 5 for i in b.inhalt)
    )
    n = next(n for n, i in enumerate(block.inhalt) if isinstance(i, Text) and i.text.count(" ") > 5)
    davor = block.inhalt[n].text  # type: ignore[union-attr]
    danach = "\u00a0".join(davor.rsplit(" ", 1))
    inhalt = (*block.inhalt[:n], Text(danach), *block.inhalt[n + 1 :])
    neu = rewrite(alt, lambda k, _: replace(k, inhalt=inhalt) if k.id == block.id else k, Textblock)
    baum = parse(parts(tracked(alt, neu, format))[TEIL[format]])
    if format == "docx":
        beruehrt = ["".join(k.itertext()) for k in baum.iter(INS, DEL, VON, NACH)]
        assert sorted(beruehrt) == [" ", "\u00a0"]
    else:
        assert len([k for k in baum.iter() if str(k.tag).endswith("}changed-region")]) == 2


def saved(alt: Dokument, neu: Dokument, format: Spurformat, ordner: Path) -> tuple[bytes, Spurbefund]:
    """Return a tracked file as LibreOffice saves it, and what is found in it."""
    datei = ordner / f"spur.{format}"
    datei.write_bytes(tracked(alt, neu, format))
    gespeichert = convert_all([datei], format)[0].read_bytes()
    if gespeichert == datei.read_bytes():
        pytest.fail("LibreOffice hat nichts gespeichert")
    befund = find_untracked(alt, gespeichert, format)
    assert befund.verfolgte > 0
    return gespeichert, befund


@pytest.mark.langsam
@pytest.mark.parametrize("format", FORMATE)
def test_a_file_that_libreoffice_saved_hides_nothing(format: Spurformat, tmp_path: Path) -> None:
    alt, neu = edited(ERSTER, 3)
    gespeichert, befund = saved(alt, neu, format, tmp_path)
    assert befund.unverfolgte == ()
    if format == "docx":
        # The notation of a reference is the program's, its number is not.
        (anders,) = find_untracked(
            alt, with_part(gespeichert, format, "6\u202f(8)<", "6\u202f(7)<"), format
        ).unverfolgte
        assert "§ 6 Absatz 8" in anders.soll[0] and "§ 6 (7)" in anders.ist[0]


@pytest.mark.langsam
def test_a_reference_that_went_is_saved_well(tmp_path: Path) -> None:
    """LibreOffice 7.4 crossed the ends of a link and a tracked field right behind it; the number of a reference that went follows its target."""
    _, befund = saved(*edited("SRB-MUSTERRIED-2026", 3), "docx", tmp_path)
    for anders in befund.unverfolgte:
        soll, ist = (re.sub(r"Absatz|[()\d\s]", "", " ".join(z)) for z in (anders.soll, anders.ist))
        assert soll == ist, "nothing but numbers of references"


@pytest.mark.langsam
def test_a_list_goes_on_from_a_deletion_that_libreoffice_saved(tmp_path: Path) -> None:
    _, befund = saved(*edited("R64-LINDENTAL-2024", 3), "odt", tmp_path)
    assert befund.unverfolgte == ()


def test_an_empty_document_is_no_file() -> None:
    with pytest.raises(LeseFehler):
        read_decided(b"", "odt", "annehmen")

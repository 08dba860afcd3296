"""A letter after DIN 5008 form B: the address stands in the window of an envelope, the block of information beside it."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf, parse_content_stream

from generator.gegenprobe import prove
from generator.query import is_brief
from generator.readers import text_odt
from generator.tree import Dokument
from generator.writers import WRITERS
from tests.hilfen import need_program
from tests.vertraege import BEISPIELE, BUDGETFALL, work_at

PUNKT = 25.4 / 72
"""Millimetres of a point."""
FENSTER = (20.0, 45.0, 105.0, 90.0)
"""The address field of form B: left, top, right, bottom edge in millimetres."""
ANSCHRIFTZONE_AB, INFORMATION = 62.7, (125.0, 50.0)
"""Where the zone of the address begins; left and top edge of the block of information."""
TEXT_AB = 98.46
"""Where the text of the first page begins at the earliest."""
FALTMARKEN = (105.0, 148.5, 210.0)
WORT = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')

Kasten = tuple[float, float, float, float]


@cache
def dokument(name: str = "bescheid") -> Dokument:
    return work_at(BEISPIELE, BUDGETFALL).dokumente[name]


def words(pdf: Path) -> list[tuple[str, Kasten]]:
    """Return the words of the first page with their boxes in millimetres."""
    befehl = [need_program("pdftotext"), "-bbox", "-l", "1", str(pdf), "-"]
    text = subprocess.run(befehl, capture_output=True, check=True).stdout.decode()
    return [(t[5], tuple(float(t[n]) * PUNKT for n in range(1, 5))) for t in WORT.finditer(text)]  # type: ignore[misc]


def check_places(gefunden: list[tuple[str, Kasten]]) -> None:
    links, oben, rechts, unten = FENSTER
    im_fenster = [(w, k) for w, k in gefunden if k[0] < rechts and k[1] < TEXT_AB - 1.0 and w]
    assert {"Mara", "Beispiel", "Siel", "28000"} <= {w for w, _ in im_fenster}
    assert all(k[0] >= links + 5 - 0.2 and k[1] >= oben and k[2] <= rechts and k[3] <= unten for _, k in im_fenster), (
        im_fenster
    )
    name = next(k for w, k in im_fenster if w == "Mara")
    assert abs(name[1] - ANSCHRIFTZONE_AB) < 1.0 and abs(name[0] - 25.0) < 0.5
    zeichen = next(k for w, k in gefunden if w == "Zeichen:")
    assert abs(zeichen[0] - INFORMATION[0]) < 0.5 and abs(zeichen[1] - INFORMATION[1]) < 1.0
    rest = [k for w, k in gefunden if k not in {f[1] for f in im_fenster} and not (k[0] > 124 and k[1] < 90)]
    assert min(k[1] for k in rest) >= TEXT_AB - 0.2


@pytest.mark.parametrize("name", ["bescheid", "einladung", "anforderung_kk"])
def test_pdf_puts_the_address_into_the_window(name: str, tmp_path: Path) -> None:
    assert is_brief(dokument(name))
    (tmp_path / "brief.pdf").write_bytes(WRITERS["pdf"].write(dokument(name), b"{}"))
    gefunden = words(tmp_path / "brief.pdf")
    if name == "anforderung_kk":
        assert abs(next(k for w, k in gefunden if w == "Krankenkasse")[1] - ANSCHRIFTZONE_AB) < 1.0
    else:
        check_places(gefunden)


@pytest.mark.langsam
@pytest.mark.parametrize("format", ["docx", "odt"])
def test_offices_put_the_address_into_the_window(format: str, tmp_path: Path) -> None:
    office = need_program("soffice", "libreoffice")
    quelle = tmp_path / f"brief.{format}"
    quelle.write_bytes(WRITERS[format].write(dokument(), b"{}"))
    ort = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    befehl = [office, ort, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(quelle)]
    subprocess.run(befehl, capture_output=True, check=True, timeout=120)
    check_places(words(tmp_path / "brief.pdf"))


def test_marks_for_folding_stand_on_the_first_page(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(WRITERS["pdf"].write(dokument(), b"{}"))
    with Pdf.open(tmp_path / "brief.pdf") as pdf:
        hoehe = float(pdf.pages[0].mediabox[3]) * PUNKT
        striche: list[float] = []
        for n, seite in enumerate(pdf.pages):
            lage = 0.0
            for befehl in parse_content_stream(seite):
                operator, werte = str(befehl.operator), befehl.operands
                lage = float(werte[5]) * PUNKT if operator == "cm" and float(werte[4]) * PUNKT < 5 else lage
                if operator == "l" and lage and n == 0:
                    striche.append(round(abs(lage), 1))
                    lage = 0.0
    assert hoehe == pytest.approx(297.0, abs=0.2)
    assert striche == [297.0 - y for y in FALTMARKEN]


def test_a_contract_is_no_letter() -> None:
    assert not is_brief(dokument("zielvereinbarung")) and not is_brief(dokument("vertrag"))


@pytest.mark.parametrize("name", ["bescheid", "einladung"])
def test_the_head_in_frames_is_read_by_both_readers(name: str) -> None:
    odt = WRITERS["odt"].write(dokument(name), b"{}")
    assert prove(dokument(name), odt=odt).messages() == [] and prove(dokument(name), odt=odt).ist_bestanden
    zeilen = text_odt(odt).zeilen
    assert any("Am Siel 3" in z for z in zeilen)


@pytest.mark.langsam
@pytest.mark.parametrize(
    "name", ["vertrag", "einladung", "anforderung_kk", "stellungnahme_kk", "stellungnahme_pk", "niederschrift", "nachweis_egh", "erlaeuterung"]
)  # fmt: skip
def test_what_offices_expect_on_one_page_fills_no_second(name: str) -> None:
    with Pdf.open(BytesIO(WRITERS["pdf"].write(dokument(name), b"{}"))) as pdf:
        assert len(pdf.pages) == 1

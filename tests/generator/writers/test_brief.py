"""A letter after DIN 5008 form B: the address stands in the window of an envelope, the block of information beside it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from pikepdf import Matrix, Page, Pdf, parse_content_stream

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
FALTMARKEN = ((105.0, 5.0), (148.5, 8.0), (210.0, 5.0))
"""Distance of the marks from the upper edge, and their length."""
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


def printed(form: str, ordner: Path) -> Path:
    """Return the letter as a tagged PDF: our own, or what a program makes of our file."""
    quelle = ordner / f"brief.{form}"
    quelle.write_bytes(WRITERS[form].write(dokument(), b"{}"))
    if form == "pdf":
        return quelle
    ziel = ordner / "gedruckt" / "brief.pdf"
    ziel.parent.mkdir()
    if form == "html":
        programm = need_program("chromium", "chromium-browser", "google-chrome")
        befehl = [programm, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        befehl += [f"--user-data-dir={ordner / 'chromium'}", f"--print-to-pdf={ziel}", quelle.as_uri()]
    else:
        ort = f"-env:UserInstallation={(ordner / 'profil').as_uri()}"
        filter_ = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
        befehl = [need_program("soffice", "libreoffice"), ort, "--headless", "--convert-to", filter_]
        befehl += ["--outdir", str(ziel.parent), str(quelle)]
    subprocess.run(befehl, capture_output=True, check=True, timeout=180)
    return ziel


@pytest.mark.langsam
@pytest.mark.parametrize("form", ["docx", "odt", "html"])
def test_other_programs_put_the_address_into_the_window(form: str, tmp_path: Path) -> None:
    gefunden = words(printed(form, tmp_path))
    check_places(gefunden)
    links, oben, _, unten = next(k for w, k in gefunden if w == "Bescheid")
    zeile = next(k for w, k in gefunden if w == "Guten")
    assert links == pytest.approx(25.0, abs=0.5)
    assert unten - oben == pytest.approx(zeile[3] - zeile[1], rel=0.1)
    # The first table, which is not divided, has room below the subject.
    assert "Budgetassistenz:" in {w for w, _ in gefunden}


def parts(form: str, brief: Dokument, *namen: str) -> list[Any]:
    with ZipFile(BytesIO(WRITERS[form].write(brief, b"{}"))) as archiv:
        return [etree.fromstring(archiv.read(name)) for name in namen]


def docx_title(brief: Dokument) -> tuple[str, float, float, bool]:
    """Return where the style of the title sets it, its size and that of the text in points, and whether it is strong."""
    stile, text = parts("docx", brief, "word/styles.xml", "word/document.xml")
    raum = {"w": stile.nsmap["w"]}
    w = f"{{{raum['w']}}}"
    (titel,) = [p for p in text.iterfind(".//w:p", raum) if p.find("w:pPr/w:pStyle[@w:val='Title']", raum) is not None]
    assert "".join(titel.itertext()) == brief.kopf.titel
    assert titel.find(".//w:jc", raum) is None and titel.find(".//w:sz", raum) is None
    (stil,) = stile.iterfind("w:style[@w:styleId='Title']", raum)
    grund = stile.find("w:docDefaults/w:rPrDefault/w:rPr/w:sz", raum)
    grade = [float(g.get(f"{w}val")) / 2 for g in (stil.find("w:rPr/w:sz", raum), grund)]
    return stil.find("w:pPr/w:jc", raum).get(f"{w}val"), *grade, stil.find("w:rPr/w:b", raum) is not None


def odt_title(brief: Dokument) -> tuple[str, float, float, bool]:
    stile, text = parts("odt", brief, "styles.xml", "content.xml")
    raum = {n: stile.nsmap[n] for n in ("style", "fo")} | {"text": text.nsmap["text"]}
    (titel,) = text.iterfind(".//text:p[@text:style-name='Title']", raum)
    assert "".join(titel.itertext()) == brief.kopf.titel
    (stil,) = stile.iterfind(".//style:style[@style:name='Title']", raum)
    (grund,) = stile.iterfind(".//style:default-style[@style:family='paragraph']", raum)
    fo = f"{{{raum['fo']}}}"
    schrift = stil.find("style:text-properties", raum)
    grade = [
        float(e.get(f"{fo}font-size").removesuffix("pt")) for e in (schrift, grund.find("style:text-properties", raum))
    ]
    lage = stil.find("style:paragraph-properties", raum).get(f"{fo}text-align")
    return {"start": "left"}.get(lage, lage), *grade, schrift.get(f"{fo}font-weight") == "bold"


TITEL = {"docx": docx_title, "odt": odt_title}


@pytest.mark.parametrize("form", TITEL)
@pytest.mark.parametrize("schrift", ["normal", "gross"])
@pytest.mark.parametrize("name", ["bescheid", "einladung"])
def test_the_subject_of_a_letter_is_strong_text_at_the_left(name: str, schrift: str, form: str) -> None:
    brief = dokument(name)
    lage, grad, grundgrad, ist_stark = TITEL[form](replace(brief, kopf=replace(brief.kopf, schrift=schrift)))
    assert lage == "left" and ist_stark
    assert grad == grundgrad == {"normal": 11.0, "gross": 14.0}[schrift]


@pytest.mark.parametrize("form", TITEL)
@pytest.mark.parametrize("kennung", ["TB1-WESERBOGEN-2025", BUDGETFALL])
def test_the_title_of_what_is_no_letter_is_large_and_in_the_middle(kennung: str, form: str) -> None:
    vertrag = work_at(BEISPIELE, kennung).dokumente["vertrag"]
    assert not is_brief(vertrag)
    assert TITEL[form](vertrag) == ("center", 18.0, 11.0, True)


Strich = tuple[float, float, float, bool]
"""Left and right end of a line, distance from the upper edge of the page, all in millimetres; whether screen readers pass it over."""


def marks_of(seite: Page) -> list[Strich]:
    """Return the painted horizontal lines in the left margin."""
    hoehe, lage, davor = float(seite.mediabox[3]), Matrix(), []
    ecken: list[tuple[float, float]] = []
    marken: list[str] = []
    gefunden = []
    for befehl in parse_content_stream(seite):
        operator, werte = str(befehl.operator), befehl.operands
        if operator == "q":
            davor.append(lage)
        elif operator == "Q":
            lage = davor.pop()
        elif operator == "cm":
            lage = Matrix(*(float(w) for w in werte)) @ lage
        elif operator in ("BMC", "BDC"):
            marken.append(str(werte[0]))
        elif operator == "EMC":
            marken.pop()
        elif operator in ("m", "l"):
            ecken.append(lage.transform((float(werte[0]), float(werte[1]))))
        elif operator == "re":
            x, y, breite, hoch = (float(w) for w in werte)
            ecken += [lage.transform((x, y)), lage.transform((x + breite, y + hoch))]
        elif operator in ("S", "s", "f", "f*", "B", "n"):
            x_werte, y_werte = [x * PUNKT for x, _ in ecken], [(hoehe - y) * PUNKT for _, y in ecken]
            ist_strich = operator != "n" and ecken and max(y_werte) - min(y_werte) < 0.5
            if ist_strich and max(x_werte) < 20:
                ist_artefakt = not marken or "/Artifact" in marken or marken == ["/NonStruct"]
                gefunden.append((min(x_werte), max(x_werte), sum(y_werte) / len(y_werte), ist_artefakt))
            ecken = []
    return sorted(gefunden, key=lambda s: s[2])


@pytest.mark.langsam
@pytest.mark.parametrize("form", ["pdf", "docx", "odt", "html"])
def test_marks_for_folding_stand_at_the_edge_of_the_first_page(form: str, tmp_path: Path) -> None:
    """Measured in millimetres in what is printed; no screen reader meets them."""
    with Pdf.open(printed(form, tmp_path)) as pdf:
        assert float(pdf.pages[0].mediabox[3]) * PUNKT == pytest.approx(297.0, abs=0.3)
        erste, *weitere = [marks_of(seite) for seite in pdf.pages]
    assert weitere and not any(weitere)
    for (links, rechts, oben, ist_artefakt), (soll, laenge) in zip(erste, FALTMARKEN, strict=True):
        assert oben == pytest.approx(soll, abs=0.3)
        assert links == pytest.approx(4.0, abs=0.2) and rechts - links == pytest.approx(laenge, abs=0.2)
        assert ist_artefakt


@pytest.mark.parametrize("form", ["docx", "odt", "html"])
def test_only_letters_have_marks(form: str) -> None:
    def shows(name: str) -> bool:
        roh = WRITERS[form].write(dokument(name), b"{}")
        if form == "html":
            return b"@left-top" in roh
        teil, zeichen = {
            "docx": ("word/header2.xml", b"w:framePr"),
            "odt": ("styles.xml", b'draw:name="Briefmarke 1"'),
        }[form]
        with ZipFile(BytesIO(roh)) as archiv:
            return zeichen in archiv.read(teil)

    assert shows("bescheid")
    assert not shows("zielvereinbarung")


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

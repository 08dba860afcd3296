"""`nachweisen DATEI`: what a file that came back is, and every place where it is other than sealed."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.vertraege import ERSTER
from tests.vertragswerk.siegelboden import call, fassung, sealed_repository

pytestmark = pytest.mark.langsam
VERBORGEN = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Geheime Nebenabrede.</w:t></w:r></w:p>"


def _sealed(endung: str) -> Path:
    return fassung(sealed_repository()) / "dokumente" / f"{ERSTER}.{endung}"


def _edit_zip(ziel: Path, endung: str, teil: str, aendere: Callable[[str], str]) -> Path:
    """Write the sealed file with one part changed; fails where nothing changes."""
    with zipfile.ZipFile(_sealed(endung)) as alt, zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        for name in alt.namelist():
            inhalt = alt.read(name)
            if name == teil:
                geaendert = aendere(inhalt.decode()).encode()
                assert geaendert != inhalt
                inhalt = geaendert
            neu.writestr(name, inhalt)
    return ziel


def _judge(datei: Path) -> tuple[int, str]:
    code, gesagt = call("nachweisen", datei, sealed_repository())
    return code, gesagt.replace("\u00a0", " ")


@pytest.mark.parametrize("endung", ["docx", "odt", "pdf"])
def test_the_sealed_file_itself_is_told(endung: str) -> None:
    code, gesagt = _judge(_sealed(endung))
    assert code == 0 and f"{ERSTER}, Fassung 1.2" in gesagt and "Byte für Byte die besiegelte Datei" in gesagt


def _delete_row(text: str) -> str:
    zeilen = list(re.finditer(r"<w:tr[ >].*?</w:tr>", text, re.DOTALL))
    zeile = zeilen[5]
    return text[: zeile.start()] + text[zeile.end() :]


@pytest.mark.parametrize(
    ("name", "teil", "aendere", "gesagt"),
    [
        ("betrag", "word/document.xml", lambda s: s.replace("4.626.372,89", "4.726.372,89", 1), "in der Datei „(1) Das Budget für das Kalenderjahr 2025 beträgt 4.726.372,89"),
        ("verborgen", "word/document.xml", lambda s: s.replace("<w:sectPr", f"{VERBORGEN}<w:sectPr", 1), "Geheime Nebenabrede."),
        ("zeile", "word/document.xml", _delete_row, "fehlt in der Datei"),
        ("fuss", "word/footer1.xml", lambda s: s.replace("</w:p>", "<w:r><w:t>Es gilt die Fassung 9.9.</w:t></w:r></w:p>", 1), "Es gilt die Fassung"),
        ("gestrichen", "word/document.xml", lambda s: re.sub(r"<w:r><w:t([^>]*)>([^<]*Budget)", r"<w:r><w:rPr><w:strike/></w:rPr><w:t\1>\2", s, count=1), "durchgestrichen"),
        ("daten", "customXml/item1.xml", lambda s: s.replace("4626372.89", "4726372.89"), "„budget.ausgewiesen.jahresbetrag“"),
        ("keinedaten", "customXml/item1.xml", lambda s: re.sub(r">\{.*\}\s*<", ">nichts<", s, flags=re.DOTALL), "sind nicht die besiegelten"),
    ],
)  # fmt: skip
def test_an_edited_word_file_is_found(tmp_path: Path, name: str, teil: str, aendere: Any, gesagt: str) -> None:
    code, text = _judge(_edit_zip(tmp_path / f"{name}.docx", "docx", teil, aendere))
    assert code == 1 and gesagt in text, text


@pytest.mark.parametrize(
    ("name", "teil", "alt", "neu", "gesagt"),
    [
        ("betrag", "content.xml", "4.626.372,89", "4.726.372,89", "4.726.372,89"),
        ("absatz", "content.xml", "</office:text>", "<text:p>Nebenabrede.</text:p></office:text>", "Nebenabrede."),
        ("daten", "vertrag.json", "4626372.89", "4726372.89", "„budget.ausgewiesen.jahresbetrag“"),
        (
            "kopf",
            "styles.xml",
            "</style:footer>",
            "<text:p>Entwurf, nicht bindend.</text:p></style:footer>",
            "nicht bindend",
        ),
    ],
)
def test_an_edited_odt_is_found(tmp_path: Path, name: str, teil: str, alt: str, neu: str, gesagt: str) -> None:
    datei = _edit_zip(tmp_path / f"{name}.odt", "odt", teil, lambda s: s.replace(alt, neu, 1))
    code, text = _judge(datei)
    assert code == 1 and gesagt in text, text


def test_packing_anew_is_no_difference(tmp_path: Path) -> None:
    with zipfile.ZipFile(_sealed("docx")) as alt, zipfile.ZipFile(tmp_path / "neu.docx", "w") as neu:
        for name in reversed(alt.namelist()):
            neu.writestr(name, alt.read(name))
    code, text = _judge(tmp_path / "neu.docx")
    assert code == 0 and "ihre Daten und ihr Text sind die besiegelten" in text


def _overlay(pdf: pikepdf.Pdf) -> None:
    seite = pdf.pages[5]
    schrift = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    seite.add_resource(pdf.make_indirect(schrift), Name.Font, Name("/Fx"))
    seite.contents_add(
        b"q 1 1 1 rg 100 500 200 40 re f Q BT /Fx 11 Tf 110 510 Td (4.726.372,89 Euro) Tj ET", prepend=False
    )


def _comment(pdf: pikepdf.Pdf) -> None:
    anmerkung = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([100, 100, 300, 140]), Contents=pikepdf.String("gilt nicht")
    )
    seite = pdf.pages[0]
    seite.obj.Annots = Array([*(seite.obj.get("/Annots") or ()), pdf.make_indirect(anmerkung)])


def _drop_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[7]


def _other_data(pdf: pikepdf.Pdf) -> None:
    inhalt = pdf.attachments["vertrag.json"].get_file().read_bytes()
    neu = inhalt.replace(b"4626372.89", b"4726372.89")
    assert neu != inhalt
    pdf.attachments["vertrag.json"] = pikepdf.AttachedFileSpec(pdf, neu, filename="vertrag.json")


def _other_glyphs(pdf: pikepdf.Pdf) -> None:
    """Let a font say the same and draw something else: the tags and the text stay as they were."""
    schriften = pdf.pages[5].resources["/Font"]
    innen = schriften[next(iter(schriften))]["/DescendantFonts"][0]["/FontDescriptor"]
    strom = innen.get("/FontFile2", innen.get("/FontFile3"))
    strom.write(strom.read_bytes()[:-4] + b"\0\0\0\0")


@pytest.mark.parametrize(
    ("aendere", "gesagt"),
    [
        (_overlay, ("Seite 6 ist anders gezeichnet", "Gezeichnet ist „4.726.372,89 Euro“")),
        (_comment, ("Auf Seite 1 liegt, was nicht besiegelt ist (FreeText",)),
        (_drop_page, ("Die besiegelte Seite 8 fehlt",)),
        (_other_data, ("„budget.ausgewiesen.jahresbetrag“",)),
        (_other_glyphs, ("Seite 6 ist anders gezeichnet",)),
    ],
)
def test_an_edited_pdf_is_found(
    tmp_path: Path, aendere: Callable[[pikepdf.Pdf], None], gesagt: tuple[str, ...]
) -> None:
    datei = tmp_path / "zurueck.pdf"
    with pikepdf.open(_sealed("pdf")) as pdf:
        aendere(pdf)
        pdf.save(datei)
    code, text = _judge(datei)
    assert code == 1, text
    for teil in gesagt:
        assert teil in text, text


def test_a_pdf_saved_anew_or_signed_is_still_the_sealed_one(tmp_path: Path) -> None:
    datei = tmp_path / "unterschrieben.pdf"
    with pikepdf.open(_sealed("pdf")) as pdf:
        felder = [a for s in pdf.pages for a in s.obj.get("/Annots", ()) if a.get("/Subtype") == Name.Widget]
        bild = pdf.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]))
        felder[0].AP = Dictionary(N=bild)
        pdf.save(datei, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    code, text = _judge(datei)
    assert code == 0 and "ist ein Unterschrifts- oder Formularfeld ausgefüllt" in text


def test_what_is_no_sealed_file_is_said(tmp_path: Path) -> None:
    fremd = tmp_path / "fremd.docx"
    fremd.write_bytes(b"PK\x03\x04 kein Archiv")
    code, text = _judge(fremd)
    assert code == 2 and "kein gültiges ZIP-Archiv" in text
    andere = _edit_zip(tmp_path / "andere.docx", "docx", "docProps/custom.xml", lambda s: s.replace(">1.2<", ">7.7<"))
    code, text = _judge(andere)
    assert code == 2 and "Fassung 7.7; die ist nicht besiegelt. Besiegelt: 1.2, 1.3" in text
    shutil.copy(_sealed("pdf"), tmp_path / "a.pdf")
    code, text = call("nachweisen", tmp_path / "a.pdf", tmp_path)
    assert code == 3 and "gehört zu keinem Vertragsbestand" in text


VERFOLGT = (
    '<w:p><w:pPr><w:rPr><w:ins w:id="9001" w:author="Stadt" w:date="2026-01-01T00:00:00Z"/></w:rPr></w:pPr>'
    '<w:ins w:id="9002" w:author="Stadt" w:date="2026-01-01T00:00:00Z"><w:r><w:t>Zusatz.</w:t></w:r></w:ins></w:p>'
)


@pytest.mark.parametrize("heimlich", [False, True])
def test_what_was_changed_beside_the_track_is_told_apart(tmp_path: Path, heimlich: bool) -> None:
    def change(text: str) -> str:
        neu = text.replace("<w:sectPr", f"{VERFOLGT}<w:sectPr", 1)
        return neu.replace("4.626.372,89", "4.726.372,89", 1) if heimlich else neu

    code, text = _judge(_edit_zip(tmp_path / "zurueck.docx", "docx", "word/document.xml", change))
    assert code == 1 and "Zusatz." in text
    assert ("verfolgt ihre Änderungen, und alle" in text) is not heimlich
    if heimlich:
        danach = text[text.index("aber nicht alle") :]
        assert "4.726.372,89" in danach and "Zusatz." not in danach

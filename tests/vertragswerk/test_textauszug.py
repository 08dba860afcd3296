"""`zitate` loses no citation in silence: every way a file can hide one is read, or the file is refused by its name."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from pathlib import Path

import pytest

from corpus.lesefassung import smooth
from corpus.zitate import find
from generator.writers.docx import write_docx
from tests.vertraege import work_at
from vertragswerk.cli.recht.textauszug import LESBAR

from .conftest import BEISPIELE, Rufe

ALT = "Nach § 4 der Verordnung über das Persönliche Budget und § 9998 des Neunten Buches Sozialgesetzbuch für Träger."


def _docx(inhalt: str) -> bytes:
    """A DOCX of ours whose body is one paragraph of foreign runs."""
    (dokument,) = work_at(BEISPIELE).dokumente.values()
    alt = zipfile.ZipFile(io.BytesIO(write_docx(dokument)))
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w") as neu:
        for name in alt.namelist():
            teil = alt.read(name)
            if name == "word/document.xml":
                kopf = teil[: teil.index(b"<w:body>")]
                teil = kopf + f"<w:body><w:p>{inhalt}</w:p></w:body></w:document>".encode()
            neu.writestr(name, teil)
    return puffer.getvalue()


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


VERSTECKT: dict[str, tuple[str, bytes]] = {
    "zerlegte Buchstaben": ("a.txt", unicodedata.normalize("NFD", "Nach § 9998 des Fünften Buches Sozialgesetzbuch").encode()),
    "zerlegte Buchstaben im Namen des Gesetzes": ("a.txt", unicodedata.normalize("NFD", "§ 9998 des Bürgerlichen Gesetzbuchs").encode()),
    "zerlegte Buchstaben in HTML": ("a.html", unicodedata.normalize("NFD", "<p>§ 9998 des Fünften Buches Sozialgesetzbuch").encode()),
    "zerlegte Buchstaben in Markdown": ("a.md", unicodedata.normalize("NFD", "§ 9998 des **Fünften** Buches Sozialgesetzbuch").encode()),
    "zerlegte Buchstaben in JSONL": (
        "a.jsonl", json.dumps({"text": unicodedata.normalize("NFD", "§ 9998 des Fünften Buches Sozialgesetzbuch")}).encode(),
    ),
    "fett in Markdown": ("a.md", "**§ 9998** SGB IX".encode()),
    "fett in Markdown, innen": ("a.md", "§ **9998** *SGB* IX".encode()),
    "kursiv mit Unterstrich": ("a.markdown", "_§ 9998_ SGB IX".encode()),
    "Entität in Markdown": ("a.md", b"&sect;&nbsp;9998 SGB IX"),
    "HTML in Markdown": ("a.md", "<b>§</b> 9998 SGB IX".encode()),
    "Dollar in Markdown": ("a.md", "kostet $5, nach § 9998 SGB IX, $6".encode()),
    "Kopf in Markdown": ("a.md", "---\ntitel: § 9998 SGB IX\n---\nText\n".encode()),
    "Fußnote in Markdown": ("a.md", "Text[^1]\n\n[^1]: § 9998 SGB IX\n".encode()),
    "fett in einem Text": ("a.txt", "**§ 9998** SGB IX".encode()),
    "fett in JSONL": ("a.jsonl", json.dumps({"text": "**§** 9998 __SGB__ IX"}).encode()),
    "weiches Trennzeichen": ("a.txt", "§ 99\u00ad98 SGB\u00ad IX".encode()),
    "weiches Trennzeichen in HTML": ("a.html", "<p>§ 99&shy;98 So&shy;zial&shy;gesetz&shy;buch IX".encode()),
    "schmales Leerzeichen": ("a.txt", "§\u20099998\u2009SGB\u202fIX".encode()),
    "geschütztes Leerzeichen": ("a.txt", "§\u00a09998\u00a0SGB\u00a0IX".encode()),
    "Verbinder ohne Breite": ("a.txt", "§\u200d 9998 S\u200bGB IX".encode()),
    "fett in HTML": ("a.html", "<p><b>§</b> <i>99</i>98 <span>SGB</span> IX".encode()),
    "Entität in HTML": ("a.htm", b"<p>&sect;&thinsp;9998&nbsp;SGB IX"),
    "Fußzeile in HTML": ("a.html", "<body>Text<footer>§ 9998 SGB IX</footer>".encode()),
    "Navigation in HTML": ("a.html", "<body>Text<nav><a href=x>§ 9998 SGB IX</a></nav>".encode()),
    "unsere Klassen in HTML": ("a.html", "<body>Text<p class='angaben'>§ 9998 SGB IX".encode()),
    "Knopf in HTML": ("a.html", "<body>Text <button>§ 9998 SGB IX</button>".encode()),
    "Fußzeile in Markdown": ("a.md", "Text\n\n<footer>§ 9998 SGB IX</footer>\n".encode()),
    "XHTML": ("a.xhtml", "<html><body><p><b>§ 9998</b> SGB IX</p></body></html>".encode()),
    "RTF": ("a.rtf", rb"{\rtf1\ansi\ansicpg1252 {\b\'a7} 9998\~SGB IX\par}"),
    "RTF mit Unicode": ("a.rtf", rb"{\rtf1\ansi {\b\u167?} 9998 {\i SGB} IX\par}"),
    "RTF in Fußnote": ("a.rtf", rb"{\rtf1\ansi Text{\footnote \'a7 9998 SGB IX}\par}"),
    "DOCX in Läufen": ("a.docx", _docx(_run("§") + _run(" 99") + _run("98 S") + _run("GB IX"))),
    "DOCX mit weichem Trennzeichen": ("a.docx", _docx(_run("§ 99") + "<w:r><w:softHyphen/></w:r>" + _run("98 SGB IX"))),
    "DOCX zerlegt": ("a.docx", _docx(_run(unicodedata.normalize("NFD", "§ 9998 des Fünften Buches Sozialgesetzbuch")))),
    "großgeschriebene Endung": ("A.TXT", "§ 9998 SGB IX".encode()),
    "ohne Endung": ("entwurf", "§ 9998 SGB IX".encode()),
}  # fmt: skip


@pytest.mark.parametrize("fall", VERSTECKT)
def test_a_hidden_citation_is_found(fall: str, rufe: Rufe, tmp_path: Path) -> None:
    name, inhalt = VERSTECKT[fall]
    (tmp_path / name).write_bytes(inhalt)
    lauf = rufe("zitate", tmp_path / name, "--stichtag", "2025-06-01", "--ausgabe", "json")
    assert lauf.code == 1, lauf.alles
    (zitat,) = json.loads(lauf.aus)["zitate"]
    assert (zitat["urteil"], zitat["teile"][0]["paragraf"]) == ("nicht_vorhanden", "9998")


ABGELEHNT: dict[str, tuple[str, bytes, str]] = {
    "UTF-16 mit Kennzeichnung": ("a.txt", "§ 29 SGB IX".encode("utf-16"), "UTF-16"),
    "UTF-16 ohne Kennzeichnung": ("a.txt", "§ 29 SGB IX".encode("utf-16-le"), "UTF-16"),
    "UTF-16 mit Anführungszeichen vorn": ("a.txt", "\u2014\u2014 Nach Absatz 4 SGB".encode("utf-16-be"), "UTF-16"),
    "UTF-16 in Markdown": ("a.md", "**§ 29** SGB IX".encode("utf-16"), "UTF-16"),
    "UTF-16 in HTML": ("a.html", "<p>§ 29 SGB IX".encode("utf-16-le"), "UTF-16"),
    "UTF-32": ("a.txt", "§ 29 SGB IX".encode("utf-32"), "UTF-32"),
    "Windows-1252": ("a.txt", "Träger für § 29 SGB IX".encode("cp1252"), "Windows-1252"),
    "Windows-1252 in Markdown": ("a.md", "Träger für **§ 29** SGB IX".encode("cp1252"), "Windows-1252"),
    "Windows-1252 in HTML": ("a.html", "<p>Träger für § 29 SGB IX".encode("cp1252"), "Windows-1252"),
    "Windows-1252 in JSONL": ("a.jsonl", '{"text": "Träger"}'.encode("cp1252"), "Windows-1252"),
    "E-Mail": ("a.eml", b"Subject: x\n\n=C2=A7 29 SGB IX", ".eml"),
    "altes Word": ("a.doc", b"\xd0\xcf\x11\xe0", ".docx"),
    "Pages": ("a.pages", b"PK\x03\x04", "Exportieren"),
    "YAML": ("a.yaml", b"a: \"\\u00a7 29 SGB IX\"", "vertragswerk pruefen"),
    "JSON": ("a.json", b'"\\u00a7 29 SGB IX"', ".json"),
    "unbekannt": ("a.xyz", "§ 29 SGB IX".encode(), "„.xyz“"),
    "RTF als Text": ("a.txt", rb"{\rtf1\ansi \'a7 29 SGB IX}", "Endung .rtf"),
    "RTF mit Byteordnung als Text": ("a.txt", b"\xef\xbb\xbf" + rb"{\rtf1\ansi \'a7 29 SGB IX}", "Endung .rtf"),
    "PDF als Text": ("a.txt", b"%PDF-1.7\n", "Endung .pdf"),
    "ZIP als Text": ("a.txt", b"PK\x03\x04", "ZIP-Archiv"),
    "ZIP als Markdown": ("a.md", b"PK\x03\x04", "ZIP-Archiv"),
    "altes Word als Text": ("a.txt", b"\xd0\xcf\x11\xe0\xa1", ".docx"),
    "HTML als Text": ("a.txt", "<!DOCTYPE html><p><b>§</b> 29 SGB IX".encode(), "Endung .html"),
    "Text als RTF": ("a.rtf", "§ 29 SGB IX".encode(), "keine RTF-Datei"),
    "RTF als Word": ("a.docx", rb"{\rtf1\ansi}", "a.docx"),
}  # fmt: skip


@pytest.mark.parametrize("fall", ABGELEHNT)
def test_what_would_be_read_badly_is_refused_by_name(fall: str, rufe: Rufe, tmp_path: Path) -> None:
    name, inhalt, worte = ABGELEHNT[fall]
    (tmp_path / name).write_bytes(inhalt)
    lauf = rufe("zitate", tmp_path / name)
    assert (lauf.code, lauf.aus) == (2, "")
    assert name in lauf.fehler and worte in lauf.fehler


def test_an_unknown_ending_names_the_readable_ones(rufe: Rufe, tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_bytes(b"x")
    assert ", ".join(LESBAR) in rufe("zitate", tmp_path / "a.tex").fehler


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", f"Für Träger: {ALT}"),
        "Vor\u00adab **§ 9998** SGB\u00ad IX, dann _§ 29_ SGB IX",
        "zwei\u200b \u2009§\u20099998\u2009SGB\u2009IX und `§ 29 SGB IX`",
    ],
)
def test_spans_point_into_the_text_as_it_stands(text: str, rufe: Rufe, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    zitate = json.loads(rufe("zitate", tmp_path / "a.txt", "--ausgabe", "json").aus)["zitate"]
    assert len(zitate) == 2
    for z in zitate:
        assert text[z["start"] : z["end"]] == z["text"]
        assert z["text"].startswith("§") and z["text"][-1].isalnum()


def test_plain_text_is_left_alone() -> None:
    for text in ("5 * 3 * 2", "a_b_c und snake_case", "Zeile mit ****", "", "______ (Unterschrift)"):
        assert smooth(text).text == text
    assert smooth("e\u0301x").span(0, 1) == (0, 2)
    assert smooth("x e\u0301").span(0, 3) == (0, 4)
    assert smooth("q\u0301").text == "q\u0301"


def test_composed_text_reads_the_same_as_decomposed() -> None:
    erwartet = [z.kanonisch for z in find(ALT)]
    assert [z.kanonisch for z in find(smooth(unicodedata.normalize("NFD", ALT)).text)] == erwartet
    assert len(erwartet) == 2


GRENZEN: dict[str, tuple[str, bytes]] = {
    "Überschrift in HTML": ("a.html", "<h2>§ 12</h2><p>DSGVO und Datenschutz</p>".encode()),
    "Zelle in HTML": ("a.html", "<table><tr><td>§ 12</td><td>DSGVO</td></tr></table>".encode()),
    "Listenpunkt in HTML": ("a.html", "<ul><li>§ 12<li>DSGVO</ul>".encode()),
    "Überschrift in Markdown": ("a.md", "# § 12\nDSGVO und Datenschutz\n".encode()),
    "Zelle in Markdown": ("a.md", "| a | b |\n|---|---|\n| § 12 | DSGVO |\n".encode()),
    "Absatz in RTF": ("a.rtf", rb"{\rtf1\ansi \'a7 12\par DSGVO und Datenschutz\par}"),
    "Überschrift in Text": ("a.txt", "§ 12\nDSGVO und Datenschutz\n".encode()),
    "Listenpunkt in Markdown": ("a.md", "- DSGVO\n\nSiehe § 12.\n".encode()),
}


@pytest.mark.parametrize(("name", "inhalt"), GRENZEN.values(), ids=GRENZEN.keys())
def test_no_citation_crosses_a_border(name: str, inhalt: bytes, rufe: Rufe, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(inhalt)
    ausgabe = json.loads(rufe("zitate", tmp_path / name, "--ausgabe", "json").aus)
    paragrafen = [z for z in ausgabe["zitate"] if z["teile"]]
    assert [(z["text"], z["gesetz"], z["teile"][0].get("gesetz", "")) for z in paragrafen] == [("§ 12", "", "")]


def test_lines_of_a_document_are_its_paragraphs(rufe: Rufe, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes("<p>Text</p><p>Text</p><p>nach § 12 SGB X</p>".encode())
    assert "Zeile     3" in rufe("zitate", tmp_path / "a.html").aus

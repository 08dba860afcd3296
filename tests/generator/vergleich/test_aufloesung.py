"""Accepting and refusing tracked changes of every kind that Word writes: the own resolver, and the reader of returned files alike."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import yaml
from lxml import etree

from generator.readers.docx import text_docx
from generator.vergleich.spur.beweis import Wahl
from generator.vergleich.wordspur.aufloesung import resolve_changes
from generator.vergleich.wordspur.ooxml import DEL, INS, NACH, NS, VON, W
from tests.generator.vergleich.officezeuge import BEFEHLE
from tests.generator.writers.office import edit_office

FAELLE = yaml.safe_load(Path(__file__).with_name("faelle").joinpath("aufloesung.yaml").read_text(encoding="utf-8"))
NAMEN = [f["name"] for f in FAELLE]
WAHLEN: tuple[tuple[Wahl, str], ...] = (("annehmen", "an"), ("ablehnen", "ab"))
FELDER = {"b": "begin", "s": "separate", "e": "end"}
URHEBER = "w:id='9' w:author='a' w:date='2025-01-01T00:00:00Z'"
NUMMERN = (
    f'<w:numbering xmlns:w="{NS}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId'
    ' w:val="1"/></w:num></w:numbering>'
)
FUSSNOTEN = f'<w:footnotes xmlns:w="{NS}"><w:footnote w:id="2"><w:p><w:r><w:t>Note.</w:t></w:r></w:p></w:footnote></w:footnotes>'


def write_out(kurz: str) -> str:
    """Return WordprocessingML of the short form: M, Z, C are the marks of paragraph, row and cell, N the number of its list."""

    def paragraph(treffer: re.Match[str]) -> str:
        angaben, ende = treffer[1], treffer[2]
        marken = "".join(f"<{m} {URHEBER}/>" for m in (_value(angaben, "M") or "").split())
        liste = f"<numPr><ilvl w:val='0'/><numId w:val='{n}'/></numPr>" if (n := _value(angaben, "N")) else ""
        eigenschaften = f"<pPr>{liste}{f'<rPr>{marken}</rPr>' if marken else ''}</pPr>" if marken or liste else ""
        return f"<p>{eigenschaften}" + ("</p>" if ende else "")

    text = re.sub(r"<p((?: [MN]='[^']*')*)(/?)>", paragraph, kurz)
    text = re.sub(r"<tr Z='(\w+)'>", rf"<tr><trPr><\1 {URHEBER}/></trPr>", text)
    text = re.sub(r"<tc C='(\w+)'>", rf"<tc><tcPr><\1 {URHEBER}/></tcPr>", text)
    text = re.sub(r"<(ins|del|moveFrom|moveTo)>", rf"<\1 {URHEBER}>", text)
    text = re.sub(r"<f (\w)/>", lambda m: f"<fldChar w:fldCharType='{FELDER[m[1]]}'/>", text)
    text = re.sub(r"<c>(.*?)</c>", r"<instrText xml:space='preserve'>\1</instrText>", text)
    text = re.sub(r"(<r>(?:<rPr>.*?</rPr>)?)([^<]+)</r>", r"\1<t xml:space='preserve'>\2</t></r>", text)
    text = re.sub(r"<(/?)(\w+)(?=[ />])", r"<\1w:\2", text)
    baum = etree.fromstring(f'<w:document xmlns:w="{NS}"><w:body>{text}</w:body></w:document>')
    for geloescht in baum.iter(DEL):
        for knoten in geloescht.iter(f"{W}t"):
            knoten.tag = f"{W}delText"
    return etree.tostring(baum, encoding="unicode")


def _value(angaben: str, name: str) -> str:
    treffer = re.search(rf"{name}='([^']*)'", angaben)
    return treffer[1] if treffer else ""


def package(dokument: str) -> bytes:
    """Return a Word file that every program opens."""
    haupt = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    arten = "http://schemas.openxmlformats.org/package/2006/content-types"
    bez = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    teile = {
        "[Content_Types].xml": f'<Types xmlns="{arten}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{haupt}.document.main+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{haupt}.numbering+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{haupt}.footnotes+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{bez}"><Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{bez}"><Relationship Id="r1" Type="{office}/numbering" Target="numbering.xml"/>'
        f'<Relationship Id="r2" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": dokument,
        "word/numbering.xml": NUMMERN,
        "word/footnotes.xml": FUSSNOTEN,
    }
    strom = io.BytesIO()
    with zipfile.ZipFile(strom, "w") as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name, inhalt)
    return strom.getvalue()


def lines(dokument: str) -> list[str]:
    return [" ".join(z.split()) for z in text_docx(package(dokument)).zeilen if z.strip()]


def squeezed(zeilen: list[str]) -> list[str]:
    return [" ".join(z.split()) for z in zeilen]


def cases() -> Iterator[Any]:
    for fall in FAELLE:
        for wahl, seite in WAHLEN:
            yield pytest.param(fall, wahl, seite, id=f"{fall['name']}-{seite}")


@pytest.mark.parametrize(("fall", "wahl", "seite"), list(cases()))
def test_the_resolver_decides_as_the_standard_says(fall: dict[str, Any], wahl: Wahl, seite: str) -> None:
    baum = etree.fromstring(write_out(fall["ist"]))
    fertig = resolve_changes(baum, wahl)
    assert lines(etree.tostring(fertig, encoding="unicode")) == squeezed(fall[seite])
    reste = [k.tag for k in fertig.iter(INS, DEL, VON, NACH) if isinstance(k.tag, str)]
    assert not reste
    assert not [k.tag for k in fertig.iter() if str(k.tag).endswith(("Change", "cellIns", "cellDel"))]
    assert all(z.find(f"{W}p") is not None for z in fertig.iter(f"{W}tc"))


@pytest.mark.parametrize("fall", FAELLE, ids=NAMEN)
def test_the_reader_of_returned_files_shows_what_accepting_gives(fall: dict[str, Any]) -> None:
    assert lines(write_out(fall["ist"])) == squeezed(fall["an"])


@pytest.mark.langsam
def test_the_own_resolver_is_right_at_least_as_often_as_other_readers(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    richtig = {"eigen": 2 * len(FAELLE), "LibreOffice": 0, "pandoc": 0}
    for n, fall in enumerate(FAELLE):
        datei = tmp_path / f"{n}.docx"
        datei.write_bytes(package(write_out(fall["ist"])))
        for (_, seite), (_, befehl), wie in zip(WAHLEN, BEFEHLE, ("accept", "reject"), strict=True):
            zeilen = [f"{nummer} {text}".strip() for nummer, text in edit_office(datei, (("tue", befehl),))]
            richtig["LibreOffice"] += [" ".join(z.split()) for z in zeilen if z] == squeezed(fall[seite])
            text = pypandoc.convert_file(str(datei), "plain", extra_args=[f"--track-changes={wie}", "--wrap=none"])
            richtig["pandoc"] += _words(text) == _words(" ".join(fall[seite]))
    record_property("richtig", richtig)
    assert richtig["eigen"] >= max(richtig["LibreOffice"], richtig["pandoc"]), richtig


def _words(text: str) -> list[str]:
    """Return letters and figures: how pandoc draws tables and numbers says nothing, nor that it puts notes at the end."""
    return re.findall(r"\w+", re.sub(r"\[\d+\]( Note\.)?", "", text))


def test_names_of_cases_are_unique() -> None:
    assert len(set(NAMEN)) == len(NAMEN) >= 50

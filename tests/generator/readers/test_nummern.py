"""Numbering as word processors do it: hand-made files whose labels are known from the standards."""

from __future__ import annotations

import pytest

from generator.readers import text_docx, text_odt
from generator.readers.wordnummern import format_number, read_number
from tests.generator.readers.test_lesen import ODF, W, _zip


def _lvl(ebene: int, muster: str, format: str = "decimal", start: int = 1, mehr: str = "") -> str:
    return f'<w:lvl w:ilvl="{ebene}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{mehr}<w:lvlText w:val="{muster}"/></w:lvl>'


def _word(absaetze: str, ebenen: str, nums: str = "", stile: str = "") -> tuple[str, ...]:
    """Return the lines of a Word file with one list definition; each paragraph is `numId/ilvl`, `=style` or `-`."""
    koerper = ""
    for angabe in absaetze.split():
        if angabe.startswith("="):
            eigenschaften = f'<w:pStyle w:val="{angabe[1:]}"/>'
        elif angabe == "-":
            eigenschaften = ""
        else:
            num, _, ebene = angabe.partition("/")
            eigenschaften = f'<w:numPr><w:ilvl w:val="{ebene}"/><w:numId w:val="{num}"/></w:numPr>'
        koerper += f"<w:p><w:pPr>{eigenschaften}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    nummern = f'<w:abstractNum w:abstractNumId="7">{ebenen}</w:abstractNum>'
    nums = nums or '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    return text_docx(
        _zip(
            word__document_xml=f"<w:document {W}><w:body>{koerper}</w:body></w:document>",
            word__numbering_xml=f"<w:numbering {W}>{nummern}{nums}</w:numbering>",
            word__styles_xml=f"<w:styles {W}>{stile}</w:styles>",
        )
    ).zeilen


DREI = _lvl(0, "§ %1") + _lvl(1, "(%2)") + _lvl(2, "%1.%2.%3")
ZWEI_NUMS = "".join(
    f'<w:num w:numId="{n}"><w:abstractNumId w:val="7"/>{mehr}</w:num>'
    for n, mehr in ((1, ""), (2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'), (3, ""))
)
STILE = """<w:style w:type="paragraph" w:styleId="Kopf"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Absatz"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Erbe"><w:basedOn w:val="Absatz"/></w:style>
<w:style w:type="paragraph" w:styleId="Inhalt"><w:basedOn w:val="Kopf"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:basedOn w:val="Kreis"/></w:style>"""


@pytest.mark.parametrize(
    ("absaetze", "ebenen", "nums", "erwartet"),
    [
        ("1/0 1/1 1/1 1/0 1/1", DREI, "", "§ 1|(1)|(2)|§ 2|(1)"),
        ("1/0 - 1/0", DREI, "", "§ 1||§ 2"),
        ("1/2 1/2", DREI, "", "1.1.1|1.1.2"),
        ("1/0 1/2 1/1 1/2", DREI, "", "§ 1|1.1.1|(2)|1.2.1"),
        ("1/0 1/1 1/0 1/1", _lvl(0, "%1.") + _lvl(1, "%2)", mehr='<w:lvlRestart w:val="0"/>'), "", "1.|1)|2.|2)"),
        ("1/0 1/0 1/0", _lvl(0, "%1)", "lowerLetter", 26), "", "z)|aa)|bb)"),
        ("1/0 1/0", _lvl(0, "%1.", "upperRoman", 3), "", "III.|IV."),
        ("1/0 1/0", _lvl(0, "–", "bullet"), "", "–|–"),
        ("1/0 2/0 3/0 2/0", DREI, ZWEI_NUMS, "§ 1|§ 5|§ 6|§ 7"),
        ("0/0 9/0 1/8", DREI, "", "||"),
        ("1/99999999999 1/x", DREI, "", "§ 1|§ 2"),
    ],
)
def test_word_lists(absaetze: str, ebenen: str, nums: str, erwartet: str) -> None:
    assert _word(absaetze, ebenen, nums) == tuple(f"{e} x".strip() for e in erwartet.split("|"))


def test_word_styles() -> None:
    ebenen = _lvl(0, "§ %1", mehr='<w:pStyle w:val="Kopf"/>') + _lvl(1, "(%2)", mehr='<w:pStyle w:val="Absatz"/>')
    zeilen = _word("=Inhalt =Kopf =Absatz =Erbe =Kreis =Fehlt =Kopf =Erbe", ebenen, stile=STILE)
    assert zeilen == ("x", "§ 1 x", "(1) x", "(2) x", "x", "x", "§ 2 x", "(1) x")


def _odt(koerper: str, stile: str) -> tuple[str, ...]:
    return text_odt(
        _zip(
            content_xml=f"<office:document-content {ODF}><office:body><office:text>{koerper}</office:text></office:body>"
            "</office:document-content>",
            styles_xml=f'<office:document-styles {ODF} xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
            f'<office:styles><text:list-style style:name="L">{stile}</text:list-style></office:styles></office:document-styles>',
        )
    ).zeilen


def _ebene(nummer: int, angaben: str = 'style:num-format="1"') -> str:
    return f'<text:list-level-style-number text:level="{nummer}" {angaben}/>'


EINFACH = (
    _ebene(1, 'style:num-format="1" style:num-prefix="§ "')
    + _ebene(2, 'style:num-format="1" style:num-prefix="(" style:num-suffix=")"')
    + _ebene(3, 'style:num-format="1" text:display-levels="3"')
)
P = "<text:p>x</text:p>"


def _item(inhalt: str, angaben: str = "") -> str:
    return f"<text:list-item {angaben}>{inhalt}</text:list-item>"


def _list(inhalt: str, angaben: str = 'text:style-name="L"') -> str:
    return f"<text:list {angaben}>{inhalt}</text:list>"


@pytest.mark.parametrize(
    ("koerper", "stile", "erwartet"),
    [
        (_list(_item(P) + _item(P)), EINFACH, "§ 1|§ 2"),
        (_list(_item(P + P) + _item(P)), EINFACH, "§ 1||§ 2"),
        (
            _list(_item(P + _list(_item(P) + _item(P), "")) + _item(P + _list(_item(P), ""))),
            EINFACH,
            "§ 1|(1)|(2)|§ 2|(1)",
        ),
        (_list(_item(P)) + _list(_item(P)), EINFACH, "§ 1|§ 1"),
        (
            _list(_item(P)) + P + _list(_item(P), 'text:style-name="L" text:continue-numbering="true"'),
            EINFACH,
            "§ 1||§ 2",
        ),
        (
            _list(_item(P + _list(_item(P), "")), 'text:style-name="L" xml:id="a"')
            + _list(_item(P))
            + _list(_item(_list(_item(P), "")), 'text:style-name="L" text:continue-list="a"'),
            EINFACH,
            "§ 1|(1)|§ 1|(2)",
        ),
        (_list(_item(_list(_item(_list(_item(P), "")), ""))), EINFACH, "1.1.1"),
        (_list(_item(P, 'text:start-value="4"') + _item(P)), EINFACH, "§ 4|§ 5"),
        (_list(f"<text:list-header>{P}</text:list-header>" + _item(P)), EINFACH, "|§ 1"),
        (_list(_item(P)), '<text:list-level-style-bullet text:level="1" text:bullet-char="–"/>', "–"),
        (_list(_item(P)), _ebene(1, 'style:num-format="a" style:num-suffix=")" text:start-value="27"'), "aa)"),
        (_list(_item(P)), _ebene(1, 'style:num-format=""'), ""),
        (_list(_item(P), 'text:style-name="Fehlt"'), EINFACH, ""),
    ],
)
def test_odf_lists(koerper: str, stile: str, erwartet: str) -> None:
    assert _odt(koerper, stile) == tuple(f"{e} x".strip() for e in erwartet.split("|"))


def test_deep_lists_do_no_harm() -> None:
    tief = _list(_item(P))
    for _ in range(40):
        tief = _list(_item(P + tief), "")
    assert len(_odt(tief, EINFACH)) == 41


@pytest.mark.parametrize(
    ("zahl", "format", "text"),
    [
        (1, "lowerLetter", "a"),
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (0, "lowerLetter", "0"),
        (1_000, "lowerLetter", "1000"),
        (1994, "lowerRoman", "mcmxciv"),
        (4000, "upperRoman", "4000"),
        (7, "decimalZero", "07"),
        (7, "unbekannt", "7"),
    ],
)
def test_number_formats(zahl: int, format: str, text: str) -> None:
    assert format_number(zahl, format) == text


@pytest.mark.parametrize(
    ("text", "zahl"), [("12", 12), ("", -1), (None, -1), ("9" * 5_000, -1), ("²", -1), ("-3", -1), ("٣", -1)]
)
def test_numbers_from_files(text: str | None, zahl: int) -> None:
    assert read_number(text, -1) == zahl

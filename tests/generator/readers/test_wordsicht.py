"""Word files with tracked changes and hidden text: what is read is what Word shows once all changes are accepted."""

from __future__ import annotations

import pytest

from generator.readers import text_docx
from tests.generator.readers.test_lesen import W, _zip

NUMMERN = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)
STILE = (
    f'<w:styles {W}><w:style w:type="character" w:styleId="Geheim"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Erbe"><w:basedOn w:val="Geheim"/></w:style>'
    '<w:style w:type="character" w:styleId="Offen"><w:basedOn w:val="Geheim"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Notiz"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)
WEG = '<w:del w:id="1" w:author="a"/>'


def _lies(koerper: str, noten: str = "") -> tuple[str, ...]:
    return text_docx(
        _zip(
            word__document_xml=f"<w:document {W}><w:body>{koerper}</w:body></w:document>",
            word__numbering_xml=NUMMERN,
            word__styles_xml=STILE,
            word__footnotes_xml=f"<w:footnotes {W}>{noten}</w:footnotes>",
        )
    ).zeilen


def _lauf(text: str, merkmale: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{merkmale}</w:rPr>' if merkmale else ''}<w:t>{text}</w:t></w:r>"


def _entfernt(text: str) -> str:
    return f'<w:del w:id="2" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def _absatz(inhalt: str, marke: str = "", nummer: str = "1", stil: str = "") -> str:
    num = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{nummer}"/></w:numPr>' if nummer else ""
    pstil = f'<w:pStyle w:val="{stil}"/>' if stil else ""
    return f"<w:p><w:pPr>{pstil}{num}{f'<w:rPr>{marke}</w:rPr>' if marke else ''}</w:pPr>{inhalt}</w:p>"


def _zeile(*texte: str, merkmal: str = "", zelle: str = "") -> str:
    zellen = "".join(
        f"<w:tc><w:tcPr>{zelle if n == 0 else ''}</w:tcPr>{_absatz(_lauf(t), nummer='')}</w:tc>"
        for n, t in enumerate(texte)
    )
    return f"<w:tr>{f'<w:trPr>{merkmal}</w:trPr>' if merkmal else ''}{zellen}</w:tr>"


A, B, C = _absatz(_lauf("a")), _absatz(_lauf("b")), _absatz(_lauf("c"))
FAELLE: dict[str, tuple[str, tuple[str, ...]]] = {
    "gestrichener Absatz": (A + _absatz(_entfernt("weg"), WEG) + C, ("(1) a", "(2) c")),
    "zwei gestrichene Absätze": (A + _absatz(_entfernt("x"), WEG) * 2 + C, ("(1) a", "(2) c")),
    "verschobener Absatz": (
        A + _absatz(f"<w:moveFrom>{_lauf('weg')}</w:moveFrom>", "<w:moveFrom/>") + C,
        ("(1) a", "(2) c"),
    ),
    "nur der Text gestrichen": (A + _absatz(_entfernt("weg")) + C, ("(1) a", "(2)", "(3) c")),
    "nur die Marke gestrichen": (_absatz(_lauf("a"), WEG) + B + C, ("(1) ab", "(2) c")),
    "die Marken zweier Absätze gestrichen": (_absatz(_lauf("a"), WEG) + _absatz(_lauf("b"), WEG) + C, ("(1) abc",)),
    "Marke vor einem Absatz ohne Nummer gestrichen": (
        _absatz(_lauf("a"), WEG) + _absatz(_lauf("b"), nummer="") + C,
        ("ab", "(1) c"),
    ),
    "eingefügter Absatz": (A + _absatz(f"<w:ins>{_lauf('b')}</w:ins>", "<w:ins/>") + C, ("(1) a", "(2) b", "(3) c")),
    "letzter Absatz gestrichen": (A + _absatz(_entfernt("weg"), WEG), ("(1) a",)),
    "Zeile allein durch ihr Merkmal gestrichen": (
        f"<w:tbl>{_zeile('1', '2')}{_zeile('3', '4', merkmal=WEG)}{_zeile('5', '6')}</w:tbl>",
        ("1", "2", "5", "6"),
    ),
    "gestrichene Zeile mit Nummer": (
        f"<w:tbl><w:tr><w:trPr>{WEG}</w:trPr><w:tc>{A}</w:tc></w:tr><w:tr><w:tc>{B}</w:tc></w:tr></w:tbl>",
        ("(1) b",),
    ),
    "eingefügte Zeile": (f"<w:tbl>{_zeile('1', merkmal='<w:ins/>')}{_zeile('2')}</w:tbl>", ("1", "2")),
    "gestrichene Zelle": (
        f"<w:tbl>{_zeile('1', '2', zelle='<w:cellDel/>')}{_zeile('3', '4')}</w:tbl>",
        ("2", "3", "4"),
    ),
    "verborgener Lauf": (_absatz(_lauf("a") + _lauf("geheim", "<w:vanish/>") + _lauf("b")), ("(1) ab",)),
    "nicht verborgen": (
        _absatz(_lauf("a", '<w:vanish w:val="0"/>') + _lauf("b", '<w:vanish w:val="false"/>')),
        ("(1) ab",),
    ),
    "verborgen nur im Netz": (_absatz(_lauf("a", "<w:webHidden/>")), ("(1) a",)),
    "verborgen durch die Formatvorlage": (_absatz(_lauf("a") + _lauf("x", '<w:rStyle w:val="Geheim"/>')), ("(1) a",)),
    "verborgen durch eine geerbte Vorlage": (_absatz(_lauf("a") + _lauf("x", '<w:rStyle w:val="Erbe"/>')), ("(1) a",)),
    "die Vorlage hebt es auf": (_absatz(_lauf("a", '<w:rStyle w:val="Offen"/>')), ("(1) a",)),
    "verborgen durch die Absatzvorlage": (A + _absatz(_lauf("x"), "<w:vanish/>", stil="Notiz") + C, ("(1) a", "(2) c")),
    "in der verborgenen Vorlage gezeigt": (_absatz(_lauf("a", "<w:vanish w:val='0'/>"), stil="Notiz"), ("(1) a",)),
    "verborgener Absatz mit Nummer": (
        A + _absatz(_lauf("x", "<w:vanish/>"), "<w:vanish/>") + C,
        ("(1) a", "(2) c"),
    ),
}


@pytest.mark.parametrize("fall", FAELLE)
def test_changes_are_accepted_and_hidden_text_is_not_read(fall: str) -> None:
    koerper, zeilen = FAELLE[fall]
    assert _lies(koerper) == zeilen


def test_a_chain_of_deleted_marks_is_read_once() -> None:
    """The look for the end of a chain begins anew with each chain, not with each paragraph."""
    assert _lies(_absatz(_lauf("a"), WEG) * 5000 + C) == ("(1) " + "a" * 5000 + "c",)

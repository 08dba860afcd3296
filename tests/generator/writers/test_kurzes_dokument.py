"""A short document has no title page and no contents, one for people who read slowly larger type: in every format, from data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from generator.numbering import resolve
from generator.tree import Dokument
from generator.writers import WRITERS
from generator.writers.pdf.projektion import project
from generator.writers.schriftgrad import enlarge, replace_once
from tests.generator.beispielbaum import unresolved


def _baum(**kopf: object) -> Dokument:
    grund = unresolved()
    return resolve(replace(grund, kopf=replace(grund.kopf, **kopf)))  # type: ignore[arg-type]


LANG, KURZ = _baum(), _baum(hat_verzeichnis=False, schrift="gross")


def _part(format: str, teil: str, dokument: Dokument) -> str:
    return ZipFile(BytesIO(WRITERS[format].write(dokument, b"{}"))).read(teil).decode()


def test_no_contents_are_counted() -> None:
    assert LANG.verzeichnis and KURZ.verzeichnis == ()


@pytest.mark.parametrize(
    ("format", "teil", "grad", "abstand", "verzeichnis"),
    [
        ("docx", "word/styles.xml", ('<w:sz w:val="22"/>', '<w:sz w:val="28"/>'), 'w:before="1800"', "TOC \\o"),
        (
            "odt",
            "styles.xml",
            ('fo:font-size="11pt"', 'fo:font-size="14.0pt"'),
            'fo:margin-top="3.2cm"',
            "table-of-content",
        ),
    ],
)
def test_office_files(format: str, teil: str, grad: tuple[str, str], abstand: str, verzeichnis: str) -> None:
    lang, kurz = _part(format, teil, LANG), _part(format, teil, KURZ)
    assert grad[0] in lang and grad[1] in kurz
    assert abstand in lang and abstand not in kurz
    inhalt = {"docx": "word/document.xml", "odt": "content.xml"}[format]
    assert verzeichnis in _part(format, inhalt, LANG) and verzeichnis not in _part(format, inhalt, KURZ)


def test_cells_keep_their_size() -> None:
    """The widths of tables are measured for it."""
    zellen = re.compile(r'<w:style [^>]*w:styleId="Zelle.*?</w:style>')
    assert zellen.findall(_part("docx", "word/styles.xml", LANG)) == zellen.findall(
        _part("docx", "word/styles.xml", KURZ)
    )


def test_html_says_it_once() -> None:
    lang, kurz = (WRITERS["html"].write(d, b"{}").decode() for d in (LANG, KURZ))
    assert 'class="verzeichnis' in lang and 'class="verzeichnis' not in kurz
    assert '<body class="kurz">' in kurz and "<body>" in lang
    assert "html{font-size:1.352rem}" in kurz and "html{font-size:1.352rem}" not in lang


def test_pdf_gets_it_as_data() -> None:
    lang, kurz = json.loads(project(LANG)), json.loads(project(KURZ))
    assert (lang["schriftgrad"], lang["titelblatt"], kurz["titelblatt"]) == (1.0, True, False)
    assert kurz["schriftgrad"] > 1 and kurz["verzeichnis"] == {}


def test_plain_text_has_no_empty_contents() -> None:
    assert b"Inhalt\n" in WRITERS["plain"].write(LANG, b"{}") and b"Inhalt\n" not in WRITERS["plain"].write(KURZ, b"{}")


def test_a_size_that_is_normal_changes_nothing() -> None:
    stile = 'fo:font-size="11pt"\nZelle fo:font-size="9pt"\n'
    muster = re.compile(r'(?<=font-size=")[0-9.]+(?=pt")')
    assert enlarge(stile, muster, "Zelle", 1.0, 1) == stile
    assert enlarge(stile, muster, "Zelle", 2.0, 0) == 'fo:font-size="22pt"\nZelle fo:font-size="9pt"\n'


def test_a_mark_of_the_layout_that_is_missing_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="not exactly once"):
        replace_once("aa", "a", "b")


@pytest.mark.parametrize(
    ("format", "teil", "weit", "eng"),
    [
        ("docx", "word/styles.xml", 'w:before="360" w:after="120"', 'w:before="200" w:after="60"'),
        ("odt", "styles.xml", 'fo:margin-bottom="1cm"', 'fo:margin-bottom="0.28cm"'),
    ],
)
def test_forms_are_set_closer(format: str, teil: str, weit: str, eng: str) -> None:
    """What belongs on one sheet has less room around headings and tables; letters keep their size."""
    normal, blatt = (_part(format, teil, _baum(hat_verzeichnis=False, abstand=a)) for a in ("normal", "eng"))
    assert weit in normal and eng not in normal
    assert eng in blatt and weit not in blatt
    grade = re.compile(r'w:sz w:val="\d+"|fo:font-size="[\d.]+pt"')
    assert grade.findall(normal) == grade.findall(blatt)


def test_forms_are_closer_in_html() -> None:
    normal, blatt = (
        WRITERS["html"].write(_baum(hat_verzeichnis=False, abstand=a), b"").decode() for a in ("normal", "eng")
    )
    assert '<body class="kurz">' in normal and '<body class="kurz eng">' in blatt

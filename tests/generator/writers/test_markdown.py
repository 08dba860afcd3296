"""Markdown: golden files, and rendered by an independent reader it says exactly what the tree says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from generator.kanon import Textposten, posten
from generator.readers import text_html
from generator.readers.pandocleser import text_pandoc
from generator.tree import Dokument
from generator.writers.markdown import write_markdown
from tests.generator.baeume import dokumente
from tests.generator.beispielbaum import Schema, baum
from tests.generator.golden import check_golden


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_golden(schema: Schema) -> None:
    check_golden(f"beispielbaum_{schema}.md", write_markdown(baum(schema)))


def _expected(p: Textposten) -> str:
    """What a renderer shows as text: it counts `1.` itself and draws the bullets."""
    if p.art == "strich" or (p.art == "punkt" and re.fullmatch(r"\d+\.", p.nummer)):
        return p.text
    return f"{p.nummer}: {p.text}" if p.art in ("tabellentitel", "abbildungstitel") else p.zeile


def _rendered(dokument: Dokument) -> tuple[list[str], list[str]]:
    md = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    html = md.render(write_markdown(dokument).decode("utf-8"))
    html = re.sub(r'<sup class="footnote-ref">.*?</sup>|<a href="#fnref[^>]*>.*?</a>', "", html)
    text, _, noten = html.partition('<section class="footnotes">')
    zeilen = list(text_html(f"<body>{text}</body>".encode()).zeilen)
    start = zeilen.index("Inhalt")
    return zeilen[:start] + zeilen[start + 1 + len(dokument.verzeichnis) :], list(
        text_html(f"<body>{noten}</body>".encode()).zeilen
    )


def _check(dokument: Dokument) -> None:
    text, noten = _rendered(dokument)
    kennung = next(z for z in text if z.startswith("Kennung "))
    text.remove(kennung)
    assert text == [_expected(p) for p in posten(dokument) if p.art != "fussnote" and p.text]
    assert noten == [p.text for p in posten(dokument) if p.art == "fussnote"]


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_rendered_text_equals_the_tree(schema: Schema) -> None:
    dokument = baum(schema)
    text, noten = _rendered(dokument)
    soll = [_expected(p) for p in posten(dokument) if p.art != "fussnote" and p.text]
    linien = re.compile(r"Kennung .*|_+ (.*)")
    unterschriften = {p.text for p in posten(dokument) if p.art == "unterschrift"}
    assert [z for z in text if not linien.match(z)] == [z for z in soll if z not in unterschriften or z in text]
    assert noten == [p.text for p in posten(dokument) if p.art == "fussnote"]


@settings(max_examples=80, deadline=None)
@given(dokumente())
def test_hostile_text_stays_text(dokument: Dokument) -> None:
    _check(dokument)


def test_pandoc_reads_the_same() -> None:
    dokument = baum()
    # Tags of HTML in a line are shown by no reader of Markdown; pandoc hands them on as they stand.
    zeilen = [re.sub("</?(?:ins|del)>", "", z) for z in text_pandoc(write_markdown(dokument), "gfm").zeilen]
    fehlend = [_expected(p) for p in posten(dokument) if p.art not in ("fussnote", "unterschrift") and p.text]
    assert [z for z in fehlend if z not in zeilen] == []

"""Search for inputs that crash a reader or a clause text: `python -m tests.fuzz.suche [SEKUNDEN]`. Outside the test run."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contracts.yamltext.yamldatei import load_yaml
from corpus.einfuhr.einlesen import parse_datei
from corpus.einfuhr.fehler import ImportFehler
from corpus.lesefassung import smooth
from corpus.zitate import find
from generator.klauseltext import KlauseltextFehler, read_text
from generator.readers import LeseFehler, text_docx, text_html, text_odt
from generator.readers.pdflose import text_pdf_any
from tests.feindlich.dateien import SCHRIFT, docx, odt, page

STUECKE = (
    "a", " ", "\n", "\n\n", "**", "{", "}", "{^ ", "{= ", "{#", "§ 1 SGB IX", "|", "-|", "1. ", "- ", "   ", ":::", ":::: je x als y\n",
    "::: wenn x\n", "::: tabelle t\n", "Titel: T\nBreiten: 100\n", "{: a}", "{+}", "{,}", "## ", "\\", "\u00a0", "\u2003", "e\u0301", "\u202e", "\x00",
)  # fmt: skip
XML = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "a", "<w:fldChar w:fldCharType='begin'/>", "<w:instrText>TOC</w:instrText>",
    "<text:p>", "</text:p>", "<text:list>", "</text:list>", "<text:list-item>", "</text:list-item>", "<text:note>", "</text:note>", "<text:s text:c='9'/>",
)  # fmt: skip
HTML = (
    "<p ",
    ">",
    "<",
    "a='",
    "'",
    '"',
    "=",
    "/",
    "<footer>",
    "</footer>",
    "<nav>",
    "</nav>",
    "<br>",
    "<!--",
    "-->",
    "&",
    "x",
    "<svg>",
    "\x00",
)
YAML = ("a: ", "- ", "\n", "  ", ">-\n", "|\n", "'", '"', "{", "}", "[", "]", ", ", "&a ", "*a", "<<: ", "!!str ", "---\n", "...\n", "? ", "#", "\t", "2025-01-31", "ja", "0x1", "\ufeff", "\x85")  # fmt: skip
GESETZ = (
    "<norm>", "</norm>", "<metadaten>", "</metadaten>", "<jurabk>X</jurabk>", "<enbez>§ 1</enbez>", "<titel>T</titel>", "<textdaten><text><Content>",
    "</Content></text></textdaten>", "<P>(1) a.</P>", "<DL>", "</DL>", "<DT>1.</DT>", "<DD><LA>b</LA></DD>", "<BR/>", "<gliederungseinheit>", "</gliederungseinheit>",
    "<standangabe><standtyp>Stand</standtyp><standkommentar>x</standkommentar></standangabe>", "&#167;", "<!-- -->",
)  # fmt: skip
PDF = (b"BT ", b"ET ", b"/F 9 Tf ", b"(a)Tj ", b"[(a)-900(b)]TJ ", b"q ", b"Q ", b"1 0 0 1 0 9 cm ", b"9 9 Td ", b"T* ", b"' ", b"/P BMC ", b"/P<</MCID 0>>BDC ", b"EMC ", b"<", b"(", b"\\", b"BI ID EI ")  # fmt: skip


def texts(stuecke: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return texts of pieces and of anything."""
    return st.lists(st.sampled_from(stuecke) | st.text(max_size=4), max_size=60).map("".join)


def _quiet(lies: Callable[[bytes], object], daten: bytes) -> None:
    try:
        lies(daten)
    except LeseFehler as fehler:
        assert str(fehler).endswith(".")


def _clause(text: str) -> None:
    try:
        read_text("probe", "Probe", text, 1)
    except KlauseltextFehler as fehler:
        assert fehler.meldung


def _yaml(text: str) -> None:
    _, maengel = load_yaml(text.encode("utf-8", "surrogatepass"), "a.yaml")
    assert all(m.meldung for m in maengel)


def _law(text: str) -> None:
    try:
        parse_datei(text.encode("utf-8", "replace"), "g.xml")
    except ImportFehler as fehler:
        assert str(fehler).startswith("g.xml")


ZIELE: dict[str, tuple[st.SearchStrategy[object], Callable[..., None]]] = {
    "YAML": (texts(YAML), _yaml),
    "Gesetz": (texts(GESETZ).map(lambda t: f"<?xml version='1.0'?><dokumente builddate='20260901'>{t}</dokumente>"), _law),
    "Klauseltext": (texts(STUECKE), _clause),
    "Zitate": (texts((*STUECKE, "Abs. ", "Satz ", "Nr. ", "bis ", "i. V. m. ", "SGB", "Art. ", "1", "9999999", "BGBl. ")), lambda t: find(smooth(t).text) and None),
    "DOCX": (texts(XML), lambda t: _quiet(text_docx, docx(t.encode("utf-8", "replace")))),
    "ODT": (texts(XML), lambda t: _quiet(text_odt, odt(t.encode("utf-8", "replace").decode()))),
    "HTML": (texts(HTML), lambda t: _quiet(text_html, ("<body>" + t).encode("utf-8", "replace"))),
    "PDF": (st.lists(st.sampled_from(PDF) | st.binary(max_size=4), max_size=60).map(b"".join), lambda b: _quiet(text_pdf_any, page((b"", b), SCHRIFT))),
}  # fmt: skip


def make_probe(name: str, zaehle: Callable[[], None]) -> Any:
    """Return the test of one target, which raises what it finds; `zaehle` is called for each input."""
    eingaben, pruefe = ZIELE[name]

    @settings(
        max_examples=200, deadline=None, database=None, phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(eingaben)
    def probe(eingabe: object) -> None:
        zaehle()
        pruefe(eingabe)

    return probe


def search(name: str, sekunden: float) -> int:
    """Search one target by chance for so many seconds. Returns how many inputs were tried."""
    ende, versuche = time.monotonic() + sekunden, count()
    probe = make_probe(name, lambda: next(versuche) and None)
    while time.monotonic() < ende:
        probe()
    return next(versuche)


if __name__ == "__main__":
    for ziel in ZIELE:
        dauer = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
        sys.stdout.write(f"{ziel}: {search(ziel, dauer)} Eingaben ohne Absturz\n")
        sys.stdout.flush()

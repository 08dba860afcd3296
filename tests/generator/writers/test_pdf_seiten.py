"""Pages of the PDF: nothing outside the margins, no signature or heading alone, headers that repeat."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.numbering import resolve
from generator.pdfpruefung import pruefe_pdf
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Dokument,
    Punkt,
    Spalte,
    Tabelle,
    Textblock,
    Unterschrift,
    Unterschriften,
    Zeile,
    Zelle,
)
from generator.writers.pdf import write_pdf
from tests.generator.beispielbaum import unresolved
from tests.generator.writers.test_pdf import DATEN, PUNKT, Schema, _pdf, _text
from tests.hilfen import need_program


def _boxes(pdf: bytes, ordner: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """Return for each page the words with their boxes in points: left, top, right, bottom, text."""
    programm = need_program("pdftotext")
    datei = ordner / "lage.pdf"
    datei.write_bytes(pdf)
    roh = subprocess.run([programm, "-bbox", str(datei), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    muster = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
    return [
        [(float(a), float(b), float(c), float(d), t) for a, b, c, d, t in muster.findall(seite)]
        for seite in roh.split("<page ")[1:]
    ]


def _assert_inside(pdf: bytes, ordner: Path) -> None:
    for nummer, seite in enumerate(_boxes(pdf, ordner), 1):
        for links, oben, rechts, unten, wort in seite:
            wo = f"Seite {nummer}: {wort}"
            assert links >= 25 * PUNKT - 1, wo
            assert rechts <= (210 - 22) * PUNKT + 2.5, wo  # a hyphen may hang into the margin
            assert oben >= 10 * PUNKT and unten <= 290 * PUNKT, wo


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_no_line_is_overfull(schema: Schema, tmp_path: Path) -> None:
    _assert_inside(_pdf(schema), tmp_path)


def _long(absaetze: int, felder: int, letzter: str = "Schluss der Vereinbarung.") -> Dokument:
    """A document whose signatures come after `absaetze` subsections, to move them over the page break."""
    texte = tuple(
        Absatz(f"a{n}", (Textblock(f"a{n}_t", _text(f"Absatz {n}: " + "Die Vertragsparteien wirken zusammen. " * 4)),))
        for n in range(absaetze)
    )
    plaetze = tuple(
        Unterschrift(f"u{n}", _text(f"Partei {n}"), (_text(f"Name {n}"), _text("Funktion"))) for n in range(felder)
    )
    ende = Abschnitt(
        "ende", "ohne_nummer", _text("Unterschriften"), (Textblock("ende_t", _text(letzter)), Unterschriften(plaetze))
    )
    vorher = unresolved()
    return resolve(replace(vorher, abschnitte=(Abschnitt("p", "paragraf", _text("Pflichten"), texte), ende)))


@pytest.mark.langsam
@pytest.mark.parametrize("felder", [1, 2, 5])
def test_signatures_are_never_alone(felder: int, tmp_path: Path) -> None:
    """Wherever the page breaks, the page of the first signature also holds the last text and the heading."""
    for absaetze in range(8, 24):
        seiten = [" ".join(w[4] for w in s) for s in _boxes(write_pdf(_long(absaetze, felder)), tmp_path)]
        mit_unterschrift = next(s for s in seiten[2:] if "Partei 0" in s)
        assert "Unterschriften Schluss der Vereinbarung." in mit_unterschrift, absaetze
        assert f"Partei {felder - 1}" in mit_unterschrift, absaetze


@pytest.mark.langsam
def test_signatures_without_text_take_the_last_subsection_along(tmp_path: Path) -> None:
    for absaetze in range(8, 24):
        dokument = _long(absaetze, 2)
        ende = dokument.abschnitte[1]
        ohne_text = replace(dokument, abschnitte=(dokument.abschnitte[0], replace(ende, bloecke=ende.bloecke[1:])))
        seiten = [" ".join(w[4] for w in s) for s in _boxes(write_pdf(ohne_text), tmp_path)]
        mit_unterschrift = next(s for s in seiten[2:] if "Partei 0" in s)
        assert f"Absatz {absaetze - 1}:" in mit_unterschrift, absaetze


@pytest.mark.langsam
@pytest.mark.parametrize("laenge", [1, 2, 3, 5])
def test_no_page_ends_with_a_heading_or_an_announcement(laenge: int, tmp_path: Path) -> None:
    def paragraf(n: int) -> Abschnitt:
        punkte = Aufzaehlung((Punkt(f"p{n}_1", (Textblock(f"p{n}_1_t", _text("Erstes und")),)),) * 1, "strich")
        text = Textblock(
            f"p{n}_t", _text("Die Vertragsparteien wirken zusammen. " * laenge * (1 + n % 3) + "Ankündigung:")
        )
        return Abschnitt(f"p{n}", "paragraf", _text(f"Regelung {n}"), (Absatz(f"p{n}_a", (text, punkte)),))

    dokument = resolve(replace(unresolved(), abschnitte=tuple(paragraf(n) for n in range(60))))
    seiten = [" ".join(w[4] for w in s) for s in _boxes(write_pdf(dokument), tmp_path)]
    enden = [s.split(" TB-2025-001 ·")[0] for s in seiten[3:-1]]
    assert len(enden) > 2
    for ende in enden:
        assert not re.search(r"Regelung \d+$|Ankündigung:$", ende), ende[-80:]


def test_long_table_repeats_its_header(tmp_path: Path) -> None:
    zeilen = tuple(
        Zeile(
            f"z{n}",
            (Zelle(_text(f"Zeile {n}"), True), Zelle(_text("Leistungserbringerverzeichnis" * 3)), Zelle(_text("1,00"))),
        )
        for n in range(90)
    )
    kopf = Zeile("zk", (Zelle(_text("Kopfspalte")), Zelle(_text("Mitte")), Zelle(_text("Betrag"))))
    spalten = (Spalte(50), Spalte(15), Spalte(35, "rechts"))
    tabelle = Tabelle("t", _text("Lange Tabelle"), spalten, (kopf,), zeilen)
    dokument = resolve(replace(unresolved(), abschnitte=(Abschnitt("anl", "anlage", _text("Anlage"), (tabelle,)),)))
    pdf = write_pdf(dokument, DATEN)
    seiten = [" ".join(w[4] for w in s) for s in _boxes(pdf, tmp_path)]
    mit_zeilen = [s for s in seiten if "Zeile" in s]
    assert len(mit_zeilen) > 2
    assert all("Kopfspalte" in s for s in mit_zeilen)
    _assert_inside(pdf, tmp_path)
    assert pruefe_pdf(pdf) == []


def test_deep_lists_stay_inside(tmp_path: Path) -> None:
    def liste(tiefe: int) -> Aufzaehlung:
        unten = (liste(tiefe - 1),) if tiefe else ()
        return Aufzaehlung((Punkt(f"d{tiefe}", (Textblock(f"d{tiefe}_t", _text("Wort " * 40)), *unten)),), "strich")

    anlage = Abschnitt("anl", "anlage", _text("Tiefe"), (liste(2),))
    pdf = write_pdf(resolve(replace(unresolved(), abschnitte=(anlage,))), DATEN)
    _assert_inside(pdf, tmp_path)
    assert pruefe_pdf(pdf) == []

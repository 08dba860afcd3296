"""Charts: what they say, what they show, that they hold in grey and for colour-blind readers, and that hostile values do no harm."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.tree import Diagramm, DiagrammArt, Messpunkt, Text
from generator.writers.diagramm import draw, rasterise
from generator.writers.diagramm.achse import make_axis, spread
from generator.writers.diagramm.bildmasse import series_style, sheet_measures
from generator.writers.diagramm.zeichenblatt import width, wrap
from tests.generator.diagramme import chart, from_case, number

FAELLE: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "diagramme.yaml").read_text(encoding="utf-8").replace("~", "\u00a0")
)
ARTEN: tuple[DiagrammArt, ...] = ("linie", "saeulen", "balken", "spanne")
LANG = "Assistenz im eigenen Wohnraum und im sozialen Umfeld mit Nachtbereitschaft und Rufdienst am Wochenende"
SVG = "{http://www.w3.org/2000/svg}"


def _words(diagramm: Diagramm) -> list[str]:
    return [t.text or "" for t in etree.fromstring(draw(diagramm).svg.encode()).iter(f"{SVG}text")]


@pytest.mark.parametrize("fall", FAELLE, ids=lambda f: f["titel"])
def test_a_chart_says_and_shows_its_values(fall: dict[str, Any]) -> None:
    diagramm = from_case(fall)
    assert diagramm.beschreibung == fall["sagt"]
    worte = _words(diagramm)
    assert not [w for w in fall["zeigt"] if w not in worte]


def _many(art: DiagrammArt, anzahl: int = 40, reihen: int = 2, name: str = LANG) -> Diagramm:
    werte = {f"{name} {r}": [str((n * 7 * (r + 1)) % 50 - 10) for n in range(anzahl)] for r in range(reihen)}
    return chart(art, [f"{name} {n}" for n in range(anzahl)], werte, einheit=name)


HART = [
    *(from_case(f) for f in FAELLE),
    *(_many(art) for art in ARTEN),
    *(_many(art, 60, 6) for art in ARTEN),
    *(_many(art, 3, 6) for art in ARTEN),
    *(_many(art, 2, 2, "W" * 90) for art in ARTEN),
    *(
        chart(art, ["A", "B"], {"X": ["-999999999.99", "0.01"], "Y": ["999999999.99", "3"]}, format="betragszahl")
        for art in ARTEN
    ),
]


def _boxes(diagramm: Diagramm) -> list[tuple[str, float, float, float, float]]:
    """Return every word of a picture with the room it takes: left, top, right, bottom."""
    kasten = []
    for t in etree.fromstring(draw(diagramm).svg.encode()).iter(f"{SVG}text"):
        x, y, breite = float(t.get("x", "")), float(t.get("y", "")), width(t.text or "")
        links = {"start": x, "middle": x - breite / 2, "end": x - breite}[t.get("text-anchor", "start")]
        kasten.append((t.text or "", links, y - 22, links + breite, y))
    return kasten


@pytest.mark.parametrize("diagramm", HART, ids=lambda d: f"{d.art}-{len(d.kategorien)}-{len(d.reihen)}")
def test_no_word_leaves_the_sheet_or_covers_another(diagramm: Diagramm) -> None:
    bild = draw(diagramm)
    assert bild.hoehe <= 215
    alle = _boxes(diagramm)
    assert alle
    for text, links, oben, rechts, unten in alle:
        assert links >= -4 and rechts <= 10 * bild.breite + 4, text
        assert oben >= 0 and unten <= 10 * bild.hoehe, text
    for a, b in combinations(alle, 2):
        uebereinander = min(a[3], b[3]) - max(a[1], b[1]) > 4 and min(a[4], b[4]) - max(a[2], b[2]) > 4
        assert not uebereinander, (a[0], b[0])


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ARTEN),
    st.lists(
        st.lists(st.one_of(st.none(), st.decimals("-1e12", "1e12", places=2)), min_size=3, max_size=3),
        min_size=2,
        max_size=4,
    ),
)
def test_any_values_make_a_valid_picture(art: DiagrammArt, werte: list[list[Decimal | None]]) -> None:
    reihen = {f"R{n}": [None if w is None else str(w) for w in r] for n, r in enumerate(werte)}
    bild = draw(chart(art, ["A", "B & <C>", "2025"], reihen, format="betragszahl"))
    etree.fromstring(bild.svg.encode())
    assert "NaN" not in bild.svg and "Infinity" not in bild.svg


@pytest.mark.parametrize("wert", ["NaN", "sNaN", "Infinity", "-Infinity", "abc", ""])
def test_what_is_no_number_is_a_gap(wert: str) -> None:
    (feld,) = number("1")
    punkt = Messpunkt((replace(feld, wert=wert),))  # type: ignore[type-var]
    assert punkt.wert is None
    assert Messpunkt((Text("5"),)).wert is None
    assert Messpunkt(number("0.0320", "prozent")).wert == Decimal("3.2000")


# ------------------------------------------------------------------------------------------------------------- the picture


def _channel(wert: float) -> float:
    return wert / 12.92 if wert <= 0.04045 else ((wert + 0.055) / 1.055) ** 2.4


def _linear(farbe: str) -> list[float]:
    return [_channel(int(farbe[n : n + 2], 16) / 255) for n in (1, 3, 5)]


def _luminance(farbe: str) -> float:
    rot, gruen, blau = _linear(farbe)
    return 0.2126 * rot + 0.7152 * gruen + 0.0722 * blau


def test_every_look_stands_out_from_paper_and_differs_without_colour() -> None:
    """WCAG 1.4.11 asks 3:1 for what must be seen; pattern, mark and stroke alone tell all series apart."""
    zuege = [series_style(n) for n in range(6)]
    assert all(1.05 / (_luminance(z.farbe) + 0.05) >= 3 for z in zuege)
    for merkmal in ("muster", "marke", "strich", "farbe"):
        assert len({getattr(z, merkmal) for z in zuege}) == 6


SEHEN = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    # Machado, Oliveira, Fernandes 2009, severity 1.
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


@pytest.mark.parametrize("sehen", SEHEN)
def test_neighbouring_series_differ_for_every_eye(sehen: str) -> None:
    def seen(farbe: str) -> list[float]:
        lin = _linear(farbe)
        return [sum(m * w for m, w in zip(zeile, lin, strict=True)) for zeile in SEHEN[sehen]]

    for a, b in pairwise(series_style(n).farbe for n in range(6)):
        assert sum((x - y) ** 2 for x, y in zip(seen(a), seen(b), strict=True)) ** 0.5 > 0.08, (a, b)


def test_an_axis_contains_zero_and_every_value() -> None:
    for werte in (["5", "7"], ["-3", "-1"], ["0"], ["1e-9"], ["1e15", "-2"], []):
        achse = make_axis([Decimal(w) for w in werte], 600, False)
        assert achse.unten <= 0 <= achse.oben
        assert all(0 <= achse.place(Decimal(w)) <= 600 for w in werte)
        assert 2 <= len(achse.striche) <= 9
        assert len({name for _, name in achse.striche}) == len(achse.striche)


def test_years_stand_at_their_distance() -> None:
    a, b, c = spread([Decimal(2019), Decimal(2023), Decimal(2024)], 1000)
    assert (b - a) == pytest.approx(4 * (c - b), abs=4)
    assert spread([None, None], 1000) == [250, 750]
    # Years that go back are names like any other.
    assert spread([Decimal(2024), Decimal(2019)], 1000) == [250, 750]


def test_a_long_name_is_cut_and_says_so() -> None:
    zeilen = wrap(LANG, 300)
    assert len(zeilen) == 2 and zeilen[1].endswith("…") and all(width(z) <= 300 for z in zeilen)


def test_page_and_file_get_the_same_drawing() -> None:
    """A page names title and description by ids of its own; a file needs none, so that several stand in one page."""
    diagramm = from_case(FAELLE[0])
    seite, datei = draw(diagramm, "k_probe").svg, draw(diagramm).svg
    assert 'aria-labelledby="k_probe_t k_probe_d"' in seite and 'id="k_probe_d"' in seite
    assert " id=" not in datei and " style=" not in seite
    baum = etree.fromstring(seite.encode())
    assert baum.findtext(f"{SVG}desc") == diagramm.beschreibung
    assert baum.findtext(f"{SVG}title") == "Abbildung\u00a01: Probe"


def test_the_raster_copy_has_the_size_of_the_drawing() -> None:
    bild = draw(from_case(FAELLE[2]))
    png = rasterise(bild)
    assert png.startswith(b"\x89PNG")
    breite, hoehe = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    assert breite / hoehe == pytest.approx(bild.breite / bild.hoehe, rel=0.01)
    assert breite >= 150 / 25.4 * bild.breite


SUMME = """
import hashlib
from generator.writers.diagramm import draw, rasterise
from tests.generator.writers.test_diagramm import FAELLE, from_case
for fall in FAELLE[:4]:
    bild = draw(from_case(fall))
    print(hashlib.sha256(bild.svg.encode() + rasterise(bild)).hexdigest())
"""


def test_every_process_draws_the_same_bytes() -> None:
    hier = [hashlib.sha256((b := draw(from_case(f))).svg.encode() + rasterise(b)).hexdigest() for f in FAELLE[:4]]
    dort = subprocess.run(
        [sys.executable, "-c", SUMME],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert dort.stdout.split() == hier
    assert sheet_measures().breite == 1600

"""What must hold of every comparison, over random edits of the example contracts."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from generator.numbering import places, resolve
from generator.query import rewrite
from generator.tree import Betont, Dokument, Text, Textblock
from generator.vergleich.aenderungssatz import Vergleichsseite, compare
from generator.vergleich.gegenlage import Paar, align, children, label, node_id, own_text
from generator.vergleich.worte import common_words, compare_words, mirror, split_words
from tests.generator.vergleich.aenderer import SPUR_AENDERUNGEN, edit
from tests.vertraege import ALLE, BEISPIELE, ERSTER, REGIONALBUDGET, ZWEITER, work_at

LAEUFE = 8
STICHPROBE = (ERSTER, ZWEITER, REGIONALBUDGET)
"""Random edits are made of these; `nox -s vergleich` makes thousands of every example."""


@cache
def dokument(kennung: str) -> Dokument:
    return next(iter(work_at(BEISPIELE, kennung).dokumente.values()))


def fassung(eines: Dokument) -> Vergleichsseite:
    return Vergleichsseite(eines, places(eines))


def pairs(laeufe: int = LAEUFE) -> list[tuple[str, int]]:
    return [(k, n) for k in STICHPROBE for n in range(laeufe)]


def edited(kennung: str, saat: int, ist_weit: bool = False) -> tuple[Dokument, Dokument]:
    """`ist_weit` takes from all kinds of edits; the others stay as they are, so that the cases with a seed stay the same."""
    zufall = random.Random(f"{kennung} {saat}")
    alt = dokument(kennung)
    return alt, edit(alt, zufall, 1 + saat % 7, SPUR_AENDERUNGEN if ist_weit else ())


def old_children(paar: Paar) -> list[Paar]:
    return [k for k in paar.kinder if k.alt is not None and k.zug != "her"]


def new_children(paar: Paar) -> list[Paar]:
    return [k for k in paar.kinder if k.neu is not None]


def check_complete(paar: Paar) -> None:
    """Each version can be read off the pairs: children in order, words in order."""
    if paar.neu is not None:
        assert [k.neu for k in new_children(paar)] == list(children(paar.neu))
    if paar.alt is not None and paar.zug != "her":
        assert [k.alt for k in old_children(paar)] == list(children(paar.alt))
    if paar.text:
        alt = own_text(paar.alt) if paar.alt is not None else ()
        neu = own_text(paar.neu) if paar.neu is not None else ()
        assert [w for s in paar.text for w in s.alt] == split_words(alt)
        assert [w for s in paar.text for w in s.neu] == split_words(neu)
        assert all(a.art != b.art for a, b in pairwise(paar.text))
    for kind in paar.kinder:
        check_complete(kind)


def count(paar: Paar, zaehler: Counter[str]) -> Counter[str]:
    if paar.zug != "weg":
        art = "neu" if paar.ist_neu else "weg" if paar.ist_weg else "gezogen" if paar.zug else "da"
        zaehler[art] += 1
        for stueck in paar.text:
            zaehler[stueck.art] += len(stueck.text)
        for kind in paar.kinder:
            count(kind, zaehler)
    return zaehler


@pytest.mark.parametrize(("kennung", "saat"), pairs())
def test_both_versions_can_be_read_off_the_comparison(kennung: str, saat: int) -> None:
    alt, neu = edited(kennung, saat)
    check_complete(align(alt, neu))


@pytest.mark.parametrize(("kennung", "saat"), pairs(4))
def test_the_way_back_is_the_mirror_of_the_way_there(kennung: str, saat: int) -> None:
    alt, neu = edited(kennung, saat)
    hin, zurueck = count(align(alt, neu), Counter()), count(align(neu, alt), Counter())
    gegen = {"neu": "weg", "weg": "neu", "eingefuegt": "geloescht", "geloescht": "eingefuegt"}
    assert hin == Counter({gegen.get(art, art): n for art, n in zurueck.items()})


@pytest.mark.parametrize("kennung", ALLE)
def test_equal_versions_have_no_change(kennung: str) -> None:
    eine = fassung(dokument(kennung))
    satz = compare(eine, eine)
    assert satz.ist_leer
    assert {e.art for e in satz.einheiten} == {"gleich"}


@pytest.mark.parametrize(("kennung", "saat"), pairs(3))
def test_every_difference_of_the_text_is_in_a_unit(kennung: str, saat: int) -> None:
    alt, neu = edited(kennung, saat)
    satz = compare(fassung(alt), fassung(neu))
    assert satz.ist_leer == (alt == neu)
    genannt = {node_id(k) for e in satz.geaenderte for k in walk(e.paar)}
    for knoten in (n for e in satz.einheiten if e.art == "gleich" for n in walk(e.paar)):
        assert node_id(knoten) not in genannt or not node_id(knoten)


def walk(paar: Paar) -> list[object]:
    return [paar.knoten, *(k for kind in paar.kinder for k in walk(kind))]  # type: ignore[list-item]


def test_the_next_year_is_told_in_figures() -> None:
    """The two Fassungen of the example: F8 of the requirements, price and quantity apart."""
    satz = compare(fassung(dokument(ERSTER)), fassung(dokument(ZWEITER)))
    jahr = next(f for f in satz.felder if f.pfad == "berechnet.jahresbetrag")
    assert (jahr.alt, jahr.neu, str(jahr.differenz), str(jahr.prozent)) == (
        "4626372.89",
        "4750291.34",
        "123918.45",
        "2.68",
    )
    assert len(jahr.orte_neu) > 1


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        ("Er zahlt 100 Euro.", "Er zahlt 120 Euro.", "Er zahlt -100-+120+ Euro."),
        ("Die alte gute Regel gilt.", "Die neue schlechte Regel gilt.", "Die -alte gute-+neue schlechte+ Regel gilt."),
        ("Eins. Zwei. Drei.", "Eins. Drei.", "Eins. -Zwei. -Drei."),
        ("§\u00a05 gilt.", "§ 5 gilt.", "§-\u00a0-+ +5 gilt."),
        ("Sie zahlt. Er prüft den Bericht.", "Er prüft jeden Bericht. Sie zahlt.", None),
    ],
)
def test_words(alt: str, neu: str, erwartet: str | None) -> None:
    stuecke = compare_words((Text(alt),), (Text(neu),))
    zeichen = {"gleich": "", "geloescht": "-", "eingefuegt": "+"}
    text = "".join(f"{zeichen[s.art]}{s.text}{zeichen[s.art]}" for s in stuecke)
    assert erwartet is None or text == erwartet
    zurueck = compare_words((Text(neu),), (Text(alt),))
    assert Counter((s.art, s.text) for s in zurueck) == Counter((m.art, m.text) for m in map(mirror, stuecke))


def test_the_shortest_way_is_found() -> None:
    zufall = random.Random(1)
    for _ in range(200):
        a = [zufall.randrange(4) for _ in range(zufall.randrange(12))]
        b = [zufall.randrange(4) for _ in range(zufall.randrange(12))]
        paare = common_words(a, b)
        assert all(a[i] == b[j] for i, j in paare)
        assert all(i < i2 and j < j2 for (i, j), (i2, j2) in pairwise(paare))
        assert len(paare) == longest_common(a, b)


def longest_common(a: list[int], b: list[int]) -> int:
    """An independent witness: the textbook table."""
    tafel = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            tafel[i][j] = tafel[i - 1][j - 1] + 1 if x == y else max(tafel[i - 1][j], tafel[i][j - 1])
    return tafel[-1][-1]


def test_a_changed_look_is_a_change() -> None:
    assert compare_words((Text("fett"),), (Betont((Text("fett"),)),))
    assert not compare_words((Text("a b"),), (Text("a"), Text(" b")))


def test_a_moved_and_changed_paragraph_is_not_purely_moved() -> None:
    """A figure must not hide in a move."""
    alt = dokument(ERSTER)
    paragraf = next(a for a in alt.abschnitte if len(a.bloecke) > 3 and a.art == "paragraf")
    erster, *weitere = paragraf.bloecke
    anders = rewrite(erster, lambda t, _: replace(t, inhalt=(*t.inhalt, Text(" Und 100 Euro."))), Textblock)
    neu = resolve(
        replace(
            alt,
            abschnitte=tuple(replace(a, bloecke=(*weitere, anders)) if a is paragraf else a for a in alt.abschnitte),
        )
    )
    satz = compare(fassung(alt), fassung(neu))
    gezogen = [e for e in satz.einheiten if e.art == "verschoben" and e.paar.zug == "her"]
    assert [e.id for e in gezogen] == [erster.id]
    assert gezogen[0].ist_anders
    assert label(gezogen[0].paar.knoten) == f"({len(paragraf.bloecke)})"

"""Figures and places of the examples of the first kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from contracts.bausteine.klausel import Gliederung
from corpus.saetze import split_text
from generator.klauseltext.klauselvorlage import VFeld
from generator.query import query
from generator.tree import Absatz, Aufzaehlung, Textblock, plain
from tests.contracts.test_klauseltexte import KLAUSELN, _beispiel, _beispieltext, _load, _nodes, _vorlage
from tests.vertraege import KENNUNGEN, geladen


@pytest.mark.parametrize(
    ("kennung", "zahl"),
    [(k, z) for k, gruppen in _load("zahlen.yaml").items() for liste in gruppen.values() for z in liste],
)
def test_figure_is_shown(kennung: str, zahl: str) -> None:
    assert zahl in _beispieltext(kennung)


@pytest.mark.parametrize("ort", _load("orte.yaml"), ids=lambda o: o["bezeichnung"])
def test_place_is_where_an_amendment_expects_it(ort: Mapping[str, Any]) -> None:
    stellen = [
        (a, b)
        for a in _beispiel(KENNUNGEN[0]).abschnitte
        for b in a.bloecke
        if isinstance(b, Absatz) and b.id == ort["absatz"]
    ]
    assert len(stellen) == 1
    abschnitt, absatz = stellen[0]
    assert f"{abschnitt.nummer} Absatz {absatz.nummer.strip('()')}".replace("\u00a0", " ") == ort["bezeichnung"]
    text = "".join(str(getattr(i, "text", "")) for b in absatz.bloecke if isinstance(b, Textblock) for i in b.inhalt)
    assert all(stueck in text.replace("\u00a0", " ") for stueck in ort["enthaelt"])


def test_every_computed_result_is_printed_somewhere() -> None:
    """A figure that nobody prints could be wrong unnoticed."""
    gedruckt = {k.pfad for name in KLAUSELN for k in _nodes(_vorlage(name)) if isinstance(k, VFeld)}
    namen = {teil for pfad in gedruckt for teil in pfad}
    felder = {"jahresbetrag", "rate", "letzte_rate", "raten_anzahl", "fua_betrag", "basisbetrag", "alternativbetrag", "rundungsdifferenz", "jahreswert",
              "leistungsfaelle", "personen_im_budget", "personen_extern", "quote_extern", "laufzeit_monate", "preiseffekt", "mengeneffekt", "hbg_index"}  # fmt: skip
    assert felder <= namen


def test_gliederung_of_the_second_example_is_its_own() -> None:
    gliederung: Gliederung | None = geladen(KENNUNGEN[1]).gliederung
    assert gliederung is not None
    ids = [k.kopf.id for k in gliederung.klauseln]
    assert ids[ids.index("controlling") + 1] == "komplex"


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_no_list_of_the_examples_has_a_single_item(kennung: str) -> None:
    """What is one is a sentence."""
    assert not [liste.punkte[0].id for liste in query(_beispiel(kennung), Aufzaehlung) if len(liste.punkte) == 1]


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_no_sentence_of_the_examples_stands_twice(kennung: str) -> None:
    """A rule that is said twice can be changed once."""
    saetze = [
        " ".join(satz.split())
        for abschnitt in _beispiel(kennung).abschnitte
        if abschnitt.art == "paragraf"
        for block in query(abschnitt, Textblock)
        for satz in split_text(plain(block.inhalt))
        if len(satz) > 40
    ]
    assert sorted({s for s in saetze if saetze.count(s) > 1}) == []

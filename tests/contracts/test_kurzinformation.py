"""The Kurzinformation of every kind that has one: whole texts, every condition both ways, only where the data ask for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from contracts.arten import ARTEN, KURZINFORMATION, find_art
from contracts.bausteine.auswahl import choose, list_dokumente
from contracts.bausteine.bibliothek import library, order_of
from contracts.position import Quelle
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.saetze import split_text
from corpus.zitate import find
from generator.assemble import assemble
from generator.klauseltext import read_text
from generator.klauseltext.klauselvorlage import VTabelle
from generator.numbering import resolve
from generator.query import query
from generator.tree import Abschnitt, Dokument, Text, Textblock, Umbruch, plain
from generator.writers.plain import write_plain
from tests.contracts.test_klauseltexte import AUSSERHALB_DES_INDEX, MAX_SAETZE, _nodes
from tests.generator.golden import check_golden
from tests.vertraege import ALLE, daten, geladen, patch

BEISPIELE = [k for k in ALLE if "kurzinformation" in daten(k)]
MIT_KURZINFORMATION = [a for a in ARTEN if KURZINFORMATION in a.dokumente]
TEXTE = [(a, k) for a in MIT_KURZINFORMATION for k in sorted(order_of(a, KURZINFORMATION).alle)]


def _build(kennung: str, aendern: Mapping[str, Any] | None = None) -> Dokument:
    roh = daten(kennung)
    for pfad, wert in (aendern or {}).items():
        patch(roh, pfad, wert)
    art = find_art(roh["art"])
    assert art is not None
    vertrag, quelle = art.load_modell().model_validate(roh), Quelle("vertrag.yaml", roh, {}, {})
    benutzt = {k.kopf.id: k for g in geladen(kennung).gliederungen.values() for k in g.alle}
    eigene = {k: b for k, b in benutzt.items() if k not in library(art)}
    gliederungen, maengel = choose(vertrag, art, eigene, quelle)
    bau = assemble(vertrag, gliederungen[KURZINFORMATION.name], quelle)
    assert not maengel and not bau.maengel and bau.dokument is not None, [m.meldung for m in (*maengel, *bau.maengel)]
    return resolve(bau.dokument)


def _text(dokument: Dokument) -> str:
    return re.sub(r"\s+", " ", write_plain(dokument).decode())


def test_every_kind_has_an_example_of_it() -> None:
    assert {daten(k)["art"] for k in BEISPIELE} == {a.name for a in MIT_KURZINFORMATION}


@pytest.mark.parametrize("kennung", BEISPIELE)
def test_golden_text(kennung: str) -> None:
    check_golden(f"{kennung}-kurzinformation.txt", write_plain(_build(kennung)))


@pytest.mark.parametrize(("art", "kennung"), TEXTE, ids=lambda w: getattr(w, "name", w))
def test_text_is_complete_and_short(art: Any, kennung: str) -> None:
    klausel = library(art)[kennung]
    vorlage = read_text(kennung, klausel.kopf.titel, klausel.text, klausel.zeile)
    assert (
        klausel.kopf.hinweis
        and klausel.kopf.beispiel
        and klausel.kopf.rechtsgrundlagen
        and klausel.kopf.art == "schluss"
    )
    assert not [k for k in _nodes(vorlage.bloecke) if isinstance(k, VTabelle)]
    assert not [k for k in _nodes(vorlage.bloecke) if hasattr(k, "kennung") and not k.kennung.ist_angegeben]
    assert not [k.text for k in _nodes(vorlage.bloecke) if isinstance(k, Text) and re.search(r"\d", k.text)]
    beispiele = [_text(_build(k)) for k in BEISPIELE if daten(k)["art"] == art.name]
    assert any(klausel.kopf.beispiel in text for text in beispiele)
    for text in klausel.kopf.rechtsgrundlagen:
        for norm in (n for s in find(text)[0].stellen for n in s.expand() if n.gesetz not in AUSSERHALB_DES_INDEX):
            urteile = [load_mitgeliefert().urteile(norm, tag) for tag in (date(2023, 12, 14), date(2025, 12, 11))]
            assert all(u.status == "geltend" for u in urteile), (text, [u.begruendung for u in urteile])


@pytest.mark.parametrize("kennung", BEISPIELE)
def test_each_sentence_begins_a_line(kennung: str) -> None:
    """DIN SPEC 33429: one statement each, on a line of its own."""
    for block in query(_build(kennung), Textblock):
        zeilen, zeile = [], ()
        for inline in block.inhalt:
            if isinstance(inline, Umbruch):
                zeilen, zeile = [*zeilen, zeile], ()
            else:
                zeile = (*zeile, inline)
        saetze = [split_text(plain(z)) for z in (*zeilen, zeile)]
        assert all(len(s) == 1 for s in saetze) and len(saetze) <= MAX_SAETZE, plain(block.inhalt)


@pytest.mark.parametrize("kennung", BEISPIELE)
def test_sections_have_questions_as_headings_and_no_numbers(kennung: str) -> None:
    abschnitte = query(_build(kennung), Abschnitt)
    assert abschnitte and all(a.art == "ohne_nummer" and not a.nummer for a in abschnitte)
    assert all(plain(a.ueberschrift).endswith("?") for a in abschnitte)


ENTWURF = "Entwurf, nicht durch Prüfgruppe geprüft"


@pytest.mark.parametrize("kennung", BEISPIELE)
def test_it_says_that_it_is_untested_until_a_group_is_recorded(kennung: str) -> None:
    ungeprueft = _text(_build(kennung, {"kurzinformation": {}}))
    assert ENTWURF in ungeprueft and "Geprüft durch" not in ungeprueft and "Wen können Sie fragen?" not in ungeprueft
    gruppe = {"name": "Prüfgruppe Hafen", "am": "2025-12-01", "fassung": "2.2"}
    geprueft = _text(_build(kennung, {"kurzinformation": {"pruefgruppe": gruppe}}))
    assert ENTWURF not in geprueft
    assert "Geprüft durch: Prüfgruppe Hafen Tag der Prüfung: 1. Dezember 2025 Geprüfte Fassung: 2.2" in geprueft


@pytest.mark.parametrize("kennung", BEISPIELE)
def test_goals_without_a_simple_sentence_stand_in_the_words_of_the_contract(kennung: str) -> None:
    ziele = [{k: v for k, v in z.items() if k != "einfach"} for z in daten(kennung)["ziele"]]
    text = _text(_build(kennung, {"ziele": ziele}))
    vertrag = geladen(kennung).vertrag
    genannt = [" ".join(z.ziel.split()) for z in getattr(vertrag, "ziele", ())]  # with the parties that they name
    assert len(genannt) == len(ziele) and not [z for z in genannt if "{" in z or z not in text]
    assert all(z["einfach"] in _text(_build(kennung)) for z in daten(kennung)["ziele"])


@pytest.mark.parametrize("kennung", BEISPIELE)
def test_services_without_a_simple_name_stand_under_their_own(kennung: str) -> None:
    liste = "leistungspaket" if "leistungspaket" in daten(kennung) else "module"
    ohne = [{k: v for k, v in e.items() if k != "einfach"} for e in daten(kennung)[liste]]
    assert all(e["name"] in _text(_build(kennung, {liste: ohne})) for e in ohne)


@pytest.mark.parametrize("kennung", BEISPIELE)
def test_it_is_short_and_its_type_large(kennung: str) -> None:
    dokument = _build(kennung)
    assert dokument.kopf.schrift == "gross" and not dokument.kopf.hat_verzeichnis and dokument.verzeichnis == ()


@pytest.mark.parametrize("kennung", ALLE)
def test_a_contract_has_one_only_where_the_data_ask_for_it(kennung: str) -> None:
    vertrag = geladen(kennung).vertrag
    art = find_art(vertrag.art) if vertrag is not None else None
    assert vertrag is not None and art is not None
    assert (KURZINFORMATION in list_dokumente(vertrag, art)) is ("kurzinformation" in daten(kennung))
    assert (KURZINFORMATION.name in geladen(kennung).gliederungen) is ("kurzinformation" in daten(kennung))

"""The Kurzinformation of every kind that has one: whole texts, every condition both ways, only where the data ask for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
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


LEISTUNGEN = ("leistungspaket", "module", "vereinbarungen")
"""Lists of services by the names that the kinds have for them."""


def _find(roh: Any, name: str) -> Iterator[dict[str, Any]]:
    """Yield the items of every list of this name that explains itself in simple words, be it of a part or a joint object."""
    if isinstance(roh, list):
        for glied in roh:
            yield from _find(glied, name)
    elif isinstance(roh, dict):
        yield from (e for e in roh.get(name, ()) if "einfach" in e)
        for wert in roh.values():
            yield from _find(wert, name)


def _without_einfach(roh: Any) -> Any:
    if isinstance(roh, list):
        return [_without_einfach(e) for e in roh]
    return {k: _without_einfach(v) for k, v in roh.items() if k != "einfach"} if isinstance(roh, dict) else roh


def _build(kennung: str, aendern: Mapping[str, Any] | None = None, *, einfach: bool = True) -> Dokument:
    roh = daten(kennung) if einfach else _without_einfach(daten(kennung))
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
    # A note of risk in front of every document of a kind is no part of it.
    for block in (b for a in query(_build(kennung), Abschnitt) for b in query(a, Textblock)):
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
    ziele = [*_find(daten(kennung), "ziele")]
    ohne, mit = _text(_build(kennung, einfach=False)), _text(_build(kennung))
    # A name of a party in the words of the contract is printed as its short name.
    woertlich = [(z, [" ".join(t.split()) for t in re.split(r"\{[^}]*\}", z["ziel"]) if t]) for z in ziele]
    # A frame over other contracts has no goals of its own.
    assert bool(ziele) is ('"ziele"' in json.dumps(daten(kennung), default=str))
    assert all(w in ohne for _, worte in woertlich for w in worte)
    assert all(z["einfach"] in mit and z["einfach"] not in ohne for z in ziele)
    assert not any(all(w in mit for w in worte) for _, worte in woertlich)


@pytest.mark.parametrize("kennung", BEISPIELE)
def test_services_without_a_simple_name_stand_under_their_own(kennung: str) -> None:
    leistungen = [e for liste in LEISTUNGEN for e in _find(daten(kennung), liste)]
    ohne, mit = _text(_build(kennung, einfach=False)), _text(_build(kennung))
    # A contract on a conference has services in none of its lists.
    assert bool(leistungen) is any(f'"{liste}"' in json.dumps(daten(kennung), default=str) for liste in LEISTUNGEN)
    assert all(e["name"] in ohne and e["einfach"] in mit for e in leistungen)


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

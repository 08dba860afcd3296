"""The clause texts of all kinds: what they share stands once; all meet the same demands as the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from contracts.arten import ARTEN, HAUPTDOKUMENT, KURZINFORMATION, Vertragsart, find_art
from contracts.bausteine.auswahl import choose
from contracts.bausteine.bibliothek import library, order_of
from contracts.pfad import Wert
from contracts.position import Quelle
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.saetze import split_text
from corpus.zitate import find
from generator.assemble import assemble
from generator.klauseltext import read_text
from generator.klauseltext.klauselvorlage import Vorlage, VTabelle, VWenn
from generator.numbering import resolve
from generator.tree import Dokument, Normzitat, Text
from tests.contracts.test_klauseltexte import (
    AUSSERHALB_DES_INDEX,
    ERSATZ,
    FEST_JE_ART,
    GETEILT,
    MAX_SAETZE,
    ORDNUNGSZAHL,
    _absaetze,
    _conditions,
    _load,
    _nodes,
    _text,
    _typed,
    _value,
    list_klauseln,
)
from tests.vertraege import BEISPIEL_JE_ART, daten, patch

PRUEFTAG = date(2025, 12, 11)
"""The Stichtag of the example repository."""
GLEICH = 0.8
"""Share of equal text from which two clauses are one clause twice."""
NEUE = (
    "regionalbudget",
    "zielvereinbarung_132",
    "psychiatriebudget",
    "sozialraumbudget",
    "kooperationsvereinbarung",
    "traegerbudget_sozialraum",
)
"""All kinds but the first, whose clauses are those that the others share."""
BEISPIELE = {name: BEISPIEL_JE_ART[name] for name in NEUE}
VARIANTEN = [(name, v) for name in NEUE for v in _load(f"varianten_{name}.yaml")]


def art_of(name: str) -> Vertragsart:
    art = find_art(name)
    assert art is not None
    return art


KLAUSELN = [(name, k) for name in NEUE for k in list_klauseln(art_of(name), BEISPIELE[name])]


@cache
def _vorlage(name: str, kennung: str) -> Vorlage:
    klausel = library(art_of(name))[kennung]
    return read_text(kennung, klausel.kopf.titel, klausel.text, klausel.zeile)


def _build(name: str, variante: Mapping[str, Any] | None = None) -> tuple[Any, tuple[Dokument, ...]]:
    """Return a contract and its documents, the contract itself first."""
    art, roh = art_of(name), daten(BEISPIELE[name])
    for pfad, wert in (variante or {"aendern": {}})["aendern"].items():
        patch(roh, pfad, _typed(wert))
    vertrag, quelle = art.load_modell().model_validate(roh), Quelle("vertrag.yaml", roh, {}, {})
    gliederungen, maengel = choose(vertrag, art, {}, quelle)
    bauten = [assemble(vertrag, g, quelle) for g in gliederungen.values()]
    offen = [m.meldung for m in (*maengel, *(m for b in bauten for m in b.maengel))]
    assert not offen and next(iter(gliederungen)) == HAUPTDOKUMENT
    return vertrag, tuple(resolve(b.dokument) for b in bauten if b.dokument is not None)


@cache
def _beispieltext(name: str) -> str:
    return " ".join(_text(d) for d in _build(name)[1])


# --------------------------------------------------------------------------------------------------------------- all kinds


def test_no_clause_text_stands_twice() -> None:
    """Texts that several kinds use exist once: no two clause texts are more than 80 per cent equal, word by word.

    The order of words is compared only where the words themselves could be equal enough: comparing all pairs takes minutes.
    """
    texte = {b.quelle.datei: b.text.split() for art in ARTEN for b in library(art).values() if not b.kopf.text_von}
    zweimal = [
        (a, b)
        for a, b in combinations(texte, 2)
        if (vergleich := SequenceMatcher(None, texte[a], texte[b], autojunk=False)).real_quick_ratio() > GLEICH
        and vergleich.quick_ratio() > GLEICH
        and vergleich.ratio() > GLEICH
    ]
    assert len(texte) > 100 and zweimal == []


def test_equal_texts_would_be_found() -> None:
    text = library(ARTEN[0])["ansprueche"].text.split()
    fast = [w if i % 10 else "anders" for i, w in enumerate(text)]
    assert SequenceMatcher(None, text, fast, autojunk=False).ratio() > GLEICH


def test_shared_text_is_used_by_more_than_one_kind() -> None:
    benutzt = {
        art.name: {k for d in art.dokumente for k in order_of(art, d).alle}
        | set(list_klauseln(art, BEISPIEL_JE_ART[art.name]))
        for art in ARTEN
    }
    for kennung, klausel in library(ARTEN[0]).items():
        if klausel.quelle.datei.startswith("klauseln/gemeinsam/") and kennung not in ERSATZ:
            arten = [a for a in ARTEN if kennung in benutzt[a.name] and library(a)[kennung] == klausel]
            assert len(arten) > 1, kennung


@pytest.mark.parametrize("bedingung", sorted(FEST_JE_ART))
def test_what_a_kind_has_or_has_not_is_exercised_both_ways(bedingung: str) -> None:
    modelle = [art.load_modell().model_validate(daten(BEISPIEL_JE_ART[art.name])) for art in ARTEN]
    assert {getattr(m, bedingung, False) for m in modelle} == {True, False}


# ------------------------------------------------------------------------------------------------- all kinds but the first


@pytest.mark.parametrize("name", NEUE)
def test_library_is_the_order_and_the_anlagen(name: str) -> None:
    art = art_of(name)
    kurz = order_of(art, KURZINFORMATION).alle if KURZINFORMATION in art.dokumente else frozenset()
    benutzte = {*list_klauseln(art, BEISPIELE[name]), *kurz}
    assert benutzte <= set(library(art)) and set(library(art)) - benutzte <= GETEILT


@pytest.mark.parametrize(("name", "kennung"), KLAUSELN)
def test_clause_is_complete_and_well_written(name: str, kennung: str) -> None:
    kopf, bloecke = library(art_of(name))[kennung].kopf, _vorlage(name, kennung).bloecke
    assert kopf.id == kennung and kopf.beispiel and (kopf.rechtsgrundlagen or kennung == "anlagenliste")
    wiederholt = {id(k.zeilen[0]) for k in _nodes(bloecke) if isinstance(k, VTabelle) and k.liste}
    stuecke = [k for k in _nodes(bloecke) if hasattr(k, "kennung") and id(k) not in wiederholt]
    assert not [k for k in stuecke if not k.kennung.ist_angegeben]
    for block in _absaetze(bloecke):
        text = ORDNUNGSZAHL.sub("Wort ", "".join(i.text if isinstance(i, Text) else "Wort" for i in block.inhalt))
        assert len(split_text(text)) <= MAX_SAETZE, (block.ort, text)
    assert not [k.text for k in _nodes(bloecke) if isinstance(k, Text) and re.search(r"\d", k.text)]


@pytest.mark.parametrize(("muster", "grund"), _load("sprache.yaml"))
def test_wording_is_avoided(muster: str, grund: str) -> None:
    texte = {(n, k): library(art_of(n))[k].text for n, k in KLAUSELN if _is_own(n, k)}
    assert not [(k, fund[0]) for k, text in texte.items() for fund in re.finditer(muster, text)], grund


@pytest.mark.parametrize(("name", "kennung"), [(n, k) for n, k in KLAUSELN if k not in library(ARTEN[0])])
def test_example_stands_in_the_rendering(name: str, kennung: str) -> None:
    beispiel = library(art_of(name))[kennung].kopf.beispiel or ""
    assert re.sub(r"\s+", " ", beispiel) in _beispieltext(name)


@pytest.mark.parametrize(("name", "kennung"), KLAUSELN)
def test_citations_are_law_when_the_example_is_signed_and_later(name: str, kennung: str) -> None:
    klausel, index = library(art_of(name))[kennung], load_mitgeliefert()
    rechtsstand = _build(name)[0].rechtsstand
    texte = [k.text for k in _nodes(_vorlage(name, kennung)) if isinstance(k, Normzitat)]
    for text in (*texte, *klausel.kopf.rechtsgrundlagen):
        funde = find(text)
        assert len(funde) == 1 and (funde[0].start, funde[0].end) == (0, len(text)), text
        for norm in (n for s in funde[0].stellen for n in s.expand() if n.gesetz not in AUSSERHALB_DES_INDEX):
            urteile = [index.urteile(norm, tag) for tag in {rechtsstand, max(rechtsstand, PRUEFTAG)}]
            assert all(u.status == "geltend" for u in urteile), (text, [u.begruendung for u in urteile])


@cache
def _asked(name: str) -> dict[str, set[bool]]:
    gefragt: dict[str, set[bool]] = {}
    for vertrag in (_build(name)[0], *(_build(n, v)[0] for n, v in VARIANTEN if n == name)):
        wurzel = Wert(vertrag, "")
        je = {d.als: wurzel.step(d.je).items()[0] for d in art_of(name).dokumente if d.je}
        # A repeated text is asked where it is written.
        for kennung in (k for n, k in KLAUSELN if n == name and not library(art_of(n))[k].kopf.text_von):
            kopf = {w: _value(tuple(w.split(".")), {}, wurzel).wert for w in library(art_of(name))[kennung].kopf.wenn}
            for pfad, wert in kopf.items():
                gefragt.setdefault(pfad, set()).add(wert)
            if not all(kopf.values()):
                continue  # what is not chosen is not filled, and its data may be absent
            for pfad, wert in _conditions(_vorlage(name, kennung).bloecke, je, wurzel):
                gefragt.setdefault(pfad, set()).add(wert)
    return gefragt


def _all_conditions() -> Iterator[tuple[str, str]]:
    """Yield the conditions of the kinds' own texts; shared ones are exercised with the first kind."""
    for name in NEUE:
        eigene = [k for n, k in KLAUSELN if n == name and _is_own(n, k)]
        pfade = {".".join(k.pfad) for e in eigene for k in _nodes(_vorlage(name, e)) if isinstance(k, VWenn)}
        pfade |= {pfad for e in eigene for pfad in library(art_of(name))[e].kopf.wenn}
        yield from ((name, pfad) for pfad in sorted(pfade - FEST_JE_ART))


def _is_own(name: str, kennung: str) -> bool:
    return library(art_of(name))[kennung].quelle.datei.startswith(f"klauseln/{name}/")


@pytest.mark.parametrize(("name", "pfad"), list(_all_conditions()))
def test_condition_is_exercised_both_ways(name: str, pfad: str) -> None:
    assert _asked(name).get(pfad) == {True, False}


@pytest.mark.parametrize(("name", "variante"), VARIANTEN, ids=lambda w: w if isinstance(w, str) else w["name"])
def test_variant_says_what_it_must(name: str, variante: Mapping[str, Any]) -> None:
    text = " ".join(_text(d) for d in _build(name, variante)[1])
    assert not [s for s in variante.get("enthaelt", ()) if re.sub(r"\s+", " ", s) not in text]
    assert not [s for s in variante.get("fehlt", ()) if s in text]
    assert not re.search(r"[{}]|:::|None|„“|\b(?:und|oder) (?:und|oder)\b|\.\.|,\s*\.", text.replace("…", ""))

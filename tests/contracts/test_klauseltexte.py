"""The clause texts: heads, language, citations, every condition both ways, every figure of the examples."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.arten import ARTEN, HAUPTDOKUMENT, KURZINFORMATION, Vertragsart, find_art
from contracts.bausteine.auswahl import BEILAGE, EIGENES_DOKUMENT, KENNZEICHEN, choose, vorspann_of
from contracts.bausteine.bibliothek import GEMEINSAM, library, order_of
from contracts.bausteine.klausel import Klausel
from contracts.modell.wahlklauseln import Grundwahlklauseln, HatGrundwahlklauseln
from contracts.pfad import PfadFehler, Wert
from contracts.position import Quelle
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.saetze import split_text
from corpus.zitate import find
from generator.assemble import assemble
from generator.klauseltext import read_text
from generator.klauseltext.inlineleser import canonical_citation
from generator.klauseltext.klauselvorlage import VAbsatz, VBlock, VJe, VListe, Vorlage, VTabelle, VWenn
from generator.numbering import resolve
from generator.tree import Dokument, Normzitat, Text
from generator.writers.plain import write_plain
from tests.hilfen import PROJEKT
from tests.vertraege import KENNUNGEN, daten, geladen, patch


def _art(name: str) -> Vertragsart:
    art = find_art(name)
    assert art is not None
    return art


ART = _art("traegerbudget_singulaer")
ORDNER = Path(__file__).parent / "klauseln"
RECHTSSTAENDE = (date(2024, 12, 18), date(2025, 12, 11))
AUSSERHALB_DES_INDEX = {"AEUV", "DSGVO", "GWB", "HGB", "InsO", "SGG", "UStG"}
MAX_SAETZE = 3
ORDNUNGSZAHL = re.compile(r"Wort\. (?=Werktag|Tag des|Kalendermonats)")
ERSATZ = frozenset({BEILAGE, EIGENES_DOKUMENT})
"""Texts of Anlagen that are files or documents of their own; the examples have none."""
GETEILT = frozenset(p.stem for p in (PROJEKT / "contracts" / "klauseln" / GEMEINSAM).glob("*.md"))
"""Texts that kinds share; a kind takes those that fit it."""


FEST_JE_ART = frozenset(
    {
        "hat_budget",
        "hat_datenabgleich",
        "hat_versorgungsverpflichtung",
        "hat_budgetnehmer",
        "hat_mehrere_budgetnehmer",
        "sind_alle_budgetnehmer_partei",
    }
)
"""What a kind has or has not: the same for all its contracts, so that only all kinds together exercise it both ways."""
NUR_MEHRERE = "t.hat_gleiche_merkmale"
"""Asked only where the budgets of a contract differ, so never yes in a contract of one."""


def list_klauseln(art: Vertragsart, kennung: str) -> list[str]:
    """Return the texts of a kind that stand in its lists or are Anlagen of an example contract; the Kurzinformation has tests of its own."""
    folgen = (order_of(art, d).alle for d in art.dokumente if d != KURZINFORMATION)
    anlagen = {a.id for a in art.load_modell().model_validate(daten(kennung)).anlagen if not (a.beilage or a.dokument)}
    vorspann = {k.kopf.id for k in vorspann_of(art)}
    return sorted((anlagen | vorspann | frozenset[str]().union(*folgen)) - ERSATZ)


KLAUSELN = list_klauseln(ART, KENNUNGEN[0])


def _load(name: str) -> Any:
    return yaml.load((ORDNER / name).read_text(encoding="utf-8"), yaml.BaseLoader)


def _typed(wert: Any) -> Any:
    """Give the values of a variant the types the contract loader gives."""
    if isinstance(wert, dict):
        return {k: v if k == "plz" else _typed(v) for k, v in wert.items()}
    if isinstance(wert, list):
        return [_typed(v) for v in wert]
    if wert in ("true", "false"):
        return wert == "true"
    return int(wert) if re.fullmatch(r"[0-9]+", wert) else wert


VARIANTEN: list[dict[str, Any]] = _load("varianten.yaml")


def _changed(*varianten: Mapping[str, Any]) -> dict[str, Any]:
    roh = daten()
    for variante in varianten:
        for pfad, wert in variante["aendern"].items():
            patch(roh, pfad, _typed(wert))
    return roh


def _build(roh: dict[str, Any]) -> tuple[Any, Dokument]:
    vertrag = ART.load_modell().model_validate(roh)
    quelle = Quelle("vertrag.yaml", roh, {}, {})
    gliederungen, maengel = choose(vertrag, ART, {}, quelle)
    gliederung = gliederungen[HAUPTDOKUMENT]
    bau = assemble(vertrag, gliederung, quelle)
    assert not maengel and not bau.maengel, [m.meldung for m in (*maengel, *bau.maengel)]
    assert bau.dokument is not None
    return vertrag, resolve(bau.dokument)


def _text(dokument: Dokument) -> str:
    return re.sub(r"\s+", " ", write_plain(dokument).decode("utf-8"))


@cache
def _beispieltext(kennung: str) -> str:
    return _text(_beispiel(kennung))


@cache
def _beispiel(kennung: str) -> Dokument:
    grund = geladen(kennung)
    assert grund.vertrag is not None and grund.gliederung is not None and grund.quelle is not None
    assert not grund.maengel, [m.meldung for m in grund.maengel]
    bau = assemble(grund.vertrag, grund.gliederung, grund.quelle)
    assert bau.dokument is not None, [m.meldung for m in bau.maengel]
    return resolve(bau.dokument)


@cache
def _vorlage(kennung: str) -> Vorlage:
    klausel = library(ART)[kennung]
    return read_text(kennung, klausel.kopf.titel, klausel.text, klausel.zeile)


def _nodes(knoten: Any) -> Iterator[Any]:
    """Yield a template and everything in it."""
    yield knoten
    if isinstance(knoten, tuple):
        for teil in knoten:
            yield from _nodes(teil)
    elif dataclasses.is_dataclass(knoten):
        for feld in dataclasses.fields(knoten):
            yield from _nodes(getattr(knoten, feld.name))


# ------------------------------------------------------------------------------------------------------------------ heads


@pytest.mark.parametrize("kennung", KLAUSELN)
def test_head_is_complete(kennung: str) -> None:
    kopf = library(ART)[kennung].kopf
    assert kopf.id == kennung
    assert kopf.beispiel
    assert kopf.rechtsgrundlagen or kennung == "anlagenliste"


def test_library_is_the_order_and_the_anlagen() -> None:
    folge = order_of(ART, ART.dokumente[0])
    geordnet = [KENNZEICHEN, folge.rubrum, *folge.praeambel, *folge.paragrafen, *folge.schluss]
    anlagen = [a.id for a in ART.load_modell().model_validate(daten()).anlagen]
    assert sorted([*geordnet, *anlagen]) == KLAUSELN
    assert set(library(ART)) - set(KLAUSELN) <= GETEILT | order_of(ART, KURZINFORMATION).alle
    arten = [
        ("rubrum", [KENNZEICHEN, folge.rubrum]),
        ("praeambel", folge.praeambel),
        ("paragraf", folge.paragrafen),
        ("schluss", folge.schluss),
        ("anlage", anlagen),
    ]
    assert all(library(ART)[k].kopf.art == art for art, ids in arten for k in ids)


@pytest.mark.parametrize("kennung", KLAUSELN)
def test_every_piece_states_its_id(kennung: str) -> None:
    """Absätze, further texts, headings, items, columns and rows; the row that repeats has the keys of its list."""
    bloecke = _vorlage(kennung).bloecke
    wiederholt = {id(k.zeilen[0]) for k in _nodes(bloecke) if isinstance(k, VTabelle) and k.liste}
    stuecke = [k for k in _nodes(bloecke) if hasattr(k, "kennung") and id(k) not in wiederholt]
    assert not [k for k in stuecke if not k.kennung.ist_angegeben]


def _absaetze(bloecke: tuple[VBlock, ...]) -> Iterator[VAbsatz]:
    for block in bloecke:
        if isinstance(block, VAbsatz):
            yield block
        elif isinstance(block, (VWenn, VJe)):
            yield from _absaetze(block.bloecke)


@cache
def _texte_mit_wahl() -> tuple[str, ...]:
    """Return the text of the example, and for clauses that it does not choose those of the variants that do."""
    mit_wahl = [v for v in VARIANTEN if "Wahlklauseln" in v["name"] or "beigetreten" in v["name"]]
    return (*map(_beispieltext, KENNUNGEN), *(_text(_build(_changed(v))[1]) for v in mit_wahl))


@pytest.mark.parametrize("kennung", KLAUSELN)
def test_example_stands_in_the_rendering(kennung: str) -> None:
    beispiel = re.sub(r"\s+", " ", library(ART)[kennung].kopf.beispiel or "")
    assert any(beispiel in text for text in _texte_mit_wahl())


# --------------------------------------------------------------------------------------------------------------- language


@pytest.mark.parametrize(("muster", "grund"), _load("sprache.yaml"))
def test_wording_is_avoided(muster: str, grund: str) -> None:
    treffer = [(k, fund[0]) for k in KLAUSELN for fund in re.finditer(muster, library(ART)[k].text)]
    assert not treffer, grund


@pytest.mark.parametrize("kennung", KLAUSELN)
def test_absatz_holds_one_thought(kennung: str) -> None:
    for block in _absaetze(_vorlage(kennung).bloecke):
        text = ORDNUNGSZAHL.sub("Wort ", "".join(i.text if isinstance(i, Text) else "Wort" for i in block.inhalt))
        assert len(split_text(text)) <= MAX_SAETZE, (block.ort, text)


@pytest.mark.parametrize("kennung", KLAUSELN)
def test_no_figure_is_typed(kennung: str) -> None:
    texte = [k for k in _nodes(_vorlage(kennung).bloecke) if isinstance(k, Text)]
    assert not [t.text for t in texte if re.search(r"\d", t.text)]


# -------------------------------------------------------------------------------------------------------------- citations


def _zitate(klausel: Klausel) -> list[str]:
    im_text = [k.text for k in _nodes(_vorlage(klausel.kopf.id)) if isinstance(k, Normzitat)]
    return [*im_text, *klausel.kopf.rechtsgrundlagen]


@pytest.mark.parametrize("kennung", KLAUSELN)
def test_citations_are_law_when_the_examples_are_signed(kennung: str) -> None:
    index = load_mitgeliefert()
    for text in _zitate(library(ART)[kennung]):
        funde = find(text)
        assert len(funde) == 1 and (funde[0].start, funde[0].end) == (0, len(text)), text
        for norm in (n for s in funde[0].stellen for n in s.expand()):
            if norm.gesetz not in AUSSERHALB_DES_INDEX:
                urteile = [index.urteile(norm, tag) for tag in RECHTSSTAENDE]
                assert all(u.status == "geltend" for u in urteile), [u.begruendung for u in urteile]


@pytest.mark.parametrize("kennung", KLAUSELN)
def test_citations_have_a_canonical_form(kennung: str) -> None:
    """The short form is one citation again, of the same places, and its own short form."""
    for zitat in (k for k in _nodes(_vorlage(kennung)) if isinstance(k, Normzitat)):
        (kurz,), (voll,) = find(zitat.kanonisch), find(zitat.text)
        assert kurz.stellen == voll.stellen
        assert canonical_citation(zitat.kanonisch) == zitat.kanonisch
        assert not re.search("Absatz|Satz|Nummer|Artikel|\u00a0", zitat.kanonisch)


# ------------------------------------------------------------------------------------------------------------- conditions


def _conditions(bloecke: tuple[VBlock, ...], namen: Mapping[str, Wert], wurzel: Wert) -> Iterator[tuple[str, bool]]:
    """Yield the conditions that are asked while a clause is filled, each with its value."""
    for block in bloecke:
        if isinstance(block, VWenn):
            wert = _value(block.pfad, namen, wurzel).wert
            yield ".".join(block.pfad), wert
            if wert is not block.ist_verneint:
                yield from _conditions(block.bloecke, namen, wurzel)
        elif isinstance(block, VJe):
            for eintrag in _value(block.pfad, namen, wurzel).items():
                yield from _conditions(block.bloecke, {**namen, block.name: eintrag}, wurzel)
        elif isinstance(block, VListe):
            for punkt in block.punkte:
                yield from _conditions(punkt.kinder, namen, wurzel)


def _value(pfad: tuple[str, ...], namen: Mapping[str, Wert], wurzel: Wert) -> Wert:
    wert = namen.get(pfad[0]) or wurzel.step(pfad[0])
    for name in pfad[1:]:
        wert = wert.step(name)
    return wert


def _ask(pfad: str, wurzel: Wert) -> bool | None:
    """Return a condition of a head, None where its document is not made and its data are absent."""
    try:
        antwort: bool = _value(tuple(pfad.split(".")), {}, wurzel).wert
    except PfadFehler:
        return None
    return antwort


@cache
def _asked() -> dict[str, set[bool]]:
    """Return every condition with the values it takes in examples and variants."""
    vertraege = [
        *(geladen(k).vertrag for k in KENNUNGEN),
        *(ART.load_modell().model_validate(_changed(v)) for v in VARIANTEN),
    ]
    gefragt: dict[str, set[bool]] = {}
    for vertrag in vertraege:
        wurzel = Wert(vertrag, "")
        folgen = [order_of(ART, d) for d in ART.dokumente]
        ungebaut = frozenset[str]().union(*(f.alle for f in folgen if not all(_ask(w, wurzel) for w in f.wenn)))
        for kennung in (k for k in KLAUSELN if k not in ungebaut):
            kopf = {w: _ask(w, wurzel) for w in library(ART)[kennung].kopf.wenn}
            for pfad, wert in kopf.items():
                if wert is not None:
                    gefragt.setdefault(pfad, set()).add(wert)
            if not all(kopf.values()):
                continue  # what is not chosen is not filled, and its data may be absent
            for pfad, wert in _conditions(_vorlage(kennung).bloecke, {}, wurzel):
                gefragt.setdefault(pfad, set()).add(wert)
    return gefragt


def _all_conditions() -> list[str]:
    im_text = {".".join(k.pfad) for name in KLAUSELN for k in _nodes(_vorlage(name)) if isinstance(k, VWenn)}
    return sorted(
        (im_text | {pfad for k in KLAUSELN for pfad in library(ART)[k].kopf.wenn}) - FEST_JE_ART - {NUR_MEHRERE}
    )


@pytest.mark.parametrize("pfad", _all_conditions())
def test_condition_is_exercised_both_ways(pfad: str) -> None:
    assert _asked().get(pfad) == {True, False}


@pytest.mark.parametrize("variante", VARIANTEN, ids=lambda v: v["name"])
def test_variant_says_what_it_must(variante: Mapping[str, Any]) -> None:
    text = _text(_build(_changed(variante))[1])
    assert not [s for s in variante.get("enthaelt", ()) if s not in text]
    assert not [s for s in variante.get("fehlt", ()) if s in text]
    assert not re.search(r"[{}]|:::|None|„“|\b(?:und|oder) (?:und|oder)\b|\.\.|,\s*\.", text.replace("…", ""))


def _fits(varianten: list[dict[str, Any]]) -> bool:
    """Tell whether variants change different places."""
    pfade = [p for v in varianten for p in v["aendern"]]
    return len(set(pfade)) == len(pfade) and not any(
        a != b and a.startswith((f"{b}.", f"{b}[")) for a in pfade for b in pfade
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(VARIANTEN), min_size=2, max_size=6, unique_by=lambda v: v["name"]).filter(_fits))
def test_any_combination_of_choices_makes_a_whole_contract(varianten: list[dict[str, Any]]) -> None:
    vertrag, dokument = _build(_changed(*varianten))
    vorhanden = {a.id for a in dokument.abschnitte}
    wurzel = Wert(vertrag, "")
    bedingungen = {k: library(ART)[k].kopf.wenn for k in KLAUSELN}
    erwartet = {k for k, wenn in bedingungen.items() if all(_ask(w, wurzel) for w in wenn)}
    vorn = {"rubrum", KENNZEICHEN}
    assert set(KLAUSELN) - vorhanden - vorn == set(KLAUSELN) - erwartet - vorn
    paragrafen = [a.nummer for a in dokument.abschnitte if a.art == "paragraf"]
    assert paragrafen == [f"§\u00a0{n}" for n in range(1, len(paragrafen) + 1)]


@pytest.mark.parametrize("fall", _load("wortlaut.yaml"), ids=lambda f: f["name"])
@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_wording_of_the_examples(kennung: str, fall: Mapping[str, Any]) -> None:
    """What a lawyer of the other side found: every gap closed, every contradiction gone."""
    text = _beispieltext(kennung)
    assert not [s for s in fall.get("enthaelt", ()) if s not in text]
    assert not [s for s in fall.get("fehlt", ()) if s in text]


MIT_WAHL = [art for art in ARTEN if issubclass(art.load_modell(), HatGrundwahlklauseln)]


@pytest.mark.parametrize("art", MIT_WAHL, ids=[a.name for a in MIT_WAHL])
def test_optional_clause_stands_only_where_it_is_chosen(art: Vertragsart) -> None:
    """Each part of `wahlklauseln` of a kind is asked for by the head or by a passage of a text in its list."""
    wahl = art.load_modell().model_fields["wahlklauseln"].annotation
    assert wahl is not None and issubclass(wahl, Grundwahlklauseln)
    texte = [library(art)[k] for k in sorted(order_of(art, art.dokumente[0]).alle)]
    vorlagen = [read_text(k.kopf.id, k.kopf.titel, k.text, k.zeile) for k in texte]
    fragen = {".".join(k.pfad) for v in vorlagen for k in _nodes(v) if isinstance(k, VWenn)}
    fragen |= {w for k in texte for w in k.kopf.wenn}
    for feld in wahl.model_fields:
        assert f"wahlklauseln.hat_{feld}" in fragen, feld
        assert getattr(wahl(), f"hat_{feld}") is False

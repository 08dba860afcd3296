"""The clause texts of the Regionalbudget: the same demands as on those of the first kind, every condition both ways, every figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from contracts.arten import ARTEN, HAUPTDOKUMENT, KURZINFORMATION, find_art
from contracts.bausteine.auswahl import choose
from contracts.bausteine.bibliothek import library, order_of
from contracts.pfad import Wert
from contracts.position import Quelle
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.saetze import split_text
from corpus.zitate import find
from generator.assemble import assemble
from generator.klauseltext import read_text
from generator.klauseltext.klauselvorlage import VFeld, Vorlage, VTabelle, VWenn
from generator.numbering import resolve
from generator.tree import Dokument, Normzitat, Text
from tests.contracts.test_klauseltexte import (
    AUSSERHALB_DES_INDEX,
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
from tests.hilfen import need_shared
from tests.vertraege import REGIONALBUDGET, daten, patch

ART = find_art("regionalbudget")
assert ART is not None
BAUSTEINE = library(ART)
KLAUSELN = list_klauseln(ART, REGIONALBUDGET)
VARIANTEN: list[dict[str, Any]] = _load("varianten_regionalbudget.yaml")
RECHTSSTAENDE = (date(2023, 12, 14), date(2025, 12, 11))


@cache
def _vorlage(kennung: str) -> Vorlage:
    klausel = BAUSTEINE[kennung]
    return read_text(kennung, klausel.kopf.titel, klausel.text, klausel.zeile)


def _build(*varianten: Mapping[str, Any]) -> tuple[Any, Dokument]:
    assert ART is not None
    roh = daten(REGIONALBUDGET)
    for variante in varianten:
        for pfad, wert in variante["aendern"].items():
            patch(roh, pfad, _typed(wert))
    vertrag = ART.load_modell().model_validate(roh)
    quelle = Quelle("vertrag.yaml", roh, {}, {})
    gliederungen, maengel = choose(vertrag, ART, {}, quelle)
    bau = assemble(vertrag, gliederungen[HAUPTDOKUMENT], quelle)
    assert not maengel and not bau.maengel, [m.meldung for m in (*maengel, *bau.maengel)]
    assert bau.dokument is not None
    return vertrag, resolve(bau.dokument)


@cache
def _beispieltext() -> str:
    return _text(_build()[1])


def test_library_is_the_order_and_the_anlagen() -> None:
    assert set(KLAUSELN) <= set(BAUSTEINE)
    assert ART is not None
    assert set(BAUSTEINE) - set(KLAUSELN) <= GETEILT | order_of(ART, KURZINFORMATION).alle


@pytest.mark.parametrize("kennung", KLAUSELN)
def test_clause_is_complete_and_well_written(kennung: str) -> None:
    kopf, bloecke = BAUSTEINE[kennung].kopf, _vorlage(kennung).bloecke
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
    assert not [(k, fund[0]) for k in KLAUSELN for fund in re.finditer(muster, BAUSTEINE[k].text)], grund


@pytest.mark.parametrize("kennung", [k for k in KLAUSELN if k not in library(ARTEN[0])])
def test_example_stands_in_the_rendering(kennung: str) -> None:
    beispiel = BAUSTEINE[kennung].kopf.beispiel or ""
    assert re.sub(r"\s+", " ", beispiel) in _beispieltext()


@pytest.mark.parametrize("kennung", KLAUSELN)
def test_citations_are_law_when_the_example_is_signed_and_later(kennung: str) -> None:
    klausel, index = BAUSTEINE[kennung], load_mitgeliefert()
    texte = [k.text for k in _nodes(_vorlage(kennung)) if isinstance(k, Normzitat)]
    for text in (*texte, *klausel.kopf.rechtsgrundlagen):
        funde = find(text)
        assert len(funde) == 1 and (funde[0].start, funde[0].end) == (0, len(text)), text
        for norm in (n for s in funde[0].stellen for n in s.expand() if n.gesetz not in AUSSERHALB_DES_INDEX):
            urteile = [index.urteile(norm, tag) for tag in RECHTSSTAENDE]
            assert all(u.status == "geltend" for u in urteile), (text, [u.begruendung for u in urteile])


@cache
def _asked() -> dict[str, set[bool]]:
    gefragt: dict[str, set[bool]] = {}
    for vertrag in (_build()[0], *(_build(v)[0] for v in VARIANTEN)):
        for kennung in KLAUSELN:
            wurzel = Wert(vertrag, "")
            kopf = {w: _value(tuple(w.split(".")), {}, wurzel).wert for w in BAUSTEINE[kennung].kopf.wenn}
            for pfad, wert in kopf.items():
                gefragt.setdefault(pfad, set()).add(wert)
            if not all(kopf.values()):
                continue
            for pfad, wert in _conditions(_vorlage(kennung).bloecke, {}, wurzel):
                gefragt.setdefault(pfad, set()).add(wert)
    return gefragt


def _all_conditions() -> list[str]:
    im_text = {".".join(k.pfad) for name in KLAUSELN for k in _nodes(_vorlage(name)) if isinstance(k, VWenn)}
    return sorted((im_text | {pfad for k in KLAUSELN for pfad in BAUSTEINE[k].kopf.wenn}) - FEST_JE_ART)


@pytest.mark.parametrize("pfad", _all_conditions())
def test_condition_is_exercised_both_ways(pfad: str) -> None:
    assert _asked().get(pfad) == {True, False}


@pytest.mark.parametrize("variante", VARIANTEN, ids=lambda v: v["name"])
def test_variant_says_what_it_must(variante: Mapping[str, Any]) -> None:
    text = _text(_build(variante)[1])
    assert not [s for s in variante.get("enthaelt", ()) if re.sub(r"\s+", " ", s) not in text]
    assert not [s for s in variante.get("fehlt", ()) if s in text]
    assert not re.search(r"[{}]|:::|None|„“|\b(?:und|oder) (?:und|oder)\b|\.\.|,\s*\.", text.replace("…", ""))


def test_every_computed_result_is_printed_somewhere() -> None:
    """A figure that nobody prints could be wrong unnoticed."""
    felder = [k.pfad for name in KLAUSELN for k in _nodes(_vorlage(name)) if isinstance(k, VFeld)]
    namen = {teil for pfad in felder for teil in pfad}
    assert {
        "betrag", "rate", "letzte_rate", "raten_anzahl", "raten_gleiche", "anteile_gesamt", "module_gesamt", "korridor_von", "korridor_bis",
        "laufzeit_monate", "vollstationaer", "tagesklinisch", "summe", "regionen_text", "regionen_in_betrieb", "betrag_vorjahr",
    } <= namen  # fmt: skip


def test_plan_and_shares_are_what_the_verified_data_say() -> None:
    """The figures are recomputed outside the program (`verify.py` of the development material, ex3)."""
    import yaml

    ex3 = yaml.safe_load((need_shared("domain/beispiele/ex3_regionalbudget_64b.yaml")).read_text(encoding="utf-8"))
    berechnet, plan = _build()[0].berechnet, ex3["transformation"]
    assert [s.planjahr.jahr for s in berechnet.plan.jahre] == plan["jahre"]
    assert [s.summe for s in berechnet.plan.jahre] == plan["summe_plaetze"]
    assert [s.planjahr.vollstationaer for s in berechnet.plan.jahre] == plan["vollstationaere_plaetze"]
    assert {n: getattr(berechnet.plan, n) for n in ("vollstationaer", "tagesklinisch", "summe")} == {
        "vollstationaer": plan["gesamt"]["vollstationaer"],
        "tagesklinisch": plan["gesamt"]["tagesklinisch"],
        "summe": plan["gesamt"]["summe"],
    }
    for jahr in berechnet.jahre:
        soll = ex3["budget"][str(jahr.jahr)]
        assert (str(jahr.betrag), str(jahr.rate), str(jahr.letzte_rate), jahr.raten_anzahl) == (
            soll["betrag"], soll["rate"], soll["rate"], soll["raten"],
        )  # fmt: skip
    anteile = ex3["anteile_krankenkassen_2024"]
    assert [str(a.betrag) for a in berechnet.basis.anteile] == [a["betrag"] for a in anteile]
    assert [f"{a.anteil * 100:.1f}" for a in berechnet.basis.anteile] == [a["prozent"] for a in anteile]
    assert str(berechnet.module_gesamt) == ex3["aufteilung_2024"]["summe"]
    assert (berechnet.korridor_von, berechnet.korridor_bis) == (
        ex3["korridor"]["untergrenze"],
        ex3["korridor"]["obergrenze"],
    )
    assert berechnet.laufzeit_monate == 12 * ex3["laufzeit"]["jahre"]

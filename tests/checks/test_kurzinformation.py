"""Sentences of a Kurzinformation, each alone: hard ones and easy ones; facts and rights that differ from the contract."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from checks.kontext import Kontext, Pruefling
from checks.muster.angabenwerte import find_angaben
from checks.registry import find_regel
from generator.numbering import resolve
from generator.tree import Abschnitt, Text, Textblock
from tests.checks.faelle import REGELFAELLE, STICHTAG, make_pruefling
from tests.vertraege import ZWEITER

SAETZE = [
    (code, farbe, satz)
    for code in ("TD-05", "TD-08")
    for farbe, saetze in yaml.safe_load((REGELFAELLE / code / "sprache.yaml").read_text(encoding="utf-8")).items()
    for satz in saetze
]


def _with(satz: str) -> Pruefling:
    """Return the example whose Kurzinformation has one more section of one sentence."""
    grund = make_pruefling({"vertrag": ZWEITER})
    haupt, kurz = grund.schriftstuecke
    assert kurz.dokument is not None
    probe = Abschnitt("probe", "ohne_nummer", (Text("Und was noch?"),), (Textblock("probe_t", (Text(satz),)),))
    dokument = resolve(replace(kurz.dokument, abschnitte=(*kurz.dokument.abschnitte, probe)))
    return replace(grund, schriftstuecke=(haupt, replace(kurz, dokument=dokument)))


@pytest.mark.parametrize(("code", "farbe", "satz"), SAETZE, ids=[f"{c} {f}: {s}" for c, f, s in SAETZE])
def test_sentence(code: str, farbe: str, satz: str) -> None:
    modul = find_regel(code)
    assert modul is not None
    funde = [f for f in modul.pruefe(Kontext(_with(satz), STICHTAG, 1)) if f.anker == "probe_t"]
    assert bool(funde) == (farbe == "rot"), funde


@pytest.mark.parametrize("code", ["TD-05", "TD-08"])
def test_the_contract_itself_is_not_read(code: str) -> None:
    modul = find_regel(code)
    assert modul is not None
    assert not list(modul.pruefe(Kontext(make_pruefling({"vertrag": ZWEITER}), STICHTAG, 0)))


@pytest.mark.parametrize(
    ("text", "angaben"),
    [
        ("rund 4,75 Millionen Euro", [("betrag", "4750000")]),
        ("4.750.291,34 Euro", [("betrag", "4750291.34")]),
        ("4,7 Mio. Euro und 3 Tsd. €", [("betrag", "4700000"), ("betrag", "3000")]),
        ("zehntausend Euro", [("betrag", "10000")]),
        ("zwei Millionen Euro", [("betrag", "2000000")]),
        ("€ 5", [("betrag", "5")]),
        ("am 31. Dezember 2026", [("tag", "2026-12-31")]),
        ("bis 31.12.26 und 2026", [("tag", "2026-12-31"), ("jahr", "2026")]),
        ("am 31. 2. 2026", [("tag", "2026-02-31")]),
        ("Az. 3/2025 und 2025/06", []),
        ("2,5 Prozent oder 3 %", [("anteil", "0.025"), ("anteil", "0.03")]),
        ("Telefon: 0000 11 22 33", []),
        ("im Jahr 2025 und 2000 Euro", [("betrag", "2000"), ("jahr", "2025")]),
        ("viele Euro", []),
    ],
)
def test_figures_of_running_text(text: str, angaben: list[tuple[str, str]]) -> None:
    assert [a for _, _, a in find_angaben(text)] == angaben

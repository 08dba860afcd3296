"""Dated amounts: values at a date, errors outside, and a check against the wording of the statutes."""

from __future__ import annotations

import itertools
import json
import re
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files

import pytest

from corpus.index.roh import plain_text
from corpus.norm import Norm
from corpus.recht.parameter import DATEIEN, ParameterFehler, Parameterwert, find_parameter, load_parameter
from corpus.recht.rechtsbestand import load_mitgeliefert
from tests.hilfen import need_shared
from vertragswerk.gesetze.gesetzesdateien import read_sichtungen

FAELLE = [
    ("pflegesachleistung", "Stufe I", "2004-07-01", "384"),
    ("pflegesachleistung", "PG2", "2024-12-31", "761"),
    ("pflegesachleistung", "PG2", "2025-01-01", "796"),
    ("pflegegeld", "PG5", "2025-06-01", "990"),
    ("tagespflege", "PG3", "2024-06-01", "1298"),
    ("tagespflege", "PG3", "2025-06-01", "1357"),
    ("pflegehilfsmittel_verbrauch", "", "2025-06-01", "42"),
    ("hilfsmittel_verbrauch_zuzahlung_hoechstens", "", "2026-08-01", "10"),
    ("wegstreckenentschaedigung", "", "2025-01-01", "0.20"),
    ("modellvorhaben_dauer", "", "2019-06-10", "8"),
    ("modellvorhaben_dauer", "", "2024-01-01", "15"),
    ("bekanntgabe_tag", "", "2024-12-31", "3"),
    ("bekanntgabe_tag", "", "2025-01-01", "4"),
    ("zielvereinbarung_inhalte", "", "2017-12-31", "3"),
    ("zielvereinbarung_inhalte", "", "2018-01-01", "4"),
]
FEHLER = [
    ("pflegesachleistung", "PG2", "2016-06-01", "kein Wert bekannt"),
    ("pflegesachleistung", "Stufe I", "2006-01-01", "kein Wert bekannt"),
    ("pflegesachleistung", "PG1", "2025-01-01", "Möglich sind"),
    ("pflegehilfsmittel_verbrauch", "", "2021-01-01", "kein Wert bekannt"),
    ("hilfsmittel_verbrauch_zuzahlung_hoechstens", "", "2026-08-15", "kein Wert bekannt"),
    ("modellvorhaben_dauer", "", "2020-04-01", "kein Wert bekannt"),
    ("pflegegeld", "PG2", "2027-01-01", "nur bis 19.08.2026 bestätigt"),
    ("zuckerzulage", "", "2025-01-01", "gibt es nicht"),
]
ALLE = [w for werte in load_parameter().values() for w in werte]


@pytest.mark.parametrize(("name", "merkmal", "tag", "wert"), FAELLE)
def test_value_at_a_date(name: str, merkmal: str, tag: str, wert: str) -> None:
    assert find_parameter(name, date.fromisoformat(tag), merkmal).wert == Decimal(wert)


@pytest.mark.parametrize(("name", "merkmal", "tag", "grund"), FEHLER)
def test_no_default_outside_known_dates(name: str, merkmal: str, tag: str, grund: str) -> None:
    with pytest.raises(ParameterFehler, match=grund):
        find_parameter(name, date.fromisoformat(tag), merkmal)


def test_unconfirmed_value_only_on_demand() -> None:
    wert = find_parameter("pflegegeld", date(2027, 1, 1), "PG2", ist_unbestaetigt_erlaubt=True)
    assert (wert.wert, wert.bestaetigt_am) == (Decimal(347), date(2026, 8, 19))


def test_values_do_not_overlap() -> None:
    for name, werte in load_parameter().items():
        for merkmal in {w.merkmal for w in werte}:
            folge = [w for w in werte if w.merkmal == merkmal]
            for a, b in itertools.pairwise(folge):
                assert a.bis is not None, name
                assert a.bis < b.ab, name
            assert all(w.bis is None or w.ab <= w.bis for w in folge), name


@pytest.mark.parametrize("wert", ALLE, ids=lambda w: f"{w.name}-{w.merkmal}-{w.ab}")
def test_norm_is_law_then(wert: Parameterwert) -> None:
    """The norm named with a value exists where the index knows the law on that day."""
    urteil = load_mitgeliefert().urteile(Norm.parse(wert.norm), wert.ab)
    assert urteil.status in ("geltend", "unbekannt"), urteil.begruendung


def test_names_are_ascii_and_every_field_is_filled() -> None:
    for datei in DATEIEN:
        for eintrag in json.loads((files("corpus") / "data" / "parameter" / datei).read_text(encoding="utf-8")):
            assert re.fullmatch(r"[a-z_]+", eintrag["name"])
            assert eintrag["titel"]
            assert eintrag["einheit"]
            assert all(z["norm"] and z["fundstelle"] and z["wert"] for z in eintrag["werte"])


ZAHLWORTE = {"1": "eine[rs]? ", "2": "zwei", "3": "drei", "4": "vier", "6": "sechs", "8": "acht", "12": "zwölf"}


@pytest.mark.langsam
@pytest.mark.parametrize(
    "wert", [w for w in ALLE if w.fundstelle == "Wortlaut des Gesetzes"], ids=lambda w: f"{w.name}-{w.merkmal}-{w.ab}"
)
def test_value_stands_in_the_wording(wert: Parameterwert) -> None:
    """On the day of confirmation the statute names the figure."""
    ordner = need_shared("gesetze", "fassungen")
    norm = Norm.parse(wert.norm)
    leser = next(le for le in load_mitgeliefert().texte(norm.gesetz) if le.bis is None or wert.bestaetigt_am <= le.bis)
    datei = next(p for p in ordner.glob("*.jsonl.gz") if p.name.lower() == leser.name)
    texte = [
        plain_text(a.inhalt)
        for s in read_sichtungen(datei)
        if s.norm.bezeichnung == f"§ {norm.paragraf}"
        and s.von - timedelta(days=8) <= wert.bestaetigt_am <= s.bis + timedelta(days=8)
        for a in s.norm.absaetze
        if not norm.absatz or a.nummer == norm.absatz
    ]
    zahl = f"{wert.wert:,}".replace(",", "[ .\u00a0]?")
    wort = ZAHLWORTE.get(str(wert.wert), zahl)
    assert texte, wert.norm
    muster = rf"(?<!\d){zahl}(?!\d)|{wort}" + ("|drit|viert" if wert.name == "bekanntgabe_tag" else "")
    assert any(re.search(muster, t, re.IGNORECASE) for t in texte), (wert, texte[0][:300])

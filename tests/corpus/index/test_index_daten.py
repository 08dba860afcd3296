"""The shipped index: complete, small, lazy, and the same bytes when it is built again."""

from __future__ import annotations

import gzip
import itertools
import json
import pickle
import re
from datetime import date
from importlib.resources import files

import pytest

from corpus.index.gesetzesleser import Gesetzesleser
from corpus.index.gesetzesliste import file_name, load_gesetze, read_shipped
from corpus.index.indexformat import IndexFehler, load_kopf, load_paragraf, pack_index
from corpus.norm import Norm
from corpus.recht.rechtsbestand import build_recht, load_mitgeliefert
from tests.hilfen import need_shared
from vertragswerk.gesetze.auflage import AUFLAGE, build_zeilen, name_auflage

ORDNER = files("corpus") / "data" / "normen"
KLEINE = ["BudgetV", "SGB_IX_2018", "SGB_X", "EinglHV"]


def packed(text: str) -> bytes:
    return (ORDNER / file_name(text)).read_bytes()


def test_all_laws_in_few_bytes() -> None:
    groessen = [len(packed(e["text"])) for e in load_gesetze()]
    assert len(groessen) == 23
    assert sum(groessen) <= 6 * 2**20


def check_same(text: str) -> None:
    ordner = need_shared("gesetze", "fassungen")
    eintrag = next(e for e in load_gesetze() if e["text"] == text)
    zeilen = build_zeilen(eintrag, ordner)
    assert zeilen == gzip.decompress(packed(text))
    assert pack_index(zeilen) == pack_index(zeilen)


@pytest.mark.parametrize("text", KLEINE)
def test_rebuild_is_byte_for_byte_the_same(text: str) -> None:
    check_same(text)


@pytest.mark.langsam
@pytest.mark.parametrize("text", [e["text"] for e in load_gesetze() if e["text"] not in KLEINE])
def test_rebuild_of_the_others(text: str) -> None:
    check_same(text)


@pytest.mark.parametrize("eintrag", load_gesetze(), ids=lambda e: str(e["text"]))
def test_index_holds_facts_only(eintrag: dict[str, str]) -> None:
    """No statute text: apart from headings every string is a number, a hash or a code."""
    zeilen = gzip.decompress(packed(eintrag["text"])).split(b"\n")
    kopf = load_kopf(zeilen[0])
    assert (kopf.gesetz, kopf.text) == (eintrag["gesetz"], eintrag["text"])
    for zeile in zeilen[1:-1]:
        roh = json.loads(zeile)
        assert max(len(wert) for wert in _strings(roh["a"])) <= 8 if roh["a"] else True
        assert all(len(f[3]) < 400 for f in roh["f"])


def _strings(wert: object) -> list[str]:
    if isinstance(wert, list):
        return [s for w in wert for s in _strings(w)] or [""]
    return [wert] if isinstance(wert, str) else []


@pytest.mark.parametrize("eintrag", load_gesetze(), ids=lambda e: str(e["text"]))
def test_every_border_is_possible(eintrag: dict[str, str]) -> None:
    """A window has two ends in order, a known day is not after its first sighting unless announced, versions follow."""
    leser = Gesetzesleser(file_name(eintrag["text"]), read_shipped)
    for nummer in leser.nummern():
        fassungen = leser.fassungen(nummer)
        assert fassungen, nummer
        for f in fassungen:
            assert f.von.moeglich_ab <= f.von.sicher_ab
            assert f.von.datum is None or f.von.datum <= f.von.spaetestens
            assert re.fullmatch(r"(Art |Anlage )?\d+[a-z]*", nummer)
        for a, b in itertools.pairwise(fassungen):
            assert a.von.spaetestens < b.von.spaetestens
            assert not a.has_same_text(b) or a.ende is not None


def test_the_edition_is_named_by_its_files() -> None:
    assert (ORDNER / AUFLAGE).read_bytes() == name_auflage(ORDNER)


def test_the_law_in_use_is_named() -> None:
    recht = load_mitgeliefert()
    assert (
        recht.kennzeichen
        == f"mitgeliefertes Recht, Stand 19.08.2026 ({json.loads((ORDNER / AUFLAGE).read_bytes())['hash']})"
    )
    liste = json.dumps([{"gesetz": "G", "text": "G"}]).encode()
    zeilen = KOPF % b'[["2027-01-01","2027-02-03"]]'
    mit = build_recht({"gesetze.json": liste, "g.jsonl.gz": gzip.compress(zeilen, mtime=0)})
    assert re.fullmatch(
        r"mitgeliefertes Recht, .*; eingeführt ein Gesetz, Stand 03\.02\.2027 \([0-9a-f]{8}\)", mit.kennzeichen
    )
    assert mit.kennzeichen != build_recht({"gesetze.json": liste, "g.jsonl.gz": b""}).kennzeichen


def test_a_law_goes_to_another_process_without_what_was_read() -> None:
    recht = load_mitgeliefert.__wrapped__()
    recht.urteile(Norm.parse("§ 29 SGB IX"), date(2024, 1, 1))
    bytes_ = pickle.dumps(recht)
    assert len(bytes_) < 5_000
    dort = pickle.loads(bytes_)  # noqa: S301 - made just before
    assert dort.kennzeichen == recht.kennzeichen
    assert dort.urteile(Norm.parse("§ 29 SGB IX"), date(2024, 1, 1)).status == "geltend"


def test_a_question_reads_one_law_only() -> None:
    bestand = load_mitgeliefert.__wrapped__()
    bestand.urteile(Norm.parse("§ 29 SGB IX"), date(2024, 1, 1))
    gelesen = {leser.name for g in bestand.gesetze() for leser in bestand.texte(g) if "_zeilen" in leser.__dict__}
    assert gelesen == {"sgb_ix_2018.jsonl.gz"}


KOPF = b'{"format":1,"gesetz":"G","text":"G","titel":"","beobachtet":%s,"gilt_ab":"","gilt_bis":"","grund_ende":"","nachfolger":""}\n'


@pytest.mark.parametrize(
    "inhalt",
    [
        b"",
        b"kein gzip",
        *(gzip.compress(z, mtime=0) for z in (
            b"{}\n", b'{"format":9}\n', b"\xff\n", b"[" * 100_000 + b"\n", KOPF % b"[]", KOPF % b'[["gestern","heute"]]', KOPF % b"[[1,2]]",
        )),
    ],
)  # fmt: skip
def test_damaged_index_is_refused_in_german(inhalt: bytes) -> None:
    with pytest.raises(IndexFehler, match="Normindex"):
        _ = Gesetzesleser("kaputt.jsonl.gz", lambda name: inhalt).kopf


def test_damaged_list_of_numbers_is_refused() -> None:
    inhalt = gzip.compress(KOPF % b'[["2020-01-01","2020-01-02"]]' + b'{"p":7}\n', mtime=0)
    leser = Gesetzesleser("kaputt.jsonl.gz", lambda name: inhalt)
    assert leser.kopf.gesetz == "G"
    with pytest.raises(IndexFehler, match=r"kaputt\.jsonl\.gz ist beschädigt"):
        list(leser.nummern())


def test_damaged_line_is_refused() -> None:
    with pytest.raises(IndexFehler, match="beschädigt"):
        load_paragraf(b'{"p":"1","f":[[["x"]]],"a":[]}')

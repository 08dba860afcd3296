"""Prepared files: of any shape they and their tables are read or refused, and their history becomes index and texts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.einfuhr.fehler import ImportFehler
from corpus.index.indexformat import dump_index, pack_index
from corpus.index.indexmodell import Gesetzesindex
from corpus.norm import Norm
from tests.hilfen import need_shared
from vertragswerk.gesetze import textspeicher as volltext
from vertragswerk.gesetze.eingefuehrt import load_eigene, load_recht
from vertragswerk.gesetze.uebernahme import import_file


@pytest.mark.parametrize(
    ("daten", "grund"),
    [
        (gzip.compress(b"kein json\n", mtime=0), "Zeile 1"),
        (gzip.compress(b'{"id": "\xc2\xa7 1"}\n', mtime=0), "Zeile 1"),
        (gzip.compress(json.dumps({"id": "\ud800"}).encode(), mtime=0), "halbes Zeichen"),
        (gzip.compress(b'{"id": "\xed\xa0\x80"}\n', mtime=0), "Zeile 1"),
        (gzip.compress(b"", mtime=0), "keine Vorschriften"),
        (gzip.compress(b"{}\n" * 1000, mtime=0)[:-6], "beschädigt"),
        (gzip.compress(b"[" * 200_000, mtime=0), "Zeile 1"),
        (gzip.compress(bytes(100 * 2**20), mtime=0), "größer als|länger als"),
    ],
)
def test_hostile_prepared_file_is_refused(daten: bytes, grund: str, tmp_path: Path) -> None:
    pfad = tmp_path / "TestG.jsonl.gz"
    pfad.write_bytes(daten)
    with pytest.raises(ImportFehler, match=grund):
        import_file(pfad, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


ZEILE: dict[str, Any] = {
    "id": "§ 1", "title": "Zweck", "status": "ok", "notes": ["am 1.1.2030 in Kraft"], "future_text": ["(1) Neu."],
    "abs": [{"n": "1", "body": ["Es gilt", {"list": [["1.", ["dies"]]]}, {"table": [["a", "b"]]}]}],
    "first_seen": "2020-01-01", "last_seen": "2021-01-01", "changed_after": "2019-12-31", "absent_from": "2021-02-01",
}  # fmt: skip
UNSINN = [None, 7, True, 1e300, "", "x", "\ud800", ["x"], {"a": 1}, [], {}, "0001-01-01", "9999-12-31"]
TABELLEN: dict[str, list[dict[str, Any]]] = {
    "index.json": [{"law": "BudgetV", "snapshots": [{"first_seen": "2020-01-01", "last_seen": "2021-01-01"}]}],
    "effective_overrides.json": [
        {"law": "BudgetV", "first_seen": "2020-01-01", "effective": "2020-01-01", "basis": "explicit"}
    ],
    "effective_dates_from_stand.json": [
        {
            "law": "BudgetV",
            "effective": "2020-01-01",
            "change": "mWv 1.1.2020",
            "flagged_not_incorporated_until": "2019-12-31",
        }
    ],
}


def damaged(wert: Any) -> Iterator[Any]:
    """Yield a value with every part of it replaced by every kind of nonsense, or left out."""
    yield from UNSINN
    for schluessel in wert if isinstance(wert, dict) else range(len(wert)) if isinstance(wert, list) else ():
        for teil in damaged(wert[schluessel]):
            kopie = wert.copy()
            kopie[schluessel] = teil
            yield kopie
        kopie = wert.copy()
        del kopie[schluessel]
        yield kopie


def write_prepared(pfad: Path, zeile: Any) -> Path:
    pfad.write_bytes(gzip.compress(json.dumps(zeile).encode(), 1, mtime=0))
    return pfad


def import_or_refuse(pfad: Path, ordner: Path) -> None:
    """Import into a new cache and ask it; anything but a law or a German sentence is a defect."""
    try:
        # What is tried is the reading: a damaged file of one provision fits no law that is known.
        bericht = import_file(pfad, ordner, trotzdem=True)
    except ImportFehler as fehler:
        assert pfad.name in str(fehler) or "Tabelle" in str(fehler)
        assert len(str(fehler)) < 600
        assert not ordner.exists()
    else:
        (leser,) = load_eigene(ordner)[bericht.gesetz]
        assert all(leser.fassungen(n) for n in leser.nummern())
        load_recht(ordner).geschichte(Norm.parse(f"§ 1 {bericht.gesetz}"))


def test_every_damage_of_a_prepared_line_is_read_or_refused(tmp_path: Path) -> None:
    for i, zeile in enumerate(damaged(ZEILE)):
        import_or_refuse(write_prepared(tmp_path / "TestG.jsonl.gz", zeile), tmp_path / f"cache{i}")


@pytest.mark.parametrize("name", TABELLEN)
def test_every_damage_of_the_tables_is_read_or_refused(name: str, tmp_path: Path) -> None:
    pfad = write_prepared(tmp_path / "BudgetV.jsonl.gz", ZEILE)
    for tabelle, inhalt in TABELLEN.items():
        (tmp_path / tabelle).write_text(json.dumps(inhalt), encoding="utf-8")
    assert import_file(pfad, tmp_path / "cache", trotzdem=True).neu == ("1",)
    for i, inhalt in enumerate(damaged(TABELLEN[name])):
        (tmp_path / name).write_text(json.dumps(inhalt), encoding="utf-8")
        import_or_refuse(pfad, tmp_path / f"cache{i}")
    for roh in (b"", b"{", b"\xff", b"[" * 100_000):
        (tmp_path / name).write_bytes(roh)
        with pytest.raises(ImportFehler, match=rf"{name}: Die Tabelle ist nicht lesbar"):
            import_file(pfad, tmp_path / "neu", trotzdem=True)
    (tmp_path / name).unlink()
    import_or_refuse(pfad, tmp_path / "ohne")


@pytest.mark.langsam
def test_prepared_file_then_next_state_shows_no_false_change(tmp_path: Path) -> None:
    """The whole way: history from the prepared file, then the newest rendering of the same law."""
    import_file(need_shared("gesetze", "fassungen", "SGB_IX_2018.jsonl.gz"), tmp_path)
    quelle = need_shared("gesetze", "amtliche-quellen", "SGB_IX_2018", "2026-08-12__kmein__00e7e06b.md")
    assert "keine Änderung" in str(import_file(quelle, tmp_path, date(2026, 9, 1)))
    with volltext.open_volltext(tmp_path) as db:
        treffer = volltext.search(db, "Zielvereinbarung Leistungserbringer", date(2024, 1, 1))
        assert "132" in [t.nummer for t in treffer]
        assert volltext.search(db, '") OR "x* NEAR(', date(2024, 1, 1)) == []
        alt = volltext.text_at(db, "SGB IX", "29", date(2019, 6, 30))
    assert alt is not None
    assert alt.bis == date(2023, 12, 31)
    liste = json.loads((tmp_path / "gesetze.json").read_text(encoding="utf-8"))
    assert [e["text"] for e in liste] == ["SGB_IX_2018"]


def test_texts_of_a_dead_law_end_with_it(tmp_path: Path) -> None:
    """A search at a day after its end does not find it, and its sections do not stand in for those of the new law."""
    import_file(need_shared("gesetze", "fassungen", "SGB_IX_2001.jsonl.gz"), tmp_path)
    with volltext.open_volltext(tmp_path) as db:
        damals = volltext.search(db, "Persönliches Budget Ausführung", date(2012, 9, 1))
        assert "17" in [t.nummer for t in damals]
        assert volltext.search(db, "Persönliches Budget Ausführung", date(2018, 1, 1)) == []
        assert volltext.text_at(db, "SGB IX", "17", date(2017, 12, 31)) is not None
        assert volltext.text_at(db, "SGB IX", "17", date(2018, 1, 1)) is None


def test_a_prepared_file_does_not_replace_a_newer_state(tmp_path: Path) -> None:
    """What a user imported since then is kept."""
    geschichte = need_shared("gesetze", "fassungen", "BudgetV.jsonl.gz")
    import_file(geschichte, tmp_path)
    import_file(geschichte, tmp_path)
    neuer = load_eigene(tmp_path)["BudgetV"][0]
    index = Gesetzesindex(
        replace(neuer.kopf, beobachtet=((date(2004, 7, 1), date(2026, 11, 1)),)),
        {n: neuer.fassungen(n) for n in neuer.nummern()},
    )
    vorher = pack_index(dump_index(index))
    (tmp_path / "budgetv.jsonl.gz").write_bytes(vorher)
    with pytest.raises(ImportFehler, match=r"schon bis 01\.11\.2026"):
        import_file(geschichte, tmp_path)
    assert (tmp_path / "budgetv.jsonl.gz").read_bytes() == vorher

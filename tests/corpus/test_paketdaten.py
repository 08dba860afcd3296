"""The data that come with the room are read by name."""

from __future__ import annotations

from corpus.paketdaten import load_json, load_rows, read_daten


def test_data_are_read_by_name() -> None:
    assert read_daten("normen/bgg.jsonl.gz").startswith(b"\x1f\x8b")
    assert {e["gesetz"] for e in load_json("normen/gesetze.json")} >= {"SGB IX", "BGB"}
    assert next(iter(load_rows("gesetzesnamen.csv")))["schluessel"]

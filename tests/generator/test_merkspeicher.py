"""The store: bounded by weight, what was asked for last stays."""

from __future__ import annotations

from generator.merkspeicher import Merkspeicher


def test_what_nobody_asked_for_longest_goes_first() -> None:
    speicher: Merkspeicher[str] = Merkspeicher(100)
    for name in "abcdefghij" * 2:
        speicher.keep(name, name.upper(), 5)
    assert speicher.get("a") == "A" and speicher.gewicht == 50
    for zahl in range(11):
        speicher.keep(zahl, "", 5)
    assert speicher.get("b") is None and speicher.get("a") == "A" and speicher.gewicht == 100


def test_what_is_too_heavy_drives_out_nothing() -> None:
    speicher: Merkspeicher[str] = Merkspeicher(100)
    speicher.keep("leicht", "bleibt", 1)
    assert speicher.keep("schwer", "geht", 6) == "geht"
    assert speicher.get("schwer") is None and speicher.get("leicht") == "bleibt" and speicher.gewicht == 1

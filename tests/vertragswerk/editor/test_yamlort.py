"""The place of a cursor, read off text that may be broken."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from contracts.yamltext.yamldatei import load_yaml
from vertragswerk.editor.umrechnung import Umrechnung
from vertragswerk.editor.yamlort import find_yamlort


@pytest.mark.parametrize(
    ("text", "pfad", "schluessel", "angefangen"),
    [
        ("ken|", (), "", "ken"),
        ("a: 1\nb: wer|", (), "b", "wer"),
        ("a:\n  b:\n    c|", ("a", "b"), "", "c"),
        ("a:\n  - x: 1\n  - x: 2\n    y|", ("a", 1), "", "y"),
        ("a:\n- x: 1\n- y: |", ("a", 1), "y", ""),
        ("a:\n  # Kommentar: hier\n\n  b: '|", ("a",), "b", ""),
        ("a:\n  - {x: 1, y: zw|", ("a", 0), "y", "zw"),
        ("a:\n  - {x: 1, lis: [eins, zw|", ("a", 0, "lis", 1), "", "zw"),
        ('a: {x: "in, {Klammer}: ja", y: 1, z|', ("a",), "", "z"),
        ("a: [eins, zwei, |", ("a", 2), "", ""),
        ("a:\n  b:\n    - c:\n        d: 1\n      e: f|", ("a", "b", 0), "e", "f"),
        ("a:\n  b: 1\nc:\n  d|", ("c",), "", "d"),
        ("a:\n  - |", ("a", 0), "", ""),
        ("kaputt: [\nb: c|", (), "b", "c"),
    ],
)
def test_place(text: str, pfad: tuple[Any, ...], schluessel: str, angefangen: str) -> None:
    davor = text.split("|")[0]
    zeilen = text.replace("|", "").split("\n")
    ort = find_yamlort(zeilen, davor.count("\n"), len(davor.rpartition("\n")[2]))
    assert (ort.pfad, ort.schluessel, ort.angefangen) == (pfad, schluessel, angefangen)
    assert davor.rpartition("\n")[2][ort.von :] == angefangen


namen = st.sampled_from(["a", "b", "liste", "wert_1", "x"])
worte = st.sampled_from(["eins", "zwei"])
gruppen = st.recursive(
    st.dictionaries(namen, worte, min_size=1, max_size=3),
    lambda k: st.dictionaries(namen, worte | k | st.lists(worte | k, min_size=1, max_size=3), min_size=1, max_size=3),
    max_leaves=8,
)
"""Groups and lists; a list directly in a list is none of a contract's shapes."""


@given(gruppen, st.integers(2, 4))
def test_every_value_of_sound_yaml_has_its_path(daten: dict[str, Any], einzug: int) -> None:
    """At the end of each value in blocks, the place is what the strict reader says."""
    text = yaml.safe_dump(daten, sort_keys=False, default_flow_style=False, indent=einzug)
    quelle, maengel = load_yaml(text, "d.yaml")
    assert quelle is not None and not maengel
    zeilen = text.split("\n")
    for pfad, position in quelle.werte.items():
        wert = quelle.daten
        for teil in pfad:
            wert = wert[teil]  # type: ignore[index]
        if isinstance(wert, str):
            ort = find_yamlort(zeilen, position.bis_zeile - 1, position.bis_spalte - 1)
            erwartet = (pfad[:-1], pfad[-1]) if isinstance(pfad[-1], str) else (pfad, "")
            assert (ort.pfad, ort.schluessel) == erwartet, (text, position)


@given(st.text("aä👍\u0301𝄞z", max_size=12), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_columns_there_and_back(text: str, kodierung: str) -> None:
    mass = Umrechnung(kodierung)
    wie = {"utf-8": lambda t: len(t.encode()), "utf-16": lambda t: len(t.encode("utf-16-le")) // 2, "utf-32": len}[
        kodierung
    ]
    for spalte in range(len(text) + 1):
        einheiten = mass.point([text], 1, spalte + 1).character
        assert einheiten == wie(text[:spalte])
        assert mass.to_column(text, einheiten) == spalte

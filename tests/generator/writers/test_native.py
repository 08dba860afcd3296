"""The tree as JSON: lossless, deterministic, and strict when read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from generator.tree import Dokument
from generator.writers.native import NativFehler, read_native, write_native
from tests.generator.baeume import dokumente
from tests.generator.beispielbaum import Schema, baum, unresolved
from tests.generator.golden import check_golden


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_golden(schema: Schema) -> None:
    check_golden(f"beispielbaum_{schema}.json", write_native(baum(schema)))


@pytest.mark.parametrize("dokument", [baum(), baum("dezimal"), unresolved()])
def test_round_trip(dokument: Dokument) -> None:
    assert read_native(write_native(dokument)) == dokument


def test_the_version_stands_first() -> None:
    assert write_native(baum()).startswith(b'{\n "version": 2,\n "knoten": "Dokument"')


@settings(max_examples=40, deadline=None)
@given(dokumente())
def test_round_trip_of_any_tree(dokument: Dokument) -> None:
    assert read_native(write_native(dokument)) == dokument


def _changed(pfad: tuple[str | int, ...], wert: Any) -> bytes:
    daten = json.loads(write_native(baum()))
    stelle = daten
    for schritt in pfad[:-1]:
        stelle = stelle[schritt]
    if wert is None:
        del stelle[pfad[-1]]
    else:
        stelle[pfad[-1]] = wert
    return json.dumps(daten).encode()


@pytest.mark.parametrize(
    ("daten", "meldung"),
    [
        (b"", "Zeile 1"),
        (b"[]", "dokument"),
        (b"\xff", "UTF-8"),
        (b"[" * 200_000, "geschachtelt"),
        (b'{"version": 2, "knoten": "Text", "text": "x"}', "„Text“"),
        (b'{"knoten": "Dokument"}', "Version 1 .* Bauen Sie das Dokument neu"),
        (_changed(("version",), 1), "Version 1 "),
        (_changed(("version",), 3), "„3“ .* unbekannt; lesbar ist Version 2"),
        (_changed(("version",), "2"), "unbekannt"),
        (_changed(("version",), True), "unbekannt"),
        (_changed(("kopf", "titel"), 3), "dokument.kopf.titel"),
        (_changed(("kopf", "titel"), None), "„titel“ fehlt"),
        (_changed(("kopf", "farbe"), "rot"), "„farbe“ ist unbekannt"),
        (_changed(("kopf", "schema"), "roemisch"), "dokument.kopf.schema"),
        (_changed(("abschnitte", 0, "knoten"), "Punkt"), r"dokument.abschnitte\[0\]"),
        (_changed(("abschnitte", 0, "bloecke"), "x"), r"abschnitte\[0\].bloecke"),
        (_changed(("abschnitte", 0, "bloecke", 1, "inhalt", 3, "teile"), [["a"]]), r"teile\[0\]: Erwartet werden 2"),
        (_changed(("verzeichnis", 0, "ebene"), True), r"verzeichnis\[0\].ebene"),
        (_changed(("verzeichnis", 0, "ebene"), 1.0), r"verzeichnis\[0\].ebene"),
    ],
)
def test_damaged_files_are_refused_with_their_path(daten: bytes, meldung: str) -> None:
    with pytest.raises(NativFehler, match=meldung):
        read_native(daten)

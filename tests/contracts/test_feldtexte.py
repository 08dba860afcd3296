"""Schemas describe fields by the texts in the source; a class without source has none and still has a schema."""

from __future__ import annotations

from typing import Any

from contracts.modell.feldtexte import read_feldtexte
from contracts.modell.typen import Basis, Zeile


class Oben(Basis):
    """A base with a field."""

    name: Zeile
    """Wie es heißt."""
    ohne: Zeile = "x"
    anders: Zeile = "y"
    """Was die Basis sagt."""


class Unten(Oben):
    """Inherits."""

    anders: Zeile = "z"
    """Was die Ableitung
    sagt."""
    teil: Oben | None = None
    """Ein Teil."""


def test_own_and_inherited_texts() -> None:
    assert read_feldtexte(Unten) == {
        "name": "Wie es heißt.",
        "anders": "Was die Ableitung\nsagt.",
        "teil": "Ein Teil.",
    }


def test_schema_carries_them_at_every_depth() -> None:
    schema = Unten.model_json_schema()
    assert schema["properties"]["name"]["description"] == "Wie es heißt."
    assert schema["properties"]["teil"]["description"] == "Ein Teil."
    assert "description" not in schema["properties"]["ohne"]
    assert schema["$defs"]["Oben"]["properties"]["anders"]["description"] == "Was die Basis sagt."


def test_class_without_source() -> None:
    raum: dict[str, Any] = {"Basis": Basis, "__name__": "nirgends"}
    exec('class Fremd(Basis):\n    name: str\n    """Text."""\n', raum)  # noqa: S102 - a class without a file
    assert read_feldtexte(raum["Fremd"]) == {}
    assert raum["Fremd"].model_json_schema()["properties"]["name"]["type"] == "string"

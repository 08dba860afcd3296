"""The published JSON Schemas (2020-12), generated from the models: one per kind, one for a party file, one for a clause head."""

from __future__ import annotations

import json
from typing import Any

from .arten import ARTEN, model_of
from .klausel import Klauselkopf

DIALEKT = "https://json-schema.org/draft/2020-12/schema"
KLAUSELKOPF = "klauselkopf"


def schema_of(name: str) -> dict[str, Any]:
    """Return the schema of a kind of contract or of the clause head; raises `KeyError` for an unknown name.

    A party of a contract may leave out what its file under `parteien/` states; the schema of the contract file says so.
    """
    modell = Klauselkopf if name == KLAUSELKOPF else model_of(name)
    schema = modell.model_json_schema(mode="validation")
    titel = ARTEN.get(name, "Kopf eines Textbausteins")
    return {"$schema": DIALEKT, **schema, "title": titel}


def names() -> list[str]:
    """Return the names of all published schemas."""
    return [*ARTEN, KLAUSELKOPF]


def write_schema(name: str) -> str:
    """Return the schema as the text that is published."""
    return json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"

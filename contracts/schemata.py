"""The published JSON Schemas (2020-12), generated from the models: one per kind, one for a party file, one for a clause head."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from .arten import ARTEN, model_of
from .bausteine.klausel import Klauselkopf
from .modell.partei import Partei

DIALEKT = "https://json-schema.org/draft/2020-12/schema"
KLAUSELKOPF, PARTEI = "klauselkopf", "partei"
TITEL = {KLAUSELKOPF: "Kopf eines Textbausteins", PARTEI: "Angaben einer Partei"}


def schema_of(name: str) -> dict[str, Any]:
    """Return the schema that accepts exactly what the model accepts; raises `KeyError` for an unknown name."""
    eigene: dict[str, type[BaseModel]] = {KLAUSELKOPF: Klauselkopf, PARTEI: Partei}
    modell = eigene.get(name) or model_of(name)
    schema = modell.model_json_schema(mode="validation")
    return {"$schema": DIALEKT, **schema, "title": {**ARTEN, **TITEL}[name]}


def published_schema(name: str) -> dict[str, Any]:
    """Return the schema of a file as users write it.

    What a contract says of a party may stand in the contract or in the party's file; only `partei`, `rolle` and
    `kurzbezeichnung` belong to the contract itself. Everything else is as in `schema_of`.
    """
    schema = schema_of(name)
    if name == PARTEI:
        return {**schema, "required": []}
    verweis = schema["properties"].get("parteien", {}).get("items", {}).get("$ref")
    if verweis is not None:
        schema["$defs"][verweis.rpartition("/")[2]]["required"] = ["partei", "rolle", "kurzbezeichnung"]
    return schema


def names() -> list[str]:
    """Return the names of all published schemas."""
    return [*ARTEN, *TITEL]


def write_schema(name: str) -> str:
    """Return the schema as the text that is published."""
    return json.dumps(published_schema(name), ensure_ascii=False, indent=2) + "\n"


def write_all(ordner: Path) -> None:
    """Write every published schema into a folder."""
    for name in names():
        (ordner / f"{name}.schema.json").write_text(write_schema(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_all(Path(__file__).parent / "schema")

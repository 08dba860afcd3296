"""The published JSON Schemas (2020-12), generated from the models: per kind and joint object, clause head, exceptions, negotiation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from .arten import ARTEN, Gemeinsam, Vertragsart, find_art, list_gemeinsames
from .bausteine.klausel import Klauselkopf
from .modell.ausnahmeliste import Ausnahmeliste
from .modell.meldungen import FORMEN
from .modell.typen import PARTEI_ID
from .modell.verhandlungsliste import Verhandlung

DIALEKT = "https://json-schema.org/draft/2020-12/schema"
KLAUSELKOPF = "klauselkopf"
AUSNAHMEN = "ausnahmen"
VERHANDLUNG = "verhandlung"


def schema_of(name: str, arten: Iterable[Vertragsart] = ARTEN) -> dict[str, Any]:
    """Return the schema that accepts exactly what the model accepts; raises `KeyError` for an unknown name."""
    titel, modell = _modelle(tuple(arten))[name]
    schema = _close_patterns(_speak_german(modell.model_json_schema(mode="validation")))
    return {"$schema": DIALEKT, **schema, "title": titel}


_GRUPPEN = ("properties", "$defs")


def _speak_german(teil: Any, name: str = "") -> Any:
    """Leave to an editor what is German: the text of a field, not the docstring of its class nor a name made from its key.

    Editors show the sentence of `patternErrorMessage` (VS Code's word, read by the YAML server too) in place of the expression.
    """
    if isinstance(teil, list):
        return [_speak_german(w) for w in teil]
    if not isinstance(teil, dict):
        return teil
    neu: dict[str, Any] = {}
    for schluessel, wert in teil.items():
        if schluessel in _GRUPPEN and isinstance(wert, dict):
            neu[schluessel] = {k: _speak_german(w, k) for k, w in wert.items()}
        elif schluessel == "default" and wert is None:
            # An editor would write „null“ behind the key of a field that may be left out.
            continue
        elif not _is_made_up(schluessel, wert, name, ist_gruppe="properties" in teil):
            neu[schluessel] = _speak_german(wert)
    if isinstance(muster := neu.get("pattern"), str):
        neu["patternErrorMessage"] = f"Verlangt: {FORMEN[muster]}."
    return neu


def _is_made_up(schluessel: str, wert: Any, name: str, ist_gruppe: bool) -> bool:
    """Tell a text that nobody wrote for the reader: name and docstring of a class, a title made from the key of a field."""
    if ist_gruppe:
        return schluessel in ("title", "description")
    return schluessel == "title" and bool(name) and wert == name.replace("_", " ").title()


def close_pattern(muster: str) -> str:
    """Return a pattern whose `$` means the end in every engine: that of Python also matches before a line break at the end."""
    return f"{muster}(?!\\n)" if muster.endswith("$") else muster


def _close_patterns(teil: Any) -> Any:
    if isinstance(teil, dict):
        return {
            k: close_pattern(w) if k == "pattern" and isinstance(w, str) else _close_patterns(w)
            for k, w in teil.items()
        }
    return [_close_patterns(w) for w in teil] if isinstance(teil, list) else teil


def _modelle(arten: tuple[Vertragsart, ...]) -> dict[str, tuple[str, type[BaseModel]]]:
    eigene: dict[str, tuple[str, type[BaseModel]]] = {a.name: (a.titel, a.load_modell()) for a in arten}
    gemeinsame = {g.name: (f"Angaben {g.bezeichnung[1]}", g.load_modell()) for g in list_gemeinsames(arten)}
    weitere: dict[str, tuple[str, type[BaseModel]]] = {
        KLAUSELKOPF: ("Kopf eines Textbausteins", Klauselkopf),
        VERHANDLUNG: ("Stand der Verhandlung", Verhandlung),
        AUSNAHMEN: ("Ausnahmen des Bestands", Ausnahmeliste),
    }
    return {**eigene, **weitere, **gemeinsame}


def published_schema(name: str, arten: Iterable[Vertragsart] = ARTEN) -> dict[str, Any]:
    """Return the schema of a file as users write it.

    What a contract says of a joint object may stand in the contract or in the object's file; only some keys belong to the
    contract itself (`Gemeinsam.eigene`). Everything else is as in `schema_of`.
    """
    arten = tuple(arten)
    schema = schema_of(name, arten)
    art = find_art(name, arten)
    if art is not None:
        for gemeinsam in art.gemeinsames:
            _loosen(schema, gemeinsam, gemeinsam.ort_im_vertrag)
        for uebernahme in art.uebernahmen:
            _drop(schema, tuple(uebernahme.ziel.split(".")))
    objekt = next((g for g in list_gemeinsames(arten) if g.name == name), None)
    if objekt is not None:
        schema["required"] = []
        oben = objekt.ort_im_vertrag
        for innen in {g.feld: g for a in arten for g in a.gemeinsames}.values():
            if innen.ort_im_vertrag[: len(oben)] == oben and innen.feld != objekt.feld:
                _loosen(schema, innen, innen.ort_im_vertrag[len(oben) :])
    return schema


def _group(schema: dict[str, Any], pfad: tuple[str, ...]) -> dict[str, Any] | None:
    """Return the schema of the group that the last name of a path belongs to, None where a reference stands for it."""
    ort = schema
    for name in pfad[:-1]:
        verweis = str(ort["properties"][name].get("$ref", "")).rpartition("/")[2]
        if verweis not in schema.get("$defs", {}):
            return None
        ort = schema["$defs"][verweis]
    return ort


def _drop(schema: dict[str, Any], pfad: tuple[str, ...]) -> None:
    """Take a value that comes from elsewhere out of what a contract may state."""
    gruppe = _group(schema, pfad)
    if gruppe is not None:
        gruppe["properties"].pop(pfad[-1], None)
        gruppe["required"] = [name for name in gruppe.get("required", []) if name != pfad[-1]]


def _loosen(schema: dict[str, Any], gemeinsam: Gemeinsam, pfad: tuple[str, ...]) -> None:
    """Let a contract name the object instead of stating it."""
    gruppe = _group(schema, pfad)
    if gruppe is None:
        return
    definitionen = schema.get("$defs", {})
    feld = gruppe["properties"][pfad[-1]]
    verweis = feld.get("items", feld) if gemeinsam.ist_liste else feld
    name = str(verweis.get("$ref", "")).rpartition("/")[2]
    if gemeinsam.ist_liste and gemeinsam.nur and name in definitionen:
        definitionen[name]["required"] = [n for n in definitionen[name]["required"] if n not in gemeinsam.nur]
    elif gemeinsam.ist_liste and name in definitionen:
        definitionen[name]["required"] = list(gemeinsam.eigene)
    elif not gemeinsam.ist_liste:
        beschreibung = {k: v for k, v in feld.items() if k == "description"}
        form = {"pattern": close_pattern(PARTEI_ID), "patternErrorMessage": f"Verlangt: {FORMEN[PARTEI_ID]}."}
        gruppe["properties"][pfad[-1]] = {"type": "string", **form, **beschreibung}


def list_schemas(arten: Iterable[Vertragsart] = ARTEN) -> list[str]:
    """Return the names of all published schemas."""
    arten = tuple(arten)
    return [*(a.name for a in arten), KLAUSELKOPF, AUSNAHMEN, VERHANDLUNG, *(g.name for g in list_gemeinsames(arten))]


def write_schema(name: str, arten: Iterable[Vertragsart] = ARTEN) -> str:
    """Return the schema as the text that is published."""
    return json.dumps(published_schema(name, arten), ensure_ascii=False, indent=2) + "\n"

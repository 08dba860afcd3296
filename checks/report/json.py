"""The report as JSON: one object, keys in a fixed order, the same bytes for the same report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from contracts.position import Position
from corpus.druckbar import escape_json

from ..befund import Befund
from ..bericht import Pruefbericht
from .darstellung import Darstellung

VERSION = 1


_LEER = "[]\n}"
_EINZUG = "\n    "


def render(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the JSON text of a report, finding by finding."""
    kopf = _dump({**_head_as_dict(bericht), "befunde": []})
    anfang = "["
    yield kopf.removesuffix(_LEER)
    for befund in bericht.befunde:
        yield anfang + _EINZUG + _dump(befund_as_dict(befund)).replace("\n", _EINZUG)
        anfang = ","
    yield f"{_LEER}\n" if anfang == "[" else "\n  ]\n}\n"


def _dump(daten: dict[str, Any]) -> str:
    return escape_json(json.dumps(daten, ensure_ascii=False, indent=2))


def _head_as_dict(bericht: Pruefbericht) -> dict[str, Any]:
    """Return the report without its findings; `format` counts up when a key changes its meaning or goes."""
    return {
        "format": VERSION,
        "version": bericht.version,
        "stichtag": bericht.stichtag.isoformat(),
        "recht": bericht.recht,
        "anzahl_vertraege": len(bericht.pruefungen),
        "anzahl": dict(bericht.anzahl),
        "exitcode": bericht.exitcode,
        "ausgenommen": [
            {"art": a.art, "ausnahme": a.kennung, "grund": a.grund, "befund": befund_as_dict(a.befund)}
            for a in bericht.ausgenommene
        ],
        "regeln_gelaufen": [{"code": code, "vertraege": n} for code, n in bericht.gelaufen.items()],
        "regeln_uebersprungen": [
            {"code": code, "grund": grund, "vertraege": n} for (code, grund), n in bericht.uebersprungen.items()
        ],
        "regeln_nicht_einschlaegig": list(bericht.artfremde),
        "regeln_abgebrochen": [
            {"code": a.code, "vertrag": p.vertrag, "art": a.art} for p in bericht.pruefungen for a in p.abstuerze
        ],
    }


def befund_as_dict(befund: Befund) -> dict[str, Any]:
    """Return one finding as plain data."""
    return {
        "code": befund.code,
        "name": befund.name,
        "titel": befund.titel,
        "schwere": befund.schwere,
        "meldung": befund.meldung,
        "vertrag": befund.vertrag,
        "dokument": befund.dokument,
        **_place(befund.position),
        "pfad": befund.pfad,
        "anker": befund.anker,
        "fundstelle": befund.fundstelle,
        "normen": list(befund.normen),
        "ist": befund.ist,
        "soll": befund.soll,
        "variante": befund.variante,
        "werte": dict(befund.werte),
        "bezug": [{"text": b.text, "pfad": b.pfad, **_place(b.position)} for b in befund.bezug],
        "fingerprint": befund.fingerprint,
    }


def _place(position: Position) -> dict[str, Any]:
    """Return file, first place and the place behind the end (0 where it is not known)."""
    return {
        "datei": position.datei,
        "zeile": position.zeile,
        "spalte": position.spalte,
        "bis_zeile": position.bis_zeile,
        "bis_spalte": position.bis_spalte,
    }

"""The report as JSON: one object, keys in a fixed order, the same bytes for the same report."""

from __future__ import annotations

import json
from typing import Any

from contracts.position import Position
from corpus.druckbar import escape_json

from ..befund import Befund
from ..bericht import Pruefbericht
from .darstellung import Darstellung

VERSION = 1


def render(bericht: Pruefbericht, darstellung: Darstellung) -> str:
    """Return the JSON text of a report."""
    return escape_json(json.dumps(as_dict(bericht), ensure_ascii=False, indent=2)) + "\n"


def as_dict(bericht: Pruefbericht) -> dict[str, Any]:
    """Return the report as plain data; `format` counts up when a key changes its meaning or goes."""
    return {
        "format": VERSION,
        "version": bericht.version,
        "stichtag": bericht.stichtag.isoformat(),
        "recht": bericht.recht,
        "anzahl_vertraege": len(bericht.pruefungen),
        "anzahl": dict(bericht.anzahl),
        "exitcode": bericht.exitcode,
        "regeln_gelaufen": [{"code": code, "vertraege": n} for code, n in bericht.gelaufen.items()],
        "regeln_uebersprungen": [
            {"code": code, "grund": grund, "vertraege": n} for (code, grund), n in bericht.uebersprungen.items()
        ],
        "regeln_abgebrochen": [
            {"code": a.code, "vertrag": p.vertrag, "art": a.art} for p in bericht.pruefungen for a in p.abstuerze
        ],
        "befunde": [befund_as_dict(befund) for befund in bericht.befunde],
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

"""The comparison as JSON for machines: every change with its ids, nothing cut."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from checks.befund import Befund
from generator.tree import Kopf
from generator.vergleich.aenderungssatz import Aenderungssatz, Feldaenderung, Textstelle
from generator.vergleich.gegenlage import Paar, label, node_id

from .gegenueberstellung import Gegenueberstellung
from .geldfolgen import Budgetfolge, list_budgets

VERSION = 1
"""Rises when a key changes its meaning."""


def make_json(gegenueber: Gegenueberstellung) -> bytes:
    """Return the comparison as UTF-8 JSON with a final newline; amounts are strings, as in the data."""
    alt, neu = (e.dokumente[next(iter(e.dokumente))].kopf for e in (gegenueber.alt, gegenueber.neu))
    inhalt = {
        "version": VERSION,
        "alt": _side(alt),
        "neu": _side(neu),
        "ist_leer": gegenueber.ist_leer,
        "dokumente": {name: _document(satz) for name, satz in gegenueber.saetze.items()},
        "nur_alt": gegenueber.nur_alt,
        "nur_neu": gegenueber.nur_neu,
        "daten": [{"pfad": d.pfad, "alt": d.alt, "neu": d.neu} for d in gegenueber.daten],
        "budgets": [_budget(b) for b in list_budgets(*(e.pruefling.vertrag for e in (gegenueber.alt, gegenueber.neu)))],
        "klauseln": [{"id": k.id, "stand": k.stand, "stellen": [e.id for e in k.stellen]} for k in gegenueber.klauseln],
        "befunde_neu": _findings(gegenueber.befunde_neu),
        "befunde_behoben": _findings(gegenueber.befunde_behoben),
    }
    return (json.dumps(inhalt, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _budget(budget: Budgetfolge) -> dict[str, Any]:
    return {
        "name": budget.name,
        "veraenderung": str(budget.veraenderung),
        "preiseffekt": str(budget.zerlegung.preis),
        "mengeneffekt": str(budget.zerlegung.menge),
        "rest": str(budget.rest),
        "rate_alt": str(budget.alt.rate),
        "rate_neu": str(budget.neu.rate),
    }


def _side(kopf: Kopf) -> dict[str, str]:
    return {"kennung": kopf.kennung, "fassung": kopf.fassung, "stand": kopf.stand, "inhaltshash": kopf.inhaltshash}


def _document(satz: Aenderungssatz) -> dict[str, Any]:
    return {
        "kopf": [{"name": k.name, "alt": k.alt, "neu": k.neu} for k in satz.kopf],
        "felder": [_field(f) for f in satz.felder],
        "einheiten": [_unit(e) for e in satz.geaenderte],
        "nicht_verglichen": satz.nicht_verglichen,
    }


def _field(feld: Feldaenderung) -> dict[str, Any]:
    return {
        "pfad": feld.pfad,
        "art": feld.art,
        "ist_berechnet": feld.ist_berechnet,
        "alt": feld.alt,
        "neu": feld.neu,
        "differenz": None if feld.differenz is None else str(feld.differenz),
        "prozent": None if feld.prozent is None else str(feld.prozent),
        "orte_alt": feld.orte_alt,
        "orte_neu": feld.orte_neu,
    }


def _unit(einheit: Textstelle) -> dict[str, Any]:
    return {
        "id": einheit.id,
        "art": einheit.art,
        "zug": einheit.paar.zug,
        "ist_anders": einheit.ist_anders,
        "stelle_alt": einheit.stelle_alt,
        "stelle_neu": einheit.stelle_neu,
        "knoten": list(_nodes(einheit.paar)),
    }


def _nodes(paar: Paar) -> list[dict[str, Any]]:
    """Return the nodes of a unit that changed, outermost first, with their runs of words."""
    stand = "neu" if paar.ist_neu else "weg" if paar.ist_weg else paar.zug or "da"
    knoten: list[dict[str, Any]] = []
    if stand != "da" or paar.text or paar.hat_andere_nummer:
        knoten.append(
            {
                "id": node_id(paar.knoten),
                "knoten": type(paar.knoten).__name__,
                "stand": stand,
                "nummer_alt": label(paar.alt) if paar.alt is not None else "",
                "nummer_neu": label(paar.neu) if paar.neu is not None else "",
                "text": [[s.art, s.text] for s in paar.text],
            }
        )
    for kind in paar.kinder:
        knoten += _nodes(kind)
    return knoten


def _findings(befunde: Sequence[Befund]) -> list[dict[str, str]]:
    return [
        {"code": b.code, "schwere": b.schwere, "stelle": b.fundstelle or b.pfad, "meldung": b.meldung} for b in befunde
    ]

"""A Synopse of two example contracts, as it was made or damaged, as a document under check.

A step: `weg` takes the row away, `doppelt` sets it twice, `glatt` takes the marks off its words (each with the id of the row), `worte`
says other words (`alt`, `neu`) at every place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from checks.kontext import Schriftstueck
from generator.numbering import places
from generator.query import query, rewrite
from generator.tree import Aenderungsmarke, Dokument, Tabelle, Text, Zeile, plain
from generator.vergleich.aenderungssatz import Vergleichsseite, compare
from generator.vergleich.synopse import make_synopse
from generator.vergleich.synopsenprobe import Synopsenvorlage
from tests.vertraege import ERSTER, ZWEITER, work_example


def make_synopsenstueck(schritte: Sequence[Mapping[str, Any]]) -> Schriftstueck:
    """Return the Synopse of the change of year, damaged step by step."""
    alt, neu = (next(iter(work_example(k).dokumente.values())) for k in (ERSTER, ZWEITER))
    satz = compare(Vergleichsseite(alt, places(alt)), Vergleichsseite(neu, places(neu)))
    dokument = make_synopse(satz)
    for schritt in schritte:
        dokument = _damage(dokument, schritt)
    return Schriftstueck("synopse", dokument, places(dokument), synopse=Synopsenvorlage(satz))


def _damage(dokument: Dokument, schritt: Mapping[str, Any]) -> Dokument:
    if "worte" in schritt:
        alt, neu = schritt["worte"]["alt"], schritt["worte"]["neu"]
        assert any(alt in t.text for t in query(dokument, Text)), schritt
        return rewrite(dokument, lambda t, _: replace(t, text=t.text.replace(alt, neu)), Text)
    ((art, kennung),) = schritt.items()
    assert any(z.id == kennung for z in query(dokument, Zeile)), schritt
    return rewrite(dokument, lambda t, _: replace(t, rumpf=_rows(t.rumpf, art, kennung)), Tabelle)


def _rows(zeilen: tuple[Zeile, ...], art: str, kennung: str) -> tuple[Zeile, ...]:
    neu: list[Zeile] = []
    for zeile in zeilen:
        if zeile.id != kennung or art == "doppelt":
            neu.append(zeile)
        if zeile.id == kennung and art == "doppelt":
            neu.append(replace(zeile, id=f"{kennung}_2"))
        elif zeile.id == kennung and art == "glatt":
            neu.append(rewrite(zeile, lambda m, _: Text(plain(m.inhalt)), Aenderungsmarke))
    return tuple(neu)

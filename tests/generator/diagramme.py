"""Charts for tests: built from plain numbers, as a clause text would make them from a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.bildbeschreibung import describe_chart
from generator.formate import FORMATE
from generator.tree import Diagramm, DiagrammArt, Feld, Inline, Kategorie, Messpunkt, Reihe, Text

TABELLE = "Tabelle\u00a03"
GANZE = frozenset({"zahl", "jahr", "veraenderung"})


def number(wert: str | None, format: str = "zahl") -> tuple[Inline, ...]:
    """Return the field of a number, nothing for a gap."""
    if wert is None:
        return ()
    zahl = int(wert) if format in GANZE else Decimal(wert)
    return (Feld("a.b", FORMATE[format](zahl), str(zahl), format),)


def chart(
    art: DiagrammArt,
    kategorien: Sequence[str],
    reihen: dict[str, Sequence[str | None]],
    *,
    format: str = "zahl",
    zusatz: Sequence[str] = (),
    einheit: str = "",
    summe: Sequence[str] = (),
    ist_ganzes: bool = False,
) -> Diagramm:
    """Return a numbered chart; categories of four digits are years."""
    namen = [number(k, "jahr") if k.isdigit() and len(k) == 4 else (Text(k),) for k in kategorien]
    diagramm = Diagramm(
        "probe",
        art,
        (Text("Probe"),),
        "tabelle",
        tuple(Kategorie(f"probe_k{n}", name, (Text(zusatz[n]),) if zusatz else ()) for n, name in enumerate(namen)),
        tuple(
            Reihe(f"probe_r{n}", (Text(name),), tuple(Messpunkt(number(w, format)) for w in werte))
            for n, (name, werte) in enumerate(reihen.items())
        ),
        (Text(einheit),) if einheit else (),
        tuple(Messpunkt(number(w, format)) for w in summe),
        ist_ganzes,
        "Abbildung\u00a01",
    )
    return replace(diagramm, beschreibung=describe_chart(diagramm, TABELLE))


def from_case(fall: dict[str, Any]) -> Diagramm:
    """Return the chart of a case of `diagramme.yaml`."""
    return chart(**{k: v for k, v in fall.items() if k not in ("titel", "sagt", "zeigt")})

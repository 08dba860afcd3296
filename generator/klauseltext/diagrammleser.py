"""The lines of a `::: diagramm` block → template. What a chart shows are columns of a table that stands before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from ..tree import DiagrammArt
from .klauselvorlage import KlauseltextFehler, Quellort, VDiagramm, VInline, VTabelle
from .stueckkennung import ID_MUSTER

KOPF = re.compile(rf"diagramm\s+({ID_MUSTER})\s+([a-z]+)\s+aus\s+({ID_MUSTER})")
FORM = "::: diagramm kennung art aus tabelle"
ANGABEN = ("Titel", "Einheit", "Achse", "Zusatz", "Reihen", "Summe", "Ganzes")
REIHEN_MAX = 6
"""So many series have a look of their own."""
_ZEILE = re.compile(r"\s*([A-Za-zÄÖÜäöüß]+):[ \t]*(.*?)\s*")


@dataclass(frozen=True, slots=True)
class Diagrammzeile:
    """What a line of the block says, and where its value stands."""

    wert: str
    ort: Quellort


def read_lines(zeilen: list[str], erste_zeile: int) -> dict[str, Diagrammzeile]:
    """Return what the lines say by their names; raises KlauseltextFehler for a line that says nothing known, or twice."""
    angaben: dict[str, Diagrammzeile] = {}
    for nummer, zeile in enumerate(zeilen, erste_zeile):
        gefunden = _ZEILE.fullmatch(zeile)
        if gefunden is None or gefunden[1] not in ANGABEN:
            raise KlauseltextFehler(
                f"Ein Diagramm beschreiben Zeilen der Form „Titel: …“; möglich sind {', '.join(ANGABEN)}.",
                Quellort(nummer),
            )
        ort = Quellort(nummer, gefunden.start(2) + 1)
        if gefunden[1] in angaben:
            raise KlauseltextFehler(f"„{gefunden[1]}“ steht in diesem Diagramm zweimal.", ort)
        angaben[gefunden[1]] = Diagrammzeile(gefunden[2], ort)
    return angaben


def make_chart(
    kopf: re.Match[str],
    angaben: Mapping[str, Diagrammzeile],
    tabellen: Mapping[str, VTabelle],
    ort: Quellort,
    read_inlines: Callable[[str], tuple[VInline, ...]],
) -> VDiagramm:
    """Return the template of a chart; every column it names must be one of the table, by its stated id."""
    art = _art(kopf[2], ort)
    for name in ("Titel", "Reihen"):
        if name not in angaben or not angaben[name].wert:
            raise KlauseltextFehler(f"Einem Diagramm fehlt die Zeile „{name}: …“.", ort)
    tabelle = tabellen.get(kopf[3])
    if tabelle is None:
        raise KlauseltextFehler(
            f"Die Tabelle „{kopf[3]}“ steht in diesem Textbaustein nicht vor dem Diagramm. Ein Diagramm zeigt Werte, die darüber "
            "in einer Tabelle stehen.",
            ort,
        )

    def columns(name: str) -> tuple[str, ...]:
        return _columns(angaben[name], tabelle) if name in angaben else ()

    reihen = columns("Reihen")
    _check_fit(art, reihen, angaben)
    return VDiagramm(
        id=kopf[1],
        art=art,
        tabelle=kopf[3],
        titel=read_inlines(angaben["Titel"].wert),
        einheit=read_inlines(angaben["Einheit"].wert) if "Einheit" in angaben else (),
        achse=_one(columns("Achse"), angaben.get("Achse")) or tabelle.spalten[0].kennung.name,
        zusatz=_one(columns("Zusatz"), angaben.get("Zusatz")),
        reihen=reihen,
        summe=_one(columns("Summe"), angaben.get("Summe")),
        ist_ganzes=_yes(angaben.get("Ganzes")),
        ort=ort,
        werteort=angaben["Reihen"].ort,
    )


def _art(name: str, ort: Quellort) -> DiagrammArt:
    for art in get_args(DiagrammArt):
        if art == name:
            return art  # type: ignore[no-any-return]
    raise KlauseltextFehler(f"Ein Diagramm hat eine der Arten {', '.join(get_args(DiagrammArt))}, nicht „{name}“.", ort)


def _columns(zeile: Diagrammzeile, tabelle: VTabelle) -> tuple[str, ...]:
    namen = tuple(zeile.wert.split())
    moeglich = [s.kennung.name for s in tabelle.spalten if s.kennung.ist_angegeben]
    for name in namen:
        if name not in moeglich:
            raise KlauseltextFehler(
                f"Die Tabelle „{tabelle.id}“ hat keine Spalte mit der Kennung „{name}“; sie hat: {', '.join(moeglich) or 'keine'}.",
                zeile.ort,
            )
    return namen


def _one(namen: tuple[str, ...], zeile: Diagrammzeile | None) -> str:
    if zeile is not None and len(namen) != 1:
        raise KlauseltextFehler("Hier steht die Kennung einer einzigen Spalte.", zeile.ort)
    return namen[0] if namen else ""


def _yes(zeile: Diagrammzeile | None) -> bool:
    if zeile is not None and zeile.wert != "ja":
        raise KlauseltextFehler("Hinter „Ganzes:“ steht „ja“, oder die Zeile fehlt.", zeile.ort)
    return zeile is not None


def _check_fit(art: DiagrammArt, reihen: tuple[str, ...], angaben: Mapping[str, Diagrammzeile]) -> None:
    """Refuse what this kind of chart cannot show."""
    ort = angaben["Reihen"].ort
    if len(reihen) > REIHEN_MAX or len(set(reihen)) < len(reihen):
        raise KlauseltextFehler(f"Ein Diagramm zeigt höchstens {REIHEN_MAX} verschiedene Reihen.", ort)
    if art == "spanne" and len(reihen) < 2:
        raise KlauseltextFehler(
            "Die Art „spanne“ zeigt den Weg von der ersten Reihe zur letzten und braucht mindestens zwei.", ort
        )
    if "Ganzes" in angaben and (art != "balken" or len(reihen) != 1):
        raise KlauseltextFehler("„Ganzes: ja“ passt nur zur Art „balken“ mit einer Reihe.", angaben["Ganzes"].ort)
    for name, arten in (("Summe", ("saeulen",)), ("Zusatz", ("saeulen", "linie"))):
        if name in angaben and art not in arten:
            raise KlauseltextFehler(f"„{name}“ passt nur zu den Arten {' und '.join(arten)}.", angaben[name].ort)

"""`auswirkung`: which contracts and clauses cite law that changed between two days."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from contracts.bestand import Bestand as Vertragsbestand
from contracts.bestand import Vertragsordner
from contracts.laden import Geladen, load_vertrag
from contracts.pfad import write_pfad
from contracts.position import Pfad
from corpus.aenderung import format_tag
from corpus.gesetz import Auskunft, Bestand
from corpus.norm import Norm
from corpus.zitate import find

from ..bestand import open_repository
from ..ende import FEHLER, Abbruch
from ..fortschritt import LANG
from ..kerne import work_on_contracts
from .gemeinsam import count_lines, day, law, write_json

GENANNT = 5
"""Contracts named per place in the readable report; the JSON report names all."""


@dataclass(frozen=True, slots=True)
class Treffer:
    """A place of a contract that cites changed law."""

    vertrag: str
    stelle: str
    datei: str
    zeile: int
    norm: str
    was: str


def report_impact(ordner: Path, von: str, bis: str, ausgabe: str) -> None:
    """Print what a change of the law touches; ends with 1 if something is touched or cannot be read, 0 if not."""
    ab, an = day(von), day(bis)
    if ab >= an:
        raise Abbruch("Der Tag nach --von muss vor dem Tag nach --bis liegen.")
    bestand, _ = open_repository(ordner, frozenset())
    law()  # what is wrong with the user's own texts is said once, before the work
    blicke = work_on_contracts(_Frage(ab, an), bestand, bestand.vertraege(), "Lesen", LANG)
    treffer = [t for blick in blicke for t in blick.treffer]
    vorbehalte = sorted({v for blick in blicke for v in blick.vorbehalte})
    if ausgabe == "json":
        write_json(
            {
                "von": ab.isoformat(),
                "bis": an.isoformat(),
                "treffer": [_as_data(t) for t in treffer],
                "vorbehalte": vorbehalte,
            }
        )
    else:
        _print(treffer, vorbehalte, ab, an, bestand)
    sys.exit(FEHLER if treffer or not all(blick.ist_gelesen for blick in blicke) else 0)


@dataclass(frozen=True, slots=True)
class Blick:
    """What one contract shows: places that are touched, what is not known about them, and whether all of it was read."""

    treffer: tuple[Treffer, ...]
    vorbehalte: frozenset[str]
    ist_gelesen: bool


class _Frage:
    """One question about a stretch of time; each norm is asked once in a process, each text read once."""

    def __init__(self, von: date, bis: date) -> None:
        self.von, self.bis = von, bis
        self._auskuenfte: dict[Norm, Auskunft] = {}
        self._normen: dict[str, tuple[tuple[Norm, int], ...]] = {}

    @cached_property
    def _recht(self) -> Bestand:
        return law()

    def __call__(self, bestand: Vertragsbestand, ort: Vertragsordner) -> Blick:
        """Return the places of a contract that cite changed law: its clauses and its own data."""
        geladen = load_vertrag(ort, bestand)
        ist_gelesen = geladen.quelle is not None and geladen.gliederung is not None
        treffer = []
        vorbehalte = set()
        if not ist_gelesen:
            grund = "Der Vertrag lässt sich nicht vollständig lesen; „vertragswerk pruefen“ sagt, warum."
            vorbehalte.add(f"{geladen.kennung}: {grund}")
        for stelle, datei, zeile, norm in self._places(geladen):
            auskunft = self._ask(norm)
            if auskunft.vorbehalt:
                vorbehalte.add(f"{norm.gesetz}: {auskunft.vorbehalt}")
            if auskunft.status == "geaendert":
                was = "; ".join(map(str, auskunft.aenderungen))
                treffer.append(Treffer(geladen.kennung, stelle, datei, zeile, norm.kanonisch, was))
        return Blick(tuple(treffer), frozenset(vorbehalte), ist_gelesen)

    def _places(self, geladen: Geladen) -> Iterator[tuple[str, str, int, Norm]]:
        """Yield (place for the reader, file, line, norm) for every norm that a contract cites."""
        if geladen.gliederung is not None:
            g = geladen.gliederung
            rubrum = (g.rubrum,) if g.rubrum is not None else ()
            for klausel in (*rubrum, *g.klauseln, *g.schluss, *g.anlagen):
                for norm, zeile in self._norms_of(klausel.text):
                    yield f"Textbaustein „{klausel.kopf.id}“", klausel.quelle.datei, klausel.zeile + zeile, norm
        if geladen.quelle is not None:
            for pfad, text in _texts(geladen.quelle.daten, ()):
                for norm, _ in self._norms_of(text):
                    ort = geladen.quelle.position(pfad)
                    yield write_pfad(pfad, geladen.quelle.daten), ort.datei, ort.zeile, norm

    def _ask(self, norm: Norm) -> Auskunft:
        auskunft = self._auskuenfte.get(norm)
        if auskunft is None:
            auskunft = self._auskuenfte[norm] = self._recht.geaendert(norm, self.von, self.bis)
        return auskunft

    def _norms_of(self, text: str) -> tuple[tuple[Norm, int], ...]:
        if "§" not in text and "Art" not in text:
            return ()
        normen = self._normen.get(text)
        if normen is None:
            normen = self._normen[text] = _norms_of(text)
        return normen


def _norms_of(text: str) -> tuple[tuple[Norm, int], ...]:
    """Return the norms a text cites and the line (from 0) of each."""
    zitate = find(text)
    return tuple(
        (norm, zeile)
        for z, zeile in zip(zitate, count_lines(text, (z.start for z in zitate)), strict=True)
        if z.gesetz and z.art in ("gesetz", "verordnung")
        for norm in z.teile
        if norm.paragraf and not norm.fassung  # a version that is named does not change
    )


def _texts(wert: Any, pfad: Pfad) -> Iterator[tuple[Pfad, str]]:
    if isinstance(wert, str):
        yield pfad, wert
    elif isinstance(wert, dict):
        for schluessel, innen in wert.items():
            yield from _texts(innen, (*pfad, schluessel))
    elif isinstance(wert, list):
        for nummer, innen in enumerate(wert):
            yield from _texts(innen, (*pfad, nummer))


def _as_data(t: Treffer) -> dict[str, Any]:
    return {"vertrag": t.vertrag, "stelle": t.stelle, "datei": t.datei, "zeile": t.zeile, "norm": t.norm, "was": t.was}


def _print(treffer: list[Treffer], vorbehalte: list[str], von: date, bis: date, bestand: Vertragsbestand) -> None:
    vertraege = {t.vertrag for t in treffer}
    zeilen = [
        f"Rechtsänderungen vom {format_tag(von)} bis {format_tag(bis)}: {len(vertraege)} von {len(bestand.vertraege())} Verträgen berührt."
    ]
    je_norm: dict[tuple[str, str], dict[str, dict[str, set[int]]]] = {}
    for t in treffer:
        je_norm.setdefault((t.norm, t.was), {}).setdefault(t.stelle, {}).setdefault(t.vertrag, set()).add(t.zeile)
    for (norm, was), stellen in sorted(je_norm.items()):
        zeilen += ["", f"{norm}  {was}", *(f"  {stelle}: {_some(orte)}" for stelle, orte in sorted(stellen.items()))]
    zeilen += ["", *(f"Vorbehalt: {v}" for v in vorbehalte)]
    sys.stdout.write("\n".join(zeilen).rstrip() + "\n")


def _some(orte: dict[str, set[int]]) -> str:
    """Return the first contracts with their lines, and how many more there are."""
    namen = sorted(orte)
    liste = ", ".join(f"{n} (Zeile {', '.join(map(str, sorted(orte[n])))})" for n in namen[:GENANNT])
    return liste + (f" und {len(namen) - GENANNT} weitere" if len(namen) > GENANNT else "")

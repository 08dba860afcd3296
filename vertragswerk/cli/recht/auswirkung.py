"""`auswirkung`: which contracts and clauses cite law that changed between two days."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from contracts.bestand import Bestand as Vertragsbestand
from contracts.klausel import Klausel
from contracts.laden import Geladen, load_vertrag
from contracts.pfad import write_pfad
from contracts.position import Pfad
from corpus.gesetz import Auskunft, Bestand
from corpus.norm import Norm
from corpus.zitate import find

from ..bestand import open_repository
from ..ende import FEHLER, Abbruch
from ..fortschritt import progress
from .gemeinsam import day, german, law, write_json

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
    frage = _Frage(law(), ab, an)
    treffer = [t for o in progress(bestand.vertraege(), "Lesen") for t in frage.look_at(load_vertrag(o, bestand))]
    frage.vorbehalte |= {
        f"{k}: Der Vertrag lässt sich nicht vollständig lesen; „vertragswerk pruefen“ sagt, warum."
        for k in frage.ungelesen
    }
    if ausgabe == "json":
        write_json(
            {
                "von": ab.isoformat(),
                "bis": an.isoformat(),
                "treffer": [_as_data(t) for t in treffer],
                "vorbehalte": sorted(frage.vorbehalte),
            }
        )
    else:
        _print(treffer, frage, ab, an, bestand)
    sys.exit(FEHLER if treffer or frage.ungelesen else 0)


class _Frage:
    """One question about a stretch of time; each norm is asked once, each clause read once."""

    def __init__(self, recht: Bestand, von: date, bis: date) -> None:
        self.recht, self.von, self.bis = recht, von, bis
        self.vorbehalte: set[str] = set()
        self.ungelesen: list[str] = []
        self._auskunft = lru_cache(maxsize=None)(self._ask)
        self._stellen = lru_cache(maxsize=None)(_norms_of)

    def look_at(self, geladen: Geladen) -> Iterator[Treffer]:
        """Yield the places of a contract that cite changed law: its clauses and its own data."""
        if geladen.quelle is None or geladen.gliederung is None:
            self.ungelesen.append(geladen.kennung)
        if geladen.gliederung is not None:
            g = geladen.gliederung
            rubrum = (g.rubrum,) if g.rubrum is not None else ()
            for klausel in (*rubrum, *g.klauseln, *g.schluss, *g.anlagen):
                yield from self._clause(geladen, klausel)
        if geladen.quelle is not None:
            for pfad, text in _texts(geladen.quelle.daten, ()):
                ort = geladen.quelle.position(pfad)
                for norm, _ in self._stellen(text):
                    yield from self._hit(geladen, write_pfad(pfad, geladen.quelle.daten), ort.datei, ort.zeile, norm)

    def _clause(self, geladen: Geladen, klausel: Klausel) -> Iterator[Treffer]:
        for norm, zeile in self._stellen(klausel.text):
            yield from self._hit(
                geladen, f"Textbaustein „{klausel.kopf.id}“", klausel.quelle.datei, klausel.zeile + zeile, norm
            )

    def _hit(self, geladen: Geladen, stelle: str, datei: str, zeile: int, norm: Norm) -> Iterator[Treffer]:
        auskunft = self._auskunft(norm)
        if auskunft.status == "geaendert":
            yield Treffer(
                geladen.kennung, stelle, datei, zeile, norm.kanonisch, "; ".join(str(a) for a in auskunft.aenderungen)
            )

    def _ask(self, norm: Norm) -> Auskunft:
        auskunft = self.recht.geaendert(norm, self.von, self.bis)
        if auskunft.vorbehalt:
            self.vorbehalte.add(f"{norm.gesetz}: {auskunft.vorbehalt}")
        return auskunft


def _norms_of(text: str) -> tuple[tuple[Norm, int], ...]:
    """Return the norms a text cites and the line (from 0) of each."""
    if "§" not in text and "Art" not in text:
        return ()
    return tuple(
        (norm, text.count("\n", 0, z.start))
        for z in find(text)
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


def _print(treffer: list[Treffer], frage: _Frage, von: date, bis: date, bestand: Vertragsbestand) -> None:
    vertraege = {t.vertrag for t in treffer}
    zeilen = [
        f"Rechtsänderungen vom {german(von)} bis {german(bis)}: {len(vertraege)} von {len(bestand.vertraege())} Verträgen berührt."
    ]
    je_norm: dict[tuple[str, str], dict[str, dict[str, set[int]]]] = {}
    for t in treffer:
        je_norm.setdefault((t.norm, t.was), {}).setdefault(t.stelle, {}).setdefault(t.vertrag, set()).add(t.zeile)
    for (norm, was), stellen in sorted(je_norm.items()):
        zeilen += ["", f"{norm}  {was}", *(f"  {stelle}: {_some(orte)}" for stelle, orte in sorted(stellen.items()))]
    zeilen += ["", *(f"Vorbehalt: {v}" for v in sorted(frage.vorbehalte))]
    sys.stdout.write("\n".join(zeilen).rstrip() + "\n")


def _some(orte: dict[str, set[int]]) -> str:
    """Return the first contracts with their lines, and how many more there are."""
    namen = sorted(orte)
    liste = ", ".join(f"{n} (Zeile {', '.join(map(str, sorted(orte[n])))})" for n in namen[:GENANNT])
    return liste + (f" und {len(namen) - GENANNT} weitere" if len(namen) > GENANNT else "")

"""`auswirkung`: which contracts and clauses cite law that changed between two days."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from checks.datentexte import list_datentexte
from contracts.bestand.eingaben import Vertragsdateien
from contracts.bestand.ladung import Geladen, load_vertrag
from contracts.pfad import write_pfad
from corpus.norm import Norm
from corpus.recht.aenderung import format_tag
from corpus.recht.anlage import is_anlage
from corpus.recht.auskunft import Auskunft
from corpus.recht.erfragt import explain_open, list_normen
from corpus.recht.rechtsbestand import Rechtsbestand
from corpus.zitate import Zitat, find
from vertragswerk.dateisystem.verzeichnis import Bestand as Vertragsbestand
from vertragswerk.haus import Haus

from ..bestandswahl import open_repository
from ..ende import FEHLER, Abbruch
from ..fortschritt import LANG
from ..kerne import work_on_contracts
from ..konsole import write
from .gemeinsam import count_lines, day, describe_recht, law, write_json

GENANNT = 5
"""Contracts named per place in the readable report; the JSON report names all."""


@dataclass(frozen=True, slots=True)
class Beruehrung:
    """A place of a contract that cites changed law."""

    vertrag: str
    stelle: str
    datei: str
    zeile: int
    norm: str
    was: str


def report_impact(ordner: Path, von: str, bis: str, ausgabe: str, haus: Haus) -> None:
    """Print what a change of the law touches; ends with 1 if something is touched or cannot be read, 0 if not."""
    ab, an = day(von), day(bis)
    if ab >= an:
        raise Abbruch("Der Tag nach --von muss vor dem Tag nach --bis liegen.")
    bestand, _ = open_repository(ordner, frozenset(), haus)
    recht = law()
    blicke = list(work_on_contracts(_Frage(ab, an, recht, haus), bestand, bestand.vertraege(), "Lesen", LANG))
    treffer = [t for blick in blicke for t in blick.treffer]
    vorbehalte = sorted({v for blick in blicke for v in blick.vorbehalte})
    if ausgabe == "json":
        write_json(
            {
                "von": ab.isoformat(),
                "bis": an.isoformat(),
                "recht": recht.kennzeichen,
                "treffer": [_as_data(t) for t in treffer],
                "vorbehalte": vorbehalte,
            }
        )
    else:
        _print(treffer, vorbehalte, f"{format_tag(ab)} bis {format_tag(an)}", bestand, recht)
    sys.exit(FEHLER if treffer or not all(blick.ist_gelesen for blick in blicke) else 0)


@dataclass(frozen=True, slots=True)
class Blick:
    """What one contract shows: places that are touched, what is not known about them, and whether all of it was read."""

    treffer: tuple[Beruehrung, ...]
    vorbehalte: frozenset[str]
    ist_gelesen: bool


@dataclass(frozen=True, slots=True)
class Erfragt:
    """A norm, or the key of a law as a whole, with the line (from 0) of its citation and what the citation leaves open."""

    was: Norm | str
    zeile: int
    offen: str = ""


class _Frage:
    """One question about a stretch of time; each norm is asked once in a process, each text read once."""

    def __init__(self, von: date, bis: date, recht: Rechtsbestand, haus: Haus) -> None:
        self.von, self.bis, self._recht, self._haus = von, bis, recht, haus
        self._auskuenfte: dict[Norm | str, Auskunft] = {}
        self._erfragt: dict[str, tuple[Erfragt, ...]] = {}

    def __call__(self, dateien: Vertragsdateien) -> Blick:
        """Return the places of a contract that cite changed law: its clauses and its own data."""
        geladen = load_vertrag(dateien, self._haus.arten)
        ist_gelesen = geladen.quelle is not None and bool(geladen.gliederungen)
        treffer = []
        vorbehalte = set()
        if not ist_gelesen:
            grund = "Die Datei lässt sich nicht vollständig lesen; „vertragswerk pruefen“ sagt, warum."
            vorbehalte.add(f"{geladen.kennung}: {grund}")
        for stelle, datei, zeile, erfragt in self._places(geladen):
            auskunft = self._ask(erfragt.was)
            name, gesetz = (w, w) if isinstance(w := erfragt.was, str) else (w.kanonisch, w.gesetz)
            vorbehalte |= {f"{gesetz}: {v}" for v in (auskunft.vorbehalt, erfragt.offen) if v}
            if auskunft.status == "geaendert":
                was = "; ".join(map(str, auskunft.aenderungen))
                treffer.append(Beruehrung(geladen.kennung, stelle, datei, zeile, name, was))
        return Blick(tuple(treffer), frozenset(vorbehalte), ist_gelesen)

    def _places(self, geladen: Geladen) -> Iterator[tuple[str, str, int, Erfragt]]:
        """Yield (place for the reader, file, line, norm or law) for everything that a contract cites."""
        for gliederung in geladen.gliederungen.values():
            for klausel in gliederung.alle:
                for erfragt in self._cited_in(klausel.text):
                    zeile = klausel.zeile + erfragt.zeile
                    yield f"Textbaustein „{klausel.kopf.id}“", klausel.quelle.datei, zeile, erfragt
        if geladen.quelle is not None:
            modell = geladen.art.load_modell() if geladen.art is not None else None
            for pfad, text in list_datentexte(geladen.quelle.daten):
                for erfragt in self._cited_in(text):
                    ort = geladen.quelle.position(pfad)
                    yield write_pfad(pfad, geladen.quelle.daten, modell), ort.datei, ort.zeile, erfragt

    def _ask(self, was: Norm | str) -> Auskunft:
        auskunft = self._auskuenfte.get(was)
        if auskunft is None:
            fragen = self._recht.gesetz_geaendert if isinstance(was, str) else self._recht.geaendert
            auskunft = self._auskuenfte[was] = fragen(was, self.von, self.bis)  # type: ignore[arg-type]
        return auskunft

    def _cited_in(self, text: str) -> tuple[Erfragt, ...]:
        """Return what a text cites: norms, and laws as a whole; each text is read once."""
        if text not in self._erfragt:
            zitate = find(text)
            zeilen = count_lines(text, (z.start for z in zitate))
            self._erfragt[text] = tuple(
                e for z, zeile in zip(zitate, zeilen, strict=True) for e in self._read(z, zeile)
            )
        return self._erfragt[text]

    def _read(self, zitat: Zitat, zeile: int) -> Iterator[Erfragt]:
        if not zitat.gesetz or zitat.art not in ("gesetz", "verordnung"):
            return
        if not zitat.stellen and self._recht.texte(zitat.gesetz):
            yield Erfragt(zitat.gesetz, zeile)
        for stelle in zitat.stellen:
            if (
                stelle.von.paragraf or is_anlage(stelle.von)
            ) and not stelle.von.fassung:  # a version that is named does not change
                normen = list_normen(stelle, self._recht, (self.von, self.bis))
                offen = explain_open(stelle, normen)
                yield from (Erfragt(norm, zeile, offen) for norm in normen)


def _as_data(t: Beruehrung) -> dict[str, Any]:
    return {"vertrag": t.vertrag, "stelle": t.stelle, "datei": t.datei, "zeile": t.zeile, "norm": t.norm, "was": t.was}


def _print(
    treffer: list[Beruehrung], vorbehalte: list[str], spanne: str, bestand: Vertragsbestand, recht: Rechtsbestand
) -> None:
    vertraege = {t.vertrag for t in treffer}
    zeilen = [
        f"Rechtsänderungen vom {spanne}: {len(vertraege)} von {len(bestand.vertraege())} Verträgen und Fällen berührt."
    ]
    je_norm: dict[tuple[str, str], dict[str, dict[str, set[int]]]] = {}
    for t in treffer:
        je_norm.setdefault((t.norm, t.was), {}).setdefault(t.stelle, {}).setdefault(t.vertrag, set()).add(t.zeile)
    for (norm, was), stellen in sorted(je_norm.items()):
        zeilen += ["", f"{norm}  {was}", *(f"  {stelle}: {_some(orte)}" for stelle, orte in sorted(stellen.items()))]
    zeilen += ["", *(f"Vorbehalt: {v}" for v in vorbehalte), describe_recht(recht)]
    write("\n".join(zeilen).rstrip() + "\n")


def _some(orte: dict[str, set[int]]) -> str:
    """Return the first contracts with their lines, and how many more there are."""
    namen = sorted(orte)
    liste = ", ".join(f"{n} (Zeile {', '.join(map(str, sorted(orte[n])))})" for n in namen[:GENANNT])
    return liste + (f" und {len(namen) - GENANNT} weitere" if len(namen) > GENANNT else "")

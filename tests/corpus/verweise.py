"""Every reference of the statutes to themselves and to each other, judged by the index: its consistency with the texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpus.gesetz import Bestand
from corpus.importer.aufbereitet import read_sichtungen
from corpus.index.auflage import load_gesetze
from corpus.index.roh import Inhalt, Liste, Rohabsatz, Sichtung
from corpus.norm import Norm
from corpus.zitate import find


@dataclass(frozen=True, slots=True)
class Verweis:
    """A reference found in a statute: where it stands, its words, what it names and what the index says."""

    ort: str
    text: str
    norm: Norm
    status: str
    begruendung: str
    umgebung: str


def references(bestand: Bestand, ordner: Path, text: str, tag: date) -> Iterator[Verweis]:
    """Yield every reference in one law as it stood on a day that leads into a law of the index."""
    gesetz = next(e["gesetz"] for e in load_gesetze() if e["text"] == text)
    for sichtung in read_sichtungen(ordner / f"{text}.jsonl.gz"):
        if sichtung.von <= tag <= sichtung.bis and sichtung.norm.status == "geltend":
            yield from _in_provision(bestand, gesetz, sichtung, tag)


def _in_provision(bestand: Bestand, gesetz: str, sichtung: Sichtung, tag: date) -> Iterator[Verweis]:
    nummer = sichtung.norm.bezeichnung.removeprefix("§ ")
    for absatz in sichtung.norm.absaetze:
        for inhalt in _pieces(absatz.inhalt):
            for zitat in find(inhalt, gesetz=gesetz, paragraf=nummer):
                for norm in zitat.teile:
                    ziel = _complete(norm, gesetz, nummer, absatz)
                    if not bestand.texte(ziel.gesetz):
                        continue
                    urteil = bestand.urteile(ziel, tag)
                    umgebung = inhalt[max(0, zitat.start - 80) : zitat.end + 80]
                    ort = f"§ {nummer} Abs. {absatz.nummer} {gesetz}"
                    yield Verweis(ort, zitat.text, ziel, urteil.status, urteil.begruendung, umgebung)


def _pieces(inhalt: tuple[Inhalt, ...]) -> Iterator[str]:
    """Yield every stretch of running text; markers of lists are no text."""
    for stueck in inhalt:
        if isinstance(stueck, str):
            yield stueck
        elif isinstance(stueck, Liste):
            for _, kinder in stueck.punkte:
                yield from _pieces(kinder)


def _complete(norm: Norm, gesetz: str, nummer: str, absatz: Rohabsatz) -> Norm:
    """Give a bare `Satz 2` its Absatz; references without a law of their own stand in the law of the text."""
    if not norm.paragraf:
        norm = replace(norm, paragraf=nummer)
    if not norm.gesetz:
        norm = norm.in_gesetz(gesetz)
    eigene = norm.gesetz == gesetz and norm.paragraf == nummer
    if eigene and not norm.absatz and norm.einheiten() and absatz.nummer:
        return replace(norm, absatz=absatz.nummer)
    return norm

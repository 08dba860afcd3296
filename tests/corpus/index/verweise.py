"""Every reference of the statutes to themselves and to each other, judged by the index: its consistency with the texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.index.gesetzesliste import load_gesetze
from corpus.index.roh import Inhalt, Rohabsatz, Rohliste, Sichtung
from corpus.norm import Norm
from corpus.recht.rechtsbestand import Rechtsbestand
from corpus.zitate import find
from vertragswerk.gesetze.gesetzesdateien import read_sichtungen


@dataclass(frozen=True, slots=True)
class Verweis:
    """A reference found in a statute: where it stands, its words, what it names and what the index says."""

    ort: str
    text: str
    norm: Norm
    status: str
    begruendung: str
    umgebung: str


def references(bestand: Rechtsbestand, ordner: Path, text: str, tag: date) -> Iterator[Verweis]:
    """Yield every reference in one law as it stood on a day that leads into a law of the index."""
    gesetz = next(e["gesetz"] for e in load_gesetze() if e["text"] == text)
    for sichtung in read_sichtungen(ordner / f"{text}.jsonl.gz"):
        if sichtung.von <= tag <= sichtung.bis and sichtung.norm.status == "geltend":
            yield from _in_provision(bestand, gesetz, sichtung, tag)


def _in_provision(bestand: Rechtsbestand, gesetz: str, sichtung: Sichtung, tag: date) -> Iterator[Verweis]:
    nummer = sichtung.norm.bezeichnung.removeprefix("§ ")
    for absatz in sichtung.norm.absaetze:
        for inhalt, punkte in _pieces(absatz.inhalt):
            for zitat in find(inhalt, gesetz=gesetz, paragraf=nummer):
                for norm in zitat.teile:
                    if not norm.gesetz and norm.art == "Art.":
                        continue  # An article of a treaty the grammar has no key for.
                    ziel = _complete(norm, gesetz, nummer, absatz, punkte)
                    if ziel.einheiten[:1] and ziel.einheiten[0][0] in ("anlage", "anhang"):
                        continue  # The index has no annexes.
                    if not bestand.texte(ziel.gesetz):
                        continue
                    urteil = bestand.urteile(ziel, tag)
                    umgebung = inhalt[max(0, zitat.start - 80) : zitat.end + 80]
                    ort = f"§ {nummer} Abs. {absatz.nummer} {gesetz}"
                    yield Verweis(ort, zitat.text, ziel, urteil.status, urteil.begruendung, umgebung)


def _pieces(
    inhalt: tuple[Inhalt, ...], punkte: tuple[tuple[str, str], ...] = ()
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Yield every stretch of running text with the list items it stands in; markers of lists are no text."""
    for stueck in inhalt:
        if isinstance(stueck, str):
            yield stueck, punkte
        elif isinstance(stueck, Rohliste):
            for marke, kinder in stueck.punkte:
                yield from _pieces(kinder, (*punkte, _unit_of(marke)))


def _unit_of(marke: str) -> tuple[str, str]:
    """Return the unit a marker of a list names: `1.`, `a)`, `aa)`."""
    wert = marke.strip("(.) ")
    if wert[:1].isdigit():
        return "nummer", wert
    return ("doppelbuchstabe" if len(wert) == 2 and wert[0] == wert[1] else "buchstabe"), wert


def _complete(norm: Norm, gesetz: str, nummer: str, absatz: Rohabsatz, punkte: tuple[tuple[str, str], ...]) -> Norm:
    """Give a bare `Satz 2` its Absatz and a bare `Buchstabe a` its Nummer, as they stand in the law of the text."""
    einheiten = norm.einheiten
    if not norm.gesetz:
        norm = norm.in_gesetz(gesetz)
    if einheiten and einheiten[0][0] in ("anlage", "anhang"):
        return norm
    if not norm.paragraf:
        norm = Norm(norm.gesetz, nummer, norm.art, norm.einheiten, norm.fassung)
    if norm.gesetz != gesetz or norm.paragraf != nummer or not einheiten or norm.absatz:
        return norm
    oben = [(name, wert) for name, wert in punkte if _RANG[name] < _RANG.get(einheiten[0][0], 0)]
    if absatz.nummer:
        oben.insert(0, ("absatz", absatz.nummer))
    return Norm(norm.gesetz, norm.paragraf, norm.art, (*oben, *einheiten), norm.fassung)


_RANG = {"nummer": 1, "buchstabe": 2, "doppelbuchstabe": 3}

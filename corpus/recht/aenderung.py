"""What changed between two versions of a provision: which Absatz was changed, added, dropped or moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..index.indexmodell import Gesetzesfassung, Grenze

Art = Literal["geaendert", "neu", "entfallen", "verschoben", "in_kraft"]
_WORT = {"geaendert": "geändert", "neu": "neu", "entfallen": "entfallen", "in_kraft": "in Kraft getreten"}


@dataclass(frozen=True, slots=True)
class Absatzaenderung:
    """One Absatz in comparison. `nach` is its new number when it was moved; an Absatz without number is ``."""

    absatz: str
    art: Art
    nach: str = ""

    def __str__(self) -> str:
        """Say it in German."""
        name = f"Absatz {self.absatz}" if self.absatz else "Text"
        if self.art == "verschoben":
            return f"{name} ist jetzt Absatz {self.nach}"
        return f"{name} {_WORT[self.art]}"


@dataclass(frozen=True, slots=True)
class Aenderung:
    """One change of a provision: since when, and what. `ist_sicher` is False if it may lie outside the asked span."""

    ab: Grenze
    absaetze: tuple[Absatzaenderung, ...]
    hinweis: str = ""
    ist_sicher: bool = True

    def __str__(self) -> str:
        """Say it in German: when and what."""
        was = ", ".join(str(a) for a in self.absaetze)
        return f"{describe_grenze(self.ab)}: {'; '.join(t for t in (self.hinweis, was) if t)}"


def compare_fassungen(alt: Gesetzesfassung | None, neu: Gesetzesfassung | None) -> tuple[Absatzaenderung, ...]:
    """Return what differs, Absatz by Absatz; an Absatz with equal text under another number was moved."""
    vorher = {a.nummer: a.hash for a in alt.absaetze} if alt else {}
    nachher = {a.nummer: a.hash for a in neu.absaetze} if neu else {}
    geblieben = {n for n in vorher if nachher.get(n) == vorher[n]}
    ziele = {h: n for n, h in nachher.items() if n not in geblieben}
    verschoben = {n: ziele[h] for n, h in vorher.items() if n not in geblieben and h in ziele}
    angekommen = set(verschoben.values())
    aenderungen = [Absatzaenderung(n, "verschoben", ziel) for n, ziel in verschoben.items()]
    for n in vorher.keys() - geblieben - verschoben.keys():
        art: Art = "geaendert" if n in nachher and n not in angekommen else "entfallen"
        aenderungen.append(Absatzaenderung(n, art))
    for n in nachher.keys() - geblieben - angekommen:
        if n not in vorher or n in verschoben:
            aenderungen.append(Absatzaenderung(n, "neu"))
    return tuple(sorted(aenderungen, key=lambda a: (_rank(a.absatz), a.art)))


def describe_heading(alt: Gesetzesfassung | None, neu: Gesetzesfassung | None) -> str:
    """Return what changed besides the text: came in, went out, took effect, got another heading."""
    if neu is None or neu.status == "aufgehoben":
        return "aufgehoben"
    if alt is None or alt.status == "aufgehoben":
        return "eingefügt"
    if alt.status == "kuenftig" and neu.status == "geltend":
        return "in Kraft getreten"
    if alt.ueberschrift != neu.ueberschrift:
        return f"Überschrift jetzt „{neu.ueberschrift}“"
    return ""


def _certainty(grenze: Grenze) -> str:
    return f" ({grenze.art})" if grenze.art in ("erschlossen", "beobachtet") else ""


def describe_grenze(grenze: Grenze) -> str:
    """Say since when, and how sure that is."""
    if grenze.datum is not None:
        return f"mit Wirkung vom {format_tag(grenze.datum)}{_certainty(grenze)}"
    if grenze.nach is None:
        return f"spätestens seit {format_tag(grenze.spaetestens)}"
    zusatz = ", in einer Lücke der Quellen" if grenze.art == "luecke" else ""
    return f"zwischen {format_tag(grenze.nach)} und {format_tag(grenze.spaetestens)}{zusatz}"


def describe_seit(grenze: Grenze) -> str:
    """Say since when something is so: `seit 01.01.2018`."""
    if grenze.datum is not None:
        return f"seit {format_tag(grenze.datum)}{_certainty(grenze)}"
    if grenze.nach is None:
        return f"spätestens seit {format_tag(grenze.spaetestens)}"
    return f"seit einem Tag zwischen {format_tag(grenze.nach)} und {format_tag(grenze.spaetestens)}"


def format_tag(tag: date) -> str:
    """Print a date as 31.12.2019."""
    return f"{tag.day:02d}.{tag.month:02d}.{tag.year}"


def _rank(nummer: str) -> tuple[int, str]:
    ziffern = "".join(z for z in nummer if z.isdigit())
    return (int(ziffern) if ziffern else 0, nummer)

"""The text of a law as every importer hands it to the builder: one neutral shape for XML, Markdown and prepared files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from .indexmodell import Status


@dataclass(frozen=True, slots=True)
class Rohliste:
    """An enumeration: pairs of marker as printed (`1.`, `a)`, `-`) and content."""

    punkte: tuple[tuple[str, tuple[Inhalt, ...]], ...]


@dataclass(frozen=True, slots=True)
class Rohtabelle:
    """A table as rows of cell texts."""

    zeilen: tuple[tuple[str, ...], ...]


Inhalt: TypeAlias = str | Rohliste | Rohtabelle


@dataclass(frozen=True, slots=True)
class Rohabsatz:
    """One Absatz; `nummer` is empty where the law prints none."""

    nummer: str
    inhalt: tuple[Inhalt, ...]


@dataclass(frozen=True, slots=True)
class Rohnorm:
    """One provision at one time. `bezeichnung` is `§ 29`, `Art 3` or `Anlage 1`; `kuenftig` pairs Absatz with its first day."""

    bezeichnung: str
    ueberschrift: str
    status: Status
    absaetze: tuple[Rohabsatz, ...]
    kuenftig: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Rohgesetz:
    """A whole law as one file shows it. `stand` are the file's own remarks, `erzeugt_am` the day the file says it was built.

    `dokumentnummer` is the publisher's for the law; `weitere_gesetze` names others that provisions in the file belong to.
    """

    abkuerzung: str
    titel: str
    normen: tuple[Rohnorm, ...]
    stand: tuple[str, ...] = ()
    erzeugt_am: date | None = None
    amtliche_abkuerzung: str = ""
    dokumentnummer: str = ""
    weitere_gesetze: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sichtung:
    """One text version of one provision with the days between which it was seen.

    `geaendert_nach` is the last day on which another text was seen, `fehlt_ab` the first day on which the provision was gone.
    """

    norm: Rohnorm
    von: date
    bis: date
    geaendert_nach: date | None = None
    fehlt_ab: date | None = None


def plain_text(inhalt: tuple[Inhalt, ...]) -> str:
    """Return the running text with the markers of lists, cells parted by a bar: what search and comparison see."""
    teile: list[str] = []
    for stueck in inhalt:
        if isinstance(stueck, str):
            teile.append(stueck)
        elif isinstance(stueck, Rohliste):
            teile.extend(f"{marke} {plain_text(kinder)}" for marke, kinder in stueck.punkte)
        else:
            teile.extend(" | ".join(zeile) for zeile in stueck.zeilen)
    return "\n".join(teile)

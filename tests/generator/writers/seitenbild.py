"""What a clerk sees on the pages of a PDF: where headings, announcements, header and total rows stand, how full a page is."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from generator.query import query
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Betont,
    Block,
    Dokument,
    Fussnote,
    Inline,
    Punkt,
    Tabelle,
    Textblock,
    Zeile,
    plain,
)
from tests.hilfen import need_program

PUNKT_JE_MM = 72 / 25.4
OBEN, UNTEN = 24.0, 272.0
"""Millimetres from the top between which the text of a page stands; running header and footer are outside."""
KURZ = 6
"""A shorter text might end any page by chance."""
_WORT = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_ZEICHEN = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"}


@dataclass(frozen=True, slots=True)
class Wort:
    """A word with its box in millimetres from the upper left corner."""

    links: float
    oben: float
    rechts: float
    unten: float
    text: str


def words_of(pdf: Path) -> list[list[Wort]]:
    """Return the words of each page, the running lines left out, in lines from top to bottom."""
    programm = need_program("pdftotext")
    roh = subprocess.run([programm, "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    seiten = []
    for seite in roh.split("<page ")[1:]:
        worte = []
        for *kasten, text in _WORT.findall(seite):
            links, oben, rechts, unten = (float(k) / PUNKT_JE_MM for k in kasten)
            for geschrieben, zeichen in _ZEICHEN.items():
                text = text.replace(geschrieben, zeichen)
            if OBEN <= (oben + unten) / 2 <= UNTEN:
                worte.append(Wort(links, oben, rechts, unten, text))
        seiten.append(_in_lines(worte))
    return seiten


def _in_lines(worte: list[Wort]) -> list[Wort]:
    """Sort words by line: those whose middles lie close together stand in one."""
    zeilen: list[list[Wort]] = []
    for wort in sorted(worte, key=lambda w: (w.oben + w.unten) / 2):
        mitte = (wort.oben + wort.unten) / 2
        if zeilen and mitte - (zeilen[-1][0].oben + zeilen[-1][0].unten) / 2 < 1.6:
            zeilen[-1].append(wort)
        else:
            zeilen.append([wort])
    return [wort for zeile in zeilen for wort in sorted(zeile, key=lambda w: w.links)]


def letters(text: str) -> str:
    """Return letters and digits alone: line ends, hyphens and blanks differ from program to program."""
    return "".join(z for z in unicodedata.normalize("NFKC", text) if z.isalnum())


@dataclass(frozen=True, slots=True)
class Seitenbefund:
    """How often something stands wrong; every entry names page and text."""

    ueberschriften: tuple[str, ...]
    ankuendigungen: tuple[str, ...]
    listen: tuple[str, ...]
    kopfzeilen: tuple[str, ...]
    summenzeilen: tuple[str, ...]
    leere: tuple[str, ...]

    @property
    def zahlen(self) -> dict[str, int]:
        """The counts by kind."""
        return {name: len(getattr(self, name)) for name in self.__slots__}


def inspect_pages(pdf: Path, dokument: Dokument) -> Seitenbefund:
    """Look at every page but the title page; the contents, which repeat every heading, only for how full they are."""
    seiten = words_of(pdf)
    texte = [letters(" ".join(w.text for w in seite)) for seite in seiten]
    titel = [(_inline(a.ueberschrift, a.nummer), _beginning(a.bloecke)) for a in query(dokument, Abschnitt)]
    # A heading of two lines is one: its label and its words stand on one page.
    titel += [(letters(a.nummer), _inline(a.ueberschrift)) for a in query(dokument, Abschnitt) if a.nummer]
    zeilen = [(_inline(t), anfang) for t, anfang in _announcements(dokument)]
    tabellen = query(dokument, Tabelle)
    folgen = list(_lists_behind_tables(dokument))
    gefunden: dict[str, list[str]] = {n: [] for n in Seitenbefund.__slots__}
    anfang = _beginning(dokument.abschnitte[0].bloecke)[:40]
    erste = next(n for n, text in enumerate(texte, 1) if anfang in text)
    for nummer in range(2, len(seiten) + 1):
        text = texte[nummer - 1]
        if nummer < len(seiten):
            danach = texte[nummer]
            for art, paare in (("ueberschriften", titel), ("ankuendigungen", zeilen)) if nummer >= erste else ():
                gefunden[art] += [
                    f"S. {nummer}: {t}" for t, d in paare if text.endswith(t[-60:]) and danach.startswith(d[:25])
                ]
            gefunden["listen"] += [
                f"S. {nummer}: {t.nummer}"
                for t, d in folgen
                if danach.startswith(d) and _ends_with_row(text, t.rumpf[-1:])
            ]
            gefunden["kopfzeilen"] += [f"S. {nummer}: {t.nummer}" for t in tabellen if _ends_with_row(text, t.kopf)]
        if _filled(seiten[nummer - 1]) < 0.25:
            gefunden["leere"].append(f"S. {nummer}: {text[:40]}")
        gefunden["summenzeilen"] += [f"S. {nummer}: {t.nummer}" for t in tabellen if _begins_with_total(text, t)]
    return Seitenbefund(**{name: tuple(dict.fromkeys(wo)) for name, wo in gefunden.items()})


def _inline(inhalt: tuple[Inline, ...], nummer: str = "") -> str:
    noten = "".join(n.nummer for n in query(inhalt, Fussnote))
    return letters(nummer + plain(inhalt) + noten)


def _announcements(dokument: Dokument) -> Iterator[tuple[tuple[Inline, ...], str]]:
    """Yield the texts before lists and tables, lines all in bold and captions, each with how goes on what follows."""
    for traeger in (*query(dokument, Abschnitt), *query(dokument, Absatz), *query(dokument, Punkt)):
        bloecke = traeger.bloecke
        for davor, danach in pairwise(bloecke):
            text = davor.bloecke[-1] if isinstance(davor, Absatz) and davor.bloecke else davor
            if isinstance(text, Textblock) and (_is_bold(text) or isinstance(danach, (Aufzaehlung, Tabelle))):
                yield text.inhalt, _beginning((danach,))
    for tabelle in query(dokument, Tabelle):
        yield tabelle.titel, _row(tabelle.kopf)


def _is_bold(text: Textblock) -> bool:
    return all(isinstance(i, Betont) for i in text.inhalt)


def _lists_behind_tables(dokument: Dokument) -> Iterator[tuple[Tabelle, str]]:
    """Yield the tables that a list goes on with, each with how the list begins."""
    for traeger in (*query(dokument, Abschnitt), *query(dokument, Absatz)):
        for davor, danach in pairwise(traeger.bloecke):
            if isinstance(davor, Tabelle) and isinstance(danach, Aufzaehlung):
                yield davor, _beginning((danach,))[:25]


def _beginning(bloecke: Sequence[Block | Punkt]) -> str:
    """Return the letters with which blocks begin on paper."""
    match bloecke[0] if bloecke else None:
        case Textblock(inhalt=inhalt):
            return _inline(inhalt)
        case Absatz() | Punkt() as block:
            return letters(block.nummer) + _beginning(block.bloecke)
        case Aufzaehlung() as liste:
            return _beginning(liste.punkte)
        case Tabelle() as tabelle:
            return _inline(tabelle.titel, tabelle.nummer)
        case Abschnitt() as abschnitt:
            return _inline(abschnitt.ueberschrift, abschnitt.nummer)
    return ""


def _row(zeilen: tuple[Zeile, ...]) -> str:
    return letters("".join(plain(z.inhalt) for zeile in zeilen for z in zeile.zellen))


def _ends_with_row(text: str, zeilen: tuple[Zeile, ...]) -> bool:
    """Cells of several lines come in another order; the letters are the same."""
    reihe = _row(zeilen)
    return len(reihe) >= KURZ and Counter(text[-len(reihe) :]) == Counter(reihe)


def _begins_with_total(text: str, tabelle: Tabelle) -> bool:
    if not tabelle.fuss:
        return False
    kopf, summe = _row(tabelle.kopf), _row(tabelle.fuss)
    if Counter(text[: len(kopf)]) == Counter(kopf):
        text = text[len(kopf) :]
    return len(summe) >= KURZ and Counter(text[: len(summe)]) == Counter(summe)


def _filled(seite: list[Wort]) -> float:
    """Return the share of the height of the text area that is used."""
    return (max((w.unten for w in seite), default=OBEN) - OBEN) / (UNTEN - OBEN)

"""Comparing the text of a finished file with the tree's canonical text.

Compared, in order and character by character after `kanon.normalise`: title and subtitle, every heading, paragraph, list
item, caption, table cell, signature line and footnote, the text alternative of every chart; the label of a table or chart
always; the labels of §§, Absätze and items where the reader sees them (`mit_nummern`: our own readers, which read them as
text or evaluate the numbering of the word processor; not pandoc, which drops them, and the text alternatives too); the
table of contents where the reader tells it apart, but for its page numbers.
Not compared: running headers and footers, marks of footnotes, and furniture, that is lines that only repeat Kennung, Fassung,
Stand and hash, the headings of contents, notes and signatures, and drawn lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..kanon import Textposten, german_date, normalise, posten
from ..tree import Dokument, Eintrag, Kopf
from .auszug import Auszug

_WORTE = re.compile(
    r"\b(Kennung|Aktenzeichen|Fassung|Stand|vom|Inhaltshash|Prüfsumme|Entwurf|ENTWURF|Unterschriften|Fußnoten"
    r"|Inhalt|Inhaltsverzeichnis|Inhaltsübersicht)\b"
)
_LINIE = re.compile(r"[_.…\s]+")
_SEITE = re.compile(r"[\s.…·]*\d*")
_TABELLE = re.compile(r"((?:Tabelle|Abbildung) \d+)(?::| [–-]|\.)? (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Textabweichung:
    """One difference: what the tree says (`soll`) and what the file says (`ist`), and the id of the place in the tree."""

    wo: str
    soll: tuple[str, ...]
    ist: tuple[str, ...]


def compare_text(
    dokument: Dokument, auszug: Auszug, mit_nummern: bool, alle: Sequence[Textposten] | None = None
) -> tuple[Textabweichung, ...]:
    """Return every difference between a numbered document and the text read from a file, in reading order.

    `alle` is what the document prints (`kanon.posten`), for a caller that compares several files.
    """
    alle = posten(dokument) if alle is None else alle
    # pandoc leaves out the text alternative of a picture, as it does labels.
    unsichtbar = ("fussnote",) if mit_nummern else ("fussnote", "bildtext")
    koerper = [p for p in alle if p.art not in unsichtbar and (p.text or mit_nummern)]
    noten = [p for p in alle if p.art == "fussnote"]
    soll = [_line(p, mit_nummern) for p in koerper]
    ist = _without_furniture(auszug.zeilen, set(soll), dokument.kopf)
    ist_noten = _without_furniture(auszug.fussnoten, {n.text for n in noten}, dokument.kopf)
    return (
        *(
            a
            for a in _differences(soll, [p.wo for p in koerper], _captions(ist, set(soll)))
            if a.soll or not all(_is_furniture(z, dokument.kopf) for z in a.ist)
        ),
        *_differences([n.text for n in noten], [n.wo for n in noten], _bare_notes(ist_noten, noten)),
        *_contents(
            dokument.verzeichnis,
            _without_furniture(auszug.verzeichnis, {normalise(e.text) for e in dokument.verzeichnis}, dokument.kopf),
        ),
    )


def without_contents(zeilen: tuple[str, ...], verzeichnis: tuple[Eintrag, ...]) -> tuple[str, ...]:
    """Return lines without a table of contents that stands among them: a full, unbroken run of its entries."""
    for auswahl in (verzeichnis, tuple(e for e in verzeichnis if e.ebene == 1)):
        laenge = len(auswahl)
        for start in range(len(zeilen) - laenge + 1 if laenge else 0):
            if all(_is_entry(e, z) for e, z in zip(auswahl, zeilen[start : start + laenge], strict=True)):
                return zeilen[:start] + zeilen[start + laenge :]
    return zeilen


def _line(p: Textposten, mit_nummern: bool) -> str:
    return p.zeile if mit_nummern or p.art in ("tabellentitel", "abbildungstitel") else p.text


def _differences(soll: list[str], orte: list[str], ist: list[str]) -> list[Textabweichung]:
    if soll == ist:
        return []
    vergleich = SequenceMatcher(None, soll, ist, autojunk=False)
    gefunden: list[Textabweichung] = []
    for art, a, b, c, d in vergleich.get_opcodes():
        wo = orte[min(a, len(orte) - 1)] if orte else ""
        if art == "replace" and b - a == d - c:
            gefunden += [Textabweichung(orte[a + n], (soll[a + n],), (ist[c + n],)) for n in range(b - a)]
        elif art != "equal":
            gefunden.append(Textabweichung(wo, tuple(soll[a:b]), tuple(ist[c:d])))
    return gefunden


def _captions(ist: list[str], soll: set[str]) -> list[str]:
    """Bring `Tabelle 1: Titel`, `Abbildung 1: Titel` and their relatives to the canonical `Tabelle 1 Titel` where the tree has such a caption."""
    neu = []
    for zeile in ist:
        treffer = _TABELLE.fullmatch(zeile)
        kanonisch = f"{treffer[1]} {treffer[2]}" if treffer else zeile
        neu.append(kanonisch if kanonisch in soll else zeile)
    return neu


def _bare_notes(ist: list[str], noten: list[Textposten]) -> list[str]:
    """Drop the number of a footnote where the file prints it; a wrong number stays and is a difference."""
    return [
        zeile.removeprefix(f"{noten[n].nummer} ") if n < len(noten) and zeile != noten[n].text else zeile
        for n, zeile in enumerate(ist)
    ]


def _contents(verzeichnis: tuple[Eintrag, ...], ist: list[str]) -> list[Textabweichung]:
    """A file may have no contents or only the first level; what it has must be right."""
    moeglich = (list(verzeichnis), [e for e in verzeichnis if e.ebene == 1])
    if not ist or any(
        len(m) == len(ist) and all(_is_entry(e, z) for e, z in zip(m, ist, strict=True)) for m in moeglich
    ):
        return []
    soll = [normalise(f"{e.nummer} {e.text}") for e in verzeichnis]
    return [Textabweichung("verzeichnis", tuple(soll), tuple(ist))]


def _is_entry(eintrag: Eintrag, zeile: str) -> bool:
    """True if a line is this entry, with or without its label, followed by nothing but a page number."""
    formen = (normalise(f"{eintrag.nummer} {eintrag.text}"), normalise(eintrag.text))
    return any(zeile.startswith(f) and _SEITE.fullmatch(zeile, len(f)) for f in formen)


def _without_furniture(zeilen: tuple[str, ...], soll: set[str], kopf: Kopf) -> list[str]:
    return [z for z in zeilen if z in soll or not _is_furniture(z, kopf)]


def _is_furniture(zeile: str, kopf: Kopf) -> bool:
    if _LINIE.fullmatch(zeile):
        return True
    rest, treffer = _WORTE.subn(" ", zeile)
    if not treffer:
        return False
    tag = normalise(german_date(kopf.stand))
    jahr, _, monat_tag = kopf.stand.partition("-")
    monat, _, tageszahl = monat_tag.partition("-")
    rest = re.sub(rf"\b{re.escape(kopf.inhaltshash[:8])}[0-9a-f]*", " ", rest) if kopf.inhaltshash else rest
    for wert in (kopf.kennung, kopf.aktenzeichen, kopf.fassung, tag, kopf.stand, f"{tageszahl}.{monat}.{jahr}"):
        rest = rest.replace(normalise(wert), " ", 1) if wert else rest
    return not any(z.isalnum() for z in rest)

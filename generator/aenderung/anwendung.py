"""Commands applied, strictly: the wording before and its commands give the wording after, or a German sentence why not.

Every command means the wording before all of them. A command that does not fit is refused, never skipped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, cast

from contracts.modell.befehl import Befehl
from corpus.saetze import count_saetze, split_text

from ..tree import Absatz, Abschnitt, Dokument, Punkt, Tabelle, Textblock, plain
from .baumweg import (
    BefehlFehler,
    Wortknoten,
    change_at,
    find_way,
    inline_of,
    map_texts,
    named_parts,
    node_at,
    parts_of,
    step_of,
    texts_inside,
)
from .tabellenbefehl import ZEILE, change_rows
from .wortangaben import Tausch, exchange
from .wortlaut import read_wortlaut

SATZ: Final = "Satz "
_ARTEN: Final[dict[str, type[Wortknoten]]] = {
    "absatz": Absatz,
    "nummer": Punkt,
    "paragraf": Abschnitt,
    "abschnitt": Abschnitt,
    "anlage": Abschnitt,
    "tabelle": Tabelle,
}
"""Units that are replaced, inserted or deleted as they stand, and the nodes they are."""


def apply_befehle(basis: Dokument, befehle: Sequence[Befehl]) -> Dokument:
    """Return the wording after all commands; raises BefehlFehler naming the first one that does not fit."""
    _check_conflicts(befehle)
    wortlaut = basis
    for ort, gruppe in _groups(befehle):
        try:
            wortlaut = _change(wortlaut, ort, gruppe)
        except ValueError as fehler:
            satz = str(fehler).rstrip(".")
            raise BefehlFehler(f"Befehl {gruppe[0].id} ({' '.join(gruppe[0].ort)}): {satz}.") from fehler
    return wortlaut


def is_certain(text: str) -> bool:
    """Tell whether everybody counts the same Sätze in a text."""
    wenig, viel = count_saetze(text)
    return wenig == viel and "\n" not in text and " ".join(split_text(text)) == text


def sole_text(knoten: Wortknoten) -> Textblock | None:
    """Return the text of a node that is nothing but one running text, whose Sätze can be counted."""
    teile = parts_of(knoten)
    if len(teile) != 1:
        return None
    if isinstance(teile[0], Absatz) and not teile[0].nummer:
        return sole_text(teile[0])
    return teile[0] if isinstance(teile[0], Textblock) and not isinstance(knoten, Dokument) else None


def _check_conflicts(befehle: Sequence[Befehl]) -> None:
    """Refuse commands inside a place that another one replaces or deletes."""
    ganze = [b for b in befehle if b.einheit in (*_ARTEN, "satz", "zeile") and b.art != "einfuegen"]
    for ganzer in ganze:
        for b in befehle:
            ist_innen = b.ort[: len(ganzer.ort)] == ganzer.ort and not (b.art == "einfuegen" and b.ort == ganzer.ort)
            if b is not ganzer and ist_innen:
                wo = " ".join(b.ort)
                raise BefehlFehler(f"Die Befehle {ganzer.id} und {b.id} ändern dieselbe Stelle ({wo}).")


def _groups(befehle: Sequence[Befehl]) -> Iterator[tuple[tuple[str, ...], list[Befehl]]]:
    """Yield the commands on one text or table together, then the larger units: what is deleted, then the others in order."""
    zusammen: dict[tuple[str, ...], list[Befehl]] = {}
    for b in befehle:
        if b.einheit not in _ARTEN:
            zusammen.setdefault(_holder(b), []).append(b)
    yield from zusammen.items()
    ganze = [b for b in befehle if b.einheit in _ARTEN]
    for b in sorted(ganze, key=lambda x: ("ersetzen", "streichen", "einfuegen").index(x.art)):
        yield b.ort, [b]


def _holder(befehl: Befehl) -> tuple[str, ...]:
    """Return the place whose text or table a command changes: the steps before a Satz, a row, a column."""
    for n, schritt in enumerate(befehl.ort):
        if n and schritt.startswith((SATZ, ZEILE)):
            return befehl.ort[:n]
    return befehl.ort


def _change(wortlaut: Dokument, ort: tuple[str, ...], befehle: Sequence[Befehl]) -> Dokument:
    weg = find_way(wortlaut, ort)
    knoten = node_at(wortlaut, weg)
    if befehle[0].einheit in _ARTEN:
        neu = change_at(wortlaut, weg, lambda k: _changed_unit(k, befehle[0]))
        _check_unique(neu, weg)
    elif isinstance(knoten, Tabelle) and all(b.einheit in ("zeile", "zelle") for b in befehle):
        tabelle = change_rows(knoten, befehle, len(ort))
        neu = change_at(wortlaut, weg, lambda _: (tabelle,))
    else:
        text = _changed_text(knoten, befehle, len(ort))
        neu = change_at(wortlaut, weg, lambda _: (text,))
    return cast(Dokument, neu)


def _changed_unit(knoten: Wortknoten, befehl: Befehl) -> tuple[Wortknoten, ...]:
    art = _ARTEN[befehl.einheit]
    neu = read_wortlaut(befehl.wortlaut) if befehl.wortlaut else ()
    if not isinstance(knoten, art) or not all(isinstance(k, art) for k in neu):
        raise BefehlFehler(f"Dort steht keine Einheit der Art „{befehl.einheit}“")
    if (befehl.art == "streichen") == bool(neu):
        raise BefehlFehler("Der Befehl braucht einen Wortlaut, ein Streichen keinen")
    if befehl.art == "einfuegen":
        return (*neu, knoten) if befehl.lage == "vor" else (knoten, *neu)
    return neu


def _check_unique(wortlaut: Wortknoten, weg: tuple[int, ...]) -> None:
    """Refuse a label that is there twice after a change."""
    # Items of a list are counted within the Absatz around it, so that one step more has to be looked at.
    for ende in (len(weg) - 1, len(weg) - 2):
        if ende < 0:
            continue
        schritte = Counter(step_of(k) for _, k in named_parts(node_at(wortlaut, weg[:ende])))
        doppelt = next((s for s, zahl in schritte.items() if zahl > 1), "")
        if doppelt:
            raise BefehlFehler(f"„{doppelt}“ gäbe es danach zweimal")


def _changed_text(knoten: Wortknoten, befehle: Sequence[Befehl], tiefe: int) -> Wortknoten:
    titel = [b for b in befehle if b.einheit == "ueberschrift"]
    for b in titel:
        if not isinstance(knoten, Abschnitt) or b.neu is None or b.art != "ersetzen" or len(titel) > 1:
            raise BefehlFehler("Eine Überschrift wird nur einmal und als Ganzes ersetzt")
    innen = [b for b in befehle if len(b.ort) > tiefe or b.einheit == "satz"]
    aussen = [b for b in befehle if b not in innen and b not in titel]
    if any(b.einheit != "angabe" for b in aussen):
        raise BefehlFehler("Dort steht keine Tabelle")
    if aussen:
        texte = iter(exchange(texts_inside(knoten), [_exchange_of(b) for b in aussen]))
        knoten = map_texts(knoten, lambda _: next(texte))
    if innen:
        satztext = _changed_saetze(knoten, innen, tiefe)
        knoten = map_texts(knoten, lambda t: t if t != satztext[0] else satztext[1])
    if titel and isinstance(knoten, Abschnitt):
        return Abschnitt("", knoten.art, inline_of(titel[0].neu or ""), knoten.bloecke, knoten.nummer)
    return knoten


def _exchange_of(befehl: Befehl) -> Tausch:
    if befehl.alt is None or befehl.art == "einfuegen" or (befehl.neu is None) != (befehl.art == "streichen"):
        raise BefehlFehler("Der Befehl nennt nicht die bisherige und die neue Angabe")
    return Tausch(befehl.alt, befehl.neu or "", befehl.ist_jeweils)


def _changed_saetze(knoten: Wortknoten, befehle: Sequence[Befehl], tiefe: int) -> tuple[str, str]:
    """Return the running text of a node and what commands on its Sätze make of it."""
    block = sole_text(knoten)
    text = plain(block.inhalt) if block is not None else ""
    if not text or not is_certain(text):
        raise BefehlFehler("Die Sätze lassen sich dort nicht sicher zählen")
    saetze = [[s] for s in split_text(text)]
    for n, gruppe in _by_satz(befehle, tiefe, len(saetze)).items():
        satz = saetze[n][0]
        angaben = [_exchange_of(b) for b in gruppe if b.einheit == "angabe"]
        mitte = [exchange([satz], angaben)[0]] if angaben else [satz]
        vor: list[str] = []
        nach: list[str] = []
        for b in (b for b in gruppe if b.einheit == "satz"):
            if (b.art == "streichen") == (b.neu is not None):
                raise BefehlFehler("Der Befehl nennt nicht, welcher Satz an die Stelle tritt")
            if b.art == "einfuegen":
                (vor if b.lage == "vor" else nach).append(b.neu or "")
            else:
                mitte = [b.neu] if b.neu else []
        saetze[n] = [*vor, *mitte, *nach]
    return text, " ".join(s for teile in saetze for s in teile)


def _by_satz(befehle: Sequence[Befehl], tiefe: int, zahl: int) -> dict[int, list[Befehl]]:
    gruppen: dict[int, list[Befehl]] = {}
    for b in befehle:
        nummer = b.ort[tiefe].removeprefix(SATZ) if len(b.ort) == tiefe + 1 else ""
        if not nummer.isdecimal() or not 1 <= int(nummer) <= zahl:
            raise BefehlFehler(f"„{' '.join(b.ort[tiefe:])}“ gibt es dort nicht; es sind {zahl} Sätze")
        gruppen.setdefault(int(nummer) - 1, []).append(b)
    return gruppen

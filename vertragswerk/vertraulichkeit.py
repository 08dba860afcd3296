"""Findings about one person: what the data say of it is struck out of every message, so that no log, report or terminal repeats it.

The place of a finding stays: file, line, path. What counts as personal is declared at the model (`Personenbezogen`). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from checks.befund import Befund
from contracts.angaben import Angabe, list_angaben, walk_angaben
from contracts.arten import Vertragsart
from contracts.bestand.eingaben import Vertragsdateien
from contracts.position import Quelle
from generator.kanon import german_date

VERDECKT: Final = "[nicht gezeigt]"
OFFEN: Final = "[offen"
"""How a template begins what somebody has to fill in."""
KURZ: Final = 3
"""Words of at least so many characters tell a person; shorter ones are everybody's."""
FOLGE: Final = 3
"""So many words in a row that also stand in a text about the person are taken from it."""
_ZITAT = re.compile(r"„[^“]*“?|\"[^\"]*\"")
_KONTO = re.compile(r"[A-Z]{2}[0-9]{2}[ A-Z0-9]{8,40}")
_ARTZEILE = re.compile(rb"^art:[ \t]*[\"']?(\w*)[\"']?[ \t\r]*(?:#.*)?$", re.MULTILINE)
_WORT = re.compile(r"\w+")
_STRASSE = re.compile(r"(?:straße|strasse|weg|platz|allee)$", re.IGNORECASE)


@dataclass(frozen=True)
class Schweigen:
    """What messages about a case must not repeat: the personal values of its data, or everything quoted where these cannot be read.

    `fremde_namen` are keys that the model does not have.
    """

    werte: tuple[str, ...] = ()
    ist_unlesbar: bool = False
    fremde_namen: frozenset[str] = frozenset()

    @cached_property
    def _kurze(self) -> re.Pattern[str] | None:
        """Names, numbers and days: any of them, and for names each of their words."""
        gesucht: set[str] = set()
        for wert in self.werte:
            gesucht |= set(_forms(wert))
        stuecke = sorted((re.escape(g) for g in gesucht if len(g) >= KURZ), key=len, reverse=True)
        return re.compile("|".join(rf"(?<!\w){s}(?!\w)" for s in stuecke), re.IGNORECASE) if stuecke else None

    @cached_property
    def _folgen(self) -> frozenset[tuple[str, ...]]:
        """Every run of words of the longer texts."""
        return frozenset(f for wert in self.werte for f in _runs(wert))

    def hide(self, text: str) -> str:
        """Return a message without what it would tell of the person."""
        if not text:
            return text
        if self.ist_unlesbar:
            return _ZITAT.sub(f"„{VERDECKT}“", text)
        text = _ZITAT.sub(lambda t: f"„{VERDECKT}“" if self._tells(t[0]) else t[0], text)
        return self._kurze.sub(VERDECKT, text) if self._kurze is not None else text

    def _tells(self, zitat: str) -> bool:
        woerter = tuple(w.lower() for w in _WORT.findall(zitat))
        if any(f in self._folgen for f in _tuples(woerter)):
            return True
        return self._kurze is not None and self._kurze.search(zitat) is not None

    def hide_value(self, wert: str) -> str:
        """Return a value of a finding, or that it is not shown."""
        if self.ist_unlesbar and wert:
            return VERDECKT
        return VERDECKT if wert and self._tells(wert) else wert

    def hide_pfad(self, pfad: str) -> str:
        """Return a written path without keys that somebody invented; those of the model tell nothing."""
        for name in self.fremde_namen:
            pfad = pfad.replace(name, VERDECKT)
        return pfad

    def hide_befund(self, befund: Befund) -> Befund:
        """Return a finding whose sentence and values tell nothing of the person."""
        return replace(
            befund,
            ist=self.hide_value(befund.ist),
            soll=self.hide_value(befund.soll),
            satz=self.hide(befund.satz),
            pfad=self.hide_pfad(befund.pfad),
            werte={name: self.hide_value(wert) for name, wert in befund.werte.items()},
        )


NICHTS: Final = Schweigen()
"""For what tells nothing of a person."""


def keep_silent(art: Vertragsart | None, quelle: Quelle | None, datei: str, arten: Sequence[Vertragsart]) -> Schweigen:
    """Return what messages about a contract must not repeat; a file in the place of a confidential kind is taken for one."""
    ist_vertraulich = art.ist_vertraulich if art is not None else is_confidential(datei, arten)
    if not ist_vertraulich:
        return NICHTS
    if art is None or quelle is None:
        return Schweigen(ist_unlesbar=True)
    fremde = frozenset(_foreign_keys(quelle.daten, Angabe(art.load_modell())))
    return Schweigen((*dict.fromkeys((*_personal(quelle.daten, art), *sorted(fremde))),), fremde_namen=fremde)


def is_confidential(datei: str, arten: Iterable[Vertragsart]) -> bool:
    """Tell whether a file lies where contracts of a confidential kind lie."""
    return any(a.ist_vertraulich and datei.startswith(f"{a.ort.ordner}/") for a in arten)


def may_leave(dateien: Vertragsdateien, arten: Sequence[Vertragsart]) -> bool:
    """Tell whether a contract may be sent to another machine: only one that says in one plain line that its kind is none of a person."""
    if is_confidential(dateien.datei, arten):
        return False
    genannt = _ARTZEILE.findall(dateien.dateien.get(dateien.datei, b""))
    return len(genannt) == 1 and any(not a.ist_vertraulich and a.name.encode() == genannt[0] for a in arten)


def _personal(daten: Any, art: Vertragsart) -> Iterator[str]:
    """Yield every personal value of the data; what the model does not know may be personal, too."""
    for _, wert, angabe in walk_angaben(daten, Angabe(art.load_modell())):
        if angabe.ist_personenbezogen:
            yield from _leaves(wert)
    yield from _unknown(daten, Angabe(art.load_modell()))


def _unknown(daten: Any, angabe: Angabe) -> Iterator[str]:
    """Yield the values of keys that the model does not have, and of groups where it has a value."""
    if angabe.modell is not None and isinstance(daten, dict):
        felder = list_angaben(angabe.modell)
        for name, wert in daten.items():
            if name in felder:
                yield from _unknown(wert, felder[name])
            else:
                yield from _leaves(wert)
    elif angabe.glied is not None and isinstance(daten, list):
        for eintrag in daten:
            yield from _unknown(eintrag, angabe.glied)
    elif isinstance(daten, (dict, list)) or angabe.modell is not None or angabe.glied is not None:
        yield from _leaves(daten)


def _foreign_keys(daten: Any, angabe: Angabe) -> Iterator[str]:
    """Yield the keys that the model does not have."""
    if angabe.modell is not None and isinstance(daten, dict):
        felder = list_angaben(angabe.modell)
        for name, wert in daten.items():
            yield from _foreign_keys(wert, felder[name]) if name in felder else (name,)
    elif angabe.glied is not None and isinstance(daten, list):
        for eintrag in daten:
            yield from _foreign_keys(eintrag, angabe.glied)


def _leaves(wert: Any) -> Iterator[str]:
    if isinstance(wert, dict):
        for innen in wert.values():
            yield from _leaves(innen)
    elif isinstance(wert, (list, tuple)):
        for innen in wert:
            yield from _leaves(innen)
    elif wert is not None and not isinstance(wert, bool) and not str(wert).startswith(OFFEN):
        yield str(wert)


def _forms(wert: str) -> Iterator[str]:
    """Yield how a short value may be written: itself, without blanks, its words, a day in every form."""
    if len(wert.split()) > 5 and not _KONTO.fullmatch(wert):
        return
    yield wert
    yield "".join(wert.split())
    try:
        tag = date.fromisoformat(wert)
    except ValueError:
        yield from (
            w
            for w in _WORT.findall(wert)
            if (len(w) > KURZ and not _STRASSE.search(w)) or (w.isdigit() and len(w) > KURZ)
        )
    else:
        yield from (tag.strftime("%d.%m.%Y"), german_date(wert), german_date(wert).replace("\u00a0", " "))


def _runs(wert: str) -> Iterator[tuple[str, ...]]:
    return _tuples(tuple(w.lower() for w in _WORT.findall(wert)))


def _tuples(woerter: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (woerter[i : i + FOLGE] for i in range(len(woerter) - FOLGE + 1))

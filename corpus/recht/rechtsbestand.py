"""Questions about the law at a date: does a norm exist, what happened to it, has it changed in between?

Every answer is honest about what the sources show: outside their spans, and in a window in which a change lies, it is
`unbekannt`, with the likely answer beside it where the text before and after gives the same one.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from ..index.gesetzesleser import Gesetzesleser
from ..index.gesetzesliste import LISTE, Gesetzestexte, hash_files, list_shipped, list_texte
from ..index.indexformat import IndexFehler
from ..index.indexmodell import Gesetzesfassung, Gesetzeskopf, Grenze
from ..index.zeit import states_at
from ..norm import Norm
from ..paketdaten import load_json
from .aenderung import Absatzaenderung, compare_fassungen, describe_heading, format_tag
from .anlage import explain_unknown, find_nummer
from .auskunft import Auskunft, examine_changes, examine_law
from .einheit import find_einheit
from .nachfolge import find_nachfolger
from .urteil import Urteil, judge_norm

GEMERKT = 4096
"""Judgements that are kept."""


@dataclass(frozen=True, slots=True)
class Geltungsabschnitt:
    """One stretch of the history of a norm: `fassung` is None while the provision did not exist.

    `bis` is the border at which the next stretch or the end of the law begins, None while it is current.
    """

    ab: Grenze
    fassung: Gesetzesfassung | None
    aenderungen: tuple[Absatzaenderung, ...]
    hinweis: str
    bis: Grenze | None = None


class Rechtsbestand:
    """All laws of the index. Nothing is read before the first question, and only the law that is asked for."""

    def __init__(self, texte: Gesetzestexte, kennzeichen: str) -> None:
        """Take the texts by key of the law, oldest first, and a short German text that names this state of the law."""
        self._texte = texte
        self.kennzeichen = kennzeichen
        self._urteile: dict[tuple[Norm, date], Urteil] = {}

    def __repr__(self) -> str:
        """Name the state of the law: a memory keeps judgements under it."""
        return f"Rechtsbestand({self.kennzeichen!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process without the judgements that are kept."""
        return Rechtsbestand, (self._texte, self.kennzeichen)

    def gesetze(self) -> list[str]:
        """Return the keys of all laws."""
        return list(self._texte)

    def texte(self, gesetz: str) -> list[Gesetzesleser]:
        """Return the texts of a law, oldest first; empty if the index does not know it."""
        return self._texte.get(gesetz, [])

    def known_until(self, gesetz: str) -> date | None:
        """Return the last day for which a law is known; None for one the index lacks and for one that ended before."""
        texte = self.texte(gesetz)
        kopf = texte[-1].kopf if texte else None
        return kopf.beobachtet[-1][1] if kopf is not None and kopf.gilt_bis is None else None

    def kopf(self, gesetz: str, stichtag: date) -> Gesetzeskopf | None:
        """Return the head of the text that is or was the law on a day."""
        leser = self.text_at(gesetz, stichtag)
        return leser.kopf if leser else None

    def urteile(self, norm: Norm, stichtag: date) -> Urteil:
        """Judge whether a norm is law on a day; a citation „in der am … geltenden Fassung“ is judged on that day."""
        urteil = self._urteile.get((norm, stichtag))
        if urteil is None:
            if len(self._urteile) >= GEMERKT:  # long texts cite few norms many times; a hostile one fills no memory
                self._urteile.clear()
            urteil = self._urteile[norm, stichtag] = self._judge(norm, stichtag)
        return urteil

    def _judge(self, norm: Norm, stichtag: date) -> Urteil:
        tag = _day_of(norm, stichtag)
        if tag is None:
            return Urteil(norm, stichtag, "unbekannt", f"Den Tag {norm.fassung} der zitierten Fassung gibt es nicht.")
        leser = self.text_at(norm.gesetz, tag)
        if leser is None:
            wort = f"Das Gesetz „{norm.gesetz}“ ist nicht im Bestand." if norm.gesetz else "Die Norm nennt kein Gesetz."
            return Urteil(norm, stichtag, "unbekannt", wort)
        if norm.fassung == "a. F.":
            return self._judge_alt(norm, stichtag)
        urteil = judge_norm(norm, tag, leser)
        if {urteil.status, urteil.wahrscheinlich} & {"aufgehoben", "nicht_vorhanden"}:
            gesehen = self._last_seen(norm, leser)
            if gesehen or (leser.bis is not None and tag > leser.bis):
                urteil = urteil._replace(nachfolger=find_nachfolger(norm, tag, gesehen))
        return urteil if tag == stichtag else urteil._replace(stichtag=stichtag)

    def day_of(self, norm: Norm, stichtag: date) -> date | None:
        """Return the day whose text a citation means: its own date, the last of an old version, or the `stichtag`."""
        if norm.fassung != "a. F.":
            return _day_of(norm, stichtag)
        alt = self._find_alte(norm)
        return alt.gesehen_bis if alt else None

    def ueberschrift(self, norm: Norm, stichtag: date) -> str:
        """Return the official heading of the provision on a day, empty if none is certain."""
        leser = self.text_at(norm.gesetz, stichtag)
        zustaende = states_at(leser.folge(find_nummer(norm, leser)), stichtag) if leser else []
        namen = {z[1].ueberschrift if z and z[1] else "" for z in zustaende}
        return namen.pop() if len(namen) == 1 else ""

    def geschichte(self, norm: Norm) -> list[Geltungsabschnitt]:
        """Return every known version of the provision through all texts of the law, oldest first."""
        abschnitte: list[Geltungsabschnitt] = []
        for i, leser in enumerate(self.texte(norm.gesetz)):
            vorher: Gesetzesfassung | None = None
            beginn = "Gesetz neu gefasst" if i else "ältester Text im Bestand"
            folge = leser.folge(find_nummer(norm, leser))
            enden = [*(grenze for grenze, _ in folge[1:]), _end_of(leser.kopf)]
            # A text that never had the provision has no version of it, but an end.
            for (grenze, fassung), bis in zip(folge, enden, strict=False):
                if vorher is None and grenze.sicher_ab <= leser.kopf.beobachtet[0][0]:
                    abschnitte.append(Geltungsabschnitt(grenze, fassung, (), beginn, bis))
                else:
                    was = compare_fassungen(vorher, fassung), describe_heading(vorher, fassung)
                    abschnitte.append(Geltungsabschnitt(grenze, fassung, *was, bis))
                vorher = fassung
        return abschnitte

    def geaendert(self, norm: Norm, von: date, bis: date) -> Auskunft:
        """Tell whether the wording of a norm changed after `von` and not later than `bis`, and which Absatz."""
        leser, leser_bis = self.text_at(norm.gesetz, von), self.text_at(norm.gesetz, bis)
        if leser is None or leser_bis is None:
            return Auskunft("unbekannt", vorbehalt=f"Das Gesetz „{norm.gesetz}“ ist nicht im Bestand.")
        unbekannt = explain_unknown(norm, leser, von) or explain_unknown(norm, leser_bis, bis)
        if unbekannt:
            return Auskunft("unbekannt", vorbehalt=unbekannt)
        return examine_changes(norm, leser, leser_bis, von, bis)

    def gesetz_geaendert(self, gesetz: str, von: date, bis: date) -> Auskunft:
        """Tell whether a whole law came into force, was replaced or repealed after `von` and not later than `bis`."""
        leser, leser_bis = self.text_at(gesetz, von), self.text_at(gesetz, bis)
        if leser is None or leser_bis is None:
            return Auskunft("unbekannt", vorbehalt=f"Das Gesetz „{gesetz}“ ist nicht im Bestand.")
        return examine_law(leser, leser_bis, von, bis)

    def text_at(self, gesetz: str, tag: date) -> Gesetzesleser | None:
        """Return the text that is or was the law under a key on a day, None if the index does not know the law."""
        texte = self.texte(gesetz)
        for leser in texte:
            if leser.bis is None or tag <= leser.bis:
                return leser
        return texte[-1] if texte else None

    def _last_seen(self, norm: Norm, leser: Gesetzesleser) -> date | None:
        """Return when the missing unit was last there, in this text or in the one it replaced; None if it never was."""
        texte = self.texte(norm.gesetz)
        frueher = [f for t in texte[: texte.index(leser) + 1] for f in t.fassungen(find_nummer(norm, t))]
        da = [f.gesehen_bis for f in frueher if f.status == "geltend" and find_einheit(f, norm.einheiten).ist_da]
        return max(da, default=None)

    def _find_alte(self, norm: Norm) -> Gesetzesfassung | None:
        """Return the latest earlier version that holds the unit."""
        for leser in reversed(self.texte(norm.gesetz)):
            for fassung in reversed(leser.fassungen(find_nummer(norm, leser))):
                frueher = fassung.gesehen_bis < leser.kopf.beobachtet[-1][1] or leser.kopf.gilt_bis is not None
                if frueher and fassung.status == "geltend" and find_einheit(fassung, norm.einheiten).ist_da:
                    return fassung
        return None

    def _judge_alt(self, norm: Norm, stichtag: date) -> Urteil:
        """A citation of an old version is right if some earlier version holds the unit."""
        alt = self._find_alte(norm)
        if alt is None:
            grund = "Die zitierte alte Fassung liegt vor dem Bestand oder hat die Angabe nicht."
            return Urteil(norm, stichtag, "unbekannt", grund)
        gesehen = format_tag(alt.gesehen_bis)
        grund = f"Als alte Fassung zitiert und in einer früheren Fassung vorhanden (gesehen bis {gesehen})."
        enden = [t.bis for t in self.texte(norm.gesetz)[:-1] if t.bis and t.fassungen(find_nummer(norm, t))]
        if enden and alt.gesehen_bis > enden[-1]:
            grund += f" Gemeint sein kann auch das bis {format_tag(enden[-1])} geltende Gesetz; nennen Sie den Tag."
        nachfolger = find_nachfolger(norm, stichtag, alt.gesehen_bis)
        return Urteil(norm, stichtag, "geltend", grund, nachfolger, ueberschrift=alt.ueberschrift)


def _end_of(kopf: Gesetzeskopf) -> Grenze | None:
    """Return the day on which a whole law went out of force."""
    tag = kopf.gilt_bis + timedelta(days=1) if kopf.gilt_bis else None
    return Grenze("belegt", tag, None, tag) if tag else None


def _day_of(norm: Norm, stichtag: date) -> date | None:
    """Return the day whose law a citation means: that of its own version, if it names one; None for an impossible day."""
    if not norm.fassung[:1].isdigit():
        return stichtag
    try:
        return date.fromisoformat(norm.fassung)
    except ValueError:
        return None


@cache
def load_mitgeliefert() -> Rechtsbestand:
    """Return the law as shipped with the program; reads only the list of laws."""
    return Rechtsbestand(list_shipped(), _shipped_name())


def build_recht(eingefuehrt: Mapping[str, bytes]) -> Rechtsbestand:
    """Return the shipped law with what a user imported laid over it: the files of the import by name, the list among them.

    Raises IndexFehler for a damaged list; a damaged or missing text is told when it is asked for.
    """
    if LISTE not in eingefuehrt:
        return load_mitgeliefert()
    alle = list_shipped()
    neu = list_texte(eingefuehrt[LISTE], eingefuehrt.__getitem__, "Zwischenspeicher")
    for gesetz, eigene in neu.items():
        namen = {leser.name for leser in eigene}
        bleibende = [leser for leser in alle.get(gesetz, []) if leser.name not in namen]
        alle[gesetz] = sorted([*bleibende, *eigene], key=lambda leser: leser.von or date.min)
    return Rechtsbestand(alle, f"{_shipped_name()}; {_imported_name(neu, eingefuehrt)}")


def _shipped_name() -> str:
    """Say which edition is shipped: the last day its sources show, and a hash of its files."""
    auflage = load_json("normen/auflage.json")
    return f"mitgeliefertes Recht, Stand {format_tag(date.fromisoformat(auflage['stand']))} ({auflage['hash']})"


def _imported_name(texte: Gesetzestexte, dateien: Mapping[str, bytes]) -> str:
    tage = []
    for leser in (leser for gruppe in texte.values() for leser in gruppe):
        with suppress(IndexFehler):  # told when the law is asked for
            tage.append(leser.kopf.beobachtet[-1][1])
    stand = f", Stand {format_tag(max(tage))}" if tage else ""
    anzahl = "ein Gesetz" if len(texte) == 1 else f"{len(texte)} Gesetze"
    return f"eingeführt {anzahl}{stand} ({hash_files(dateien)})"

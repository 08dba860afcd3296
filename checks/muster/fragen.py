"""Questions that a rule can only ask, and what the contract records as their answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from contracts.modell.pruefbestaetigung import HatPruefbestaetigungen, Pruefbestaetigung
from contracts.position import Pfad

from ..befund import Fund
from ..kontext import Kontext
from ..paketdaten import load_daten


@dataclass(frozen=True, slots=True)
class Bestaetigungsfrage:
    """What a rule wants confirmed, and who can confirm it."""

    frage: str
    wer: str


@cache
def load_fragen() -> Mapping[str, Bestaetigungsfrage]:
    """Return the questions by the code of their rule."""
    return {code: Bestaetigungsfrage(**angaben) for code, angaben in load_daten("bestaetigungen").items()}


def ask(kontext: Kontext, code: str, pfad: Pfad, betrifft: str) -> Iterator[Fund]:
    """Yield a hit where nobody has confirmed this of the Fassung in hand; the variants are `offen` and `fassung`."""
    antworten = [a for a in _answers(kontext, code) if a.betrifft in (None, betrifft)]
    if any(a.fassung == kontext.vertrag.fassung.nummer for a in antworten):
        return
    frage = load_fragen()[code]
    werte = {"frage": frage.frage, "wer": frage.wer}
    if antworten:
        yield Fund(pfad, antworten[-1].fassung, kontext.vertrag.fassung.nummer, werte=werte, variante="fassung")
    else:
        yield Fund(pfad, betrifft, "Bestätigung", werte=werte, variante="offen")


def _answers(kontext: Kontext, code: str) -> list[Pruefbestaetigung]:
    if not kontext.hat(HatPruefbestaetigungen):
        return []
    return [b for b in kontext.als(HatPruefbestaetigungen).pruefbestaetigungen if b.regel == code]

"""Exceptions: reading the register, judging each entry at the day of the check, and setting aside what a sound one covers.

An entry that is malformed, unreasoned, expired or for an unknown rule suppresses nothing and is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from contracts.position import Mangel, Pfad, Position, Quelle

from .altbestand import can_be_stock
from .ausnahmecodes import AUSNAHMECODES
from .befund import Befund, compute_fingerprint, from_mangel
from .bericht import Ausgenommen, Pruefung
from .paketdaten import load_daten

if TYPE_CHECKING:
    from contracts.modell.ausnahmeliste import Ausnahme

    from .regel import Regel

AUSNAHMEDATEI: Final = "ausnahmen.yaml"
HOECHSTMONATE: Final = 12
_WORT: Final = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Ausnahmeregister:
    """The sound exceptions of a repository with their places, and the findings about the others."""

    geltende: tuple[tuple[Ausnahme, Position], ...] = ()
    befunde: tuple[Befund, ...] = ()

    def find(self, befund: Befund) -> Ausnahme | None:
        """Return the exception that covers a finding."""
        return next((a for a, _ in self.geltende if _covers(a, befund)), None)

    def list_unused(self, pruefungen: Iterable[Pruefung], genutzte: frozenset[str]) -> list[Befund]:
        """Return a warning for each exception whose rule ran on its contract and found nothing there."""
        gelaufen = {(p.vertrag, code) for p in pruefungen for code in (*p.gelaufen, *p.auszuege)}
        offen = [(a, o) for a, o in self.geltende if a.id not in genutzte and (a.vertrag, a.regel) in gelaufen]
        return [
            _finding("AUS-06", a.id, f"Die Ausnahme „{a.id}“ wird nicht gebraucht: {a.regel} meldet dort nichts.", o)
            for a, o in offen
        ]


@dataclass(frozen=True, slots=True)
class Aussonderung:
    """What does not count: by decision (the register), or because it was there when the repository was adopted (fingerprints)."""

    register: Ausnahmeregister = field(default_factory=Ausnahmeregister)
    altbestand: frozenset[str] = frozenset()

    def split(self, befunde: Iterable[Befund]) -> tuple[tuple[Befund, ...], tuple[Ausgenommen, ...]]:
        """Return the findings that count and those that do not."""
        offene: list[Befund] = []
        ausgenommene: list[Ausgenommen] = []
        for befund in befunde:
            ausnahme = self.register.find(befund)
            if ausnahme is not None:
                ausgenommene.append(Ausgenommen(befund, "ausnahme", _reason(ausnahme), ausnahme.id))
            elif befund.fingerprint in self.altbestand and can_be_stock(befund):
                ausgenommene.append(
                    Ausgenommen(befund, "altbestand", "Schon bei der Übernahme des Bestands vorgefunden.")
                )
            else:
                offene.append(befund)
        return tuple(offene), tuple(ausgenommene)

    def apply(self, pruefung: Pruefung) -> Pruefung:
        """Return a check whose findings are told apart."""
        if not self.register.geltende and not self.altbestand:
            return pruefung
        offene, ausgenommene = self.split(pruefung.befunde)
        return replace(pruefung, befunde=offene, ausgenommene=(*pruefung.ausgenommene, *ausgenommene))


ALLES_ZAEHLT: Final = Aussonderung()
"""Nothing is set aside."""


def _covers(ausnahme: Ausnahme, befund: Befund) -> bool:
    """Tell whether an exception is for this finding: what it leaves out of path and anchor the finding must lack, too."""
    if (ausnahme.regel, ausnahme.vertrag) != (befund.code, befund.vertrag):
        return False
    if ausnahme.dokument and ausnahme.dokument != befund.dokument:
        return False
    if ausnahme.pfad or ausnahme.anker:
        return (not ausnahme.pfad or ausnahme.pfad == befund.pfad) and (
            not ausnahme.anker or ausnahme.anker == befund.anker
        )
    return not befund.pfad and not befund.anker


def _reason(ausnahme: Ausnahme) -> str:
    bis = ausnahme.gueltig_bis.strftime("%d.%m.%Y")
    am = ausnahme.entschieden_am.strftime("%d.%m.%Y")
    akte = f", {ausnahme.aktenzeichen}" if ausnahme.aktenzeichen else ""
    return f"{ausnahme.begruendung} (entschieden am {am}: {ausnahme.entschieden_von}{akte}; gilt bis {bis})"


def read_register(
    inhalt: bytes, stichtag: date, regeln: Mapping[str, Regel], vertraege: Iterable[str]
) -> Ausnahmeregister:
    """Read the register; entries that are no exceptions become findings, one whose text is not sound YAML excepts nothing at all."""
    from contracts.yamltext.yamldatei import load_yaml

    quelle, maengel = load_yaml(inhalt, AUSNAHMEDATEI)
    if quelle is None or maengel:
        return Ausnahmeregister((), _number_maengel(maengel))
    eintraege, maengel = _read_entries(quelle)
    geltende: list[tuple[Ausnahme, Position]] = []
    befunde: list[Befund] = []
    gesehen: set[object] = set()
    bekannt = frozenset(vertraege)
    for nummer, ausnahme in eintraege:
        fund = _judge(ausnahme, stichtag, regeln, bekannt, gesehen)
        gesehen |= {ausnahme.id, _place(ausnahme)}
        if fund is None:
            geltende.append((ausnahme, quelle.position(("ausnahmen", nummer, "regel"))))
        else:
            code, satz, feld = fund
            ort = quelle.position(("ausnahmen", nummer, feld))
            befunde.append(_finding(code, ausnahme.id, satz, ort))
    return Ausnahmeregister(tuple(geltende), (*_number_maengel(maengel), *befunde))


def _read_entries(quelle: Quelle) -> tuple[list[tuple[int, Ausnahme]], list[Mangel]]:
    """Return the entries that fit the model with their numbers, and what is wrong with the others."""
    from pydantic import ValidationError

    from contracts.modell.ausnahmeliste import Ausnahme, Ausnahmeliste
    from contracts.modell.meldungen import describe

    try:
        return list(enumerate(Ausnahmeliste.model_validate(dict(quelle.daten)).ausnahmen)), []
    except ValidationError as fehler:
        maengel = describe(fehler, quelle, Ausnahmeliste)
        kaputte = {m.pfad[1] for m in maengel if len(m.pfad) > 1}
    roh = quelle.daten.get("ausnahmen")
    if not isinstance(roh, list) or any(len(m.pfad) < 2 and m.pfad[:1] == ("ausnahmen",) for m in maengel):
        return [], maengel
    return [(n, Ausnahme.model_validate(e)) for n, e in enumerate(roh) if n not in kaputte], maengel


def _place(ausnahme: Ausnahme) -> tuple[str, ...]:
    return (ausnahme.regel, ausnahme.vertrag, ausnahme.pfad, ausnahme.anker, ausnahme.dokument)


def _judge(
    ausnahme: Ausnahme, stichtag: date, regeln: Mapping[str, Regel], vertraege: frozenset[str], gesehen: set[object]
) -> tuple[str, str, str] | None:
    """Return code, sentence and field of the first thing that is wrong with an entry, None for a sound one."""
    from contracts.rechnen.zeitraum import end_of_frist

    wer = f"Die Ausnahme „{ausnahme.id}“"
    spaetestens = end_of_frist(ausnahme.entschieden_am, HOECHSTMONATE)
    regel = regeln.get(ausnahme.regel)
    fragen: Sequence[tuple[str, bool, str, str]] = (
        ("AUS-09", ausnahme.id in gesehen or _place(ausnahme) in gesehen, "steht schon einmal da", "id"),
        ("AUS-04", regel is None, f"nennt die unbekannte Regel {ausnahme.regel}", "regel"),
        ("AUS-05", regel is not None and not regel.ist_ausnehmbar, f"ist nicht möglich: {ausnahme.regel} lässt keine zu", "regel"),
        ("AUS-08", ausnahme.vertrag not in vertraege, f"nennt den unbekannten Vertrag „{ausnahme.vertrag}“", "vertrag"),
        ("AUS-01", not explains(ausnahme.begruendung), "sagt nicht, warum der Befund hinzunehmen ist", "begruendung"),
        ("AUS-07", ausnahme.entschieden_am > min(stichtag, ausnahme.gueltig_bis), "ist nach dem Stichtag oder nach ihrem Ende entschieden", "entschieden_am"),
        ("AUS-03", ausnahme.gueltig_bis > spaetestens, f"gilt länger als zwölf Monate; spätestens bis {spaetestens.isoformat()}", "gueltig_bis"),
        ("AUS-02", ausnahme.gueltig_bis < stichtag, f"galt bis {ausnahme.gueltig_bis.isoformat()}", "gueltig_bis"),
    )  # fmt: skip
    for code, ist_falsch, satz, feld in fragen:
        if ist_falsch:
            return code, f"{wer} {satz}. Sie unterdrückt nichts.", feld
    return None


def explains(begruendung: str) -> bool:
    """Tell whether a reason says something when what everybody writes is taken out."""
    daten = load_daten("begruendung")
    worte = [w.casefold() for w in _WORT.findall(begruendung)]
    text = f" {' '.join(worte)} "
    for floskel in sorted(daten["floskeln"], key=len, reverse=True):
        gesucht = " ".join(w.casefold() for w in _WORT.findall(floskel))
        if gesucht:
            text = text.replace(f" {gesucht} ", "  ").replace("  ", " ")
    rest = set(text.split())
    return bool(len(rest) >= daten["mindestworte"] and sum(map(len, rest)) >= daten["mindestzeichen"])


def _finding(code: str, kennung: str, satz: str, ort: Position) -> Befund:
    pfad = f"ausnahmen[{kennung}]"
    befund = Befund(
        code, "warnung" if code == "AUS-06" else "fehler", ort, satz=satz, titel=AUSNAHMECODES[code][0], pfad=pfad
    )
    return replace(befund, fingerprint=compute_fingerprint(befund, 0))


def _number_maengel(maengel: Sequence[Mangel]) -> tuple[Befund, ...]:
    return tuple(from_mangel(m, pfad=_write(m.pfad)) for m in maengel)


def _write(pfad: Pfad) -> str:
    return ".".join(str(teil) for teil in pfad)

"""Precision and recall of the rules that read language on labelled sentences, each placed alone in an example contract.

A file `<Regel>.yaml` names the rule, its family, the case around a sentence (keys as in the case files of the rules; `$TEXT` is
the sentence) and the sentences with their label. The hash of a sentence decides its part: on the tuning part faults may be
looked at, the measured part is only counted. All of a file with `gemessen: true` is measured.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from checks.kontext import Kontext, Pruefling
from checks.registry import find_regel
from checks.run import check
from generator.numbering import resolve
from generator.tree import Absatz, Abschnitt, Dokument, Text, Textblock
from tests.checks.faelle import make_pruefling, stichtag_of, with_haupt

SAETZE = Path(__file__).resolve().parent
STELLTEIL, MESSTEIL = "tuning", "measured"
PLATZ = "$TEXT"
SEITE = SAETZE.parent.parent / "docs" / "wortlaut.md"
ANFANG, ENDE = "<!-- figures -->", "<!-- /figures -->"
"""What the page has between these lines is written by the measurement."""


def teil_of(text: str) -> str:
    """Return the part a sentence belongs to: even first hex digit of its hash, tuning; odd, measured."""
    return (STELLTEIL, MESSTEIL)[int(sha256(text.encode()).hexdigest()[0], 16) % 2]


@dataclass(frozen=True, slots=True)
class Urteil:
    """A labelled sentence and what the rule said of it."""

    regel: str
    familie: str
    text: str
    soll: bool
    ist: bool
    teil: str


@dataclass(frozen=True, slots=True)
class Guete:
    """Hits, false alarms and misses among sentences."""

    anzahl: int
    treffer: int
    fehlalarme: int
    verpasst: int

    @property
    def praezision(self) -> float:
        """Return the share of the alarms that are right."""
        return self.treffer / max(self.treffer + self.fehlalarme, 1)

    @property
    def ausbeute(self) -> float:
        """Return the share of the harmful sentences that are found."""
        return self.treffer / max(self.treffer + self.verpasst, 1)


def count(urteile: Iterable[Urteil]) -> Guete:
    """Return the quality over judged sentences."""
    paare = [(u.soll, u.ist) for u in urteile]
    return Guete(len(paare), paare.count((True, True)), paare.count((False, True)), paare.count((True, False)))


def list_urteile(datei: Path, teile: Collection[str] = (STELLTEIL, MESSTEIL)) -> Iterator[Urteil]:
    """Yield the sentences of a file that belong to some parts, with the judgment of its rule."""
    inhalt = yaml.safe_load(datei.read_text(encoding="utf-8"))
    modul = find_regel(inhalt["regel"])
    assert modul is not None, datei
    grund = None if PLATZ in repr(inhalt["fall"]) else make_pruefling(inhalt["fall"])
    for satz in inhalt["saetze"]:
        teil = MESSTEIL if inhalt.get("gemessen", False) else teil_of(satz["text"])
        if teil not in teile:
            continue
        if grund is not None:
            pruefling = with_satz(grund, satz["text"], inhalt.get("allein", False))
            ist = any(True for _ in modul.pruefe(Kontext(pruefling, stichtag_of(inhalt["fall"]))))
        else:
            fall = _place(inhalt["fall"], satz["text"])
            pruefung = check(make_pruefling(fall), stichtag_of(fall), (modul,))
            assert not pruefung.abstuerze, satz
            ist = any(b.code == inhalt["regel"] for b in pruefung.befunde)
        yield Urteil(inhalt["regel"], inhalt["familie"], satz["text"], satz["befund"], ist, teil)


def with_satz(pruefling: Pruefling, satz: str, ist_allein: bool) -> Pruefling:
    """Return a contract with a sentence as its last paragraph, or with nothing else; other documents are left out."""
    dokument = pruefling.schriftstuecke[0].dokument
    assert dokument is not None
    absatz = Absatz("probe_a", (Textblock("probe_a_t", (Text(satz),)),))
    probe = Abschnitt("probe", "paragraf", (Text("Probe"),), (absatz,))
    abschnitte = list(dokument.abschnitte)
    if ist_allein:
        neu = resolve(Dokument(dokument.kopf, (), (probe,)))
    else:
        ende = max(n for n, a in enumerate(abschnitte) if a.art == "paragraf")
        neu = replace(dokument, abschnitte=(*abschnitte[: ende + 1], probe, *abschnitte[ende + 1 :]))
    haupt = with_haupt(pruefling, dokument=neu)
    return replace(haupt, schriftstuecke=haupt.schriftstuecke[:1])


def _place(wert: Any, text: str) -> Any:
    """Return the case with the sentence in its place."""
    if isinstance(wert, dict):
        return {k: _place(v, text) for k, v in wert.items()}
    if isinstance(wert, list):
        return [_place(v, text) for v in wert]
    return wert.replace(PLATZ, text) if isinstance(wert, str) else wert


def wortlaut() -> None:
    """Measure every sentence and write the figures of each rule and family into the page; no sentence is shown."""
    tabelle = "\n".join(write_tabelle([u for datei in sorted(SAETZE.glob("*.yaml")) for u in list_urteile(datei)]))
    vorher, _, rest = SEITE.read_text(encoding="utf-8").partition(ANFANG)
    nachher = rest.partition(ENDE)[2]
    SEITE.write_text(f"{vorher}{ANFANG}\n\n{tabelle}\n\n{ENDE}{nachher}", encoding="utf-8")
    sys.stdout.write(f"{tabelle}\n")


def write_tabelle(urteile: list[Urteil]) -> list[str]:
    """Return the figures as lines of a Markdown table: each rule of a family, then the family."""
    zeilen = ["| family | rule | part | sentences | precision | recall |", "|---|---|---|---|---|---|"]
    for familie in sorted({u.familie for u in urteile}):
        eigene = [u for u in urteile if u.familie == familie]
        for regel in sorted({u.regel for u in eigene}):
            zeilen += _zeilen(familie, regel, [u for u in eigene if u.regel == regel])
        zeilen += _zeilen(familie, "all", eigene)
    return zeilen


def _zeilen(familie: str, name: str, urteile: list[Urteil]) -> Iterator[str]:
    for teil in (STELLTEIL, MESSTEIL):
        guete = count(u for u in urteile if u.teil == teil)
        if not guete.anzahl:
            continue
        yield f"| {familie} | {name} | {teil} | {guete.anzahl} | {guete.praezision:.3f} | {guete.ausbeute:.3f} |"


def _print_stellfehler(regeln: list[str]) -> None:
    """Print the sentences of the tuning part that a rule judges wrongly: those one may learn from."""
    for datei in (SAETZE / f"{regel}.yaml" for regel in regeln):
        for urteil in list_urteile(datei):
            if urteil.teil == STELLTEIL and urteil.ist is not urteil.soll:
                sys.stdout.write(f"{urteil.regel} {'missed' if urteil.soll else 'false alarm'}: {urteil.text}\n")


if __name__ == "__main__":
    _print_stellfehler(sys.argv[1:])

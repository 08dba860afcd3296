"""Thousands of contracts of all kinds, one in twenty with a known mistake: every mistake is found and nothing else; time and memory."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from benchmarks.beispiel import BEISPIELE
from benchmarks.faelle import say
from benchmarks.mengen import run_measured

FEHLERLISTE: Final = Path(__file__).parent / "saatfehler.yaml"
STICHTAG: Final = "2026-04-01"
JEDER: Final = 20
"""One contract in so many gets a mistake."""
EIGENE: Final = ("sozialraeume",)
"""Joint objects that name their contracts: each set of contracts has its own."""
ERBRINGER: Final = ("deichweg", "geestufer", "hafenbruecke", "hafenlicht", "leuchtturm", "moorkante", "weserbogen")
"""Providers: each set has its own, because two contracts of one provider for the same time contradict each other (FL-14)."""
_ERBRINGER = re.compile(rf"\b({'|'.join(ERBRINGER)})\b")
_EIGENER = re.compile(rf"\b({'|'.join(ERBRINGER)})[0-9]{{4}}\b")
Befund = tuple[str, str, str]
"""Kennung, code and path."""


@dataclass(frozen=True, slots=True)
class Saat:
    """A mistake: in the file of an example contract `alt`, which stands there once, becomes `neu`; these findings follow."""

    vertrag: str
    alt: str
    neu: str
    erwartet: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Vollbestand:
    """A generated repository: its contract files by Kennung, from which example each comes, and the mistakes sown."""

    wurzel: Path
    dateien: dict[str, Path] = field(default_factory=dict)
    herkunft: dict[str, str] = field(default_factory=dict)
    gesaet: dict[str, Saat] = field(default_factory=dict)


def load_saat() -> list[Saat]:
    """Return the mistakes that can be sown."""
    return [
        Saat(s["vertrag"], s["alt"], s["neu"], tuple((code, pfad) for code, pfad in s["erwartet"]))
        for s in yaml.safe_load(FEHLERLISTE.read_text(encoding="utf-8"))
    ]


def make_vollbestand(wurzel: Path, anzahl: int, saat: Sequence[Saat]) -> Vollbestand:
    """Write at least so many contracts: set after set of all examples, each with Kennungen, a Sozialraum and providers of its own.

    Sets are whole, for contracts of one set name each other.
    """
    bestand = Vollbestand(wurzel)
    shutil.copytree(BEISPIELE, wurzel, ignore=shutil.ignore_patterns("vertraege", "faelle", *EIGENE))
    quellen = sorted(o for ort in ("vertraege", "faelle") for o in (BEISPIELE / ort).iterdir())
    je_vertrag = {v: [s for s in saat if s.vertrag == v] for v in {s.vertrag for s in saat}}
    faellig = 0
    for satz in range(-(-anzahl // len(quellen))):
        namen = {q.name: f"{q.name}-S{satz:04}" for q in quellen}
        namen |= {o.name: f"{o.name[:14]}{satz:04}" for ort in EIGENE for o in (BEISPIELE / ort).iterdir()}
        for name in ERBRINGER:
            shutil.copy(BEISPIELE / "parteien" / f"{name}.yaml", wurzel / "parteien" / f"{name}{satz:04}.yaml")
        for quelle in (o for ort in EIGENE for o in sorted((BEISPIELE / ort).iterdir())):
            _copy(quelle, wurzel / quelle.parent.name / namen[quelle.name], namen, satz)
        for quelle in quellen:
            kennung = namen[quelle.name]
            ordner = wurzel / quelle.parent.name / kennung
            _copy(quelle, ordner, namen, satz)
            datei = next(d for d in (ordner / "vertrag.yaml", ordner / "fall.yaml") if d.exists())
            bestand.dateien[kennung], bestand.herkunft[kennung] = datei, quelle.name
            faellig += len(bestand.dateien) % JEDER == 0
            # Not every example has mistakes to sow; what is due is made up for at the next that has.
            if faellig and satz and (moegliche := je_vertrag.get(quelle.name)):
                faellig -= 1
                bestand.gesaet[kennung] = wahl = moegliche[len(bestand.gesaet) % len(moegliche)]
                _sow(datei, wahl)
    return bestand


def _copy(quelle: Path, ziel: Path, namen: Mapping[str, str], satz: int) -> None:
    """Copy a folder; its YAML files speak of the contracts and joint objects of their set."""
    shutil.copytree(quelle, ziel)
    for datei in ziel.rglob("*.yaml"):
        zeilen = _ERBRINGER.sub(rf"\g<1>{satz:04}", datei.read_text(encoding="utf-8")).split("\n")
        datei.write_text("\n".join(_rename(z, namen) for z in zeilen), encoding="utf-8", newline="\n")


def _rename(zeile: str, namen: Mapping[str, str]) -> str:
    """Return a line of YAML with other names where it names a contract or a Sozialraum."""
    schluessel, trenner, wert = zeile.partition(": ")
    ist_name = schluessel.strip(" -") in ("kennung", "vertrag", "sozialraum") and wert in namen
    return f"{schluessel}{trenner}{namen[wert]}" if ist_name else zeile


def _sow(datei: Path, saat: Saat) -> None:
    text = datei.read_text(encoding="utf-8")
    if text.count(saat.alt) != 1:
        raise ValueError(f"{saat.vertrag}: {saat.alt!r} steht {text.count(saat.alt)}-mal")
    datei.write_text(text.replace(saat.alt, saat.neu), encoding="utf-8", newline="\n")


def read_befunde(bericht: Path) -> tuple[Counter[Befund], set[tuple[str, str]]]:
    """Return what a report names, by contract, code and path; and which of it lies in a joint file: that is said at one contract only."""
    befunde: list[dict[str, Any]] = json.loads(bericht.read_text(encoding="utf-8"))["befunde"]
    gemeinsam = {(b["code"], b["pfad"]) for b in befunde if not b["datei"].startswith(("vertraege/", "faelle/"))}
    return Counter((b["vertrag"], b["code"], _EIGENER.sub(r"\g<1>", b["pfad"])) for b in befunde), gemeinsam


def compare(bestand: Vollbestand, gefunden: Counter[Befund], gemeinsam: set[tuple[str, str]]) -> Iterator[str]:
    """Yield every mistake that was not found, and every finding that is none of a mistake.

    What the example itself has at this day (warnings about its age) is what the first set shows, which has no mistakes.
    """
    ohne: dict[str, Counter[tuple[str, str]]] = {}
    hat: dict[str, Counter[tuple[str, str]]] = {k: Counter() for k in bestand.dateien}
    for (kennung, code, pfad), mal in gefunden.items():
        hat.setdefault(kennung, Counter())[code, pfad] += mal
    for kennung, herkunft in bestand.herkunft.items():
        ohne.setdefault(herkunft, hat[kennung])
    for kennung, befunde in hat.items():
        saat = bestand.gesaet.get(kennung)
        soll = ohne.get(bestand.herkunft.get(kennung, ""), Counter()) + Counter(saat.erwartet if saat else ())
        fehlende = (f for f in (soll - befunde).elements() if f not in gemeinsam)
        yield from (f"fehlt: {kennung} {c} {p}" for c, p in fehlende)
        yield from (f"zu viel: {kennung} {c} {p}" for c, p in (befunde - soll).elements())


@dataclass(frozen=True, slots=True)
class Gemessen:
    """What a run took: by the clock, of the processors, memory of its largest process."""

    uhr: float
    sekunden: float
    megabyte: float


def vollbestand(anzahl: int = 300) -> None:
    """Print whether all mistakes were found and nothing else, and what checking took: on one core, on all, again, after one change."""
    saat = load_saat()
    with tempfile.TemporaryDirectory() as ordner:
        bestand = make_vollbestand(Path(ordner) / "bestand", anzahl, saat)
        say(
            f"\n{len(bestand.dateien)} contracts of {len(set(bestand.herkunft.values()))} examples, {len(bestand.gesaet)} with a mistake"
        )
        laeufe = {"one core": _run(bestand, ordner, ist_allein=True)}
        shutil.rmtree(f"{ordner}/cache", ignore_errors=True)
        laeufe["all cores"] = _run(bestand, ordner)
        falsch = list(compare(bestand, *read_befunde(Path(ordner) / "b.json")))
        laeufe["unchanged"] = _run(bestand, ordner)
        with list(bestand.dateien.values())[anzahl // 2].open("a", encoding="utf-8") as datei:
            datei.write("# geändert\n")
        laeufe["one changed"] = _run(bestand, ordner)
    say(f"missed or too many: {len(falsch)}" + "".join(f"\n  {f}" for f in falsch[:20]))
    erste = laeufe["all cores"]
    for name, lauf in laeufe.items():
        say(
            f"  {name:<12} {lauf.uhr:8.1f} s {lauf.sekunden:8.1f} s CPU {lauf.megabyte:6.0f} MB   "
            f"{erste.uhr / lauf.uhr:6.2f} × by the clock {erste.sekunden / lauf.sekunden:6.2f} × by the processor"
        )
    say(
        "  aims: all cores ≥ 1.7 × one (two cores, an idle machine), unchanged ≥ 20 ×, one changed ≥ 15 × the first run"
    )
    if falsch:
        sys.exit(1)


def _run(bestand: Vollbestand, ordner: str, ist_allein: bool = False) -> Gemessen:
    befehl = ["pruefen", str(bestand.wurzel), "--stichtag", STICHTAG, "--ausgabe", f"json:{ordner}/b.json"]
    kerne = os.sched_getaffinity(0)
    umgebung = {"VERTRAGSWERK_CACHE": f"{ordner}/cache", "VERTRAGSWERK_VORRAT": "an"}
    if ist_allein:
        os.sched_setaffinity(0, {min(kerne)})
    try:
        beginn = time.perf_counter()
        aufwand = run_measured(befehl, umgebung)
        return Gemessen(time.perf_counter() - beginn, aufwand.sekunden, aufwand.megabyte)
    finally:
        os.sched_setaffinity(0, kerne)

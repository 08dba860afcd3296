"""Citations: our scanner beside the legal reference extractor, on the same sentences in the same run.

F1 besides on our own labelled sentences (`tests/corpus/zitate/gold`). On the three hundred the first look, before any of their
faults was mended, was 0.950 over spans and 0.958 over norms, after mending 0.990 and 0.992; on the sixty written later, read
once, 0.974 and 0.977.

Texts: the annotated court sentences of the development material; without it the texts of our own cases (then no F1).
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.messen import Messung, measure_in_turn, report
from corpus.zitate import find
from tests.corpus.zitate.goldsatz import GOLD, load_goldsaetze, measure_gold

PROJEKT = Path(__file__).resolve().parent.parent
SAETZE = PROJEKT.parent / "shared" / "gesetze" / "zitate" / "urteilssaetze.jsonl"
FAELLE = PROJEKT / "tests" / "corpus" / "zitate"
PROSA = (
    "Der Leistungserbringer erbringt die vereinbarten Leistungen für Menschen mit Behinderungen im Stadtgebiet. Grundlage ist "
    "das Fachkonzept. Die Vergütung wird monatlich in gleichen Raten gezahlt, Ausgleiche erfolgen am Jahresende. "
)
Spannen = set[tuple[int, int]]
UNSERE, ANDERE = "vertragswerk find", "legal-reference-extraction"
PROZESSE = 7


def zitate() -> None:
    """Speed and exact spans on the same sentences; on sentences seen for the first time; on texts dense with hard citations; on none."""
    saetze, soll = _load()
    logging.disable(logging.WARNING)
    andere = _reference_extractor()
    _compare(
        f"CPU of citations in {len(saetze)} sentences, read again and again", saetze, andere, "≥ 4 × the extractor"
    )
    faelle = _load_faelle() * 20
    _compare(f"CPU of our own {len(faelle) // 20} cases, hardly a usual citation among them", faelle, andere, "≥ 4 ×")
    if andere is not None:
        unbekannt = _measure_unseen(UNSERE, ANDERE)
        report("CPU of every other sentence, read once, after the rest", unbekannt[0], unbekannt[1:], "≥ 6 ×")
    if soll:
        _print_f1(UNSERE, [_spans(satz) for satz in saetze], soll)
        if andere is not None:
            _print_f1(ANDERE, [andere(satz) for satz in saetze], soll)
    _print_gold()
    leer = PROSA * 20_000
    _print_rate(*measure_in_turn({"text without citations": lambda: find(leer)}, 5), len(leer), "≥ 80 MB/s")


def _compare(titel: str, texte: list[str], andere: Callable[[str], Spannen] | None, ziel: str) -> None:
    """Print how long the two take for the same texts, in turn, and how much text that is in a second."""
    arbeiten: dict[str, Callable[[], object]] = {UNSERE: lambda: [find(text) for text in texte]}
    if andere is not None:
        arbeiten[ANDERE] = lambda: [andere(text) for text in texte]
    unsere, *weitere = measure_in_turn(arbeiten, PROZESSE)
    report(titel, unsere, weitere, ziel if weitere else "the extractor is not installed: nothing to compare with")
    for messung in (unsere, *weitere):
        _print_rate(messung, sum(map(len, texte)))


def _measure_unseen(*namen: str) -> list[Messung]:
    """Return the times of new processes, in turn, that read half of the sentences for the first time: ours keeps what it has read."""
    zeiten: dict[str, list[float]] = {name: [] for name in namen}
    for _ in range(PROZESSE):
        for name in namen:
            befehl = [sys.executable, "-m", __name__, name]
            lauf = subprocess.run(befehl, capture_output=True, text=True, check=True, cwd=PROJEKT)
            zeiten[name].append(float(lauf.stdout))
    return [Messung(name, tuple(zeit)) for name, zeit in zeiten.items()]


def _read_unseen(name: str) -> None:
    """Read one half of the sentences, then print the seconds that the other half takes."""
    logging.disable(logging.WARNING)
    saetze, _ = _load()
    lies = find if name == UNSERE else _reference_extractor()
    assert lies is not None
    for satz in saetze[::2]:
        lies(satz)
    beginn = time.process_time()
    for satz in saetze[1::2]:
        lies(satz)
    print(time.process_time() - beginn)  # noqa: T201


def _load() -> tuple[list[str], list[Spannen]]:
    """Return the sentences and, for the annotated ones, the spans of statutes and ordinances that name a § or article."""
    if not SAETZE.exists():
        return _load_faelle() * 20, []
    zeilen = [json.loads(zeile) for zeile in SAETZE.read_text(encoding="utf-8").splitlines()]
    soll = [
        {(s["start"], s["end"]) for s in zeile["spans"] if s["label"] in {"GS", "VO"} and _has_zeichen(s["text"])}
        for zeile in zeilen
    ]
    return [zeile["text"] for zeile in zeilen], soll


def _load_faelle() -> list[str]:
    """Return the texts of our own cases: most are there because something in them is unusual."""
    return [fall["text"] for datei in sorted(FAELLE.glob("*.json")) for fall in _list_texte(datei)]


def _list_texte(datei: Path) -> list[dict[str, str]]:
    inhalt = json.loads(datei.read_text(encoding="utf-8"))
    return [fall for fall in inhalt if isinstance(fall, dict) and "text" in fall] if isinstance(inhalt, list) else []


def _has_zeichen(text: str) -> bool:
    return text.startswith(("§", "Art"))


def _spans(satz: str) -> Spannen:
    return {
        (z.start, z.end) for z in find(satz) if z.art in {"gesetz", "verordnung"} and z.stellen and _has_zeichen(z.text)
    }


def _reference_extractor() -> Callable[[str], Spannen] | None:
    """Return the other extractor as a function text → spans of law citations; None if it is not installed."""
    try:
        from refex.orchestrator import CitationExtractor
    except ImportError:
        return None
    extractor = CitationExtractor()

    def extract(satz: str) -> Spannen:
        return {(c.span.start, c.span.end) for c in extractor.extract(satz).citations if c.type == "law"}

    return extract


def _print_gold() -> None:
    """Print how our own labelled sentences are read: spans and norms."""
    for name, ist_nachlese in (("three hundred of our own", False), ("sixty written later", True)):
        saetze = [s for name in GOLD if (name == "nachlese") is ist_nachlese for s in load_goldsaetze(name)]
        for was, mass in zip(("spans", "norms"), measure_gold(saetze), strict=True):
            zahlen = f"{mass.praezision:.3f} precision, {mass.ausbeute:.3f} recall, {mass.f1:.3f} F1"
            print(f"  {name + ', ' + was:<48} {zahlen}")  # noqa: T201


def _print_rate(messung: Messung, zeichen: int, ziel: str = "") -> None:
    rate = zeichen / 1e6 / messung.minimum
    print(f"  {messung.name:<48} {rate:10.2f} MB/s {'(aim: ' + ziel + ')' if ziel else ''}")  # noqa: T201


def _print_f1(name: str, ist: list[Spannen], soll: list[Spannen]) -> None:
    treffer = sum(len(a & b) for a, b in zip(ist, soll, strict=True))
    alle = sum(map(len, ist)) + sum(map(len, soll))
    print(f"  {name:<48} {2 * treffer / alle:10.3f} F1 over exact spans of §§ and articles")  # noqa: T201


if __name__ == "__main__":
    _read_unseen(sys.argv[1])

"""Texts dense with citations through `vertragswerk zitate`, as whole processes: the same sentence again and again, and distinct norms."""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path

from benchmarks.messen import Messung, measure_cpu, report

SAETZE = 15_000
"""Each with two citations."""
GLEICH = "Die Leistung nach § 29 Abs. 1 SGB IX wird gewährt, soweit § 104 SGB IX dies zulässt. "
VERSCHIEDEN = (
    "Die Leistung nach {} wird gewährt, soweit {} dies zulässt. ",
    "Gemäß {} und {} trägt der Träger die Kosten. ",
    "Der Antrag richtet sich nach {}; daneben gilt {}. ",
    "Auf {} wird verwiesen, ebenso auf {}. ",
    "{} gilt entsprechend. Von {} wird abgewichen. ",
)
GESETZE = ("SGB I", "SGB IX", "SGB X", "SGB XII", "SGB XI", "SGB VIII")
STICHTAG = "2026-08-01"
_FREMD = (
    "import sys; from pathlib import Path; from refex.orchestrator import CitationExtractor; "
    "CitationExtractor().extract(Path(sys.argv[1]).read_text(encoding='utf-8'))"
)


def dicht() -> None:
    """Each text and each output against an earlier state (`VERTRAGSWERK_BASIS`), else against the extractor's bare search."""
    basis = os.environ.get("VERTRAGSWERK_BASIS")
    with tempfile.TemporaryDirectory() as ordner:
        for name, text in (("one sentence", GLEICH * SAETZE), ("distinct norms", make_distinct())):
            datei = Path(ordner) / "text.txt"
            datei.write_text(text, encoding="utf-8", newline="\n")
            fremd = (
                []
                if basis
                else [_measure("legal-reference-extraction, search only", [sys.executable, "-c", _FREMD], datei)]
            )
            for ausgabe in ("text", "json"):
                angaben = ["--stichtag", STICHTAG, "--ausgabe", ausgabe]
                unsere = _measure(
                    "vertragswerk zitate", [sys.executable, "-m", "vertragswerk", "zitate"], datei, *angaben
                )
                andere = [_measure("the earlier state", [basis, "zitate"], datei, *angaben)] if basis else fremd
                titel = f"CPU of {2 * SAETZE} citations, {name}, as {ausgabe}"
                report(titel, unsere, andere, "≥ 10 × the earlier state" if basis else "none: it does not judge")


def make_distinct() -> str:
    """Return sentences whose norms differ; the same text every time."""
    zufall = random.Random(7)

    def norm() -> str:
        return f"§ {zufall.randint(1, 150)} Abs. {zufall.randint(1, 5)} {zufall.choice(GESETZE)}"

    return "".join(zufall.choice(VERSCHIEDEN).format(norm(), norm()) for _ in range(SAETZE))


def _measure(name: str, befehl: list[str], datei: Path, *angaben: str) -> Messung:
    return measure_cpu(name, [*befehl, str(datei), *angaben], 5, frozenset({0, 1}))

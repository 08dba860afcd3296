"""The long run of the comparison's laws: thousands of random edits of every example, tracked Word files of some of them.

    python -m tests.generator.vergleich.langlauf --zahl 10000 --word-je 20

Prints what failed with its seed, so that it can become a case, and how long it took; ends with 1 if anything failed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from generator.vergleich.aenderungssatz import compare
from generator.vergleich.gegenlage import align
from generator.vergleich.spur.autorschaft import Autorschaft
from generator.vergleich.synopse import synopse_blocks
from generator.vergleich.synopsenprobe import check_synopse
from generator.vergleich.wordspur.spurdatei import write_wordspur
from tests.generator.vergleich.test_vergleich import check_complete, count, edited, fassung
from tests.vertraege import ALLE

AUTOR = Autorschaft("Langlauf", "2025-01-01T00:00:00Z")
GEGEN = {"neu": "weg", "weg": "neu", "eingefuegt": "geloescht", "geloescht": "eingefuegt"}


def run_one(kennung: str, saat: int, hat_word: bool) -> None:
    """Prove one pair; raises whatever does not hold."""
    alt, neu = edited(kennung, saat)
    hin = align(alt, neu)
    check_complete(hin)
    zurueck = count(align(neu, alt), Counter())
    assert count(hin, Counter()) == Counter({GEGEN.get(art, art): n for art, n in zurueck.items()}), "mirror"
    satz = compare(fassung(alt), fassung(neu))
    assert satz.ist_leer == (alt == neu), "empty"
    assert not check_synopse(satz, synopse_blocks(satz), "syn"), "synopse"
    if hat_word:
        write_wordspur(satz, AUTOR)


def main() -> int:
    """Run and report."""
    angaben = argparse.ArgumentParser()
    angaben.add_argument("--zahl", type=int, default=10_000)
    angaben.add_argument("--word-je", type=int, default=20)
    angaben.add_argument("--ab", type=int, default=0)
    wahl = angaben.parse_args()
    anfang, fehler = time.monotonic(), 0
    for nummer in range(wahl.ab, wahl.ab + wahl.zahl):
        kennung, saat = ALLE[nummer % len(ALLE)], nummer // len(ALLE)
        try:
            run_one(kennung, saat, nummer % wahl.word_je == 0)
        except Exception as ausnahme:  # noqa: BLE001 - whatever breaks is reported with its seed
            fehler += 1
            sys.stdout.write(f"{kennung} {saat}: {type(ausnahme).__name__} {str(ausnahme)[:200]}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{wahl.zahl} Paare in {time.monotonic() - anfang:.0f} s, {fehler} gescheitert\n")
    return 1 if fehler else 0


if __name__ == "__main__":
    sys.exit(main())

"""The long run of the comparison's laws: thousands of random edits of every example, tracked files of some of them.

Of every pair the commands of an amendment are found as well, and applied again they give the new version.

    python -m tests.generator.vergleich.langlauf --zahl 10000 --spur-je 20 --office 200

Prints what failed with its seed, so that it can become a case, what ODF has no words for and what no command can name, how many characters were touched
against the fewest words that can be, and how long it took; ends with 1 if anything failed. `--office` many random pairs are read
by LibreOffice besides, both formats in turn.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.aenderung.baumweg import BefehlFehler
from generator.vergleich.aenderungssatz import compare
from generator.vergleich.gegenlage import Paar, align, own_text
from generator.vergleich.odtspur.odtspurdatei import write_odtspur
from generator.vergleich.spur.autorschaft import Autorschaft, Runde
from generator.vergleich.spur.beweis import Spurfehler
from generator.vergleich.synopse import synopse_sections
from generator.vergleich.synopsenprobe import check_synopse
from generator.vergleich.wordspur.spurdatei import write_wordrunden, write_wordspur
from generator.vergleich.worte import common_words, split_words
from tests.generator.aenderung.test_befehle import check_pair
from tests.generator.vergleich.aenderer import edit
from tests.generator.vergleich.officezeuge import Fall, differences
from tests.generator.vergleich.test_vergleich import check_complete, count, edited, fassung
from tests.vertraege import ALLE

AUTOR = Autorschaft("Langlauf", "2025-01-01T00:00:00Z")
OFFICE_AUF_EINMAL = 8
"""So many pairs LibreOffice reads before it is said how far it is."""
MELDE_JE = 500
BERUEHRT_MAX = 1.05
"""So many characters a comparison may touch for each that the fewest words would."""
GENUG = 100
"""Fewer pairs say little about that."""
GEGEN = {"neu": "weg", "weg": "neu", "eingefuegt": "geloescht", "geloescht": "eingefuegt"}


def run_one(kennung: str, saat: int, hat_spur: bool, zaehler: Counter[str]) -> None:
    """Prove one pair; raises whatever does not hold."""
    alt, neu = edited(kennung, saat, True)
    hin = align(alt, neu)
    check_complete(hin)
    zurueck = count(align(neu, alt), Counter())
    assert count(hin, Counter()) == Counter({GEGEN.get(art, art): n for art, n in zurueck.items()}), "mirror"
    satz = compare(fassung(alt), fassung(neu))
    assert satz.ist_leer == (alt == neu), "empty"
    assert not check_synopse(satz, synopse_sections(satz), "syn"), "synopse"
    measure(hin, zaehler)
    try:
        zaehler["Änderungsbefehle"] += len(check_pair(alt, neu))
    except BefehlFehler as fehler:
        if "heißen mehrere Abschnitte" not in str(fehler):
            raise
        zaehler["ohne eindeutigen Namen"] += 1
    if hat_spur:
        write_wordspur(satz, AUTOR, saat % 2 == 0)
        zaehler["Word-Dateien"] += 1
        dritte = edit(neu, random.Random(saat), 3)
        weiter = Runde(compare(fassung(neu), fassung(dritte)), Autorschaft("Gegenseite", AUTOR.zeit))
        write_wordrunden((Runde(satz, AUTOR), weiter))
        zaehler["Word-Dateien mit zwei Runden"] += 1
        try:
            write_odtspur(satz, AUTOR)
            zaehler["ODT-Dateien"] += 1
        except Spurfehler as fehler:
            if "kann diese Änderung nicht verfolgen" not in str(fehler):
                raise
            zaehler["ODT ohne Worte dafür"] += 1


def measure(paar: Paar, zaehler: Counter[str]) -> None:
    """Count the characters that a comparison touches in texts that both versions have, and the fewest whole words that can be."""
    if paar.alt is not None and paar.neu is not None and paar.text:
        zaehler["berührt"] += sum(len(s.text) for s in paar.text if s.art != "gleich")
        a, b = ([w.merkmal for w in split_words(own_text(k))] for k in (paar.alt, paar.neu))
        gemeinsam = sum(2 * len(a[i][0]) for i, _ in common_words(a, b))
        zaehler["nötig"] += sum(len(w[0]) for w in (*a, *b)) - gemeinsam
    for kind in paar.kinder:
        measure(kind, zaehler)


def run_office(zahl: int) -> int:
    """Let LibreOffice read random pairs; returns how many it reads otherwise."""
    anders = 0
    for anfang in range(0, zahl, OFFICE_AUF_EINMAL):
        faelle = []
        for nummer in range(anfang, min(anfang + OFFICE_AUF_EINMAL, zahl)):
            kennung, saat = ALLE[nummer % len(ALLE)], 1000 + nummer // len(ALLE)
            faelle.append(
                Fall(f"{kennung} {saat}", ("docx", "odt")[nummer // len(ALLE) % 2], *edited(kennung, saat, True))
            )
        with TemporaryDirectory() as ordner:
            for unterschied in differences(Path(ordner), faelle, ueberspringe=True):
                anders += 1
                _say(f"LibreOffice: {unterschied}")
        _say(f"LibreOffice: {min(anfang + OFFICE_AUF_EINMAL, zahl)} Paare, {anders} anders gelesen")
    return anders


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Run and report."""
    angaben = argparse.ArgumentParser()
    angaben.add_argument("--zahl", type=int, default=10_000)
    angaben.add_argument("--spur-je", type=int, default=20)
    angaben.add_argument("--ab", type=int, default=0)
    angaben.add_argument("--office", type=int, default=0)
    wahl = angaben.parse_args()
    anfang, fehler, zaehler = time.monotonic(), 0, Counter[str]()
    for nummer in range(wahl.ab, wahl.ab + wahl.zahl):
        kennung, saat = ALLE[nummer % len(ALLE)], nummer // len(ALLE)
        try:
            run_one(kennung, saat, nummer % wahl.spur_je == 0, zaehler)
        except Exception as ausnahme:  # noqa: BLE001 - whatever breaks is reported with its seed
            fehler += 1
            _say(f"{kennung} {saat}: {type(ausnahme).__name__} {str(ausnahme)[:200]}")
        if (nummer + 1) % MELDE_JE == 0:
            _say(f"{nummer + 1 - wahl.ab} Paare, {time.process_time():.0f} s Rechenzeit, {fehler} gescheitert")
    _say(
        f"{wahl.zahl} Paare in {time.monotonic() - anfang:.0f} s ({time.process_time():.0f} s Rechenzeit), {fehler} gescheitert"
    )
    _say(", ".join(f"{was}: {zahl}" for was, zahl in sorted(zaehler.items())))
    if zaehler["nötig"]:
        _say(f"berührt je nötig: {zaehler['berührt'] / zaehler['nötig']:.4f}")
    zu_viel = zaehler["berührt"] > BERUEHRT_MAX * zaehler["nötig"] and wahl.zahl >= GENUG
    return 1 if fehler + zu_viel + run_office(wahl.office) else 0


if __name__ == "__main__":
    sys.exit(main())

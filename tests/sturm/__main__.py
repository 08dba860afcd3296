"""The storm: `nox -s sturm -- --runden 300`. Ends with 1 and the harm done, or prints figures.

Each round starts two to six runs of `bauen`, `pruefen --ausgabe` and `gesetze importieren` on shared targets, kills some, and
lets a user save files meanwhile. Then: no file of a user is lost, every target is old or new and whole, no run hangs, no lock
outlives its process.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.sturm.boden import Boden, fill_disk, find_harm, leftovers, make_boden, sign_some, take_away
from tests.sturm.lauf import Prozess, load_program, start_lauf

FRIST = 120
"""Seconds after which a run counts as hanging."""
FORMAT = ("--format", "plain,markdown", "--ohne-gegenprobe")


def rage(ort: Path, runden: int, saat: int, sekunden: float, ist_klein_erwuenscht: bool = True) -> tuple[Counter[str], list[str]]:  # fmt: skip
    """Let the storm rage for so many rounds or seconds; return figures and the harm of the first round that did any."""
    wuerfel, zahlen, ende = random.Random(saat), Counter[str](), time.monotonic() + sekunden
    boden = make_boden(ort, ist_klein_erwuenscht)
    load_program(ort / "eins", ort / "probelauf")
    zahlen["kleiner Datenträger"] = int(boden.klein is not None)
    try:
        for nummer in range(runden):
            if time.monotonic() > ende:
                break
            schaeden = _round(boden, wuerfel, zahlen)
            zahlen["Runden"] += 1
            if schaeden:
                return zahlen, [f"Runde {nummer + 1}, Saat {saat}:", *schaeden]
        zahlen["Dateien von Benutzern"] = boden.zaehler
        return zahlen, []
    finally:
        if boden.klein is not None:
            subprocess.run(["umount", str(boden.klein)], check=False, capture_output=True)


def _round(boden: Boden, wuerfel: random.Random, zahlen: Counter[str]) -> list[str]:
    fill_disk(boden, wuerfel)
    take_away(boden)
    sign_some(boden, wuerfel)
    laeufe = [_start(boden, wuerfel, n) for n in range(wuerfel.randint(2, 6))]
    # Some die at any moment, some while somebody writes: that moment is short.
    spaetestens = max(zahlen["mittlerer Lauf (ms)"], 400) / 800
    todesstunde = {id(p): time.monotonic() + wuerfel.uniform(0, spaetestens) for p in laeufe if wuerfel.random() < 0.2}
    beim_schreiben = {id(p) for p in laeufe if wuerfel.random() < 0.2}
    schaeden = _wait(boden, wuerfel, laeufe, todesstunde, beim_schreiben)
    for p in laeufe:
        zahlen[f"Ende {p.ende}"] += 1
        zahlen["wartend"] += "Warte: Prozess" in p.said()
        zahlen["längster Lauf (ms)"] = max(zahlen["längster Lauf (ms)"], int(p.dauer * 1000))
        zahlen["mittlerer Lauf (ms)"] = (9 * zahlen["mittlerer Lauf (ms)"] + int(p.dauer * 1000)) // 10
        schaeden += _check(p)
    if leftovers(boden):
        zahlen["Reste eines getöteten Laufs"] += 1
    # The disk has room again, and an undisturbed run puts right what the killed ones left.
    if boden.klein is not None:
        (boden.klein / "ballast").unlink(missing_ok=True)
    for ziel in {z for z in boden.ziele() if any(r.is_relative_to(z) for r in leftovers(boden))}:
        heil = start_lauf(boden.ort / "heil.txt", boden.cache, "bauen", boden.ort / "eins", *FORMAT, "--ziel", ziel, "--ersetzen")  # fmt: skip
        schaeden += _wait(boden, wuerfel, [heil], {}, set(), ist_ruhig=True)
        schaeden += [f"Der heilende Lauf endet mit {heil.ende}: {heil.said()[-500:]}"] if heil.ende else []
    schaeden += [f"Rest bleibt: {p.name}" for p in leftovers(boden)]
    return schaeden + find_harm(boden)


def _start(boden: Boden, wuerfel: random.Random, nummer: int) -> Prozess:
    protokoll = boden.ort / f"lauf-{nummer}.txt"
    pause = wuerfel.choice((0, 0, 0.004))
    art, bestand = wuerfel.random(), boden.ort / wuerfel.choice(("eins", "zwei"))
    if art < 0.6:
        ersetzen = ("--ersetzen",) if wuerfel.random() < 0.7 else ()
        format = FORMAT if wuerfel.random() < 0.7 else ("--format", "plain", "--ohne-gegenprobe")
        return start_lauf(protokoll, boden.cache, "bauen", bestand, *format, "--ziel", wuerfel.choice(boden.ziele()), *ersetzen, pause=pause)  # fmt: skip
    if art < 0.8:
        return start_lauf(protokoll, boden.cache, "pruefen", bestand, "--ausgabe", f"json:{boden.bericht}", pause=pause)
    return start_lauf(
        protokoll, boden.cache, "gesetze", "importieren", boden.ort / f"g{wuerfel.randrange(4)}.xml", pause=pause
    )


def _wait(
    boden: Boden,
    wuerfel: random.Random,
    laeufe: list[Prozess],
    todesstunde: dict[int, float],
    beim_schreiben: set[int],
    ist_ruhig: bool = False,
) -> list[str]:
    """Wait for all runs, kill at their hour, and save files now and then; a run that hangs is harm."""
    frist = time.monotonic() + FRIST
    while [p for p in laeufe if not p.is_over()]:
        jetzt = time.monotonic()
        wird_geschrieben = bool(beim_schreiben and leftovers(boden))
        for p in laeufe:
            if jetzt > frist or jetzt > todesstunde.get(id(p), frist) or (wird_geschrieben and id(p) in beim_schreiben):
                p.kill()
        beim_schreiben = set() if wird_geschrieben and wuerfel.random() < 0.5 else beim_schreiben
        if not ist_ruhig and wuerfel.random() < 0.02:
            boden.save(wuerfel.choice(boden.ziele()), f"notiz-{boden.zaehler}.txt", boden.unique("Notiz"))
        time.sleep(0.002)
    return ["Ein Lauf hängt."] if time.monotonic() > frist else []


def _check(p: Prozess) -> list[str]:
    gesagt = p.said()
    if p.ende not in (0, 1, 2, -9) or "Traceback" in gesagt or "inneren Fehler" in gesagt:
        return [f"{' '.join(p.angaben)} endet mit {p.ende}: {gesagt[-1500:]}"]
    if p.ende == 2 and "Datenträger ist voll" not in " ".join(gesagt.split()):
        return [f"{' '.join(p.angaben)} fällt ohne Not aus: {gesagt[-1500:]}"]
    return []


def main() -> int:
    """Run the storm in a folder of its own."""
    angaben = argparse.ArgumentParser(description="Sturm gleichzeitiger, getöteter und überfüllter Läufe")
    angaben.add_argument("--runden", type=int, default=300)
    angaben.add_argument("--saat", type=int, default=1)
    angaben.add_argument("--sekunden", type=float, default=3600)
    gewaehlt = angaben.parse_args()
    ort = Path(tempfile.mkdtemp(prefix="sturm-"))
    beginn = time.monotonic()
    zahlen, schaeden = rage(ort, gewaehlt.runden, gewaehlt.saat, gewaehlt.sekunden)
    zahlen["Sekunden"] = int(time.monotonic() - beginn)
    sys.stdout.write("".join(f"{name:<32} {wert}\n" for name, wert in sorted(zahlen.items())))
    if not zahlen["kleiner Datenträger"]:
        sys.stdout.write("Ohne vollen Datenträger: Ein tmpfs lässt sich hier nicht einhängen.\n")
    if schaeden:
        sys.stdout.write("\n".join([*schaeden, f"Alles liegt in {ort}."]) + "\n")
        return 1
    shutil.rmtree(ort)
    return 0


if __name__ == "__main__":
    sys.exit(main())

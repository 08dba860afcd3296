"""Sealing that is killed at a random moment, again and again: afterwards there is the old state or the new one, never a third.

`python -m tests.sturm.siegelsturm --toetungen 200 --saat 1`. A process of its own: forking one that has threads is not sound.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from contracts.bestand.eingaben import FASSUNGEN, hash_bytes
from vertragswerk.dateisystem.fassungsablage import (
    hold_fassungen,
    list_nummern,
    read_kette,
    read_sealed,
    write_fassung,
)
from vertragswerk.siegel.kettenpruefung import Besiegelt, check_kette
from vertragswerk.siegel.siegelmanifest import (
    Dateisiegel,
    Regelstand,
    Siegelmanifest,
    Vorgaengersiegel,
    write_siegelmanifest,
    write_summe,
)

GENUG = 100
"""So many kills hit both states, else they came too early or too late."""
KENNUNG = "TB1-HAFEN-2027"


def make_files(nummer: str, davor: list[Besiegelt]) -> dict[str, bytes]:
    """Return a sealed Fassung of twenty files, together as large as a real one."""
    dateien = {f"daten/datei{n:02}.bin": f"{nummer} {n} ".encode() * 6_000 for n in range(20)}
    manifest = write_siegelmanifest(
        Siegelmanifest(
            kennung=KENNUNG,
            fassung=nummer,
            titel="Vertrag",
            stand="2026-12-18",
            besiegelt_am="2026-12-18",
            rechtsstand="2026-12-18",
            stichtag="2026-12-18",
            rechtsbestand="mitgeliefert",
            regelwerk=Regelstand(anzahl=1, kennzeichen="0" * 64),
            werkzeuge={"vertragswerk": "0.1.0"},
            bestaetigungen=[],
            inhaltshash="0" * 64,
            vorgaenger=Vorgaengersiegel(fassung=davor[-1].nummer, siegel=davor[-1].siegel) if davor else None,
            dateien={n: Dateisiegel(bytes=len(i), sha256=hash_bytes(i)) for n, i in dateien.items()},
        )
    )
    return {**dateien, "manifest.sha256": write_summe(manifest), "manifest.json": manifest}


def load(vertrag: Path, wurzel: Path) -> list[Besiegelt]:
    """Return the sealed Fassungen; fails where one is not whole or the chain is broken."""
    fassungen = [read_sealed(vertrag, wurzel, n) for n in list_nummern(vertrag, wurzel)]
    beanstandet = list(check_kette(KENNUNG, fassungen, read_kette(vertrag, wurzel)))
    if beanstandet:
        raise AssertionError(beanstandet)
    return fassungen


def seal_once(vertrag: Path, wurzel: Path, nummer: str) -> None:
    """Seal as the command does, under the lock."""
    with hold_fassungen(vertrag, wurzel):
        davor = load(vertrag, wurzel)
        write_fassung(vertrag, wurzel, nummer, make_files(nummer, davor), davor)


def run_and_kill(vertrag: Path, wurzel: Path, nummer: str, nach: float) -> None:
    """Seal in a fork that is killed after so many seconds, as a power cut would."""
    kind = os.fork()
    if kind == 0:
        code = 1
        try:
            seal_once(vertrag, wurzel, nummer)
            code = 0
        finally:
            os._exit(code)
    time.sleep(nach)
    os.kill(kind, signal.SIGKILL)
    os.waitpid(kind, 0)


def main() -> int:
    """Kill so many sealings and report what was found; 1 where a third state was seen, or only one of the two."""
    angaben = argparse.ArgumentParser()
    angaben.add_argument("--toetungen", type=int, default=200)
    angaben.add_argument("--saat", type=int, default=1)
    wahl = angaben.parse_args()
    zufall = random.Random(wahl.saat)
    alt = neu = fuellt = 0
    with TemporaryDirectory() as ordner:
        wurzel = Path(ordner).resolve()
        vertrag = wurzel / "vertraege" / KENNUNG
        vertrag.mkdir(parents=True)
        beginn = time.monotonic()
        seal_once(vertrag, wurzel, "1.0")
        dauer = time.monotonic() - beginn
        danach = load(vertrag, wurzel)
        for _ in range(wahl.toetungen):
            davor = danach
            nummer = f"1.{len(davor)}"
            run_and_kill(vertrag, wurzel, nummer, zufall.uniform(0, 3 * dauer))
            danach = load(vertrag, wurzel)
            namen = [f.nummer for f in danach]
            if namen[: len(davor)] != [f.nummer for f in davor] or len(danach) - len(davor) not in (0, 1):
                sys.stdout.write(f"Ein dritter Zustand: {namen}\n")
                return 1
            neu, alt = (neu + 1, alt) if len(danach) > len(davor) else (neu, alt + 1)
            fuellt += any(n.name.startswith(f".{nummer}.neu-") for n in (vertrag / FASSUNGEN).iterdir())
        seal_once(vertrag, wurzel, f"1.{len(load(vertrag, wurzel))}")
        reste = [
            n.name
            for n in (vertrag / FASSUNGEN).iterdir()
            if ".neu-" in n.name and n.name.startswith(f".1.{len(load(vertrag, wurzel)) - 1}.")
        ]
    sys.stdout.write(
        f"{wahl.toetungen} Tötungen, {alt}-mal der alte, {neu}-mal der neue Stand, {fuellt}-mal halb Geschriebenes daneben\n"
    )
    return 1 if reste or (wahl.toetungen >= GENUG and not (alt and neu)) else 0


if __name__ == "__main__":
    sys.exit(main())

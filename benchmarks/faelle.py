"""A thousand cases of a Persönliches Budget: checked, and each Bescheid written, against docxtpl filling a template and LibreOffice."""

from __future__ import annotations

import copy
import io
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any, Final

import yaml

from contracts.bestand.eingaben import Vertragsdateien
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.writers import WRITERS
from vertragswerk.werk import Eingaben, Ergebnis, work

BEISPIEL: Final = Path(__file__).resolve().parent.parent / "contracts/beispiele/faelle/PB-BEISPIEL-2026/fall.yaml"
ANZAHL, GEGEN_ANZAHL = 1000, 20
STICHTAG: Final = date(2026, 2, 27)


def make_cases(anzahl: int) -> Iterator[tuple[str, bytes]]:
    """Yield Kennung and file of cases that differ in person, hours, rates and share of care."""
    muster = yaml.safe_load(BEISPIEL.read_text(encoding="utf-8"))
    for n in range(anzahl):
        fall: dict[str, Any] = copy.deepcopy(muster)
        fall["kennung"] = kennung = f"PB-LAUF-{n:04}"
        fall["person"]["name"] = f"Person Erfunden {n}"
        egh, _, pk, _ = fall["teilbudgets"]
        egh["leistungen"][0]["rechnung"] |= {"stunden": str(1 + n % 30), "satz": f"{40 + n % 25}.{n % 100:02}"}
        egh["vergleichskosten"] = "20000.00"
        sach = n % 10
        pk["leistungen"][0]["rechnung"]["anteil"] = f"0.{sach}0"
        pk["leistungen"][1]["rechnung"]["anteil"] = "1.00" if not sach else f"0.{10 - sach}0"
        for stellungnahme in fall["stellungnahmen"]:
            del stellungnahme["betrag_monatlich"]
        del fall["gesamtbudget"]
        yield kennung, yaml.safe_dump(fall, allow_unicode=True, sort_keys=False).encode()


def check_case(kennung: str, inhalt: bytes) -> Ergebnis:
    """Return one case, checked."""
    datei = f"faelle/{kennung}/fall.yaml"
    return work(Eingaben(Vertragsdateien(kennung, datei, {datei: inhalt}), load_mitgeliefert(), STICHTAG))


def say(zeile: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{zeile}\n")
    sys.stdout.flush()


def peak_memory() -> int:
    """Return the most memory this process has had so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def faelle(anzahl: int = ANZAHL) -> None:
    """Print CPU time per case and memory after a tenth and after all of the cases."""
    zeiten = {"prüfen": 0.0, "docx": 0.0, "pdf": 0.0}
    fehler = 0
    for n, (kennung, inhalt) in enumerate(make_cases(anzahl), 1):
        start = process_time()
        ergebnis = check_case(kennung, inhalt)
        zeiten["prüfen"] += process_time() - start
        fehler += sum(b.schwere == "fehler" for b in ergebnis.pruefung.befunde)
        bescheid = ergebnis.dokumente["bescheid"]
        for format_name in ("docx", "pdf"):
            start = process_time()
            WRITERS[format_name].write(bescheid, b"{}")
            zeiten[format_name] += process_time() - start
        if n in (max(anzahl // 10, 1), anzahl):
            say(f"nach {n} Fällen: {peak_memory()} MB")
    for name, zeit in zeiten.items():
        say(f"{name}: {1000 * zeit / anzahl:.1f} ms CPU je Fall")
    say(f"Fehler: {fehler}")
    run_docxtpl_and_office(WRITERS["docx"].write(check_case(*next(make_cases(1))).dokumente["bescheid"], b"{}"))


def run_docxtpl_and_office(vorlage: bytes) -> None:
    """Print what docxtpl needs to fill the same Bescheid as template, and LibreOffice to make a PDF of it, children included."""
    from docxtpl import DocxTemplate

    with tempfile.TemporaryDirectory() as ordner:
        pfad = Path(ordner)
        (pfad / "vorlage.docx").write_bytes(vorlage)
        start = process_time()
        for n in range(GEGEN_ANZAHL):
            dokument = DocxTemplate(pfad / "vorlage.docx")
            dokument.render({"name": f"Person {n}"})
            strom = io.BytesIO()
            dokument.save(strom)
            (pfad / f"b{n}.docx").write_bytes(strom.getvalue())
        say(f"docxtpl: {1000 * (process_time() - start) / GEGEN_ANZAHL:.1f} ms CPU je Fall")
        davor = resource.getrusage(resource.RUSAGE_CHILDREN)
        for n in range(3):
            befehl = [
                "soffice",
                f"-env:UserInstallation={(pfad / 'profil').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
            ]
            subprocess.run([*befehl, "--outdir", ordner, str(pfad / f"b{n}.docx")], capture_output=True, check=True)
        danach = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = danach.ru_utime + danach.ru_stime - davor.ru_utime - davor.ru_stime
        say(f"LibreOffice: {1000 * cpu / 3:.0f} ms CPU je Fall")

"""A thousand cases of a Persönliches Budget: checked, and each Bescheid written as DOCX and PDF, in one process.

Against docxtpl filling the same Bescheid as a template and LibreOffice making a PDF of it, children included.
"""

from __future__ import annotations

import io
import re
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape
from pathlib import Path
from time import process_time
from typing import Final

from benchmarks.budgetfaelle import make_cases
from contracts.bestand.eingaben import Vertragsdateien
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.writers import WRITERS
from vertragswerk.werk import Eingaben, Ergebnis, work

ANZAHL, GEGEN_ANZAHL, EINZELN = 1000, 20, 10
SPEICHER_BEI = (100, 300, 1000)
_ZIFFERN: Final = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*\d[^<]*)(</w:t>)")


def check_case(kennung: str, inhalt: bytes, tag: date) -> Ergebnis:
    """Return one case, checked at the day of its Bescheid."""
    datei = f"faelle/{kennung}/fall.yaml"
    return work(Eingaben(Vertragsdateien(kennung, datei, {datei: inhalt}), load_mitgeliefert(), tag))


def say(zeile: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{zeile}\n")
    sys.stdout.flush()


@contextmanager
def timed(zeiten: dict[str, float], name: str) -> Iterator[None]:
    """Add the processor's time of what is done inside."""
    start = process_time()
    yield
    zeiten[name] += process_time() - start


def peak_memory() -> int:
    """Return the most memory this process has had so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def faelle(anzahl: int = ANZAHL) -> None:
    """Print CPU time per case, memory on the way, and how much longer the others need for their Bescheide."""
    zeiten: dict[str, float] = defaultdict(float)
    fehler = 0
    for n, (kennung, inhalt, tag) in enumerate(make_cases(anzahl), 1):
        with timed(zeiten, "prüfen"):
            ergebnis = check_case(kennung, inhalt, tag)
        fehler += sum(b.schwere == "fehler" for b in ergebnis.pruefung.befunde)
        bescheid = ergebnis.dokumente["bescheid"]
        for format_name in ("docx", "pdf"):
            with timed(zeiten, format_name):
                WRITERS[format_name].write(bescheid, b"{}")
        if n in SPEICHER_BEI:
            say(f"nach {n} Fällen: höchstens {peak_memory()} MB")
    for name, zeit in zeiten.items():
        say(f"{name}: {1000 * zeit / anzahl:.1f} ms CPU je Fall")
    say(f"Fehler in {anzahl} Fällen: {fehler}")
    schreiben = (zeiten["docx"] + zeiten["pdf"]) / anzahl
    compare(schreiben, schreiben + zeiten["prüfen"] / anzahl)


def compare(schreiben: float, mit_pruefung: float) -> None:
    """Print what docxtpl and LibreOffice need for a Bescheid, and how many times ours that is."""
    with tempfile.TemporaryDirectory() as ordner:
        pfad = Path(ordner)
        docxtpl, dateien = fill_templates(pfad)
        einzeln = _cpu_of_children(lambda: [_convert(pfad, [d]) for d in dateien[:EINZELN]]) / EINZELN
        zugleich = _cpu_of_children(lambda: _convert(pfad, dateien)) / len(dateien)
    say(f"docxtpl: {1000 * docxtpl:.1f} ms CPU je Fall")
    for name, office in (("ein soffice je Fall", einzeln), (f"ein soffice für {GEGEN_ANZAHL} Fälle", zugleich)):
        say(
            f"LibreOffice, {name}: {1000 * office:.0f} ms CPU je Fall; DOCX und PDF {(docxtpl + office) / schreiben:.1f}-mal unsere,"
            f" mit unserer Prüfung {(docxtpl + office) / mit_pruefung:.1f}-mal (Ziel: 20)"
        )


def fill_templates(ordner: Path) -> tuple[float, list[Path]]:
    """Fill the Bescheid of a case whose every run with a figure is a placeholder; return CPU seconds per file, and the files."""
    from docxtpl import DocxTemplate

    vorlage, werte = _make_template()
    muster = ordner / "vorlage.docx"
    muster.write_bytes(vorlage)
    dateien = [ordner / f"b{n}.docx" for n in range(GEGEN_ANZAHL)]

    start = process_time()
    for nummer, ziel in enumerate(dateien):
        dokument = DocxTemplate(muster)
        dokument.render({name: f"{wert} {nummer}" for name, wert in werte.items()}, autoescape=True)
        dokument.save(ziel)
    return (process_time() - start) / len(dateien), dateien


def _make_template() -> tuple[bytes, dict[str, str]]:
    """Return our DOCX of the case with the most Leistungsträger as a template, and the texts of its placeholders."""
    ergebnisse = (check_case(*fall) for fall in make_cases(GEGEN_ANZAHL))
    bescheid = max((e.dokumente for e in ergebnisse), key=len)["bescheid"]
    werte: dict[str, str] = {}

    def name(treffer: re.Match[str]) -> str:
        feld = f"w{len(werte)}"
        werte[feld] = unescape(treffer[2])
        return f"{treffer[1]}{{{{ {feld} }}}}{treffer[3]}"

    strom = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WRITERS["docx"].write(bescheid, b"{}"))) as quelle,
        zipfile.ZipFile(strom, "w", zipfile.ZIP_DEFLATED) as ziel,
    ):
        for teil in quelle.namelist():
            inhalt = quelle.read(teil)
            ziel.writestr(teil, _ZIFFERN.sub(name, inhalt.decode()) if teil == "word/document.xml" else inhalt)
    return strom.getvalue(), werte


def _convert(ordner: Path, dateien: Iterable[Path]) -> None:
    profil = f"-env:UserInstallation={(ordner / 'profil').as_uri()}"
    befehl = ["soffice", profil, "--headless", "--convert-to", "pdf", "--outdir", str(ordner), *map(str, dateien)]
    subprocess.run(befehl, capture_output=True, check=True)


def _cpu_of_children(tue: Callable[[], object]) -> float:
    davor = resource.getrusage(resource.RUSAGE_CHILDREN)
    tue()
    danach = resource.getrusage(resource.RUSAGE_CHILDREN)
    return danach.ru_utime + danach.ru_stime - davor.ru_utime - davor.ru_stime

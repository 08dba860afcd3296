"""A tracked Word file of two versions against Docxodus (python-redlines) and LibreOffice's own comparison, on the same pairs."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch
from zlib import crc32

from benchmarks.beispiel import document
from generator.numbering import places, resolve
from generator.query import rewrite
from generator.readers import LeseFehler
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Diagramm,
    Dokument,
    Feld,
    Kategorie,
    Punkt,
    Reihe,
    Spalte,
    Tabelle,
    Textblock,
    Unterschrift,
    Verweis,
    Zeile,
    Zelle,
)
from generator.vergleich.aenderungssatz import Vergleichsseite, compare
from generator.vergleich.odtspur.odtspurdatei import write_odtspur
from generator.vergleich.spur.autorschaft import Autorschaft
from generator.vergleich.unverfolgt import read_decided
from generator.vergleich.wordspur import spurdatei
from generator.vergleich.wordspur.spurdatei import write_wordspur
from generator.writers.docx import write_docx
from tests.generator.vergleich.aenderer import edit

AUTOR = Autorschaft("Land", "2025-01-01T00:00:00Z")
UNSER, UNSER_OHNE = "vertragswerk", "ohne Beweis"
PAARE = 6
WACHSTUM = (1, 2, 6)
"""So many times the example stands in one document; six times are about 300 pages."""
MIT_ID = (
    Kategorie,
    Reihe,
    Abschnitt,
    Absatz,
    Textblock,
    Aufzaehlung,
    Punkt,
    Tabelle,
    Diagramm,
    Zeile,
    Zelle,
    Spalte,
    Feld,
    Unterschrift,
)
EIN_PROZESS = (
    "import pickle,sys;from generator.vergleich.aenderungssatz import *;from generator.vergleich.wordspur.spurdatei import *;"
    "from generator.vergleich.spur.autorschaft import Autorschaft;from generator.numbering import places;"
    "a,b=pickle.load(open(sys.argv[1],'rb'));"
    "open(sys.argv[2],'wb').write(write_wordspur(compare(Vergleichsseite(a,places(a)),Vergleichsseite(b,places(b))),Autorschaft('Land','2025-01-01T00:00:00Z')))"
)


OHNE_BEWEIS = (
    "import generator.vergleich.wordspur.spurdatei as s;s.prove_track=s.prove_remarks=lambda *_:None;" + EIN_PROZESS
)
"""The other engines prove nothing of what they write."""
MESSER = (
    "import os,sys;p=os.posix_spawn(sys.argv[1],sys.argv[1:],os.environ);_,s,n=os.wait4(p,0);"
    "print(n.ru_utime+n.ru_stime,n.ru_maxrss,file=sys.stderr);sys.exit(os.waitstatus_to_exitcode(s))"
)
"""Starts a program and says what it used: a small process, for Linux counts the memory of whoever starts one as that one's own."""
UMGEBUNG = {n: w for n, w in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"}
"""As an installed program has it: its modules lie compiled from the second start on."""


def spur(anzahl: int = PAARE) -> None:
    """Time, memory and correctness of three engines; the growth of ours with the length of the contract."""
    alt = document()
    paare = [(alt, edit(alt, random.Random(n), 1 + n % 7)) for n in range(anzahl)]
    with tempfile.TemporaryDirectory() as ordner:
        ort = Path(ordner)
        ergebnisse = {name: _Lauf(name) for name in (UNSER, UNSER_OHNE, "Docxodus", "LibreOffice")}
        for n, paar in enumerate(paare):
            _one_pair(ort, n, paar, ergebnisse)
        _print_table(ergebnisse, len(paare))
    _growth(alt)


class _Lauf:
    def __init__(self, name: str) -> None:
        self.name = name
        self.warm: list[float] = []
        self.prozess: list[float] = []
        self.speicher: list[float] = []
        self.richtig = 0
        self.fehlt = ""

    def judge(self, ergebnis: bytes, paar: tuple[Dokument, Dokument]) -> None:
        """Count it as right if both decided files have the text and the numbers of the two versions."""
        try:
            gelesen = [read_decided(ergebnis, "docx", w)[0].zeilen for w in ("annehmen", "ablehnen")]  # type: ignore[arg-type]
        except LeseFehler:
            return
        soll = [read_decided(write_docx(d), "docx", "annehmen")[0].zeilen for d in (paar[1], paar[0])]
        self.richtig += gelesen == soll


def _one_pair(ort: Path, n: int, paar: tuple[Dokument, Dokument], ergebnisse: dict[str, _Lauf]) -> None:
    dateien = [ort / f"{n}{seite}.docx" for seite in "ab"]
    for datei, dokument in zip(dateien, paar, strict=True):
        datei.write_bytes(write_docx(dokument))
    ziel, baeume = ort / f"{n}aus.docx", ort / f"{n}.pickle"
    baeume.write_bytes(pickle.dumps(paar))
    with ExitStack() as stapel:
        for name, programm in ((UNSER, EIN_PROZESS), (UNSER_OHNE, OHNE_BEWEIS)):
            unser = ergebnisse[name]
            unser.warm.append(_cpu(lambda: _write(paar)))
            _process(unser, [sys.executable, "-c", programm, str(baeume), str(ziel)])
            unser.judge(ziel.read_bytes(), paar)
            for beweis in ("prove_track", "prove_remarks"):
                stapel.enter_context(patch.object(spurdatei, beweis))
    _docxodus(ergebnisse["Docxodus"], dateien, paar)
    _libreoffice(ergebnisse["LibreOffice"], ort, dateien, paar)


def _write(paar: tuple[Dokument, Dokument]) -> bytes:
    alt, neu = (Vergleichsseite(d, places(d)) for d in paar)
    return write_wordspur(compare(alt, neu), AUTOR)


def _cpu(arbeit: Any) -> float:
    """Return the processor's seconds of a work, its child processes with it."""
    vorher = os.times()
    arbeit()
    nachher = os.times()
    return sum(nachher[:4]) - sum(vorher[:4])


def _process(lauf: _Lauf, befehl: list[str]) -> str:
    """Run a program; note its processor's seconds and its greatest memory in MB."""
    programm = [sys.executable, "-c", MESSER, shutil.which(befehl[0]) or befehl[0], *befehl[1:]]
    prozess = subprocess.run(programm, capture_output=True, text=True, env=UMGEBUNG, check=True)
    sekunden, kilobyte = prozess.stderr.splitlines()[-1].split()
    lauf.prozess.append(float(sekunden))
    lauf.speicher.append(int(kilobyte) / 1024)
    return prozess.stdout


def _docxodus(lauf: _Lauf, dateien: list[Path], paar: tuple[Dokument, Dokument]) -> None:
    try:
        from python_redlines import DocxodusEngine

        maschine = DocxodusEngine()
    except Exception as fehler:  # noqa: BLE001 - an extra that is not there is said, not hidden
        lauf.fehlt = str(fehler)[:80] or type(fehler).__name__
        return
    aus: list[bytes] = []
    lauf.warm.append(
        _cpu(lambda: aus.append(maschine.run_redline("Land", dateien[0].read_bytes(), dateien[1].read_bytes())[0]))
    )
    kurz = (
        "import sys;from python_redlines import DocxodusEngine;"
        "DocxodusEngine().run_redline('Land',open(sys.argv[1],'rb').read(),open(sys.argv[2],'rb').read())"
    )
    _process(lauf, [sys.executable, "-c", kurz, *map(str, dateien)])
    lauf.judge(aus[0], paar)


def _libreoffice(lauf: _Lauf, ort: Path, dateien: list[Path], paar: tuple[Dokument, Dokument]) -> None:
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        lauf.fehlt = "nicht installiert"
        return
    ziel = ort / "lo.docx"
    skript = Path(__file__).with_name("bueroabgleich.py")
    aus = _process(
        lauf, ["/usr/bin/python3", str(skript), soffice, str(ort / "profil"), *map(str, dateien), str(ziel), "2"]
    )
    lauf.warm.append(float(aus.split()[-1]))
    lauf.judge(ziel.read_bytes(), paar)


def _print_table(ergebnisse: dict[str, _Lauf], zahl: int) -> None:
    print("\nTracked DOCX of a pair  (aims: ≥ 40 × warm, ≥ 8 × whole process, ≤ half the memory)")  # noqa: T201
    unser, ohne = ergebnisse[UNSER], ergebnisse[UNSER_OHNE]
    print("  (how many times ours with our proof, and without it)")  # noqa: T201
    for lauf in ergebnisse.values():
        if lauf.fehlt or not lauf.warm:
            print(f"  {lauf.name:14} missing: {lauf.fehlt}")  # noqa: T201
            continue
        w, p, s = (median(x) for x in (lauf.warm, lauf.prozess, lauf.speicher))
        warm, prozess, speicher = (
            ", ".join(f"{wert / median(getattr(eines, name)):.1f}" for eines in (unser, ohne))
            for wert, name in ((w, "warm"), (p, "prozess"), (s, "speicher"))
        )
        print(  # noqa: T201
            f"  {lauf.name:14} warm {w:7.3f} s ({warm} ×)  process {p:6.2f} s CPU ({prozess} ×)  memory {s:5.0f} MB"
            f" ({speicher} ×)  right {lauf.richtig}/{zahl}"
        )


def _growth(alt: Dokument) -> None:
    """Print the seconds per copy of the example: linear growth is a flat row."""
    for name, schreibe in (("DOCX", write_wordspur), ("ODT", write_odtspur)):
        zeilen = []
        for mal in WACHSTUM:
            gross = _repeat(alt, mal)
            a, b = (Vergleichsseite(d, places(d)) for d in (gross, edit(gross, random.Random(7), 6)))
            beginn = time.process_time()
            schreibe(compare(a, b), AUTOR)
            zeilen.append(f"{mal} ×: {(time.process_time() - beginn) / mal:.2f} s")
        print(f"  growth, tracked {name}, CPU per copy: {', '.join(zeilen)}")  # noqa: T201


def _repeat(dokument: Dokument, mal: int) -> Dokument:
    """Return a document that has the sections of another several times, each under ids of its own."""
    abschnitte: list[Abschnitt] = list(dokument.abschnitte)
    for n in range(1, mal):

        def own(kennung: str, n: int = n) -> str:
            return f"w{n}_{crc32(kennung.encode()):08x}" if kennung else ""

        def rename(knoten: Any, _: Any, own: Callable[[str], str] = own) -> Any:
            if isinstance(knoten, Verweis):
                return replace(knoten, ziel=own(knoten.ziel))
            if isinstance(knoten, Diagramm):
                knoten = replace(knoten, tabelle=own(knoten.tabelle))
            return replace(knoten, id=own(knoten.id))

        abschnitte += [rewrite(a, rename, *MIT_ID, Verweis) for a in dokument.abschnitte]
    return resolve(replace(dokument, abschnitte=tuple(abschnitte)))

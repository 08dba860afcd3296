"""`bauen` of all example contracts in four formats against pandoc and LibreOffice on the same Markdown, and where its time goes."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TypeVar

from benchmarks.beispiel import BEISPIELE
from benchmarks.messen import find_command, measure_both, report, run_program
from checks.run import check_ausgaben
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.gegenprobe import Pruefauftrag, prove_many, share_out
from generator.kanon import posten
from generator.pdfpruefung import pruefe_pdf
from generator.writers import Format, find_format
from generator.writers.markdown import write_markdown
from generator.writers.pdf import ANHANG
from vertragswerk.dateisystem.verzeichnis import open_bestand
from vertragswerk.fertigung import Datei, contents, write_dateien
from vertragswerk.stichtag import day_of_check
from vertragswerk.werk import Eingaben, Ergebnis, with_outputs, work

FORMATE = ("docx", "odt", "pdf", "html")
RUNDEN = 3
T = TypeVar("T")


def bestand() -> None:
    """Whole processes in turn, by the clock and by the processor; then each stage's share of the processor in one process."""
    import pypandoc

    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        print("\nbestand: LibreOffice is not installed; not measured")  # noqa: T201
        return
    with tempfile.TemporaryDirectory() as ordner:
        quellen = _write_markdown(Path(ordner))
        pandoc = str(pypandoc.get_pandoc_path())
        bauen = [
            find_command(),
            "bauen",
            str(BEISPIELE),
            "--format",
            ",".join(FORMATE),
            "--ziel",
            f"{ordner}/aus",
            "--ersetzen",
        ]
        wege: dict[str, Callable[[], None]] = {
            "vertragswerk bauen": lambda: run_program(bauen),
            "vertragswerk bauen, without Gegenprobe": lambda: run_program([*bauen, "--ohne-gegenprobe"]),
            "pandoc for DOCX, ODT, HTML; LibreOffice for PDF": lambda: _convert(quellen, pandoc, soffice, Path(ordner)),
        }
        uhr, rechnen = measure_both(wege, RUNDEN)
    titel = f"all examples ({len(quellen)} documents) in four formats, whole processes"
    for was, (unsere, *andere) in (("wall time", uhr), ("processor time", rechnen)):
        report(f"{titel}, {was}", unsere, andere, "≥ 3 × against pandoc and LibreOffice")
    _report_stages()


def _results() -> list[Ergebnis]:
    offen, _ = open_bestand(BEISPIELE)
    recht, tag = load_mitgeliefert(), day_of_check(None, offen.konfiguration.stichtag)
    return [work(Eingaben(offen.read_dateien(o), recht, tag)) for o in offen.vertraege()]


def _write_markdown(ordner: Path) -> list[Path]:
    """Write every document as Markdown, for the peer to read."""
    dateien = []
    for ergebnis in _results():
        for name, dokument in ergebnis.dokumente.items():
            datei = ordner / f"{dokument.kopf.kennung}-{name}.md"
            datei.write_bytes(write_markdown(dokument))
            dateien.append(datei)
    return dateien


def _convert(quellen: Iterable[Path], pandoc: str, soffice: str, ordner: Path) -> None:
    """Do with the best of the usual tools: one pandoc process per file, LibreOffice once for all."""
    docx = []
    for quelle in quellen:
        for endung in ("docx", "odt", "html"):
            run_program([pandoc, "-s", "-f", "markdown", "-o", str(quelle.with_suffix(f".{endung}")), str(quelle)])
        docx.append(str(quelle.with_suffix(".docx")))
    profil = f"-env:UserInstallation={(ordner / 'profil').as_uri()}"
    run_program([soffice, profil, "--headless", "--convert-to", "pdf", "--outdir", str(ordner / "pdf"), *docx])


def _time(arbeit: Callable[[], T]) -> float:
    beginn = sum(os.times()[:4])
    with redirect_stdout(StringIO()):
        arbeit()
    return sum(os.times()[:4]) - beginn


class _Stufen:
    """The stages of a build, each over all examples, in one warm process."""

    def __init__(self) -> None:
        self.zeiten: dict[str, float] = {}
        self.ergebnisse: list[Ergebnis] = []
        self.dateien: list[list[Datei]] = []

    def run(self) -> None:
        """Do each stage once and keep its time."""
        self._keep("load, assemble, number, check", lambda: self.ergebnisse.extend(_results()))
        self.dateien = [[] for _ in self.ergebnisse]
        for name in FORMATE:
            self._keep(f"write {name}", partial(self._write, find_format(name)))
        self._keep("read every format back (TD-04)", self._read_back)
        self._keep("Gegenprobe by pandoc", self._prove)
        self._keep("gate of PDF/A and PDF/UA", self._look_at_pdf)

    def _keep(self, name: str, arbeit: Callable[[], object]) -> None:
        self.zeiten[name] = _time(arbeit)

    def _write(self, form: Format) -> None:
        for ergebnis, dateien in zip(self.ergebnisse, self.dateien, strict=True):
            with ThreadPoolExecutor(1) as becken:
                dateien.extend(write_dateien(ergebnis, [form], becken))

    def _read_back(self) -> None:
        for e, dateien in zip(self.ergebnisse, self.dateien, strict=True):
            pruefling = with_outputs(e.pruefling, {n: contents(dateien, n) for n in e.dokumente})
            check_ausgaben(e.pruefung, pruefling, e.eingaben.stichtag, e.eingaben.haus.regeln())

    def _prove(self) -> None:
        for e, dateien in zip(self.ergebnisse, self.dateien, strict=True):
            auftraege = [
                Pruefauftrag(dokument, posten(dokument), form, contents(dateien, name)[form])
                for name, dokument in e.dokumente.items()
                for form in ("docx", "odt")
            ]
            for gruppe in share_out(auftraege):
                prove_many(gruppe)

    def _look_at_pdf(self) -> None:
        for e, dateien in zip(self.ergebnisse, self.dateien, strict=True):
            for name in e.dokumente:
                pruefe_pdf(contents(dateien, name)["pdf"], ANHANG)


def _report_stages() -> None:
    """Print where the processor's time of one warm process goes, pandoc's included."""
    stufen = _Stufen()
    stufen.run()
    summe = sum(stufen.zeiten.values())
    print(f"\nstages of one process, {len(stufen.ergebnisse)} contracts, {summe:.1f} s of the processor")  # noqa: T201
    for name, dauer in stufen.zeiten.items():
        print(f"  {name:<40} {dauer:6.2f} s {dauer / summe * 100:5.1f} %")  # noqa: T201

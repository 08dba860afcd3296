"""Run the measurements: all, or those named on the command line.

They are `bauen bestand dicht docx editor einzeln faelle mengen pdf pruefen spur start vollbestand wortlaut zitate`; `pruefen:5000` names an amount.
`bauen` and `dicht` compare with an earlier state of this project where VERTRAGSWERK_BASIS names the `vertragswerk` command installed from it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path

from benchmarks.beispiel import document, documents, make_repository, make_single
from benchmarks.bestand import bestand
from benchmarks.dicht import dicht
from benchmarks.editor import editor
from benchmarks.faelle import faelle
from benchmarks.mengen import mengen
from benchmarks.messen import (
    Messung,
    find_command,
    measure,
    measure_both,
    measure_cpu,
    measure_process,
    report,
    run_program,
)
from benchmarks.spur import spur
from benchmarks.vollbestand import vollbestand
from benchmarks.wortlaut.messung import wortlaut
from benchmarks.zitate import zitate
from generator.kanon import posten

PYTHON = sys.executable
VARIANTEN = 12
"""So many contracts are written in turn: a writer may keep what all share, not what one says."""
SCHEMA = Path(__file__).resolve().parent.parent / "contracts" / "schema" / "traegerbudget_singulaer.schema.json"


def docx() -> None:
    """Our DOCX of one contract after another against a pandoc process on the same tree and docxtpl on the same text."""
    import docx as python_docx
    import pypandoc
    from docxtpl import DocxTemplate

    from generator.writers.docx import write_docx
    from generator.writers.fremdformat import write_ast

    baum = document()
    json = write_ast(baum)
    zeilen = [p.zeile for p in posten(baum)]
    with tempfile.TemporaryDirectory() as ordner:
        quelle, ziel = Path(ordner) / "baum.json", Path(ordner) / "aus.docx"
        quelle.write_bytes(json)
        vorlage = Path(ordner) / "vorlage.docx"
        muster = python_docx.Document()
        for text in ("{%p for z in zeilen %}", "{{ z }}", "{%p endfor %}"):
            muster.add_paragraph(text)
        muster.save(str(vorlage))

        def with_docxtpl() -> None:
            dokument = DocxTemplate(vorlage)
            dokument.render({"zeilen": zeilen}, autoescape=True)
            dokument.save(ziel)

        reihe = cycle(documents(VARIANTEN))
        unsere = measure("vertragswerk write_docx", lambda: write_docx(next(reihe)), 30)
        pandoc = measure_process(
            "pandoc, one process",
            [pypandoc.get_pandoc_path(), "-f", "json", "-t", "docx", "-o", str(ziel), str(quelle)],
            9,
        )
        docxtpl = measure("docxtpl (text only, no numbering or references)", with_docxtpl, 9)
    report("DOCX of the example contract", unsere, [pandoc, docxtpl], "≥ 40 × pandoc")


def pdf() -> None:
    """Our PDF/A-3a + PDF/UA-1 against LibreOffice converting our DOCX."""
    from generator.writers.docx import write_docx
    from generator.writers.pdf import write_pdf

    baum = document()
    reihe, nummern = cycle(documents(VARIANTEN)), count()

    def one() -> bytes:
        # Another contract with another title each time, so that the typesetter cannot reuse an earlier one.
        andere = next(reihe)
        return write_pdf(
            replace(andere, kopf=replace(andere.kopf, titel=f"{andere.kopf.titel} {next(nummern)}")), b"{}"
        )

    unsere = measure("vertragswerk write_pdf", one, 9)
    soffice = shutil.which("soffice")
    if soffice is None:
        report("PDF of the example contract", unsere, [], "LibreOffice is not installed: nothing to compare with")
        return
    with tempfile.TemporaryDirectory() as ordner:
        datei = Path(ordner) / "vertrag.docx"
        datei.write_bytes(write_docx(baum))
        befehl = [
            soffice,
            f"-env:UserInstallation={(Path(ordner) / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            ordner,
            str(datei),
        ]
        andere = measure_process("LibreOffice, one process", befehl, 3)
    report("PDF of the example contract", unsere, [andere], "≥ 6 × LibreOffice")


def pruefen(anzahl: int = 1000) -> None:
    """A whole check of many contracts, the first, one without a change, one after a change of one contract; the processor's time.

    Against check-jsonschema validating only the schema of the same files.
    """
    with tempfile.TemporaryDirectory() as ordner:
        dateien = make_repository(Path(ordner) / "bestand", anzahl)
        befehl = [PYTHON, "-m", "vertragswerk", "pruefen", f"{ordner}/bestand", "--ausgabe", f"json:{ordner}/b.json"]

        def check(**umgebung: str) -> None:
            run_program(befehl, frozenset({0, 1}), VERTRAGSWERK_CACHE=f"{ordner}/cache", **umgebung)

        def change() -> None:
            with dateien[anzahl // 2].open("a", encoding="utf-8") as datei:
                datei.write("# geändert\n")
            check()

        def first() -> None:
            shutil.rmtree(f"{ordner}/cache", ignore_errors=True)
            check()

        schema = [PYTHON, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), *map(str, dateien)]
        wege: dict[str, Callable[[], object]] = {
            f"vertragswerk pruefen, {anzahl} contracts": first,
            "… unchanged": check,
            "… one contract changed": change,
            "check-jsonschema, schema only": lambda: run_program(schema),
        }
        _, (unsere, *andere) = measure_both(wege, 1)
    report(
        f"Check of {anzahl} contracts",
        unsere,
        andere,
        "≥ 10 × check-jsonschema; unchanged ≥ 20 ×, one changed ≥ 15 × the first",
    )


def start() -> None:
    """`vertragswerk --version` against bare Python."""
    bare = measure_process("python -c pass", [PYTHON, "-c", "pass"], 21)
    unsere = measure_process("vertragswerk --version", [find_command(), "--version"], 21)
    report("Start", bare, [unsere], "≤ 5 × bare python")


def einzeln() -> None:
    """`pruefen` of one contract as a whole process against check-jsonschema for its schema alone; the processor's time.

    The first check ever (nothing in the cache), the usual one (the contract was edited since the last run), one without any cache,
    and one of an unchanged contract.
    """
    with tempfile.TemporaryDirectory() as ordner:
        datei = make_single(Path(ordner) / "bestand")
        befehl = [find_command(), "pruefen", f"{ordner}/bestand"]
        schema = [PYTHON, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), str(datei)]
        aenderungen = count(732)

        def check(**umgebung: str) -> None:
            kept = {"VERTRAGSWERK_VORRAT": "an", "VERTRAGSWERK_CACHE": f"{ordner}/cache"}
            # Another volume than the one that was reconciled is an error of the contract.
            run_program(befehl, frozenset({0, 1}), **(kept | umgebung))

        def first() -> None:
            shutil.rmtree(f"{ordner}/cache", ignore_errors=True)
            check()

        def edited() -> None:
            # The same volume is never met again, so its passages and figures are new each time.
            text = datei.read_text(encoding="utf-8")
            datei.write_text(re.sub(r"menge: 7\d\d\b", f"menge: {next(aenderungen)}", text, count=1), encoding="utf-8")
            check()

        wege: dict[str, Callable[[], object]] = {
            "check-jsonschema, schema only": lambda: run_program(schema),
            "vertragswerk pruefen, first ever": first,
            "vertragswerk pruefen, edited": edited,
            "vertragswerk pruefen, unchanged": check,
            "vertragswerk pruefen, nothing kept": lambda: check(VERTRAGSWERK_VORRAT="aus"),
        }
        _, (andere, *unsere) = measure_both(wege, 9)
    report("CPU of one contract's check", andere, unsere, "≤ 0.5 × check-jsonschema")


def bauen() -> None:
    """`bauen` of one contract in four formats against an earlier state, or against its own parts; the processor's time."""
    with tempfile.TemporaryDirectory() as ordner:
        make_single(Path(ordner))

        def build(name: str, programm: str, *angaben: str) -> Messung:
            ziel = ["--ziel", f"{ordner}/aus", "--ersetzen"]
            return measure_cpu(name, [programm, "bauen", ordner, *ziel, *angaben], 5)

        unsere = build("vertragswerk bauen, four formats", find_command())
        basis = os.environ.get("VERTRAGSWERK_BASIS")
        if basis:
            andere, aim = [build("the earlier state", basis)], "≥ 2 × the earlier state"
        else:
            ohne = ("--ohne-gegenprobe", "--format")
            andere = [build(f"… {f} alone, without Gegenprobe", find_command(), *ohne, f) for f in FORMATE]
            aim = "none: VERTRAGSWERK_BASIS names no earlier state"
    report("CPU of one contract's build", unsere, andere, aim)


FORMATE = ("docx", "odt", "pdf", "html")
MESSUNGEN: dict[str, Callable[..., None]] = {
    "start": start,
    "einzeln": einzeln,
    "editor": editor,
    "bauen": bauen,
    "docx": docx,
    "pdf": pdf,
    "pruefen": pruefen,
    "zitate": zitate,
    "dicht": dicht,
    "mengen": mengen,
    "bestand": bestand,
    "spur": spur,
    "faelle": faelle,
    "wortlaut": wortlaut,
    "vollbestand": vollbestand,
}


def main(namen: list[str]) -> None:
    """Run the named measurements, all without names."""
    for angabe in namen or list(MESSUNGEN):
        name, _, anzahl = angabe.partition(":")
        MESSUNGEN[name](*([int(anzahl)] if anzahl else []))


if __name__ == "__main__":
    main(sys.argv[1:])

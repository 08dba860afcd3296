"""Documents as pages of paper: our own PDF, or what LibreOffice and Chromium print of our files."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from generator.tree import Dokument
from generator.writers.docx import write_docx
from generator.writers.html import write_html
from generator.writers.odt import write_odt
from generator.writers.pdf import write_pdf
from tests.generator.writers.office import print_pdf
from tests.hilfen import need_program


def print_document(dokument: Dokument, form: str, ordner: Path) -> Path:
    """Return the pages of a document as PDF: our own, or what a program prints of our file."""
    datei = ordner / f"vertrag.{form}"
    if form == "pdf":
        datei.write_bytes(write_pdf(dokument, b"{}"))
        return datei
    schreiber: dict[str, Callable[[Dokument], bytes]] = {"docx": write_docx, "odt": write_odt, "html": write_html}
    datei.write_bytes(schreiber[form](dokument))
    if form != "html":
        return print_pdf(datei)
    programm = need_program("chromium", "chromium-browser", "google-chrome")
    ziel = ordner / "druck.pdf"
    subprocess.run(
        [programm, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={ordner / 'chromium'}", f"--print-to-pdf={ziel}", datei.as_uri()],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return ziel

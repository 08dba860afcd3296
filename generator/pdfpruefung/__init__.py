"""The structural gate for our PDF files: an own, independent look at what PDF/A-3a and PDF/UA-1 ask and a machine can see.

It does not replace a validator; it makes sure that no file leaves the house with a fault that would be noticed first there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .regeln import REGELN
from .strukturbaum import BaumFehler, read_baum
from .verstoss import OffenesPdf, PdfRegel, Verstoss

__all__ = ["REGELN", "PdfRegel", "Verstoss", "pruefe_pdf"]

MAX_BYTES = 50_000_000
MAX_OBJEKTE = 300_000
MAX_JE_REGEL = 20
_MAX_STROM = 64_000_000  # bytes of one unpacked stream
UNLESBAR = "PDF-01"


def pruefe_pdf(daten: bytes, anhang: str | None = None) -> list[Verstoss]:
    """Return all broken requirements of a PDF file, empty for a good one.

    `anhang` is the name that an attached file must have; None accepts any name, but one must be attached. At most 20
    findings per rule. Never raises for hostile input: what cannot be read within the bounds is a finding `PDF-01`.
    """
    import pikepdf

    if len(daten) > MAX_BYTES:
        return [Verstoss(UNLESBAR, f"Die Datei ist größer als {MAX_BYTES // 1_000_000} MB und wird nicht gelesen.")]
    with _bounded():
        try:
            with pikepdf.open(io.BytesIO(daten), attempt_recovery=False, suppress_warnings=True) as datei:
                if len(datei.objects) > MAX_OBJEKTE:
                    return [Verstoss(UNLESBAR, f"Die Datei hat mehr als {MAX_OBJEKTE} Objekte und wird nicht gelesen.")]
                pruefling = OffenesPdf(daten, datei, read_baum(datei), anhang)
                return [v for regel in REGELN for v in _apply(regel, pruefling)]
        except pikepdf.PasswordError:
            return [Verstoss(UNLESBAR, "Die Datei ist verschlüsselt und lässt sich nicht öffnen.")]
        except BaumFehler as fehler:
            return [Verstoss(UNLESBAR, str(fehler), "StructTreeRoot")]
        except pikepdf.PdfError:
            return [Verstoss(UNLESBAR, "Die Datei ist kein lesbares PDF.")]


def _apply(regel: PdfRegel, pruefling: OffenesPdf) -> list[Verstoss]:
    """Run one rule; a file so malformed that the rule meets objects of a wrong kind breaks the rule."""
    import pikepdf

    funde: list[Verstoss] = []
    try:
        for meldung, wo in regel.pruefe(pruefling):
            funde.append(Verstoss(regel.code, meldung, wo))
            if len(funde) >= MAX_JE_REGEL:
                break
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, pikepdf.PdfError):
        funde.append(
            Verstoss(regel.code, f"Ein Teil der Datei ist nicht so aufgebaut, dass „{regel.titel}“ prüfbar ist.")
        )
    return funde


@contextmanager
def _bounded() -> Iterator[None]:
    """Bound what the PDF library unpacks while the gate looks; the bounds are those of the process, so restore them."""
    from pikepdf import settings

    vorher: dict[str, Any] = settings.set_qpdf_limits(
        flate_max_memory=_MAX_STROM,
        run_length_max_memory=_MAX_STROM,
        png_max_memory=_MAX_STROM,
        tiff_max_memory=_MAX_STROM,
        dct_max_memory=_MAX_STROM,
        max_stream_filters=2,
        parser_max_nesting=200,
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**vorher)

"""Opening PDF files and their page contents within the limits: every stream is unpacked under a bound, and counted."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .lesegrenzen import MIB, GrenzFehler, LeseFehler, Verbrauch

if TYPE_CHECKING:
    import pikepdf

FILTER_MAX = 3
"""Packings of one stream within each other; one is usual, two happen."""
_LZW = re.compile(rb"/LZW(?:Decode)?(?=[\x00\t\n\f\r />\]])|/(?:L|#4[cC])(?:Z|#5[aA])(?:W|#57)(?:D|#44)")
_TRENNER = b"\x00\t\n\f\r ()<>[]{}/%"
_IN_WORT = bytes(32 if zeichen in _TRENNER else 120 for zeichen in range(256))
"""Table that makes every byte of a word an `x` and every other a blank."""


@contextmanager
def open_pdf(daten: bytes, verbrauch: Verbrauch) -> Iterator[pikepdf.Pdf]:
    """Open a PDF; whatever goes wrong inside the block with the file becomes a LeseFehler."""
    import pikepdf

    grenzen = verbrauch.grenzen
    verbrauch.take_datei(len(daten), "PDF")
    if _LZW.search(daten):
        # qpdf knows no bound for this old packing, which grows up to 1,300 times.
        raise LeseFehler("Die PDF-Datei ist nach dem alten Verfahren LZW gepackt. Speichern Sie sie neu.")
    vorher = pikepdf.settings.set_qpdf_limits(
        flate_max_memory=grenzen.seite, png_max_memory=grenzen.seite, tiff_max_memory=grenzen.seite,
        run_length_max_memory=grenzen.seite, dct_max_memory=grenzen.seite, max_stream_filters=FILTER_MAX,
        parser_max_container_size=grenzen.knoten,
    )  # fmt: skip
    try:
        with pikepdf.open(io.BytesIO(daten), suppress_warnings=True) as pdf:
            _count_object_streams(pdf, verbrauch)
            if len(pdf.pages) > grenzen.seiten:
                raise GrenzFehler(f"Die PDF-Datei hat mehr als {grenzen.seiten} Seiten.")
            yield pdf
    except pikepdf.PasswordError as fehler:
        raise LeseFehler("Die PDF-Datei ist mit einem Kennwort geschützt.") from fehler
    except LeseFehler:
        raise
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as fehler:
        if "limit" in str(fehler):
            raise GrenzFehler(f"Ein Teil der PDF-Datei ist entpackt größer als {grenzen.seite // MIB} MiB.") from fehler
        raise LeseFehler("Die PDF-Datei ist beschädigt.") from fehler
    finally:
        pikepdf.settings.set_qpdf_limits(**vorher)  # type: ignore[arg-type]


def _count_object_streams(pdf: pikepdf.Pdf, verbrauch: Verbrauch) -> None:
    """Count what the streams that hold other objects unpack to, before one of those objects is asked for."""
    tafel = pdf.get_xref_table()
    verbrauch.take_knoten(len(tafel))
    for nummer in dict.fromkeys(e.obj_stream_number or 0 for e in tafel.values() if e.type == 2):
        strom = pdf.get_object(nummer, 0)
        inhalt = strom.read_bytes()
        verbrauch.take_entpackt(len(inhalt))
        verbrauch.take_knoten(_count_words(inhalt))


def _count_words(inhalt: bytes) -> int:
    """Return about how many values a PDF source has: words, and brackets of arrays and dictionaries."""
    woerter = (b" " + inhalt.translate(_IN_WORT)).count(b" x")
    return woerter + inhalt.count(b"[") + inhalt.count(b"<")


def read_commands(pdf: pikepdf.Pdf, seite: pikepdf.Page, befehle: str, verbrauch: Verbrauch) -> list[Any]:
    """Return the drawing commands of a page that are named in `befehle`."""
    import pikepdf

    roh: Any = seite.obj.get("/Contents")
    if roh is None:
        return []
    stroeme = list(roh.as_list()) if isinstance(roh, pikepdf.Array) else [roh]
    teile: list[bytes] = []
    groesse = 0
    for strom in stroeme:
        teile.append(strom.read_bytes())
        verbrauch.take_entpackt(len(teile[-1]))
        groesse += len(teile[-1]) + 1
        if groesse > verbrauch.grenzen.seite:
            raise GrenzFehler(f"Eine Seite der PDF-Datei ist entpackt größer als {verbrauch.grenzen.seite // MIB} MiB.")
    inhalt = b"\n".join(teile)
    verbrauch.take_befehle(_count_words(inhalt))
    try:
        with warnings.catch_warnings():
            # Where the content breaks off, the parser only warns, and the rest of the page is lost.
            warnings.simplefilter("error", UserWarning)
            return list(pikepdf.parse_content_stream(pdf.make_stream(inhalt), befehle))
    except UserWarning as fehler:
        raise LeseFehler("Die PDF-Datei ist beschädigt.") from fehler

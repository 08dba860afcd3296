"""The writers: one module or package per format, all from the same numbered tree, same input same bytes.

`WRITERS` is the whole list; any other name is tried as a format of pandoc. Heavy libraries are imported only when their
format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from ..tree import Dokument

Schreibfunktion: TypeAlias = Callable[[Dokument, bytes], bytes]
"""Takes the numbered document and the contract data (JSON) that a format may carry as an attachment."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format a document can be written in; `braucht` names the library it needs besides the core, or ""."""

    name: str
    endung: str
    titel: str
    write: Schreibfunktion
    braucht: str = ""


def _docx(dokument: Dokument, anlage: bytes) -> bytes:
    from .docx import write_docx

    return write_docx(dokument, anlage)


def _odt(dokument: Dokument, anlage: bytes) -> bytes:
    from .odt import write_odt

    return write_odt(dokument, anlage)


def _pdf(dokument: Dokument, anlage: bytes) -> bytes:
    from .pdf import write_pdf

    return write_pdf(dokument, anlage)


def _html(dokument: Dokument, anlage: bytes) -> bytes:
    from .html import write_html

    return write_html(dokument)


def _akn(dokument: Dokument, anlage: bytes) -> bytes:
    from .akn import write_akn

    return write_akn(dokument)


def _markdown(dokument: Dokument, anlage: bytes) -> bytes:
    from .markdown import write_markdown

    return write_markdown(dokument)


def _plain(dokument: Dokument, anlage: bytes) -> bytes:
    from .plain import write_plain

    return write_plain(dokument)


def _native(dokument: Dokument, anlage: bytes) -> bytes:
    from .native import write_native

    return write_native(dokument)


WRITERS: dict[str, Format] = {
    "docx": Format("docx", "docx", "Word", _docx),
    "odt": Format("odt", "odt", "OpenDocument-Text", _odt),
    "pdf": Format("pdf", "pdf", "PDF/A-3a und PDF/UA-1", _pdf, "typst"),
    "html": Format("html", "html", "barrierefreie Webseite", _html),
    "akn": Format("akn", "akn.xml", "Akoma Ntoso 3.0", _akn),
    "markdown": Format("markdown", "md", "Markdown", _markdown),
    "plain": Format("plain", "txt", "Text", _plain),
    "native": Format("native", "json", "Dokumentbaum", _native),
}


def find_format(name: str) -> Format:
    """Return the writer of this name, else pandoc's; raises FremdformatFehler (unknown, refused) or PandocFehler."""
    if name in WRITERS:
        return WRITERS[name]
    from .fremdformat import check_format, suffix_of

    check_format(name)
    return Format(name, suffix_of(name), f"{name} (pandoc)", partial(_pandoc, name=name), "pandoc")


def _pandoc(dokument: Dokument, anlage: bytes, name: str) -> bytes:
    from .fremdformat import write_pandoc

    return write_pandoc(dokument, name)

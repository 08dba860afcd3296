"""Readers: the text of finished files, extracted on our own and comparable with the tree's canonical text.

They are loaded when one is first asked for: a command that reads a plain text needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .akn import text_akn
    from .auszug import Auszug
    from .docx import text_docx
    from .html import text_html
    from .lesegrenzen import LeseFehler
    from .odt import text_odt
    from .pdf import text_pdf

__all__ = ["Auszug", "LeseFehler", "text_akn", "text_docx", "text_html", "text_odt", "text_pdf"]


def __getattr__(name: str) -> Any:
    """Load what is asked for, with the rest."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .akn import text_akn
    from .auszug import Auszug
    from .docx import text_docx
    from .html import text_html
    from .lesegrenzen import LeseFehler
    from .odt import text_odt
    from .pdf import text_pdf

    leser = (Auszug, LeseFehler, text_akn, text_docx, text_html, text_odt, text_pdf)
    globals().update(zip(__all__, leser, strict=True))
    return globals()[name]

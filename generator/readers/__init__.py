"""Readers: the text of finished files, extracted on our own and comparable with the tree's canonical text."""

from __future__ import annotations

from .akn import text_akn
from .auszug import Auszug
from .docx import text_docx
from .html import text_html
from .lesegrenzen import LeseFehler
from .odt import text_odt
from .pdf import text_pdf

__all__ = ["Auszug", "LeseFehler", "text_akn", "text_docx", "text_html", "text_odt", "text_pdf"]

"""Typesetting a document: what Typst makes of the projected tree, and its diagnostics as German errors."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache

from ...paketdaten import layout_text
from ..satzmaschine import warm_compiler

_ESCAPE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
"""How the typesetter writes a character that cannot be shown."""


class PdfFehler(ValueError):
    """The document cannot be set as PDF; the message is a German sentence, `zeichen` the characters no font has."""

    def __init__(self, meldung: str, zeichen: str = "") -> None:
        super().__init__(meldung)
        self.zeichen = zeichen


def compile_pdf(dokument_json: str, daten: str, stand: str) -> bytes:
    """Return the PDF/A-3a and PDF/UA-1 file that Typst makes of the projected tree.

    `stand` (ISO date) becomes the only timestamp. Raises PdfFehler on every error and on every warning of the typesetter.
    """
    import typst

    eingaben = {"dokument": dokument_json, "daten": daten}
    try:
        ergebnis, warnungen = warm_compiler().compile_with_warnings(
            _template(), sys_inputs=eingaben, pdf_standards=["a-3a", "ua-1"], timestamp=_timestamp(stand)
        )
    except typst.TypstError as fehler:
        raise _explain(fehler.message, fehler.hints) from fehler
    if warnungen:
        raise _explain("; ".join(w.message for w in warnungen), [])
    if not isinstance(ergebnis, bytes):
        raise PdfFehler("Das PDF konnte nicht gesetzt werden: Der Satz lieferte keine Datei.")
    return ergebnis


def _explain(meldung: str, hinweise: list[str]) -> PdfFehler:
    ohne_zeichen = re.search(r'the text `"(.*?)"` could not be displayed', meldung)
    if ohne_zeichen:
        text = _ESCAPE.sub(lambda e: chr(int(e[1], 16)), ohne_zeichen[1])
        zeichen = ", ".join(f"„{z}“ (U+{ord(z):04X})" if z.isprintable() else f"U+{ord(z):04X}" for z in text)
        satz = (
            f"Das PDF konnte nicht gesetzt werden: Die Schrift kennt {zeichen} nicht. Ersetzen Sie das Zeichen im Text."
        )
        return PdfFehler(satz, text)
    zusatz = f" ({'; '.join(hinweise)})" if hinweise else ""
    return PdfFehler(f"Das PDF konnte nicht gesetzt werden. Der Satz meldet: {meldung}{zusatz}.")


def _timestamp(stand: str) -> datetime:
    try:
        tag = date.fromisoformat(stand)
    except ValueError as fehler:
        raise PdfFehler(f"Der Stand „{stand}“ der Fassung ist kein Datum der Form JJJJ-MM-TT.") from fehler
    return datetime(tag.year, tag.month, tag.day, tzinfo=UTC)


@cache
def _template() -> bytes:
    return layout_text("typst/vertrag.typ").encode("utf-8")

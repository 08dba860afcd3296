"""The rules of the gate: a literal list, in the order in which their findings are reported."""

from __future__ import annotations

from . import dokument, seiten, struktur
from .verstoss import Regel

REGELN: tuple[Regel, ...] = (
    Regel("PDF-02", "Dateiaufbau", "ISO 19005-3, 6.1.2, 6.1.3", dokument.check_frame),
    Regel("PDF-03", "Verbotenes", "ISO 19005-3, 6.1.3, 6.6", dokument.check_forbidden),
    Regel("PDF-04", "Auszeichnung", "ISO 14289-1, 6.2, 7.1", dokument.check_tags),
    Regel("PDF-05", "Sprache", "ISO 14289-1, 7.2", dokument.check_language),
    Regel("PDF-06", "Titel", "ISO 14289-1, 7.1", dokument.check_title),
    Regel("PDF-07", "Normangaben", "ISO 19005-3, 6.7.11; ISO 14289-1, 5", dokument.check_claims),
    Regel("PDF-08", "Ausgabeabsicht", "ISO 19005-3, 6.2.3", dokument.check_output_intent),
    Regel("PDF-09", "Vertragsdaten", "ISO 19005-3, 6.8", dokument.check_attachment),
    Regel("PDF-10", "Lesezeichen", "ISO 14289-1, 7.17", dokument.check_bookmarks),
    Regel("PDF-11", "Strukturtypen", "ISO 14289-1, 7.1", struktur.check_types),
    Regel("PDF-12", "Überschriften", "ISO 14289-1, 7.4", struktur.check_headings),
    Regel("PDF-13", "Listen", "ISO 14289-1, 7.6", struktur.check_lists),
    Regel("PDF-14", "Tabellen", "ISO 14289-1, 7.5", struktur.check_tables),
    Regel("PDF-15", "Inhaltsverzeichnis", "ISO 14289-1, 7.2", struktur.check_contents),
    Regel("PDF-16", "Abbildungen", "ISO 14289-1, 7.3", struktur.check_figures),
    Regel("PDF-17", "Inhalt", "ISO 14289-1, 7.1", seiten.check_content),
    Regel("PDF-18", "Schriften", "ISO 19005-3, 6.2.11; ISO 14289-1, 7.21", seiten.check_fonts),
    Regel("PDF-19", "Tabulatorfolge", "ISO 14289-1, 7.18.3", seiten.check_tab_order),
    Regel("PDF-20", "Anmerkungen", "ISO 14289-1, 7.18", seiten.check_annotations),
    Regel("PDF-21", "Formularfelder", "ISO 14289-1, 7.18.4", seiten.check_fields),
)

"""The rules of the gate: a literal list, in the order in which their findings are reported."""

from __future__ import annotations

from . import dateiregeln, seiten, struktur
from .verstoss import PdfRegel

REGELN: tuple[PdfRegel, ...] = (
    PdfRegel("PDF-02", "Dateiaufbau", "ISO 19005-3, 6.1.2, 6.1.3", dateiregeln.check_frame),
    PdfRegel("PDF-03", "Verbotenes", "ISO 19005-3, 6.1.3, 6.6", dateiregeln.check_forbidden),
    PdfRegel("PDF-04", "Auszeichnung", "ISO 14289-1, 6.2, 7.1", dateiregeln.check_tags),
    PdfRegel("PDF-05", "Sprache", "ISO 14289-1, 7.2", dateiregeln.check_language),
    PdfRegel("PDF-06", "Titel", "ISO 14289-1, 7.1", dateiregeln.check_title),
    PdfRegel("PDF-07", "Normangaben", "ISO 19005-3, 6.7.11; ISO 14289-1, 5", dateiregeln.check_claims),
    PdfRegel("PDF-08", "Ausgabeabsicht", "ISO 19005-3, 6.2.3", dateiregeln.check_output_intent),
    PdfRegel("PDF-09", "Vertragsdaten", "ISO 19005-3, 6.8", dateiregeln.check_attachment),
    PdfRegel("PDF-10", "Lesezeichen", "ISO 14289-1, 7.17", dateiregeln.check_bookmarks),
    PdfRegel("PDF-11", "Strukturtypen", "ISO 14289-1, 7.1", struktur.check_types),
    PdfRegel("PDF-12", "Überschriften", "ISO 14289-1, 7.4", struktur.check_headings),
    PdfRegel("PDF-13", "Listen", "ISO 14289-1, 7.6", struktur.check_lists),
    PdfRegel("PDF-14", "Tabellen", "ISO 14289-1, 7.5", struktur.check_tables),
    PdfRegel("PDF-15", "Inhaltsverzeichnis", "ISO 14289-1, 7.2", struktur.check_contents),
    PdfRegel("PDF-16", "Abbildungen", "ISO 14289-1, 7.3", struktur.check_figures),
    PdfRegel("PDF-17", "Inhalt", "ISO 14289-1, 7.1", seiten.check_content),
    PdfRegel("PDF-18", "Schriften", "ISO 19005-3, 6.2.11; ISO 14289-1, 7.21", seiten.check_fonts),
    PdfRegel("PDF-19", "Tabulatorfolge", "ISO 14289-1, 7.18.3", seiten.check_tab_order),
    PdfRegel("PDF-20", "Anmerkungen", "ISO 14289-1, 7.18", seiten.check_annotations),
    PdfRegel("PDF-21", "Formularfelder", "ISO 14289-1, 7.18.4", seiten.check_fields),
)

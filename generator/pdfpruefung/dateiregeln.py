"""Rules on the file as a whole: tags, language, title, claims, output intent, attachment, forbidden parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .verstoss import OffenesPdf

if TYPE_CHECKING:
    import pikepdf
    from lxml.etree import _Element

Fund = Iterator[tuple[str, str]]

_MAX_XMP = 1_000_000
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BEZIEHUNGEN = ("/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified")
_VERBOTENE_AKTIONEN = (
    *("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide"),
    *("/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView"),
)


def _is_true(wert: object) -> bool:
    return wert is True


def check_tags(p: OffenesPdf) -> Fund:
    """The file is tagged: MarkInfo, structure tree with content, parent tree."""
    wurzel = p.datei.Root
    markiert = wurzel.get("/MarkInfo")
    if markiert is None or not _is_true(markiert.get("/Marked")):
        yield "Die Datei gibt nicht an, dass sie ausgezeichnet ist (MarkInfo/Marked fehlt).", "Katalog"
    if markiert is not None and _is_true(markiert.get("/Suspects")):
        yield "Die Datei nennt ihre eigene Auszeichnung zweifelhaft (MarkInfo/Suspects).", "Katalog"
    baum = wurzel.get("/StructTreeRoot")
    if baum is None:
        yield "Der Strukturbaum (StructTreeRoot) fehlt.", "Katalog"
        return
    if not any(e.marken for e in p.baum.alle):
        yield "Der Strukturbaum enthält keinen Inhalt.", "StructTreeRoot"
    if "/ParentTree" not in baum:
        yield "Der Strukturbaum hat kein Elternverzeichnis (ParentTree).", "StructTreeRoot"


def check_language(p: OffenesPdf) -> Fund:
    """The document language is set and German."""
    sprache = str(p.datei.Root.get("/Lang", ""))
    if not sprache:
        yield "Die Sprache des Dokuments (/Lang) fehlt.", "Katalog"
    elif sprache.lower().split("-")[0] != "de":
        yield f"Die Sprache des Dokuments ist „{sprache}“ statt Deutsch.", "Katalog"


def check_title(p: OffenesPdf) -> Fund:
    """The title stands in the metadata and is shown instead of the file name."""
    anzeige = p.datei.Root.get("/ViewerPreferences")
    if anzeige is None or not _is_true(anzeige.get("/DisplayDocTitle")):
        yield "Das Fenster zeigt nicht den Titel an (DisplayDocTitle fehlt).", "Katalog"
    xmp = read_xmp(p.datei)
    titel = [] if xmp is None else [t.text or "" for t in xmp.iterfind(f".//{_DC}title/{_RDF}Alt/{_RDF}li")]
    if not any(t.strip() for t in titel):
        yield "Der Titel fehlt in den Metadaten (dc:title).", "XMP"


def check_claims(p: OffenesPdf) -> Fund:
    """The metadata claim PDF/A-3a and PDF/UA-1."""
    xmp = read_xmp(p.datei)
    if xmp is None:
        yield "Die Metadaten (XMP) fehlen oder sind nicht lesbar.", "Katalog"
        return
    for name, soll, was in (
        (f"{_PDFA}part", "3", "PDF/A, Teil"),
        (f"{_PDFA}conformance", "A", "PDF/A, Stufe"),
        (f"{_PDFUA}part", "1", "PDF/UA, Teil"),
    ):
        ist = _claim(xmp, name)
        if ist != soll:
            yield f"Die Metadaten nennen für {was} „{ist}“ statt „{soll}“.", "XMP"


def _claim(xmp: _Element, name: str) -> str:
    for beschreibung in xmp.iter(f"{_RDF}Description"):
        wert = beschreibung.get(name) or beschreibung.findtext(name)
        if wert:
            return wert.strip()
    return ""


def read_xmp(datei: pikepdf.Pdf) -> _Element | None:
    """Return the parsed metadata, or None if they are missing, too large, not XML or hold a document type."""
    import pikepdf
    from lxml import etree

    strom = datei.Root.get("/Metadata")
    if not isinstance(strom, pikepdf.Stream):
        return None
    roh = strom.read_bytes()
    if len(roh) > _MAX_XMP or b"<!DOCTYPE" in roh or b"<!ENTITY" in roh:
        return None
    leser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(roh, leser)
    except etree.XMLSyntaxError:
        return None


def check_output_intent(p: OffenesPdf) -> Fund:
    """Colours have a meaning: an output intent for PDF/A with a profile."""
    import pikepdf

    absichten = p.datei.Root.get("/OutputIntents", pikepdf.Array())
    passend = [a for a in absichten if a.get("/S") == "/GTS_PDFA1"]
    if not passend:
        yield "Die Ausgabeabsicht für PDF/A (OutputIntents) fehlt.", "Katalog"
    elif not any(isinstance(a.get("/DestOutputProfile"), pikepdf.Stream) for a in passend):
        yield "Die Ausgabeabsicht für PDF/A hat kein Farbprofil.", "OutputIntents"


def check_attachment(p: OffenesPdf) -> Fund:
    """The contract data are attached, named, related to the document and findable."""
    import pikepdf

    liste = p.datei.Root.get("/AF")
    dateien = list(liste) if isinstance(liste, pikepdf.Array) else []
    if not dateien:
        yield "Die Vertragsdaten sind nicht beigefügt (AF fehlt).", "Katalog"
    for angabe in dateien:
        yield from _check_filespec(angabe)
    namen = [str(a.get("/UF", "")) for a in dateien]
    if p.anhang is not None and dateien and p.anhang not in namen:
        yield f"Keine beigefügte Datei heißt „{p.anhang}“, sondern: {', '.join(namen)}.", "AF"
    verzeichnis = p.datei.Root.get("/Names")
    if dateien and (verzeichnis is None or "/EmbeddedFiles" not in verzeichnis):
        yield "Die beigefügten Dateien fehlen im Dateiverzeichnis (Names/EmbeddedFiles).", "Katalog"


def _check_filespec(angabe: pikepdf.Object) -> Fund:
    import pikepdf

    name = str(angabe.get("/UF", ""))
    wo = f"Anhang „{name}“"
    if not name or str(angabe.get("/F", "")) != name:
        yield "Der Name der beigefügten Datei fehlt oder ist zweideutig (F und UF).", wo
    beziehung = angabe.get("/AFRelationship")
    if str(beziehung) not in _BEZIEHUNGEN:
        yield "Die Beziehung der beigefügten Datei zum Dokument (AFRelationship) fehlt.", wo
    elif beziehung != "/Source":
        yield f"Die beigefügte Datei gilt als „{str(beziehung)[1:]}“ statt als Quelle (Source).", wo
    inhalt = angabe.get("/EF", pikepdf.Dictionary()).get("/F")
    if not isinstance(inhalt, pikepdf.Stream):
        yield "Die beigefügte Datei hat keinen Inhalt.", wo
    elif "/Subtype" not in inhalt:
        yield "Die Art der beigefügten Datei (Subtype) fehlt.", wo


def check_forbidden(p: OffenesPdf) -> Fund:
    """No encryption, no scripts, no actions that change or start something, no XFA."""
    if p.datei.is_encrypted:
        yield "Die Datei ist verschlüsselt.", "Trailer"
    namen = p.datei.Root.get("/Names")
    if namen is not None and "/JavaScript" in namen:
        yield "Die Datei enthält Skripte (JavaScript).", "Names"
    formular = p.datei.Root.get("/AcroForm")
    if formular is not None and ("/XFA" in formular or _is_true(formular.get("/NeedAppearances"))):
        yield "Das Formular enthält XFA oder lässt sein Aussehen vom Betrachter erzeugen.", "AcroForm"
    yield from _check_actions(p.datei)


def _check_actions(datei: pikepdf.Pdf) -> Fund:
    import pikepdf

    for objekt in datei.objects:
        if not isinstance(objekt, pikepdf.Dictionary):
            continue
        wo = f"Objekt {objekt.objgen[0]}"
        if "/AA" in objekt:
            yield "Ein Objekt löst bei Ereignissen Aktionen aus (AA).", wo
        for traeger in (objekt, objekt.get("/A"), objekt.get("/OpenAction")):
            if isinstance(traeger, pikepdf.Dictionary) and (
                str(traeger.get("/S", "")) in _VERBOTENE_AKTIONEN or "/JS" in traeger
            ):
                yield f"Die Datei enthält eine verbotene Aktion ({str(traeger.get('/S', '/JS'))[1:]}).", wo


def check_frame(p: OffenesPdf) -> Fund:
    """Header, file id and a last line that ends, so that a later signature keeps PDF/A."""
    if not p.roh.startswith((b"%PDF-1.4", b"%PDF-1.5", b"%PDF-1.6", b"%PDF-1.7")):
        yield "Die Datei beginnt nicht mit der Kennung einer Version PDF 1.4 bis 1.7.", "Dateianfang"
    if not p.roh.endswith((b"%%EOF\n", b"%%EOF\r\n")):
        yield "Die letzte Zeile (%%EOF) ist nicht abgeschlossen; eine Signatur würde PDF/A zerstören.", "Dateiende"
    if "/ID" not in p.datei.trailer:
        yield "Die Dateikennung (ID) fehlt.", "Trailer"


def check_bookmarks(p: OffenesPdf) -> Fund:
    """A document with headings has bookmarks."""
    ueberschriften = [e for e in p.baum.alle if e.art.startswith("H") and e.art[1:].isdigit()]
    gliederung = p.datei.Root.get("/Outlines")
    if ueberschriften and (gliederung is None or "/First" not in gliederung):
        yield "Die Lesezeichen (Outlines) fehlen.", "Katalog"

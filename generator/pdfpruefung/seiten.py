"""Rules on pages: marked content, fonts, annotations and form fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from .strukturbaum import Element
from .verstoss import OffenesPdf

if TYPE_CHECKING:
    import pikepdf

    Befehl: TypeAlias = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

Fund = Iterator[tuple[str, str]]

_ZEIGEND = (
    "Tj",
    "TJ",
    "'",
    '"',
    "f",
    "F",
    "f*",
    "B",
    "B*",
    "b",
    "b*",
    "S",
    "s",
    "sh",
    "Do",
    "EI",
    "INLINE IMAGE",
    "BI",
)
_KLAMMERN = ("BDC", "BMC", "EMC")
_OPERATOREN = " ".join((*_ZEIGEND, *_KLAMMERN))
_MAX_RESSOURCEN = 5_000
MAX_SEITEN = 2_000
MAX_INHALT = 40_000_000  # bytes of page content in the whole file
_OHNE_STRUKTUR = ("/Popup", "/PrinterMark")
_VERSTECKT = 0b100010  # Hidden, NoView
_GEDRUCKT = 0b100


def check_content(p: OffenesPdf) -> Fund:
    """Everything visible is either in the structure tree or an artifact, and the tree knows every mark."""
    import pikepdf

    bekannt: dict[tuple[int, int], set[int]] = {}
    for seitennummer, marke in (m for e in p.baum.alle for m in e.marken):
        bekannt.setdefault(seitennummer, set()).add(marke)
    umfang = 0
    for nummer, seite in enumerate(p.datei.pages, 1):
        wo = f"Seite {nummer}"
        umfang += _content_size(seite.obj)
        if nummer > MAX_SEITEN or umfang > MAX_INHALT:
            yield "Der Inhalt der Datei ist zu umfangreich und wird nicht weiter geprüft.", wo
            return
        try:
            befehle = pikepdf.parse_content_stream(seite, _OPERATOREN)
        except pikepdf.PdfError:
            yield "Der Inhalt der Seite ist nicht lesbar.", wo
            continue
        yield from ((satz, wo) for satz in _check_marks(befehle, seite.obj, bekannt.get(seite.obj.objgen, set())))


def _content_size(seite: pikepdf.Object) -> int:
    import pikepdf

    inhalt = seite.get("/Contents")
    stroeme = list(inhalt) if isinstance(inhalt, pikepdf.Array) else [inhalt]
    return sum(len(s.read_bytes()) for s in stroeme if isinstance(s, pikepdf.Stream))


def _check_marks(befehle: Sequence[Befehl], seite: pikepdf.Object, bekannt: set[int]) -> Iterator[str]:
    marken, offen, ist_gestoert = _marks(befehle, seite)
    if offen:
        yield f"Sichtbare Teile sind weder ausgezeichnet noch Beiwerk (Artifact), Anzahl {offen}."
    if ist_gestoert:
        yield "Die Auszeichnung öffnet und schließt nicht paarweise (BDC und EMC)."
    vorhanden = set(marken)
    if len(marken) != len(vorhanden):
        yield "Zwei Inhalte tragen dieselbe Marke (MCID)."
    if fremd := sorted(vorhanden - bekannt):
        yield f"Der ausgezeichnete Inhalt {fremd[0]} fehlt im Strukturbaum."
    if fehlend := sorted(bekannt - vorhanden):
        yield f"Der Strukturbaum nennt den Inhalt {fehlend[0]}, den die Seite nicht hat."


def _marks(befehle: Sequence[Befehl], seite: pikepdf.Object) -> tuple[list[int], int, bool]:
    """Return the MCIDs in order, how many visible parts stand outside any mark, and whether the marks do not pair."""
    marken: list[int] = []
    stapel: list[bool] = []
    ungezeichnet = 0
    gestoert = False
    for befehl in befehle:
        name = str(befehl.operator)
        if name in ("BDC", "BMC"):
            marke = _mcid(befehl, seite)
            if marke is not None:
                marken.append(marke)
            stapel.append(marke is not None or str(befehl.operands[0]) == "/Artifact")
        elif name == "EMC":
            gestoert = gestoert or not stapel
            stapel = stapel[:-1]
        elif not any(stapel):
            ungezeichnet += 1
    return marken, ungezeichnet, gestoert or bool(stapel)


def _mcid(befehl: Befehl, seite: pikepdf.Object) -> int | None:
    import pikepdf

    werte = befehl.operands[1] if len(befehl.operands) > 1 else None
    if isinstance(werte, pikepdf.Name):
        namen = seite.get("/Resources", pikepdf.Dictionary()).get("/Properties", pikepdf.Dictionary())
        werte = namen.get(str(werte))
    return int(werte.MCID) if isinstance(werte, pikepdf.Dictionary) and "/MCID" in werte else None


# ------------------------------------------------------------------------------------------------------------------ fonts


def check_fonts(p: OffenesPdf) -> Fund:
    """Every font is embedded and says which characters its signs are."""
    gesehen: set[tuple[int, int]] = set()
    for nummer, seite in enumerate(p.datei.pages, 1):
        for schrift in _fonts(seite.obj, gesehen):
            name = str(schrift.get("/BaseFont", schrift.get("/Name", "/?")))[1:]
            wo = f"Seite {nummer}, Schrift {name}"
            if not _is_embedded(schrift):
                yield "Eine Schrift ist nicht eingebettet.", wo
            if "/ToUnicode" not in schrift:
                yield "Eine Schrift sagt nicht, welche Zeichen sie zeigt (ToUnicode).", wo


def _fonts(seite: pikepdf.Object, gesehen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    """Yield the fonts of a page, of the forms it shows and of the appearances of its annotations, each once."""
    import pikepdf

    stapel = [seite, *(a.get("/AP") for a in seite.get("/Annots", []))]
    for _ in range(_MAX_RESSOURCEN):
        if not stapel:
            return
        traeger = stapel.pop()
        if not isinstance(traeger, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        for aussehen in ("/N", "/R", "/D"):
            stapel.append(traeger.get(aussehen))
        mittel = traeger.get("/Resources")
        if not isinstance(mittel, pikepdf.Dictionary):
            continue
        for schrift in mittel.get("/Font", pikepdf.Dictionary()).values():
            if schrift.objgen == (0, 0) or schrift.objgen not in gesehen:
                gesehen.add(schrift.objgen)
                yield schrift
        for form in mittel.get("/XObject", pikepdf.Dictionary()).values():
            if form.objgen not in gesehen:
                gesehen.add(form.objgen)
                stapel.append(form)


def _is_embedded(schrift: pikepdf.Object) -> bool:
    if schrift.get("/Subtype") == "/Type3":
        return True
    if schrift.get("/Subtype") == "/Type0":
        nachkommen = schrift.get("/DescendantFonts")
        if nachkommen is None or len(nachkommen) == 0:
            return False
        schrift = nachkommen[0]
    beschreibung = schrift.get("/FontDescriptor")
    return beschreibung is not None and any(k in beschreibung for k in ("/FontFile", "/FontFile2", "/FontFile3"))


# ------------------------------------------------------------------------------------------------------------ annotations


def check_tab_order(p: OffenesPdf) -> Fund:
    """Pages with annotations are walked through in the order of the structure."""
    for nummer, seite in enumerate(p.datei.pages, 1):
        if len(seite.obj.get("/Annots", [])) and seite.obj.get("/Tabs") != "/S":
            yield "Die Tabulatorfolge folgt nicht der Struktur (Tabs fehlt).", f"Seite {nummer}"


def check_annotations(p: OffenesPdf) -> Fund:
    """Every annotation belongs to a Link, Form or Annot element and has a text of its own."""
    eigner = {nummer: e for e in p.baum.alle for nummer in e.verweise}
    eltern = _parent_tree(p.datei)
    for nummer, seite in enumerate(p.datei.pages, 1):
        for anmerkung in seite.obj.get("/Annots", []):
            art = str(anmerkung.get("/Subtype", ""))
            if art not in _OHNE_STRUKTUR:
                yield from (
                    (satz, f"Seite {nummer}, {art[1:]}") for satz in _annotation(anmerkung, art, eigner, eltern)
                )


def _annotation(
    anmerkung: pikepdf.Object, art: str, eigner: dict[tuple[int, int], Element], eltern: dict[int, tuple[int, int]]
) -> Iterator[str]:
    element = eigner.get(anmerkung.objgen)
    soll = {"/Link": "Link", "/Widget": "Form"}.get(art, "Annot")
    if element is None:
        yield "Eine Anmerkung ist nicht im Strukturbaum (OBJR fehlt)."
    elif element.art != soll:
        yield f"Eine Anmerkung gehört zu einem Element {element.art} statt {soll}."
    elif soll == "Form" and (element.marken or element.kinder or len(element.verweise) != 1):
        yield "Ein Element Form enthält anderes als genau ein Formularfeld."
    if element is not None and eltern.get(int(anmerkung.get("/StructParent", -1))) != element.nummer:
        yield "Das Elternverzeichnis kennt eine Anmerkung nicht (StructParent)."
    text = anmerkung.get("/TU" if art == "/Widget" else "/Contents", "")
    if not str(text).strip():
        yield (
            "Ein Formularfeld hat keinen Namen zum Vorlesen (TU)."
            if art == "/Widget"
            else "Eine Anmerkung hat keinen Ersatztext (Contents)."
        )
    merkmale = int(anmerkung.get("/F", 0))
    if merkmale & _VERSTECKT or not merkmale & _GEDRUCKT:
        yield "Eine Anmerkung ist versteckt oder wird nicht gedruckt."
    if art == "/Widget":
        yield from _field(anmerkung)


def _field(feld: pikepdf.Object) -> Iterator[str]:
    if feld.get("/AP") is None or "/N" not in feld.AP:
        yield "Ein Formularfeld hat kein Aussehen (AP)."
    if "/A" in feld:
        yield "Ein Formularfeld löst eine Aktion aus (A)."
    if not str(feld.get("/T", "")):
        yield "Ein Formularfeld hat keinen Namen (T)."


def check_fields(p: OffenesPdf) -> Fund:
    """The form lists exactly the fields on the pages, and no name twice."""
    formular = p.datei.Root.get("/AcroForm")
    gelistet = [f.objgen for f in formular.get("/Fields", [])] if formular is not None else []
    felder = [a for s in p.datei.pages for a in s.obj.get("/Annots", []) if a.get("/Subtype") == "/Widget"]
    if sorted(gelistet) != sorted(f.objgen for f in felder):
        yield f"Das Formular nennt {len(gelistet)} Felder, die Seiten tragen {len(felder)}.", "AcroForm"
    namen = [str(f.get("/T", "")) for f in felder]
    if len(namen) != len(set(namen)):
        yield "Zwei Formularfelder haben denselben Namen.", "AcroForm"


def _parent_tree(datei: pikepdf.Pdf) -> dict[int, tuple[int, int]]:
    """Return the structure element of every single entry of the parent tree."""
    import pikepdf

    wurzel = datei.Root.get("/StructTreeRoot")
    baum = wurzel.get("/ParentTree") if wurzel is not None else None
    if baum is None:
        return {}
    return {k: v.objgen for k, v in pikepdf.NumberTree(baum).items() if isinstance(v, pikepdf.Dictionary)}

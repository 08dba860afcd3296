"""Second pass over the set PDF: signature fields, row headers and list numbering, which Typst cannot tag by itself."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ...query import query
from ...tree import Aufzaehlung, Diagramm, Dokument, Eintrag, Tabelle, Unterschrift, Zeile
from .linkslauf import is_rtl, name_runs
from .projektion import ORTE, signature_name
from .setzen import PdfFehler
from .verbundzeichen import has_marks, mend_marks

if TYPE_CHECKING:
    import pikepdf

T = TypeVar("T")
Anmerkung: TypeAlias = "tuple[pikepdf.Object, pikepdf.Object, str]"
"""Page, link and the address it leads to."""
Seitenort: TypeAlias = tuple[int, float, float]
"""Page from 0, distance from the left and upper edge in points."""
ANKER = "urn:vertragswerk:unterschrift:"
VERWEIS = "urn:vertragswerk:verweis:"
_BEHAELTER = frozenset(("/Document", "/Part", "/Sect", "/Div", "/L", "/LI", "/LBody"))
_GRENZE = 500_000  # structure elements; a contract has a few thousand


def complete(pdf: bytes, dokument: Dokument, text: str) -> bytes:
    r"""Return the PDF with prepared signature fields and complete tags; ends in "%%EOF\n", same input same bytes.

    Typst has set a link box for every signature place: its annotation becomes an empty signature field and its structure
    element a Form, so position, reading order and parent tree are those of the typesetter. `text` is the projected document.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as datei:
        datei.Root.MarkInfo = pikepdf.Dictionary(
            Marked=True
        )  # Typst adds /Suspects false, which Poppler reports as an error
        tabellen = query(dokument, Tabelle)
        seiten = [s.obj for s in datei.pages]
        anmerkungen = _links(seiten)
        _make_fields(datei, anmerkungen, query(dokument, Unterschrift))
        _lead_references(
            anmerkungen,
            seiten,
            _take_places(datei),
            _names(dokument.verzeichnis, (*tabellen, *query(dokument, Diagramm))),
        )
        if is_rtl(text):
            name_runs([knoten for rolle, knoten in _walk(datei) if rolle == "/Em"], text)
        elemente = _elements(datei)
        _complete_lists(elemente["/L"], [a for a in query(dokument, Aufzaehlung) if a.punkte])
        _complete_tables(elemente["/Table"], tabellen)
        if has_marks(text):
            mend_marks(datei)
        ziel = io.BytesIO()
        packen = pikepdf.ObjectStreamMode.generate  # a third of the size, and faster
        datei.save(ziel, deterministic_id=True, fix_metadata_version=False, object_stream_mode=packen)
    return ziel.getvalue()


# --------------------------------------------------------------------------------------------------------- signature fields


def _links(seiten: Sequence[pikepdf.Object]) -> list[Anmerkung]:
    """Return every annotation that leads somewhere."""
    import pikepdf

    gefunden: list[Anmerkung] = []
    for seite in seiten:
        for anmerkung in seite.get("/Annots", []):
            ziel = anmerkung.get("/Dest")
            if isinstance(ziel, pikepdf.String):
                gefunden.append((seite, anmerkung, VERWEIS + str(ziel)))
            elif (aktion := anmerkung.get("/A")) is not None:
                gefunden.append((seite, anmerkung, str(aktion.get("/URI", ""))))
    return gefunden


def _make_fields(datei: pikepdf.Pdf, anmerkungen: Sequence[Anmerkung], plaetze: Sequence[Unterschrift]) -> None:
    import pikepdf

    namen = {f.id: signature_name(f) for f in plaetze}
    if not namen:
        return
    eltern = pikepdf.NumberTree(datei.Root.StructTreeRoot.ParentTree)
    felder = pikepdf.Array()
    for seite, anmerkung, ziel in anmerkungen:
        if ziel.startswith(ANKER):
            kennung = ziel.removeprefix(ANKER)
            element = eltern[int(anmerkung.StructParent)]
            element.S = pikepdf.Name.Form
            if isinstance(element.K, pikepdf.Array) and len(element.K) == 1:
                element.K = element.K[0]  # signature programs look for the field here, not in a list of one
            _turn_into_field(datei, anmerkung, kennung, namen.pop(kennung))
            anmerkung.P = seite
            felder.append(anmerkung)
    if namen:
        raise PdfFehler(f"Im PDF fehlt das Unterschriftsfeld für: {', '.join(namen)}.")
    datei.Root.AcroForm = pikepdf.Dictionary(Fields=felder, SigFlags=1)


def _turn_into_field(datei: pikepdf.Pdf, anmerkung: pikepdf.Object, kennung: str, name: str) -> None:
    import pikepdf

    for schluessel in ("/A", "/Border", "/Contents", "/QuadPoints", "/H"):
        if schluessel in anmerkung:
            del anmerkung[schluessel]
    links, unten, rechts, oben = (float(x) for x in anmerkung.Rect)
    bild = datei.make_stream(b"")
    bild.Type, bild.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    bild.BBox = pikepdf.Array([0, 0, round(rechts - links, 3), round(oben - unten, 3)])
    bild.Resources = pikepdf.Dictionary()
    anmerkung.Subtype, anmerkung.FT = pikepdf.Name.Widget, pikepdf.Name.Sig
    anmerkung.T, anmerkung.TU = pikepdf.String(kennung), pikepdf.String(name)
    anmerkung.F = 4  # printed, neither hidden nor locked
    anmerkung.AP = pikepdf.Dictionary(N=bild)


def _names(verzeichnis: Sequence[Eintrag], beschriftete: Sequence[Tabelle | Diagramm]) -> dict[str, str]:
    namen = {e.ziel: " ".join(t for t in (e.nummer, e.text) if t) for e in verzeichnis}
    namen.update((b.id, b.nummer) for b in beschriftete)
    return namen


def _lead_references(
    anmerkungen: Sequence[Anmerkung],
    seiten: Sequence[pikepdf.Object],
    orte: Mapping[str, Seitenort],
    namen: Mapping[str, str],
) -> None:
    """Lead every reference to its place, and say in its alternative text where that is."""
    import pikepdf

    for _, anmerkung, adresse in anmerkungen:
        ziel = adresse.removeprefix(VERWEIS)
        if ziel == adresse or ziel not in orte:
            continue
        seite, links, oben = orte[ziel]
        if "/A" in anmerkung:
            del anmerkung["/A"]
            unten = round(float(seiten[seite].MediaBox[3]) - oben, 3)
            anmerkung.Dest = pikepdf.Array([seiten[seite], pikepdf.Name.XYZ, links, unten, 0])
        name = namen.get(ziel, "")
        anmerkung.Contents = pikepdf.String(f"{name}, Seite {seite + 1}" if name else f"Seite {seite + 1}")


def _take_places(datei: pikepdf.Pdf) -> dict[str, Seitenort]:
    """Take the list of places out of the file."""
    roh = datei.attachments[ORTE].get_file().read_bytes()
    del datei.attachments[ORTE]
    if not datei.attachments:
        del datei.Root.Names["/EmbeddedFiles"]
    return {ziel: (seite - 1, round(x, 3), y) for ziel, seite, x, y in json.loads(roh)}


# ------------------------------------------------------------------------------------------------------------------- tags


def _elements(datei: pikepdf.Pdf) -> dict[str, list[pikepdf.Object]]:
    """Return lists and tables in reading order; below tables and paragraphs there is nothing to mend."""
    gefunden: dict[str, list[pikepdf.Object]] = {"/L": [], "/Table": []}
    for rolle, knoten in _walk(datei, _BEHAELTER):
        if rolle in gefunden:
            gefunden[rolle].append(knoten)
    return gefunden


def _walk(datei: pikepdf.Pdf, behaelter: frozenset[str] | None = None) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield every element with its type, in reading order; only what stands in containers of these types, if they are named."""
    import pikepdf

    stapel = [datei.Root.StructTreeRoot.K]
    for _ in range(_GRENZE):
        if not stapel:
            return
        knoten = stapel.pop()
        if isinstance(knoten, pikepdf.Array):
            stapel.extend(reversed(knoten.as_list()))
        elif isinstance(knoten, pikepdf.Dictionary) and (art := knoten.get("/S")) is not None:
            rolle = str(art)
            yield rolle, knoten
            if (behaelter is None or rolle in behaelter) and (kinder := knoten.get("/K")) is not None:
                stapel.append(kinder)
    raise PdfFehler(f"Das Dokument ist zu groß: Das PDF hätte mehr als {_GRENZE} Strukturelemente.")


def _kids(element: pikepdf.Object, *arten: str) -> list[pikepdf.Object]:
    import pikepdf

    kinder = element.get("/K")
    liste = kinder.as_list() if isinstance(kinder, pikepdf.Array) else [] if kinder is None else [kinder]
    return [k for k in liste if isinstance(k, pikepdf.Dictionary) and str(k.get("/S", "")) in arten]


def _complete_lists(elemente: list[pikepdf.Object], listen: Sequence[Aufzaehlung]) -> None:
    """Say for every list how it counts, and mend what Typst makes of nested lists and of the labels."""
    import pikepdf

    for element, liste in zip(elemente, _same_number(listen, elemente, "Listen"), strict=True):
        element.A = pikepdf.Dictionary(O=pikepdf.Name.List, ListNumbering=pikepdf.Name(f"/{_numbering(liste)}"))
        _nest(element)
        for marke in (m for eintrag in _kids(element, "/LI") for m in _kids(eintrag, "/Lbl")):
            for betont in _kids(marke, "/Strong"):  # a term is emphasised, a label is not
                betont.S = pikepdf.Name.Span


def _nest(liste: pikepdf.Object) -> None:
    """Put a list that stands between the items into the item before it, where it belongs."""
    import pikepdf

    if not _kids(liste, "/L"):
        return
    eintraege: list[pikepdf.Object] = []
    for kind in _kids(liste, "/LI", "/L", "/Caption"):
        koerper = _kids(eintraege[-1], "/LBody") if eintraege and kind.S == "/L" else []
        if not koerper:
            eintraege.append(kind)
            continue
        bisher = koerper[0].get("/K", pikepdf.Array())
        vorn = list(bisher) if isinstance(bisher, pikepdf.Array) else [bisher]
        koerper[0].K = pikepdf.Array([*vorn, kind])
        kind.P = koerper[0]
    liste.K = pikepdf.Array(eintraege)


def _numbering(liste: Aufzaehlung) -> str:
    if liste.art == "strich":
        return "None"
    return "LowerAlpha" if liste.punkte[0].nummer[:1].isalpha() else "Decimal"


def _complete_tables(elemente: list[pikepdf.Object], tabellen: Sequence[Tabelle]) -> None:
    for element, tabelle in zip(elemente, _same_number(tabellen, elemente, "Tabellen"), strict=True):
        _return_body_rows(element, len(tabelle.fuss))
        gruppen = _kids(element, "/THead", "/TBody", "/TFoot")
        reihen = [r for g in gruppen for r in _kids(g, "/TR")] or _kids(element, "/TR")
        zeilen = (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)
        for reihe, zeile in zip(reihen, _same_number(zeilen, reihen, "Tabellenzeilen"), strict=True):
            if any(zelle.ist_kopf for zelle in zeile.zellen):
                _mark_row_headers(_kids(reihe, "/TH", "/TD"), zeile)
        _move_caption(element)


def _return_body_rows(tabelle: pikepdf.Object, im_fuss: int) -> None:
    """Put rows of the body that stood in the foot, to stay on one page, back into the body."""
    import pikepdf

    fuesse, rumpf = _kids(tabelle, "/TFoot"), _kids(tabelle, "/TBody")
    if not fuesse or not rumpf:
        return
    reihen = _kids(fuesse[0], "/TR")
    grenze = len(reihen) - im_fuss
    if grenze <= 0:
        return
    for reihe in reihen[:grenze]:
        reihe.P = rumpf[0]
    rumpf[0].K = pikepdf.Array([*_kids(rumpf[0], "/TR"), *reihen[:grenze]])
    if im_fuss:
        fuesse[0].K = pikepdf.Array(reihen[grenze:])
    else:
        tabelle.K = pikepdf.Array(_kids(tabelle, "/Caption", "/THead", "/TBody"))


def _mark_row_headers(zellen: list[pikepdf.Object], zeile: Zeile) -> None:
    """Make row headers TH; the row then relies on scopes, since Typst lists only the column headers of a cell."""
    import pikepdf

    paare = list(zip(zellen, _same_number(zeile.zellen, zellen, "Tabellenzellen"), strict=True))
    if not any(zelle.ist_kopf and str(kasten.S) == "/TD" for kasten, zelle in paare):
        return
    for kasten, zelle in paare:
        attribute = list(kasten.get("/A", pikepdf.Array()))
        tabelle = next((a for a in attribute if a.get("/O") == "/Table"), None)
        if tabelle is None:
            tabelle = pikepdf.Dictionary(O=pikepdf.Name.Table)
            attribute.append(tabelle)
        if "/Headers" in tabelle:
            del tabelle["/Headers"]
        if zelle.ist_kopf:
            kasten.S = pikepdf.Name.TH
            tabelle.Scope = pikepdf.Name.Row
        kasten.A = pikepdf.Array(attribute)


def _move_caption(tabelle: pikepdf.Object) -> None:
    """Put the caption into the table as its first child; Typst leaves it beside the table in a Div."""
    import pikepdf

    rahmen = tabelle.P.get("/P")
    if not isinstance(rahmen, pikepdf.Dictionary):
        return
    for titel in _kids(rahmen, "/Caption"):
        rahmen.K = pikepdf.Array([k for k in rahmen.K if k != titel])
        titel.P = tabelle
        tabelle.K = pikepdf.Array([titel, *tabelle.K])


def _same_number(erwartet: Sequence[T], gefunden: Sequence[pikepdf.Object], was: str) -> Sequence[T]:
    if len(erwartet) != len(gefunden):
        raise PdfFehler(f"Das PDF zeichnet {len(gefunden)} {was} aus, das Dokument hat {len(erwartet)}.")
    return erwartet

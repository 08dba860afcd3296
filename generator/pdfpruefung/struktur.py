"""Rules on the structure tree: types, headings, lists, tables, table of contents, figures."""

from __future__ import annotations

from collections.abc import Iterator

from .strukturbaum import STANDARDARTEN, Element
from .verstoss import OffenesPdf

Fund = Iterator[tuple[str, str]]

# Which parents a type may have; a type that is not listed may stand anywhere.
ELTERN = {
    "LI": ("L",),
    "LBody": ("LI",),
    "TR": ("Table", "THead", "TBody", "TFoot"),
    "TH": ("TR",),
    "TD": ("TR",),
    "THead": ("Table",),
    "TBody": ("Table",),
    "TFoot": ("Table",),
    "TOCI": ("TOC",),
}
KINDER = {
    "L": ("L", "LI", "Caption"),
    "LI": ("Lbl", "LBody"),
    "Table": ("TR", "THead", "TBody", "TFoot", "Caption"),
    "THead": ("TR",),
    "TBody": ("TR",),
    "TFoot": ("TR",),
    "TR": ("TH", "TD"),
    "TOC": ("TOCI", "TOC", "Caption"),
}
_LISTENARTEN = (
    "/Decimal",
    "/LowerAlpha",
    "/UpperAlpha",
    "/LowerRoman",
    "/UpperRoman",
    "/Disc",
    "/Circle",
    "/Square",
    "/None",
)
_BEREICHE = ("/Row", "/Column", "/Both")


def _wo(element: Element) -> str:
    return f"Element {element.roh}, Objekt {element.nummer[0]}"


def check_types(p: OffenesPdf) -> Fund:
    """Every element has a standard type, directly or by the role map."""
    for element in p.baum.alle:
        if element.art not in STANDARDARTEN:
            yield f"Der Strukturtyp „{element.roh}“ ist keinem Standardtyp zugeordnet.", _wo(element)


def check_headings(p: OffenesPdf) -> Fund:
    """The first heading is H1, none is skipped on the way down, none is empty."""
    stufe = 0
    for element in p.baum.alle:
        if element.art == "H":
            yield "Eine Überschrift hat keine Stufe (H statt H1 bis H6).", _wo(element)
        if not (element.art[0] == "H" and element.art[1:].isdigit()):
            continue
        neu = int(element.art[1:])
        if stufe == 0 and neu != 1:
            yield f"Die erste Überschrift hat die Stufe {neu} statt 1.", _wo(element)
        elif neu > stufe + 1:
            yield f"Auf eine Überschrift der Stufe {stufe} folgt eine der Stufe {neu}.", _wo(element)
        stufe = neu
        if not _has_content(element):
            yield "Eine Überschrift ist leer.", _wo(element)
    if stufe == 0 and p.baum.alle:
        yield "Das Dokument hat keine Überschrift.", "StructTreeRoot"


def _has_content(element: Element) -> bool:
    return bool(element.marken) or any(_has_content(k) for k in element.kinder)


def _check_nesting(p: OffenesPdf, *arten: str) -> Fund:
    for element in p.baum.alle:
        if element.art not in arten:
            continue
        oben = element.eltern.art if element.eltern else "StructTreeRoot"
        if element.art in ELTERN and oben not in ELTERN[element.art]:
            yield (
                f"Ein Element {element.art} steht unter {oben} statt unter {' oder '.join(ELTERN[element.art])}.",
                _wo(element),
            )
        erlaubt = KINDER.get(element.art)
        if erlaubt is None:
            continue
        for kind in element.kinder:
            if kind.art not in erlaubt:
                yield f"Ein Element {element.art} enthält {kind.art}; erlaubt: {', '.join(erlaubt)}.", _wo(kind)
        if element.marken:
            yield f"Ein Element {element.art} enthält unmittelbar Inhalt.", _wo(element)


def check_lists(p: OffenesPdf) -> Fund:
    """L holds LI, LI holds a label and a body, and the list says how it counts."""
    yield from _check_nesting(p, "L", "LI", "LBody")
    for liste in p.baum.von_art("L"):
        eintraege = [k for k in liste.kinder if k.art == "LI"]
        if not eintraege:
            yield "Eine Liste hat keinen Eintrag.", _wo(liste)
        hat_marke = any(k.art == "Lbl" for e in eintraege for k in e.kinder)
        if hat_marke and str(liste.wert("List", "ListNumbering")) not in _LISTENARTEN:
            yield "Eine Liste mit Nummern sagt nicht, wie sie zählt (ListNumbering).", _wo(liste)
    for eintrag in p.baum.von_art("LI"):
        arten = [k.art for k in eintrag.kinder]
        if arten.count("LBody") != 1 or arten.count("Lbl") > 1 or (arten[:1] == ["LBody"] and "Lbl" in arten):
            yield (
                "Ein Listeneintrag besteht nicht aus höchstens einer Nummer (Lbl) und danach einem Text (LBody).",
                _wo(eintrag),
            )


def check_tables(p: OffenesPdf) -> Fund:
    """Rows and cells nest rightly, header cells say for what they are headers, all rows are equally wide."""
    yield from _check_nesting(p, "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD")
    for tabelle in p.baum.von_art("Table"):
        arten = [k.art for k in tabelle.kinder]
        if arten.count("Caption") > 1 or "Caption" in arten[1:-1]:
            yield "Die Beschriftung einer Tabelle steht nicht am Anfang oder Ende.", _wo(tabelle)
        if arten.count("THead") > 1 or arten.count("TFoot") > 1:
            yield "Eine Tabelle hat mehrere Kopf- oder Fußbereiche.", _wo(tabelle)
        zeilen = _rows(tabelle)
        if not any(z.art == "TH" for r in zeilen for z in r.kinder):
            yield "Eine Tabelle hat keine Kopfzelle (TH).", _wo(tabelle)
        breiten = _widths(zeilen)
        if len(set(breiten)) > 1:
            yield (
                f"Die Zeilen einer Tabelle sind verschieden breit ({min(breiten)} bis {max(breiten)} Spalten).",
                _wo(tabelle),
            )
    for zelle in p.baum.von_art("TH"):
        if str(zelle.wert("Table", "Scope")) not in _BEREICHE:
            yield "Eine Kopfzelle sagt nicht, wofür sie gilt (Scope).", _wo(zelle)


def _rows(tabelle: Element) -> list[Element]:
    zeilen = []
    for kind in tabelle.kinder:
        zeilen.extend([kind] if kind.art == "TR" else [r for r in kind.kinder if r.art == "TR"])
    return zeilen


def _span(zelle: Element, name: str) -> int:
    wert: object = zelle.wert("Table", name)
    return wert if isinstance(wert, int) and 1 <= wert <= 1000 else 1


def _widths(zeilen: list[Element]) -> list[int]:
    """Return the width of every row in columns, cells that reach down from above included."""
    breiten = []
    offen: list[list[int]] = []  # [width, rows still to come]
    for zeile in zeilen:
        breite = sum(b for b, _ in offen)
        offen = [[b, n - 1] for b, n in offen if n > 1]
        for zelle in zeile.kinder:
            spalten, reihen = _span(zelle, "ColSpan"), _span(zelle, "RowSpan")
            breite += spalten
            if reihen > 1:
                offen.append([spalten, reihen - 1])
        breiten.append(breite)
    return breiten


def check_contents(p: OffenesPdf) -> Fund:
    """The table of contents consists of entries, each with a link."""
    yield from _check_nesting(p, "TOC", "TOCI")
    for eintrag in p.baum.von_art("TOCI"):
        if not _has_link(eintrag):
            yield "Ein Eintrag des Inhaltsverzeichnisses führt nirgendwohin.", _wo(eintrag)


def _has_link(element: Element) -> bool:
    return (element.art == "Link" and bool(element.verweise)) or any(_has_link(k) for k in element.kinder)


def check_figures(p: OffenesPdf) -> Fund:
    """Pictures and formulas have an alternative text."""
    for element in p.baum.von_art("Figure", "Formula"):
        if not str(element.objekt.get("/Alt", element.objekt.get("/ActualText", ""))).strip():
            yield "Eine Abbildung hat keinen Ersatztext.", _wo(element)

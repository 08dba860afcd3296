"""The text of a tagged PDF in the order of its structure tree: what a screen reader reads, without page furniture.

The tags are read with pikepdf, which is needed anyway; a text extractor that goes by position (pdftotext, pdfminer) would mix
headers, footers and columns into the text and could not tell cells from lines.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, TypeAlias

from .auszug import Auszug, Sammler
from .lesegrenzen import NORMAL, GrenzFehler, LeseFehler, Lesegrenzen, Verbrauch
from .pdfort import ORTSBEFEHLE, Textzeile
from .pdfschrift import Schrift
from .pdfzugang import open_pdf, read_commands

if TYPE_CHECKING:
    import pikepdf

_BLOECKE = (
    "/P /Title /H /H1 /H2 /H3 /H4 /H5 /H6 /LI /LBody /L /TD /TH /TR /Table /THead /TBody /TFoot /Caption /TOCI /TOC /Div"
    " /Sect /Part /Art /Document /BlockQuote /Figure /Form"
)
_BLOCK = frozenset(_BLOECKE.split())
_HUELLEN = frozenset(("", "/Document", "/Sect", "/Part", "/Art", "/Div"))
"""Elements that hold paragraphs and no text of their own."""
UMBRUCH = "\x1f"
"""Stands for the end of a printed line until all lines of the file are known."""
STRICHE = ("-", "\u00ad", "\u2010")
Stelle: TypeAlias = tuple[tuple[int, int], int]
"""Object number of a page and the id of a marked piece of content on it."""
_SCHRITT = 3
"""What a step through the tags counts for: it takes as long as reading several elements of XML."""


class UnausgezeichnetFehler(LeseFehler):
    """A PDF without a structure tree: its order of reading is not known."""


def text_pdf(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> Auszug:
    """Return the text of a tagged PDF; raises LeseFehler if it is damaged, locked, too large or not tagged."""
    verbrauch = Verbrauch(grenzen)
    with open_pdf(daten, verbrauch) as pdf:
        baum = pdf.Root.get("/StructTreeRoot")
        if baum is None or "/K" not in baum:
            raise UnausgezeichnetFehler("Die PDF-Datei ist nicht ausgezeichnet (kein Strukturbaum).")
        stuecke: dict[Stelle, list[str]] = {}
        schriften: dict[tuple[int, int], Schrift] = {}
        for seite in pdf.pages:
            _Seitentext(seite, read_fonts(seite, schriften, verbrauch), stuecke, verbrauch).read(pdf)
        umbruch = _judge_umbruch(stuecke)
        fertige = {stelle: "".join(teile).replace(UMBRUCH, umbruch) for stelle, teile in stuecke.items()}
        # The text is counted where it is put out: a piece may be named many times.
        leser = _Leser(fertige, baum.get("/RoleMap"), Verbrauch(grenzen))
        leser.read(baum["/K"], "", None, 0)
    leser.text.close()
    return Auszug(tuple(leser.text.zeilen), tuple(leser.verzeichnis.zeilen), tuple(leser.noten.zeilen))


def read_fonts(
    seite: pikepdf.Page, bekannt: dict[tuple[int, int], Schrift], verbrauch: Verbrauch
) -> dict[str, Schrift]:
    """Return the fonts of a page by name; one that several pages share is read once."""
    schriften: dict[str, Schrift] = {}
    for name, roh in (seite.resources.get("/Font") or {}).items():
        nummer = _number(roh)
        schriften[name] = bekannt.get(nummer) or Schrift(roh, verbrauch)
        if nummer != (0, 0):
            bekannt[nummer] = schriften[name]
    return schriften


def _judge_umbruch(stuecke: dict[Stelle, list[str]]) -> str:
    """Return what stands for the end of a printed line inside a piece: a blank, where the program writes none itself.

    Chromium leaves out the blank at which it broke the line; Typst writes it, and breaks a long address without one.
    """
    mit = ohne = 0
    for teile in stuecke.values():
        for i, teil in enumerate(teile):
            if teil == UMBRUCH and 0 < i < len(teile) - 1:
                if teile[i - 1][-1:].isspace() or teile[i + 1][:1].isspace():
                    mit += 1
                else:
                    ohne += 1
    return " " if ohne > mit else ""


class _Seitentext:
    """Collects the characters of every marked piece of content on a page, and where a line ends inside one."""

    def __init__(
        self, seite: pikepdf.Page, schriften: dict[str, Schrift], stuecke: dict[Stelle, list[str]], verbrauch: Verbrauch
    ) -> None:
        self._seite, self._schriften, self._stuecke, self._verbrauch = seite, schriften, stuecke, verbrauch
        self._eigenschaften: Any = seite.resources.get("/Properties") or {}
        self._nummer = _number(seite)
        self._schrift: Schrift | None = None
        self._ort = Textzeile()
        self._zuletzt: tuple[int, float] | None = None
        """The mark of the piece written last, and the height of its line."""
        self._stapel: list[tuple[int, bool]] = [(-1, False)]
        """Of each open piece the mark that holds in it, and whether other text stands for what is drawn."""

    def read(self, pdf: pikepdf.Pdf) -> None:
        """Read the page."""
        import pikepdf

        for anweisung in read_commands(
            pdf, self._seite, "BMC BDC EMC Tf Tj TJ ' \" BT Tm Td TD TL T*", self._verbrauch
        ):
            werte: Any = anweisung.operands
            name = str(anweisung.operator)
            if name in ("BDC", "BMC"):
                self._open(werte)
            elif name == "EMC":
                if len(self._stapel) > 1:
                    self._stapel.pop()
            elif name in ORTSBEFEHLE:
                self._ort.place(name, [float(w) for w in werte])
            elif name == "Tf":
                self._schrift = self._schriften.get(str(werte[0]))
                self._ort.groesse = float(werte[1])
            elif self._schrift is not None and not self._stapel[-1][1]:
                if name in ("'", '"'):
                    self._ort.place("T*", [])
                self._break_line()
                for teil in werte[-1] if name == "TJ" else werte[-1:]:
                    if isinstance(teil, pikepdf.String):
                        self._put(self._schrift.decode(bytes(teil)))

    def _open(self, werte: Any) -> None:
        marke, ist_ersetzt = self._stapel[-1]
        angaben = _properties(werte, self._eigenschaften)
        ersetzt = angaben.get("/ActualText") if angaben is not None else None
        if ersetzt is not None:
            self._put(str(ersetzt))
        eigene = int(angaben.get("/MCID", -1)) if angaben is not None else -1
        self._stapel.append((eigene if eigene >= 0 else marke, ist_ersetzt or ersetzt is not None))

    def _break_line(self) -> None:
        """Note the end of a line where the same piece goes on below; behind a hyphen the word goes on."""
        marke, hoehe = self._stapel[-1][0], self._ort.hoehe
        if self._zuletzt is not None and self._zuletzt[0] == marke >= 0:
            bisher = self._stuecke.get((self._nummer, marke))
            if bisher and abs(hoehe - self._zuletzt[1]) > self._ort.sprung and not bisher[-1].endswith(STRICHE):
                bisher.append(UMBRUCH)
        self._zuletzt = marke, hoehe

    def _put(self, text: str) -> None:
        marke = self._stapel[-1][0]
        if marke >= 0:
            self._verbrauch.take_zeichen(len(text))
            self._stuecke.setdefault((self._nummer, marke), []).append(text)


def _number(seite: Any) -> tuple[int, int]:
    """Return the object number of a page, by which the structure tree names it."""
    nummer, generation = seite.objgen
    return int(nummer), int(generation)


def _properties(werte: Any, eigenschaften: Any) -> Any:
    import pikepdf

    if len(werte) < 2:
        return None
    angaben = eigenschaften.get(str(werte[1])) if isinstance(werte[1], pikepdf.Name) else werte[1]
    return angaben if isinstance(angaben, pikepdf.Dictionary) else None


def _holds_elements(knoten: Any) -> bool:
    """Tell whether an element holds others, and not text alone."""
    import pikepdf

    inhalt = knoten.get("/K")
    kinder = inhalt.as_list()[:1] if isinstance(inhalt, pikepdf.Array) else [inhalt]
    return any(isinstance(kind, pikepdf.Dictionary) and "/S" in kind for kind in kinder)


class _Leser:
    """Walks the structure tree; contents and notes each have their own lines."""

    def __init__(self, stuecke: dict[Stelle, str], rollen: Any, verbrauch: Verbrauch) -> None:
        self.text = Sammler(verbrauch)
        self.verzeichnis = Sammler(verbrauch)
        self.noten = Sammler(verbrauch)
        self._verbrauch = verbrauch
        self._ziele = [self.text]
        self._stuecke = stuecke
        self._rollen = rollen if rollen is not None else {}

    def read(self, knoten: Any, eltern: str, seite: Any, tiefe: int) -> None:
        """Read one entry of a /K: an element, a list of them, or a piece of content."""
        import pikepdf

        self._verbrauch.take_knoten(_SCHRITT)
        if tiefe > self._verbrauch.grenzen.tiefe:
            raise GrenzFehler("Der Strukturbaum der PDF-Datei ist zu tief oder zu groß.")
        if isinstance(knoten, int):
            if seite is not None:
                self._ziele[-1].add(self._stuecke.get((_number(seite), knoten), ""))
        elif isinstance(knoten, pikepdf.Array):
            for kind in knoten.as_list():
                self.read(kind, eltern, seite, tiefe + 1)
        elif isinstance(knoten, pikepdf.Dictionary):
            seite = knoten.get("/Pg", seite)
            if "/S" in knoten:
                self._element(knoten, eltern, seite, tiefe)
            elif "/MCID" in knoten:
                self.read(int(knoten["/MCID"]), eltern, seite, tiefe + 1)

    def _element(self, knoten: Any, eltern: str, seite: Any, tiefe: int) -> None:
        rolle = str(knoten["/S"])
        rolle = str(self._rollen.get(rolle, rolle))
        if rolle == "/Lbl" and eltern not in ("/LI", "/Note", "/Link"):
            return  # the mark of a footnote in the running text
        ziel = self._own_target(rolle)
        if ziel is not None:
            self._ziele.append(ziel)
        ist_block = rolle in _BLOCK or (rolle == "/NonStruct" and eltern in _HUELLEN and _holds_elements(knoten))
        if ziel is None and ist_block:
            self._ziele[-1].close()
        if rolle == "/Figure" and "/Alt" in knoten:
            # What a picture says is its text alternative; the words in the drawing are part of the picture.
            self._ziele[-1].add(str(knoten["/Alt"]))
            self._ziele[-1].close()
            return
        if "/ActualText" in knoten and self._replace(knoten, rolle, seite, tiefe):
            return
        if "/K" in knoten:
            # Chromium wraps all it draws in /NonStruct, also the rows and cells of a table without headings.
            self.read(knoten["/K"], eltern if rolle == "/NonStruct" else rolle, seite, tiefe + 1)
        if rolle == "/Lbl":
            self._ziele[-1].label()
        elif ziel is not None or ist_block:
            self._ziele[-1].close()
        if ziel is not None:
            self._ziele.pop()

    def _replace(self, knoten: Any, rolle: str, seite: Any, tiefe: int) -> bool:
        """Read the replacement text of an element instead of what is drawn, if it says the same in another order.

        Words from right to left are drawn in the order of the eye. Any other text in place of the drawn one is not believed.
        """
        if rolle != "/Span" or "/K" not in knoten:
            return False
        gezeichnet = _Leser(self._stuecke, self._rollen, self._verbrauch)
        gezeichnet.read(knoten["/K"], rolle, seite, tiefe + 1)
        gezeichnet.text.close()
        text = str(knoten["/ActualText"])
        if _letters(text) != _letters("".join(gezeichnet.text.zeilen)):
            return False
        self._ziele[-1].add(text)
        return True

    def _own_target(self, rolle: str) -> Sammler | None:
        if rolle in ("/Note", "/FENote"):
            return self.noten
        return self.verzeichnis if rolle == "/TOC" else None


def _letters(text: str) -> set[str]:
    return set(unicodedata.normalize("NFD", "".join(text.split())))

"""The text of a tagged PDF in the order of its structure tree: what a screen reader reads, without page furniture.

The tags are read with pikepdf, which is needed anyway; a text extractor that goes by position (pdftotext, pdfminer) would mix
headers, footers and columns into the text and could not tell cells from lines.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, TypeAlias

from .auszug import Auszug, LeseFehler, Sammler
from .paket import DATEI_MAX, TIEFE_MAX
from .pdfschrift import Schrift

if TYPE_CHECKING:
    import pikepdf

SEITEN_MAX = 2_000
KNOTEN_MAX = 500_000
_BLOECKE = (
    "/P /Title /H /H1 /H2 /H3 /H4 /H5 /H6 /LI /LBody /L /TD /TH /TR /Table /THead /TBody /TFoot /Caption /TOCI /TOC /Div"
    " /Sect /Part /Art /Document /BlockQuote /Figure /Form"
)
_BLOCK = frozenset(_BLOECKE.split())
Stelle: TypeAlias = tuple[tuple[int, int], int]
"""Object number of a page and the id of a marked piece of content on it."""


class UnausgezeichnetFehler(LeseFehler):
    """A PDF without a structure tree: its order of reading is not known."""


def text_pdf(daten: bytes) -> Auszug:
    """Return the text of a tagged PDF; raises LeseFehler if it is damaged, locked, too large or not tagged."""
    import pikepdf

    if len(daten) > DATEI_MAX:
        raise LeseFehler(f"Die PDF-Datei ist größer als {DATEI_MAX // 1024 // 1024} MiB.")
    try:
        with pikepdf.open(io.BytesIO(daten)) as pdf:
            if len(pdf.pages) > SEITEN_MAX:
                raise LeseFehler(f"Die PDF-Datei hat mehr als {SEITEN_MAX} Seiten.")
            baum = pdf.Root.get("/StructTreeRoot")
            if baum is None or "/K" not in baum:
                raise UnausgezeichnetFehler("Die PDF-Datei ist nicht ausgezeichnet (kein Strukturbaum).")
            stuecke: dict[Stelle, str] = {}
            schriften: dict[tuple[int, int], Schrift] = {}
            for seite in pdf.pages:
                stuecke.update(_marked_text(seite, schriften))
            leser = _Leser(stuecke, baum.get("/RoleMap"))
            leser.read(baum["/K"], "", None, 0)
    except pikepdf.PasswordError as fehler:
        raise LeseFehler("Die PDF-Datei ist mit einem Kennwort geschützt.") from fehler
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as fehler:
        if isinstance(fehler, LeseFehler):
            raise
        raise LeseFehler("Die PDF-Datei ist beschädigt.") from fehler
    leser.text.close()
    return Auszug(tuple(leser.text.zeilen), tuple(leser.verzeichnis.zeilen), tuple(leser.noten.zeilen))


def _fonts(seite: pikepdf.Page, bekannt: dict[tuple[int, int], Schrift]) -> dict[str, Schrift]:
    """Return the fonts of a page by name; one that several pages share is read once."""
    schriften: dict[str, Schrift] = {}
    for name, roh in (seite.resources.get("/Font") or {}).items():
        nummer = _number(roh)
        schriften[name] = bekannt.get(nummer) or Schrift(roh)
        if nummer != (0, 0):
            bekannt[nummer] = schriften[name]
    return schriften


def _marked_text(seite: pikepdf.Page, bekannt: dict[tuple[int, int], Schrift]) -> dict[Stelle, str]:
    """Return the characters of every marked piece of content on a page."""
    import pikepdf

    schriften = _fonts(seite, bekannt)
    eigenschaften: Any = seite.resources.get("/Properties") or {}
    nummer = _number(seite)
    stapel: list[tuple[int, bool]] = []
    stuecke: dict[Stelle, str] = {}
    schrift: Schrift | None = None

    def put(text: str) -> None:
        marke = next((m for m, _ in reversed(stapel) if m >= 0), -1)
        if marke >= 0:
            stelle = (nummer, marke)
            stuecke[stelle] = stuecke.get(stelle, "") + text

    for anweisung in pikepdf.parse_content_stream(seite, "BMC BDC EMC Tf Tj TJ ' \""):
        werte: Any = anweisung.operands
        name = str(anweisung.operator)
        if name in ("BDC", "BMC"):
            angaben = _properties(werte, eigenschaften)
            ersetzt = angaben.get("/ActualText") if angaben is not None else None
            if ersetzt is not None:
                put(str(ersetzt))
            stapel.append((int(angaben.get("/MCID", -1)) if angaben is not None else -1, ersetzt is not None))
        elif name == "EMC":
            if stapel:
                stapel.pop()
        elif name == "Tf":
            schrift = schriften.get(str(werte[0]))
        elif schrift is not None and not any(ist_ersetzt for _, ist_ersetzt in stapel):
            for teil in werte[-1] if name == "TJ" else werte[-1:]:
                if isinstance(teil, pikepdf.String):
                    put(schrift.decode(bytes(teil)))
    return stuecke


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


class _Leser:
    """Walks the structure tree; contents and notes each have their own lines."""

    def __init__(self, stuecke: dict[Stelle, str], rollen: Any) -> None:
        self.text = Sammler()
        self.verzeichnis = Sammler()
        self.noten = Sammler()
        self._ziele = [self.text]
        self._stuecke = stuecke
        self._rollen = rollen if rollen is not None else {}
        self._gesehen = 0

    def read(self, knoten: Any, eltern: str, seite: Any, tiefe: int) -> None:
        """Read one entry of a /K: an element, a list of them, or a piece of content."""
        import pikepdf

        self._gesehen += 1
        if tiefe > TIEFE_MAX or self._gesehen > KNOTEN_MAX:
            raise LeseFehler("Der Strukturbaum der PDF-Datei ist zu tief oder zu groß.")
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
        elif rolle in _BLOCK:
            self._ziele[-1].close()
        if "/K" in knoten:
            self.read(knoten["/K"], rolle, seite, tiefe + 1)
        if rolle == "/Lbl":
            self._ziele[-1].label()
        elif ziel is not None or rolle in _BLOCK:
            self._ziele[-1].close()
        if ziel is not None:
            self._ziele.pop()

    def _own_target(self, rolle: str) -> Sammler | None:
        if rolle in ("/Note", "/FENote"):
            return self.noten
        return self.verzeichnis if rolle == "/TOC" else None

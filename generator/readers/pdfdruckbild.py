"""What each page of a PDF draws, as one checksum, and what lies on top of it: to tell a page that was touched from one that was not.

The tags say what a screen reader reads, not what is drawn: a white box over an amount, other text beside the tags, a font that
draws other signs than it names leave them as they were. The checksum covers the drawing commands and everything they use.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .lesegrenzen import NORMAL, LeseFehler, Lesegrenzen, Verbrauch
from .pdfzugang import open_pdf

if TYPE_CHECKING:
    import pikepdf

_TIEFE: Final = 60
_OHNE: Final = frozenset(
    {"/Parent", "/StructParent", "/StructParents", "/Length", "/Filter", "/DecodeParms", "/P", "/Pg"}
)
"""Where an object hangs and how it is packed says nothing of what it draws."""
_SEITE: Final = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources")


@dataclass(frozen=True, slots=True)
class Seitenbild:
    """One page: the checksum of what it draws, and the kinds of what lies on top (comments, stamps, fields), each with its checksum."""

    summe: str
    auflagen: tuple[tuple[str, str], ...]


def read_druckbild(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> tuple[Seitenbild, ...]:
    """Return what the pages of a PDF draw, in order; raises LeseFehler if it is damaged, locked or too large."""
    verbrauch = Verbrauch(grenzen)
    with open_pdf(daten, verbrauch) as pdf:
        return tuple(_read_page(seite, _Summierer(verbrauch)) for seite in pdf.pages)


def _read_page(seite: pikepdf.Page, summierer: _Summierer) -> Seitenbild:
    # A page takes over from its parents what it does not say itself.
    angaben = {name: _inherited(seite.obj, name) for name in _SEITE}
    teile = [summierer.sum_up(wert) for wert in angaben.values()]
    inhalt = summierer.read_contents(seite.obj.get("/Contents"))
    summe = hashlib.sha256("\0".join((*teile, hashlib.sha256(inhalt).hexdigest())).encode()).hexdigest()
    return Seitenbild(summe, tuple(_overlays(seite, summierer)))


def _inherited(knoten: Any, name: str) -> Any:
    for _ in range(_TIEFE):
        if knoten is None or knoten.get(name) is not None:
            break
        knoten = knoten.get("/Parent")
    return None if knoten is None else knoten.get(name)


def _overlays(seite: pikepdf.Page, summierer: _Summierer) -> Iterator[tuple[str, str]]:
    """Yield kind and checksum of what lies on a page. Of a link only its place and its address: its target is another page."""
    for anmerkung in seite.obj.get("/Annots") or ():
        art = str(anmerkung.get("/Subtype", "")).removeprefix("/")
        aktion = anmerkung.get("/A")
        adresse = aktion.get("/URI") if aktion is not None else None
        yield art, summierer.sum_up([adresse, *(anmerkung.get(n) for n in ("/Rect", "/Contents", "/AP", "/F"))])


class _Summierer:
    """Adds up objects of one file; what is reached twice is added up once."""

    def __init__(self, verbrauch: Verbrauch) -> None:
        self._verbrauch = verbrauch
        self._fertig: dict[tuple[int, int], str] = {}

    def sum_up(self, wert: Any, tiefe: int = 0) -> str:
        """Return the checksum of a value and all it leads to; raises LeseFehler for bottomless nesting."""
        import pikepdf

        if tiefe > _TIEFE:
            raise LeseFehler("Die PDF-Datei ist zu tief geschachtelt.")
        self._verbrauch.take_knoten(1)
        if not isinstance(wert, pikepdf.Object):
            if isinstance(wert, list):
                return self._hash("liste", [self.sum_up(w, tiefe + 1) for w in wert])
            return self._hash("wert", [repr(wert)])
        nummer = wert.objgen if wert.is_indirect else (0, 0)
        if nummer != (0, 0):
            if nummer in self._fertig:
                return self._fertig[nummer]
            self._fertig[nummer] = "kreis"
        summe = self._sum_object(wert, tiefe)
        if nummer != (0, 0):
            self._fertig[nummer] = summe
        return summe

    def _sum_object(self, wert: Any, tiefe: int) -> str:
        import pikepdf

        if isinstance(wert, pikepdf.Array):
            return self._hash("reihe", [self.sum_up(w, tiefe + 1) for w in wert])
        if isinstance(wert, (pikepdf.Dictionary, pikepdf.Stream)):
            teile = []
            for name in sorted(map(str, wert.keys())):
                if name not in _OHNE:
                    teile += [name, self.sum_up(wert.get(name), tiefe + 1)]
            if isinstance(wert, pikepdf.Stream):
                inhalt = wert.read_bytes()
                self._verbrauch.take_entpackt(len(inhalt))
                teile.append(hashlib.sha256(inhalt).hexdigest())
            return self._hash("tafel", teile)
        return self._hash("wert", [wert.unparse().decode("latin-1")])

    def read_contents(self, wert: Any) -> bytes:
        """Return the drawing commands of a page, whether in one piece or in several."""
        import pikepdf

        if wert is None:
            return b""
        stroeme = list(wert.as_list()) if isinstance(wert, pikepdf.Array) else [wert]
        teile = []
        for strom in stroeme:
            teile.append(strom.read_bytes())
            self._verbrauch.take_entpackt(len(teile[-1]))
        return b"\n".join(teile)

    @staticmethod
    def _hash(art: str, teile: list[str]) -> str:
        return hashlib.sha256("\0".join((art, *teile)).encode("utf-8", "surrogateescape")).hexdigest()

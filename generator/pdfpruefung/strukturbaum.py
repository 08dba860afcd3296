"""The structure tree of a PDF as plain objects, read without recursion and within fixed bounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

MAX_ELEMENTE = 200_000
MAX_TIEFE = 120

STANDARDARTEN = frozenset(
    (
        *(
            "Document",
            "Part",
            "Art",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "TOC",
            "TOCI",
            "Index",
            "NonStruct",
            "Private",
        ),
        *("H", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody"),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"),
    )
)


class BaumFehler(ValueError):
    """The structure tree cannot be read; the message is a German sentence."""


@dataclass(slots=True)
class Element:
    """A structure element: `art` is the standard type behind its role, `roh` the type as written."""

    art: str
    roh: str
    tiefe: int
    eltern: Element | None
    objekt: pikepdf.Object
    kinder: list[Element] = field(default_factory=list)
    marken: list[tuple[tuple[int, int], int]] = field(default_factory=list)
    """Marked content: (object number of the page, MCID)."""
    verweise: list[tuple[int, int]] = field(default_factory=list)
    """Object numbers of the annotations that belong to this element."""

    @property
    def nummer(self) -> tuple[int, int]:
        """Object number of the element itself."""
        return self.objekt.objgen

    def attribute(self, eigner: str) -> list[pikepdf.Object]:
        """Return the attribute dictionaries of one owner (`Table`, `List`)."""
        import pikepdf

        roh = self.objekt.get("/A")
        liste = list(roh) if isinstance(roh, pikepdf.Array) else [roh]
        return [a for a in liste if isinstance(a, pikepdf.Dictionary) and a.get("/O") == f"/{eigner}"]

    def wert(self, eigner: str, name: str) -> pikepdf.Object | None:
        """Return one attribute or None."""
        return next((a[f"/{name}"] for a in self.attribute(eigner) if f"/{name}" in a), None)


@dataclass(slots=True)
class Baum:
    """All elements in reading order."""

    alle: list[Element] = field(default_factory=list)

    def von_art(self, *arten: str) -> list[Element]:
        """Return the elements of these standard types in reading order."""
        return [e for e in self.alle if e.art in arten]


def read_baum(datei: pikepdf.Pdf) -> Baum:
    """Return the structure tree, empty if there is none; raises BaumFehler for loops and for trees beyond the bounds."""
    import pikepdf

    baum = Baum()
    wurzel = datei.Root.get("/StructTreeRoot")
    if not isinstance(wurzel, pikepdf.Dictionary):
        return baum
    rollen = _roles(wurzel)
    gesehen: set[tuple[int, int]] = set()
    stapel: list[tuple[pikepdf.Object | None, Element | None, tuple[int, int]]] = [(wurzel.get("/K"), None, (0, 0))]
    while stapel:
        roh, eltern, seite = stapel.pop()
        if isinstance(roh, pikepdf.Array):
            stapel.extend((kind, eltern, seite) for kind in reversed(list(roh)))
            _bound(len(stapel) + len(baum.alle))
        elif isinstance(roh, pikepdf.Dictionary) and "/S" in roh:
            element = _element(roh, eltern, rollen, gesehen)
            baum.alle.append(element)
            _bound(len(baum.alle))
            stapel.append((roh.get("/K"), element, _page(roh, seite)))
        elif eltern is not None:
            _content(roh, eltern, seite)
    return baum


def _bound(anzahl: int) -> None:
    if anzahl > MAX_ELEMENTE:
        raise BaumFehler(f"Der Strukturbaum hat mehr als {MAX_ELEMENTE} Elemente und wird nicht gelesen.")


def _page(objekt: pikepdf.Object, sonst: tuple[int, int]) -> tuple[int, int]:
    seite = objekt.get("/Pg")
    return seite.objgen if seite is not None else sonst


def _element(
    roh: pikepdf.Object, eltern: Element | None, rollen: dict[str, str], gesehen: set[tuple[int, int]]
) -> Element:
    if roh.objgen != (0, 0):
        if roh.objgen in gesehen:
            raise BaumFehler(f"Das Strukturelement {roh.objgen[0]} kommt im Strukturbaum mehrfach vor.")
        gesehen.add(roh.objgen)
    name = str(roh.S).removeprefix("/")
    element = Element(_standard(name, rollen), name, eltern.tiefe + 1 if eltern else 1, eltern, roh)
    if element.tiefe > MAX_TIEFE:
        raise BaumFehler(f"Der Strukturbaum ist tiefer als {MAX_TIEFE} Stufen und wird nicht gelesen.")
    if eltern:
        eltern.kinder.append(element)
    return element


def _content(roh: object, eltern: Element, seite: tuple[int, int]) -> None:
    import pikepdf

    if isinstance(roh, int):
        eltern.marken.append((seite, roh))
    elif isinstance(roh, pikepdf.Dictionary):
        if "/MCID" in roh:
            eltern.marken.append((_page(roh, seite), int(roh.MCID)))
        elif roh.get("/Type") == "/OBJR" and "/Obj" in roh:
            eltern.verweise.append(roh.Obj.objgen)


def _roles(wurzel: pikepdf.Object) -> dict[str, str]:
    karte = wurzel.get("/RoleMap")
    if karte is None:
        return {}
    return {k.removeprefix("/"): str(v).removeprefix("/") for k, v in list(karte.items())[:1000]}


def _standard(name: str, rollen: dict[str, str]) -> str:
    """Follow the role map to a standard type; an unknown or circular role stays as written."""
    for _ in range(16):
        if name in STANDARDARTEN:
            return name
        if name not in rollen:
            return name
        name = rollen[name]
    return name

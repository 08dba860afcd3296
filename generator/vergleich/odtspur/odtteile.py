"""The parts of two OpenDocument files that become one: styles, lists, pictures and names of both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from ..spur.beweis import Spurfehler
from ..spur.gleichgang import former_name
from .odf import DRAW, LESEMARKEN, OFFICE, STYLE, XLINK, T, copied, named
from .odtfluss import Fliessblock
from .odtplan import Strecke, first_anchor

AUTOMATISCH = f"{OFFICE}automatic-styles"
BISHER = "Bisher"
_BILD, _ALTBILD = "Pictures/", "Pictures/bisher_"


@dataclass(frozen=True, slots=True)
class Odtteile:
    """The parts of one version: the text part as a tree, the styles part, and the whole package by name."""

    inhalt: etree._Element
    stile: etree._Element
    paket: Mapping[str, bytes]

    @property
    def koerper(self) -> etree._Element:
        """`office:text`."""
        koerper = self.inhalt.find(f"{OFFICE}body/{OFFICE}text")
        if koerper is None:
            raise Spurfehler("Das ODT-Dokument hat keinen Inhalt.")
        return koerper

    @property
    def automatische(self) -> etree._Element:
        """The styles that this text alone needs."""
        stile = self.inhalt.find(AUTOMATISCH)
        if stile is None:
            raise Spurfehler("Dem ODT-Dokument fehlen seine Formatvorlagen.")
        return stile


def base_style(*seiten: Odtteile) -> Callable[[str], str]:
    """Return what gives the style that counts: what keeps paragraphs on one page is computed anew for each version."""
    eltern = {
        s.get(f"{STYLE}name") or "": s.get(f"{STYLE}parent-style-name") or ""
        for seite in seiten
        for s in seite.automatische.iter(f"{STYLE}style")
        if s.get(f"{STYLE}family") == "paragraph"
    }
    return lambda name: eltern.get(name) or name


def join_styles(alt: Odtteile, neu: Odtteile) -> None:
    """Add to the new version the styles that only text of the old one needs. Raises Spurfehler where one name means two looks."""
    ziel = neu.automatische
    vorhanden = {_key(s): _bytes(s) for s in ziel}
    for stil in alt.automatische:
        bekannt = vorhanden.get(_key(stil))
        if bekannt is None:
            ziel.append(copied(stil))
        elif bekannt != _bytes(stil):
            raise Spurfehler(
                f"Die Formatvorlage „{_key(stil)[1]}“ bedeutet in beiden Fassungen Verschiedenes; es ist nichts geschrieben."
            )


def add_list_styles(inhalt: Odtteile, stile: Mapping[str, tuple[str, str]]) -> None:
    """Add automatic styles by name: each is another style, automatic or not, that names its list itself."""
    automatische = inhalt.automatische
    vorhanden = {s.get(f"{STYLE}name"): s for s in automatische if s.get(f"{STYLE}family") == "paragraph"}
    for name, (stil, liste) in sorted(stile.items()):
        knoten = copied(vorhanden[stil]) if stil in vorhanden else etree.Element(f"{STYLE}style")
        angaben = {
            "name": name,
            "family": "paragraph",
            "parent-style-name": knoten.get(f"{STYLE}parent-style-name") or stil,
        }
        for angabe, wert in {**angaben, "list-style-name": liste}.items():
            knoten.set(f"{STYLE}{angabe}", wert)
        automatische.append(knoten)


def _key(stil: etree._Element) -> tuple[str, str, str]:
    return str(stil.tag), stil.get(f"{STYLE}name") or "", stil.get(f"{STYLE}family") or ""


def _bytes(knoten: etree._Element) -> bytes:
    return bytes(etree.tostring(knoten, method="c14n", exclusive=True, with_tail=False))


def join_lists(
    bloecke: Sequence[Fliessblock], alt: Odtteile, neu: Odtteile, gleiche: Mapping[str, str]
) -> list[Fliessblock]:
    """Return the old blocks in lists of the common file: `gleiche` maps lists that go on, all others are lists of their own.

    A list whose style counts otherwise than before is one of the old version alone, under a style that is added.
    """
    alte, neue = ({k.get(f"{STYLE}name") or "": k for k in s.stile.iter(f"{T}list-style")} for s in (alt, neu))
    anders = {n for n, k in alte.items() if n in neue and _bytes(k) != _bytes(neue[n])}
    namen: dict[str, str] = {}
    for block in bloecke:
        if not block.liste or block.liste in namen:
            continue
        stil, _, rest = block.liste.partition("-")
        if stil in anders:
            namen[block.liste] = f"{stil}{BISHER}-{rest}" if rest else f"{stil}{BISHER}"
        else:
            namen[block.liste] = gleiche.get(block.liste) or (f"{stil}-bisher_{rest}" if rest else stil)
    for stil in sorted(anders & {n.partition("-")[0] for n in namen}):
        kopie = copied(alte[stil])
        kopie.set(f"{STYLE}name", f"{stil}{BISHER}")
        for seite in (neu, alt):
            seite.automatische.append(copied(kopie))
    return [replace(b, liste=namen.get(b.liste, "")) for b in bloecke]


def same_lists(alt: Sequence[Fliessblock], neu: Sequence[Fliessblock], namen: Mapping[str, str]) -> dict[str, str]:
    """Map lists of the old version to those of the new one that share an item with them."""
    neue = {first_anchor(b.knoten): b.liste for b in neu if b.liste}
    gleiche: dict[str, str] = {}
    for block in alt:
        name = first_anchor(block.knoten) if block.liste else ""
        liste = neue.get(namen.get(name, name), "")
        if name and liste.partition("-")[0] == block.liste.partition("-")[0] and liste not in gleiche.values():
            gleiche.setdefault(block.liste, liste)
    return gleiche


def bookmark_names(wurzeln: Sequence[etree._Element]) -> frozenset[str]:
    """Return the names of bookmarks and pictures."""
    marken = {named(m) for w in wurzeln for m in w.iter(*LESEMARKEN)}
    return frozenset(marken | {r.get(f"{DRAW}name") or "" for w in wurzeln for r in w.iter(f"{DRAW}frame")})


def rename_lost(alt: Sequence[Fliessblock], wege: Sequence[Strecke], namen_neu: Collection[str]) -> None:
    """Give places that text left, and that are elsewhere now, names of their own, and lead the references of before to them."""
    gehende = [k for s in wege for b in s.weg for k in (b.knoten, b.schluss)]
    verlorene = {n: former_name(n) for n in sorted(bookmark_names(gehende) & set(namen_neu)) if n.startswith("_")}
    for block in alt if verlorene else ():
        for knoten in block.knoten.iter():
            for attribut in (f"{T}name", f"{T}ref-name", f"{DRAW}name"):
                wert = knoten.get(attribut)
                if wert in verlorene:
                    knoten.set(attribut, verlorene[wert])
            ziel = knoten.get(f"{XLINK}href") or ""
            if ziel.startswith("#") and ziel[1:] in verlorene:
                knoten.set(f"{XLINK}href", f"#{verlorene[ziel[1:]]}")


def rename_pictures(alt: Odtteile) -> dict[str, bytes]:
    """Give the pictures of the old version names of their own; returns them."""
    for bild in alt.inhalt.iter(f"{DRAW}image"):
        ziel = bild.get(f"{XLINK}href") or ""
        if ziel.startswith(_BILD):
            bild.set(f"{XLINK}href", _ALTBILD + ziel.removeprefix(_BILD))
    return {_ALTBILD + n.removeprefix(_BILD): d for n, d in alt.paket.items() if n.startswith(_BILD)}

"""Places in a plain wording: the steps by which a text names its parts, and changing the part that a step leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from ..tree import Absatz, Abschnitt, Aufzaehlung, Dokument, Punkt, Tabelle, Text, Textblock, Zeile, Zelle, plain

Wortknoten: TypeAlias = Dokument | Abschnitt | Absatz | Punkt | Aufzaehlung | Textblock | Tabelle
_KLEIN: Final = re.compile(r"(?P<zahl>[a-z]+\d*)\)")


class BefehlFehler(ValueError):
    """A command does not fit the wording; the message is a German sentence."""


def parts_of(knoten: Wortknoten) -> tuple[Wortknoten, ...]:
    """Return the blocks right inside a node; a table and a text have none."""
    match knoten:
        case Dokument():
            return knoten.abschnitte
        case Abschnitt() | Absatz() | Punkt():
            return knoten.bloecke  # type: ignore[return-value]  # a plain wording has no other blocks
        case Aufzaehlung():
            return knoten.punkte
        case _:
            return ()


def with_parts(knoten: Wortknoten, teile: Sequence[Wortknoten]) -> Wortknoten:
    """Return the node with other blocks."""
    name = {Dokument: "abschnitte", Aufzaehlung: "punkte"}.get(type(knoten), "bloecke")
    felder: dict[str, Any] = {name: tuple(teile)}
    return replace(knoten, **felder) if type(knoten) not in (Textblock, Tabelle) else knoten


def step_of(knoten: Wortknoten) -> str:
    """Return how a text calls a node as seen from the node around it, empty for what cannot be named."""
    match knoten:
        case Abschnitt(nummer=nummer):
            if not nummer:
                return plain(knoten.ueberschrift)
            return nummer if knoten.art in ("anlage",) or nummer.startswith("§") else f"Nummer {nummer.rstrip('.')}"
        case Absatz(nummer=nummer):
            return "" if not nummer else f"Absatz {nummer.strip('()')}" if nummer[0] == "(" else f"Nummer {nummer}"
        case Punkt(nummer=nummer):
            return _step_of_item(nummer)
        case Tabelle(nummer=nummer):
            return nummer
        case _:
            return ""


def _step_of_item(nummer: str) -> str:
    if not nummer:
        return ""
    klein = _KLEIN.fullmatch(nummer)
    if klein is None:
        return f"Nummer {nummer.rstrip('.')}"
    buchstaben = klein["zahl"].rstrip("0123456789")
    return f"{'Doppelbuchstabe' if len(buchstaben) > 1 else 'Buchstabe'} {klein['zahl']}"


def named_parts(knoten: Wortknoten) -> Iterator[tuple[tuple[int, ...], Wortknoten]]:
    """Yield what can be named right inside a node, with the way to it; lists and an Absatz without number are looked through."""
    for n, teil in enumerate(parts_of(knoten)):
        if step_of(teil):
            yield (n,), teil
        elif isinstance(teil, (Aufzaehlung, Absatz)):
            yield from (((n, *weg), innen) for weg, innen in named_parts(teil))


def find_way(wurzel: Dokument, ort: Sequence[str]) -> tuple[int, ...]:
    """Return the way to the node that steps lead to; raises BefehlFehler where there is none or more than one."""
    weg: tuple[int, ...] = ()
    knoten: Wortknoten = wurzel
    for n, schritt in enumerate(ort):
        gefunden = [(w, k) for w, k in named_parts(knoten) if step_of(k) == schritt]
        if len(gefunden) != 1:
            wo = " ".join(ort[: n + 1])
            raise BefehlFehler(
                f"„{wo}“ ist nicht eindeutig; es gibt {len(gefunden)} solche Stellen."
                if gefunden
                else f"„{wo}“ gibt es im bisherigen Wortlaut nicht."
            )
        weg, knoten = (*weg, *gefunden[0][0]), gefunden[0][1]
    return weg


def node_at(wurzel: Wortknoten, weg: Sequence[int]) -> Wortknoten:
    """Return the node at the end of a way."""
    for n in weg:
        wurzel = parts_of(wurzel)[n]
    return wurzel


def change_at(
    wurzel: Wortknoten, weg: Sequence[int], change: Callable[[Wortknoten], tuple[Wortknoten, ...]]
) -> Wortknoten:
    """Return the tree with the node at the end of a way replaced by others; a list that is left without items goes as well."""
    n, *rest = weg
    teile = parts_of(wurzel)
    neu = (change_at(teile[n], rest, change),) if rest else change(teile[n])
    bleibt = tuple(k for k in neu if not (isinstance(k, Aufzaehlung) and not k.punkte))
    return with_parts(wurzel, (*teile[:n], *bleibt, *teile[n + 1 :]))


def texts_inside(knoten: Wortknoten) -> list[str]:
    """Return every text inside a node in the order of reading."""
    texte: list[str] = []

    def note(text: str) -> str:
        texte.append(text)
        return text

    map_texts(knoten, note)
    return texte


def map_texts(knoten: Wortknoten, change: Callable[[str], str]) -> Wortknoten:
    """Return the node with every text in it replaced, in the order of reading."""
    match knoten:
        case Textblock():
            return replace(knoten, inhalt=inline_of(change(plain(knoten.inhalt))))
        case Tabelle():
            titel = inline_of(change(plain(knoten.titel)))
            teile: dict[str, Any] = {
                name: tuple(_map_row(z, change) for z in getattr(knoten, name)) for name in ("kopf", "rumpf", "fuss")
            }
            return replace(knoten, titel=titel, **teile)
        case Abschnitt():
            titel = inline_of(change(plain(knoten.ueberschrift)))
            knoten = replace(knoten, ueberschrift=titel)
    return with_parts(knoten, [map_texts(k, change) for k in parts_of(knoten)])


def _map_row(zeile: Zeile, change: Callable[[str], str]) -> Zeile:
    return replace(zeile, zellen=tuple(replace(z, inhalt=inline_of(change(plain(z.inhalt)))) for z in zeile.zellen))


def inline_of(text: str) -> tuple[Text, ...]:
    """Return the one inline of a plain wording, none for no text."""
    return (Text(text),) if text else ()


def cell_of(text: str, spanne: int = 1) -> Zelle:
    """Return a cell of a plain wording."""
    return Zelle(inline_of(text), spanne=spanne)

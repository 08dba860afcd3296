"""The rows of a Synopse: each difference of a change set once, the old words, the new words and what there is to say about it.

What is a row of its own says `synopsenstuecke`, what stands in its cells `synopsenworte`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..query import query
from ..tree import (
    Abschnitt,
    Aenderungsart,
    Aenderungsmarke,
    Inline,
    Normzitat,
    Text,
    Zeile,
)
from .aenderungssatz import Aenderungssatz, Feldaenderung, Textstelle, Vergleichsseite, place_of
from .gegenlage import Knoten, children, name_node, node_id, own_text
from .synopsenstuecke import Zeilenart, cut_pieces
from .synopsenworte import HER, LEER, WEG, print_words, write_cell
from .unterschied import name_statement, show_statement
from .worte import split_words


@dataclass(frozen=True, slots=True)
class Klauselhinweis:
    """What is known about a section besides its text: the norms it rests on, and why it was changed."""

    normen: tuple[str, ...] = ()
    grund: str = ""


@dataclass(frozen=True, slots=True)
class Synopsenzeile:
    """One difference. `id` is the permanent id of its piece, `abschnitt` that of the section at top level ("" for the opening).

    `felder` are the printed values that changed in it, `normen` the provisions cited in it; `ist_anders` tells of a moved piece
    whether its words changed as well.
    """

    id: str
    art: Zeilenart
    abschnitt: str
    stelle_alt: str
    stelle_neu: str
    alt: tuple[Inline, ...]
    neu: tuple[Inline, ...]
    felder: tuple[Feldaenderung, ...] = ()
    normen: tuple[str, ...] = ()
    ist_anders: bool = False


def list_rows(satz: Aenderungssatz) -> tuple[Synopsenzeile, ...]:
    """Return the rows: what the document says of itself, then the text in the order of reading, then values nobody sees change."""
    zeilen = [*_head_rows(satz)]
    lauf = _Zeilenlauf(satz)
    for einheit in satz.geaenderte:
        zeilen += lauf.rows(einheit)
    gezeigt = {f.pfad for z in zeilen for f in z.felder}
    return (*zeilen, *(_value_row(f) for f in satz.felder if f.pfad not in gezeigt))


def _head_rows(satz: Aenderungssatz) -> Iterator[Synopsenzeile]:
    for k in satz.kopf:
        name = name_statement(k.name)
        alt, neu = (_show_head(k.name, w, art) for w, art in ((k.alt, WEG), (k.neu, HER)))
        yield Synopsenzeile(f"kopf_{k.name}", "kopf", "", name, name, alt, neu)


def _show_head(name: str, wert: str, art: Aenderungsart) -> tuple[Inline, ...]:
    return (Aenderungsmarke((Text(show_statement(name, wert)),), art),)


def _value_row(f: Feldaenderung) -> Synopsenzeile:
    """A value that changed without a printed word: rounded alike, or shown by a picture alone."""
    alt, neu = (
        (Aenderungsmarke((Text(" ".join(w.split()) or LEER),), art),) if w is not None else (Text(LEER),)
        for w, art in ((f.alt, WEG), (f.neu, HER))
    )
    return Synopsenzeile(f"wert_{f.pfad}", "wert", "", f.pfad, f.pfad, alt, neu, (f,))


@dataclass(slots=True)
class _Zeilenlauf:
    """Makes the rows of one change set; knows which values changed at which id."""

    satz: Aenderungssatz
    orte: dict[str, list[Feldaenderung]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for f in self.satz.felder:
            for ort in dict.fromkeys((*f.orte_alt, *f.orte_neu)):
                self.orte.setdefault(ort, []).append(f)

    def rows(self, einheit: Textstelle) -> Iterator[Synopsenzeile]:
        """Yield the rows of a unit; what moved is told where it came to."""
        abschnitt = node_id(einheit.ueber[0].knoten) if einheit.ueber else _section_id(einheit)
        for stueck in cut_pieces(einheit.paar):
            stelle_alt, stelle_neu = (
                _place(stueck.alt, self.satz.alt, einheit.stelle_alt),
                _place(stueck.neu, self.satz.neu, einheit.stelle_neu),
            )
            knoten = [k for p in stueck.paare for k in (p.alt, p.neu) if k is not None]
            felder = {f.pfad: f for k in knoten for i in _ids(k, stueck.ist_ganz) for f in self.orte.get(i, ())}
            zitate = {z.kanonisch for k in knoten for z in query(own_text(k), Normzitat)}
            yield Synopsenzeile(
                id=name_node(stueck.paar.knoten),
                art=stueck.art,
                abschnitt=abschnitt,
                stelle_alt=stelle_alt if stueck.alt is not None else "",
                stelle_neu=stelle_neu if stueck.neu is not None else "",
                alt=write_cell(stueck, WEG),
                neu=write_cell(stueck, HER),
                felder=tuple(felder.values()),
                normen=tuple(sorted(zitate)),
                ist_anders=stueck.art == "verschoben" and stueck.hat_worte,
            )


def _section_id(einheit: Textstelle) -> str:
    return node_id(einheit.paar.knoten) if isinstance(einheit.paar.knoten, Abschnitt) else ""


def _ids(knoten: Knoten, ist_ganz: bool) -> Iterator[str]:
    """Yield the ids below which values of a node are printed."""
    yield node_id(knoten)
    if (ist_ganz and not isinstance(knoten, Abschnitt)) or isinstance(knoten, Zeile):
        for kind in children(knoten):
            yield from _ids(kind, ist_ganz)


def _place(knoten: Knoten | None, seite: Vergleichsseite, einheit: str) -> str:
    """Cite a piece; what has no place of its own stands where its unit does, a row of a table besides by its first cell."""
    if isinstance(knoten, Zeile):
        name = " ".join(print_words(split_words(own_text(knoten.zellen[0]))).split()) if knoten.zellen else ""
        return f"{einheit}, Zeile „{name}“" if name else einheit
    return place_of(knoten, seite) or einheit

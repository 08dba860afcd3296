"""The Synopse of a change set as a piece of document tree: old, new and remark beside each other, one row per difference.

`synopse_sections` are what an amendment takes in, `make_synopse` the document that stands by itself. Both are functions of the
change set; what is equal is named, not printed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from ..klauseltext import fit_id
from ..numbering import number
from ..tree import (
    Abschnitt,
    Betont,
    Dokument,
    Inline,
    Kopf,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Umbruch,
    Zeile,
    Zelle,
    plain,
)
from ..writers.native import write_native
from .aenderungssatz import Aenderungssatz
from .gegenlage import label
from .synopsenzeilen import Klauselhinweis, Synopsenzeile, list_rows
from .unterschied import name_version, tell_difference

ARTWORTE: Final = {
    "kopf": "geändert",
    "wert": "Wert geändert, Worte gleich",
    "eingefuegt": "neu",
    "geloescht": "gestrichen",
    "verschoben": "verschoben",
    "nummer": "nur Nummer",
    "verweis": "nur Nummern in Verweisen",
    "geaendert": "geändert",
}
SPALTEN: Final = (38, 38, 24)
VORN: Final = "Angaben zum Dokument"
RUBRUM: Final = "Vor dem ersten Abschnitt"
WERTE: Final = "Werte ohne geänderte Worte"
GLEICH: Final = "Was gleich ist"
ERLAEUTERUNG: Final = (
    "Gegenübergestellt ist nur, was sich unterscheidet. Gestrichene Worte sind durchgestrichen, neue unterstrichen und fett; "
    "beides ist zusätzlich in Worten gesagt. „[…]“ steht für gleichen Text."
)
_OHNE: Final = Klauselhinweis()


def synopse_sections(
    satz: Aenderungssatz, praefix: str = "syn", hinweise: Mapping[str, Klauselhinweis] | None = None
) -> tuple[Abschnitt, ...]:
    """Return the Synopse as sections at top level, one per section that differs; what is equal is named at the end.

    `praefix` opens the id of every node, so that they stay apart from those of a contract that takes them in; without one a row
    has the id of what it shows. `hinweise` are norms and reasons by the id of a section. No field of the contract is repeated:
    words are quoted as plain text.
    """
    ende = f"{praefix or 'syn'}_gleich"
    gleich = Textblock(fit_id(f"{ende}_t"), (Text(tell_equal(satz)),))
    return (
        *_sections(satz, hinweise or {}, praefix),
        Abschnitt(fit_id(ende), "ohne_nummer", (Text(GLEICH),), (gleich,)),
    )


def make_synopse(
    satz: Aenderungssatz, hinweise: Mapping[str, Klauselhinweis] | None = None, name_alt: str = ""
) -> Dokument:
    """Return the numbered Synopse of one document; its rows have the ids of what they show. `name_alt` names the old side."""
    alt, neu = satz.alt.dokument.kopf, satz.neu.dokument.kopf
    kopf = Kopf(
        kennung=neu.kennung,
        titel="Synopse",
        untertitel=f"{neu.titel}: {name_alt or name_version(alt)} gegenüber {name_version(neu)}",
        fassung=neu.fassung,
        stand=neu.stand,
        inhaltshash="",
        dokument="synopse",
        hat_verzeichnis=False,
        lage="quer",
    )
    erlaeuterung = Textblock("syn_erl", (Text(ERLAEUTERUNG),))
    dokument = Dokument(kopf, (erlaeuterung,), synopse_sections(satz, "", hinweise))
    summe = hashlib.sha256(write_native(dokument)).hexdigest()
    return number(replace(dokument, kopf=replace(kopf, inhaltshash=summe)))[0]


def _sections(satz: Aenderungssatz, hinweise: Mapping[str, Klauselhinweis], praefix: str) -> Iterator[Abschnitt]:
    """Yield a section with its table for each section of the contract that differs, in the order of reading."""
    titel = _titles(satz)
    vergeben: dict[str, int] = {}
    koepfe = ("Bisher", "Neu", "Anmerkung")
    for (lage, kennung), gruppe in groupby(list_rows(satz), key=_group):
        name = titel.get(kennung, RUBRUM) if lage == "text" else {"kopf": VORN, "wert": WERTE}[lage]
        eigen = _unique(fit_id("_".join(t for t in (praefix, "zu", kennung or lage) if t)), vergeben)
        zeilen = [
            Zeile(
                _unique(fit_id("_".join(t for t in (praefix, z.id) if t)), vergeben),
                (
                    Zelle(_side(z.stelle_alt, z.alt)),
                    Zelle(_side(z.stelle_neu, z.neu)),
                    Zelle(_remark(z)),
                ),
            )
            for z in gruppe
        ]
        tabelle = Tabelle(
            id=_unique(fit_id(f"{eigen}_t"), vergeben),
            titel=(Text(f"Gegenüberstellung: {name}"),),
            spalten=tuple(Spalte(b) for b in SPALTEN),
            kopf=(Zeile(_unique(fit_id(f"{eigen}_k"), vergeben), tuple(Zelle((Text(k),)) for k in koepfe)),),
            rumpf=tuple(zeilen),
        )
        hinweis = _hint_blocks(hinweise.get(kennung, _OHNE), eigen)
        yield Abschnitt(eigen, "ohne_nummer", (Text(name),), (*hinweis, tabelle))


def _group(zeile: Synopsenzeile) -> tuple[str, str]:
    return (zeile.art if zeile.art in ("kopf", "wert") else "text", zeile.abschnitt)


def _titles(satz: Aenderungssatz) -> dict[str, str]:
    """Return what the sections at top level are called, those of the new version last."""
    return {
        a.id: f"{label(a)} {' '.join(plain(a.ueberschrift).split())}".strip()
        for seite in (satz.alt, satz.neu)
        for a in seite.dokument.abschnitte
    }


def _unique(kennung: str, vergeben: dict[str, int]) -> str:
    """Return the id, with a count behind it where it was given already."""
    vergeben[kennung] = anzahl = vergeben.get(kennung, 0) + 1
    return kennung if anzahl == 1 else _unique(f"{kennung[:26]}_{anzahl}", vergeben)


def _side(stelle: str, inhalt: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (Betont((Text(stelle),)), Umbruch(), *inhalt) if stelle else inhalt


def _remark(zeile: Synopsenzeile) -> tuple[Inline, ...]:
    """Return what became of the piece, how far its values moved, what it cites."""
    art = "verschoben und geändert" if zeile.ist_anders else ARTWORTE[zeile.art]
    zeilen = [f"{f.pfad}: {tell_difference(f) or 'anderer Wert'}" for f in zeile.felder]
    if zeile.normen and zeile.art not in ("nummer", "verweis"):
        zeilen.append(f"Zitiert: {', '.join(zeile.normen)}")
    inhalt: list[Inline] = [Betont((Text(art),))]
    for text in zeilen:
        inhalt += [Umbruch(), Text(text)]
    return tuple(inhalt)


def _hint_blocks(hinweis: Klauselhinweis, kennung: str) -> Sequence[Textblock]:
    bloecke = []
    if hinweis.normen:
        bloecke.append(Textblock(fit_id(f"{kennung}_n"), (Text(f"Rechtsgrundlagen: {', '.join(hinweis.normen)}."),)))
    if hinweis.grund:
        bloecke.append(Textblock(fit_id(f"{kennung}_g"), (Text(f"Begründung: {hinweis.grund}"),)))
    return bloecke


def tell_equal(satz: Aenderungssatz) -> str:
    """Return the sentence that names the sections without any difference."""
    anders = {z.abschnitt for z in list_rows(satz)}
    gleich = [t for kennung, t in _titles(satz).items() if kennung not in anders]
    if not gleich:
        return "Kein Abschnitt ist ganz gleich geblieben."
    return f"Ohne Unterschied: {'; '.join(gleich)}."

"""Random edits of a document tree, as negotiators make them: insert, delete, move, reword, change figures, rows, headings."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from generator.numbering import NummerierungsFehler, resolve
from generator.query import query, rewrite
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Betont,
    Dokument,
    Feld,
    Fussnote,
    Punkt,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Unterschriften,
    Zeile,
    Zelle,
)

WORTE = [
    "der",
    "Träger",
    "berichtet",
    "binnen",
    "zwei",
    "Wochen",
    "über",
    "neue",
    "Leistungen,",
    "soweit",
    "§",
    "123",
    "nichts",
    "anderes",
    "bestimmt;",
    "ab",
    "1.",
    "Juli",
    "gilt",
    "3,5",
    "Prozent",
]
BEHAELTER = (Dokument, Abschnitt, Aufzaehlung, Tabelle)


def edit(
    dokument: Dokument,
    zufall: random.Random,
    schritte: int,
    arten: Sequence[Callable[[Dokument, random.Random], Dokument]] = (),
) -> Dokument:
    """Return the document after some edits; one that cannot be numbered (a reference leads nowhere) is taken back."""
    for _ in range(schritte):
        try:
            dokument = resolve(zufall.choice(arten or AENDERUNGEN)(dokument, zufall))
        except (NummerierungsFehler, IndexError):
            # It cannot be numbered, or the document has nothing of the kind.
            continue
    return dokument


def _children_of(knoten: Any) -> tuple[str, tuple[Any, ...]]:
    name = {Dokument: "abschnitte", Abschnitt: "bloecke", Aufzaehlung: "punkte", Tabelle: "rumpf"}[type(knoten)]
    return name, getattr(knoten, name)


def _with_children(dokument: Dokument, ziel: Any, kinder: tuple[Any, ...]) -> Dokument:
    name, _ = _children_of(ziel)
    if ziel is dokument:
        return replace(dokument, abschnitte=kinder)
    kennung = ziel.id
    return rewrite(dokument, lambda k, _: replace(k, **{name: kinder}) if k.id == kennung else k, type(ziel))


def _container(dokument: Dokument, zufall: random.Random, mindestens: int) -> Any:
    moeglich = [dokument, *query(dokument, Abschnitt, Aufzaehlung, Tabelle)]
    return zufall.choice([k for k in moeglich if len(_children_of(k)[1]) >= mindestens])


def _delete(dokument: Dokument, zufall: random.Random) -> Dokument:
    wo = _container(dokument, zufall, 2)
    kinder = list(_children_of(wo)[1])
    del kinder[zufall.randrange(len(kinder))]
    return _with_children(dokument, wo, tuple(kinder))


def _move(dokument: Dokument, zufall: random.Random) -> Dokument:
    wo = _container(dokument, zufall, 2)
    kinder = list(_children_of(wo)[1])
    eines = kinder.pop(zufall.randrange(len(kinder)))
    kinder.insert(zufall.randrange(len(kinder) + 1), eines)
    return _with_children(dokument, wo, tuple(kinder))


def _insert(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Insert a copy of a neighbour under new ids, with other words."""
    wo = _container(dokument, zufall, 1)
    kinder = list(_children_of(wo)[1])
    ort = zufall.randrange(len(kinder))
    kinder.insert(ort + zufall.randrange(2), _fresh(kinder[ort], zufall))
    return _with_children(dokument, wo, tuple(kinder))


def _fresh(knoten: Any, zufall: random.Random) -> Any:
    marke = f"x{zufall.randrange(16**6):06x}"
    zaehler = iter(range(10**6))

    def rename(k: Any, _: Any) -> Any:
        kennung = getattr(k, "id", "")
        neu = replace(k, id=f"{marke}_{next(zaehler)}") if kennung else k
        return replace(neu, inhalt=_words(zufall, 8)) if isinstance(neu, Textblock) else neu

    return rewrite(knoten, rename, Abschnitt, Absatz, Textblock, Aufzaehlung, Punkt, Tabelle, Zeile, Feld)


def _words(zufall: random.Random, laenge: int) -> tuple[Text, ...]:
    return (Text(" ".join(zufall.choices(WORTE, k=laenge)) + "."),)


def _reword(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Exchange, insert or delete words in one paragraph."""
    block = zufall.choice(query(dokument, Textblock))
    stellen = [n for n, i in enumerate(block.inhalt) if isinstance(i, Text)]
    if not stellen:
        return dokument
    n = zufall.choice(stellen)
    worte = block.inhalt[n].text.split(" ")
    ort, laenge = zufall.randrange(len(worte)), zufall.randrange(3)
    worte[ort : ort + laenge] = zufall.choices(WORTE, k=zufall.randrange(3))
    text = Text(" ".join(worte) or "neu")
    inhalt = (*block.inhalt[:n], text, *block.inhalt[n + 1 :])
    return rewrite(dokument, lambda k, _: replace(k, inhalt=inhalt) if k.id == block.id else k, Textblock)


def _figure(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Change a value at every place that prints it."""
    pfad = zufall.choice(query(dokument, Feld)).pfad
    wert = f"{zufall.randrange(1, 9999)},{zufall.randrange(100):02d}"
    return rewrite(dokument, lambda f, _: replace(f, text=wert, wert=wert) if f.pfad == pfad else f, Feld)


def _emphasis(dokument: Dokument, zufall: random.Random) -> Dokument:
    block = zufall.choice([b for b in query(dokument, Textblock) if b.inhalt])
    inhalt = (Betont(block.inhalt[:1]), *block.inhalt[1:])
    return rewrite(dokument, lambda k, _: replace(k, inhalt=inhalt) if k.id == block.id else k, Textblock)


def _footnote(dokument: Dokument, zufall: random.Random) -> Dokument:
    block = zufall.choice(query(dokument, Textblock))
    inhalt = (*block.inhalt, Fussnote(_words(zufall, 4)))
    return rewrite(dokument, lambda k, _: replace(k, inhalt=inhalt) if k.id == block.id else k, Textblock)


def _heading(dokument: Dokument, zufall: random.Random) -> Dokument:
    eines = zufall.choice(query(dokument, Abschnitt))
    return rewrite(
        dokument, lambda k, _: replace(k, ueberschrift=_words(zufall, 3)) if k.id == eines.id else k, Abschnitt
    )


def _split(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Cut an Absatz of one paragraph into two."""
    moeglich = [
        (a, n, b)
        for a in query(dokument, Abschnitt)
        for n, b in enumerate(a.bloecke)
        if isinstance(b, Absatz) and isinstance(b.bloecke[0], Textblock) and len(b.bloecke[0].inhalt) > 1
    ]
    if not moeglich:
        return dokument
    abschnitt, n, absatz = zufall.choice(moeglich)
    erster = absatz.bloecke[0]
    schnitt = zufall.randrange(1, len(erster.inhalt))
    marke = f"x{zufall.randrange(16**6):06x}"
    zweiter = Absatz(marke, (Textblock(f"{marke}_t", erster.inhalt[schnitt:]), *absatz.bloecke[1:]))
    vorn = replace(absatz, bloecke=(replace(erster, inhalt=erster.inhalt[:schnitt]),))
    kinder = (*abschnitt.bloecke[:n], vorn, zweiter, *abschnitt.bloecke[n + 1 :])
    return _with_children(dokument, abschnitt, kinder)


AENDERUNGEN: tuple[Callable[[Dokument, random.Random], Dokument], ...] = (
    _delete,
    _move,
    _insert,
    _reword,
    _reword,
    _figure,
    _emphasis,
    _footnote,
    _heading,
    _split,
)


def _merge(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Make one Absatz of two neighbours."""
    moeglich = [
        (a, n)
        for a in query(dokument, Abschnitt)
        for n in range(len(a.bloecke) - 1)
        if isinstance(a.bloecke[n], Absatz) and isinstance(a.bloecke[n + 1], Absatz)
    ]
    abschnitt, n = zufall.choice(moeglich)
    vorn, hinten = abschnitt.bloecke[n], abschnitt.bloecke[n + 1]
    eines = replace(vorn, bloecke=(*vorn.bloecke, *hinten.bloecke))
    return _with_children(dokument, abschnitt, (*abschnitt.bloecke[:n], eines, *abschnitt.bloecke[n + 2 :]))


def _column(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Delete a column, or change its head."""
    moeglich = [t for t in query(dokument, Tabelle) if len(t.spalten) > 2 and t.kopf]
    tabelle = zufall.choice([t for t in moeglich if all(len(z.zellen) == len(t.spalten) for z in _rows(t))])
    n = zufall.randrange(1, len(tabelle.spalten))
    if zufall.randrange(2):
        teile = {
            name: tuple(replace(z, zellen=(*z.zellen[:n], *z.zellen[n + 1 :])) for z in getattr(tabelle, name))
            for name in ("kopf", "rumpf", "fuss")
        }
        neu = replace(tabelle, spalten=(*tabelle.spalten[:n], *tabelle.spalten[n + 1 :]), **teile)
    else:
        kopf = tabelle.kopf[0]
        zelle = replace(kopf.zellen[n], inhalt=_words(zufall, 2))
        neu = replace(tabelle, kopf=(replace(kopf, zellen=(*kopf.zellen[:n], zelle, *kopf.zellen[n + 1 :])),))
    return rewrite(dokument, lambda k, _: neu if k.id == tabelle.id else k, Tabelle)


def _rows(tabelle: Tabelle) -> tuple[Zeile, ...]:
    return (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)


def _cell(dokument: Dokument, zufall: random.Random) -> Dokument:
    zeile = zufall.choice([z for t in query(dokument, Tabelle) for z in t.rumpf if len(z.zellen) > 1])
    n = zufall.randrange(len(zeile.zellen))
    zelle = replace(zeile.zellen[n], inhalt=_words(zufall, zufall.randrange(1, 4)))
    neu = replace(zeile, zellen=(*zeile.zellen[:n], zelle, *zeile.zellen[n + 1 :]))
    return rewrite(dokument, lambda k, _: neu if k.id == zeile.id else k, Zeile)


def _party(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Change the opening: another party, a line less."""
    rubrum = list(dokument.rubrum)
    n = zufall.randrange(len(rubrum))
    if zufall.randrange(3) and isinstance(rubrum[n], Textblock):
        rubrum[n] = replace(
            rubrum[n], inhalt=(Betont(_words(zufall, 3)), Text(" vertreten durch "), *_words(zufall, 2))
        )
    elif len(rubrum) > 1:
        del rubrum[n]
    return replace(dokument, rubrum=tuple(rubrum))


def _title(dokument: Dokument, zufall: random.Random) -> Dokument:
    return replace(dokument, kopf=replace(dokument.kopf, titel=_words(zufall, 3)[0].text))


def _saetze(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Take a Satz out of a running text, or put one in."""
    block = zufall.choice(
        [b for b in query(dokument, Textblock) if len(b.inhalt) == 1 and isinstance(b.inhalt[0], Text)]
    )
    saetze = block.inhalt[0].text.split(". ")
    if zufall.randrange(2) and len(saetze) > 1:
        del saetze[zufall.randrange(len(saetze) - 1)]
    else:
        saetze.insert(zufall.randrange(len(saetze)), "Der Budgetnehmer teilt dies unverzüglich mit")
    inhalt = (Text(". ".join(saetze)),)
    return rewrite(dokument, lambda k, _: replace(k, inhalt=inhalt) if k.id == block.id else k, Textblock)


def _table(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Insert a copy of a table behind it, under new ids and another caption."""
    tabelle = zufall.choice(query(dokument, Tabelle))
    marke = f"x{zufall.randrange(16**6):06x}"
    zaehler = iter(range(10**6))
    arten = (Tabelle, Zeile, Zelle, Spalte, Feld)
    neu = rewrite(tabelle, lambda k, _: replace(k, id=f"{marke}_{next(zaehler)}") if k.id else k, *arten)
    neu = replace(neu, titel=_words(zufall, 3))

    def insert(knoten: Any, _: Any) -> Any:
        bloecke = tuple(b for k in knoten.bloecke for b in ((k, neu) if k is tabelle else (k,)))
        return replace(knoten, bloecke=bloecke) if len(bloecke) != len(knoten.bloecke) else knoten

    return rewrite(dokument, insert, Abschnitt, Absatz)


def _variant(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Exchange the whole text of a paragraph, as another variant of a clause does; its id stays."""
    block = zufall.choice(query(dokument, Textblock))
    inhalt = _words(zufall, zufall.randrange(3, 25))
    return rewrite(dokument, lambda k, _: replace(k, inhalt=inhalt) if k.id == block.id else k, Textblock)


def _signature(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Take out or double a signature place."""
    eine = zufall.choice([u for u in query(dokument, Unterschriften) if len(u.felder) > 1])
    felder = list(eine.felder)
    n = zufall.randrange(len(felder))
    if zufall.randrange(2):
        del felder[n]
    else:
        felder.insert(n, replace(felder[n], id=f"x{zufall.randrange(16**6):06x}", partei=_words(zufall, 2)))
    kennungen = [f.id for f in eine.felder]

    def exchange(knoten: Any, _: Any) -> Any:
        return replace(knoten, felder=tuple(felder)) if [f.id for f in knoten.felder] == kennungen else knoten

    return rewrite(dokument, exchange, Unterschriften)


def _order(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Put another order into the pieces of a paragraph."""
    block = zufall.choice(query(dokument, Textblock))
    stuecke = list(block.inhalt)
    zufall.shuffle(stuecke)
    return rewrite(dokument, lambda k, _: replace(k, inhalt=tuple(stuecke)) if k.id == block.id else k, Textblock)


ALLE_AENDERUNGEN = (*AENDERUNGEN, _merge, _column, _cell, _party, _title, _saetze, _table)
"""More kinds of edits; the others stay as they are, so that the cases with a seed stay the same."""
SPUR_AENDERUNGEN = (*ALLE_AENDERUNGEN, _variant, _signature, _order)
"""All kinds, for the long run."""

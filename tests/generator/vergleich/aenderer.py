"""Random edits of a document tree, as negotiators make them: insert, delete, move, reword, change figures, rows, headings."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
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
    Tabelle,
    Text,
    Textblock,
    Unterschriften,
    Zeile,
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


def edit(dokument: Dokument, zufall: random.Random, schritte: int, ist_weit: bool = False) -> Dokument:
    """Return the document after some edits; one that cannot be numbered (a reference leads nowhere) is taken back.

    `ist_weit` takes from all edits, else from those that the quick tests have always had.
    """
    moegliche = (*AENDERUNGEN, *WEITERE) if ist_weit else AENDERUNGEN
    for _ in range(schritte):
        neu = zufall.choice(moegliche)(dokument, zufall)
        try:
            dokument = resolve(neu)
        except NummerierungsFehler:
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
    """Make one Absatz of two neighbours of one paragraph each."""
    moeglich = [
        (a, n)
        for a in query(dokument, Abschnitt)
        for n, (b, c) in enumerate(pairwise(a.bloecke))
        if all(isinstance(k, Absatz) and len(k.bloecke) == 1 and isinstance(k.bloecke[0], Textblock) for k in (b, c))
    ]
    if not moeglich:
        return dokument
    abschnitt, n = zufall.choice(moeglich)
    erster, zweiter = abschnitt.bloecke[n : n + 2]
    inhalt = (*erster.bloecke[0].inhalt, Text(" "), *zweiter.bloecke[0].inhalt)
    eines = replace(erster, bloecke=(replace(erster.bloecke[0], inhalt=inhalt),))
    return _with_children(dokument, abschnitt, (*abschnitt.bloecke[:n], eines, *abschnitt.bloecke[n + 2 :]))


def _column(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Take the last column out of a table without joined cells."""
    moeglich = [
        t
        for t in query(dokument, Tabelle)
        if len(t.spalten) > 2 and all(z.spanne == 1 for r in (*t.kopf, *t.rumpf, *t.fuss) for z in r.zellen)
    ]
    if not moeglich:
        return dokument
    eine = zufall.choice(moeglich)
    kurz = tuple(tuple(replace(r, zellen=r.zellen[:-1]) for r in teil) for teil in (eine.kopf, eine.rumpf, eine.fuss))
    neu = replace(eine, spalten=eine.spalten[:-1], kopf=kurz[0], rumpf=kurz[1], fuss=kurz[2])
    return rewrite(dokument, lambda t, _: neu if t.id == eine.id else t, Tabelle)


def _variant(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Exchange the whole text of a paragraph, as another variant of a clause does; its id stays."""
    block = zufall.choice(query(dokument, Textblock))
    inhalt = _words(zufall, zufall.randrange(3, 25))
    return rewrite(dokument, lambda k, _: replace(k, inhalt=inhalt) if k.id == block.id else k, Textblock)


def _party(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Take out or double a signature place."""
    moeglich = [u for u in query(dokument, Unterschriften) if len(u.felder) > 1]
    if not moeglich:
        return dokument
    eine = zufall.choice(moeglich)
    felder = list(eine.felder)
    n = zufall.randrange(len(felder))
    if zufall.random() < 0.5:
        del felder[n]
    else:
        felder.insert(n, replace(felder[n], id=f"x{zufall.randrange(16**6):06x}", partei=_words(zufall, 2)))
    kennungen = [f.id for f in eine.felder]
    return rewrite(
        dokument,
        lambda u, _: replace(u, felder=tuple(felder)) if [f.id for f in u.felder] == kennungen else u,
        Unterschriften,
    )


def _saetze(dokument: Dokument, zufall: random.Random) -> Dokument:
    """Put another order into the pieces of a paragraph."""
    block = zufall.choice(query(dokument, Textblock))
    stuecke = list(block.inhalt)
    zufall.shuffle(stuecke)
    return rewrite(dokument, lambda k, _: replace(k, inhalt=tuple(stuecke)) if k.id == block.id else k, Textblock)


WEITERE: tuple[Callable[[Dokument, random.Random], Dokument], ...] = (_merge, _column, _variant, _party, _saetze)

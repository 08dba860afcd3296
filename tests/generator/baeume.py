"""Hypothesis strategies: documents with every kind of node and hostile text, and pieces of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from generator.kanon import normalise
from generator.numbering import resolve
from generator.tree import (
    Absatz,
    Abschnitt,
    Aenderungsmarke,
    Aufzaehlung,
    Begriff,
    Betont,
    Diagramm,
    DiagrammArt,
    Dokument,
    Feld,
    Fussnote,
    Inline,
    Kategorie,
    Messpunkt,
    Normzitat,
    Punkt,
    Reihe,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Umbruch,
    Verweis,
    Zeile,
    Zelle,
    plain,
)
from tests.generator.beispielbaum import unresolved
from tests.generator.feldkennungen import with_ids

ZEICHEN = "aZ0ßé§„“–…\u00a0\u202f \\`*_[](){}<>#+-.!|~&$^=:;/@%'\"1)"
text = st.text(ZEICHEN, min_size=1, max_size=12)
"""Text that any markup language would like to read as markup."""

_blatt: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, text),
    st.builds(Feld, st.just("a.b"), text, text),
    st.builds(Normzitat, text, text),
    st.builds(Begriff, text),
    st.builds(Verweis, st.sampled_from(["p0", "p0_1"])),
    st.just(Umbruch()),
)
_mit_betont = st.one_of(
    _blatt,
    st.lists(_blatt, min_size=1, max_size=3).map(lambda i: Betont(tuple(i))),
    st.builds(
        Aenderungsmarke,
        st.lists(_blatt, min_size=1, max_size=3).map(tuple),
        st.sampled_from(["eingefuegt", "geloescht"]),
    ),
)
_mit_fussnote = st.one_of(
    _mit_betont, st.lists(_blatt, min_size=1, max_size=2).map(lambda i: Fussnote((Text("x"), *i)))
)
inhalt: st.SearchStrategy[tuple[Inline, ...]] = (
    st.lists(_mit_fussnote, min_size=1, max_size=4).map(tuple).filter(lambda i: bool(normalise(plain(i))))
)


@st.composite
def _liste(draw: st.DrawFn, kennung: str, tiefe: int = 1, nur_striche: bool = False) -> Aufzaehlung:
    art = "strich" if nur_striche or draw(st.booleans()) else "gezaehlt"
    punkte = []
    for n in range(draw(st.integers(1, 3))):
        eigen = f"{kennung}_{n}"
        bloecke: list[Textblock | Aufzaehlung] = [Textblock(f"{eigen}_t", draw(inhalt))]
        if tiefe < 3 and draw(st.booleans()):
            bloecke.append(draw(_liste(eigen, tiefe + 1, art == "strich")))
        punkte.append(Punkt(eigen, tuple(bloecke)))
    return Aufzaehlung(tuple(punkte), art)  # type: ignore[arg-type]  # one of the two literals


@st.composite
def _tabelle(draw: st.DrawFn, kennung: str) -> Tabelle:
    breite = draw(st.integers(1, 4))
    zellen = st.lists(st.builds(Zelle, inhalt), min_size=breite, max_size=breite).map(tuple)
    zeilen = [Zeile(f"{kennung}_{n}", draw(zellen)) for n in range(draw(st.integers(2, 4)))]
    return Tabelle(
        kennung,
        draw(inhalt),
        (Spalte(100 // breite),) * breite,
        (zeilen[0],),
        tuple(zeilen[1:-1]),
        (replace(zeilen[-1], ist_summe=True),),
    )


_name: st.SearchStrategy[tuple[Inline, ...]] = st.one_of(
    st.builds(Text, text), st.builds(Feld, st.just("a.b"), text, text)
).map(lambda i: (i,))
_zahl = st.one_of(
    st.just(()),
    st.decimals("-1e9", "1e9", places=2, allow_nan=False).map(lambda w: (Feld("a.z", f"{w}", f"{w}", "betragszahl"),)),
    st.just((Text("[geschwärzt, Grund 1]"),)),
)


@st.composite
def _diagramm(draw: st.DrawFn, kennung: str, tabelle: str) -> Diagramm:
    """A chart of any kind with gaps; its values need not be those of the table, which no writer looks at."""
    breite = draw(st.integers(1, 3))
    arten: tuple[DiagrammArt, ...] = ("linie", "saeulen", "balken", "spanne")
    art = draw(st.sampled_from(arten))
    zahlen = st.lists(_zahl.map(Messpunkt), min_size=breite, max_size=breite).map(tuple)
    reihen = [Reihe(f"{kennung}_r{n}", draw(_name), draw(zahlen)) for n in range(draw(st.integers(2, 3)))]
    return Diagramm(
        kennung,
        art,
        draw(inhalt),
        tabelle,
        tuple(Kategorie(f"{kennung}_k{n}", draw(_name), draw(st.one_of(st.just(()), _name))) for n in range(breite)),
        tuple(reihen),
        draw(st.one_of(st.just(()), _name)),
    )


@st.composite
def dokumente(draw: st.DrawFn) -> Dokument:
    """Numbered documents: one § with several Absätze and an Anlage, all text hostile."""
    absaetze = []
    for a in range(2):
        rest: list[Textblock | Aufzaehlung | Tabelle | Diagramm] = []
        if draw(st.booleans()):
            rest.append(draw(_liste(f"p0_{a}_l")))
        if draw(st.booleans()):
            rest += [Textblock(f"p0_{a}_z", draw(inhalt)), draw(_tabelle(f"p0_{a}_tab"))]
            if draw(st.booleans()):
                rest.append(draw(_diagramm(f"p0_{a}_bild", f"p0_{a}_tab")))
        absaetze.append(Absatz(f"p0_{a}", (Textblock(f"p0_{a}_t", draw(inhalt)), *rest)))
    anlage = Abschnitt(
        "anl",
        "anlage",
        draw(inhalt),
        (draw(_liste("anl_l")), draw(_liste("anl_m")), Abschnitt("anl_1", "unterabschnitt", draw(inhalt), ())),
    )
    muster = unresolved(draw(st.sampled_from(("paragraf", "dezimal"))))
    kopf = replace(muster.kopf, titel=f"T{draw(text)}", untertitel=f"{draw(text)}U")
    rubrum = (Textblock("rub", draw(inhalt)),)
    abschnitte = (Abschnitt("p0", "paragraf", draw(inhalt), tuple(absaetze)), anlage)
    return resolve(with_ids(Dokument(kopf, rubrum, abschnitte)))

"""Two or more versions to one Word file with tracked changes that can be accepted or refused one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from ...writers.zip import build_zip, pack_part
from ..aenderungssatz import Aenderungssatz
from ..spur.autorschaft import Autorschaft, Runde, need_distinct, need_order
from ..spur.gleichgang import NAME_MAX, changed_names, former_name
from .absatzenden import settle_ends
from .absatzspur import Absatzspur
from .altbilder import carry_pictures
from .flussspur import Flussspur
from .nummernwerk import Nummernwerk, same_numbers
from .ooxml import FELDMARKE, Aenderungszeichen, W, attribute, clone, names_of, number_ids, write_part
from .randbemerkungen import carry_remarks, write_remarks
from .rundenfluss import lay_over
from .spurprobe import Wordfassung, prove_remarks, prove_track
from .wordseite import DOKUMENT, NOTEN, NOTENVERWEIS, NUMMERN, Wordseite, note_texts


def write_wordspur(
    satz: Aenderungssatz,
    autor: Autorschaft,
    sind_zuege_erlaubt: bool = True,
    gruende: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return the new version as DOCX, with the changes from the old one tracked; see `write_wordrunden`."""
    return write_wordrunden((Runde(satz, autor),), sind_zuege_erlaubt, gruende)


def write_wordrunden(
    runden: Sequence[Runde], sind_zuege_erlaubt: bool = True, gruende: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """Return the newest version as DOCX, with the changes of each round tracked under its author and day.

    `gruende` are comments of the last author by section at top level. Every version is written as it is alone; two neighbours are
    laid over each other by their change set, and what the rounds changed one after the other lies one in the other. What moved is
    shown as moved in a single round only: Word knows no move of a move. The same input gives the same bytes. Raises Spurfehler where
    the result would not resolve to every version, so that no such file ever leaves the house.
    """
    autoren = [r.autor for r in runden]
    need_distinct(autoren)
    need_order(autoren)
    fruehere = (runden[0].satz.alt.dokument, *(r.satz.neu.dokument for r in runden[:-1]))
    neueste = Wordseite(runden[-1].satz.neu.dokument, True)
    seiten = [*(Wordseite(d, False) for d in fruehere), neueste]
    schritte = [_Schritt(r, *changed_names(r.satz.baum)) for r in runden]
    gemeinsame = _set_apart(schritte, seiten)
    ergebnis = _track(schritte, seiten, sind_zuege_erlaubt and len(runden) == 1)
    settle_ends(list(_body(ergebnis)))
    noten = _merge_notes(runden, seiten, ergebnis)
    satz, autor = runden[-1].satz, runden[-1].autor
    abschnitte = [a.id for s in (satz.neu, satz.alt) for a in s.dokument.abschnitte]
    kommentare = write_remarks(ergebnis, gruende, abschnitte, autor)
    number_ids(iter((ergebnis, noten)))
    verfolgt = Wordfassung(ergebnis, note_texts(noten), gemeinsame, neueste.stile)
    prove_track(verfolgt, [s.fassung for s in seiten], autoren)
    prove_remarks(ergebnis, kommentare, autor, gruende)
    ersetzt = {DOKUMENT: ergebnis, NUMMERN: gemeinsame, NOTEN: noten}
    teile = {**neueste.teile, **carry_remarks(neueste.teile, kommentare)}
    for stufe, seite in enumerate(reversed(seiten[:-1]), 1):
        teile |= carry_pictures(ergebnis, seite.teile, teile, stufe)
    return _pack(teile, ersetzt, satz.neu.dokument.kopf.stand)


class _Schritt(NamedTuple):
    """A round, the bookmarks whose names it changed (old to new), and the new ones of what it moved."""

    runde: Runde
    namen: Mapping[str, str]
    gezogen: frozenset[str]


def _set_apart(schritte: Sequence[_Schritt], seiten: Sequence[Wordseite]) -> etree._Element:
    """Give what older versions count numbers of their own; returns the common numbering part."""
    gemeinsame = clone(seiten[-1].nummern)
    werke: list[Nummernwerk] = []
    folgende = seiten[-1]
    for schritt, seite in zip(reversed(schritte), reversed(seiten[:-1]), strict=True):
        gleiche = same_numbers(seite.dokument, folgende.unberuehrt, schritt.namen, schritt.gezogen)
        werke.append(Nummernwerk(seite.nummern, folgende.nummern, gleiche, werke[-1] if werke else None))
        seite.set_apart(werke[-1], len(werke), folgende.hoechste_note)
        folgende = seite
    for werk in werke:
        werk.add_lists(gemeinsame)
    return gemeinsame


def _track(schritte: Sequence[_Schritt], seiten: Sequence[Wordseite], sind_zuege_erlaubt: bool) -> etree._Element:
    """Return the document with the changes of all rounds; the last is made first, for names of before follow those of after."""
    spuren: list[etree._Element] = []
    spaetere: set[str] = set()
    for n in range(len(schritte) - 1, -1, -1):
        spuren.append(_track_round(schritte[n], seiten[: n + 2], sind_zuege_erlaubt, spaetere))
        spaetere |= set(names_of(spuren[-1])) if n else set()
    ergebnis = spuren.pop()
    while spuren:
        ergebnis = lay_over(ergebnis, spuren.pop())
    return ergebnis


def _track_round(
    schritt: _Schritt, seiten: Sequence[Wordseite], sind_zuege_erlaubt: bool, spaetere: set[str]
) -> etree._Element:
    """Return the changes of one round between the last two of some versions; `spaetere` are the bookmarks of later rounds."""
    *fruehere, alt, neu = seiten

    def rename(namen: set[str]) -> None:
        """Names of their own: references of before must find what they meant, wherever it stood."""
        freie = _free_names(namen, spaetere | neu.namen | alt.namen) if namen else {}
        for seite in (*fruehere, alt) if freie else ():
            seite.rename(freie)

    if spaetere:
        rename({n for n in (alt.namen & spaetere) - neu.namen if not n.startswith(FELDMARKE)})
    ergebnis, verlorene = _merge_bodies(schritt, alt, neu, sind_zuege_erlaubt)
    if verlorene:
        rename(verlorene)
        ergebnis, _ = _merge_bodies(schritt, alt, neu, sind_zuege_erlaubt)
    return ergebnis


def _free_names(namen: set[str], vergeben: set[str]) -> dict[str, str]:
    freie: dict[str, str] = {}
    for name in sorted(namen):
        frei = former_name(name)
        while frei in vergeben and len(frei) < NAME_MAX:
            frei = former_name(frei)
        freie[name] = frei
        vergeben.add(frei)
    return freie


def _merge_bodies(
    schritt: _Schritt, alt: Wordseite, neu: Wordseite, sind_zuege_erlaubt: bool
) -> tuple[etree._Element, set[str]]:
    """Return the new document with the merged body, and the bookmarks of what went and came again elsewhere."""
    runde, namen, gezogen = schritt
    jetzt = neu.umbenannt
    namen = {a: namen.get(a, a) for a in (*namen, *alt.umbenannt)}
    namen = {alt.umbenannt.get(a, a): jetzt.get(n, n) for a, n in namen.items()}
    ergebnis = clone(neu.dokument)
    koerper = _body(ergebnis)
    absatzspur = Absatzspur(runde.autor, (alt.texte, neu.texte), neu.namen, (alt.bilder, neu.bilder))
    spur = Flussspur(absatzspur, namen, frozenset(jetzt.get(g, g) for g in gezogen), sind_zuege_erlaubt)
    neuer = _body(neu.dokument)
    _arrange(koerper, dict(zip(neuer, list(koerper), strict=True)), spur.merge(_body(alt.dokument), neuer))
    return ergebnis, absatzspur.verlorene


def _arrange(
    koerper: etree._Element, eigene: dict[etree._Element, etree._Element], inhalt: Sequence[etree._Element]
) -> None:
    """Let a body hold what the merged one holds; `eigene` are its blocks by those that they are copies of, in the same order."""
    ort = 0
    for block in inhalt:
        eigener = eigene.pop(block, None)
        while eigener is not None and koerper[ort] is not eigener:
            koerper.remove(koerper[ort])
        if eigener is None:
            koerper.insert(ort, block)
        ort += 1
    for rest in list(koerper)[ort:]:
        koerper.remove(rest)


def _body(wurzel: etree._Element) -> etree._Element:
    koerper = wurzel.find(f"{W}body")
    if koerper is None:
        raise ValueError("a document without body")
    return koerper


def _merge_notes(runden: Sequence[Runde], seiten: Sequence[Wordseite], dokument: etree._Element) -> etree._Element:
    """Return the notes of the newest version with those of older ones that tracked text still refers to, struck out by who did it."""
    ergebnis = clone(seiten[-1].noten)
    gebraucht = frozenset(attribute(v, "id") for v in dokument.iter(NOTENVERWEIS))
    for runde, seite in zip(reversed(runden), reversed(seiten[:-1]), strict=True):
        ergebnis.extend(seite.struck_notes(gebraucht, Aenderungszeichen("del", runde.autor)))
    return ergebnis


def _pack(teile: Mapping[str, bytes], ersetzt: Mapping[str, etree._Element], stand: str) -> bytes:
    """Return the package with some parts replaced."""
    neue = {n: write_part(w) for n, w in ersetzt.items()}
    return build_zip([pack_part(n, neue.get(n, inhalt)) for n, inhalt in teile.items()], stand)

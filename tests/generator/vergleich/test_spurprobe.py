"""The proof of a tracked Word file looks only where it must: here it is held against one that looks everywhere, and against a broken merge."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest
from lxml import etree

from generator.vergleich.aenderungssatz import compare
from generator.vergleich.spur.beweis import Spurfehler
from generator.vergleich.spur.gleichgang import is_number_name
from generator.vergleich.wordspur import absatzspur, spurprobe, tabellenspur
from generator.vergleich.wordspur.absatzspur import Absatzspur
from generator.vergleich.wordspur.aufloesung import resolve_blocks, resolve_by_author, touched_blocks
from generator.vergleich.wordspur.ooxml import DEL, INS, MARKE, NACH, TR, VON, P, R, T, W
from generator.vergleich.wordspur.randbemerkungen import ORTE, drop_remarks
from generator.vergleich.wordspur.spurdatei import write_wordspur
from generator.vergleich.wordspur.spurprobe import Wordfassung, prove_track
from generator.vergleich.wordspur.wordseite import note_texts
from generator.writers.docx import docx_parts
from tests.generator.vergleich.test_aufloesung import FAELLE
from tests.generator.vergleich.test_vergleich import dokument, edited, fassung
from tests.generator.vergleich.test_wordspur import AUTOR, spur
from tests.generator.vergleich.wordkurz import write_out
from tests.generator.writers.lesen_office import parse, parts
from tests.vertraege import ALLE, ERSTER, REGIONALBUDGET

WAHLEN: dict[str, Any] = {"annehmen": lambda _: "annehmen", "ablehnen": lambda _: "ablehnen"}
PAARE = [(k, n) for n, k in enumerate(ALLE)]
LAEUFE = 6


def body(wurzel: etree._Element) -> etree._Element:
    return next(wurzel.iter(f"{W}body"))


def texts(bloecke: Iterable[etree._Element]) -> list[bytes]:
    """Without declarations of name spaces, of which a block bears those of its document."""
    return [etree.tostring(b, method="c14n", exclusive=True, with_tail=False) for b in bloecke]


def check_resolution(wurzel: etree._Element, wahl: str) -> None:
    ganz = drop_remarks(resolve_by_author(wurzel, WAHLEN[wahl]))
    koerper = body(wurzel)
    stueckweise = resolve_blocks(koerper, touched_blocks(koerper, ORTE), WAHLEN[wahl], drop_remarks)
    assert texts(stueckweise) == texts(body(ganz))


@pytest.mark.parametrize("wahl", WAHLEN)
@pytest.mark.parametrize(("kennung", "saat"), PAARE)
def test_block_by_block_a_file_resolves_as_it_does_whole(kennung: str, saat: int, wahl: str) -> None:
    alt, neu = edited(kennung, saat, True)
    gruende = {a.id: "Weil." for d in (alt, neu) for a in d.abschnitte}
    datei = write_wordspur(compare(fassung(alt), fassung(neu)), AUTOR, saat % 2 == 0, gruende)
    check_resolution(parse(parts(datei)["word/document.xml"]), wahl)


@pytest.mark.parametrize("wahl", WAHLEN)
@pytest.mark.parametrize("fall", FAELLE, ids=[f["name"] for f in FAELLE])
def test_block_by_block_every_kind_of_change_resolves_as_it_does_whole(fall: dict[str, Any], wahl: str) -> None:
    check_resolution(etree.fromstring(write_out(fall["ist"])), wahl)


def version(teile: dict[str, bytes]) -> Wordfassung:
    dokument, nummern, noten, stile = (
        parse(teile[f"word/{n}.xml"]) for n in ("document", "numbering", "footnotes", "styles")
    )
    return Wordfassung(dokument, note_texts(noten), nummern, stile)


@cache
def example(kennung: str, saat: int) -> tuple[dict[str, bytes], list[dict[str, bytes]]]:
    alt, neu = edited(kennung, saat, True)
    return parts(spur(alt, neu, saat % 2 == 0)), [docx_parts(d) for d in (alt, neu)]


def verdict(verfolgt: Wordfassung, fassungen: list[dict[str, bytes]]) -> str:
    try:
        prove_track(verfolgt, [version(t) for t in fassungen], [AUTOR])
    except Spurfehler as fehler:
        return str(fehler)
    return ""


def set_all(knoten: etree._Element, name: str, wert: str) -> None:
    knoten.set(f"{W}{name}", wert)


def take_out(knoten: etree._Element) -> None:
    knoten.getparent().remove(knoten)  # type: ignore[union-attr]


def with_text(knoten: etree._Element, text: str) -> None:
    knoten.text = f"{knoten.text}{text}"


def make_bold(lauf: etree._Element) -> None:
    etree.SubElement(lauf, f"{W}rPr").append(etree.Element(f"{W}b"))
    lauf.insert(0, lauf[-1])


Eingriff = tuple[Callable[[Wordfassung], Iterable[etree._Element]], Callable[[etree._Element], Any]]
EINGRIFFE: dict[str, Eingriff] = {
    "a letter": (lambda f: f.dokument.iter(T), lambda t: with_text(t, "x")),
    "words that look like XML": (
        lambda f: f.dokument.iter(T),
        lambda t: with_text(t, ' xml:space="preserve" w:id="7"'),
    ),
    "a run": (lambda f: f.dokument.iter(R), take_out),
    "a bold run": (lambda f: (r for r in f.dokument.iter(R) if r.find(T) is not None), make_bold),
    "a style": (lambda f: f.dokument.iter(f"{W}pStyle"), lambda s: set_all(s, "val", "Liste1")),
    "a list": (lambda f: f.dokument.iter(f"{W}numId"), lambda n: set_all(n, "val", "1")),
    "where a list begins": (
        lambda f: f.nummern.iter(f"{W}start") if f.nummern is not None else (),
        lambda s: set_all(s, "val", "3"),
    ),
    "a row": (lambda f: f.dokument.iter(TR), take_out),
    "a paragraph": (lambda f: (p for p in body(f.dokument) if p.tag == P), take_out),
    "a change": (lambda f: f.dokument.iter(INS, DEL, VON, NACH), take_out),
    "what a change is": (lambda f: f.dokument.iter(DEL), lambda k: setattr(k, "tag", INS)),
    "who made a change": (lambda f: f.dokument.iter(INS, DEL), lambda k: set_all(k, "author", "Wer anders")),
    "where a field leads": (lambda f: f.dokument.iter(f"{W}instrText"), lambda k: with_text(k, "x")),
    "what is in a link": (lambda f: f.dokument.iter(f"{W}hyperlink"), lambda k: [take_out(r) for r in k]),
    "what a number's bookmark holds": (
        lambda f: (m for m in f.dokument.iter(MARKE) if is_number_name(m.get(f"{W}name") or "")),
        lambda m: m.getparent().append(m),  # type: ignore[union-attr]
    ),
    "a bookmark's name": (lambda f: f.dokument.iter(MARKE), lambda m: set_all(m, "name", "_k_x")),
    "where a bookmark ends": (lambda f: f.dokument.iter(f"{W}bookmarkEnd"), take_out),
}


@pytest.mark.parametrize("was", EINGRIFFE)
def test_whatever_is_tampered_with_the_proof_says_the_same_as_one_that_looks_everywhere(
    was: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suche, greife_ein = EINGRIFFE[was]
    zufall = random.Random(was)
    urteile: list[tuple[str, str]] = []
    for lauf in range(LAEUFE):
        verfolgt, fassungen = example((ERSTER, REGIONALBUDGET)[lauf % 2], 1 + lauf % 3)
        gestoert = version(verfolgt)
        if not (orte := list(suche(gestoert))):
            continue
        greife_ein(zufall.choice(orte))
        schnell = verdict(gestoert, fassungen)
        with monkeypatch.context() as ueberall:
            ueberall.setattr(spurprobe, "touched_blocks", lambda koerper, _: set(koerper))
            ueberall.setattr(spurprobe, "_is_alike", lambda *_: False)
            ueberall.setattr(spurprobe, "_IN_NUMMERNAMEN", ("",))
            urteile.append((schnell, verdict(gestoert, fassungen)))
    assert urteile and [a for a, _ in urteile] == [b for _, b in urteile]


def test_most_of_what_is_tampered_with_is_refused() -> None:
    """So that the test above compares refusals."""
    verfolgt, fassungen = example(ERSTER, 1)
    for was in ("a letter", "a row", "words that look like XML", "a bold run"):
        suche, greife_ein = EINGRIFFE[was]
        gestoert = version(verfolgt)
        greife_ein(random.Random(was).choice(list(suche(gestoert))))
        assert verdict(gestoert, fassungen), was
    assert not verdict(version(verfolgt), fassungen)


def _cut_short(alt: Any) -> Any:
    def merge(self: Absatzspur, a: etree._Element, b: etree._Element) -> etree._Element:
        ergebnis: etree._Element = alt(self, a, b)
        texte = list(ergebnis.iter(T))
        if texte:
            texte[-1].text = (texte[-1].text or "")[:-1]
        return ergebnis

    return merge


BRUECHE: dict[str, tuple[Any, str, Any]] = {
    "what differs is taken for the same": (Absatzspur, "_is_same", lambda *_: True),
    "tables and rows that differ stay": (tabellenspur.Tabellenspur, "stays", lambda *_: True),
    "no word counts as changed": (absatzspur, "compare_zeichen", lambda *_: ()),
    "changed paragraphs lose their last letter": (Absatzspur, "merge", _cut_short(Absatzspur.merge)),
    "former looks are not noted": (absatzspur, "weighty_properties", lambda *_: ("", "", "")),
}
"""How a merge can be broken: where, which name, by what."""


@pytest.mark.parametrize("bruch", BRUECHE)
def test_a_broken_merge_writes_no_file(bruch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of every pair that comes out otherwise none may come out at all."""
    wo, name, stattdessen = BRUECHE[bruch]
    paare = [(dokument(ERSTER), dokument(ALLE[1])), *(edited(ERSTER, n, True) for n in range(6))]
    heile = [spur(alt, neu) for alt, neu in paare]
    monkeypatch.setattr(wo, name, stattdessen)
    gebrochen = 0
    for (alt, neu), heil in zip(paare, heile, strict=True):
        try:
            assert spur(alt, neu) == heil
        except Spurfehler:
            gebrochen += 1
    assert gebrochen

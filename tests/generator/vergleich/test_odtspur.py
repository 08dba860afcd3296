"""Tracked OpenDocument texts: proven before they are written, valid, resolved by an own reader and by LibreOffice alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree

from generator.numbering import resolve
from generator.query import query, rewrite
from generator.tree import Abschnitt, Diagramm, Dokument, Feld, Fussnote, Tabelle, Text, Textblock, Verweis
from generator.vergleich.aenderungssatz import compare
from generator.vergleich.odtspur.odf import (
    ABSAETZE,
    BIS,
    TABELLE,
    VON,
    WECHSEL,
    WECHSELMARKEN,
    T,
    fasten,
    loosen,
    text_pieces,
)
from generator.vergleich.odtspur.odtaufloesung import resolve_body
from generator.vergleich.odtspur.odtbemerkungen import BEMERKUNG, drop_annotations, list_annotations, prove_annotations
from generator.vergleich.odtspur.odtfluss import Fliessblock, flatten, write_flow
from generator.vergleich.odtspur.odtspurdatei import write_odtspur
from generator.vergleich.spur.autorschaft import Autorschaft
from generator.vergleich.spur.beweis import Spurfehler, Wahl
from generator.writers.odt import write_odt
from tests.generator.vergleich.test_vergleich import STICHPROBE, dokument, edited, fassung
from tests.generator.writers.lesen_office import parse, parts, rng
from tests.vertraege import ALLE, ERSTER, ZWEITER

AUTOR = Autorschaft("Land Musterbremen", "2025-12-11T00:00:00Z")
FAELLE = [(k, n) for k in STICHPROBE for n in range(2)]
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def spur(alt: Dokument, neu: Dokument) -> bytes:
    """The gate is in it: what would not resolve to both versions raises."""
    return write_odtspur(compare(fassung(alt), fassung(neu)), AUTOR)


def content(odt: bytes) -> etree._Element:
    return parse(parts(odt)["content.xml"])


def body(odt: bytes) -> etree._Element:
    koerper = content(odt).find(f"{{{'urn:oasis:names:tc:opendocument:xmlns:office:1.0'}}}body")
    assert koerper is not None
    return koerper[0]


@cache
def beispielpaar() -> bytes:
    return spur(dokument(ERSTER), dokument(ZWEITER))


def check_valid(odt: bytes) -> None:
    baum = content(odt)
    rng("OpenDocument-v1.3-schema.rng").assertValid(baum)
    for name in ("{http://www.w3.org/XML/1998/namespace}id", f"{T}id"):
        werte = Counter(k.get(name) for k in baum.iter() if k.get(name))
        assert not [w for w, zahl in werte.items() if zahl > 1]
    bereiche = {k.get(f"{T}id") for k in baum.iter(f"{T}changed-region")}
    marken = [k.get(f"{T}change-id") for k in baum.iter(WECHSEL, VON)]
    assert sorted(marken) == sorted(bereiche)  # type: ignore[type-var]
    assert sorted(k.get(f"{T}change-id") or "" for k in baum.iter(VON)) == sorted(
        k.get(f"{T}change-id") or "" for k in baum.iter(BIS)
    )


@pytest.mark.parametrize(("kennung", "saat"), FAELLE)
def test_random_edits_resolve_to_both_versions_and_validate(kennung: str, saat: int) -> None:
    check_valid(spur(*edited(kennung, saat)))


def test_a_year_and_another_scheme_of_numbers_resolve_too() -> None:
    check_valid(beispielpaar())
    text = "".join(content(beispielpaar()).itertext())
    assert "4.626.372,89" in text and "4.750.291,34" in text
    assert beispielpaar() == spur(dokument(ERSTER), dokument(ZWEITER))


@pytest.mark.parametrize("kennung", STICHPROBE)
def test_equal_versions_track_nothing(kennung: str) -> None:
    assert not list(content(spur(dokument(kennung), dokument(kennung))).iter(WECHSEL, VON, f"{T}tracked-changes"))


def test_every_change_names_author_and_day() -> None:
    baum = content(beispielpaar())
    angaben = {
        tuple(k.text for k in i) for i in baum.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}change-info")
    }
    assert angaben == {(AUTOR.name, "2025-12-11T00:00:00")}


def test_a_reason_stands_as_an_annotation_at_a_changed_paragraph_and_in_no_version() -> None:
    alt, neu = dokument(ERSTER), dokument(ZWEITER)
    satz = compare(fassung(alt), fassung(neu))
    gruende = {a.id: f"Grund {n}.\nZweite Zeile." for n, a in enumerate(neu.abschnitte)}
    odt = write_odtspur(satz, AUTOR, gruende)
    check_valid(odt)
    baum = content(odt)
    gesagt = list(list_annotations(baum))
    assert gesagt and {(a, z) for a, z, _ in gesagt} == {(AUTOR.name, AUTOR.zeit)}
    assert {t for _, _, t in gesagt} <= set(gruende.values()) and len(gesagt) < len(gruende)
    orte = [next(b.iterancestors(*ABSAETZE)) for b in baum.iter(BEMERKUNG)]
    assert any(next(o.iter(*WECHSELMARKEN), None) is not None for o in orte)
    assert not [o for o in orte if next(o.iterancestors(TABELLE), None) is not None]
    ohne, gestrichen = (
        etree.tostring(k, method="c14n") for k in (content(beispielpaar()), drop_annotations(content(odt)))
    )
    assert ohne == gestrichen
    next(baum.iter(BEMERKUNG))[-1].text = "Erfunden."
    with pytest.raises(Spurfehler, match="kein Grund"):
        prove_annotations(baum, AUTOR, gruende)


def test_a_changed_amount_is_the_only_thing_marked() -> None:
    alt = dokument(ERSTER)
    feld = next(f for f in query(alt, Feld) if f.pfad == "berechnet.jahresbetrag")
    neu = rewrite(alt, lambda f, _: replace(f, text="1,00\u00a0Euro", wert="1.00") if f.id == feld.id else f, Feld)
    baum = content(spur(alt, neu))
    assert ["".join(p.itertext()) for p in baum.iter(f"{T}deletion") for p in p.iterchildren(f"{T}p")] == [
        "4.626.372,89"
    ]
    assert len(list(baum.iter(VON))) == 1


@pytest.mark.parametrize("art", ["zeile", "tabelle", "bild", "note", "paragraf", "erster", "letzter"])
def test_what_comes_and_what_goes(art: str) -> None:
    """Both ways: what one version has and the other has not."""
    mit = next(dokument(k) for k in ALLE if art != "bild" or query(dokument(k), Diagramm))
    ohne = resolve(_without(mit, art))
    for alt, neu in ((mit, ohne), (ohne, mit)):
        odt = spur(alt, neu)
        check_valid(odt)
        if art == "bild":
            namen = set(parts(odt))
            ziele = {
                k.get("{http://www.w3.org/1999/xlink}href")
                for k in content(odt).iter()
                if str(k.tag).endswith("}image")
            }
            assert ziele <= namen
            assert any("bisher" in (z or "") for z in ziele)


def _without(mit: Dokument, art: str) -> Dokument:
    tabelle = next(t for t in query(mit, Tabelle) if len(t.rumpf) > 2)
    if art == "zeile":
        return rewrite(mit, lambda t, _: replace(t, rumpf=t.rumpf[1:]) if t.id == tabelle.id else t, Tabelle)
    if art in ("tabelle", "bild"):
        weg = (
            query(mit, Diagramm)[0]
            if art == "bild"
            else next(b for a in query(mit, Abschnitt) for b in a.bloecke if isinstance(b, Tabelle))
        )
        return rewrite(mit, lambda a, _: replace(a, bloecke=tuple(b for b in a.bloecke if b is not weg)), Abschnitt)
    if art == "note":
        block = query(mit, Textblock)[30]
        return rewrite(
            mit,
            lambda k, _: replace(k, inhalt=(*k.inhalt, Fussnote((Text("Anmerkung."),)))) if k.id == block.id else k,
            Textblock,
        )
    ort = {"paragraf": 3, "erster": 0, "letzter": -1}[art]
    abschnitte = list(mit.abschnitte)
    weg_id = abschnitte[ort].id
    neu = replace(
        abschnitte[ort], ueberschrift=(Text("Anders"),), bloecke=abschnitte[ort].bloecke[:1], id=f"{weg_id}_x"
    )
    abschnitte[ort] = neu
    ohne = replace(mit, abschnitte=tuple(abschnitte))
    return rewrite(ohne, lambda v, _: replace(v, ziel=neu.id, satz=0), Verweis)


P = '<text:p xmlns:text="{}" text:style-name="A">{}</text:p>'


@pytest.mark.parametrize(
    "inhalt",
    [
        "ein Wort",
        "  vorn",
        "hinten  ",
        "<text:span text:style-name='S'> a </text:span> b",
        "a<text:s text:c='3'/>b",
        "a <text:s/>b",
        "",
    ],
)
def test_blanks_survive_being_loosened_and_fastened(inhalt: str) -> None:
    absatz = etree.fromstring(P.format(TEXT, inhalt))
    lose = loosen(absatz)
    fest = fasten(lose)
    assert text_pieces(loosen(fest)) == text_pieces(lose)
    assert not (fest.text or "").startswith(" ") and "  " not in "".join(fest.itertext())


def whole_text(bloecke: list[Fliessblock]) -> list[str]:
    """The text of each paragraph, those of tables by cells."""
    zeilen: list[str] = []
    for block in bloecke:
        if block.ist_absatz:
            zeilen.append(text_pieces(block.knoten))
        elif block.ist_tabelle:
            zeilen += [text_pieces(loosen(p)) for p in block.knoten.iter(*ABSAETZE)]
    return zeilen


@pytest.mark.parametrize("wahl", ["annehmen", "ablehnen"])
def test_a_file_without_changes_resolves_to_itself(wahl: Wahl) -> None:
    koerper = body(write_odt(dokument(ERSTER)))
    bloecke = flatten(koerper)
    assert whole_text(resolve_body(koerper, wahl)) == whole_text(bloecke)
    assert write_flow(resolve_body(koerper, wahl), set()).count("<text:list-item>") == etree.tostring(koerper).count(
        b"<text:list-item>"
    )


@pytest.mark.parametrize("fehlt", [VON, BIS])
def test_a_torn_range_is_an_error(fehlt: str) -> None:
    koerper = body(beispielpaar())
    marke = next(koerper.iter(fehlt))
    eltern = marke.getparent()
    assert eltern is not None
    eltern.remove(marke)
    with pytest.raises(Spurfehler):
        resolve_body(koerper, "ablehnen")

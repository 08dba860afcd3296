"""Tracked Word files: accepted they are the new version, refused the old one; valid, unique, the same bytes every time."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree

from generator.numbering import resolve
from generator.query import query, rewrite
from generator.tree import Abschnitt, Aufzaehlung, Diagramm, Dokument, Feld, Fussnote, Punkt, Text, Textblock
from generator.vergleich.aenderungssatz import compare
from generator.vergleich.odtspur.odtspurdatei import write_odtspur
from generator.vergleich.spur.autorschaft import Autorschaft
from generator.vergleich.spur.beweis import Spurfehler
from generator.vergleich.wordspur.atome import text_of
from generator.vergleich.wordspur.aufloesung import resolve_changes
from generator.vergleich.wordspur.ooxml import DEL, INS, NACH, VON, P, W, attribute
from generator.vergleich.wordspur.randbemerkungen import drop_remarks, list_remarks, write_remarks
from generator.vergleich.wordspur.spurdatei import write_wordspur
from generator.vergleich.wordspur.spurprobe import Wordfassung, prove_remarks, prove_track
from generator.vergleich.worte import common_words, compare_words, split_words
from generator.writers.docx import write_docx
from tests.generator.vergleich.test_odtspur import spur as odtspur
from tests.generator.vergleich.test_vergleich import STICHPROBE, dokument, edited, fassung
from tests.generator.writers.lesen_office import parse, parts, xsd
from tests.vertraege import ERSTER, ZWEITER

AUTOR = Autorschaft("Land Musterbremen", "2025-12-11T00:00:00Z")
EINBETTUNG = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
FAELLE = [(k, n) for k in STICHPROBE for n in range(3)]


def spur(alt: Dokument, neu: Dokument, sind_zuege_erlaubt: bool = True) -> bytes:
    """The gate is in it: what would not resolve to both versions raises."""
    return write_wordspur(compare(fassung(alt), fassung(neu)), AUTOR, sind_zuege_erlaubt)


@cache
def beispielpaar() -> bytes:
    return spur(dokument(ERSTER), dokument(ZWEITER))


@pytest.mark.parametrize(("kennung", "saat"), FAELLE)
def test_random_edits_resolve_to_both_versions_and_validate(kennung: str, saat: int) -> None:
    alt, neu = edited(kennung, saat)
    teile = parts(spur(alt, neu, saat % 2 == 0))
    for name in ("word/document.xml", "word/numbering.xml", "word/footnotes.xml"):
        xsd("wml.xsd").assertValid(parse(teile[name]))
    ids = Counter(
        attribute(k, "id")
        for k in parse(teile["word/document.xml"]).iter(f"{W}*")
        if k.get(f"{W}author") or k.tag == f"{W}bookmarkStart"
    )
    assert not [i for i, zahl in ids.items() if zahl > 1]


def test_a_year_and_another_scheme_of_numbers_resolve_too() -> None:
    teile = parts(beispielpaar())
    for name in ("word/document.xml", "word/numbering.xml", "word/footnotes.xml"):
        xsd("wml.xsd").assertValid(parse(teile[name]))
    text = "".join(parse(teile["word/document.xml"]).itertext(f"{W}delText", f"{W}t"))
    assert "4.626.372,89" in text and "4.750.291,34" in text


def test_the_same_input_gives_the_same_bytes() -> None:
    assert beispielpaar() == spur(dokument(ERSTER), dokument(ZWEITER))


def test_equal_versions_track_nothing() -> None:
    eines = dokument(ERSTER)
    baum = parse(parts(spur(eines, eines))["word/document.xml"])
    assert not list(baum.iter(INS, DEL, VON, NACH, f"{W}pPrChange"))


def test_every_change_names_author_and_day() -> None:
    baum = parse(parts(beispielpaar())["word/document.xml"])
    angaben = {(k.get(f"{W}author"), k.get(f"{W}date")) for k in baum.iter(INS, DEL, VON, NACH, f"{W}pPrChange")}
    assert angaben == {(AUTOR.name, AUTOR.zeit)}


def test_a_reason_stands_as_a_comment_at_a_changed_paragraph_and_in_no_version() -> None:
    alt, neu = dokument(ERSTER), dokument(ZWEITER)
    satz = compare(fassung(alt), fassung(neu))
    gruende = {a.id: f"Grund {n}.\nZweite Zeile." for n, a in enumerate(neu.abschnitte)}
    teile = parts(write_wordspur(satz, AUTOR, True, gruende))
    kommentare, baum = parse(teile["word/comments.xml"]), parse(teile["word/document.xml"])
    for wurzel in (kommentare, baum):
        xsd("wml.xsd").assertValid(wurzel)
    gesagt = list(list_remarks(baum, kommentare))
    assert gesagt and {(a, z) for a, z, _ in gesagt} == {(AUTOR.name, AUTOR.zeit)}
    assert len(gesagt) < len(neu.abschnitte), "a section without change has none"
    for ort in baum.iter(f"{W}commentReference"):
        absatz = next(ort.iterancestors(f"{W}p"))
        assert next(absatz.iter(INS, DEL, VON, NACH, f"{W}pPrChange"), None) is not None
    ohne = parse(parts(beispielpaar())["word/document.xml"])
    assert ["".join(k.itertext()) for k in drop_remarks(baum).iter(P)] == ["".join(k.itertext()) for k in ohne.iter(P)]
    assert not [n for n in parts(beispielpaar()) if "comments" in n]
    assert b"comments.xml" in teile["[Content_Types].xml"] and b"comments.xml" in teile["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("saat", range(3))
def test_random_edits_with_a_reason_for_every_section_resolve_too(saat: int) -> None:
    alt, neu = edited(ERSTER, saat)
    gruende = {a.id: "Weil." for d in (alt, neu) for a in d.abschnitte}
    teile = parts(write_wordspur(compare(fassung(alt), fassung(neu)), AUTOR, True, gruende))
    xsd("wml.xsd").assertValid(parse(teile["word/document.xml"]))


def test_the_gate_stops_a_comment_that_nobody_made() -> None:
    baum = parse(parts(beispielpaar())["word/document.xml"])
    teil = write_remarks(
        baum, {a.id: "Weil." for a in dokument(ZWEITER).abschnitte}, [a.id for a in dokument(ZWEITER).abschnitte], AUTOR
    )
    with pytest.raises(Spurfehler, match="kein Grund"):
        prove_remarks(baum, teil, AUTOR, {"x": "Darum."})
    assert teil is not None
    teil.remove(teil[0])
    with pytest.raises(Spurfehler, match="an keinem"):
        list(list_remarks(baum, teil))


def _moved(anders: str = "") -> tuple[Dokument, Dokument, str]:
    """The example with its last Absatz of one § put first, and words added to it."""
    alt = dokument(ERSTER)
    paragraf = next(a for a in alt.abschnitte if len(a.bloecke) > 3 and a.art == "paragraf")
    *davor, letzter = paragraf.bloecke
    neuer = rewrite(letzter, lambda t, _: replace(t, inhalt=(*t.inhalt, Text(anders))) if anders else t, Textblock)
    umgestellt = replace(paragraf, bloecke=(neuer, *davor))
    neu = resolve(replace(alt, abschnitte=tuple(umgestellt if a is paragraf else a for a in alt.abschnitte)))
    return alt, neu, letzter.id


def test_a_paragraph_that_only_moved_is_a_move_and_its_name_is_unique() -> None:
    alt, neu, kennung = _moved()
    baum = parse(parts(spur(alt, neu))["word/document.xml"])
    weg, her = ([attribute(k, "name") for k in baum.iter(f"{W}move{a}RangeStart")] for a in ("From", "To"))
    assert weg == her == [f"verschoben{n + 1}" for n in range(len(weg))] and weg
    namen = [attribute(k, "name") for k in baum.iter(f"{W}bookmarkStart")]
    assert namen.count(f"_k_{kennung}") == 1
    assert not list(parse(parts(spur(alt, neu, False))["word/document.xml"]).iter(VON, NACH))


def test_a_figure_cannot_hide_in_a_move() -> None:
    alt, neu, _ = _moved(" Und 100 Euro.")
    baum = parse(parts(spur(alt, neu))["word/document.xml"])
    assert not list(baum.iter(VON, NACH))
    assert "100 Euro" in "".join(t.text or "" for i in baum.iter(INS) for t in i.iter(f"{W}t"))


def test_a_reference_into_a_moved_paragraph_finds_it_whichever_way_one_decides() -> None:
    alt, neu = edited("TB1-WESERBOGEN-2025", 2)
    baum = parse(parts(spur(alt, neu))["word/document.xml"])
    for wahl in ("annehmen", "ablehnen"):
        fertig = resolve_changes(baum, wahl)  # type: ignore[arg-type]
        namen = {attribute(k, "name") for k in fertig.iter(f"{W}bookmarkStart")}
        ziele = {w for k in fertig.iter(f"{W}instrText") for w in re.findall(r"REF (\S+)", k.text or "")}
        assert ziele <= namen, wahl


def test_a_changed_amount_is_the_only_thing_marked() -> None:
    alt = dokument(ERSTER)
    feld = next(f for f in query(alt, Feld) if f.pfad == "berechnet.jahresbetrag")
    neu = rewrite(alt, lambda f, _: replace(f, text="1,00\u00a0Euro", wert="1.00") if f.id == feld.id else f, Feld)
    baum = parse(parts(spur(alt, neu))["word/document.xml"])
    assert ["".join(k.itertext()) for k in baum.iter(DEL)] == ["4.626.372,89"]
    assert ["".join(k.itertext()) for k in baum.iter(INS)] == ["1,00"]


def test_a_deleted_footnote_keeps_its_text_struck_out() -> None:
    ohne = dokument(ERSTER)
    block = query(ohne, Textblock)[30]
    mit = resolve(
        rewrite(
            ohne,
            lambda k, _: (
                replace(k, inhalt=(*k.inhalt, Fussnote((Text("Anmerkung zum Betrag."),)))) if k.id == block.id else k
            ),
            Textblock,
        )
    )
    noten = parse(parts(spur(mit, ohne))["word/footnotes.xml"])
    assert "Anmerkung zum Betrag." in "".join(t.text or "" for t in noten.iter(f"{W}delText"))
    spur(ohne, mit)


@pytest.mark.parametrize("falsch", ["verloren", "erfunden", "doppelt"])
def test_the_gate_stops_a_file_that_would_lead_elsewhere(falsch: str) -> None:
    alt, neu = dokument(ERSTER), edited(ERSTER, 3)[1]
    a, b = (etree.fromstring(parts(write_docx(d))["word/document.xml"]) for d in (alt, neu))
    verfolgt = etree.fromstring(parts(spur(alt, neu))["word/document.xml"])
    if falsch == "verloren":
        geloescht = next(k for k in verfolgt.iter(DEL) if k.find(f"{W}r") is not None)
        geloescht.getparent().remove(geloescht)  # type: ignore[union-attr]
    elif falsch == "erfunden":
        next(verfolgt.iter(f"{W}t")).text = "Anderes"
    else:
        marken = list(verfolgt.iter(f"{W}bookmarkStart"))
        marken[1].set(f"{W}name", attribute(marken[0], "name"))
    with pytest.raises(Spurfehler):
        prove_track(Wordfassung(verfolgt, {}), [Wordfassung(a, {}), Wordfassung(b, {})], [AUTOR])


def test_no_more_words_are_touched_than_must_be() -> None:
    """Characters inserted and deleted in one paragraph against those of the shortest way in words."""
    zufall = random.Random(7)
    worte = [
        "der",
        "die",
        "das",
        "Träger",
        "zahlt",
        "binnen",
        "zwei",
        "Wochen",
        "nach",
        "Zugang",
        "des",
        "Bescheides",
        "100",
        "Euro",
        "und",
        "berichtet",
    ]
    beruehrt = noetig = 0
    for _ in range(300):
        a = [zufall.choice(worte) for _ in range(20)]
        b = list(a)
        for _ in range(zufall.randrange(1, 4)):
            ort = zufall.randrange(len(b))
            b[ort : ort + zufall.randrange(2)] = zufall.choices(worte, k=zufall.randrange(2))
        texte = [(Text(" ".join(w) + "."),) for w in (a, b)]
        beruehrt += sum(len(s.text) for s in compare_words(texte[0], texte[1]) if s.art != "gleich")
        x, y = ([w.text for w in split_words(t)] for t in texte)
        paare = common_words(x, y)
        noetig += len("".join(x)) + len("".join(y)) - 2 * len("".join(x[i] for i, _ in paare))
    assert beruehrt <= 1.05 * noetig, beruehrt / noetig


def test_a_border_of_two_saetze_that_moved_strikes_out_no_words_that_stay() -> None:
    alt = "Gesetzliche Rechte zur Kündigung bleiben unberührt. Jede Partei kann sie unter den dort genannten Voraussetzungen ausüben."
    neu = alt.replace("unberührt. Jede", "unberührt und jede")
    laeufe = compare_words((Text(alt),), (Text(neu),))
    assert [s.text for s in laeufe if s.art != "gleich"] == [".", "Jede", "und jede"]
    anderer = "Der Vertrag endet mit dem Jahr. Die Kündigung bedarf der Schriftform."
    (weg, her) = compare_words((Text(alt),), (Text(anderer),))
    assert (weg.text, her.text) == (alt, anderer), "Sätze with other words are not torn into pieces"


def test_a_changed_chart_is_struck_out_and_shown_anew_each_with_its_own_picture() -> None:
    alt = dokument(ERSTER)
    bild = query(alt, Diagramm)[0]
    neu = rewrite(alt, lambda d, _: replace(d, beschreibung="Anders.") if d.id == bild.id else d, Diagramm)
    for eines, anderes in ((alt, neu), (alt, without_charts(alt)), (without_charts(alt), alt)):
        teile = parts(spur(eines, anderes))
        baum = parse(teile["word/document.xml"])
        xsd("wml.xsd").assertValid(baum)
        ziele = {r.get("Id"): r.get("Target") for r in parse(teile["word/_rels/document.xml.rels"])}
        bilder = [k.get(EINBETTUNG) for k in baum.iter() if k.get(EINBETTUNG)]
        assert bilder and len(bilder) == len(set(bilder))
        assert all(f"word/{ziele[b]}" in teile for b in bilder)
        nummern = [k.get("id") for k in baum.iter() if str(k.tag).endswith("}docPr")]
        assert len(nummern) == len(set(nummern))
        for absatz in baum.iter(P):
            geaendert = [k.tag for k in absatz if k.tag in (INS, DEL) and next(k.iter(f"{W}drawing"), None) is not None]
            assert len(geaendert) < 2, "LibreOffice joins such a paragraph with the next one"


def without_charts(mit: Dokument) -> Dokument:
    return resolve(
        rewrite(
            mit, lambda a, _: replace(a, bloecke=tuple(b for b in a.bloecke if not isinstance(b, Diagramm))), Abschnitt
        )
    )


@pytest.mark.parametrize("format", ["docx", "odt"])
def test_a_list_of_its_own_counts_on_when_an_item_comes_back(format: str) -> None:
    """The gate compares printed numbers: an item that is refused back counts with those that stayed."""
    punkte = tuple(Punkt(f"p{n}", (Textblock(f"p{n}_t", (Text(f"Punkt {n}."),)),)) for n in range(4))
    liste = Aufzaehlung(punkte, id="liste", eigene=True)
    kopf = replace(dokument(ERSTER).kopf, titel="Titel")
    block = Textblock("vor", (Text("Davor."),))
    mit = resolve(Dokument(kopf, (block,), (Abschnitt("a", "anlage", (Text("Eins"),), (liste,)),)))
    ohne = resolve(rewrite(mit, lambda k, _: replace(k, punkte=(*punkte[:1], *punkte[2:])), Aufzaehlung))
    schreibe = spur if format == "docx" else odtspur
    schreibe(mit, ohne)
    schreibe(ohne, mit)


def test_the_bookmark_of_a_number_that_went_holds_nothing_else() -> None:
    """What LibreOffice found: refused back, a reference to a Satz showed the whole Absatz once fields were made anew."""
    alt, neu = edited("SRB-MUSTERRIED-2026", 1000, True)
    baum = parse(parts(spur(alt, neu))["word/document.xml"])
    absatz = next(
        a
        for m in resolve_changes(baum, "ablehnen").iter(f"{W}bookmarkStart")
        if attribute(m, "name") == "_n_fortschreib_mitteilung_t_2" and (a := m.getparent()) is not None
    )
    kinder = list(absatz)
    anfang = next(n for n, k in enumerate(kinder) if attribute(k, "name") == "_n_fortschreib_mitteilung_t_2")
    innen = []
    for kind in kinder[anfang + 1 :]:
        if kind.tag == f"{W}bookmarkEnd":
            break
        innen.append(text_of(kind))
    assert "".join(innen) == "2"


@pytest.mark.parametrize(
    ("schreibe", "teil", "fremdes"),
    [(write_wordspur, "word/document.xml", b"<w:del "), (write_odtspur, "content.xml", b"<text:change ")],
)
def test_what_goes_behind_a_cited_number_lies_outside_its_bookmark(
    schreibe: Callable[..., bytes], teil: str, fremdes: bytes
) -> None:
    """What a long run found (Weserbogen 2025, seed 955), shrunk: the number of a cited Satz stays, the words behind it are others."""
    alt = dokument(ERSTER)
    block = next(b for b in query(alt, Textblock) if b.id == "ueberleitung_verfahren_t")
    seiten = [
        rewrite(alt, lambda k, _, w=w: replace(k, inhalt=(Text(w), *k.inhalt)) if k.id == block.id else k, Textblock)
        for w in ("Bisher ", "Künftig ")
    ]
    hinten = parts(schreibe(compare(*map(fassung, seiten)), AUTOR))[teil].split(
        b'name="_n_ueberleitung_verfahren_t_1"/>', 1
    )[1]
    zahl, danach = re.split(b"<[a-z]+:bookmark-?[eE]nd", hinten, maxsplit=1)
    assert fremdes in danach and fremdes not in zahl

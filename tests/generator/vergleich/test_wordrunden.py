"""Several rounds in one Word file: every version is read off it by deciding about each author, and what lies in what is shown."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from generator.numbering import resolve
from generator.query import query, rewrite
from generator.tree import Abschnitt, Dokument, Fussnote, Tabelle, Text, Textblock, Zeile
from generator.vergleich.aenderungssatz import compare
from generator.vergleich.spur.autorschaft import Autorschaft, Runde
from generator.vergleich.spur.beweis import Spurfehler
from generator.vergleich.wordspur.atome import text_of
from generator.vergleich.wordspur.aufloesung import resolve_by_author
from generator.vergleich.wordspur.ooxml import DEL, INS, PPR, RPR, P, W, attribute, author_of
from generator.vergleich.wordspur.rundenfluss import lay_over
from generator.vergleich.wordspur.spurdatei import write_wordrunden
from generator.vergleich.wordspur.spurprobe import Wordfassung, prove_track
from generator.writers.docx import write_docx
from tests.generator.vergleich.aenderer import edit
from tests.generator.vergleich.officezeuge import Runden, round_differences
from tests.generator.vergleich.test_vergleich import dokument, edited, fassung
from tests.generator.writers.lesen_office import parse, parts, xsd
from tests.vertraege import ALLE, ERSTER, KOOPERATION, ZWEITER

A, B, C = (Autorschaft(n, f"2025-0{m}-01T00:00:00Z") for n, m in (("Land", 1), ("Träger", 2), ("Schiedsstelle", 3)))
ZUFALL = [(k, n) for n, k in enumerate(ALLE)]


def rounds(*dokumente: Dokument) -> list[Runde]:
    paare = zip(dokumente, dokumente[1:], (A, B, C), strict=False)
    return [Runde(compare(fassung(alt), fassung(neu)), autor) for alt, neu, autor in paare]


def track(*dokumente: Dokument) -> etree._Element:
    """The gate is in it: what would not resolve to every version raises."""
    return parse(parts(write_wordrunden(rounds(*dokumente)))["word/document.xml"])


def row_of_edits(kennung: str, saat: int, runden: int) -> list[Dokument]:
    zufall = random.Random(saat)
    dokumente = [dokument(kennung)]
    for _ in range(runden):
        dokumente.append(edit(dokumente[-1], zufall, zufall.randrange(1, 6)))
    return dokumente


def with_words(alt: Dokument, kennung: str, worte: str) -> Dokument:
    return resolve(rewrite(alt, lambda t, _: replace(t, inhalt=(Text(worte),)) if t.id == kennung else t, Textblock))


def paragraph_id(baum: Dokument) -> str:
    return query(baum, Textblock)[30].id


def words(knoten: etree._Element) -> str:
    return text_of(knoten).strip()


@pytest.mark.parametrize(("kennung", "saat"), ZUFALL)
def test_random_edits_in_a_row_resolve_to_every_version_and_validate(kennung: str, saat: int) -> None:
    teile = parts(write_wordrunden(rounds(*row_of_edits(kennung, saat, 2 + saat % 2))))
    for name in ("word/document.xml", "word/numbering.xml", "word/footnotes.xml"):
        xsd("wml.xsd").assertValid(parse(teile[name]))


def test_a_year_with_another_scheme_of_numbers_and_back_again() -> None:
    """Both rounds give every numbered paragraph another look; Word keeps only one former look of each."""
    erster, zweiter = dokument(ERSTER), dokument(ZWEITER)
    teile = parts(write_wordrunden(rounds(erster, zweiter, edited(ERSTER, 3)[1])))
    for name in ("word/document.xml", "word/numbering.xml", "word/footnotes.xml"):
        xsd("wml.xsd").assertValid(parse(teile[name]))


def test_what_the_first_inserted_and_the_second_struck_out_lies_one_in_the_other() -> None:
    eins = dokument(ERSTER)
    kennung = paragraph_id(eins)
    davor, dazwischen, danach = (
        with_words(eins, kennung, w) for w in ("Es bleibt so.", "Es bleibt immer ganz so.", "Es bleibt ganz so, fest.")
    )
    baum = track(davor, dazwischen, danach)
    absatz = next(p for p in baum.iter(P) if words(p).startswith("Es bleibt"))
    (gestrichen,) = absatz.iter(DEL)
    eltern = gestrichen.getparent()
    assert eltern is not None and eltern.tag == INS
    assert (author_of(eltern), author_of(gestrichen), words(gestrichen)) == (A, B, "immer")
    eigene = {author_of(i): words(i) for i in absatz.iterchildren(INS) if i.find(DEL) is None}
    assert eigene == {A: "ganz", B: ", fest"}


def test_what_the_first_struck_out_and_the_second_put_back_is_there_twice() -> None:
    eins = dokument(ERSTER)
    kennung = paragraph_id(eins)
    davor, dazwischen = (with_words(eins, kennung, w) for w in ("Es bleibt immer so.", "Es bleibt so."))
    absatz = next(p for p in track(davor, dazwischen, davor).iter(P) if words(p).startswith("Es bleibt"))
    assert [(author_of(k), k.tag, words(k)) for k in absatz.iter(INS, DEL)] == [(A, DEL, "immer"), (B, INS, "immer")]


def test_a_paragraph_and_a_row_that_came_and_went_again_bear_both_marks() -> None:
    eins = dokument(ERSTER)
    paragraf = max((a for a in eins.abschnitte if a.art == "paragraf"), key=lambda a: len(query(a, Zeile)))
    tafel = query(paragraf, Tabelle)[0]
    ort = paragraf.bloecke.index(next(b for b in paragraf.bloecke if tafel in query(b, Tabelle)))
    ohne = resolve(
        rewrite(
            eins,
            lambda a, _: (
                replace(a, bloecke=tuple(b for n, b in enumerate(a.bloecke) if n != ort)) if a.id == paragraf.id else a
            ),
            Abschnitt,
        )
    )
    baum = track(ohne, eins, ohne)
    for art, ort_der_marke in ((f"{W}trPr", "."), (PPR, RPR)):
        orte = [k for e in baum.iter(art) if (k := e.find(ort_der_marke)) is not None and k.find(INS) is not None]
        beide = [k for k in orte if [(m.tag, author_of(m)) for m in k.iterchildren(INS, DEL)] == [(INS, A), (DEL, B)]]
        assert len(beide) >= len(query(tafel, Zeile)), art


def test_a_clause_that_went_and_came_back_keeps_its_names_apart() -> None:
    """References of the first version lead to where the clause was, those of the last to where it is."""
    eins = dokument(ERSTER)
    verwiesen = {w.removeprefix("_k_") for k in parse(parts(write_docx(eins))["word/document.xml"]).iter(f"{W}instrText")
                 for w in (k.text or "").split() if w.startswith("_k_")}  # fmt: skip
    paragraf = next(a for a in eins.abschnitte if a.art == "paragraf" and a.id in verwiesen)
    rest = [a for a in eins.abschnitte if a is not paragraf]
    ans_ende = resolve(replace(eins, abschnitte=(*rest[:5], paragraf, *rest[5:])))
    zurueck = resolve(replace(eins, abschnitte=(*rest[:3], paragraf, *rest[3:])))
    baum = track(eins, ans_ende, zurueck)
    for angenommen in ((), (A,), (A, B)):
        fertig = resolve_by_author(baum, lambda a, an=angenommen: "annehmen" if a in an else "ablehnen")
        namen = {attribute(k, "name") for k in fertig.iter(f"{W}bookmarkStart")}
        ziele = {w for k in fertig.iter(f"{W}instrText") for w in (k.text or "").split() if w.startswith("_")}
        assert ziele <= namen, angenommen


def test_a_note_that_came_and_went_is_struck_out_by_the_second() -> None:
    ohne = dokument(ERSTER)
    kennung = paragraph_id(ohne)
    note = Fussnote((Text("Anmerkung zum Betrag."),))
    mit = resolve(rewrite(ohne, lambda k, _: replace(k, inhalt=(*k.inhalt, note)) if k.id == kennung else k, Textblock))
    noten = parse(parts(write_wordrunden(rounds(ohne, mit, ohne)))["word/footnotes.xml"])
    gestrichen = next(d for d in noten.iter(DEL) if "Anmerkung zum Betrag." in text_of(d))
    assert author_of(gestrichen) == B


def test_each_change_names_the_author_and_day_of_its_round() -> None:
    baum = track(*row_of_edits(ERSTER, 5, 3))
    assert {author_of(k) for k in baum.iter() if attribute(k, "author")} == {A, B, C}


def test_the_same_rounds_give_the_same_bytes() -> None:
    eins, zwei = (write_wordrunden(rounds(*row_of_edits(KOOPERATION, 5, 3))) for _ in range(2))
    assert eins == zwei


def test_two_rounds_of_one_author_on_one_day_are_refused() -> None:
    runden = [replace(r, autor=A) for r in rounds(*row_of_edits(ERSTER, 1, 2))]
    with pytest.raises(Spurfehler, match="Urheberschaft"):
        write_wordrunden(runden)


def test_rounds_whose_days_run_backwards_are_refused() -> None:
    """On one day two authors may follow each other."""
    erste, zweite = rounds(*row_of_edits(ERSTER, 1, 2))
    with pytest.raises(
        Spurfehler, match=r"Auf „Träger“ \(2025-02-01\) folgt „Land“ \(2025-01-01\)\. Nennen Sie die Fassungen"
    ):
        write_wordrunden([replace(erste, autor=B), replace(zweite, autor=A)])
    assert write_wordrunden([erste, replace(zweite, autor=replace(B, zeit=A.zeit))])


def test_the_gate_stops_a_file_that_is_wrong_about_the_version_in_between() -> None:
    """All accepted and all refused it is right: only the middle one tells that a change has the wrong author."""
    dokumente = row_of_edits(ERSTER, 5, 2)
    einzelne = [etree.fromstring(parts(write_docx(d))["word/document.xml"]) for d in dokumente]
    kennung = paragraph_id(dokumente[0])
    davor, danach = (with_words(dokumente[0], kennung, w) for w in ("Es bleibt so.", "Es bleibt fest so."))
    baum = track(davor, danach, with_words(danach, kennung, "Es bleibt fest so und gut."))
    seiten = [Wordfassung(etree.fromstring(parts(write_docx(d))["word/document.xml"]), {}) for d in (davor, danach)]
    ende = Wordfassung(resolve_by_author(baum, lambda _: "annehmen"), {})
    prove_track(Wordfassung(baum, {}), [*seiten, ende], [A, B])
    for marke in baum.iter(INS, DEL):
        if author_of(marke) == A:
            marke.set(f"{W}author", B.name)
            marke.set(f"{W}date", B.zeit)
    with pytest.raises(Spurfehler, match=r"2\. der verglichenen"):
        prove_track(Wordfassung(baum, {}), [*seiten, ende], [A, B])
    with pytest.raises(Spurfehler, match="passen im Word-Dokument nicht aneinander"):
        lay_over(einzelne[0], baum)


def test_what_moved_is_shown_as_struck_out_and_inserted() -> None:
    eins = dokument(ERSTER)
    paragrafen: list[Abschnitt] = [a for a in eins.abschnitte if a.art == "paragraf"]
    gedreht = resolve(
        replace(eins, abschnitte=tuple(paragrafen[1:2] + [a for a in eins.abschnitte if a is not paragrafen[1]]))
    )
    zuege = (f"{W}moveFrom", f"{W}moveTo")
    baum = track(eins, gedreht, eins)
    assert not list(baum.iter(*zuege))
    assert {author_of(k) for k in baum.iter(INS, DEL)} == {A, B}
    gehend = words(next(k for k in baum.iter(DEL) if words(k)))
    assert any(gehend in words(k) for k in baum.iter(INS)), "what went is there again"
    assert list(track(eins, gedreht).iter(*zuege)), "in a single round the same is a move"


@pytest.mark.langsam
def test_libreoffice_reads_the_first_and_the_last_version_out_of_one_file(tmp_path: Path) -> None:
    faelle = [
        Runden(f"{k} {n}", row_of_edits(k, n, 2 + n % 2)) for k, n in ((ERSTER, 1), (KOOPERATION, 2), (KOOPERATION, 3))
    ]
    assert list(round_differences(tmp_path, faelle)) == []

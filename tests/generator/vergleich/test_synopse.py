"""The Synopse over random edits: each difference in one row, no row without; the probe that says so can fail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.query import query, rewrite
from generator.tree import Aenderungsmarke, Aufzaehlung, Block, Tabelle, Text, Unterschriften, Verweis, Zeile, plain
from generator.vergleich.aenderungssatz import Aenderungssatz, compare
from generator.vergleich.synopse import make_synopse, synopse_sections
from generator.vergleich.synopsenprobe import Synopsenmangel, check_synopse
from generator.vergleich.synopsenzeilen import Klauselhinweis, list_rows
from generator.writers.html import write_html
from tests.generator.vergleich.test_vergleich import dokument, edited, fassung, pairs
from tests.vertraege import ALLE, ERSTER, ZWEITER

GEGEN = {"eingefuegt": "geloescht", "geloescht": "eingefuegt"}


def satz_of(kennung: str, saat: int) -> Aenderungssatz:
    alt, neu = edited(kennung, saat)
    return compare(fassung(alt), fassung(neu))


def jahreswechsel() -> Aenderungssatz:
    return compare(fassung(dokument(ERSTER)), fassung(dokument(ZWEITER)))


def shown(satz: Aenderungssatz) -> Counter[tuple[str, str]]:
    """Return the kinds of rows and the marked letters of a Synopse."""
    zeilen = list_rows(satz)
    worte = Counter({("art", z.art): 0 for z in zeilen})
    for z in zeilen:
        worte["art", z.art] += 1
        for seite in (z.alt, z.neu):
            worte.update({("zeichen", m.art): len(plain(m.inhalt)) for m in query(seite, Aenderungsmarke)})
    return worte


@pytest.mark.parametrize(("kennung", "saat"), pairs())
def test_each_difference_has_one_row_and_no_row_is_without(kennung: str, saat: int) -> None:
    satz = satz_of(kennung, saat)
    for praefix in ("", "syn"):
        assert not check_synopse(satz, synopse_sections(satz, praefix=praefix), praefix)


def test_signatures_that_move_together_are_one_row() -> None:
    """What a long run found (Lindental, seed 293), shrunk: the group has no id, its row bears that of its first signature."""
    alt = dokument("R64-LINDENTAL-2024")
    teil = next(a for a in alt.abschnitte if any(isinstance(b, Unterschriften) for b in a.bloecke))
    gruppen = [b for b in teil.bloecke if isinstance(b, Unterschriften)]
    assert len(gruppen) > 1
    neuer = replace(teil, bloecke=(gruppen[-1], *(b for b in teil.bloecke if b is not gruppen[-1])))
    neu = replace(alt, abschnitte=tuple(neuer if a is teil else a for a in alt.abschnitte))
    satz = compare(fassung(alt), fassung(neu))
    assert "verschoben" in [z.art for z in list_rows(satz)]
    assert not check_synopse(satz, synopse_sections(satz), "syn")


@pytest.mark.parametrize(("kennung", "saat"), pairs(4))
def test_the_way_back_shows_the_mirror(kennung: str, saat: int) -> None:
    alt, neu = edited(kennung, saat)
    hin, zurueck = shown(compare(fassung(alt), fassung(neu))), shown(compare(fassung(neu), fassung(alt)))
    assert hin == Counter({(was, GEGEN.get(art, art)): n for (was, art), n in zurueck.items()})


@pytest.mark.parametrize("kennung", ALLE)
def test_equal_versions_give_no_row(kennung: str) -> None:
    eine = fassung(dokument(kennung))
    bloecke = synopse_sections(compare(eine, eine))
    assert not query(bloecke, Tabelle)
    assert not check_synopse(compare(eine, eine), bloecke)


def test_the_document_is_complete_and_tells_figures() -> None:
    satz = jahreswechsel()
    synopse = make_synopse(satz, {"budget": Klauselhinweis(("§ 132 SGB IX",), "Beschluss vom 1. Juli.")})
    assert not check_synopse(satz, synopse.abschnitte)
    text = " ".join(plain(z.inhalt) for t in query(synopse, Tabelle) for r in t.rumpf for z in r.zellen)
    assert "berechnet.jahresbetrag: +123.918,45" in text
    assert "[gestrichen: 4.626.372,89 – Ende]" in text and "[neu: 4.750.291,34 – Ende]" in text
    ganz = " ".join(i.text for i in query(synopse, Text))
    assert "Rechtsgrundlagen: § 132 SGB IX." in ganz and "Begründung: Beschluss vom 1. Juli." in ganz


def test_a_synopse_quotes_and_leads_nowhere() -> None:
    """Its words can stand in another contract: no reference without target, no id of the contract under a prefix."""
    satz = jahreswechsel()
    bloecke = synopse_sections(satz, praefix="anl9")
    assert not query(bloecke, Verweis)
    ids = [z.id for z in query(bloecke, Zeile)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"anl9_[a-z0-9_]{1,25}", i) for i in ids)


def drop_row(tabelle: Tabelle) -> Tabelle:
    return replace(tabelle, rumpf=tabelle.rumpf[1:])


def add_row(tabelle: Tabelle) -> Tabelle:
    return replace(tabelle, rumpf=(*tabelle.rumpf, replace(tabelle.rumpf[0], id="niemand")))


def double_row(tabelle: Tabelle) -> Tabelle:
    return replace(tabelle, rumpf=(*tabelle.rumpf, replace(tabelle.rumpf[0], id=f"{tabelle.rumpf[0].id}_2")))


def unmark(tabelle: Tabelle) -> Tabelle:
    erste = rewrite(tabelle.rumpf[0], lambda m, _: Text(plain(m.inhalt)), Aenderungsmarke)
    return replace(tabelle, rumpf=(erste, *tabelle.rumpf[1:]))


def reword(tabelle: Tabelle) -> Tabelle:
    return rewrite(tabelle, lambda m, _: replace(m, inhalt=(Text("anderes Wort"),)), Aenderungsmarke)


@pytest.mark.parametrize(
    ("entstelle", "arten"),
    [
        (drop_row, {"fehlt", "andere-worte"}),
        (add_row, {"ueberzaehlig"}),
        (double_row, {"andere-worte"}),
        (unmark, {"ueberzaehlig", "andere-worte"}),
        (reword, {"andere-worte"}),
    ],
)
def test_what_is_missing_or_too_much_is_found(entstelle: Callable[[Tabelle], Tabelle], arten: set[str]) -> None:
    """Every table of the Synopse of a change of year in turn."""
    satz = jahreswechsel()
    bloecke = synopse_sections(satz, praefix="")
    for tabelle in query(bloecke, Tabelle)[1:]:
        maengel = check_synopse(satz, spoil(bloecke, tabelle, entstelle))
        assert maengel and {m.art for m in maengel} <= arten, tabelle.id


def spoil(bloecke: tuple[Block, ...], tabelle: Tabelle, entstelle: Callable[[Tabelle], Tabelle]) -> tuple[Block, ...]:
    return rewrite(bloecke, lambda t, _: entstelle(t) if t.id == tabelle.id else t, Tabelle)


def test_a_defect_names_its_place() -> None:
    satz = jahreswechsel()
    bloecke = synopse_sections(satz, praefix="")
    tabelle = query(bloecke, Tabelle)[1]
    erster = check_synopse(satz, spoil(bloecke, tabelle, drop_row))[0]
    assert isinstance(erster, Synopsenmangel) and erster.stelle


def test_the_anchor_of_a_row_is_that_of_its_clause() -> None:
    """In the new version, of what went in the old one: `#k_…` leads to the same clause in both files.

    A list that came whole has no anchor in HTML; its items have.
    """
    satz = jahreswechsel()
    anker = {
        name: set(re.findall(r'\bid="(k_[^"]+)"', write_html(d).decode("utf-8")))
        for name, d in (("synopse", make_synopse(satz)), ("neu", satz.neu.dokument), ("alt", satz.alt.dokument))
    }
    zeilen = [z for z in list_rows(satz) if z.art not in ("kopf", "wert")]
    fremde = [z.id for z in zeilen if f"k_{z.id}" not in anker["alt" if z.art == "geloescht" else "neu"]]
    assert len(zeilen) > 300
    assert set(fremde) <= {a.id for a in query(satz.neu.dokument, Aufzaehlung)}
    assert len(fremde) <= 1
    assert {f"k_{z.id}" for z in zeilen} <= anker["synopse"]

"""Trees that cannot be numbered, and places that cannot be cited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.numbering import NummerierungsFehler, VerweisFehler, resolve
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Betont,
    Block,
    Feld,
    Fussnote,
    Inline,
    Spalte,
    Tabelle,
    Text,
    Verweis,
    Zeile,
    Zelle,
)
from tests.generator.beispielbaum import unresolved
from tests.generator.test_numbering import _address, _dokument, _labels, _punkte, _text, _verweise


def test_all_dead_references_are_named_with_their_place() -> None:
    dokument = _dokument(Absatz("b", (_text("b_t", Verweis("nirgends"), Betont((Verweis("auch_nicht"),))),)))
    with pytest.raises(VerweisFehler) as fehler:
        resolve(dokument)
    assert fehler.value.stellen == (("b_t", "nirgends"), ("b_t", "auch_nicht"))
    assert "„b_t“ auf „nirgends“" in str(fehler.value)


@pytest.mark.parametrize(
    ("ziel", "satz", "meldung"),
    [
        ("budget_3_s1", 0, "Spiegelstrich"),
        ("raten_1", 0, "Tabellenzeile"),
        ("unt_land", 0, "Unterschriftsstelle"),
        ("rubrum_und", 0, "Eingang"),
        ("form_n1", 0, "mehrdeutig"),
        ("budget", 1, "mehrere Absätze"),
        ("tab_raten", 1, "keine Sätze"),
        ("budget_1", 100, "Satznummer"),
        ("budget_1", -1, "Satznummer"),
    ],
)
def test_places_that_cannot_be_cited(ziel: str, satz: int, meldung: str) -> None:
    with pytest.raises(VerweisFehler, match=meldung):
        _address(ziel=ziel, satz=satz)


def _feld(kennung: str) -> Feld:
    return Feld("a.b", "1", "1", id=kennung)


def _tabelle(kennung: str, zeile: str) -> Tabelle:
    return Tabelle(kennung, (Text("T"),), (Spalte(100),), (), (Zeile(zeile, (Zelle((Text("1"),)),)),))


@pytest.mark.parametrize(
    ("bloecke", "art", "meldung"),
    [
        ((_text("doppelt"), _text("doppelt")), "praeambel", "„doppelt“ ist doppelt"),
        ((_tabelle("t1", "z"), _tabelle("t2", "z")), "praeambel", "„z“ ist doppelt"),
        ((_text("t", _feld("f"), _feld("f")),), "praeambel", "„f“ ist doppelt"),
        ((_text("t", _feld("t")),), "praeambel", "„t“ ist doppelt"),
        ((_text("t", Betont((_feld("F"),))),), "praeambel", "„F“ ist nicht zulässig"),
        ((Aufzaehlung(_punkte(1, "n"), id="n0"),), "anlage", "„n0“ ist doppelt"),
        ((replace(_tabelle("t1", "z"), spalten=(Spalte(100, id="z"),)),), "praeambel", "„z“ ist doppelt"),
        ((replace(_tabelle("t1", "z"), kopf=(Zeile("k", (Zelle((), id="z"),)),)),), "praeambel", "„z“ ist doppelt"),
        ((_text("Groß"),), "praeambel", "nicht zulässig"),
        ((_text(""),), "praeambel", "nicht zulässig"),
        ((_text("x" * 31),), "praeambel", "nicht zulässig"),
        ((_text("x-y"),), "praeambel", "nicht zulässig"),
        ((_text("ü"),), "praeambel", "nicht zulässig"),
        ((_text("x\n"),), "praeambel", "nicht zulässig"),
        ((Aufzaehlung(_punkte(1, "n", Aufzaehlung(_punkte(27, "b")))),), "anlage", "mehr als 26"),
        (
            (Aufzaehlung(_punkte(1, "n", Aufzaehlung(_punkte(1, "b"))), "strich"),),
            "anlage",
            "unter einem Spiegelstrich",
        ),
        ((Abschnitt("b", "unterabschnitt", (Text("B"),), ()),), "paragraf", "darf nicht in „a“ stehen"),
        ((Abschnitt("b", "paragraf", (Text("B"),), ()),), "anlage", "darf nicht in „a“ stehen"),
        ((), "unterabschnitt", "außerhalb einer Anlage"),
        ((Aufzaehlung(_punkte(1, "n")),), "paragraf", "außerhalb eines Absatzes"),
    ],
)
def test_trees_that_cannot_be_numbered(bloecke: tuple[Block, ...], art: str, meldung: str) -> None:
    with pytest.raises(NummerierungsFehler, match=meldung):
        resolve(_dokument(*bloecke, art=art))


def test_an_item_beside_subsections_cannot_be_cited() -> None:
    """ "Anlage 1 Nummer 1" is the subsection there, so it must not name the list item as well."""
    teil = Abschnitt("teil", "unterabschnitt", (Text("T"),), (_text("t", Verweis("n0")),))
    liste = Aufzaehlung(_punkte(1, "n"))
    with pytest.raises(VerweisFehler, match="mehrdeutig"):
        resolve(_dokument(liste, teil, art="anlage"))
    allein = resolve(_dokument(liste, _text("t", Verweis("n0")), art="anlage"))
    assert _verweise(allein)["t"][0].text == "Anlage\u00a01 Nummer\u00a01"


def test_too_deep_lists_are_refused() -> None:
    tief = Aufzaehlung(_punkte(1, "d"))
    for stufe in "cba":
        tief = Aufzaehlung(_punkte(1, stufe * 2, tief))
    with pytest.raises(NummerierungsFehler, match="zu tief"):
        resolve(_dokument(tief, art="anlage"))


def test_26_letters_are_possible() -> None:
    dokument = resolve(_dokument(Aufzaehlung(_punkte(1, "n", Aufzaehlung(_punkte(26, "b")))), art="anlage"))
    assert _labels(dokument)["b25"] == "z)"


def test_a_heading_without_number_cannot_hold_a_reference() -> None:
    with pytest.raises(NummerierungsFehler, match="keinen Verweis"):
        resolve(replace(unresolved(), abschnitte=(Abschnitt("a", "praeambel", (Verweis("a"),), ()),)))


@pytest.mark.parametrize("schachtel", [Betont, Fussnote])
def test_bottomless_inlines_are_refused(schachtel: type[Betont] | type[Fussnote]) -> None:
    inline: Inline = Text("x")
    for _ in range(5_000 if schachtel is Betont else 2):
        inline = schachtel((inline,))
    with pytest.raises(NummerierungsFehler, match=r"geschachtelt|Fußnote"):
        resolve(_dokument(_text("t", inline), art="praeambel"))

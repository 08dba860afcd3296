"""Commands: found, applied, worded. The law: the old wording and the commands give the new one, exactly."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.modell.befehl import Befehl
from generator.aenderung.anwendung import apply_befehle
from generator.aenderung.baumweg import BefehlFehler
from generator.aenderung.befehlsfindung import find_befehle
from generator.aenderung.befehlsstil import find_stil, stile
from generator.aenderung.befehlstext import Befehlspunkt, word_befehle
from generator.aenderung.lesebild import empty_kopf, is_same, make_lesebild
from generator.aenderung.nummernhalt import keep_labels
from generator.aenderung.wortkennungen import compare_wordings
from generator.aenderung.wortlaut import read_wortlaut, write_wortlaut
from generator.numbering import resolve
from generator.query import query, rewrite
from generator.tree import Dokument, Zelle
from generator.vergleich.gegenlage import MIT_KENNUNG
from generator.vergleich.synopse import synopse_sections
from generator.vergleich.synopsenprobe import check_synopse
from tests.generator.vergleich.aenderer import ALLE_AENDERUNGEN, _fresh, edit
from tests.generator.vergleich.test_vergleich import dokument
from tests.vertraege import ALLE, ERSTER

FAELLE = Path(__file__).parent / "faelle"


def wortlaut(name: str) -> Dokument:
    text = (FAELLE / name).read_text(encoding="utf-8").rstrip("\n")
    return Dokument(empty_kopf("paragraf"), (), read_wortlaut(text))  # type: ignore[arg-type]


def check_pair(alt: Dokument, neu: Dokument) -> tuple[Befehl, ...]:
    """Prove one pair of documents; raises whatever does not hold."""
    vorher, nachher = make_lesebild(alt), make_lesebild(keep_labels(alt, neu))
    befehle = find_befehle(vorher, nachher)
    gespeichert = tuple(Befehl.model_validate(b.model_dump(mode="json") | {"ort": b.ort}) for b in befehle)
    assert is_same(apply_befehle(vorher, gespeichert), nachher)
    assert bool(befehle) != is_same(vorher, nachher)
    for stil in stile():
        assert all(p.text for p in word_befehle(befehle, find_stil(stil), vorher))
    check_synopse_of(vorher, nachher)
    for n, befehl in enumerate(befehle):
        ohne = befehle[:n] + befehle[n + 1 :]
        try:
            ergebnis = apply_befehle(vorher, ohne)
        except BefehlFehler:
            continue
        assert not is_same(ergebnis, nachher), f"{befehl.id} changes nothing"
    return befehle


def check_synopse_of(vorher: Dokument, nachher: Dokument) -> None:
    """The Synopse of two wordings shows each difference once; all its ids are different, and so are those of the wordings."""
    satz = compare_wordings(vorher, nachher)
    abschnitte = synopse_sections(satz, "syn")
    assert satz.ist_leer == (vorher == nachher)
    assert not check_synopse(satz, abschnitte, "syn")
    for baum in (abschnitte, satz.alt.dokument, satz.neu.dokument):
        ids = Counter(k.id for k in query(baum, *MIT_KENNUNG, Zelle) if k.id)
        assert not [k for k, zahl in ids.items() if zahl > 1]
    assert without_ids(satz.neu.dokument) == nachher


def without_ids(wortlaut: Dokument) -> Dokument:
    return rewrite(wortlaut, lambda k, _: replace(k, id=""), *MIT_KENNUNG, Zelle)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(kennung=st.sampled_from(ALLE), saat=st.integers(0, 10**6), schritte=st.integers(1, 6))
def test_the_commands_give_the_new_version(kennung: str, saat: int, schritte: int) -> None:
    alt = dokument(kennung)
    check_pair(alt, edit(alt, random.Random(saat), schritte, ALLE_AENDERUNGEN))


@pytest.mark.parametrize("kennung", ALLE)
def test_wording_is_written_and_read_without_loss(kennung: str) -> None:
    bild = make_lesebild(dokument(kennung))
    assert read_wortlaut(write_wortlaut(bild.abschnitte)) == bild.abschnitte
    assert find_befehle(bild, bild) == ()


@pytest.mark.parametrize("stil", ["vertrag", "hdr3", "hdr4"])
def test_the_five_commands_of_the_example(stil: str) -> None:
    """ex1: five commands as a jurist writes them, in each style; the wording is quoted."""
    alt, neu = wortlaut("ex1_alt.txt"), wortlaut("ex1_neu.txt")
    befehle = find_befehle(alt, neu)
    punkte = word_befehle(befehle, find_stil(stil), alt)
    erwartet = yaml.safe_load((FAELLE / "ex1_befehle.yaml").read_text(encoding="utf-8"))[stil]
    assert [p.text for p in punkte] == erwartet
    assert punkte[0].zitat[0].startswith("„(1) Das Budget für das Kalenderjahr 2026 beträgt 4.750.291,34 Euro")  # type: ignore[union-attr]
    assert punkte[3].zitat == (
        "„(5) Der Budgetnehmer berichtet gesondert über Aufnahmen von Personen mit komplexem Bedarf.“",
    )


def test_what_comes_between_gets_a_letter() -> None:
    """Nothing is counted anew: an inserted § is § 4a, and the references behind it stay."""
    alt = dokument(ERSTER)
    n = next(n for n, a in enumerate(alt.abschnitte) if a.nummer == "§\u00a05")
    neuer = _fresh(alt.abschnitte[n], random.Random(1))
    neu = resolve(replace(alt, abschnitte=(*alt.abschnitte[: n + 1], neuer, *alt.abschnitte[n + 1 :])))
    befehl = check_pair(alt, neu)[0]
    assert (befehl.art, befehl.einheit, befehl.ort) == ("einfuegen", "paragraf", ("§ 5",))
    assert befehl.wortlaut is not None and befehl.wortlaut.startswith("paragraf § 5a\n")
    assert len(check_pair(alt, neu)) == 1


FALSCH = {
    "ort": ({"art": "ersetzen", "einheit": "angabe", "ort": ["§ 99"], "alt": "a", "neu": "b"}, "gibt es im bisherigen"),
    "angabe": (
        {"art": "ersetzen", "einheit": "angabe", "ort": ["§ 7"], "alt": "Nie", "neu": "b"},
        "steht dort nicht",
    ),
    "mehrdeutig": (
        {"art": "ersetzen", "einheit": "angabe", "ort": ["§ 7"], "alt": "Monatsrate", "neu": "Rate"},
        "steht dort 2-mal",
    ),
    "jeweils": (
        {
            "art": "ersetzen",
            "einheit": "angabe",
            "ort": ["§ 7"],
            "alt": "385.531,07 Euro",
            "neu": "1",
            "ist_jeweils": True,
        },
        "nur einmal",
    ),
    "teil einer zahl": (
        {"art": "ersetzen", "einheit": "angabe", "ort": ["§ 7"], "alt": "385", "neu": "1"},
        "steht dort nicht",
    ),
    "satz": ({"art": "streichen", "einheit": "satz", "ort": ["§ 7", "Absatz 2", "Satz 9"]}, "es sind 2 Sätze"),
    "einheit": ({"art": "streichen", "einheit": "absatz", "ort": ["§ 7"]}, "keine Einheit"),
    "doppelt": (
        {
            "art": "einfuegen",
            "einheit": "absatz",
            "ort": ["§ 7", "Absatz 1"],
            "wortlaut": "absatz (2)\n  text Doppelt.",
        },
        "zweimal",
    ),
    "zelle": (
        {
            "art": "ersetzen",
            "einheit": "zelle",
            "ort": ["Anlage 1", "Tabelle 1", "Zeile Tagesstätte", "Spalte Betrag 2025"],
            "alt": "1,00",
            "neu": "2,00",
        },
        "In der Zelle steht nicht",
    ),
    "notation": (
        {"art": "ersetzen", "einheit": "absatz", "ort": ["§ 7", "Absatz 1"], "wortlaut": "absatz (1)\n      text x"},
        "Einzug",
    ),
}


@pytest.mark.parametrize("fall", FALSCH)
def test_a_command_that_does_not_fit_is_refused(fall: str) -> None:
    angaben, satz = FALSCH[fall]
    with pytest.raises(BefehlFehler, match=satz):
        apply_befehle(
            wortlaut("ex1_alt.txt"), [Befehl.model_validate({"id": "B1", **angaben, "ort": tuple(angaben["ort"])})]
        )  # type: ignore[misc]


def test_two_commands_on_one_place_are_refused() -> None:
    alt, neu = wortlaut("ex1_alt.txt"), wortlaut("ex1_neu.txt")
    befehle = find_befehle(alt, neu)
    zweiter = befehle[0].model_copy(
        update={"id": "B9", "einheit": "angabe", "alt": "2025", "neu": "2026", "wortlaut": None}
    )
    with pytest.raises(BefehlFehler, match="dieselbe Stelle"):
        apply_befehle(alt, [*befehle, zweiter])


def test_points_are_gathered_below_their_paragraf() -> None:
    alt = wortlaut("ex1_alt.txt")
    befehle = [
        Befehl(id="B1", art="ersetzen", einheit="ueberschrift", ort=("§ 7",), neu="Zahlung"),
        Befehl(id="B2", art="streichen", einheit="satz", ort=("§ 7", "Absatz 2", "Satz 2")),
    ]
    punkt: Befehlspunkt = word_befehle(befehle, find_stil("hdr4"), alt)[0]
    assert punkt.text == "§ 7 wird wie folgt geändert:"
    assert [p.text for p in punkt.unter] == [
        "Die Überschrift wird durch die folgende Überschrift ersetzt:",
        "Absatz 2 Satz 2 wird gestrichen.",
    ]


@pytest.mark.parametrize(
    ("hinter", "erwartet"),
    [
        (
            0,
            [
                "Nach Absatz 1 wird folgender Absatz 1a eingefügt:",
                "Nach Absatz 1a wird folgender Absatz 1b eingefügt:",
            ],
        ),
        (1, ["Dem § 7 wird folgender Absatz 3 angefügt:", "Dem § 7 wird folgender Absatz 4 angefügt:"]),
    ],
)
def test_what_follows_an_inserted_unit_is_worded_by_the_base(hinter: int, erwartet: list[str]) -> None:
    """What a long run found (Lindental, seed 55): two new Absätze in a row, the second behind one that the base does not have."""
    alt = wortlaut("ex1_alt.txt")
    n = next(n for n, a in enumerate(alt.abschnitte) if a.nummer == "§ 7")
    bloecke = alt.abschnitte[n].bloecke
    nummern = ("(1a)", "(1b)") if hinter == 0 else ("(3)", "(4)")
    neue = tuple(replace(bloecke[-1], nummer=z) for z in nummern)
    sieben = replace(alt.abschnitte[n], bloecke=(*bloecke[: hinter + 1], *neue, *bloecke[hinter + 1 :]))
    neu = replace(alt, abschnitte=(*alt.abschnitte[:n], sieben, *alt.abschnitte[n + 1 :]))
    befehle = find_befehle(alt, neu)
    assert is_same(apply_befehle(alt, befehle), neu)
    (rahmen,) = word_befehle(befehle, find_stil("hdr3"), alt)
    assert [p.text for p in rahmen.unter] == erwartet


@pytest.mark.parametrize("ringe", [(("Absatz 1", "(1)"),), (("Absatz 8", "(9)"), ("Absatz 9", "(8)"))])
def test_commands_that_lead_to_each_other_come_to_an_end(ringe: tuple[tuple[str, str], ...]) -> None:
    """A unit behind itself, or two behind each other: a repository of the other side may say so."""
    befehle = [
        Befehl(
            id=f"B{n}", art="einfuegen", einheit="absatz", ort=("§ 7", ort), wortlaut=f"absatz {nummer}\n  text Neu."
        )
        for n, (ort, nummer) in enumerate(ringe, 1)
    ]
    alt = wortlaut("ex1_alt.txt")
    with pytest.raises(BefehlFehler, match=r"zweimal|gibt es im bisherigen Wortlaut nicht"):
        word_befehle(befehle, find_stil("hdr3"), alt)
        apply_befehle(alt, befehle)


def test_sections_of_one_name_are_refused_and_named() -> None:
    """What a long run found (the case of a Persönliches Budget, seed 30208), shrunk: an unnumbered section was cut in two."""
    bild = make_lesebild(dokument("PB-BEISPIEL-2026"))
    doppelt = replace(bild, abschnitte=(*bild.abschnitte, bild.abschnitte[-1]))
    with pytest.raises(BefehlFehler, match="In der neuen Fassung heißen mehrere Abschnitte „Fristen“"):
        find_befehle(bild, doppelt)
    namenlos = replace(bild, abschnitte=(*bild.abschnitte, replace(bild.abschnitte[-1], ueberschrift=())))
    with pytest.raises(BefehlFehler, match="weder Nummer noch Überschrift"):
        find_befehle(namenlos, bild)

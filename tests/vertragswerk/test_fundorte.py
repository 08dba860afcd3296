"""Findings on words point at the words, with their end: in an own clause text over line ends, and in the data that print them."""

from __future__ import annotations

from datetime import date

import pytest

from checks.befund import Befund
from tests.vertragswerk.conftest import BEISPIELE, ERSTER
from tests.vertragswerk.test_tuer import from_bytes, read_all
from vertragswerk.werk import work

VERTRAG = f"vertraege/{ERSTER}/vertrag.yaml"
KLAUSEL = f"vertraege/{ERSTER}/klauseln/probe.md"
KOPF = '---\nid: probe\ntitel: Probe\nversion: "1.0"\nart: paragraf\n---\n\n{: a}\n'
WAHL = "\nklauseln:\n  zusaetzlich: [{klausel: probe, nach: budget}]\n"


def check(text: str, *aendern: tuple[str, str]) -> tuple[str, list[Befund]]:
    """Return the source of the clause and the findings on the example with it."""
    dateien = read_all(BEISPIELE)
    vertrag = dateien[VERTRAG].decode() + WAHL
    for alt, neu in aendern:
        assert alt in vertrag
        vertrag = vertrag.replace(alt, neu)
    eigene = {**dateien, VERTRAG: vertrag.encode(), KLAUSEL: (KOPF + text).encode()}
    return KOPF + text, list(work(from_bytes(eigene, ERSTER, date(2024, 12, 18))).pruefung.befunde)


def words_at(quelle: str, befund: Befund) -> str:
    """Return the source between the two places of a finding."""
    ort = befund.position
    zeilen = quelle.split("\n")[ort.zeile - 1 : ort.bis_zeile]
    zeilen[-1] = zeilen[-1][: ort.bis_spalte - 1]
    return "\n".join([zeilen[0][ort.spalte - 1 :], *zeilen[1:]])


@pytest.mark.parametrize(
    ("text", "code", "worte"),
    [
        ("Hier gilt § 999 SGB IX nicht.\n", "VZ-03", "§ 999 SGB IX"),
        ("Umbrochen gilt: § 999 SGB\nIX nicht.\n", "VZ-03", "§ 999 SGB\nIX"),
        ("Und {§ 999 SGB IX} auch nicht.\n", "VZ-03", "§ 999 SGB IX"),
        ("Neben **Fettem** gilt § 999 SGB IX, § 998 SGB IX.\n", "VZ-03", "§ 998 SGB IX"),
        ("Es gelten §§ 123 ff. SGB IX.\n", "VZ-06", "§§ 123 ff. SGB IX"),
        ("Nach § 29 Abs. 1 SGB IX gilt es.\n", "VZ-06", "§ 29 Abs. 1 SGB IX"),
        ("So BSG, Urteil vom 1. Juli 2020.\n", "VZ-08", "BSG, Urteil vom 1. Juli 2020"),
        ("Ein Satz. Siehe {#.a Satz 9} dort.\n", "VZ-01", "{#.a Satz 9"),
        ("Es gilt der Rahmenvertrag und die\nKooperationsvereinbarung hier.\n", "VZ-07", "Rahmenvertrag"),
        ("Es gilt der Rahmenvertrag und die\nKooperationsvereinbarung hier.\n", "VZ-07", "Kooperationsvereinbarung"),
        ("Eine {=Entgeltvereinbarung} ist ein Vertrag.\n", "VZ-07", "=Entgeltvereinbarung"),
        ("Es sind zwölf (11) Raten.\n", "TD-02", "zwölf"),
    ],
)
def test_a_citation_in_a_clause_is_pointed_at(text: str, code: str, worte: str) -> None:
    quelle, befunde = check(text)
    orte = [words_at(quelle, b) for b in befunde if b.code == code and b.position.datei == KLAUSEL]
    assert any(ort.strip("{}") == worte.strip("{}") for ort in orte), orte


@pytest.mark.parametrize(
    ("text", "stelle"),
    [
        ("Es gilt:\n\n1. eins\n" + "".join(f"   1. Glied {n}\n" for n in range(27)), "1. Glied 26"),
        ("Es gilt:\n\n- Strich\n  1. gezählt\n", "1. gezählt"),
        ("Es gilt:\n\n1. a\n   1. b\n      1. c\n         1. d\n", "1. d"),
    ],
)
def test_a_list_that_cannot_be_counted_is_pointed_at(text: str, stelle: str) -> None:
    quelle, befunde = check(text)
    (ort,) = [b.position for b in befunde if b.code == "KLA-07"]
    assert quelle.split("\n")[ort.zeile - 1][ort.spalte - 1 :] == stelle


def test_a_citation_that_the_data_state_is_pointed_at_there() -> None:
    alt, neu = "norm: § 127 Absatz 4 SGB IX", "norm: § 997 SGB IX"
    _, befunde = check("Text.\n", (alt, neu))
    (befund,) = [b for b in befunde if b.code == "VZ-03"]
    assert (befund.pfad, befund.position.datei) == ("abweichungen[Weiter].norm", VERTRAG)
    assert befund.position.zeile > 1 and befund.position.bis_spalte > befund.position.spalte

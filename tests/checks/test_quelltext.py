"""From words of a passage back to the place that says them: a field of the data, or line and column of a clause file."""

from __future__ import annotations

import pytest

from checks.dokumentindex import index_dokument
from checks.glaettung import glaetten
from checks.quelltext import Klauselquelle, Quelltexte, _Lesung
from checks.stelle import Stelle, Textstueck, printed
from contracts.position import Position
from generator.tree import Begriff, Betont, Feld, Inline, Text
from tests.checks.faelle import make_pruefling, run_fall

KOPF = 7
"""Lines of the head of an own clause text in a case."""


def test_pieces_are_what_they_print() -> None:
    stueck = make_pruefling({}).schriftstuecke[0]
    assert stueck.dokument is not None
    for stelle in index_dokument(stueck.dokument, stueck.places).stellen:
        stuecke = stelle.stuecke()
        assert "".join(stelle.text[s.von : s.bis] for s in stuecke) == stelle.text
        for s in stuecke:
            assert stelle.text[s.von : s.bis] == glaetten(printed(s.inline))
            assert stelle.spanne(s.von, s.bis).stueck() == s or s.von == s.bis
            if isinstance(s.inline, (Text, Feld, Begriff)) and s.von < s.bis:
                assert stelle.spanne_of(s.inline).text


@pytest.mark.parametrize(
    ("text", "marke"),
    [
        ("{: a}\nEr führt eine Warteliste.", "Warteliste"),
        ("{: a}\nEine Warteliste ist unzulässig. Er führt eine ¤Warteliste.", "¤Warteliste"),
        ("{: a}\nEr führt **eine ¤Warteliste** auf Papier.", "¤Warteliste"),
        ("{: a}\nBis {laufzeit.ende} führt er\neine ¤Warteliste.", "¤Warteliste"),
        ("{: a}\nNach {#ansprueche} und {§ 132 SGB IX} führt er eine ¤Warteliste.", "¤Warteliste"),
        ("{: a}\nDas {=Wartebuch}\\\nund das Buch führt er als ¤Warteliste.", "¤Warteliste"),
        ("{: a}\nEr führt\\* \\{eine\\} ¤Warteliste.", "¤Warteliste"),
        ("{: a}\nEr führt ein Buch{^ Das Buch ist eine ¤Warteliste.} und mehr.", "¤Warteliste"),
        ("{: a}\nEr führt:\n\n1. {: b} ein Buch{,}\n2. {: c} eine ¤Warteliste{,}", "¤Warteliste"),
        ("{: a}\nEr führt eine ¤Warte\u00adliste.", "¤Warte\u00adliste"),
        ("{: a}\nEr führt ein Buch.\n\n{+}\nEr führt eine ¤Warteliste.", "¤Warteliste"),
        ("{: a}\nEr  führt   eine ¤Warteliste, Nr. 5.", "¤Warteliste"),
    ],
)
def test_words_are_placed_where_they_are_written(text: str, marke: str) -> None:
    roh = text.replace("¤", "")
    ort = text.index(marke) if "¤" in marke else roh.index(marke)
    zeile, spalte = KOPF + 1 + text.count("\n", 0, ort), ort - text.rfind("\n", 0, ort)
    laenge = len(marke.replace("¤", ""))
    (befund,) = [b for b in run_fall({"zusatz": [{"titel": "Probe", "text": roh}]}) if b.code == "RK-02"]
    position = befund.position
    assert position.datei.endswith("klauseln/zusatz0.md")
    assert (position.zeile, position.spalte) == (zeile, spalte)
    assert (position.bis_zeile, position.bis_spalte) == (zeile, spalte + laenge)


def test_words_of_a_table_are_looked_for_on_its_own_lines() -> None:
    tabelle = (
        "::: tabelle t\nTitel: Probe\nBreiten: 50 50\n\n| A | B |\n|---|---|\n| x | Er führt eine Warteliste. |\n:::"
    )
    fall = {"zusatz": [{"titel": "Probe", "text": f"{{: a}}\nEine Warteliste ist unzulässig.\n\n{tabelle}"}]}
    (befund,) = [b for b in run_fall(fall) if b.code == "RK-02"]
    assert (befund.position.zeile, befund.position.spalte) == (KOPF + 10, 21)


def test_words_of_a_title_stand_in_the_head() -> None:
    (befund,) = [b for b in run_fall({"zusatz": [{"titel": "§ 5 Probe", "text": "{: a}\nText."}]}) if b.code == "VZ-02"]
    assert befund.position.zeile == 3


def passage(*inhalt: Inline) -> Stelle:
    """Return a passage of a clause."""
    stelle = Stelle("a", "p", "paragraf", "text", inhalt)
    stelle.text = "".join(printed(s.inline) for s in stelle.stuecke())
    return stelle


def test_a_passage_is_read_once_however_many_findings_point_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    gelesen: list[Textstueck] = []
    claim = _Lesung.claim

    def count(lesung: _Lesung, stueck: Textstueck) -> list[int]:
        gelesen.append(stueck)
        return claim(lesung, stueck)

    monkeypatch.setattr(_Lesung, "claim", count)
    stelle = passage(*(teil for i in range(50) for teil in (Betont((Text(f"{i}"),)), Text(" Tage "))))
    quelle = Klauselquelle("{: a}\n" + "".join(f"**{i}** Tage " for i in range(50)), 8, Position("k.md", 3))
    block = Position("k.md", 8)
    quelltexte = Quelltexte({"k.md": quelle}, [block])
    for stueck in stelle.stuecke():
        ort = quelltexte.locate(block, stelle.spanne(stueck.von, stueck.bis))
        assert ort is not None
        assert quelle.text.split("\n")[1][ort.spalte - 1 : ort.bis_spalte - 1] == stelle.text[stueck.von : stueck.bis]
    assert gelesen == list(stelle.stuecke())


def test_words_that_the_source_says_otherwise_are_looked_for_in_one_smoothed_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stelle = passage(Text("".join(f"{i} Tage " for i in range(50))))
    zeilen = [f"| {i} \u00a0Tage |" for i in range(50)]
    quelle = Klauselquelle("\n".join(("{: v}", "0 Tage", *zeilen)), 6, Position("k.md", 3))
    bloecke = [Position("k.md", 6), Position("k.md", 8)]
    quelltexte = Quelltexte({"k.md": quelle}, bloecke)
    geglaettet: list[str] = []
    monkeypatch.setattr(
        "checks.quelltext.glaetten_gleichlang", lambda t: geglaettet.append(t) or t.replace("\u00a0", " ")
    )
    for i in range(50):
        von = stelle.text.index(f"{i} Tage")
        ort = quelltexte.locate(bloecke[1], stelle.spanne(von, von + len(f"{i} Tage")))
        assert ort is not None
        assert (ort.zeile, ort.spalte, ort.bis_spalte) == (8 + i, 3, 3 + len(f"{i}  Tage"))
    assert quelltexte.locate(Position("anders.md", 6), stelle.spanne(0, 1)) is None
    assert quelltexte.locate(bloecke[0], stelle.spanne(2, 2)) is None
    assert len(geglaettet) == 1

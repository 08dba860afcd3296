"""Court decisions are values: court, kind, date, Aktenzeichen."""

from __future__ import annotations

import pytest

from corpus.zitate import find
from corpus.zitate.rechtsprechung import Entscheidung, read_entscheidung


@pytest.mark.parametrize(
    ("text", "entscheidung"),
    [
        ("BSG 08.03.2017 – B 8 SO 20/15 R", Entscheidung("BSG", "B 8 SO 20/15 R", "2017-03-08")),
        ("OVG Niedersachsen 11.07.2012 – 4 LA 54/11", Entscheidung("OVG Niedersachsen", "4 LA 54/11", "2012-07-11")),
        ("BAG 18. Februar 2015 - 7 AZR 123/14 -", Entscheidung("BAG", "7 AZR 123/14", "2015-02-18")),
        ("BGH, Beschlüsse vom 25. April 2003 - StB 4/03", Entscheidung("BGH", "StB 4/03", "2003-04-25", "Beschluss")),
        (
            "OLG Frankfurt am Main, Urteil v. 3.4.2010, Az.: 12 U 34/09",
            Entscheidung("OLG Frankfurt am Main", "12 U 34/09", "2010-04-03", "Urteil"),
        ),
        ("EuGH, Urteil vom 3. Mai 2012 - C-337/10", Entscheidung("EuGH", "C-337/10", "2012-05-03", "Urteil")),
        ("BGH, VIII ZR 295/01", Entscheidung("BGH", "VIII ZR 295/01")),
        ("BFH-Urteil vom 12.12.16 X R 57/04", Entscheidung("BFH", "X R 57/04", "2016-12-12", "Urteil")),
    ],
)
def test_decision_is_read(text: str, entscheidung: Entscheidung) -> None:
    gelesen = read_entscheidung(text, 0)
    assert gelesen is not None and gelesen[1] == entscheidung


@pytest.mark.parametrize(
    "text", ["BSG hat entschieden", "Urteil vom Montag", "BSG 99.99.2017", "Beschluss der Konferenz"]
)
def test_other_text_is_no_decision(text: str) -> None:
    assert read_entscheidung(text, 0) is None


def test_norms_that_file_a_decision_are_no_citations() -> None:
    text = "BSG Urteil vom 23. 5. 2017 - B 12 KR 6/16 R - SozR 4-5376 § 1 Nr 1 RdNr 23"
    assert [zitat.art for zitat in find(text)] == ["urteil", "urteil"]


def test_a_decision_prints_like_courts_cite() -> None:
    (zitat,) = find("BSG, Urt. v. 28.01.2021 – B 8 SO 9/19 R")
    assert zitat.format() == "BSG, Urteil vom 28.01.2021 – B 8 SO 9/19 R" and zitat.gesetz == ""

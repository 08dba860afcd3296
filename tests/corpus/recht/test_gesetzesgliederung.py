"""Teile and Kapitel around a law's name: what is read, and a table whose rows fit together."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.paketdaten import load_rows
from corpus.recht.gesetzesgliederung import judge_glieder, read_glieder
from corpus.recht.rechtsbestand import load_mitgeliefert

FAELLE = {
    "Kapitel 25 des @": (("Kapitel", "25"),),
    "nach Teil 2 Kapitel 8 des @": (("Teil", "2"), ("Kapitel", "8")),
    "Kapitel 8, Teil 2 @": (("Teil", "2"), ("Kapitel", "8")),
    "Kapitel 6 des Teils 2 @": (("Teil", "2"), ("Kapitel", "6")),
    "im Siebten Kapitel des @": (("Kapitel", "7"),),
    "dem 17. Kapitel der @": (("Kapitel", "17"),),
    "Zweiten Abschnitts des Elften Kapitels des @": (("Kapitel", "11"), ("Abschnitt", "2")),
    "Teil IV des @": (("Teil", "4"),),
    "Abschnitt 2a des @": (("Abschnitt", "2a"),),
    "das @ Teil 2 Kapitel 8": (("Teil", "2"), ("Kapitel", "8")),
    "das @, Teil 3": (("Teil", "3"),),
    "ein Teil des @": (),
    "Teil 2 gilt; das @": (),
    "Anlage 3 Teil B @": (),
    "Bestandteil 2 des @": (),
    "das @ ist Teil 2 von etwas": (),
}


@pytest.mark.parametrize(("text", "glieder"), FAELLE.items())
def test_units_around_a_name_are_read(text: str, glieder: tuple[tuple[str, str], ...]) -> None:
    ort = text.index("@")
    assert read_glieder(text, ort, ort + 1) == glieder


def test_rows_name_a_unit_above_that_is_there() -> None:
    for zeile in load_rows("gliederung.csv"):
        assert load_mitgeliefert().texte(zeile["gesetz"])
        ab = date.fromisoformat(zeile["ab"])
        assert not zeile["bis"] or ab < date.fromisoformat(zeile["bis"])
        woerter = zeile["oberhalb"].split()
        oberhalb = tuple(zip(woerter[::2], woerter[1::2], strict=True))
        assert not oberhalb or judge_glieder(zeile["gesetz"], oberhalb, ab).urteil == "geltend"
        letztes, naechstes = ((*oberhalb, (zeile["einheit"], str(int(zeile["anzahl"]) + n))) for n in (0, 1))
        assert judge_glieder(zeile["gesetz"], letztes, ab).urteil == "geltend"
        assert judge_glieder(zeile["gesetz"], naechstes, ab).urteil == "nicht_vorhanden"


def test_before_the_table_nothing_is_said() -> None:
    assert judge_glieder("SGB IX", (("Teil", "4"),), date(2015, 1, 1)).urteil == "nicht_geprueft"

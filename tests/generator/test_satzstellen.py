"""Where Sätze begin among the inlines of a text."""

from __future__ import annotations

import pytest

from generator.satzstellen import split_inlines
from generator.tree import Betont, Feld, Fussnote, Inline, Normzitat, Text, plain

FELD = Feld("a", "12,50 Euro", "12.50")
NOTE = Fussnote((Text("Eine Note. Mit zwei Sätzen."),))


@pytest.mark.parametrize(
    ("inhalt", "saetze"),
    [
        ((Text("Nur einer."),), ["Nur einer."]),
        ((Text("Der erste gilt. Der zweite auch."),), ["Der erste gilt. ", "Der zweite auch."]),
        ((Text("Es gilt "), FELD, Text(". Danach nicht.")), ["Es gilt 12,50 Euro. ", "Danach nicht."]),
        ((Text("Es gilt. "), FELD, Text(" werden gezahlt.")), ["Es gilt. ", "12,50 Euro werden gezahlt."]),
        ((Text("Es gilt. "), Betont((Text("Immer"),)), Text(" gilt es.")), ["Es gilt. ", "Immer gilt es."]),
        ((Text("Es gilt."), NOTE, Text(" Auch das gilt.")), ["Es gilt. ", "Auch das gilt."]),
        (
            (Text("Nach "), Normzitat("§ 29 Abs. 4 SGB IX", "x"), Text(" gilt es. Ja.")),
            ["Nach § 29 Abs. 4 SGB IX gilt es. ", "Ja."],
        ),
        ((Text("A gilt hier. B gilt dort. C gilt nie."),), ["A gilt hier. ", "B gilt dort. ", "C gilt nie."]),
    ],
)
def test_texts_are_split_and_nothing_is_lost(inhalt: tuple[Inline, ...], saetze: list[str]) -> None:
    stuecke = split_inlines(inhalt)
    assert [plain(s) for s in stuecke] == saetze
    assert plain(tuple(i for s in stuecke for i in s)) == plain(inhalt)


@pytest.mark.parametrize(
    "inhalt",
    [
        (),
        (Text("  "),),
        (Text("Es gilt, was in Teil 3. Der Träger regelt, steht."),),
        (Betont((Text("Es gilt. Auch das"),)), Text(" gilt.")),
        (Text("Siehe "), Feld("a", "Es gilt. Auch das", "x"), Text(" gilt.")),
    ],
)
def test_no_number_where_it_may_be_wrong(inhalt: tuple[Inline, ...]) -> None:
    assert split_inlines(inhalt) == ()

"""What the rules about citations share no data cases for: the work they do on long passages."""

from __future__ import annotations

from typing import Any

from checks.regeln.verweise.vz_01 import Rueckweg, _without_references
from checks.regeln.verweise.vz_05 import LAENGSTES, NAHE, _quotation_before
from checks.stelle import Stelle, printed
from generator.tree import Text, Verweis


class Gezaehlt(str):
    """A text that adds up how many characters are searched in it."""

    __slots__ = ("gesucht",)

    def __new__(cls, text: str) -> Gezaehlt:
        """Begin with nothing searched."""
        neu = super().__new__(cls, text)
        neu.gesucht = 0
        return neu

    def rfind(self, stueck: str, von: Any = 0, bis: Any = None) -> int:
        """Search backwards and add the stretch that was open to the search."""
        self.gesucht += (len(self) if bis is None else bis) - von
        return super().rfind(stueck, von, bis)

    def __getitem__(self, stelle: Any) -> str:
        """Return a piece and add its length."""
        stueck = super().__getitem__(stelle)
        self.gesucht += len(stueck)
        return stueck


def test_the_quotation_before_a_citation_is_looked_for_nearby() -> None:
    """A passage with thousands of citations is not searched from its beginning for each of them."""
    wort = "Die individuellen Leistungsansprüche bleiben unberührt."
    vorn = "§ 1 SGB I " * 10_000
    text = Gezaehlt(f"{vorn}„{wort}“ (§ 132 SGB IX)")
    assert _quotation_before(text, text.index("§ 132")) == wort
    for ort in range(0, 100_000, 1_000):
        assert not _quotation_before(text, ort)
    assert text.gesucht <= 101 * 2 * NAHE + 4 * LAENGSTES


def test_words_between_references_are_found_again_in_the_passage() -> None:
    """The text without references has one mark for each, however long it prints; every other sign leads back to itself."""
    inhalt = (
        Text("a"),
        Verweis("x", text="§ 10 Absatz 2"),
        Text("bc"),
        Verweis("y"),
        Verweis("z", text="§ 1"),
        Text("d"),
    )
    stelle = Stelle("a", "p", "paragraf", "text", inhalt, "".join(map(printed, inhalt)))
    ohne, rueckweg = _without_references(inhalt), Rueckweg(stelle)
    for ort, zeichen in enumerate(ohne):
        if zeichen.isalpha():
            assert stelle.text[rueckweg.at(ort)] == zeichen
    assert rueckweg.at(len(ohne)) == len(stelle.text)

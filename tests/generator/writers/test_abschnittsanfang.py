"""A section is not left behind on a page with its first words alone, when its end goes on with what closes the document."""

from __future__ import annotations

import pytest

from generator.numbering import resolve
from generator.tree import Abschnitt, Dokument, Kopf, Spalte, Tabelle, Text, Textblock, Zeile, Zelle
from generator.writers.haftung import bind_blocks
from tests.vertraege import work_example

KURZ = Textblock("a1", (Text("Eine Zeile."),))
LANG = Textblock(
    "a1", (Text("Ein Satz von gut achtzig Zeichen, der in jedem Format eine Zeile und etwas mehr füllt. " * 4),)
)
"""More than twenty millimetres: no short beginning."""
TABELLE = Tabelle("a1", (Text("T"),), (Spalte(100, "links"),), (), (Zeile("z", (Zelle((Text("x"),)),)),), ())


def _document(erster: Textblock | Tabelle, texte: int) -> Dokument:
    """A section before, then one of which the last texts are the end of the document."""
    davor = Abschnitt("davor", "ohne_nummer", (Text("Davor"),), (Textblock("d1", (Text("Kurz."),)),))
    rest = tuple(Textblock(f"r{n}", (Text("Hier stehen zwei Zeilen. " * 5),)) for n in range(texte))
    letzter = Abschnitt("letzter", "ohne_nummer", (Text("Zuletzt"),), (erster, *rest))
    return resolve(
        Dokument(Kopf("K-1", "Brief", "", "1.0", "2025-01-01", "0" * 64, hat_verzeichnis=False), (), (davor, letzter))
    )


def _bound(erster: Textblock | Tabelle, texte: int) -> frozenset[str]:
    return bind_blocks(_document(erster, texte)).ende


def _texts_until_it_stays(erster: Textblock | Tabelle) -> int:
    """How many texts of two lines must follow, for the first piece of the section to stay on the page before."""
    return next(n for n in range(3, 30) if erster.id not in _bound(erster, n))


def test_a_short_beginning_goes_along_and_anything_longer_stays() -> None:
    kurz, lang, tabelle = [_texts_until_it_stays(erster) for erster in (KURZ, LANG, TABELLE)]
    assert kurz > lang == tabelle
    assert _bound(KURZ, lang) == {"a1", *(f"r{n}" for n in range(lang - 1))}, "what stands before the heading stays too"
    assert not {"a1", "r0", "r1"} & _bound(KURZ, kurz), "a beginning of several texts is left behind"


@pytest.mark.parametrize("papier", ["aufhebung", "bescheid"])
def test_the_rechtsbehelfsbelehrung_is_not_parted(papier: str) -> None:
    dokument = work_example("PB-BEISPIEL-2005").dokumente[papier]
    (belehrung,) = [a for a in dokument.abschnitte if a.id.endswith("belehrung")]
    assert {b.id for b in belehrung.bloecke if isinstance(b, Textblock)} <= bind_blocks(dokument).ende

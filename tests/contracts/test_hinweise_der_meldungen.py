"""What the sentences of the schema say besides: the values a missing field may have, the wrong kind of quotation marks."""

from __future__ import annotations

import pytest

from contracts.bausteine.klausel import read_klausel
from contracts.modell.meldungen import describe
from contracts.position import Quelle
from tests.vertraege import daten, load_modell, patch


def sentences(pfad: str, wert: object) -> list[str]:
    """Return what is said of the example with one value changed."""
    from pydantic import ValidationError

    inhalt = daten()
    patch(inhalt, pfad, wert)
    with pytest.raises(ValidationError) as fehler:
        load_modell().model_validate(inhalt)
    return [m.meldung for m in describe(fehler.value, Quelle("v.yaml", inhalt, {}, {}), load_modell())]


@pytest.mark.parametrize(
    ("pfad", "werte"),
    [
        ("budget.rundung", "„je_satz“, „gesamtbetrag“"),
        ("ziele[Z1].turnus", "„monatlich“, „vierteljährlich“, „halbjährlich“, „jährlich“"),
        ("investitionen.ist_im_budget", "„true“, „false“"),
        ("parteien[land].rolle", "„leistungstraeger“, „leistungserbringer“"),
    ],
)
def test_a_missing_choice_names_what_it_can_be(pfad: str, werte: str) -> None:
    (satz,) = sentences(pfad, "…weg")
    assert satz.endswith(f"fehlt. Ergänzen Sie sie. Möglich sind: {werte}.")


def test_a_missing_text_names_no_values() -> None:
    assert sentences("titel", "…weg") == ["Die Pflichtangabe „titel“ fehlt. Ergänzen Sie sie."]


def test_a_clause_without_its_kind_is_told_which_there_are() -> None:
    _, maengel = read_klausel('---\nid: x\ntitel: X\nversion: "1.0"\n---\n\n{: a}\nText.\n', "klauseln/x.md")
    assert "Möglich sind: „" in maengel[0].meldung and "„paragraf“" in maengel[0].meldung


@pytest.mark.parametrize("zeichen", ["„{}“", "“{}”", "»{}«", "‚{}‘"])
@pytest.mark.parametrize(
    ("pfad", "wert"),
    [
        ("parteien[land].anschrift.plz", "28000"),
        ("leistungspaket[TS].gruppen[E].verguetungssatz", "1124.45"),
        ("fassung.stand", "2024-12-18"),
        ("budget.rundung", "je_satz"),
    ],
)
def test_typographic_quotation_marks_are_named(zeichen: str, pfad: str, wert: str) -> None:
    (satz,) = sentences(pfad, zeichen.format(wert))
    assert "typografischen Anführungszeichen" in satz and 'schreiben Sie das gerade (")' in satz

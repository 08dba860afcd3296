"""The lines to sign on are level, whatever the names below them: in Word and OpenDocument, as LibreOffice prints them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.numbering import resolve
from generator.tree import Abschnitt, Dokument, Kopf, Text, Unterschrift, Unterschriften
from generator.writers.unterschriftzeilen import empty_lines
from tests.generator.writers.seitenbild import words_of
from tests.generator.writers.seitendruck import print_document

LANG = "Rike Amtlich-Mustermann, Leitung des Amtes für Teilhabe und Soziales"
NAMEN = [
    (("Mara Beispiel",), (LANG,)),
    ((LANG, "Vorstand"), ("Tom Muster",)),
    (("Tom Muster", "Vorstand", "nach Vollmacht"), (LANG,)),
    ((), (LANG,)),
]


def _place(kennung: str, zeilen: tuple[str, ...]) -> Unterschrift:
    return Unterschrift(
        id=kennung,
        partei=(Text(kennung.title()),),
        zeilen=tuple((Text(z),) for z in zeilen),
        ort_datum="Ort, Datum",
    )


@pytest.mark.parametrize(
    ("reihe", "leere"),
    [
        (("Mara Beispiel", LANG), (1, 0)),
        (("Mara Beispiel", "Tom Muster"), (0, 0)),
        ((LANG, None), (0, 2)),
    ],
)
def test_a_name_of_two_lines_counts_twice(reihe: tuple[str, str | None], leere: tuple[int, int]) -> None:
    links, rechts = (_place(f"p{n}", (z,)) if z is not None else None for n, z in enumerate(reihe))
    assert empty_lines((links, rechts)) == leere


@pytest.mark.langsam
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_lines_are_level_in_print(form: str, tmp_path: Path) -> None:
    felder = tuple(
        _place(f"{seite}{n}", zeilen)
        for n, paar in enumerate(NAMEN)
        for seite, zeilen in zip(("links", "rechts"), paar, strict=True)
    )
    abschnitt = Abschnitt("u", "ohne_nummer", (Text("Unterschriften"),), (Unterschriften(felder),))
    kopf = Kopf("K-1", "Vertrag", "", "1.0", "2025-01-01", "0" * 64, hat_verzeichnis=False)
    seiten = words_of(print_document(resolve(Dokument(kopf, (), (abschnitt,))), form, tmp_path))
    orte = sorted((nummer, w.oben) for nummer, seite in enumerate(seiten) for w in seite if w.text == "Ort,")
    assert len(orte) == 2 * len(NAMEN)
    for links, rechts in zip(orte[::2], orte[1::2], strict=True):
        assert links[0] == rechts[0] and abs(links[1] - rechts[1]) < 0.5

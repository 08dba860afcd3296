"""What is asked of the law between two days: places that never were, whole laws, annexes, ranges."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.norm import Norm
from corpus.recht.beurteilung import judge
from corpus.recht.erfragt import HOECHSTENS, explain_open, list_normen
from corpus.recht.rechtsbestand import Rechtsbestand, load_mitgeliefert
from corpus.zitate import Normstelle, find
from vertragswerk.gesetze.eingefuehrt import load_recht
from vertragswerk.gesetze.uebernahme import import_file


@pytest.mark.parametrize(
    ("text", "von", "bis", "status"),
    [
        ("§ 999 SGB IX", "2018-06-01", "2024-01-01", "nicht_vorhanden"),
        ("§ 999 SGB IX", "2017-06-01", "2024-01-01", "nicht_vorhanden"),  # the law was replaced; the place never was
        ("§ 999 BudgetV", "2017-06-01", "2018-06-01", "nicht_vorhanden"),
        ("§ 29 Abs. 99 SGB IX", "2022-06-01", "2024-06-01", "nicht_vorhanden"),
        ("§ 53 SGB XII", "2021-06-01", "2024-01-01", "nicht_vorhanden"),
        ("§ 53 SGB XII", "2019-06-01", "2021-01-01", "geaendert"),
        ("§ 4 BudgetV", "2019-06-01", "2020-06-01", "nicht_vorhanden"),
        ("§ 4 BudgetV", "2017-06-01", "2018-06-01", "geaendert"),
        ("§ 132 SGB IX", "2019-12-01", "2025-06-30", "unveraendert"),
        ("§ 126 Abs. 5 BGB", "2025-01-01", "2026-06-30", "geaendert"),
        ("Abs. 2 SGB IX", "2022-06-01", "2024-06-01", "unbekannt"),
        ("Anlage 1 SGB XI", "2022-06-01", "2024-06-01", "unbekannt"),
    ],
)
def test_changed_between_two_days(text: str, von: str, bis: str, status: str) -> None:
    auskunft = load_mitgeliefert().geaendert(Norm.parse(text), date.fromisoformat(von), date.fromisoformat(bis))
    assert auskunft.status == status, auskunft
    assert bool(auskunft.aenderungen) == (status == "geaendert")
    assert status != "unbekannt" or auskunft.vorbehalt.endswith(".")


@pytest.mark.parametrize(
    ("gesetz", "von", "bis", "status", "worte"),
    [
        ("BudgetV", "2017-06-01", "2018-06-01", "geaendert", ["01.01.2018: außer Kraft"]),
        ("BudgetV", "2004-06-30", "2018-01-01", "geaendert", ["01.07.2004: in Kraft getreten", "01.01.2018: außer Kraft"]),
        ("BudgetV", "2016-06-01", "2017-12-31", "unveraendert", []),
        ("BudgetV", "2019-06-01", "2020-06-01", "unveraendert", []),
        ("BVG", "2023-06-01", "2024-06-01", "geaendert", ["01.01.2024: außer Kraft"]),
        ("SGB IX", "2017-06-01", "2018-06-01", "geaendert", ["01.01.2018: Gesetz neu gefasst"]),
        ("SGB IX", "2022-06-01", "2024-06-01", "unveraendert", []),
        ("SGB IX", "2022-06-01", "2099-06-01", "unbekannt", []),
        ("EStG", "2022-06-01", "2024-06-01", "unbekannt", []),
    ],
)  # fmt: skip
def test_a_whole_law(gesetz: str, von: str, bis: str, status: str, worte: list[str]) -> None:
    auskunft = load_mitgeliefert().gesetz_geaendert(gesetz, date.fromisoformat(von), date.fromisoformat(bis))
    assert auskunft.status == status
    assert len(auskunft.aenderungen) == len(worte)
    for aenderung, wort in zip(auskunft.aenderungen, worte, strict=True):
        assert wort in str(aenderung)


@pytest.fixture
def mit_anlagen(tmp_path: Path) -> Rechtsbestand:
    """Return the law with one more that has two annexes."""
    norm = (
        "<norm><metadaten><enbez>{}</enbez><titel>{}</titel></metadaten>"
        "<textdaten><text><Content><P>{}</P></Content></text></textdaten></norm>"
    )
    normen = (("§ 1", "Zweck", "Probe."), ("Anlage 1", "Muster", "Ein Muster."), ("Anlage 2 (zu § 1)", "", "Werte."))
    datei = tmp_path / "gesetz.xml"
    datei.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><dokumente builddate="20260901"><norm><metadaten><jurabk>TestG</jurabk>'
        f"<kurzue>Testgesetz</kurzue></metadaten></norm>{''.join(norm.format(*n) for n in normen)}</dokumente>",
        encoding="utf-8",
    )
    import_file(datei, tmp_path / "cache")
    return load_recht(tmp_path / "cache")


@pytest.mark.parametrize(
    ("text", "urteil"),
    [
        ("Anlage 1 TestG", "geltend"),
        ("Anlage 2 TestG", "geltend"),
        ("Anlage 2 Nr. 7 TestG", "geltend"),
        ("Anlage 3 TestG", "nicht_vorhanden"),
        ("§ 1 TestG", "geltend"),
        ("Abs. 4 TestG", "unbekannt"),
    ],
)
def test_annexes_of_an_imported_law(text: str, urteil: str, mit_anlagen: Rechtsbestand) -> None:
    norm, tag = Norm.parse(text), date(2026, 9, 1)
    assert mit_anlagen.urteile(norm, tag).status == urteil
    assert mit_anlagen.urteile(norm, tag).norm == norm
    assert bool(mit_anlagen.geschichte(norm)) == (urteil == "geltend")
    gefunden = [judge(z, text, tag, mit_anlagen).urteil for z in find(text)]
    assert gefunden == ["nicht_geprueft" if urteil == "unbekannt" else urteil]


def place(text: str) -> Normstelle:
    return find(text)[0].stellen[0]


@pytest.mark.parametrize(
    ("text", "normen"),
    [
        ("§§ 63 bis 65 SGB V", ["63", "64", "64a", "64b", "64c", "64d", "64e", "65"]),
        ("§ 123 SGB IX", ["123"]),
        ("§§ 123 ff. SGB IX", ["123"]),
        ("§§ 123 f. SGB IX", ["123", "124"]),
        ("§§ 998 bis 999 SGB IX", ["998", "999"]),
    ],
)
def test_a_range_holds_what_the_law_has_between_its_ends(text: str, normen: list[str]) -> None:
    gefragt = list_normen(place(text), load_mitgeliefert(), (date(2024, 6, 1), date(2025, 6, 1)))
    assert sorted(n.paragraf for n in gefragt) == normen


@pytest.mark.parametrize(
    ("text", "satz"),
    [
        (
            "§§ 123 ff. SGB IX",
            "„§§ 123 ff. SGB IX“ sagt nicht, wo das Zitat endet; geprüft ist nur § 123 SGB IX, nicht was folgt.",
        ),
        ("§§ 123 f. SGB IX", ""),
        ("§§ 123 bis 125 SGB IX", ""),
        ("§§ 123 bis 124 SGB IX", ""),
        ("§ 123 SGB IX", ""),
        ("§§ 64 bis 64a SGB V", ""),
        (
            "§§ 1 bis 900 BGB",
            "„§§ 1 bis 900 BGB“ nennt zu viel auf einmal; geprüft sind nur Anfang und Ende der Spanne.",
        ),
    ],
)
def test_what_a_place_leaves_open(text: str, satz: str) -> None:
    stelle = place(text)
    normen = list_normen(stelle, load_mitgeliefert(), (date(2024, 6, 1),))
    assert len(normen) <= HOECHSTENS + 1
    assert explain_open(stelle, normen) == satz

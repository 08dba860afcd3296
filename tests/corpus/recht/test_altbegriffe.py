"""Outdated words: found with their endings, only from the day they were outdated, and harmless uses left alone."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.norm import Norm, NormFehler
from corpus.recht.altbegriffe import find_alte_begriffe, load_begriffe
from corpus.recht.rechtsbestand import load_mitgeliefert

FAELLE = [
    ("Auskunft geben die gemeinsamen Servicestellen.", "2024-01-01", ["Gemeinsame Servicestelle"]),
    ("Auskunft geben die gemeinsamen Servicestellen.", "2017-12-31", []),
    ("Die Person hat Pflegestufe II.", "2024-01-01", ["Pflegestufe"]),
    ("Der MDK prüft.", "2024-01-01", ["Medizinischer Dienst der Krankenversicherung (MDK)"]),
    ("Der Medizinische Dienst prüft.", "2024-01-01", []),
    ("am dritten Tag nach der Aufgabe zur Post", "2024-12-31", []),
    ("am dritten Tag nach der Aufgabe zur Post", "2025-01-01", ["dritter Tag nach Aufgabe zur Post"]),
    ("Leistungen für behinderte Menschen", "2024-01-01", ["behinderte Menschen"]),
    ("Leistungen für Menschen mit Behinderungen", "2024-01-01", []),
    ("Der Beauftragte des Persönlichen Budgets zahlt aus.", "2024-01-01", ["Beauftragter (Persönliches Budget)"]),
    ("Der Beauftragte für den Datenschutz wird gehört.", "2024-01-01", []),
    ("Der Träger der Sozialhilfe zahlt die Hilfe zur Pflege.", "2024-01-01", []),
    (
        "Der Träger der Sozialhilfe gewährt Eingliederungshilfe.",
        "2024-01-01",
        ["Träger der Sozialhilfe (Eingliederungshilfe)"],
    ),
    ("Heimfahrten und Heimaufsicht in der Eingliederungshilfe", "2024-01-01", []),
    ("schwerbehinderte Menschen", "2024-01-01", []),
]


@pytest.mark.parametrize(("text", "tag", "begriffe"), FAELLE)
def test_outdated_words(text: str, tag: str, begriffe: list[str]) -> None:
    funde = find_alte_begriffe(text, date.fromisoformat(tag))
    assert [f.eintrag.begriff for f in funde] == begriffe
    assert all(text[f.start : f.end] == f.text for f in funde)


def test_every_entry_is_complete_and_names_law_in_force() -> None:
    for e in load_begriffe():
        assert e.heute
        assert e.grundlage
        try:
            norm = Norm.parse(e.grundlage)
        except NormFehler:
            continue
        assert load_mitgeliefert().urteile(norm, date(2026, 8, 19)).status == "geltend", e.grundlage


def test_long_text_is_one_pass() -> None:
    assert (
        find_alte_begriffe("gemeinsame " * 50_000 + "Servicestelle", date(2024, 1, 1))[0].text
        == "gemeinsame Servicestelle"
    )

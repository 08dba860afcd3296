"""The limits of foreign files: the handbook names those that hold, and both sets can be chosen."""

from __future__ import annotations

from dataclasses import astuple, fields, replace

import pytest

from generator.readers.lesegrenzen import LESEGRENZEN, MIB, NORMAL, WEIT, GrenzFehler, Lesegrenzen, Verbrauch
from tests.hilfen import PROJEKT

UNGENANNT = {"verhaeltnis_ab", "sekunden", "speicher"}
"""pandoc reads our own files only."""


def _written(name: str, zahl: int) -> set[str]:
    if name in ("datei", "entpackt", "seite"):
        return {f"{zahl // MIB} MiB"}
    punkte = f"{zahl:,}".replace(",", ".")
    return {punkte, f"{zahl / 1_000_000:g} Millionen".replace(".", ",")}


@pytest.mark.parametrize("grenzen", [NORMAL, WEIT], ids=["normal", "weit"])
@pytest.mark.parametrize("name", [f.name for f in fields(Lesegrenzen) if f.name not in UNGENANNT])
def test_the_handbook_names_the_limit(grenzen: Lesegrenzen, name: str) -> None:
    text = (PROJEKT / "docs" / "handbuch" / "recht.md").read_text(encoding="utf-8")
    tabelle = text[text.index("### Wie groß") : text.index("## Was eine Rechtsänderung")]
    assert any(w in tabelle for w in _written(name, getattr(grenzen, name)))


def test_wide_limits_are_nowhere_narrower() -> None:
    assert all(w >= n for n, w in zip(astuple(NORMAL), astuple(WEIT), strict=True))
    assert set(LESEGRENZEN) == {"normal", "weit"}


@pytest.mark.parametrize("art", ["take_entpackt", "take_knoten", "take_zeichen", "take_zitate", "take_befehle"])
def test_small_things_add_up(art: str) -> None:
    verbrauch = Verbrauch(replace(NORMAL, entpackt=10, knoten=10, zeichen=10, zitate=10, befehle=10))
    for _ in range(5):
        getattr(verbrauch, art)(2)
    with pytest.raises(GrenzFehler) as fehler:
        getattr(verbrauch, art)(1)
    assert str(fehler.value).endswith(".")

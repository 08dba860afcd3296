"""The language rules on the labelled sentences they may be tuned on: never worse than what the page states."""

from __future__ import annotations

import pytest

from benchmarks.wortlaut.messung import ANFANG, ENDE, SAETZE, SEITE, STELLTEIL, count, list_urteile


def stated() -> dict[tuple[str, str], tuple[int, float, float]]:
    """Return sentences, precision and recall of the tuning part by family and rule, as the page states them."""
    tabelle = SEITE.read_text(encoding="utf-8").partition(ANFANG)[2].partition(ENDE)[0]
    zeilen = [[feld.strip() for feld in zeile.split("|")[1:-1]] for zeile in tabelle.splitlines() if STELLTEIL in zeile]
    return {(z[0], z[1]): (int(z[3]), float(z[4]), float(z[5])) for z in zeilen}


@pytest.mark.parametrize(
    ("familie", "mindestens"),
    [("begriffe", 250), ("recht", 250), ("begriffe (siebte Lese)", 50), ("recht (siebte Lese)", 50)],
)
def test_the_tuning_part_is_read_as_well_as_stated(familie: str, mindestens: int) -> None:
    urteile = [
        u
        for datei in sorted(SAETZE.glob("*.yaml"))
        if f"\nfamilie: {familie}\n" in datei.read_text(encoding="utf-8")
        for u in list_urteile(datei, (STELLTEIL,))
    ]
    assert len(urteile) > mindestens
    for regel in sorted({u.regel for u in urteile}):
        guete = count(u for u in urteile if u.regel == regel)
        anzahl, praezision, ausbeute = stated()[familie, regel]
        assert guete.anzahl == anzahl, f"{regel}: run python -m benchmarks wortlaut"
        assert (round(guete.praezision, 3), round(guete.ausbeute, 3)) >= (praezision, 0), regel
        assert round(guete.ausbeute, 3) >= ausbeute, [
            u.text for u in urteile if u.regel == regel and u.ist is not u.soll
        ]

"""RK-19 and RK-20 keep what they find in the words of persons and offices, at the figures that docs/wortlaut.md states."""

from __future__ import annotations

import pytest

from benchmarks.wortlaut.messung import SAETZE, count, list_urteile


@pytest.mark.parametrize(
    ("datei", "anzahl", "praezision", "ausbeute"),
    [
        ("RK-19-eigene-worte", 60, 0.95, 0.93),
        ("RK-20-eigene-worte", 60, 0.95, 0.95),
        ("RK-19-eigene-worte-nachlese", 20, 0.95, 0.6),
        ("RK-20-eigene-worte-nachlese", 20, 0.95, 0.9),
        ("RK-20-eigene-worte-dritte-lese", 16, 0.95, 0.6),
        ("RK-19-vierte-lese", 40, 0.95, 0.75),
        ("RK-20-vierte-lese", 40, 0.95, 0.75),
        ("RK-19-fuenfte-lese", 20, 0.95, 0.1),
        ("RK-20-fuenfte-lese", 20, 0.95, 0.2),
    ],
)
def test_figures_do_not_sink(datei: str, anzahl: int, praezision: float, ausbeute: float) -> None:
    urteile = list(list_urteile(SAETZE / f"{datei}.yaml"))
    guete = count(urteile)
    assert len(urteile) == anzahl and sum(u.soll for u in urteile) * 2 == anzahl
    assert guete.praezision >= praezision and guete.ausbeute >= ausbeute, guete

"""Values of the template of a Regionalbudget that follow from the answers: years and the deadlines of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from ..rechnen.zeitraum import deadline

STICHTAGE: Final = ((6, 30), (12, 31))
FRIST_MONATE, FRIST_TAG, LAND = 2, 15, "HB"
"""Rule and Land by which the template states the deadlines of the reports; they stand in the template too."""


def compute_jahreswerte(angaben: Mapping[str, str]) -> dict[str, str]:
    """Return the years of a term of seven years and the last day of each report, for the placeholders of the template."""
    jahr = int(angaben["basisjahr"])
    versatz = {
        "vorjahr": -1,
        "jahr": 0,
        "folgejahr": 1,
        "drittesjahr": 2,
        "viertesjahr": 3,
        "vorletztesjahr": 5,
        "endjahr": 6,
    }
    fristen = {
        f"frist{nummer}": deadline(date(jahr, monat, tag), FRIST_MONATE, FRIST_TAG, LAND).isoformat()
        for nummer, (monat, tag) in enumerate(STICHTAGE, 1)
    }
    return {**{name: str(jahr + abstand) for name, abstand in versatz.items()}, **fristen}

"""Values of the template of a singular Trägerbudget that follow from the answers: years and the deadlines of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from ..rechnen.zeitraum import deadline

STICHTAGE: Final = ((3, 31), (6, 30), (9, 30), (12, 31))
FRIST_MONATE, FRIST_TAG, LAND = 2, 15, "HB"
"""Rule and Land by which the template states the deadlines of the reports; they stand in the template too."""


def compute_werte(angaben: Mapping[str, str]) -> dict[str, str]:
    """Return the years around the first budget year and the last day of each report, for the placeholders of the template."""
    jahr = int(angaben["budgetjahr"])
    fristen = {
        f"frist{nummer}": deadline(date(jahr, monat, tag), FRIST_MONATE, FRIST_TAG, LAND).isoformat()
        for nummer, (monat, tag) in enumerate(STICHTAGE, 1)
    }
    return {
        "vorjahr": str(jahr - 1),
        "jahr": str(jahr),
        "folgejahr": str(jahr + 1),
        "endjahr": str(jahr + 2),
        **fristen,
    }

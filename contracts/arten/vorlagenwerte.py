"""Values of templates that follow from the first year: the years around it and the deadlines of half-yearly reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from ..rechnen.zeitraum import deadline

HALBJAHRE: Final = ((6, 30), (12, 31))
FRIST_MONATE, FRIST_TAG, LAND = 2, 15, "HB"
"""Rule and Land by which the templates state the deadlines of the reports; they stand in the templates too."""


def compute_halbjahreswerte(angaben: Mapping[str, str]) -> dict[str, str]:
    """Return the years of a term of three years and the last day of each report of the first one."""
    jahr = int(angaben["beginnjahr"])
    fristen = {
        f"frist{nummer}": deadline(date(jahr, monat, tag), FRIST_MONATE, FRIST_TAG, LAND).isoformat()
        for nummer, (monat, tag) in enumerate(HALBJAHRE, 1)
    }
    jahre = {"vorjahr": jahr - 1, "jahr": jahr, "folgejahr": jahr + 1, "endjahr": jahr + 2}
    return {**{name: str(wert) for name, wert in jahre.items()}, **fristen}

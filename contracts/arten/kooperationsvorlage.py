"""Values of the template of a Kooperationsvereinbarung that follow from its first year: years and a meeting in every quarter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from ..rechnen.zeitraum import next_werktag

MONATE: Final = (2, 5, 9, 11)
VERTRAEGE: Final = {"vertrag1": "BUDGETVERTRAG-1", "vertrag2": "BUDGETVERTRAG-2"}
"""Kennungen of the Budgetverträge until they have their own."""
TAG, LAND = 15, "HB"
"""Day of the month from which a meeting is planned, and the Land of the template, whose holidays it avoids."""


def compute_kooperationswerte(angaben: Mapping[str, str]) -> dict[str, str]:
    """Return the years of a term of three years and the days of the four meetings of the first one."""
    jahr = int(angaben["beginnjahr"])
    sitzungen = {
        f"sitzung{nummer}": next_werktag(date(jahr, monat, TAG), LAND).isoformat()
        for nummer, monat in enumerate(MONATE, 1)
    }
    jahre = {"vorjahr": jahr - 1, "jahr": jahr, "folgejahr": jahr + 1, "endjahr": jahr + 2}
    return {**{name: str(wert) for name, wert in jahre.items()}, **sitzungen, **VERTRAEGE}

"""Values of the template of a Budgetvertrag of a Sozialraum: those of a Trägerbudget and those of its Sozialraum."""

from __future__ import annotations

from collections.abc import Mapping

from . import kooperationsvorlage, traegerbudget_vorlage


def compute_budgetvertragswerte(angaben: Mapping[str, str]) -> dict[str, str]:
    """Return years, deadlines of reports and days of meetings that follow from the first budget year."""
    raum = kooperationsvorlage.compute_kooperationswerte({"beginnjahr": angaben["budgetjahr"]})
    return {**raum, **traegerbudget_vorlage.compute_werte(angaben)}

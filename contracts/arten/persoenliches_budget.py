"""Persönliches Budget: one case, all its papers, under the law of its day (A.10; § 29 SGB IX, before 2018 § 17 SGB IX and BudgetV)."""

from __future__ import annotations

from typing import Literal

from ..rechnen.budgetfall import HatBudgetfall


class PersoenlichesBudget(HatBudgetfall):
    """The case of one person."""

    art: Literal["persoenliches_budget"]
    """Art des Vorgangs."""

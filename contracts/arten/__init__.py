"""The kinds of contract: a literal list; one module per kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contracts.modell.vertrag import Vertrag

ARTEN: dict[str, str] = {
    "traegerbudget_singulaer": "Singuläres Trägerbudget (Zielvereinbarung nach § 132 SGB IX)",
}
"""Name of the kind (module, schema and list of clauses bear it) and its German title."""


def model_of(art: str) -> type[Vertrag]:
    """Return the model class of a kind; raises `KeyError` for an unknown one."""
    if art == "traegerbudget_singulaer":
        from .traegerbudget_singulaer import TraegerbudgetSingulaer

        return TraegerbudgetSingulaer
    raise KeyError(art)

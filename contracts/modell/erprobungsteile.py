"""Parts that only agreements to try something out have (`faehigkeiten` holds those of all others)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .erprobung import BezogeneVereinbarung, Vorhaben
from .typen import Basis


class HatErprobung(Basis):
    """Tries out new structures and develops existing ones (§ 132 Abs. 1 SGB IX)."""

    vorhaben: Annotated[tuple[Vorhaben, ...], Field(min_length=1, max_length=30)]
    """Vorhaben zur Erprobung neuer und zur Weiterentwicklung bestehender Strukturen."""


class HatVereinbarungen(Basis):
    """Stands beside the agreements of Leistungstypen, which go on unchanged."""

    vereinbarungen: Annotated[tuple[BezogeneVereinbarung, ...], Field(min_length=1, max_length=30)]
    """Fortgeltende Leistungs- und Vergütungsvereinbarungen."""

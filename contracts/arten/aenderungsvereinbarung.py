"""Änderungsvereinbarung: changes the wording of a contract by commands that can be applied again (§ 56 SGB X)."""

from __future__ import annotations

from typing import Literal

from ..modell.vertrag import Vertrag
from ..modell.vertragsaenderung import HatAenderung


class Aenderungsvereinbarung(HatAenderung, Vertrag):
    """An amendment of a contract of the repository; its term begins when it comes into force."""

    art: Literal["aenderungsvereinbarung"]
    """Vertragsart."""

"""Änderungsvereinbarung: changes the wording of a contract by commands that can be applied again (§ 56 SGB X)."""

from __future__ import annotations

from typing import Literal

from ..modell.vertrag import Vertrag
from ..modell.vertragsaenderung import HatAenderung
from ..sichtbar import sichtbar


class Aenderungsvereinbarung(HatAenderung, Vertrag):
    """An amendment of a contract of the repository; its term begins when it comes into force."""

    art: Literal["aenderungsvereinbarung"]
    """Vertragsart."""

    @property
    @sichtbar
    def ist_erfunden(self) -> bool:
        """Some party is made up, so that the document must say so."""
        return any(p.ist_fiktiv for p in self.parteien)

"""Parts that only contracts of the psychiatric care of a region have (`faehigkeiten` holds those of all others)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .faehigkeiten import HatZusammenarbeit
from .modellbudget import Erloesausgleich, Regionalbudget
from .modellvorhaben import Verbund
from .rahmen import Datenfluss, Gemeinschaftsdienst, Teilvertrag
from .typen import Basis


class HatRegionalbudget(Basis):
    """Has a budget after § 64b SGB V."""

    budget: Regionalbudget
    """Budget, Anteile und Zahlung."""


class HatErloesausgleich(Basis):
    """Settles differences between proceeds and budget."""

    erloesausgleich: Erloesausgleich
    """Mehr- und Mindererlöse."""


class HatVerbund(HatZusammenarbeit):
    """Works together with a Gemeindepsychiatrischer Verbund."""

    verbund: Verbund
    """Schnittstelle zum Gemeindepsychiatrischen Verbund."""


class HatTeilvertraege(Basis):
    """Is a frame over contracts of the repository that stay legally separate."""

    teilvertraege: Annotated[tuple[Teilvertrag, ...], Field(min_length=2, max_length=6)]
    """Verträge, die der Rahmen verbindet; jeder bleibt selbständig."""


class HatGemeinschaftsdienst(Basis):
    """Pools a service that several parties pay."""

    dienst: Gemeinschaftsdienst
    """Gemeinsamer Dienst und wer welchen Teil zahlt."""


class HatDatenfluesse(Basis):
    """Says which data pass from one body of law to the other."""

    datenfluesse: Annotated[tuple[Datenfluss, ...], Field(min_length=1, max_length=30)]
    """Welche Angaben über die Grenze der Leistungsgesetze gehen dürfen."""

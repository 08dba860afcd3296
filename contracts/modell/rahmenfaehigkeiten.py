"""What a contract can have besides its own budget: things to try out, contracts it joins, a pooled service, a duty to serve.

Like `faehigkeiten`: one base per part, so that rules, clauses and kinds name the part they need and nothing else.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .erprobung import BezogeneVereinbarung, Vorhaben
from .rahmen import Datenfluss, Gemeinschaftsdienst, Teilvertrag
from .typen import Basis
from .versorgungspflicht import Versorgungsverpflichtung


class HatErprobung(Basis):
    """Tries out new structures and develops existing ones (§ 132 Abs. 1 SGB IX)."""

    vorhaben: Annotated[tuple[Vorhaben, ...], Field(min_length=1, max_length=30)]
    """Vorhaben zur Erprobung neuer und zur Weiterentwicklung bestehender Strukturen."""


class HatVereinbarungen(Basis):
    """Stands beside the agreements of Leistungstypen, which go on unchanged."""

    vereinbarungen: Annotated[tuple[BezogeneVereinbarung, ...], Field(min_length=1, max_length=30)]
    """Fortgeltende Leistungs- und Vergütungsvereinbarungen."""


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


class HatVersorgungsverpflichtung(Basis):
    """Obliges the Leistungserbringer to serve all entitled persons of a Sozialraum (A-SRB-02)."""

    versorgungsverpflichtung: Versorgungsverpflichtung
    """Versorgungsverpflichtung und die Leistungserbringer, deren Rechte sie berührt."""

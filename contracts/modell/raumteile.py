"""Parts that only contracts about a Sozialraum have (`faehigkeiten` holds those of all others)."""

from __future__ import annotations

from ..position import Pfad
from .faehigkeiten import HatZielorte, HatZusammenarbeit
from .sozialraum import Sozialraum
from .typen import Basis
from .versorgungspflicht import Versorgungsverpflichtung
from .ziel import Messziel


class HatSozialraum(HatZusammenarbeit, HatZielorte):
    """Belongs to a Sozialraum, whose territory, members, conference, joint goals and co-operation stand once in the repository."""

    sozialraum: Sozialraum
    """Kennung des Sozialraums; zugleich Name des Ordners unter `sozialraeume/`, aus dem alle Angaben kommen."""

    @property
    def zielorte(self) -> tuple[tuple[Pfad, Messziel], ...]:
        """The goals of the other parts, and those that all Budgetnehmer of the Sozialraum have together."""
        return (*super().zielorte, *((("sozialraum", "ziele", n), z) for n, z in enumerate(self.sozialraum.ziele)))


class HatVersorgungsverpflichtung(Basis):
    """Obliges the Leistungserbringer to serve all entitled persons of a Sozialraum (A-SRB-02)."""

    versorgungsverpflichtung: Versorgungsverpflichtung
    """Versorgungsverpflichtung und die Leistungserbringer, deren Rechte sie berührt."""

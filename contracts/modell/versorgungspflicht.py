"""The duty to serve all entitled persons of a Sozialraum, and whose rights it touches (A.4, B.4.4, RK-11)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from ..angaben import Groesse, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .typen import Absatztext, Basis, Datum, Kuerzel, Parteikennung, Positiv, Zeile


class BetroffenerErbringer(Basis):
    """A Leistungserbringer of the Sozialraum that is no party, and whether it has consented (§ 57 Abs. 1 SGB X)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    name: Zeile
    """Name des Leistungserbringers."""
    leistungen: Zeile
    """Leistungen, die er im Sozialraum erbringt."""
    zustimmung_am: Annotated[Datum | None, Zeit("Zustimmung eines Dritten", bis=("unterzeichnung.am",))] = None
    """Tag der schriftlichen Zustimmung; ohne Tag liegt sie nicht vor."""

    @property
    @sichtbar
    def hat_zugestimmt(self) -> bool:
        """The written consent is there."""
        return self.zustimmung_am is not None


class Rechtsgutachten(Basis):
    """A documented legal opinion on the rights of third parties."""

    durch: Zeile
    """Wer es erstattet hat, mit Artikel im Dativ („der Kanzlei …“, „dem Institut …“)."""
    vom: Annotated[Datum, Zeit("Tag des Rechtsgutachtens", bis=("unterzeichnung.am",), alt=("unterzeichnung.am", 24))]
    """Tag des Gutachtens."""
    aktenzeichen: Zeile
    """Fundstelle in den Akten."""
    ergebnis: Absatztext
    """Ergebnis in ein bis zwei vollständigen Sätzen."""


class Versorgungsverpflichtung(Basis):
    """What the Budgetnehmer owe together to every entitled person of the Sozialraum."""

    leistungsberechtigte: Annotated[Positiv, Groesse(ueblich=("20", "5000"))]
    """Zahl der Leistungsberechtigten des Sozialraums, die für die Leistungstypen in Betracht kommen."""
    stichtag: Annotated[
        Datum, Zeit("Stichtag der Leistungsberechtigten", bis=("fassung.stand",), alt=("unterzeichnung.am", 12))
    ]
    """Tag, zu dem sie festgestellt ist."""
    angebot_werktage: Annotated[int, Field(strict=True, ge=1, le=60), Groesse(ueblich=("3", "30"))]
    """Werktage, in denen eine anfragende Person ein Angebot erhält."""
    koordination: Annotated[Parteikennung, VerweisAuf("Partei")]
    """Partei, die das Angebot sicherstellt, wenn keine andere es macht."""
    betroffene: tuple[BetroffenerErbringer, ...] = ()
    """Leistungserbringer des Sozialraums, die nicht Partei sind."""
    gutachten: Rechtsgutachten | None = None
    """Rechtsgutachten zu den Rechten Dritter."""

    @property
    @sichtbar
    def hat_betroffene(self) -> bool:
        """Other Leistungserbringer work in the Sozialraum."""
        return bool(self.betroffene)

    @property
    @sichtbar
    def zustimmende(self) -> tuple[BetroffenerErbringer, ...]:
        """Those who have consented."""
        return tuple(b for b in self.betroffene if b.hat_zugestimmt)

    @property
    @sichtbar
    def hat_zustimmende(self) -> bool:
        """Somebody has consented."""
        return bool(self.zustimmende)

    @property
    @sichtbar
    def offene(self) -> tuple[BetroffenerErbringer, ...]:
        """Those who have not consented."""
        return tuple(b for b in self.betroffene if not b.hat_zugestimmt)

    @property
    @sichtbar
    def hat_offene(self) -> bool:
        """Somebody has not consented."""
        return bool(self.offene)

    @property
    @sichtbar
    def hat_gutachten(self) -> bool:
        """A legal opinion is documented."""
        return self.gutachten is not None

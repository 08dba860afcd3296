"""What a Zielvereinbarung § 132 SGB IX tries out or develops, and the agreements beside which it stands (A.6)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ..angaben import Zeit
from ..sichtbar import sichtbar
from .kurzinformation import MitEinfacherSprache
from .leistung import Leistungsvereinbarung
from .typen import Absatztext, Datum, Kuerzel, Zeile

STRUKTUREN: dict[str, str] = {"leistung": "Leistungsstruktur", "finanzierung": "Finanzierungsstruktur"}
"""Name of each structure in the contract text."""


class Vorhaben(MitEinfacherSprache):
    """Something new that is tried out, or something existing that is developed (§ 132 Abs. 1 SGB IX names both)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    art: Literal["erprobung", "weiterentwicklung"]
    """Ob eine neue Struktur erprobt oder eine bestehende weiterentwickelt wird."""
    struktur: Literal["leistung", "finanzierung"]
    """Ob es um die Leistungen oder um ihre Finanzierung geht."""
    inhalt: Absatztext
    """Was die Parteien tun, als vollständiger Satz."""
    ergebnis: Absatztext
    """Was am Ende vorliegt, als Wortgruppe ohne Satzzeichen."""
    beginn: Annotated[Datum, Zeit("Beginn eines Vorhabens", ab=("laufzeit.beginn",), bis=(".bis", "laufzeit.ende"))]
    """Erster Tag des Vorhabens."""
    bis: Annotated[Datum, Zeit("Ende eines Vorhabens", ab=("laufzeit.beginn",), bis=("laufzeit.ende",))]
    """Letzter Tag des Vorhabens."""
    verantwortlich: Zeile
    """Verantwortliche Stelle oder Stellen."""

    @property
    @sichtbar
    def struktur_name(self) -> str:
        """Name of the structure."""
        return STRUKTUREN[self.struktur]


class BezogeneVereinbarung(MitEinfacherSprache):
    """An agreement of a Leistungstyp that goes on beside the contract, without volumes: the contract has no budget."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("kuerzel",)

    kuerzel: Kuerzel
    """Kürzel des Leistungstyps."""
    name: Zeile
    """Bezeichnung des Leistungstyps."""
    nummer: Zeile
    """Nummer des Leistungstyps im Landesrahmenvertrag."""
    vereinbarung: Leistungsvereinbarung
    """Fortgeltende Vereinbarung."""

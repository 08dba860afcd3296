"""How long a contract runs, how notice is given, what follows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..angaben import Groesse, Zeit
from ..sichtbar import sichtbar
from .typen import Basis, Datum, Dauer, Wahrheit, Zeile

TERMINE: dict[str, str] = {
    "kalenderjahresende": "Ende eines Kalenderjahres",
    "quartalsende": "Ende eines Kalendervierteljahres",
    "monatsende": "Ende eines Kalendermonats",
}
"""The ends to which notice can take effect, as the contract calls them."""


class OrdentlicheKuendigung(Basis):
    """The one rule of ordinary notice."""

    frist_monate: Annotated[Dauer, Groesse(ueblich=("1", "36"))]
    """Kündigungsfrist in Monaten."""
    zum: Literal["kalenderjahresende", "quartalsende", "monatsende"]
    """Zu welchem Tag gekündigt werden kann."""
    erstmals_zum: Annotated[Datum, Zeit("Erster Kündigungstermin", regel="FL-03")]
    """Frühester Tag, zu dem gekündigt werden kann."""

    @property
    @sichtbar
    def zum_text(self) -> str:
        """The end to which notice takes effect, in words."""
        return TERMINE[self.zum]


class Laufzeit(Basis):
    """Term, notice, follow-up."""

    beginn: Annotated[Datum, Zeit("Beginn der Laufzeit", regel="RK-06")]
    """Erster Tag."""
    ende: Annotated[Datum, Zeit("Ende der Laufzeit", regel="FL-01")]
    """Letzter Tag."""
    monate: Annotated[Dauer | None, Groesse(regel="FL-01")] = None
    """Dauer in Monaten; wird gegen die Daten geprüft."""
    kuendigung: OrdentlicheKuendigung
    """Ordentliche Kündigung."""
    kuendigung_ausserordentlich: Annotated[tuple[Zeile, ...], Field(min_length=1)]
    """Vorschriften, nach denen außerordentlich gekündigt werden kann."""
    folgeverhandlung_monate: Annotated[Dauer, Groesse(ueblich=("1", "24"), ist_in_laufzeit=True)]
    """Monate vor Ende, in denen zur Verhandlung über die Fortsetzung aufzufordern ist."""
    hat_weitergeltung: Wahrheit
    """Ob der Vertrag mit dem, was er vereinbart, nach dem Ende bis zu einer neuen Regelung weitergilt."""
    weitergeltung_monate: Annotated[Dauer | None, Groesse(ueblich=("1", "24"))] = None
    """Höchstdauer der Weitergeltung in Monaten."""
    ueberleitung_monate: Annotated[Dauer, Groesse(ueblich=("1", "24"))]
    """Frist in Monaten, in der nach dem Ende übergeleitet oder abgewickelt wird."""

    @property
    @sichtbar
    def ist_zum_jahresende(self) -> bool:
        """Notice takes effect at the end of a calendar year."""
        return self.kuendigung.zum == "kalenderjahresende"

    @property
    @sichtbar
    def ist_zum_quartalsende(self) -> bool:
        """Notice takes effect at the end of a quarter."""
        return self.kuendigung.zum == "quartalsende"

    @property
    @sichtbar
    def ist_zum_monatsende(self) -> bool:
        """Notice takes effect at the end of a month."""
        return self.kuendigung.zum == "monatsende"

    @property
    @sichtbar
    def ist_weitergeltung_befristet(self) -> bool:
        """The continued validity ends after a number of months."""
        return self.hat_weitergeltung and self.weitergeltung_monate is not None

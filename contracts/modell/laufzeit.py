"""How long a contract runs, how notice is given, what follows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..sichtbar import sichtbar
from .typen import Basis, Datum, Dauer, Wahrheit, Zeile


class OrdentlicheKuendigung(Basis):
    """The one rule of ordinary notice."""

    frist_monate: Dauer
    """Kündigungsfrist in Monaten."""
    zum: Literal["kalenderjahresende", "quartalsende", "monatsende"]
    """Zu welchem Tag gekündigt werden kann."""
    erstmals_zum: Datum
    """Frühester Tag, zu dem gekündigt werden kann."""


class Laufzeit(Basis):
    """Term, notice, follow-up."""

    beginn: Datum
    """Erster Tag."""
    ende: Datum
    """Letzter Tag."""
    monate: Dauer | None = None
    """Dauer in Monaten; wird gegen die Daten geprüft."""
    kuendigung: OrdentlicheKuendigung
    """Ordentliche Kündigung."""
    kuendigung_ausserordentlich: Annotated[tuple[Zeile, ...], Field(min_length=1)]
    """Vorschriften, nach denen außerordentlich gekündigt werden kann."""
    folgeverhandlung_monate: Dauer
    """Monate vor Ende, in denen zur Verhandlung über die Fortsetzung aufzufordern ist."""
    hat_weitergeltung: Wahrheit
    """Ob das Budget nach Ende bis zu einer neuen Regelung weitergilt."""
    weitergeltung_monate: Dauer | None = None
    """Höchstdauer der Weitergeltung in Monaten."""
    ueberleitung_monate: Dauer
    """Frist in Monaten, in der auf Einzelabrechnung übergeleitet wird."""

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

"""Optional clauses: each is a part of the data that may be absent; with it, its clause and its parameters stand in the contract.

A clause names its part in the head (`wenn: [wahlklauseln.hat_mittelverwendung]`); nothing else has to know it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, Zeit
from ..sichtbar import sichtbar
from .typen import Basis, Datum, Kuerzel, Zeile

Jahre = Annotated[int, Field(strict=True, ge=1, le=30), Groesse(ueblich=("1", "12"))]


class Mittelverwendung(Basis):
    """What the budget may be spent on, who keeps what is left, how long records are kept, who audits."""

    ueberschuss: Literal["zweckgebunden", "frei"]
    """Ob ein Überschuss für Zwecke dieses Vertrags einzusetzen ist oder dem Leistungserbringer frei verbleibt."""
    aufbewahrung_jahre: Jahre
    """Jahre, die Nachweise nach dem Ende des Kalenderjahres aufbewahrt werden."""
    pruefstelle: Zeile | None = None
    """Rechnungshof oder Rechnungsprüfungsamt mit Artikel im Nominativ („der Rechnungshof …“), dem ein Prüfungsrecht zusteht."""

    @property
    @sichtbar
    def ist_zweckgebunden(self) -> bool:
        """A surplus is bound to purposes of the contract."""
        return self.ueberschuss == "zweckgebunden"

    @property
    @sichtbar
    def hat_pruefstelle(self) -> bool:
        """An audit office may look at the use of the budget."""
        return self.pruefstelle is not None


class WeitererLeistungstraeger(Basis):
    """Somebody who owes benefits to people in the budget without being a party (§ 57 Abs. 1 SGB X)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    name: Zeile
    """Name mit Artikel im Nominativ, der auch Akkusativ sein kann („die Stadtgemeinde …“)."""
    zugestimmt_am: Annotated[
        Datum | None, Zeit("Zustimmung eines weiteren Leistungsträgers", bis=("unterzeichnung.am",), durch=".name")
    ] = None
    """Tag der schriftlichen Zustimmung; ohne Angabe steht sie noch aus."""

    @property
    @sichtbar
    def hat_zugestimmt(self) -> bool:
        """The consent is there."""
        return self.zugestimmt_am is not None


class Tarif(Basis):
    """Which pay the provider's staff gets."""

    regelwerk: Zeile
    """Tarifvertrag oder Arbeitsrechtsregelung mit Artikel im Dativ („dem Tarifvertrag …“)."""


class Wahlklauseln(Basis):
    """Optional clauses of the library that this contract takes."""

    mittelverwendung: Mittelverwendung | None = None
    """Zweckbindung, Überschuss und Fehlbetrag, Nachweise, Prüfung und Aufbewahrung."""
    weitere_leistungstraeger: tuple[WeitererLeistungstraeger, ...] = ()
    """Leistungsträger von Personen im Budget, die nicht Partei sind und zustimmen müssen."""
    tarif: Tarif | None = None
    """Bezahlung nach einem bestimmten Tarifwerk."""

    @property
    @sichtbar
    def hat_mittelverwendung(self) -> bool:
        """The use of the budget is settled."""
        return self.mittelverwendung is not None

    @property
    @sichtbar
    def hat_weitere_leistungstraeger(self) -> bool:
        """Others than the parties owe benefits to people in the budget."""
        return bool(self.weitere_leistungstraeger)

    @property
    @sichtbar
    def hat_tarif(self) -> bool:
        """The staff is paid by named rules."""
        return self.tarif is not None


class Personal(Basis):
    """Duties of a suitable provider towards its staff (§ 124 Abs. 2 SGB IX) that need a figure."""

    fuehrungszeugnis_jahre: Jahre = 5
    """Jahre, nach denen sich der Leistungserbringer spätestens erneut ein Führungszeugnis vorlegen lässt."""

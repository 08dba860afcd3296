"""How far a negotiation has come: a file beside the contract, clause by clause, for it is no part of what is agreed."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .typen import Absatztext, Basis, Datum, Zeile

Verhandlungsstand = Literal["offen", "streitig", "geeint", "gesperrt"]


class Wortlautvorschlag(Basis):
    """What one side wants the text to say."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("von",)

    von: Zeile
    """Seite, die diesen Wortlaut vorschlägt; kein Name einer Person."""
    text: Absatztext
    """Vorgeschlagener Wortlaut; „keine Regelung“, wenn die Seite die Klausel ablehnt."""
    grund: Absatztext | None = None
    """Warum die Seite diesen Wortlaut vorschlägt, in vollständigen Sätzen."""


class Verhandlungspunkt(Basis):
    """Where one clause stands."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("klausel",)

    klausel: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
    """Dauerhafte Kennung des Textbausteins, Absatzes oder Punktes, um den es geht."""
    stand: Verhandlungsstand
    """offen: noch nicht verhandelt; streitig: mehrere Wortlaute; geeint: vereinbart; gesperrt: durch Gesetz vorgegeben."""
    worum: Absatztext | None = None
    """Worum es geht, in vollständigen Sätzen; steht auf der Liste für die nächste Sitzung."""
    vorschlaege: Annotated[tuple[Wortlautvorschlag, ...], Field(max_length=12)] = ()
    """Wortlaute, zwischen denen Streit besteht."""
    geeint_am: Datum | None = None
    """Tag der Einigung."""
    geeint_durch: Annotated[tuple[Zeile, ...], Field(max_length=12)] = ()
    """Stellen, die sich geeinigt haben, mit ihrer Funktion; keine Namen von Personen."""
    vorschrift: Zeile | None = None
    """Vorschrift, die den Wortlaut vorgibt."""
    pruefsumme: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Prüfsumme des vereinbarten oder vorgegebenen Textes; „vertragswerk verhandlungsstand KENNUNG --pruefsumme KLAUSEL“ nennt sie."""


class Verhandlung(Basis):
    """The state of a negotiation."""

    sitzung: Datum | None = None
    """Tag der nächsten Sitzung."""
    schiedsstelle: Zeile | None = None
    """Schiedsstelle, der die streitigen Punkte vorgelegt werden."""
    punkte: Annotated[tuple[Verhandlungspunkt, ...], Field(min_length=1, max_length=500)]
    """Punkte der Verhandlung."""

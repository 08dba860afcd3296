"""What of a contract must not be published: a file beside the contract, for it is decided after the signature."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .typen import Basis, Zeile

PFADMUSTER = r"^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*|\[(?:\*|[A-Za-z0-9_-]{1,60})\])*$"


class Schwaerzung(Basis):
    """A value that is blacked out wherever the contract prints it."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("pfad",)

    pfad: Annotated[str, Field(max_length=300, pattern=PFADMUSTER)]
    """Stelle in den Daten, etwa `leistungstypen[*].gruppen[*].verguetungssatz`; `*` steht für jeden Eintrag, alles darunter ist eingeschlossen."""
    grund: Zeile
    """Warum der Wert nicht veröffentlicht werden darf, mit der Vorschrift; steht in der Veröffentlichungsfassung."""


class Veroeffentlichung(Basis):
    """What is blacked out in the version for publication."""

    geschwaerzt: Annotated[tuple[Schwaerzung, ...], Field(min_length=1, max_length=200)]
    """Geschwärzte Angaben."""

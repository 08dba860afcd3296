"""The register of exceptions of a repository, `ausnahmen.yaml`: which findings someone decided to accept, why and for how long."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .typen import REGELCODE, Basis, Datum, Kennung, Zeile


class Ausnahme(Basis):
    """One accepted finding: exactly one rule at exactly one place."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kennung
    """Kennung der Ausnahme, zum Beispiel A-2026-003."""
    regel: Annotated[str, Field(pattern=REGELCODE)]
    """Code der Regel, zum Beispiel ZB-06."""
    vertrag: Kennung
    """Kennung des Vertrags."""
    pfad: Annotated[str, Field(max_length=300)] = ""
    """Stelle in den Daten, wie der Befund sie nennt, zum Beispiel `ziele[Z1].termin`."""
    anker: Annotated[str, Field(max_length=60)] = ""
    """Kennung des Absatzes, wie der Befund sie nennt, wenn er den Text meint."""
    dokument: Annotated[str, Field(max_length=60)] = ""
    """Name des Dokuments, wenn der Vertrag mehrere hat; ohne Angabe jedes."""
    begruendung: Zeile
    """Warum der Befund in diesem Fall hinzunehmen ist."""
    entschieden_von: Zeile
    """Stelle, die entschieden hat, mit ihrer Funktion; kein Name einer Person."""
    entschieden_am: Datum
    """Tag der Entscheidung."""
    gueltig_bis: Datum
    """Letzter Tag, an dem die Ausnahme gilt; höchstens zwölf Monate nach der Entscheidung."""
    aktenzeichen: Zeile | None = None
    """Aktenzeichen der Entscheidung."""


class Ausnahmeliste(Basis):
    """All exceptions of a repository."""

    ausnahmen: Annotated[tuple[Ausnahme, ...], Field(max_length=2000)] = ()
    """Ausnahmen."""

"""The day of a check: the only place of the house that reads the clock."""

from __future__ import annotations

from datetime import date

from corpus.index.zeitgrenzen import read_tag


def day_of_check(angabe: str | None, des_bestands: date | None = None) -> date:
    """Return the Stichtag: named by the user, else by the repository, else today.

    Raises `ValueError` with a German sentence for anything but a calendar day.
    """
    if angabe:
        try:
            return read_tag(angabe)
        except ValueError:
            raise ValueError(
                f"„{angabe}“ ist kein Kalendertag. Schreiben Sie den Stichtag in der Form 2025-01-31."
            ) from None
    if des_bestands is not None:
        return des_bestands
    return date.today()  # noqa: DTZ011 - the user's own calendar day is meant

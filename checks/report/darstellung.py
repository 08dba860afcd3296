"""How a report looks on the screen it goes to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Darstellung:
    """Options of readable reports: colours (off for a file or pipe and with NO_COLOR), width in columns, all rules listed.

    `hat_quelltext` shows the line of the file: it may hold names of persons, which a log must not.
    """

    ist_farbig: bool = False
    breite: int = 100
    ist_ausfuehrlich: bool = False
    hat_quelltext: bool = False

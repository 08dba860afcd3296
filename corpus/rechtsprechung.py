"""Decisions of courts as values: court, kind, date, Aktenzeichen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Urteil:
    """One decision: `datum` is ISO or empty, `art` is Urteil, Beschluss or empty."""

    gericht: str
    aktenzeichen: str
    datum: str = ""
    art: str = ""

    def format(self) -> str:
        """Print the decision the way courts cite each other: `BSG, Urteil vom 28.01.2021 – B 8 SO 9/19 R`."""
        kopf = ", ".join(teil for teil in (self.gericht, self.art) if teil)
        if self.datum:
            jahr, monat, tag = self.datum.split("-")
            kopf = f"{kopf} vom {tag}.{monat}.{jahr}".strip()
        return f"{kopf} – {self.aktenzeichen}" if self.aktenzeichen else kopf

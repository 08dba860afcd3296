"""The rules, one line each; a new rule is a new file and a line here."""

from __future__ import annotations

from collections.abc import Sequence

from .regel import FAMILIEN, Regelmodul


def build_registry(module: Sequence[Regelmodul]) -> tuple[Regelmodul, ...]:
    """Return the rules in the order given; refuses a code or a name that is used twice and an unknown family."""
    gesehen: set[str] = set()
    for modul in module:
        regel = modul.REGEL
        if regel.familie not in FAMILIEN:
            raise ValueError(f"unknown family: {regel.code}")
        for kennung in (regel.code, regel.name):
            if kennung in gesehen:
                raise ValueError(f"used twice: {kennung}")
            gesehen.add(kennung)
    return tuple(module)


REGELN: tuple[Regelmodul, ...] = build_registry(())


def find_regel(kennung: str, regeln: Sequence[Regelmodul] = REGELN) -> Regelmodul | None:
    """Return the rule with this code or name, in any case, or None."""
    gesucht = kennung.strip().casefold()
    return next((m for m in regeln if gesucht in (m.REGEL.code.casefold(), m.REGEL.name.casefold())), None)

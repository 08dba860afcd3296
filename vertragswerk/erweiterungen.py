"""Rules from other packages: found by entry point, used only where a repository names them.

Their code runs with the rights of this program, as every installed package does; what it prints stays out of the reports, and it is
bounded in time and memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final

from checks.regel import Regel, Regelhuelle

from .schranke import Schrankenfehler, bounded

if TYPE_CHECKING:
    from checks.befund import Fund
    from checks.kontext import Kontext

GRUPPE: Final = "vertragswerk.regeln"


class ErweiterungsFehler(ValueError):
    """An extension cannot be used; the text is a German sentence."""


@dataclass(frozen=True)
class Fremdregel(Regelhuelle):
    """A rule of another package, whose output is dropped; one that had to be stopped is not tried on the next contract."""

    gestoppt: list[Schrankenfehler] = field(default_factory=list, compare=False)

    def pruefe(self, kontext: Kontext) -> Iterable[Fund]:
        """Return the rule's hits, all at once, so that nothing it prints comes between; raises Schrankenfehler beyond its bounds."""
        if self.gestoppt:
            raise self.gestoppt[0]
        try:
            with redirect_stdout(io.StringIO()), bounded(f"Die Regel {self.REGEL.code} einer Erweiterung"):
                return list(self.modul.pruefe(kontext))
        except Schrankenfehler as fehler:
            self.gestoppt.append(fehler)
            raise


@cache
def load_erweiterung(name: str, praefix: str) -> tuple[Fremdregel, ...]:
    """Return the rules of an installed extension. Raises ErweiterungsFehler where there is none or its rules are none."""
    gefunden = [e for e in entry_points(group=GRUPPE) if e.name == name]
    if not gefunden:
        raise ErweiterungsFehler(
            f"Die Erweiterung „{name}“ ist nicht installiert. Installieren Sie ihr Paket, oder streichen Sie sie."
        )
    try:
        with redirect_stdout(io.StringIO()), bounded(f"Die Erweiterung „{name}“"):
            geladen = gefunden[0].load()
    except Schrankenfehler as fehler:
        raise ErweiterungsFehler(str(fehler)) from fehler
    except Exception as fehler:  # foreign code may raise anything
        raise ErweiterungsFehler(
            f"Die Erweiterung „{name}“ lässt sich nicht laden ({type(fehler).__name__})."
        ) from fehler
    module = geladen if isinstance(geladen, (list, tuple)) else [geladen]
    for modul in module:
        regel = getattr(modul, "REGEL", None)
        if not isinstance(regel, Regel) or not callable(getattr(modul, "pruefe", None)):
            raise ErweiterungsFehler(f"Die Erweiterung „{name}“ bietet keine Regel: Erwartet sind REGEL und pruefe.")
        if regel.familie != praefix:
            raise ErweiterungsFehler(
                f"Die Regel {regel.code} der Erweiterung „{name}“ trägt nicht das Präfix „{praefix}“ des Hauses."
            )
    return tuple(Fremdregel(m.REGEL, m) for m in module)

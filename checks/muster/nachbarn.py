"""Values of a contract that a declaration at a model field names: by a path from the contract, or from the field's own group."""

from __future__ import annotations

from typing import Any

from contracts.angaben import Angabe, field_of, walk_angaben
from contracts.position import Pfad

from ..kontext import Kontext


def list_declared(kontext: Kontext) -> list[tuple[Pfad, Any, Angabe]]:
    """Return every day and quantity of the contract with its path and what is declared of it; walked once for all rules."""
    return kontext.remember(
        "angaben",
        lambda: [w for w in walk_angaben(kontext.vertrag, Angabe(type(kontext.vertrag))) if w[2].zeit or w[2].groesse],
    )


def path_from(pfad: Pfad, geschrieben: str) -> Pfad:
    """Return the path that a declaration at `pfad` means: a leading dot is the own group, a second one the group around it."""
    rest = geschrieben.lstrip(".")
    stufen = len(geschrieben) - len(rest)
    gruppe = pfad[:-1] if stufen else ()
    for _ in range(stufen - 1):
        # An item of a list lies two steps below its group: the list and the index.
        gruppe = gruppe[:-2] if isinstance(gruppe[-1], int) else gruppe[:-1]
    return (*gruppe, *rest.split("."))


def value_of(vertrag: object, pfad: Pfad) -> Any:
    """Return the value at a path of the contract, None where it has none."""
    ort: Any = vertrag
    for teil in pfad:
        ort = ort[teil] if isinstance(teil, int) else getattr(ort, teil, None)
        if ort is None:
            return None
    return ort


def angabe_at(modell: Any, pfad: Pfad) -> Angabe:
    """Return what the model declares of the value at a path."""
    angabe = Angabe(modell)
    for teil in pfad:
        angabe = (angabe.glied if isinstance(teil, int) else field_of(angabe, teil)) or Angabe()
    return angabe

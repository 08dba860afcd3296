"""The stock of findings that an old repository had when it was adopted: fingerprints, no lines; entries only ever go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from corpus.druckbar import escape_json

from .befund import Befund
from .bericht import AUSFALLCODE

ALTBESTANDSDATEI: Final = "altbestand.json"
FORMAT: Final = 1
MAX_ALTBESTAND: Final = 64 * 1024 * 1024
_FAMILIEN: Final = ("YML", "SCH", "BST", "KLA", "AUS")
"""What keeps a contract from being read or checked is never stock."""


class AltbestandFehler(ValueError):
    """The file is not what this program wrote; the text is a German sentence."""


@dataclass(frozen=True, slots=True)
class Altbestand:
    """The stock: rule and contract by fingerprint."""

    eintraege: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def prune(self, noch_da: frozenset[str]) -> Altbestand:
        """Return the stock without what is no longer found; nothing is ever added."""
        return Altbestand({k: v for k, v in self.eintraege.items() if k in noch_da})

    def write(self) -> str:
        """Return the file."""
        eintraege = {
            k: {"regel": r, "vertrag": v}
            for k, (r, v) in sorted(self.eintraege.items(), key=lambda e: (e[1][::-1], e[0]))
        }
        return escape_json(json.dumps({"format": FORMAT, "befunde": eintraege}, ensure_ascii=False, indent=1)) + "\n"


def collect_altbestand(befunde: Iterable[Befund]) -> Altbestand:
    """Return the stock of a repository that is adopted now."""
    return Altbestand({b.fingerprint: (b.code, b.vertrag) for b in befunde if can_be_stock(b)})


def can_be_stock(befund: Befund) -> bool:
    """Tell whether a finding may be adopted: it is one of a rule, not of reading, of the exceptions or of the engine."""
    ist_regel = befund.code.partition("-")[0] not in _FAMILIEN and befund.code != AUSFALLCODE
    return ist_regel and bool(befund.fingerprint)


def read_altbestand(inhalt: bytes) -> Altbestand:
    """Read the stock. Raises AltbestandFehler for anything that this program did not write."""
    try:
        daten: Any = json.loads(inhalt)
        eintraege = {str(k): (str(v["regel"]), str(v["vertrag"])) for k, v in daten["befunde"].items()}
        ist_unseres = daten["format"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        ist_unseres, eintraege = False, {}
    if not ist_unseres:
        rat = "Stellen Sie die Datei aus der Versionsverwaltung wieder her, oder löschen Sie sie; dann zählt alles wieder."
        raise AltbestandFehler(f"„{ALTBESTANDSDATEI}“ ist kein Altbestand dieses Programms. {rat}")
    return Altbestand(eintraege)

"""`erklaere`: print the manual page of a rule or of an engine code."""

from __future__ import annotations

from pathlib import Path

from checks.handbuch import explain_code, list_codes
from checks.regel import Querregelmodul, Regelmodul
from vertragswerk.dateisystem.verzeichnis import find_bestand
from vertragswerk.haus import Haus

from .bestandswahl import house_of
from .ende import Abbruch
from .konsole import write


def print_explanation(code: str, haus: Haus) -> None:
    """Print the page; names what is near where the code is unknown. In a repository its own rules are explained, too."""
    bestand, _ = find_bestand(Path(), haus.arten)
    haus = house_of(bestand, haus) if bestand is not None else haus
    regeln: list[Regelmodul | Querregelmodul] = [*haus.regeln(), *haus.querregeln()]
    seite = explain_code(code, regeln)
    if seite is None:
        from difflib import get_close_matches

        nahe = get_close_matches(code.upper(), [c for c, _ in list_codes(regeln)], n=3, cutoff=0.5)
        rat = f" Ähnlich: {', '.join(nahe)}." if nahe else ""
        raise Abbruch(f"Eine Regel „{code}“ gibt es nicht.{rat}")
    write(seite)

"""Änderungsbefehle: what an Änderungsvereinbarung does to the wording of a contract, typed, in the words that are printed."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from .typen import WORTE_MUSTER, Basis, Kuerzel, Wahrheit

MAX_WORTLAUT = 2_000_000

Befehlswort = Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=WORTE_MUSTER)]
"""Words of a contract exactly as they stand there, blanks between them ordinary ones; braces name nothing."""
Wortlauttext = Annotated[str, StringConstraints(min_length=1, max_length=MAX_WORTLAUT)]
"""Numbered text in the notation of docs/handbuch/aenderungen.md: one block a line, indented by two blanks."""
Ortsangabe = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=WORTE_MUSTER)]
"""One step to a place as printed: „§ 6“, „Absatz 1“, „Nummer 2“, „Satz 1“, „Zeile Summe“."""

Befehlsart = Literal["ersetzen", "einfuegen", "streichen"]
Befehlseinheit = Literal[
    "angabe", "satz", "ueberschrift", "absatz", "nummer", "paragraf", "abschnitt", "anlage", "tabelle", "zeile", "zelle"
]


class Befehl(Basis):
    """One command. It refers to the wording before all commands of its Vereinbarung, or to a unit that another of them inserts.

    Nothing is counted anew by it.
    """

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung des Befehls."""
    art: Befehlsart
    """Was geschieht: ersetzen, einfuegen, streichen."""
    einheit: Befehlseinheit
    """Womit es geschieht: Angabe, Satz, Überschrift, Absatz, Nummer (auch Buchstabe), Paragraf, Abschnitt, Anlage, Tabelle, Zeile, Zelle."""
    ort: Annotated[tuple[Ortsangabe, ...], Field(min_length=1, max_length=10)]
    """Stelle von außen nach innen, wie sie gedruckt ist: bei einer Angabe, wo sie steht, beim Einfügen, woran es sich anschließt."""
    lage: Literal["nach", "vor"] = "nach"
    """Beim Einfügen: ob hinter oder vor der Stelle."""
    alt: Befehlswort | None = None
    """Bisherige Angabe, wörtlich."""
    neu: Befehlswort | None = None
    """Neue Angabe, neuer Satz, neue Überschrift oder neuer Inhalt einer Zelle, wörtlich."""
    ist_jeweils: Wahrheit = False
    """Die Angabe kommt an der Stelle mehrfach vor und ist jedes Mal gemeint."""
    wortlaut: Wortlauttext | None = None
    """Neuer Wortlaut einer größeren Einheit mit ihren Nummern."""

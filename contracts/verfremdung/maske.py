"""The pseudonyms of one copy: who is who, drawn with the key, stable within the copy, and never a word of the original."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from .kopierschluessel import Schluessel
from .vorrat import list_ersatzworte

WORT: Final = re.compile(r"\w+")


def list_namewords(text: str) -> frozenset[str]:
    """Return the words of a text, in lower case: „Beispiel, Mara“ is who „Mara Beispiel“ is."""
    return frozenset(w.casefold() for w in WORT.findall(text))


@dataclass(slots=True)
class Maske:
    """Pseudonyms drawn so far; `versatz` are the days every date is moved by, `verboten` the words of the original.

    `ersetzt` holds what stands for each value and `namen` what stands for each person, as it was written, so that texts can be
    searched for it.
    """

    schluessel: Schluessel
    versatz: int = 0
    verboten: frozenset[str] = frozenset()
    personen: dict[frozenset[str], str] = field(default_factory=dict)
    namen: dict[str, str] = field(default_factory=dict)
    ersetzt: dict[str, str] = field(default_factory=dict)
    gezogen: dict[tuple[str, str], str] = field(default_factory=dict)

    def person(self, name: str) -> str:
        """Return the pseudonym of a person; somebody else never has the same."""
        wer = list_namewords(name)
        if wer not in self.personen:
            paare = [f"{v} {n}" for v in list_ersatzworte("vornamen") for n in list_ersatzworte("nachnamen")]
            wert = " ".join(sorted(wer))
            vergeben = {w for p in self.personen.values() for w in list_namewords(p)}
            andere = [p for p in paare if not list_namewords(p) & vergeben]
            self.personen[wer] = self._draw("person", wert, andere or paare, self.personen.values())
        return self.namen.setdefault(name, self.personen[wer])

    def thing(self, zweck: str, wert: str, auswahl: Iterable[str], davor: str = "") -> str:
        """Return what stands for a town, a street or an office; the same for the same, however it is written."""
        gleich = " ".join(wert.casefold().split())
        if (zweck, gleich) not in self.gezogen:
            schon = [e for (z, _), e in self.gezogen.items() if z == zweck]
            self.gezogen[zweck, gleich] = self._draw(zweck, gleich, list(auswahl), schon)
        return self.note(wert, davor + self.gezogen[zweck, gleich])

    def note(self, wert: str, ersatz: str) -> str:
        """Remember what stands for a value."""
        self.ersetzt.setdefault(wert, ersatz)
        return ersatz

    def move(self, tag: date) -> date:
        """Return a day as the copy has it. Raises OverflowError."""
        return tag + timedelta(days=self.versatz)

    def _draw(self, zweck: str, wert: str, auswahl: list[str], vergeben: Iterable[str]) -> str:
        """Draw one that is not taken and has no word of the original; where all are, one that is drawn twice."""
        frei = [a for a in auswahl if not list_namewords(a) & self.verboten] or auswahl
        belegt = set(vergeben)
        return self.schluessel.choose(zweck, wert, [a for a in frei if a not in belegt] or frei)

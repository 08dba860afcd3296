"""What the Kurzinformation in einfacher Sprache needs besides the contract: whom to ask, who tested it (DIN SPEC 33429, § 11 BGG).

The document says the facts of the contract; it never has figures of its own. What the contract calls by a hard name has a
simple one beside it (`einfach`).
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from ..angaben import Zeit
from ..sichtbar import sichtbar
from .typen import Basis, Datum, Kuerzel, Zeile


class MitEinfacherSprache(Basis):
    """Something that has a name or a sentence in simple language too."""

    einfach: Zeile | None = None
    """Dasselbe in einfacher Sprache, für die Kurzinformation; ein kurzer Satz oder Name ohne Zahlen."""

    @property
    @sichtbar
    def hat_einfach(self) -> bool:
        """There is a name or a sentence in simple language."""
        return self.einfach is not None


class Ansprechstelle(Basis):
    """Somebody whom people may ask."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    name: Zeile
    """Name der Stelle."""
    wofuer: Zeile
    """Wofür die Stelle da ist, als kurzer Satz."""
    kontakt: Zeile
    """Wie man sie erreicht, zum Beispiel „Telefon: …“."""


class Pruefgruppe(Basis):
    """The group of people who read the Kurzinformation and said whether they understand it."""

    name: Zeile
    """Name der Prüfgruppe oder der Stelle, bei der sie arbeitet; keine Namen von Personen."""
    am: Annotated[Datum, Zeit("Tag der Prüfung durch die Prüfgruppe", alt=("unterzeichnung.am", 12), durch=".name")]
    """Tag, an dem die Prüfgruppe die Kurzinformation geprüft hat."""
    fassung: Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$")]
    """Nummer der Fassung, die sie geprüft hat."""


class Kurzinformation(Basis):
    """The Kurzinformation in einfacher Sprache; without a test group it says that it is a draft."""

    ansprechstellen: tuple[Ansprechstelle, ...] = ()
    """Stellen, die Fragen beantworten."""
    pruefgruppe: Pruefgruppe | None = None
    """Prüfgruppe, sobald sie geprüft hat; ohne Angabe trägt die Kurzinformation den Vermerk „Entwurf“."""

    @property
    @sichtbar
    def hat_ansprechstellen(self) -> bool:
        """Somebody answers questions."""
        return bool(self.ansprechstellen)

    @property
    @sichtbar
    def ist_geprueft(self) -> bool:
        """A test group is recorded."""
        return self.pruefgruppe is not None


class HatKurzinformation(Basis):
    """May explain itself in simple language."""

    kurzinformation: Kurzinformation | None = None
    """Kurzinformation in einfacher Sprache; ohne Angabe wird keine gebaut."""

    @property
    @sichtbar
    def hat_kurzinformation(self) -> bool:
        """There is a Kurzinformation."""
        return self.kurzinformation is not None

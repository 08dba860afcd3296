"""A frame over separate contracts: which they are, the service they pool, the data that pass between them (A-ALL-19)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .budget import Faelligkeit
from .typen import Absatztext, Basis, Datum, Dauer, Kennung, Kuerzel, Parteikennung, Preis, Rate, Zeile


class Teilvertrag(Basis):
    """A contract of the repository that the frame refers to; what is said of it here is compared with it (RK-25)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung innerhalb des Rahmens."""
    vertrag: Annotated[Kennung, VerweisAuf("Vertrag", regel="RK-25")]
    """Kennung des Vertrags im Bestand."""
    titel: Zeile
    """Bezeichnung des Vertrags im Text, mit Artikel im Nominativ („der Vertrag über …“)."""
    norm: Literal["§ 64b SGB V", "§ 132 SGB IX"]
    """Vorschrift, auf der er beruht."""
    fassung: Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$")]
    """Nummer der Fassung, auf die sich der Rahmen bezieht."""
    vom: Annotated[Datum, Zeit("Tag eines Teilvertrags", bis=("unterzeichnung.am",))]
    """Tag, an dem er geschlossen ist."""
    ende: Annotated[Datum, Zeit("Ende eines Teilvertrags", ab=("laufzeit.beginn",))]
    """Letzter Tag seiner Laufzeit."""


class Dienstanteil(Basis):
    """The part of the pooled service that one party pays, for a task of its own law."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    partei: Annotated[Parteikennung, VerweisAuf("Partei")]
    """Partei, die diesen Teil zahlt."""
    anteil: Annotated[Rate, Groesse(moeglich=("0", "1"), regel="ZB-24")]
    """Anteil an den Kosten als Bruchteil, 0.45 für 45 Prozent."""
    aufgabe: Zeile
    """Eigene gesetzliche Aufgabe, die sie damit erfüllt, als Wortgruppe."""
    norm: Zeile
    """Vorschrift, die ihr die Aufgabe gibt."""
    quelle: Zeile
    """Woraus sie zahlt."""


class Gemeinschaftsdienst(Basis):
    """A service that several parties pool; each pays for what its own law asks of it."""

    name: Zeile
    """Bezeichnung, ohne Artikel."""
    beschreibung: Absatztext
    """Was der Dienst leistet, als vollständiger Satz."""
    erreichbar: Zeile
    """Wann er erreichbar ist, als Ergänzung hinter „ist erreichbar“."""
    geschaeftsstelle: Annotated[Parteikennung, VerweisAuf("Partei")]
    """Partei, die den Dienst organisiert und die Zahlungen annimmt."""
    kostenjahr: Annotated[int, Field(strict=True, ge=2018, le=2100), Groesse(regel="ZB-24")]
    """Kalenderjahr, für das die Kosten vereinbart sind."""
    kosten: Annotated[Preis, Groesse(ueblich=("10000", "20000000"))]
    """Kosten des Dienstes in diesem Jahr."""
    anteile: Annotated[tuple[Dienstanteil, ...], Field(min_length=2, max_length=20)]
    """Wer welchen Teil zahlt; zusammen ein Ganzes."""
    faelligkeit: Faelligkeit
    """Fälligkeit der Monatsraten."""
    ausstieg_monate: Annotated[Dauer, Groesse(ueblich=("1", "12"))]
    """Monate vor dem Ende eines Quartals, in denen eine Partei ihren Ausstieg aus dem Dienst erklärt."""
    ueberpruefung_monate: Annotated[int, Field(strict=True, ge=1, le=24), Groesse(ueblich=("3", "12"))]
    """Monate, nach denen die Anteile jeweils mit der Nutzung verglichen werden."""

    @property
    @sichtbar
    def ist_im_voraus(self) -> bool:
        """Instalments are paid for the month that has begun."""
        return self.faelligkeit.ist_im_voraus


class Datenfluss(Basis):
    """Data that may pass from one body of law to the other, and on which ground."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    angaben: Zeile
    """Welche Angaben."""
    von: Zeile
    """Wer sie weitergibt."""
    an: Zeile
    """Wer sie erhält."""
    zweck: Zeile
    """Wofür."""
    grundlage: Literal["einwilligung", "ohne_personenbezug"]
    """Mit Einwilligung der Person oder nur ohne Personenbezug."""

    @property
    @sichtbar
    def grundlage_text(self) -> str:
        """Ground for a table."""
        return "Einwilligung der Person" if self.grundlage == "einwilligung" else "nur ohne Personenbezug"

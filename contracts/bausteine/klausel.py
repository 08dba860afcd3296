"""Clause texts as data: heads, bodies, and the order in which they make up a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field, ValidationError

from ..arten.vertragsart import HAUPT, Dokumentart
from ..modell.meldungen import describe
from ..modell.typen import Absatztext, Basis, Wahrheit, Zeile
from ..modell.vertrag import KlauselId
from ..position import Mangel, Quelle
from ..yamltext.frontmatter import split_frontmatter

Schrift = Literal["normal", "gross"]
Abstand = Literal["normal", "eng"]
KlauselArt = Literal["rubrum", "praeambel", "paragraf", "schluss", "anlage"]


class Textwert(Basis):
    """A name in a repeated text and what it stands for here."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("name",)

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    """Name, mit dem der Text eine Stelle des Vertrags bezeichnet."""
    wert: Zeile
    """Stelle des Vertrags, die hier an seine Stelle tritt."""


class Klauselkopf(Basis):
    """Head of a clause text."""

    id: KlauselId
    """Dauerhafte Kennung."""
    titel: Zeile
    """Überschrift ohne Nummer."""
    version: Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$")]
    """Version des Textbausteins."""
    art: KlauselArt
    """Wo der Textbaustein steht."""
    wenn: tuple[Zeile, ...] = ()
    """Wahrheitswerte des Vertrags, die alle zutreffen müssen; „nicht …“ verneint."""
    rechtsgrundlagen: tuple[Zeile, ...] = ()
    """Vorschriften, auf denen der Text beruht."""
    hinweis: Absatztext | None = None
    """Hinweis für die Bearbeitung; steht nie im Vertrag."""
    beispiel: Absatztext | None = None
    """Stück des Textes, wie er im Beispielvertrag steht."""
    text_von: KlauselId | None = None
    """Kennung des Textbausteins, dessen Text dieser mit anderen Werten wiederholt; darunter steht dann kein Text."""
    werte: tuple[Textwert, ...] = ()
    """Was die Namen in einem wiederholten Text hier bezeichnen."""


@dataclass(frozen=True, slots=True)
class Klausel:
    """A clause text: head, body as written, the line where the body begins, file."""

    kopf: Klauselkopf
    text: str
    zeile: int
    quelle: Quelle


@dataclass(frozen=True, slots=True)
class Gliederung:
    """The clauses of a document in their order, Anlagen in that of the contract; which document it is and how it looks.

    `vorspann` stands before the Rubrum.
    """

    rubrum: Klausel | None
    klauseln: tuple[Klausel, ...]
    schluss: tuple[Klausel, ...]
    anlagen: tuple[Klausel, ...]
    vorspann: tuple[Klausel, ...] = ()
    hat_verzeichnis: bool = True
    schrift: Schrift = "normal"
    abstand: Abstand = "normal"
    dokument: Dokumentart = HAUPT

    @property
    def vorn(self) -> tuple[Klausel, ...]:
        """What stands on the first page: the Vorspann and the Rubrum."""
        return (*self.vorspann, self.rubrum) if self.rubrum is not None else self.vorspann

    @property
    def alle(self) -> tuple[Klausel, ...]:
        """Every clause in the order of the document."""
        return (*self.vorn, *self.klauseln, *self.schluss, *self.anlagen)


class Artgliederung(Basis):
    """Order of the clauses of a document of a kind of contract."""

    rubrum: KlauselId | None = None
    """Rubrum."""
    praeambel: tuple[KlauselId, ...] = ()
    """Vor § 1."""
    paragrafen: tuple[KlauselId, ...] = ()
    """Paragrafen."""
    schluss: tuple[KlauselId, ...] = ()
    """Nach dem letzten Paragrafen."""
    wenn: tuple[Zeile, ...] = ()
    """Wahrheitswerte des Vertrags, die alle zutreffen müssen, damit es das Dokument gibt; „nicht …“ verneint."""
    hat_verzeichnis: Wahrheit = True
    """Ob das Dokument ein Titelblatt und ein Inhaltsverzeichnis hat; kurze Dokumente haben keines."""
    schrift: Schrift = "normal"
    """Größe der Schrift."""
    abstand: Abstand = "normal"
    """Abstände um Überschriften und Tabellen; „eng“ für Vordrucke und Übersichten, die auf ein Blatt gehören."""

    @property
    def alle(self) -> frozenset[str]:
        """Every id the order names."""
        rubrum = (self.rubrum,) if self.rubrum is not None else ()
        return frozenset((*rubrum, *self.praeambel, *self.paragrafen, *self.schluss))


def read_klausel(inhalt: str | bytes, datei: str) -> tuple[Klausel | None, list[Mangel]]:
    """Read a clause file: YAML head and Markdown body; every mistake with its place."""
    teile, maengel = split_frontmatter(inhalt, datei)
    if teile is None or maengel:
        return None, maengel
    kopf_quelle = teile.kopf
    try:
        kopf = Klauselkopf.model_validate(dict(kopf_quelle.daten))
    except ValidationError as fehler:
        return None, describe(fehler, kopf_quelle, Klauselkopf)
    return Klausel(kopf, teile.text, teile.textzeile, kopf_quelle), []

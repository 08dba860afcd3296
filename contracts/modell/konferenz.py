"""Sozialraumkonferenz: seats besides those of the Budgetnehmer, chair, meetings, decisions (A.9, SK-01 … SK-08)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .typen import Anzahl, Basis, Datum, Dauer, Kuerzel, Parteikennung, Positiv, Uhrzeit, Wahrheit, Zeile

SITZARTEN: dict[str, str] = {
    "budgetnehmer": "Budgetnehmer",
    "leistungstraeger": "Leistungsträger",
    "kommune": "Kommune",
    "fachdienst_teilhabe": "Fachdienst Teilhabe",
    "leistungserbringer_ohne_budget": "Leistungserbringer ohne Budget",
    "gpv": "Gemeindepsychiatrischer Verbund",
    "interessenvertretung": "Interessenvertretung",
    "psychiatrie_erfahrene": "Psychiatrieerfahrene",
    "angehoerige": "Angehörige",
    "klinik": "Klinik",
    "sonstige": "weitere Stelle",
}
"""Name of each kind of seat; `budgetnehmer` is never stated, it follows from the list of Budgetnehmer."""


class Konferenzmitglied(Basis):
    """A seat of the conference besides those of the Budgetnehmer, named by function, never by person (A-ALL-14)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    art: Literal[
        "leistungstraeger",
        "kommune",
        "fachdienst_teilhabe",
        "leistungserbringer_ohne_budget",
        "gpv",
        "interessenvertretung",
        "psychiatrie_erfahrene",
        "angehoerige",
        "klinik",
        "sonstige",
    ]
    """Wen das Mitglied vertritt."""
    partei: Annotated[Parteikennung, VerweisAuf("Parteidatei", regel="BST-09")] | None = None
    """Kennung der Datei unter `parteien/`, aus der der Name kommt; ohne Angabe steht der Name hier."""
    name: Zeile
    """Name der entsendenden Stelle."""
    funktion: Zeile
    """Funktion der entsandten Person."""
    stimmen: Annotated[Anzahl, Groesse(ueblich=("0", "10"))]
    """Stimmen; null bedeutet beratend."""
    ab: Annotated[
        Datum,
        Zeit("Beginn einer Mitgliedschaft", ab=("sozialraum.kooperation.beginn",), bis=(".bis",)),
    ]
    """Erster Tag der Mitgliedschaft."""
    bis: Annotated[Datum | None, Zeit("Ende einer Mitgliedschaft", bis=("sozialraum.kooperation.ende",))] = None
    """Letzter Tag der Mitgliedschaft; ohne Angabe bis zum Ende der Zusammenarbeit."""


class Konferenzsitzung(Basis):
    """A planned meeting."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("am",)

    am: Annotated[
        Datum,
        Zeit("Tag einer Sitzung", ab=("sozialraum.kooperation.beginn",), bis=("sozialraum.kooperation.ende",)),
    ]
    """Tag der Sitzung."""
    uhrzeit: Uhrzeit
    """Beginn, etwa "14:00"."""
    ort: Zeile
    """Ort, mit dem Hinweis, wie er ohne Barrieren zu erreichen ist."""
    tagesordnung: Annotated[tuple[Zeile, ...], Field(min_length=1, max_length=20)]
    """Gegenstände der Beratung in ihrer Reihenfolge."""


class Sozialraumkonferenz(Basis):
    """The organ that co-ordinates the Sozialraum."""

    mitglieder: Annotated[tuple[Konferenzmitglied, ...], Field(min_length=1, max_length=60)]
    """Sitze neben denen der Budgetnehmer."""
    vorsitz: Zeile
    """Wer den Vorsitz führt: eine Funktion mit Artikel, kein Name."""
    stellvertretung: Zeile
    """Wer den Vorsitz vertritt: eine Funktion mit Artikel, kein Name."""
    turnus: Literal["monatlich", "vierteljährlich", "halbjährlich"]
    """Wie oft die Konferenz mindestens tagt."""
    ladungsfrist_wochen: Annotated[Dauer, Groesse(ueblich=("1", "12"))]
    """Frist der Einladung in Wochen vor der Sitzung."""
    beschlussfaehig_ab: Annotated[Positiv, Groesse(regel="SK-01")]
    """Zahl der stimmberechtigten Mitglieder, die anwesend sein müssen."""
    beschlussfassung: Literal["konsens", "konsens_hilfsweise_mehrheit", "mehrheit"]
    """Wie beschlossen wird."""
    niederschrift_werktage: Annotated[int, Field(strict=True, ge=2, le=60), Groesse(ueblich=("3", "30"))]
    """Frist für die Niederschrift in Werktagen nach der Sitzung."""
    einwendung_wochen: Annotated[Dauer, Groesse(ueblich=("1", "8"))]
    """Frist für Einwendungen gegen die Niederschrift in Wochen nach ihrem Zugang."""
    ist_barrierefrei: Wahrheit
    """Ob Einladung, Sitzung und Niederschrift barrierefrei sind."""
    sitzungen: Annotated[tuple[Konferenzsitzung, ...], Field(min_length=1, max_length=120)]
    """Geplante Sitzungen."""

    @property
    @sichtbar
    def braucht_konsens(self) -> bool:
        """Decisions need the assent of all who may vote; no majority takes its place."""
        return self.beschlussfassung == "konsens"

    @property
    @sichtbar
    def entscheidet_mehrheit(self) -> bool:
        """Decisions are made by majority from the start."""
        return self.beschlussfassung == "mehrheit"

    @property
    @sichtbar
    def hat_hilfsweise_mehrheit(self) -> bool:
        """A majority decides only where no consensus is found."""
        return self.beschlussfassung == "konsens_hilfsweise_mehrheit"

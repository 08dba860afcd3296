"""Controlling: questions, Kennzahlen, reports and their deadlines, evaluation (A.8)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .typen import Absatztext, Basis, Datum, Dauer, Kuerzel, Parteikennung, Wahrheit, Zeile


class Kennzahl(Basis):
    """A figure of the Controlling."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    bezeichnung: Zeile
    """Was gemessen wird."""
    einheit: Zeile
    """Einheit."""
    quelle: Zeile
    """Datenquelle."""
    ist_je_leistungstyp: Wahrheit = False
    """Ob die Kennzahl je Leistungstyp ausgewiesen wird."""


class Frage(Basis):
    """A question that the reports answer."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Literal[
        "leistungsumfang",
        "ziele",
        "organisationsentwicklung",
        "ressourcen",
        "komplexer_bedarf",
        "weitere1",
        "weitere2",
        "weitere3",
    ]
    """Kennung; die fünf ersten sind die Fragen des Projekts."""
    frage: Absatztext
    """Wortlaut."""
    kennzahlen: tuple[Annotated[Kuerzel, VerweisAuf("Kennzahl", regel="VOL-09")], ...]
    """Kennzahlen, die die Frage beantworten."""


class Berichtsfrist(Basis):
    """How deadlines of reports follow from their Stichtag."""

    monate: Annotated[int, Field(strict=True, ge=1, le=12), Groesse(ueblich=("1", "6"))]
    """Monate nach dem Stichtag."""
    tag: Annotated[int, Field(strict=True, ge=1, le=31), Groesse(ueblich=("1", "31"))]
    """Tag des Monats."""
    verschiebung: Literal["naechster_werktag", "keine"]
    """Was gilt, wenn der Tag auf ein Wochenende oder einen Feiertag fällt."""

    @property
    @sichtbar
    def hat_verschiebung(self) -> bool:
        """A day that is no working day moves to the next one."""
        return self.verschiebung == "naechster_werktag"


class Bericht(Basis):
    """A report."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    stichtag: Annotated[Datum, Zeit("Stichtag eines Berichts", ab=("laufzeit.beginn",), bis=("laufzeit.ende",))]
    """Tag, zu dem berichtet wird."""
    frist: Annotated[Datum, Zeit("Frist eines Berichts", regel="FL-04")]
    """Tag, an dem der Bericht spätestens vorliegt."""


class Berichtswesen(Basis):
    """Figures and the reports that show them."""

    kennzahlen: Annotated[tuple[Kennzahl, ...], Field(min_length=1)]
    """Kennzahlen."""
    berichtsfrist: Berichtsfrist
    """Regel für die Berichtsfristen."""
    berichte: Annotated[tuple[Bericht, ...], Field(min_length=1)]
    """Berichte des ersten Budgetjahres."""
    nachfrist_wochen: Annotated[Dauer, Groesse(ueblich=("1", "12"))]
    """Nachfrist in Wochen, wenn ein Bericht ausbleibt."""
    mindestgruppe: Annotated[int, Field(ge=3, le=20), Groesse(ueblich=("3", "20"))]
    """Zahl der Personen, unter der eine Angabe in Berichten unterbleibt."""
    bericht_form: Literal["textform"] = "textform"
    """Form der Berichte."""


class Controlling(Berichtswesen):
    """Controlling of a Trägerbudget: the reports answer the questions of the project."""

    fragen: Annotated[tuple[Frage, ...], Field(min_length=1)]
    """Fragen, die das Controlling beantwortet."""
    aufbau_bis: Annotated[Datum, Zeit("Aufbau des Controllings", ab=("laufzeit.beginn",), bis=("laufzeit.ende",))]
    """Tag, bis zu dem das Controlling vollständig aufgebaut ist (A-CON-07)."""


class Auswertung(Basis):
    """Scientific evaluation before the end of the contract."""

    durch: Zeile
    """Wer evaluiert."""
    bericht_bis: Annotated[Datum, Zeit("Bericht der Evaluation", regel="FL-06")]
    """Tag, bis zu dem der Bericht vorliegt."""
    zwischenbericht_bis: Annotated[Datum, Zeit("Zwischenbericht der Evaluation", regel="FL-06")]
    """Tag, bis zu dem ein Zwischenbericht vorliegt."""
    fragen: Annotated[tuple[Absatztext, ...], Field(min_length=1)]
    """Fragen der Evaluation; Glieder einer Aufzählung ohne Satzzeichen am Ende."""
    entscheidung_monate: Annotated[Dauer, Groesse(regel="FL-06")]
    """Monate, die nach dem Bericht für die Entscheidung über die Fortsetzung bleiben."""


class Evaluation(Auswertung):
    """Evaluation at the cost of one party."""

    kosten_traegt: Annotated[Parteikennung, VerweisAuf("Partei")]
    """Partei, die die Kosten trägt."""

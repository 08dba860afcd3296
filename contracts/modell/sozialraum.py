"""Sozialraum: what all contracts of one territory share and none states for itself (A.3, A.9)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .konferenz import Sozialraumkonferenz
from .partei import Kurzbezeichnung, Sammelbezeichnung
from .typen import Absatztext, Anzahl, Basis, Datum, Dauer, Kennung, Kuerzel, Parteikennung, Positiv, Wahrheit, Zeile
from .ziel import Ziel
from .zielsammlung import Zielsammlung

ZIELTRAEGER = Sammelbezeichnung(
    kurzbezeichnung=Kurzbezeichnung(wort="Sozialraum", genus="maskulinum", genitiv="Sozialraums")
)
"""How titles call all Budgetnehmer of a Sozialraum together."""
Budgetnehmerverweis = Annotated[Kuerzel, VerweisAuf("BudgetnehmerImRaum")]


class Ortsteil(Basis):
    """A part of the territory."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    name: Zeile
    """Name des Ortsteils."""
    grenzen: Zeile
    """Woran seine Grenze zu erkennen ist, etwa amtliche Bezirke oder Straßen."""


class Raumabgrenzung(Basis):
    """The territory."""

    ist_territorial: Wahrheit
    """Ob der Sozialraum ein Gebiet ist und kein Personenkreis."""
    gebiet: Zeile
    """Das Gebiet im Akkusativ mit Artikel, etwa „das Gebiet der Ortsteile …“."""
    ortsteile: Annotated[tuple[Ortsteil, ...], Field(min_length=1, max_length=60)]
    """Ortsteile, aus denen das Gebiet besteht."""
    stand: Annotated[Datum, Zeit("Stand der Abgrenzung", bis=("sozialraum.kooperation.beginn",))]
    """Tag, zu dem die Abgrenzung festgestellt ist."""
    zuordnung: Absatztext
    """Wonach sich richtet, ob eine Person zum Sozialraum gehört, in vollständigen Sätzen."""


class BudgetnehmerImRaum(Basis):
    """A provider with a budget; its first day stands here and nowhere else, votes, lists and instalments follow from it."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    partei: Annotated[Parteikennung, VerweisAuf("Parteidatei", regel="BST-09")]
    """Kennung der Datei unter `parteien/`, aus der der Name kommt."""
    name: Zeile
    """Name; er kommt aus der Datei der Partei."""
    vertrag: Kennung
    """Kennung des Budgetvertrags, aus dem der Budgetnehmer sein Budget erhält."""
    funktion: Zeile
    """Funktion der in die Sozialraumkonferenz entsandten Person."""
    stimmen: Annotated[Anzahl, Groesse(regel="SK-03")]
    """Stimmen in der Sozialraumkonferenz ab dem ersten Tag als Budgetnehmer."""
    beginn: Annotated[
        Datum,
        Zeit(
            "Beginn als Budgetnehmer",
            ab=("sozialraum.kooperation.beginn",),
            bis=(".ende", "sozialraum.kooperation.ende"),
        ),
    ]
    """Erster Tag als Budgetnehmer; zugleich Beginn seines Budgetvertrags, der ihn von hier übernimmt."""
    ende: Annotated[Datum | None, Zeit("Ausscheiden eines Budgetnehmers", bis=("sozialraum.kooperation.ende",))] = None
    """Letzter Tag als Budgetnehmer, wenn er vor dem Ende der Zusammenarbeit ausscheidet."""
    beratend_ab: Annotated[
        Datum | None,
        Zeit("Beginn der beratenden Mitgliedschaft", ab=("sozialraum.kooperation.beginn",), bis=(".beginn",)),
    ] = None
    """Tag, ab dem er bis zum Vortag des Beginns als Leistungserbringer ohne Budget beratend teilnimmt."""


class GemeinsamerMeilenstein(Basis):
    """A step on the way to a joint goal."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    inhalt: Zeile
    """Was erreicht ist."""
    termin: Annotated[
        Datum,
        Zeit("Termin eines gemeinsamen Meilensteins", ab=("sozialraum.kooperation.beginn",), bis=("..termin",)),
    ]
    """Bis wann."""


class Gemeinschaftsziel(Ziel):
    """A goal of several Budgetnehmer together; stated once for all contracts of the Sozialraum (A-TB2-07, SK-07)."""

    art: Literal["traegeruebergreifend"] = "traegeruebergreifend"
    """Gemeinsames Ziel; eine andere Art gibt es hier nicht."""
    meilenstein: GemeinsamerMeilenstein | None = None  # type: ignore[assignment]
    """Zwischenschritt."""
    beteiligt: Annotated[tuple[Budgetnehmerverweis, ...], Field(min_length=1)]
    """Kennungen der Budgetnehmer, die das Ziel gemeinsam verfolgen."""


class Dienstbeitrag(Basis):
    """What one Budgetnehmer adds to a joint service."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("budgetnehmer",)

    budgetnehmer: Budgetnehmerverweis
    """Kennung des Budgetnehmers."""
    stunden_je_woche: Annotated[Positiv, Groesse(ueblich=("1", "168"))]
    """Stunden je Woche, die er übernimmt."""


class GemeinsamerDienst(Basis):
    """A pooled service that follows from a joint goal; every Budgetnehmer bears its part from its own budget."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    bezeichnung: Zeile
    """Bezeichnung ohne Artikel, etwa „Krisendienst“."""
    ziel: Annotated[Kuerzel, VerweisAuf("Gemeinschaftsziel")]
    """Kennung des gemeinsamen Ziels, aus dem er folgt."""
    federfuehrung: Budgetnehmerverweis
    """Kennung des Budgetnehmers, der die Zusammenarbeit in diesem Dienst führt."""
    konzept_bis: Annotated[
        Datum,
        Zeit(
            "Tag des Konzepts eines gemeinsamen Dienstes",
            ab=("sozialraum.kooperation.beginn",),
            bis=("sozialraum.kooperation.ende",),
        ),
    ]
    """Tag, bis zu dem das gemeinsame Konzept der Sozialraumkonferenz vorliegt."""
    beitraege: Annotated[tuple[Dienstbeitrag, ...], Field(min_length=2)]
    """Beiträge der Budgetnehmer, wenn das Ziel erreicht ist."""


class Kooperation(Basis):
    """What the parties of the Kooperationsvereinbarung owe each other, in figures."""

    beginn: Annotated[Datum, Zeit("Beginn der Zusammenarbeit", ab=("sozialraum.abgrenzung.stand",))]
    """Erster Tag der Kooperationsvereinbarung, die ihn von hier übernimmt."""
    ende: Annotated[Datum, Zeit("Ende der Zusammenarbeit", ab=("sozialraum.kooperation.beginn",))]
    """Letzter Tag der Kooperationsvereinbarung, die ihn von hier übernimmt."""
    beitritt_wochen: Annotated[Dauer, Groesse(ueblich=("2", "26"))]
    """Frist in Wochen vor dem Beginn, in der ein weiterer Leistungserbringer seinen Beitritt erklärt."""
    austritt_monate: Annotated[Dauer, Groesse(ueblich=("1", "12"))]
    """Frist in Monaten zum Quartalsende, mit der ein Mitglied seinen Sitz aufgibt, ohne Budgetnehmer zu sein."""
    schlichtung_wochen: Annotated[Dauer, Groesse(ueblich=("1", "26"))]
    """Frist in Wochen, in der die Leitungen eine Meinungsverschiedenheit beraten."""
    abwicklung_monate: Annotated[Dauer, Groesse(ueblich=("1", "12"))]
    """Frist in Monaten, in der gemeinsame Dienste nach einem Ausscheiden oder dem Ende übergeleitet werden."""
    dienste: tuple[GemeinsamerDienst, ...] = ()
    """Gemeinsame Dienste, die aus den gemeinsamen Zielen folgen."""

    @property
    @sichtbar
    def hat_dienste(self) -> bool:
        """The goals lead to a pooled service."""
        return bool(self.dienste)


class Sozialraum(Zielsammlung, Basis):
    """A Sozialraum with its conference, goals and co-operation; every contract of it names it and copies nothing."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("sozialraum",)

    sozialraum: Parteikennung
    """Kennung; Name des Ordners unter `sozialraeume/`."""
    name: Zeile
    """Name des Sozialraums."""
    abgrenzung: Raumabgrenzung
    """Territoriale Abgrenzung."""
    budgetnehmer: Annotated[tuple[BudgetnehmerImRaum, ...], Field(min_length=1, max_length=40)]
    """Budgetnehmer mit dem Tag, ab dem sie es sind."""
    konferenz: Sozialraumkonferenz
    """Sozialraumkonferenz."""
    ziele: Annotated[tuple[Gemeinschaftsziel, ...], Field(min_length=1, max_length=30)]
    """Trägerübergreifende Ziele."""
    kooperation: Kooperation
    """Zusammenarbeit der Parteien."""

    @property
    @sichtbar
    def zielteile(self) -> tuple[Sozialraum, ...]:
        """The Sozialraum itself, where the sheets of goals are printed for each who has some."""
        return (self,)

    @property
    @sichtbar
    def zieltraeger(self) -> Sammelbezeichnung:
        """Whose goals they are, as the title of a table says it."""
        return ZIELTRAEGER

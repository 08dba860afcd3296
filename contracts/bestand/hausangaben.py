"""House rules as a repository states them in `vertragswerk.toml`: data only, no pattern and no code."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError

from ..modell.meldungen import describe
from ..modell.typen import REGELCODE, Basis
from ..position import Mangel, Position, Quelle

_HOECHSTENS = 200
Hauscode = Annotated[str, StringConstraints(pattern=REGELCODE)]
Haustext = Annotated[str, StringConstraints(min_length=3, max_length=500)]
Wort = Annotated[str, StringConstraints(min_length=2, max_length=80)]
Grenze = int | Annotated[str, StringConstraints(max_length=30)] | datetime.date
Schweregrad = Literal["fehler", "warnung", "hinweis"]


class Hausregelkopf(Basis):
    """What every house rule states."""

    code: Hauscode
    """Code mit dem Präfix des Hauses, zum Beispiel HH-01."""
    titel: Haustext
    """Überschrift in wenigen Worten."""
    grund: Haustext
    """Warum das Haus es so will; steht in jedem Befund."""
    schwere: Schweregrad = "warnung"
    """Schwere des Befunds."""
    arten: Annotated[tuple[str, ...], Field(max_length=50)] = ()
    """Vertragsarten, für die sie gilt; ohne Angabe alle."""


class Hauswoerter(Hausregelkopf):
    """Words that must not stand in a text."""

    verboten: Annotated[tuple[Wort, ...], Field(min_length=1, max_length=500)]
    """Wörter und Wendungen; ein Stern am Ende steht für jede Endung."""
    stattdessen: Haustext = "eine andere Wendung"
    """Was das Haus stattdessen verwendet."""


class Hausklauseln(Hausregelkopf):
    """Clauses that a contract must have or must not have."""

    pflicht: Annotated[tuple[Wort, ...], Field(max_length=200)] = ()
    """Kennungen der Textbausteine, die im Vertrag stehen müssen."""
    verboten: Annotated[tuple[Wort, ...], Field(max_length=200)] = ()
    """Kennungen der Textbausteine, die nicht im Vertrag stehen dürfen."""


class Hausgrenze(Hausregelkopf):
    """Bounds on a field of the data."""

    feld: Annotated[
        str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*|\[(?:\*|[A-Za-z0-9_-]{1,60})\])*$")
    ]
    """Stelle in den Daten; `[*]` steht für jeden Eintrag einer Liste."""
    mindestens: Grenze | None = None
    """Kleinster erlaubter Wert: Zahl, Zahl in Anführungszeichen oder Tag."""
    hoechstens: Grenze | None = None
    """Größter erlaubter Wert."""
    erlaubt: Annotated[tuple[str, ...], Field(max_length=200)] = ()
    """Erlaubte Werte, als Text."""
    ist_pflicht: bool = False
    """Ob die Angabe dastehen muss."""


class Hausangaben(Basis):
    """The section `hausregeln`."""

    praefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}$")]
    """Präfix aller Codes der Hausregeln."""
    woerter: Annotated[tuple[Hauswoerter, ...], Field(max_length=_HOECHSTENS)] = ()
    """Wortlisten."""
    klauseln: Annotated[tuple[Hausklauseln, ...], Field(max_length=_HOECHSTENS)] = ()
    """Pflichtklauseln und verbotene Klauseln."""
    grenzen: Annotated[tuple[Hausgrenze, ...], Field(max_length=_HOECHSTENS)] = ()
    """Grenzen von Angaben."""
    erweiterungen: Annotated[tuple[Wort, ...], Field(max_length=20)] = ()
    """Namen installierter Erweiterungen, deren Regeln gelten."""

    @property
    def alle(self) -> tuple[Hauswoerter | Hausklauseln | Hausgrenze, ...]:
        """Return all rules in the order of the groups."""
        return (*self.woerter, *self.klauseln, *self.grenzen)


def parse_hausangaben(abschnitt: Any, text: str, datei: str) -> tuple[Hausangaben | None, list[Mangel]]:
    """Return the section, or what is wrong with it at the heading of the entry meant."""
    quelle = Quelle(datei, {"hausregeln": abschnitt})
    try:
        angaben = _Abschnitt.model_validate({"hausregeln": abschnitt}).hausregeln
    except ValidationError as fehler:
        # Of a union pydantic tells each alternative; one sentence per place is enough.
        erste = {m.pfad: m for m in reversed(describe(fehler, quelle, _Abschnitt))}
        return None, [Mangel("BST-13", m.meldung, _find(text, datei, m.pfad), m.pfad) for m in erste.values()]
    maengel: list[Mangel] = []
    gesehen: set[str] = set()
    for gruppe in ("woerter", "klauseln", "grenzen"):
        for nummer, regel in enumerate(getattr(angaben, gruppe)):
            satz = _judge(regel, angaben, gesehen)
            gesehen.add(regel.code)
            if satz:
                pfad = ("hausregeln", gruppe, nummer)
                maengel.append(Mangel("BST-13", f"Hausregel {regel.code}: {satz}", _find(text, datei, pfad), pfad))
    return (None if maengel else angaben), maengel


class _Abschnitt(Basis):
    hausregeln: Hausangaben


def _judge(regel: Hausregelkopf, angaben: Hausangaben, gesehen: set[str]) -> str:
    """Return what is wrong with a rule that fits the model, empty for a sound one."""
    if regel.code.partition("-")[0] != angaben.praefix:
        return f"Der Code beginnt mit dem Präfix „{angaben.praefix}“."
    if regel.code in gesehen:
        return "Den Code gibt es schon."
    if isinstance(regel, Hausklauseln) and not (regel.pflicht or regel.verboten):
        return "Nennen Sie unter „pflicht“ oder „verboten“ Textbausteine."
    if isinstance(regel, Hausgrenze):
        grenzen = [g for g in (regel.mindestens, regel.hoechstens) if g is not None]
        if not grenzen and not regel.erlaubt and not regel.ist_pflicht:
            return "Nennen Sie „mindestens“, „hoechstens“, „erlaubt“ oder „ist_pflicht“."
        if any(isinstance(g, str) and not re.fullmatch(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?", g) for g in grenzen):
            return 'Grenzen sind ganze Zahlen, Zahlen mit Punkt in Anführungszeichen ("0.05") oder Tage (2027-01-31).'
        if len({isinstance(g, datetime.date) for g in grenzen}) > 1:
            return "Beide Grenzen sind Zahlen, oder beide sind Tage."
    return ""


def _find(text: str, datei: str, pfad: tuple[str | int, ...]) -> Position:
    """Return the heading of the entry of a group that a path leads to, else the first heading of the section."""
    gruppe = str(pfad[1]) if len(pfad) > 1 else ""
    nummer = pfad[2] if len(pfad) > 2 and isinstance(pfad[2], int) else 0
    genau = re.compile(rf"\s*\[\[\s*hausregeln\s*\.\s*{re.escape(gruppe)}\s*\]\]")
    zeilen = text.split("\n")
    treffer = [n for n, zeile in enumerate(zeilen, 1) if genau.match(zeile)]
    if gruppe and nummer < len(treffer):
        return Position(datei, treffer[nummer])
    return Position(datei, next((n for n, z in enumerate(zeilen, 1) if re.match(r"\s*\[\[?\s*hausregeln", z)), 1))

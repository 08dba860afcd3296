"""Which deadlines a case has, from what has happened so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..position import Pfad
from .budgetfristen import Fallfrist, end_of, find_frist, last_day_of, months_of

if TYPE_CHECKING:
    from .budgetfall import HatBudgetfall


def list_fallfristen(fall: HatBudgetfall) -> tuple[Fallfrist, ...]:
    """Return the deadlines that have begun, in the order of the procedure. Raises ParameterFehler."""
    return (
        *_of_zustaendigkeit(fall),
        *_of_stellungnahmen(fall),
        *_of_konferenz(fall),
        *_of_budget(fall),
        *_of_bescheid(fall),
    )


def _frist(name: str, was: str, parameter: str, ereignis: date, erledigt: date | None, pfad: Pfad) -> Fallfrist:
    ende, norm = end_of(parameter, ereignis)
    return Fallfrist(name, was, norm, ereignis, ende, erledigt, pfad)


def _of_zustaendigkeit(fall: HatBudgetfall) -> Iterator[Fallfrist]:
    leitung, eingang = fall.leitung, fall.antrag.eingang
    yield _frist(
        "zustaendigkeit",
        "Klärung der Zuständigkeit",
        "zustaendigkeit_pruefung",
        eingang,
        leitung.geklaert_am,
        ("leitung", "geklaert_am"),
    )
    beginn = leitung.eingang_nach_weiterleitung or eingang
    entschieden = fall.bescheid.vom if fall.bescheid is not None else None
    parameter = "entscheidung_ohne_gutachten"
    if not fall.recht.hat_beauftragten and fall.hat_weitere_traeger:
        parameter = "entscheidung_mit_konferenz" if fall.hat_konferenz else "entscheidung_mehrere_traeger"
    if fall.recht.hat_beauftragten and fall.hat_weitere_traeger:
        return
    yield _frist("entscheidung", "Entscheidung über den Antrag", parameter, beginn, entschieden, ("antrag", "eingang"))
    if not fall.recht.hat_beauftragten:
        mitgeteilt = leitung.mitteilung_18_am or entschieden
        yield _frist(
            "mitteilung",
            "Begründete Mitteilung, wenn noch nicht entschieden ist",
            "begruendete_mitteilung",
            eingang,
            mitgeteilt,
            ("antrag", "eingang"),
        )


def _of_stellungnahmen(fall: HatBudgetfall) -> Iterator[Fallfrist]:
    for nummer, stellungnahme in enumerate(fall.stellungnahmen):
        yield _frist(
            f"stellungnahme_{stellungnahme.traeger}",
            f"Stellungnahme: {fall.find_traeger(stellungnahme.traeger).name}",
            "feststellungen_beteiligter",
            stellungnahme.angefordert_am,
            stellungnahme.eingegangen_am,
            ("stellungnahmen", nummer, "eingegangen_am"),
        )


def _of_konferenz(fall: HatBudgetfall) -> Iterator[Fallfrist]:
    if fall.konferenz is not None:
        yield _frist(
            "teilbudgets",
            "Feststellung der Teilbudgets",
            "teilbudget_feststellung",
            fall.konferenz.am,
            fall.konferenz.festgestellt_am,
            ("konferenz", "festgestellt_am"),
        )


def _of_budget(fall: HatBudgetfall) -> Iterator[Fallfrist]:
    if not fall.teilbudgets:
        return
    beginn = fall.bewilligt_ab
    ort: Pfad = ("teilbudgets", 0, "beginn")
    for name, was, parameter in (
        ("bindung", "Ende der Bindung an das Persönliche Budget", "budget_bindung"),
        ("zielpruefung", "Erste Überprüfung der Ziele", "budget_zielpruefung"),
        ("wiederholung", "Wiederholung der Bedarfsermittlung", "budget_wiederholung"),
    ):
        frist = find_frist(parameter, beginn)
        yield Fallfrist(name, was, frist.norm, beginn, last_day_of(beginn, months_of(parameter, beginn)), None, ort)


def _of_bescheid(fall: HatBudgetfall) -> Iterator[Fallfrist]:
    if fall.bescheid is None:
        return
    eingang = fall.widerspruch.eingang if fall.widerspruch is not None else None
    norm = find_frist("widerspruch", fall.bekannt_am).norm
    yield Fallfrist(
        "widerspruch",
        "Ende der Widerspruchsfrist",
        norm,
        fall.bekannt_am,
        fall.widerspruch_bis,
        eingang,
        ("bescheid", "aufgegeben_am"),
    )

"""Which deadlines a case has, from what has happened so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..modell.budgetfalldaten import Budgetfalldaten
from ..position import Pfad
from .budgetfristen import Fallfrist, end_of, find_frist, last_day_of, months_of
from .zeitraum import next_werktag


@dataclass(frozen=True, slots=True)
class Falltage:
    """What of a case is computed before its deadlines: whether the law has a Beauftragter, the first day, announcement and objection."""

    hat_beauftragten: bool
    bewilligt_ab: date | None
    bekannt_am: date | None
    widerspruch_bis: date | None


def list_fallfristen(fall: Budgetfalldaten, tage: Falltage) -> tuple[Fallfrist, ...]:
    """Return the deadlines that have begun, in the order of the procedure. Raises ParameterFehler."""
    return (
        *_of_zustaendigkeit(fall, tage.hat_beauftragten),
        *_of_stellungnahmen(fall),
        *_of_konferenz(fall),
        *_of_budget(tage.bewilligt_ab),
        *_of_bescheid(fall, tage),
    )


def _frist(
    fall: Budgetfalldaten, name: str, was: str, parameter: str, ereignis: date, erledigt: date | None, pfad: Pfad
) -> Fallfrist:
    """Return a deadline by which somebody has to act; its end moves to a working day (§ 26 Abs. 3 SGB X)."""
    ende, norm = end_of(parameter, ereignis)
    return Fallfrist(name, was, norm, ereignis, next_werktag(ende, fall.bundesland), erledigt, pfad)


def _of_zustaendigkeit(fall: Budgetfalldaten, hat_beauftragten: bool) -> Iterator[Fallfrist]:
    leitung, eingang = fall.leitung, fall.antrag.eingang
    yield _frist(
        fall,
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
    if not hat_beauftragten and fall.hat_weitere_traeger:
        parameter = "entscheidung_mit_konferenz" if fall.hat_konferenz else "entscheidung_mehrere_traeger"
    if hat_beauftragten and fall.hat_weitere_traeger:
        return
    yield _frist(
        fall, "entscheidung", "Entscheidung über den Antrag", parameter, beginn, entschieden, ("antrag", "eingang")
    )
    if not hat_beauftragten:
        mitgeteilt = leitung.mitteilung_18_am or entschieden
        yield _frist(
            fall,
            "mitteilung",
            "Begründete Mitteilung, wenn noch nicht entschieden ist",
            "begruendete_mitteilung",
            eingang,
            mitgeteilt,
            ("antrag", "eingang"),
        )


def _of_stellungnahmen(fall: Budgetfalldaten) -> Iterator[Fallfrist]:
    for nummer, stellungnahme in enumerate(fall.stellungnahmen):
        yield _frist(
            fall,
            f"stellungnahme_{stellungnahme.traeger}",
            f"Stellungnahme: {fall.find_traeger(stellungnahme.traeger).name}",
            "feststellungen_beteiligter",
            stellungnahme.angefordert_am,
            stellungnahme.eingegangen_am,
            ("stellungnahmen", nummer, "eingegangen_am"),
        )


def _of_konferenz(fall: Budgetfalldaten) -> Iterator[Fallfrist]:
    if fall.konferenz is not None:
        yield _frist(
            fall,
            "teilbudgets",
            "Feststellung der Teilbudgets",
            "teilbudget_feststellung",
            fall.konferenz.am,
            fall.konferenz.festgestellt_am,
            ("konferenz", "festgestellt_am"),
        )


def _of_budget(beginn: date | None) -> Iterator[Fallfrist]:
    if beginn is None:
        return
    ort: Pfad = ("teilbudgets", 0, "beginn")
    for name, was, parameter in (
        ("bindung", "Ende der Bindung an das Persönliche Budget", "budget_bindung"),
        ("zielpruefung", "Erste Überprüfung der Ziele", "budget_zielpruefung"),
        ("wiederholung", "Wiederholung der Bedarfsermittlung", "budget_wiederholung"),
    ):
        frist = find_frist(parameter, beginn)
        yield Fallfrist(name, was, frist.norm, beginn, last_day_of(beginn, months_of(parameter, beginn)), None, ort)


def _of_bescheid(fall: Budgetfalldaten, tage: Falltage) -> Iterator[Fallfrist]:
    if tage.bekannt_am is None or tage.widerspruch_bis is None:
        return
    eingang = fall.widerspruch.eingang if fall.widerspruch is not None else None
    norm = find_frist("widerspruch", tage.bekannt_am).norm
    yield Fallfrist(
        "widerspruch",
        "Ende der Widerspruchsfrist",
        norm,
        tage.bekannt_am,
        tage.widerspruch_bis,
        eingang,
        ("bescheid", "aufgegeben_am"),
    )

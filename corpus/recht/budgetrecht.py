"""What the law of the Persönliches Budget says at a date: who leads, what the Zielvereinbarung must hold, how the Träger are called,
which benefits may be part of it. Data with dates; a day that no entry covers raises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol, TypeVar

from ..paketdaten import load_json
from .aenderung import format_tag
from .parameter import ParameterFehler


class Datiert(Protocol):
    """Holds from a day to another, None for no end."""

    @property
    def ab(self) -> date:
        """First day."""

    @property
    def bis(self) -> date | None:
        """Last day."""


D = TypeVar("D", bound=Datiert)


@dataclass(frozen=True, slots=True)
class Budgetrecht:
    """The law of one time. `inhalte` are the minimum contents of the Zielvereinbarung by name; `einstufung` is the word for the grade
    of care, `zustaendiger` that for who leads the procedure.
    """

    ab: date
    bis: date | None
    hat_rechtsanspruch: bool
    hat_beauftragten: bool
    einstufung: str
    zustaendiger: str
    zustaendiger_stelle: str
    inhalte: tuple[str, ...]
    grundnorm: str
    zielnorm: str
    fundstelle: str


@dataclass(frozen=True, slots=True)
class Grundlage:
    """The norm a benefit rests on, from a day to another."""

    ab: date
    bis: date | None
    norm: str


@dataclass(frozen=True, slots=True)
class Teilmonat:
    """A norm that shares a month by days, from the first day on which our sources show it; `tage` is what a month counts."""

    ab: date
    bis: date | None
    norm: str
    tage: int


@dataclass(frozen=True, slots=True)
class Katalogleistung:
    """A benefit of the catalogue: who grants it, as money or voucher (`geld`, `gutschein`, `beides`, `keine`), how it is computed.

    `keine` is no benefit of a Persönliches Budget; `warum_nicht` says why. `parameter` names the dated amounts it needs, `teilmonate` what shares a month.
    """

    schluessel: str
    titel: str
    traegerart: str
    form: str
    braucht_verordnung: bool
    rechnung: tuple[str, ...]
    zuzahlung: str
    parameter: tuple[str, ...]
    grundlagen: tuple[Grundlage, ...]
    warum_nicht: str
    hinweis: str
    teilmonate: tuple[Teilmonat, ...] = ()

    @property
    def ist_budgetfaehig(self) -> bool:
        """The benefit may be part of a Persönliches Budget."""
        return self.form != "keine"

    def norm_at(self, tag: date) -> str:
        """Return the norm at a date. Raises ParameterFehler."""
        return _at(self.grundlagen, tag, f"die Rechtsgrundlage der Leistung „{self.titel}“").norm

    def find_teilmonat(self, tag: date) -> Teilmonat | None:
        """Return the norm that shares a month by days, None where no source shows one for that day."""
        return next((t for t in self.teilmonate if t.ab <= tag and (t.bis is None or tag <= t.bis)), None)


def find_budgetrecht(tag: date) -> Budgetrecht:
    """Return the law at a date. Raises ParameterFehler for a day before there was any."""
    return _at(_load_rechtsstaende(), tag, "das Recht des Persönlichen Budgets")


def name_traeger(art: str, tag: date) -> str:
    """Return the German name of a kind of Leistungsträger at a date. Raises ParameterFehler."""
    return _at(_load_traegernamen()[art], tag, f"der Name der Trägerart „{art}“").name


def find_grundende(schluessel: str, tag: date) -> tuple[date, str] | None:
    """Return the last day on which a reason to lead the procedure was one, and where the law says so; None where it is one on that day."""
    eintrag = next(e for e in load_json("budget/leitungsgruende.json") if e["schluessel"] == schluessel)
    if eintrag["bis"] is None or tag <= date.fromisoformat(eintrag["bis"]):
        return None
    return date.fromisoformat(eintrag["bis"]), eintrag["fundstelle"]


@cache
def load_katalog() -> Mapping[str, Katalogleistung]:
    """Return the catalogue of benefits by key, in the order of the Anlagen of the recommendations of 2004."""
    return {e["schluessel"]: _read_leistung(e) for e in load_json("budget/leistungen.json")}


@dataclass(frozen=True, slots=True)
class _Name:
    ab: date
    bis: date | None
    name: str


@cache
def _load_rechtsstaende() -> tuple[Budgetrecht, ...]:
    return tuple(
        Budgetrecht(**{**_read_zeit(e), "inhalte": tuple(e["inhalte"])}) for e in load_json("budget/rechtsstaende.json")
    )


@cache
def _load_traegernamen() -> Mapping[str, tuple[_Name, ...]]:
    eintraege = load_json("budget/traegerarten.json")
    return {e["schluessel"]: tuple(_Name(**_read_zeit(n)) for n in e["namen"]) for e in eintraege}


def _read_leistung(eintrag: Mapping[str, Any]) -> Katalogleistung:
    listen = {name: tuple(eintrag[name]) for name in ("rechnung", "parameter")}
    grundlagen = tuple(Grundlage(**_read_zeit(g)) for g in eintrag["grundlagen"])
    teilmonate = tuple(Teilmonat(**_read_zeit(t)) for t in eintrag.get("teilmonate", ()))
    return Katalogleistung(**{**eintrag, **listen, "grundlagen": grundlagen, "teilmonate": teilmonate})


def _read_zeit(eintrag: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **eintrag,
        "ab": date.fromisoformat(eintrag["ab"]),
        "bis": date.fromisoformat(eintrag["bis"]) if eintrag["bis"] else None,
    }


def _at(eintraege: Iterable[D], tag: date, was: str) -> D:
    for eintrag in eintraege:
        if eintrag.ab <= tag and (eintrag.bis is None or tag <= eintrag.bis):
            return eintrag
    raise ParameterFehler(f"Für den {format_tag(tag)} ist nichts bekannt über: {was}. Prüfen Sie den Tag.")

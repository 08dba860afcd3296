"""The data of a contract carried forward to its next budget year, by its own adjustment clause; the file keeps its comments.

Rates are raised by the decided rate and rounded as the contract says (F1); the volumes of the year before stand beside the new ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from contracts.modell.faehigkeiten import HatUnterzeichnung
from contracts.modell.vertrag import HatTeile
from contracts.position import Pfad, Quelle
from contracts.rechnen.berechnung import HatBerechnung

from .dateiumbau import Dateistelle, Dateiumbau, FortschreibungFehler, note_amendment

OFFENES_AKTENZEICHEN: Final = "[offen: Aktenzeichen des Beschlusses]"


@dataclass(frozen=True, slots=True)
class Jahresangaben:
    """What the next year needs to know: the year, the decided rate, the decision, new volumes.

    Volumes are by Leistungstyp and group, where there are several budgets by party first.
    `vom` is the day of the amendment, `stand` that to which the new wording is stated.
    """

    jahr: int
    rate: Decimal
    beschluss_vom: date
    vom: date
    stand: date
    aktenzeichen: str = OFFENES_AKTENZEICHEN
    mengen: Mapping[str, Any] | None = None


def carry_forward(text: str, quelle: Quelle, vertrag: object, angaben: Jahresangaben) -> str:
    """Return the contract file of the next budget year; `quelle` is the file as read, without joint objects.

    Raises FortschreibungFehler where the contract has no budget of its own, or the year does not follow it. Of several budgets each is
    raised: year and rate stand once for all of them.
    """
    budgets = _own_budgets(vertrag, quelle)
    erster = budgets[0].vertrag if budgets else None
    if erster is None or not isinstance(erster, HatUnterzeichnung):
        raise FortschreibungFehler(
            "Fortschreiben lassen sich Verträge mit einem eigenen Budget aus Mengen und Vergütungssätzen. Ändern Sie die Datei "
            "dieses Vertrags selbst und machen Sie mit „vertragswerk aendern“ die Änderungsvereinbarung daraus."
        )
    _check_year(erster, angaben)
    _check_days(erster, angaben)
    umbau = Dateiumbau(text, quelle)
    jahre = {"referenzjahr": angaben.jahr - 1, "budgetjahr": angaben.jahr}
    stellen = [umbau.replace(("budget", name), str(jahr)) for name, jahr in jahre.items()]
    steigerung: Pfad = ("budget", "steigerung")
    stellen += [
        umbau.replace((*steigerung, "rate"), f'"{angaben.rate}"'),
        umbau.replace((*steigerung, "beschluss", "vom"), angaben.beschluss_vom.isoformat()),
        umbau.replace((*steigerung, "beschluss", "aktenzeichen"), _quoted(angaben.aktenzeichen)),
        umbau.replace(("fassung", "nummer"), f'"{_next_number(erster)}"'),
        umbau.replace(("fassung", "stand"), angaben.stand.isoformat()),
        *note_amendment(umbau, angaben.vom),
        *umbau.remove(("budget", "ausgewiesen")),
        *_keep_reconciliation(umbau, erster.budget.referenzjahr),
        *_all_groups(umbau, budgets, angaben.mengen or {}),
        *_titles(umbau, erster.budget.budgetjahr, angaben),
    ]
    return umbau.apply(stellen)


class _Eigenbudget(NamedTuple):
    """A budget whose volumes the file of the contract states: where, whose (empty for the only one), what they come to."""

    ort: Pfad
    partei: str
    vertrag: HatBerechnung


def _own_budgets(vertrag: object, quelle: Quelle) -> tuple[_Eigenbudget, ...]:
    """Return the budgets of a contract, none where the file does not state their volumes."""
    teile: list[tuple[Pfad, object]] = [((), vertrag)]
    if isinstance(vertrag, HatTeile):
        teile = [(t.ort, t.vertrag) for t in vertrag.teile]
    budgets = tuple(
        _Eigenbudget(ort, str(getattr(teil, "partei", "")), teil)
        for ort, teil in teile
        if isinstance(teil, HatBerechnung)
    )
    return budgets if all((*b.ort, "leistungspaket") in quelle.werte for b in budgets) else ()


def _all_groups(umbau: Dateiumbau, budgets: Sequence[_Eigenbudget], mengen: Mapping[str, Any]) -> Iterator[Dateistelle]:
    """Yield the changes of every group of every budget; of several, `mengen` name the party first."""
    namen = {b.partei for b in budgets}
    if len(budgets) > 1 and (set(mengen) - namen or not all(_is_nested(m) for m in mengen.values())):
        fremd = ", ".join(sorted(set(mengen) - namen)) or "keine Partei"
        raise FortschreibungFehler(
            f"Der Vertrag hat mehrere Budgets; die Mengen nennen zuerst die Partei, dann deren Leistungstypen. Genannt: {fremd}; "
            f"möglich: {', '.join(sorted(namen))}."
        )
    for budget in budgets:
        eigene = mengen if len(budgets) == 1 else mengen.get(budget.partei, {})
        if not all(isinstance(m, int) for gruppen in eigene.values() for m in gruppen.values()):
            raise FortschreibungFehler("Der Vertrag hat nur ein Budget; die Mengen nennen keine Partei.")
        yield from umbau.remove((*budget.ort, "ausgewiesen")) if budget.ort else ()
        yield from _gruppen(umbau, budget, eigene)


def _is_nested(mengen: Mapping[str, Any]) -> bool:
    return all(isinstance(gruppen, Mapping) for gruppen in mengen.values())


def _check_year(vertrag: HatBerechnung, angaben: Jahresangaben) -> None:
    bisher = vertrag.budget.budgetjahr
    if angaben.jahr != bisher + 1:
        raise FortschreibungFehler(
            f"Das Budgetjahr ist {bisher}; fortschreiben lässt es sich auf {bisher + 1}, nicht auf {angaben.jahr}."
        )
    if angaben.jahr > vertrag.laufzeit.ende.year:
        raise FortschreibungFehler(
            f"Der Vertrag endet am {vertrag.laufzeit.ende:%d.%m.%Y}; das Jahr {angaben.jahr} liegt danach."
        )
    if not Decimal("-0.5") < angaben.rate < Decimal("0.5"):
        raise FortschreibungFehler(f"Die Rate {angaben.rate} ist ein Bruchteil: 0.0275 bedeutet 2,75 Prozent.")
    if angaben.beschluss_vom.year < angaben.jahr - 2 or angaben.beschluss_vom.year > angaben.jahr + 1:
        raise FortschreibungFehler(
            f"Der Beschluss vom {angaben.beschluss_vom:%d.%m.%Y} passt nicht zum Jahr {angaben.jahr}."
        )


def _check_days(vertrag: HatUnterzeichnung, angaben: Jahresangaben) -> None:
    if angaben.beschluss_vom > angaben.vom or angaben.stand > angaben.vom or angaben.vom < vertrag.unterzeichnung.am:
        raise FortschreibungFehler(
            f"Die Änderungsvereinbarung ist vom {angaben.vom:%d.%m.%Y}; Beschluss und Stand können nicht danach liegen, "
            "und der Vertrag kann nicht jünger sein."
        )


def _next_number(vertrag: Any) -> str:
    vorn, _, hinten = vertrag.fassung.nummer.partition(".")
    return f"{vorn}.{int(hinten) + 1}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _keep_reconciliation(umbau: Dateiumbau, bisher: int) -> Iterator[Dateistelle]:
    """Yield the year of the reconciliation of data, which stays a record of its own year."""
    tag = umbau.quelle.daten.get("datenabgleich", {}).get("protokoll_vom")
    if tag is not None and ("datenabgleich", "referenzjahr") not in umbau.quelle.werte:
        yield umbau.replace(("datenabgleich", "protokoll_vom"), str(tag), ("referenzjahr", str(bisher)))


def _gruppen(umbau: Dateiumbau, budget: _Eigenbudget, mengen: Mapping[str, Mapping[str, int]]) -> Iterator[Dateistelle]:
    """Yield the changes of every group: its rate as computed for the year that ends, its volumes, those of the year before."""
    vertrag = budget.vertrag
    bekannt = {lt.kuerzel: {g.id for g in lt.gruppen} for lt in vertrag.leistungspaket}
    for kuerzel, gruppen in mengen.items():
        fremd = set(gruppen) - bekannt.get(kuerzel, set())
        if kuerzel not in bekannt or fremd:
            raise FortschreibungFehler(
                f"Die Mengen nennen „{kuerzel} {' '.join(sorted(fremd))}“; das gibt es im Vertrag nicht."
            )
    for n, ergebnis in enumerate(vertrag.berechnet.leistungstypen):
        neue = mengen.get(ergebnis.leistungstyp.kuerzel, {})
        for k, posten in enumerate(ergebnis.posten):
            ort: Pfad = (*budget.ort, "leistungspaket", n, "gruppen", k)
            bisher = posten.gruppe.menge
            yield umbau.replace((*ort, "verguetungssatz"), f'"{posten.satz}"')
            if posten.gruppe.menge_vorjahr is not None:
                yield umbau.replace((*ort, "menge_vorjahr"), str(bisher))
                yield umbau.replace((*ort, "menge"), str(neue.get(posten.gruppe.id, bisher)))
            else:
                yield umbau.replace(
                    (*ort, "menge"), str(neue.get(posten.gruppe.id, bisher)), ("menge_vorjahr", str(bisher))
                )


def _titles(umbau: Dateiumbau, bisher: int, angaben: Jahresangaben) -> Iterator[Dateistelle]:
    """Yield the titles of Anlagen that name the budget year, and the Stand of these."""
    for n, anlage in enumerate(umbau.quelle.daten.get("anlagen", ())):
        titel = str(anlage.get("titel", ""))
        neu = re.sub(rf"\b{bisher}\b", str(angaben.jahr), titel)
        if neu != titel:
            yield umbau.replace(("anlagen", n, "titel"), _quoted(neu))
            yield umbau.replace(("anlagen", n, "stand"), angaben.stand.isoformat())

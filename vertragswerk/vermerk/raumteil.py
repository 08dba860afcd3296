"""What the budgets of a Sozialraum come to together: known to who pays, and in no contract of it, for each binds only its parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checks.wert import show_datum, show_zahl
from contracts.modell.raumteile import HatSozialraum
from contracts.modell.vertrag import Vorgang
from contracts.rechnen.raumrechnung import Raumposten, Raumzeile, list_raumzeilen, sum_raumposten
from generator.tree import Abschnitt
from vertragswerk.schriftteile import make_section, make_table

_SPALTEN = (
    ("Budgetnehmer", 21),
    ("Budgetvertrag", 18),
    ("Laufzeit", 13),
    ("Jahreswert in Euro", 14),
    ("Budget der Laufzeit in Euro", 14),
    ("Personen im Budget", 10),
    ("Anteil extern in Prozent", 10),
)
_ZAHLSPALTEN = 4
_FEHLT = "fehlt"


def list_raumvertraege(vertrag: Vorgang | None) -> frozenset[str]:
    """Return the Kennungen of the Budgetverträge of a contract's Sozialraum where there are several; else nothing."""
    if not isinstance(vertrag, HatSozialraum):
        return frozenset()
    kennungen = frozenset(b.vertrag for b in vertrag.sozialraum.budgetnehmer)
    return kennungen if len(kennungen) > 1 else frozenset()


def raum_budgets(vertrag: Vorgang, andere: Mapping[str, Vorgang]) -> Iterator[Abschnitt]:
    """Yield the section with all budgets of the Sozialraum, once it has several Budgetverträge; `andere` are those by Kennung."""
    if not list_raumvertraege(vertrag) or not isinstance(vertrag, HatSozialraum):
        return
    raum = vertrag.sozialraum
    zeilen = list_raumzeilen(raum, {**andere, vertrag.kennung: vertrag})
    gesamt = sum_raumposten(zeilen)
    tabelle = make_table(
        "raumbudgets_tabelle",
        f"Budgets im Sozialraum {raum.name}",
        _SPALTEN,
        [_row(z) for z in zeilen],
        ("Summe", "", "", *_figures(gesamt)) if gesamt else (),
        _ZAHLSPALTEN,
    )
    yield make_section(
        "raumbudgets",
        "Budgets des Sozialraums",
        "Nur für den internen Gebrauch des Leistungsträgers: Kein Vertrag nennt diese Summen, denn wer sein eigenes Budget kennt, "
        "könnte aus ihnen auf das eines anderen Budgetnehmers schließen. Grundlage sind die Budgetverträge im Bestand; "
        "Änderungsvereinbarungen zu ihnen sind nicht eingerechnet.",
        tabelle,
        *_sentences(zeilen, gesamt),
    )


def _row(zeile: Raumzeile) -> tuple[str, ...]:
    b, laufzeit = zeile.budgetnehmer, zeile.laufzeit
    dauer = f"{show_datum(laufzeit.beginn)} bis {show_datum(laufzeit.ende)}" if laufzeit else _FEHLT
    return (b.name, b.vertrag, dauer, *(_figures(zeile.posten) if zeile.posten else (_FEHLT,) * _ZAHLSPALTEN))


def _figures(posten: Raumposten) -> tuple[str, ...]:
    return (
        show_zahl(posten.jahreswert),
        show_zahl(posten.jahresbetrag),
        show_zahl(posten.personen_im_budget),
        show_zahl(posten.prozent_extern),
    )


def _sentences(zeilen: Sequence[Raumzeile], gesamt: Raumposten | None) -> Iterator[str]:
    if gesamt is None:
        fehlend = sorted({z.budgetnehmer.vertrag for z in zeilen if z.posten is None})
        yield (
            f"Eine Summe fehlt, weil diese Verträge im Bestand fehlen, fehlerhaft sind oder kein Budget des Budgetnehmers nennen: {', '.join(fehlend)}."
        )
        return
    yield (
        f"Von {show_zahl(gesamt.personen_gesamt)} Personen haben {show_zahl(gesamt.personen_extern)} einen anderen Kostenträger; "
        "der Anteil in der Summe ist aus den Summen der Personen errechnet, nicht aus den Anteilen der Budgetnehmer."
    )

"""Who confirmed what, and when: answers to the questions of rules, and every day of the data at which somebody confirmed or decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.muster.fragen import load_fragen
from checks.muster.nachbarn import path_from, value_of
from contracts.angaben import Angabe, walk_angaben
from contracts.modell.vertrag import Vertrag
from contracts.pfad import write_pfad
from generator.kanon import german_date
from generator.tree import Abschnitt, Tabelle
from vertragswerk.schriftteile import make_section, make_table

if TYPE_CHECKING:
    from contracts.modell.pruefbestaetigung import Pruefbestaetigung
    from contracts.modell.vertrag import Vorgang
    from vertragswerk.werk import Ergebnis

_TITEL = "Bestätigungen"
_EIGENE = "pruefbestaetigungen"


def confirmations(ergebnis: Ergebnis) -> Abschnitt:
    """Return the section that lists the confirmations of the contract."""
    vertrag = ergebnis.geladen.vertrag
    if vertrag is None:
        raise LookupError("no contract")
    inhalt: list[str | Tabelle] = []
    antworten = vertrag.pruefbestaetigungen if isinstance(vertrag, Vertrag) else ()
    if antworten:
        inhalt += [
            "Diese Fragen kann das Programm nicht entscheiden; beantwortet hat sie die genannte Stelle für die genannte Fassung.",
            make_table("pruefbestaetigungen", "Beantwortete Fragen", _SPALTEN, [_answer(vertrag, b) for b in antworten]),
        ]  # fmt: skip
    tage = sorted(confirmation_days(vertrag))
    if tage:
        inhalt += [
            f"An diesen Tagen hat jemand etwas bestätigt, beschlossen oder geprüft, worauf der {ergebnis.wort.wort} beruht.",
            make_table(
                "bestaetigungstage",
                "Wer was wann bestätigt hat",
                (("Was", 34), ("Wer", 30), ("Tag", 18), ("Stelle in den Daten", 18)),
                [(was, wer, german_date(tag), pfad) for tag, was, wer, pfad in tage],
            ),
        ]
    offen = sorted({b.code for b in ergebnis.pruefung.befunde} & load_fragen().keys())
    if offen:
        inhalt.append(f"Eine Bestätigung fehlt zu: {', '.join(offen)}. Was zu bestätigen ist, sagen die Befunde.")
    return make_section(
        "bestaetigungen", _TITEL, *(inhalt or [f"Der {ergebnis.wort.wort} hält keine Bestätigung fest."])
    )


_SPALTEN = (("Frage", 40), ("Antwort", 30), ("Wer und wann", 30))


def _answer(vertrag: Vorgang, antwort: Pruefbestaetigung) -> tuple[str, str, str]:
    """Return the question (the first column names the row), the answer, and who gave it when and for which Fassung."""
    frage = load_fragen().get(antwort.regel)
    betrifft = f", {antwort.betrifft}" if antwort.betrifft else ""
    fundstelle = f" ({antwort.fundstelle})" if antwort.fundstelle else ""
    alt = "" if antwort.fassung == vertrag.fassung.nummer else "; nicht diese Fassung"
    wann = f"{german_date(antwort.am.isoformat())}, Fassung {antwort.fassung}{alt}"
    return (
        f"{antwort.regel}{betrifft}: {frage.frage if frage else 'keine Frage dieser Regel'}",
        antwort.aussage,
        f"{antwort.durch}, {wann}{fundstelle}",
    )


def confirmation_days(vertrag: Vorgang) -> Iterator[tuple[str, str, str, str]]:
    """Yield day, what, who and the written place of every confirmation but those that answer a question."""
    parteien = vertrag.parteien if isinstance(vertrag, Vertrag) else ()
    namen = {p.partei: p.kurzbezeichnung.wort for p in parteien} | {b.id: b.name for b in vertrag.beteiligte}
    modell = type(vertrag)
    for pfad, tag, angabe in walk_angaben(vertrag, Angabe(modell)):
        if angabe.zeit is None or not angabe.zeit.durch or pfad[0] == _EIGENE:
            continue
        wer = str(value_of(vertrag, path_from(pfad, angabe.zeit.durch)) or "nicht angegeben")
        yield tag.isoformat(), angabe.zeit.was, namen.get(wer, wer), write_pfad(pfad, vertrag, modell)

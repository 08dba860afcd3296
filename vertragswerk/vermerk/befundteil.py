"""What the check found and what it did not look at, as a section of the Vermerk."""

from __future__ import annotations

from collections.abc import Iterator

from checks.befund import RANG, Befund
from checks.handbuch import SCHWERE
from checks.report.text import GRENZE
from contracts.bestand.erfundenes import list_offene
from generator.formate import datum
from generator.tree import Abschnitt, Tabelle
from vertragswerk.schriftteile import make_section, make_table
from vertragswerk.werk import Ergebnis

_SPALTEN = (("Regel", 14), ("Schwere", 12), ("Befund", 50), ("Stelle", 24))


def open_points(ergebnis: Ergebnis) -> Abschnitt:
    """Return the findings by weight, what became of the template's values, and the rules that did not run."""
    befunde = sorted(ergebnis.pruefung.befunde, key=lambda b: (RANG[b.schwere], b.order))
    inhalt: list[str | Tabelle] = [_count(befunde)]
    if befunde:
        zeilen = [(b.code, SCHWERE[b.schwere], b.meldung, _place(b)) for b in befunde]
        inhalt.append(make_table("befunde", "Befunde der Prüfung", _SPALTEN, zeilen))
    inhalt += _excepted(ergebnis)
    inhalt += _vorlagenwerte(ergebnis)
    if ergebnis.pruefung.uebersprungen:
        inhalt.append("Diese Regeln sind nicht gelaufen; übersprungen ist nicht bestanden.")
        ausgelassen = [(u.code, u.grund) for u in ergebnis.pruefung.uebersprungen]
        inhalt.append(
            make_table("uebersprungen", "Nicht gelaufene Regeln", (("Regel", 14), ("Grund", 86)), ausgelassen)
        )
    if ergebnis.pruefung.artfremde:
        codes = ", ".join(ergebnis.pruefung.artfremde)
        inhalt.append(f"Diese Regeln prüfen Teile, die es in dieser Art nicht gibt: {codes}.")
    return make_section("offenepunkte", "Offene Punkte", *inhalt, GRENZE)


def _excepted(ergebnis: Ergebnis) -> Iterator[str | Tabelle]:
    """Yield the findings that somebody decided to accept, with reason, decider and last day."""
    zeilen = [(a.befund.code, _place(a.befund), f"{a.kennung}: {a.grund}") for a in ergebnis.pruefung.ausgenommene]
    if zeilen:
        yield "Diese Befunde sind durch eine Ausnahme hingenommen."
        yield make_table("ausnahmen", "Ausnahmen", (("Regel", 14), ("Stelle", 30), ("Ausnahme und Grund", 56)), zeilen)


def _vorlagenwerte(ergebnis: Ergebnis) -> Iterator[str | Tabelle]:
    """Yield what the template invented and nobody confirmed, and who confirmed the rest."""
    vertrag, quelle = ergebnis.geladen.vertrag, ergebnis.geladen.quelle
    if vertrag is None or quelle is None:
        return
    offene = list_offene(vertrag, quelle)
    if offene:
        yield "Diese Werte stammen aus der Vorlage; niemand hat sie geändert oder bestätigt."
        werte = [(w.pfad, w.wert) for _, w in offene]
        yield make_table("vorlagenwerte", "Unbestätigte Werte", (("Stelle", 60), ("Wert", 40)), werte)
    if vertrag.vorlagenbestaetigungen:
        yield "Werte der Vorlage in diesen Abschnitten sind bestätigt."
        zeilen = [(b.abschnitt, b.von, datum(b.am)) for b in vertrag.vorlagenbestaetigungen]
        spalten = (("Abschnitt", 40), ("Bestätigt von", 40), ("Tag", 20))
        yield make_table("vorlagenbestaetigungen", "Bestätigte Abschnitte", spalten, zeilen)


def _count(befunde: list[Befund]) -> str:
    if not befunde:
        return "Die Prüfung hat nichts gefunden."
    zahlen = {s: sum(b.schwere == s for b in befunde) for s in RANG}
    return (
        f"Die Prüfung hat {zahlen['fehler']} Fehler, {_with_plural(zahlen['warnung'], 'Warnung')} und "
        f"{_with_plural(zahlen['hinweis'], 'Hinweis', 'e')} gefunden."
    )


def _with_plural(zahl: int, wort: str, mehrzahl: str = "en") -> str:
    return f"{zahl} {wort}" if zahl == 1 else f"{zahl} {wort}{mehrzahl}"


def _place(befund: Befund) -> str:
    return befund.fundstelle or f"{befund.position.datei}, Zeile {befund.position.zeile}"

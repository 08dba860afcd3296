"""The report for people at a terminal: findings by file, then a table of what was found and what ran."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from corpus.druckbar import mask_line

from ..befund import Befund, Schwere
from ..bericht import AUSFALL, NICHTS, SAUBER, Pruefbericht
from .ausschnitt import show_place
from .blatt import open_blatt
from .darstellung import Darstellung

STIL: dict[Schwere, str] = {"fehler": "bold red", "warnung": "yellow", "hinweis": "cyan"}
WORT: dict[Schwere, str] = {"fehler": "Fehler", "warnung": "Warnung", "hinweis": "Hinweis"}
AUSGENOMMEN: dict[str, str] = {"ausnahme": "Ausnahmen angewandt", "altbestand": "Altbestand"}
MEHRZAHL: dict[Schwere, str] = {"fehler": "Fehler", "warnung": "Warnungen", "hinweis": "Hinweise"}


def render(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the report as text, file by file; control characters of the data are shown as “�”, never sent to the terminal."""
    for datei, gruppe in groupby(bericht.befunde, key=lambda b: b.position.datei):
        yield _lay_out(bericht, darstellung, _list_befunde(bericht, datei, gruppe, darstellung))
    yield _lay_out(bericht, darstellung, _list_ende(bericht, darstellung))


def _lay_out(bericht: Pruefbericht, darstellung: Darstellung, folge: Iterable[Berichtsabsatz]) -> str:
    absaetze = list(folge)
    blatt = open_blatt(darstellung, [text for absatz in absaetze for text, _ in absatz.stuecke])
    for absatz in absaetze:
        if absatz is TABELLE:
            blatt.add_table(("Zusammenfassung", "Anzahl"), list(_list_zahlen(bericht)))
        else:
            blatt.add(*absatz.stuecke, einzug=absatz.einzug, ist_gefaltet=absatz.ist_gefaltet)
    return blatt.text()


@dataclass(frozen=True, slots=True)
class Berichtsabsatz:
    """A paragraph of the report: texts with their styles, its indent, whether it is folded at the edge."""

    stuecke: tuple[tuple[str, str], ...] = (("", ""),)
    einzug: int = 0
    ist_gefaltet: bool = True


GRENZE: Final = (
    "Geprüft ist, was sich aus Daten, Text und Recht entscheiden lässt. Ob die Angaben stimmen und die Regelungen zweckmäßig, angemessen und "
    "im Einzelfall wirksam sind, muss ein Mensch prüfen; was eine Regel nicht sieht, sagt „vertragswerk erklaere CODE“ unter „Grenzen“."
)
"""What a clean report says besides: silence of the rules is no judgement on the contract."""

LEER: Final = Berichtsabsatz()
TABELLE: Final = Berichtsabsatz(())


EINZUG: Final = 11
AUSFUEHRLICHE: Final = 3
"""So many findings of a kind are explained in a file; each further one is a line with its place and its value."""


def _list_befunde(
    bericht: Pruefbericht, datei: str, befunde: Iterable[Befund], darstellung: Darstellung
) -> Iterator[Berichtsabsatz]:
    yield Berichtsabsatz(((mask_line(datei), "bold"),), ist_gefaltet=False)
    gesehen: Counter[tuple[str, str]] = Counter()
    for befund in befunde:
        art = (befund.code, befund.variante)
        gesehen[art] += 1
        ist_ebenso = gesehen[art] > AUSFUEHRLICHE and befund.pfad and befund.ist and not (befund.soll or befund.bezug)
        if ist_ebenso and not darstellung.ist_ausfuehrlich:
            yield from _list_again(befund)
            continue
        yield from _list_befund(befund)
        if darstellung.hat_quelltext:
            for zeile in show_place(bericht.lies_zeilen(datei), befund.position, max(darstellung.breite - EINZUG, 0)):
                yield Berichtsabsatz(((zeile, "dim"),), EINZUG, ist_gefaltet=False)
    yield LEER


def _list_again(befund: Befund) -> Iterator[Berichtsabsatz]:
    """Yield one line for a finding whose sentence stands above for others: all that differs is where and what."""
    ort = f"{befund.position.zeile}:{befund.position.spalte}".ljust(9)
    was = mask_line(f"  ebenso {befund.pfad}: {befund.ist}")
    yield Berichtsabsatz(
        ((ort, "dim"), (WORT[befund.schwere].ljust(8), STIL[befund.schwere]), (befund.code, "bold"), (was, "")), 2
    )


def _list_befund(befund: Befund) -> Iterator[Berichtsabsatz]:
    ort = f"{befund.position.zeile}:{befund.position.spalte}".ljust(9)
    titel = f"  {befund.titel}" if befund.titel else ""
    wort = (WORT[befund.schwere].ljust(8), STIL[befund.schwere])
    yield Berichtsabsatz(((ort, "dim"), wort, (befund.code, "bold"), (titel, "")), 2)
    yield Berichtsabsatz(((mask_line(befund.meldung), ""),), EINZUG)
    wo = " · ".join(mask_line(teil) for teil in (befund.fundstelle, befund.pfad, ", ".join(befund.normen)) if teil)
    if wo:
        yield Berichtsabsatz(((wo, "dim"),), EINZUG)
    for bezug in befund.bezug:
        ort = f"{bezug.position.zeile}:{bezug.position.spalte}"
        yield Berichtsabsatz(((mask_line(f"→ {bezug.text}: {ort} {bezug.pfad}"), "dim"),), EINZUG)


def _list_zahlen(bericht: Pruefbericht) -> Iterator[tuple[str, str, str]]:
    yield "Verträge und Fälle", str(len(bericht.pruefungen)), ""
    for schwere, anzahl in bericht.anzahl.items():
        yield MEHRZAHL[schwere], str(anzahl), STIL[schwere] if anzahl else ""
    yield "Regeln angewandt", str(len(bericht.gelaufen)), ""
    yield "Regeln übersprungen", str(len({code for code, _ in bericht.uebersprungen})), ""
    yield "Regeln nicht einschlägig", str(len(bericht.artfremde)), ""
    for art, anzahl in bericht.anzahl_ausgenommene.items():
        if anzahl:
            yield AUSGENOMMEN[art], str(anzahl), ""


def _list_ende(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[Berichtsabsatz]:
    yield TABELLE
    yield LEER
    gruende: dict[str, list[str]] = {}
    for code, grund in bericht.uebersprungen:
        gruende.setdefault(grund, []).append(code)
    for grund, codes in gruende.items():
        welche = ", ".join(codes) if darstellung.ist_ausfuehrlich or len(codes) <= 3 else f"{len(codes)} Regeln"
        yield Berichtsabsatz(((f"Übersprungen ({welche}): {grund}", "dim"),))
    if bericht.artfremde:
        welche = f" ({', '.join(bericht.artfremde)})" if darstellung.ist_ausfuehrlich else ""
        satz = f"Nicht einschlägig{welche}: Diese Regeln prüfen Teile, die es in den geprüften Arten nicht gibt."
        yield Berichtsabsatz(((satz, "dim"),))
    for a in bericht.ausgenommene:
        if a.art == "ausnahme":
            ort = a.befund.pfad or a.befund.anker or a.befund.position.datei
            yield Berichtsabsatz(((mask_line(f"Ausnahme {a.kennung} ({a.befund.code} {ort}): {a.grund}"), "dim"),))
    stichtag = f"Geprüft zum Stichtag {bericht.stichtag.strftime('%d.%m.%Y')} mit vertragswerk {bericht.version}."
    yield Berichtsabsatz(((stichtag, ""),))
    if bericht.recht:
        yield Berichtsabsatz(((f"Rechtsbestand: {mask_line(bericht.recht)}.", ""),), ist_gefaltet=False)
    if bericht.exitcode == SAUBER:
        yield Berichtsabsatz(((GRENZE, "dim"),))
    yield Berichtsabsatz(((result_of(bericht), "bold green" if bericht.exitcode == 0 else "bold red"),))


def result_of(bericht: Pruefbericht) -> str:
    """Return the sentence that sums up a report."""
    fehler = bericht.anzahl["fehler"]
    if bericht.exitcode == NICHTS:
        return "Es gibt nichts zu prüfen."
    if bericht.exitcode == AUSFALL:
        return "Eine Regel ist abgebrochen; das Ergebnis ist unvollständig."
    if fehler:
        return f"{fehler} Fehler: Der Bestand kann so nicht freigegeben werden."
    if bericht.exitcode:
        return f"Mit „--fehler-ab {bericht.fehler_ab}“ verhindern auch diese Befunde die Freigabe."
    rest = bericht.anzahl["warnung"] + bericht.anzahl["hinweis"]
    return "Keine Fehler gefunden." if rest else "Keine Befunde."

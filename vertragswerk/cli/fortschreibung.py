"""`fortschreiben`: the next budget year of a contract and its Änderungsvereinbarung, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from contracts.yamltext.yamldatei import load_yaml
from vertragswerk.aenderung.dateiumbau import FortschreibungFehler
from vertragswerk.aenderung.jahresfortschreibung import OFFENES_AKTENZEICHEN, Jahresangaben, carry_forward
from vertragswerk.aenderung.vereinbarungsentwurf import Vereinbarungsangaben
from vertragswerk.dateisystem.dateien import explain_oserror, read_regular
from vertragswerk.haus import Haus
from vertragswerk.werk import Ergebnis

from .aendern import check_kennung, draft_or_end, lay_down, replace_datendatei, work_changed
from .bestandswahl import open_repository
from .ende import Abbruch
from .fassungswahl import Fassungswahl
from .konsole import write_pieces
from .recht.gemeinsam import day, law

MENGEN_MAX: Final = 100_000
"""So many bytes a file of volumes may have."""


@dataclass(frozen=True, slots=True)
class Fortschreibungswunsch:
    """What the user asked for, as typed."""

    kennung: str
    vereinbarung: str
    jahr: int
    rate: str
    beschluss: str
    aktenzeichen: str | None
    mengen: Path | None
    vom: str
    stand: str | None
    stil: str
    stichtag: str | None


def carry_contract_forward(wunsch: Fortschreibungswunsch, ordner: Path, haus: Haus) -> None:
    """Lay the next year of a contract and its amendment into the repository; nothing is written where either fails."""
    bestand, _ = open_repository(ordner, frozenset(), haus)
    check_kennung(bestand, wunsch.vereinbarung)
    alt = Fassungswahl(ordner, wunsch.stichtag, law(), haus).open(wunsch.kennung)
    angaben = _read_angaben(wunsch)
    inhalt = _next_year(alt, angaben)
    neu = work_changed(alt, inhalt)
    vereinbarung = Vereinbarungsangaben(wunsch.vereinbarung, angaben.vom, date(angaben.jahr, 1, 1), wunsch.stil)
    entwurf = draft_or_end(bestand, alt, neu, vereinbarung, haus)
    lay_down(bestand, wunsch.vereinbarung, entwurf)
    datei = alt.geladen.datei
    replace_datendatei(bestand, datei, inhalt)
    write_pieces(
        [
            f"{datei} enthält jetzt das Budgetjahr {angaben.jahr}; „vertragswerk pruefen“ nennt, was noch anzupassen ist.\n"
        ]
    )


def _read_angaben(wunsch: Fortschreibungswunsch) -> Jahresangaben:
    try:
        rate = Decimal(wunsch.rate)
    except InvalidOperation as fehler:
        raise Abbruch(
            f"„{wunsch.rate[:40]}“ ist keine Rate. Schreiben Sie einen Bruchteil: 0.0275 für 2,75 Prozent."
        ) from fehler
    aktenzeichen = wunsch.aktenzeichen or OFFENES_AKTENZEICHEN
    if not rate.is_finite() or not aktenzeichen.isprintable() or len(aktenzeichen) > 200:
        raise Abbruch("Rate oder Aktenzeichen lassen sich so nicht übernehmen.")
    mengen = _read_mengen(wunsch.mengen) if wunsch.mengen is not None else None
    vom = day(wunsch.vom)
    stand = day(wunsch.stand) if wunsch.stand is not None else vom
    return Jahresangaben(wunsch.jahr, rate, day(wunsch.beschluss), vom, stand, aktenzeichen, mengen)


def _read_mengen(datei: Path) -> Mapping[str, Any]:
    """Return volumes by Leistungstyp and group: `bW: {HBG1: 730, HBG2: 3600}`; of several budgets under each party."""
    try:
        inhalt = read_regular(datei, MENGEN_MAX)
    except (OSError, ValueError) as fehler:
        raise Abbruch(f"„{datei}“ kann nicht gelesen werden: {explain_oserror(fehler)}.") from fehler
    quelle, maengel = load_yaml(inhalt, datei.name)
    daten = dict(quelle.daten) if quelle is not None else {}
    if maengel or not daten or not (_are_volumes(daten) or all(_are_volumes(d) for d in daten.values())):
        grund = (
            maengel[0].meldung
            if maengel
            else "Schreiben Sie je Leistungstyp die Mengen der Gruppen, etwa „bW: {HBG1: 730}“, bei mehreren Budgets unter jeder Partei."
        )
        raise Abbruch(f"„{datei}“: {grund}")
    return daten


def _are_volumes(daten: object) -> bool:
    return isinstance(daten, dict) and all(
        isinstance(gruppen, dict) and all(isinstance(m, int) and 0 <= m <= 10_000_000 for m in gruppen.values())
        for gruppen in daten.values()
    )


def _next_year(alt: Ergebnis, angaben: Jahresangaben) -> bytes:
    datei = alt.geladen.datei
    inhalt = alt.eingaben.dateien.read(datei) or b""
    quelle, _ = load_yaml(inhalt, datei)
    if quelle is None:
        raise Abbruch(f"„{datei}“ lässt sich nicht lesen.")
    try:
        return carry_forward(inhalt.decode("utf-8"), quelle, alt.geladen.vertrag, angaben).encode()
    except FortschreibungFehler as fehler:
        raise Abbruch(str(fehler)) from fehler

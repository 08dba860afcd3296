"""Running rules over contracts: findings in a fixed order, a positive record of what ran, no traceback whatever happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from contracts.arten import ARTEN, model_of
from contracts.pfad import write_pfad
from contracts.position import Mangel

from .befund import Befund, Bezug, Fund, compute_fingerprint
from .bericht import Absturz, Pruefung, Uebersprungen
from .kontext import Kontext, Pruefling
from .regel import Regel, Regelmodul
from .registry import REGELN

if TYPE_CHECKING:
    from contracts.modell.vertrag import Vertrag

AUSFALL = "ENG-01"


def check(pruefling: Pruefling, stichtag: date, regeln: Sequence[Regelmodul] = REGELN) -> Pruefung:
    """Run the rules on one contract.

    Defects of loading become findings; a rule that cannot run is recorded as skipped with the reason; a rule that breaks
    becomes the finding ENG-01 and makes the exit code 2.
    """
    kontext = Kontext(pruefling, stichtag)
    befunde = [_from_mangel(pruefling, mangel) for mangel in pruefling.maengel]
    gelaufen: list[str] = []
    uebersprungen: list[Uebersprungen] = []
    abstuerze: list[Absturz] = []
    for modul in regeln:
        regel = modul.REGEL
        grund = _why_not(regel, pruefling)
        if grund:
            uebersprungen.append(Uebersprungen(regel.code, grund))
            continue
        try:
            befunde.extend(_apply(modul, kontext))
            gelaufen.append(regel.code)
        except Exception as fehler:  # noqa: BLE001 - a broken rule must not hide what the others found
            abstuerze.append(Absturz(regel.code, type(fehler).__name__))
            befunde.append(_from_crash(regel, pruefling, fehler))
    return Pruefung(
        pruefling.kennung, pruefling.datei, _number(befunde), tuple(gelaufen), tuple(uebersprungen), tuple(abstuerze)
    )


def _apply(modul: Regelmodul, kontext: Kontext) -> list[Befund]:
    """Return the findings of one rule; a text of the data that the document prints several times counts once."""
    fertig: list[Befund] = []
    gesehen: set[tuple[str, str]] = set()
    for fund in modul.pruefe(kontext):
        befund = _finish(modul.REGEL, fund, kontext)
        ist_text = bool(befund.pfad and fund.wortlaut)
        if not ist_text or (befund.pfad, befund.ist) not in gesehen:
            fertig.append(befund)
        if ist_text:
            gesehen.add((befund.pfad, befund.ist))
    return fertig


def _why_not(regel: Regel, pruefling: Pruefling) -> str:
    if pruefling.vertrag is None:
        return "Der Vertrag ließ sich nicht laden."
    if regel.arten and pruefling.art not in regel.arten:
        return "Die Regel gilt für diese Vertragsart nicht."
    if regel.ebene != "vertrag" and pruefling.dokument is None:
        return "Das Dokument ließ sich nicht zusammensetzen."
    if regel.ebene == "ausgabe" and not pruefling.ausgaben:
        return "Die Regel läuft beim Bauen, vor dem Schreiben der Dokumente."
    return ""


def _finish(regel: Regel, fund: Fund, kontext: Kontext) -> Befund:
    """Make the finding of a hit: wording, position, printed path and place."""
    pruefling = kontext.pruefling
    if fund.anker and fund.wortlaut and not fund.pfad:
        fund = replace(fund, pfad=kontext.path_of_words(fund.anker, fund.wortlaut))
    quelle = kontext.quelle(fund.datei)
    daten, modell = quelle.daten if quelle else None, _modell(pruefling)
    return Befund(
        code=regel.code,
        schwere=fund.schwere or regel.schwere,
        meldung=regel.render(fund),
        position=fund.stelle or kontext.position(fund.pfad, fund.datei, fund.anker, fund.wortlaut),
        vertrag=pruefling.kennung,
        name=regel.name,
        titel=regel.titel,
        pfad=write_pfad(fund.pfad, daten, modell),
        anker=fund.anker,
        fundstelle=kontext.baum.fundstelle(fund.anker) if fund.anker else "",
        normen=regel.normen,
        ist=fund.ist,
        soll=fund.soll,
        bezug=tuple(
            Bezug(text, write_pfad(pfad, daten, modell), kontext.position(pfad, fund.datei))
            for pfad, text in fund.bezug
        ),
    )


def _modell(pruefling: Pruefling) -> type[Vertrag] | None:
    """Return the model that the data belong to, also where they break it; None for an unknown kind."""
    art = pruefling.art or (pruefling.quelle.daten.get("art") if pruefling.quelle is not None else None)
    return model_of(art) if isinstance(art, str) and art in ARTEN else None


def _from_mangel(pruefling: Pruefling, mangel: Mangel) -> Befund:
    daten = pruefling.quelle.daten if pruefling.quelle else None
    return Befund(
        code=mangel.code,
        schwere="fehler",
        meldung=mangel.meldung,
        position=mangel.position,
        vertrag=pruefling.kennung,
        pfad=write_pfad(mangel.pfad, daten, _modell(pruefling)),
    )


def _from_crash(regel: Regel, pruefling: Pruefling, fehler: Exception) -> Befund:
    meldung = (
        f"Die Regel {regel.code} („{regel.titel}“) ist abgebrochen ({type(fehler).__name__}); ihr Ergebnis fehlt. "
        "Das ist ein Fehler des Programms, nicht des Vertrags: Bitte melden Sie ihn mit der Kennung des Vertrags."
    )
    return Befund(
        AUSFALL, "fehler", meldung, Kontext(pruefling, date.min).position(()), pruefling.kennung, ist=regel.code
    )


def _number(befunde: Iterable[Befund]) -> tuple[Befund, ...]:
    """Sort findings and give each its fingerprint, the n-th of equal ones its own."""
    gezaehlt: Counter[tuple[str, str, str, str]] = Counter()
    fertig: list[Befund] = []
    for befund in sorted(befunde, key=lambda b: b.order):
        art = (befund.code, befund.vertrag, befund.pfad, befund.anker)
        fertig.append(replace(befund, fingerprint=compute_fingerprint(befund, gezaehlt[art])))
        gezaehlt[art] += 1
    return tuple(fertig)

"""What one contract needs of all others: findings of rules across contracts, for they may stop a release of this one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from checks.befund import Befund
from checks.bericht import Pruefung
from checks.run import check_quer
from contracts.bestand.eingaben import Vertragsdateien
from corpus.recht.rechtsbestand import Rechtsbestand
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.haus import Haus
from vertragswerk.werk import Eingaben, Ergebnis, work

from .fortschritt import work_through
from .kerne import count_kerne, work_on_contracts
from .pruefen import BALKEN_AB

if TYPE_CHECKING:
    from checks.regel import Regelmodul


def check_dateien(
    dateien: Vertragsdateien,
    regeln: Sequence[Regelmodul] | None = None,
    *,
    stichtag: date,
    recht: Rechtsbestand,
    haus: Haus,
    ist_entwurf: bool = False,
) -> Ergebnis:
    """Return what the door says of a contract; `regeln` as there."""
    return work(Eingaben(dateien, recht, stichtag, ist_entwurf, haus), regeln)


def look_across(
    bestand: Bestand, gewaehlt: Sequence[Vertragsordner], check: Callable[..., Ergebnis], tag: date, haus: Haus
) -> tuple[tuple[Befund, ...], dict[str, Ergebnis]]:
    """Return what rules across contracts find, for a release of one contract may fail by another; free where there are none.

    In a small repository the contracts to be built are checked on the way and kept, by Kennung; of all others, and where
    there are too many to keep, only the extracts are taken.
    """
    regeln, alle = haus.querregeln(), bestand.vertraege()
    if not regeln:
        return (), {}
    if count_kerne(len(alle)) > 1:
        auszuege = work_on_contracts(partial(_extract, check=check), bestand, alle, "Prüfen", BALKEN_AB)
        with closing(auszuege) as offen:
            return check_quer(list(offen), tag, regeln), {}
    namen = {o.kennung for o in gewaehlt}

    def look(ort: Vertragsordner) -> Ergebnis:
        dateien = bestand.read_dateien(ort)
        return check(dateien) if ort.kennung in namen else check(dateien, ())

    ergebnisse = list(work_through(alle, "Prüfen", look, lambda ort: ort.kennung, ab=BALKEN_AB))
    fertige = {o.kennung: e for o, e in zip(alle, ergebnisse, strict=True) if o.kennung in namen}
    return check_quer([e.pruefung for e in ergebnisse], tag, regeln), fertige


def _extract(dateien: Vertragsdateien, check: Callable[..., Ergebnis]) -> Pruefung:
    return check(dateien, ()).pruefung

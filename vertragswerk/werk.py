"""A repository of contracts → numbered documents ready to check and to write. Puts rooms together, has no ideas of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from checks.kontext import Pruefling, Schriftstueck
from checks.vorbereiten import clause_texts, number_for_check
from contracts.bestand.ladung import Geladen, load_vertrag
from contracts.bestand.verzeichnis import Bestand, Vertragsordner
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.assemble import assemble
from generator.numbering import NummerierungsFehler
from generator.tree import Dokument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contracts.position import Mangel


@dataclass(frozen=True, slots=True)
class Werkstueck:
    """One contract on the bench: what was loaded, its numbered document (None if it cannot be built), what is checked."""

    geladen: Geladen
    dokument: Dokument | None
    pruefling: Pruefling


def choose_ordner(bestand: Bestand, nur: frozenset[str]) -> list[Vertragsordner]:
    """Return the contract folders, all or the named ones."""
    return [o for o in bestand.vertraege() if not nur or o.kennung in nur]


def work_one(bestand: Bestand, ordner: Vertragsordner, entwurf: bool = False) -> Werkstueck:
    """Load and assemble one contract; whatever is wrong stands in `pruefling.maengel`."""
    geladen = load_vertrag(ordner, bestand)
    leer = _pruefling(geladen, bestand)
    if geladen.vertrag is None or geladen.gliederung is None or geladen.quelle is None:
        return Werkstueck(geladen, None, leer)
    bau = assemble(geladen.vertrag, geladen.gliederung, geladen.quelle, entwurf)
    if bau.dokument is None:
        return Werkstueck(geladen, None, replace(leer, maengel=(*geladen.maengel, *bau.maengel)))
    try:
        fertig = number_for_check(bau.dokument)
    except NummerierungsFehler as fehler:
        maengel = _number_faults(geladen, str(fehler))
        return Werkstueck(geladen, None, replace(leer, maengel=(*geladen.maengel, *maengel)))
    texte = clause_texts(geladen.gliederung)
    schriftstueck = Schriftstueck(
        fertig.dokument.kopf.dokument,
        fertig.dokument,
        fertig.places,
        bau.herkunft,
        texte,
        fertig.tote_verweise,
        bau.verweisorte,
    )
    pruefling = replace(leer, schriftstuecke=(schriftstueck,))
    return Werkstueck(geladen, fertig.dokument, pruefling)


def with_outputs(stueck: Werkstueck, ausgaben: Mapping[str, bytes]) -> Pruefling:
    """Return what is checked with the built files of the main document by format name."""
    haupt, *weitere = stueck.pruefling.schriftstuecke
    return replace(stueck.pruefling, schriftstuecke=(replace(haupt, ausgaben=ausgaben), *weitere))


def _pruefling(geladen: Geladen, bestand: Bestand) -> Pruefling:
    return Pruefling(
        geladen.kennung,
        geladen.datei,
        geladen.quelle,
        geladen.vertrag,
        maengel=geladen.maengel,
        weitere={q.datei: q for q in bestand.parteien.values()},
        recht=load_mitgeliefert(),
        andere_parteien=_foreign_parties(geladen, bestand),
    )


def _foreign_parties(geladen: Geladen, bestand: Bestand) -> dict[str, str]:
    """Return the names of the repository's other parties by id; a name that is part of one of the contract's own is not foreign."""
    if geladen.vertrag is None:
        return {}
    eigene = [p.name.lower() for p in geladen.vertrag.parteien] + [b.name.lower() for b in geladen.vertrag.beteiligte]
    namen = {i: q.daten.get("name") for i, q in bestand.parteien.items()}
    return {i: n for i, n in namen.items() if isinstance(n, str) and not any(n.lower() in e for e in eigene)}


def _number_faults(geladen: Geladen, meldung: str) -> list[Mangel]:
    from contracts.position import Mangel, Position

    return [Mangel("KLA-07", satz, Position(geladen.datei)) for satz in meldung.split("\n")]


def day_of_check(angabe: str | None, bestand: Bestand | None = None) -> date:
    """Return the Stichtag: named by the user, else by the repository, else today. The only place that reads the clock.

    Raises `ValueError` with a German sentence for anything but a calendar day.
    """
    if angabe:
        try:
            return date.fromisoformat(angabe)
        except ValueError:
            raise ValueError(
                f"„{angabe}“ ist kein Kalendertag. Schreiben Sie den Stichtag in der Form 2025-01-31."
            ) from None
    if bestand is not None and bestand.konfiguration.stichtag is not None:
        return bestand.konfiguration.stichtag
    return date.today()  # noqa: DTZ011 - the user's own calendar day is meant

"""The state of a negotiation beside the example contract: `verhandlung` of a case is the file, with `pruefsumme: jetzt` for the
checksum of the clause as the unchanged example has it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import yaml

from contracts.bestand.eingaben import Vertragsdateien
from contracts.bestand.verhandlungsakte import Verhandlungsakte, read_verhandlung
from generator.vereinbarungstext import find_clause, hash_clause
from tests.vertraege import ERSTER, work_example


def make_akte(angaben: Mapping[str, Any] | None, datei: str) -> Verhandlungsakte | None:
    """Return the state as the loader reads it; it must be without defects."""
    if angaben is None:
        return None
    daten = deepcopy(dict(angaben))
    dokument = next(iter(work_example(ERSTER).dokumente.values()))
    for punkt in daten["punkte"]:
        if punkt.get("pruefsumme") == "jetzt":
            klausel = find_clause(dokument, punkt["klausel"])
            assert klausel is not None, punkt
            punkt["pruefsumme"] = hash_clause(klausel)
    dateien = Vertragsdateien(ERSTER, datei, {})
    inhalt = yaml.safe_dump(daten, allow_unicode=True).encode()
    akte, maengel = read_verhandlung(Vertragsdateien(ERSTER, datei, {dateien.verhandlungsdatei: inhalt}))
    assert akte is not None, [m.meldung for m in maengel]
    return akte

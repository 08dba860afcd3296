"""Reading the file that says how far a negotiation has come; what is wrong with it is a finding of the contract."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from ..modell.meldungen import describe
from ..modell.schluessel import check_schluessel
from ..modell.verhandlungsliste import Verhandlung
from ..position import Mangel, Quelle
from ..yamltext.yamldatei import load_yaml
from .eingaben import Vertragsdateien


@dataclass(frozen=True, slots=True)
class Verhandlungsakte:
    """The state of a negotiation, the file it stands in, and its data with their positions."""

    datei: str
    verhandlung: Verhandlung
    quelle: Quelle


def read_verhandlung(dateien: Vertragsdateien) -> tuple[Verhandlungsakte | None, list[Mangel]]:
    """Return what the file says; None where there is none or it is wrong, with every mistake and its place."""
    datei = dateien.verhandlungsdatei
    inhalt = dateien.dateien.get(datei)
    if inhalt is None:
        return None, []
    quelle, maengel = load_yaml(inhalt, datei)
    if quelle is None or maengel:
        return None, list(maengel)
    try:
        verhandlung = Verhandlung.model_validate(dict(quelle.daten))
    except ValidationError as fehler:
        return None, list(describe(fehler, quelle, Verhandlung))
    maengel = check_schluessel(Verhandlung, quelle)
    return (None, list(maengel)) if maengel else (Verhandlungsakte(datei, verhandlung, quelle), [])

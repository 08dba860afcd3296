"""A contract folder of a repository → data, model, chosen clauses; everything that is wrong as Mängel, nothing raised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from ..arten import ARTEN, model_of
from ..bausteine.klausel import Gliederung, Klausel, choose, read_klausel, unused
from ..modell.meldungen import describe
from ..modell.schluessel import check_schluessel
from ..modell.vertrag import Vertrag
from ..modell.verweise import check_verweise
from ..position import Mangel, Position, Quelle
from .dateien import name_datei, read_bytes
from .mangelarten import hide_consequences
from .verzeichnis import Bestand, Vertragsordner

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Geladen:
    """What the loader made of a contract folder: `vertrag` and `gliederung` are None where the file does not allow them."""

    kennung: str
    datei: str
    quelle: Quelle | None
    vertrag: Vertrag | None
    gliederung: Gliederung | None
    maengel: tuple[Mangel, ...]


def load_vertrag(ordner: Vertragsordner, bestand: Bestand) -> Geladen:
    """Load one contract with its parties and own clause texts."""
    datei = name_datei(ordner.datei, bestand.wurzel)
    quelle, maengel = bestand.read_vertrag(ordner)
    if quelle is None:
        return Geladen(ordner.kennung, datei, None, None, None, tuple(maengel))
    art = quelle.daten.get("art")
    if not isinstance(art, str) or art not in ARTEN:
        satz = f"Die Vertragsart „art“ fehlt oder ist unbekannt. Vorhanden sind: {', '.join(ARTEN)}."
        return Geladen(
            ordner.kennung,
            datei,
            quelle,
            None,
            None,
            (*maengel, Mangel("SCH-07", satz, quelle.position(("art",)), ("art",))),
        )
    try:
        vertrag = model_of(art).model_validate(dict(quelle.daten))
    except ValidationError as fehler:
        folgen = [
            m
            for m in hide_consequences(describe(fehler, quelle, model_of(art)), maengel)
            if m.position not in bestand.parteistellen
        ]
        return Geladen(ordner.kennung, datei, quelle, None, None, (*maengel, *folgen))
    doppelte = check_schluessel(type(vertrag), quelle)
    if doppelte:
        return Geladen(ordner.kennung, datei, quelle, None, None, (*maengel, *doppelte))
    maengel += check_verweise(vertrag, quelle)
    eigene, fehlerhaft = _eigene(ordner.klauseldateien, bestand.wurzel)
    gliederung, unmoeglich = choose(vertrag, art, eigene, quelle)
    alle = (*maengel, *fehlerhaft, *_of_choice(hide_consequences(unmoeglich, maengel), fehlerhaft, gliederung, eigene))
    # A document with clauses missing would break rules and references that are not at fault.
    ganz = None if fehlerhaft or unmoeglich else gliederung
    return Geladen(ordner.kennung, datei, quelle, vertrag, ganz, alle)


def _of_choice(
    unmoeglich: list[Mangel], fehlerhaft: list[Mangel], gliederung: Gliederung, eigene: dict[str, Klausel]
) -> list[Mangel]:
    """Return what is wrong with the choice of clauses, without what only follows from something else.

    A clause may be missing because its file is broken, and be unused because its name is mistyped where it is wanted.
    """
    if fehlerhaft:
        return [m for m in unmoeglich if m.code != "KLA-02"]
    return unmoeglich or unused(gliederung, eigene)


def _eigene(dateien: tuple[Path, ...], wurzel: Path) -> tuple[dict[str, Klausel], list[Mangel]]:
    """Read the own clause texts of a contract, by id."""
    eigene: dict[str, Klausel] = {}
    maengel: list[Mangel] = []
    for pfad in dateien:
        inhalt, fehler = read_bytes(pfad, wurzel)
        maengel += fehler
        if inhalt is None:
            continue
        name = name_datei(pfad, wurzel)
        klausel, fehler = read_klausel(inhalt, name)
        maengel += fehler
        if klausel is None:
            continue
        if klausel.kopf.id in eigene:
            satz = f"Die Kennung „{klausel.kopf.id}“ hat schon ein anderer Textbaustein dieses Vertrags. Vergeben Sie eine andere."
            maengel.append(Mangel("KLA-01", satz, Position(name), ("id",)))
        else:
            eigene[klausel.kopf.id] = klausel
    return eigene, maengel

"""What the newest sealed Fassungen say to the contract in work; the rest of a seal is not looked at here, `nachweisen` does that."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path, PurePosixPath

from contracts.bestand.eingaben import FASSUNGEN, Siegelauszug, hash_bytes
from contracts.position import Mangel, Position
from contracts.yamltext.yamldatei import MAX_BYTES
from vertragswerk.siegel.siegelfassung import DATEN, GANZE_DATEN, TEXTE
from vertragswerk.siegel.siegelmanifest import MANIFESTDATEI, SiegelFehler, read_siegelmanifest

from .dateien import explain_oserror, name_datei, read_regular
from .fassungsablage import list_nummern

NEUESTE = 2
"""The Fassung in work may be sealed already: then the one before it is the base."""


def read_siegelauszuege(vertrag: Path, wurzel: Path) -> tuple[tuple[Siegelauszug, ...], list[Mangel]]:
    """Return the newest Fassungen, and what is wrong with them: a base that was changed would prove nothing."""
    auszuege: list[Siegelauszug] = []
    maengel: list[Mangel] = []
    ordner = name_datei(vertrag / FASSUNGEN, wurzel)
    try:
        nummern = list_nummern(vertrag, wurzel)[-NEUESTE:]
    except OSError as fehler:
        return (), [Mangel("BST-21", f"„{ordner}“ ist nicht lesbar: {explain_oserror(fehler)}.", Position(ordner))]
    for nummer in nummern:
        ort = f"{ordner}/{nummer}"
        try:
            auszuege.append(_read_one(vertrag / FASSUNGEN / nummer, wurzel, nummer))
        except OSError as fehler:
            maengel.append(
                Mangel(
                    "BST-21",
                    f"Die besiegelte Fassung {nummer} ist nicht lesbar: {explain_oserror(fehler)}.",
                    Position(ort),
                )
            )
        except SiegelFehler as fehler:
            maengel.append(
                Mangel(
                    "BST-21",
                    f"Die besiegelte Fassung {nummer} ist nicht mehr, wie sie besiegelt wurde: {fehler}",
                    Position(ort),
                )
            )
    return tuple(auszuege), maengel


def _read_one(ordner: Path, wurzel: Path, nummer: str) -> Siegelauszug:
    manifest = read_siegelmanifest(read_regular(ordner / MANIFESTDATEI, MAX_BYTES, wurzel))
    daten = read_regular(ordner / GANZE_DATEN, MAX_BYTES, wurzel)
    siegel = manifest.dateien.get(GANZE_DATEN)
    if manifest.fassung != nummer or siegel is None or siegel.sha256 != hash_bytes(daten):
        raise SiegelFehler("Ihre Daten passen nicht zu ihrem Manifest.")
    eigene = {
        name.removeprefix(DATEN): angaben.sha256
        for name, angaben in manifest.dateien.items()
        if name.startswith((f"{DATEN}klauseln/", f"{DATEN}beilagen/"))
    }
    texte = {
        PurePosixPath(name).stem.partition("-")[2]: angaben.sha256
        for name, angaben in manifest.dateien.items()
        if name.startswith(TEXTE)
    }
    try:
        ist_tafel = isinstance(json.loads(daten), dict)
    except (ValueError, RecursionError) as fehler:
        raise SiegelFehler("Ihre Daten sind nicht lesbar.") from fehler
    if not ist_tafel:
        raise SiegelFehler("Ihre Daten sind keine Vertragsdaten.")
    besiegelt_am, ort = date.fromisoformat(manifest.besiegelt_am), name_datei(ordner / GANZE_DATEN, wurzel)
    return Siegelauszug(nummer, besiegelt_am, ort, daten, eigene, texte)

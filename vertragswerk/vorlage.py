"""Templates of a new contract → files of a repository. The texts are data beside this module; only names and years are filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from string import Template
from typing import Final

from contracts.bestand.konfiguration import DATEI
from contracts.bestand.verzeichnis import PARTEIEN, VERTRAEGE, VERTRAGSDATEI
from contracts.rechnen.zeitraum import deadline
from contracts.schemata import PARTEI, write_schema

SCHEMA: Final = "schema"
ERSTES_JAHR, LETZTES_JAHR = 2020, 2097
"""Years a template can be made for: the model knows 2019 to 2100, and the template names the year before and two years on."""

STICHTAGE: Final = ((3, 31), (6, 30), (9, 30), (12, 31))
FRIST_MONATE, FRIST_TAG, LAND = 2, 15, "HB"
"""Rule and Land by which the template states the deadlines of the reports; they stand in the template too."""


@dataclass(frozen=True, slots=True)
class Wunsch:
    """What a new contract is to be: kind, Kennung, names of the two party files, first budget year."""

    art: str
    kennung: str
    leistungstraeger: str
    leistungserbringer: str
    jahr: int


def repository_files() -> dict[str, bytes]:
    """Return the files every repository begins with, by name relative to its folder."""
    return {DATEI: _read("vertragswerk.toml"), "LIESMICH.md": _read("LIESMICH.md")}


def schema_files(art: str) -> dict[str, bytes]:
    """Return the schemas an editor needs for a contract of this kind and its parties."""
    return {f"{SCHEMA}/{name}.schema.json": write_schema(name).encode() for name in (art, PARTEI)}


def party_files(wunsch: Wunsch) -> dict[str, bytes]:
    """Return the two party files."""
    rollen = {"leistungstraeger": wunsch.leistungstraeger, "leistungserbringer": wunsch.leistungserbringer}
    return {f"{PARTEIEN}/{n}.yaml": _fill(f"partei_{rolle}.yaml", {"partei": n}) for rolle, n in rollen.items()}


def contract_file(wunsch: Wunsch) -> dict[str, bytes]:
    """Return the contract file."""
    fristen = {
        f"frist{nummer}": deadline(date(wunsch.jahr, monat, tag), FRIST_MONATE, FRIST_TAG, LAND).isoformat()
        for nummer, (monat, tag) in enumerate(STICHTAGE, 1)
    }
    werte = {
        "kennung": wunsch.kennung,
        "leistungstraeger": wunsch.leistungstraeger,
        "leistungserbringer": wunsch.leistungserbringer,
        "vorjahr": str(wunsch.jahr - 1),
        "jahr": str(wunsch.jahr),
        "folgejahr": str(wunsch.jahr + 1),
        "endjahr": str(wunsch.jahr + 2),
        **fristen,
    }
    return {f"{VERTRAEGE}/{wunsch.kennung}/{VERTRAGSDATEI}": _fill(f"{wunsch.art}.yaml", werte)}


def _read(name: str) -> bytes:
    return (files("vertragswerk") / "vorlagen" / name).read_bytes()


def _fill(name: str, werte: dict[str, str]) -> bytes:
    return Template(_read(name).decode("utf-8")).substitute(werte).encode()

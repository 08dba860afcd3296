"""The manifest of a sealed Fassung: what was frozen, with which tools, under which law, and which Fassung came before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from contracts.bestand.eingaben import hash_bytes

MANIFESTDATEI: Final = "manifest.json"
SUMMENDATEI: Final = "manifest.sha256"
WERKZEUG: Final = "vertragswerk"
"""Name of this program among the tools."""
NUMMER: Final = r"(?:0|[1-9][0-9]{0,2})\.(?:0|[1-9][0-9]{0,2})"
is_nummer = re.compile(NUMMER).fullmatch
_SUMME: Final = r"^[0-9a-f]{64}$"


def _check_tag(tag: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", tag):
        raise ValueError("no day")
    date.fromisoformat(tag)
    return tag


Tag: TypeAlias = Annotated[str, AfterValidator(_check_tag)]
"""A day of the calendar in ISO form."""


class SiegelFehler(ValueError):
    """A sealed Fassung that cannot be made, or is not what it should be; the text is a German sentence."""


class _Teil(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Dateisiegel(_Teil):
    """One sealed file: its length and hash."""

    bytes: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=_SUMME)]


class Vorgaengersiegel(_Teil):
    """The Fassung sealed before: its number and the hash of its manifest."""

    fassung: str
    siegel: Annotated[str, Field(pattern=_SUMME)]


class Regelstand(_Teil):
    """The rules that were asked: how many, and a hash of what they declare."""

    anzahl: int
    kennzeichen: Annotated[str, Field(pattern=_SUMME)]


class Siegelmanifest(_Teil):
    """What was sealed. `werkzeuge` are versions by name, `bestaetigungen` the rules whose questions persons have answered."""

    form: Literal[1] = 1
    kennung: str
    fassung: str
    titel: str
    stand: Tag
    besiegelt_am: Tag
    rechtsstand: Tag
    stichtag: Tag
    rechtsbestand: str
    regelwerk: Regelstand
    werkzeuge: Mapping[str, str]
    bestaetigungen: list[str]
    inhaltshash: Annotated[str, Field(pattern=_SUMME)]
    vorgaenger: Vorgaengersiegel | None
    dateien: Mapping[str, Dateisiegel]

    @property
    def version(self) -> str:
        """The version of this program that sealed."""
        return self.werkzeuge.get(WERKZEUG, "")


def write_siegelmanifest(manifest: Siegelmanifest) -> bytes:
    """Return the manifest as indented JSON; equal manifests give equal bytes."""
    return (manifest.model_dump_json(indent=1) + "\n").encode("utf-8")


def read_siegelmanifest(roh: bytes) -> Siegelmanifest:
    """Return what a manifest says; raises SiegelFehler for anything that is none."""
    try:
        return Siegelmanifest.model_validate_json(roh)
    except (ValidationError, RecursionError) as fehler:
        raise SiegelFehler(
            f"„{MANIFESTDATEI}“ ist kein Manifest einer besiegelten Fassung oder beschädigt."
        ) from fehler


def write_summe(manifest: bytes) -> bytes:
    """Return the file that tells the seal, in the form that `sha256sum -c` reads."""
    return f"{hash_bytes(manifest)}  {MANIFESTDATEI}\n".encode("ascii")


def rank_nummer(nummer: str) -> tuple[int, ...]:
    """Return the key by which 1.9 comes before 1.10."""
    return tuple(int(teil) for teil in nummer.split("."))


def rank_version(version: str) -> tuple[int, ...]:
    """Return the key by which versions of this program follow each other; what stands behind the numbers is left out."""
    treffer = re.match(r"\d{1,9}(?:\.\d{1,9}){0,5}", version)
    return tuple(int(teil) for teil in treffer[0].split(".")) if treffer else ()

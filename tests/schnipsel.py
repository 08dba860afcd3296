"""The fenced blocks of the documentation: what each claims to be, and how it is put to use.

A block without a language is a picture. One in `sh` is a list of commands that run one after the other, one in `console` has them
behind a prompt. Any other stands below a mark that says what it is a file of:

    <!-- datei: NAME -->               a file in the folder of a contract (or, in `automatik.md`, of the repository)
    <!-- datei: vertrag.yaml -->       keys of the contract file that take the place of those of the example
    <!-- datei: vertrag.yaml, ergänzt -->  keys whose lists are added to those of the example
    <!-- kopf -->                      the head of a clause text
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from contracts.yamltext.yamldatei import load_yaml
from tests.hilfen import PROJEKT

SEITEN = sorted(
    p
    for p in [*(PROJEKT / "docs").rglob("*.md"), PROJEKT / "README.md", PROJEKT / "SECURITY.md"]
    if p.parent.name != "regeln"
)
"""Every page; the pages of the rules are made from their cases."""
BLOCK = re.compile(r"^(?:<!-- ([^\n]*?) -->\n)?```([a-z]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
VERTRAG, ERGAENZT = "vertrag.yaml", "vertrag.yaml, ergänzt"


@dataclass(frozen=True)
class Schnipsel:
    """A block of a page."""

    seite: Path
    zeile: int
    marke: str
    sprache: str
    inhalt: str

    @property
    def datei(self) -> str:
        """Return the name of the file that the block is, empty for none."""
        return self.marke.removeprefix("datei: ") if self.marke.startswith("datei: ") else ""

    @property
    def befehle(self) -> list[str]:
        """Return the commands of the block."""
        zeilen = [z for z in self.inhalt.splitlines() if z.strip()]
        if self.sprache == "console":
            return [z.removeprefix("$ ") for z in zeilen if z.startswith("$ ")]
        return zeilen if self.sprache == "sh" else []

    def __str__(self) -> str:
        return f"{self.seite.relative_to(PROJEKT).as_posix()}:{self.zeile}"


def list_schnipsel(*seiten: Path) -> Iterator[Schnipsel]:
    """Yield the blocks of the pages, of all where none is named."""
    for seite in seiten or SEITEN:
        text = seite.read_text(encoding="utf-8")
        for treffer in BLOCK.finditer(text):
            zeile = text.count("\n", 0, treffer.start()) + 1
            yield Schnipsel(seite, zeile, treffer[1] or "", treffer[2], treffer[3])


def put_into(schnipsel: Schnipsel, ordner: Path) -> None:
    """Put the file that a block is into the folder of a contract."""
    if schnipsel.datei not in (VERTRAG, ERGAENZT):
        ziel = ordner / schnipsel.datei
        ziel.parent.mkdir(parents=True, exist_ok=True)
        ziel.write_text(schnipsel.inhalt, encoding="utf-8", newline="\n")
        return
    datei = ordner / VERTRAG
    alt, neu = _read(datei.read_text(encoding="utf-8")), _read(schnipsel.inhalt)
    daten = _add(alt, neu) if schnipsel.datei == ERGAENZT else {**alt, **neu}
    datei.write_text(yaml.safe_dump(daten, allow_unicode=True, sort_keys=False), encoding="utf-8", newline="\n")


def _read(text: str) -> dict[str, Any]:
    quelle, maengel = load_yaml(text, VERTRAG)
    assert quelle is not None and not maengel, [m.meldung for m in maengel]
    return dict(quelle.daten)


def _add(alt: Any, neu: Any) -> Any:
    """Merge groups key by key, put the items of a list behind those there; an empty list empties."""
    if isinstance(alt, Mapping) and isinstance(neu, Mapping):
        return {**alt, **{k: _add(alt[k], v) if k in alt else v for k, v in neu.items()}}
    return [*alt, *neu] if isinstance(alt, list) and isinstance(neu, list) and neu else neu

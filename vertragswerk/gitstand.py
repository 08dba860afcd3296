"""A state of a repository that git keeps, laid out as plain files; nothing of the repository's own settings is run."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

DATEIEN_MAX: Final = 20_000
BYTES_MAX: Final = 256 * 1024 * 1024
SEKUNDEN_MAX: Final = 60
_ABGESCHALTET: Final = ("core.fsmonitor=false", "core.hooksPath=", "protocol.allow=never", "core.pager=cat")
_EINTRAG = re.compile(r"(?P<art>\d{6}) blob (?P<sha>[0-9a-f]{40,64}) +(?P<groesse>\d+)\t(?P<name>.+)", re.DOTALL)
NORMAL: Final = ("100644", "100755")


class GitFehler(ValueError):
    """A state that git cannot give, in German."""


def lay_out(wurzel: Path, stand: str, ziel: Path, ohne: frozenset[str] = frozenset()) -> None:
    """Write the files below `wurzel` as they were at a commit into the empty folder `ziel`; links and submodules are left out.

    `stand` is anything that git resolves to a commit (a tag, a branch, `main~3`); `ohne` names folders that are left out. Raises
    GitFehler where git is missing, the folder is in no repository, the state unknown or too large.
    """
    commit = (
        _run(wurzel, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{stand}^{{commit}}").decode().strip()
    )
    eintraege = [e for e in _entries(wurzel, commit) if PurePosixPath(e[0]).parts[0] not in ohne]
    if len(eintraege) > DATEIEN_MAX or sum(groesse for _, _, groesse in eintraege) > BYTES_MAX:
        raise GitFehler(
            f"Der Stand „{stand[:80]}“ ist zu groß: mehr als {DATEIEN_MAX} Dateien oder {BYTES_MAX // 2**20} MiB."
        )
    inhalte = _contents(wurzel, [sha for _, sha, _ in eintraege])
    for (name, _, _), inhalt in zip(eintraege, inhalte, strict=True):
        datei = ziel.joinpath(*PurePosixPath(name).parts)
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_bytes(inhalt)


def _entries(wurzel: Path, commit: str) -> Iterator[tuple[str, str, int]]:
    """Yield name, object and size of each plain file below the folder, by names relative to it."""
    for zeile in _run(wurzel, "ls-tree", "-r", "-z", "--long", commit, ".").split(b"\0"):
        treffer = _EINTRAG.fullmatch(zeile.decode("utf-8", "surrogateescape"))
        if treffer is None or treffer["art"] not in NORMAL:
            continue
        name = PurePosixPath(treffer["name"])
        if (
            name.is_absolute()
            or ".." in name.parts
            or ".git" in (t.lower() for t in name.parts)
            or "\\" in treffer["name"]
        ):
            continue
        yield treffer["name"], treffer["sha"], int(treffer["groesse"])


def _contents(wurzel: Path, objekte: list[str]) -> Iterator[bytes]:
    """Yield the contents of objects in order (`git cat-file --batch`: header line, content, line end)."""
    antwort = _run(wurzel, "cat-file", "--batch", eingabe="".join(f"{o}\n" for o in objekte).encode())
    ort = 0
    for _ in objekte:
        ende = antwort.index(b"\n", ort)
        laenge = int(antwort[ort:ende].split()[2])
        yield antwort[ende + 1 : ende + 1 + laenge]
        ort = ende + 1 + laenge + 1


def _run(wurzel: Path, *befehl: str, eingabe: bytes = b"") -> bytes:
    umgebung = {
        **{n: w for n, w in os.environ.items() if not n.startswith("GIT_")},
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
    }
    schalter = [teil for s in _ABGESCHALTET for teil in ("-c", s)]
    try:
        lauf = subprocess.run(
            ["git", *schalter, *befehl], cwd=wurzel, env=umgebung, input=eingabe, capture_output=True, timeout=SEKUNDEN_MAX, check=False
        )  # fmt: skip
    except FileNotFoundError as fehler:
        raise GitFehler(
            "Das Programm git ist nicht installiert; ohne git gibt es keine Stände aus der Versionsverwaltung."
        ) from fehler
    except subprocess.TimeoutExpired as fehler:
        raise GitFehler(f"git hat nach {SEKUNDEN_MAX} Sekunden nicht geantwortet.") from fehler
    if lauf.returncode:
        raise GitFehler("git kennt diesen Stand nicht, oder der Bestand liegt in keiner Versionsverwaltung von git.")
    return lauf.stdout

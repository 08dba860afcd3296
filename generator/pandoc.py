"""Running pandoc, the independent program that comes with pypandoc: bounded, sandboxed, reproducible.

The one exception to "nothing below the command touches the system": a process is started, here only. Bytes go in by its standard
input and come out by its standard output; no file is written.

pypandoc's own `convert_text` sets no limit of time or memory, may offer to install a TeX system and works on str only;
so pypandoc finds the program and this module runs it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

ZEIT_MAX = 60
MIB = 1024 * 1024
SPEICHER_MAX = 1024 * MIB
EINGABE_MAX = 64 * MIB
ZIP_ANFANG = 315_532_800
"""1 January 1980 in Unix time: ZIP archives know no earlier day."""
ZIP_ENDE = 4_354_819_198
"""31 December 2107 in Unix time: nor any later one."""
_LIES_ALLE: Final = """
for kopf in io.lines() do
  local von, laenge = kopf:match("^(%w+) (%d+)$")
  local baum = pandoc.read(io.read(tonumber(laenge)), von, {}, {})
  io.write(pandoc.write(baum, "json"), "\\n")
  baum = nil
  collectgarbage()
end
"""
"""Reads files one after the other, each behind a line with format and length; the empty table is the sandbox of `pandoc.read`."""


class PandocFehler(RuntimeError):
    """pandoc is missing, refused its input or hit a limit; the message is German."""


def run_pandoc(
    eingabe: bytes,
    von: str,
    nach: str,
    *optionen: str,
    stand: str = "",
    zeit: float = ZEIT_MAX,
    speicher: int = SPEICHER_MAX,
) -> bytes:
    """Return `eingabe` converted from pandoc format `von` to `nach`.

    Input that is not ours runs in pandoc's sandbox: it reads no file and no address named in the input, but knows no
    time. With `stand` (ISO date, only for input we made) every timestamp becomes this day, and a data folder that is
    none keeps a user's own templates out. Raises PandocFehler beyond `zeit` seconds, `speicher` bytes or 64 MiB of input.
    """
    if not stand:
        return _run(eingabe, von, nach, ("--sandbox", *optionen), 0, zeit, speicher)
    sekunden = int(datetime.fromisoformat(stand).replace(tzinfo=UTC).timestamp())
    return _run(
        eingabe,
        von,
        nach,
        (f"--data-dir={os.devnull}", *optionen),
        min(max(sekunden, ZIP_ANFANG), ZIP_ENDE),
        zeit,
        speicher,
    )


def read_many(
    dateien: Sequence[tuple[str, bytes]], *, zeit: float = ZEIT_MAX, speicher: int = SPEICHER_MAX
) -> list[bytes]:
    """Return pandoc's tree (JSON) of each file, given with its input format; one process reads them all, each in the sandbox.

    It is the same reader and writer that `run_pandoc` starts once for each file; to start it takes longer than to read a letter.
    The bounds are those of one file for all together: raises PandocFehler where they are passed or one file cannot be read, and
    does not say which.
    """
    stroeme = [f"{von} {len(inhalt)}\n".encode() + inhalt for von, inhalt in dateien]
    # What a user's folders hold for Lua is no business of this run.
    heim = {"HOME": os.devnull, "XDG_DATA_HOME": os.devnull, "LUA_INIT": "", "LUA_INIT_5_4": ""}
    baeume = _call(("lua", "-e", _LIES_ALLE), b"".join(stroeme), 0, zeit, speicher, heim).splitlines()
    if len(baeume) != len(dateien):
        raise PandocFehler(f"pandoc hat {len(baeume)} von {len(dateien)} Dateien gelesen.")
    return baeume


def _run(
    eingabe: bytes, von: str, nach: str, optionen: tuple[str, ...], sekunden: int, zeit: float, speicher: int
) -> bytes:
    return _call(("--from", von, "--to", nach, *optionen, "--output", "-"), eingabe, sekunden, zeit, speicher)


def _call(
    auftrag: tuple[str, ...],
    eingabe: bytes,
    sekunden: int,
    zeit: float,
    speicher: int,
    zusatz: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    if len(eingabe) > EINGABE_MAX:
        raise PandocFehler(f"Die Eingabe für pandoc ist größer als {EINGABE_MAX // MIB} MiB.")
    # -A, -O: fewer collections of young and of old objects, a tenth and a twentieth less time.
    grenzen = ("+RTS", f"-M{speicher // MIB}m", "-A64m", "-O256m", "-RTS")
    befehl = (pandoc_path(), *grenzen, *auftrag)
    umgebung = {**os.environ, "SOURCE_DATE_EPOCH": str(sekunden), "LC_ALL": "C.UTF-8", **zusatz}
    try:
        lauf = subprocess.run(befehl, input=eingabe, capture_output=True, timeout=zeit, env=umgebung, check=False)
    except subprocess.TimeoutExpired as fehler:
        raise PandocFehler(f"pandoc hat nach {zeit} Sekunden nicht geantwortet und wurde beendet.") from fehler
    except OSError as fehler:
        raise PandocFehler(f"pandoc lässt sich nicht starten: {fehler.strerror}.") from fehler
    if lauf.returncode != 0:
        letzte = lauf.stderr.decode("utf-8", "replace").strip().splitlines()[-3:]
        raise PandocFehler(f"pandoc meldet einen Fehler (Code {lauf.returncode}): {' '.join(letzte)[:500]}")
    return lauf.stdout


def pandoc_path() -> str:
    """Return the program pypandoc carries or finds; raises PandocFehler if there is none."""
    import pypandoc

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as fehler:
        raise PandocFehler(
            "pandoc fehlt. Es wird mit dem Paket pypandoc_binary installiert: python -m pip install pypandoc_binary"
        ) from fehler


def pandoc_version() -> str:
    """Return pandoc's version, such as `3.9`; raises PandocFehler if there is no pandoc."""
    import pypandoc

    pandoc_path()
    return str(pypandoc.get_pandoc_version())


def pandoc_outputs() -> tuple[str, ...]:
    """Return the names of the formats this pandoc can write."""
    try:
        lauf = subprocess.run(
            (pandoc_path(), "--list-output-formats"), capture_output=True, timeout=ZEIT_MAX, check=True
        )
    except (OSError, subprocess.SubprocessError) as fehler:
        raise PandocFehler("pandoc nennt seine Formate nicht.") from fehler
    return tuple(lauf.stdout.decode("utf-8").split())

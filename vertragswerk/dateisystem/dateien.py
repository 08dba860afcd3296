"""Files of a repository: reading that never leaves the repository or runs without bound."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import Final

from contracts.position import Mangel, Position
from contracts.yamltext.yamldatei import MAX_BYTES, too_large


def name_datei(pfad: Path, wurzel: Path) -> str:
    """Return the name of a file in positions: relative to the repository with `/`, a foreign one by its last part."""
    try:
        return pfad.relative_to(wurzel).as_posix()
    except ValueError:
        return pfad.name


def is_inside(pfad: Path, wurzel: Path) -> bool:
    """Tell whether `pfad`, all links followed, lies in the repository."""
    try:
        return pfad.resolve().is_relative_to(wurzel.resolve())
    except (OSError, RuntimeError):
        # A cycle of links leads nowhere, so not inside.
        return False


def read_bytes(pfad: Path, wurzel: Path) -> tuple[bytes | None, list[Mangel]]:
    """Read a file of the repository, at most `MAX_BYTES`; a foreign, special, missing or unreadable file is a finding."""
    datei = name_datei(pfad, wurzel)
    if not is_inside(pfad, wurzel):
        meldung = f"„{datei}“ führt aus dem Vertragsbestand hinaus. Legen Sie die Datei selbst in den Bestand."
        return None, [Mangel("BST-03", meldung, Position(datei))]
    try:
        # Opening a pipe or a device would wait for ever.
        if not stat.S_ISREG(pfad.stat().st_mode):
            return None, [Mangel("BST-06", f"„{datei}“ ist keine gewöhnliche Datei.", Position(datei))]
        with pfad.open("rb") as strom:
            inhalt = strom.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fehler:
        return None, [Mangel("BST-06", f"„{datei}“ ist nicht lesbar: {explain_oserror(fehler)}.", Position(datei))]
    return (None, [too_large(datei)]) if len(inhalt) > MAX_BYTES else (inhalt, [])


def explain_oserror(fehler: OSError | ValueError) -> str:
    """Say in German what the operating system refused."""
    for art, text in _GRUENDE:
        if isinstance(fehler, art):
            return text
    nummer = getattr(fehler, "errno", None)
    return _NUMMERN.get(
        nummer or 0, f"das Betriebssystem meldet Fehler {nummer}" if nummer else "der Name ist ungültig"
    )


_GRUENDE: Final[tuple[tuple[type[Exception], str], ...]] = (
    (FileNotFoundError, "nicht vorhanden"),
    (PermissionError, "die Berechtigung fehlt, oder ein anderes Programm (etwa Word) hält die Datei geöffnet"),
    (IsADirectoryError, "an dieser Stelle liegt ein Ordner"),
    (NotADirectoryError, "ein Teil des Pfades ist kein Ordner"),
    (FileExistsError, "an dieser Stelle liegt schon etwas anderes"),
)
_NUMMERN: Final = {
    errno.ENOSPC: "der Datenträger ist voll",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.ENAMETOOLONG: "der Pfad ist zu lang",
    errno.ELOOP: "die Verknüpfungen führen im Kreis",
}

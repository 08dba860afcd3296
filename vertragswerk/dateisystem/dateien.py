"""Files of a repository: reading that never leaves the repository or runs without bound."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from contracts.position import Mangel, Position
from contracts.yamltext.yamldatei import MAX_BYTES, too_large

from .ordnergriff import KeineDatei, Verknuepfung, ZuGross, open_griff, open_special_proof, read_open
from .sonderziel import NiemandLiest
from .zielsperre import Besetzt


class Ausserhalb(OSError):
    """A name leads out of the folder that holds it."""


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


def read_regular(pfad: Path, hoechstens: int, wurzel: Path | None = None) -> bytes:
    """Read a file, whoever named it; everything that a user's disk holds is read here.

    Raises OSError: ZuGross for more than so many bytes, KeineDatei for a pipe, a device or a folder, which would make the
    reader wait or never end, and Ausserhalb for what lies, all links followed, outside of `wurzel` at the moment it is opened.
    """
    if wurzel is None:
        return read_open(open_special_proof(pfad), hoechstens, pfad)
    try:
        echt, oben = pfad.resolve(), wurzel.resolve()
    except RuntimeError as fehler:
        raise OSError(errno.ELOOP, "loop", str(pfad)) from fehler
    if not echt.is_relative_to(oben) or echt == oben:
        raise Ausserhalb(errno.EXDEV, "outside", str(pfad))
    # All links are resolved: one that appears from now on was put there in between, and is refused.
    *teile, name = echt.relative_to(oben).parts
    with open_griff(oben, teile) as ordner:
        return ordner.read(name, hoechstens)


def read_bytes(pfad: Path, wurzel: Path | None) -> tuple[bytes | None, list[Mangel]]:
    """Read a file, at most `MAX_BYTES`; a foreign, special, missing or unreadable one is a finding.

    `wurzel` is the repository that holds it; None for a file that the user named himself.
    """
    datei = name_datei(pfad, wurzel) if wurzel else pfad.name
    try:
        return read_regular(pfad, MAX_BYTES, wurzel), []
    except ZuGross:
        return None, [too_large(datei)]
    except (Ausserhalb, Verknuepfung):
        meldung = f"„{datei}“ führt aus dem Vertragsbestand hinaus. Legen Sie die Datei selbst in den Bestand."
        return None, [Mangel("BST-03", meldung, Position(datei))]
    except KeineDatei:
        return None, [Mangel("BST-06", f"„{datei}“ ist keine gewöhnliche Datei.", Position(datei))]
    except (OSError, ValueError) as fehler:
        art = "BST-03" if getattr(fehler, "errno", None) == errno.ELOOP else "BST-06"
        return None, [Mangel(art, f"„{datei}“ ist nicht lesbar: {explain_oserror(fehler)}.", Position(datei))]


def explain_oserror(fehler: OSError | ValueError) -> str:
    """Say in German what the operating system refused."""
    if isinstance(fehler, Besetzt):
        return fehler.meldung
    for art, text in _GRUENDE:
        if isinstance(fehler, art):
            return text
    nummer = getattr(fehler, "errno", None)
    return _NUMMERN.get(
        nummer or 0, f"das Betriebssystem meldet Fehler {nummer}" if nummer else "der Name ist ungültig"
    )


_GRUENDE: Final[tuple[tuple[type[Exception], str], ...]] = (
    (Verknuepfung, "an dieser Stelle liegt eine Verknüpfung; legen Sie dort einen Ordner oder eine Datei selbst an"),
    (Ausserhalb, "der Pfad führt aus seinem Ordner hinaus"),
    (KeineDatei, "keine gewöhnliche Datei"),
    (ZuGross, "die Datei ist zu groß"),
    (NiemandLiest, "am anderen Ende der Leitung liest niemand"),
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
    errno.ENOLCK: "das Dateisystem kennt keine Sperren; wählen Sie einen Ordner auf einem anderen Datenträger",
    errno.EOPNOTSUPP: "das Dateisystem kennt keine Sperren; wählen Sie einen Ordner auf einem anderen Datenträger",
}

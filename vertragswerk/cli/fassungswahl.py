"""Which version of a contract a name on the command line means: `KENNUNG`, `KENNUNG@git:main~3`, a folder or a file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from corpus.recht.rechtsbestand import Rechtsbestand
from vertragswerk.dateisystem.verzeichnis import AUSGABE, Bestand, find_bestand
from vertragswerk.gitstand import GitFehler, lay_out
from vertragswerk.haus import Haus
from vertragswerk.werk import Eingaben, Ergebnis, work

from .bestandswahl import VERTRAG, name_contract, open_repository, stichtag_of
from .ende import Abbruch

GIT: Final = "git:"
ARBEITSSTAND: Final = "arbeitsstand"


class Fassungswahl:
    """Opens the versions of one comparison: those of a repository, and those named by a path."""

    def __init__(self, ordner: Path, stichtag: str | None, recht: Rechtsbestand, haus: Haus) -> None:
        self.ordner, self.stichtag, self.recht, self.haus = ordner, stichtag, recht, haus

    def open(self, name: str) -> Ergebnis:
        """Return the checked contract that a name means; ends the command where there is none, or it cannot be put together."""
        kennung, _, stand = name.partition("@")
        if _is_path(name):
            ordner, nur = name_contract(
                Path(name) / VERTRAG if (Path(name) / VERTRAG).is_file() else Path(name), frozenset()
            )
            if not nur:
                raise Abbruch(f"„{name}“ ist kein Ordner eines Vertrags: Die Datei „{VERTRAG}“ fehlt darin.")
            bestand, _ = open_repository(ordner, frozenset(), self.haus)
            return self._work(bestand, next(iter(nur)), name)
        bestand, _ = open_repository(self.ordner, frozenset(), self.haus)
        if stand in ("", ARBEITSSTAND):
            return self._work(bestand, kennung, name)
        if stand.startswith(GIT) and stand != GIT:
            return self._of_git(bestand, kennung, stand.removeprefix(GIT), name)
        raise Abbruch(
            f"„{stand}“ ist kein Stand. Schreiben Sie „{kennung}“ für die Dateien, wie sie sind, oder „{kennung}@git:main“ für einen "
            "Stand aus der Versionsverwaltung."
        )

    def _of_git(self, bestand: Bestand, kennung: str, stand: str, name: str) -> Ergebnis:
        with TemporaryDirectory(prefix="vertragswerk-") as ordner:
            try:
                lay_out(bestand.wurzel, stand, Path(ordner), frozenset({AUSGABE}))
            except GitFehler as fehler:
                raise Abbruch(f"„{name}“: {fehler}") from fehler
            damals, maengel = find_bestand(Path(ordner), self.haus.arten)
            if damals is None:
                raise Abbruch(f"„{name}“: {' '.join(m.meldung for m in maengel)}")
            return self._work(damals, kennung, name)

    def _work(self, bestand: Bestand, kennung: str, name: str) -> Ergebnis:
        ort = next((o for o in bestand.vertraege() if o.kennung == kennung), None)
        if ort is None:
            vorhanden = ", ".join(o.kennung for o in bestand.vertraege()) or "keiner"
            raise Abbruch(f"Den Vertrag „{kennung}“ gibt es dort nicht ({name}). Vorhanden: {vorhanden}.")
        tag = stichtag_of(self.stichtag, bestand)
        ergebnis = work(Eingaben(bestand.read_dateien(ort), self.recht, tag, haus=self.haus))
        if not ergebnis.dokumente:
            gruende = [b.meldung for b in ergebnis.pruefung.befunde if b.schwere == "fehler"][:3]
            raise Abbruch(
                f"„{name}“ lässt sich nicht zusammensetzen und deshalb nicht vergleichen. {' '.join(gruende)}"
            )
        return ergebnis


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name in (".", "..") or Path(name).is_dir()

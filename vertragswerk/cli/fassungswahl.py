"""Which version of a contract a name on the command line means.

`KENNUNG`, `KENNUNG@arbeitsstand`, `KENNUNG@1.0` (sealed), `KENNUNG@git:main~3`, the folder of a contract, a file that this program wrote.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from corpus.druckbar import show_pfad
from corpus.recht.rechtsbestand import Rechtsbestand
from generator.readers import LeseFehler
from generator.readers.lesegrenzen import NORMAL
from vertragswerk.dateisystem.dateien import explain_oserror, read_regular
from vertragswerk.dateisystem.verzeichnis import AUSGABE, Bestand, Vertragsordner, find_bestand
from vertragswerk.gitstand import GitFehler, lay_out
from vertragswerk.haus import Haus
from vertragswerk.siegel.dateifassung import claimed_contract, is_document_of, reassemble
from vertragswerk.siegel.siegelfassung import restore
from vertragswerk.siegel.siegelmanifest import SiegelFehler, is_nummer
from vertragswerk.stichtag import day_of_check
from vertragswerk.werk import Eingaben, Ergebnis, work

from .besiegeln import load_fassungen, say_beanstandung
from .bestandswahl import find_datendatei, house_of, list_datendateien, name_contract, open_repository, stichtag_of
from .ende import Abbruch

GIT: Final = "git:"
ARBEITSSTAND: Final = "arbeitsstand"
DATEIEN: Final = (".docx", ".odt", ".pdf")


class Fassungswahl:
    """Opens the versions of one comparison: those of a repository, and those named by a path.

    All of them are checked by the same rules: the house's, and those of the repository the command was called on.
    """

    def __init__(self, ordner: Path, stichtag: str | None, recht: Rechtsbestand, haus: Haus) -> None:
        self.ordner, self.stichtag, self.recht = ordner, stichtag, recht
        bestand, _ = find_bestand(ordner, haus.arten)
        self.haus = house_of(bestand, haus) if bestand is not None else haus

    def open(self, name: str) -> Ergebnis:
        """Return the checked contract that a name means; ends the command where there is none, or it cannot be put together."""
        if Path(name).suffix.lower() in DATEIEN:
            return self._of_file(Path(name), name)
        if _is_path(name):
            return self._of_folder(name)
        kennung, _, stand = name.partition("@")
        bestand, _ = open_repository(self.ordner, frozenset(), self.haus)
        if stand in ("", ARBEITSSTAND):
            return self._work(bestand, kennung, name)
        if stand.startswith(GIT) and stand != GIT:
            return self._of_git(bestand, kennung, stand.removeprefix(GIT), name)
        if is_nummer(stand):
            return self._of_seal(bestand, _find_ordner(bestand, kennung, name), stand)
        raise Abbruch(
            f"„{stand}“ ist kein Stand. Schreiben Sie „{kennung}“ für die Dateien, wie sie sind, „{kennung}@1.0“ für eine besiegelte "
            f"Fassung oder „{kennung}@git:main“ für einen Stand aus der Versionsverwaltung."
        )

    def _of_folder(self, name: str) -> Ergebnis:
        datei = find_datendatei(Path(name), self.haus)
        ordner, nur = name_contract(datei or Path(name), frozenset(), self.haus)
        if not nur:
            namen = " oder ".join(f"„{n}“" for n in list_datendateien(self.haus))
            raise Abbruch(f"„{name}“ ist kein Ordner eines Vertrags oder Falls: Die Datei {namen} fehlt darin.")
        bestand, _ = open_repository(ordner, frozenset(), self.haus)
        return self._work(bestand, next(iter(nur)), name)

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

    def _of_seal(self, bestand: Bestand, ort: Vertragsordner, nummer: str) -> Ergebnis:
        """Return a sealed Fassung; one that is not as it was sealed is refused."""
        try:
            fassungen, beanstandungen = load_fassungen(bestand, ort)
        except OSError as fehler:
            raise Abbruch(
                f"Die Fassungen von „{ort.kennung}“ sind nicht lesbar: {explain_oserror(fehler)}."
            ) from fehler
        schaden = [b for b in beanstandungen if b.fassung == nummer]
        if schaden:
            zeilen = "\n".join(say_beanstandung(b) for b in schaden)
            raise Abbruch(f"„{ort.kennung}@{nummer}“ ist nicht mehr, wie sie besiegelt wurde.\n{zeilen}")
        fassung = next((f for f in fassungen if f.nummer == nummer), None)
        if fassung is None:
            vorhanden = ", ".join(f.nummer for f in fassungen) or "keine"
            rat = f"Nennen Sie eine besiegelte, oder „{ort.kennung}“ ohne @ für das, was jetzt im Bestand liegt."
            raise Abbruch(
                f"Die Fassung {nummer} von „{ort.kennung}“ ist nicht besiegelt. Besiegelt: {vorhanden}. {rat}"
            )
        tag = stichtag_of(self.stichtag, bestand)
        try:
            return restore(ort.kennung, fassung.dateien, self.recht, tag, self.haus)
        except SiegelFehler as fehler:
            raise Abbruch(f"„{ort.kennung}@{nummer}“: {fehler}") from fehler

    def _of_file(self, datei: Path, name: str) -> Ergebnis:
        """Return what a file of ours was made from: a sealed Fassung, the working state, or its own data; its words must be theirs."""
        inhalt = read_document(datei)
        try:
            kennung, nummer = claimed_contract(inhalt)
            for ergebnis in self._candidates(kennung, nummer, inhalt):
                if is_document_of(inhalt, ergebnis):
                    return ergebnis
        except (LeseFehler, SiegelFehler) as fehler:
            raise Abbruch(f"„{name}“: {fehler}") from fehler
        raise Abbruch(
            f"„{name}“ sagt, sie sei {kennung}, Fassung {nummer}; ihr Text ist aber nicht der, den ihre Daten ergeben, oder ihr fehlen "
            "Daten oder eigene Textbausteine. Womit er nicht übereinstimmt, sagt „vertragswerk nachweisen DATEI ORDNER“, wenn die "
            "Fassung besiegelt ist."
        )

    def _candidates(self, kennung: str, nummer: str, inhalt: bytes) -> list[Ergebnis]:
        """Return what a file may have been made from, the surest first."""
        bestand, _ = find_bestand(self.ordner, self.haus.arten)
        ort = next((o for o in bestand.vertraege() if o.kennung == kennung), None) if bestand is not None else None
        gefunden: list[Ergebnis] = []
        eigene = None
        if bestand is not None and ort is not None:
            eigene = bestand.read_dateien(ort)
            if any(f.nummer == nummer for f in load_fassungen(bestand, ort)[0]):
                gefunden.append(self._of_seal(bestand, ort, nummer))
            gefunden.append(work(Eingaben(eigene, self.recht, stichtag_of(self.stichtag, bestand), haus=self.haus)))
        tag = stichtag_of(self.stichtag, bestand) if bestand is not None else day_of_check(self.stichtag)
        aus_daten = reassemble(inhalt, eigene, self.recht, tag, self.haus)
        return [*gefunden, *([aus_daten] if aus_daten is not None else [])]

    def _work(self, bestand: Bestand, kennung: str, name: str) -> Ergebnis:
        ort = _find_ordner(bestand, kennung, name)
        tag = stichtag_of(self.stichtag, bestand)
        ergebnis = work(Eingaben(bestand.read_dateien(ort), self.recht, tag, haus=self.haus))
        if not ergebnis.dokumente:
            gruende = [b.meldung for b in ergebnis.pruefung.befunde if b.schwere == "fehler"][:3]
            raise Abbruch(
                f"„{name}“ lässt sich nicht zusammensetzen und deshalb nicht vergleichen. {' '.join(gruende)}"
            )
        return ergebnis


def read_document(datei: Path) -> bytes:
    """Return the bytes of a file that the user named; ends the command where it cannot be read."""
    try:
        return read_regular(datei, NORMAL.datei)
    except OSError as fehler:
        raise Abbruch(f"„{show_pfad(datei)}“ ist nicht lesbar: {explain_oserror(fehler)}.") from fehler


def _find_ordner(bestand: Bestand, kennung: str, name: str) -> Vertragsordner:
    ort = next((o for o in bestand.vertraege() if o.kennung == kennung), None)
    if ort is None:
        vorhanden = ", ".join(o.kennung for o in bestand.vertraege()) or "keiner"
        raise Abbruch(f"Die Kennung „{kennung}“ gibt es dort nicht ({name}). Vorhanden: {vorhanden}.")
    return ort


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name in (".", "..") or Path(name).is_dir()

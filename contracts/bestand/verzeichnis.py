"""A user's repository of contracts: finding it, its settings, its parties, its contract folders.

vertragswerk.toml   parteien/<partei>.yaml   vertraege/<kennung>/vertrag.yaml   vertraege/<kennung>/klauseln/*.md   ausgabe/
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..position import Mangel, Position, Quelle
from ..yamltext.yamldatei import read_yaml
from .dateien import explain_oserror, is_inside, is_kennung, is_klauseldatei, is_partei, name_datei
from .konfiguration import DATEI, Konfiguration, read_konfiguration
from .parteiverweise import resolve_parteien

PARTEIEN: Final = "parteien"
VERTRAEGE: Final = "vertraege"
KLAUSELN: Final = "klauseln"
AUSGABE: Final = "ausgabe"
VERTRAGSDATEI: Final = "vertrag.yaml"
MAX_EINTRAEGE: Final = 20_000
_YAML: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Vertragsordner:
    """The folder of a contract: its Kennung, its place, its own clause files in order of their names."""

    kennung: str
    pfad: Path
    klauseldateien: tuple[Path, ...] = ()

    @property
    def datei(self) -> Path:
        """The contract file."""
        return self.pfad / VERTRAGSDATEI


@dataclass(frozen=True, slots=True)
class Bestand:
    """A repository. `wurzel` is its absolute folder; `parteien` the party files by name, each read already.

    `parteistellen` are the places in party files that are found wrong already.
    """

    wurzel: Path
    konfiguration: Konfiguration = field(default_factory=Konfiguration)
    parteien: Mapping[str, Quelle] = field(default_factory=dict)
    ordner: tuple[Vertragsordner, ...] = ()
    unlesbare_parteien: frozenset[str] = frozenset()
    parteistellen: frozenset[Position] = frozenset()

    def vertraege(self, unter: Path | None = None) -> list[Vertragsordner]:
        """Return the contract folders sorted by Kennung; with `unter` only those below it or around it."""
        if unter is None:
            return list(self.ordner)
        stelle = unter.resolve()
        return [o for o in self.ordner if o.pfad.is_relative_to(stelle) or stelle.is_relative_to(o.pfad)]

    def ausgabe(self, kennung: str, fassung: str) -> Path:
        """Return the folder for what is built of a contract's Fassung."""
        return self.wurzel / AUSGABE / kennung / fassung

    def read_vertrag(self, ordner: Vertragsordner) -> tuple[Quelle | None, list[Mangel]]:
        """Read a contract file and merge its parties into it; positions of merged values lie in the party's file."""
        quelle, maengel = read_yaml(ordner.datei, self.wurzel)
        if quelle is None:
            return None, maengel
        kennung = quelle.daten.get("kennung")
        if isinstance(kennung, str) and kennung != ordner.kennung:
            meldung = f"Der Vertrag hat die Kennung „{kennung}“, sein Ordner heißt „{ordner.kennung}“. Beide müssen gleich sein."
            maengel.append(Mangel("BST-15", meldung, quelle.position(("kennung",)), ("kennung",)))
        aufgeloest, weitere = resolve_parteien(quelle, self.parteien, self.unlesbare_parteien)
        return aufgeloest, maengel + weitere


def find_wurzel(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that holds `vertragswerk.toml`, absolute, or None."""
    try:
        ort = start.resolve()
        return next((ordner for ordner in (ort, *ort.parents) if (ordner / DATEI).is_file()), None)
    except (OSError, RuntimeError, ValueError):
        # A cycle of links or a name the system refuses: there is no repository there.
        return None


def find_bestand(start: Path) -> tuple[Bestand | None, list[Mangel]]:
    """Find and read the repository at or above `start`.

    None with BST-01 if there is none; BST-02 says that it holds no contract (nothing to check, not a mistake of content);
    BST-11 to BST-13 are mistakes of the settings.
    """
    wurzel = find_wurzel(start)
    if wurzel is None:
        meldung = (
            f"„{start}“ gehört zu keinem Vertragsbestand: Weder dort noch darüber liegt „{DATEI}“. "
            "„vertragswerk neu --kennung …“ legt einen an, „vertragswerk beispiel ORDNER“ einen vollständigen zum Ausprobieren."
        )
        return None, [Mangel("BST-01", meldung, Position(start.as_posix()))]
    return open_bestand(wurzel)


def open_bestand(wurzel: Path) -> tuple[Bestand, list[Mangel]]:
    """Read settings, parties and the list of contracts of the repository in `wurzel`; contract files are not read yet."""
    wurzel = wurzel.resolve()
    konfiguration, maengel = read_konfiguration(wurzel)
    vorher = len(maengel)
    gelesen = _read_parteien(wurzel, maengel)
    parteistellen = frozenset(mangel.position for mangel in maengel[vorher:])
    parteien = {name: quelle for name, quelle in gelesen.items() if quelle is not None}
    ordner = _find_ordner(wurzel, maengel)
    # What is built must not land elsewhere through a link either; `--ziel` names another place openly.
    for gebaut in _list_eintraege(wurzel / AUSGABE, wurzel, maengel):
        _list_eintraege(gebaut, wurzel, maengel)
    if not ordner:
        meldung = f"Unter „{VERTRAEGE}“ liegt kein Vertrag. „vertragswerk neu --art … --kennung …“ legt einen an."
        maengel.append(Mangel("BST-02", meldung, Position(VERTRAEGE)))
    unlesbar = frozenset(gelesen) - frozenset(parteien)
    return Bestand(wurzel, konfiguration, parteien, ordner, unlesbar, parteistellen), maengel


def _read_parteien(wurzel: Path, maengel: list[Mangel]) -> dict[str, Quelle | None]:
    regel = "Eine Partei heißt nach Kleinbuchstaben und Ziffern, höchstens 20 Zeichen, etwa „land.yaml“"
    parteien: dict[str, Quelle | None] = {}
    for pfad in _list_dateien(wurzel / PARTEIEN, wurzel, ".yaml", is_partei, regel, maengel):
        parteien[pfad.stem], weitere = read_yaml(pfad, wurzel)
        maengel += weitere
    return parteien


def _find_ordner(wurzel: Path, maengel: list[Mangel]) -> tuple[Vertragsordner, ...]:
    gefunden: list[Vertragsordner] = []
    for pfad in _list_eintraege(wurzel / VERTRAEGE, wurzel, maengel):
        datei = name_datei(pfad, wurzel)
        try:
            mangel = _refuse_ordner(pfad, datei)
            if mangel:
                maengel.append(mangel)
            elif pfad.is_dir():
                gefunden.append(Vertragsordner(pfad.name, pfad, _find_klauseln(pfad / KLAUSELN, wurzel, maengel)))
        except OSError as fehler:
            maengel.append(_unreadable(datei, fehler))
    return tuple(gefunden)


def _refuse_ordner(pfad: Path, datei: str) -> Mangel | None:
    """Return why an entry of `vertraege` is no contract folder although it looks like one."""
    if not pfad.is_dir():
        if pfad.suffix.lower() not in _YAML:
            return None
        rat = f"Legen Sie sie als „{VERTRAEGE}/{pfad.stem}/{VERTRAGSDATEI}“ ab."
        return Mangel("BST-14", f"„{datei}“ wird nicht geprüft. {rat}", Position(datei))
    if not is_kennung(pfad.name):
        regel = "Eine Kennung besteht aus Buchstaben A bis Z, Ziffern und Bindestrichen, höchstens 60 Zeichen"
        return _bad_name(datei, regel)
    return None if (pfad / VERTRAGSDATEI).exists() else _no_vertrag(pfad, datei)


def _no_vertrag(pfad: Path, datei: str) -> Mangel:
    meldung = f"In „{datei}“ fehlt die Datei „{VERTRAGSDATEI}“."
    if (pfad / "vertrag.yml").exists():
        meldung += " Benennen Sie „vertrag.yml“ um."
    return Mangel("BST-08", meldung, Position(datei))


def _find_klauseln(ordner: Path, wurzel: Path, maengel: list[Mangel]) -> tuple[Path, ...]:
    regel = "Eine Klauseldatei heißt nach Buchstaben A bis Z, Ziffern, Binde- und Unterstrichen"
    return tuple(_list_dateien(ordner, wurzel, ".md", is_klauseldatei, regel, maengel))


def _list_dateien(
    ordner: Path, wurzel: Path, endung: str, is_erlaubt: Callable[[str], bool], regel: str, maengel: list[Mangel]
) -> list[Path]:
    """Return the files of one kind in a folder; a name that would be overlooked or is not portable is a finding."""
    dateien = []
    for pfad in _list_eintraege(ordner, wurzel, maengel):
        datei = name_datei(pfad, wurzel)
        if pfad.suffix != endung:
            if pfad.suffix.lower() in (*_YAML, ".md", ".markdown") and pfad.stem.lower() != "readme":
                maengel.append(
                    Mangel(
                        "BST-14",
                        f"„{datei}“ wird nicht gelesen. Erwartet sind hier Dateien „*{endung}“.",
                        Position(datei),
                    )
                )
        elif pfad.stem.lower() == "readme":
            continue
        elif not is_erlaubt(pfad.stem):
            maengel.append(_bad_name(datei, regel))
        else:
            dateien.append(pfad)
    return dateien


def _bad_name(datei: str, regel: str) -> Mangel:
    return Mangel(
        "BST-04",
        f"Der Name „{datei}“ ist nicht erlaubt. {regel}; Gerätenamen wie „con“ oder „nul“ gehen nicht.",
        Position(datei),
    )


def _list_eintraege(ordner: Path, wurzel: Path, maengel: list[Mangel]) -> list[Path]:
    """Return the visible entries of a folder by name, without those that lead out of the repository or collide."""
    name = name_datei(ordner, wurzel)
    try:
        if not ordner.is_dir() and not ordner.is_symlink():
            return []
        if not is_inside(ordner, wurzel):
            maengel.append(_foreign(name))
            return []
        alle = sorted(
            (pfad for pfad in ordner.iterdir() if not pfad.name.startswith((".", "~"))), key=lambda pfad: pfad.name
        )
    except OSError as fehler:
        maengel.append(_unreadable(name, fehler))
        return []
    if len(alle) > MAX_EINTRAEGE:
        meldung = f"Im Ordner „{name}“ liegen {len(alle)} Einträge; gelesen werden höchstens {MAX_EINTRAEGE}."
        maengel.append(Mangel("BST-07", meldung, Position(name)))
    return _keep_safe(alle[:MAX_EINTRAEGE], wurzel, maengel)


def _keep_safe(eintraege: list[Path], wurzel: Path, maengel: list[Mangel]) -> list[Path]:
    gesehen: dict[str, str] = {}
    sicher = []
    for pfad in eintraege:
        datei = name_datei(pfad, wurzel)
        frueher = gesehen.setdefault(pfad.name.casefold(), pfad.name)
        if pfad.is_symlink() and not is_inside(pfad, wurzel):
            maengel.append(_foreign(datei))
        elif frueher != pfad.name:
            meldung = f"„{frueher}“ und „{pfad.name}“ unterscheiden sich nur in der Groß- und Kleinschreibung. Benennen Sie eines um."
            maengel.append(Mangel("BST-05", meldung, Position(datei)))
        else:
            sicher.append(pfad)
    return sicher


def _unreadable(datei: str, fehler: OSError) -> Mangel:
    return Mangel("BST-06", f"„{datei}“ ist nicht lesbar: {explain_oserror(fehler)}.", Position(datei))


def _foreign(datei: str) -> Mangel:
    meldung = f"„{datei}“ führt aus dem Vertragsbestand hinaus. Legen Sie die Datei selbst in den Bestand."
    return Mangel("BST-03", meldung, Position(datei))

"""A user's repository of contracts on a disk: finding it, its settings, its joint objects, its contract folders.

vertragswerk.toml   ausnahmen.yaml   altbestand.json   parteien/<partei>.yaml   vertraege/<kennung>/vertrag.yaml   vertraege/<kennung>/klauseln/*.md   ausgabe/

A kind may keep its contracts in a folder of its own (`Vorgangsort`); a Kennung is unique in the repository.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unicodedata import normalize

from checks.altbestand import ALTBESTANDSDATEI
from checks.ausnahmen import AUSNAHMEDATEI
from contracts.arten import ARTEN, Gemeinsam, Vertragsart, Vorgangsort, list_gemeinsames, list_orte
from contracts.bestand.eingaben import BEILAGEN, FASSUNGEN, KLAUSELN, VERHANDLUNG, Siegelauszug, Vertragsdateien
from contracts.bestand.gemeinsames import check_objekte
from contracts.bestand.konfiguration import DATEI, Konfiguration, parse_konfiguration
from contracts.bestand.namen import is_kennung, is_klauseldatei, is_objektname
from contracts.position import Mangel, Position
from corpus.druckbar import show_pfad

from .dateien import explain_oserror, is_inside, name_datei, read_bytes

AUSGABE: Final = "ausgabe"
MAX_EINTRAEGE: Final = 20_000
_YAML: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Vertragsordner:
    """The folder of a contract: its Kennung, its place, its own clause files and attachments in order of their names."""

    kennung: str
    pfad: Path
    klauseldateien: tuple[Path, ...] = ()
    beilagen: tuple[Path, ...] = ()
    dateiname: str = Vorgangsort().datei

    @property
    def datei(self) -> Path:
        """The contract file."""
        return self.pfad / self.dateiname


@dataclass(frozen=True, slots=True)
class Bestand:
    """A repository. `wurzel` is its absolute folder; `gemeinsames` the bytes of its joint objects by name.

    `unlesbares` names joint files that exist but could not be read.
    """

    wurzel: Path
    konfiguration: Konfiguration = field(default_factory=Konfiguration)
    gemeinsames: Mapping[str, bytes] = field(default_factory=dict)
    ordner: tuple[Vertragsordner, ...] = ()
    unlesbares: frozenset[str] = frozenset()

    def vertraege(self, unter: Path | None = None) -> list[Vertragsordner]:
        """Return the contract folders sorted by Kennung; with `unter` only those below it or around it."""
        if unter is None:
            return list(self.ordner)
        stelle = unter.resolve()
        return [o for o in self.ordner if o.pfad.is_relative_to(stelle) or stelle.is_relative_to(o.pfad)]

    def ausgabe(self, kennung: str, fassung: str) -> Path:
        """Return the folder for what is built of a contract's Fassung."""
        return self.wurzel / AUSGABE / kennung / fassung

    def read_dateien(self, ordner: Vertragsordner) -> Vertragsdateien:
        """Read the files of one contract; what cannot be read is a finding among them."""
        dateien: dict[str, bytes] = {}
        maengel: list[Mangel] = []
        akte = ordner.pfad / VERHANDLUNG
        weitere = [akte] if akte.is_symlink() or akte.exists() else []
        for pfad in (ordner.datei, *weitere, *ordner.klauseldateien, *ordner.beilagen):
            inhalt, fehler = read_bytes(pfad, self.wurzel)
            maengel += fehler
            if inhalt is not None:
                dateien[name_datei(pfad, self.wurzel)] = inhalt
        besiegelte, fehler = self._read_besiegelte(ordner)
        datei = name_datei(ordner.datei, self.wurzel)
        return Vertragsdateien(
            ordner.kennung, datei, dateien, self.gemeinsames, self.unlesbares, (*maengel, *fehler), besiegelte
        )

    def _read_besiegelte(self, ordner: Vertragsordner) -> tuple[tuple[Siegelauszug, ...], list[Mangel]]:
        """Read what the newest sealed Fassungen say; contracts without any need nothing of it."""
        if not (ordner.pfad / FASSUNGEN).is_dir():
            return (), []
        from .fassungsauszug import read_siegelauszuege

        return read_siegelauszuege(ordner.pfad, self.wurzel)


def find_wurzel(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that holds `vertragswerk.toml`, absolute, or None."""
    try:
        ort = start.resolve()
        return next((ordner for ordner in (ort, *ort.parents) if (ordner / DATEI).is_file()), None)
    except (OSError, RuntimeError, ValueError):
        # A cycle of links or a name the system refuses: there is no repository there.
        return None


def find_bestand(start: Path, arten: Iterable[Vertragsart] = ARTEN) -> tuple[Bestand | None, list[Mangel]]:
    """Find and read the repository at or above `start`.

    None with BST-01 if there is none; BST-02 says that it holds no contract (nothing to check, not a mistake of content);
    BST-11 to BST-13 are mistakes of the settings.
    """
    wurzel = find_wurzel(start)
    if wurzel is None:
        meldung = (
            f"„{show_pfad(start)}“ gehört zu keinem Vertragsbestand: Weder dort noch darüber liegt „{DATEI}“. "
            "„vertragswerk neu --kennung …“ legt einen an, „vertragswerk beispiel ORDNER“ einen vollständigen zum Ausprobieren."
        )
        return None, [Mangel("BST-01", meldung, Position(start.as_posix()))]
    return open_bestand(wurzel, arten)


def open_bestand(wurzel: Path, arten: Iterable[Vertragsart] = ARTEN) -> tuple[Bestand, list[Mangel]]:
    """Read settings, joint objects and the list of contracts of the repository in `wurzel`; contract files are not read yet."""
    wurzel = wurzel.resolve()
    konfiguration, maengel = _read_konfiguration(wurzel)
    orte = (g.ort.partition("/")[0] for g in list_gemeinsames(arten))
    vorgangsorte = list_orte(arten)
    namen = (DATEI, AUSNAHMEDATEI, ALTBESTANDSDATEI, AUSGABE, *(o.ordner for o in vorgangsorte), *orte)
    _find_lookalikes(wurzel, namen, wurzel, maengel)
    gemeinsames: dict[str, bytes | None] = {}
    for art in list_gemeinsames(arten):
        gemeinsames.update(_read_gemeinsames(art, wurzel, maengel))
    gelesen = {name: inhalt for name, inhalt in gemeinsames.items() if inhalt is not None}
    maengel += check_objekte({n: i for n, i in gelesen.items() if n.endswith(".yaml")})
    ordner = _refuse_doubles([o for ort in vorgangsorte for o in _find_ordner(wurzel, ort, maengel)], wurzel, maengel)
    # What is built must not land elsewhere through a link either; `--ziel` names another place openly.
    for gebaut in _list_eintraege(wurzel / AUSGABE, wurzel, maengel):
        _list_eintraege(gebaut, wurzel, maengel)
    if not ordner:
        meldung = (
            f"Unter „{Vorgangsort().ordner}“ liegt kein Vertrag. „vertragswerk neu --art … --kennung …“ legt einen an."
        )
        maengel.append(Mangel("BST-02", meldung, Position(Vorgangsort().ordner)))
    return Bestand(wurzel, konfiguration, gelesen, ordner, frozenset(gemeinsames) - frozenset(gelesen)), maengel


def _read_konfiguration(wurzel: Path) -> tuple[Konfiguration, list[Mangel]]:
    inhalt, maengel = read_bytes(wurzel / DATEI, wurzel)
    return (Konfiguration(), maengel) if inhalt is None else parse_konfiguration(inhalt)


def _read_gemeinsames(art: Gemeinsam, wurzel: Path, maengel: list[Mangel]) -> dict[str, bytes | None]:
    """Return the bytes of all joint objects of a kind and of their clause texts by name, None for what cannot be read."""
    was = art.bezeichnung[0].partition(" ")[2]
    regel = f"Der Name ({was}) besteht aus Kleinbuchstaben und Ziffern, höchstens 20 Zeichen, etwa „{art.datei(art.beispiel)}“"
    ordner, _, rest = art.ort.partition("/{}")
    if rest.startswith("."):
        dateien = _list_dateien(wurzel / ordner, wurzel, rest, is_objektname, regel, maengel)
    else:
        namen = [p for p in _list_eintraege(wurzel / ordner, wurzel, maengel) if p.is_dir()]
        maengel += [_bad_name(name_datei(p, wurzel), regel) for p in namen if not is_objektname(p.name)]
        namen = [p for p in namen if is_objektname(p.name)]
        dateien = [p / rest[1:] for p in namen]
        for pfad in namen if art.klauseln else ():
            dateien += _find_klauseln(wurzel / art.klauseln.format(pfad.name), wurzel, maengel)
    gelesen: dict[str, bytes | None] = {}
    for pfad in dateien:
        gelesen[name_datei(pfad, wurzel)], weitere = read_bytes(pfad, wurzel)
        maengel += weitere
    return gelesen


def _refuse_doubles(gefunden: list[Vertragsordner], wurzel: Path, maengel: list[Mangel]) -> tuple[Vertragsordner, ...]:
    """Return the folders by Kennung; the same Kennung at a second place would be built over the first one."""
    erste: dict[str, Vertragsordner] = {}
    for ordner in sorted(gefunden, key=lambda o: o.kennung):
        frueher = erste.setdefault(_fold(ordner.kennung), ordner)
        if frueher is not ordner:
            namen = " und ".join(f"„{name_datei(o.pfad, wurzel)}“" for o in (frueher, ordner))
            meldung = f"{namen} haben dieselbe Kennung. Benennen Sie einen Ordner um und ändern Sie die Kennung darin."
            maengel.append(Mangel("BST-05", meldung, Position(name_datei(ordner.pfad, wurzel))))
    return tuple(erste.values())


def _find_ordner(wurzel: Path, ort: Vorgangsort, maengel: list[Mangel]) -> list[Vertragsordner]:
    gefunden: list[Vertragsordner] = []
    for pfad in _list_eintraege(wurzel / ort.ordner, wurzel, maengel):
        datei = name_datei(pfad, wurzel)
        try:
            mangel = _refuse_ordner(pfad, datei, ort)
            if mangel:
                maengel.append(mangel)
            elif pfad.is_dir():
                _find_lookalikes(pfad, (ort.datei, VERHANDLUNG, KLAUSELN, BEILAGEN, FASSUNGEN), wurzel, maengel)
                klauseln = _find_klauseln(pfad / KLAUSELN, wurzel, maengel)
                beilagen = tuple(p for p in _list_eintraege(pfad / BEILAGEN, wurzel, maengel) if not p.is_dir())
                gefunden.append(Vertragsordner(pfad.name, pfad, klauseln, beilagen, ort.datei))
        except OSError as fehler:
            maengel.append(_unreadable(datei, fehler))
    return gefunden


def _refuse_ordner(pfad: Path, datei: str, ort: Vorgangsort) -> Mangel | None:
    """Return why an entry of such a folder is no contract folder although it looks like one."""
    if not pfad.is_dir():
        if pfad.suffix.lower() not in _YAML:
            return None
        rat = f"Legen Sie sie als „{ort.path_of(pfad.stem)}“ ab."
        return Mangel("BST-14", f"„{datei}“ wird nicht geprüft. {rat}", Position(datei))
    if not is_kennung(pfad.name):
        regel = "Eine Kennung besteht aus Buchstaben A bis Z, Ziffern und Bindestrichen, höchstens 60 Zeichen"
        return _bad_name(datei, regel)
    return None if (pfad / ort.datei).exists() else _no_vertrag(pfad, datei, ort)


def _no_vertrag(pfad: Path, datei: str, ort: Vorgangsort) -> Mangel:
    meldung = f"In „{datei}“ fehlt die Datei „{ort.datei}“."
    for name in sorted(e.name for e in pfad.iterdir()):
        if _fold(name) in (ort.datei, f"{ort.datei.rpartition('.')[0]}.yml"):
            return Mangel("BST-08", f"{meldung} Benennen Sie „{name}“ um.", Position(datei))
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
        frueher = gesehen.setdefault(_fold(pfad.name), pfad.name)
        if pfad.is_symlink() and not is_inside(pfad, wurzel):
            maengel.append(_foreign(datei))
        elif frueher != pfad.name:
            worin = "in der Groß- und Kleinschreibung oder in der Kodierung der Umlaute"
            meldung = f"„{frueher}“ und „{pfad.name}“ unterscheiden sich nur {worin}. Benennen Sie eines um."
            maengel.append(Mangel("BST-05", meldung, Position(datei)))
        else:
            sicher.append(pfad)
    return sicher


def _fold(name: str) -> str:
    """Return a name as Windows and macOS compare it: without case, its letters composed."""
    return normalize("NFC", normalize("NFC", name).casefold())


def _find_lookalikes(ordner: Path, namen: Iterable[str], wurzel: Path, maengel: list[Mangel]) -> None:
    """Report entries that other systems take for one of these names: read there, overlooked here, or the other way round."""
    gesucht = {_fold(name): name for name in namen}
    try:
        eintraege = sorted(e.name for e in ordner.iterdir())
    except OSError:
        return  # said where the folder is read
    for name in eintraege:
        richtig = gesucht.get(_fold(name), name)
        if richtig != name:
            datei = name_datei(ordner / name, wurzel)
            meldung = f"„{name}“ gilt auf anderen Systemen als „{richtig}“, hier nicht. Benennen Sie es um in „{richtig}“, oder entfernen Sie es."
            maengel.append(Mangel("BST-05", meldung, Position(datei)))


def _unreadable(datei: str, fehler: OSError) -> Mangel:
    return Mangel("BST-06", f"„{datei}“ ist nicht lesbar: {explain_oserror(fehler)}.", Position(datei))


def _foreign(datei: str) -> Mangel:
    meldung = f"„{datei}“ führt aus dem Vertragsbestand hinaus. Legen Sie die Datei selbst in den Bestand."
    return Mangel("BST-03", meldung, Position(datei))

"""What a repository says does not count: its exceptions and its stock of old findings, read from the disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from checks.altbestand import ALTBESTANDSDATEI, MAX_ALTBESTAND, Altbestand, AltbestandFehler, read_altbestand
from checks.ausnahmen import AUSNAHMEDATEI, Ausnahmeregister, Aussonderung, read_register
from checks.befund import Befund, from_mangel
from checks.bericht import Ausgenommen, Pruefung
from checks.regel import Querregelmodul, Regelmodul
from vertragswerk.dateisystem.dateien import explain_oserror, read_bytes, read_regular
from vertragswerk.dateisystem.verzeichnis import Bestand
from vertragswerk.haus import Haus

from .ende import Abbruch


def open_register(bestand: Bestand, stichtag: date, haus: Haus) -> Ausnahmeregister:
    """Read the exceptions of a repository; there are none without the file."""
    datei = bestand.wurzel / AUSNAHMEDATEI
    if not datei.exists():
        return Ausnahmeregister()
    inhalt, maengel = read_bytes(datei, bestand.wurzel)
    if inhalt is None:
        return Ausnahmeregister((), tuple(from_mangel(m) for m in maengel))
    alle: list[Regelmodul | Querregelmodul] = [*haus.regeln(), *haus.querregeln()]
    regeln = {m.REGEL.code: m.REGEL for m in alle}
    return read_register(inhalt, stichtag, regeln, [o.kennung for o in bestand.vertraege()])


def open_altbestand(bestand: Bestand) -> Altbestand:
    """Read the stock of a repository; ends the command where the file is none."""
    datei = bestand.wurzel / ALTBESTANDSDATEI
    try:
        return read_altbestand(read_regular(datei, MAX_ALTBESTAND, bestand.wurzel))
    except FileNotFoundError:
        return Altbestand()
    except AltbestandFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    except OSError as fehler:
        raise Abbruch(f"„{ALTBESTANDSDATEI}“ ist nicht lesbar: {explain_oserror(fehler)}.") from fehler


def set_aside(
    aussonderung: Aussonderung, befunde: Sequence[Befund], pruefungen: Sequence[Pruefung], genutzte: Iterable[str]
) -> tuple[tuple[Befund, ...], tuple[Ausgenommen, ...], tuple[Befund, ...]]:
    """Tell apart what rules across contracts found, and say what is wrong with the register as a whole."""
    offene, ausgenommene = aussonderung.split(befunde)
    alle = frozenset((*genutzte, *(a.kennung for a in ausgenommene)))
    register = aussonderung.register
    return offene, ausgenommene, (*register.befunde, *register.list_unused(pruefungen, alle))

"""Take the last import of a law back: index, list, texts and pin are again what they were before it.

The files go back first and the texts with the note last, in one transaction: broken off anywhere, the same command once more
completes it, as does the same import.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.einfuhr.fehler import ImportFehler
from corpus.index.gesetzesleser import Gesetzesleser
from corpus.index.gesetzesliste import file_name, list_shipped

from .abruf import SPERRDATEI, Sperre, read_sperren, set_sperre
from .einfuhrprotokoll import Einfuhr, Sperrwechsel, forget_einfuhr, last_einfuhr, list_einfuhren
from .textspeicher import DATEI, VolltextFehler, open_volltext, restore_texts
from .uebernahme import write_entry
from .zwischenspeicher import hold_cache, replace_file


class NichtsZurueckzunehmen(ImportFehler):
    """There is no import of this law that could be taken back; the message says of which laws there are."""


def undo_einfuhr(angabe: str, ordner: Path) -> str:
    """Take back the last import of the law a user names (`SGB-IX`) in a cache folder; return what was done, in German.

    Raises NichtsZurueckzunehmen, or ImportFehler when something cannot be written; then the command can be repeated.
    """
    if not (ordner / DATEI).exists():
        raise NichtsZurueckzunehmen("Es ist nichts zurückzunehmen: In diesen Zwischenspeicher ist nichts importiert.")
    try:
        with hold_cache(ordner), open_volltext(ordner) as db:
            db.execute("BEGIN IMMEDIATE")  # an import waits
            einfuhr = _find(db, angabe)
            _restore_files(einfuhr, ordner)
            satz = _restore_sperre(einfuhr)
            restore_texts(db, einfuhr.text, einfuhr.texte)
            forget_einfuhr(db, einfuhr.nummer)
    except VolltextFehler as fehler:
        raise ImportFehler(str(fehler)) from fehler
    return f"Zurückgenommen: {einfuhr.was}.\n{_now(einfuhr)}{satz}"


def _find(db: sqlite3.Connection, angabe: str) -> Einfuhr:
    namen = list_einfuhren(db)
    gesetz = next((name for name in namen if _plain(name) == _plain(angabe)), None)
    einfuhr = last_einfuhr(db, gesetz) if gesetz is not None else None
    if einfuhr is None:
        moeglich = f"Möglich ist es bei: {', '.join(namen)}." if namen else "Bei anderen Gesetzen auch nicht."
        raise NichtsZurueckzunehmen(f"Für „{angabe}“ ist kein Import zurückzunehmen. {moeglich}")
    return einfuhr


def _plain(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").casefold()


def _restore_files(einfuhr: Einfuhr, ordner: Path) -> None:
    """Put index and list back; the list never names a file that is not there."""
    datei = ordner / file_name(einfuhr.text)
    if einfuhr.davor.index is not None:
        replace_file(datei, einfuhr.davor.index)
        write_entry(ordner, einfuhr.text, einfuhr.davor.eintrag)
    else:
        write_entry(ordner, einfuhr.text, einfuhr.davor.eintrag)
        datei.unlink(missing_ok=True)


def _restore_sperre(einfuhr: Einfuhr) -> str:
    """Put the pin back that the import had replaced; one that somebody has changed since then stays."""
    wechsel = einfuhr.sperre
    if wechsel is None:
        return ""
    ordner, davor = Path(wechsel.ordner), _sperre(einfuhr.gesetz, wechsel)
    jetzt = read_sperren(ordner).get(einfuhr.gesetz)
    if jetzt == davor:
        return ""
    if jetzt is None or jetzt.sha256 != wechsel.danach["sha256"]:
        return f"\nDie Sperrdatei „{ordner / SPERRDATEI}“ hält inzwischen anderes fest und bleibt, wie sie ist."
    set_sperre(ordner, einfuhr.gesetz, davor)
    wieder = f"wieder die Datei vom Stand {davor.stand}" if davor else "das Gesetz nicht mehr"
    return f"\nDie Sperrdatei „{ordner / SPERRDATEI}“ hält {wieder} fest."


def _sperre(gesetz: str, wechsel: Sperrwechsel) -> Sperre | None:
    return Sperre(gesetz, **wechsel.davor) if wechsel.davor is not None else None


def _now(einfuhr: Einfuhr) -> str:
    """Say what the law is known by now."""
    if einfuhr.davor.index is not None:
        alt = einfuhr.davor.index
        bis = Gesetzesleser(file_name(einfuhr.text), lambda _: alt).kopf.beobachtet[-1][1]
        return f"{einfuhr.gesetz} ist wieder auf dem importierten Stand vom {bis:%d.%m.%Y}."
    namen = {leser.name for gruppe in list_shipped().values() for leser in gruppe}
    if file_name(einfuhr.text) in namen:
        return f"Für {einfuhr.gesetz} gilt wieder der mitgelieferte Bestand."
    return f"{einfuhr.gesetz} ist nicht mehr im Bestand."

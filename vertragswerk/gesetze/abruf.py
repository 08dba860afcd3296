"""Fetch the official XML of a law, if the user allows the network, and pin source, day and hash in a lock file.

Everything else in the program works offline; this module opens a connection only when `fetch_gesetz` is called.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus.druckbar import show_pfad
from corpus.einfuhr.einlesen import parse_datei
from corpus.einfuhr.fehler import ImportFehler
from corpus.einfuhr.obergrenzen import MAX_DATEI
from corpus.index.gesetzesliste import load_gesetze
from corpus.index.indexformat import IndexFehler
from vertragswerk.dateisystem.dateien import explain_oserror, read_regular
from vertragswerk.dateisystem.ordnergriff import open_griff
from vertragswerk.dateisystem.zielsperre import Melder, hold_ziel, stay_silent

from .einfuhrprotokoll import Sperrwechsel
from .uebernahme import Einfuhrbericht, find_entry, import_gesetz
from .zwischenspeicher import replace_file

QUELLE = "https://www.gesetze-im-internet.de"
SPERRDATEI = "gesetze.lock.json"
WARTEZEIT = 60
MAX_SPERRDATEI = 2**20
_SCHEMATA = frozenset(("https", "http", "file"))


@dataclass(frozen=True, slots=True)
class Sperre:
    """What was fetched: address, day, SHA-256 of the bytes, and the day the file itself names."""

    gesetz: str
    quelle: str
    geholt_am: str
    sha256: str
    stand: str


def address_of(gesetz: str, basis: str = QUELLE) -> str:
    """Return where the official zip of a law lies. Raises ImportFehler if the address of the law is not known."""
    eintrag = next((e for e in load_gesetze() if e["gesetz"] == gesetz and e.get("pfad")), None)
    if eintrag is None:
        bekannt = ", ".join(sorted(e["gesetz"] for e in load_gesetze() if e.get("pfad")))
        raise ImportFehler(f"Für „{gesetz}“ ist keine amtliche Adresse bekannt. Bekannt sind: {bekannt}.")
    return f"{basis.rstrip('/')}/{eintrag['pfad']}/xml.zip"


def fetch_gesetz(
    gesetz: str, ordner: Path, heute: date, *, sperrordner: Path | None = None, basis: str = QUELLE, sha256: str = "",
    trotzdem: bool = False, melde: Melder = stay_silent,
) -> Einfuhrbericht:  # fmt: skip
    """Fetch a law, import it into a cache folder and write the lock file; returns what changed, in the law and in the lock.

    The lock file goes to `sperrordner` (a repository of contracts) or beside the index. With `sha256` (from a lock file)
    other bytes are refused, without `trotzdem` a file that does not fit the law as it is known. Raises ImportFehler; then
    nothing has been changed, unless it says that only the lock is old.
    """
    adresse = address_of(gesetz, basis)
    alt = read_sperren(sperrordner or ordner).get(gesetz)
    daten = download(adresse)
    gefunden = hashlib.sha256(daten).hexdigest()
    if sha256 and gefunden != sha256.lower():
        raise ImportFehler(
            f"{adresse}: Die Prüfsumme stimmt nicht (erwartet {sha256[:16]}…, erhalten {gefunden[:16]}…). Nichts wurde übernommen."
        )
    roh = parse_datei(daten, adresse)
    try:
        enthalten = find_entry(roh, ordner)["gesetz"]
    except IndexFehler as fehler:
        raise ImportFehler(str(fehler)) from fehler
    if enthalten != gesetz:
        raise ImportFehler(f"{adresse}: Die Datei enthält {enthalten}, erwartet war {gesetz}. Nichts wurde übernommen.")
    stand = (roh.erzeugt_am or heute).isoformat()
    neu = Sperre(gesetz, adresse, heute.isoformat(), gefunden, stand)
    wechsel = Sperrwechsel(str((sperrordner or ordner).resolve()), _as_dict(alt) if alt else None, _as_dict(neu))
    tag = max(heute, roh.erzeugt_am or heute)
    bericht = import_gesetz(roh, ordner, tag, adresse, heute=heute, trotzdem=trotzdem, sperre=wechsel, melde=melde)
    try:
        write_sperre(sperrordner or ordner, neu)
    except OSError as fehler:
        raise ImportFehler(
            f"{bericht}. Die Sperrdatei {SPERRDATEI} ließ sich aber nicht schreiben ({fehler.strerror}). "
            "Bitte Schreibrecht und freien Platz prüfen und erneut holen."
        ) from fehler
    return replace(bericht, hinweis=_compare(alt, neu))


def _compare(alt: Sperre | None, neu: Sperre) -> str:
    """Say that other bytes are pinned than before; the pin of equal bytes only gets the day of the last look."""
    if alt is None or alt.sha256 == neu.sha256:
        return ""
    return f"Die Sperrdatei hielt eine andere Datei fest: bisher {_print(alt)}, jetzt {_print(neu)}."


def _print(sperre: Sperre) -> str:
    geholt, stand = (f"{date.fromisoformat(t):%d.%m.%Y}" for t in (sperre.geholt_am, sperre.stand))
    return f"Prüfsumme {sperre.sha256[:16]}… (geholt am {geholt}, Stand {stand})"


def download(adresse: str) -> bytes:
    """Return the bytes at an address, bounded, and only if all announced bytes came."""
    from http.client import HTTPException, InvalidURL
    from urllib.request import Request, urlopen

    try:
        if urlsplit(adresse).scheme not in _SCHEMATA:
            raise ImportFehler(f"{adresse}: Nur https-, http- und file-Adressen werden geholt.")
        with urlopen(Request(adresse, headers={"User-Agent": "vertragswerk"}), timeout=WARTEZEIT) as antwort:
            _check_redirect(adresse, antwort.geturl())
            angekuendigt = antwort.headers.get("Content-Length") or ""
            daten: bytes = antwort.read(MAX_DATEI + 1)
    except ImportFehler:
        raise
    except (OSError, ValueError, InvalidURL) as fehler:
        grund = getattr(fehler, "reason", None) or fehler
        raise ImportFehler(
            f"{adresse}: Das Gesetz konnte nicht geholt werden ({grund}). Ohne Netz gilt der mitgelieferte Bestand."
        ) from fehler
    except HTTPException as fehler:
        raise ImportFehler(
            f"{adresse}: Die Antwort des Servers ist fehlerhaft oder brach ab ({type(fehler).__name__}). Bitte erneut holen."
        ) from fehler
    if len(daten) > MAX_DATEI:
        raise ImportFehler(f"{adresse}: Die Datei ist größer als {MAX_DATEI // 2**20} MB und wird nicht gelesen.")
    if angekuendigt.isdigit() and int(angekuendigt) != len(daten):
        raise ImportFehler(
            f"{adresse}: Die Übertragung brach ab ({len(daten)} von {angekuendigt} Bytes). Bitte erneut holen."
        )
    return daten


def _check_redirect(adresse: str, ziel: str) -> None:
    """Refuse an answer from another host or over a weaker protocol than was asked for."""
    von, nach = urlsplit(adresse), urlsplit(ziel)
    if von.hostname != nach.hostname or (von.scheme != nach.scheme and nach.scheme != "https"):
        raise ImportFehler(f"{adresse}: Der Server leitet nach {ziel} um; das wird abgelehnt.")


def read_sperren(ordner: Path) -> dict[str, Sperre]:
    """Return the lock file of a folder by key of the law; empty if there is none. Raises ImportFehler if it is damaged."""
    pfad = ordner / SPERRDATEI
    if not os.path.lexists(pfad):
        return {}
    try:
        roh = json.loads(read_regular(pfad, MAX_SPERRDATEI, ordner))
        return {gesetz: _sperre(gesetz, werte) for gesetz, werte in roh.items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as fehler:
        raise ImportFehler(
            f"{SPERRDATEI}: Die Sperrdatei ist beschädigt. Bitte aus der Versionsverwaltung wiederherstellen."
        ) from fehler
    except OSError as fehler:
        raise ImportFehler(
            f"{show_pfad(pfad)}: Die Sperrdatei ist nicht lesbar ({explain_oserror(fehler)})."
        ) from fehler


def _sperre(gesetz: str, werte: dict[str, Any]) -> Sperre:
    sperre = Sperre(gesetz=gesetz, **werte)
    if not all(isinstance(wert, str) for wert in werte.values()):
        raise TypeError
    date.fromisoformat(sperre.geholt_am), date.fromisoformat(sperre.stand)
    return sperre


def write_sperre(ordner: Path, sperre: Sperre) -> None:
    """Set one law in the lock file; the others stay as they are."""
    set_sperre(ordner, sperre.gesetz, sperre)


def set_sperre(ordner: Path, gesetz: str, sperre: Sperre | None) -> None:
    """Set or (with None) drop the pin of one law; the others stay, a lock file that pins nothing goes. Two at once wait for each other."""
    with open_griff(ordner, ist_neu_erlaubt=True) as griff, hold_ziel(griff, SPERRDATEI):
        _set_sperre(ordner, gesetz, sperre)


def _set_sperre(ordner: Path, gesetz: str, sperre: Sperre | None) -> None:
    alle = {g: s for g, s in read_sperren(ordner).items() if g != gesetz} | ({gesetz: sperre} if sperre else {})
    if not alle:
        (ordner / SPERRDATEI).unlink(missing_ok=True)
        return
    inhalt = {g: _as_dict(alle[g]) for g in sorted(alle)}
    replace_file(ordner / SPERRDATEI, (json.dumps(inhalt, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _as_dict(sperre: Sperre) -> dict[str, str]:
    return {k: v for k, v in asdict(sperre).items() if k != "gesetz"}

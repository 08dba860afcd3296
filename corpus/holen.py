"""Fetch the official XML of a law, if the user allows the network, and pin source, day and hash in a lock file.

Everything else in the program works offline; this module opens a connection only when `fetch_gesetz` is called.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from .ablage import replace_file
from .importer.einlesen import read_bytes
from .importer.fehler import ImportFehler
from .importer.grenzen import MAX_DATEI
from .importer.uebernehmen import Bericht, find_entry, import_gesetz
from .index.auflage import load_gesetze
from .index.format import IndexFehler

QUELLE = "https://www.gesetze-im-internet.de"
SPERRDATEI = "gesetze.lock.json"
WARTEZEIT = 60
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
    gesetz: str, ordner: Path, heute: date, *, sperrordner: Path | None = None, basis: str = QUELLE, sha256: str = ""
) -> Bericht:
    """Fetch a law, import it into a cache folder and write the lock file; returns what changed.

    The lock file goes to `sperrordner` (a repository of contracts) or beside the index. With `sha256` (from a lock file)
    other bytes are refused. Raises ImportFehler; then nothing has been changed.
    """
    adresse = address_of(gesetz, basis)
    read_sperren(sperrordner or ordner)
    daten = download(adresse)
    gefunden = hashlib.sha256(daten).hexdigest()
    if sha256 and gefunden != sha256.lower():
        raise ImportFehler(
            f"{adresse}: Die Prüfsumme stimmt nicht (erwartet {sha256[:16]}…, erhalten {gefunden[:16]}…). Nichts wurde übernommen."
        )
    roh = read_bytes(daten, adresse)
    try:
        enthalten = find_entry(roh, ordner)["gesetz"]
    except IndexFehler as fehler:
        raise ImportFehler(str(fehler)) from fehler
    if enthalten != gesetz:
        raise ImportFehler(f"{adresse}: Die Datei enthält {enthalten}, erwartet war {gesetz}. Nichts wurde übernommen.")
    bericht = import_gesetz(roh, ordner, max(heute, roh.erzeugt_am or heute), adresse)
    stand = (roh.erzeugt_am or heute).isoformat()
    write_sperre(sperrordner or ordner, Sperre(gesetz, adresse, heute.isoformat(), gefunden, stand))
    return bericht


def download(adresse: str) -> bytes:
    """Return the bytes at an address, bounded, and only if all announced bytes came."""
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    if urlsplit(adresse).scheme not in _SCHEMATA:
        raise ImportFehler(f"{adresse}: Nur https-, http- und file-Adressen werden geholt.")
    try:
        with urlopen(Request(adresse, headers={"User-Agent": "vertragswerk"}), timeout=WARTEZEIT) as antwort:
            _check_redirect(adresse, antwort.geturl())
            angekuendigt = antwort.headers.get("Content-Length") or ""
            daten: bytes = antwort.read(MAX_DATEI + 1)
    except (URLError, OSError, ValueError) as fehler:
        grund = getattr(fehler, "reason", None) or fehler
        raise ImportFehler(
            f"{adresse}: Das Gesetz konnte nicht geholt werden ({grund}). Ohne Netz gilt der mitgelieferte Bestand."
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
    """Return the lock file of a folder by key of the law; empty if there is none."""
    pfad = ordner / SPERRDATEI
    if not pfad.is_file():
        return {}
    try:
        roh = json.loads(pfad.read_text(encoding="utf-8"))
        return {gesetz: Sperre(gesetz=gesetz, **werte) for gesetz, werte in roh.items()}
    except (ValueError, TypeError, AttributeError) as fehler:
        raise ImportFehler(
            f"{SPERRDATEI}: Die Sperrdatei ist beschädigt. Bitte aus der Versionsverwaltung wiederherstellen."
        ) from fehler


def write_sperre(ordner: Path, sperre: Sperre) -> None:
    """Set one law in the lock file; the others stay as they are."""
    alle = read_sperren(ordner) | {sperre.gesetz: sperre}
    inhalt = {g: {k: v for k, v in asdict(alle[g]).items() if k != "gesetz"} for g in sorted(alle)}
    replace_file(ordner / SPERRDATEI, (json.dumps(inhalt, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))

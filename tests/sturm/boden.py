"""Where a storm rages: two states of one contract, one output folder, one report, one cache, two laws; and a small full disk."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.corpus.einfuhr.test_einlesen import GUT
from tests.vertraege import ERSTE_FASSUNG
from tests.vertragswerk.conftest import ERSTER, copy_beispiel, replace_once
from vertragswerk.dateisystem.zielsperre import try_lock
from vertragswerk.gesetze.eingefuehrt import load_recht
from vertragswerk.gesetze.textspeicher import open_volltext

FASSUNG = Path(ERSTER) / ERSTE_FASSUNG
HOECHSTENS = 30


@dataclass
class Boden:
    """The places; `eigenes` are the contents of files that belong to a user, by the target they lie in."""

    ort: Path
    klein: Path | None = None
    eigenes: dict[Path, dict[bytes, str]] = field(default_factory=dict)
    zaehler: int = 0

    @property
    def cache(self) -> Path:
        """The folder of imported law."""
        return self.ort / "cache"

    @property
    def bericht(self) -> Path:
        """The report all runs write."""
        return self.ort / "bericht.json"

    def ziele(self) -> list[Path]:
        """Return the output folders."""
        return [self.ort / "ziel", *([self.klein] if self.klein else [])]

    def save(self, ziel: Path, name: str, inhalt: bytes) -> None:
        """Save a file as a user's program does; only what arrived whole is to be kept. A folder being swapped is tried again."""
        datei = ziel / FASSUNG / name
        for _ in range(50):
            vorlaeufig = datei.with_name(f"{name}.tmp")
            try:
                vorlaeufig.write_bytes(inhalt)
                vorlaeufig.replace(datei)
            except FileNotFoundError:
                continue
            except OSError:
                # The disk is full.
                vorlaeufig.unlink(missing_ok=True)
                return
            self.eigenes.setdefault(ziel, {})[inhalt] = name
            return

    def unique(self, was: str) -> bytes:
        """Return content that no other file has."""
        self.zaehler += 1
        return f"{was} {self.zaehler}\n".encode() * 20


def make_boden(ort: Path, ist_klein_erwuenscht: bool) -> Boden:
    """Lay everything out; the small disk only where the system lets it be mounted."""
    for name in ("eins", "zwei"):
        copy_beispiel(ort / name, ERSTER)
    vertrag = ort / "zwei" / "vertraege" / ERSTER / "vertrag.yaml"
    replace_once(vertrag, "vorsitz: Referatsleitung Psychiatrie und Sucht", "vorsitz: Geschäftsführung")
    for nummer in range(4):
        (ort / f"g{nummer}.xml").write_bytes(GUT.replace(b"TestG", f"Probe{nummer}G".encode()))
    boden = Boden(ort)
    if ist_klein_erwuenscht:
        klein = ort / "klein"
        klein.mkdir()
        lauf = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=640k", "tmpfs", str(klein)], capture_output=True, check=False)  # fmt: skip
        boden.klein = klein if lauf.returncode == 0 else None
    return boden


def fill_disk(boden: Boden, wuerfel: random.Random) -> None:
    """Leave only little room on the small disk, or make room again."""
    if boden.klein is None:
        return
    ballast = boden.klein / "ballast"
    ballast.unlink(missing_ok=True)
    platz = os.statvfs(boden.klein).f_bavail * os.statvfs(boden.klein).f_frsize
    menge = platz - wuerfel.choice((0, 4096, 20_000, 60_000, 200_000, platz))
    if menge > 0:
        ballast.write_bytes(b"\0" * menge)


def sign_some(boden: Boden, wuerfel: random.Random) -> None:
    """Sign built files in place and lay foreign ones beside, as users do between two builds."""
    for ziel in boden.ziele():
        ordner = ziel / FASSUNG
        if not ordner.is_dir():
            continue
        if wuerfel.random() < 0.3:
            datei = ordner / f"{ERSTER}.{wuerfel.choice(('txt', 'md'))}"
            # What is signed already is not signed again: that would be the user's own replacing.
            if datei.is_file() and datei.read_bytes() not in boden.eigenes.get(ziel, {}):
                boden.save(ziel, datei.name, boden.unique("gez."))
        if wuerfel.random() < 0.3:
            boden.save(ziel, f"scan-{boden.zaehler}.pdf", boden.unique("Scan"))


def take_away(boden: Boden) -> None:
    """Let a user who has gathered many files take the folder with all of them away, so that it does not grow without end."""
    for ziel, eigenes in boden.eigenes.items():
        if len(eigenes) > HOECHSTENS:
            shutil.rmtree(ziel / FASSUNG)
            eigenes.clear()


def find_harm(boden: Boden) -> list[str]:
    """Return everything that is not as it must be once all runs are over: German sentences, empty if all is well."""
    schaeden = []
    for ziel in boden.ziele():
        schaeden += _harm_in(ziel, boden.eigenes.get(ziel, {}))
    if boden.bericht.exists():
        try:
            json.loads(boden.bericht.read_bytes())
        except ValueError:
            schaeden.append("Der Bericht ist nicht ganz.")
    if (boden.cache / "gesetze.json").exists():
        recht = load_recht(boden.cache)
        for gesetz in recht.gesetze():
            for leser in recht.texte(gesetz):
                if leser.name.startswith("probe"):
                    list(leser.nummern())
        with open_volltext(boden.cache) as db:
            if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                schaeden.append("Der Textspeicher ist beschädigt.")
    return schaeden + held_locks(boden)


def _harm_in(ziel: Path, eigenes: dict[bytes, str]) -> list[str]:
    ordner = ziel / FASSUNG
    inhalte = {p: p.read_bytes() for p in ordner.rglob("*") if p.is_file()} if ordner.is_dir() else {}
    fehlt = set(eigenes) - set(inhalte.values())
    schaeden = [f"Verloren in {ziel.name}: {eigenes[i]}" for i in fehlt]
    manifest = inhalte.get(ordner / "manifest.json")
    if manifest is None:
        return schaeden + ([f"{ziel.name}: Verzeichnis fehlt bei {len(inhalte)} Dateien"] if inhalte else [])
    for d in json.loads(manifest)["dateien"]:
        inhalt = inhalte.get(ordner / d["name"])
        if inhalt is None or (hashlib.sha256(inhalt).hexdigest() != d["sha256"] and inhalt not in eigenes):
            schaeden.append(f"{ziel.name}: {d['name']} ist weder alt noch neu")
    return schaeden


def leftovers(boden: Boden) -> list[Path]:
    """Return the hidden folders that a killed run left beside its target."""
    return [p for ziel in boden.ziele() for p in (ziel / ERSTER).glob(f".{ERSTE_FASSUNG}.*-*")]


def held_locks(boden: Boden) -> list[str]:
    """Return the locks that somebody still holds."""
    gehalten = []
    for datei in boden.ort.rglob(".*sperre"):
        nummer = os.open(datei, os.O_RDWR)
        try:
            if not try_lock(nummer):
                gehalten.append(f"Die Sperre {datei.name} überlebt ihren Prozess.")
        finally:
            os.close(nummer)
    return gehalten

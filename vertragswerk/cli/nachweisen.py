"""`nachweisen`: whether sealed Fassungen are as they were sealed and come out the same again; what a file that came back is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from contracts.bestand.eingaben import FASSUNGEN
from corpus.druckbar import show_pfad
from corpus.recht.rechtsbestand import Rechtsbestand
from generator.formate import datumzahl
from generator.readers import LeseFehler
from generator.readers.herkunft import read_herkunft
from vertragswerk.dateisystem.dateien import explain_oserror
from vertragswerk.dateisystem.fassungsablage import list_fremdes
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.haus import Haus
from vertragswerk.siegel.kettenpruefung import Beanstandung, Besiegelt
from vertragswerk.siegel.nachbau import rebuild
from vertragswerk.siegel.rueckgabe import judge_file, name_fassung, parse_data
from vertragswerk.siegel.siegelfassung import GANZE_DATEN
from vertragswerk.siegel.siegelmanifest import SiegelFehler

from .besiegeln import load_fassungen, say_beanstandung
from .bestandswahl import choose_ordner, open_repository
from .ende import FEHLER, NICHTS, Abbruch
from .fassungswahl import DATEIEN, read_document
from .konsole import write
from .recht.gemeinsam import law


def prove_named(orte: Sequence[Path], nur: frozenset[str], haus: Haus) -> None:
    """Prove what the user named: files that came back, or, where none is named, the repository; the folder comes last."""
    dateien = [ort for ort in orte if ort.suffix.lower() in DATEIEN and not ort.is_dir()]
    ordner = [ort for ort in orte if ort not in dateien]
    if len(ordner) > 1:
        raise Abbruch(f"Genannt sind mehrere Ordner: {', '.join(map(show_pfad, ordner))}. Nennen Sie einen.")
    if dateien:
        prove_files(dateien, ordner[0] if ordner else Path(), haus)
    else:
        prove_repository(ordner[0] if ordner else Path(), nur, haus)


def prove_files(dateien: Sequence[Path], ordner: Path, haus: Haus) -> None:
    """Say of each file which Fassung it is and what is other than sealed; ends with 1 where something is."""
    bestand, _ = open_repository(ordner, frozenset(), haus)
    anders = 0
    for datei in dateien:
        try:
            anders += _prove_file(datei, bestand, haus)
        except (LeseFehler, SiegelFehler) as fehler:
            raise Abbruch(f"„{show_pfad(datei)}“: {fehler}") from fehler
    sys.exit(FEHLER if anders else 0)


def _prove_file(datei: Path, bestand: Bestand, haus: Haus) -> bool:
    """Write what is said of one file; return whether it is other than sealed."""
    inhalt = read_document(datei)
    kennung, nummer = name_fassung(read_herkunft(inhalt))
    name = show_pfad(datei)
    ort = next((o for o in bestand.vertraege() if o.kennung == kennung), None)
    if ort is None:
        raise SiegelFehler(f"Die Datei nennt die Kennung „{kennung}“; die gibt es in diesem Bestand nicht.")
    fassungen, beanstandungen = _load(bestand, ort)
    fassung = next((f for f in fassungen if f.nummer == nummer), None)
    if fassung is None:
        vorhanden = ", ".join(f.nummer for f in fassungen) or "keine"
        raise SiegelFehler(
            f"Die Datei nennt {kennung}, Fassung {nummer}; die ist nicht besiegelt. Besiegelt: {vorhanden}."
        )
    schaden = [b for b in beanstandungen if b.fassung == nummer]
    if schaden:
        zeilen = "\n".join(_show(kennung, schaden))
        raise SiegelFehler(f"Die Fassung, die sie nennt, ist selbst nicht mehr, wie sie besiegelt wurde.\n{zeilen}")
    art = haus.find_art(parse_data(fassung.dateien.get(GANZE_DATEN, b"")).get("art"))
    urteil = judge_file(inhalt, fassung, ist_vertraulich=art is None or art.ist_vertraulich)
    write(f"{name}: {kennung}, Fassung {nummer}, Dokument „{urteil.dokument}“.\n")
    if urteil.ist_gleich:
        write("  Byte für Byte die besiegelte Datei.\n")
    elif not urteil.abweichungen:
        write("  Nicht Byte für Byte die besiegelte Datei; ihre Daten und ihr Text sind die besiegelten.\n")
    for satz in urteil.abweichungen:
        write(f"  Anders: {satz}\n")
    for satz in urteil.hinweise:
        write(f"  Hinweis: {satz}\n")
    return bool(urteil.abweichungen)


def prove_repository(ordner: Path, nur: frozenset[str], haus: Haus) -> None:
    """Check every sealed Fassung; ends with 1 where one is not as it was sealed, 3 where nothing is sealed."""
    bestand, _ = open_repository(ordner, nur, haus)
    recht = law()
    zahl = fehler = 0
    for ort in choose_ordner(bestand, nur):
        fassungen, beanstandungen = _load(bestand, ort)
        zahl += len(fassungen) or bool(beanstandungen)
        fehler += len(beanstandungen)
        for satz in _show(ort.kennung, beanstandungen):
            write(satz)
        schadhaft = {b.fassung for b in beanstandungen}
        for fassung in fassungen:
            if fassung.nummer not in schadhaft:
                fehler += _prove_one(ort.kennung, fassung, recht, haus)
    if not zahl:
        raise Abbruch(
            "In diesem Bestand ist keine Fassung besiegelt. „vertragswerk besiegeln KENNUNG“ besiegelt eine.", NICHTS
        )
    sys.exit(FEHLER if fehler else 0)


def _load(bestand: Bestand, ort: Vertragsordner) -> tuple[list[Besiegelt], list[Beanstandung]]:
    try:
        fassungen, beanstandungen = load_fassungen(bestand, ort)
        fremdes = [
            Beanstandung("", f"{FASSUNGEN}/{n}", "Das ist keine besiegelte Fassung.")
            for n in list_fremdes(ort.pfad, bestand.wurzel)
        ]
    except OSError as grund:
        raise Abbruch(
            f"Die Fassungen von „{ort.kennung}“ können nicht gelesen werden: {explain_oserror(grund)}."
        ) from grund
    return fassungen, [*beanstandungen, *fremdes]


def _prove_one(kennung: str, fassung: Besiegelt, recht: Rechtsbestand, haus: Haus) -> int:
    """Rebuild a Fassung whose files are as they were, say what came out, and return the number of complaints."""
    nachbau = rebuild(fassung, recht, haus)
    for satz in _show(kennung, nachbau.beanstandungen):
        write(satz)
    if not nachbau.beanstandungen and fassung.manifest is not None:
        urteil = (
            "mit anderen Werkzeugen nachgebaut, kein Text ist anders"
            if nachbau.hinweise
            else "Byte für Byte nachgebaut"
        )
        seit = datumzahl(date.fromisoformat(fassung.manifest.besiegelt_am))
        write(f"{kennung}, Fassung {fassung.nummer}: unverändert seit {seit}, {urteil}.\n  Siegel: {fassung.siegel}\n")
    for hinweis in nachbau.hinweise:
        write(f"  Hinweis: {hinweis}\n")
    return len(nachbau.beanstandungen)


def _show(kennung: str, beanstandungen: list[Beanstandung] | tuple[Beanstandung, ...]) -> Iterator[str]:
    for b in beanstandungen:
        yield f"{kennung}, {say_beanstandung(b)}\n"

"""`gesetze`: import, fetch, list and search the law on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.druckbar import show_pfad
from corpus.einfuhr.fehler import ImportFehler
from corpus.recht.aenderung import format_tag
from corpus.recht.rechtsbestand import Rechtsbestand
from vertragswerk.dateisystem.dateien import explain_oserror
from vertragswerk.dateisystem.verzeichnis import find_wurzel
from vertragswerk.gesetze.textspeicher import VolltextFehler, open_volltext, search
from vertragswerk.gesetze.zwischenspeicher import cache_folder

from ..ende import NICHTS, Abbruch
from ..konsole import complain, write
from .gemeinsam import day, describe_recht, law

GEZEIGT = 20
"""Hits of a search that are shown; the answer says when there are more."""


def import_files(dateien: Sequence[Path], stand: str | None, trotzdem: bool) -> None:
    """Import files into the user's cache; the first one that is refused ends the command, the cache is then as before it."""
    from vertragswerk.gesetze.uebernahme import import_file

    tag = day(stand) if stand else None
    for datei in dateien:
        try:
            bericht = import_file(datei, cache_folder(), tag, heute=day(None), trotzdem=trotzdem, melde=complain)
            write(f"{bericht}\n")
        except ImportFehler as fehler:
            raise Abbruch(str(fehler)) from fehler
        except OSError as fehler:
            raise Abbruch(
                f"„{show_pfad(datei)}“ lässt sich nicht importieren: {explain_oserror(fehler)}. Prüfen Sie den Pfad und den freien Platz."
            ) from fehler


def take_back(gesetz: str) -> None:
    """Take back the last import of a law and say what it is known by now."""
    from vertragswerk.gesetze.ruecknahme import NichtsZurueckzunehmen, undo_einfuhr

    try:
        write(f"{undo_einfuhr(gesetz, cache_folder())}\n")
    except NichtsZurueckzunehmen as fehler:
        raise Abbruch(str(fehler), NICHTS) from fehler
    except ImportFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    except OSError as fehler:
        raise Abbruch(
            f"Der Import lässt sich nicht zurücknehmen: {explain_oserror(fehler)}. "
            "Prüfen Sie Rechte und freien Platz, und wiederholen Sie den Befehl."
        ) from fehler


def fetch(gesetz: str, pruefsumme: str, trotzdem: bool) -> None:
    """Fetch the official XML of a law over the network, show what changed and pin source, day and hash."""
    from vertragswerk.gesetze.abruf import SPERRDATEI, fetch_gesetz

    schluessel = _key(gesetz, law())
    # Inside a repository of contracts the pin is versioned with them.
    sperrordner = find_wurzel(Path()) or cache_folder()
    try:
        bericht = fetch_gesetz(
            schluessel,
            cache_folder(),
            day(None),
            sperrordner=sperrordner,
            sha256=pruefsumme,
            trotzdem=trotzdem,
            melde=complain,
        )
    except ImportFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    zeilen = [str(bericht)]
    for titel, nummern in (("neu", bericht.neu), ("geändert", bericht.geaendert), ("entfallen", bericht.entfallen)):
        zeilen += [f"  {titel}: {', '.join(nummern)}"] if nummern else []
    zeilen.append(f"Quelle, Tag und Prüfsumme stehen in „{sperrordner / SPERRDATEI}“.")
    write("\n".join(zeilen) + "\n")


def show_state() -> None:
    """List the laws of the index and how far their sources reach."""
    bestand = law()
    zeilen = [f"{'Gesetz':<10} {'Quellen von':<12} {'bis':<12} {'Stand':<14} Titel"]
    for gesetz in bestand.gesetze():
        for leser in bestand.texte(gesetz):
            kopf = leser.kopf
            stand = f"bis {format_tag(kopf.gilt_bis)}" if kopf.gilt_bis else "geltend"
            zeilen.append(
                f"{gesetz:<10} {format_tag(kopf.beobachtet[0][0]):<12} {format_tag(kopf.beobachtet[-1][1]):<12} {stand:<14} {kopf.titel}"
            )
    zeilen.append(describe_recht(bestand))
    zeilen.append(f"Eigene Texte liegen in „{cache_folder()}“.")
    write("\n".join(zeilen) + "\n")


def search_texts(anfrage: str, stichtag: str | None, gesetz: str) -> None:
    """Search the imported texts at a day."""
    tag = day(stichtag)
    try:
        with open_volltext(cache_folder()) as db:
            treffer = search(db, anfrage, tag, _key(gesetz, law()) if gesetz else "", GEZEIGT + 1)
    except VolltextFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    mehr = len(treffer) > GEZEIGT
    zeilen = [f"{'Mehr als ' if mehr else ''}{min(len(treffer), GEZEIGT)} Treffer zum {format_tag(tag)}"]
    zeilen += [
        f"{t.gesetz} {name_of_provision(t.nummer)} {t.ueberschrift}\n    {t.ausschnitt}" for t in treffer[:GEZEIGT]
    ]
    write("\n".join(zeilen) + "\n")


def name_of_provision(nummer: str) -> str:
    """Return the printed name of a provision for its key: `§ 29`, `Art. 3`, `Anlage 1`."""
    return f"§ {nummer}" if nummer[:1].isdigit() else nummer.replace("Art ", "Art. ", 1)


def _key(angabe: str, bestand: Rechtsbestand) -> str:
    """Return the key of a law from what a user types (`SGB-IX`, `sgb ix`)."""
    glatt = angabe.replace("-", " ").replace("_", " ").casefold()
    gefunden = next((g for g in bestand.gesetze() if g.casefold() == glatt), None)
    if gefunden is None:
        raise Abbruch(f"Das Gesetz „{angabe}“ ist nicht im Bestand. Vorhanden: {', '.join(bestand.gesetze())}.")
    return gefunden

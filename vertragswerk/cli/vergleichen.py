"""`vergleichen`: what differs between two versions of a contract, as a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from generator.writers import find_format
from vertragswerk.dateisystem.ablage import AblageFehler, write_in_turn
from vertragswerk.haus import Haus
from vertragswerk.vergleich.gegenueberstellung import Gegenueberstellung, set_against
from vertragswerk.vergleich.vergleich_json import make_json
from vertragswerk.vergleich.vergleichsbericht import make_vergleichsbericht

from .ende import Abbruch
from .fassungswahl import Fassungswahl
from .konsole import complain, write_pieces
from .recht.gemeinsam import law

STANDARD: Final = "bericht-text"
BERICHTE: Final = {"text": "plain", "md": "markdown", "docx": "docx", "odt": "odt", "pdf": "pdf", "html": "html"}
"""Forms of the report and the writer that makes each."""


def compare_versions(
    alt: str, neu: str, ordner: Path, formate: str, ziel: Path | None, stichtag: str | None, haus: Haus
) -> None:
    """Compare and write; without `ziel` one textual report goes to standard output."""
    gewuenscht = _choose(formate)
    wahl = Fassungswahl(ordner, stichtag, law(), haus)
    gegenueber = set_against(wahl.open(alt), wahl.open(neu))
    dateien = {name: schreibe(gegenueber) for name, schreibe in gewuenscht.items()}
    if ziel is None:
        _show(dateien)
        return
    try:
        write_in_turn(ziel, dateien, melde=complain)
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    write_pieces([f"{len(dateien)} {'Datei' if len(dateien) == 1 else 'Dateien'} in {ziel}: {', '.join(dateien)}\n"])


def _choose(formate: str) -> Mapping[str, Callable[[Gegenueberstellung], bytes]]:
    """Return file names and what makes each, in the order asked for."""
    gewuenscht: dict[str, Callable[[Gegenueberstellung], bytes]] = {}
    for name in dict.fromkeys(n.strip().lower() for n in formate.split(",") if n.strip()):
        was, _, form = name.partition("-")
        if was == "bericht" and form == "json":
            gewuenscht["bericht.json"] = make_json
        elif was == "bericht" and form in BERICHTE:
            writer = find_format(BERICHTE[form])
            gewuenscht[f"bericht.{writer.endung}"] = lambda g, w=writer: w.write(make_vergleichsbericht(g), b"")  # type: ignore[misc]
        else:
            moeglich = ", ".join(f"bericht-{f}" for f in (*BERICHTE, "json"))
            raise Abbruch(f"„{name}“ ist keine Form eines Vergleichs. Möglich sind: {moeglich}.")
    if not gewuenscht:
        raise Abbruch(f"Es ist keine Form genannt. Beispiel: --format {STANDARD}.")
    return gewuenscht


def _show(dateien: Mapping[str, bytes]) -> None:
    if len(dateien) > 1 or not next(iter(dateien)).endswith((".txt", ".md", ".json", ".html")):
        raise Abbruch("Mehrere Dateien und solche für Word, ODT und PDF brauchen einen Ordner: --ziel ORDNER.")
    write_pieces([next(iter(dateien.values())).decode("utf-8")])

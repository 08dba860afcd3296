"""`klauseln`: which clause texts a kind of contract has, where they stand and when, and the text of one."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from contracts.arten import Dokumentart, Vertragsart
from contracts.bausteine.auswahl import STELLVERTRETER, vorspann_of
from contracts.bausteine.bibliothek import is_shared, library, order_of
from contracts.bausteine.klausel import Klausel
from vertragswerk.haus import Haus

from .ende import Abbruch
from .konsole import write

ORTE = {
    "vorspann": "vor dem Rubrum",
    "rubrum": "Rubrum",
    "praeambel": "vor § 1",
    "schluss": "nach dem letzten Paragrafen",
    "anlage": "Anlage",
}


def show_klauseln(name: str, kennung: str | None, haus: Haus) -> None:
    """Print the list of a kind's clause texts in their order, or one of them whole."""
    art = haus.find_art(name)
    if art is None:
        raise Abbruch(
            f"Die Vertragsart „{name}“ gibt es nicht. Vorhanden sind: {', '.join(a.name for a in haus.arten)}."
        )
    write("\n".join(_print_one(art, kennung) if kennung else _print_list(art)) + "\n")


def _print_list(art: Vertragsart) -> Iterator[str]:
    bausteine = library(art)
    # A shared text that no document of the kind names is about parts that the kind has not.
    offen = {k for k, b in bausteine.items() if k in STELLVERTRETER or not is_shared(b)}
    for dokument in art.dokumente:
        yield f"{dokument.titel or art.titel}:" if len(art.dokumente) > 1 else f"{art.titel}:"
        for ort, kennung in _places(art, dokument):
            offen.discard(kennung)
            yield _line(ort, bausteine[kennung])
    if offen:
        yield "Nach Bedarf des Vertrags (Anlagen und Stellvertreter von Anlagen):"
        yield from (_line(ORTE[bausteine[k].kopf.art], bausteine[k]) for k in sorted(offen))
    yield "„vertragswerk klauseln KENNUNG“ zeigt einen Textbaustein; „klauseln.ersetzt“ im Vertrag tauscht ihn aus."


def _places(art: Vertragsart, dokument: Dokumentart) -> Iterator[tuple[str, str]]:
    folge = order_of(art, dokument)
    yield from ((ORTE["vorspann"], k.kopf.id) for k in vorspann_of(art))
    if folge.rubrum is not None:
        yield ORTE["rubrum"], folge.rubrum
    yield from ((ORTE["praeambel"], k) for k in folge.praeambel)
    yield from ((f"Paragraf {nummer}", k) for nummer, k in enumerate(folge.paragrafen, 1))
    yield from ((ORTE["schluss"], k) for k in folge.schluss)


def _line(ort: str, klausel: Klausel) -> str:
    wenn = f"  [nur wenn {' und '.join(klausel.kopf.wenn)}]" if klausel.kopf.wenn else ""
    return f"  {ort:<28} {klausel.kopf.id:<16} {klausel.kopf.titel}{wenn}"


def _print_one(art: Vertragsart, kennung: str) -> Iterator[str]:
    bausteine = library(art)
    if kennung not in bausteine:
        nahe = get_close_matches(kennung, bausteine, 3)
        rat = f"Meinten Sie {' oder '.join(f'„{n}“' for n in nahe)}?" if nahe else "„vertragswerk klauseln“ nennt alle."
        raise Abbruch(f"Einen Textbaustein „{kennung}“ gibt es bei dieser Vertragsart nicht. {rat}")
    klausel = bausteine[kennung]
    kopf = klausel.kopf
    yield f"{kopf.id}: {kopf.titel} (Version {kopf.version}, {ORTE.get(kopf.art, 'Paragraf')})"
    if kopf.wenn:
        yield f"Nur wenn: {' und '.join(kopf.wenn)}"
    if kopf.rechtsgrundlagen:
        yield f"Rechtsgrundlagen: {', '.join(kopf.rechtsgrundlagen)}"
    if kopf.hinweis:
        yield f"Hinweis: {kopf.hinweis}"
    yield ""
    yield klausel.text.strip("\n")

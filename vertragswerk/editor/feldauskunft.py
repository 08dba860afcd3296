"""Hover: the page of a rule that found something here, the state of a cited norm, the description of a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.befund import Befund
from checks.handbuch import explain_code
from checks.regel import Querregelmodul, Regelmodul
from contracts.angaben import Angabe, field_of
from contracts.modell.feldtexte import read_feldtexte
from corpus.zitate import find

from .arbeitsstand import Arbeitsstand
from .vorschlaege import model_of
from .yamlort import find_yamlort

STATUS = {
    "geltend": "geltendes Recht",
    "aufgehoben": "aufgehoben",
    "nicht_vorhanden": "nicht vorhanden",
    "noch_nicht_in_kraft": "noch nicht in Kraft",
    "unbekannt": "unbekannt",
}


def describe_place(stand: Arbeitsstand, datei: str, zeile: int, spalte: int, befunde: Sequence[Befund]) -> str:
    """Return what is to be said about a place as Markdown, empty for nothing; line and column from 0."""
    teile = [*_rules(stand, befunde), *_norm(stand, datei, zeile, spalte), *_field(stand, datei, zeile, spalte)]
    return "\n\n---\n\n".join(teile)


def _rules(stand: Arbeitsstand, befunde: Sequence[Befund]) -> Iterator[str]:
    regeln: list[Regelmodul | Querregelmodul] = [*stand.haus.regeln(), *stand.haus.querregeln()]
    for code in dict.fromkeys(b.code for b in befunde):
        seite = explain_code(code, regeln)
        if seite:
            yield f"```text\n{seite.rstrip()}\n```"


def _norm(stand: Arbeitsstand, datei: str, zeile: int, spalte: int) -> Iterator[str]:
    zeilen = stand.lines(datei)
    text = zeilen[zeile] if zeile < len(zeilen) else ""
    for zitat in find(text):
        if zitat.start <= spalte <= zitat.end and zitat.gesetz:
            for norm in zitat.teile[:5]:
                urteil = stand.recht.urteile(norm, stand.stichtag)
                kopf = f"**{norm.format('mittel')}** {urteil.ueberschrift}".rstrip()
                nachfolger = "".join(f"\n\nHeute: {n.norm} {n.ueberschrift}" for n in urteil.nachfolger)
                am = stand.stichtag.strftime("%d.%m.%Y")
                yield f"{kopf}\n\nAm {am}: {STATUS[urteil.status]}. {urteil.begruendung}{nachfolger}"


def _field(stand: Arbeitsstand, datei: str, zeile: int, spalte: int) -> Iterator[str]:
    if not datei.endswith(".yaml"):
        return
    zeilen = stand.lines(datei)
    text = zeilen[zeile] if zeile < len(zeilen) else ""
    # To the end of the word, so that the key is whole.
    ende = spalte
    while ende < len(text) and (text[ende].isalnum() or text[ende] == "_"):
        ende += 1
    ort = find_yamlort(zeilen, zeile, ende)
    angabe = Angabe(modell=model_of(stand, datei))
    for teil in ort.pfad:
        angabe = (angabe.glied if isinstance(teil, int) else field_of(angabe, teil)) or Angabe()
    name = ort.schluessel or ort.angefangen
    if angabe.modell is not None and (beschreibung := read_feldtexte(angabe.modell).get(name)):
        yield f"**{name}**: {beschreibung}"

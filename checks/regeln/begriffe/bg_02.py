"""Ein Schlüsselbegriff wird verwendet, aber nicht definiert.

Prüft: Die Schlüsselbegriffe der Vertragsart (Wortliste) sind definiert, wenn ein Paragraf oder eine Anlage sie verwendet; eine
Bestimmung in fortlaufendem Text genügt. Wörter, die nur
eine Partei meinen können („Budgetnehmer“), sind Kurzbezeichnungen dieses Vertrags oder in ihm definiert; wo Zuständige und Zielgruppen stehen, gilt das auch
für „Land“, „Landkreis“ und „Stadt“.

Warum: „Leistungsfall“, „Stichtag“ oder „externer Kostenträger“ haben keine feste gesetzliche Bedeutung. Ohne Bestimmung rechnet jede
Seite anders.

Beispiel: Der Vertrag spricht von „fallunspezifischer Arbeit“, bestimmt sie aber nirgends.

Stattdessen: Den Begriff im Paragrafen mit den Begriffsbestimmungen aufnehmen.

Grenzen: Die Regel prüft die Begriffe der Wortliste; andere Fachwörter muss ein Mensch sehen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ...bedarf import HatParteien
from ...befund import Fund
from ...kontext import Kontext
from ...muster.bestimmungen import find_bekannte, find_bestimmungen
from ...muster.wortformen import fold_begriff, pattern_of, uses_of
from ...paketdaten import load_daten
from ...regel import Regel
from ...stelle import Spanne

REGEL = Regel(
    code="BG-02",
    name="begriff-nicht-definiert",
    titel="Verwendete Begriffe definiert",
    schwere="warnung",
    meldung="Der Begriff „{ist}“ wird verwendet, ist aber nirgends definiert.",
    varianten={
        "partei": "„{ist}“ bezeichnet eine Partei, ist aber keine Kurzbezeichnung dieses Vertrags. Verwenden Sie die Kurzbezeichnung."
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("BG-02",),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield each key term at its first use when no passage defines it."""
    if kontext.angaben is None:
        return
    definiert = {fold_begriff(b.text) for baum in kontext.alle_baeume for b, _ in baum.begriffe}
    for begriff in kontext.angaben.schluesselbegriffe:
        if fold_begriff(begriff) in definiert:
            continue
        erste = next((s for s in _uses(kontext, begriff) if s.stelle.bereich in ("paragraf", "anlage")), None)
        if erste is not None and not _is_defined_in_text(kontext, begriff):
            yield Fund.at(erste, ist=begriff, soll="definiert")
    if kontext.hat(HatParteien):
        yield from _parteiwoerter(kontext, definiert)
        yield from _stellen(kontext)


def _uses(kontext: Kontext, begriff: str) -> Iterator[Spanne]:
    """Yield the uses of a key term, by its name, by its abbreviation, and by other words of its stem."""
    yield from uses_of(kontext.baum, begriff)
    weitere = load_daten("bg_02")["andere_formen"].get(begriff)
    if weitere:
        yield from (
            kontext.baum.fliesstext.spanne(*t.span()) for t in re.finditer(weitere, kontext.baum.fliesstext.text)
        )


def _is_defined_in_text(kontext: Kontext, begriff: str) -> bool:
    """Tell whether running text of one of the documents defines a term; asked only where the clauses do not."""
    gesucht = fold_begriff(begriff)
    muster = pattern_of(begriff)
    return any(
        find_bekannte(stelle.text, (begriff,))
        or find_bekannte(stelle.text, (begriff,), "beilaeufig")
        or any(
            muster.fullmatch(b.wort.lower()) or fold_begriff(b.wort) == gesucht for b in find_bestimmungen(stelle.text)
        )
        for baum in kontext.alle_baeume
        for stelle in baum.stellen
    )


def _parteiwoerter(kontext: Kontext, definiert: Collection[str]) -> Iterator[Fund]:
    """Yield words that can only mean a party and mean none of this contract, each once per passage; a defined term means what it says."""
    eigene = [p.kurzbezeichnung for p in kontext.als(HatParteien).parteien]
    formen = {w.casefold() for k in eigene for w in (k.wort, k.genitiv or "")}
    for wort in load_daten("bg_02")["parteiwoerter"]:
        if wort.casefold() in formen or fold_begriff(wort) in definiert:
            continue
        muster = re.compile(rf"\b{re.escape(wort)}(?:s|en?|n|innen)?\b")
        for ort in _starts(kontext, wort):
            stelle = kontext.baum.fliesstext.stelle(ort)
            treffer = muster.match(kontext.baum.fliesstext.text, ort)
            if treffer and treffer[0].casefold() not in formen and stelle.bereich != "rubrum":
                yield Fund.at(
                    kontext.baum.fliesstext.spanne(*treffer.span()), ist=treffer[0], variante="partei", schwere="fehler"
                )


def _stellen(kontext: Kontext) -> Iterator[Fund]:
    """Yield bodies that stand for a party where somebody is named for a task, and are no party here (“des Landes”)."""
    daten = load_daten("bg_02")
    eigene = [p.kurzbezeichnung for p in kontext.als(HatParteien).parteien]
    formen = {w.casefold() for k in eigene for w in (k.wort, k.genitiv or "")}
    muster = re.compile(
        rf"(?:^|(?:\b(?:des|der|dem|das|vom|und)|,) )({'|'.join(daten['stellenwoerter'])})(?=$|,| und\b)"
    )
    for pfad, text in kontext.datentexte if kontext.ist_hauptdokument else ():
        if pfad[-1] in daten["stellenfelder"]:
            for treffer in muster.finditer(text):
                if treffer[1].casefold() not in formen:
                    yield Fund(pfad, ist=treffer[1], variante="partei", schwere="warnung")


def _starts(kontext: Kontext, wort: str) -> Iterator[int]:
    """Yield where a word begins, at most once per passage."""
    bis = -1
    for ort in kontext.baum.fliesstext.find_all(wort.lower()):
        if ort > bis:
            bis = kontext.baum.fliesstext.grenzen(ort)[1]
            yield ort

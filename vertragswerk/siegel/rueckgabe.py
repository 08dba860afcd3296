"""A file that came back, against the sealed Fassung it claims to be: its data, its words, what it hides, what its pages draw."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from generator.gegenprobe import LESER
from generator.kanon import posten
from generator.numbering import places
from generator.readers import LeseFehler
from generator.readers.abgleich import Textabweichung, compare_text
from generator.readers.herkunft import Dateiherkunft, read_herkunft
from generator.readers.pdfdruckbild import read_druckbild
from generator.readers.pdflose import text_pdf_lose
from generator.readers.verdecktes import list_beiwerk, list_texts
from generator.vergleich.unverfolgt import find_untracked
from generator.writers import WRITERS

from .kettenpruefung import Besiegelt
from .siegelfassung import DOKUMENTE, GANZE_DATEN, read_trees
from .siegelmanifest import SiegelFehler

if TYPE_CHECKING:
    from generator.readers.auszug import Auszug
    from generator.tree import Dokument

STELLEN_MAX: Final = 50
LAENGE: Final = 200
Zitierweise: TypeAlias = Callable[[tuple[str, ...]], str]


@dataclass(frozen=True, slots=True)
class Dateiurteil:
    """What is said of a file: which document it is, what is other than sealed, what else to know. German sentences.

    `ist_gleich`: byte for byte a sealed file.
    """

    dokument: str
    ist_gleich: bool
    abweichungen: tuple[str, ...] = ()
    hinweise: tuple[str, ...] = ()


def name_fassung(herkunft: Dateiherkunft) -> tuple[str, str]:
    """Return Kennung and Fassung that a file claims, by its properties, else by its data; raises SiegelFehler where it says neither."""
    if herkunft.kennung and herkunft.fassung:
        return herkunft.kennung, herkunft.fassung
    daten = parse_data(herkunft.daten) if herkunft.daten is not None else {}
    fassung = daten.get("fassung")
    paar = str(daten.get("kennung") or ""), str(fassung.get("nummer") or "") if isinstance(fassung, dict) else ""
    if not all(paar):
        raise SiegelFehler(
            "Die Datei nennt weder in ihren Eigenschaften noch in ihren Daten eine Kennung und eine Fassung."
        )
    return paar


def parse_data(roh: bytes) -> dict[str, Any]:
    """Return contract data that travelled in a file; empty where they are none."""
    try:
        daten = json.loads(roh)
    except (ValueError, RecursionError):
        return {}
    return daten if isinstance(daten, dict) else {}


def judge_file(inhalt: bytes, fassung: Besiegelt, ist_vertraulich: bool) -> Dateiurteil:
    """Return what a file is, held against the sealed Fassung; raises LeseFehler or SiegelFehler where it cannot be told.

    `ist_vertraulich`: the words are Sozialdaten; then only places and numbers are said.
    """
    for name, gesiegelt in fassung.dateien.items():
        if name.startswith(DOKUMENTE) and gesiegelt == inhalt:
            return Dateiurteil(name.removeprefix(DOKUMENTE), ist_gleich=True)
    herkunft = read_herkunft(inhalt)
    auszug = LESER[herkunft.art](inhalt)
    name, dokument, abweichungen = _find_document(auszug, read_trees(fassung.dateien))
    muster = WRITERS[herkunft.art].write(dokument, fassung.dateien.get(GANZE_DATEN, b""))
    daten, hinweise = _judge_data(herkunft, fassung.dateien.get(GANZE_DATEN, b""))
    zitat = _keep_quiet if ist_vertraulich else _quote
    saetze = [*daten, *_say_places(dokument, abweichungen, zitat)]
    if herkunft.art == "pdf":
        gezeichnet, auflagen = _judge_pages(inhalt, muster, zitat)
        saetze += gezeichnet
        hinweise += auflagen
    else:
        saetze += _judge_hidden(inhalt, muster, abweichungen, zitat)
        hinweise += _judge_track(inhalt, herkunft.art, dokument, zitat)
    return Dateiurteil(name, False, tuple(saetze), tuple(hinweise))


def _find_document(auszug: Auszug, baeume: Mapping[str, Dokument]) -> tuple[str, Dokument, tuple[Textabweichung, ...]]:
    """Return the sealed document that a file is nearest to, with what differs: what the file says of itself may be wrong."""
    if not baeume:
        raise SiegelFehler("Die besiegelte Fassung hat kein Dokument.")
    verglichen = [(n, d, compare_text(d, auszug, True, posten(d))) for n, d in baeume.items()]
    return min(verglichen, key=lambda v: sum(len(a.soll) + len(a.ist) for a in v[2]))


def _judge_data(herkunft: Dateiherkunft, gesiegelt: bytes) -> tuple[list[str], list[str]]:
    """Return what is wrong with the data inside a file, and what else to say of them."""
    if herkunft.daten is None:
        satz = "Die Datei trägt keine Vertragsdaten in sich: LibreOffice und manche anderen Programme lassen sie beim Speichern weg."
        return [], [satz]
    if herkunft.daten == gesiegelt:
        return [], []
    alt, neu = parse_data(gesiegelt), parse_data(herkunft.daten)
    orte = list(_different_paths(alt, neu, ""))
    if not orte:
        return [], ["Die Vertragsdaten in der Datei sagen dasselbe wie die besiegelten, sind aber neu geschrieben."]
    weitere = f" und {len(orte) - STELLEN_MAX} weitere" if len(orte) > STELLEN_MAX else ""
    return [f"Die Vertragsdaten in der Datei sind nicht die besiegelten: {', '.join(orte[:STELLEN_MAX])}{weitere}."], []


def _different_paths(alt: Any, neu: Any, pfad: str) -> Iterator[str]:
    if isinstance(alt, dict) and isinstance(neu, dict):
        for name in [*alt, *(n for n in neu if n not in alt)]:
            yield from _different_paths(alt.get(name), neu.get(name), f"{pfad}.{name}" if pfad else str(name))
    elif isinstance(alt, list) and isinstance(neu, list) and len(alt) == len(neu):
        for nummer, (a, b) in enumerate(zip(alt, neu, strict=True), 1):
            yield from _different_paths(a, b, f"{pfad}[{nummer}]")
    elif alt != neu or type(alt) is not type(neu):
        yield f"„{_cut(pfad)}“"


def _say_places(dokument: Dokument, abweichungen: tuple[Textabweichung, ...], zitat: Zitierweise) -> Iterator[str]:
    """Yield a sentence for each place whose words differ."""
    orte = places(dokument) if abweichungen else {}
    for a in abweichungen[:STELLEN_MAX]:
        stelle = orte.get(a.wo)
        wo = stelle.bezeichnung if stelle is not None and stelle.bezeichnung else f"Stelle „{a.wo}“"
        if not a.ist:
            yield f"{wo}: fehlt in der Datei: {zitat(a.soll)}."
        elif not a.soll:
            yield f"{wo}: ist in der Datei dazugekommen: {zitat(a.ist)}."
        else:
            yield f"{wo}: besiegelt {zitat(a.soll)}, in der Datei {zitat(a.ist)}."
    if len(abweichungen) > STELLEN_MAX:
        yield f"{len(abweichungen) - STELLEN_MAX} weitere Stellen sind anders."


def _judge_hidden(
    inhalt: bytes, muster: bytes, gesagt: tuple[Textabweichung, ...], zitat: Zitierweise
) -> Iterator[str]:
    """Yield text that is in the file and not shown in its place, or not there any more, unless it has been said already."""
    da, soll = list_texts(inhalt), list_texts(muster)
    schon = [t for a in gesagt for t in (*a.ist, *a.soll)]
    for satz, texte in (
        ("Verborgen, durchgestrichen oder am Rand steht in der Datei, was nicht besiegelt ist", da - soll),
        ("Am Rand oder verborgen fehlt in der Datei", soll - da),
    ):
        for text in list(_unsaid(texte, schon))[:STELLEN_MAX]:
            yield f"{satz}: {zitat((text,))}."
    bilder, soll_bilder = list_beiwerk(inhalt), list_beiwerk(muster)
    if bilder != soll_bilder:
        yield (
            f"Bilder oder eingebettete Dateien sind andere als besiegelt: {(bilder - soll_bilder).total()} dazugekommen, "
            f"{(soll_bilder - bilder).total()} fehlen."
        )


def _judge_track(inhalt: bytes, art: str, dokument: Dokument, zitat: Zitierweise) -> Iterator[str]:
    """Yield whether all that changed is tracked, of a file that tracks changes (VV-03)."""
    befund = find_untracked(dokument, inhalt, "odt" if art == "odt" else "docx")
    if not befund.verfolgte:
        return
    if not befund.unverfolgte:
        yield "Die Datei verfolgt ihre Änderungen, und alle: Lehnt man sie ab, hat sie den besiegelten Text."
        return
    yield "Die Datei verfolgt Änderungen, aber nicht alle. Ohne Verfolgung ist geändert:"
    yield from _say_places(dokument, befund.unverfolgte, zitat)


def _unsaid(texte: Counter[str], schon: list[str]) -> Iterator[str]:
    """Yield the texts that no difference has shown as they are, with or without the number before them."""
    return (t for t in texte if not any(s == t or s.endswith(f" {t}") for s in schon))


def _judge_pages(inhalt: bytes, muster: bytes, zitat: Zitierweise) -> tuple[list[str], list[str]]:
    """Return what pages draw otherwise and what lies on them, and the signature fields that are filled in."""
    seiten, soll = read_druckbild(inhalt), read_druckbild(muster)
    saetze: list[str] = []
    hinweise: list[str] = []
    gleiche: list[tuple[int, int]] = []
    for art, a, b, c, d in SequenceMatcher(None, [s.summe for s in soll], [s.summe for s in seiten]).get_opcodes():
        if art == "equal":
            gleiche += zip(range(a, b), range(c, d), strict=True)
        elif b - a == d - c:
            saetze += [f"Seite {n + 1} ist anders gezeichnet als besiegelt." for n in range(c, d)]
            gleiche += zip(range(a, b), range(c, d), strict=True)
        else:
            saetze.append(_say_pages(range(a, b), range(c, d)))
    if saetze:
        saetze += _drawn_lines(inhalt, muster, zitat)
    for a, c in gleiche:
        for was, zahl in Counter(
            art for art, _ in (Counter(seiten[c].auflagen) - Counter(soll[a].auflagen)).elements()
        ).items():
            if was == "Widget":
                hinweise.append(f"Auf Seite {c + 1} ist ein Unterschrifts- oder Formularfeld ausgefüllt.")
            else:
                saetze.append(
                    f"Auf Seite {c + 1} liegt, was nicht besiegelt ist ({was[:40] or 'ohne Art'}, {zahl}-mal)."
                )
    return saetze, hinweise


def _say_pages(besiegelt: range, da: range) -> str:
    alt, neu = (", ".join(str(n + 1) for n in r) for r in (besiegelt, da))
    if not da:
        return f"Die besiegelte Seite {alt} fehlt in der Datei."
    if not besiegelt:
        return f"Die Seite {neu} der Datei ist dazugekommen."
    return f"An der Stelle der besiegelten Seite {alt} steht in der Datei Seite {neu}."


def _drawn_lines(inhalt: bytes, muster: bytes, zitat: Zitierweise) -> Iterator[str]:
    """Yield the printed lines that are drawn otherwise, whatever the tags say."""
    try:
        ist, soll = text_pdf_lose(inhalt).zeilen, text_pdf_lose(muster).zeilen
    except LeseFehler as fehler:
        yield f"Gezeichnete Zeilen sind nicht vergleichbar: {fehler}"
        return
    gezeigt = 0
    for art, a, b, c, d in SequenceMatcher(None, soll, ist, autojunk=False).get_opcodes():
        if art != "equal" and gezeigt < STELLEN_MAX:
            gezeigt += 1
            yield f"Gezeichnet ist {zitat(ist[c:d])}, besiegelt ist {zitat(soll[a:b])}."


def _keep_quiet(zeilen: tuple[str, ...]) -> str:
    """Say how much there is, and not what: it may be about persons."""
    return f"vertraulicher Text ({sum(map(len, zeilen))} Zeichen)" if zeilen else "nichts"


def _quote(zeilen: tuple[str, ...]) -> str:
    return f"„{_cut(' / '.join(zeilen))}“" if zeilen else "nichts"


def _cut(text: str) -> str:
    return f"{text[:LAENGE]}…" if len(text) > LAENGE else text

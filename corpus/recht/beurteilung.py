"""A citation found in a text, judged at a date: does every place exist, is it law, is today's law meant at all?

Joins what the index knows (`gesetz`) with what the words around a citation say (`veraltet`). Of a range the ends are judged.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from ..norm import Norm
from ..saetze import split_saetze
from ..zitate import Normstelle, Zitat
from ..zitate.fassungsreichweite import read_spaetere_fassung
from .aenderung import format_tag
from .gesetzesgliederung import judge_glieder, read_glieder
from .nachfolge import Nachfolger, find_gesetzesnachfolger
from .rechtsbestand import GEMERKT, Rechtsbestand
from .urteil import Urteil
from .veraltet import Umgebung, find_heutige, had_other_meaning, judge_in_words, list_words

Urteilswort = Literal[
    "geltend",
    "vermutlich_geltend",
    "aufgehoben",
    "veraltet",
    "nicht_vorhanden",
    "noch_nicht_in_kraft",
    "unsicher",
    "unbekannt",
    "nicht_geprueft",
]
"""`vermutlich_geltend`: the sources end before the day or have a gap there, and the text is the same as far as they reach."""

SCHWERE: tuple[Urteilswort, ...] = (
    "geltend", "vermutlich_geltend", "nicht_geprueft", "unbekannt", "unsicher", "noch_nicht_in_kraft", "nicht_vorhanden", "veraltet", "aufgehoben",
)  # fmt: skip
"""From best to worst: a citation of several places is as good as its worst."""

SCHLECHT = frozenset(SCHWERE[5:])
"""Judgements that say: this is not law on that day."""

UMGEBUNG = 300
"""Characters on each side that may say what a citation means."""

UNGEPRUEFT: dict[str, str] = {
    "intern": "Verweis innerhalb des Textes.",
    "urteil": "Gerichtsentscheidung; geprüft wird nur die Form.",
    "literatur": "Fundstelle in der Literatur.",
    "rahmenvertrag": "Vertrag; er gehört nicht zum Bestand der Gesetze.",
    "tarifvertrag": "Vertrag; er gehört nicht zum Bestand der Gesetze.",
    "vertrag": "Vertrag; er gehört nicht zum Bestand der Gesetze.",
    "eu": "Recht der Europäischen Union; es gehört nicht zum Bestand.",
}


class Beurteilung(NamedTuple):
    """The judgement on one citation; `nachfolger` are short forms, `frage` a German question where it is not decided."""

    zitat: Zitat
    urteil: Urteilswort
    begruendung: str
    nachfolger: tuple[str, ...] = ()
    frage: str = ""


class _Antwort(NamedTuple):
    """What is said about a citation, wherever it stands: the fields of `Beurteilung` without it."""

    urteil: Urteilswort
    begruendung: str
    nachfolger: tuple[str, ...] = ()
    frage: str = ""


_Worte: TypeAlias = tuple[Umgebung, Umgebung]
"""The words of a citation's Satz, and of those the ones nearest to it."""


def judge(
    zitat: Zitat, text: str, stichtag: date, bestand: Rechtsbestand, rechtsstand: date | None = None
) -> Beurteilung:
    """Judge one citation of a text on a day; `rechtsstand` is the day whose law the text follows, if it is another."""
    _, _, _, art, gesetz, stellen, *_ = zitat
    antwort = _judge_alone(art, gesetz, stellen, stichtag, bestand, rechtsstand)
    if antwort is None:
        worte = list_words(_sentence(zitat, text)), list_words(_between(zitat, text))
        antwort = _judge_in_words(stellen, worte, stichtag, bestand, rechtsstand)
    elif not stellen and antwort.urteil == "geltend" and (glieder := read_glieder(text, zitat.start, zitat.end)):
        befund = judge_glieder(_law_of(gesetz, stellen), glieder, stichtag)
        antwort = _Antwort(befund.urteil, befund.begruendung, (), befund.frage)
    if stellen and antwort.urteil in SCHLECHT and (tag := read_spaetere_fassung(zitat, text)):
        antwort = _ask_fassung(zitat, antwort, tag, stichtag, bestand)
    return Beurteilung(zitat, *antwort)


def _ask_fassung(zitat: Zitat, antwort: _Antwort, tag: str, stichtag: date, bestand: Rechtsbestand) -> _Antwort:
    """Ask whether a version named at the end of a list also governs a citation that was law then and is not today."""
    damals = [
        bestand.urteile(Norm(n.gesetz, n.paragraf, n.art, n.einheiten, tag), stichtag)
        for n in _list_normen(zitat.stellen)
    ]
    if not all("geltend" in (u.status, u.wahrscheinlich) for u in damals):
        return antwort
    am = format_tag(date.fromisoformat(tag))
    frage = f"Ist auch {zitat.kanonisch} in der am {am} geltenden Fassung gemeint?"
    grund = f"{antwort.begruendung} Am {am}, dem Tag der am Ende der Aufzählung genannten Fassung, galt die Stelle."
    return _Antwort("unsicher", grund, (), frage)


@lru_cache(maxsize=GEMERKT)
def _judge_alone(
    art: str,
    gesetz: str,
    stellen: tuple[Normstelle, ...],
    stichtag: date,
    bestand: Rechtsbestand,
    rechtsstand: date | None,
) -> _Antwort | None:
    """Judge what is cited; None where the words around it may say that old law is meant. Dense texts cite the same again and again."""
    if _is_outside(art, gesetz, stellen):
        return _Antwort("nicht_geprueft", UNGEPRUEFT.get(art, "Das Zitat nennt kein Gesetz."))
    if not bestand.texte(_law_of(gesetz, stellen)):
        grund = f"„{gesetz}“ ist nicht im Bestand; importieren Sie es mit „vertragswerk gesetze importieren“."
        return _Antwort("nicht_geprueft", grund)
    if not stellen:
        return _whole_law(gesetz, stichtag, bestand)
    normen, tag = _list_normen(stellen), rechtsstand or stichtag
    for norm in normen:
        if norm.paragraf and had_other_meaning(norm, tag):
            return None
    return _join_antworten([_judge_law(n, tag, bestand) for n in normen])


@lru_cache(maxsize=GEMERKT)
def _judge_in_words(
    stellen: tuple[Normstelle, ...],
    worte: _Worte,
    stichtag: date,
    bestand: Rechtsbestand,
    rechtsstand: date | None,
) -> _Antwort:
    """Judge what is cited by the words around it too."""
    return _join_antworten(
        [
            _judge_one(n, worte, stichtag, bestand, rechtsstand)
            if n.paragraf and had_other_meaning(n, rechtsstand or stichtag)
            else _judge_law(n, rechtsstand or stichtag, bestand)
            for n in _list_normen(stellen)
        ]
    )


def _join_antworten(einzeln: list[_Antwort]) -> _Antwort:
    if len(einzeln) == 1:
        return einzeln[0]
    schlechteste = max(einzeln, key=lambda a: SCHWERE.index(a.urteil))
    return schlechteste._replace(nachfolger=tuple(dict.fromkeys(n for a in einzeln for n in a.nachfolger)))


def _list_normen(stellen: tuple[Normstelle, ...]) -> tuple[Norm, ...]:
    """Return the places that are judged, each once: of a range the ends."""
    if len(stellen) == 1 and stellen[0].bis is None:
        return (stellen[0].von,)
    return tuple(dict.fromkeys(n for s in stellen for n in (s.von, s.bis) if n is not None))


def _is_outside(art: str, gesetz: str, stellen: tuple[Normstelle, ...]) -> bool:
    """Tell whether a citation names no law; an internal place of a text that is itself a law names that law."""
    return not _law_of(gesetz, stellen) or (art in UNGEPRUEFT and art != "intern")


def law_of(zitat: Zitat) -> str:
    """Return the key of the law a citation names, or, in the text of a law, stands in."""
    return _law_of(zitat.gesetz, zitat.stellen)


def _law_of(gesetz: str, stellen: tuple[Normstelle, ...]) -> str:
    return gesetz or next((s.von.gesetz for s in stellen if s.von.gesetz), "")


def _sentence(zitat: Zitat, text: str) -> str:
    """Return the Satz around a citation, at most `UMGEBUNG` characters on each side: a neighbour may speak of something else.

    The text is split once for all its citations; splitting the surroundings of each was most of the work on a dense text.
    """
    start, ziel = zitat.start, zitat.end
    von, bis = max(start - UMGEBUNG, 0), min(ziel + UMGEBUNG, len(text))
    anfaenge, enden = _borders(text)
    i = max(bisect_right(anfaenge, start) - 1, 0)
    anfang, ende = anfaenge[i], enden[i]
    if anfang <= start < ende:
        return text[max(von, anfang) : min(bis, max(ende, ziel))]
    return text[von:bis]


@lru_cache(maxsize=64)
def _borders(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where the Sätze of a text begin, and where they end."""
    anfaenge, enden = zip(*split_saetze(text), strict=True)
    return anfaenge, enden


def _between(zitat: Zitat, text: str) -> str:
    """Return the words between the neighbouring section signs: they speak of this citation and of no other."""
    anfang = max(zitat.start - UMGEBUNG, 0)
    von = max(text.rfind("§", anfang, zitat.start), anfang)
    bis = text.find("§", zitat.end, zitat.end + UMGEBUNG)
    return text[von : bis if bis >= 0 else zitat.end + UMGEBUNG]


def judge_today(damals: Beurteilung, rechtsstand: date, stichtag: date, bestand: Rechtsbestand) -> Beurteilung | None:
    """Say what has become, by `stichtag`, of a citation in a document that follows the law of `rechtsstand`.

    `damals` is its judgement on that day: what was dead then stays dead. None where the law is not known. Of several places
    the worst decides; successors of all are named.
    """
    zitat = damals.zitat
    _, _, _, art, gesetz, stellen, *_ = zitat
    normen = tuple(n for n in _list_normen(stellen) if n.paragraf)
    if _is_outside(art, gesetz, stellen) or not bestand.texte(law_of(zitat)):
        return None
    if damals.urteil in ("aufgehoben", "veraltet"):
        return damals
    if not normen:
        ganzes = None if art == "intern" else _whole_law(law_of(zitat), stichtag, bestand)
        ist_tot = ganzes is not None and ganzes.urteil == "aufgehoben"
        return Beurteilung(zitat, *ganzes) if ganzes and (not stellen or ist_tot) else None
    befunde = [find_heutige(n, rechtsstand, stichtag, bestand) for n in normen]
    schlechtester = max(befunde, key=lambda b: ("in_ordnung", "ohne_anhalt", "unsicher", "veraltet").index(b.urteil))
    nachfolger = tuple(dict.fromkeys(n.norm for b in befunde for n in b.nachfolger))
    wort: Urteilswort = {
        "in_ordnung": "geltend",
        "ohne_anhalt": "geltend",
        "unsicher": "unsicher",
        "veraltet": "veraltet",
    }[schlechtester.urteil]  # type: ignore[assignment]
    if wort == "veraltet" and (not nachfolger or any(_is_dead(bestand.urteile(n, stichtag)) for n in normen)):
        wort = "aufgehoben"
    return Beurteilung(zitat, wort, schlechtester.begruendung, nachfolger, schlechtester.frage)


def _is_dead(urteil: Urteil) -> bool:
    return "aufgehoben" in (urteil.status, urteil.wahrscheinlich)


def _judge_law(norm: Norm, tag: date, bestand: Rechtsbestand) -> _Antwort:
    """Judge one place that means the law it names."""
    urteil = bestand.urteile(norm, tag)
    if norm.paragraf:
        return _as_law(urteil)
    wort = _word(urteil)
    nummern = tuple(n.norm for n in urteil.nachfolger)
    return _Antwort("nicht_geprueft" if wort == "unbekannt" else wort, urteil.begruendung, nummern)


def _judge_one(norm: Norm, worte: _Worte, stichtag: date, bestand: Rechtsbestand, rechtsstand: date | None) -> _Antwort:
    """Judge one place; where its sentence speaks for both laws, the words nearest to it may still speak for today's."""
    urteil = bestand.urteile(norm, rechtsstand or stichtag)
    alt = judge_in_words(norm, stichtag, worte[0], bestand, rechtsstand)
    if alt.urteil == "unsicher":
        naechste = judge_in_words(norm, stichtag, worte[1], bestand, rechtsstand)
        alt = naechste if naechste.urteil == "in_ordnung" else alt
    if alt.urteil == "veraltet" and urteil.status != "aufgehoben":
        return _Antwort("veraltet", alt.begruendung, tuple(n.norm for n in alt.nachfolger), alt.frage)
    if alt.urteil == "unsicher" and urteil.status != "nicht_vorhanden":
        return _Antwort("unsicher", alt.begruendung, tuple(n.norm for n in alt.nachfolger), alt.frage)
    wort, grund = _word(urteil), urteil.begruendung
    if alt.urteil == "ohne_anhalt" and wort in ("geltend", "vermutlich_geltend"):
        return _Antwort(wort, f"{grund} {alt.begruendung}")
    # a number that old law had too is no successor as long as nothing says that the old law had this place, or is meant
    return _as_law(urteil, alt.nachfolger if alt.urteil == "veraltet" else ())


def _as_law(urteil: Urteil, sonst: tuple[Nachfolger, ...] = ()) -> _Antwort:
    """Say what holds of a place that means the law it names; `sonst` are successors if it has none."""
    wort, nachfolger = _word(urteil), urteil.nachfolger or sonst
    if wort not in SCHLECHT:
        return _Antwort(wort, urteil.begruendung)
    return _Antwort(wort, urteil.begruendung + _reserve(nachfolger), tuple(n.norm for n in nachfolger))


def _reserve(nachfolger: tuple[Nachfolger, ...]) -> str:
    """Say so where no successor is more than a neighbour in topic."""
    if not nachfolger or any(n.sicherheit not in ("sachgebiet", "gering") for n in nachfolger):
        return ""
    return " Als Nachfolge ist nur das Sachgebiet bekannt; welche Vorschrift entspricht, ist zu prüfen."


def _word(urteil: Urteil) -> Urteilswort:
    if urteil.status == "unbekannt" and urteil.wahrscheinlich is not None:
        return "vermutlich_geltend" if urteil.wahrscheinlich == "geltend" else urteil.wahrscheinlich
    return urteil.status


def _whole_law(gesetz: str, stichtag: date, bestand: Rechtsbestand) -> _Antwort:
    """Judge the mention of a law without a place in it."""
    kopf = bestand.kopf(gesetz, stichtag)
    if kopf is not None and kopf.gilt_bis is not None and stichtag > kopf.gilt_bis:
        nachfolger = find_gesetzesnachfolger(gesetz, stichtag)
        grund = f"„{kopf.titel}“ galt nur bis {format_tag(kopf.gilt_bis)}. {kopf.grund_ende}."
        return _Antwort("aufgehoben", grund, tuple(n.norm for n in nachfolger))
    if kopf is not None and kopf.gilt_ab is not None and stichtag < kopf.gilt_ab:
        return _Antwort("noch_nicht_in_kraft", f"„{kopf.titel}“ gilt erst ab {format_tag(kopf.gilt_ab)}.")
    return _Antwort("geltend", f"„{gesetz}“ ist im Bestand.")

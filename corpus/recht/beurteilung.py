"""A citation found in a text, judged at a date: does every place exist, is it law, is today's law meant at all?

Joins what the index knows (`gesetz`) with what the words around a citation say (`veraltet`). Of a range the ends are judged.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Literal

from ..norm import Norm
from ..saetze import split_saetze
from ..zitate import Zitat
from ..zitate.fassungsreichweite import read_spaetere_fassung
from .aenderung import format_tag
from .gesetzesgliederung import judge_glieder, read_glieder
from .nachfolge import Nachfolger, find_gesetzesnachfolger
from .rechtsbestand import Rechtsbestand
from .urteil import Urteil
from .veraltet import find_heutige, had_other_meaning, judge_citation

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


@dataclass(frozen=True, slots=True)
class Beurteilung:
    """The judgement on one citation; `nachfolger` are short forms, `frage` a German question where it is not decided."""

    zitat: Zitat
    urteil: Urteilswort
    begruendung: str
    nachfolger: tuple[str, ...] = ()
    frage: str = ""


def judge(
    zitat: Zitat, text: str, stichtag: date, bestand: Rechtsbestand, rechtsstand: date | None = None
) -> Beurteilung:
    """Judge one citation of a text on a day; `rechtsstand` is the day whose law the text follows, if it is another."""
    if _is_outside(zitat):
        return Beurteilung(zitat, "nicht_geprueft", UNGEPRUEFT.get(zitat.art, "Das Zitat nennt kein Gesetz."))
    if not bestand.texte(law_of(zitat)):
        return Beurteilung(
            zitat,
            "nicht_geprueft",
            f"„{zitat.gesetz}“ ist nicht im Bestand; importieren Sie es mit „vertragswerk gesetze importieren“.",
        )
    normen = _list_normen(zitat)
    if not normen:
        return _whole_law(zitat, stichtag, bestand, text)
    einzeln = [_judge_one(zitat, n, text, stichtag, bestand, rechtsstand) for n in normen]
    schlechtestes = max(einzeln, key=lambda b: SCHWERE.index(b.urteil))
    if len(einzeln) > 1:
        schlechtestes = replace(
            schlechtestes, nachfolger=tuple(dict.fromkeys(n for b in einzeln for n in b.nachfolger))
        )
    if schlechtestes.urteil in SCHLECHT and (tag := read_spaetere_fassung(zitat, text)):
        return _ask_fassung(schlechtestes, normen, tag, stichtag, bestand)
    return schlechtestes


def _ask_fassung(
    urteil: Beurteilung, normen: tuple[Norm, ...], tag: str, stichtag: date, bestand: Rechtsbestand
) -> Beurteilung:
    """Ask whether a version named at the end of a list also governs a citation that was law then and is not today."""
    damals = [bestand.urteile(Norm(n.gesetz, n.paragraf, n.art, n.einheiten, tag), stichtag) for n in normen]
    if not all("geltend" in (u.status, u.wahrscheinlich) for u in damals):
        return urteil
    am = format_tag(date.fromisoformat(tag))
    frage = f"Ist auch {urteil.zitat.kanonisch} in der am {am} geltenden Fassung gemeint?"
    grund = f"{urteil.begruendung} Am {am}, dem Tag der am Ende der Aufzählung genannten Fassung, galt die Stelle."
    return replace(urteil, urteil="unsicher", begruendung=grund, nachfolger=(), frage=frage)


def _list_normen(zitat: Zitat) -> tuple[Norm, ...]:
    """Return the places that are judged, each once: of a range the ends."""
    return tuple(dict.fromkeys(n for s in zitat.stellen for n in (s.von, s.bis) if n is not None))


def _is_outside(zitat: Zitat) -> bool:
    """Tell whether a citation names no law; an internal place of a text that is itself a law names that law."""
    return not law_of(zitat) or (zitat.art in UNGEPRUEFT and zitat.art != "intern")


def law_of(zitat: Zitat) -> str:
    """Return the key of the law a citation names, or, in the text of a law, stands in."""
    return zitat.gesetz or next((s.von.gesetz for s in zitat.stellen if s.von.gesetz), "")


def _sentence(zitat: Zitat, text: str) -> str:
    """Return the Satz around a citation, at most `UMGEBUNG` characters on each side: a neighbour may speak of something else.

    The text is split once for all its citations; splitting the surroundings of each was most of the work on a dense text.
    """
    von, bis = max(zitat.start - UMGEBUNG, 0), min(zitat.end + UMGEBUNG, len(text))
    saetze = split_saetze(text)
    anfang, ende = saetze[max(bisect_right(saetze, zitat.start, key=itemgetter(0)) - 1, 0)]
    if anfang <= zitat.start < ende:
        return text[max(von, anfang) : min(bis, max(ende, zitat.end))]
    return text[von:bis]


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
    normen = tuple(n for n in _list_normen(zitat) if n.paragraf)
    if _is_outside(zitat) or not bestand.texte(law_of(zitat)):
        return None
    if damals.urteil in ("aufgehoben", "veraltet"):
        return damals
    if not normen:
        ganzes = None if zitat.art == "intern" else _whole_law(zitat, stichtag, bestand)
        return ganzes if not zitat.stellen or (ganzes and ganzes.urteil == "aufgehoben") else None
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


def _judge_one(
    zitat: Zitat,
    norm: Norm,
    text: str,
    stichtag: date,
    bestand: Rechtsbestand,
    rechtsstand: date | None,
) -> Beurteilung:
    """Judge one place; where its sentence speaks for both laws, the words nearest to it may still speak for today's."""
    urteil = bestand.urteile(norm, rechtsstand or stichtag)
    if not norm.paragraf:
        wort = _word(urteil)
        nummern = tuple(n.norm for n in urteil.nachfolger)
        return Beurteilung(zitat, "nicht_geprueft" if wort == "unbekannt" else wort, urteil.begruendung, nummern)
    if not had_other_meaning(norm, rechtsstand or stichtag):
        return Beurteilung(zitat, *_as_law(urteil))
    umgebung = _sentence(zitat, text), _between(zitat, text)
    alt, naechste = (judge_citation(norm, stichtag, u, bestand, rechtsstand) for u in umgebung)
    if alt.urteil == "unsicher" and naechste.urteil == "in_ordnung":
        alt = naechste
    if alt.urteil == "veraltet" and urteil.status != "aufgehoben":
        return Beurteilung(zitat, "veraltet", alt.begruendung, tuple(n.norm for n in alt.nachfolger), alt.frage)
    if alt.urteil == "unsicher" and urteil.status != "nicht_vorhanden":
        return Beurteilung(zitat, "unsicher", alt.begruendung, tuple(n.norm for n in alt.nachfolger), alt.frage)
    wort, grund = _word(urteil), urteil.begruendung
    if alt.urteil == "ohne_anhalt" and wort in ("geltend", "vermutlich_geltend"):
        return Beurteilung(zitat, wort, f"{grund} {alt.begruendung}")
    # a number that old law had too is no successor as long as nothing says that the old law had this place, or is meant
    return Beurteilung(zitat, *_as_law(urteil, alt.nachfolger if alt.urteil == "veraltet" else ()))


def _as_law(urteil: Urteil, sonst: tuple[Nachfolger, ...] = ()) -> tuple[Urteilswort, str, tuple[str, ...]]:
    """Return word, reason and successors of a place that means the law it names; `sonst` are successors if it has none."""
    wort, nachfolger = _word(urteil), urteil.nachfolger or sonst
    if wort not in SCHLECHT:
        return wort, urteil.begruendung, ()
    return wort, urteil.begruendung + _reserve(nachfolger), tuple(n.norm for n in nachfolger)


def _reserve(nachfolger: tuple[Nachfolger, ...]) -> str:
    """Say so where no successor is more than a neighbour in topic."""
    if not nachfolger or any(n.sicherheit not in ("sachgebiet", "gering") for n in nachfolger):
        return ""
    return " Als Nachfolge ist nur das Sachgebiet bekannt; welche Vorschrift entspricht, ist zu prüfen."


def _word(urteil: Urteil) -> Urteilswort:
    if urteil.status == "unbekannt" and urteil.wahrscheinlich is not None:
        return "vermutlich_geltend" if urteil.wahrscheinlich == "geltend" else urteil.wahrscheinlich
    return urteil.status


def _whole_law(zitat: Zitat, stichtag: date, bestand: Rechtsbestand, text: str = "") -> Beurteilung:
    """Judge the mention of a law without a place in it, or with a Teil or Kapitel in the `text` around it."""
    gesetz = law_of(zitat)
    kopf = bestand.kopf(gesetz, stichtag)
    if kopf is not None and kopf.gilt_bis is not None and stichtag > kopf.gilt_bis:
        nachfolger = find_gesetzesnachfolger(gesetz, stichtag)
        grund = f"„{kopf.titel}“ galt nur bis {format_tag(kopf.gilt_bis)}. {kopf.grund_ende}."
        return Beurteilung(zitat, "aufgehoben", grund, tuple(n.norm for n in nachfolger))
    if kopf is not None and kopf.gilt_ab is not None and stichtag < kopf.gilt_ab:
        grund = f"„{kopf.titel}“ gilt erst ab {format_tag(kopf.gilt_ab)}."
        return Beurteilung(zitat, "noch_nicht_in_kraft", grund)
    if glieder := read_glieder(text, zitat.start, zitat.end):
        befund = judge_glieder(gesetz, glieder, stichtag)
        return Beurteilung(zitat, befund.urteil, befund.begruendung, (), befund.frage)
    return Beurteilung(zitat, "geltend", f"„{gesetz}“ ist im Bestand.")

"""Is an old number meant? A citation is judged by its number AND its topic, because old numbers mean new things today.

§ 17 SGB IX was the Persönliches Budget until 2017 and is Begutachtung since. So the words around a citation are compared
with the heading of the number today and with the old topic. Where both or neither speak, the case is asked, not decided.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from ..norm import Norm
from ..regex import compile_later
from .aenderung import format_tag
from .nachfolge import Alteintrag, Nachfolger, find_eintraege
from .rechtsbestand import Rechtsbestand
from .urteil import Urteil

# in_ordnung: today's norm is meant, or the old one is cited as old. veraltet: the old one is meant or nothing else can be.
# unsicher: words point both ways: ask. ohne_anhalt: the number has an old meaning, but no word near it speaks for it.
Alturteil = Literal["in_ordnung", "veraltet", "unsicher", "ohne_anhalt"]

_WORT = compile_later(r"[A-Za-zÄÖÜäöüß]{4,}")
_ALLGEMEIN = compile_later(
    r"allgemein|leistung|mensch|behinder|regelung|recht|gesetz|verordnung|ermächtigung|vorschrift|person|sonstig|besonder|"
    r"bestimmung|absatz|satz|nummer|buch|sozial|inhalt|aufgabe|teilhabe$|arbeit$|jeweil|gelten|fassung|soweit$|"
    r"(?:nach|eine[mnrs]?|oder|durch|über|werden|wird|sind|haben|sich|diese[mnrs]?|zwischen|gemäß|sinne|bezug)$|"
    r"vereinbarung|verfahren|umfang|träger",
    re.IGNORECASE,
)
# Who acts is named in any sentence and says nothing about its topic: `Träger der Eingliederungshilfe`, `Rehabilitationsträger`.
_AKTEUR = compile_later(r"(?<!\w)[A-ZÄÖÜ]?[a-zäöüß]{0,30}[Tt]räger[ns]?(?!\w)(?: de[rs] [A-ZÄÖÜ][a-zäöüß]{3,30})?")
# „Arbeit“ alone comes from the name of an authority (Bundesagentur für Arbeit) and would be found in every Arbeitsvertrag.
_UMLAUTE = str.maketrans("äöü", "aou")
_STAMM = 8
_ENDUNG = 3
_TEIL = 6  # shorter words are no part of a compound: „Arbeitsleben“ is not „Leben“


class Altbefund(NamedTuple):
    """What is said about one citation; `frage` is a German question when the case is not decided."""

    urteil: Alturteil
    begruendung: str
    nachfolger: tuple[Nachfolger, ...] = ()
    frage: str = ""


def judge_citation(
    norm: Norm, stichtag: date, umgebung: str, bestand: Rechtsbestand, rechtsstand: date | None = None
) -> Altbefund:
    """Judge whether a citation means the old law under its number.

    `umgebung` are the words around it (its sentence, the heading above). `rechtsstand` is the day whose law the document
    follows: before the end of the old meaning nothing is outdated.
    """
    return judge_in_words(norm, stichtag, list_words(umgebung), bestand, rechtsstand)


class Umgebung(NamedTuple):
    """The words around a citation that may carry a topic, and apart from them those that only say who acts."""

    worte: tuple[str, ...]
    akteure: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def list_words(text: str) -> Umgebung:
    """Return the words of a text (its first 2,000 characters): all that is asked of what stands around a citation."""
    anfang = text[:2000]
    alle = tuple(_WORT.findall(anfang))
    if "räger" not in anfang:
        return Umgebung(alle)
    worte = tuple(_WORT.findall(_AKTEUR.sub(" ", anfang)))
    return Umgebung(worte, tuple([w for w in alle if w not in worte]))


def judge_in_words(
    norm: Norm, stichtag: date, umgebung: Umgebung, bestand: Rechtsbestand, rechtsstand: date | None
) -> Altbefund:
    """Judge as `judge_citation` does, by the words that stand around the citation."""
    if norm.fassung:
        return Altbefund("in_ordnung", "Die alte Fassung ist ausdrücklich zitiert.")
    tag = rechtsstand or stichtag
    eintraege = find_eintraege(norm, tag)
    if not eintraege:
        return Altbefund("in_ordnung", "Unter dieser Nummer ist kein früheres Recht verzeichnet.")
    urteil = bestand.urteile(norm, tag)
    if "aufgehoben" in (urteil.status, urteil.wahrscheinlich):
        return Altbefund("veraltet", urteil.begruendung, _pick(eintraege, umgebung))
    return _weigh(norm, urteil, eintraege, umgebung, bestand)


def _was_there(norm: Norm, eintraege: tuple[Alteintrag, ...], bestand: Rechtsbestand) -> bool:
    """Tell whether the old law may have had the place: what it certainly did not have is not meant by its number."""
    return any(bestand.urteile(norm, e.bis).status != "nicht_vorhanden" for e in eintraege)


def had_other_meaning(norm: Norm, tag: date) -> bool:
    """Tell whether old law is recorded under a number: only then do the words around a citation matter."""
    return not norm.fassung and bool(find_eintraege(norm, tag))


@lru_cache(maxsize=4096)
def _topic_words(worte: tuple[str, ...]) -> frozenset[str]:
    """Return the words that carry a topic; common words are left out.

    In lower case and without umlauts, so that a plural (“Werkstätten”) carries the topic of its singular.
    """
    return frozenset(w for wort in worte if (w := _topic_word(wort)))


@lru_cache(maxsize=8192)
def _topic_word(wort: str) -> str:
    return "" if _ALLGEMEIN.match(wort) else _fold(wort)


def _fold(wort: str) -> str:
    return wort.lower().translate(_UMLAUTE)


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(w[: max(_STAMM, len(w) - _ENDUNG)] for w in _topic_words(tuple(_WORT.findall(text[:2000]))))


def find_heutige(norm: Norm, rechtsstand: date, stichtag: date, bestand: Rechtsbestand) -> Altbefund:
    """Say what has become of a norm cited in a document of another time: it still holds, has successors, or is gone.

    Unlike `judge_citation` the old meaning is certain here, because the document itself is that old.
    """
    if norm.fassung:
        return Altbefund("in_ordnung", "Die Fassung ist ausdrücklich zitiert.")
    eintraege = tuple(e for e in find_eintraege(norm, stichtag) if e.bis >= rechtsstand)
    urteil = bestand.urteile(norm, stichtag)
    eigene = tuple(e for e in eintraege if e.paragraf) or eintraege
    if eigene and not (_same_number(norm, eigene) and urteil.status == "geltend"):
        grund = (
            f"{norm.wurzel.kanonisch} galt mit diesem Inhalt bis {format_tag(eigene[0].bis)}: {eigene[0].grundlage}."
        )
        return Altbefund("veraltet", grund, tuple(n for e in eigene for n in e.nachfolger))
    status = urteil.wahrscheinlich or urteil.status
    if status == "geltend":
        return Altbefund("in_ordnung", urteil.begruendung)
    if status == "unbekannt":
        return Altbefund("unsicher", urteil.begruendung, (), f"Gilt {norm.kanonisch} noch?")
    return Altbefund("veraltet", urteil.begruendung, urteil.nachfolger)


class _Themen(NamedTuple):
    """What speaks for the old law under a number, and what for today's; nothing for the old one if both are about the same."""

    alt: frozenset[str]
    neu: frozenset[str]


@lru_cache(maxsize=4096)
def _themes(wurzel: Norm, ueberschrift: str, eintraege: tuple[Alteintrag, ...]) -> _Themen:
    heute = _stems(ueberschrift)
    frueher = frozenset[str]().union(*(_topic(e) for e in eintraege))
    if _same_number(wurzel, eintraege):
        return _Themen(frozenset(), frozenset())
    return _Themen(frueher - heute, heute - frueher)


def _weigh(
    norm: Norm, urteil: Urteil, eintraege: tuple[Alteintrag, ...], umgebung: Umgebung, bestand: Rechtsbestand
) -> Altbefund:
    """Compare the topics of the old and of today's norm with the words around the citation."""
    themen = _themes(norm.wurzel, urteil.ueberschrift, eintraege)
    if not themen.alt:
        return Altbefund("in_ordnung", "Altes und neues Recht behandeln unter dieser Nummer dasselbe.")
    woerter = _topic_words(umgebung.worte)
    fuer_alt, fuer_neu = _hits(woerter, themen.alt), _hits(woerter, themen.neu)
    akteure = frozenset[str]()
    if not fuer_alt and umgebung.akteure:
        # An actor of the old law does not speak for it, but asks.
        handelnde = _topic_words(umgebung.akteure) - woerter
        akteure = _hits(handelnde, frozenset().union(*(_stems(e.kontext) for e in eintraege)))
    for eintrag in eintraege:
        if eintrag.gegenworte and _hits(woerter, _stems(eintrag.kontext)):
            fuer_neu |= _hits(woerter, _stems(eintrag.gegenworte))
    alter_titel = next((e.ueberschrift for e in eintraege if e.ueberschrift), "")
    nummer, titel = norm.wurzel.kanonisch, urteil.ueberschrift
    heutiges = (
        f"regelt heute „{titel}“"
        if urteil.status != "noch_nicht_in_kraft"
        else "ist in neuer Fassung noch nicht in Kraft"
    )
    nachfolger = _pick(eintraege, umgebung)
    if fuer_alt and not fuer_neu and _was_there(norm, eintraege, bestand):
        worte = ", ".join(f"„{w}“" for w in sorted(_as_written(fuer_alt, umgebung.worte), key=str.lower)[:3])
        satz = f"das Wort {worte} im Text spricht" if len(fuer_alt) == 1 else f"die Wörter {worte} im Text sprechen"
        frueheres = f" („{alter_titel}“)" if alter_titel else ""
        grund = f"{nummer} {heutiges}; {satz} für das frühere Recht{frueheres}."
        return Altbefund("veraltet", grund, nachfolger)
    if fuer_alt or (akteure and not fuer_neu):
        neu = " oder ".join(n.norm for n in nachfolger) or "das frühere Recht"
        grund = f"{nummer} {heutiges}, früher „{alter_titel}“; der Text passt zu beidem."
        return Altbefund("unsicher", grund, nachfolger, f"Ist {nummer} („{titel}“) gemeint oder {neu}?")
    if urteil.status == "nicht_vorhanden":
        grund = f"{urteil.begruendung} Im früheren Recht („{alter_titel}“) könnte die Stelle stehen."
        return Altbefund("unsicher", grund, nachfolger, f"Welche Vorschrift ist mit {norm.kanonisch} gemeint?")
    if fuer_neu:
        return Altbefund("in_ordnung", f"Der Text passt zu „{titel}“.")
    return Altbefund(
        "ohne_anhalt",
        f"{nummer} hatte bis {format_tag(eintraege[0].bis)} einen anderen Inhalt („{alter_titel}“).",
        nachfolger,
    )


def _as_written(woerter: frozenset[str], worte: tuple[str, ...]) -> set[str]:
    """Return words as the text spells them."""
    return set({_fold(w): w for w in worte if _fold(w) in woerter}.values())


@lru_cache(maxsize=4096)
def _same_number(norm: Norm, eintraege: tuple[Alteintrag, ...]) -> bool:
    return any(Norm.parse(n.norm).wurzel == norm.wurzel for e in eintraege for n in e.nachfolger)


def _topic(eintrag: Alteintrag) -> frozenset[str]:
    return _stems(f"{eintrag.ueberschrift} {eintrag.stichworte} {eintrag.kontext}")


@lru_cache(maxsize=8192)
def _hits(woerter: frozenset[str], thema: frozenset[str]) -> frozenset[str]:
    """Return the words that carry a topic, also inside compounds ("Budgetkonferenz")."""
    return frozenset(w for w in woerter if _carries_any(w, thema))


@lru_cache(maxsize=32768)
def _carries_any(wort: str, thema: frozenset[str]) -> bool:
    return any(_carries(wort, stamm) for stamm in thema)


def _carries(wort: str, stamm: str) -> bool:
    if len(stamm) >= _TEIL:
        return stamm in wort
    return wort.startswith(stamm) and len(wort) <= len(stamm) + _ENDUNG


def _pick(eintraege: tuple[Alteintrag, ...], umgebung: Umgebung) -> tuple[Nachfolger, ...]:
    """Return the successors: of the number before those of the whole law, of the fitting context before the others."""
    eigene = tuple(e for e in eintraege if e.paragraf) or eintraege
    woerter = _topic_words(umgebung.worte + umgebung.akteure)
    passende = tuple(e for e in eigene if not e.kontext or _hits(woerter, _stems(e.kontext)))
    mit_kontext = tuple(e for e in passende if e.kontext)
    return tuple(n for e in (mit_kontext or passende or eigene) for n in e.nachfolger)

"""Does a sentence forbid what it names? “Eine Warteliste ist nicht zulässig” does, “… ist zulässig, wenn …nicht…” does not.

All wordings of all rules ask here; no rule weighs negations of its own.
"""

from __future__ import annotations

import re

from corpus.regex import compile_later

_NEBENSATZ = compile_later(
    r"\s*(?:und |oder )?(?:wer|wem|wen|wenn|falls|sofern|soweit|solange|sobald|weil|da|ob|obwohl|außer|es sei denn|bis|nachdem|bevor"
    r"|die|der|das|den|dem|deren|dessen|welche[rnms]?)\b"
)
_PRONOMEN = compile_later(r"\s*(?:sie|er|es|diese[rsnm]?|jene[rsnm]?)\b")
_TEILER = compile_later(r"[;:–]|\b(?:aber|sondern|jedoch|dennoch|gleichwohl)\b")
_VERNEINUNG = compile_later(
    r"\b(?:nicht|nichts|kein(?:e|en|er|es|em|erlei|esfalls|eswegs)?|weder|niemals|nie|niemand\w*|unzulässig\w*"
    r"|untersagt\w*|verbot\w*|verbiet\w*|ausgeschlossen\w*|auszuschließen|ausschließen|ausschluss\w*|unwirksam\w*|unstatthaft|unmöglich"
    r"|unterbleib\w*|unterlass\w*|unterlässt|entfäll\w*|entfallen\w*|verzicht\w*|abbedungen\w*|verwehrt|versagt|begib\w* sich|begeben sich"
    r"|entsag\w*|aufgehoben|ausgesetzt|abgesehen|abzusehen|absehen|sieht von|sehen von|außer betracht|unberücksichtigt|freigestellt|befreit"
    r"|widerspricht|gegen eine|scheide[tn]\b(?=[^,]*\baus\b)|nimmt\b(?=[^,]*\babstand\b)|nehmen\b(?=[^,]*\babstand\b)|vermeide\w*)\b"
)
_AUSSCHLIESSEN = compile_later(r"\bschließ(?:t|en)\b.*\baus\b")
_LEERLAUF = compile_later(
    r"nicht (?:nur|allein|lediglich)|keine(?:n|rlei)? (?:bedenken|einwände?|hindernis\w*)"
    r"|nicht (?!ausge|unter)\w+(?:te|ten|ter|ene|enen|ener) (?=\w)"
)
"""Words that look like a negation of the clause but are none: “nicht nur”, “nicht verbrauchte Mittel”."""
_OHNE_DAVOR = compile_later(r"\bohne (?:\w+ ){0,2}$")
_FINIT = r"(?:wird|werden|ist|sind|kann|können|darf|dürfen|muss|müssen|hat|haben|gilt|gelten|bleib(?:t|en)|unterbleib(?:t|en)|soll|sollen)\b"
_ZWEITES_PRAEDIKAT = compile_later(rf"\bund (?={_FINIT})")
_FINITES = compile_later(rf"\b{_FINIT}")
_BEGINNT_FINIT = compile_later(rf"\s*(?:{_FINIT}|findet\b|finden\b|und\b|noch\b)")
_FOLGE = compile_later(rf"\s*(?:{_FINIT}|so\b|dann\b|\w+(?:t|en) \w)")
_REIHT_AN = compile_later(r"\s*(?:und|oder|sondern)\b")
_VERB_VORN = compile_later(r"\s*(?:ist|sind|wird|werden|hat|haben|kann|hält|kommt|war|\w{3,}(?:t|en)) (?:\w+ )")
_HAUPTSATZ_VORN = compile_later(r"\s*(?:die|der|das|den|dem)\b")


def count_verneinungen(satz: str, von: int, bis: int, einleitung: str = "") -> int:
    """Return how many negations govern the words `satz[von:bis]` (lower case), those within the words left out.

    Two cancel each other: “wird nicht ausgeschlossen”. Subordinate clauses that merely surround the words do not count, nor does a
    condition that opens with its verb (“Hält er Pflichten nicht ein, wird gekürzt”); of two predicates (“ist unzulässig und
    unterbleibt”) one does. `einleitung` is the sentence that opens the list the words stand in.
    """
    vor = _after_last(_TEILER, satz[:von])
    nach = _before_first(_ZWEITES_PRAEDIKAT, _before_first(_TEILER, satz[bis:])).split(",")
    *davor, eigenes = vor.split(",")
    teile = [f"{eigenes} … {nach[0]}", einleitung.lower()]
    if _REIHT_AN.match(eigenes) and _count(eigenes):
        # “Keine Partei muss …, und kein Dienst hat Vorrang”: a main clause of its own.
        davor = []
    teile += [t for n, t in enumerate(davor) if not _is_neben(t, n == 0, (*davor, eigenes)[n + 1] or satz[von:bis])]
    anzahl = sum(_count(teil) for teil in teile if teil) + (_OHNE_DAVOR.search(eigenes) is not None)
    if anzahl:
        # A clause that is negated already goes on with things of their own: “tauschen keine Preise aus, sprechen keine Gebiete ab”.
        return anzahl
    danach = (t for t in nach[1:] if not _NEBENSATZ.match(t) and not _PRONOMEN.match(t))
    return sum(_count(t) for t in danach if _continues(t, eigenes, nach[0]))


def _is_neben(teil: str, ist_erster: bool, folge: str) -> bool:
    """Tell whether a clause before the words is subordinate; at the head of a sentence an article opens no relative clause."""
    if ist_erster and _HAUPTSATZ_VORN.match(teil):
        return False
    return _NEBENSATZ.match(teil) is not None or (
        ist_erster and _VERB_VORN.match(teil) is not None and _FOLGE.match(folge) is not None
    )


def _continues(teil: str, *eigenes: str) -> bool:
    """Tell whether a clause behind the words goes on with theirs; one with a subject of its own does not, where theirs has its verb."""
    return _BEGINNT_FINIT.match(teil) is not None or not any(_FINITES.search(e) for e in eigenes)


def _count(teil: str) -> int:
    rest = _LEERLAUF.sub(" ", teil)
    return len(_VERNEINUNG.findall(rest)) + len(_AUSSCHLIESSEN.findall(rest))


def _after_last(teiler: re.Pattern[str], text: str) -> str:
    letzter = None
    for letzter in teiler.finditer(text):  # noqa: B007 - the last match is wanted
        pass
    return text[letzter.end() :] if letzter else text


def _before_first(teiler: re.Pattern[str], text: str) -> str:
    treffer = teiler.search(text)
    return text[: treffer.start()] if treffer else text

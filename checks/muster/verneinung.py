"""Does a sentence forbid what it names? “Eine Warteliste ist nicht zulässig” does, “… ist zulässig, wenn …nicht…” does not."""

from __future__ import annotations

import re

from corpus.regex import compile_later

_NEBENSATZ = compile_later(
    r"\s*(?:und |oder )?(?:wer|wem|wen|wenn|falls|sofern|soweit|solange|sobald|weil|da|ob|obwohl|außer|es sei denn|bis|nachdem|bevor"
    r"|die|der|das|den|dem|deren|dessen|welche[rnms]?)\b"
)
_PRONOMEN = compile_later(r"\s*(?:sie|er|es|diese[rsnm]?|jene[rsnm]?)\b")
_TEILER = compile_later(r"[;:–]|\b(?:aber|sondern|jedoch|dennoch|gleichwohl)\b")
_SCHEIN = compile_later(
    r"nicht (?:nur|unzulässig|ausgeschlossen|untersagt|verboten|allein|lediglich)|ohne weiteres"
    r"|keine(?:n|rlei)? (?:bedenken|einwände?|hindernis\w*)|nicht (?:nichtig|unwirksam)|nicht \w+(?:te|ten|ter|ene|enen|ener) (?=\w)"
)
_NEIN = compile_later(
    r"\b(?:nicht|kein(?:e|en|er|es|em)?|weder|niemals|nie|ohne|unzulässig\w*|untersagt\w*|verboten\w*|ausgeschlossen\w*"
    r"|unwirksam\w*|unterbleib\w+|unterlässt|unterlassen|verzichte\w*|niemand\w*|statt (?:eine[rs]|de[rs]))\b"
)
_VERBOT = compile_later(
    r"\bnicht (?:\w+ )?(?:zulässig|statthaft|erlaubt|gestattet|berechtigt|geführt|gebildet|eingerichtet|angelegt|verhängt|vereinbart"
    r"|vorgesehen|statt|begründet|angewandt)|\bunzulässig|\bausgeschlossen|\buntersagt|\bverboten|\bunwirksam|\bunterbleib"
    r"|\bdarf\b.*\bnicht\b|\bdürfen\b.*\bnicht\b|\bfinde[tn]\b.*\bnicht\b"
)


def is_verneint(satz: str, von: int, bis: int, einleitung: str = "") -> bool:
    """Tell whether the words `satz[von:bis]` (lower case) stand under a negation or prohibition of their own clause.

    Subordinate clauses that merely surround the words do not count; double negation (“nicht ausgeschlossen”) does not either.
    `einleitung` is the sentence that opens the list the words stand in.
    """
    vor = _after_last(_TEILER, satz[:von])
    nach = _before_first(_TEILER, satz[bis:])
    teile = vor.split(",")
    eigenes, davor = teile[-1], [t for t in teile[:-1] if not _NEBENSATZ.match(t)]
    if _says(_NEIN, eigenes) or any(_says(_NEIN, t) for t in davor):
        return True
    teile = nach.split(",")
    if _says(_NEIN, teile[0]):
        return True
    danach = [t for t in teile[1:] if not _NEBENSATZ.match(t) and not _PRONOMEN.match(t)]
    if any(_says(_VERBOT, t) for t in danach):
        return True
    return bool(einleitung) and _says(_NEIN, einleitung.lower())


def _says(muster: re.Pattern[str], text: str) -> bool:
    return muster.search(_SCHEIN.sub(" ", text)) is not None


def _after_last(teiler: re.Pattern[str], text: str) -> str:
    letzter = None
    for letzter in teiler.finditer(text):  # noqa: B007 - the last match is wanted
        pass
    return text[letzter.end() :] if letzter else text


def _before_first(teiler: re.Pattern[str], text: str) -> str:
    treffer = teiler.search(text)
    return text[: treffer.start()] if treffer else text

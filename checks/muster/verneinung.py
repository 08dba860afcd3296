"""Does a sentence forbid what it names? “Eine Warteliste ist nicht zulässig” does, “… ist zulässig, wenn …nicht…” does not.

All wordings of all rules ask here; no rule weighs negations of its own. What negates stands in the shared classes of words:
`verneinung` negates whatever it governs; `entzug` takes something away and counts only where the words name what may be taken.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.regex import compile_later

from .wortklassen import load_zaehlbar

_NEBENSATZ = compile_later(
    r"\s*(?:und |oder )?(?:wer|wem|wen|wenn|falls|sofern|soweit|solange|sobald|weil|da|ob|obwohl|außer|es sei denn|bis|nachdem|bevor"
    r"|die|der|das|den|dem|deren|dessen|welche[rnms]?)\b"
)
_RELATIV = compile_later(
    r"\s*(?:für|mit|bei|von|zu|an|in|auf|nach|aus|durch|über|unter|um|gegen|ohne|während|infolge|wegen|aufgrund)"
    r" (?:die|der|das|den|dem|denen|deren|dessen|welche[rnms]?)\b"
)
"""“Menschen, für die kein Geld mehr da ist, …”; at the head of a sentence the same words open a main clause."""
_PRONOMEN = compile_later(r"\s*(?:sie|er|es|diese[rsnm]?|jene[rsnm]?)\b")
_TEILER = compile_later(r"[;:–]|\b(?:aber|sondern|jedoch|dennoch|gleichwohl)\b")
_LEERLAUF = compile_later(
    r"nicht (?:nur|allein|lediglich|zuletzt|(?:länger|später|weniger|geringer|älter) als)|keine(?:n|rlei)? (?:bedenken|einwände?|hindernis\w*)"
    r"|\bin anspruch (?:ge|zu )?n[aeo]h?m\w*"
    r"|nicht \w+(?:lich|bar|sam|end|ig)e[nrms]? (?=\w)"
    r"|nicht (?!ausge|unter)\w+(?:te|ten|ter|ene|enen|ener) (?=\w)"
)
"""Words that look like a negation of the clause but are none: “nicht nur”, “nicht verbrauchte Mittel”."""
_OHNE_BEDINGUNG = compile_later(
    r"\b(?:bedarf|bedürfen)(?: \w+){0,4}? keine[rs]\b|\b(?:braucht|brauchen|benötig\w+|erforder[tn])\b[^.;,]*?\bkeine[nrs]?\b"
    r"|\b(?:hängt|hängen)\b[^.;,]*?\bnicht\b|\bnicht (?=(?:vo[nm]|an|davon)\b[^.;,]*\b(?:abhängig|abhängt|abhängen|geknüpft|gebunden)\b)"
)
"""“Der Wechsel bedarf keiner Zustimmung” takes nothing from who may change."""
_OHNE_DAVOR = compile_later(
    r"\b(?:ohne|statt|anstatt|anstelle) (?:\w+ ){0,2}$|^\s*(?:und )?(?:ohne|anstatt|statt) dass\b"
)
_FINIT = r"(?:wird|werden|ist|sind|kann|können|darf|dürfen|muss|müssen|hat|haben|gilt|gelten|bleib(?:t|en)|unterbleib(?:t|en)|soll|sollen)\b"
_ZWEITES_PRAEDIKAT = compile_later(rf"\bund (?={_FINIT})")
_FINITES = compile_later(rf"\b{_FINIT}")
_BEGINNT_FINIT = compile_later(rf"\s*(?:{_FINIT}|findet\b|finden\b|und\b|noch\b)")
_FOLGE = compile_later(rf"\s*(?:{_FINIT}|so\b|dann\b|\w+(?:t|en) \w)")
_REIHT_AN = compile_later(r"\s*(?:und|oder|sondern)\b")
_VERB_VORN = compile_later(r"\s*(?:ist|sind|wird|werden|hat|haben|kann|hält|kommt|war|\w{3,}(?:t|en)) (?:\w+ )")
_HAUPTSATZ_VORN = compile_later(r"\s*(?:die|der|das|den|dem)\b")
_DOPPELT = compile_later(
    r"\b((?:kein\w*|nicht|weder|niemand\w*|nie)\b[^,;.]*?\b(?:und|oder|noch|sowie)(?: auch| schon gar| erst recht)?) (?:kein(?:e[nrsm]?)?|nicht)\b"
)
"""“Kein Widerspruch und keine Klage”: each has one negation, not two."""
_VERSTAERKT = compile_later(r"^\s*(?:und )?(?:auch|selbst|erst recht|schon gar) (?:nicht|kein\w*)\b")
"""“Niemand kann …, auch nicht aus wichtigem Grund”: the clause says the same again."""
_GEREDE = compile_later(
    r"\b(?:einwand|einwände|einwendung(?:en)?|behauptung|vorwurf|rüge|frage|begründung|hinweis|argument|ansicht|eindruck)\b$"
)
"""What stands behind such a word in commas is only said, by somebody: the clause around it decides."""


_VORHABEN = compile_later(
    r"\b(?:forderung(?:en)?|vorschl[aä]ge?|idee|anregung|ansinnen|überlegung(?:en)?|versuche?|gedanke|befürchtung|sorge|annahme|missverständnis|anträge?|antrag|bitte)\b[^,]*$"
)
"""“Der Vorschlag, eine Warteliste zu führen, wurde verworfen”: so does what becomes of it."""
_VERSTOSS = compile_later(
    r"\b(?:verletzt|verstößt|vertragswidrig|pflichtwidrig|rechtswidrig|begeht|pflichtverletzung|vertragsverletzung|vertragsverstoß|vertragsstrafe"
    r"|zurückgewiesen|abgewiesen)\b"
)
"""“Wer eine Warteliste führt, verletzt diesen Vertrag.”"""
_KLAUSEL = compile_later(
    r"\b(?:klauseln?|abreden?|nebenabreden?|absprachen?|formulierung(?:en)?|regelung(?:en)?|bestimmung(?:en)?|vereinbarung(?:en)?|passus"
    r"|passagen?|satz|sätze|vorschrift(?:en)?|zusagen?|praxis|handhabung)\b[^,]*$"
)
"""“Klauseln, die eine Kündigung ausschließen, sind nicht getroffen”: the main clause decides what the clause in it comes to."""
_RUECKBEZUG = compile_later(
    r"[;.,–:] (?:und |doch |aber )?(?:(?:eine?|jede) )?(?:solche\w*|derartige\w*|dergleichen|diese[rs]?|dies|das|so etwas)\b[^;.]*\b(?:unzulässig|verboten"
    r"|untersagt|ausgeschlossen|unterbleib\w*|unwirksam|rechtswidrig|nicht (?:\w+ )?(?:zulässig|gestattet|erlaubt|statthaft|vorgesehen|vereinbart|gewollt"
    r"|möglich|statt)|gibt es[^;.]* nicht|darf\b[^;.]*\bnicht)\b"
)
"""“…; eine solche Weigerung ist hier verboten” forbids what stands before it."""


def count_verneinungen(satz: str, von: int, bis: int, einleitung: str = "", *, ist_gut: bool = False) -> int:
    """Return how many negations govern the words `satz[von:bis]` (lower case), those within the words left out.

    `ist_gut`: the words name something that may be taken away, so verbs that do so count as well.

    Two cancel each other: “wird nicht ausgeschlossen”. Subordinate clauses that merely surround the words do not count, nor does a
    condition that opens with its verb (“Hält er Pflichten nicht ein, wird gekürzt”); of two predicates (“ist unzulässig und
    unterbleibt”) one does. `einleitung` is the sentence that opens the list the words stand in.
    """
    rueckbezug = int(_RUECKBEZUG.search(satz, bis) is not None)
    return rueckbezug + _count_within(satz, von, bis, einleitung, ist_gut=ist_gut)


def _count_within(satz: str, von: int, bis: int, einleitung: str, *, ist_gut: bool) -> int:
    vor = _after_last(_TEILER, satz[:von])
    nach = _before_first(_ZWEITES_PRAEDIKAT, _before_first(_TEILER, satz[bis:])).split(",")
    *davor, eigenes = vor.split(",")
    teile = [f"{eigenes} … {nach[0]}", einleitung.lower()]

    def count(teil: str) -> int:
        return _count(teil, ist_gut=ist_gut)

    if any(count(teil) for teil in davor):
        teile[0] = _VERSTAERKT.sub("", teile[0])
    if _REIHT_AN.match(eigenes) and count(eigenes):
        # “Keine Partei muss …, und kein Dienst hat Vorrang”: a main clause of its own.
        davor = []
    teile += [
        t for n, t in enumerate(davor) if not _is_neben(t, n == 0, (*davor, eigenes + satz[von : bis + 2])[n + 1])
    ]
    anzahl = sum(count(teil) for teil in teile if teil) + (_OHNE_DAVOR.search(eigenes) is not None)
    if davor and _KLAUSEL.search(davor[-1]) and (_NEBENSATZ.match(eigenes) or _RELATIV.match(eigenes)):
        return count(teile[0]) + count(davor[-1]) + sum(count(t) for t in nach[1:])
    if davor and _VORHABEN.search(davor[-1]):
        rest = nach[1] if nach[1:] else ""
        return count(teile[0]) + _count(rest, ist_gut=True) + (_VERSTOSS.search(rest) is not None)
    if not ist_gut and not davor and nach[1:] and _VERSTOSS.search(nach[1]):
        return 1 + count(teile[0])
    if davor and _GEREDE.search(davor[-1]):
        return 0 if ist_gut else anzahl + sum(count(t) for t in nach[1:2])
    if anzahl:
        # A clause that is negated already goes on with things of their own: “tauschen keine Preise aus, sprechen keine Gebiete ab”.
        return anzahl
    danach = (t for t in nach[1:] if not _NEBENSATZ.match(t) and not _RELATIV.match(t) and not _PRONOMEN.match(t))
    return sum(count(t) for t in danach if _continues(t, eigenes, satz[von:bis], nach[0]))


def _is_neben(teil: str, ist_erster: bool, folge: str) -> bool:
    """Tell whether a clause before the words is subordinate; at the head of a sentence an article opens no relative clause."""
    if ist_erster and _HAUPTSATZ_VORN.match(teil):
        return False
    return (
        _NEBENSATZ.match(teil) is not None
        or (not ist_erster and _RELATIV.match(teil) is not None)
        or (ist_erster and _VERB_VORN.match(teil) is not None and _FOLGE.match(folge) is not None)
    )


def _continues(teil: str, *eigenes: str) -> bool:
    """Tell whether a clause behind the words goes on with theirs; one with a subject of its own does not, where theirs has its verb."""
    return _BEGINNT_FINIT.match(teil) is not None or not any(_FINITES.search(e) for e in eigenes)


def _count(teil: str, *, ist_gut: bool) -> int:
    rest = _DOPPELT.sub(r"\1", _LEERLAUF.sub(" ", teil))
    if ist_gut:
        rest = _OHNE_BEDINGUNG.sub(" ", rest)
    return sum(1 for _ in _verneinung(ist_gut=ist_gut).finditer(rest))


@cache
def _verneinung(*, ist_gut: bool) -> re.Pattern[str]:
    """Return what negates; coordinated words (“ausgeschlossen und unzulässig”) do so once."""
    worte = load_zaehlbar("verneinung", "entzug") if ist_gut else load_zaehlbar("verneinung")
    verb = load_zaehlbar("ausschluss", "entzug") if ist_gut else load_zaehlbar("ausschluss")
    reihe = rf"(?:{verb.pattern})(?:,? (?:und|oder|noch|sowie) (?:\w+ )?(?:{verb.pattern}))*"
    return re.compile(rf"{reihe}|{worte.pattern}")


def _after_last(teiler: re.Pattern[str], text: str) -> str:
    letzter = None
    for letzter in teiler.finditer(text):  # noqa: B007 - the last match is wanted
        pass
    return text[letzter.end() :] if letzter else text


def _before_first(teiler: re.Pattern[str], text: str) -> str:
    treffer = teiler.search(text)
    return text[: treffer.start()] if treffer else text

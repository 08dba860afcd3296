"""Full names of laws in running text: where they begin, what they are, where the title ends.

Everything walks word by word and forward, at most `WOERTER` words: linear and bounded.
"""

from __future__ import annotations

import re

from .schritt import LEER

WOERTER = 60
_ENDEN = {
    "gesetzbuch": "gesetz", "gesetz": "gesetz", "verordnung": "verordnung", "ordnung": "gesetz", "verfassung": "gesetz",
    "richtlinie": "vorschrift", "satzung": "vorschrift", "erlass": "vorschrift", "tarifvertrag": "tarifvertrag",
    "rahmenvertrag": "rahmenvertrag", "staatsvertrag": "gesetz", "konvention": "eu", "charta": "eu",
}  # fmt: skip
KOPF = re.compile(
    r"(?P<vorn>[\wÄÖÜäöüß/-]{0,60}?)(?P<ende>gesetzbuch|gesetz|verordnung|ordnung|verfassung|richtlinie|satzung|erlass|tarifvertrag"
    r"|rahmenvertrag|staatsvertrag|konvention|charta)(?P<fall>e?s|e|en)?(?:/EU)?(?![\wäöüß-])",
    re.IGNORECASE,
)
_WORT = re.compile(rf"{LEER}(?P<wort>[\wÄÖÜäöüß][\wÄÖÜäöüß/.-]{{0,60}}(?<![.])|[-–](?={LEER}[A-ZÄÖÜ]))(?P<komma>,?)")
_VORWORT = re.compile(rf"(?:[A-ZÄÖÜ][\wäöüß-]{{2,40}}(?:en|er|es|em|e|s)|[A-ZÄÖÜ][\wäöüß]{{2,40}}-,?|und|oder|[a-zäöü]{{4,30}}(?:en|er|es|em|e|s))(?!\w),?")
_GENERISCH = frozenset(("gesetz", "verordnung", "ordnung", "verfassung", "satzung", "richtlinie", "erlass", "tarifvertrag", "rahmenvertrag"))
_NICHT = re.compile(
    r"(?:Rechts|Tages|Haus|Rang|Reihen|Größen|Unter|An|Ver|Zu|Natur|Umsetzungs|Ausgangs|Neu|Lebens|Gesellschafts|Wirtschafts|Grund|"
    r"Landes|Bundes|Reichs|Steuer|Fach|Sozial|Einzel|Spezial|Sonder|Bei|Ein|Be|Über|Nach|Um|Ab|Zulassungs|Geschäfts|Rechtsver|Zwangsver|Rahmen)?"
    r"(?:ordnung|satzung|erlass|gesetz|verfassung|richtlinie|verordnung)\Z",
    re.IGNORECASE,
)
_EINLEITER = frozenset(("über", "zur", "zum", "betreffend", "gegen", "für", "von", "zu", "des", "der", "im", "des", "Nordrhein-Westfalen", "vom", "in", "Bayern", "Bremen"))
_FUNKTION = frozenset(
    (
        "über zur zum betreffend gegen für von zu des der die das dem den im in an am auf aus bei mit nach durch und oder sowie vom einer "
        "eines einem eine ein einen vor unter sonstiger als ihrer seiner ohne um zwischen - –"
    ).split()
)  # fmt: skip
_VERB = frozenset(
    (
        "werden wurden haben hatten sind können sollen müssen würden gelten bleiben finden waren hat ist wird wurde gilt kann soll muss "
        "wäre habe sei vorsieht regelt enthalten bestehen ergeben erfolgen folgen erfasste geregelten geltenden genannten geschaffenen "
        "eingeführten vorgesehenen bestimmten erforderliche maßgeblichen liegen"
    ).split()
)  # fmt: skip
_GEBIET = re.compile(
    rf"{LEER}(?:(?:für|des|der)(?![\w]){LEER}(?:(?:das|den|die|der){LEER})?(?:Freistaate?s?|Landes?|Freien{LEER}(?:und{LEER}Hansestadt|Hansestadt)|Bundesrepublik){LEER}"
    rf"|(?:für|von|in){LEER}(?=(?:Schleswig|Nieder|Nordrhein|Rheinland|Sachsen|Bayern|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Mecklenburg|Thüringen|Saarland|Baden))"
    rf"|(?=(?:Nordrhein-W|Bayern|Brandenburg|Berlin|Hessen|Sachsen-A|Schleswig-H|Rheinland-P|Mecklenburg|Niedersachsen|Baden-W|Thüringen)))"
    r"(?:[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?)"
)
_ZUM_GESETZ = re.compile(rf"{LEER}(?:zum|zur|zu|über){LEER}(?=[A-ZÄÖÜd])")


def read_titel(text: str, pos: int, hat_artikel: bool) -> tuple[int, str] | None:
    """Return (end, kind) of the name of a law that begins at `pos`; None if no law is named there."""
    kopf = _find_kopf(text, pos)
    if kopf is None:
        return None
    stamm = kopf["ende"].lower()
    art = _ENDEN[stamm]
    ende = kopf.end()
    wort = kopf[0]
    generisch = not kopf["vorn"] and stamm in _GENERISCH
    if generisch:
        weiter = read_rest(text, ende)
        if weiter is None:
            return (ende, art) if kopf.start() > pos and stamm != "ordnung" else None
        return weiter, art
    if wort.endswith("verordnung"):
        art = "verordnung"
    if (gebiet := _GEBIET.match(text, ende)) is not None:
        return gebiet.end(), art
    if stamm in {"verordnung", "ordnung", "gesetz"} and (fund := _ZUM_GESETZ.match(text, ende)) and wort.startswith(("Einführung", "Ausführung")):
        weiter = read_rest(text, fund.start())
        return weiter or ende, art
    return ende, art


def _find_kopf(text: str, pos: int) -> re.Match[str] | None:
    """Return the head noun: the first word with the ending of a law, behind adjectives and hyphenated parts only."""
    for _ in range(7):
        kopf = KOPF.match(text, pos)
        if kopf is not None and (kopf[0][0].isupper() or kopf[0][0].isdigit()):
            return kopf
        vor = _VORWORT.match(text, pos)
        if vor is None:
            return None
        pos = vor.end()
        while pos < len(text) and text[pos] in " \t\xa0\n":
            pos += 1
    return None


def read_rest(text: str, pos: int) -> int | None:
    """Return where the title `zur Änderung des …` that begins at `pos` ends; None if there is none."""
    fund = _WORT.match(text, pos)
    if fund is None or fund["wort"] not in _EINLEITER:
        return None
    ende = None
    for _ in range(WOERTER):
        if fund is None:
            break
        wort = fund["wort"]
        if wort == "vom" and text[fund.end() : fund.end() + 4].lstrip()[:1].isdigit():
            break
        if wort[0].isupper():
            ende = fund.end("wort")
        elif wort not in _FUNKTION and (wort in _VERB or not wort.endswith(("e", "en", "er", "es", "em", "r"))):
            break
        fund = _WORT.match(text, fund.end())
    return ende

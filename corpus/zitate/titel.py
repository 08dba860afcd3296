"""Full names of laws in running text: where they begin, what they are, where the title ends.

Everything walks word by word and forward, at most `WOERTER` words: linear and bounded.
"""

from __future__ import annotations

import re

from ..gesetzesnamen import ORDNUNGSZAHLEN, find_bekannt
from .schritt import LEER

WOERTER = 60
_ENDEN = {
    "gesetzbuch": "gesetz", "gesetz": "gesetz", "verordnung": "verordnung", "ordnung": "gesetz", "verfassung": "gesetz",
    "richtlinie": "vorschrift", "satzung": "vorschrift", "erlass": "vorschrift", "tarifvertrag": "tarifvertrag",
    "rahmenvertrag": "rahmenvertrag", "staatsvertrag": "vertrag", "konvention": "eu", "charta": "eu",
}  # fmt: skip
KOPF = re.compile(
    r"(?P<vorn>[\wÄÖÜäöüß-]{0,60}?)(?P<ende>gesetzbuch|gesetz|verordnung|ordnung|verfassung|richtlinie|satzung|erlass|tarifvertrag"
    r"|rahmenvertrag|staatsvertrag|konvention|charta)(?P<fall>e?s|en|e)?(?:/EU)?(?![\wäöüß/-])",
    re.IGNORECASE,
)
_WORT = re.compile(
    rf"{LEER}(?P<wort>[„“”\"]|[\wÄÖÜäöüß][\wÄÖÜäöüß/-]{{0,60}}+(?:\.(?={LEER}[a-zäöü]))?)(?P<komma>,?)"
)
_VORWORT = re.compile(
    r"(?:[A-ZÄÖÜ][\wäöüß-]{2,40}(?:en|er|es|em|e|s)|[A-ZÄÖÜ][\wäöüß]{2,40}-,?|und|oder|[a-zäöü]{3,30}isch(?:en|er|es|e))(?!\w),?"
)
_GENERISCH = frozenset(
    ("gesetz", "verordnung", "ordnung", "verfassung", "satzung", "richtlinie", "erlass", "tarifvertrag", "rahmenvertrag")
)
# Words that end like a law and are none, or name a kind of law and not one of them.
_KEIN_NAME = re.compile(
    r"(?:(?:Rechts|Tages|Haus|Rang|Reihen|Grö(?:ß|ss)en|Unter|An|Ver|Zu|Natur|Umsetzungs|Ausgangs|Neu|Lebens|Gesellschafts|Wirtschafts|"
    r"Landes|Bundes|Reichs|Steuer|Fach|Sozial|Einzel|Spezial|Sonder|Bei|Ein|Be|Über|Nach|Um|Ab|Geschäfts|Zwangsver|Rahmen|Änderungs|"
    r"Ausführungs|Einführungs|Zustimmungs|Artikel|Haupt|Gebühren|Prüfungs|Studien|Weitergeltungs|Dienst|Haft|Sicherungs|Erst|Beweis|"
    r"Vollziehungs|Terminver|Unterbringungs|Schul|Bau|Dienstvertrags|Haushalts|Straf|Rechtsver|Durchführungs|Not|Satzungs|Vollstreckungs|"
    r"Raum|Zeit|Gleich|Vor|Nachlass|Verbands|Hochschul|Promotions|Approbations|Mehrarbeits|Leistungs|Zuständigkeits|Geschäftsver)?"
    r"(?:ordnung|satzung|erlass|gesetz|verfassung|richtlinie|verordnung|gesetzbuch)(?:e?s|en|e)?)\Z",
    re.IGNORECASE,
)
# Endings in -ordnung that are acts and states, never laws.
_HANDLUNG = re.compile(
    r"(?:\A|[a-zäöüß])(?:an|zu|ein|unter|ab|bei|um|nach|rang|grö(?:ß|ss)en|werte|kompetenz|rechts|grund|tages|wirtschafts|gesellschafts|lebens)"
    r"ordnung(?:en)?\Z", re.IGNORECASE
)
# Orders that authorities, chambers and parties give themselves.
_UNTERGESETZLICH = re.compile(
    r"(?:Gebühren|Prüfungs|Studien|Geschäfts|Vergütungs|Entgelt|Dienst|Dienstvertrags|Haus|Schieds|Promotions|Benutzungs|Berufs|Verfahrens|"
    r"Schiedsgerichts|Weiterbildungs|Verbands|Beitrags|Friedhofs)ordnung", re.IGNORECASE
)
# Orders that are statutes; any other -ordnung needs a § before it to count.
_GESETZESORDNUNG = re.compile(
    r"(?:prozess|prozeß|gerichts|abgaben|gewerbe|handwerks|insolvenz|konkurs|vergleichs|wahl|haushalts|bau|beschwerde|disziplinar|grundbuch|"
    r"anwalts|notar|ärzte|gemeinde|kreis|versicherungs|verfahrens|kosten|zulassungs-?|verkehrs-?|ausbildungs|laufbahn|schul)ordnung\Z", re.IGNORECASE
)
_GRUND = re.compile(r"(?:Reichs|Landes|Paulskirchen|Staats)verfassung\Z")
_EINLEITER = frozenset("über zur zum betreffend gegen für zu des der".split())
_HAUPTEINLEITER = frozenset("über zur zum betreffend gegen für".split())
_FUNKTION = frozenset(
    "über zur zum betreffend gegen für von zu des der die das dem den im in an am auf aus bei mit durch und oder sowie einer eines "
    "einem eine ein einen vor unter sonstiger als ihrer seiner ohne um zwischen".split()
)
_VERB = frozenset(
    "werden wurden haben hatten sind können sollen müssen würden gelten bleiben finden waren wäre habe sei enthalten bestehen ergeben "
    "erfolgen folgen erforderliche liegen wurde würde werde hatte sollte konnte könnte dürfte lautete erging bestimmten".split()
)
_GEBIET = re.compile(
    rf"{LEER}(?:(?:für|des|der)(?![\w]){LEER}(?:(?:das|den|die|der){LEER})?(?:Freistaate?s?|Landes?|Freien{LEER}(?:und{LEER}Hansestadt|Hansestadt)|Bundesrepublik){LEER}"
    rf"|(?:für|von|in){LEER}(?=(?:Schleswig|Nieder|Nordrhein|Rheinland|Sachsen|Bayern|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Mecklenburg|Thüringen|Saarland|Baden))"
    rf"|des{LEER}(?=Saarlandes)"
    rf"|(?=(?:Nordrhein-W|Bayern|Brandenburg|Berlin|Bremen|Hessen|Sachsen-A|Schleswig-H|Rheinland-P|Mecklenburg|Niedersachsen|Baden-W|Thüringen)))"
    r"(?:[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?)"
)
_JAHR = re.compile(rf"{LEER}(?:19|20)\d\d(?![\d.])")
_WEIMAR = re.compile(rf"{LEER}von{LEER}Weimar\b")
_ZUM_GESETZ = re.compile(r"(?:Einführungs|Ausführungs|Änderungs|Zustimmungs|Umsetzungs)gesetz", re.IGNORECASE)
_AUSLAND = re.compile(r"[a-zäöü]{3,20}ischen?[rsm]?[ \xa0]\Z")
_BEIWORT = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,30}(?:en|es|er|e)[ \xa0]\Z")
_ERGAENZUNG = re.compile(r"[A-ZÄÖÜ][\wäöüß]{2,40}-[ \xa0]und[ \xa0]\Z")
_BUCH_DAVOR = re.compile(rf"(?<!\w)(?:{'|'.join(ORDNUNGSZAHLEN)}|Siebent)e[nsr]?{LEER}(?:Buch(?:e?s)?{LEER}(?:des{LEER})?)?\Z")
_FUELLWORT = frozenset(
    "Diese Dieser Dieses Diesem Diesen Jede Jedes Jeder Keine Seine Ihre Eine Einen Eines Einer Nach Alle Aber Ohne Unter Über Welche Welches "
    "Neue Neuen Neues Geltende Bestehende Beide Solche Jene Jenes Meine Deren Dessen Daher Weder Oder Außer Hinter Durch Gegen Neuere".split()
)


def read_titel(text: str, pos: int, hat_artikel: bool) -> tuple[int, str] | None:
    """Return (end, kind) of the name of a law that begins at `pos`; None if no law is named there."""
    kopf = _find_kopf(text, pos)
    if kopf is None:
        return None
    stamm = kopf["ende"].lower()
    art = _ENDEN[stamm]
    ende = kopf.end()
    if _HANDLUNG.search(kopf[0]):
        return None
    if _UNTERGESETZLICH.match(kopf[0]):
        art = "vorschrift"
    if not kopf["vorn"] and stamm in _GENERISCH:
        weiter = _read_gebiet(text, ende) or read_rest(text, ende)
        if weiter is None or (stamm == "gesetz" and text[ende : ende + 5] == " des "):
            return (ende, art) if hat_artikel and stamm in {"gesetz", "verordnung"} and text[ende : ende + 5] == " vom " else None
        return weiter, art
    return _read_anhang(text, kopf[0], stamm, ende), art


def _read_anhang(text: str, wort: str, stamm: str, ende: int) -> int:
    """Return the end of a compound name with its territory or the law it introduces."""
    gebiet = _read_gebiet(text, ende) or (jahr.end() if (jahr := _JAHR.match(text, ende)) else None)
    if gebiet is not None:
        return gebiet
    fund = _WORT.match(text, ende)
    if fund is None:
        return ende
    if _ZUM_GESETZ.search(wort) and fund["wort"] in {"zum", "zur", "zu", "über"}:
        return read_rest(text, ende) or ende
    if fund["wort"] in {"über", "betreffend"} and stamm in {"verordnung", "gesetz", "richtlinie"}:
        return read_rest(text, ende) or ende
    return ende


def _read_gebiet(text: str, ende: int) -> int | None:
    """Return the end of `für den Freistaat Sachsen`, `von Weimar`; None if no territory follows."""
    fund = _GEBIET.match(text, ende) or _WEIMAR.match(text, ende)
    return fund.end() if fund else None


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
    if fund["wort"] == "vom" and text[fund.end() : fund.end() + 4].lstrip()[:1].isdigit():
        return None
    ende = None
    offen = False
    letztes = fund
    hat_einleiter = fund["wort"] in _HAUPTEINLEITER
    for _ in range(WOERTER):
        if fund is None:
            break
        wort = fund["wort"]
        if wort == "vom" and text[fund.end() : fund.end() + 4].lstrip()[:1].isdigit():
            break
        if wort[0].isupper():
            if sum(zeichen.isupper() for zeichen in wort) > 1 and "-" not in wort and find_bekannt(wort) is None and wort != "SGB":
                ende = ende if ende is None else ende
                if not re.fullmatch(r"[IVX]+|EU|EG|DDR", wort):
                    break
            ende = fund.end("wort")
        elif wort in "„“”\"":
            if ende is not None and offen:
                ende = fund.end("wort")
            offen = not offen
        elif wort not in _FUNKTION and (wort in _VERB or not wort.endswith(("e", "en", "er", "es", "em"))):
            break
        letztes = fund
        hat_einleiter = hat_einleiter or wort in _HAUPTEINLEITER
        fund = _WORT.match(text, fund.end())
    if letztes["wort"] in {"des", "der"} and text[letztes.end() : letztes.end() + 2] == " §":
        # The title of an ordinance about a § (“zur Durchführung des § 17 …”): the § is the citation.
        return None
    return ende if hat_einleiter else None


def find_anfang(text: str, wort_ab: int, frei_ab: int) -> int:
    """Return where a name begins whose head noun begins at `wort_ab`: ordinals, adjectives, `Teilzeit- und` come before."""
    start = wort_ab
    for _ in range(4):
        davor = _wort_davor(text, start, frei_ab)
        wort = text[davor:start]
        if wort.rstrip() == "und":
            davor = _wort_davor(text, davor, frei_ab)
            if not _ERGAENZUNG.match(text, davor, start):
                break
        elif not _BEIWORT.match(wort) or wort.strip() in _FUELLWORT:
            return davor if _AUSLAND.match(wort) else start
        start = davor
    return start


def _wort_davor(text: str, pos: int, frei_ab: int) -> int:
    """Return where the word before the blank at `pos - 1` begins; `pos` itself if none does within reach."""
    if pos - 1 <= frei_ab or text[pos - 1] not in " \xa0":
        return pos
    grenze = max(pos - 42, frei_ab)
    start = pos - 1
    while start > grenze and ((zeichen := text[start - 1]).isalpha() or zeichen == "-"):
        start -= 1
    return start


def find_buch(text: str, wort_ab: int, frei_ab: int) -> int:
    """Return where `Neuntes Buch` begins that stands before `Sozialgesetzbuch` or ends in the word at `wort_ab`."""
    fund = _BUCH_DAVOR.search(text, max(wort_ab - 45, frei_ab), wort_ab)
    return fund.start() if fund else wort_ab


def is_eigenname(name: str) -> bool:
    """Tell whether a full name is the name of one law: `Antiterrorismusgesetz`, not `Landesgesetz`."""
    wort = next((w for w in name.split() if KOPF.match(w)), name)
    if wort.endswith(("ordnungen", "verfassungen", "konventionen", "satzungen", "verträge")):
        return False
    if wort.lower().endswith("ordnung") and not wort.lower().endswith("verordnung"):
        return bool(_GESETZESORDNUNG.search(wort)) and not _UNTERGESETZLICH.match(wort)
    if " " in name:
        return not _KEIN_NAME.match(name.rpartition(" ")[2]) or len(name.split()) > 2 or "isch" in name.split()[0]
    return bool(_GRUND.match(name)) or not _KEIN_NAME.match(name)

"""Decisions of courts: court, kind, date, Aktenzeichen, read from running text.

`read_entscheidung` stands on a court's name or on “Urteil”, “Beschluss”; `read_fundstelle` on a reporter (`SozR 4-2500 § 73b Nr 1`).
All patterns are possessive or bounded: a failed attempt costs at most a few hundred characters.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..norm.normform import MONATE
from ..regex import compile_fast, compile_later

_L = r"(?:[^\S\r\n\f\v]{0,4}+(?:\n[ \t\xa0]{0,20}+|\r\n[ \t\xa0]{0,20}+|))"
_GERICHT = (
    r"(?:BVerfG|BVerwG|BSG|BGH|BAG|BFH|BPatG|EuGH|EuG|EGMR|GmS-OGB|GemSOGB"
    r"|(?:[A-ZÄÖÜ][a-zäöü]{2,7})?(?:LSG|OVG|VGH|OLG|LAG|ObLG|VerfGH)|FG|VG|SG|LG|AG|KG|ArbG|StGH|LVerfG|VerfG"
    r"|Bundes(?:verfassungs|verwaltungs|sozial|arbeits|patent)gerichts?|Bundes(?:gerichts|finanz)hofs?"
    r"|Landes(?:sozial|arbeits|verfassungs)gerichts?|Ober(?:verwaltungs|landes)gerichts?"
    r"|(?:Land|Amts|Sozial|Arbeits|Finanz|Verwaltungs)gerichts?|Verwaltungsgerichtshofs?|Europäischen? Gerichtshofs?)"
)
# A court that stands alone at a candidate: these endings are also endings of laws.
IST_GERICHT = compile_fast(rf"{_GERICHT}(?:-|\Z)")
_ORT = (
    rf"(?:{_L}(?!Urt|Besch|Entsch|Nichtann|Kammer|Vorlage|Az|Verf|Grund)"
    rf"(?:[A-ZÄÖÜ][a-zäöüß]{{2,25}}+(?:-[A-ZÄÖÜ][a-zäöüß]{{2,25}}+){{0,2}}"
    rf"|am|an{_L}der|in|für{_L}das{_L}Land|NRW|a\.{_L}M\.))"
)
_SORTE = (
    r"(?P<sorte>(?:Nichtannahme|Kammer|Senats|Vorlage|Revisions|Teil|Grund|End)?(?:[Uu]rteile?n?s?|[Bb]eschlüsse?n?"
    r"|[Bb]eschluss(?:es)?|Urt\.|Beschl\.|[Ee]ntscheidung(?:en)?|Gerichtsbescheid|Verfügung))"
)
_TAG = rf"(?:(?P<tag>\d{{1,2}})\.{_L}(?:(?P<monat>\d{{1,2}})\.{_L}|(?P<name>{'|'.join(MONATE)}){_L})(?P<jahr>\d{{4}}|\d\d(?!\d)))"
_AZ = (
    r"(?:(?:[BLSPRC][ \xa0])?(?:\d{1,3}[a-z]?|[IVX]{1,4}[a-z]{0,2})[ \xa0]?"
    r"(?:[A-Z][A-Za-zÄÖÜäöü.-]{0,7}[ \xa0]?){1,3}(?:\([A-Za-z]{1,8}\)[ \xa0]?)?"
    r"\d{1,5}(?:[/.]\d{2,4})(?:[.][A-Z]{1,3}|[ \xa0](?:B[ \xa0]ER|R|BH|B|KH|KL|RG|S|C|ER|EK|PKH|NZB|ZVW|WA)(?![\w]))?"
    r"|(?:StB|GSSt|GrS|EnVR|KZR|AnwZ|NotZ|RiZ|PatAnwZ)[ \xa0](?:\([A-Za-z]{1,8}\)[ \xa0])?\d{1,3}/\d\d"
    r"|C[-‑]\d{1,4}/\d\d(?:[ \xa0]P)?)(?!\w)"
)
# What every date and every Aktenzeichen holds. Most words like “Beschluss” have neither behind them, and then none of the
# large patterns is needed.
_DATUM_ODER_AZ = compile_later(r"\d[./]")
_IN_AZ = compile_later(r"\d[/.]\d\d")
_REICHWEITE, _REICHWEITE_AZ = 1200, 400
_KEIN_GERICHT = ("Beschluss ", "Urteil ", "Entscheidung ")
_SAMMLUNGEN = ("AP", "SozR", "EzA", "Buchholz", "BGHR")
_SORTE_AB = frozenset("NKSVRTGEUuBbe")
# Read one after the other; each may be missing.
_KOPF = compile_fast(
    rf"(?P<gericht>{_GERICHT}(?!\w)(?:{_ORT}){{0,4}})(?:{_L}(?:\[K\]|\(K\)|<{_L}K(?:ammer)?{_L}>))?"
    rf"(?:-|,|{_L}\()?{_L}(?:(?:\d{{1,2}}|[IVX]{{1,4}})\.{_L}(?:Zivils|Strafs|S)enat,?{_L}|\d{{1,2}}\.{_L}Kammer,?{_L}){{0,2}}"
)
_SORTENKOPF = compile_fast(rf"{_SORTE}(?!\w),?{_L}(?:(?:vom|v\.){_L})?")
_FALL = compile_later(r"(?<=gericht)s\b|(?<=gerichtshof)s\b|(?<=finanzhof)s\b")
# `Urteil des LSG Hamburg vom`: the court stands behind the kind.
_GENITIV = compile_fast(rf"(?:des|der){_L}(?P<gericht>{_GERICHT}(?!\w)(?:{_ORT}){{0,4}}){_L}(?:vom|v\.){_L}")
_ZEIT = compile_fast(rf"(?:vom|v\.)?{_L}{_TAG}")
_ZEICHEN = compile_fast(
    rf"(?:,?{_L}(?:Az\.:?|Aktenzeichen:?){_L}|,?{_L}\(?{_L}[-–—]{_L}|[,:]?{_L}\(?)(?P<az>{_AZ}(?:,{_L}{_AZ}){{0,6}})"
)
_S = r"[ \xa0]"
_NAME = r"[A-ZÄÖÜ]\w{1,20}+"
_FUNDSTELLE = compile_fast(
    rf"(?:AP|SozR|EzA){_S}Nr\.?{_S}\d{{1,4}}{_S}zu(?:{_S}{_NAME})?{_S}§{_L}\d{{1,4}}\w?(?:{_S}{_NAME})?"
    rf"|(?:SozR{_S}\d{{1,4}}(?:{_L}[–-]{_L}\d{{4}})?|Buchholz{_S}[\d.]{{1,9}}|(?:BGHR|AP|EzA){_S}{_NAME}){_S}"
    rf"(?:§|Art)\.?{_L}\d{{1,4}}\w?"
    rf"(?:{_S}(?:Abs\.?{_S}\d{{1,3}}\w?|(?!Nr)[A-ZÄÖÜ][\w-]{{1,20}}+(?:{_S}\d{{4}}(?!\d))?(?={_S}(?:Nr|§)))){{0,3}}"
    rf"(?:{_S}(?!Nr)[A-Z][a-zäöü]{{1,20}}+)?(?:{_S}(?:Nr\.?{_S})?\d{{1,4}})?"
)


class Entscheidung(NamedTuple):
    """One decision: `datum` is ISO or empty, `art` is Urteil, Beschluss, Gerichtsbescheid or empty; a reporter alone has only `fundstelle`."""

    gericht: str
    aktenzeichen: str
    datum: str = ""
    art: str = ""
    fundstelle: str = ""

    def format(self) -> str:
        """Print the decision the way courts cite each other: `BSG, Urteil vom 28.01.2021 – B 8 SO 9/19 R`."""
        if self.fundstelle:
            return self.fundstelle
        kopf = ", ".join(teil for teil in (self.gericht, self.art) if teil)
        if self.datum:
            jahr, monat, tag = self.datum.split("-")
            kopf = f"{kopf} vom {tag}.{monat}.{jahr}".strip()
        return " – ".join(teil for teil in (kopf, self.aktenzeichen) if teil)


def read_entscheidung(text: str, pos: int) -> tuple[int, Entscheidung] | None:
    """Return (end, decision) if a court or kind of decision with an Aktenzeichen, or with court and date, stands at `pos`."""
    if _DATUM_ODER_AZ.search(text, pos, pos + _REICHWEITE) is None:
        return None
    kopf = None if text.startswith(_KEIN_GERICHT, pos) else _KOPF.match(text, pos)
    ab = kopf.end() if kopf else pos
    naechstes = text[ab : ab + 1]
    sorte = _SORTENKOPF.match(text, ab) if naechstes in _SORTE_AB else None
    if sorte is None:
        if kopf is None or (naechstes.islower() and naechstes != "v"):
            # Behind a court a sentence goes on: “das LSG weicht … ab”.
            return None
        gericht, ende = kopf["gericht"], kopf.end()
    else:
        ist_genitiv = kopf is None and text.startswith(("des", "der"), sorte.end())
        genitiv = _GENITIV.match(text, sorte.end()) if ist_genitiv else None
        if genitiv is not None:
            gericht, ende = genitiv["gericht"], genitiv.end()
        else:
            gericht, ende = kopf["gericht"] if kopf else "", _skip_kammer(text, sorte)
    zeit = _ZEIT.match(text, ende)
    ende = zeit.end() if zeit else ende
    hat_az = _IN_AZ.search(text, ende, ende + _REICHWEITE_AZ) is not None
    zeichen = _ZEICHEN.match(text, ende) if hat_az else None
    datum = _read_datum(zeit) if zeit else ""
    if zeichen is None and not (datum and gericht):
        return None
    aktenzeichen = ""
    if zeichen is not None:
        ende = zeichen.end()
        aktenzeichen = " ".join(zeichen["az"].split())
        ende += text[ende : ende + 1] == ")" and "(" in text[pos : zeichen.start("az")]
    return ende, Entscheidung(_name(gericht), aktenzeichen, datum, _sorte(sorte["sorte"]) if sorte else "")


def _name(gericht: str) -> str:
    """Return the name of a court in the nominative with single blanks."""
    return _FALL.sub("", " ".join(gericht.split()), count=1)


def _skip_kammer(text: str, sorte: re.Match[str]) -> int:
    """Return where the date begins behind “Beschluss der 2. Kammer des Ersten Senats vom”."""
    ende = sorte.end()
    if text.startswith(("der ", "des "), ende):
        vom = text.find(" vom ", ende, ende + 90)
        if vom >= 0 and not any(zeichen in text[ende:vom] for zeichen in ";()§"):
            return vom + 5
    return ende


def read_fundstelle(text: str, pos: int) -> tuple[int, Entscheidung] | None:
    """Return (end, decision) for a reporter that files decisions under a norm."""
    fund = _FUNDSTELLE.match(text, pos) if text.startswith(_SAMMLUNGEN, pos) else None
    if fund is None:
        return None
    return fund.end(), Entscheidung("", "", fundstelle=" ".join(fund[0].split()))


def _read_datum(fund: re.Match[str]) -> str:
    """Return the ISO date of a match, empty if it is an impossible one."""
    tag, zahl, name, jahr = fund.groups()
    monat = int(zahl) if zahl else MONATE.index(name) + 1
    if len(jahr) == 2:
        jahr = f"{'19' if int(jahr) > 49 else '20'}{jahr}"
    if not (1 <= monat <= 12 and 1 <= int(tag) <= 31):
        return ""
    return f"{jahr}-{monat:02d}-{int(tag):02d}"


def _sorte(wort: str) -> str:
    klein = wort.lower()
    if klein == "gerichtsbescheid":
        return "Gerichtsbescheid"
    return "Urteil" if "urt" in klein else "Beschluss" if "beschl" in klein else ""

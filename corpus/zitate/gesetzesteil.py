"""The law behind the places: abbreviation, book of the SGB, or full name with its title, date and Fundstelle."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..norm.gesetzesnamen import art_of, find_bekannt, find_schluessel, load_abkuerzungen
from ..norm.normform import MONATE
from ..regex import compile_fast
from . import zitatmuster
from .abkuerzung import guess_art, is_abkuerzung
from .folge import read_folge
from .kopfwort import match_kopf, split_kopf
from .kurzname import read_kurzname
from .titel import read_titel

# The last letters of words with which a name may begin that is built of another: `AG SGB IX`, `VO (EG) 883/2004`.
_BLATT_AB = (", BGBl", ", RGBl", ", GV", ", GBl", ", ABl", ", BAnz")
_NUR_VERORDNUNG = frozenset(("VO", "DVO"))
_BESONDERE_ENDEN = frozenset(("AG", "RV", "VO", "RL", "GB", "ng", "ag", "es", "gs"))


_EU_MEHRZAHL = compile_fast(r"(?<=Verordnung)en(?= )|(?<=Richtlinie)n(?= )")


class Gesetzesteil(NamedTuple):
    """The law named at a place in the text.

    Its name stands from `name_ab` to `name_bis`; the citation ends at `end`, behind date, Fundstelle and version.
    """

    end: int
    name_ab: int
    name_bis: int
    gesetz: str
    art: str
    fassung: str = ""
    hinweis: str = ""


@cache
def _mehrwort() -> dict[str, tuple[str, ...]]:
    """Return first word → known names of more than one word, the longest first."""
    tabelle: dict[str, list[str]] = {}
    for name in load_abkuerzungen():
        if " " in name:
            tabelle.setdefault(_first_word(name), []).append(name)
    return {wort: tuple(sorted(namen, key=len, reverse=True)) for wort, namen in tabelle.items()}


def _first_word(name: str) -> str:
    """Return a name up to its first blank, slash or hyphen."""
    fund = zitatmuster.ERSTES.match(name)
    return fund[0] if fund else ""


def read_gesetz(text: str, pos: int, kontext: str = "") -> Gesetzesteil | None:
    """Read the law that follows the places of a citation; None if none does.

    “dieses Buches” is the law of the text itself (`kontext`), “dieses Vertrages” and “des Vertrages” name no law.
    """
    if zitatmuster.OHNE_GESETZ.match(text, pos) is not None:
        return None
    if (kurz := read_kurzname(text, pos)) is not None:
        return Gesetzesteil(*kurz)
    fassung = ""
    if text[pos : pos + 4].lstrip()[:1] in zitatmuster.FASSUNG_AB and (
        vorab := zitatmuster.FASSUNG.match(text, pos) or zitatmuster.FASSUNG_VORAN.match(text, pos)
    ):
        fassung = read_fassung(vorab)
        pos = vorab.end()
    teil = read_name(text, pos)
    if (teil is None or teil.gesetz in _NUR_VERORDNUNG) and (zu := _read_zu_paragraf(text, pos)) is not None:
        return zu._replace(fassung=fassung)
    if teil is None:
        eigen = zitatmuster.EIGEN.match(text, pos)
        if eigen is None:
            return Gesetzesteil(pos, pos, pos, "", "", fassung) if fassung else None
        art = "intern" if eigen["dies"] else "rahmenvertrag" if "ahmenvertrag" in eigen[0] else "vertrag"
        return Gesetzesteil(eigen.end(), pos, eigen.end(), kontext if eigen["gesetz"] else "", art, fassung)
    if fassung:
        return teil._replace(fassung=fassung)
    if text[teil.end : teil.end + 5].lstrip(" ,(<\n\xa0")[:1] in zitatmuster.FASSUNG_DANACH and (
        danach := zitatmuster.FASSUNG.match(text, teil.end)
    ):
        # A date of the version stands behind the citation, “a. F.” is a part of it.
        ende = danach.end() if danach["an"] or danach["zeit"] or danach["spaeter"] else teil.end
        return teil._replace(end=ende, fassung=read_fassung(danach))
    return teil


def _read_zu_paragraf(text: str, pos: int) -> Gesetzesteil | None:
    """Read an ordinance that is named by the § it stands on; None if none follows."""
    kopf = zitatmuster.NUR_ZU_PARAGRAF.match(text, pos)
    folge = read_folge(text, kopf.end()) if kopf is not None else None
    teil = read_name(text, folge.end) if folge is not None else None
    if kopf is None or teil is None or not teil.gesetz:
        return None
    ab = kopf.start("kopf")
    return Gesetzesteil(teil.name_bis, ab, teil.name_bis, _glatt(text[ab : teil.name_bis]), "verordnung")


def read_fassung(fund: re.Match[str]) -> str:
    """Return `a. F.`, `n. F.` or the ISO date of a matched version."""
    if kurz := fund["an"] or fund["wort"] or fund["zeit"] or fund["spaeter"]:
        return "a. F." if kurz[0] in "aA" else "n. F."
    monat = int(fund["monat"]) if fund["monat"] else MONATE.index(fund["name"]) + 1
    if not (1 <= monat <= 12 and 1 <= int(fund["tag"]) <= 31):
        return ""
    return f"{fund['jahr']}-{monat:02d}-{int(fund['tag']):02d}"


def read_name(text: str, pos: int) -> Gesetzesteil | None:
    """Read the name of a law at `pos`, with an article before it or without."""
    fund = zitatmuster.WORT.match(text, pos)
    if fund is None:
        return None
    wort = fund["wort"]
    if wort in {"S", "SG"} and (gesperrt := zitatmuster.SGB_GESPERRT.match(text, pos)):
        schluessel = find_bekannt(f"SGB {gesperrt['buch']}") or "SGB"
        return Gesetzesteil(gesperrt.end(), gesperrt.start("sgb"), gesperrt.end(), schluessel, "gesetz")
    ab = fund.start("ausland") if fund["ausland"] else fund.start("wort")
    if fund["ausland"]:
        titel = read_titel(text, fund.start("wort"), True)
        return _build(text, ab, titel[0], _glatt(text[ab : titel[0]]), titel[1]) if titel else None
    if zitatmuster.SGB_WORT.match(wort):
        return _read_sgb(text, fund, ab)
    if wort[-2:] in _BESONDERE_ENDEN and (besonders := _read_besonderes(text, ab, wort)) is not None:
        return besonders
    teil = _read_abkuerzung(text, fund, ab, wort)
    if teil is not None:
        return teil
    if buch := zitatmuster.BUCH.match(text, pos):
        ab = buch.end("artikel") if buch["artikel"] else buch.end() - len(buch[0].lstrip())
        return _build(text, ab, buch.end(), find_bekannt(_glatt(text[ab : buch.end()])) or "SGB", "gesetz")
    titel = read_titel(text, ab, bool(fund["artikel"]))
    if titel is None:
        return None
    ende, art = titel
    name = _glatt(text[ab:ende])
    if art == "eu":
        name = _EU_MEHRZAHL.sub("", name)
    schluessel = find_bekannt(name) or ""
    if not schluessel and find_schluessel(_nominativ(name)) is None:
        return None
    return _build(text, ab, ende, schluessel or _nominativ(name), art_of(schluessel) or art)


def _read_besonderes(text: str, ab: int, wort: str) -> Gesetzesteil | None:
    """Read a name that is built of another law's name or number; None if the word begins no such name."""
    if wort in zitatmuster.EU_ART and (eu := zitatmuster.EU_KURZ.match(text, ab)):
        name = f"{zitatmuster.EU_ART[wort]} {_glatt(eu['nummer'])}"
        return Gesetzesteil(eu.end(), ab, eu.end(), name, "eu")
    if (
        wort == "Verordnung"
        and (zu := zitatmuster.ZU_PARAGRAF.match(text, ab))
        and (bekannt := find_bekannt(zu["name"]))
    ):
        return _build(text, ab, zu.end(), bekannt, art_of(bekannt))
    if wort.endswith(("AG", "RV", "VO", "ahmenvertrag", "ahmenvertrages", "ahmenvertrags", "SGB")) and (
        zu := zitatmuster.ZU_SGB.match(text, ab)
    ):
        strich = zu["zwischen"] if zu["zwischen"] in ("-", "") else " "
        name = f"{_glatt(zu['kopf'])}{strich}SGB {zu['buch']} {zu['land'] or ''}".rstrip()
        bekannt = find_bekannt(name) or name
        return _build(text, ab, zu.end(), bekannt, art_of(bekannt) or _guess_sgb_art(zu["kopf"]))
    return None


def _guess_sgb_art(kopf: str) -> str:
    """Return the kind of a text that is named after a book of the SGB."""
    return "gesetz" if kopf.endswith("G") else "verordnung" if kopf.endswith("VO") else "rahmenvertrag"


def _nominativ(name: str) -> str:
    """Return a name with its head noun out of the genitive: `Gesetzes zur …` → `Gesetz zur …`."""
    woerter = name.split(" ")
    for i, wort in enumerate(woerter):
        teile = split_kopf(wort)
        if teile is not None:
            if teile[2] in {"es", "s"}:
                woerter[i] = wort.removesuffix(teile[2])
            break
    return " ".join(woerter)


def _build(text: str, ab: int, bis: int, gesetz: str, art: str) -> Gesetzesteil:
    """Return the law named from `ab` to `bis`, with date and Fundstelle if they follow.

    A date alone belongs to the citation only where the name needs it (“Gesetz zur … vom 3. Mai 2010”); a name that is
    nothing but “Gesetz” gets its date into the key.
    """
    ende = bis
    if text[bis : bis + 3].lstrip()[:1] not in zitatmuster.DATIERT_AB and not text.startswith(_BLATT_AB, bis):
        return Gesetzesteil(ende, ab, bis, gesetz, art)
    fund = zitatmuster.DATIERT.match(text, bis)
    teile = split_kopf(text[ab:bis])
    ist_bloss = teile is not None and not teile[0]
    if fund is not None and ist_bloss:
        gesetz = f"{gesetz} {_glatt(fund['datum'])}"
    if (
        fund is not None
        and (fund["blatt"] or ist_bloss or (not fund["kurz"] and " " in text[ab:bis] and match_kopf(text, ab)))
    ) or (fund := zitatmuster.GEKLAMMERT_DATIERT.match(text, bis) or zitatmuster.BLATT_DIREKT.match(text, bis)):
        ende = fund.end()
    return Gesetzesteil(ende, ab, bis, gesetz, art)


def _read_sgb(text: str, fund: re.Match[str], ab: int) -> Gesetzesteil:
    """Read a book of the SGB by number, in Arabic, Roman or disturbed Roman figures."""
    wort = fund["wort"]
    ende = fund.end()
    if (teil := zitatmuster.SGB_TEIL.match(wort)) and (buch_im_wort := find_bekannt(f"SGB {teil['buch']}")):
        ende = ab + teil.end("buch")
        return Gesetzesteil(ende, ab, ende, buch_im_wort, "gesetz")
    if (kurz := find_bekannt(wort)) is not None:
        return _build(text, ab, ende, kurz, "gesetz")
    if buch := zitatmuster.SGB.match(text, ende):
        gezaehlt = find_bekannt(f"SGB {buch['buch']}") or "SGB"
        if danach := zitatmuster.SGB_DANACH.match(text, buch.end()):
            return _read_nach_sgb(text, ab, danach, gezaehlt)
        gelesen = _build(text, ab, buch.end(), gezaehlt, "gesetz")
        # The two SGB IX are told apart by their year.
        return gelesen._replace(fassung="a. F.") if buch["jahr"] == "2001" and gezaehlt == "SGB IX" else gelesen
    if (lang := zitatmuster.BUCH.match(text, ab)) is not None:
        schluessel = find_bekannt(_glatt(lang[0]).strip(" -–"))
        return _build(text, ab, lang.end(), schluessel or "SGB", "gesetz")
    if ocr := zitatmuster.SGB_OCR.match(text, ende):
        zahl = re.sub(r"\s", "", ocr["buch"]).replace("l", "I").replace("1", "I")
        if (schluessel := find_bekannt(f"SGB {zahl}")) is not None:
            return Gesetzesteil(
                ocr.end(),
                ab,
                ocr.end(),
                schluessel,
                "gesetz",
                "",
                ""
                if _glatt(text[ab : ocr.end()]) == schluessel
                else f"„{text[ab : ocr.end()]}“ als „{schluessel}“ gelesen.",
            )
    return Gesetzesteil(ende, ab, ende, "SGB" if wort == "SGB" else _glatt(wort), "gesetz")


def _read_nach_sgb(text: str, ab: int, fund: re.Match[str], buch: str) -> Gesetzesteil:
    """Read a law that is named after a book, `SGB IX AG`, or the draft of one: not the book itself."""
    if fund["entwurf"]:
        return Gesetzesteil(
            fund.end(),
            ab,
            fund.end(),
            f"{buch}-E",
            "gesetz",
            "",
            f"„{text[ab : fund.end()]}“ ist ein Entwurf, kein geltendes Recht.",
        )
    name = _glatt(f"{buch}{'-' if fund['zwischen'] == '-' else ' '}{fund['was']}")
    bekannt = load_abkuerzungen().get(name, name)
    was = fund["was"].removesuffix(fund["land"] or "").rstrip(" -")
    return _build(text, ab, fund.end(), bekannt, art_of(bekannt) or _guess_sgb_art(was))


def _read_abkuerzung(text: str, fund: re.Match[str], ab: int, wort: str) -> Gesetzesteil | None:
    """Read a known abbreviation, of several words if possible, or a plausible unknown one."""
    mehrwort = _mehrwort()
    for name in mehrwort.get(wort) or (not wort.isalnum() and mehrwort.get(_first_word(wort))) or ():
        ende = ab + len(name)
        if text.startswith(name, ab) and not text[ende : ende + 1].isalnum():
            schluessel = load_abkuerzungen()[name]
            return _build(text, ab, ende, schluessel, art_of(schluessel))
    if wort.endswith("TV") and (lang := zitatmuster.TARIF_LANG.match(text, ab)):
        return Gesetzesteil(lang.end(), ab, lang.end(), _glatt(lang[0]), "tarifvertrag")
    bekannt = load_abkuerzungen().get(wort)
    if bekannt is None and not is_abkuerzung(wort):
        return None
    ende = fund.end()
    art = art_of(bekannt) if bekannt else guess_art(wort)
    schluessel = bekannt or _glatt(wort)
    if text[ende : ende + 1] in zitatmuster.LEERZEICHEN and (zusatz := zitatmuster.ZUSATZ.match(text, ende)):
        ende = zusatz.end()
        schluessel = load_abkuerzungen().get(_glatt(text[ab:ende]), _glatt(text[ab:ende]))
        if schluessel[-4:].isdigit() and bekannt:
            schluessel = bekannt
        art = "verordnung" if schluessel.endswith(" DVO") else art
    return _build(text, ab, ende, schluessel, art)


def _glatt(name: str) -> str:
    """Return a name with single spaces."""
    return " ".join(name.split())

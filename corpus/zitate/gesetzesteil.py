"""The law behind the places: abbreviation, book of the SGB, or full name with its title, date and Fundstelle."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..gesetzesnamen import ORDNUNGSZAHLEN, art_of, find_bekannt, load_abkuerzungen
from ..normform import MONATE
from .schritt import LEER
from .titel import KOPF, read_titel
from .woerter import join_woerter

_W = r"\w"
_LAND = rf"(?:{join_woerter('laenderkuerzel')})"
_ARTIKEL = rf"(?:(?:des|der|dem|den|das|die|zum|zur|vom|im)(?![\w]){LEER})"
_WORT = re.compile(
    rf"{LEER}(?P<artikel>{_ARTIKEL})?+(?:deutschen{LEER})?+(?P<ausland>[a-zäöü]{{3,20}}+(?<=ischen)(?:{LEER})(?={_W}{{0,40}}?(?:gesetz|ordnung|verfassung)))?+(?P<wort>(?:(?:{join_woerter('land_vor')})\.)?"
    rf"{LEER}[A-ZÄÖÜ]{_W}{{0,40}}+(?:[-/.&](?=[A-ZÄÖÜ0-9]){_W}{{1,30}}+){{0,5}}+)"
)
_ERSTES = re.compile(r"[^ /-]*")
_ZUSATZ = re.compile(rf"{LEER}(?:(?:19|20)\d\d(?![\d.])|{_LAND}(?!{_W}))")
_SGB = re.compile(
    rf"{LEER}(?:[-–]{LEER})?(?P<buch>X?(?:I{{1,3}}|I?V|VI{{1,3}}|I?X)|XI?V|X|1[0-4]|[1-9])(?![\wäöüß])(?!{LEER}[.,]?\d)"
)
_SGB_GESPERRT = re.compile(rf"{LEER}(?:des{LEER})?(?P<sgb>S ?G ?B){LEER}(?P<buch>[IVX]{{1,4}})(?!\w)")
_SGB_OCR = re.compile(rf"{LEER}(?P<buch>[IVXl1](?:{LEER}?[IVXl1]){{0,3}})(?![\wäöüß])")
_ORD = "|".join(reversed(ORDNUNGSZAHLEN))
BUCH = re.compile(
    rf"{LEER}(?P<artikel>{_ARTIKEL})?+(?:"
    rf"(?:{_ORD}|Siebent)e(?:[nsr])?{LEER}Buch(?:e?s)?(?![\wäöü])(?:{LEER}(?:(?:des|der|im|–|-){LEER})?+(?:Sozialgesetzbuche?s?|SGB)(?!{_W}))?+"
    rf"|(?:Sozialgesetzbuche?s?|SGB)(?:{LEER}\(SGB\))?+{LEER}(?:[-–,(]{LEER})?+(?:des{LEER})?+(?:{_ORD}|Siebent)e(?:[nsr])?{LEER}Buch(?:e?s)?(?![\wäöü])"
    rf"(?:{LEER}[-–]{LEER}[A-ZÄÖÜ][^-–.;:()§\n]{{3,90}}[-–](?!\w))?+)"
)
_DATUM = rf"(?:\d{{1,2}}\.{LEER}(?:\d{{1,2}}\.{LEER}|(?:{'|'.join(MONATE)}){LEER})(?:\d{{4}}|\d\d(?!\d)))"
_BLATT = r"(?:BGBl|RGBl|GVBl|GVOBl|GV|GBl|Amtsbl|AmtsBl|ABl|BAnz|Bundesgesetzblatt|[A-Z][a-zäöü]{2,6}GVBl)"
_STELLE = rf"{_BLATT}\.?[^();,\n]{{0,30}}?\d{{1,5}}(?:(?:,{LEER}|{LEER})(?:S\.?{LEER})?\d{{1,5}}(?![\d.])){{0,3}}+(?:{LEER}ff?\.?(?!\w))?+(?:{LEER}<[^<>]{{1,12}}>)?+"
DATIERT = re.compile(
    rf"(?P<kurz>{LEER}[(<]{LEER}[^()<>§]{{1,200}}+[)>])?+(?:{LEER}vom{LEER}{_DATUM})"
    rf"(?P<blatt>{LEER}(?:\({LEER}{_BLATT}[^()]{{0,160}}+\)|<{LEER}{_BLATT}[^<>]{{0,60}}+>)|(?:,|{LEER}[-–]){LEER}{_STELLE})?+"
)
GEKLAMMERT_DATIERT = re.compile(rf"{LEER}\(vom{LEER}{_DATUM}(?:,|{LEER}[-–]){LEER}{_STELLE}\)")
BLATT_DIREKT = re.compile(rf"{LEER}\({_BLATT}[^()]{{0,60}}\)")
FASSUNG = re.compile(
    rf"{LEER}(?:<{LEER})?+(?P<an>[anAN])\.?{LEER}F\b\.?(?:{LEER}>)?+"
    rf"|{LEER}\(?(?:in{LEER}der|i\.?{LEER}d\.?){LEER}(?:(?P<bis>am|bis{LEER}zum|bis|seit{LEER}dem|ab{LEER}dem|seit|ab|zum){LEER})"
    rf"(?P<tag>\d{{1,2}})\.{LEER}(?:(?P<monat>\d{{1,2}})\.{LEER}|(?P<name>{'|'.join(MONATE)}){LEER})(?P<jahr>\d{{4}})"
    rf"{LEER}(?:geltenden|gültigen|maßgeblichen|maßgebenden){LEER}(?P<f>Fassung)"
)
_VORAN_FASSUNG = re.compile(
    rf"{LEER}(?P<an>)(?:des|der){LEER}(?:am|bis{LEER}zum|ab){LEER}(?P<tag>\d{{1,2}})\.{LEER}(?P<monat>X)?(?P<name>{'|'.join(MONATE)}){LEER}(?P<jahr>\d{{4}}){LEER}geltenden"
)
_EIGEN = re.compile(
    rf"{LEER}(?:(?P<dies>diese[rs])|de[rs]){LEER}(?:"
    rf"(?P<gesetz>(?<=diese[rs] )(?:Gesetz|Buch)(?:e?s)?|(?<=diese[rs] )Verordnung)"
    rf"|(?:[A-ZÄÖÜ][\wäöüß-]{{0,40}}?)?(?:[Vv]ertrag(?:e?s)?|[Vv]ereinbarung|[Ss]atzung|[Bb]escheid(?:e?s)?))(?![\wäöüß-])"
)
_DATIERT_AB = frozenset("(<v")
_FASSUNG_AB = frozenset("aAnNi(<d")
# Abbreviations behind a § that are never a law: gazettes, reporters, courts, currencies, margins.
KEIN_GESETZ = re.compile(rf"(?:{join_woerter('kein_gesetz')})\Z")
_TARIF = re.compile(
    r"\w*AT(?:-O)?\Z|(?:[A-Z]\w*-)?(?:[A-ZÄÖÜ]\w*)?TV(?![a-z])|TV[A-ZÜÖ-]|(?:M|E|R|L|V|G|BR|VR)TV|BAT|AVR|MTArb|BV\Z|GBV|KTD|KAT|EinführungsTV|HzV"
)
_VORSCHRIFT = re.compile(r"ZDv|VMG|EBM|DKR|\w*R[Ll]\Z|ZE\Z|\w+AE\Z|LStR|EStR|GOP|DVO\.EKD|\w*Satzung|VO\Z")
_VERORDNUNG = re.compile(r"[a-zäöü]V(?:-[A-Z]\w*)?\Z|VO(?:-[A-Z]\w*)?\Z|(?<!B)[A-Z]V\Z|verordnung")
_KLARTEXT = re.compile(r"-[A-ZÄÖÜ][a-zäöüß]{4,}\Z")
_EU = re.compile(r"(?:EUV|AEUV|EGV|EG|EWG|EMRK|MRK|GRC|\w*MSRL|MwStSystRL|PVÜ|EPÜ|GMV|UMV|EuGVVO|GFK|\w+-RL)\Z")


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
            tabelle.setdefault(_ERSTES.match(name)[0], []).append(name)  # type: ignore[index]
    return {wort: tuple(sorted(namen, key=len, reverse=True)) for wort, namen in tabelle.items()}


def read_gesetz(text: str, pos: int, kontext: str = "") -> Gesetzesteil | None:
    """Read the law that follows the places of a citation; None if none does.

    “dieses Buches” is the law of the text itself (`kontext`), “dieses Vertrages” and “des Vertrages” name no law.
    """
    fassung = ""
    if text[pos : pos + 4].lstrip()[:1] in _FASSUNG_AB and (
        vorab := FASSUNG.match(text, pos) or _VORAN_FASSUNG.match(text, pos)
    ):
        fassung = read_fassung(vorab)
        pos = vorab.end()
    teil = read_name(text, pos)
    if teil is None:
        eigen = _EIGEN.match(text, pos)
        if eigen is None:
            return Gesetzesteil(pos, pos, pos, "", "", fassung) if fassung else None
        art = "intern" if eigen["dies"] else "vertrag"
        return Gesetzesteil(eigen.end(), pos, eigen.end(), kontext if eigen["gesetz"] else "", art, fassung)
    if fassung:
        return teil._replace(fassung=fassung)
    if text[teil.end : teil.end + 4].lstrip()[:1] in _FASSUNG_AB and (danach := FASSUNG.match(text, teil.end)):
        ende = teil.end if danach["f"] else danach.end()
        return teil._replace(end=ende, fassung=read_fassung(danach))
    return teil


def read_fassung(fund: re.Match[str]) -> str:
    """Return `a. F.`, `n. F.` or the ISO date of a matched version."""
    if fund["an"]:
        return "a. F." if fund["an"] in "aA" else "n. F."
    monat = int(fund["monat"]) if fund["monat"] else MONATE.index(fund["name"]) + 1
    if not (1 <= monat <= 12 and 1 <= int(fund["tag"]) <= 31):
        return ""
    return f"{fund['jahr']}-{monat:02d}-{int(fund['tag']):02d}"


def read_name(text: str, pos: int) -> Gesetzesteil | None:
    """Read the name of a law at `pos`, with an article before it or without."""
    fund = _WORT.match(text, pos)
    if fund is None:
        return None
    wort = fund["wort"]
    if wort in {"S", "SG"} and (gesperrt := _SGB_GESPERRT.match(text, pos)):
        schluessel = find_bekannt(f"SGB {gesperrt['buch']}") or "SGB"
        return Gesetzesteil(gesperrt.end(), gesperrt.start("sgb"), gesperrt.end(), schluessel, "gesetz")
    ab = fund.start("ausland") if fund["ausland"] else fund.start("wort")
    if fund["ausland"]:
        titel = read_titel(text, fund.start("wort"), True)
        return _build(text, ab, titel[0], _glatt(text[ab : titel[0]]), titel[1]) if titel else None
    if wort.startswith(("SGB", "Sozialgesetzbuch")):
        return _read_sgb(text, fund, ab)
    teil = _read_abkuerzung(text, fund, ab, wort)
    if teil is not None:
        return teil
    if buch := BUCH.match(text, pos):
        ab = buch.end("artikel") if buch["artikel"] else buch.end() - len(buch[0].lstrip())
        return _build(text, ab, buch.end(), find_bekannt(_glatt(text[ab : buch.end()])) or "SGB", "gesetz")
    titel = read_titel(text, ab, bool(fund["artikel"]))
    if titel is None:
        return None
    ende, art = titel
    name = _glatt(text[ab:ende])
    schluessel = find_bekannt(name) or ""
    return _build(text, ab, ende, schluessel or _nominativ(name), art_of(schluessel) or art)


def _nominativ(name: str) -> str:
    """Return a name with its head noun out of the genitive: `Gesetzes zur …` → `Gesetz zur …`."""
    kopf = KOPF.search(name)
    if kopf is None or kopf["fall"] not in {"es", "s"}:
        return name
    return name[: kopf.start("fall")] + name[kopf.end("fall") :]


def _build(text: str, ab: int, bis: int, gesetz: str, art: str) -> Gesetzesteil:
    """Return the law named from `ab` to `bis`, with date and Fundstelle if they follow.

    A date alone belongs to the citation only where the name needs it (“Gesetz zur … vom 3. Mai 2010”).
    """
    ende = bis
    if text[bis : bis + 3].lstrip()[:1] not in _DATIERT_AB:
        return Gesetzesteil(ende, ab, bis, gesetz, art)
    fund = DATIERT.match(text, bis)
    if (fund is not None and (fund["blatt"] or (not fund["kurz"] and " " in text[ab:bis] and KOPF.match(text, ab)))) or (fund := GEKLAMMERT_DATIERT.match(text, bis) or BLATT_DIREKT.match(text, bis)):
        ende = fund.end()
    return Gesetzesteil(ende, ab, bis, gesetz, art)


def _read_sgb(text: str, fund: re.Match[str], ab: int) -> Gesetzesteil:
    """Read a book of the SGB by number, in Arabic, Roman or disturbed Roman figures."""
    wort = fund["wort"]
    ende = fund.end()
    if (kurz := find_bekannt(wort)) is not None:
        return _build(text, ab, ende, kurz, "gesetz")
    if buch := _SGB.match(text, ende):
        return _build(text, ab, buch.end(), find_bekannt(f"SGB {buch['buch']}") or "SGB", "gesetz")
    if (lang := BUCH.match(text, ab)) is not None:
        schluessel = find_bekannt(_glatt(lang[0]).strip(" -–"))
        return _build(text, ab, lang.end(), schluessel or "SGB", "gesetz")
    if ocr := _SGB_OCR.match(text, ende):
        zahl = re.sub(r"\s", "", ocr["buch"]).replace("l", "I").replace("1", "I")
        if (schluessel := find_bekannt(f"SGB {zahl}")) is not None:
            return Gesetzesteil(
                ocr.end(),
                ab,
                ocr.end(),
                schluessel,
                "gesetz",
                "",
                f"„{text[ab : ocr.end()]}“ als „{schluessel}“ gelesen.",
            )
    return Gesetzesteil(ende, ab, ende, "SGB" if wort == "SGB" else _glatt(wort), "gesetz")


def _read_abkuerzung(text: str, fund: re.Match[str], ab: int, wort: str) -> Gesetzesteil | None:
    """Read a known abbreviation, of several words if possible, or a plausible unknown one."""
    for name in _mehrwort().get(_ERSTES.match(wort)[0], ()):  # type: ignore[index]
        ende = ab + len(name)
        if text.startswith(name, ab) and not text[ende : ende + 1].isalnum():
            schluessel = load_abkuerzungen()[name]
            return _build(text, ab, ende, schluessel, art_of(schluessel))
    bekannt = load_abkuerzungen().get(wort)
    if bekannt is None and not is_abkuerzung(wort):
        return None
    ende = fund.end()
    art = art_of(bekannt) if bekannt else guess_art(wort)
    schluessel = bekannt or _glatt(wort)
    if zusatz := _ZUSATZ.match(text, ende):
        ende = zusatz.end()
        schluessel = load_abkuerzungen().get(_glatt(text[ab:ende]), _glatt(text[ab:ende]))
        if schluessel[-4:].isdigit() and bekannt:
            schluessel = bekannt
    return _build(text, ab, ende, schluessel, art)


def is_abkuerzung(wort: str) -> bool:
    """Tell whether an unknown word looks like the abbreviation of a law (two capitals, no court, no gazette)."""
    kern = wort.rstrip(".")
    gross = sum(1 for zeichen in kern if zeichen.isupper())
    return gross >= 2 and len(kern) <= 30 and not KEIN_GESETZ.match(kern) and not kern[-1:].isdigit()


def guess_art(wort: str) -> str:
    """Return the kind of an unknown abbreviation by its look."""
    if _TARIF.match(wort):
        return "tarifvertrag"
    if _EU.match(wort):
        return "eu"
    if _VORSCHRIFT.match(wort):
        return "vorschrift"
    kern = wort.partition("-")[0] if wort.partition("-")[2].isupper() else wort
    if _VERORDNUNG.search(wort):
        return "verordnung"
    if wort.endswith("G") or KOPF.search(wort):
        return "gesetz"
    return "vorschrift" if _KLARTEXT.search(wort) else "gesetz"


def _glatt(name: str) -> str:
    """Return a name with single spaces."""
    return " ".join(name.split())

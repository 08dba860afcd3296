"""Patterns of what follows the places: names, books of the SGB, dates with gazettes, versions, the text's own law.

Every repetition is bounded or possessive and bounded, so an attempt costs a constant at most.
"""

from __future__ import annotations

from ..norm.gesetzesnamen import ORDNUNGSZAHLEN
from ..norm.normform import MONATE
from ..regex import compile_fast
from .schritt import LEER
from .woerter import join_woerter

_LAND = rf"(?:{join_woerter('laenderkuerzel')})"
_ARTIKEL = rf"(?:(?:des|der|dem|zum|zur|vom|im)(?!\w){LEER})"
_MONAT = "|".join(MONATE)

# Where no law can follow: punctuation, a margin number, a small word that begins neither a name nor a version.
OHNE_GESETZ = compile_fast(r"\Z|[.;:,)]|[ \xa0](?:Rn|Rz|Rd[Nn]|Anm[. ]|(?![adinvz])[a-zäöüß]{2,30}+(?<!ischen)(?!\w))")
WORT = compile_fast(
    rf"{LEER}(?P<artikel>{_ARTIKEL})?(?:deutschen{LEER})?"
    rf"(?P<ausland>[a-zäöü]{{3,20}}+(?<=ischen)(?:{LEER})(?=\w{{0,40}}?(?:gesetz|ordnung|verfassung)))?"
    rf"(?P<wort>(?:(?:{join_woerter('land_vor')})\.{LEER}|[0-9]{{1,2}}\.{LEER}(?=(?:{join_woerter('gezaehlt')})(?!\w)))?"
    rf"[A-ZÄÖÜ]\w{{0,40}}+(?:[-/.&](?=[A-ZÄÖÜ0-9])\w{{1,30}}+){{0,5}})"
)
ERSTES = compile_fast(r"[^ /-]{0,60}")
LEERZEICHEN = (" ", "\xa0", "\n")
ZUSATZ = compile_fast(rf"{LEER}(?:(?:19|20)\d\d(?![\d.])|(?:{_LAND}|DVO)(?!\w))")

# Law of a Land and framework agreements that carry a book's name: `AG SGB IX`, `AG-SGB XII NRW`, `BremLRV SGB IX`.
ZU_SGB = compile_fast(
    rf"(?P<kopf>(?:(?:{join_woerter('land_vor')})\.{LEER})?(?:[A-ZÄÖÜ][a-zäöü]{{1,20}}?)?(?:AG|HAG|LRV|RV|[Rr]ahmenvertrag|DVO|AVO|ZustVO))(?:e?s)?(?P<zwischen>{LEER}(?:zum{LEER})?|[-/])SGB(?:{LEER}|-)"
    rf"(?P<buch>[IVX]{{1,4}})(?!\w)(?:{LEER}(?P<land>{_LAND})(?!\w))?"
)
# … and such whose name begins with the book: `SGB IX AG`, `SGB XII-AG NRW`, a draft `SGB IX-E`; not the court in `SGB IX AG Köln`.
SGB_DANACH = compile_fast(
    rf"(?P<zwischen>{LEER}|-)(?P<was>(?:AG|AusfG|LRV|DVO|AVO)(?!\w)(?:(?:-|{LEER})(?P<land>{_LAND})(?!\w)|(?!{LEER}[A-ZÄÖÜ][a-zäöü])))"
    r"|-(?P<entwurf>(?:Reg|Ref|Kab)?E|Entwurf)(?![\w-])"
)
# Acts of the Union by abbreviation: `VO (EG) 883/2004`, `RL 2000/78/EG`.
EU_KURZ = compile_fast(
    rf"(?P<art>VO|RL){LEER}(?P<nummer>\((?:EG|EU|EWG|Euratom)\){LEER}(?:Nr\.{LEER})?\d{{1,4}}/\d{{2,4}}"
    rf"|\d{{2,4}}/\d{{1,4}}/(?:EG|EU|EWG))(?!\w)"
)
EU_ART = {"VO": "Verordnung", "RL": "Richtlinie"}
# An ordinance named by the § it stands on and, in brackets, by its own name:
# `Verordnung zur Durchführung des § 17 Abs. 2 des Neunten Buches Sozialgesetzbuch (Budgetverordnung – BudgetV)`.
ZU_PARAGRAF = compile_fast(
    rf"Verordnung{LEER}(?:zur{LEER}(?:Durchführung|Ausführung){LEER}(?:des|der)|nach|gemäß){LEER}§{{1,2}}[^();§\n]{{1,120}}+"
    rf"\((?:[\w -]{{3,60}}?{LEER}[-–]{LEER})?(?P<name>[A-ZÄÖÜ][\w-]{{1,60}}+)\)"
)
# The same without a name of its own, only behind a §: `§ 1 der Verordnung zur Durchführung des § 90 Abs. 2 Nr. 9 SGB XII`.
NUR_ZU_PARAGRAF = compile_fast(
    rf"{LEER}(?:der{LEER})?(?P<kopf>(?:(?:[A-ZÄÖÜ][a-zäöü]{{1,30}}v|[A-ZÄÖÜ][a-zäöü]{{1,30}}-V|V)erordnung|VO|DVO){LEER}"
    rf"(?:zur{LEER}(?:Durchführung|Ausführung){LEER}(?:des|der)|nach|gemäß|gem\.|zu|auf{LEER}Grund(?:{LEER}des)?|aufgrund(?:{LEER}des)?){LEER})(?=§)"
)
# Further acts of the Union behind one: `Verordnungen (EU) 2016/679 und (EU) 2018/1725`.
EU_WEITERER = compile_fast(
    rf"(?:,|{LEER}(?:und|oder|sowie))(?:{LEER}(?:der|die))?{LEER}"
    rf"(?P<nummer>(?P<von>\((?:EG|EU|EWG|Euratom)\){LEER}(?:Nr\.{LEER})?)?(?:\d{{4}}/\d{{1,4}}|\d{{1,4}}/\d{{4}})(?:/(?:EG|EU|EWG))?)(?![\w/])"
)
# A collective agreement named by its parties: `TV DRV KBS`, `MTV AWO NRW`.
TARIF_LANG = compile_fast(
    rf"[A-Z]{{0,3}}TV(?:{LEER}(?!{_LAND}(?!\w)|SGB)[A-ZÄÖÜ][a-zäöüß]{{0,12}}[A-ZÄÖÜ][\wäöüß/-]{{0,20}}){{1,3}}(?:{LEER}(?:{_LAND})(?!\w))?"
)
_SGB_TEIL = r"SGB-(?P<buch>[IVX]{1,4})-[A-ZÄÖÜ][a-zäöüß]{1,40}\Z"
SGB_TEIL = compile_fast(_SGB_TEIL)
SGB_WORT = compile_fast(rf"{_SGB_TEIL}|(?:Sozialgesetzbuch(?:e?s)?|SGB(?:-?[IVX0-9]{{1,4}})?)\Z")
SGB = compile_fast(
    rf"{LEER}(?:[-–]{LEER})?(?P<buch>(?:X?(?:I{{1,3}}|I?V|VI{{1,3}}|I?X)|XI?V|X)(?![^\W\d¹²³])|(?:1[0-4]|[1-9])(?!\w|[.,]\d))"
    r"(?:[ \xa0]\(?(?P<jahr>20(?:01|18))(?!\d)\)?)?(?![ \xa0](?:\d|[IVX](?![\w.])))"
)
SGB_GESPERRT = compile_fast(rf"{LEER}(?:des{LEER})?(?P<sgb>S ?G ?B){LEER}(?P<buch>[IVX]{{1,4}})(?!\w)")
SGB_OCR = compile_fast(rf"{LEER}(?P<buch>[IVXl1](?:{LEER}?[IVXl1]){{0,3}})(?!\w)")
_ORD = rf"(?:{'|'.join(reversed(ORDNUNGSZAHLEN))}|Siebent)e(?:[nsr])?"
_SOZIAL = r"(?:Sozialgesetzbuche?s?|SGB)"
BUCH = compile_fast(
    rf"{LEER}(?P<artikel>{_ARTIKEL})?(?:"
    rf"{_ORD}{LEER}Buch(?:e?s)?(?!\w)(?:{LEER}(?:(?:des|der|im|–|-){LEER})?{_SOZIAL}(?!\w))?"
    rf"|{_SOZIAL}(?:{LEER}\(SGB\))?{LEER}(?:[-–—,(]{LEER})?(?:des{LEER})?{_ORD}{LEER}Buch(?:e?s)?(?!\w)(?:{LEER}\([IVX]{{1,4}}\))?"
    rf"(?:{LEER}[-–]{LEER}[A-ZÄÖÜ][^-–.;:()§\n]{{3,90}}[-–](?!\w))?)"
)

_DATUM = rf"(?:\d{{1,2}}\.{LEER}(?:\d{{1,2}}\.{LEER}|(?:{_MONAT}){LEER})(?:\d{{4}}|\d\d(?!\d)))"
_BLATT = r"(?:BGBl|RGBl|GVBl|GVOBl|GV|GBl|Amtsbl|AmtsBl|ABl|BAnz|Bundesgesetzblatt|[A-Z][a-zäöü]{2,6}GVBl)"
_STELLE = (
    rf"{_BLATT}\.?[^();,\n]{{0,30}}?\d{{1,5}}(?:(?:,{LEER}|{LEER})(?:[IVX]{{1,3}}{LEER})?(?:(?:S|Nr)\.?{LEER})?\d{{1,5}}(?![\d.])){{0,3}}"
    rf"(?:{LEER}ff?\.?(?!\w))?(?:{LEER}<[^<>]{{1,12}}>)?"
)
DATIERT = compile_fast(
    rf"(?P<kurz>{LEER}[(<]{LEER}[^()<>§]{{1,200}}+[)>])?(?:{LEER}(?P<datum>vom{LEER}{_DATUM}))"
    rf"(?P<blatt>{LEER}(?:\({LEER}{_BLATT}[^()]{{0,160}}+\)|<{LEER}{_BLATT}[^<>]{{0,60}}+>)"
    rf"|(?:,|{LEER}[-–]){LEER}{_STELLE})?"
)
GEKLAMMERT_DATIERT = compile_fast(rf"{LEER}\(vom{LEER}{_DATUM}(?:,|{LEER}[-–]){LEER}{_STELLE}\)")
BLATT_DIREKT = compile_fast(rf"{LEER}\({_BLATT}[^()]{{0,60}}\)|,{LEER}{_STELLE}")
DATIERT_AB = frozenset("(<v")

_TAG = rf"(?P<tag>\d{{1,2}})\.{LEER}(?:(?P<monat>\d{{1,2}})\.{LEER}|(?P<name>{_MONAT}){LEER})(?P<jahr>\d{{4}})"
# Of a span of time its last day tells the version: `in der vom 1. Juli 2004 bis 31. Dezember 2017 geltenden Fassung`.
FASSUNG = compile_fast(
    rf"{LEER}(?:<{LEER}|(?P<klammer>\())?(?P<an>[anAN])(?:\.{LEER}F\b\.?+|{LEER}F\b)(?:{LEER}>|(?(klammer)\)))?"
    rf"|(?:-|{LEER}\()(?P<zeit>alt|neu)(?!\w)\)?|{LEER}(?P<spaeter>alt|neu)(?=[.,;:)]|{LEER}(?:[A-ZÄÖÜ(/§]|i\.|iVm)|\Z)"
    rf"|{LEER}(?P<wort>[Aa]lte[rn]?|[Nn]eue[rn]?){LEER}Fassung(?!\w)"
    rf"|,?{LEER}\(?(?:jeweils{LEER})?(?:(?P<langform>in{LEER}der|i\.?{LEER}d\.?)|idF|i\.{LEER}d\.{LEER}F\.){LEER}"
    rf"(?:(?:vom|von|ab|seit){LEER}{_DATUM}{LEER}bis(?:{LEER}zum)?|am|bis{LEER}zum|bis|seit{LEER}dem|ab{LEER}dem|seit|ab|zum){LEER}"
    rf"{_TAG}(?(langform){LEER}(?:geltenden|gültigen|maßgeblichen|maßgebenden){LEER}Fassung)"
)
# `der am 1. Januar 2006 geltenden Verordnung`: the groups are those of FASSUNG.
FASSUNG_VORAN = compile_fast(
    rf"{LEER}(?P<an>)(?P<zeit>(?!))?(?P<spaeter>(?!))?(?P<wort>(?!))?(?:des|der){LEER}(?:am|bis{LEER}zum|ab){LEER}(?P<tag>\d{{1,2}})\.{LEER}(?P<monat>(?!))?"
    rf"(?P<name>{_MONAT}){LEER}(?P<jahr>\d{{4}}){LEER}geltenden"
)
FASSUNG_AB = frozenset("aAnNi(<dj,")
FASSUNG_DANACH = frozenset("aAnNij-")

EIGEN = compile_fast(
    rf"{LEER}(?:(?P<dies>diese[rs])|de[rs]){LEER}(?:"
    rf"(?P<gesetz>(?<=diese[rs]\s)(?:Gesetz|Buch)(?:e?s)?|(?<=diese[rs]\s)Verordnung)"
    rf"|(?:[A-ZÄÖÜ][\w-]{{0,40}}?)?(?:[Vv]ertrag(?:e?s)?|[Vv]ereinbarung|[Ss]atzung|[Bb]escheid(?:e?s)?))(?![\w-])"
)

# The kind of an unknown abbreviation, by its look.
TARIF = compile_fast(
    r"\w{0,60}AT(?:-O)?\Z|(?:[A-Z]\w{0,60}-)?(?:[A-ZÄÖÜ]\w{0,60})?TV(?![a-z])|TV[A-ZÜÖ-]|(?:M|E|R|L|V|G|BR|VR)TV"
    r"|BAT|AVR|MTArb|BV\Z|GBV|KTD|KAT|EinführungsTV|HzV"
)
VORSCHRIFT = compile_fast(
    r"ZDv|VMG|EBM|DKR|\w{0,60}R[Ll]\Z|ZE\Z|\w{1,60}AE\Z|LStR|EStR|GOP|DVO\.EKD|\w{0,60}Satzung|VO\Z"
)
VERORDNUNG = compile_fast(r"[a-zäöü]V(?:-[A-Z]\w{0,60})?\Z|VO(?:-[A-Z]\w{0,60})?\Z|(?<!B)[A-Z]V\Z|verordnung")
KLARTEXT = compile_fast(r"-[A-ZÄÖÜ][a-zäöüß]{4,60}\Z")
EU = compile_fast(
    r"(?:EUV|AEUV|EGV|EG|EWG|EMRK|MRK|GRC|\w{0,60}MSRL|MwStSystRL|PVÜ|EPÜ|GMV|UMV|EuGVVO|GFK|\w{1,60}-RL)\Z"
)
# Abbreviations behind a § that are never a law: gazettes, reporters, courts, currencies, margins.
KEIN_GESETZ = compile_fast(rf"(?:{join_woerter('kein_gesetz')})\Z")

"""Split German legal text into Sätze.

Statutes number their sentences silently, so "Absatz 2 Satz 3" can only be checked by counting. A full stop ends a Satz
unless it belongs to an abbreviation, an ordinal ("31. Dezember", "18. Lebensjahr"), a date or a section number. The rules
look at one token before and one after the stop, so the cost is linear. Measured quality: docs/gesetze/saetze.md.
"""

from __future__ import annotations

import re

# A stop (with closing quotes or brackets) followed by white space; what comes next decides.
_ENDE = re.compile(r"[.!?…](?:[\"“”»«'’)\]]{0,3})(?=\s)")
_WORT_DAVOR = re.compile(r"[\w§/\-]+(?:\.[\w\-]+)*$")
_WORT_DANACH = re.compile(r"[\"„“»«‚'(\[]*([\w§\-–]+)")

ABKUERZUNGEN = frozenset(
    "abs abschn abt alt amtl anh anl anm art aufl ausg az bd bek ber bes betr bgbl bl bsp buchst bzgl bzw ca "
    "chr co cod d dergl dgl dipl doppelbuchst dr ebd einschl entspr etc evtl f ff fn gem ges ggf ggfs grds gz h halbs hinw hl hrsg "
    "hs i ing insb insbes inkl jg jh kap lfd lit ltd m max med min mio mrd mtl n nds nr nrn o obj od pos pp prof rd "
    "rdnr rn rspr rz s sog spiegelstr st std str tel tit tsd tz u ua ua unterabs urt usf usw v verf vgl vj vo vorbem z zb zit "
    "ziff zt zzgl jan feb mär apr jun jul aug sep sept okt nov dez bay brem hess sächs thür württ vers abk "
    "bverfg-e e eur g iv op phil rer jur pol wiss fallgr fa drs unterpos mwv geschäftsz stellv geb verh str gegr lt mdl schr ausschl zus jew überw".split()
)
# These often close a sentence: a function word after them shows it.
_OFT_ENDE = frozenset("abs art az f ff nr etc f ff nr rn s usf usw z tz ziff buchst".split())
# After a number with a stop these words open a new sentence; anything else is taken as part of an ordinal.
_SATZANFANG = frozenset(
    "ab aber abweichend alle allein allerdings als also am an andere andernfalls anderenfalls anstelle auch auf aufgrund aus außer außerdem bei "
    "beim bereits besteht bestehen beträgt bis da dabei dadurch dafür dagegen daher damit danach daneben dann daran darauf daraus darin darüber darunter das "
    "davon dazu dem demgegenüber den denen dennoch der deren derjenige des deshalb dessen desgleichen deswegen dich die diejenige diejenigen dies diese "
    "dieselben diesem diesen dieser dieses doch durch ebenfalls ebenso eignet ein eine einem einen einer eines entgegen entsprechend entsprechendes er "
    "erfolgt erfüllt erst erstmals es etwaige falls ferner findet finden führt für gegen gegenüber geht gehört gehören gelten gilt gleiches "
    "hat haben handelt hier hierbei hierdurch hierfür hiergegen hierin hiermit hiernach hierüber hiervon hierzu hinsichtlich ihm ihr ihre ihrem ihren ihrer im in "
    "innerhalb insbesondere insoweit insofern ist jede jeder jedem jeden jedes jedoch kann kein keine keinen kommt können lässt leistet liegt liegen macht maßgebend maßgeblich man mehrere "
    "mit muss müssen nach nachdem neben nicht nimmt nur ob obwohl oder ohne satz sätze sein seine seit sich sie sieht sind so sobald sodann sofern solange solche "
    "soll sollen somit sonstige soweit sowie spätestens stehen steht stellt tritt treten trotz über überschreitet übersteigt um umfasst und ungeachtet unter unterbleibt "
    "unterliegt verlangt vom von vor vorbehaltlich vorher während wann war waren warum was weder wegen weigert weicht weil weiter weitere welche wenn wer werden "
    "weshalb widerspricht wie wird wo wobei wohnt wurde wurden zu zudem zum zur zusätzlich zuständig zwischen § §§ absatz artikel nummer eltern personen zeiten".split()
)
_ORDNUNG_DANACH = frozenset(
    "januar februar märz april mai juni juli august september oktober november dezember kapitel abschnitt abschnitts unterabschnitt "
    "unterabschnitts lebensjahr lebensjahres lebensjahrs lebensmonat lebensmonats tag tage tages monat monats jahr jahres woche buch buches teil teils titel "
    "titels senat senats kammer strafsenat zivilsenat quartal quartals auflage änderung verordnung nachtrag unterabsatz".split()
)
_ZAHL = re.compile(r"\d{1,3}")
_BINNENGROSS = re.compile(r"[a-zäöü][A-ZÄÖÜ]")
_ROEMISCH = re.compile(r"[IVXLC]{1,6}")


def split_saetze(text: str) -> list[tuple[int, int]]:
    """Return the spans of the Sätze of one running text, without the white space between them.

    Only full stops, exclamation and question marks end a Satz; a semicolon parts Halbsätze. Linear in the text's length.
    """
    spannen: list[tuple[int, int]] = []
    anfang = _skip_space(text, 0)
    for treffer in _ENDE.finditer(text):
        ende = treffer.end()
        if treffer.start() >= anfang and _ends_satz(text, anfang, treffer.start(), ende):
            spannen.append((anfang, ende))
            anfang = _skip_space(text, ende)
    rest = text[anfang:].rstrip()
    if rest:
        spannen.append((anfang, anfang + len(rest)))
    return spannen


def split_text(text: str) -> list[str]:
    """Return the Sätze of one running text as strings."""
    return [text[a:b] for a, b in split_saetze(text)]


def _skip_space(text: str, stelle: int) -> int:
    while stelle < len(text) and text[stelle].isspace():
        stelle += 1
    return stelle


def _ends_satz(text: str, anfang: int, punkt: int, ende: int) -> bool:
    stelle = _skip_space(text, ende)
    danach = _WORT_DANACH.match(text, stelle)
    if danach is None:
        return text[punkt] != "." and text[stelle : stelle + 1] not in "\"|>"
    folgt = danach.group(1)
    if folgt[0].islower():
        return False
    if text[punkt] != "." or ende > punkt + 1:
        return True
    davor = _WORT_DAVOR.search(text, max(anfang, punkt - 40), punkt)
    return davor is None or _word_ends_satz(davor.group(), folgt, davor.start() == anfang)


def _word_ends_satz(wort: str, folgt: str, ist_erstes: bool) -> bool:
    """Tell whether the stop after `wort` ends a Satz when `folgt` (not lower case) comes next."""
    letztes = re.split(r"[./-]", wort)[-1]
    if _ZAHL.fullmatch(letztes):
        return not ist_erstes and _number_ends_satz(folgt)
    if ist_erstes and (len(letztes) == 1 or _ROEMISCH.fullmatch(letztes)):
        return False  # "A. Überschrift", "II. Die Beschwerde": an outline label
    if _BINNENGROSS.search(letztes):
        return False  # "iSv.", "SächsGVBl.", "VergGr."
    if letztes.lower() in ABKUERZUNGEN:
        return letztes.lower() in _OFT_ENDE and "." not in wort and folgt.lower() in _SATZANFANG
    if len(letztes) == 1 and letztes.isalpha():
        return False  # initials: "Prof. K. Müller", "z. B."
    if _ROEMISCH.fullmatch(letztes):
        return folgt.lower() in _SATZANFANG
    return True


def _number_ends_satz(folgt: str) -> bool:
    if folgt[0].isdigit():
        return False
    klein = folgt.lower()
    return klein not in _ORDNUNG_DANACH and klein in _SATZANFANG
